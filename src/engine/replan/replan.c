/* engine/replan/replan.c - what a change reaches, calculated again, and nothing else.
 *
 * A node is calculated by the very functions of the full passes, so the only questions are which
 * nodes and in which order. Forward: a node whose dates changed marks all that look at it; marks
 * are taken in topological order. Backward the same from the end. Then summaries, deepest first.
 *
 * The backward pass hides some dates from preds (finished tasks, gates), so the dates as the
 * forward pass left them are kept beside (cpm->ahead), and each direction works on its own.
 *
 * Between runs it is told what changed: positions and summaries go on lists, because their places
 * in the order may still change (replan/). A run makes marks of them.
 *
 * Invariants: between runs both arrays, all rows and the project's finish are those of a full pass
 * over the present columns (INVARIANTS.md, R1) · a node is told, or marked in `front` or `back`,
 * while something it reads has changed since it was calculated.
 */
#include "engine/replan.h"

#include "engine/replan/inside.h"

#include <assert.h>
#include <string.h>

/* --- told ------------------------------------------------------------------------------------- */

static void mark_above(struct replan *r, int32_t task)
{
    const int32_t parent = TASK_COLUMN(r->net, parent, task, TASK_NONE);
    if (parent != TASK_NONE)
        marks_add(&r->sums, r->rank[parent]);
}

static void told_drop(struct replan *r)
{
    for (int32_t i = 0; i < r->n_told; i++)
        r->told[r->told_list[i]] = 0;
    for (int32_t i = 0; i < r->n_told_sums; i++)
        r->told_sum[r->told_sums[i]] = false;
    r->n_told = r->n_told_sums = 0;
}

static void told_mark(struct replan *r)
{
    for (int32_t i = 0; i < r->n_told; i++) {
        const int32_t at = r->told_list[i];
        if (r->told[at] & TOLD_FRONT)
            replan_mark_front(r, at);
        if (r->told[at] & TOLD_BACK)
            replan_mark_back(r, at);
    }
    for (int32_t i = 0; i < r->n_told_sums; i++)
        if (r->kind[r->told_sums[i]] == KIND_SUMMARY)
            marks_add(&r->sums, r->rank[r->told_sums[i]]);
}

err replan_link(struct replan *r, int32_t link, bool *ret_fits)
{
    TRY(network_check_link(r->net, link));
    *ret_fits = r->net->links.pred[link] != TASK_NONE && prepared_renew_link(r->p, link);
    if (!*ret_fits)
        return OK;
    tell(r, r->p->place[r->net->links.succ[link]], TOLD_FRONT | TOLD_BACK);
    tell(r, r->p->place[r->net->links.pred[link]], TOLD_BACK);
    return OK;
}

err replan_assignment(struct replan *r, int32_t assignment, bool *ret_fits)
{
    TRY(network_check_assignment(r->net, assignment));
    const int32_t at = r->p->place[r->net->assignments.task[assignment]];
    *ret_fits = true;
    if (at < 0) /* of a summary: drives nothing */
        return OK;
    pass_spans_of(r->c, at);
    replan_tell_all(r, at);
    return OK;
}

/* --- rows as they were -------------------------------------------------------------------------
 */

void replan_note(struct replan *r, int32_t task)
{
    r->is_whole_needed |= r->n_old == r->cap_old;
    if (r->noted[task] || r->n_old == r->cap_old)
        return;
    r->old[r->n_old++] = (struct old_row){task, r->c->rows[task]};
    r->noted[task] = r->n_old;
}

static void notes_drop(struct replan *r)
{
    for (int32_t i = 0; i < r->n_old; i++)
        r->noted[r->old[i].task] = 0;
    r->n_old = 0;
}

/* --- forward -----------------------------------------------------------------------------------
 */

static bool same_ends(const struct dates *a, const struct dates *b)
{
    return a->start == b->start && a->finish == b->finish;
}

/* Whether the project may end earlier or begin later, now that this leaf does. */
static void watch_ends(struct replan *r, int32_t task, const struct dates *was,
                       const struct dates *is)
{
    if (task_is(r->net, task, TASK_INACTIVE | TASK_EXTERNAL))
        return;
    r->ends_shrink |= (was->finish == r->finish && is->finish < was->finish) ||
                      (was->start == r->first && is->start > was->start);
}

