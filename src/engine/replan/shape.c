/* engine/replan/shape.c - what has another shape: tasks, links, assignments that come, go or move.
 *
 * A task is a leaf with a node, a summary, or nobody (a blank row); what it is to be follows from
 * its flags and children, and whatever it was is taken down first. Gates are made by a preparation
 * only: the first link of a summary, its last, and a summary with links that becomes a leaf or
 * moves below another gate or constraint do not fit. What is told here reads the columns as they
 * are; parents and flags as they were are kept beside.
 */
#include "engine/replan/inside.h"

#include <string.h>

enum { SHUTS = TASK_INACTIVE | TASK_EXTERNAL };

static int32_t parent_now(const struct replan *r, int32_t task)
{
    return TASK_COLUMN(r->net, parent, task, TASK_NONE);
}

static uint16_t flags_now(const struct replan *r, int32_t task)
{
    return TASK_COLUMN(r->net, flags, task, 0);
}

/* ---- nodes ------------------------------------------------------------------------------- */

/* Where the project ends is asked anew when a leaf that may decide it goes. */
static void end_watch(struct replan *r, int32_t at)
{
    const struct dates *d = &r->c->ahead[at];
    r->ends_shrink |= d->finish == r->c->finish || d->start == r->c->first;
}

static void node_reset(struct replan *r, int32_t at)
{
    const struct dates none = {INSTANT_BEFORE, INSTANT_BEFORE, INSTANT_BEYOND, INSTANT_BEYOND};
    r->c->ahead[at] = r->behind[at] = none;
    r->c->asked[at] = (struct dates){.start = INSTANT_BEFORE, .finish = INSTANT_BEFORE};
    r->c->why[at] = ~CPM_PROJECT_START;
}

/* A gate without arcs is bound by nobody and binds nobody. */
static void node_drop(struct replan *r, int32_t task)
{
    const int32_t at = r->p->place[task];
    end_watch(r, at);
    replan_node_cut(r, at);
    r->parts.end[at] = r->parts.begin[at];
    r->p->nodes[at] = (struct node){task, (uint16_t)r->c->project_slot, NODE_IN, NODE_RARE};
    r->p->place[task] = -1;
    node_reset(r, at);
    r->spare[r->n_spare++] = at;
}

/* -1: no room. A spare position keeps its place in the order; it has no arcs to mind. */
static int32_t node_make(struct replan *r, int32_t task)
{
    if (!r->n_spare && r->p->n_nodes == r->p->most.nodes)
        return -1;
    const int32_t at = r->n_spare ? r->spare[--r->n_spare] : r->p->n_nodes++;
    r->p->nodes[at] = (struct node){task, 0, NODE_LEAF, 0};
    r->p->place[task] = at;
    node_reset(r, at);
    return at;
}

static bool is_constrained(const struct replan *r, int32_t task)
{
    for (int32_t up = parent_now(r, task); up != TASK_NONE; up = parent_now(r, up))
        if (TASK_COLUMN(r->net, constraint, up, NET_ASAP) != NET_ASAP)
            return true;
    return false;
}

static bool parts_renew(struct replan *r, int32_t task)
{
    const int32_t *works = (const void *)r->works.column[0].items;
    const int32_t  at = r->p->place[task];
    r->parts.end[at] = r->parts.begin[at];
    for (int32_t k = r->works.begin[task]; k < r->works.end[task]; k++) {
        if (!prepared_drives(r->p, works[k]))
            continue;
        const int32_t slot = prepared_part_slot(r->p, works[k]);
        const int32_t part = loose_insert(&r->parts, at, r->parts.end[at]);
        if (slot < 0 || part < 0)
            return false;
        r->p->parts[part] = (struct part){works[k], (uint16_t)slot};
    }
    pass_spans_of(r->c, at);
    return true;
}

/* Calendar, parts and flags of a leaf, whose arcs stand. */
static bool leaf_renew(struct replan *r, int32_t task)
{
    const int32_t at = r->p->place[task];
    const int32_t slot = prepared_slot(r->p, TASK_COLUMN(r->net, calendar, task, CALENDAR_NONE));
    r->p->nodes[at].slot = (uint16_t)slot;
    if (!r->p->slot_used[slot] || !prepared_dates_fit(r->p, task) || !parts_renew(r, task))
        return false;
    r->p->nodes[at].flags = prepared_node_flags(r->p, at, is_constrained(r, task));
    replan_tell_all(r, at);
    return true;
}

/* ---- what a task is ---------------------------------------------------------------------- */

static enum kind kind_now(const struct replan *r, int32_t task)
{
    if (r->children.end[task] > r->children.begin[task])
        return KIND_SUMMARY;
    return flags_now(r, task) & TASK_BLANK ? KIND_NONE : KIND_LEAF;
}

