/* tests/formats/report_test.c - losses are counted, repairs told. */
#include "formats/report.h"

#include <criterion/criterion.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(report, .fini = finish);

Test(report, counts_by_name)
{
    struct import_report r;
    report_init(&r, &mem);
    report_drop(&r, "Task/Contact", NULL, 12);
    report_drop(&r, "Task/Contact", NULL, 40);
    report_drop_many(&r, S("Resource/Phonetics"), S("why"), 5, 7);
    report_sort(&r);
    cr_assert_eq(r.n_dropped, 2);
    cr_assert(str_eq(r.dropped[0].what, S("Resource/Phonetics")));
    cr_assert_eq(r.dropped[0].count, 5);
    cr_assert_eq(r.dropped[1].count, 2);
    cr_assert_eq(r.dropped[1].line, 12);
    cr_assert_null(r.dropped[1].why.p);
}

Test(report, warnings_by_line_and_not_without_end)
{
    struct import_report r;
    report_init(&r, &mem);
    report_warn(&r, "b", 9, "later %d", 1);
    report_warn(&r, "a", 3, "earlier");
    report_sort(&r);
    cr_assert(str_eq(r.warnings[0].why, S("earlier")));
    cr_assert(str_eq(r.warnings[1].why, S("later 1")));
    for (int i = 0; i < 1000; i++)
        report_warn(&r, "c", i, "again");
    cr_assert_eq(r.n_warnings, REPORT_WARNINGS_MAX);
    cr_assert_geq(r.warnings[r.n_warnings - 1].count, 800);
}
