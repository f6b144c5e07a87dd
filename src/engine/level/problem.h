/* engine/level/problem.h - resource-constrained scheduling in whole periods: what is given.
 *
 * Activities run without a break for the duration of one of their modes and need a number of units
 * of each renewable resource all the while; a mode may also use up units of a stock. An arc demands
 * start(succ) >= finish(pred) + lag. Everything is an index; all arrays are the caller's and lie in
 * rows one after the other (compressed rows: row i is [first[i], first[i + 1])). No arcs in a
 * circle; no dummies are needed.
 * The problem: Pritsker, Watters, Wolfe, "Multiproject scheduling with limited resources" (1969);
 * with modes: Talbot (1982).
 */
#ifndef ENGINE_LEVEL_PROBLEM_H
#define ENGINE_LEVEL_PROBLEM_H

#include <stdint.h>

struct level_problem {
    int32_t        n_activities;
    int32_t        n_resources;   /* renewable: so many units at any time */
    int32_t        n_stocks;      /* not renewable: so many units in all */
    const int32_t *capacity;      /* by resource */
    const int32_t *stock;         /* by stock; may be NULL when n_stocks is 0 */
    const int32_t *mode_first;    /* n_activities + 1; at least one mode each */
    const int32_t *mode_duration; /* periods, 0 = milestone */
    const int32_t *mode_need;     /* [mode * n_resources + resource] */
    const int32_t *mode_use;      /* [mode * n_stocks + stock]; NULL when n_stocks is 0 */
    const int32_t *succ_first;    /* n_activities + 1 */
    const int32_t *succ;
    const int32_t *succ_lag; /* periods, may be negative; NULL: all 0 */
};

/* A solution: both by activity. The makespan is the latest finish. */
struct level_times {
    int32_t *start;
    int32_t *mode; /* a mode's index among all modes */
};

#endif
