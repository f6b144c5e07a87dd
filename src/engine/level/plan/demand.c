/* engine/level/plan/demand.c - what each task asks of which resource, and room for it.
 *
 * A driving assignment lies on its own calendar behind the bound of its task; any other (fixed
 * duration, elapsed, by hand) spreads its work over the task's own stretch. Resources whose demands
 * share a worktime have its working seconds as axis.
 */
#include "base/map.h"
#include "engine/effort.h"
#include "engine/level/plan/inside.h"
#include "engine/order.h"

#include <math.h>

/* --- finding ---------------------------------------------------------------------------------- */

struct finder {
    struct model          *m;
    const struct worktime *always;
    VEC(struct demand)     found;
};

static int32_t units_of(double units)
{
    const double most = (double)INT32_MAX / 64 / LEVEL_UNIT;
    return units > 0 ? (int32_t)lround(fmin(units, most) * LEVEL_UNIT) : 0;
}

static void add(struct finder *f, struct demand d)
{
    d.need = d.units;
    if (d.units > 0 && (d.length_s > 0 || !d.w))
        vec_push(f->m->mem, &f->found, d);
}

static double units_given(const struct model *m, int32_t a)
{
    const double units = ASSIGNMENT_COLUMN(&m->net, units, a, 1.0);
    return isfinite(units) ? units : 1;
}

/* Ten equal parts of the span; neighbours of one height are one stretch. */
static void add_contour(struct finder *f, struct demand d, enum net_contour contour)
{
    const double units = units_given(f->m, d.assignment);
    int          from = 0;
    for (int k = 1; k <= 10; k++) {
        if (k < 10 && contour_share(contour, k) == contour_share(contour, from))
            continue;
        d.offset_s = d.span_s * from / 10;
        d.length_s = d.span_s * k / 10 - d.offset_s;
        d.units = units_of(units * contour_share(contour, from));
        add(f, d);
        from = k;
    }
}

static void add_pieces(struct finder *f, struct demand d)
{
    const struct prepared      *p = &f->m->p;
    const struct piece_columns *pieces = &f->m->net.pieces;
    const int32_t               first = p->piece_row[d.assignment];
    for (int32_t k = first; k < p->piece_row[d.assignment + 1]; k++) {
        const int32_t at = p->pieces[k];
        d.offset_s = worktime_between(d.w, pieces->start[p->pieces[first]], pieces->start[at]);
        d.length_s = worktime_between(d.w, pieces->start[at], pieces->finish[at]);
        if (d.length_s > 0)
            d.units = units_of((double)pieces->work_s[at] / (double)d.length_s);
        add(f, d);
    }
}

static void add_part(struct finder *f, int32_t part, struct demand d)
{
    struct model          *m = f->m;
    const enum net_contour contour = ASSIGNMENT_COLUMN(&m->net, contour, d.assignment, NET_FLAT);
    d.w = m->times[m->p.parts[part].slot];
    d.is_part = true;
    d.delay_s = ASSIGNMENT_COLUMN(&m->net, delay_s, d.assignment, 0);
    d.span_s = d.length_s = m->c->spans[part];
    d.units = units_of(units_given(m, d.assignment));
    if (contour == NET_PIECES && m->p.pieces &&
        m->p.piece_row[d.assignment + 1] > m->p.piece_row[d.assignment])
        add_pieces(f, d);
    else if (contour != NET_FLAT && contour != NET_PIECES)
        add_contour(f, d, contour);
    else
        add(f, d);
}

/* The work of an assignment that drives nothing, spread over the task's own stretch. */
static void add_spread(struct finder *f, int32_t at, struct demand d)
{
    const struct model *m = f->m;
    const struct node  *node = &m->p.nodes[at];
    const int64_t       work = ASSIGNMENT_COLUMN(&m->net, work_s, d.assignment, 0) -
                         ASSIGNMENT_COLUMN(&m->net, overtime_s, d.assignment, 0);
    d.span_s = d.length_s = m->net.tasks.duration_s[node->task];
    d.w = task_is(&m->net, node->task, TASK_ELAPSED) ? f->always : m->times[node->slot];
    if (d.span_s <= 0 || work <= 0)
        return;
    d.units = units_of((double)work / (double)d.span_s);
    add(f, d);
}

