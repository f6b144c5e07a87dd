/* engine/prepare.c - from columns to nodes and arcs in topological order.
 *
 * Steps: check; outline (children, summaries deepest first); gates for summaries with links; raw
 * arcs; order; arcs by position; calendars and driving parts (prepare_time.c).
 *
 * A link to a summary becomes an arc to its in-gate, and the in-gate has arcs to each leaf or
 * in-gate whose nearest gated ancestor it is; out-gates the other way round. Below a manual
 * summary the in-gate only looks back: links to it do not push its leaves, but their late dates
 * bind the preds.
 */
#include "engine/prepare.h"

#include "engine/prepare_time.h"
#include "engine/replan/row.h"

#include <stdlib.h>

struct builder {
    struct arena         *mem;
    const struct network *net;
    struct prepared      *p;
    struct raw_graph      g;
    int32_t              *raw_in, *raw_out; /* of a summary: raw node of its gate, or -1 */
    int32_t *up_in, *up_out; /* of a task: the nearest summary above with such a gate */
    int32_t  cap;
};

static int32_t parent_of(const struct network *net, int32_t task)
{
    return TASK_COLUMN(net, parent, task, TASK_NONE);
}

static bool is_summary(const struct prepared *p, int32_t task)
{
    return p->child_end[task] > p->child_row[task];
}

/* --- outline ------------------------------------------------------------------------------ */

static void children_find(struct builder *b)
{
    const struct network *net = b->net;
    int32_t              *key = arena_array(b->mem, int32_t, net->n_tasks);
    for (int32_t i = 0; i < net->n_tasks; i++)
        key[i] = parent_of(net, i) == TASK_NONE ? net->n_tasks : parent_of(net, i);
    order_rows(b->mem, (struct order_keys){key, net->n_tasks, net->n_tasks + 1}, &b->p->child_row,
               &b->p->children);
    b->p->child_end = b->p->child_row + 1;
}

/* Breadth first from the top, then turned round. */
static void summaries_find(struct builder *b)
{
    struct prepared *p = b->p;
    const int32_t    n = b->net->n_tasks;
    int32_t         *queue = arena_array(b->mem, int32_t, n + 1);
    int32_t          count = 0;
    for (int32_t k = p->child_row[n]; k < p->child_end[n]; k++)
        if (is_summary(p, p->children[k]))
            queue[count++] = p->children[k];
    for (int32_t i = 0; i < count; i++)
        for (int32_t k = p->child_row[queue[i]]; k < p->child_end[queue[i]]; k++)
            if (is_summary(p, p->children[k]))
                queue[count++] = p->children[k];
    for (int32_t i = 0; i < count / 2; i++) {
        const int32_t t = queue[i];
        queue[i] = queue[count - 1 - i];
        queue[count - 1 - i] = t;
    }
    p->summaries = queue;
    p->n_summaries = count;
}

/* --- gates -------------------------------------------------------------------------------- */

static int32_t gate_add(struct builder *b, int32_t task)
{
    b->g.task[b->g.n_nodes] = task;
    b->g.is_node[b->g.n_nodes] = true;
    return b->g.n_nodes++;
}

bool prepared_link_counts(const struct network *net, int32_t link)
{
    const int32_t pred = net->links.pred[link], succ = net->links.succ[link];
    return pred != TASK_NONE && !task_is(net, pred, TASK_BLANK | TASK_INACTIVE) &&
           !task_is(net, succ, TASK_BLANK);
}

static void gates_find(struct builder *b)
{
    const struct network *net = b->net;
    const int32_t         n = net->n_tasks, most = n + 2 * b->p->n_summaries;
    b->g.task = arena_array(b->mem, int32_t, most);
    b->g.is_node = arena_array(b->mem, bool, most);
    b->raw_in = arena_array(b->mem, int32_t, n);
    b->raw_out = arena_array(b->mem, int32_t, n);
    b->g.n_nodes = n;
    for (int32_t i = 0; i < n; i++) {
        b->g.task[i] = i;
        b->g.is_node[i] = !is_summary(b->p, i) && !task_is(net, i, TASK_BLANK);
        b->raw_in[i] = b->raw_out[i] = -1;
    }
    for (int32_t i = 0; i < net->n_links; i++) {
        const int32_t pred = net->links.pred[i], succ = net->links.succ[i];
        if (!prepared_link_counts(net, i))
            continue;
        if (is_summary(b->p, succ) && b->raw_in[succ] < 0)
            b->raw_in[succ] = gate_add(b, succ);
        if (is_summary(b->p, pred) && b->raw_out[pred] < 0)
            b->raw_out[pred] = gate_add(b, pred);
        b->p->has_finish_gates |= is_summary(b->p, succ) && LINK_COLUMN(net, type, i, 0) >= NET_FF;
    }
}

