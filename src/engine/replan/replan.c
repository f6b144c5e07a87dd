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

/* --- making ---------------------------------------------------------------------------------- */

static struct loose lookers_new(struct arena *mem, const struct prepared *p, const int32_t *row,
                                const struct arc *arcs)
{
    const int32_t n = p->n_nodes;
    int32_t      *rows = arena_array(mem, int32_t, n + 2);
    int32_t      *nodes = arena_array(mem, int32_t, row[n] + 1);
    for (int32_t k = 0; k < row[n]; k++)
        rows[arcs[k].node + 2]++;
    for (int32_t i = 2; i < n + 2; i++)
        rows[i] += rows[i - 1];
    for (int32_t at = 0; at < n; at++)
        for (int32_t k = row[at]; k < row[at + 1]; k++)
            nodes[rows[arcs[k].node + 1]++] = at;
    struct loose l = loose_new(mem, rows, (struct loose_size){n, p->most.nodes, row[n] / 2 + 256});
    loose_column(&l, mem, nodes, sizeof *nodes);
    return l;
}

/* Rows of arcs and parts, with room, in place of those of the preparation. */
static void rows_loosen(struct replan *r)
{
    struct prepared *p = r->p;
    const int32_t    n = p->n_nodes, most = p->most.nodes;
    r->front_of = lookers_new(r->mem, p, p->pred_row, p->preds);
    r->back_of = lookers_new(r->mem, p, p->succ_row, p->succs);
    r->preds = loose_new(r->mem, p->pred_row,
                         (struct loose_size){n, most, p->pred_row[n] / 2 + 256});
    p->preds = loose_column(&r->preds, r->mem, p->preds, sizeof *p->preds);
    p->pred_links = loose_column(&r->preds, r->mem, p->pred_links, sizeof *p->pred_links);
    r->succs = loose_new(r->mem, p->succ_row,
                         (struct loose_size){n, most, p->succ_row[n] / 2 + 256});
    p->succs = loose_column(&r->succs, r->mem, p->succs, sizeof *p->succs);
    r->parts = loose_new(r->mem, p->part_row,
                         (struct loose_size){n, most, p->most.parts - p->n_parts});
    p->parts = loose_column(&r->parts, r->mem, p->parts, sizeof *p->parts);
    p->pred_row = r->preds.begin;
    p->pred_end = r->preds.end;
    p->succ_row = r->succs.begin;
    p->succ_end = r->succs.end;
    p->part_row = r->parts.begin;
    p->part_end = r->parts.end;
}

/* Links by either end, or assignments by task: `ends` of each row, TASK_NONE for none. */
static struct loose rows_by_task(struct replan *r, const int32_t *const ends[2], int32_t n)
{
    const int32_t tasks = r->net->n_tasks;
    int32_t      *row = arena_array(r->mem, int32_t, tasks + 2), count = 0;
    for (int e = 0; e < 2 && ends[e]; e++)
        for (int32_t i = 0; i < n; i++)
            row[ends[e][i] + 2] += ends[e][i] != TASK_NONE;
    for (int32_t k = 2; k < tasks + 2; k++)
        row[k] += row[k - 1];
    int32_t *items = arena_array(r->mem, int32_t, row[tasks + 1] + 1);
    for (int32_t i = 0; i < n; i++)
        for (int e = 0; e < 2 && ends[e]; e++)
            if (ends[e][i] != TASK_NONE)
                items[row[ends[e][i] + 1]++] = i;
    count = row[tasks];
    struct loose l = loose_new(r->mem, row,
                               (struct loose_size){tasks, r->p->most.tasks, count / 2 + 256});
    loose_column(&l, r->mem, items, sizeof *items);
    return l;
}

static void *copied(struct arena *mem, const void *from, int32_t n, int32_t most, size_t size)
{
    char *to = arena_alloc(mem, size * (size_t)(most + 1));
    if (n)
        memcpy(to, from, size * (size_t)n);
    return to;
}

