/* engine/replan.c - what a change reaches, calculated again, and nothing else.
 *
 * A node is calculated by the very functions of the full passes, so the only questions are which
 * nodes and in which order. Forward: a node whose dates changed marks all that look at it; marks
 * are taken in topological order. Backward the same from the end. Then summaries, deepest first.
 *
 * The backward pass hides some dates from preds (finished tasks, gates), so the dates as the
 * forward pass left them are kept beside (cpm->ahead), and each direction works on its own.
 *
 * Invariants: between runs both arrays, all rows and the project's finish are those of a full pass
 * over the present columns (INVARIANTS.md, R1) · a node is marked in `front` or `back` while
 * something it reads has changed since it was calculated.
 */
#include "engine/replan.h"

#include "engine/marks.h"
#include "engine/pass.h"

#include <assert.h>
#include <string.h>

struct old_row {
    int32_t        task;
    struct cpm_row row;
};

/* Who looks at a node: arcs of one direction turned round. */
struct lookers {
    int32_t *row, *node;
};

struct replan {
    const struct network *net;
    struct prepared      *p;
    struct cpm           *c;
    struct dates         *behind; /* as the backward pass left them */
    struct lookers        front_of, back_of;
    struct marks          front, back, sums; /* back: n_nodes - 1 - position; sums: by rank */
    int32_t              *rank;              /* by task: of a summary, deepest first */
    int32_t              *noted;             /* by task: its place in `old` plus one, or 0 */
    struct old_row       *old;
    int32_t              *changed;
    int32_t               n_old, cap_old, limit, n_looked;
    instant               finish, first; /* of the project, before the run */
    bool                  is_known;      /* a run has ended well */
    bool                  ends_shrink;   /* what was last or first has left the end */
};

/* --- making ---------------------------------------------------------------------------------- */

static struct lookers lookers_new(struct arena *mem, const struct prepared *p, const int32_t *row,
                                  const struct arc *arcs)
{
    const int32_t  n = p->n_nodes;
    struct lookers l = {arena_array(mem, int32_t, n + 2), arena_array(mem, int32_t, row[n] + 1)};
    for (int32_t k = 0; k < row[n]; k++)
        l.row[arcs[k].node + 2]++;
    for (int32_t i = 2; i < n + 2; i++)
        l.row[i] += l.row[i - 1];
    for (int32_t at = 0; at < n; at++)
        for (int32_t k = row[at]; k < row[at + 1]; k++)
            l.node[l.row[arcs[k].node + 1]++] = at;
    return l;
}

err replan_new(struct arena *mem, const struct network *net, struct replan **ret_replan)
{
    const struct prepared *p;
    TRY(network_prepare(mem, net, &p));
    struct replan *r = arena_new(mem, struct replan);
    const int32_t  n = p->n_nodes;
    r->net = net;
    r->p = (struct prepared *)(uintptr_t)p; /* made just now, for us alone */
    r->c = cpm_new(mem, p);
    r->behind = r->c->dates;
    r->c->ahead = arena_array(mem, struct dates, n + 1);
    r->front_of = lookers_new(mem, p, p->pred_row, p->preds);
    r->back_of = lookers_new(mem, p, p->succ_row, p->succs);
    r->front = marks_new(mem, n);
    r->back = marks_new(mem, n);
    r->sums = marks_new(mem, p->n_summaries);
    r->rank = arena_array(mem, int32_t, net->n_tasks + 1);
    r->noted = arena_array(mem, int32_t, net->n_tasks + 1);
    for (int32_t i = 0; i < p->n_summaries; i++)
        r->rank[p->summaries[i]] = i;
    r->limit = n / 4 + 16;
    r->cap_old = 2 * r->limit + p->n_summaries + 4;
    r->old = arena_array(mem, struct old_row, r->cap_old);
    r->changed = arena_array(mem, int32_t, r->cap_old);
    *ret_replan = r;
    return OK;
}

/* --- marking --------------------------------------------------------------------------------- */

static void mark_back(struct replan *r, int32_t at)
{
    marks_add(&r->back, r->p->n_nodes - 1 - at);
}

static void mark_front_of(struct replan *r, int32_t at)
{
    for (int32_t k = r->front_of.row[at]; k < r->front_of.row[at + 1]; k++)
        marks_add(&r->front, r->front_of.node[k]);
}

static void mark_back_of(struct replan *r, int32_t at)
{
    for (int32_t k = r->back_of.row[at]; k < r->back_of.row[at + 1]; k++)
        mark_back(r, r->back_of.node[k]);
}

static void mark_above(struct replan *r, int32_t task)
{
    const int32_t parent = TASK_COLUMN(r->net, parent, task, TASK_NONE);
    if (parent != TASK_NONE)
        marks_add(&r->sums, r->rank[parent]);
}

/* A task told to have changed, and whoever reads its columns: lags in per cent of its duration, its
 * calendar, whether it has begun. */
static void mark_told(struct replan *r, int32_t at)
{
    marks_add(&r->front, at);
    mark_back(r, at);
    mark_front_of(r, at);
    mark_back_of(r, at);
    mark_above(r, r->p->nodes[at].task);
}

