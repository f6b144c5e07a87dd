/* engine/level/plan/search.c - better schedules while the budget lasts.
 *
 * First by rules (latest finish, latest start, earliest start, start as published), each improved
 * by justification as long as that helps; the first of them is a whole plan already. Then a
 * population of activity lists: two parents give a child by two-point crossover, some neighbours
 * swap places, the child is justified once and takes the place of the worst if it is better and
 * not there yet. Tasks of higher priority always go before those of lower that could go as well.
 */
#include "base/rng.h"
#include "engine/level/plan/generate.h"

#include <stdlib.h>
#include <string.h>

/* --- ranks ------------------------------------------------------------------------------------ */

struct rank_row {
    int64_t first, second;
    int32_t at, priority;
};

static int compare_rows(const void *a, const void *b)
{
    const struct rank_row *x = a, *y = b;
    if (x->priority != y->priority)
        return x->priority > y->priority ? -1 : 1;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->second != y->second)
        return x->second < y->second ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

void levelling_rank(struct arena *mem, const struct model *m, struct rank_keys keys,
                    uint32_t *ret_rank)
{
    const struct arena_mark mark = arena_mark(mem);
    struct rank_row        *rows = arena_array(mem, struct rank_row, m->n_movable + 1);
    int32_t                 n = 0;
    for (int32_t at = 0; at < m->p.n_nodes; at++) {
        const int32_t task = m->p.nodes[at].task;
        if (!(m->flags[at] & MODEL_MOVABLE))
            continue;
        const int32_t priority = m->in->priority ? m->in->priority[task] : 0;
        rows[n++] = (struct rank_row){.first = keys.first[at],
                                      .second = keys.second ? keys.second[at] : 0,
                                      .at = at,
                                      .priority = keys.is_backward ? -priority : priority};
    }
    qsort(rows, (size_t)n, sizeof *rows, compare_rows);
    for (int32_t k = 0; k < n; k++)
        ret_rank[rows[k].at] = (uint32_t)k;
    arena_rewind(mem, mark);
}

/* --- the state of a search -------------------------------------------------------------------- */

enum { POPULATION = 24, RULES = 4 };

struct member {
    struct schedule_of *s;
    int32_t            *list; /* movable positions by start */
};

struct state {
    struct model        *m;
    struct generator    *g;
    struct schedule_of  *best, *try;
    struct level_output *out;
    uint32_t            *rank;
    int64_t             *keys, *keys2; /* by position */
    bool                *is_in;        /* by position, for crossover */
    struct member        members[POPULATION];
    int32_t             *list;
    int                  n_members;
    uint64_t             seed;
    bool                 is_over;
};

/* Nothing can be better: by the goal of an early finish alone. */
static bool is_proved(const struct state *s)
{
    const struct level_progress *p = &s->out->progress;
    return s->m->in->goal == LEVEL_FINISH && p->bound != INSTANT_NONE && p->finish <= p->bound &&
           !p->lateness_s;
}

/* Tells what there is, and asks whether to go on. */
static void counted(struct state *s)
{
    const struct level_input *in = s->m->in;
    struct level_progress    *p = &s->out->progress;
    p->schedules++;
    p->finish = s->best->end;
    p->tried = s->try->end;
    p->lateness_s = s->best->lateness_s;
    p->shift_s = s->best->shift_s;
    s->is_over = s->is_over || p->schedules >= in->schedules || is_proved(s);
    if (in->go_on && !in->go_on(in->self, p)) {
        s->out->was_stopped = true;
        s->is_over = true;
    }
}

static void try_ranks(struct state *s)
{
    generator_run(s->g, s->rank, s->try);
    if (schedule_is_better(s->try, s->best))
        schedule_of_copy(s->best, s->try, s->m);
    counted(s);
}

/* Justifies s->try as long as it gets better, at most `most` times. */
static void improve(struct state *s, int most)
{
    double cost[3];
    for (int k = 0; k < most && !s->is_over && !s->try->is_outside; k++) {
        memcpy(cost, s->try->cost, sizeof cost);
        generator_justify(s->g, s->try, s->rank);
        try_ranks(s);
        if (s->try->cost[0] >= cost[0])
            return;
    }
}

/* --- rules ------------------------------------------------------------------------------------ */

static void by_rule(struct state *s, int rule)
{
    const struct model *m = s->m;
    for (int32_t at = 0; at < m->p.n_nodes; at++) {
        const int32_t         task = m->p.nodes[at].task;
        const struct cpm_row *row = &m->plain.rows[task];
        const int64_t         keys[RULES] = {row->late_finish, row->late_start, row->early_start,
                                             m->published[at]};
        const int64_t         second[RULES] = {row->late_start, row->late_finish, row->late_finish,
                                               row->late_finish};
        s->keys[at] = keys[rule];
        s->keys2[at] = second[rule];
    }
    levelling_rank(m->mem, m, (struct rank_keys){s->keys, s->keys2, false}, s->rank);
}

/* Latest finish with noise of up to a quarter of the project. */
static void by_chance(struct state *s)
{
    const struct model *m = s->m;
    const int64_t       reach = (s->best->end - m->c->start) / 4 + 1;
    for (int32_t at = 0; at < m->p.n_nodes; at++) {
        s->keys[at] = m->plain.rows[m->p.nodes[at].task].late_finish;
        s->keys[at] += (int64_t)(rng_unit(&s->seed) * (double)reach);
        s->keys2[at] = 0;
    }
    levelling_rank(m->mem, m, (struct rank_keys){s->keys, s->keys2, false}, s->rank);
}

