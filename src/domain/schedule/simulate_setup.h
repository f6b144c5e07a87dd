/* domain/schedule/simulate_setup.h - a simulation being put together. For the files of simulate.c.
 */
#ifndef DOMAIN_SCHEDULE_SIMULATE_SETUP_H
#define DOMAIN_SCHEDULE_SIMULATE_SETUP_H

#include "domain/schedule/build.h"
#include "domain/schedule/simulate.h"

/* What is put together for one run. */
struct setup {
    struct arena                   *mem;
    struct build                    b;
    const struct prepared          *prepared;
    struct simulation_estimate     *estimates;
    struct simulation_cost         *costs;
    struct plan_simulation_ignored *ignored;
    struct plan_simulation         *out;
    struct id                      *risks;     /* by event; absent: a decision */
    str                            *decisions; /* by event; absent: a risk */
    struct simulation_outcome      *outcomes;
    struct simulation_effect       *effects;
    struct simulation_pair         *pairs;
    struct simulation_absence      *absences;
    double                         *groups;      /* the last one: of all in no other */
    int32_t                        *estimate_of; /* by task; -1 */
    int32_t n_estimates, n_costs, n_events, n_outcomes, n_effects, n_pairs, n_groups, n_absences;
};

/* Events: risks, and decisions between branches (simulate_events.c). ERR_INVALID: the branches of a
 * decision have chances of more than 1 together. */
err setup_events(struct setup *s);
/* Groups, pairs and absences (simulate_together.c); after the estimates. */
void setup_correlations(struct setup *s, double of_all);
void setup_absences(struct setup *s);

/* Whether the item is `above`, or somewhere below it. */
bool setup_is_within(const struct setup *s, size_t slot, struct id above);

#endif
