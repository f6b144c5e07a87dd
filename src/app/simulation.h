/* app/simulation.h - the simulation of a project, as a person asks for it.
 *
 * A project is simulated when it is asked for, and again a moment after its plan has changed, as
 * long as it is asked for. One runs at a time, on a published plan and on threads of its own; a
 * newer plan cancels it. Results are kept by the plan they are of.
 */
#ifndef APP_SIMULATION_H
#define APP_SIMULATION_H

#include "app/app.h"

struct simulation_wish {
    int32_t  trials; /* 1 … SIMULATION_TRIALS_MAX */
    uint64_t seed;
    double   correlation; /* of all durations, 0 … 1 */
};

/* What came out for a published plan; counted. */
struct plan_simulation;
struct simulation_view {
    const struct plan            *plan;
    struct simulation_wish        wish;
    const struct plan_simulation *simulated; /* domain/schedule/simulate.h */
};
const struct simulation_view *simulation_view_ref(const struct simulation_view *v);
void                          simulation_view_unref(const struct simulation_view *v);

struct simulation_ask {
    struct id                     project;
    const struct simulation_wish *wish;  /* NULL: as before, or the usual */
    bool                          waits; /* until there is a result for the present plan */
};
struct simulation_status {
    bool                          is_running, is_fresh; /* fresh: `last` is of the present plan */
    double                        progress;             /* 0 … 1 */
    struct simulation_wish        wish;
    const struct simulation_view *last;    /* NULL: none yet; the caller unrefs */
    str                           failure; /* why the last run ended without; absent: it did not */
};
/* Starts a simulation unless there is one of the present plan, and keeps it up to date while it is
 * asked for. ERR_NOT_FOUND, ERR_BUSY. */
err app_simulation(struct app *a, struct arena *mem, const struct simulation_ask *ask,
                   struct simulation_status *ret_status);
/* Called on the simulating thread when there is a new result. One listener. */
void app_listen_simulations(struct app *a, void (*see)(void *arg, struct id project, int64_t seq),
                            void       *arg);

#endif
