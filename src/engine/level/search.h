/* engine/level/search.h - a short schedule of a problem, better the longer it may look.
 *
 * Pure and repeatable: same problem, same options, same answer, on any thread. What counts is the
 * number of schedules, one a pass of the schedule generation scheme; a caller that has a clock ends
 * the search by it through `spent`.
 */
#ifndef ENGINE_LEVEL_SEARCH_H
#define ENGINE_LEVEL_SEARCH_H

#include "base/arena.h"
#include "base/err.h"
#include "engine/level/problem.h"

#include <stdbool.h>

struct level_progress {
    int32_t makespan, lower_bound;
    int64_t schedules;
};

struct level_options {
    int64_t  schedules; /* at most so many; 0: only `spent` ends the search (or the bound) */
    uint64_t seed;
    /* Told of the progress every few hundred schedules, at least once. Gives back which part of the
     * time is used up: 1 or more ends the search. NULL: never ends it. */
    double (*spent)(void *arg, const struct level_progress *now);
    void *arg;
};

struct level_result {
    struct level_times times;                 /* in mem */
    int32_t            makespan, lower_bound; /* equal: the schedule is the shortest there is */
    int64_t            schedules;             /* that were generated */
};

enum { LEVEL_SCHEDULES_USUAL = 20000 }; /* when neither number nor `spent` is given */

/* Checks the problem first (level_check). ERR_INVALID also when no choice of modes was found that
 * keeps within the stocks; ERR_TOO_LARGE when there is no memory for it. */
err level_search(struct arena *mem, const struct level_problem *p, const struct level_options *o,
                 struct level_result *ret_result);

#endif
