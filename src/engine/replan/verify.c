/* engine/replan/verify.c - the invariants of a replan's own structures (INVARIANTS.md, R3 to R7).
 *
 * Rows that must hold the same pairs in another grouping are compared by a sum of hashes, which
 * does not depend on the order. It changes nothing and is for tests and debug builds.
 */
#include "engine/replan/inside.h"

static uint64_t pair_hash(int32_t a, int32_t b)
{
    uint64_t x = (uint64_t)(uint32_t)a << 32 | (uint32_t)b;
    x = (x ^ (x >> 31)) * 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 29)) * 0xbf58476d1ce4e5b9u;
    return x ^ (x >> 32);
}

/* R3 */
static bool order_stands(const struct replan *r)
{
    const struct prepared *p = r->p;
    for (int32_t at = 0; at < p->n_nodes; at++) {
        if (r->place_of[at] < 0 || r->place_of[at] >= p->n_nodes || r->order[r->place_of[at]] != at)
            return false;
        for (int32_t k = p->pred_row[at]; k < p->pred_end[at]; k++)
            if (r->place_of[p->preds[k].node] >= r->place_of[at])
                return false;
        for (int32_t k = p->succ_row[at]; k < p->succ_end[at]; k++)
            if (r->place_of[p->succs[k].node] <= r->place_of[at])
                return false;
    }
    return true;
}

static uint64_t turned_hash(int32_t row, int32_t item, bool is_item_first)
{
    return is_item_first ? pair_hash(item, row) : pair_hash(row, item);
}

static uint64_t arcs_sum(const struct loose *l, int32_t n, bool is_item_first)
{
    const struct arc *arcs = (const void *)l->column[0].items;
    uint64_t          sum = 0;
    for (int32_t at = 0; at < n; at++)
        for (int32_t k = l->begin[at]; k < l->end[at]; k++)
            sum += turned_hash(at, (int32_t)arcs[k].node, is_item_first);
    return sum;
}

static uint64_t items_sum(const struct loose *l, int32_t n, bool is_item_first)
{
    const int32_t *items = (const void *)l->column[0].items;
    uint64_t       sum = 0;
    for (int32_t at = 0; at < n; at++)
        for (int32_t k = l->begin[at]; k < l->end[at]; k++)
            sum += turned_hash(at, items[k], is_item_first);
    return sum;
}

/* R4: from tail to head, what counts both ways is the same seen from either side. */
static bool lookers_stand(const struct replan *r)
{
    const int32_t n = r->p->n_nodes;
    return arcs_sum(&r->preds, n, true) - items_sum(&r->front_only, n, false) ==
           arcs_sum(&r->succs, n, false) - items_sum(&r->back_only, n, true);
}

/* R5 */
static bool rows_stand(const struct replan *r)
{
    const struct loose *by_node[] = {&r->preds, &r->succs, &r->front_only, &r->back_only,
                                     &r->parts};
    const struct loose *by_task[] = {&r->children, &r->links, &r->works};
    bool                fine = true;
    for (int i = 0; i < 5; i++)
        fine &= loose_verify(by_node[i], r->p->n_nodes);
    for (int i = 0; i < 3; i++)
        fine &= loose_verify(by_task[i], r->n_known);
    return fine;
}

/* R6 */
static bool columns_stand(const struct replan *r)
{
    const struct network *net = r->net;
    uint64_t              columns[3] = {0}, rows[3] = {0};
    for (int32_t i = 0; i < r->n_known; i++)
        if (r->parent[i] != TASK_NONE)
            columns[0] += pair_hash(i, r->parent[i]);
    for (int32_t i = 0; i < net->n_links; i++)
        if (net->links.pred[i] != TASK_NONE)
            columns[1] += pair_hash(i, net->links.pred[i]) + pair_hash(i, net->links.succ[i]);
    for (int32_t i = 0; i < net->n_assignments; i++)
        if (net->assignments.task[i] != TASK_NONE)
            columns[2] += pair_hash(i, net->assignments.task[i]);
    rows[0] = items_sum(&r->children, r->n_known, true);
    rows[1] = items_sum(&r->links, r->n_known, true);
    rows[2] = items_sum(&r->works, r->n_known, true);
    return columns[0] == rows[0] && columns[1] == rows[1] && columns[2] == rows[2];
}

/* R7 */
static bool kinds_stand(const struct replan *r)
{
    for (int32_t i = 0; i < r->n_known; i++) {
        const bool      is_summary = r->children.end[i] > r->children.begin[i];
        const bool      is_blank = r->flags[i] & TASK_BLANK;
        const enum kind is = is_summary ? KIND_SUMMARY : is_blank ? KIND_NONE : KIND_LEAF;
        if (r->kind[i] != is || (r->p->place[i] >= 0) != (is == KIND_LEAF) ||
            (is == KIND_LEAF && r->p->nodes[r->p->place[i]].task != i))
            return false;
        if (is == KIND_SUMMARY && r->is_ranked && r->parent[i] != TASK_NONE &&
            r->rank[i] >= r->rank[r->parent[i]])
            return false;
    }
    return true;
}

int replan_verify(const struct replan *r)
{
    static bool (*const rules[])(const struct replan *) = {order_stands, lookers_stand, rows_stand,
                                                           columns_stand, kinds_stand};
    for (int i = 0; i < 5; i++)
        if (!rules[i](r))
            return 3 + i;
    return 0;
}
