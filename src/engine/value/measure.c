/* engine/value/measure.c - what each item planned, earned and cost, and the sums.
 *
 * Earned schedule is found by halving the baseline's span: planned value never falls, so the first
 * moment at which it reaches the earned value is the one. With an exact moment there are no periods
 * to interpolate between; value_earned_periods has the textbook's form for those who report so.
 *
 * Invariants: 0 <= earned <= budget of each item; planned(finish of the baseline) = budget; the
 * earned moment never lies after the finish.
 */
#include "engine/value/value.h"

#include "base/arena.h"

#include <math.h>

enum { CHAIN_MAX = 64, RECENT_PERIODS = 3, PERIOD_S = 604800 };

static double budget_of(const struct value_item *i)
{
    return i->start == INSTANT_NONE ? 0 : i->at_start + i->spread + i->at_end;
}

static bool is_by(instant happened, instant at)
{
    return happened != INSTANT_NONE && happened <= at;
}

static double clamp_share(double share)
{
    return share > 0 ? fmin(share, 1) : 0; /* NaN is not above 0 */
}

/* Share of the result; of an apportioned item that of the one it follows, down the chain. */
static double earned_share(const struct value_plan *p, const struct value_item *i, instant at)
{
    for (int hops = 0; i->method == VALUE_APPORTIONED && hops < CHAIN_MAX; hops++)
        i = &p->items[i->base];
    switch (i->method) {
    case VALUE_ZERO_HUNDRED: return is_by(i->actual_finish, at);
    case VALUE_FIFTY_FIFTY:
        return is_by(i->actual_finish, at) ? 1 : is_by(i->actual_start, at) ? 0.5 : 0;
    case VALUE_LEVEL_OF_EFFORT:
        return clamp_share(value_planned(i, p->calendar, at) / budget_of(i));
    case VALUE_PERCENT:
    case VALUE_APPORTIONED: break;
    }
    return is_by(i->actual_finish, at) ? 1 : clamp_share(i->share);
}

static err check_chains(const struct value_plan *p)
{
    for (int32_t k = 0; k < p->n; k++) {
        const struct value_item *i = &p->items[k];
        for (int hops = 0; i->method == VALUE_APPORTIONED; hops++) {
            if (i->base < 0 || i->base >= p->n)
                return err_make(ERR_INVALID, "item %d is apportioned to no item", (int)k);
            if (hops == CHAIN_MAX)
                return err_make(ERR_INVALID, "item %d is apportioned in a circle", (int)k);
            i = &p->items[i->base];
        }
    }
    return OK;
}

static double planned_of_all(const struct value_plan *p, instant t)
{
    double sum = 0;
    for (int32_t k = 0; k < p->n; k++)
        sum += value_planned(&p->items[k], p->calendar, t);
    return sum;
}

/* First and last moment of the baseline. */
static void span_of(const struct value_plan *p, struct value_result *r)
{
    r->start = r->finish = INSTANT_NONE;
    for (int32_t k = 0; k < p->n; k++) {
        const struct value_item *i = &p->items[k];
        if (i->start == INSTANT_NONE || i->finish == INSTANT_NONE)
            continue;
        if (r->start == INSTANT_NONE || i->start < r->start)
            r->start = i->start;
        if (r->finish == INSTANT_NONE || i->finish > r->finish)
            r->finish = i->finish;
    }
}

/* The first moment whose planned value exceeds `value`; `high` when none before it does. */
static instant first_above(const struct value_plan *p, instant low, instant high, double value)
{
    while (high > low) {
        const instant middle = low + (high - low) / 2;
        if (planned_of_all(p, middle) > value)
            high = middle;
        else
            low = middle + 1;
    }
    return high;
}

/* Planned value may stand still for a while: of the moments at which just so much was planned, the
 * one nearest to `at`. A billionth of the budget is taken for rounding. */
static instant moment_of(const struct value_plan *p, const struct value_result *r, instant at)
{
    const double  slip = 1e-9 * r->all.budget;
    const instant first = first_above(p, r->start, r->finish, r->all.earned - slip);
    const instant more = first_above(p, first, r->finish + 1, r->all.earned + slip);
    const instant last = more > first ? more - 1 : first;
    return at <= first ? first : at >= last ? last : at;
}

/* Lipke's p-factor: how much of what is earned was due by the earned moment. */
static double adherence_of(const struct value_plan *p, const struct value_result *r)
{
    double met = 0, due = 0;
    for (int32_t k = 0; k < p->n; k++) {
        const double planned = value_planned(&p->items[k], p->calendar, r->earned_at);
        met += fmin(r->items[k].earned, planned);
        due += planned;
    }
    return due > 0 ? met / due : NAN;
}

