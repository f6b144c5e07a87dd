/* The report of an import or export.
 *
 * Counting is by name, in order of first appearance; there are few names, so a linear search over
 * them is right. Warnings carry whole sentences; a flood of them is cut and counted.
 */
#include "formats/report.h"

#include <stdarg.h>

void report_init(struct import_report *r, struct arena *mem)
{
    *r = (struct import_report){.mem = mem};
}

static struct report_line *line_push(struct import_report *r, struct report_line **v, size_t *n,
                                     size_t *cap)
{
    if (*n == *cap) {
        size_t more = *cap ? *cap * 2 : 8;
        *v = arena_grow(r->mem, *v, *cap * sizeof **v, more * sizeof **v);
        *cap = more;
    }
    return &(*v)[(*n)++];
}

void report_drop_many(struct import_report *r, str what, str why, int64_t count, int64_t line)
{
    for (size_t i = 0; i < r->n_dropped; i++) {
        if (str_eq(r->dropped[i].what, what)) {
            r->dropped[i].count += count;
            return;
        }
    }
    if (r->n_dropped == REPORT_NAMES_MAX) {
        r->dropped[REPORT_NAMES_MAX - 1].what = S("other elements");
        r->dropped[REPORT_NAMES_MAX - 1].count += count;
        return;
    }
    struct report_line *l = line_push(r, &r->dropped, &r->n_dropped, &r->cap_dropped);
    *l = (struct report_line){str_copy(r->mem, what), str_copy(r->mem, why), count, line};
}

void report_drop(struct import_report *r, const char *what, const char *why, int64_t line)
{
    report_drop_many(r, str_from(what), str_from(why), 1, line);
}

void report_warn(struct import_report *r, const char *what, int64_t line, const char *fmt, ...)
{
    if (r->n_warnings == REPORT_WARNINGS_MAX) {
        struct report_line *last = &r->warnings[r->n_warnings - 1];
        if (!str_eq(last->what, S("more")))
            *last = (struct report_line){S("more"), S("More warnings than are listed"), 1, line};
        last->count++;
        return;
    }
    char    text[512];
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    size_t              kept = n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
    struct report_line *l = line_push(r, &r->warnings, &r->n_warnings, &r->cap_warnings);
    *l = (struct report_line){str_from(what), str_copy(r->mem, (str){text, kept}), 1, line};
}

static int by_name(const void *a, const void *b)
{
    return str_cmp(((const struct report_line *)a)->what, ((const struct report_line *)b)->what);
}

static int by_line(const void *a, const void *b)
{
    int64_t x = ((const struct report_line *)a)->line, y = ((const struct report_line *)b)->line;
    return (x > y) - (x < y);
}

void report_sort(struct import_report *r)
{
    if (r->n_dropped)
        qsort(r->dropped, r->n_dropped, sizeof *r->dropped, by_name);
    if (r->n_warnings)
        qsort(r->warnings, r->n_warnings, sizeof *r->warnings, by_line);
}
