/* tests/fuzz/mspdi_fuzz.c - libFuzzer on the reader of MS Project XML.
 *
 * What follows from what was read is in tests/fuzz/reader.h.
 */
#include "formats/formats.h"
#include "reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    return fuzz_reader(mspdi_read, bytes, n);
}