/* --- population ------------------------------------------------------------------------------- */

static bool is_known(const struct state *s)
{
    for (int k = 0; k < s->n_members; k++)
        if (memcmp(s->members[k].s->cost, s->try->cost, sizeof s->try->cost) == 0)
            return true;
    return false;
}

static struct member *place_for(struct state *s)
{
    struct model *m = s->m;
    if (s->n_members < POPULATION) {
        struct member *x = &s->members[s->n_members++];
        x->s = schedule_of_new(m->mem, m);
        x->list = arena_array(m->mem, int32_t, m->n_movable + 1);
        return x;
    }
    struct member *worst = &s->members[0];
    for (int k = 1; k < s->n_members; k++)
        if (schedule_is_better(worst->s, s->members[k].s))
            worst = &s->members[k];
    return schedule_is_better(s->try, worst->s) ? worst : NULL;
}

static void join(struct state *s)
{
    const struct model *m = s->m;
    struct member      *x = s->try->is_outside || is_known(s) ? NULL : place_for(s);
    if (!x)
        return;
    schedule_of_copy(x->s, s->try, m);
    levelling_rank(m->mem, m, (struct rank_keys){s->try->start, s->try->finish, false}, s->rank);
    for (int32_t at = 0; at < m->p.n_nodes; at++)
        if (m->flags[at] & MODEL_MOVABLE)
            x->list[s->rank[at]] = at;
}

static const struct member *parent(struct state *s)
{
    const struct member *a = &s->members[rng_below(&s->seed, (uint32_t)s->n_members)];
    const struct member *b = &s->members[rng_below(&s->seed, (uint32_t)s->n_members)];
    return schedule_is_better(a->s, b->s) ? a : b;
}

/* Copies those of `from` that are not in yet, up to `end` in all. */
static int32_t append(struct state *s, const int32_t *from, int32_t n, int32_t end)
{
    for (int32_t k = 0; k < s->m->n_movable && n < end; k++)
        if (!s->is_in[from[k]]) {
            s->is_in[from[k]] = true;
            s->list[n++] = from[k];
        }
    return n;
}

static void cross(struct state *s, const struct member *mother, const struct member *father)
{
    const int32_t n = s->m->n_movable;
    int32_t       a = (int32_t)rng_below(&s->seed, (uint32_t)n + 1);
    int32_t       b = (int32_t)rng_below(&s->seed, (uint32_t)n + 1);
    memset(s->is_in, 0, sizeof *s->is_in * (size_t)s->m->p.n_nodes);
    int32_t k = append(s, mother->list, 0, a < b ? a : b);
    k = append(s, father->list, k, a < b ? b : a);
    append(s, mother->list, k, n);
    for (k = 0; k + 1 < n; k++)
        if (rng_below(&s->seed, 20) == 0) {
            const int32_t other = s->list[k];
            s->list[k] = s->list[k + 1];
            s->list[k + 1] = other;
        }
}

static void rank_list(struct state *s)
{
    for (int32_t k = 0; k < s->m->n_movable; k++)
        s->keys[s->list[k]] = k;
    levelling_rank(s->m->mem, s->m, (struct rank_keys){s->keys, NULL, false}, s->rank);
}

static void breed(struct state *s)
{
    while (!s->is_over && (s->n_members || s->out->progress.schedules < 8 * POPULATION)) {
        if (s->n_members < POPULATION && s->out->progress.schedules < 8 * POPULATION) {
            by_chance(s);
        } else {
            cross(s, parent(s), parent(s));
            rank_list(s);
        }
        try_ranks(s);
        improve(s, 1);
        join(s);
    }
}

/* --- all of it -------------------------------------------------------------------------------- */

static void state_make(struct state *s)
{
    struct model *m = s->m;
    const int32_t n = m->p.n_nodes + 1;
    s->g = generator_new(m->mem, m);
    s->try = schedule_of_new(m->mem, m);
    s->rank = arena_array(m->mem, uint32_t, n);
    s->keys = arena_array(m->mem, int64_t, n);
    s->keys2 = arena_array(m->mem, int64_t, n);
    s->is_in = arena_array(m->mem, bool, n);
    s->list = arena_array(m->mem, int32_t, n);
    s->seed = m->in->seed;
    if (m->in->goal == LEVEL_CHANGE) /* what lies well stays there */
        s->g->not_before = m->published;
}

/* The first plan of all: the rule that suits the goal. */
static void first(struct state *s)
{
    by_rule(s, s->m->in->goal == LEVEL_CHANGE ? RULES - 1 : 0);
    generator_run(s->g, s->rank, s->try);
    schedule_of_copy(s->best, s->try, s->m);
    s->out->progress.bound = INSTANT_NONE;
    counted(s);
    if (!s->best->is_outside)
        s->out->progress.bound = levelling_bound(s->m, s->best->end);
    s->is_over |= is_proved(s);
}

void levelling_search(struct model *m, struct schedule_of *ret_best, struct level_output *out)
{
    struct state s = {.m = m, .best = ret_best, .out = out};
    state_make(&s);
    first(&s);
    if (m->n_movable < 2 || s.best->is_outside)
        s.is_over = true;
    improve(&s, 8);
    if (!s.is_over)
        join(&s);
    for (int rule = 0; rule < RULES && !s.is_over; rule++) {
        by_rule(&s, rule);
        try_ranks(&s);
        improve(&s, 2);
        join(&s);
    }
    breed(&s);
    generator_done(s.g);
}
