/* domain/schedule/simulate.c - from records to what the engine simulates, and back to items.
 *
 * The network is built as for any calculation (domain/schedule/). An item's estimates count when
 * the optimistic and the pessimistic one are there; without a likely one its duration is likely.
 * Costs of people and machines grow with the duration, costs of material, cost resources and the
 * fixed cost do not.
 */
#include "domain/schedule/simulate.h"

#include "domain/schedule/simulate_setup.h"
#include "domain/uncertain/uncertain.h"
#include "domain/value/cost.h"

#include <assert.h>
#include <math.h>

static_assert((int)ESTIMATE_TRIANGULAR == (int)SPREAD_TRIANGULAR);
static_assert((int)ESTIMATE_PERT == (int)SPREAD_PERT);
static_assert((int)ESTIMATE_UNIFORM == (int)SPREAD_UNIFORM);
static_assert((int)ESTIMATE_LOGNORMAL == (int)SPREAD_LOGNORMAL);
static_assert((int)ESTIMATE_DISCRETE == (int)SPREAD_DISCRETE);

/* --- estimates ------------------------------------------------------------------------------- */

static bool has_estimate(const struct item *i)
{
    return i->estimate_optimistic_s != DURATION_NONE && i->estimate_pessimistic_s != DURATION_NONE;
}

static double clamped(double v, double least, double most)
{
    return v < least ? least : v > most ? most : v;
}

static struct spread spread_of(const struct setup *s, const struct item *i, int32_t task)
{
    const double o = (double)i->estimate_optimistic_s, p = (double)i->estimate_pessimistic_s;
    const double plan = (double)simulation_whole(s->prepared, task);
    const double likely = i->estimate_likely_s != DURATION_NONE ? (double)i->estimate_likely_s
                                                                : clamped(plan, o, p);
    return (struct spread){o, likely, p, (uint8_t)i->estimate_distribution};
}

static void estimate_add(struct setup *s, const struct item *i, int32_t task)
{
    const enum simulation_bar bar = simulation_varies(s->prepared, task);
    if (!has_estimate(i))
        return;
    if (bar != SIMULATION_VARIES) {
        s->ignored[s->out->n_ignored++] = (struct plan_simulation_ignored){i->head.id, bar};
        return;
    }
    s->estimate_of[task] = s->n_estimates;
    s->estimates[s->n_estimates++] = (struct simulation_estimate){
        .task = task, .group = -1, .spread = spread_of(s, i, task)};
}

/* --- costs ----------------------------------------------------------------------------------- */

struct money {
    double                      fixed, by_time;
    const struct cost_estimate *estimate; /* in the place of the item's fixed cost; or NULL */
};

/* What people and machines cost grows with the duration, whatever is paid for once does not. */
static void assignment_cost(const struct setup *s, const struct cost_rates *rates,
                            const struct assignment *a, struct money *to)
{
    const struct resource *r = plan_get(s->b.p, &resource_entity, a->resource);
    const double           all = cost_total(cost_of_assignment(rates, a));
    if (!r || r->is_budget)
        return;
    if (resource_kind_works(r->kind))
        to->by_time += all;
    else
        to->fixed += all;
}

/* What is fixed of the item's cost, and of its assignments'. */
static struct spread fixed_cost_of(const struct money *m, const struct item *i)
{
    const struct cost_estimate *c = m->estimate;
    const double                fixed = m->fixed + (c ? 0 : (double)i->fixed_cost_minor);
    if (!c)
        return (struct spread){fixed, fixed, fixed, SPREAD_FIXED};
    return (struct spread){fixed + (double)c->optimistic_minor, fixed + (double)c->likely_minor,
                           fixed + (double)c->pessimistic_minor, (uint8_t)c->distribution};
}

static void cost_estimates_find(const struct setup *s, struct money *money)
{
    for (size_t k = 0; k < plan_slots(s->b.p, &cost_estimate_entity); k++) {
        const struct cost_estimate *c = plan_at(s->b.p, &cost_estimate_entity, k);
        size_t                      slot;
        if (c && plan_slot(s->b.p, &item_entity, c->item, &slot))
            money[slot].estimate = c;
    }
}

