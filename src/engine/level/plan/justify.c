/* engine/level/plan/justify.c - a schedule pushed to its right end: the ranks of the next one.
 *
 * Going back through the schedule, the leaf that finishes last first, each is put as late as its
 * succs and its resources allow (Valls, Ballestin, Quintanilla 2005). Only the order that comes of
 * it is kept: the next schedule is generated forward by it. So it does no harm that an assignment
 * on a calendar of its own is treated here as if it began with its task.
 */
#include "engine/level/plan/generate.h"

#include <string.h>

static instant deadline_of(const struct model *m, int32_t task)
{
    return m->in->goal == LEVEL_DATES ? TASK_COLUMN(&m->net, deadline, task, INSTANT_NONE)
                                      : INSTANT_NONE;
}

/* The latest start that links and the schedule's end allow. */
static instant latest_start(struct model *m, int32_t at, const struct schedule_of *from)
{
    struct late_bounds b = pass_late_bounds(m->c, at);
    const instant      deadline = deadline_of(m, m->p.nodes[at].task);
    b.finish = min_of(b.finish, from->end);
    if (deadline != INSTANT_NONE)
        b.finish = min_of(b.finish, max_of(deadline, from->finish[at]));
    return pass_place_late(m->c, at, b).start;
}

static int64_t begin_of(const struct demand *d, instant start)
{
    return d->w ? worktime_before(d->w, worktime_next(d->w, start)) + d->delay_s : start;
}

/* The latest start up to this one with room for all demands; the same when there is none. */
static instant find_room(struct generator *g, int32_t at, instant start)
{
    const struct model  *m = g->m;
    const instant        asked = start;
    int32_t              n;
    const struct demand *demands = demands_of(m, at, &n);
    for (int32_t fitting = 0, k = 0; fitting < n; k = (k + 1) % n, fitting++) {
        const struct demand *d = &demands[k];
        if (!d->w || d->need <= 0)
            continue;
        const int64_t work = begin_of(d, start);
        const int64_t fit = demand_fit_back(&g->profiles[d->resource], d, work);
        if (fit == INT64_MIN || fit <= d->delay_s)
            return asked;
        if (fit >= work)
            continue;
        start = min_of(start, worktime_start_at(d->w, fit - d->delay_s));
        fitting = 0;
    }
    return start;
}

static void take(struct generator *g, int32_t at, instant start)
{
    int32_t              n;
    const struct demand *demands = demands_of(g->m, at, &n);
    for (int32_t k = 0; k < n; k++) {
        const struct demand *d = &demands[k];
        if (d->w)
            demand_take(&g->profiles[d->resource], &g->mem, d, begin_of(d, start));
    }
}

static void push(struct generator *g, int32_t at, const struct schedule_of *from)
{
    struct model *m = g->m;
    struct dates *dates = &m->c->dates[at];
    if (m->p.nodes[at].kind != NODE_LEAF) {
        pass_backward_node(m->c, at);
        return;
    }
    if (!(m->flags[at] & MODEL_MOVABLE)) {
        const bool    is_free = !m->flags[at] && pass_has_parts(m->c, at);
        const instant start = is_free ? latest_start(m, at, from) : from->start[at];
        dates->late_start = max_of(start, from->start[at]);
        dates->late_finish = from->finish[at] + (dates->late_start - from->start[at]);
        return;
    }
    m->net.tasks.levelling_delay_s[m->p.nodes[at].task] = 0;
    const instant start = find_room(g, at, latest_start(m, at, from));
    take(g, at, start);
    g->late[at] = start;
    dates->late_start = start;
    dates->late_finish = pass_place_from(m->c, at, start).finish;
}

static void begin(struct generator *g, const struct schedule_of *from)
{
    struct model *m = g->m;
    for (int32_t r = 0; r < m->in->n_resources; r++)
        profile_copy(&g->profiles[r], &g->mem, &m->base[r]);
    for (int32_t at = 0; at < m->p.n_nodes; at++) {
        m->c->dates[at] = (struct dates){from->start[at], from->finish[at], from->start[at],
                                         from->finish[at]};
        g->waiting[at] = m->p.succ_row[at + 1] - m->p.succ_row[at];
        g->late[at] = from->start[at];
    }
    m->c->finish = from->end;
    choices_set(m, from->chosen);
}

static uint64_t key_of(const struct generator *g, const uint32_t *rank, int32_t at)
{
    const uint32_t first = g->m->flags[at] & MODEL_MOVABLE ? rank[at] + 1 : 0;
    return (uint64_t)first << 32 | (uint32_t)at;
}

void generator_justify(struct generator *g, const struct schedule_of *from, uint32_t *ret_rank)
{
    struct model     *m = g->m;
    struct arena_mark mark = arena_mark(m->mem);
    int64_t          *keys = arena_array(m->mem, int64_t, m->p.n_nodes + 1);
    for (int32_t at = 0; at < m->p.n_nodes; at++)
        keys[at] = -from->finish[at];
    levelling_rank(m->mem, m, (struct rank_keys){keys, NULL, true}, ret_rank);
    begin(g, from);
    g->n_heap = 0;
    for (int32_t at = 0; at < m->p.n_nodes; at++)
        if (!g->waiting[at])
            generator_push(g, key_of(g, ret_rank, at));
    while (g->n_heap) {
        const int32_t at = generator_pop(g);
        push(g, at, from);
        for (int32_t k = m->pred_row[at]; k < m->pred_row[at + 1]; k++)
            if (--g->waiting[m->preds[k]] == 0)
                generator_push(g, key_of(g, ret_rank, m->preds[k]));
    }
    levelling_rank(m->mem, m, (struct rank_keys){g->late, from->start, false}, ret_rank);
    arena_rewind(m->mem, mark);
}