static void forward_rare_at(struct replan *r, int32_t at)
{
    struct cpm        *c = r->c;
    const struct node  n = r->p->nodes[at];
    const struct dates was = c->ahead[at], asked = c->asked[at];
    const int32_t      why = c->why[at];
    if (n.kind == NODE_LEAF)
        replan_note(r, n.task);
    pass_forward_node(c, at);
    const bool moved = !same_ends(&was, &c->ahead[at]);
    if (n.kind == NODE_IN && c->why[at] != why) /* its leaves are driven by what drives it */
        replan_reach_front(r, at, NULL);
    else if (moved)
        replan_reach_front(r, at, &was);
    if (moved || c->why[at] != why || !same_ends(&asked, &c->asked[at]))
        replan_mark_back(r, at);
    if (moved && n.kind == NODE_LEAF)
        watch_ends(r, n.task, &was, &c->ahead[at]);
}

static void forward_plain_at(struct replan *r, int32_t at, int32_t task)
{
    struct cpm        *c = r->c;
    const struct dates was = c->ahead[at];
    const int32_t      why = c->why[at];
    pass_forward_node(c, at);
    const bool moved = !same_ends(&was, &c->ahead[at]);
    if (moved || c->why[at] != why)
        replan_mark_back(r, at);
    if (!moved)
        return;
    replan_reach_front(r, at, &was);
    watch_ends(r, task, &was, &c->ahead[at]);
}

static void forward_at(struct replan *r, int32_t at)
{
    const struct node n = r->p->nodes[at];
    if ((n.flags & NODE_RARE) || r->net->tasks.duration_s[n.task] <= 0)
        forward_rare_at(r, at);
    else
        forward_plain_at(r, at, n.task);
}

/* True: all from some place on was calculated. */
static bool forward(struct replan *r)
{
    bool    is_swept = false;
    int32_t at;
    r->c->dates = r->c->ahead;
    while (!is_swept && (at = replan_front_take(r)) >= 0) {
        r->n_looked++;
        is_swept = r->n_looked > r->sweep_from;
        if (is_swept)
            pass_forward_from(r->c, r->place_of[at]);
        else
            forward_at(r, at);
    }
    r->c->dates = r->behind;
    r->ends_shrink |= is_swept;
    return is_swept;
}

static void ends_find(struct replan *r)
{
    struct cpm *c = r->c;
    if (!r->ends_shrink)
        return;
    c->finish = INSTANT_BEFORE;
    c->first = INSTANT_BEYOND;
    for (int32_t at = 0; at < r->p->n_nodes; at++) {
        const struct node n = r->p->nodes[at];
        if (n.kind != NODE_LEAF || task_is(r->net, n.task, TASK_INACTIVE | TASK_EXTERNAL))
            continue;
        c->finish = max_of(c->finish, c->ahead[at].finish);
        c->first = min_of(c->first, c->ahead[at].start);
    }
    pass_finish(c);
}

/* --- backward ----------------------------------------------------------------------------------
 */