/* The arcs of a leaf that comes are made when all parents are known to be as they will be. */
static bool kind_renew(struct replan *r, int32_t task)
{
    const enum kind was = (enum kind)r->kind[task], is = kind_now(r, task);
    if (was == is)
        return true;
    if (r->net->p6 || r->links.end[task] > r->links.begin[task] || r->p->in_gate[task] >= 0 ||
        r->p->out_gate[task] >= 0)
        return false;
    replan_note(r, task);
    if (was == KIND_LEAF)
        node_drop(r, task);
    r->is_ranked &= was != KIND_SUMMARY && is != KIND_SUMMARY;
    r->ends_shrink |= was == KIND_SUMMARY || is == KIND_SUMMARY;
    r->c->rows[task] = is == KIND_NONE ? pass_blank_row : (struct cpm_row){.zero = 0};
    r->c->is_done[task] = false;
    r->kind[task] = (uint8_t)is;
    if (is == KIND_SUMMARY)
        tell_sum(r, task);
    if (is != KIND_LEAF)
        return true;
    return node_make(r, task) >= 0 && replan_leaf_wire(r, task) && leaf_renew(r, task);
}

/* ---- parents ----------------------------------------------------------------------------- */

static bool child_put(struct replan *r, int32_t parent, int32_t task)
{
    const int32_t *children = r->p->children;
    int32_t        k = r->children.end[parent];
    while (k > r->children.begin[parent] && children[k - 1] > task)
        k--;
    k = loose_insert(&r->children, parent, k);
    if (k >= 0)
        r->p->children[k] = task;
    return k >= 0;
}

/* Whether a gate or a constraint of `up` decides about leaves below. */
static bool decides(const struct replan *r, int32_t up)
{
    return r->p->in_gate[up] >= 0 || r->p->out_gate[up] >= 0 ||
           TASK_COLUMN(r->net, constraint, up, NET_ASAP) != NET_ASAP;
}

/* Whether a summary can move without a look at what is below it. */
static bool summary_moves(const struct replan *r, int32_t task)
{
    bool is_free = true;
    for (int32_t up = r->parent[task]; up != TASK_NONE && is_free; up = r->parent[up])
        is_free = !decides(r, up);
    for (int32_t up = parent_now(r, task); up != TASK_NONE && is_free; up = parent_now(r, up))
        is_free = !decides(r, up);
    return is_free;
}

static bool parent_renew(struct replan *r, int32_t task)
{
    const int32_t was = r->parent[task], is = parent_now(r, task);
    if (was == is)
        return true;
    if (r->net->p6 || (r->kind[task] == KIND_SUMMARY && !summary_moves(r, task)))
        return false;
    r->is_ranked &= r->kind[task] != KIND_SUMMARY;
    r->parent[task] = is;
    if (was != TASK_NONE) {
        loose_remove(&r->children, was, loose_find(&r->children, was, task));
        tell_sum(r, was);
    }
    if (is != TASK_NONE) {
        if (!child_put(r, is, task))
            return false;
        tell_sum(r, is);
    }
    return (was == TASK_NONE || kind_renew(r, was)) && (is == TASK_NONE || kind_renew(r, is));
}

/* ---- a task ------------------------------------------------------------------------------ */

void replan_know(struct replan *r, int32_t n)
{
    for (; r->n_known < n; r->n_known++) {
        r->parent[r->n_known] = TASK_NONE;
        r->flags[r->n_known] = TASK_BLANK;
        r->c->rows[r->n_known] = pass_blank_row;
    }
}

/* Of a summary nothing may change but whether it is there. */
static bool summary_fits(const struct replan *r, int32_t task, uint16_t was)
{
    return r->links.begin[task] == r->links.end[task] && (was ^ flags_now(r, task)) == TASK_BLANK;
}

static bool leaf_follows(struct replan *r, int32_t task, bool is_moved, uint16_t was)
{
    const int32_t at = r->p->place[task];
    if ((was ^ flags_now(r, task)) & SHUTS)
        end_watch(r, at);
    if (is_moved || ((was ^ flags_now(r, task)) & SHUTS)) {
        replan_node_cut(r, at);
        if (!replan_leaf_wire(r, task))
            return false;
    }
    return leaf_renew(r, task);
}

static bool task_follows(struct replan *r, int32_t task)
{
    replan_know(r, task + 1);
    const uint16_t  was = r->flags[task], is = flags_now(r, task);
    const bool      is_moved = r->parent[task] != parent_now(r, task);
    const enum kind kind = (enum kind)r->kind[task];
    r->flags[task] = is;
    if (!parent_renew(r, task) || !kind_renew(r, task))
        return false;
    if (kind != KIND_LEAF || r->kind[task] != KIND_LEAF)
        return r->kind[task] != KIND_SUMMARY || (is_moved && was == is) ||
               (was != is && summary_fits(r, task, was));
    return leaf_follows(r, task, is_moved, was);
}

err replan_task(struct replan *r, int32_t task, bool *ret_fits)
{
    TRY(network_check_task(r->net, task));
    *ret_fits = r->net->n_tasks <= r->p->most.tasks && task_follows(r, task);
    return OK;
}

/* ---- links ------------------------------------------------------------------------------- */

static bool row_put(struct loose *l, int32_t row, int32_t v)
{
    int32_t *items = (void *)l->column[0].items;
    int32_t  k = l->end[row];
    while (k > l->begin[row] && items[k - 1] > v)
        k--;
    k = loose_insert(l, row, k);
    if (k >= 0)
        ((int32_t *)(void *)l->column[0].items)[k] = v;
    return k >= 0;
}

