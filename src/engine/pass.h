/* engine/pass.h - what the passes share: working state, moving along arcs. Inside the engine only.
 *
 * Dates by position are what neighbours see, not always what a row shows: a started succ offers the
 * late start of its rest, a finished one lets go of its preds, a levelled one takes its delay off.
 */
#ifndef ENGINE_PASS_H
#define ENGINE_PASS_H

#include "engine/cpm.h"

/* Of a leaf: its dates. Of an in-gate, forward: `finish` bounds starts, `start` bounds finishes of
 * the leaves; backward: the earliest of the leaves' dates. Of an out-gate: first start, last
 * finish. */
struct dates {
    instant start, finish, late_start, late_finish;
};

struct cpm {
    const struct prepared        *p;
    const struct network         *net;
    struct arena                 *mem;
    const struct worktime *const *worktimes;
    struct horizon                horizon;
    struct dates                 *dates; /* by position */
    struct dates                 *ahead; /* of the forward pass, kept apart; NULL: in dates */
    int32_t                      *why;   /* by position: a link, or ~driver_kind */
    int64_t                      *spans; /* by part: working seconds from its first to last work */
    struct dates                 *asked; /* by position, rare leaves: dates the links ask for */
    struct cpm_row               *rows;
    bool                         *is_done;         /* of summaries: all below is finished */
    int32_t                       project_slot;    /* worktime of the project's calendar */
    instant                       start, finish;   /* bounds of the passes */
    instant                       lowest, highest; /* of all dates of leaves, for the horizon */
    instant                       first;           /* earliest start of a leaf that counts */
    struct p6                    *p6;              /* of the P6 profile only */
    const double *stretch;        /* by position: parts last so many times as long; or NULL */
    bool          is_late_placed; /* ALAP tasks are at their late dates */
};

static inline instant max_of(instant a, instant b)
{
    return a > b ? a : b;
}

static inline instant min_of(instant a, instant b)
{
    return a < b ? a : b;
}
/* The lag of a rare arc, which may depend on its pred's duration. */
struct lag {
    int64_t s;
    bool    is_elapsed;
};
struct lag pass_lag(const struct cpm *c, const struct arc *a, int32_t pred);

/* t moved by the arc's lag; `w` is the succ's calendar. Forward +, backward -. */
static inline instant arc_forward(const struct cpm *c, const struct arc *a, int32_t pred,
                                  const struct worktime *w, instant t)
{
    if (a->kind <= ARC_ELAPSED) /* without a lag it is zero */
        return t + a->lag_s;
    if (a->kind == ARC_WORKING)
        return worktime_add(w, t, a->lag_s);
    const struct lag lag = pass_lag(c, a, pred);
    return lag.is_elapsed ? t + lag.s : worktime_add(w, t, lag.s);
}

static inline instant arc_backward(const struct cpm *c, const struct arc *a, int32_t pred,
                                   const struct worktime *w, instant t)
{
    if (a->kind <= ARC_ELAPSED)
        return t - a->lag_s;
    if (a->kind == ARC_WORKING)
        return worktime_sub(w, t, a->lag_s);
    const struct lag lag = pass_lag(c, a, pred);
    return lag.is_elapsed ? t - lag.s : worktime_sub(w, t, lag.s);
}

/* Bounds that links put on a node's start and finish; INSTANT_BEFORE when none does. */
struct bounds {
    instant start, finish;
    int32_t start_arc, finish_arc; /* into preds; -1 */
};
struct bounds pass_bounds(const struct cpm *c, int32_t at);

/* Bounds that links put on late start and finish; INSTANT_BEYOND when none does. */
struct late_bounds {
    instant start, finish;
};
struct late_bounds pass_late_bounds(const struct cpm *c, int32_t at);

/* Working time between the node's end and the nearest end of an unfinished succ; INSTANT_BEYOND
 * when there is none. `w` NULL: round the clock. */
int64_t pass_free_time(const struct cpm *c, int32_t at, const struct worktime *w);

/* Tells in the row what set the node's dates. */
static inline void pass_row_driver(const struct cpm *c, int32_t at, struct cpm_row *row)
{
    const int32_t why = c->why[at];
    row->driver = why >= 0 ? why : LINK_NONE;
    row->driver_kind = (uint8_t)(why >= 0 ? CPM_LINK : ~why);
}

/* --- the parts of a leaf (part.c) ------------------------------------------------------------- */

struct placed {
    instant start, finish;
};

void pass_spans(struct cpm *c);                /* from work, units and pieces; once a pass */
void pass_spans_of(struct cpm *c, int32_t at); /* of one leaf */
bool pass_has_parts(const struct cpm *c, int32_t at);
bool pass_is_moment(const struct cpm *c, int32_t at); /* no duration at all */
/* The task with its bound at t: rolled, delayed, each part on its calendar. */
struct placed pass_place_from(const struct cpm *c, int32_t at, instant t);
/* The task with its finish at t, unrolled. */
struct placed pass_place_until(const struct cpm *c, int32_t at, instant t);
instant pass_finish_started(const struct cpm *c, int32_t at, instant start); /* actual start */
/* The last finish of the parts from t on, when `share` of each span is left. */
instant pass_finish_parts(const struct cpm *c, int32_t at, instant t, double share);
/* Late dates under bounds: rolled back, each part on its calendar; moments and elapsed stay raw. */
struct placed pass_place_late(const struct cpm *c, int32_t at, struct late_bounds bounds);
int64_t       pass_duration(const struct cpm *c, int32_t at, struct placed dates);

/* --- state of a leaf (progress.c) ------------------------------------------------------------- */
bool          pass_is_finished(const struct network *net, int32_t task);
bool          pass_is_started(const struct network *net, int32_t task); /* and not finished */
int64_t       pass_remaining(const struct network *net, int32_t task);
struct placed pass_place_actual(const struct cpm *c, int32_t at); /* started or finished */

/* --- the passes; of one node or summary: when its neighbours are done ------------------------- */
void pass_forward(struct cpm *c); /* sets dates, why, and the latest finish in c->finish */
void pass_forward_from(struct cpm *c, int32_t place); /* from there on; only widens the ends */
void pass_forward_rare(struct cpm *c, int32_t at);
void pass_finish(struct cpm *c);   /* what else decides c->finish, after the leaves have */
void pass_backward(struct cpm *c); /* from c->finish; fills the rows of leaves */
void pass_backward_from(struct cpm *c, int32_t place); /* from there back to the first */
void pass_backward_rare(struct cpm *c, int32_t at);
void pass_rollup(struct cpm *c); /* rows of summaries */
void pass_forward_node(struct cpm *c, int32_t at);
void pass_backward_node(struct cpm *c, int32_t at);
void pass_summary(struct cpm *c, int32_t task);
bool pass_is_outside(const struct cpm *c); /* of the horizon of the calendars */
extern const struct cpm_row pass_blank_row;
struct cpm_result           pass_result(const struct cpm *c);
instant pass_start_bound(const struct cpm *c, int32_t at, const struct bounds *b); /* or BEFORE */
instant pass_inherited_date(const struct network *net, int32_t task, enum net_constraint kind);

#endif
