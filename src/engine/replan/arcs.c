/* engine/replan/arcs.c - arcs that come and go between the nodes of a replan.
 *
 * An arc stands among the preds of its head and the succs of its tail; one that counts in one pass
 * only stands in one of these rows, and the other end keeps a note of it (front_only, back_only).
 * Preds keep the order of a preparation, links by index and then gates, because of equal bounds the
 * first is the driver. The order of the other rows decides nothing.
 */
#include "engine/replan/inside.h"

/* Behind the links of lower index, before the gates; behind all for a gate. */
static int32_t pred_place(const struct replan *r, int32_t to, int32_t link)
{
    int32_t k = r->p->pred_end[to];
    while (k > r->p->pred_row[to] && link != LINK_NONE &&
           (r->p->pred_links[k - 1] == LINK_NONE || r->p->pred_links[k - 1] > link))
        k--;
    return k;
}

static bool look_add(struct loose *l, int32_t row, int32_t at)
{
    const int32_t k = loose_insert(l, row, l->end[row]);
    if (k >= 0)
        ((int32_t *)(void *)l->column[0].items)[k] = at;
    return k >= 0;
}

static bool forward_put(struct replan *r, const struct raw_arc *a)
{
    const int32_t k = loose_insert(&r->preds, a->to, pred_place(r, a->to, a->link));
    if (k < 0 || (!a->is_backward && !look_add(&r->front_only, a->from, a->to)))
        return false;
    r->p->preds[k] = prepared_arc(a, a->from);
    r->p->pred_links[k] = a->link;
    tell(r, a->to, TOLD_FRONT);
    return true;
}

static bool backward_put(struct replan *r, const struct raw_arc *a)
{
    const int32_t k = loose_insert(&r->succs, a->from, r->p->succ_end[a->from]);
    if (k < 0 || (!a->is_forward && !look_add(&r->back_only, a->to, a->from)))
        return false;
    r->p->succs[k] = prepared_arc(a, a->to);
    tell(r, a->from, TOLD_BACK);
    tell(r, a->to, TOLD_BACK);
    return true;
}

bool replan_arc_put(struct replan *r, struct raw_arc a)
{
    const uint8_t lagged = a.kind >= ARC_ELAPSED ? NODE_LAGGED : 0;
    r->p->nodes[a.from].flags |= lagged;
    r->p->nodes[a.to].flags |= lagged;
    return replan_order(r, a.from, a.to) && (!a.is_forward || forward_put(r, &a)) &&
           (!a.is_backward || backward_put(r, &a));
}

/* ---- going ------------------------------------------------------------------------------- */

static void look_cut(struct loose *l, int32_t row, int32_t at)
{
    const int32_t k = loose_find(l, row, at);
    if (k >= 0)
        loose_remove(l, row, k);
}

/* One arc with that node out of a row of arcs, of equal ones any; from the other row, or where the
 * other end notes it. */
static void arc_with_cut(struct loose *l, int32_t row, int32_t node, struct loose *else_from)
{
    const struct arc *arcs = (const void *)l->column[0].items;
    int32_t           k = l->begin[row];
    while (k < l->end[row] && (int32_t)arcs[k].node != node)
        k++;
    if (k < l->end[row])
        loose_remove(l, row, k);
    else
        look_cut(else_from, row, node);
}

static bool succ_cut(struct replan *r, int32_t from, struct arc like)
{
    for (int32_t k = r->p->succ_row[from]; k < r->p->succ_end[from]; k++) {
        const struct arc *a = &r->p->succs[k];
        if (a->node != like.node || a->type != like.type || a->kind != like.kind ||
            a->lag_s != like.lag_s)
            continue;
        loose_remove(&r->succs, from, k);
        return true;
    }
    return false;
}

void replan_arc_cut(struct replan *r, int32_t from, int32_t to, int32_t link)
{
    int32_t k = r->p->pred_row[to];
    while (k < r->p->pred_end[to] && r->p->pred_links[k] != link)
        k++;
    if (k == r->p->pred_end[to])
        return;
    struct arc like = r->p->preds[k];
    like.node = (uint32_t)to & NODES_MAX;
    loose_remove(&r->preds, to, k);
    if (!succ_cut(r, from, like))
        look_cut(&r->front_only, from, to);
    tell(r, to, TOLD_FRONT | TOLD_BACK);
    tell(r, from, TOLD_BACK);
}

static void row_clear(struct loose *l, int32_t row)
{
    l->end[row] = l->begin[row];
}