/* --- arcs --------------------------------------------------------------------------------- */

static void arc_add(struct builder *b, struct raw_arc arc)
{
    if (b->g.n_arcs == b->cap) {
        const int32_t cap = b->cap ? b->cap * 2 : 1024;
        b->g.arcs = arena_grow(b->mem, b->g.arcs, (size_t)b->cap * sizeof arc,
                               (size_t)cap * sizeof arc);
        b->cap = cap;
    }
    b->g.arcs[b->g.n_arcs++] = arc;
}

static uint8_t link_kind(const struct network *net, int32_t i)
{
    const int64_t lag = LINK_COLUMN(net, lag_s, i, 0);
    const uint8_t lag_kind = LINK_COLUMN(net, lag_kind, i, NET_LAG_WORKING);
    if (lag_kind <= NET_LAG_ELAPSED && lag == 0)
        return ARC_PLAIN;
    if (lag_kind <= NET_LAG_ELAPSED && lag > -INT32_MAX && lag < INT32_MAX)
        return lag_kind == NET_LAG_ELAPSED ? ARC_ELAPSED : ARC_WORKING;
    return ARC_RARE;
}

struct raw_arc prepared_raw_arc(const struct network *net, int32_t i)
{
    const uint8_t kind = link_kind(net, i);
    return (struct raw_arc){
        .from = net->links.pred[i],
        .to = net->links.succ[i],
        .link = i,
        .lag_s = kind == ARC_RARE ? 0 : (int32_t)LINK_COLUMN(net, lag_s, i, 0),
        .type = LINK_COLUMN(net, type, i, NET_FS),
        .kind = kind,
        .is_forward = true,
        .is_backward = !task_is(net, net->links.succ[i], TASK_INACTIVE | TASK_EXTERNAL)};
}

static void link_add(struct builder *b, int32_t i)
{
    struct raw_arc arc = prepared_raw_arc(b->net, i);
    arc.from = is_summary(b->p, arc.from) ? b->raw_out[arc.from] : arc.from;
    arc.to = is_summary(b->p, arc.to) ? b->raw_in[arc.to] : arc.to;
    arc_add(b, arc);
}

static int32_t up_of(const struct builder *b, int32_t task, const int32_t *raw, const int32_t *up)
{
    const int32_t parent = parent_of(b->net, task);
    return parent == TASK_NONE || raw[parent] >= 0 ? parent : up[parent];
}

/* From the top down, so that nobody climbs a deep outline twice. */
static void gates_above_find(struct builder *b)
{
    const int32_t n = b->net->n_tasks;
    b->up_in = arena_array(b->mem, int32_t, n);
    b->up_out = arena_array(b->mem, int32_t, n);
    for (int32_t k = b->p->n_summaries - 1; k >= 0; k--) {
        const int32_t task = b->p->summaries[k];
        b->up_in[task] = up_of(b, task, b->raw_in, b->up_in);
        b->up_out[task] = up_of(b, task, b->raw_out, b->up_out);
    }
    for (int32_t i = 0; i < n; i++)
        if (!is_summary(b->p, i)) {
            b->up_in[i] = up_of(b, i, b->raw_in, b->up_in);
            b->up_out[i] = up_of(b, i, b->raw_out, b->up_out);
        }
}

