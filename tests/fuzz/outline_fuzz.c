/* tests/fuzz/outline_fuzz.c - libFuzzer on the reader of plan text.
 *
 * What follows from what was read is in tests/fuzz/reader.h.
 */
#include "formats/outline/outline.h"
#include "formats/plan_file.h"
#include "reader.h"

static err read_text(struct arena *mem, struct source source, struct import *ret_import)
{
    str text;
    TRY(source_all(mem, source, PLAN_TEXT_MAX, &text));
    return outline_read(mem, text, (struct outline_options){.today = DAY_NONE}, ret_import);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    return fuzz_reader(read_text, bytes, n);
}
