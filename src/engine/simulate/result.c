/* engine/simulate/result.c - percentiles and chances from the sorted values of all trials.
 *
 * Order statistics: a percentile is a value that a trial had, never one between two.
 */
#include "engine/simulate/result.h"

#include "engine/simulate/tally.h"

instant simulation_at(const instant *sorted, int32_t n, double p)
{
    return sorted[rank_of(n, p)];
}

double simulation_cost_at(const double *sorted, int32_t n, double p)
{
    return sorted[rank_of(n, p)];
}

double simulation_chance(const instant *sorted, int32_t n, instant at)
{
    int32_t low = 0, high = n;
    while (low < high) {
        const int32_t middle = low + (high - low) / 2;
        if (sorted[middle] <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low / (double)n;
}
