/* tests/engine/level/small.h - problems for the tests of levelling, drawn from a seed.
 *
 * Activity 0 and the last are dummies; each other one follows up to three earlier ones.
 */
#ifndef TESTS_ENGINE_LEVEL_SMALL_H
#define TESTS_ENGINE_LEVEL_SMALL_H

#include "base/arena.h"
#include "engine/level/problem.h"

struct small {
    int32_t  activities, resources, stocks, modes; /* modes: at most, an activity */
    int32_t  longest, capacity;
    int32_t  lag_least, lag_most;
    uint64_t seed;
};

struct level_problem small_problem(struct arena *mem, const struct small *s);

/* The shortest makespan by trying every list of a few activities (single mode). */
int32_t small_shortest(struct arena *mem, const struct level_problem *p);

#endif
