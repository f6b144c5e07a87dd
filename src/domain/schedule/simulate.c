/* domain/schedule/simulate.c - from records to what the engine simulates, and back to items.
 *
 * The network is built as for any calculation (domain/schedule/). An item's estimates count when
 * the optimistic and the pessimistic one are there; without a likely one its duration is likely.
 * Costs of people and machines grow with the duration, costs of material, cost resources and the
 * fixed cost do not.
 */
#include "domain/schedule/simulate.h"

#include "domain/risk.h"
#include "domain/schedule/build.h"
#include "domain/value/cost.h"

#include <assert.h>
#include <math.h>

static_assert((int)ESTIMATE_TRIANGULAR == (int)SPREAD_TRIANGULAR);
static_assert((int)ESTIMATE_PERT == (int)SPREAD_PERT);
static_assert((int)ESTIMATE_UNIFORM == (int)SPREAD_UNIFORM);
static_assert((int)ESTIMATE_LOGNORMAL == (int)SPREAD_LOGNORMAL);
static_assert((int)ESTIMATE_DISCRETE == (int)SPREAD_DISCRETE);

/* What is put together for one run. */
struct setup {
    struct arena                   *mem;
    struct build                    b;
    const struct prepared          *prepared;
    struct simulation_estimate     *estimates;
    struct simulation_cost         *costs;
    struct plan_simulation_ignored *ignored;
    struct plan_simulation         *out;
    struct id                      *risks; /* by event */
    struct simulation_outcome      *outcomes;
    struct simulation_effect       *effects;
    int32_t                         n_estimates, n_costs, n_events, n_outcomes, n_effects;
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
    s->estimates[s->n_estimates++] = (struct simulation_estimate){
        .task = task, .group = s->group > 0 ? 0 : -1, .spread = spread_of(s, i, task)};
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
            task, money[task].by_time, {fixed, fixed, fixed, SPREAD_FIXED}};
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

/* --- risks -------------------------------------------------------------------------------------
 */

/* Three points of which some may be missing; the kind of risk gives the sign. */
static struct spread impact_of(int64_t o, int64_t m, int64_t p, enum risk_kind kind)
{
    const bool    has_m = m != INT_NONE;
    const int64_t low = o != INT_NONE ? o : has_m ? m : p, high = p != INT_NONE ? p : has_m ? m : o;
    const double  a = (double)low, b = (double)high, middle = has_m ? (double)m : (a + b) / 2;
    if (low == high)
        return (struct spread){a, kind == RISK_THREAT ? a : -a, a, SPREAD_FIXED};
    return kind == RISK_THREAT ? (struct spread){a, middle, b, SPREAD_PERT}
                               : (struct spread){-b, -middle, -a, SPREAD_PERT};
}

static void effect_add(struct setup *s, struct simulation_effect e)
{
    s->effects[s->n_effects++] = e;
}

/* The items of one risk; outcome 0 of the event is that it happens, 1 that it does not. */
static void risk_items_add(struct setup *s, const struct risk *r, int32_t happens, bool is_fallback)
{
    for (size_t k = 0; k < plan_slots(s->b.p, &risk_item_entity); k++) {
        const struct risk_item *i = plan_at(s->b.p, &risk_item_entity, k);
        size_t                  slot;
        if (!i || i->risk.v != r->head.id.v || !plan_slot(s->b.p, &item_entity, i->item, &slot) ||
            (i->effect == EFFECT_FALLBACK) != is_fallback)
            continue;
        struct simulation_effect e = {.outcome = happens, .task = (int32_t)slot};
        const bool               has_impact = r->impact_optimistic_s != DURATION_NONE ||
                                r->impact_likely_s != DURATION_NONE ||
                                r->impact_pessimistic_s != DURATION_NONE;
        e.kind = i->effect == EFFECT_DELAY ? SIMULATION_DELAY : SIMULATION_FACTOR;
        e.spread = (struct spread){0, is_fallback ? 0 : i->factor, 0, SPREAD_FIXED};
        if (i->effect == EFFECT_DELAY)
            e.spread = impact_of(r->impact_optimistic_s, r->impact_likely_s,
                                 r->impact_pessimistic_s, r->kind);
        if (i->effect != EFFECT_DELAY || has_impact)
            effect_add(s, e);
    }
}

static void risk_add(struct setup *s, const struct risk *r)
{
    const double  chance = risk_chance(r);
    const int32_t event = s->n_events, happens = s->n_outcomes;
    if (chance <= 0 && r->state >= RISK_OCCURRED) /* closed: its fallback is part of the plan */
        return;
    s->risks[s->n_events++] = r->head.id;
    s->outcomes[s->n_outcomes++] = (struct simulation_outcome){event, chance};
    s->outcomes[s->n_outcomes++] = (struct simulation_outcome){event, 1 - chance};
    risk_items_add(s, r, happens, false);
    if (r->cost_optimistic_minor != INT_NONE || r->cost_likely_minor != INT_NONE ||
        r->cost_pessimistic_minor != INT_NONE)
        effect_add(
            s, (struct simulation_effect){happens, TASK_NONE, SIMULATION_COST,
                                          impact_of(r->cost_optimistic_minor, r->cost_likely_minor,
                                                    r->cost_pessimistic_minor, r->kind)});
    risk_items_add(s, r, happens + 1, true);
}

static void risks_add(struct setup *s)
{
    const size_t n = plan_slots(s->b.p, &risk_entity),
                 items = plan_slots(s->b.p, &risk_item_entity);
    s->risks = arena_array(s->mem, struct id, n + 1);
    s->outcomes = arena_array(s->mem, struct simulation_outcome, 2 * n + 1);
    s->effects = arena_array(s->mem, struct simulation_effect, n + items + 1);
    for (size_t k = 0; k < n; k++) {
        const struct risk *r = plan_at(s->b.p, &risk_entity, k);
        if (r)
            risk_add(s, r);
    }
    s->out->risks = s->risks;
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
    risks_add(s);
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
                                  .outcomes = s.outcomes,
                                  .effects = s.effects,
                                  .n_outcomes = s.n_outcomes,
                                  .n_effects = s.n_effects,
                                  .n_events = s.n_events,
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
