/* engine/worktime.c - builds and combines compiled calendars.
 *
 * The tables are what makes lookups constant: a bucket is chosen no wider than the smallest
 * distance between two begins (or two ends of work), so that one comparison after the table
 * finds the interval. For odd calendars with intervals of minutes the bucket stops shrinking
 * where the table would outgrow the intervals; then a few steps are walked.
 *
 * Invariants: spans are sorted, disjoint and do not touch; done is their running sum.
 * It knows nothing about days, weeks or zones.
 */
#include "engine/worktime.h"

#include <string.h>

enum { SHIFT_MIN = 6, SHIFT_MAX = 40, ENTRIES_PER_SPAN = 8 };

/* Cuts to the horizon and melts; returns the number of spans written behind spans[0]. NULL: counts
 * only. */
static uint32_t spans_fill(struct worktime_span *spans, struct horizon h,
                           const struct worktime_interval *in, size_t n)
{
    uint32_t count = 0;
    int64_t  done = 0;
    instant  end = h.from; /* of the newest span */
    for (size_t i = 0; i < n; i++) {
        instant    a = in[i].begin < h.from ? h.from : in[i].begin;
        instant    b = in[i].end > h.to ? h.to : in[i].end;
        const bool touches = count && a <= end;
        a = touches ? end : a;
        if (b <= a)
            continue;
        count += !touches;
        if (!touches && spans)
            spans[count] = (struct worktime_span){a, done};
        done += b - a;
        end = b;
    }
    if (!spans)
        return count;
    spans[0] = (struct worktime_span){h.from, 0};
    spans[count + 1] = (struct worktime_span){h.to, done};
    spans[count + 2] = (struct worktime_span){INT64_MAX, done};
    return count;
}

static uint8_t shift_for(int64_t gap, int64_t extent, uint32_t n)
{
    uint8_t shift = SHIFT_MIN;
    while (shift < SHIFT_MAX &&
           ((int64_t)2 << shift <= gap || (extent >> shift) > (int64_t)(n + 2) * ENTRIES_PER_SPAN))
        shift++;
    return shift;
}

static const uint32_t *time_table(struct arena *mem, const struct worktime *w)
{
    const size_t n = (size_t)((w->to - w->from) >> w->time_shift) + 1;
    uint32_t    *table = arena_array(mem, uint32_t, n);
    uint32_t     at = 0;
    for (size_t i = 0; i < n; i++) {
        const instant t = w->from + ((int64_t)i << w->time_shift);
        while (at < w->n + 1 && w->spans[at + 1].begin <= t)
            at++;
        table[i] = at;
    }
    return table;
}

static const uint32_t *work_table(struct arena *mem, const struct worktime *w)
{
    const size_t n = (size_t)(w->total >> w->work_shift) + 1;
    uint32_t    *table = arena_array(mem, uint32_t, n);
    uint32_t     at = 0;
    for (size_t i = 0; i < n; i++) {
        const int64_t work = (int64_t)i << w->work_shift;
        while (at < w->n && w->spans[at + 1].done <= work)
            at++;
        table[i] = at;
    }
    return table;
}

const struct worktime *worktime_build(struct arena *mem, struct horizon horizon,
                                      const struct worktime_interval *intervals, size_t n)
{
    struct worktime      *w = arena_new(mem, struct worktime);
    const uint32_t        count = spans_fill(NULL, horizon, intervals, n);
    struct worktime_span *spans = arena_array(mem, struct worktime_span, (size_t)count + 3);
    w->from = horizon.from;
    w->to = horizon.to;
    w->n = spans_fill(spans, horizon, intervals, n);
    w->spans = spans;
    w->total = spans[w->n + 1].done;
    w->is_continuous = w->total == horizon.to - horizon.from;
    int64_t begin_gap = INT64_MAX, work_gap = INT64_MAX;
    for (uint32_t i = 1; i <= w->n; i++) {
        const int64_t length = spans[i + 1].done - spans[i].done;
        const int64_t gap = spans[i + 1].begin - spans[i].begin;
        work_gap = length < work_gap && i < w->n ? length : work_gap;
        begin_gap = gap < begin_gap && i < w->n ? gap : begin_gap;
    }
    w->time_shift = shift_for(begin_gap, horizon.to - horizon.from, w->n);
    w->work_shift = shift_for(work_gap, w->total, w->n);
    w->by_time = time_table(mem, w);
    w->by_work = work_table(mem, w);
    return w;
}

