/* engine/level/plan/generate.c - one schedule from ranks: the serial scheme.
 *
 * Of the nodes whose preds are placed, the one of the smallest rank goes next; gates, and leaves
 * that ask for nothing, at once, by the rules of the calculation; leaves that may move where there
 * is room (place.c).
 */
#include "engine/level/plan/generate.h"

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

/* --- all of them ------------------------------------------------------------------------------ */

static void place_movable(struct generator *g, int32_t at, struct schedule_of *to)
{
    const struct model *m = g->m;
    if (m->choice_row && m->choice_row[at] < m->choice_row[at + 1]) {
        choices_place(g, at, to);
        return;
    }
    struct search s;
    s.g = g;
    s.m = g->m;
    s.at = at;
    s.demands = m->demands + m->demand_row[at];
    s.n_demands = m->demand_row[at + 1] - m->demand_row[at];
    search_find(&s, m->flags[at] & MODEL_PLAIN ? &m->plains[at] : NULL);
    search_settle(&s, to);
}

static void place(struct generator *g, int32_t at, struct schedule_of *to)
{
    struct model *m = g->m;
    if (m->flags[at] & MODEL_MOVABLE)
        place_movable(g, at, to);
    else
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
    memset(g->taken, 0, sizeof *g->taken * (size_t)m->in->n_resources);
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
    to->cuts.n = 0;
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
                            .late = arena_array(mem, instant, n + 1),
                            .taken = arena_array(mem, double, m->in->n_resources + 1)};
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
    s->chosen = arena_array(mem, int32_t, m->n_choices + 1);
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
    memcpy(own.chosen, from->chosen, sizeof *own.chosen * (size_t)m->n_choices);
    own.cuts.n = 0;
    for (size_t k = 0; k < from->cuts.n; k++)
        vec_push(m->mem, &own.cuts, from->cuts.v[k]);
    memcpy(own.cost, from->cost, sizeof own.cost);
    own.end = from->end;
    own.lateness_s = from->lateness_s;
    own.shift_s = from->shift_s;
    own.is_outside = from->is_outside;
    *to = own;
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