static bool same_row(const struct cpm_row *a, const struct cpm_row *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

static bool same_dates(const struct dates *a, const struct dates *b)
{
    return same_ends(a, b) && a->late_start == b->late_start && a->late_finish == b->late_finish;
}

static void change_tell(struct replan *r, int32_t task)
{
    if (!r->noted[task]) /* else it is compared with what was noted, in the end */
        r->changed[r->n_changed++] = task;
}

static void backward_at(struct replan *r, int32_t at)
{
    struct cpm          *c = r->c;
    const struct node    n = r->p->nodes[at];
    const struct dates   was = r->behind[at];
    const struct cpm_row row = c->rows[n.task];
    if (n.kind == NODE_OUT)
        replan_note(r, n.task);
    pass_backward_node(c, at);
    if (!same_dates(&was, &r->behind[at]))
        replan_reach_back(r, at, &was);
    if (n.kind == NODE_OUT)
        marks_add(&r->sums, r->rank[n.task]);
    else if (n.kind == NODE_LEAF && !same_row(&row, &c->rows[n.task])) {
        change_tell(r, n.task);
        mark_above(r, n.task);
    }
}

/* True: all back from some place was calculated. */
static bool backward(struct replan *r)
{
    const int32_t ahead = r->n_looked;
    int32_t       at;
    while ((at = replan_back_take(r)) >= 0) {
        r->n_looked++;
        if (r->n_looked - ahead > r->sweep_from) {
            pass_backward_from(r->c, r->place_of[at]);
            return true;
        }
        backward_at(r, at);
    }
    return false;
}

/* The free slack over its own links is asked for anew: its row holds what became of it. */
static void rollup(struct replan *r)
{
    struct cpm *c = r->c;
    int32_t     rank;
    while ((rank = marks_take(&r->sums)) >= 0) {
        const int32_t        task = r->p->summaries[rank];
        const struct cpm_row row = c->rows[task];
        const bool           is_done = c->is_done[task];
        replan_note(r, task);
        if (r->p->out_gate[task] >= 0)
            pass_backward_node(c, r->p->out_gate[task]);
        pass_summary(c, task);
        if (!same_row(&row, &c->rows[task]) || is_done != c->is_done[task])
            mark_above(r, task);
    }
}

/* --- runs --------------------------------------------------------------------------------------
 */

static void marks_drop(struct replan *r)
{
    while (marks_take(&r->front) >= 0) {
    }
    while (marks_take(&r->back) >= 0) {
    }
    while (marks_take(&r->sums) >= 0) {
    }
}

static err run_whole(struct replan *r, struct replan_result *ret_result)
{
    struct cpm_result all;
    marks_drop(r);
    r->is_known = false;
    TRY(cpm_pass(r->c, &all));
    r->is_known = true;
    *ret_result = (struct replan_result){
        .cpm = all, .is_whole = true, .n_looked = 2 * r->p->n_nodes + r->n_looked};
    return OK;
}

/* Late dates: all of them when the project's finish moved or too much else did. True: any row may
 * be another one. */
static bool run_late(struct replan *r, bool is_whole)
{
    if (is_whole) {
        r->n_looked += r->p->n_nodes;
        pass_backward(r->c);
    }
    if (is_whole || backward(r)) {
        marks_drop(r);
        pass_rollup(r->c);
        return true;
    }
    rollup(r);
    return false;
}

static void tell_changed(struct replan *r, struct replan_result *ret_result)
{
    for (int32_t i = 0; i < r->n_old; i++)
        if (!same_row(&r->old[i].row, &r->c->rows[r->old[i].task]))
            r->changed[r->n_changed++] = r->old[i].task;
    ret_result->changed = r->changed;
    ret_result->n_changed = r->n_changed;
}

/* False: only a full pass will do. */
static bool run_part(struct replan *r, struct replan_result *ret_result)
{
    struct cpm *c = r->c;
    r->finish = c->finish;
    r->first = c->first;
    c->lowest = INSTANT_BEYOND;
    c->highest = INSTANT_BEFORE;
    told_mark(r);
    const bool is_swept = forward(r);
    ends_find(r);
    const bool is_whole = run_late(r, is_swept || c->finish != r->finish);
    if (pass_is_outside(c) || (r->is_whole_needed && !is_whole))
        return false;
    *ret_result = (struct replan_result){
        .cpm = pass_result(c), .is_whole = is_whole, .n_looked = r->n_looked};
    if (!is_whole)
        tell_changed(r, ret_result);
#ifdef ENGINE_VERIFY
    int32_t row;
    assert(cpm_verify(r->p, &ret_result->cpm, &row) == 0);
    assert(replan_verify(r) == 0);
#endif
    return true;
}

err replan_run(struct replan *r, struct replan_result *ret_result)
{
    const bool can_part = r->is_known && !r->is_whole_needed && !r->p->has_alap &&
                          !r->net->options.from_finish && !r->net->p6;
    r->n_looked = r->n_changed = 0;
    replan_know(r, r->net->n_tasks);
    if (!r->is_ranked)
        replan_rank(r);
    const err e = can_part && run_part(r, ret_result) ? OK : run_whole(r, ret_result);
    told_drop(r);
    notes_drop(r);
    r->ends_shrink = r->is_whole_needed = false;
    return e;
}
