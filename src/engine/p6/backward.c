/* engine/p6/backward.c - late dates by the rules of P6, and as late as possible.
 *
 * Late dates begin at must-finish-by, else at the last early finish of the own project. A late
 * start that a start-to-start link sets is kept where it lies in working time, else it goes back to
 * the end before, so that a task may start late on a Friday at 17:00. As late as possible is no
 * late date: it moves early dates within the free float, from the last activity backwards.
 */
#include "engine/p6/pass.h"

static void lower_to(instant *bound, instant t)
{
    if (t != INSTANT_NONE)
        *bound = min_of(*bound, t);
}

/* Bounds by the dates of succs, early or late ones. */
static struct late_bounds bounds_of(const struct p6 *s, int32_t at, bool is_early)
{
    const struct prepared *p = s->c->p;
    struct late_bounds     b = {INSTANT_BEYOND, INSTANT_BEYOND};
    for (int32_t k = p->succ_row[at]; k < p->succ_end[at]; k++) {
        const struct arc    *a = &p->succs[k];
        const struct p6_link l = {a, at, (int32_t)a->node};
        const struct dates  *d = &s->c->dates[a->node];
        if (!p6_link_counts(s, l) || (is_early && p->nodes[a->node].kind != NODE_LEAF))
            continue;
        instant t = a->type & 2 ? d->late_finish : d->late_start;
        if (is_early)
            t = a->type & 2 ? d->finish : d->start;
        if (t >= INSTANT_BEYOND)
            continue;
        t = p6_lag_sub(s, l, t);
        if (a->type & 1)
            b.start = min_of(b.start, t);
        else
            b.finish = min_of(b.finish, t);
    }
    return b;
}

static void limit_by_constraints(const struct p6 *s, int32_t at, struct late_bounds *b)
{
    lower_to(&b->finish, p6_constraint(s, at, NET_FNLT));
    lower_to(&b->finish, p6_constraint(s, at, NET_MFO));
    lower_to(&b->finish, P6_COLUMN(s, external_finish, p6_task(s, at), INSTANT_NONE));
    if (s->nodes[at].state != P6_NOT_STARTED)
        return;
    lower_to(&b->start, p6_constraint(s, at, NET_SNLT));
    lower_to(&b->start, p6_constraint(s, at, NET_MSO));
}

/* In working time it stays, else it goes to the end before. */
static instant keep_or_prev(const struct worktime *w, instant t)
{
    return worktime_next(w, t) == t ? t : worktime_prev(w, t);
}

static struct placed place_late(const struct p6 *s, int32_t at, struct late_bounds b)
{
    const struct worktime *w = p6_time(s, at);
    const instant          moment = min_of(b.start, b.finish);
    if (s->nodes[at].state == P6_FINISHED)
        return (struct placed){moment, moment};
    if (s->nodes[at].kind >= P6_START_MILESTONE) {
        const instant t = s->nodes[at].kind == P6_START_MILESTONE ? keep_or_prev(w, moment)
                                                                  : worktime_prev(w, moment);
        return (struct placed){t, t};
    }
    struct placed late = p6_place_until(s, at, b.finish);
    if (b.start >= late.start)
        return late;
    late.start = keep_or_prev(w, b.start);
    late.finish = pass_has_parts(s->c, at)
                      ? p6_place_from(s, at, late.start).finish
                      : p6_round(worktime_add(w, late.start, s->nodes[at].remaining_s));
    return late;
}

static struct placed mandatory(const struct p6 *s, int32_t at, struct placed late)
{
    const instant start = p6_constraint(s, at, P6_MANDATORY_START);
    const instant finish = p6_constraint(s, at, P6_MANDATORY_FINISH);
    if (s->nodes[at].state != P6_NOT_STARTED)
        return late;
    if (start != INSTANT_NONE) {
        late.finish = p6_place_from(s, at, start).finish;
        late.start = start;
    }
    if (finish != INSTANT_NONE) {
        late.start = p6_place_until(s, at, finish).start;
        late.finish = finish;
    }
    return late;
}

static void backward_leaf(struct p6 *s, int32_t at)
{
    struct dates      *d = &s->c->dates[at];
    struct late_bounds b = bounds_of(s, at, false);
    const bool         is_open = b.start >= INSTANT_BEYOND && b.finish >= INSTANT_BEYOND;
    b.finish = min_of(b.finish, s->finishes[s->nodes[at].group]);
    if (is_open && s->c->net->options.multiple_critical_paths)
        b.finish = min_of(b.finish, d->finish);
    if (s->nodes[at].state != P6_FINISHED)
        limit_by_constraints(s, at, &b);
    const struct placed late = mandatory(s, at, place_late(s, at, b));
    d->late_start = late.start;
    d->late_finish = late.finish;
}

static void backward_gate(struct p6 *s, int32_t at)
{
    const struct prepared *p = s->c->p;
    struct dates          *d = &s->c->dates[at];
    d->late_start = d->late_finish = INSTANT_BEYOND;
    if (p->nodes[at].kind == NODE_OUT) {
        const struct late_bounds b = bounds_of(s, at, false);
        d->late_start = b.start;
        d->late_finish = b.finish;
        return;
    }
    for (int32_t k = p->succ_row[at]; k < p->succ_end[at]; k++) {
        const int32_t below = (int32_t)p->succs[k].node;
        if (!s->nodes[below].counts)
            continue;
        d->late_start = min_of(d->late_start, s->c->dates[below].late_start);
        d->late_finish = min_of(d->late_finish, s->c->dates[below].late_finish);
    }
}

void p6_backward(struct p6 *s)
{
    for (int32_t at = s->c->p->n_nodes - 1; at >= 0; at--) {
        if (s->c->p->nodes[at].kind != NODE_LEAF)
            backward_gate(s, at);
        else if (s->nodes[at].kind < P6_LEVEL_OF_EFFORT)
            backward_leaf(s, at);
    }
}

/* --- as late as possible ---------------------------------------------------------------------- */

static struct placed place_at_succs(const struct p6 *s, int32_t at, struct late_bounds b)
{
    const struct worktime *w = p6_time(s, at);
    const instant          moment = min_of(b.start, b.finish);
    if (s->nodes[at].kind >= P6_START_MILESTONE) {
        const instant t = s->nodes[at].kind == P6_START_MILESTONE ? worktime_next(w, moment)
                                                                  : worktime_prev(w, moment);
        return (struct placed){t, t};
    }
    return place_late(s, at, b);
}

void p6_place_late(struct p6 *s)
{
    for (int32_t at = s->c->p->n_nodes - 1; at >= 0; at--) {
        if (s->c->p->nodes[at].kind != NODE_LEAF || !s->nodes[at].counts || !p6_is_late(s, at))
            continue;
        struct late_bounds b = bounds_of(s, at, true);
        if (b.start >= INSTANT_BEYOND && b.finish >= INSTANT_BEYOND)
            b.finish = s->finishes[s->nodes[at].group];
        const struct placed late = place_at_succs(s, at, b);
        if (late.finish <= s->c->dates[at].finish)
            continue;
        s->c->dates[at].start = max_of(late.start, s->c->dates[at].start);
        s->c->dates[at].finish = late.finish;
        s->c->why[at] = ~CPM_LATE;
    }
}
