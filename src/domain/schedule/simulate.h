/* domain/schedule/simulate.h - a plan's uncertainty: its estimates, simulated.
 *
 * Reads the three estimates of each item, its costs, risks, branches, what goes together, who may
 * be absent (domain/uncertain/), and the engine's network of the plan; runs
 * engine/simulate and says which item each row is about. The plan must be calculated and is only
 * read: any thread that holds a reference may simulate it.
 */
#ifndef DOMAIN_SCHEDULE_SIMULATE_H
#define DOMAIN_SCHEDULE_SIMULATE_H

#include "domain/plan.h"
#include "engine/simulate/simulate.h"

struct plan_simulation_options {
    int32_t      trials, threads;
    uint64_t     seed;
    double       correlation; /* of all durations with each other, 0 … 1 */
    atomic_bool *cancelled;   /* as in struct simulation; may be NULL */
    atomic_int  *progress;
};

/* An item with estimates that play no part, and what keeps them from that. */
struct plan_simulation_ignored {
    struct id           item;
    enum simulation_bar bar;
};

struct plan_simulation {
    struct simulation_result              result;
    const int32_t                        *task_of; /* by item slot; -1: no such item */
    const uint32_t                       *slot_of; /* by task, of the items' tasks */
    const struct id                      *risks;   /* by event of the result; absent: a decision */
    const str                            *decisions; /* by event; absent: a risk */
    size_t                                n_slots, n_estimated, n_ignored;
    const struct plan_simulation_ignored *ignored;
};

/* Errors of network_prepare and simulation_run. `outside` as plan_calculate has it. All of the
 * result lives in mem. */
err plan_simulate(struct arena *mem, const struct plan *p, const struct plan_outside *outside,
                  const struct plan_simulation_options *options,
                  struct plan_simulation               *ret_simulation);

/* What was simulated for an item; NULL when it has no row. */
const struct simulation_item *plan_simulation_item(const struct plan_simulation *s, size_t slot);

#endif
