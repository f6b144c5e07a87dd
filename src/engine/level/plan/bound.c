/* engine/level/plan/bound.c - a date before which no schedule can end.
 *
 * Destructive improvement (Klein, Scholl 1999): suppose that the plan ends at T. A backward pass
 * from T gives every task a latest finish; with its earliest start that is a window in which its
 * work must lie. If the work that must lie between two moments is more than a resource has there, T
 * is too early. The earliest T that is not refuted is sought by halving. Deadlines and "no later
 * than" are left out: a schedule may miss them.
 */
#include "engine/level/plan/generate.h"

#include <stdlib.h>
#include <string.h>

enum {
    STARTS_MAX = 48,   /* windows begin at so many moments of a resource at most */
    EXACT_MAX = 20000, /* nodes; of larger plans the bound is sought by the hour */
};

/* A demand on the axis of its resource. */
struct window {
    int64_t early, late; /* begin at the earliest, end at the latest */
    double  energy;      /* units times working seconds */
    int32_t k;           /* its demand */
};

struct bounder {
    struct model   *m;
    struct network  net;
    struct prepared p;
    struct cpm     *c;
    int32_t        *at_of;      /* by demand: its position */
    int32_t        *window_row; /* by resource */
    struct window  *windows;    /* by resource, by early */
    struct window  *by_late;    /* scratch */
};

/* Whether all who may do it work the same hours. */
static bool is_one_time(const struct model *m, const struct choice *c)
{
    const int32_t first = m->rival_parts[c->first];
    for (int32_t k = c->first; k < c->first + c->n; k++)
        if (m->rival_parts[k] < 0 ||
            m->times[m->p.parts[m->rival_parts[k]].slot] != m->times[m->p.parts[first].slot])
            return false;
    return first >= 0;
}

/* One of those who may do an assignment does it; where their hours differ, nobody knows how long
 * the task is, and it may be short. */
static void choices_relax(struct bounder *b)
{
    const struct model *m = b->m;
    if (!m->n_choices)
        return;
    b->net.tasks.duration_s = arena_copy(m->mem, m->net.tasks.duration_s,
                                         sizeof *m->net.tasks.duration_s * (size_t)m->net.n_tasks);
    for (int32_t i = 0; i < m->n_choices; i++) {
        const struct choice *c = &m->choices[i];
        const bool           is_known = is_one_time(m, c);
        for (int32_t k = c->first; k < c->first + c->n; k++)
            if (m->rival_parts[k] >= 0 && (!is_known || k > c->first))
                b->c->spans[m->rival_parts[k]] = 0;
        if (!is_known)
            b->net.tasks.duration_s[m->p.nodes[c->at].task] = 0;
    }
}

static void neutralise(struct bounder *b)
{
    const struct model *m = b->m;
    b->net = m->net;
    b->net.tasks.deadline = NULL;
    b->net.options.multiple_critical_paths = false;
    b->net.tasks.levelling_delay_s = m->given;
    if (m->net.tasks.constraint) {
        uint8_t *kinds = arena_copy(m->mem, m->net.tasks.constraint, (size_t)m->net.n_tasks);
        for (int32_t i = 0; i < m->net.n_tasks; i++)
            if (kinds[i] == NET_SNLT || kinds[i] == NET_FNLT)
                kinds[i] = NET_ASAP;
        b->net.tasks.constraint = kinds;
    }
    b->p = m->p;
    b->p.net = &b->net;
    b->c = cpm_new(m->mem, &b->p);
    b->c->worktimes = m->times;
    b->c->horizon = m->horizon;
    b->c->start = m->net.options.start;
    pass_spans(b->c);
    choices_relax(b);
    pass_forward(b->c);
    pass_finish(b->c);
}

/* --- windows ---------------------------------------------------------------------------------- */

static bool counts(const struct model *m, const struct demand *d)
{
    return d->w && d->need > 0 && m->base[d->resource].axis;
}

static int compare_early(const void *a, const void *b)
{
    const struct window *x = a, *y = b;
    if (x->early != y->early)
        return x->early < y->early ? -1 : 1;
    return (x->k > y->k) - (x->k < y->k);
}

static int compare_late(const void *a, const void *b)
{
    const struct window *x = a, *y = b;
    if (x->late != y->late)
        return x->late < y->late ? -1 : 1;
    return (x->k > y->k) - (x->k < y->k);
}

static void window_fill(struct bounder *b, struct window *to, int32_t k)
{
    const struct demand *d = &b->m->demands[k];
    const instant        start = b->c->dates[b->at_of[k]].start;
    const int32_t        peak = b->m->base[d->resource].peak;
    const int64_t        begin = worktime_before(d->w, worktime_next(d->w, start));
    *to = (struct window){.early = begin + d->delay_s + d->offset_s,
                          .energy = (double)(d->units < peak ? d->units : peak) *
                                    (double)d->length_s,
                          .k = k};
}

