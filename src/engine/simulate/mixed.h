/* engine/simulate/mixed.h - the fast way for any network: sixteen trials at once, each task on its
 * calendar.
 *
 * Dates are moments of a grid (grid.h), so that links of all types, lags and calendars are a few
 * operations and look-ups on sixteen lanes. A task that some other rule governs - work by hand,
 * "must" dates, assignments, levelling, gates of summaries - is *odd*: it is placed by the engine's
 * own functions, lane by lane, between its neighbours. What comes out is what trial.h gives, date
 * for date; mixed_run tells when a date would lie outside the grid.
 */
#ifndef ENGINE_SIMULATE_MIXED_H
#define ENGINE_SIMULATE_MIXED_H

#include "engine/pass.h"
#include "engine/simulate/flat.h"
#include "engine/simulate/grid.h"

struct mixed;
struct trial;

/* NULL when time has no grid, most tasks are odd, or a rule needs several passes: as late as
 * possible, from the finish, the profile of P6. `planned` is the ordinary calculation. */
const struct mixed *mixed_new(struct arena *mem, const struct draws *d,
                              const struct cpm_result *planned);

/* What one thread works in. */
struct mixed_room;
struct mixed_room *mixed_room_new(struct arena *mem, const struct mixed *m, struct trial *odd);

/* As flat_run. False: nothing was counted, the block must be run trial by trial. */
bool mixed_run(const struct mixed *m, struct mixed_room *room, const struct draw_block *draws,
               const struct flat_sink *sink);

/* As flat_flush. */
void mixed_flush(const struct mixed *m, struct mixed_room *room, struct tally *tally);

/* A task's finish as it is counted in bins, and back. */
int64_t mixed_counted(const struct mixed *m, int32_t task, instant finish);
instant mixed_finish(const struct mixed *m, int32_t task, int64_t counted);

/* --- for the loops (mixed_loops.inc) ---------------------------------------------------------- */

enum mixed_kind {
    MIXED_QUICK,  /* links, a duration, a calendar, "start no earlier than", a deadline */
    MIXED_MOMENT, /* the same without a duration */
    MIXED_DONE,   /* always where it was */
    MIXED_ODD,
};

/* Links by what they cost: bounds on the start as moments, on the finish, with lags; last those of
 * quick tasks on one calendar, whose bounds are told in its working time without any look-up. */
struct mixed_arc {
    int32_t                 node;
    int32_t                 lag;             /* of the grid, without its sign */
    const struct grid_time *time;            /* the lag's; NULL: round the clock */
    uint8_t                 type;            /* enum net_link */
    bool                    is_lead, is_raw; /* raw: the pred's end may lie in free time */
};

struct mixed_node {
    const struct grid_time *time;
    int32_t                 task, varied, odd;        /* odd: its place among those, or -1 */
    int32_t                 duration;                 /* unless it varies */
    int32_t                 floor, ceiling;           /* of the start, of the late finish */
    int32_t                 floor_work, ceiling_work; /* the same in its working time */
    int32_t                 first;   /* DONE: its start; `floor` is its finish then */
    int32_t                 summary; /* what it counts for, or -1 */
    int32_t                 pred, pred_finish, pred_lag, pred_same, pred_end; /* rows of preds */
    int32_t                 succ, succ_start, succ_lag, succ_same, succ_end;  /* finishes first */
    uint8_t                 kind;
    bool                    has_ceiling, is_open, is_same, counts;
    bool                    is_last; /* may be the project's last */
    bool                    needs_start, needs_finish, needs_late_start, needs_late_finish;
};

struct mixed {
    const struct draws           *d;
    const struct grid            *grid;
    const struct worktime *const *worktimes;
    struct horizon                horizon;
    const struct prepared        *p;
    const struct grid_time       *project;
    struct mixed_node            *nodes;
    struct mixed_arc             *preds, *succs;
    struct flat_summary          *summaries; /* deepest first */
    bool                         *is_done;   /* by summary */
    int32_t                      *place;     /* by task: its place among the summaries, + 1 */
    int32_t                       n_nodes, n_summaries, n_odd, start, slack;
};

/* Of quick ones also working time: at the finish; at the start, after the backward pass at the late
 * start. Moments of them only where somebody asks. */
struct mixed_dates {
    lanes_i32 start, finish, late_start, late_finish;
    lanes_i32 work, begin;
};

/* The row's own late dates, and the dates asked for, which total slack counts from. */
struct mixed_odd {
    lanes_i32    late_start, late_finish;
    struct dates asked[LANES];
};

struct mixed_room {
    struct mixed_dates *dates;    /* by node */
    lanes_i32          *duration; /* by varied, as spans of the grid */
    lanes_i32          *summary;  /* four each */
    lanes_i32          *end_work; /* by slot: working time at the project's end */
    struct mixed_odd   *odd;
    uint16_t           *critical; /* by node: a bit for each lane */
    uint16_t (*bins)[TALLY_BINS]; /* by task */
    struct trial *trial;
    lanes_i32     end, bad; /* of the project; negative: outside the grid */
    int32_t       n_counted;
};

/* The engine's functions for one node, in all lanes. */
void mixed_odd_forward(const struct mixed *m, struct mixed_room *room, int32_t at,
                       const struct draw_block *draws);
void mixed_odd_backward(const struct mixed *m, struct mixed_room *room, int32_t at,
                        const struct draw_block *draws);

#endif
