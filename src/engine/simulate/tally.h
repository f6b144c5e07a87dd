/* engine/simulate/tally.h - counts of many trials in little memory, and quantiles from them.
 *
 * The first trials are kept whole, as columns: they give everything that needs all values at once,
 * and the range of each date. Later trials are counted in 128 bins over that range. All counts are
 * integers, so that sums over threads do not depend on who counted what.
 */
#ifndef ENGINE_SIMULATE_TALLY_H
#define ENGINE_SIMULATE_TALLY_H

#include "engine/simulate/draw.h"

enum { TALLY_BINS = 128, TALLY_FLUSH_AT = UINT16_MAX - LANES };

/* Values of the first trials, by row: value[row * n + trial]. */
struct sample {
    int32_t  n;              /* trials */
    int64_t *start, *finish; /* by task; INSTANT_NONE: no date */
    int32_t *duration;       /* by varied */
    int8_t  *outcome;        /* by event */
};

/* Where the bins of a task lie: value v in bin (v - from) >> shift. */
struct tally_range {
    int64_t from;
    uint8_t shift;
    bool    is_dated; /* false: no dates */
};
/* Over n values and half of their span more on both sides. */
struct tally_range tally_range_of(const int64_t *values, int32_t n);

/* Of one thread; later added up. By task. */
struct tally {
    uint32_t (*bins)[TALLY_BINS];
    uint32_t *critical, *on_time;
};
void tally_new(struct arena *mem, int32_t n_tasks, bool has_bins, struct tally *ret_tally);
void tally_merge(struct tally *to, const struct tally *from, int32_t n_tasks);
/* Adds narrow bins, in which at most TALLY_FLUSH_AT trials have been counted, and empties them. */
void tally_take(struct tally *to, uint16_t (*bins)[TALLY_BINS], int32_t n_tasks);

static inline int32_t tally_bin(const struct tally_range *range, int64_t value)
{
    const int64_t at = (value - range->from) >> range->shift;
    return at < 0 ? 0 : at < TALLY_BINS ? (int32_t)at : TALLY_BINS - 1;
}

/* Smallest value that a share p of all counted ones does not exceed, straight within a bin. */
int64_t tally_at(const uint32_t bins[TALLY_BINS], const struct tally_range *range, double p);

/* The k-th smallest of n values, which are put in another order (Hoare 1961). O(n). */
int64_t select_at(int64_t *values, int32_t n, int32_t k);

/* The values of the given ranks, ascending; `room` holds n. By 256 equal bins first, so that hardly
 * anything is left to select from. O(n). */
struct selection {
    const int64_t *values;
    int32_t        n, n_ranks;
    const int32_t *ranks;
};
void select_ranks(struct selection s, int64_t *room, int64_t *ret_values);

/* Which of n sorted values a share p does not exceed. */
static inline int32_t rank_of(int32_t n, double p)
{
    const double at = p * n - 1e-9;
    int32_t      k = (int32_t)at;
    k += k < at ? 1 : 0;
    return k < 1 ? 0 : k > n ? n - 1 : k - 1;
}

#endif
