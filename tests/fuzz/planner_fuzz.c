/* tests/fuzz/planner_fuzz.c - libFuzzer on the reader of GNOME Planner.
 *
 * What follows from what was read is in tests/fuzz/reader.h.
 */
#include "formats/planner/planner.h"
#include "reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    return fuzz_reader(planner_read, bytes, n);
}
