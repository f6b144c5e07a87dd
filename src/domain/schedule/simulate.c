/* domain/schedule/simulate.c - from records to what the engine simulates, and back to items.
 *
 * The network is built as for any calculation (domain/schedule/). An item's estimates count when
 * the optimistic and the pessimistic one are there; without a likely one its duration is likely.
 * Costs of people and machines grow with the duration, costs of material, cost resources and the
 * fixed cost do not.
 */
#include "domain/simulate.h"

#include "domain/schedule/build.h"
#include "domain/value/cost.h"

#include <assert.h>
#include <math.h>

static_assert((int)ESTIMATE_TRIANGULAR == (int)SHAPE_TRIANGULAR);
static_assert((int)ESTIMATE_PERT == (int)SHAPE_PERT);
static_assert((int)ESTIMATE_UNIFORM == (int)SHAPE_UNIFORM);
static_assert((int)ESTIMATE_LOGNORMAL == (int)SHAPE_LOGNORMAL);
static_assert((int)ESTIMATE_DISCRETE == (int)SHAPE_DISCRETE);

/* What is put together for one run. */
struct setup {
    struct arena                   *mem;
    struct build                    b;
    const struct prepared          *prepared;
    struct simulation_estimate     *estimates;
    struct simulation_cost         *costs;
    struct plan_simulation_ignored *ignored;
    struct plan_simulation         *out;
    int32_t                         n_estimates, n_costs;
    double                          group;
};

/* --- estimates ------------------------------------------------------------------------------- */

static bool has_estimate(const struct item *i)
{
    return i->estimate_optimistic_s != DURATION_NONE && i->estimate_pessimistic_s != DURATION_NONE;
}

static double clamped(double v, double least, double most)
{
    return v < least ? least : v > most ? most : v;
}

static struct shape shape_of(const struct setup *s, const struct item *i, int32_t task)
{
    const double o = (double)i->estimate_optimistic_s, p = (double)i->estimate_pessimistic_s;
    const double plan = (double)simulation_whole(s->prepared, task);
    const double likely = i->estimate_likely_s != DURATION_NONE ? (double)i->estimate_likely_s
                                                                : clamped(plan, o, p);
    return (struct shape){o, likely, p, (uint8_t)i->estimate_distribution};
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
    s->estimates[s->n_estimates++] = (struct simulation_estimate){
        .task = task, .group = s->group > 0 ? 0 : -1, .shape = shape_of(s, i, task)};
}

/* --- costs ----------------------------------------------------------------------------------- */

struct money {
    double fixed, by_time;
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
    for (size_t slot = 0; slot < s->out->n_slots; slot++) {
        const struct item *i = plan_at(s->b.p, &item_entity, slot);
        const int32_t      task = (int32_t)slot;
        if (!i || !build_counts_above(i))
            continue;
        const double fixed = money[task].fixed + (double)i->fixed_cost_minor;
        if (fixed == 0 && money[task].by_time == 0)
            continue;
        s->costs[s->n_costs++] = (struct simulation_cost){
            task, money[task].by_time, {fixed, fixed, fixed, SHAPE_FIXED}};
    }
}

/* --- the whole ------------------------------------------------------------------------------- */

static void items_add(struct setup *s)
{
    uint32_t *slot_of = arena_array(s->mem, uint32_t, s->b.net.n_tasks + 1);
    int32_t  *task_of = arena_array(s->mem, int32_t, s->out->n_slots + 1);
    for (size_t slot = 0; slot < s->out->n_slots; slot++) {
        const struct item *i = plan_at(s->b.p, &item_entity, slot);
        task_of[slot] = i ? (int32_t)slot : TASK_NONE;
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
    return OK;
}

err plan_simulate(struct arena *mem, const struct plan *p, const struct plan_outside *outside,
                  const struct plan_simulation_options *options,
                  struct plan_simulation               *ret_simulation)
{
    struct plan_simulation out = {0};
    struct setup           s = {.mem = mem, .out = &out, .group = options->correlation};
    TRY(setup_fill(&s, p, outside));
    const struct simulation in = {.prepared = s.prepared,
                                  .estimates = s.estimates,
                                  .costs = s.costs,
                                  .groups = &s.group,
                                  .n_estimates = s.n_estimates,
                                  .n_costs = s.n_costs,
                                  .n_groups = 1,
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
