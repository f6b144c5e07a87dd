/* engine/order.h - the topological order of a network's nodes, and its circles. Used by prepare.c.
 */
#ifndef ENGINE_ORDER_H
#define ENGINE_ORDER_H

#include "engine/prepare.h"

/* An arc before positions are known. Raw nodes: a leaf has its task's index, gates follow. */
struct raw_arc {
    int32_t from, to, link, lag_s;
    uint8_t type, kind;
    bool    is_forward, is_backward; /* counts in that pass */
};

struct raw_graph {
    int32_t         n_nodes, n_arcs;
    struct raw_arc *arcs;
    int32_t        *task;    /* of each raw node */
    bool           *is_node; /* others are holes: summaries, blank rows */
    int32_t *row, *by_to;    /* arcs by their end: by_to[row[v] … row[v + 1]) are arc indices */
};

/* n keys in 0 … n_keys - 1. */
struct order_keys {
    const int32_t *key;
    int32_t        n, n_keys;
};

/* Counting sort: items[row[k] … row[k + 1]) are the places of key k, in input order. */
void order_rows(struct arena *mem, struct order_keys keys, int32_t **ret_row, int32_t **ret_items);

/* ret_order: raw nodes, preds first; a network that is in order already keeps its order.
 * Depth-first with a stack of its own. ERR_CYCLE names the tasks of the first circle met. O(nodes +
 * arcs). */
err order_find(struct arena *mem, const struct network *net, const struct raw_graph *g,
               int32_t **ret_order);

#endif
