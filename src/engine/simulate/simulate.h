/* engine/simulate/simulate.h - Monte Carlo simulation of a whole network.
 *
 * Every trial draws the durations that are uncertain and calculates the network by the rules of
 * cpm.h: links, calendars, constraints, progress, summaries. Without uncertainty a trial is the
 * ordinary calculation, date for date. Draws are numbered by (seed, trial, variable) with
 * Threefry (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011), and stratified
 * over each 256 trials (Latin hypercube: McKay, Beckman & Conover 1979), so that the same seed
 * gives the same bytes on any number of threads.
 *
 * Finished tasks are certain, begun ones vary in what remains, as their whole would. Summaries,
 * external, inactive and blank rows have no duration of their own: see simulation_varies.
 */
#ifndef ENGINE_SIMULATE_SIMULATE_H
#define ENGINE_SIMULATE_SIMULATE_H

#include "engine/cpm.h"
#include "engine/simulate/result.h"
#include "engine/simulate/spread.h"

#include <stdatomic.h>

enum { SIMULATION_TRIALS_MAX = 1000000, SIMULATION_THREADS_MAX = 64 };

/* What varies. Durations in seconds of the task's own kind (working or elapsed). */
struct simulation_estimate {
    int32_t       task;
    int32_t       group; /* of correlation; -1 = none */
    struct spread spread;
};

/* Normal scores of two estimates of durations have this correlation, -1 … 1. What is asked for by
 * groups and pairs together may be impossible; then the nearest possible is taken (correlate.h). */
struct simulation_pair {
    int32_t a, b; /* estimates */
    double  correlation;
};

enum simulation_effect_kind {
    SIMULATION_DELAY,  /* seconds are added to the duration */
    SIMULATION_FACTOR, /* the duration is multiplied; 0 takes the task out of the trial */
    SIMULATION_COST,   /* minor units are added to the cost; no task needed */
};

/* Of an outcome; in the order given. */
struct simulation_effect {
    int32_t       outcome; /* ascending */
    int32_t       task;    /* TASK_NONE for SIMULATION_COST without one */
    uint8_t       kind;
    struct spread spread;
};

/* One of several ways that an event can go; the chances of an event's outcomes add up to 1 at most,
 * for the rest nothing happens. A risk is an event with one outcome; its fallback tasks are named
 * with the factor 0 by a second outcome that stands for "did not happen"; a branch of the network
 * is an outcome that takes the tasks of the other branches out. */
struct simulation_outcome {
    int32_t event; /* ascending */
    double  probability;
};

struct simulation_cost {
    int32_t       task;
    double        by_time_minor; /* grows and shrinks with the duration */
    struct spread fixed;         /* minor units besides */
};

/* Whoever works on a task may be away: as often as a Poisson process of that rate has it while the
 * task lasts, at most SIMULATION_ABSENCES_MAX times; each absence makes the task longer. As long as
 * somebody does one task at a time, this is what absences in his calendar do. */
struct simulation_absence {
    int32_t       task;
    double        rate;   /* a second of the task's own time */
    struct spread length; /* seconds */
};
enum { SIMULATION_ABSENCES_MAX = 15 };

struct simulation {
    const struct prepared            *prepared;
    const struct simulation_estimate *estimates;
    const struct simulation_pair     *pairs;
    const struct simulation_outcome  *outcomes;
    const struct simulation_effect   *effects;
    const struct simulation_cost     *costs;
    const struct simulation_absence  *absences;
    const double                     *groups; /* correlation within each group, 0 … 1 */
    int32_t      n_estimates, n_pairs, n_outcomes, n_effects, n_costs, n_groups, n_events;
    int32_t      n_absences;
    int32_t      trials, threads;
    int32_t      sampled; /* trials kept whole; 0: as many as is good */
    uint64_t     seed;
    bool         is_plain;  /* never by lanes: for tests that compare */
    bool         is_mixed;  /* as several calendars wherever that is possible: likewise */
    atomic_bool *cancelled; /* NULL: nobody does; set: ERR_TIMEOUT soon */
    atomic_int  *progress;  /* NULL, or trials done */
};

/* ERR_INVALID names what is wrong with the input; errors of cpm_pass; ERR_TIMEOUT when cancelled;
 * ERR_TOO_LARGE when the trials would need more than the memory that is good for a server. All of
 * the result lives in mem. O(trials * (tasks + links) / threads). */
err simulation_run(struct arena *mem, const struct simulation *s,
                   struct simulation_result *ret_result);

enum simulation_bar {
    SIMULATION_VARIES,
    SIMULATION_SUMMARY, /* follows from what is below */
    SIMULATION_FINISHED,
    SIMULATION_NOT_WORK, /* blank, inactive, external, spans others */
    SIMULATION_NO_DURATION,
};
/* Whether the duration of a task may vary, or what keeps it from that. */
enum simulation_bar simulation_varies(const struct prepared *p, int32_t task);
/* The seconds that vary: the duration, or what remains of it. */
int64_t simulation_planned(const struct prepared *p, int32_t task);
int64_t simulation_whole(const struct prepared *p, int32_t task); /* the duration; 0 for none */

#endif