static void outline_loosen(struct replan *r)
{
    struct prepared *p = r->p;
    const int32_t    n = r->net->n_tasks, most = p->most.tasks;
    r->children = loose_new(r->mem, p->child_row, (struct loose_size){n, most, n / 4 + 256});
    p->children = loose_column(&r->children, r->mem, p->children, sizeof *p->children);
    p->child_row = r->children.begin;
    p->child_end = r->children.end;
    p->summaries = copied(r->mem, p->summaries, p->n_summaries, most, sizeof *p->summaries);
    r->parent = arena_array(r->mem, int32_t, most + 1);
    r->flags = arena_array(r->mem, uint16_t, most + 1);
    r->kind = arena_array(r->mem, uint8_t, most + 1);
    r->n_known = n;
    for (int32_t i = 0; i < n; i++) {
        r->parent[i] = TASK_COLUMN(r->net, parent, i, TASK_NONE);
        r->flags[i] = TASK_COLUMN(r->net, flags, i, 0);
        r->kind[i] = p->place[i] >= 0                    ? KIND_LEAF
                     : p->child_end[i] > p->child_row[i] ? KIND_SUMMARY
                                                         : KIND_NONE;
    }
    int32_t **where[] = {&p->place, &p->in_gate, &p->out_gate};
    for (int k = 0; k < 3; k++) {
        *where[k] = copied(r->mem, *where[k], n, most, sizeof **where[k]);
        for (int32_t i = n; i <= most; i++)
            (*where[k])[i] = -1;
    }
}

static void order_loosen(struct replan *r)
{
    const int32_t most = r->p->most.nodes;
    r->order = arena_array(r->mem, int32_t, most + 1);
    r->place_of = arena_array(r->mem, int32_t, most + 1);
    r->spare = arena_array(r->mem, int32_t, most + 1);
    for (int32_t i = 0; i < most; i++)
        r->order[i] = r->place_of[i] = i;
    r->p->order = r->order;
    r->p->nodes = copied(r->mem, r->p->nodes, r->p->n_nodes, most, sizeof *r->p->nodes);
    r->visits = (struct visits){.stamp = arena_array(r->mem, uint32_t, most + 1),
                                .before = arena_array(r->mem, int32_t, most + 1),
                                .behind = arena_array(r->mem, int32_t, most + 1),
                                .places = arena_array(r->mem, int32_t, 2 * (size_t)most + 1)};
}

static void lists_make(struct replan *r)
{
    const struct prepared *p = r->p;
    const int32_t          nodes = p->most.nodes, tasks = p->most.tasks;
    r->front = marks_new(r->mem, nodes);
    r->back = marks_new(r->mem, nodes);
    r->sums = marks_new(r->mem, tasks);
    r->told = arena_array(r->mem, uint8_t, nodes + 1);
    r->told_list = arena_array(r->mem, int32_t, nodes + 1);
    r->told_sum = arena_array(r->mem, bool, tasks + 1);
    r->told_sums = arena_array(r->mem, int32_t, tasks + 1);
    r->rank = arena_array(r->mem, int32_t, tasks + 1);
    r->noted = arena_array(r->mem, int32_t, tasks + 1);
    for (int32_t i = 0; i < p->n_summaries; i++)
        r->rank[p->summaries[i]] = i;
    r->is_ranked = true;
    r->limit = p->n_nodes / 4 + 16;
    r->cap_old = 2 * r->limit + p->n_summaries + 64;
    r->old = arena_array(r->mem, struct old_row, r->cap_old);
    r->changed = arena_array(r->mem, int32_t, r->cap_old);
}

