/* engine/simulate/result.h - what a simulation tells: of each task, of the project, by trial. */
#ifndef ENGINE_SIMULATE_RESULT_H
#define ENGINE_SIMULATE_RESULT_H

#include "base/day.h"

#include <stdint.h>

enum { SIMULATION_POINTS = 5 }; /* P10, P50, P80, P90, P95 */
extern const double simulation_points[SIMULATION_POINTS];

/* One task. Dates that are not there (blank rows) are INSTANT_NONE. */
struct simulation_item {
    instant start[SIMULATION_POINTS], finish[SIMULATION_POINTS]; /* not later than, by chance */
    double  criticality;     /* share of trials in which it was critical */
    double  cruciality;      /* rank correlation of its duration with the finish, -1 … 1 */
    double  sensitivity;     /* schedule sensitivity index: sd(task) criticality / sd(project) */
    double  on_time;         /* chance to meet its deadline; NaN without one */
    int64_t duration_mean_s; /* of what varies: the rest, when begun */
    int64_t duration_sd_s;
};

/* What moves the finish most: its mean over the fifth of the trials with the shortest and the
 * longest duration of a task, or without and with an event. Widest first. */
struct simulation_swing {
    int32_t task, event;   /* one of them is -1 */
    int64_t low_s, high_s; /* against the mean finish */
};

enum { SIMULATION_SWINGS_MAX = 20 };

struct simulation_result {
    int32_t trials, n_items, n_swings, n_varied;
    int32_t sampled; /* trials that starts, cruciality and swings are taken from */
    int64_t bin_s;   /* the finishes of items are exact up to that; 0: exact */
    const struct simulation_item  *items; /* by task */
    const struct simulation_swing *swings;
    const instant                 *finish; /* of the project, by trial */
    const double                  *cost;   /* minor units, by trial */
    const instant                 *finish_sorted;
    const double                  *cost_sorted;
    instant                        start;          /* of the plan, where elapsed time begins */
    instant                        planned_finish; /* without any uncertainty */
    double                         planned_cost;
    double                         finish_mean_s, finish_sd_s; /* elapsed since `start` */
    double                         cost_mean, cost_sd;
    double                         repaired; /* largest change of a correlation; 0: none needed */
    bool                           by_lanes; /* the fast way was possible */
};

/* Smallest value that a share p of the n sorted ones does not exceed. */
instant simulation_at(const instant *sorted, int32_t n, double p);
double  simulation_cost_at(const double *sorted, int32_t n, double p);
/* Share of the sorted values that are not later. */
double simulation_chance(const instant *sorted, int32_t n, instant at);

#endif
