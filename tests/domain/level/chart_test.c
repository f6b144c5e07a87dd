/* tests/domain/level/chart_test.c - hours asked for and there, day by day. */
#include "domain/fill.h"
#include "domain/level/level.h"

#include <criterion/criterion.h>

enum { MONDAY = 1772438400 }; /* 2026-03-02T08:00:00Z */

Test(level_chart, hours_before_and_after)
{
    struct arena       mem = {0};
    struct plan       *p = plan_new((struct id){1}), *after;
    struct project     pr;
    struct resource    r;
    struct level_found found;
    struct level_chart chart;
    entity_init(&project_entity, &pr);
    pr.head.id.v = 1;
    pr.title = S("Test");
    pr.start = MONDAY;
    plan_put(p, &project_entity, &pr);
    entity_init(&resource_entity, &r);
    r.head.id.v = 1;
    r.title = S("Ann");
    plan_put(p, &resource_entity, &r);
    for (int64_t id = 1; id <= 6; id++) {
        struct item       i = fill_item(id, 0, id * RANK_GAP, "item");
        struct assignment a;
        i.duration_s = 8 * HOUR_S;
        plan_put(p, &item_entity, &i);
        entity_init(&assignment_entity, &a);
        a.head.id.v = id;
        a.item.v = id;
        a.resource.v = 1;
        a.work_s = 8 * HOUR_S;
        plan_put(p, &assignment_entity, &a);
    }
    cr_assert_eq(plan_calculate(p, NULL).code, ERR_NONE);
    const struct level_request request = {.schedules = 5};
    cr_assert_eq(plan_level(&mem, p, NULL, &request, &found).code, ERR_NONE);
    cr_assert_eq(plan_levelled(p, NULL, &found, &after).code, ERR_NONE);
    cr_assert_eq(plan_level_chart(&mem, p, after, NULL, &chart).code, ERR_NONE);
    cr_assert_eq(chart.step_s, DAY_S);
    cr_assert_eq(chart.from, MONDAY - 8 * HOUR_S, "midnight");
    cr_assert_eq(chart.n, 8, "Monday to Monday");
    cr_assert_eq(chart.n_series, 1);
    cr_assert_eq(chart.series[0].resource.v, 1);
    for (size_t k = 0; k < chart.n; k++) {
        const double there = k == 5 || k == 6 ? 0 : 8;
        cr_assert_float_eq(chart.series[0].before[k], k == 0 ? 48 : 0, 1e-6);
        cr_assert_float_eq(chart.series[0].after[k], there, 1e-6);
        cr_assert_float_eq(chart.series[0].have[k], there, 1e-6);
    }
    plan_unref(after);
    plan_unref(p);
    arena_done(&mem);
}
