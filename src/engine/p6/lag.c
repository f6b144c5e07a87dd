/* engine/p6/lag.c - lags of the P6 profile: on which calendar they run, and how much is left.
 *
 * A lag after a date that is actual has begun to run: what passed up to the data date is taken off.
 * A lead never pulls before an actual date. Under progress override a link from unfinished work to
 * a task that has begun counts as done.
 */
#include "engine/p6/pass.h"

struct running {
    int64_t                s;
    const struct worktime *w; /* NULL: round the clock */
};

static const struct worktime *time_of_lag(const struct p6 *s, struct p6_link l)
{
    switch (s->in->lag_calendar) {
    case P6_LAG_PRED: return p6_time(s, l.pred);
    case P6_LAG_SUCC: return p6_time(s, l.succ);
    case P6_LAG_PROJECT: return s->c->worktimes[s->c->project_slot];
    case P6_LAG_ALL_DAY: return NULL;
    }
    return NULL;
}

static int64_t between(const struct worktime *w, instant a, instant b)
{
    return w ? worktime_between(w, a, b) : b - a;
}

/* When the lag began to run, if its end of the pred is actual. */
static instant actual_of(const struct p6 *s, struct p6_link l)
{
    const struct network *net = s->c->net;
    const int32_t         task = p6_task(s, l.pred);
    const bool            from_start = l.arc->type & 1;
    if (s->c->p->nodes[l.pred].kind != NODE_LEAF)
        return INSTANT_NONE;
    return from_start ? TASK_COLUMN(net, actual_start, task, INSTANT_NONE)
                      : TASK_COLUMN(net, actual_finish, task, INSTANT_NONE);
}

static struct running lag_of(const struct p6 *s, struct p6_link l)
{
    struct running r = {l.arc->lag_s, NULL};
    if (l.arc->kind == ARC_PLAIN || l.arc->kind == ARC_MEMBER)
        return (struct running){0, NULL};
    if (l.arc->kind == ARC_RARE) {
        const struct lag lag = pass_lag(s->c, l.arc, l.pred);
        r.s = lag.s;
        r.w = lag.is_elapsed ? NULL : time_of_lag(s, l);
    } else if (l.arc->kind == ARC_WORKING) {
        r.w = time_of_lag(s, l);
    }
    const instant begun = actual_of(s, l);
    if (begun != INSTANT_NONE)
        r.s = max_of(0, r.s - max_of(0, between(r.w, begun, p6_data_date(s, l.pred))));
    return r;
}

bool p6_link_counts(const struct p6 *s, struct p6_link l)
{
    const struct p6_node *pred = &s->nodes[l.pred], *succ = &s->nodes[l.succ];
    const bool            is_override = s->in->progress == P6_PROGRESS_OVERRIDE;
    if (!pred->counts || !succ->counts)
        return false;
    return !(is_override && succ->state == P6_STARTED && pred->state != P6_FINISHED &&
             s->c->p->nodes[l.pred].kind == NODE_LEAF && !(l.arc->type & 2));
}

instant p6_lag_add(const struct p6 *s, struct p6_link l, instant t)
{
    const struct running r = lag_of(s, l);
    return r.w ? worktime_add(r.w, t, r.s) : t + r.s;
}

instant p6_lag_sub(const struct p6 *s, struct p6_link l, instant t)
{
    const struct running r = lag_of(s, l);
    return r.w ? worktime_sub(r.w, t, r.s) : t - r.s;
}

/* From the early start, which for a begun pred is that of its rest; or from the actual one: what is
 * left of the lag at the data date then counts from there. */
static instant start_of(const struct p6 *s, struct p6_link l)
{
    const instant early = s->c->dates[l.pred].start;
    const bool    is_begun = s->nodes[l.pred].state == P6_STARTED;
    if (l.arc->type != NET_SS || !is_begun || !s->in->start_lag_from_actual)
        return early;
    return min_of(early, p6_data_date(s, l.pred));
}

instant p6_link_bound(const struct p6 *s, struct p6_link l)
{
    return p6_lag_add(s, l, l.arc->type & 1 ? start_of(s, l) : s->c->dates[l.pred].finish);
}
