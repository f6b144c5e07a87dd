/* tests/cli/estimates_test.c - a list of estimates in a plan's items; refusals with their lines
 * are in tests/cli/simulate_test.c. */
#include "formats/estimates.h"

#include "domain/entities.h"
#include "formats/plan_file.h"
#include "formats/source.h"

#include <criterion/criterion.h>

Test(estimates, durations_are_read_as_people_and_machines_write_them)
{
    struct arena  mem = {0};
    struct import import = {0};
    size_t        n = 0;
    const str     plan = S("project A Test ; start 2026-03-02T08:00 ; zone UTC\n"
                               "1: Work ; 5d\n2: Round the clock ; 3ed\n3: Other ; 1d\n");
    cr_assert_eq(plan_file_read(&mem, source_memory(&mem, S("a.txt"), plan), &import).code,
                 ERR_NONE);
    const err e = estimates_read(
        &mem,
        S("\xef\xbb\xbfuid,distribution,optimistic,most_likely,pessimistic\n"
          "1,discrete,16h,3d,1w 2h\n2,pert,2d,PT84H,1w\n3,uniform,0,,90m"),
        import.plan, &n);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    cr_assert_eq(n, 3);
    const struct item *a = plan_get(import.plan, &item_entity, (struct id){1});
    cr_assert_eq(a->estimate_distribution, ESTIMATE_DISCRETE);
    cr_assert_eq(a->estimate_optimistic_s, 16 * HOUR_S);
    cr_assert_eq(a->estimate_likely_s, 24 * HOUR_S);
    cr_assert_eq(a->estimate_pessimistic_s, 42 * HOUR_S);
    const struct item *b = plan_get(import.plan, &item_entity, (struct id){2});
    cr_assert_eq(b->estimate_optimistic_s, 2 * DAY_S);
    cr_assert_eq(b->estimate_pessimistic_s, 7 * DAY_S);
    const struct item *c = plan_get(import.plan, &item_entity, (struct id){3});
    cr_assert_eq(c->estimate_likely_s, DURATION_NONE);
    cr_assert_eq(c->estimate_pessimistic_s, 90 * MINUTE_S);
    plan_unref(import.plan);
    arena_done(&mem);
}