static void add_assignment(struct finder *f, int32_t at, int32_t a)
{
    const struct model *m = f->m;
    struct demand       d = {.resource = m->in->resource_of[a], .assignment = a};
    for (int32_t k = m->p.part_row[at]; k < m->p.part_row[at + 1]; k++)
        if (m->p.parts[k].assignment == a && m->c->spans[k] > 0) {
            add_part(f, k, d);
            return;
        }
    if (m->in->is_whole && m->in->is_whole[a]) {
        d.units = units_of(units_given(m, a));
        add(f, d);
    } else {
        add_spread(f, at, d);
    }
}

/* --- what a task asks for in all -------------------------------------------------------------- */

/* The most units that the assignment of demands[k] asks for, when k is the first of it; else 0. */
static int32_t most_of(const struct demand *demands, int32_t n, int32_t k)
{
    const int32_t a = demands[k].assignment;
    int32_t       most = 0;
    if (k > 0 && demands[k - 1].assignment == a)
        return 0;
    for (; k < n && demands[k].assignment == a; k++)
        most = demands[k].units > most ? demands[k].units : most;
    return most;
}

bool demands_need(const struct model *m, struct demand *demands, int32_t n)
{
    bool is_there = true;
    for (int32_t i = 0; i < n; i++) {
        struct demand *d = &demands[i];
        const int32_t  peak = m->base[d->resource].peak;
        d->need = d->units;
        for (int32_t k = 0; k < n; k++)
            if (demands[k].resource == d->resource && demands[k].assignment != d->assignment)
                d->need += most_of(demands, n, k);
        is_there &= d->need <= peak;
        d->need = d->need < peak ? d->need : peak;
    }
    return is_there;
}

static bool asks(const struct model *m, int32_t at)
{
    const struct node *n = &m->p.nodes[at];
    return n->kind == NODE_LEAF && !pass_is_finished(&m->net, n->task) &&
           !task_is(&m->net, n->task, TASK_INACTIVE | TASK_EXTERNAL | TASK_BLANK);
}

static void profiles_make(struct model *m)
{
    const int32_t           n = m->in->n_resources;
    const struct worktime **axis = arena_array(m->mem, const struct worktime *, n + 1);
    bool                   *is_mixed = arena_array(m->mem, bool, n + 1);
    for (int32_t k = 0; k < m->demand_row[m->p.n_nodes]; k++) {
        const struct demand *d = &m->demands[k];
        is_mixed[d->resource] |= !d->w || (axis[d->resource] && axis[d->resource] != d->w);
        axis[d->resource] = d->w;
    }
    m->base = arena_array(m->mem, struct profile, n + 1);
    for (int32_t r = 0; r < n; r++)
        profile_init(&m->base[r], m->mem, &m->in->resources[r], is_mixed[r] ? NULL : axis[r]);
}

void demands_find(struct model *m)
{
    struct finder f = {.m = m, .always = worktime_always(m->mem, m->horizon)};
    int32_t      *key = arena_array(m->mem, int32_t, m->net.n_assignments + 1);
    int32_t      *row, *items, most = 0;
    for (int32_t a = 0; a < m->net.n_assignments; a++) {
        const int32_t task = m->net.assignments.task[a];
        const int32_t at = task == TASK_NONE ? -1 : m->p.place[task];
        key[a] = at >= 0 && m->in->resource_of[a] >= 0 ? at : m->p.n_nodes;
    }
    order_rows(m->mem, (struct order_keys){key, m->net.n_assignments, m->p.n_nodes + 1}, &row,
               &items);
    m->demand_row = arena_array(m->mem, int32_t, m->p.n_nodes + 1);
    for (int32_t at = 0; at < m->p.n_nodes; at++) {
        for (int32_t k = row[at]; k < row[at + 1] && asks(m, at); k++)
            add_assignment(&f, at, items[k]);
        m->demand_row[at + 1] = (int32_t)f.found.n;
        const int32_t n = m->demand_row[at + 1] - m->demand_row[at];
        most = n > most ? n : most;
    }
    m->demands = f.found.v;
    m->active = arena_array(m->mem, struct demand, most + 1);
    profiles_make(m);
    for (int32_t at = 0; at < m->p.n_nodes; at++)
        demands_need(m, m->demands + m->demand_row[at], m->demand_row[at + 1] - m->demand_row[at]);
}