err replan_new_with(struct arena *mem, const struct network *net, struct network_size most,
                    struct replan **ret_replan)
{
    const struct prepared *prepared;
    TRY(network_prepare(mem, net, &prepared));
    struct replan   *r = arena_new(mem, struct replan);
    struct prepared *p = (struct prepared *)(uintptr_t)prepared; /* made just now, for us alone */
    const int32_t    fresh = most.tasks > net->n_tasks ? most.tasks - net->n_tasks : 0;
    p->most.tasks = net->n_tasks + fresh;
    p->most.nodes = p->n_nodes + fresh + 16;
    p->most.parts = p->n_parts + p->n_parts / 2 + 256;
    r->net = net;
    r->p = p;
    r->mem = mem;
    r->c = cpm_new(mem, p);
    r->behind = r->c->dates;
    r->c->ahead = arena_array(mem, struct dates, p->most.nodes + 1);
    r->links = rows_by_task(r, (const int32_t *const[]){net->links.pred, net->links.succ},
                            net->n_links);
    r->works = rows_by_task(r, (const int32_t *const[]){net->assignments.task, NULL},
                            net->n_assignments);
    rows_loosen(r);
    outline_loosen(r);
    order_loosen(r);
    lists_make(r);
    *ret_replan = r;
    return OK;
}

err replan_new(struct arena *mem, const struct network *net, struct replan **ret_replan)
{
    const struct network_size most = {.tasks = net->n_tasks};
    return replan_new_with(mem, net, most, ret_replan);
}

/* --- told, and marked ------------------------------------------------------------------------ */

/* Places from the end: nodes may still come. */
static int32_t from_end(const struct replan *r, int32_t i)
{
    return r->p->most.nodes - 1 - i;
}

static void mark_front(struct replan *r, int32_t at)
{
    marks_add(&r->front, r->place_of[at]);
}

static void mark_back(struct replan *r, int32_t at)
{
    marks_add(&r->back, from_end(r, r->place_of[at]));
}

static const int32_t *lookers(const struct loose *l)
{
    return (const void *)l->column[0].items;
}

static void mark_front_of(struct replan *r, int32_t at)
{
    for (int32_t k = r->front_of.begin[at]; k < r->front_of.end[at]; k++)
        mark_front(r, lookers(&r->front_of)[k]);
}

static void mark_back_of(struct replan *r, int32_t at)
{
    for (int32_t k = r->back_of.begin[at]; k < r->back_of.end[at]; k++)
        mark_back(r, lookers(&r->back_of)[k]);
}

static void mark_above(struct replan *r, int32_t task)
{
    const int32_t parent = TASK_COLUMN(r->net, parent, task, TASK_NONE);
    if (parent != TASK_NONE)
        marks_add(&r->sums, r->rank[parent]);
}

/* Whoever reads its columns: lags in per cent of its duration, its calendar, whether it has begun.
 */
void replan_tell_all(struct replan *r, int32_t at)
{
    tell(r, at, TOLD_FRONT | TOLD_BACK);
    for (int32_t k = r->front_of.begin[at]; k < r->front_of.end[at]; k++)
        tell(r, lookers(&r->front_of)[k], TOLD_FRONT);
    for (int32_t k = r->back_of.begin[at]; k < r->back_of.end[at]; k++)
        tell(r, lookers(&r->back_of)[k], TOLD_BACK);
    tell_sum(r, TASK_COLUMN(r->net, parent, r->p->nodes[at].task, TASK_NONE));
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
            mark_front(r, at);
        if (r->told[at] & TOLD_BACK)
            mark_back(r, at);
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

static void forward_at(struct replan *r, int32_t at)
{
    struct cpm        *c = r->c;
    const struct node  n = r->p->nodes[at];
    const struct dates was = c->ahead[at], asked = c->asked[at];
    const int32_t      why = c->why[at];
    if (n.kind == NODE_LEAF)
        replan_note(r, n.task);
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
        forward_at(r, r->order[at]);
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
    replan_note(r, n.task);
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
        backward_at(r, r->order[from_end(r, at)]);
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
    told_mark(r);
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
    r->n_looked = 0;
    replan_know(r, r->net->n_tasks);
    if (!r->is_ranked)
        replan_rank(r);
    const err e = can_part && run_part(r, ret_result) ? OK : run_whole(r, ret_result);
    told_drop(r);
    notes_drop(r);
    r->ends_shrink = r->is_whole_needed = false;
    return e;
}
