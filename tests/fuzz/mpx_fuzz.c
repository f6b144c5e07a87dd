/* tests/fuzz/mpx_fuzz.c - libFuzzer on the reader of MPX.
 *
 * What follows from what was read is in tests/fuzz/reader.h.
 */
#include "formats/mpx/mpx.h"
#include "reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    return fuzz_reader(mpx_read, bytes, n);
}
