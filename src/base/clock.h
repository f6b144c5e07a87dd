/* base/clock.h - the time of day as something that is handed in, so that tests own it. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/day.h"

struct clock {
    instant (*now)(void *self);
    void *self;
};

struct clock clock_system(void);
struct clock clock_fixed(instant *at); /* reads *at; the test moves it */

static inline instant clock_now(struct clock c)
{
    return c.now(c.self);
}

/* Monotonic nanoseconds, for measuring and time-outs only. */
int64_t clock_mono_ns(void);

#endif
