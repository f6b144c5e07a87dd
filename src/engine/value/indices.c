/* engine/value/indices.c - indices and forecasts from sums and times.
 *
 * Every figure is a quotient of a few sums; NaN goes through by itself, so that nothing that cannot
 * be told is told as a number.
 */
#include "engine/value/value.h"

#include <math.h>

const char *const value_cost_words[] = {
    "planned", "cpi",   "cpi_spi",   "bottom_up",  "weighted", "recent_cpi",
    "spi",     "spi_t", "cpi_spi_t", "weighted_t", NULL,
};
const char *const value_time_words[] = {
    "pv", "pv_spi", "pv_sci", "ed", "ed_spi", "ed_sci", "es", "es_spi_t", "es_sci_t", NULL,
};

static double quotient(double a, double b)
{
    return b != 0 ? a / b : NAN;
}

static void cost_forecasts(struct value_indices *x, struct value_sum s, double recent_cpi,
                           double to_complete)
{
    const double factors[VALUE_COST_COUNT] = {
        [VALUE_COST_PLANNED] = 1,
        [VALUE_COST_CPI] = x->cpi,
        [VALUE_COST_CPI_SPI] = x->cpi * x->spi,
        [VALUE_COST_BOTTOM_UP] = NAN,
        [VALUE_COST_WEIGHTED] = 0.8 * x->cpi + 0.2 * x->spi,
        [VALUE_COST_RECENT] = recent_cpi,
        [VALUE_COST_SPI] = x->spi,
        [VALUE_COST_SPI_T] = x->spi_t,
        [VALUE_COST_CPI_SPI_T] = x->cpi * x->spi_t,
        [VALUE_COST_WEIGHTED_T] = 0.8 * x->cpi + 0.2 * x->spi_t,
    };
    for (int k = 0; k < VALUE_COST_COUNT; k++)
        x->cost[k] = s.actual + quotient(s.budget - s.earned, factors[k]);
    x->cost[VALUE_COST_BOTTOM_UP] = s.actual + to_complete;
}

/* Planned duration less the time that the variance stands for, at the mean rate of the budget. */
static double duration_by_variance(struct value_sum s, double planned_s)
{
    return planned_s - quotient((s.earned - s.planned) * planned_s, s.budget);
}

static void time_forecasts(struct value_indices *x, struct value_sum s, struct value_times t)
{
    const double sci = x->spi * x->cpi, sci_t = x->spi_t * x->cpi;
    const double earned_duration = t.actual_s * x->spi;
    const double longest = fmax(t.planned_s, t.actual_s);
    const double values[VALUE_TIME_COUNT] = {
        [VALUE_TIME_PV] = duration_by_variance(s, t.planned_s),
        [VALUE_TIME_PV_SPI] = quotient(t.planned_s, x->spi),
        [VALUE_TIME_PV_SCI] = quotient(t.planned_s, sci),
        [VALUE_TIME_ED] = t.actual_s + (longest - earned_duration),
        [VALUE_TIME_ED_SPI] = t.actual_s + quotient(longest - earned_duration, x->spi),
        [VALUE_TIME_ED_SCI] = t.actual_s + quotient(longest - earned_duration, sci),
        [VALUE_TIME_ES] = t.actual_s + (t.planned_s - t.earned_s),
        [VALUE_TIME_ES_SPI] = t.actual_s + quotient(t.planned_s - t.earned_s, x->spi_t),
        [VALUE_TIME_ES_SCI] = t.actual_s + quotient(t.planned_s - t.earned_s, sci_t),
    };
    for (int k = 0; k < VALUE_TIME_COUNT; k++)
        x->time_s[k] = values[k];
}

/* Whether the known ones of the first five forecasts lie more than a tenth of the budget apart. */
static bool is_spread(const double *cost, double budget)
{
    double low = INFINITY, high = -INFINITY;
    for (int k = VALUE_COST_PLANNED; k <= VALUE_COST_WEIGHTED; k++) {
        if (isnan(cost[k]))
            continue;
        low = fmin(low, cost[k]);
        high = fmax(high, cost[k]);
    }
    return high - low > 0.1 * budget;
}

struct value_indices value_indices_of(struct value_sum s, struct value_times t, double recent_cpi,
                                      double to_complete)
{
    struct value_indices x = {
        .cv = s.earned - s.actual,
        .sv = s.earned - s.planned,
        .cpi = quotient(s.earned, s.actual),
        .spi = quotient(s.earned, s.planned),
        .done = quotient(s.earned, s.budget),
        .sv_t_s = t.earned_s - t.actual_s,
        .spi_t = quotient(t.earned_s, t.actual_s),
        .tspi = t.actual_s < t.planned_s
                    ? quotient(t.planned_s - t.earned_s, t.planned_s - t.actual_s)
                    : NAN, /* the planned time is over */
        .tcpi_budget = quotient(s.budget - s.earned, s.budget - s.actual),
    };
    cost_forecasts(&x, s, recent_cpi, to_complete);
    time_forecasts(&x, s, t);
    x.to_complete = x.cost[VALUE_COST_CPI] - s.actual;
    x.variance = s.budget - x.cost[VALUE_COST_CPI];
    x.tcpi_forecast = quotient(s.budget - s.earned, x.to_complete);
    x.is_out_of_reach = x.tcpi_budget - x.cpi > 0.1;
    x.is_uncertain = is_spread(x.cost, s.budget);
    return x;
}