static void row_take(struct loose *l, int32_t row, int32_t v)
{
    const int32_t k = loose_find(l, row, v);
    if (k >= 0)
        loose_remove(l, row, k);
}

static void head_renew(struct replan *r, int32_t link)
{
    const int32_t at = r->p->place[r->net->links.succ[link]];
    if (at >= 0)
        r->p->nodes[at].flags = prepared_node_flags(r->p, at,
                                                    r->p->nodes[at].flags & NODE_CONSTRAINED);
}

/* Whether gates stay what they are: another link of the same direction holds each of them, and
 * which bounds they hand on does not change. */
static bool gates_stand(const struct replan *r, int32_t link)
{
    const int32_t  ends[] = {r->net->links.pred[link], r->net->links.succ[link]};
    const int32_t *links = (const void *)r->links.column[0].items;
    if (r->kind[ends[1]] == KIND_SUMMARY && LINK_COLUMN(r->net, type, link, NET_FS) >= NET_FF)
        return false;
    for (int i = 0; i < 2; i++) {
        bool is_held = r->kind[ends[i]] != KIND_SUMMARY;
        for (int32_t k = r->links.begin[ends[i]]; k < r->links.end[ends[i]] && !is_held; k++) {
            const int32_t other = links[k];
            is_held = other != link && prepared_link_counts(r->net, other) &&
                      (i ? r->net->links.succ : r->net->links.pred)[other] == ends[i];
        }
        if (!is_held)
            return false;
    }
    return true;
}

err replan_link_add(struct replan *r, int32_t link, bool *ret_fits)
{
    TRY(network_check_link(r->net, link));
    const int32_t pred = r->net->links.pred[link], succ = r->net->links.succ[link];
    *ret_fits = !r->net->p6 && row_put(&r->links, pred, link) && row_put(&r->links, succ, link) &&
                (!prepared_link_counts(r->net, link) ||
                 (gates_stand(r, link) && replan_link_wire(r, link)));
    if (*ret_fits)
        head_renew(r, link);
    return OK;
}

bool replan_link_cut(struct replan *r, int32_t link)
{
    const int32_t pred = r->net->links.pred[link], succ = r->net->links.succ[link];
    if (prepared_link_counts(r->net, link)) {
        if (!gates_stand(r, link))
            return false;
        replan_arc_cut(r, r->kind[pred] == KIND_SUMMARY ? r->p->out_gate[pred] : r->p->place[pred],
                       r->kind[succ] == KIND_SUMMARY ? r->p->in_gate[succ] : r->p->place[succ],
                       link);
        head_renew(r, link);
    }
    row_take(&r->links, pred, link);
    row_take(&r->links, succ, link);
    return true;
}

/* ---- assignments ------------------------------------------------------------------------- */

static bool works_follow(struct replan *r, int32_t task)
{
    return r->kind[task] != KIND_LEAF || leaf_renew(r, task);
}

err replan_assignment_add(struct replan *r, int32_t assignment, bool *ret_fits)
{
    TRY(network_check_assignment(r->net, assignment));
    const int32_t task = r->net->assignments.task[assignment];
    *ret_fits = row_put(&r->works, task, assignment) && works_follow(r, task);
    return OK;
}

bool replan_assignment_cut(struct replan *r, int32_t assignment)
{
    const int32_t task = r->net->assignments.task[assignment];
    row_take(&r->works, task, assignment);
    return works_follow(r, task);
}

/* ---- summaries by rank ------------------------------------------------------------------- */

/* Levels of all summaries, each climbed to the first that is known. */
static int32_t levels_find(const struct replan *r, int32_t *level)
{
    int32_t deepest = 0;
    for (int32_t i = 0; i < r->n_known; i++) {
        int32_t up = i, steps = 0;
        if (r->kind[i] != KIND_SUMMARY)
            continue;
        for (; up != TASK_NONE && !level[up]; up = r->parent[up])
            steps++;
        const int32_t known = up == TASK_NONE ? 0 : level[up];
        deepest = known + steps > deepest ? known + steps : deepest;
        for (up = i; up != TASK_NONE && !level[up]; up = r->parent[up])
            level[up] = known + steps--;
    }
    return deepest;
}

void replan_rank(struct replan *r)
{
    struct arena  mem = {0};
    int32_t      *level = arena_array(&mem, int32_t, r->n_known + 1);
    const int32_t deepest = levels_find(r, level);
    int32_t      *row, *items;
    for (int32_t i = 0; i < r->n_known; i++)
        level[i] = r->kind[i] == KIND_SUMMARY ? deepest - level[i] : deepest;
    order_rows(&mem, (struct order_keys){level, r->n_known, deepest + 1}, &row, &items);
    r->p->n_summaries = row[deepest];
    for (int32_t k = 0; k < r->p->n_summaries; k++) {
        r->p->summaries[k] = items[k];
        r->rank[items[k]] = k;
    }
    arena_done(&mem);
    r->is_ranked = true;
}
