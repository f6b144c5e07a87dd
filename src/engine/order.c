/* engine/order.c - depth-first topological order (Tarjan 1976) without recursion.
 *
 * Nodes are visited by index, each behind its preds; so a network that is in order already keeps
 * its order, and equal input gives equal output. A node met again while it is still open closes a
 * circle: the open nodes from there to the top of the stack are its members.
 */
#include "engine/order.h"

#include "base/buf.h"

enum { CLOSED = 2, OPEN = 1, NAMES_MAX = 12 };

void order_rows(struct arena *mem, struct order_keys keys, int32_t **ret_row, int32_t **ret_items)
{
    int32_t *row = arena_array(mem, int32_t, keys.n_keys + 2);
    int32_t *items = arena_array(mem, int32_t, keys.n);
    for (int32_t i = 0; i < keys.n; i++)
        row[keys.key[i] + 2]++;
    for (int32_t k = 2; k < keys.n_keys + 2; k++)
        row[k] += row[k - 1];
    for (int32_t i = 0; i < keys.n; i++)
        items[row[keys.key[i] + 1]++] = i;
    *ret_row = row;
    *ret_items = items;
}

struct visit {
    int32_t node, next; /* next arc of by_to to look at */
};

struct search {
    const struct raw_graph *g;
    struct visit           *stack;
    int32_t                 depth;
    uint8_t                *state;
    int32_t                *order, n_order;
    int32_t                 closes; /* the open node that was met again, or -1 */
};

static void open_node(struct search *s, int32_t node)
{
    s->state[node] = OPEN;
    s->stack[s->depth++] = (struct visit){node, s->g->row[node]};
}

static void visit_from(struct search *s, int32_t root)
{
    open_node(s, root);
    while (s->depth > 0) {
        struct visit *top = &s->stack[s->depth - 1];
        if (top->next == s->g->row[top->node + 1]) {
            s->state[top->node] = CLOSED;
            s->order[s->n_order++] = top->node;
            s->depth--;
            continue;
        }
        const int32_t pred = s->g->arcs[s->g->by_to[top->next++]].from;
        if (s->state[pred] == OPEN) {
            s->closes = pred;
            return;
        }
        if (s->state[pred] != CLOSED)
            open_node(s, pred);
    }
}

/* The stack runs from succ to pred, so the circle is read from its top down. */
static err cycle_error(const struct network *net, const struct search *s)
{
    struct arena mem = {0};
    struct buf   text = {0};
    int32_t      bottom = s->depth - 1, names = 0, last = TASK_NONE;
    while (s->stack[bottom].node != s->closes)
        bottom--;
    const int32_t first = s->g->task[s->closes];
    buf_init(&text, ERR_WHY_MAX);
    for (int32_t i = s->depth; i >= bottom; i--) { /* i = depth stands for the closing node */
        const int32_t task = i == s->depth ? first : s->g->task[s->stack[i].node];
        if (task == last && i != bottom)
            continue;
        if (++names == NAMES_MAX && i > bottom + 1)
            buf_z(&text, " → …");
        if (names >= NAMES_MAX && i != bottom)
            continue;
        const str name = network_task_name(&mem, net, task);
        buf_fmt(&text, "%s%.*s", names > 1 ? " → " : "", STR_ARG(name));
        last = task;
    }
    const str view = buf_view(&text);
    const err e = err_make(ERR_CYCLE, "The links form a circle: %.*s", STR_ARG(view));
    buf_done(&text);
    arena_done(&mem);
    return e;
}

err order_find(struct arena *mem, const struct network *net, const struct raw_graph *g,
               int32_t **ret_order)
{
    struct search s = {.g = g,
                       .stack = arena_array(mem, struct visit, g->n_nodes),
                       .state = arena_array(mem, uint8_t, g->n_nodes),
                       .order = arena_array(mem, int32_t, g->n_nodes),
                       .closes = -1};
    for (int32_t i = 0; i < g->n_nodes; i++) {
        if (!g->is_node[i] || s.state[i] == CLOSED)
            continue;
        visit_from(&s, i);
        if (s.closes >= 0)
            return cycle_error(net, &s);
    }
    *ret_order = s.order;
    return OK;
}
