/* tests/domain/value/earned_value_test.c - costs of items, and a plan against its baseline. */
#include "domain/fill.h"

#include "domain/plan.h"
#include "domain/value/cost.h"
#include "domain/value/earned_value.h"

#include <criterion/criterion.h>
#include <math.h>

static struct arena mem;
static struct plan *plan;

/* Monday 2026-03-02 08:00; items of 5 days, one after the other. */
static const instant monday = 1772438400;
enum { WEEK = 7 * DAY_S, WORK_WEEK = 40 * HOUR_S };

static void put_resource(int64_t id, enum resource_kind kind, int64_t rate, int64_t per_use)
{
    struct resource r;
    entity_init(&resource_entity, &r);
    r.head.id.v = id;
    r.title = S("somebody");
    r.kind = kind;
    r.std_rate_minor = rate;
    r.per_use_minor = per_use;
    r.accrual = ACCRUAL_PRORATED;
    plan_put(plan, &resource_entity, &r);
}

static struct assignment assignment_of(int64_t id, int64_t item, int64_t resource)
{
    struct assignment a;
    entity_init(&assignment_entity, &a);
    a.head.id.v = id;
    a.item.v = item;
    a.resource.v = resource;
    a.work_s = WORK_WEEK;
    return a;
}

static void put_item(int64_t id, int64_t parent, double percent)
{
    struct item i = fill_item(id, parent, id * RANK_GAP, "a week");
    i.duration_s = WORK_WEEK;
    i.percent_complete = percent;
    plan_put(plan, &item_entity, &i);
}

static void put_frozen(int64_t id, int64_t item, int64_t week, int64_t cost)
{
    struct baseline_item b;
    entity_init(&baseline_item_entity, &b);
    b.head.id.v = id;
    b.baseline.v = 1;
    b.item.v = item;
    b.start = monday + week * WEEK;
    b.finish = b.start + 4 * DAY_S + 9 * HOUR_S;
    b.duration_s = WORK_WEEK;
    b.work_s = item == 1 ? 3 * WORK_WEEK : WORK_WEEK; /* of all below */
    b.cost_minor = cost;
    plan_put(plan, &baseline_item_entity, &b);
}

/* Summary 1 over 2 (done), 3 (half done, follows 2) and 4 (not begun, follows 3). */
static void start(void)
{
    plan = plan_new((struct id){1});
    struct project p;
    entity_init(&project_entity, &p);
    p.head.id.v = 1;
    p.title = S("Racks");
    p.start = monday;
    plan_put(plan, &project_entity, &p);
    put_item(1, 0, 0);
    put_item(2, 1, 100);
    put_item(3, 1, 50);
    put_item(4, 1, 0);
    for (int64_t k = 0; k < 2; k++) {
        struct link l;
        entity_init(&link_entity, &l);
        l.head.id.v = k + 1;
        l.pred.v = k + 2;
        l.succ.v = k + 3;
        plan_put(plan, &link_entity, &l);
    }
    put_resource(1, RESOURCE_PERSON, 5000, 1000);
    for (int64_t k = 0; k < 3; k++) {
        struct assignment a = assignment_of(k + 1, k + 2, 1);
        plan_put(plan, &assignment_entity, &a);
    }
    struct baseline b;
    entity_init(&baseline_entity, &b);
    b.head.id.v = 1;
    b.taken_at = monday;
    plan_put(plan, &baseline_entity, &b);
    put_frozen(1, 1, 0, 630000); /* 10,000 of its own, 200,000 + 20,000 more each below */
    put_frozen(2, 2, 0, 200000);
    put_frozen(3, 3, 1, 200000);
    put_frozen(4, 4, 2, 220000);
    cr_assert_eq(plan_calculate(plan, NULL).code, ERR_NONE);
}

static void finish(void)
{
    plan_unref(plan);
    arena_done(&mem);
}
TestSuite(earned_value, .init = start, .fini = finish);

static double cost_of(const struct assignment *a)
{
    return cost_total(cost_of_assignment(cost_rates_new(&mem, plan), a));
}

