/* base/clock.c - the system's clock and one that a test moves.
 *
 * What is handed in is a value, so that nothing above base asks the system for the time. The
 * monotonic clock stands apart: it measures, it never dates anything.
 */
#include "base/clock.h"

#include <time.h>

static instant system_now(void *self)
{
    (void)self;
    struct timespec ts;
    clock_gettime(CLOCK_REALTIME, &ts);
    return ts.tv_sec;
}

struct clock clock_system(void)
{
    return (struct clock){system_now, NULL};
}

static instant fixed_now(void *self)
{
    return *(const instant *)self;
}

struct clock clock_fixed(instant *at)
{
    return (struct clock){fixed_now, at};
}

int64_t clock_mono_ns(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}