static instant span_end(const struct worktime *w, uint32_t i)
{
    return w->spans[i].begin + (w->spans[i + 1].done - w->spans[i].done);
}

const struct worktime *worktime_intersect(struct arena *mem, const struct worktime *a,
                                          const struct worktime *b)
{
    struct worktime_interval *both = arena_array(mem, struct worktime_interval,
                                                 (size_t)a->n + b->n + 1);
    size_t                    n = 0;
    for (uint32_t i = 1, k = 1; i <= a->n && k <= b->n;) {
        const instant ea = span_end(a, i), eb = span_end(b, k);
        const instant begin = a->spans[i].begin > b->spans[k].begin ? a->spans[i].begin
                                                                    : b->spans[k].begin;
        const instant end = ea < eb ? ea : eb;
        if (begin < end)
            both[n++] = (struct worktime_interval){begin, end};
        if (ea <= eb)
            i++;
        else
            k++;
    }
    return worktime_build(mem, (struct horizon){a->from, a->to}, both, n);
}

const struct worktime *worktime_always(struct arena *mem, struct horizon horizon)
{
    const struct worktime_interval all = {horizon.from, horizon.to};
    return worktime_build(mem, horizon, &all, 1);
}

static bool same_span(const struct worktime *a, uint32_t i, const struct worktime *b, uint32_t k)
{
    return a->spans[i].begin == b->spans[k].begin && span_end(a, i) == span_end(b, k);
}

/* Where either begins first, or, beginning together, ends first; the horizon's end when one has no
 * more. */
static instant first_apart(const struct worktime *a, const struct worktime *b, uint32_t i)
{
    const instant begin_a = a->spans[i].begin, begin_b = b->spans[i].begin;
    if (begin_a != begin_b)
        return begin_a < begin_b ? begin_a : begin_b;
    const instant end_a = span_end(a, i), end_b = span_end(b, i);
    return end_a < end_b ? end_a : end_b;
}

/* The same from the end; 0 are the guards, where nothing is worked. */
static instant last_apart(const struct worktime *a, uint32_t i, const struct worktime *b,
                          uint32_t k)
{
    const instant end_a = span_end(a, i), end_b = span_end(b, k);
    if (end_a != end_b)
        return end_a > end_b ? end_a : end_b;
    const instant begin_a = a->spans[i].begin, begin_b = b->spans[k].begin;
    return begin_a > begin_b ? begin_a : begin_b;
}

struct horizon worktime_difference(const struct worktime *a, const struct worktime *b)
{
    uint32_t i = 1, k = a->n, m = b->n;
    while (i <= a->n && i <= b->n && same_span(a, i, b, i))
        i++;
    if (i > a->n && i > b->n)
        return (struct horizon){a->to, a->to};
    while (k >= i && m >= i && same_span(a, k, b, m)) {
        k--;
        m--;
    }
    return (struct horizon){first_apart(a, b, i), last_apart(a, k, b, m)};
}

bool worktime_verify(const struct worktime *w)
{
    int64_t done = 0;
    for (uint32_t i = 1; i <= w->n; i++) {
        const instant begin = w->spans[i].begin, end = span_end(w, i);
        if (w->spans[i].done != done || end <= begin || begin < w->from || end > w->to)
            return false;
        if (i < w->n && w->spans[i + 1].begin <= end)
            return false;
        if (worktime_before(w, begin) != done || worktime_start_at(w, done) != begin)
            return false;
        done += end - begin;
        if (worktime_before(w, end) != done || worktime_finish_at(w, done) != end)
            return false;
    }
    return done == w->total;
}
