/* tests/fuzz/gan_fuzz.c - libFuzzer on the reader of GanttProject.
 *
 * What follows from what was read is in tests/fuzz/reader.h.
 */
#include "formats/gan/gan.h"
#include "reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    return fuzz_reader(gan_read, bytes, n);
}
