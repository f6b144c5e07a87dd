/* tests/formats/compare/compare_test.c - stored results against calculated ones. */
#include "domain/compare/compare.h"

#include "formats/source.h"

#include <criterion/criterion.h>

static const char file[] =
    "<Project><StartDate>2026-03-02T08:00:00</StartDate><Tasks>"
    "<Task><UID>1</UID><Name>A</Name><OutlineLevel>1</OutlineLevel><Duration>PT8H0M0S</Duration>"
    "<Start>2026-03-02T08:00:00</Start><Finish>2026-03-02T17:00:30</Finish>"
    "<LateFinish>2026-03-03T17:00:00</LateFinish><Critical>1</Critical></Task>"
    "<Task><UID>2</UID><IsNull>1</IsNull><Start>2026-03-09T08:00:00</Start></Task>"
    "</Tasks></Project>";

static void keep(void *arg, const struct difference *d)
{
    *(struct difference *)arg = *d;
}

Test(compare, tells_differences_of_a_minute_and_more)
{
    struct arena      mem = {0};
    struct import     import;
    struct comparison c;
    struct difference last = {0};
    struct source     source = source_memory(&mem, S("x.xml"), str_from(file));
    cr_assert_eq(mspdi_read(&mem, source, &import).code, ERR_NONE);
    cr_assert_eq(plan_calculate(import.plan, NULL).code, ERR_NONE);
    compare_stored(import.plan, &import.stored, keep, &last, &c);
    cr_assert_eq(c.items, 1, "blank rows are not compared");
    cr_assert_eq(c.differing, 1);
    cr_assert_eq(c.compared[COMPARE_FINISH], 1);
    cr_assert_eq(c.different[COMPARE_FINISH], 0, "half a minute is the same");
    cr_assert_eq(c.compared[COMPARE_TOTAL_SLACK], 0, "what is not stored is not compared");
    cr_assert_eq(last.what, COMPARE_LATE_FINISH);
    cr_assert_eq(last.stored - last.calculated, 24 * 3600);
    cr_assert_eq(last.item->source_uid, 1);
    compare_stored(import.plan, &import.stored, NULL, NULL, &c);
    cr_assert_eq(c.different[COMPARE_LATE_FINISH], 1);
    plan_unref(import.plan);
    arena_done(&mem);
}
