/* engine/replan/make.c - a replan made from a prepared network.
 *
 * The preparation is done anew for it alone, and then loosened: rows of arcs, parts, children,
 * links and assignments get room (loose.h), positions get an order that may change (reorder.c), and
 * the columns that decide about the shape are kept beside as they were told last.
 */
#include "engine/replan/inside.h"

#include <string.h>

/* --- making ---------------------------------------------------------------------------------- */

/* Arcs that only the forward pass knows: into tasks that do not count, and bounds of finishes from
 * an in-gate (prepare.c). */
static bool is_front_only(const struct prepared *p, int32_t to, int32_t arc)
{
    return p->preds[arc].kind != ARC_MEMBER &&
           (task_is(p->net, p->nodes[to].task, TASK_INACTIVE | TASK_EXTERNAL) ||
            (p->pred_links[arc] == LINK_NONE && p->preds[arc].type == NET_SF));
}

/* Arcs that only the backward pass knows: from the in-gate of a manual summary. */
static bool is_back_only(const struct prepared *p, int32_t from, int32_t arc)
{
    (void)arc;
    return p->nodes[from].flags & NODE_HOLDS;
}

/* Of the arcs in rows those that are one-way, by their other end. */
struct one_way {
    const int32_t    *row;
    const struct arc *arcs;
    bool (*is)(const struct prepared *, int32_t, int32_t);
};

static struct loose one_way_new(struct arena *mem, const struct prepared *p, struct one_way w)
{
    const int32_t n = p->n_nodes;
    int32_t      *rows = arena_array(mem, int32_t, n + 2);
    for (int32_t at = 0; at < n; at++)
        for (int32_t k = w.row[at]; k < w.row[at + 1]; k++)
            rows[w.arcs[k].node + 2] += w.is(p, at, k);
    for (int32_t i = 2; i < n + 2; i++)
        rows[i] += rows[i - 1];
    int32_t *nodes = arena_array(mem, int32_t, rows[n + 1] + 1);
    for (int32_t at = 0; at < n; at++)
        for (int32_t k = w.row[at]; k < w.row[at + 1]; k++)
            if (w.is(p, at, k))
                nodes[rows[w.arcs[k].node + 1]++] = at;
    const struct loose_size size = {n, p->most.nodes, rows[n] / 2 + n / 16 + 256};
    struct loose            l = loose_new(mem, rows, size);
    loose_column(&l, mem, nodes, sizeof *nodes);
    return l;
}

/* Rows of arcs and parts, with room, in place of those of the preparation. */
static void rows_loosen(struct replan *r)
{
    struct prepared *p = r->p;
    const int32_t    n = p->n_nodes, most = p->most.nodes;
    r->front_only = one_way_new(r->mem, p, (struct one_way){p->pred_row, p->preds, is_front_only});
    r->back_only = one_way_new(r->mem, p, (struct one_way){p->succ_row, p->succs, is_back_only});
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
    r->sweep_from = p->n_nodes / 64 + 512;
    r->cap_old = r->limit + p->n_summaries + 64;
    r->old = arena_array(r->mem, struct old_row, r->cap_old);
    r->changed = arena_array(r->mem, int32_t, r->cap_old + tasks + 1);
}

/* About what it will need, as measured. */
enum { BYTES_A_TASK = 420, BYTES_A_LINK = 100 };

err replan_new_with(struct arena *mem, const struct network *net, struct network_size most,
                    struct replan **ret_replan)
{
    const struct prepared *prepared;
    arena_reserve(mem, (size_t)net->n_tasks * BYTES_A_TASK + (size_t)net->n_links * BYTES_A_LINK);
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
