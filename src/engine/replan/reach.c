/* engine/replan/reach.c - whom a change of a node's dates may change, and who need not be looked
 * at.
 *
 * A plain neighbour takes the latest of its bounds forward and the earliest backward. One arc's
 * bound that lay within the limit and still does decides nothing, so the neighbour is not marked:
 * an edit stops beside the paths that it moves, not one node behind them. The test costs no more
 * than some looks into a calendar, the node itself also asks all its other neighbours.
 *
 * Why this is right (forward; backward alike): several bounds of a node may change in one run. If
 * none of those that changed was or is the latest one, the latest is one that did not change, so
 * dates and driver stand. It is measured in working time of the neighbour, W, where its dates lie:
 * W(bound) < W(start) tells for sure that the bound is not the latest. Its own columns and arcs
 * are no matter: whoever changes those tells the node.
 *
 * Does not judge: rare nodes and lags in per cent are always marked.
 */
#include "engine/replan/inside.h"

/* Places from the end: nodes may still come. */
static int32_t from_end(const struct replan *r, int32_t i)
{
    return r->p->most.nodes - 1 - i;
}

void replan_mark_front(struct replan *r, int32_t at)
{
    marks_add(&r->front, r->place_of[at]);
    __builtin_prefetch(&r->p->nodes[at]);
    __builtin_prefetch(&r->p->pred_row[at]);
    __builtin_prefetch(&r->p->pred_end[at]);
    __builtin_prefetch(&r->c->ahead[at]);
    __builtin_prefetch(&r->c->why[at]);
}

void replan_mark_back(struct replan *r, int32_t at)
{
    marks_add(&r->back, from_end(r, r->place_of[at]));
    __builtin_prefetch(&r->c->rows[r->p->nodes[at].task]);
    __builtin_prefetch((const char *)&r->c->rows[r->p->nodes[at].task + 1] - 1);
    __builtin_prefetch(&r->p->succ_row[at]);
    __builtin_prefetch(&r->p->succ_end[at]);
    __builtin_prefetch(&r->behind[at]);
}

/* What the next node will ask for first is on its way while this one is calculated. */
int32_t replan_front_take(struct replan *r)
{
    const int32_t place = marks_take(&r->front), next = marks_first(&r->front);
    if (next >= 0) {
        const int32_t at = r->order[next];
        __builtin_prefetch(&r->p->preds[r->p->pred_row[at]]);
        __builtin_prefetch(&r->p->succ_row[at]);
        __builtin_prefetch(&r->p->succ_end[at]);
        __builtin_prefetch(&r->net->tasks.duration_s[r->p->nodes[at].task]);
    }
    return place < 0 ? -1 : r->order[place];
}

int32_t replan_back_take(struct replan *r)
{
    const int32_t place = marks_take(&r->back), next = marks_first(&r->back);
    if (next >= 0) {
        const int32_t at = r->order[from_end(r, next)];
        __builtin_prefetch(&r->p->succs[r->p->succ_row[at]]);
        __builtin_prefetch(&r->p->preds[r->p->pred_row[at]]);
        __builtin_prefetch(&r->c->ahead[at]);
        __builtin_prefetch(&r->c->why[at]);
        __builtin_prefetch(&r->net->tasks.duration_s[r->p->nodes[at].task]);
    }
    return place < 0 ? -1 : r->order[from_end(r, place)];
}

/* Its dates follow from links, duration and calendar alone; only a moment has none between them. */
static bool is_judged(const struct arc *a, struct node n, const struct dates *d)
{
    return a->kind != ARC_RARE && !(n.flags & NODE_RARE) && d->finish > d->start;
}

/* Which ends of an arc it binds. */
static bool from_start(const struct arc *a)
{
    return a->type & 1;
}

static bool to_finish(const struct arc *a)
{
    return a->type & 2;
}

/* --- forward ----------------------------------------------------------------------------------
 */

/* Over an arc from a node that moved. */
static bool reaches_front(const struct replan *r, const struct arc *a, int32_t at,
                          const struct dates *was)
{
    const struct cpm  *c = r->c;
    const struct node  n = r->p->nodes[a->node];
    const struct dates is = c->ahead[at], *succ = &c->ahead[a->node];
    if (!is_judged(a, n, succ))
        return true;
    const struct worktime *w = c->worktimes[n.slot];
    const instant          before = from_start(a) ? was->start : was->finish;
    const instant          now = from_start(a) ? is.start : is.finish;
    if (before == now)
        return false;
    const instant bound = arc_forward(c, a, at, w, max_of(before, now));
    const int64_t work = to_finish(a) ? r->net->tasks.duration_s[n.task] : 0;
    return worktime_before(w, bound) >= worktime_before(w, succ->start) + work;
}

