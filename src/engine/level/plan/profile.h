/* engine/level/plan/profile.h - free units of a resource as steps over an axis. Inside this folder
 * only.
 */
#ifndef ENGINE_LEVEL_PLAN_PROFILE_H
#define ENGINE_LEVEL_PLAN_PROFILE_H

#include "engine/level/plan/levelling.h"

#define LEVEL_NEVER INT64_MAX
enum { LEVEL_UNIT = 10000 }; /* units are counted in ten-thousandths */

struct profile {
    const struct worktime *axis; /* NULL: time itself */
    int64_t               *at;   /* begin of each step; [0] is INT64_MIN */
    int32_t               *left; /* free units from there on; below zero: too much is taken */
    int32_t                n, cap;
    int32_t                peak; /* the most there ever is */
};

void profile_init(struct profile *p, struct arena *mem, const struct level_resource *r,
                  const struct worktime *axis);
void profile_copy(struct profile *to, struct arena *mem, const struct profile *from);
void profile_take(struct profile *p, struct arena *mem, const int64_t span[2], int32_t units);
/* The earliest x >= from with `need` free units over [x, x + length), or LEVEL_NEVER. */
int64_t profile_fit(const struct profile *p, int64_t from, int64_t length, int32_t need);
/* The latest x <= from with the same, or INT64_MIN. */
int64_t profile_fit_back(const struct profile *p, int64_t from, int64_t length, int32_t need);
/* The first stretch within span where fewer are free; false: nowhere. */
bool profile_short(const struct profile *p, const int64_t span[2], int32_t need,
                   int64_t ret_short[2]);

#endif