/* From the gates above to raw node `to`, which stands for `task` or its in-gate. */
static void in_arcs_add(struct builder *b, int32_t task, int32_t to)
{
    const bool counts = !task_is(b->net, task, TASK_INACTIVE | TASK_EXTERNAL);
    for (int32_t up = b->up_in[task]; up != TASK_NONE; up = b->up_in[up]) {
        const bool     pushes = !task_is(b->net, up, TASK_MANUAL);
        struct raw_arc arc = {b->raw_in[up], to, LINK_NONE, 0, NET_FS, ARC_PLAIN, pushes, counts};
        arc_add(b, arc);
        if (!pushes)
            continue;
        arc.type = NET_SF;
        arc.is_backward = false;
        if (b->p->has_finish_gates)
            arc_add(b, arc);
        return;
    }
}

/* From raw node `from` to the nearest out-gate above. */
static void out_arc_add(struct builder *b, int32_t task, int32_t from)
{
    const int32_t up = b->up_out[task];
    if (up == TASK_NONE || task_is(b->net, task, TASK_INACTIVE | TASK_EXTERNAL))
        return;
    arc_add(b, (struct raw_arc){.from = from,
                                .to = b->raw_out[up],
                                .link = LINK_NONE,
                                .type = NET_FF,
                                .kind = ARC_MEMBER,
                                .is_forward = true,
                                .is_backward = true});
}

static void arcs_find(struct builder *b)
{
    for (int32_t i = 0; i < b->net->n_links; i++)
        if (prepared_link_counts(b->net, i))
            link_add(b, i);
    if (b->g.n_nodes == b->net->n_tasks) /* no gates */
        return;
    gates_above_find(b);
    for (int32_t v = 0; v < b->g.n_nodes; v++) {
        const int32_t task = b->g.task[v];
        if (!b->g.is_node[v])
            continue;
        if (v == task || v == b->raw_in[task])
            in_arcs_add(b, task, v);
        if (v == task || v == b->raw_out[task])
            out_arc_add(b, task, v);
    }
}

static void arcs_sort(struct builder *b)
{
    int32_t *key = arena_array(b->mem, int32_t, b->g.n_arcs);
    for (int32_t i = 0; i < b->g.n_arcs; i++)
        key[i] = b->g.arcs[i].to;
    order_rows(b->mem, (struct order_keys){key, b->g.n_arcs, b->g.n_nodes}, &b->g.row, &b->g.by_to);
}

/* --- nodes and arcs by position ------------------------------------------------------------ */

static void nodes_place(struct builder *b, const int32_t *order, int32_t *place)
{
    struct prepared *p = b->p;
    const int32_t    n = b->net->n_tasks;
    p->place = arena_array(b->mem, int32_t, n);
    p->in_gate = arena_array(b->mem, int32_t, n);
    p->out_gate = arena_array(b->mem, int32_t, n);
    p->nodes = arena_array(b->mem, struct node, p->n_nodes);
    for (int32_t i = 0; i < n; i++)
        p->place[i] = p->in_gate[i] = p->out_gate[i] = -1;
    for (int32_t at = 0; at < p->n_nodes; at++) {
        const int32_t raw = order[at], task = b->g.task[raw];
        struct node  *node = &p->nodes[at];
        place[raw] = at;
        node->task = task;
        node->kind = raw == task ? NODE_LEAF : raw == b->raw_in[task] ? NODE_IN : NODE_OUT;
        int32_t *where = node->kind == NODE_LEAF ? p->place
                         : node->kind == NODE_IN ? p->in_gate
                                                 : p->out_gate;
        where[task] = at;
    }
}

struct arc prepared_arc(const struct raw_arc *a, int32_t other_end)
{
    struct arc arc = {.node = (uint32_t)other_end & NODES_MAX};
    arc.type = (uint32_t)a->type & 3;
    arc.kind = (uint32_t)a->kind & 7;
    arc.lag_s = a->kind == ARC_RARE ? a->link : a->lag_s;
    return arc;
}

