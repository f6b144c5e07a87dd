/* app/edit/freeze.c - taking a baseline: all items and assignments as they are calculated now.
 *
 * Frozen rows are records like others, so that the journal and undo know them. A baseline takes the
 * place of the one with its number, which goes in the same batch. Cost is that of
 * domain/value/cost.h; a summary is frozen with the cost of all that lies below it.
 */
#include "app/edit/edit.h"
#include "domain/plan/outline.h"
#include "domain/value/cost.h"

struct freezing {
    struct edit             *e;
    struct id                baseline;
    const struct cost_rates *rates;
    const double            *costs; /* by item slot */
};

static int64_t rounded(double v)
{
    return (int64_t)(v < 0 ? v - 0.5 : v + 0.5);
}

/* Own costs, summed up the outline. */
static const double *costs_of(struct edit *e, const struct cost_rates *rates)
{
    const struct outline   *o = plan_outline_tree(e->after);
    const struct item_cost *own = cost_of_items(e->mem, e->after, rates);
    double                 *sums = arena_array(e->mem, double, o->n_slots + 1);
    for (uint32_t k = o->n; k-- > 0;) {
        const uint32_t slot = o->order[k];
        sums[slot] += cost_total(own[slot].planned);
        if (o->parent[slot] != OUTLINE_NONE)
            sums[o->parent[slot]] += sums[slot];
    }
    return sums;
}

static err freeze_item(const struct freezing *f, size_t slot, const struct item *i)
{
    const struct item_row *row = plan_row(f->e->after, slot);
    struct baseline_item   frozen;
    entity_init(&baseline_item_entity, &frozen);
    frozen.baseline = f->baseline;
    frozen.item = i->head.id;
    frozen.start = row->start;
    frozen.finish = row->finish;
    frozen.duration_s = row->duration_s;
    frozen.work_s = row->work_s;
    frozen.cost_minor = rounded(f->costs[slot]);
    TRY(edit_new_id(f->e, &baseline_item_entity, &frozen.head.id));
    edit_put(f->e, &baseline_item_entity, &frozen);
    return OK;
}

static err freeze_assignment(const struct freezing *f, const struct assignment *a)
{
    const struct item_row     *row = plan_row_of(f->e->after, a->item);
    struct baseline_assignment frozen;
    entity_init(&baseline_assignment_entity, &frozen);
    frozen.baseline = f->baseline;
    frozen.assignment = a->head.id;
    frozen.start = row ? row->start : a->start;
    frozen.finish = row ? row->finish : a->finish;
    frozen.work_s = a->work_s;
    frozen.cost_minor = rounded(cost_total(cost_of_assignment(f->rates, a)));
    TRY(edit_new_id(f->e, &baseline_assignment_entity, &frozen.head.id));
    edit_put(f->e, &baseline_assignment_entity, &frozen);
    return OK;
}

static err freeze(struct edit *e, struct id baseline)
{
    struct freezing f = {.e = e, .baseline = baseline};
    f.rates = cost_rates_new(e->mem, e->after);
    f.costs = costs_of(e, f.rates);
    for (size_t s = 0; s < plan_slots(e->after, &item_entity); s++) {
        const struct item *i = plan_at(e->after, &item_entity, s);
        if (i && !i->is_blank)
            TRY(freeze_item(&f, s, i));
    }
    for (size_t s = 0; s < plan_slots(e->after, &assignment_entity); s++) {
        const struct assignment *a = plan_at(e->after, &assignment_entity, s);
        if (a)
            TRY(freeze_assignment(&f, a));
    }
    return OK;
}

err freeze_baselines(struct edit *e)
{
    for (size_t i = 0; i < e->freeze.n; i++)
        if (edit_get(e, &baseline_entity, e->freeze.v[i]))
            TRY(freeze(e, e->freeze.v[i]));
    return OK;
}