err replan_task(struct replan *r, int32_t task, bool *ret_fits)
{
    TRY(network_check_task(r->net, task));
    *ret_fits = prepared_renew_task(r->p, task);
    if (!*ret_fits)
        return OK;
    pass_spans_of(r->c, r->p->place[task]);
    mark_told(r, r->p->place[task]);
    return OK;
}

err replan_link(struct replan *r, int32_t link, bool *ret_fits)
{
    TRY(network_check_link(r->net, link));
    *ret_fits = prepared_renew_link(r->p, link);
    if (!*ret_fits)
        return OK;
    marks_add(&r->front, r->p->place[r->net->links.succ[link]]);
    mark_back(r, r->p->place[r->net->links.succ[link]]);
    mark_back(r, r->p->place[r->net->links.pred[link]]);
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
    mark_told(r, at);
    return OK;
}

/* --- rows as they were -------------------------------------------------------------------------
 */

static void note_row(struct replan *r, int32_t task)
{
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

static void forward_at(struct replan *r, int32_t at)
{
    struct cpm        *c = r->c;
    const struct node  n = r->p->nodes[at];
    const struct dates was = c->ahead[at], asked = c->asked[at];
    const int32_t      why = c->why[at];
    if (n.kind == NODE_LEAF)
        note_row(r, n.task);
    pass_forward_node(c, at);
    const struct dates *is = &c->ahead[at];
    const bool          moved = !same_ends(&was, is);
    if (moved || (n.kind == NODE_IN && c->why[at] != why)) {
        mark_front_of(r, at);
        mark_back_of(r, at);
    }
    if (moved || c->why[at] != why || !same_ends(&asked, &c->asked[at]))
        mark_back(r, at);
    if (moved && n.kind == NODE_LEAF)
        watch_ends(r, n.task, &was, is);
}

/* False: too much is reached. */
static bool forward(struct replan *r)
{
    int32_t at;
    r->c->dates = r->c->ahead;
    while (r->n_looked <= r->limit && (at = marks_take(&r->front)) >= 0) {
        r->n_looked++;
        forward_at(r, at);
    }
    r->c->dates = r->behind;
    return r->n_looked <= r->limit;
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

static void backward_at(struct replan *r, int32_t at)
{
    struct cpm          *c = r->c;
    const struct node    n = r->p->nodes[at];
    const struct dates   was = r->behind[at];
    const struct cpm_row row = c->rows[n.task];
    note_row(r, n.task);
    r->behind[at].start = c->ahead[at].start;
    r->behind[at].finish = c->ahead[at].finish;
    pass_backward_node(c, at);
    if (memcmp(&was, &r->behind[at], sizeof was) != 0)
        mark_back_of(r, at);
    if (n.kind == NODE_OUT)
        marks_add(&r->sums, r->rank[n.task]);
    else if (n.kind == NODE_LEAF && !same_row(&row, &c->rows[n.task]))
        mark_above(r, n.task);
}

static bool backward(struct replan *r)
{
    int32_t at;
    while (r->n_looked <= 2 * r->limit && (at = marks_take(&r->back)) >= 0) {
        r->n_looked++;
        backward_at(r, r->p->n_nodes - 1 - at);
    }
    return r->n_looked <= 2 * r->limit;
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
        note_row(r, task);
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

/* All late dates hang on the project's finish. */
static void run_late_whole(struct replan *r)
{
    marks_drop(r);
    r->n_looked += r->p->n_nodes;
    memcpy(r->behind, r->c->ahead, sizeof *r->behind * (size_t)r->p->n_nodes);
    pass_backward(r->c);
    pass_rollup(r->c);
}

static void tell_changed(struct replan *r, struct replan_result *ret_result)
{
    int32_t n = 0;
    for (int32_t i = 0; i < r->n_old; i++)
        if (!same_row(&r->old[i].row, &r->c->rows[r->old[i].task]))
            r->changed[n++] = r->old[i].task;
    ret_result->changed = r->changed;
    ret_result->n_changed = n;
}

/* False: only a full pass will do. */
static bool run_part(struct replan *r, struct replan_result *ret_result)
{
    struct cpm *c = r->c;
    r->finish = c->finish;
    r->first = c->first;
    c->lowest = INSTANT_BEYOND;
    c->highest = INSTANT_BEFORE;
    if (!forward(r))
        return false;
    ends_find(r);
    const bool is_whole = c->finish != r->finish;
    if (is_whole)
        run_late_whole(r);
    else if (!backward(r))
        return false;
    else
        rollup(r);
    if (pass_is_outside(c))
        return false;
    *ret_result = (struct replan_result){
        .cpm = pass_result(c), .is_whole = is_whole, .n_looked = r->n_looked};
    if (!is_whole)
        tell_changed(r, ret_result);
#ifdef ENGINE_VERIFY
    int32_t row;
    assert(cpm_verify(r->p, &ret_result->cpm, &row) == 0);
#endif
    return true;
}

err replan_run(struct replan *r, struct replan_result *ret_result)
{
    const bool can_part = r->is_known && !r->p->has_alap && !r->net->options.from_finish &&
                          !r->net->p6;
    r->n_looked = 0;
    r->ends_shrink = false;
    notes_drop(r);
    return can_part && run_part(r, ret_result) ? OK : run_whole(r, ret_result);
}