/* Arcs of one direction in rows; the key is one end, the other end is kept. */
static void arcs_place(struct builder *b, const int32_t *place, bool forward)
{
    struct prepared *p = b->p;
    int32_t         *row = arena_array(b->mem, int32_t, p->n_nodes + 2);
    int32_t          count = 0;
    for (int32_t i = 0; i < b->g.n_arcs; i++) {
        const struct raw_arc *a = &b->g.arcs[i];
        if (forward ? !a->is_forward : !a->is_backward)
            continue;
        row[place[forward ? a->to : a->from] + 2]++;
        count++;
    }
    for (int32_t k = 2; k < p->n_nodes + 2; k++)
        row[k] += row[k - 1];
    struct arc *arcs = arena_array(b->mem, struct arc, count + 1);
    if (forward)
        p->pred_links = arena_array(b->mem, int32_t, count + 1);
    for (int32_t i = 0; i < b->g.n_arcs; i++) {
        const struct raw_arc *a = &b->g.arcs[i];
        if (forward ? !a->is_forward : !a->is_backward)
            continue;
        const int32_t from = place[a->from], to = place[a->to];
        const int32_t at = row[(forward ? to : from) + 1]++;
        arcs[at] = prepared_arc(a, forward ? from : to);
        if (forward)
            p->pred_links[at] = a->link;
    }
    *(forward ? &p->pred_row : &p->succ_row) = row;
    *(forward ? &p->pred_end : &p->succ_end) = row + 1;
    *(forward ? &p->preds : &p->succs) = arcs;
}

/* --- flags --------------------------------------------------------------------------------- */

static bool has_date(const instant *column, int32_t task)
{
    return column && column[task] != INSTANT_NONE;
}

static bool task_is_rare(const struct network *net, int32_t i)
{
    const struct task_columns *t = &net->tasks;
    return task_is(net, i,
                   TASK_ELAPSED | TASK_MANUAL | TASK_INACTIVE | TASK_EXTERNAL |
                       TASK_NEVER_CRITICAL) ||
           TASK_COLUMN(net, constraint, i, 0) != NET_ASAP || has_date(t->deadline, i) ||
           has_date(t->actual_start, i) || has_date(t->actual_finish, i) ||
           TASK_COLUMN(net, percent_complete, i, 0) > 0 ||
           TASK_COLUMN(net, levelling_delay_s, i, 0) != 0 || net->options.multiple_critical_paths;
}

/* By task: whether a summary above has a constraint. NULL when there are no constraints. */
static const bool *constrained_find(struct builder *b)
{
    const uint8_t *constraint = b->net->tasks.constraint;
    if (!constraint || !b->p->n_summaries)
        return NULL;
    bool *below = arena_array(b->mem, bool, b->net->n_tasks);
    for (int32_t k = b->p->n_summaries - 1; k >= 0; k--) {
        const int32_t task = b->p->summaries[k];
        const bool    is_held = below[task] || constraint[task] != NET_ASAP;
        for (int32_t i = b->p->child_row[task]; i < b->p->child_end[task]; i++)
            below[b->p->children[i]] = is_held;
    }
    return below;
}

static uint8_t arc_flags(const struct prepared *p, int32_t at)
{
    uint8_t flags = 0;
    for (int32_t k = p->pred_row[at]; k < p->pred_end[at]; k++) {
        const struct arc *a = &p->preds[k];
        flags |= a->kind != ARC_MEMBER ? NODE_HAS_PRED : 0;
        flags |= a->kind >= ARC_ELAPSED ? NODE_LAGGED : 0;
        if (a->type == NET_FS && (a->kind == ARC_RARE || a->lag_s < 0))
            flags |= NODE_MAY_LEAD | NODE_RARE;
    }
    for (int32_t k = p->succ_row[at]; k < p->succ_end[at]; k++) {
        flags |= p->succs[k].kind == ARC_MEMBER ? NODE_RARE : 0;
        flags |= p->succs[k].kind >= ARC_ELAPSED ? NODE_LAGGED : 0;
    }
    return flags;
}

uint8_t prepared_node_flags(const struct prepared *p, int32_t at, bool is_constrained)
{
    const struct node *node = &p->nodes[at];
    uint8_t            flags = arc_flags(p, at);
    if (node->kind != NODE_LEAF || task_is_rare(p->net, node->task) ||
        p->part_end[at] > p->part_row[at])
        flags |= NODE_RARE;
    return is_constrained ? flags | NODE_RARE | NODE_CONSTRAINED : flags;
}

