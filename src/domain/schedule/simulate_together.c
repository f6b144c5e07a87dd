/* domain/schedule/simulate_together.c - which durations go together, and who may be away.
 *
 * An estimate belongs to one group: that of the row whose item lies nearest above it, or is it;
 * rows with one name are one group, with the value of the first. Estimates in no group belong to
 * that of the whole plan. Who is away is away from each of his tasks on its own, which is what a
 * calendar does as long as he does one at a time.
 */
#include "domain/schedule/simulate_setup.h"

#include "domain/resource.h"
#include "domain/uncertain/uncertain.h"

static const struct correlation *correlation_at(const struct setup *s, size_t slot)
{
    return plan_at(s->b.p, &correlation_entity, slot);
}

bool setup_is_within(const struct setup *s, size_t slot, struct id above)
{
    const struct item *i = plan_at(s->b.p, &item_entity, slot);
    for (; i; i = plan_get(s->b.p, &item_entity, i->parent))
        if (i->head.id.v == above.v)
            return true;
    return false;
}

/* Steps up from the item to the row's; -1: it is not there. */
static int steps_to(const struct setup *s, const struct item *i, struct id above)
{
    for (int steps = 0; i; i = plan_get(s->b.p, &item_entity, i->parent), steps++)
        if (i->head.id.v == above.v)
            return steps;
    return -1;
}

/* --- groups and pairs ------------------------------------------------------------------------ */

/* The group of a row: that of the first with its name. */
static int32_t group_of_row(struct setup *s, size_t row, int32_t *groups)
{
    const struct correlation *c = correlation_at(s, row);
    for (size_t k = 0; c->group_name.p && k < row; k++) {
        const struct correlation *before = correlation_at(s, k);
        if (before && !before->other_item.v && str_eq(before->group_name, c->group_name))
            return groups[k];
    }
    s->groups[s->n_groups] = c->value;
    return s->n_groups++;
}

static void pair_add(struct setup *s, const struct correlation *c)
{
    size_t a, b;
    if (!plan_slot(s->b.p, &item_entity, c->item, &a) ||
        !plan_slot(s->b.p, &item_entity, c->other_item, &b) || s->estimate_of[a] < 0 ||
        s->estimate_of[b] < 0)
        return;
    s->pairs[s->n_pairs++] = (struct simulation_pair){s->estimate_of[a], s->estimate_of[b],
                                                      c->value};
}

static int32_t group_of_item(const struct setup *s, const struct item *i, const int32_t *groups)
{
    int32_t found = -1;
    int     nearest = 0;
    for (size_t k = 0; k < plan_slots(s->b.p, &correlation_entity); k++) {
        const struct correlation *c = correlation_at(s, k);
        const int                 steps = c && !c->other_item.v ? steps_to(s, i, c->item) : -1;
        if (steps >= 0 && (found < 0 || steps < nearest)) {
            found = groups[k];
            nearest = steps;
        }
    }
    return found;
}

void setup_correlations(struct setup *s, double of_all)
{
    const size_t n = plan_slots(s->b.p, &correlation_entity);
    int32_t     *groups = arena_array(s->mem, int32_t, n + 1);
    s->groups = arena_array(s->mem, double, n + 1);
    s->pairs = arena_array(s->mem, struct simulation_pair, n + 1);
    for (size_t k = 0; k < n; k++) {
        const struct correlation *c = correlation_at(s, k);
        if (c && c->other_item.v)
            pair_add(s, c);
        else if (c)
            groups[k] = group_of_row(s, k, groups);
    }
    const int32_t rest = s->n_groups++;
    s->groups[rest] = of_all;
    for (int32_t e = 0; e < s->n_estimates; e++) {
        const struct item *i = plan_at(s->b.p, &item_entity, (size_t)s->estimates[e].task);
        const int32_t      group = group_of_item(s, i, groups);
        s->estimates[e].group = group >= 0 ? group : rest;
    }
}

/* --- absences -------------------------------------------------------------------------------- */

/* Working seconds of a year, as the project counts: 52 weeks. */
static double year_of_work(const struct setup *s)
{
    return 52.0 * (double)plan_project_record(s->b.p)->minutes_per_week * MINUTE_S;
}

static void absence_add(struct setup *s, const struct absence *a, const struct assignment *on)
{
    size_t       slot;
    const double o = (double)a->optimistic_s, p = (double)a->pessimistic_s;
    const double m = a->likely_s == DURATION_NONE ? (o + p) / 2 : (double)a->likely_s;
    if (!plan_slot(s->b.p, &item_entity, on->item, &slot) ||
        simulation_varies(s->prepared, (int32_t)slot) != SIMULATION_VARIES ||
        simulation_planned(s->prepared, (int32_t)slot) <= 0)
        return;
    s->absences[s->n_absences++] = (struct simulation_absence){
        .task = (int32_t)slot,
        .rate = a->per_year / year_of_work(s),
        .length = {o, m, p, o == p ? SPREAD_FIXED : SPREAD_PERT}};
}

void setup_absences(struct setup *s)
{
    const size_t n = plan_slots(s->b.p, &absence_entity),
                 assignments = plan_slots(s->b.p, &assignment_entity);
    size_t most = 0;
    for (int pass = 0; pass < 2; pass++) {
        if (pass)
            s->absences = arena_array(s->mem, struct simulation_absence, most + 1);
        for (size_t k = 0; k < n; k++) {
            const struct absence *a = plan_at(s->b.p, &absence_entity, k);
            for (size_t i = 0; a && i < assignments; i++) {
                const struct assignment *on = plan_at(s->b.p, &assignment_entity, i);
                if (!on || on->resource.v != a->resource.v)
                    continue;
                if (pass)
                    absence_add(s, a, on);
                most += pass == 0;
            }
        }
    }
}
