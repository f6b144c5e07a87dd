/* tests/formats/builder/levels_test.c - depth of an outline told by levels, and its limit. */
#include "formats/builder/levels.h"
#include "formats/plan_file.h"
#include "formats/source.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(levels, depth_is_that_of_the_nearest_smaller)
{
    static const struct {
        int64_t level;
        size_t  depth;
    } rows[] = {{1, 1}, {2, 2}, {5, 3}, {3, 3}, {3, 3}, {9, 4}, {1, 1}};
    struct levels l = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_assert_eq(levels_step(&l, rows[i].level, 1).code, ERR_NONE);
        cr_expect_eq(l.n, rows[i].depth, "row %zu", i);
    }
    for (int64_t level = 2; level <= LEVELS_MAX; level++)
        cr_assert_eq(levels_step(&l, level, 1).code, ERR_NONE);
    const err e = levels_step(&l, LEVELS_MAX + 1, 77);
    cr_expect_eq(e.code, ERR_TOO_LARGE);
    cr_expect(str_has(str_from(e.why), S("Line 77")), "%s", e.why);
}

/* A file that never ends (MPX, which is read whole: of 400 rows), each row one level deeper. */
struct endless {
    bool    is_mpx;
    int64_t level;
    char    row[200];
    size_t  n, at;
};

static void next_row(struct endless *f)
{
    static const char mpx_head[] = "MPX,x,4.0,ANSI\r\n60,Unique ID,Level\r\n61,98,3\r\n";
    static const char xml_head[] =
        "<Project xmlns=\"http://schemas.microsoft.com/project\"><Tasks>";
    const long long level = f->level++;
    int             n;
    if (level == 0)
        n = snprintf(f->row, sizeof f->row, "%s", f->is_mpx ? mpx_head : xml_head);
    else if (f->is_mpx)
        n = snprintf(f->row, sizeof f->row, "70,%lld,%lld\r\n", level, level);
    else
        n = snprintf(f->row, sizeof f->row,
                     "<Task><UID>%lld</UID><OutlineLevel>%lld</OutlineLevel></Task>\n", level,
                     level);
    f->at = 0;
    f->n = f->is_mpx && level > 400 ? 0 : (size_t)n;
}

static err endless_read(void *self, char *bytes, size_t max, size_t *ret_n)
{
    struct endless *f = self;
    if (f->at == f->n)
        next_row(f);
    *ret_n = f->n - f->at < max ? f->n - f->at : max;
    memcpy(bytes, f->row + f->at, *ret_n);
    f->at += *ret_n;
    return OK;
}

Test(levels, too_deep_is_refused_at_its_first_row)
{
    for (int is_mpx = 0; is_mpx < 2; is_mpx++) {
        struct arena   mem = {0};
        struct endless file = {.is_mpx = is_mpx};
        struct source  source = {.read = endless_read, .self = &file, .name = S("deep")};
        struct import  import;
        const err      e = plan_file_read(&mem, source, &import);
        cr_expect_eq(e.code, ERR_TOO_LARGE, "%d %s", is_mpx, e.code ? e.why : "");
        cr_expect(e.code && str_has(str_from(e.why), S("deeper than 256")), "%s", e.why);
        if (!is_mpx)
            cr_expect_lt(file.level, 2000, "read on to level %lld", (long long)file.level);
        arena_done(&mem);
    }
}
