/* engine/simulate/draw.h - what sixteen trials at a time draw: durations, events, costs.
 *
 * Variables are numbered: the estimates in the caller's order, then the costs, the events, the
 * effects, the groups and the absences. A change of the network therefore leaves the draws of an
 * estimate as they were.
 */
#ifndef ENGINE_SIMULATE_DRAW_H
#define ENGINE_SIMULATE_DRAW_H

#include "engine/simulate/correlate.h"
#include "engine/simulate/lanes.h"

/* A task whose duration varies. */
struct varied {
    int32_t task;
    int32_t estimate;  /* -1: events only */
    int64_t planned_s; /* what varies, without uncertainty: the duration, or what remains */
};

struct wide;
struct draws {
    const struct simulation    *s;
    const struct wide          *wide; /* the code for this machine */
    const struct spread_tables *tables;
    const struct correlation   *correlation;
    struct spread_drawer       *estimates, *effects, *costs, *absences;
    struct varied              *varied;
    int32_t                     n_varied;
    int32_t                    *varied_of;    /* by task; -1 */
    int32_t                    *estimated_as; /* by estimate: its place among `varied`, or -1 */
    int32_t                    *cost_varied;  /* by cost: its task's place among `varied`, or -1 */
    int32_t                    *outcome_effect; /* n_outcomes + 1: rows of effects */
    int32_t                    *event_outcome;  /* n_events + 1 */
    struct normal_curves       *normal;         /* NULL: nothing is correlated */
    bool                        has_costs;
    double                      planned_cost;
};

/* The normal curve's lower half and its inverse in cubic pieces, few enough to lie in registers.
 * Shares over equal pieces of the score below the mean, scores over two pieces of each octave of
 * the share, so that the tail is as exact as the middle: within 0.0001. Scores end at 4.2. */
enum { NORMAL_PIECES = 32, NORMAL_TERMS = 4 };
#define NORMAL_LIMIT 5.0f /* where the shares end */
struct normal_curves {
    float score[NORMAL_TERMS][NORMAL_PIECES], share[NORMAL_TERMS][NORMAL_PIECES];
};
void normal_curves_fill(struct normal_curves *to);

#define DURATION_MOST 0x3fffffff /* seconds; 34 years */

static inline int32_t duration_seconds(double value)
{
    return value < 0 ? 0 : value < DURATION_MOST ? (int32_t)(value + 0.5) : DURATION_MOST;
}

/* ERR_INVALID names what is wrong with estimates, effects, costs, groups or pairs. */
err draws_new(struct arena *mem, const struct simulation *s, const struct draws **ret_draws);

/* Room for one block, of one thread. */
struct draw_block {
    lanes_i32 *duration;    /* by varied: seconds */
    lanes_i32 *outcome;     /* by event: which of its outcomes, from 0; -1 = none */
    lanes_f32 *factors;     /* by group */
    lanes_f32 *scores;      /* of estimates in pairs, block after block */
    double     cost[LANES]; /* minor units; 0 without costs */
};
struct draw_block *draw_block_new(struct arena *mem, const struct draws *d);

/* Trials LANES * block … + LANES - 1. */
void draw_block_fill(const struct draws *d, int32_t block, struct draw_block *to);

#endif
