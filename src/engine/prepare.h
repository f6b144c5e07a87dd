/* engine/prepare.h - a network made ready for passes: order, arcs, calendars, driving parts.
 *
 * Leaves and gates become nodes in topological order. A gate stands for a summary that has links:
 * its in-gate collects the bounds of links to the summary and hands them to each leaf below, its
 * out-gate collects the leaves for the links that leave it. So links of summaries cost O(links +
 * leaves), and a circle that only summaries close is found like any other.
 *
 * Prepared once, used for many passes, by any number of threads at once. Prepare again after a
 * change of the outline, links, flags, calendars, constraints, or who is assigned; durations, work,
 * units, dates and progress may change without. A replan (engine/replan.h) changes its own in
 * place.
 */
#ifndef ENGINE_PREPARE_H
#define ENGINE_PREPARE_H

#include "engine/network.h"

enum node_kind { NODE_LEAF, NODE_IN, NODE_OUT };

enum node_flag {
    NODE_RARE = 1,        /* some rule beyond links, duration and calendar applies */
    NODE_HAS_PRED = 2,    /* a link of its own or of a summary above binds it */
    NODE_MAY_LEAD = 4,    /* a finish-to-start link with a negative lag comes in */
    NODE_CONSTRAINED = 8, /* a summary above has a constraint */
    NODE_HOLDS = 16,      /* an in-gate of a manual summary: its links do not push the leaves */
    NODE_LAGGED = 32,     /* an arc with a lag comes in or leaves */
};

struct node {
    int32_t  task;
    uint16_t slot; /* worktime of the task: its calendar or the project's */
    uint8_t  kind, flags;
};

enum arc_kind {
    ARC_PLAIN,   /* no lag */
    ARC_MEMBER,  /* from a leaf or out-gate to the out-gate of a summary above; no lag */
    ARC_ELAPSED, /* lag_s round the clock */
    ARC_WORKING, /* lag_s on the succ's calendar */
    ARC_RARE,    /* the lag depends on the pred's duration or is huge: ask the link */
};

/* Eight bytes: the arcs of a pass are read twice, and a small network is to stay near the core. */
struct arc {
    uint32_t node : 27; /* the other end, a position */
    uint32_t type : 2;  /* enum net_link */
    uint32_t kind : 3;  /* enum arc_kind */
    int32_t  lag_s;     /* ARC_RARE: the link */
};
enum { NODES_MAX = (1 << 27) - 1 };

/* A stretch of work that decides when a task starts and ends: an assignment, or the task alone. */
struct part {
    int32_t  assignment; /* -1: the task alone */
    uint16_t slot;
};

/* Made by network_prepare, rows lie side by side: x_end[i] is x_row[i + 1], and positions stand in
 * their order. In a replan rows have gaps between them and positions an order of their own. */
struct prepared {
    const struct network *net;
    int32_t               n_nodes, n_parts, n_summaries;
    struct node          *nodes;               /* by position, preds first */
    int32_t              *place;               /* of a leaf task: its position; else -1 */
    int32_t              *in_gate, *out_gate;  /* of a summary task: positions; else -1 */
    const int32_t        *order;               /* positions, preds first; NULL: as they stand */
    int32_t              *pred_row, *pred_end; /* of each position: its preds [row … end) */
    int32_t              *succ_row, *succ_end;
    struct arc           *preds, *succs;
    int32_t              *pred_links; /* of each of preds; LINK_NONE: what drives the gate there */
    int32_t              *part_row, *part_end; /* leaves without assignments have none */
    struct part          *parts;
    int32_t              *piece_row, *pieces; /* pieces of each assignment, by start; NULL: none */
    int32_t              *summaries;          /* tasks, deepest first */
    int32_t              *child_row, *child_end, *children; /* of each task, in index order */
    struct {
        int32_t tasks, nodes, parts; /* what there may be; more than there are in a replan */
    } most;
    bool    has_finish_gates; /* some link ends on the finish of a summary */
    int32_t n_slots;
    int32_t (*slot_pair)[2];           /* slots from n_calendars + 1 on: task's, resource's */
    bool                   *slot_used; /* of the calendars and the default one behind them */
    struct horizon          horizon;
    const struct worktime **worktimes; /* by slot */
    bool                    has_alap;
};

/* ERR_CYCLE: `why` names the tasks of the first circle met, in the order of its links; ERR_INVALID
 * as network_check and calendar_compile. `net` is borrowed. O(tasks + links + days of the plan). */
err network_prepare(struct arena *mem, const struct network *net,
                    const struct prepared **ret_prepared);

/* After a change of type or lag of a link between leaves. False: not without preparing again.
 * O(links of the ends). */
bool prepared_renew_link(struct prepared *p, int32_t link);

/* The worktimes of all slots over another horizon. */
err prepared_worktimes(struct arena *mem, const struct prepared *p, struct horizon horizon,
                       const struct worktime ***ret_worktimes);

#define TASK_COLUMN(net, column, i, otherwise)                                                     \
    ((net)->tasks.column ? (net)->tasks.column[i] : (otherwise))
#define LINK_COLUMN(net, column, i, otherwise)                                                     \
    ((net)->links.column ? (net)->links.column[i] : (otherwise))
#define ASSIGNMENT_COLUMN(net, column, i, otherwise)                                               \
    ((net)->assignments.column ? (net)->assignments.column[i] : (otherwise))

static inline bool task_is(const struct network *net, int32_t task, unsigned flags)
{
    return net->tasks.flags && (net->tasks.flags[task] & flags) != 0;
}

/* "Title" or "task 7", in mem. */
str network_task_name(struct arena *mem, const struct network *net, int32_t task);

#endif
