/* domain/schedule/simulate_events.c - risks and decisions as events of a simulation.
 *
 * A risk is an event with two outcomes, that it happens and that it does not. A decision is an
 * event with an outcome for each of its branches: there the items of all other branches are taken
 * out, by a factor of 0; when no branch is taken, all of them are.
 */
#include "domain/schedule/simulate_setup.h"

#include "domain/risk.h"
#include "domain/uncertain/uncertain.h"

#include <math.h>

enum { BRANCHES_MOST = 50 }; /* of a decision */

/* --- risks ----------------------------------------------------------------------------------- */

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

/* --- decisions ------------------------------------------------------------------------------- */

static const struct branch *branch_at(const struct setup *s, size_t slot)
{
    return plan_at(s->b.p, &branch_entity, slot);
}

/* Takes the items at and below the branch out of the trials of an outcome. */
static void branch_leave_out(struct setup *s, const struct branch *b, int32_t outcome)
{
    const struct simulation_effect out = {
        .outcome = outcome, .kind = SIMULATION_FACTOR, .spread = {0, 0, 0, SPREAD_FIXED}};
    for (size_t slot = 0; slot < s->out->n_slots; slot++) {
        if (!plan_at(s->b.p, &item_entity, slot) || !setup_is_within(s, slot, b->item) ||
            simulation_varies(s->prepared, (int32_t)slot) != SIMULATION_VARIES)
            continue;
        struct simulation_effect e = out;
        e.task = (int32_t)slot;
        effect_add(s, e);
    }
}

/* All branches of the decision but the one that is taken; NULL: none is. */
static void others_leave_out(struct setup *s, str decision, const struct branch *taken)
{
    for (size_t k = 0; k < plan_slots(s->b.p, &branch_entity); k++) {
        const struct branch *b = branch_at(s, k);
        if (b && b != taken && str_eq(b->decision, decision))
            branch_leave_out(s, b, s->n_outcomes - 1);
    }
}

/* The event of the decision whose first branch lies in `first`. */
static err decision_add(struct setup *s, size_t first)
{
    const str     decision = branch_at(s, first)->decision;
    const int32_t event = s->n_events++;
    double        sum = 0;
    int           n = 0;
    s->decisions[event] = decision;
    for (size_t k = first; k < plan_slots(s->b.p, &branch_entity); k++) {
        const struct branch *b = branch_at(s, k);
        if (!b || !str_eq(b->decision, decision))
            continue;
        if (++n > BRANCHES_MOST)
            return err_make(ERR_INVALID, "\"%.*s\" has more than %d branches.", STR_ARG(decision),
                            BRANCHES_MOST);
        sum += b->probability;
        s->outcomes[s->n_outcomes++] = (struct simulation_outcome){event, b->probability};
        others_leave_out(s, decision, b);
    }
    if (sum > 1 + 1e-9)
        return err_make(
            ERR_INVALID,
            "The chances of the branches of \"%.*s\" are %.0f %% together; they must not "
            "be more than 100 %%.",
            STR_ARG(decision), 100 * sum);
    s->outcomes[s->n_outcomes++] = (struct simulation_outcome){event, fmax(1 - sum, 0)};
    others_leave_out(s, decision, NULL);
    return OK;
}

static bool is_first_of_decision(const struct setup *s, size_t slot)
{
    for (size_t k = 0; k < slot; k++)
        if (branch_at(s, k) && str_eq(branch_at(s, k)->decision, branch_at(s, slot)->decision))
            return false;
    return true;
}

/* --- both ------------------------------------------------------------------------------------ */

/* A branch leaves the others out, at most all items below them: an item lies below few branches. */
static void rooms_new(struct setup *s)
{
    const size_t risks = plan_slots(s->b.p, &risk_entity),
                 items = plan_slots(s->b.p, &risk_item_entity),
                 branches = plan_slots(s->b.p, &branch_entity);
    size_t within = 0;
    for (size_t k = 0; k < branches; k++)
        for (size_t slot = 0; branch_at(s, k) && slot < s->out->n_slots; slot++)
            within += plan_at(s->b.p, &item_entity, slot) &&
                      setup_is_within(s, slot, branch_at(s, k)->item);
    s->risks = arena_array(s->mem, struct id, risks + branches + 1);
    s->decisions = arena_array(s->mem, str, risks + branches + 1);
    s->outcomes = arena_array(s->mem, struct simulation_outcome, 2 * risks + 2 * branches + 1);
    s->effects = arena_array(s->mem, struct simulation_effect,
                             risks + items + within * (BRANCHES_MOST + 1) + 1);
    s->out->risks = s->risks;
    s->out->decisions = s->decisions;
}

err setup_events(struct setup *s)
{
    rooms_new(s);
    for (size_t k = 0; k < plan_slots(s->b.p, &risk_entity); k++) {
        const struct risk *r = plan_at(s->b.p, &risk_entity, k);
        if (r)
            risk_add(s, r);
    }
    for (size_t k = 0; k < plan_slots(s->b.p, &branch_entity); k++)
        if (branch_at(s, k) && is_first_of_decision(s, k))
            TRY(decision_add(s, k));
    return OK;
}
