/* engine/level/check.h - is a problem one that can be scheduled, and does a schedule keep to it?
 *
 * Messages count activities and resources from 1, as files do: "activity 7 needs 12 of R2, which
 * has 10". Renewable resources are R1, R2 ..., stocks N1, N2 ...
 */
#ifndef ENGINE_LEVEL_CHECK_H
#define ENGINE_LEVEL_CHECK_H

#include "base/arena.h"
#include "base/err.h"
#include "engine/level/problem.h"

enum {
    LEVEL_HORIZON_MAX = 20 * 1000 * 1000, /* periods: longest durations and lags together */
    LEVEL_UNITS_MAX = 1000 * 1000 * 1000, /* of a capacity or stock */
};

/* ERR_INVALID: a number out of range, an activity that no capacity or stock allows. ERR_CYCLE
 * names the activities of a circle. ERR_TOO_LARGE beyond the horizon. O(activities + arcs). */
err level_check(struct arena *mem, const struct level_problem *p);

/* Invariants L1 to L5 of INVARIANTS.md; ERR_INVALID names the first that does not hold.
 * Scratch is in mem. O(arcs + resources * makespan). */
err level_verify(struct arena *mem, const struct level_problem *p, const struct level_times *times);

/* The latest finish. */
int32_t level_makespan(const struct level_problem *p, const struct level_times *times);

/* The sum of the longest durations and of the positive lags, INT32_MAX when that is more. */
int32_t level_horizon(const struct level_problem *p);

#endif
