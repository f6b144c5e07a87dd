/* engine/simulate/tally.c - bins, and order statistics.
 *
 * Bins are powers of two wide, so that counting needs no division; the range of the first trials
 * is widened enough that hardly any later one lies outside.
 */
#include "engine/simulate/tally.h"

#include <string.h>

struct tally_range tally_range_of(const int64_t *values, int32_t n)
{
    int64_t least = INT64_MAX, most = INT64_MIN;
    for (int32_t i = 0; i < n; i++) {
        if (values[i] == INSTANT_NONE)
            return (struct tally_range){0, 0, false};
        least = values[i] < least ? values[i] : least;
        most = values[i] > most ? values[i] : most;
    }
    const int64_t span = most - least;
    uint8_t       shift = 0;
    while ((2 * span + 2) >> shift >= TALLY_BINS)
        shift++;
    return (struct tally_range){least - span / 2 - 1, shift, true};
}

void tally_new(struct arena *mem, int32_t n, bool has_bins, struct tally *ret_tally)
{
    struct tally t = {.critical = arena_array(mem, uint32_t, n + 1),
                      .on_time = arena_array(mem, uint32_t, n + 1)};
    if (has_bins)
        t.bins = arena_alloc(mem, sizeof *t.bins * ((size_t)n + 1));
    *ret_tally = t;
}

void tally_merge(struct tally *to, const struct tally *from, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        to->critical[i] += from->critical[i];
        to->on_time[i] += from->on_time[i];
        for (int b = 0; to->bins && b < TALLY_BINS; b++)
            to->bins[i][b] += from->bins[i][b];
    }
}

void tally_take(struct tally *to, uint16_t (*bins)[TALLY_BINS], int32_t n)
{
    for (int32_t i = 0; i < n; i++)
        for (int b = 0; b < TALLY_BINS; b++)
            to->bins[i][b] += bins[i][b];
    memset(bins, 0, sizeof *bins * (size_t)n);
}

int64_t tally_at(const uint32_t bins[TALLY_BINS], const struct tally_range *range, double p)
{
    int64_t all = 0, before = 0;
    int     at = 0;
    for (int b = 0; b < TALLY_BINS; b++)
        all += bins[b];
    const double want = p * (double)all;
    while (at < TALLY_BINS - 1 && (double)(before + bins[at]) < want)
        before += bins[at++];
    const double  part = bins[at] ? (want - (double)before) / bins[at] : 0;
    const int64_t width = (int64_t)1 << range->shift, low = range->from + at * width;
    return low + (int64_t)(part * (double)(width - 1) + 0.5);
}

static void swap(int64_t *a, int64_t *b)
{
    const int64_t t = *a;
    *a = *b;
    *b = t;
}

int64_t select_at(int64_t *v, int32_t n, int32_t k)
{
    int32_t low = 0, high = n - 1;
    while (low < high) {
        const int64_t pivot = v[low + (high - low) / 2];
        int32_t       i = low, j = high;
        while (i <= j) {
            while (v[i] < pivot)
                i++;
            while (v[j] > pivot)
                j--;
            if (i <= j)
                swap(&v[i++], &v[j--]);
        }
        if (k <= j)
            high = j;
        else if (k >= i)
            low = i;
        else
            break;
    }
    return v[k];
}

enum { SELECT_BINS = 256 };

/* Values by bins of 2^shift from the least on; begin[b] … begin[b + 1] in `room`. */
static void spread_out(struct selection s, int64_t *room, int32_t begin[SELECT_BINS + 1])
{
    int64_t least = s.values[0], most = least;
    int     shift = 0;
    int32_t next[SELECT_BINS];
    for (int32_t i = 1; i < s.n; i++) {
        least = s.values[i] < least ? s.values[i] : least;
        most = s.values[i] > most ? s.values[i] : most;
    }
    while (((uint64_t)most - (uint64_t)least) >> shift >= SELECT_BINS)
        shift++;
    memset(begin, 0, sizeof *begin * (SELECT_BINS + 1));
    for (int32_t i = 0; i < s.n; i++)
        begin[(((uint64_t)s.values[i] - (uint64_t)least) >> shift) + 1]++;
    for (int b = 0; b < SELECT_BINS; b++) {
        begin[b + 1] += begin[b];
        next[b] = begin[b];
    }
    for (int32_t i = 0; i < s.n; i++)
        room[next[((uint64_t)s.values[i] - (uint64_t)least) >> shift]++] = s.values[i];
}

void select_ranks(struct selection s, int64_t *room, int64_t *ret_values)
{
    int32_t begin[SELECT_BINS + 1];
    int     b = 0;
    spread_out(s, room, begin);
    for (int32_t k = 0; k < s.n_ranks; k++) {
        while (begin[b + 1] <= s.ranks[k])
            b++;
        ret_values[k] = select_at(room + begin[b], begin[b + 1] - begin[b], s.ranks[k] - begin[b]);
    }
}
