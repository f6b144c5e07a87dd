/* engine/level/bound.h - makespans that no schedule can be below. */
#ifndef ENGINE_LEVEL_BOUND_H
#define ENGINE_LEVEL_BOUND_H

#include "base/arena.h"
#include "engine/level/problem.h"

/* The largest of three bounds: the critical path; each resource's work over its capacity; and, for
 * the activities that have at least `a` periods before them and `b` behind them, a + b + their work
 * over the capacity (Mingozzi et al. 1998 call the first two LB0 and LBX; Stinson, Davis, Khumawala
 * 1978 argue with heads and tails). Each activity counts with the least that one of its usable
 * modes takes. Of a problem that level_check lets pass. Scratch is in mem. O(arcs + resources *
 * activities * min(activities, 512)). */
int32_t level_lower_bound(struct arena *mem, const struct level_problem *p);

#endif
