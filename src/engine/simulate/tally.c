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
