/* tests/fuzz/plan_file_fuzz.c - libFuzzer on the reader of any kind of file, told by its first
 * bytes.
 *
 * What follows from what was read is in tests/fuzz/reader.h.
 */
#include "formats/plan_file.h"
#include "reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    return fuzz_reader(plan_file_read, bytes, n);
}