static const int32_t *one_way(const struct loose *l)
{
    return (const void *)l->column[0].items;
}

void replan_reach_front(struct replan *r, int32_t at, const struct dates *was)
{
    for (int32_t k = r->p->succ_row[at]; k < r->p->succ_end[at]; k++)
        if (!was || reaches_front(r, &r->p->succs[k], at, was))
            replan_mark_front(r, (int32_t)r->p->succs[k].node);
    for (int32_t k = r->front_only.begin[at]; k < r->front_only.end[at]; k++)
        replan_mark_front(r, one_way(&r->front_only)[k]);
}

/* --- backward ---------------------------------------------------------------------------------
 */

struct before_now {
    const struct dates *before, *now; /* of the succ */
};

/* Whether the pred's latest dates may follow. */
static bool reaches_late(const struct replan *r, const struct arc *a, struct before_now succ,
                         const struct worktime *lag_time)
{
    const struct dates *pred = &r->behind[a->node];
    instant             before = to_finish(a) ? succ.before->late_finish : succ.before->late_start;
    instant             now = to_finish(a) ? succ.now->late_finish : succ.now->late_start;
    if (before == now)
        return false;
    const struct worktime *w = r->c->worktimes[r->p->nodes[a->node].slot];
    const instant          own = from_start(a) ? pred->late_start : pred->late_finish;
    before = arc_backward(r->c, a, (int32_t)a->node, lag_time, before);
    now = arc_backward(r->c, a, (int32_t)a->node, lag_time, now);
    return now < own || worktime_before(w, before) <= worktime_before(w, own);
}

static int64_t free_until(const struct worktime *w, instant from, instant end)
{
    return end >= INSTANT_BEYOND ? INSTANT_BEYOND : worktime_between(w, from, end);
}

/* Whether the pred's free slack may follow. */
static bool reaches_free(const struct replan *r, const struct arc *a, struct before_now succ,
                         const struct worktime *lag_time)
{
    const struct dates *pred = &r->behind[a->node];
    const instant       before = to_finish(a) ? succ.before->finish : succ.before->start;
    const instant       now = to_finish(a) ? succ.now->finish : succ.now->start;
    if (before == now)
        return false;
    const struct node      n = r->p->nodes[a->node];
    const struct worktime *w = r->c->worktimes[n.slot];
    const int64_t          free_s = r->c->rows[n.task].free_slack_s;
    const instant          end = arc_forward(r->c, a, (int32_t)a->node, lag_time,
                                    from_start(a) ? pred->start : pred->finish);
    return free_until(w, end, before) <= free_s || free_until(w, end, now) < free_s;
}

void replan_reach_back(struct replan *r, int32_t at, const struct dates *was)
{
    const struct worktime  *lag_time = r->c->worktimes[r->p->nodes[at].slot];
    const struct before_now succ = {was, &r->behind[at]};
    for (int32_t k = r->p->pred_row[at]; k < r->p->pred_end[at]; k++) {
        const struct arc *a = &r->p->preds[k];
        if (!is_judged(a, r->p->nodes[a->node], &r->behind[a->node]) ||
            reaches_late(r, a, succ, lag_time) || reaches_free(r, a, succ, lag_time))
            replan_mark_back(r, (int32_t)a->node);
    }
    for (int32_t k = r->back_only.begin[at]; k < r->back_only.end[at]; k++)
        replan_mark_back(r, one_way(&r->back_only)[k]);
}

/* --- told -------------------------------------------------------------------------------------
 */

/* Lags in per cent hang on the pred's duration, lags of work on the succ's calendar. */
void replan_tell_all(struct replan *r, int32_t at)
{
    const struct prepared *p = r->p;
    tell(r, at, TOLD_FRONT | TOLD_BACK);
    for (int32_t k = p->succ_row[at]; k < p->succ_end[at]; k++)
        if (p->succs[k].kind == ARC_RARE)
            tell(r, (int32_t)p->succs[k].node, TOLD_FRONT);
    for (int32_t k = r->front_only.begin[at]; k < r->front_only.end[at]; k++)
        tell(r, one_way(&r->front_only)[k], TOLD_FRONT);
    for (int32_t k = p->pred_row[at]; k < p->pred_end[at]; k++)
        if (p->preds[k].kind >= ARC_WORKING)
            tell(r, (int32_t)p->preds[k].node, TOLD_BACK);
    tell_sum(r, TASK_COLUMN(r->net, parent, p->nodes[at].task, TASK_NONE));
}
