/* engine/level/plan/smooth.c - an even load within free slack.
 *
 * Burgess and Killebrew, "Variation in activity level on a cyclical arrow diagram" (1962): task by
 * task from the last, each is put where the sum of squared loads is least, as far as its free slack
 * goes; so no other task need move. The delays that give these starts are found by generating once
 * more with them as the earliest starts.
 */
#include "engine/level/plan/generate.h"

#include <stdlib.h>

enum { PLACES = 24 };

struct smoother {
    struct model   *m;
    struct arena    mem;
    struct profile *left;   /* by resource: what is free */
    struct profile *asked;  /* by resource: below zero by what is asked */
    instant        *starts; /* by position: where each is to begin */
    bool           *is_cut; /* by position: is interrupted, and stays */
};

static int64_t begin_of(const struct demand *d, instant start)
{
    return worktime_before(d->w, worktime_next(d->w, start)) + d->delay_s;
}

static void take(struct smoother *s, int32_t at, instant start, int sign)
{
    int32_t              n;
    const struct demand *demands = demands_of(s->m, at, &n);
    for (int32_t k = 0; k < n; k++) {
        struct demand d = demands[k];
        d.units *= sign;
        demand_take(&s->left[d.resource], &s->mem, &d, begin_of(&d, start));
        demand_take(&s->asked[d.resource], &s->mem, &d, begin_of(&d, start));
    }
}

/* What it adds to the sum of squares, up to a constant: twice the load times the units. */
static double weight(const struct profile *asked, const struct demand *d, int64_t work)
{
    int64_t from = work + d->offset_s, to = from + d->length_s;
    double  sum = 0;
    for (int32_t i = 0; i < asked->n; i++) {
        const int64_t begin = asked->at[i] > from ? asked->at[i] : from;
        const int64_t end = i + 1 < asked->n && asked->at[i + 1] < to ? asked->at[i + 1] : to;
        if (end > begin)
            sum += -(double)asked->left[i] * (double)(end - begin);
    }
    return 2 * sum * d->units;
}

/* The cost of that start; negative: there is no room. */
static double cost_at(const struct smoother *s, int32_t at, instant start)
{
    int32_t              n;
    const struct demand *demands = demands_of(s->m, at, &n);
    double               sum = 0;
    for (int32_t k = 0; k < n; k++) {
        const struct demand *d = &demands[k];
        const int64_t        work = begin_of(d, start);
        if (demand_fit(&s->left[d->resource], d, work) != work)
            return -1;
        sum += weight(&s->asked[d->resource], d, work);
    }
    return sum;
}

/* Tasks that begin as one on one calendar whose resources have an axis; others stay. */
static bool is_simple(const struct smoother *s, int32_t at)
{
    const struct model    *m = s->m;
    int32_t                n;
    const struct demand   *demands = demands_of(m, at, &n);
    const struct worktime *w = n ? demands[0].w : NULL;
    for (int32_t k = 0; k < n; k++) {
        const struct demand *d = &demands[k];
        if (!w || d->w != w || d->delay_s || !m->base[d->resource].axis)
            return false;
    }
    return m->flags[at] & MODEL_MOVABLE && !s->is_cut[at];
}

static bool move(struct smoother *s, int32_t at, const struct cpm_row *row)
{
    const struct model    *m = s->m;
    int32_t                n;
    const struct worktime *w = demands_of(m, at, &n)[0].w;
    instant                best = row->start;
    take(s, at, row->start, -1);
    double least = cost_at(s, at, row->start);
    for (int k = 1; k <= PLACES && least >= 0; k++) {
        const instant start = worktime_next(
            w, worktime_add(w, row->start, row->free_slack_s * k / PLACES));
        const double cost = cost_at(s, at, start);
        if (cost < 0 || cost >= least)
            continue;
        least = cost;
        best = start;
    }
    take(s, at, best, 1);
    s->starts[at] = best;
    return best != row->start;
}

static int compare_starts(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (x[0] < y[0]) - (x[0] > y[0]);
}

static void profiles_make(struct smoother *s, const struct cpm_row *rows)
{
    struct model               *m = s->m;
    const struct level_resource none = {NULL, 0};
    s->left = arena_array(&s->mem, struct profile, m->in->n_resources + 1);
    s->asked = arena_array(&s->mem, struct profile, m->in->n_resources + 1);
    for (int32_t r = 0; r < m->in->n_resources; r++) {
        profile_copy(&s->left[r], &s->mem, &m->base[r]);
        profile_init(&s->asked[r], &s->mem, &none, m->base[r].axis);
    }
    for (int32_t at = 0; at < m->p.n_nodes; at++)
        if (is_simple(s, at))
            take(s, at, rows[m->p.nodes[at].task].start, 1);
}

bool levelling_smooth(struct model *m, const struct schedule_of *from, const struct cpm_row *rows,
                      instant *ret_starts)
{
    struct smoother s = {.m = m, .starts = ret_starts};
    choices_set(m, from->chosen);
    s.is_cut = arena_array(&s.mem, bool, m->p.n_nodes + 1);
    for (size_t k = 0; k < from->cuts.n; k++)
        s.is_cut[from->cuts.v[k].at] = true;
    bool is_moved = false;
    profiles_make(&s, rows);
    int64_t(*order)[2] = arena_alloc(&s.mem, sizeof *order * (size_t)(m->n_movable + 1));
    int32_t n = 0;
    for (int32_t at = 0; at < m->p.n_nodes; at++)
        ret_starts[at] = rows[m->p.nodes[at].task].start;
    for (int32_t at = 0; at < m->p.n_nodes; at++)
        if (is_simple(&s, at)) {
            order[n][0] = rows[m->p.nodes[at].task].start;
            order[n++][1] = at;
        }
    qsort(order, (size_t)n, sizeof *order, compare_starts);
    for (int32_t k = 0; k < n; k++) {
        const struct cpm_row *row = &rows[m->p.nodes[order[k][1]].task];
        if (row->free_slack_s > 0)
            is_moved |= move(&s, (int32_t)order[k][1], row);
    }
    arena_done(&s.mem);
    return is_moved;
}
