/* engine/replan/inside.h - the inside of a replan.
 *
 * The prepared network it made is its own, with rows that have room (loose.h) and an order that may
 * change (reorder.c). A position stands for a node as long as the replan lives; a node that is gone
 * stays behind as a gate without arcs, which binds nobody, until its position is used again.
 */
#ifndef ENGINE_REPLAN_INSIDE_H
#define ENGINE_REPLAN_INSIDE_H

#include "engine/marks.h"
#include "engine/pass.h"
#include "engine/prepare_time.h"
#include "engine/replan.h"
#include "engine/replan/loose.h"
#include "engine/replan/row.h"

struct old_row {
    int32_t        task;
    struct cpm_row row;
};

enum told { TOLD_FRONT = 1, TOLD_BACK = 2 };
enum kind { KIND_NONE, KIND_LEAF, KIND_SUMMARY };

struct replan {
    const struct network *net;
    struct prepared      *p;
    struct cpm           *c;
    struct arena         *mem;
    struct dates         *behind; /* as the backward pass left them */

    /* Rows by position. Who looks at a node forward are the heads of its succs, and those of arcs
     * that only count forward; backward the tails of its preds, and of arcs that only count so. */
    struct loose preds, succs, front_only, back_only, parts;
    struct loose children, links, works; /* by task; links: of both directions */
    int32_t     *order, *place_of; /* positions, preds first; of a position: its place there */
    int32_t     *spare;            /* positions of nodes that are gone */
    int32_t      n_spare;

    struct marks front, back, sums; /* by place, by place from the end, by rank */
    int32_t     *rank;              /* by task: of a summary, deepest first */
    bool         is_ranked;         /* no summary has come, gone or moved since */
    uint8_t     *told;              /* by position, till the next run: enum told */
    int32_t     *told_list;
    bool        *told_sum; /* by task */
    int32_t     *told_sums;
    int32_t      n_told, n_told_sums;

    int32_t  *parent; /* by task: the columns as they were told last */
    uint16_t *flags;
    uint8_t  *kind;    /* enum kind */
    int32_t   n_known; /* tasks told */

    int32_t        *noted; /* by task: its place in `old` plus one, or 0 */
    struct old_row *old;
    int32_t        *changed;
    int32_t         n_old, cap_old, n_changed, n_looked;
    int32_t         limit;      /* nodes that an arc may move in the order */
    int32_t         sweep_from; /* looked at in one direction: then the rest costs less as a pass */
    instant         finish, first;   /* of the project, before the run */
    bool            is_known;        /* a run has ended well */
    bool            ends_shrink;     /* what was last or first has left the end */
    bool            is_whole_needed; /* more was told than is worth looking at */

    int32_t n_compiled; /* calendars told */

    struct visits { /* of reorder.c */
        uint32_t *stamp;
        uint32_t  now;
        int32_t  *before, *behind, *places;
    } visits;
};

static inline void tell(struct replan *r, int32_t at, uint8_t how)
{
    if (!r->told[at])
        r->told_list[r->n_told++] = at;
    r->told[at] |= how;
}

static inline void tell_sum(struct replan *r, int32_t task)
{
    if (task == TASK_NONE || r->told_sum[task])
        return;
    r->told_sum[task] = true;
    r->told_sums[r->n_told_sums++] = task;
}

/* The row as it was before the next run. */
void replan_note(struct replan *r, int32_t task);

/* Marks of a run, and who is marked: whoever may change now that the dates of a node are others
 * than `was` (of a gate without: all that look at it). reach.c */
void    replan_mark_front(struct replan *r, int32_t at);
void    replan_mark_back(struct replan *r, int32_t at);
int32_t replan_front_take(struct replan *r); /* the first one in order; -1: no more */
int32_t replan_back_take(struct replan *r);  /* the last one */
void    replan_reach_front(struct replan *r, int32_t at, const struct dates *was);
void    replan_reach_back(struct replan *r, int32_t at, const struct dates *was);
/* The node and all that read its columns. reach.c */
void replan_tell_all(struct replan *r, int32_t at);

/* Puts the order right for an arc between two positions: Pearce & Kelly, "A Dynamic Topological
 * Sort Algorithm for Directed Acyclic Graphs" (ACM Journal of Experimental Algorithmics 11, 2006).
 * False: it closes a circle, or too much would have to move. O(arcs of the nodes between them that
 * hang on either). reorder.c */
bool replan_order(struct replan *r, int32_t from, int32_t to);

/* An arc between positions, told to both ends. False: it closes a circle, or there is no room; then
 * the replan is of no use. arcs.c */
bool replan_arc_put(struct replan *r, struct raw_arc a);
void replan_arc_cut(struct replan *r, int32_t from, int32_t to, int32_t link);
void replan_node_cut(struct replan *r, int32_t at); /* all its arcs */
/* The arc of a link, if it counts; all arcs of a leaf that has none, with the gates above. */
bool replan_link_wire(struct replan *r, int32_t link);
bool replan_leaf_wire(struct replan *r, int32_t task);

/* Rows up to n that were not told are blank. shape.c */
void replan_know(struct replan *r, int32_t n);

/* Summaries by rank, after one came, went or moved. O(tasks). shape.c */
void replan_rank(struct replan *r);

#endif
