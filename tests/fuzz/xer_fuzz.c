/* tests/fuzz/xer_fuzz.c - libFuzzer on the reader of Primavera XER.
 *
 * What follows from what was read is in tests/fuzz/reader.h.
 */
#include "formats/formats.h"
#include "reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    return fuzz_reader(xer_read, bytes, n);
}
