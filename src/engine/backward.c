/* engine/backward.c - the backward pass: late dates, slack and the rows of leaves.
 *
 * Runs over the same order from its end. For a plain task one number says it all: the working
 * time at its latest finish; both late dates and total slack follow. Free slack is taken on the
 * way, because the succs' dates are at hand. Everything else goes to backward_rare.c.
 */
#include "engine/pass.h"

/* Bounds above are none, whatever lag was taken off. */
#define NEAR_LIMIT (INSTANT_BEYOND / 2)

/* Succs' ends as a leaf's finish and start see them; INSTANT_BEYOND or nearly: none. */
struct near {
    struct late_bounds late;
    struct late_bounds early;  /* over arcs whose lag changes nothing about the working time left */
    int64_t            free_s; /* nearest over the other arcs */
};

static inline __attribute__((always_inline)) int64_t between(const struct worktime *w, instant a,
                                                             instant b)
{
    return w ? worktime_between(w, a, b) : b - a;
}

/* One arc's free time: from the own end moved by the lag to the succ's end. */
static inline __attribute__((always_inline)) int64_t
free_over(const struct cpm *c, const struct arc *a, int32_t at, const struct worktime *w)
{
    const struct dates    *own = &c->dates[at], *succ = &c->dates[a->node];
    const struct worktime *lag_time = c->worktimes[c->p->nodes[a->node].slot];
    const instant          end = a->type & 2 ? succ->finish : succ->start;
    if (end >= INSTANT_BEYOND) /* finished */
        return INSTANT_BEYOND;
    return between(w, arc_forward(c, a, at, lag_time, a->type & 1 ? own->start : own->finish), end);
}

static inline __attribute__((always_inline)) struct near near_of(const struct cpm *c, int32_t at,
                                                                 const struct worktime *w)
{
    const instant none = INSTANT_BEYOND;
    struct near   n = {{none, none}, {none, none}, none};
    const int32_t end = c->p->succ_end[at];
    for (int32_t k = c->p->succ_row[at]; k < end; k++) {
        const struct arc   *a = &c->p->succs[k];
        const struct dates *d = &c->dates[a->node];
        instant             late = a->type & 2 ? d->late_finish : d->late_start;
        late = arc_backward(c, a, at, c->worktimes[c->p->nodes[a->node].slot], late);
        n.late.start = min_of(n.late.start, a->type & 1 ? late : none);
        n.late.finish = min_of(n.late.finish, a->type & 1 ? none : late);
        if (a->kind > ARC_ELAPSED || (a->lag_s != 0 && !w->is_continuous)) {
            n.free_s = min_of(n.free_s, free_over(c, a, at, w));
            continue;
        }
        const instant early = (a->type & 2 ? d->finish : d->start) - a->lag_s;
        n.early.start = min_of(n.early.start, a->type & 1 ? early : none);
        n.early.finish = min_of(n.early.finish, a->type & 1 ? none : early);
    }
    return n;
}

struct late_bounds pass_late_bounds(const struct cpm *c, int32_t at)
{
    const struct prepared *p = c->p;
    struct late_bounds     b = {INSTANT_BEYOND, INSTANT_BEYOND};
    for (int32_t k = p->succ_row[at]; k < p->succ_end[at]; k++) {
        const struct arc   *a = &p->succs[k];
        const struct dates *d = &c->dates[a->node];
        const instant       t = arc_backward(c, a, at, c->worktimes[p->nodes[a->node].slot],
                                       a->type & 2 ? d->late_finish : d->late_start);
        if (a->kind == ARC_MEMBER && c->dates[at].start == d->start) /* the summary's first start */
            b.start = min_of(b.start, d->late_start);
        if (a->type & 1)
            b.start = min_of(b.start, t);
        else
            b.finish = min_of(b.finish, t);
    }
    return b;
}

int64_t pass_free_time(const struct cpm *c, int32_t at, const struct worktime *w)
{
    int64_t nearest = INSTANT_BEYOND;
    for (int32_t k = c->p->succ_row[at]; k < c->p->succ_end[at]; k++)
        if (c->p->succs[k].kind != ARC_MEMBER)
            nearest = min_of(nearest, free_over(c, &c->p->succs[k], at, w));
    return nearest;
}

/* What the backward pass finds for a plain task. */
struct late {
    struct placed dates;
    int64_t       slack_s, free_s;
};

/* Round the clock: nothing to roll, every difference is working time. */
static inline __attribute__((always_inline)) struct late
late_continuous(const struct near *n, const struct dates *own, int64_t d)
{
    const instant finish = min_of(n->late.finish, n->late.start + d);
    const instant early = own->start + d;
    const int64_t free_s = min_of(n->early.finish, n->early.start + d) - early;
    return (struct late){{finish - d, finish}, finish - early, min_of(n->free_s, free_s)};
}

static inline __attribute__((always_inline)) struct late
late_rolled(const struct worktime *w, const struct near *n, const struct dates *own, int64_t d)
{
    int64_t work = worktime_before(w, n->late.finish), free_s = n->free_s;
    if (n->late.start < NEAR_LIMIT)
        work = min_of(work, worktime_before(w, n->late.start) + d);
    const int64_t early = worktime_before(w, own->start) + d;
    if (n->early.finish < NEAR_LIMIT)
        free_s = min_of(free_s, worktime_before(w, n->early.finish) - early);
    if (n->early.start < NEAR_LIMIT)
        free_s = min_of(free_s, worktime_before(w, n->early.start) + d - early);
    return (struct late){
        {worktime_start_at(w, work - d), worktime_finish_at(w, work)}, work - early, free_s};
}

static inline __attribute__((always_inline)) void backward_plain(struct cpm *c, int32_t at,
                                                                 struct node node, int64_t d)
{
    const struct worktime *w = c->worktimes[node.slot];
    struct near            n = near_of(c, at, w);
    struct dates          *dates = &c->dates[at];
    struct cpm_row        *row = &c->rows[node.task];
    n.late.finish = min_of(n.late.finish, c->finish);
    const struct late late = w->is_continuous ? late_continuous(&n, dates, d)
                                              : late_rolled(w, &n, dates, d);
    dates->late_start = row->late_start = late.dates.start;
    dates->late_finish = row->late_finish = late.dates.finish;
    row->early_start = row->start = dates->start;
    row->early_finish = row->finish = dates->finish;
    row->total_slack_s = late.slack_s;
    row->free_slack_s = max_of(min_of(late.free_s, late.slack_s), 0);
    row->duration_s = d;
    row->critical = late.slack_s <= c->net->options.critical_slack_s;
    c->lowest = min_of(c->lowest, late.dates.start);
    pass_row_driver(c, at, row);
}

static inline __attribute__((always_inline)) void backward_at(struct cpm *c, int32_t at)
{
    if (c->ahead) {
        c->dates[at].start = c->ahead[at].start;
        c->dates[at].finish = c->ahead[at].finish;
    }
    const struct node node = c->p->nodes[at];
    const int64_t     d = c->net->tasks.duration_s[node.task];
    if (__builtin_expect((node.flags & NODE_RARE) || d <= 0, 0))
        pass_backward_rare(c, at);
    else
        backward_plain(c, at, node, d);
}

void pass_backward_node(struct cpm *c, int32_t at)
{
    backward_at(c, at);
}

void pass_backward_from(struct cpm *c, int32_t place)
{
    const int32_t *order = c->p->order;
    for (int32_t i = place; i >= 0; i--)
        backward_at(c, order ? order[i] : i);
}

void pass_backward(struct cpm *c)
{
    pass_backward_from(c, c->p->n_nodes - 1);
}