static void flags_find(struct builder *b)
{
    struct prepared *p = b->p;
    const bool      *constrained = constrained_find(b);
    for (int32_t at = 0; at < p->n_nodes; at++) {
        struct node *node = &p->nodes[at];
        node->flags = prepared_node_flags(
            p, at, node->kind == NODE_LEAF && constrained && constrained[node->task]);
        if (node->kind == NODE_IN && task_is(b->net, node->task, TASK_MANUAL))
            node->flags |= NODE_HOLDS;
        if (node->kind == NODE_LEAF && TASK_COLUMN(b->net, constraint, node->task, 0) == NET_ALAP)
            p->has_alap = true;
    }
}

err network_prepare(struct arena *mem, const struct network *net,
                    const struct prepared **ret_prepared)
{
    TRY(network_check(net));
    if (net->n_tasks > NODES_MAX / 3) /* a summary may need two gates */
        return err_make(ERR_TOO_LARGE, "More than %d tasks in one plan.", NODES_MAX / 3);
    struct prepared *p = arena_new(mem, struct prepared);
    struct arena     scratch = {0};
    struct builder   b = {.mem = mem, .net = net, .p = p};
    int32_t         *order = NULL;
    p->net = net;
    children_find(&b);
    summaries_find(&b);
    b.mem = &scratch;
    gates_find(&b);
    arcs_find(&b);
    arcs_sort(&b);
    err e = order_find(&scratch, net, &b.g, &order);
    if (!e.code) {
        for (int32_t v = 0; v < b.g.n_nodes; v++)
            p->n_nodes += b.g.is_node[v];
        int32_t *place = arena_array(&scratch, int32_t, b.g.n_nodes);
        b.mem = mem;
        nodes_place(&b, order, place);
        arcs_place(&b, place, true);
        arcs_place(&b, place, false);
        e = prepare_time(mem, p);
        p->most.tasks = net->n_tasks;
        p->most.nodes = p->n_nodes;
        p->most.parts = p->n_parts;
    }
    b.mem = &scratch;
    if (!e.code)
        flags_find(&b);
    arena_done(&scratch);
    if (!e.code)
        *ret_prepared = p;
    return e;
}

/* --- after small changes -------------------------------------------------------------------- */

bool prepared_dates_fit(const struct prepared *p, int32_t task)
{
    const struct task_columns *t = &p->net->tasks;
    const instant             *given[] = {t->constraint_at, t->deadline,      t->start, t->finish,
                                          t->actual_start,  t->actual_finish, t->stop,  t->resume};
    for (int i = 0; i < 8; i++)
        if (has_date(given[i], task) &&
            (given[i][task] < p->horizon.from || given[i][task] > p->horizon.to))
            return false;
    return p->has_alap || TASK_COLUMN(p->net, constraint, task, 0) != NET_ALAP;
}

/* The arc at the other end; of equal ones any will do. NULL when there is none. */
static struct arc *succ_arc(struct prepared *p, int32_t pred, struct arc like)
{
    for (int32_t k = p->succ_row[pred]; k < p->succ_end[pred]; k++) {
        struct arc *a = &p->succs[k];
        if (a->node == like.node && a->type == like.type && a->kind == like.kind &&
            a->lag_s == like.lag_s)
            return a;
    }
    return NULL;
}

bool prepared_renew_link(struct prepared *p, int32_t link)
{
    const struct network *net = p->net;
    const int32_t         pred = p->place[net->links.pred[link]];
    const int32_t         succ = p->place[net->links.succ[link]];
    if (pred < 0 || succ < 0)
        return false;
    int32_t k = p->pred_row[succ];
    while (k < p->pred_end[succ] && p->pred_links[k] != link)
        k++;
    if (k == p->pred_end[succ])
        return false;
    struct arc like = p->preds[k];
    like.node = (uint32_t)succ & NODES_MAX;
    struct arc *other = succ_arc(p, pred, like);
    if (!other)
        return false;
    const struct raw_arc arc = prepared_raw_arc(net, link);
    p->preds[k] = prepared_arc(&arc, pred);
    *other = prepared_arc(&arc, succ);
    p->nodes[succ].flags = prepared_node_flags(p, succ, p->nodes[succ].flags & NODE_CONSTRAINED);
    p->nodes[pred].flags |= p->nodes[succ].flags & NODE_LAGGED; /* once too often does no harm */
    return true;
}
