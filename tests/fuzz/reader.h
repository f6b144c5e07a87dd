/* tests/fuzz/reader.h - what every target of a reader does with what it has read.
 *
 * Built and run by tools/fuzz; the corpus is the samples of the format. A plan that reads must
 * calculate or be refused, must be written as MSPDI, XER and PMXML, and what was written must
 * read again.
 */
#ifndef FUZZ_READER_H
#define FUZZ_READER_H

#include "formats/pmxml/pmxml.h"
#include "formats/source.h"

#include <stdlib.h>

typedef err fuzz_read_fn(struct arena *mem, struct source source, struct import *ret_import);
typedef err fuzz_write_fn(struct arena *mem, const struct plan *plan, struct buf *to,
                          struct import_report *ret_report);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static inline void fuzz_write(struct arena *mem, const struct plan *plan, fuzz_write_fn *write,
                              fuzz_read_fn *read)
{
    struct import_report report = {.mem = mem};
    struct import        again = {0};
    struct buf           to;
    buf_init(&to, 16 << 20);
    if (!write(mem, plan, &to, &report).code) {
        if (read(mem, source_memory(mem, S("again"), buf_view(&to)), &again).code)
            abort();
        plan_unref(again.plan);
    }
    buf_done(&to);
}

static inline int fuzz_reader(fuzz_read_fn *read, const uint8_t *bytes, size_t n)
{
    struct arena  mem = {0};
    struct import import = {0};
    struct source source = source_memory(&mem, S("fuzz"), (str){(const char *)bytes, n});
    if (!read(&mem, source_inflated(&mem, source), &import).code) {
        if (!plan_calculate(import.plan, NULL).code) {
            fuzz_write(&mem, import.plan, mspdi_write, mspdi_read);
            fuzz_write(&mem, import.plan, xer_write, xer_read);
            fuzz_write(&mem, import.plan, pmxml_write, pmxml_read);
        }
        plan_unref(import.plan);
    }
    arena_done(&mem);
    return 0;
}

#endif