Test(earned_value, cost_of_an_assignment)
{
    struct assignment a = assignment_of(9, 2, 1);
    cr_expect_float_eq(cost_of(&a), 40 * 5000 + 1000, 1e-6, "hours at the rate, and a use");
    a.overtime_work_s = 10 * HOUR_S;
    cr_expect_float_eq(cost_of(&a), 30 * 5000 + 1000, 1e-6, "overtime at its own rate, which is 0");
    a.resource.v = 0;
    cr_expect_float_eq(cost_of(&a), 0, 1e-6, "nobody costs nothing");
    put_resource(2, RESOURCE_MATERIAL, 300, 50);
    a = assignment_of(9, 2, 2);
    a.units = 7;
    cr_expect_float_eq(cost_of(&a), 7 * 300 + 50, 1e-6, "material by quantity");
    put_resource(3, RESOURCE_COST, 0, 0);
    a.resource.v = 3;
    a.cost_minor = 4321;
    cr_expect_float_eq(cost_of(&a), 4321, 1e-6, "a cost resource as entered");
}

Test(earned_value, rates_change_on_the_way)
{
    for (int k = 0; k < 2; k++) {
        struct resource_rate r;
        entity_init(&resource_rate_entity, &r);
        r.head.id.v = k + 1;
        r.resource.v = 1;
        r.table_no = 1;
        r.from = k ? monday + 2 * DAY_S + 4 * HOUR_S + HOUR_S / 2 : INSTANT_NONE; /* half way */
        r.to = k ? INSTANT_NONE : monday + 2 * DAY_S + 4 * HOUR_S + HOUR_S / 2;
        r.std_rate_minor = k ? 3000 : 1000;
        r.per_use_minor = k ? 7 : 5;
        plan_put(plan, &resource_rate_entity, &r);
    }
    struct assignment a = assignment_of(9, 2, 1);
    a.rate_table = 1;
    cr_expect_float_eq(cost_of(&a), 40 * 2000 + 5, 1e-6, "half at each rate, used in the first");
    a.item.v = 4;
    cr_expect_float_eq(cost_of(&a), 40 * 3000 + 7, 1e-6, "later: the new one");
    a.rate_table = 2;
    cr_expect_float_eq(cost_of(&a), 40 * 5000 + 1000, 1e-6, "an empty table: the resource's own");
}

Test(earned_value, cost_so_far)
{
    struct item i = fill_item(2, 1, 2 * RANK_GAP, "a week");
    i.duration_s = WORK_WEEK;
    i.percent_complete = 25;
    i.fixed_cost_minor = 800;
    plan_put(plan, &item_entity, &i);
    cr_assert_eq(plan_calculate(plan, NULL).code, ERR_NONE);
    const struct item_cost *c = cost_of_items(&mem, plan, cost_rates_new(&mem, plan));
    cr_expect_float_eq(cost_total(c[1].planned), 201000 + 800, 1e-6);
    cr_expect_float_eq(c[1].actual, 1000 + 50000 + 200, 1e-6, "the use, a quarter of the rest");
    cr_expect_float_eq(c[1].remaining, 150000 + 600, 1e-6);
    struct assignment a = assignment_of(1, 2, 1);
    a.actual_work_s = 10 * HOUR_S;
    a.actual_cost_minor = 77;
    plan_put(plan, &assignment_entity, &a);
    c = cost_of_items(&mem, plan, cost_rates_new(&mem, plan));
    cr_expect_float_eq(c[1].actual, 77 + 200, 1e-6, "what was stored counts");
}

static struct earned_value valued(instant at, enum value_in in)
{
    struct earned_value     v = {0};
    struct earned_value_ask ask = {
        .baseline = -1, .at = at, .now = monday, .in = in, .period = PERIOD_WEEK};
    err e = earned_value_of(&mem, plan, &ask, &v);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    return v;
}

Test(earned_value, against_the_baseline)
{
    const instant       at = monday + 2 * WEEK; /* two weeks are over */
    struct earned_value v = valued(at, VALUE_IN_ANY);
    cr_assert_eq(v.in, VALUE_IN_COST);
    cr_expect_float_eq(v.result.all.budget, 630000, 1e-3, "counted once, the summary's own too");
    cr_expect_float_eq(v.sums[0].budget, 630000, 1e-3);
    cr_expect_float_eq(v.sums[3].budget, 220000, 1e-3);
    cr_expect_float_eq(v.sums[2].earned, 100000, 1e-3);
    cr_expect_float_eq(v.sums[2].planned, 200000, 1e-3);
    cr_expect_float_eq(v.sums[1].actual, 201000, 1e-3);
    cr_expect_float_eq(v.result.indices.cpi, v.result.all.earned / v.result.all.actual, 1e-9);
    cr_assert_eq(v.moments.n, 4, "three weeks begin, and the end of the last");
    cr_assert_eq(v.moments.v[2], at);
    cr_expect_float_eq(v.line[3].planned, 630000, 1e-3);
    cr_expect_float_eq(v.line[2].earned, v.result.all.earned, 1e-3);
    cr_assert_eq(earned_value_finish(&v, v.result.times.planned_s), v.result.finish);
    cr_assert_eq(earned_value_finish(&v, NAN), INSTANT_NONE);
}

