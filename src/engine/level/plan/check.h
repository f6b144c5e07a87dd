/* engine/level/plan/check.h - what a calculated plan asks of its resources, and where too much.
 *
 * Knows nothing of how a plan was levelled: it places every assignment by the rules of the
 * calculation and adds up.
 */
#ifndef ENGINE_LEVEL_PLAN_CHECK_H
#define ENGINE_LEVEL_PLAN_CHECK_H

#include "engine/level/plan/levelling.h"

/* So many units of a resource are asked for in [from, to). */
struct level_load {
    int32_t resource, task;
    instant from, to;
    double  units;
};

/* What every task asks for, by task and time, as calculated with the given delays (NULL: those of
 * the network). Working intervals one by one. Finished and inactive tasks ask for nothing, of a
 * task begun only the rest counts. Lives in mem. */
struct level_loads {
    struct level_load *v;
    size_t             n;
    struct cpm_result  result; /* the calculation it is taken from */
};
err level_loads(struct arena *mem, const struct level_input *in, const int64_t *delay_s,
                struct level_loads *ret_loads);

/* Where loads add up to more than there is, by resource and time; more than `slack` of a unit
 * counts. O(loads log loads). */
void level_overloads(struct arena *mem, const struct level_input *in,
                     const struct level_loads *loads, struct level_overload **ret_overloads,
                     int32_t *ret_n);

#endif