static void measure_schedule(const struct value_plan *p, instant at, struct value_result *r)
{
    r->adherence = NAN;
    r->earned_at = INSTANT_NONE;
    r->times = (struct value_times){NAN, NAN, NAN};
    if (r->start == INSTANT_NONE)
        return;
    r->earned_at = moment_of(p, r, at);
    r->times.planned_s = (double)worktime_between(p->calendar, r->start, r->finish);
    r->times.actual_s = (double)worktime_between(p->calendar, r->start,
                                                 at < r->start ? r->start : at);
    r->times.earned_s = (double)worktime_between(p->calendar, r->start, r->earned_at);
    if (r->all.earned > 0)
        r->adherence = adherence_of(p, r);
}

static void add_sum(struct value_sum *to, struct value_sum x)
{
    to->budget += x.budget;
    to->planned += x.planned;
    to->earned += x.earned;
    to->actual += x.actual;
}

static struct value_sum sum_of(const struct value_plan *p, const struct value_item *i, instant at)
{
    const double budget = budget_of(i);
    return (struct value_sum){.budget = budget,
                              .planned = value_planned(i, p->calendar, at),
                              .earned = budget * earned_share(p, i, at),
                              .actual = i->actual};
}

/* How much of what an item earned and cost by `at` it had by t: evenly over its time. */
static double part_by(const struct value_plan *p, const struct value_item *i, instant at, instant t)
{
    const instant end = is_by(i->actual_finish, at) ? i->actual_finish : at;
    if (t >= end)
        return 1;
    if (i->actual_start == INSTANT_NONE || t <= i->actual_start)
        return 0;
    const struct worktime *w = i->calendar ? i->calendar : p->calendar;
    const double           length = (double)worktime_between(w, i->actual_start, end);
    return length > 0 ? (double)worktime_between(w, i->actual_start, t) / length : 0;
}

err value_series(struct arena *mem, const struct value_plan *plan, instant at,
                 struct value_moments moments, struct value_sum **ret_sums)
{
    if (moments.n < 0 || moments.n > VALUE_SERIES_MAX)
        return err_make(ERR_INVALID, "at most %d moments, not %d", VALUE_SERIES_MAX,
                        (int)moments.n);
    TRY(check_chains(plan));
    struct value_sum *sums = arena_array(mem, struct value_sum, (size_t)moments.n);
    for (int32_t k = 0; k < plan->n; k++) {
        const struct value_item *i = &plan->items[k];
        const struct value_sum   now = sum_of(plan, i, at);
        for (int32_t m = 0; m < moments.n; m++) {
            const double part = part_by(plan, i, at, moments.v[m]);
            const double planned = value_planned(i, plan->calendar, moments.v[m]);
            const bool   is_effort = i->method == VALUE_LEVEL_OF_EFFORT && moments.v[m] < at;
            add_sum(&sums[m],
                    (struct value_sum){now.budget, planned, is_effort ? planned : now.earned * part,
                                       now.actual * part});
        }
    }
    *ret_sums = sums;
    return OK;
}

/* CPI of the last three weeks; NaN when nothing was spent in them. */
static err recent_cpi_of(struct arena *mem, const struct value_plan *plan, instant at,
                         struct value_sum now, double *ret_cpi)
{
    const instant     before = at - RECENT_PERIODS * PERIOD_S;
    struct value_sum *then = NULL;
    TRY(value_series(mem, plan, at, (struct value_moments){&before, 1}, &then));
    const double spent = now.actual - then->actual;
    *ret_cpi = spent > 0 ? (now.earned - then->earned) / spent : NAN;
    return OK;
}

err value_measure(struct arena *mem, const struct value_plan *plan, instant at,
                  struct value_result *ret_result)
{
    TRY(check_chains(plan));
    struct value_result r = {0};
    struct value_sum   *items = arena_array(mem, struct value_sum, (size_t)plan->n);
    double              recent = NAN;
    span_of(plan, &r);
    for (int32_t k = 0; k < plan->n; k++) {
        items[k] = sum_of(plan, &plan->items[k], at);
        add_sum(&r.all, items[k]);
    }
    r.items = items;
    measure_schedule(plan, at, &r);
    TRY(recent_cpi_of(mem, plan, at, r.all, &recent));
    r.indices = value_indices_of(r.all, r.times, recent, plan->to_complete);
    *ret_result = r;
    return OK;
}
