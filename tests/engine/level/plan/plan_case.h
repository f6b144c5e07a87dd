/* tests/engine/level/plan/plan_case.h - plans to be levelled, and whether a levelled one holds. */
#ifndef TESTS_ENGINE_LEVEL_PLAN_CASE_H
#define TESTS_ENGINE_LEVEL_PLAN_CASE_H

#include "engine/level/plan/check.h"
#include "engine/random_net.h"

enum { RESOURCES = 4 };

struct plan_case {
    struct network        net;
    struct level_resource resources[RESOURCES];
    struct level_step     steps[RESOURCES][3];
    struct level_input    in;
};

extern const struct mix case_plain, case_everything;

/* Two to four units each; the last two resources vary. Each resource works on one calendar in half
 * of the plans, else on any. */
void case_random(struct plan_case *c, struct arena *mem, const struct mix *mix, uint64_t seed);

/* n tasks of one day each for one person, no links. */
void case_queue(struct plan_case *c, struct arena *mem, int32_t n);

/* The input as the output would have it: who does what, and pieces; not its delays. */
void case_after(const struct plan_case *c, struct arena *mem, const struct level_output *out,
                struct level_input *ret_after);

/* Calculated so, nobody is asked for too much, unless a task that is bound is among those who ask.
 */
bool case_is_levelled(const struct plan_case *c, struct arena *mem, const struct level_output *out);

/* Levels it twice, and fails where somebody is overloaded, a bound is passed, what may not move
 * has moved, or the answer is another. Plans that go round in a circle are left. */
void case_level_check(const struct plan_case *c, struct arena *mem, uint64_t seed);

#endif
