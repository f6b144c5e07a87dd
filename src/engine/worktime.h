/* engine/worktime.h - a compiled calendar, and moving along it in constant time.
 *
 * W(t) is the working time before t, in seconds. Everything else follows from it and its two
 * inverses. Adding takes the earliest moment with the wanted W, so that a finish lies at 17:00;
 * subtracting takes the latest, so that a start lies at 08:00; zero changes nothing.
 *
 * Outside its horizon a calendar knows nothing: there the results lie near INSTANT_BEFORE or
 * INSTANT_BEYOND, far from every plan, and stay there in every further step, so that a caller looks
 * once at its smallest and largest date. Immutable, any thread. Each function here is O(1): a table
 * lookup by time or by work leads to the interval or the one before it.
 */
#ifndef ENGINE_WORKTIME_H
#define ENGINE_WORKTIME_H

#include "base/day.h"
#include "base/err.h"

#define INSTANT_BEFORE (INT64_MIN / 4)
#define INSTANT_BEYOND (INT64_MAX / 4)

/* A working interval: [begin, begin + done of the next - done). */
struct worktime_span {
    instant begin;
    int64_t done; /* working seconds of the horizon before begin */
};

struct worktime {
    const struct worktime_span *spans; /* [0] and [n + 1] are empty guards at the horizon's ends */
    const uint32_t             *by_time; /* the last span that begins by from + (i << time_shift) */
    const uint32_t             *by_work; /* the last span whose done <= i << work_shift */
    instant                     from, to;
    int64_t                     total; /* working seconds of the horizon */
    uint32_t                    n;     /* intervals, without the guards */
    uint8_t                     time_shift, work_shift;
    bool                        is_continuous; /* round the clock over the whole horizon */
};

struct horizon {
    instant from, to;
};

/* Intervals [begin, end) in ascending order to a worktime; touching and overlapping ones melt,
 * empty ones go, what lies outside the horizon is cut off. None at all is fine (n = 0). */
struct worktime_interval {
    instant begin, end;
};
const struct worktime *worktime_build(struct arena *mem, struct horizon horizon,
                                      const struct worktime_interval *intervals, size_t n);

/* Time that is working time of both. Both have the same horizon. O(intervals). */
const struct worktime *worktime_intersect(struct arena *mem, const struct worktime *a,
                                          const struct worktime *b);

/* Round the clock: one interval over the whole horizon. */
const struct worktime *worktime_always(struct arena *mem, struct horizon horizon);

/* From where to where two calendars of the same horizon differ: before and behind that every moment
 * is working time of both or of neither. Empty when they agree. O(intervals). */
struct horizon worktime_difference(const struct worktime *a, const struct worktime *b);

/* Whether the tables agree with the intervals: for tests and debug builds. O(n + tables). */
bool worktime_verify(const struct worktime *w);

/* W(t). */
static inline int64_t worktime_before(const struct worktime *w, instant t)
{
    const uint64_t at = (uint64_t)t - (uint64_t)w->from;
    if (__builtin_expect(at >= (uint64_t)w->to - (uint64_t)w->from, 0))
        return t < w->from ? INSTANT_BEFORE : t == w->to ? w->total : INSTANT_BEYOND;
    if (w->is_continuous)
        return (int64_t)at;
    const struct worktime_span *s = w->spans + w->by_time[at >> w->time_shift];
    s += t >= s[1].begin;
    while (__builtin_expect(t >= s[1].begin, 0))
        s++;
    const int64_t in = t - s->begin, length = s[1].done - s->done;
    return s->done + (in < length ? in : length);
}

/* The latest moment with W = work. */
static inline instant worktime_start_at(const struct worktime *w, int64_t work)
{
    if (__builtin_expect((uint64_t)work >= (uint64_t)w->total, 0))
        return work < 0 ? INSTANT_BEFORE : INSTANT_BEYOND;
    if (w->is_continuous)
        return w->from + work;
    const struct worktime_span *s = w->spans + w->by_work[(uint64_t)work >> w->work_shift];
    s += work >= s[1].done;
    while (__builtin_expect(work >= s[1].done, 0))
        s++;
    return s->begin + (work - s->done);
}

/* The earliest moment with W = work. */
static inline instant worktime_finish_at(const struct worktime *w, int64_t work)
{
    return worktime_start_at(w, work - 1) + 1;
}

/* The plus of the scheduling rules; a negative d is the minus. */
static inline instant worktime_add(const struct worktime *w, instant t, int64_t d)
{
    if (d == 0)
        return t;
    const int64_t work = worktime_before(w, t) + d;
    return d > 0 ? worktime_finish_at(w, work) : worktime_start_at(w, work);
}

static inline instant worktime_sub(const struct worktime *w, instant t, int64_t d)
{
    return worktime_add(w, t, -d);
}

/* Working seconds from a to b; negative when b is before a. */
static inline int64_t worktime_between(const struct worktime *w, instant a, instant b)
{
    return worktime_before(w, b) - worktime_before(w, a);
}

/* t if it lies in [begin, end) of an interval, else the next begin. */
static inline instant worktime_next(const struct worktime *w, instant t)
{
    return worktime_start_at(w, worktime_before(w, t));
}

/* t if it lies in (begin, end] of an interval, else the last end before. */
static inline instant worktime_prev(const struct worktime *w, instant t)
{
    return worktime_finish_at(w, worktime_before(w, t));
}

#endif
