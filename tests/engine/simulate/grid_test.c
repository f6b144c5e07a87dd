/* tests/engine/simulate/grid_test.c - moments of the grid are those of the calendars. */
#include "base/rng.h"
#include "engine/cpm.h"
#include "engine/simulate/grid.h"
#include "engine/simulate/plan.h"

#include <criterion/criterion.h>

TestSuite(simulate_grid, .fini = finish);

static const struct prepared *prepared_of(struct plan_of *p)
{
    const err e = network_prepare(&test_mem, &p->net, &p->s.prepared);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    return p->s.prepared;
}

/* Two tasks: one on the usual week, one on a calendar whose shift ends at the minute given. */
static struct plan_of *plan_until(int32_t minute)
{
    struct plan_of        *p = plan_new(2, true);
    struct calendar_shift *shift = arena_new(&test_mem, struct calendar_shift);
    *shift = (struct calendar_shift){7 * HOUR_S, 15 * HOUR_S + minute * 60};
    for (int d = 0; d < 7; d++)
        p->calendar.days[d] = (struct calendar_day){d % 2, shift};
    p->net.tasks.calendar[1] = 0;
    return p;
}

Test(simulate_grid, work_and_its_inverse_are_those_of_the_calendar)
{
    for (int32_t minute = 0; minute < 60; minute += 15) {
        const struct prepared *p = prepared_of(plan_until(minute));
        const struct grid     *g = grid_new(&test_mem, p, p->worktimes);
        cr_assert_not_null(g);
        cr_assert_eq(g->unit_s, minute == 0 ? HOUR_S : minute == 30 ? HOUR_S / 2 : HOUR_S / 4);
        uint64_t seed = 5;
        for (int k = 0; k < 2000; k++) {
            const struct node      *n = &p->nodes[k % 2];
            const struct worktime  *w = p->worktimes[n->slot];
            const struct grid_time *time = &g->times[n->slot];
            const instant           t = RANDOM_MONDAY + (int64_t)rng_below(&seed, 200 * DAY_S);
            const instant           base = RANDOM_MONDAY - 30 * DAY_S;
            const int32_t           work = grid_work(g, time, grid_clock(g, t));
            const int32_t           before = grid_work(g, time, grid_clock(g, base));
            const int64_t           cells = (work >> g->bits) - (before >> g->bits);
            cr_assert_eq(cells * g->unit_s + (work & g->mask) - (before & g->mask),
                         worktime_between(w, base, t));
            cr_assert_eq(grid_instant(g, grid_finish_at(g, time, work)), worktime_prev(w, t));
        }
    }
}

Test(simulate_grid, what_lies_outside_is_never_or_always)
{
    const struct prepared *p = prepared_of(plan_new(1, true));
    const struct grid     *g = grid_new(&test_mem, p, p->worktimes);
    cr_assert_eq(grid_clock(g, g->from - 1), GRID_ALWAYS);
    cr_assert_eq(grid_clock(g, INSTANT_BEYOND), GRID_NEVER);
    cr_assert_eq(grid_instant(g, GRID_ALWAYS), INSTANT_BEFORE);
    cr_assert_eq(grid_instant(g, GRID_NEVER), INSTANT_BEYOND);
    cr_assert(grid_has(g, RANDOM_MONDAY));
    cr_assert_not(grid_has(g, INSTANT_BEFORE));
    cr_assert_eq(grid_span(g, (int64_t)1 << 50), g->end);
    cr_assert_eq(grid_span(g, g->unit_s + 7), (1 << g->bits) + 7);
    /* The last second of a cell, and what a percentile may give between two cells. */
    const struct grid_time *time = &g->times[p->nodes[0].slot];
    const int32_t           last = grid_finish_at(g, time, (1 << g->bits) + g->unit_s - 1);
    cr_assert_eq(grid_finish_at(g, time, (1 << g->bits) + g->mask), last + 1 + g->carry);
}

/* Shifts that end at odd seconds have no unit: such a plan goes trial by trial. */
Test(simulate_grid, odd_seconds_have_no_grid)
{
    struct plan_of        *p = plan_until(0);
    struct calendar_shift *shift = arena_new(&test_mem, struct calendar_shift);
    *shift = (struct calendar_shift){7 * HOUR_S, 15 * HOUR_S + 7};
    p->calendar.days[3] = (struct calendar_day){1, shift};
    const struct prepared *prepared = prepared_of(p);
    cr_assert_null(grid_new(&test_mem, prepared, prepared->worktimes));
    estimate(p, 1, days(SPREAD_UNIFORM, 1, 2, 4));
    p->s.trials = 64;
    runs(p);
    cr_assert_not(p->r.by_lanes);
}