static void costs_add(struct setup *s)
{
    const size_t             slots = plan_slots(s->b.p, &assignment_entity);
    struct money            *money = arena_array(s->mem, struct money, s->b.net.n_tasks + 1);
    const struct cost_rates *rates = cost_rates_new(s->mem, s->b.p);
    for (size_t k = 0; k < slots; k++) {
        const struct assignment *a = plan_at(s->b.p, &assignment_entity, k);
        size_t                   slot;
        if (a && plan_slot(s->b.p, &item_entity, a->item, &slot))
            assignment_cost(s, rates, a, &money[slot]);
    }
    cost_estimates_find(s, money);
    for (size_t slot = 0; slot < s->out->n_slots; slot++) {
        const struct item *i = plan_at(s->b.p, &item_entity, slot);
        if (!i || !build_counts_above(i))
            continue;
        const struct spread fixed = fixed_cost_of(&money[slot], i);
        if (!money[slot].estimate && fixed.likely == 0 && money[slot].by_time == 0)
            continue;
        s->costs[s->n_costs++] = (struct simulation_cost){(int32_t)slot, money[slot].by_time,
                                                          fixed};
    }
}

/* --- the whole ------------------------------------------------------------------------------- */

static void items_add(struct setup *s)
{
    uint32_t *slot_of = arena_array(s->mem, uint32_t, s->b.net.n_tasks + 1);
    int32_t  *task_of = arena_array(s->mem, int32_t, s->out->n_slots + 1);
    s->estimate_of = arena_array(s->mem, int32_t, s->out->n_slots + 1);
    for (size_t slot = 0; slot < s->out->n_slots; slot++) {
        const struct item *i = plan_at(s->b.p, &item_entity, slot);
        task_of[slot] = i ? (int32_t)slot : TASK_NONE;
        s->estimate_of[slot] = -1;
        if (!i)
            continue;
        slot_of[slot] = (uint32_t)slot;
        estimate_add(s, i, (int32_t)slot);
    }
    s->out->slot_of = slot_of;
    s->out->task_of = task_of;
    s->out->ignored = s->ignored;
    s->out->n_estimated = (size_t)s->n_estimates;
    costs_add(s);
}

static err setup_fill(struct setup *s, const struct plan *p, const struct plan_outside *outside)
{
    s->b.mem = s->mem;
    TRY(build_of(&s->b, p, outside));
    TRY(network_prepare(s->mem, &s->b.net, &s->prepared));
    s->out->n_slots = plan_slots(p, &item_entity);
    s->estimates = arena_array(s->mem, struct simulation_estimate, s->out->n_slots + 1);
    s->costs = arena_array(s->mem, struct simulation_cost, s->out->n_slots + 1);
    s->ignored = arena_array(s->mem, struct plan_simulation_ignored, s->out->n_slots + 1);
    items_add(s);
    setup_absences(s);
    return setup_events(s);
}

err plan_simulate(struct arena *mem, const struct plan *p, const struct plan_outside *outside,
                  const struct plan_simulation_options *options,
                  struct plan_simulation               *ret_simulation)
{
    struct plan_simulation out = {0};
    struct setup           s = {.mem = mem, .out = &out};
    TRY(setup_fill(&s, p, outside));
    setup_correlations(&s, options->correlation);
    const struct simulation in = {.prepared = s.prepared,
                                  .estimates = s.estimates,
                                  .costs = s.costs,
                                  .outcomes = s.outcomes,
                                  .effects = s.effects,
                                  .n_outcomes = s.n_outcomes,
                                  .n_effects = s.n_effects,
                                  .n_events = s.n_events,
                                  .pairs = s.pairs,
                                  .absences = s.absences,
                                  .n_pairs = s.n_pairs,
                                  .n_absences = s.n_absences,
                                  .groups = s.groups,
                                  .n_estimates = s.n_estimates,
                                  .n_costs = s.n_costs,
                                  .n_groups = s.n_groups,
                                  .trials = options->trials,
                                  .threads = options->threads,
                                  .seed = options->seed,
                                  .cancelled = options->cancelled,
                                  .progress = options->progress};
    TRY(simulation_run(mem, &in, &out.result));
    *ret_simulation = out;
    return OK;
}

const struct simulation_item *plan_simulation_item(const struct plan_simulation *s, size_t slot)
{
    if (slot >= s->n_slots || s->task_of[slot] < 0)
        return NULL;
    return &s->result.items[s->task_of[slot]];
}
