/* engine/level/plan/check.c - loads of a calculated plan, added up.
 *
 * The plan is calculated in the ordinary way; then every assignment is laid into time by the rules
 * of that calculation (engine/part.c): behind the bound of its task on its own calendar, or spread
 * over the task. Working intervals become events, and a sweep over them finds where too much is
 * asked. Nothing is shared with the search, so that a mistake there cannot hide here.
 */
#include "engine/level/plan/check.h"

#include "base/vec.h"
#include "engine/effort.h"
#include "engine/order.h"
#include "engine/pass.h"

#include <math.h>
#include <stdlib.h>

#define SLACK_UNITS 0.001 /* less is rounding */

struct laying {
    struct arena             *mem;
    const struct level_input *in;
    struct network            net;
    const struct prepared    *p;
    struct cpm               *c;
    struct cpm_result         result;
    const struct worktime    *always;
    VEC(struct level_load)    found;
};

/* Work of one height, in working seconds of a calendar. */
struct stretch {
    const struct worktime *w;
    int64_t                begin, end;
    double                 units;
};

static void lay(struct laying *l, int32_t assignment, struct stretch s)
{
    const struct worktime *w = s.w;
    const int32_t          task = l->net.assignments.task[assignment];
    while (s.begin < s.end && s.units > 0) {
        const instant from = worktime_start_at(w, s.begin);
        instant       to = worktime_finish_at(w, s.end);
        /* The interval ends where working time does. */
        for (uint32_t k = w->by_work[(uint64_t)s.begin >> w->work_shift]; k <= w->n; k++)
            if (w->spans[k + 1].done > s.begin) {
                to = min_of(to, w->spans[k].begin + (w->spans[k + 1].done - w->spans[k].done));
                break;
            }
        vec_push(l->mem, &l->found,
                 (struct level_load){l->in->resource_of[assignment], task, from, to, s.units});
        s.begin += to - from;
    }
}

/* --- where the work of an assignment begins --------------------------------------------------- */

static instant delayed(const struct worktime *w, instant bound, int64_t delay_s)
{
    const instant begin = worktime_next(w, bound);
    return delay_s ? worktime_next(w, begin + delay_s) : begin;
}

/* Of a task that a bound on its start places; false: its finish or a date decides. */
static bool is_placed_behind(const struct laying *l, int32_t at, instant *ret_bound)
{
    const int32_t         task = l->p->nodes[at].task;
    const struct cpm_row *row = &l->result.rows[task];
    if (task_is(&l->net, task, TASK_MANUAL) || pass_is_started(&l->net, task))
        return false;
    const struct bounds b = pass_bounds(l->c, at);
    const instant       bound = pass_start_bound(l->c, at, &b);
    if (bound <= INSTANT_BEFORE)
        return false;
    const struct placed dates = pass_place_from(l->c, at, bound);
    *ret_bound = bound;
    return dates.start == row->start && dates.finish == row->finish;
}

static int64_t begin_of(const struct laying *l, int32_t at, int32_t part, const struct worktime *w)
{
    const int32_t         task = l->p->nodes[at].task, a = l->p->parts[part].assignment;
    const struct cpm_row *row = &l->result.rows[task];
    const int64_t         delay = ASSIGNMENT_COLUMN(&l->net, delay_s, a, 0);
    const int64_t         level = TASK_COLUMN(&l->net, levelling_delay_s, task, 0);
    instant               bound;
    if (is_placed_behind(l, at, &bound))
        return worktime_before(w, delayed(w, bound, level)) + delay;
    const int64_t begin = worktime_before(w, worktime_next(w, row->start)) + delay;
    const int64_t until = worktime_before(w, row->finish) - l->c->spans[part];
    const bool is_bound = !task_is(&l->net, task, TASK_MANUAL) && !pass_is_started(&l->net, task);
    return is_bound ? max_of(begin, until) : begin;
}

/* --- one assignment --------------------------------------------------------------------------- */

static double share_left(const struct laying *l, int32_t task)
{
    const int64_t duration = l->net.tasks.duration_s[task];
    if (!pass_is_started(&l->net, task) || duration <= 0)
        return 1;
    return fmin(1, (double)pass_remaining(&l->net, task) / (double)duration);
}