void replan_node_cut(struct replan *r, int32_t at)
{
    struct prepared *p = r->p;
    const int32_t   *fronts = (const void *)r->front_only.column[0].items;
    const int32_t   *backs = (const void *)r->back_only.column[0].items;
    for (int32_t k = p->pred_row[at]; k < p->pred_end[at]; k++) {
        arc_with_cut(&r->succs, (int32_t)p->preds[k].node, at, &r->front_only);
        tell(r, (int32_t)p->preds[k].node, TOLD_BACK);
    }
    for (int32_t k = r->back_only.begin[at]; k < r->back_only.end[at]; k++) {
        arc_with_cut(&r->succs, backs[k], at, &r->front_only);
        tell(r, backs[k], TOLD_BACK);
    }
    for (int32_t k = p->succ_row[at]; k < p->succ_end[at]; k++) {
        arc_with_cut(&r->preds, (int32_t)p->succs[k].node, at, &r->back_only);
        tell(r, (int32_t)p->succs[k].node, TOLD_FRONT | TOLD_BACK);
    }
    for (int32_t k = r->front_only.begin[at]; k < r->front_only.end[at]; k++) {
        arc_with_cut(&r->preds, fronts[k], at, &r->back_only);
        tell(r, fronts[k], TOLD_FRONT | TOLD_BACK);
    }
    row_clear(&r->preds, at);
    row_clear(&r->succs, at);
    row_clear(&r->front_only, at);
    row_clear(&r->back_only, at);
}

/* ---- gates above a leaf --------------------------------------------------------------------- */

static int32_t parent_of(const struct replan *r, int32_t task)
{
    return TASK_COLUMN(r->net, parent, task, TASK_NONE);
}

/* As prepare.c does it: manual summaries only look back, the first other one pushes. */
static bool in_gates_wire(struct replan *r, int32_t task, int32_t at)
{
    const bool counts = !task_is(r->net, task, TASK_INACTIVE | TASK_EXTERNAL);
    bool       fits = true;
    for (int32_t up = parent_of(r, task); up != TASK_NONE && fits; up = parent_of(r, up)) {
        const int32_t gate = r->p->in_gate[up];
        const bool    pushes = !task_is(r->net, up, TASK_MANUAL);
        if (gate < 0)
            continue;
        struct raw_arc arc = {gate, at, LINK_NONE, 0, NET_FS, ARC_PLAIN, pushes, counts};
        fits = replan_arc_put(r, arc);
        if (!pushes)
            continue;
        arc.type = NET_SF;
        arc.is_backward = false;
        return fits && (!r->p->has_finish_gates || replan_arc_put(r, arc));
    }
    return fits;
}

static bool out_gate_wire(struct replan *r, int32_t task, int32_t at)
{
    int32_t up = parent_of(r, task);
    while (up != TASK_NONE && r->p->out_gate[up] < 0)
        up = parent_of(r, up);
    if (up == TASK_NONE || task_is(r->net, task, TASK_INACTIVE | TASK_EXTERNAL))
        return true;
    return replan_arc_put(r, (struct raw_arc){.from = at,
                                              .to = r->p->out_gate[up],
                                              .link = LINK_NONE,
                                              .type = NET_FF,
                                              .kind = ARC_MEMBER,
                                              .is_forward = true,
                                              .is_backward = true});
}

/* ---- all of a leaf -------------------------------------------------------------------------- */

bool replan_link_wire(struct replan *r, int32_t link)
{
    struct raw_arc arc = prepared_raw_arc(r->net, link);
    const int32_t  pred = arc.from, succ = arc.to;
    if (!prepared_link_counts(r->net, link))
        return true;
    arc.from = r->kind[pred] == KIND_SUMMARY ? r->p->out_gate[pred] : r->p->place[pred];
    arc.to = r->kind[succ] == KIND_SUMMARY ? r->p->in_gate[succ] : r->p->place[succ];
    return arc.from >= 0 && arc.to >= 0 && replan_arc_put(r, arc);
}

bool replan_leaf_wire(struct replan *r, int32_t task)
{
    const int32_t  at = r->p->place[task];
    const int32_t *links = (const void *)r->links.column[0].items;
    bool           fits = in_gates_wire(r, task, at) && out_gate_wire(r, task, at);
    for (int32_t k = r->links.begin[task]; k < r->links.end[task] && fits; k++)
        fits = replan_link_wire(r, links[k]);
    return fits;
}
