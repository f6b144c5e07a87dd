/* engine/forward.c - the forward pass: early dates in topological order.
 *
 * The loop is written for the plain task - automatic, not begun, some work on one calendar, no
 * constraint - and hands every other node to forward_rare.c. A plain task: W at the latest start
 * bound, or at the latest finish bound less the duration, whichever is later; both ends follow
 * from that. A finish bound in free time stays the finish as it is.
 */
#include "engine/pass.h"

static inline __attribute__((always_inline)) struct bounds
arc_bounds(const struct cpm *c, int32_t at, const struct worktime *w)
{
    struct bounds b = {INSTANT_BEFORE, INSTANT_BEFORE, -1, -1};
    const int32_t end = c->p->pred_end[at];
    for (int32_t k = c->p->pred_row[at]; k < end; k++) {
        const struct arc   *a = &c->p->preds[k];
        const struct dates *d = &c->dates[a->node];
        const bool          from_start = a->type & 1, to_finish = a->type & 2;
        const instant       t = arc_forward(c, a, a->node, w, from_start ? d->start : d->finish);
        const instant       s = to_finish ? INSTANT_BEFORE : t, f = to_finish ? t : INSTANT_BEFORE;
        b.start_arc = s > b.start ? k : b.start_arc;
        b.start = max_of(s, b.start);
        b.finish_arc = f > b.finish ? k : b.finish_arc;
        b.finish = max_of(f, b.finish);
    }
    return b;
}

struct bounds pass_bounds(const struct cpm *c, int32_t at)
{
    return arc_bounds(c, at, c->worktimes[c->p->nodes[at].slot]);
}

/* A plain task under its bounds; *ret_from_finish: the finish bound placed it. */
static inline __attribute__((always_inline)) struct placed plain_place(const struct worktime *w,
                                                                       instant                start,
                                                                       instant finish, int64_t d,
                                                                       bool *ret_from_finish)
{
    if (w->is_continuous) { /* nothing to roll; the horizon is watched from outside */
        *ret_from_finish = finish - d > start;
        start = max_of(start, finish - d);
        return (struct placed){start, start + d};
    }
    int64_t work = worktime_before(w, start);
    *ret_from_finish = false;
    if (finish > INSTANT_BEFORE) {
        const int64_t until = worktime_before(w, finish) - d;
        *ret_from_finish = until > work;
        work = max_of(work, until);
    }
    return (struct placed){worktime_start_at(w, work),
                           max_of(worktime_finish_at(w, work + d), finish)};
}

static inline __attribute__((always_inline)) struct placed forward_plain(struct cpm *c, int32_t at,
                                                                         struct node n, int64_t d)
{
    const struct prepared *p = c->p;
    const struct worktime *w = c->worktimes[n.slot];
    const struct bounds    b = arc_bounds(c, at, w);
    bool                   from_finish;
    int32_t                arc = b.start > c->start ? b.start_arc : -1;
    const struct placed    dates = plain_place(w, max_of(b.start, c->start), b.finish, d,
                                               &from_finish);
    arc = from_finish ? b.finish_arc : arc;
    c->dates[at].start = dates.start;
    c->dates[at].finish = dates.finish;
    int32_t why = ~CPM_PROJECT_START;
    if (arc >= 0)
        why = p->pred_links[arc] >= 0 ? p->pred_links[arc] : c->why[p->preds[arc].node];
    c->why[at] = why;
    return dates;
}

static inline __attribute__((always_inline)) bool is_rare(struct node n, int64_t d)
{
    return __builtin_expect((n.flags & NODE_RARE) || d <= 0, 0);
}

static void ends_widen(struct cpm *c, instant first, instant latest)
{
    c->finish = max_of(c->finish, latest);
    c->first = min_of(c->first, first);
    c->lowest = min_of(c->lowest, first);
    c->highest = max_of(c->highest, latest);
}

void pass_forward_node(struct cpm *c, int32_t at)
{
    const struct node n = c->p->nodes[at];
    const int64_t     d = c->net->tasks.duration_s[n.task];
    if (is_rare(n, d)) {
        pass_forward_rare(c, at);
        return;
    }
    const struct placed dates = forward_plain(c, at, n, d);
    ends_widen(c, dates.start, dates.finish);
}

void pass_forward_from(struct cpm *c, int32_t place)
{
    const struct prepared *p = c->p;
    const int64_t *restrict durations = c->net->tasks.duration_s;
    instant latest = INSTANT_BEFORE, first = INSTANT_BEYOND;
    for (int32_t i = place; i < p->n_nodes; i++) {
        const int32_t     at = p->order ? p->order[i] : i;
        const struct node n = p->nodes[at];
        const int64_t     d = durations[n.task];
        if (is_rare(n, d)) {
            pass_forward_rare(c, at);
            continue;
        }
        const struct placed dates = forward_plain(c, at, n, d);
        latest = max_of(latest, dates.finish);
        first = min_of(first, dates.start);
    }
    ends_widen(c, first, latest);
}

void pass_forward(struct cpm *c)
{
    c->finish = INSTANT_BEFORE;
    c->first = INSTANT_BEYOND;
    pass_forward_from(c, 0);
}