static void lay_pieces(struct laying *l, int32_t a, struct stretch s, int64_t from)
{
    const struct piece_columns *pieces = &l->net.pieces;
    const int32_t               first = l->p->pieces[l->p->piece_row[a]];
    const int64_t               begin = s.begin;
    for (int32_t k = l->p->piece_row[a]; k < l->p->piece_row[a + 1]; k++) {
        const int32_t at = l->p->pieces[k];
        s.begin = begin + worktime_between(s.w, pieces->start[first], pieces->start[at]);
        s.end = s.begin + worktime_between(s.w, pieces->start[at], pieces->finish[at]);
        s.units = (double)pieces->work_s[at] / (double)max_of(s.end - s.begin, 1);
        s.begin = max_of(s.begin, from);
        lay(l, a, s);
    }
}

static void lay_contour(struct laying *l, int32_t a, struct stretch s, int64_t from)
{
    const enum net_contour contour = ASSIGNMENT_COLUMN(&l->net, contour, a, NET_FLAT);
    const int64_t          begin = s.begin, span = s.end - s.begin;
    const double           units = s.units;
    const bool             is_flat = contour == NET_FLAT || contour == NET_PIECES;
    for (int k = 0; k < (is_flat ? 1 : 10); k++) {
        s.begin = max_of(is_flat ? begin : begin + span * k / 10, from);
        s.end = is_flat ? begin + span : begin + span * (k + 1) / 10;
        s.units = is_flat ? units : units * contour_share(contour, k);
        lay(l, a, s);
    }
}

static void lay_part(struct laying *l, int32_t at, int32_t part)
{
    const int32_t         a = l->p->parts[part].assignment, task = l->p->nodes[at].task;
    const struct cpm_row *row = &l->result.rows[task];
    const double          units = ASSIGNMENT_COLUMN(&l->net, units, a, 1.0);
    struct stretch        s = {.w = l->c->worktimes[l->p->parts[part].slot]};
    const int64_t         span = l->c->spans[part];
    const double          left = share_left(l, task);
    s.begin = begin_of(l, at, part, s.w);
    if (left < 1) /* a rest that was put off ends with the task */
        s.begin = max_of(s.begin, worktime_before(s.w, row->finish) - span);
    s.end = s.begin + span;
    s.units = isfinite(units) ? units : 1;
    const int64_t from = s.begin + (int64_t)((1 - left) * (double)span);
    if (ASSIGNMENT_COLUMN(&l->net, contour, a, NET_FLAT) == NET_PIECES && l->p->pieces &&
        l->p->piece_row[a + 1] > l->p->piece_row[a])
        lay_pieces(l, a, s, from);
    else
        lay_contour(l, a, s, from);
}

static void lay_spread(struct laying *l, int32_t at, int32_t a)
{
    const int32_t         task = l->p->nodes[at].task;
    const struct cpm_row *row = &l->result.rows[task];
    const int64_t         work = ASSIGNMENT_COLUMN(&l->net, work_s, a, 0) -
                         ASSIGNMENT_COLUMN(&l->net, overtime_s, a, 0);
    const int64_t  duration = l->net.tasks.duration_s[task];
    struct stretch s = {.w = task_is(&l->net, task, TASK_ELAPSED)
                                 ? l->always
                                 : l->c->worktimes[l->p->nodes[at].slot]};
    if (duration <= 0 || work <= 0)
        return;
    s.begin = worktime_before(s.w, worktime_next(s.w, row->start));
    if (share_left(l, task) < 1)
        s.begin = max_of(s.begin, worktime_before(s.w, row->finish) - duration);
    s.end = s.begin + duration;
    s.begin += (int64_t)((1 - share_left(l, task)) * (double)duration);
    s.units = (double)work / (double)duration;
    lay(l, a, s);
}

static void lay_assignment(struct laying *l, int32_t at, int32_t a)
{
    const int32_t         task = l->p->nodes[at].task;
    const struct cpm_row *row = &l->result.rows[task];
    for (int32_t k = l->p->part_row[at]; k < l->p->part_row[at + 1]; k++)
        if (l->p->parts[k].assignment == a && l->c->spans[k] > 0) {
            lay_part(l, at, k);
            return;
        }
    if (!l->in->is_whole || !l->in->is_whole[a]) {
        lay_spread(l, at, a);
    } else if (row->finish > row->start) {
        const double units = ASSIGNMENT_COLUMN(&l->net, units, a, 1.0);
        vec_push(l->mem, &l->found,
                 (struct level_load){l->in->resource_of[a], task, row->start, row->finish, units});
    }
}