/* --- room ------------------------------------------------------------------------------------- */

struct intervals {
    const struct worktime      *w;
    const struct worktime_span *span;
    int64_t                     work, end; /* what is left of it */
};

static bool intervals_next(struct intervals *i, int64_t ret_span[2])
{
    if (i->work >= i->end || i->work >= i->w->total)
        return false;
    while (i->work >= i->span[1].done)
        i->span++;
    const int64_t to = i->span[1].done < i->end ? i->span[1].done : i->end;
    ret_span[0] = i->span->begin + (i->work - i->span->done);
    ret_span[1] = ret_span[0] + (to - i->work);
    i->work = to;
    return true;
}

/* Working intervals of [work, work + length), in time. */
static struct intervals intervals_of(const struct worktime *w, int64_t work, int64_t length)
{
    struct intervals i = {.w = w, .work = work > 0 ? work : 0, .end = work + length};
    i.span = w->spans + (i.work < w->total ? w->by_work[(uint64_t)i.work >> w->work_shift] : 0);
    return i;
}

void demand_take(struct profile *p, struct arena *mem, const struct demand *d, int64_t work)
{
    int64_t span[2] = {work + d->offset_s, work + d->offset_s + d->length_s};
    if (!d->w || p->axis) {
        profile_take(p, mem, span, d->units);
        return;
    }
    struct intervals i = intervals_of(d->w, span[0], d->length_s);
    while (intervals_next(&i, span))
        profile_take(p, mem, span, d->units);
}

int64_t demand_fit(const struct profile *p, const struct demand *d, int64_t work)
{
    const int64_t from = work + d->offset_s;
    int64_t       span[2], lack[2];
    if (!d->w || p->axis) {
        const int64_t x = profile_fit(p, from, d->length_s, d->need);
        return x == LEVEL_NEVER ? x : x - d->offset_s;
    }
    struct intervals i = intervals_of(d->w, from, d->length_s);
    while (intervals_next(&i, span)) {
        if (!profile_short(p, span, d->need, lack))
            continue;
        if (lack[1] >= d->w->to)
            return lack[1] == LEVEL_NEVER ? lack[1] : d->w->total + d->delay_s;
        i = intervals_of(d->w, worktime_before(d->w, lack[1]), d->length_s);
        work = i.work - d->offset_s;
    }
    return work;
}

int64_t demand_fit_back(const struct profile *p, const struct demand *d, int64_t work)
{
    const int64_t from = work + d->offset_s;
    int64_t       span[2], lack[2];
    if (!d->w || p->axis) {
        const int64_t x = profile_fit_back(p, from, d->length_s, d->need);
        return x == INT64_MIN ? x : x - d->offset_s;
    }
    struct intervals i = intervals_of(d->w, from, d->length_s);
    while (intervals_next(&i, span)) {
        if (!profile_short(p, span, d->need, lack))
            continue;
        const int64_t end = lack[0] <= d->w->from ? 0 : worktime_before(d->w, lack[0]);
        if (end <= d->length_s)
            return INT64_MIN;
        i = intervals_of(d->w, end - d->length_s, d->length_s);
        work = i.work - d->offset_s;
    }
    return work;
}

int64_t demand_room(const struct profile *p, const struct demand *d, int64_t work)
{
    const int64_t from = work + d->offset_s;
    int64_t       span[2] = {from, from + d->length_s}, lack[2], done = 0;
    if (!d->w || p->axis)
        return profile_short(p, span, d->need, lack) ? lack[0] - from : d->length_s;
    struct intervals i = intervals_of(d->w, from, d->length_s);
    while (intervals_next(&i, span)) {
        if (profile_short(p, span, d->need, lack))
            return done + (lack[0] - span[0]);
        done += span[1] - span[0];
    }
    return done;
}
