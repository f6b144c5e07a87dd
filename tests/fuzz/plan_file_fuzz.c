/* tests/fuzz/plan_file_fuzz.c - libFuzzer on every reader, and on what follows from what it reads.
 *
 * Built and run by tools/fuzz; the corpus is the samples of all formats. A plan that reads must
 * calculate or be refused, must be written, and what was written must read again.
 */
#include "formats/plan_file.h"
#include "formats/source.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void write_and_read(struct arena *mem, const struct plan *plan)
{
    struct import_report report;
    struct import        again = {0};
    struct buf           to;
    buf_init(&to, 16 << 20);
    if (!mspdi_write(mem, plan, &to, &report).code) {
        err e = mspdi_read(mem, source_memory(mem, S("again.xml"), buf_view(&to)), &again);
        if (e.code)
            abort();
        plan_unref(again.plan);
    }
    buf_done(&to);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena  mem = {0};
    struct import import = {0};
    struct source source = source_memory(&mem, S("fuzz"), (str){(const char *)bytes, n});
    if (!plan_file_read(&mem, source_inflated(&mem, source), &import).code) {
        if (!plan_calculate(import.plan, NULL).code)
            write_and_read(&mem, import.plan);
        plan_unref(import.plan);
    }
    arena_done(&mem);
    return 0;
}
