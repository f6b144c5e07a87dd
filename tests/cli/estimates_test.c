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

/* Every table that a list may hold, in one list; the plan's own risk keeps its number. */
Test(estimates, tables_become_records)
{
    struct arena  mem = {0};
    struct import import = {0};
    size_t        n = 0;
    const str     plan = S(
            "project A Test ; start 2026-03-02T08:00 ; zone UTC ; currency EUR\nresource Engineer\n"
                "1: Make ; 5d ; @ Engineer\n2: Buy ; 3d\n3: Other ; 1d\n");
    cr_assert_eq(plan_file_read(&mem, source_memory(&mem, S("a.txt"), plan), &import).code,
                 ERR_NONE);
    const err e = estimates_read(&mem,
                                 S("decision,uid,chance\nmake or buy,1,30 %\nmake or buy,2,0.7\n"
                                   "uid,other_uid,correlation\n1,2,-0.4\n3,,0.5\n"
                                   "group,uid,correlation\nsite,1,0.2\nsite,3,20%\n"
                                   "uid,distribution,cost_optimistic,cost_likely,cost_pessimistic\n"
                                   "3,triangular,100,150.5,900\n"
                                   "resource,per_year,optimistic,most_likely,pessimistic\n"
                                   "Engineer,3,1d,,2w\n"
                                   "risk,chance,uid,effect,optimistic,most_likely,pessimistic\n"
                                   "Storm,0.25,3,delay,1d,2d,1w\nStorm,,1,x1.5,,,\n"
                                   "uid,distribution,optimistic,most_likely,pessimistic\n"
                                   "3,pert,1d,2d,4d\n"),
                                 import.plan, &n);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    cr_assert_eq(n, 1);
    const struct plan          *p = import.plan;
    const struct id             one = {1}, two = {2};
    const struct branch        *b = plan_get(p, &branch_entity, two);
    const struct correlation   *c = plan_get(p, &correlation_entity, two);
    const struct cost_estimate *cost = plan_get(p, &cost_estimate_entity, one);
    const struct absence       *away = plan_get(p, &absence_entity, one);
    const struct risk          *risk = plan_get(p, &risk_entity, one);
    const struct risk_item     *touched = plan_get(p, &risk_item_entity, two);
    cr_assert_eq(b->item.v, 2);
    cr_assert_float_eq(b->probability, 0.7, 1e-12);
    cr_assert(c->item.v == 3 && c->other_item.v == 0 && c->value == 0.5);
    cr_assert_eq(plan_count(p, &correlation_entity), 4);
    cr_assert_eq(cost->likely_minor, 15050);
    cr_assert_eq(away->pessimistic_s, 80 * HOUR_S);
    cr_assert_eq(away->likely_s, DURATION_NONE);
    cr_assert_eq(risk->impact_likely_s, 16 * HOUR_S);
    cr_assert_eq(plan_count(p, &risk_entity), 1);
    cr_assert(touched->risk.v == 1 && touched->effect == EFFECT_FACTOR && touched->factor == 1.5);
    cr_assert_eq(plan_calculate(import.plan, NULL).code, ERR_NONE);
    plan_unref(import.plan);
    arena_done(&mem);
}

static void refused(const char *list, const char *part)
{
    struct arena  mem = {0};
    struct import import = {0};
    size_t        n;
    const str plan = S("project A Test ; start 2026-03-02T08:00\nresource Engineer\n1: Make ; 5d ; "
                       "@ Engineer\n2: Buy ; 3d\n");
    cr_assert_eq(plan_file_read(&mem, source_memory(&mem, S("a.txt"), plan), &import).code,
                 ERR_NONE);
    const err e = estimates_read(&mem, str_from(list), import.plan, &n);
    cr_assert_neq(e.code, ERR_NONE, "%s", list);
    cr_assert(str_has(str_from(e.why), str_from(part)), "%s", e.why);
    cr_assert_eq(plan_count(import.plan, &branch_entity), 0);
    plan_unref(import.plan);
    arena_done(&mem);
}

Test(estimates, wrong_rows_are_named)
{
    refused("decision,uid,chance\na,1,0.5\na,2,120%\n", "Line 3");
    refused("decision,uid,chance\n,1,0.5\n", "decision");
    refused("uid,other_uid,correlation\n1,2,3\n", "no correlation");
    refused("uid,other_uid,correlation\n1,1,0.5\n", "other_item must be another item");
    refused("group,uid,correlation\ng,1,-0.5\n", "no share");
    refused("uid,distribution,cost_optimistic,cost_likely,cost_pessimistic\n1,pert,5,4,9\n",
            "likely_minor must not be less");
    refused("uid,distribution,cost_optimistic,cost_likely,cost_pessimistic\n1,pert,5,x,9\n",
            "no amount");
    refused("resource,per_year,optimistic,most_likely,pessimistic\nNobody,1,1d,,2d\n",
            "no resource");
    refused("resource,per_year,optimistic,most_likely,pessimistic\nEngineer,often,1d,,2d\n",
            "no number");
    refused("risk,chance,uid,effect,optimistic,most_likely,pessimistic\nStorm,0.1,1,harm,1d,,\n",
            "no effect");
    refused("decision,uid,chance\na,1,0.5,\n", "there must be 3 fields");
}