static void windows_make(struct bounder *b)
{
    const struct model *m = b->m;
    const int32_t       n = m->demand_row[m->p.n_nodes], n_resources = m->in->n_resources;
    b->at_of = arena_array(m->mem, int32_t, n + 1);
    b->window_row = arena_array(m->mem, int32_t, n_resources + 2);
    b->windows = arena_array(m->mem, struct window, n + 1);
    b->by_late = arena_array(m->mem, struct window, n + 1);
    for (int32_t at = 0; at < m->p.n_nodes; at++) {
        const bool is_chosen = m->choice_row && m->choice_row[at] < m->choice_row[at + 1];
        for (int32_t k = m->demand_row[at]; k < m->demand_row[at + 1]; k++)
            b->at_of[k] = m->flags[at] & MODEL_MOVABLE && !is_chosen && counts(m, &m->demands[k])
                              ? at
                              : -1;
    }
    for (int32_t k = 0; k < n; k++)
        if (b->at_of[k] >= 0)
            b->window_row[m->demands[k].resource + 2]++;
    for (int32_t r = 2; r < n_resources + 2; r++)
        b->window_row[r] += b->window_row[r - 1];
    for (int32_t k = 0; k < n; k++)
        if (b->at_of[k] >= 0)
            window_fill(b, &b->windows[b->window_row[m->demands[k].resource + 1]++], k);
    for (int32_t r = 0; r < n_resources; r++)
        qsort(b->windows + b->window_row[r], (size_t)(b->window_row[r + 1] - b->window_row[r]),
              sizeof *b->windows, compare_early);
}

/* The latest end of a demand when its task finishes no later than `finish`. */
static int64_t late_of(const struct demand *d, instant finish)
{
    return worktime_before(d->w, finish) - (d->span_s - d->offset_s - d->length_s);
}

/* --- what must lie between two moments -------------------------------------------------------- */

/* Free units summed up over the axis from the begin of step `i` on. */
struct supply {
    const struct profile *p;
    int32_t               i;
    int64_t               at;
    double                sum;
};

static double supply_to(struct supply *s, int64_t until)
{
    while (s->at < until) {
        const int64_t next = s->i + 1 < s->p->n && s->p->at[s->i + 1] < until ? s->p->at[s->i + 1]
                                                                              : until;
        if (s->p->left[s->i] > 0)
            s->sum += (double)s->p->left[s->i] * (double)(next - s->at);
        s->at = next;
        if (s->i + 1 < s->p->n && s->p->at[s->i + 1] == next)
            s->i++;
    }
    return s->sum;
}

static struct supply supply_from(const struct profile *p, int64_t at)
{
    struct supply s = {.p = p, .at = at};
    while (s.i + 1 < p->n && p->at[s.i + 1] <= at)
        s.i++;
    return s;
}

/* Whether what starts at `from` or later and must end by some moment is more than there is. */
static bool is_too_much(const struct profile *p, const struct window *by_late, int32_t n,
                        int64_t from)
{
    struct supply s = supply_from(p, from);
    double        asked = 0;
    for (int32_t k = 0; k < n; k++) {
        if (by_late[k].early < from)
            continue;
        asked += by_late[k].energy;
        if (by_late[k].late < from || asked > supply_to(&s, by_late[k].late) * (1 + 1e-9) + 1)
            return true;
    }
    return false;
}

static bool resource_refutes(struct bounder *b, int32_t r)
{
    const struct model  *m = b->m;
    const struct window *windows = b->windows + b->window_row[r];
    const int32_t        n = b->window_row[r + 1] - b->window_row[r];
    for (int32_t i = 0; i < n; i++) {
        const struct demand *d = &m->demands[windows[i].k];
        const int32_t        task = m->p.nodes[b->at_of[windows[i].k]].task;
        b->by_late[i] = windows[i];
        b->by_late[i].late = late_of(d, b->c->rows[task].late_finish);
    }
    qsort(b->by_late, (size_t)n, sizeof *b->by_late, compare_late);
    const int32_t step = n > STARTS_MAX ? n / STARTS_MAX : 1;
    for (int32_t i = 0; i < n; i += step)
        if (is_too_much(&m->base[r], b->by_late, n, windows[i].early))
            return true;
    return false;
}

static bool is_refuted(struct bounder *b, instant end)
{
    b->c->finish = end;
    pass_backward(b->c);
    for (int32_t r = 0; r < b->m->in->n_resources; r++)
        if (b->window_row[r + 1] > b->window_row[r] && resource_refutes(b, r))
            return true;
    return false;
}

instant levelling_bound(struct model *m, instant until)
{
    struct bounder b = {.m = m};
    if (m->p.has_alap) /* late dates of such tasks depend on the end in other ways */
        return min_of(m->plain.finish, until);
    neutralise(&b);
    windows_make(&b);
    instant low = b.c->finish, high = until; /* low may hold; high was reached */
    if (low >= high)
        return until;
    if (!is_refuted(&b, low))
        return low;
    const int64_t exact = m->p.n_nodes > EXACT_MAX ? HOUR_S : 1;
    while (high - low > exact) {
        const instant middle = low + (high - low) / 2;
        if (is_refuted(&b, middle))
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}
