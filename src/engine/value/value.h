/* engine/value/value.h - earned value and earned schedule of a plan at one moment.
 *
 * Planned value is the budget of the baseline, put in time; earned value the budget of what is done
 * by then; actual cost what it took (EIA-748, NDIA "Earned Value Management Systems"). Earned
 * schedule is the working time by which the baseline meant to have earned that much (Lipke,
 * "Schedule is different", 2003; Vandevoorde & Vanhoucke, "A comparison of different project
 * duration forecasting methods using earned value metrics", 2006, for the forecasts of time).
 *
 * Plain arrays in, plain numbers out; money in minor units, time in working seconds of the plan's
 * calendar. A figure that would need a division by zero is NaN, which means "not applicable" and
 * never 0.
 */
#ifndef ENGINE_VALUE_VALUE_H
#define ENGINE_VALUE_VALUE_H

#include "engine/worktime.h"

enum value_method {
    VALUE_PERCENT,      /* `share`, as measured: physical per cent, units made, points accepted */
    VALUE_ZERO_HUNDRED, /* all when finished */
    VALUE_FIFTY_FIFTY,  /* half when begun, the rest when finished */
    VALUE_APPORTIONED,  /* in step with another item: inspection of what it makes */
    VALUE_LEVEL_OF_EFFORT, /* earned as planned */
};

struct value_item {
    instant start, finish; /* of the baseline; INSTANT_NONE = not in it: no budget, only cost */
    double  at_start, spread,
        at_end; /* its budget: due at start, evenly over working time, at finish */
    const struct worktime *calendar; /* of the spread; NULL = the plan's */
    enum value_method      method;
    double                 share; /* 0–1 of the result, where the method asks; NaN counts as 0 */
    int32_t                base;  /* of an apportioned one: index of the item it follows */
    instant                actual_start, actual_finish; /* INSTANT_NONE = not yet */
    double                 actual;                      /* cost to date */
};

struct value_plan {
    const struct value_item *items;
    int32_t                  n;
    const struct worktime   *calendar;    /* in which schedule is measured */
    double                   to_complete; /* estimated by those who do the work; NaN = not known */
};

enum { VALUE_SERIES_MAX = 4096 };

/* What one item, or all of them, planned, earned and cost. */
struct value_sum {
    double budget, planned, earned, actual;
};

/* Forecasts of cost: actual + (budget - earned) / factor. */
enum value_cost_forecast {
    VALUE_COST_PLANNED, /* factor 1: the rest as budgeted */
    VALUE_COST_CPI,
    VALUE_COST_CPI_SPI,
    VALUE_COST_BOTTOM_UP, /* actual + to_complete */
    VALUE_COST_WEIGHTED,  /* 0.8 CPI + 0.2 SPI */
    VALUE_COST_RECENT,    /* CPI of the last three periods */
    VALUE_COST_SPI,
    VALUE_COST_SPI_T,
    VALUE_COST_CPI_SPI_T,
    VALUE_COST_WEIGHTED_T, /* 0.8 CPI + 0.2 SPI(t) */
    VALUE_COST_COUNT,
};

/* Forecasts of duration from the start: by planned value (Anbari), earned duration (Jacob), earned
 * schedule (Lipke); the rest as planned, by SPI, by SPI × CPI. */
enum value_time_forecast {
    VALUE_TIME_PV,
    VALUE_TIME_PV_SPI,
    VALUE_TIME_PV_SCI,
    VALUE_TIME_ED,
    VALUE_TIME_ED_SPI,
    VALUE_TIME_ED_SCI,
    VALUE_TIME_ES,
    VALUE_TIME_ES_SPI, /* SPI(t): the one called IEAC(t) */
    VALUE_TIME_ES_SCI, /* SPI(t) × CPI */
    VALUE_TIME_COUNT,
};

extern const char *const value_cost_words[], *const value_time_words[];

/* What follows from sums and times alone. */
struct value_indices {
    double cv, sv, cpi, spi, done;     /* done = earned / budget */
    double sv_t_s, spi_t, tspi;        /* by earned schedule */
    double cost[VALUE_COST_COUNT];     /* at completion */
    double to_complete, variance;      /* EAC by CPI less actual; budget less that EAC */
    double tcpi_budget, tcpi_forecast; /* needed to meet the budget, the EAC by CPI */
    double time_s[VALUE_TIME_COUNT];   /* working seconds from the start */
    bool   is_out_of_reach;            /* TCPI exceeds CPI by more than 0.10 */
    bool   is_uncertain;               /* EAC (1) to (5) differ by more than 10 % of the budget */
};

struct value_times {
    double planned_s, actual_s, earned_s; /* planned duration, time so far, earned schedule */
};

struct value_result {
    struct value_sum        all;
    struct value_times      times;
    instant                 start, finish; /* of the baseline; INSTANT_NONE when nothing is in it */
    instant                 earned_at;     /* the moment of the earned schedule */
    double                  adherence;     /* p-factor; NaN before anything is earned */
    struct value_indices    indices;
    const struct value_sum *items; /* by item */
};

/* All figures at the moment `at`. ERR_INVALID names an apportioned item that follows nothing, or
 * itself by a circle. O(items · log of the seconds of the baseline). */
err value_measure(struct arena *mem, const struct value_plan *plan, instant at,
                  struct value_result *ret_result);

/* The indices of given sums: what value_measure uses. `recent_cpi` may be NaN. */
struct value_indices value_indices_of(struct value_sum all, struct value_times times,
                                      double recent_cpi, double to_complete);

/* Planned value of one item at t. O(1). */
double value_planned(const struct value_item *item, const struct worktime *plan, instant t);

/* Planned, earned and actual at each of the moments, in ascending order. Between its actual start
 * and the moment `at` an item is taken to have earned and cost evenly; later moments carry what
 * stands at `at`, which whoever draws the line leaves out. O(items · moments). */
struct value_moments {
    const instant *v;
    int32_t        n;
};
err value_series(struct arena *mem, const struct value_plan *plan, instant at,
                 struct value_moments moments, struct value_sum **ret_sums);

/* Earned schedule in whole periods and a part of the next, C + (EV − PV_C) / (PV_C+1 − PV_C), of
 * planned values at the ends of periods 0 (the start), 1, …: the textbook's form. */
double value_earned_periods(const double *planned, int32_t n, double earned);

#endif
