/* domain/level/chart.c - what is asked of each resource over time, before and after.
 *
 * Hours of work in steps of a day, or of weeks where a plan is long; and the hours that there are:
 * working time of the resource's calendar times its units.
 */
#include "base/zone.h"
#include "domain/level/inside.h"
#include "engine/level/plan/check.h"

struct charting {
    struct arena              *mem;
    const struct plan_outside *outside;
    struct level_chart        *chart;
    int32_t                   *series_of; /* by resource of the input; -1: nothing is asked of it */
};

/* --- steps ---------------------------------------------------------------------------------------
 */

static instant day_start(const struct zone *zone, instant t)
{
    const int64_t local = zone_local(zone, t);
    const int64_t into = ((local % DAY_S) + DAY_S) % DAY_S;
    return zone_instant(zone, local - into);
}

static void steps_find(struct charting *c, const struct zone *zone, instant from, instant to)
{
    const int64_t days = (to - day_start(zone, from)) / DAY_S + 1;
    const int64_t least = (days + LEVEL_STEPS_MAX - 1) / LEVEL_STEPS_MAX;
    const int64_t step = least > 1 ? (least + 6) / 7 * 7 : 1;
    c->chart->from = day_start(zone, from);
    c->chart->step_s = step * DAY_S;
    c->chart->n = (size_t)((days + step - 1) / step);
}

/* Calls `add` work for each step that [from, to) touches. */
static void spread(const struct level_chart *chart, double *to, const struct level_load *load)
{
    int64_t k = (load->from - chart->from) / chart->step_s;
    for (instant at = load->from; at < load->to && k < (int64_t)chart->n; k++) {
        const instant end = chart->from + (k + 1) * chart->step_s;
        const instant until = end < load->to ? end : load->to;
        if (k >= 0)
            to[k] += load->units * (double)(until - at) / HOUR_S;
        at = until;
    }
}

/* --- series --------------------------------------------------------------------------------------
 */

static void series_find(struct charting *c, const struct level_build *l,
                        const struct level_loads *loads)
{
    const int32_t n = l->in.n_resources;
    c->series_of = arena_array(c->mem, int32_t, n + 1);
    c->chart->series = arena_array(c->mem, struct level_series, n + 1);
    for (size_t k = 0; k < loads->n; k++)
        c->series_of[loads->v[k].resource] = 1;
    for (int32_t r = 0; r < n; r++) {
        const bool is_asked = c->series_of[r];
        c->series_of[r] = is_asked ? (int32_t)c->chart->n_series : -1;
        if (is_asked)
            c->chart->series[c->chart->n_series++] = (struct level_series){
                l->resources[r], arena_array(c->mem, double, c->chart->n),
                arena_array(c->mem, double, c->chart->n), arena_array(c->mem, double, c->chart->n)};
    }
}

static void loads_add(const struct charting *c, const struct level_loads *loads, bool is_after)
{
    for (size_t k = 0; k < loads->n; k++) {
        const struct level_load *load = &loads->v[k];
        struct level_series     *s = &c->chart->series[c->series_of[load->resource]];
        spread(c->chart, is_after ? s->after : s->before, load);
    }
}

static int32_t rule_of(const struct level_build *l, int32_t r)
{
    const struct resource *record = plan_get(l->b.p, &resource_entity, l->resources[r]);
    const int32_t          rule = build_calendar(&l->b, record->calendar);
    return rule == CALENDAR_NONE ? l->b.net.options.calendar : rule;
}

/* Hours there are in [from, to), where units change at steps. */
static double hours_in(const struct worktime *w, const struct level_resource *r, instant from,
                       instant to)
{
    double hours = 0;
    for (int32_t k = 0; k < r->n_steps; k++) {
        const instant end = k + 1 < r->n_steps && r->steps[k + 1].from < to ? r->steps[k + 1].from
                                                                            : to;
        const instant begin = r->steps[k].from > from ? r->steps[k].from : from;
        if (end > begin && r->steps[k].units > 0)
            hours += r->steps[k].units * (double)worktime_between(w, begin, end) / HOUR_S;
    }
    return hours;
}

static err have_fill(const struct charting *c, const struct level_build *l)
{
    const struct level_chart *chart = c->chart;
    const int32_t             n = l->b.net.n_calendars;
    bool                     *used = arena_array(c->mem, bool, n + 1);
    const struct worktime   **w = arena_array(c->mem, const struct worktime *, n + 1);
    const struct horizon span = {chart->from, chart->from + (int64_t)chart->n * chart->step_s + 1};
    for (int32_t r = 0; r < l->in.n_resources; r++)
        if (c->series_of[r] >= 0)
            used[rule_of(l, r)] = true;
    const struct calendar_set set = {l->b.net.calendars, n, used, span};
    TRY(calendar_compile(c->mem, &set, w));
    for (int32_t r = 0; r < l->in.n_resources; r++)
        for (size_t k = 0; c->series_of[r] >= 0 && k < chart->n; k++) {
            const instant from = chart->from + (int64_t)k * chart->step_s;
            chart->series[c->series_of[r]].have[k] = hours_in(w[rule_of(l, r)], &l->in.resources[r],
                                                              from, from + chart->step_s);
        }
    return OK;
}

err plan_level_chart(struct arena *mem, const struct plan *before, const struct plan *after,
                     const struct plan_outside *outside, struct level_chart *ret_chart)
{
    struct charting    c = {.mem = mem, .outside = outside, .chart = ret_chart};
    struct level_build b, a;
    struct level_loads was, is;
    *ret_chart = (struct level_chart){.step_s = DAY_S};
    TRY(level_build(mem, before, outside, &b));
    TRY(level_build(mem, after, outside, &a));
    TRY(level_loads(mem, &b.in, NULL, &was));
    TRY(level_loads(mem, &a.in, NULL, &is));
    if (!was.n || !is.n)
        return OK;
    const instant from = was.result.start < is.result.start ? was.result.start : is.result.start;
    const instant to = was.result.finish > is.result.finish ? was.result.finish : is.result.finish;
    steps_find(&c, b.b.zone, from, to);
    series_find(&c, &b, &was);
    loads_add(&c, &was, false);
    loads_add(&c, &is, true);
    return have_fill(&c, &b);
}
