/* engine/level/plan/generate.c - one schedule from ranks: the serial scheme.
 *
 * Of the nodes whose preds are placed, the one of the smallest rank goes next; gates, and leaves
 * that ask for nothing, at once. A leaf is placed by the rules of the calculation; if it may move,
 * its delay is raised until every demand finds room. The dates are then what the calculation makes
 * of that delay. Where a constraint wins over the delay, the leaf stays where it would be without.
 */
#include "engine/level/plan/inside.h"

#include <string.h>

/* --- the heap of what may be placed ----------------------------------------------------------- */

void generator_push(struct generator *g, uint64_t key)
{
    int32_t i = g->n_heap++;
    while (i > 0 && g->heap[(i - 1) / 2] > key) {
        g->heap[i] = g->heap[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    g->heap[i] = key;
}

int32_t generator_pop(struct generator *g)
{
    const int32_t  top = (int32_t)(uint32_t)g->heap[0];
    const uint64_t last = g->heap[--g->n_heap];
    int32_t        i = 0;
    for (int32_t child = 1; child < g->n_heap; child = 2 * i + 1) {
        child += child + 1 < g->n_heap && g->heap[child + 1] < g->heap[child];
        if (g->heap[child] >= last)
            break;
        g->heap[i] = g->heap[child];
        i = child;
    }
    g->heap[i] = last;
    return top;
}

/* --- one leaf --------------------------------------------------------------------------------- */

/* A leaf while room for it is looked for. */
struct search {
    struct model   *m;
    struct profile *profiles;
    int32_t         at;
    instant         bound;   /* from which the calculation places it */
    int64_t         delay_s; /* so far */
    int32_t         blame;
    bool            is_outside; /* of the horizon */
};

static instant begin_at(const struct demand *d, instant bound, int64_t delay_s)
{
    const instant begin = worktime_next(d->w, bound);
    return delay_s ? worktime_next(d->w, begin + delay_s) : begin;
}

static struct placed natural(const struct search *s, int64_t delay_s)
{
    s->m->net.tasks.levelling_delay_s[s->m->p.nodes[s->at].task] = delay_s;
    return pass_place_from(s->m->c, s->at, s->bound);
}

/* Raises the delay so far that this demand fits; false: it never does. */
static bool raise_for(struct search *s, const struct demand *d, bool *is_raised)
{
    const struct profile *p = &s->profiles[d->resource];
    if (!d->w) {
        const struct placed dates = natural(s, s->delay_s);
        const int64_t       length = dates.finish - dates.start;
        const int64_t fit = length ? profile_fit(p, dates.start, length, d->need) : dates.start;
        *is_raised = fit != dates.start;
        s->delay_s += *is_raised && fit != LEVEL_NEVER ? fit - dates.start : 0;
        return fit != LEVEL_NEVER;
    }
    const int64_t work = worktime_before(d->w, begin_at(d, s->bound, s->delay_s)) + d->delay_s;
    const int64_t fit = demand_fit(p, d, work);
    if (fit == LEVEL_NEVER)
        return false;
    *is_raised = fit > work;
    if (*is_raised)
        s->delay_s = worktime_start_at(d->w, fit - d->delay_s) - worktime_next(d->w, s->bound);
    s->is_outside = s->delay_s >= INSTANT_BEYOND / 2;
    return !s->is_outside;
}

/* The least delay from which all demands fit; false: there is none. */
static bool find_room(struct search *s)
{
    const int32_t from = s->m->demand_row[s->at], n = s->m->demand_row[s->at + 1] - from;
    for (int32_t fitting = 0, k = 0; fitting < n; k = (k + 1) % n) {
        const struct demand *d = &s->m->demands[from + k];
        bool                 is_raised = false;
        if (d->need > 0 && !raise_for(s, d, &is_raised))
            return false;
        if (is_raised)
            fitting = 0; /* what is taken whole may be longer now */
        fitting += !is_raised || d->w;
        s->blame = is_raised ? d->resource : s->blame;
    }
    return true;
}

/* Working second of the assignment's begin: behind a bound, or before a finish that is bound. */
static int64_t work_behind(const struct search *s, const struct demand *d, int64_t delay_s)
{
    return worktime_before(d->w, begin_at(d, s->bound, delay_s)) + d->delay_s;
}

static int64_t work_until(const struct demand *d, instant finish)
{
    return worktime_before(d->w, finish) - d->span_s;
}

/* A task whose finish is bound lies as late as that asks for: is there room as it is? */
static bool fits_until(const struct search *s, struct placed dates)
{
    for (int32_t k = s->m->demand_row[s->at]; k < s->m->demand_row[s->at + 1]; k++) {
        struct demand d = s->m->demands[k];
        d.length_s = d.w ? d.length_s : dates.finish - dates.start;
        const int64_t work = d.w ? work_until(&d, dates.finish) : dates.start;
        if (d.need > 0 && demand_fit(&s->profiles[d.resource], &d, work) != work)
            return false;
    }
    return true;
}

static void take(const struct search *s, struct arena *mem, struct placed dates, bool is_until)
{
    const int64_t delay_s = s->m->net.tasks.levelling_delay_s[s->m->p.nodes[s->at].task];
    for (int32_t k = s->m->demand_row[s->at]; k < s->m->demand_row[s->at + 1]; k++) {
        struct demand d = s->m->demands[k];
        d.length_s = d.w ? d.length_s : dates.finish - dates.start;
        const int64_t work = !d.w       ? dates.start
                             : is_until ? work_until(&d, dates.finish)
                                        : work_behind(s, &d, delay_s);
        demand_take(&s->profiles[d.resource], mem, &d, work);
    }
}

static struct placed calculated(struct model *m, int32_t at, int64_t delay_s)
{
    m->net.tasks.levelling_delay_s[m->p.nodes[at].task] = delay_s;
    pass_forward_rare(m->c, at);
    return (struct placed){m->c->dates[at].start, m->c->dates[at].finish};
}

static bool is_same(struct placed a, struct placed b)
{
    return a.start == b.start && a.finish == b.finish;
}

/* At the earliest start that is asked for. */
static void raise_to_start(struct search *s, instant start)
{
    for (int k = 0; k < 64; k++) {
        const struct placed dates = natural(s, s->delay_s);
        if (dates.start >= start)
            return;
        s->delay_s += start - dates.start;
    }
}

/* Beyond what binds the finish, so that the delay alone decides where the task lies. */
static void raise_to_finish(struct search *s, instant finish)
{
    for (int k = 0; k < 64; k++) {
        const struct placed dates = natural(s, s->delay_s);
        if (dates.finish >= finish || dates.finish >= INSTANT_BEYOND / 2)
            return;
        s->delay_s += finish - dates.finish;
    }
}

static void place_movable(struct generator *g, int32_t at, struct schedule_of *to)
{
    struct model       *m = g->m;
    struct search       s = {.m = m, .profiles = g->profiles, .at = at, .blame = -1};
    struct placed       dates = calculated(m, at, 0);
    const struct bounds b = pass_bounds(m->c, at);
    s.bound = pass_start_bound(m->c, at, &b);
    bool is_until = s.bound <= INSTANT_BEFORE || !is_same(natural(&s, 0), dates);
    if (is_until && s.bound > INSTANT_BEFORE && !fits_until(&s, dates))
        raise_to_finish(&s, dates.finish);
    else if (is_until)
        s.bound = INSTANT_BEFORE; /* stays as it is */
    if (s.bound > INSTANT_BEFORE && g->not_before)
        raise_to_start(&s, g->not_before[at]);
    if (s.bound > INSTANT_BEFORE && find_room(&s)) {
        const struct placed asked = natural(&s, s.delay_s);
        const struct placed got = calculated(m, at, s.delay_s);
        if (is_same(asked, got)) {
            dates = got;
            is_until = false;
        } else {
            s.delay_s = 0;
            dates = calculated(m, at, 0);
        }
    } else {
        s.delay_s = 0;
        dates = calculated(m, at, 0);
    }
    to->delay_s[at] = s.delay_s;
    to->blame[at] = s.delay_s ? s.blame : -1;
    to->is_outside |= s.is_outside;
    take(&s, &g->mem, dates, is_until);
}

/* --- all of them ------------------------------------------------------------------------------ */

/* A leaf on one calendar that only links and "not before" bind, without asking the calculation: the
 * same dates for a third of the time. False: its finish is bound. */
static bool place_plain(struct generator *g, int32_t at, struct schedule_of *to)
{
    struct model       *m = g->m;
    const struct plain *x = &m->plains[at];
    struct search       s = {.m = m, .profiles = g->profiles, .at = at, .blame = -1};
    const struct bounds b = pass_bounds(m->c, at);
    s.bound = pass_start_bound(m->c, at, &b);
    instant start = worktime_next(x->w, s.bound);
    if (b.finish > worktime_add(x->w, start, x->span_s))
        return false;
    if (g->not_before && g->not_before[at] > start)
        s.delay_s = g->not_before[at] - start;
    if (!find_room(&s))
        s.delay_s = 0;
    m->net.tasks.levelling_delay_s[m->p.nodes[at].task] = s.delay_s;
    start = begin_at(&(struct demand){.w = x->w}, s.bound, s.delay_s);
    const struct placed dates = {start, worktime_add(x->w, start, x->span_s)};
    m->c->dates[at].start = dates.start;
    m->c->dates[at].finish = dates.finish;
    m->c->finish = max_of(m->c->finish, dates.finish);
    m->c->highest = max_of(m->c->highest, dates.finish);
    to->delay_s[at] = s.delay_s;
    to->blame[at] = s.delay_s ? s.blame : -1;
    to->is_outside |= s.is_outside;
    take(&s, &g->mem, dates, false);
    return true;
}

static void place(struct generator *g, int32_t at, struct schedule_of *to)
{
    struct model *m = g->m;
    const bool    is_placed = m->flags[at] & MODEL_PLAIN && place_plain(g, at, to);
    if (!is_placed && m->flags[at] & MODEL_MOVABLE)
        place_movable(g, at, to);
    else if (!is_placed)
        pass_forward_node(m->c, at);
    to->start[at] = m->c->dates[at].start;
    to->finish[at] = m->c->dates[at].finish;
}

static uint64_t key_of(const struct generator *g, const uint32_t *rank, int32_t at)
{
    const uint32_t first = g->m->flags[at] & MODEL_MOVABLE ? rank[at] + 1 : 0;
    return (uint64_t)first << 32 | (uint32_t)at;
}

static void begin(struct generator *g, const uint32_t *rank)
{
    struct model *m = g->m;
    for (int32_t r = 0; r < m->in->n_resources; r++)
        profile_copy(&g->profiles[r], &g->mem, &m->base[r]);
    g->n_heap = 0;
    for (int32_t at = 0; at < m->p.n_nodes; at++) {
        g->waiting[at] = m->p.pred_row[at + 1] - m->p.pred_row[at];
        if (!g->waiting[at])
            generator_push(g, key_of(g, rank, at));
    }
    m->c->finish = INSTANT_BEFORE;
    m->c->highest = INSTANT_BEFORE;
}

/* --- what it is worth ------------------------------------------------------------------------- */

/* The most important counts ten times what the least does. */
static double weight_of(const struct model *m, int32_t task)
{
    const int32_t p = m->in->priority ? m->in->priority[task] : 0;
    return p <= 0 || m->top_priority <= 0 ? 1 : 1 + 9.0 * p / m->top_priority;
}

struct sums {
    double late, shift, starts;
};

static struct sums sums_of(const struct model *m, struct schedule_of *s)
{
    struct sums sums = {0, 0, 0};
    s->lateness_s = s->shift_s = 0;
    for (int32_t at = 0; at < m->p.n_nodes; at++) {
        const int32_t task = m->p.nodes[at].task;
        const instant deadline = TASK_COLUMN(&m->net, deadline, task, INSTANT_NONE);
        if (m->p.nodes[at].kind != NODE_LEAF)
            continue;
        if (deadline != INSTANT_NONE && s->finish[at] > deadline) {
            s->lateness_s += s->finish[at] - deadline;
            sums.late += weight_of(m, task) * (double)(s->finish[at] - deadline);
        }
        const int64_t shift = s->start[at] - m->published[at];
        s->shift_s += shift < 0 ? -shift : shift;
        sums.shift += weight_of(m, task) * (double)(shift < 0 ? -shift : shift);
        sums.starts += weight_of(m, task) * (double)(s->finish[at] - m->c->start);
    }
    return sums;
}

static void worth(const struct model *m, struct schedule_of *s)
{
    const struct sums sums = sums_of(m, s);
    const double      end = (double)(s->end - m->c->start);
    switch (m->in->goal) {
    case LEVEL_FINISH:
    case LEVEL_SMOOTH:
        memcpy(s->cost, (double[]){end, sums.late, sums.starts}, sizeof s->cost);
        return;
    case LEVEL_DATES:
        memcpy(s->cost, (double[]){sums.late, end, sums.starts}, sizeof s->cost);
        return;
    case LEVEL_CHANGE:
        memcpy(s->cost, (double[]){sums.shift, sums.late, end}, sizeof s->cost);
        return;
    }
}

void generator_run(struct generator *g, const uint32_t *rank, struct schedule_of *to)
{
    struct model *m = g->m;
    begin(g, rank);
    to->is_outside = false;
    while (g->n_heap) {
        const int32_t at = generator_pop(g);
        place(g, at, to);
        for (int32_t k = m->succ_row[at]; k < m->succ_row[at + 1]; k++)
            if (--g->waiting[m->succs[k]] == 0)
                generator_push(g, key_of(g, rank, m->succs[k]));
    }
    pass_finish(m->c);
    to->end = m->c->finish;
    to->is_outside |= m->c->highest > m->horizon.to;
    worth(m, to);
}

/* --- memory ----------------------------------------------------------------------------------- */

struct generator *generator_new(struct arena *mem, struct model *m)
{
    struct generator *g = arena_new(mem, struct generator);
    const int32_t     n = m->p.n_nodes;
    *g = (struct generator){.m = m,
                            .profiles = arena_array(mem, struct profile, m->in->n_resources + 1),
                            .waiting = arena_array(mem, int32_t, n + 1),
                            .heap = arena_array(mem, uint64_t, n + 1),
                            .late = arena_array(mem, instant, n + 1)};
    return g;
}

void generator_done(struct generator *g)
{
    arena_done(&g->mem);
}

struct schedule_of *schedule_of_new(struct arena *mem, const struct model *m)
{
    struct schedule_of *s = arena_new(mem, struct schedule_of);
    const int32_t       n = m->p.n_nodes;
    s->start = arena_array(mem, instant, n + 1);
    s->finish = arena_array(mem, instant, n + 1);
    s->delay_s = arena_array(mem, int64_t, n + 1);
    s->blame = arena_array(mem, int32_t, n + 1);
    return s;
}

void schedule_of_copy(struct schedule_of *to, const struct schedule_of *from, const struct model *m)
{
    const size_t       n = (size_t)m->p.n_nodes;
    struct schedule_of own = *to;
    memcpy(own.start, from->start, sizeof *own.start * n);
    memcpy(own.finish, from->finish, sizeof *own.finish * n);
    memcpy(own.delay_s, from->delay_s, sizeof *own.delay_s * n);
    memcpy(own.blame, from->blame, sizeof *own.blame * n);
    *to = *from;
    to->start = own.start;
    to->finish = own.finish;
    to->delay_s = own.delay_s;
    to->blame = own.blame;
}

bool schedule_is_better(const struct schedule_of *a, const struct schedule_of *b)
{
    if (a->is_outside != b->is_outside)
        return b->is_outside;
    for (int k = 0; k < 3; k++)
        if (a->cost[k] != b->cost[k])
            return a->cost[k] < b->cost[k];
    return false;
}