err level_loads(struct arena *mem, const struct level_input *in, const int64_t *delay_s,
                struct level_loads *ret_loads)
{
    struct laying *l = arena_new(mem, struct laying);
    *l = (struct laying){.mem = mem, .in = in, .net = *in->net};
    if (delay_s)
        l->net.tasks.levelling_delay_s = arena_copy(mem, delay_s,
                                                    sizeof *delay_s * (size_t)in->net->n_tasks);
    TRY(network_prepare(mem, &l->net, &l->p));
    l->c = cpm_new(mem, l->p);
    TRY(cpm_pass(l->c, &l->result));
    pass_forward(l->c); /* the backward pass has turned the gates to its own ends */
    l->always = worktime_always(mem, l->c->horizon);
    for (int32_t a = 0; a < l->net.n_assignments; a++) {
        const int32_t task = l->net.assignments.task[a];
        const int32_t at = task == TASK_NONE ? -1 : l->p->place[task];
        if (at < 0 || in->resource_of[a] < 0 || pass_is_finished(&l->net, task) ||
            task_is(&l->net, task, TASK_INACTIVE | TASK_EXTERNAL | TASK_BLANK))
            continue;
        lay_assignment(l, at, a);
    }
    *ret_loads = (struct level_loads){l->found.v, l->found.n, l->result};
    return OK;
}

/* --- the sweep -------------------------------------------------------------------------------- */

struct event {
    instant at;
    double  units; /* asked for more, or less */
    double  have;  /* NAN: stays */
    int32_t resource;
};

static int compare_events(const void *a, const void *b)
{
    const struct event *x = a, *y = b;
    if (x->resource != y->resource)
        return x->resource < y->resource ? -1 : 1;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return (x->units > y->units) - (x->units < y->units);
}

static size_t events_fill(const struct level_input *in, const struct level_loads *loads,
                          struct event *to)
{
    size_t n = 0;
    for (size_t k = 0; k < loads->n; k++) {
        const struct level_load *x = &loads->v[k];
        to[n++] = (struct event){x->from, x->units, NAN, x->resource};
        to[n++] = (struct event){x->to, -x->units, NAN, x->resource};
    }
    for (int32_t r = 0; r < in->n_resources; r++)
        for (int32_t k = 0; k < in->resources[r].n_steps; k++) {
            const struct level_step *s = &in->resources[r].steps[k];
            to[n++] = (struct event){s->from, 0, s->units > 0 ? s->units : 0, r};
        }
    return n;
}

struct sweep {
    double                need, have;
    struct level_overload now;       /* while it lasts */
    bool                  is_open;   /* also while nobody works: nights and breaks are not told */
    bool                  is_paused; /* nothing is asked since now.to */
    VEC(struct level_overload) found;
};

static void sweep_close(struct sweep *s, struct arena *mem)
{
    if (s->is_open)
        vec_push(mem, &s->found, s->now);
    s->is_open = s->is_paused = false;
}

static void sweep_state(struct sweep *s, struct arena *mem, int32_t resource, instant at)
{
    const bool is_over = s->need > s->have + SLACK_UNITS;
    if (s->is_open && !s->is_paused)
        s->now.to = at;
    s->is_paused = s->need < SLACK_UNITS;
    if (!is_over && !s->is_paused)
        sweep_close(s, mem);
    if (!is_over)
        return;
    if (!s->is_open)
        s->now = (struct level_overload){resource, at, at, s->need, s->have};
    if (s->need - s->have > s->now.need - s->now.have) {
        s->now.need = s->need;
        s->now.have = s->have;
    }
    s->is_open = true;
}

void level_overloads(struct arena *mem, const struct level_input *in,
                     const struct level_loads *loads, struct level_overload **ret_overloads,
                     int32_t *ret_n)
{
    size_t most = loads->n * 2;
    for (int32_t r = 0; r < in->n_resources; r++)
        most += (size_t)in->resources[r].n_steps;
    struct event *events = arena_array(mem, struct event, most + 1);
    struct sweep  s = {.need = 0};
    const size_t  n = events_fill(in, loads, events);
    qsort(events, n, sizeof *events, compare_events);
    for (size_t k = 0; k < n; k++) {
        if (k == 0 || events[k].resource != events[k - 1].resource) {
            sweep_close(&s, mem);
            s.need = s.have = 0;
        }
        s.need += events[k].units;
        if (!isnan(events[k].have))
            s.have = events[k].have;
        const bool is_last = k + 1 == n || events[k + 1].resource != events[k].resource ||
                             events[k + 1].at != events[k].at;
        if (is_last)
            sweep_state(&s, mem, events[k].resource, events[k].at);
    }
    sweep_close(&s, mem);
    *ret_overloads = s.found.v;
    *ret_n = (int32_t)s.found.n;
}