Test(earned_value, in_work_where_there_are_no_rates)
{
    struct earned_value v = valued(monday + WEEK, VALUE_IN_WORK);
    cr_assert_eq(v.in, VALUE_IN_WORK);
    cr_expect_float_eq(v.sums[1].budget, WORK_WEEK, 1e-3);
    cr_expect_float_eq(v.result.all.planned, WORK_WEEK, 1e-3);
    for (int64_t k = 1; k <= 4; k++)
        put_frozen(k, k, k > 1 ? k - 2 : 0, 0);
    v = valued(monday + WEEK, VALUE_IN_ANY);
    cr_assert_eq(v.in, VALUE_IN_WORK, "no cost was frozen");
}

Test(earned_value, methods_of_items)
{
    struct item i = fill_item(3, 1, 3 * RANK_GAP, "a week");
    i.duration_s = WORK_WEEK;
    i.percent_complete = 50;
    i.earned_method = EARNED_UNITS;
    i.units_total = 8;
    i.units_done = 2;
    plan_put(plan, &item_entity, &i);
    i = fill_item(4, 1, 4 * RANK_GAP, "a week");
    i.duration_s = WORK_WEEK;
    i.earned_method = EARNED_APPORTIONED;
    i.earned_base.v = 3;
    plan_put(plan, &item_entity, &i);
    cr_assert_eq(plan_calculate(plan, NULL).code, ERR_NONE);
    struct earned_value v = valued(monday + 2 * WEEK, VALUE_IN_COST);
    cr_expect_float_eq(v.sums[2].earned, 50000, 1e-3, "two of eight");
    cr_expect_float_eq(v.sums[3].earned, 55000, 1e-3, "in step");
}

Test(earned_value, needs_a_baseline)
{
    struct earned_value     v;
    struct earned_value_ask ask = {.baseline = 7, .at = monday, .now = monday};
    err                     e = earned_value_of(&mem, plan, &ask, &v);
    cr_assert_eq(e.code, ERR_NOT_FOUND);
    cr_assert(strstr(e.why, "7"));
    plan_remove(plan, &baseline_entity, (struct id){1});
    ask.baseline = -1;
    cr_assert_eq(earned_value_of(&mem, plan, &ask, &v).code, ERR_NOT_FOUND);
}

Test(earned_value, printed)
{
    struct earned_value v = valued(monday + 2 * WEEK, VALUE_IN_COST);
    struct buf          text = {0};
    struct json_out     o;
    const struct json  *root = NULL;
    jo_init(&o, &text);
    earned_value_json(&o, &mem, &v);
    cr_assert_eq(json_parse(&mem, buf_view(&text), &root).code, ERR_NONE);
    cr_assert_eq(json_int(json_get(root, "budget")), 630000);
    cr_assert_eq(json_count(json_get(json_get(root, "line"), "earned")), 4);
    cr_assert_eq(json_kind(json_at(json_get(json_get(root, "line"), "earned"), 3)), JSON_NULL);
    cr_assert_eq(json_count(json_get(json_get(root, "items"), "id")), 4);
    buf_done(&text);
}

Test(earned_value, calendars_for_figures)
{
    struct worktimes w;
    struct horizon   span = {monday - WEEK, monday + WEEK};
    cr_assert_eq(worktimes_of(&mem, plan, span, &w).code, ERR_NONE);
    cr_assert_eq(worktime_between(worktimes_get(&w, (struct id){0}), monday, monday + DAY_S),
                 8 * HOUR_S);
    cr_assert_eq(worktimes_get(&w, (struct id){99}), worktimes_get(&w, (struct id){0}));
}
