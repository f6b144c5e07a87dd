/* engine/backward.c - the backward pass: late dates, slack and the rows of leaves.
 *
 * Runs over the same order from its end. For a plain task one number says it all: the working
 * time at its latest finish; both late dates and total slack follow. Free slack is taken on the
 * way, because the succs' dates are at hand. Everything else goes to backward_rare.c.
 */
#include "engine/pass.h"

struct near {
    struct late_bounds late;
    instant            early;  /* nearest end of a succ over plain finish-to-start arcs */
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
    struct near   n = {{INSTANT_BEYOND, INSTANT_BEYOND}, INSTANT_BEYOND, INSTANT_BEYOND};
    const int32_t end = c->p->succ_row[at + 1];
    for (int32_t k = c->p->succ_row[at]; k < end; k++) {
        const struct arc   *a = &c->p->succs[k];
        const struct dates *d = &c->dates[a->node];
        instant             t = a->type & 2 ? d->late_finish : d->late_start;
        if (a->kind != ARC_PLAIN)
            t = arc_backward(c, a, at, c->worktimes[c->p->nodes[a->node].slot], t);
        n.late.start = min_of(n.late.start, a->type & 1 ? t : INSTANT_BEYOND);
        n.late.finish = min_of(n.late.finish, a->type & 1 ? INSTANT_BEYOND : t);
        if (a->type == NET_FS && a->kind == ARC_PLAIN)
            n.early = min_of(n.early, d->start);
        else
            n.free_s = min_of(n.free_s, free_over(c, a, at, w));
    }
    return n;
}

struct late_bounds pass_late_bounds(const struct cpm *c, int32_t at)
{
    const struct prepared *p = c->p;
    struct late_bounds     b = {INSTANT_BEYOND, INSTANT_BEYOND};
    for (int32_t k = p->succ_row[at]; k < p->succ_row[at + 1]; k++) {
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
    for (int32_t k = c->p->succ_row[at]; k < c->p->succ_row[at + 1]; k++)
        if (c->p->succs[k].kind != ARC_MEMBER)
            nearest = min_of(nearest, free_over(c, &c->p->succs[k], at, w));
    return nearest;
}

void pass_row_driver(const struct cpm *c, int32_t at, struct cpm_row *row)
{
    const int32_t why = c->why[at];
    row->driver = why >= 0 ? why : LINK_NONE;
    row->driver_kind = (uint8_t)(why >= 0 ? CPM_LINK : ~why);
}

static inline __attribute__((always_inline)) void backward_plain(struct cpm *c, int32_t at,
                                                                 struct node node, int64_t d)
{
    const struct worktime *w = c->worktimes[node.slot];
    const struct near      n = near_of(c, at, w);
    struct dates          *dates = &c->dates[at];
    struct cpm_row        *row = &c->rows[node.task];
    int64_t                work = worktime_before(w, min_of(n.late.finish, c->finish));
    if (n.late.start < INSTANT_BEYOND)
        work = min_of(work, worktime_before(w, n.late.start) + d);
    const int64_t early = worktime_before(w, dates->start) + d, slack = work - early;
    int64_t       free_s = n.free_s;
    if (n.early < INSTANT_BEYOND)
        free_s = min_of(free_s, worktime_before(w, n.early) - early);
    free_s = min_of(free_s, slack); /* no succ, or one that is held by something else */
    dates->late_finish = worktime_finish_at(w, work);
    dates->late_start = worktime_start_at(w, work - d);
    *row = (struct cpm_row){.early_start = dates->start,
                            .early_finish = dates->finish,
                            .late_start = dates->late_start,
                            .late_finish = dates->late_finish,
                            .start = dates->start,
                            .finish = dates->finish,
                            .total_slack_s = slack,
                            .free_slack_s = free_s > 0 ? free_s : 0,
                            .duration_s = d,
                            .critical = slack <= c->net->options.critical_slack_s};
    c->lowest = min_of(c->lowest, dates->late_start);
    pass_row_driver(c, at, row);
}

void pass_backward(struct cpm *c)
{
    const struct prepared *p = c->p;
    const int64_t         *durations = c->net->tasks.duration_s;
    for (int32_t at = p->n_nodes - 1; at >= 0; at--) {
        const struct node node = p->nodes[at];
        const int64_t     d = durations[node.task];
        if (__builtin_expect((node.flags & NODE_RARE) || d <= 0, 0))
            pass_backward_rare(c, at);
        else
            backward_plain(c, at, node, d);
    }
}
