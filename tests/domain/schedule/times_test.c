/* tests/domain/schedule/times_test.c - working time on the calendars of a plan, beside a
 * calculation. */
#include "domain/schedule.h"

#include "domain/fill.h"

#include <criterion/criterion.h>

enum { MONDAY = 1772438400 /* 2026-03-02T08:00:00Z */, FRIDAY = MONDAY + 4 * DAY_S };

static struct plan *plan_of(struct item *i)
{
    struct plan    *p = plan_new((struct id){1});
    struct project  pr;
    struct calendar nights;
    entity_init(&project_entity, &pr);
    pr.head.id.v = 1;
    pr.title = S("Test");
    pr.start = MONDAY;
    plan_put(p, &project_entity, &pr);
    entity_init(&calendar_entity, &nights);
    nights.head.id.v = 5;
    nights.title = S("Nights");
    nights.monday = nights.tuesday = S("20:00-24:00");
    nights.wednesday = nights.thursday = nights.friday = S("");
    plan_put(p, &calendar_entity, &nights);
    *i = fill_item(1, 0, 1, "by day");
    plan_put(p, &item_entity, i);
    struct item by_night = fill_item(2, 0, 2, "by night");
    by_night.calendar.v = 5;
    plan_put(p, &item_entity, &by_night);
    return p;
}

Test(times, on_the_items_calendar)
{
    struct arena                 mem = {0};
    struct item                  i;
    struct plan                 *p = plan_of(&i);
    const struct schedule_times *t = NULL;
    cr_assert_eq(schedule_times_new(&mem, p, MONDAY - DAY_S, MONDAY + 30 * DAY_S, &t).code,
                 ERR_NONE);
    cr_assert_eq(schedule_times_between(t, &i, MONDAY, FRIDAY), 4 * 8 * HOUR_S);
    cr_assert_eq(schedule_times_between(t, &i, FRIDAY, MONDAY), -4 * 8 * HOUR_S);
    cr_assert_eq(schedule_times_between(t, &i, MONDAY, MONDAY + 90 * DAY_S), INT_NONE);
    cr_assert_eq(schedule_times_move(t, &i, MONDAY, 8 * HOUR_S), MONDAY + 9 * HOUR_S);
    cr_assert_eq(schedule_times_move(t, &i, MONDAY + 9 * HOUR_S, -8 * HOUR_S), MONDAY);
    cr_assert_eq(schedule_times_move(t, &i, MONDAY, 9000 * HOUR_S), INSTANT_NONE);
    i.calendar.v = 5;
    cr_assert_eq(schedule_times_between(t, &i, MONDAY, FRIDAY), 8 * HOUR_S);
    i.duration_unit = UNIT_ELAPSED_DAYS;
    cr_assert_eq(schedule_times_between(t, &i, MONDAY, FRIDAY), 4 * DAY_S);
    plan_unref(p);
    arena_done(&mem);
}
