/* app/edit/freeze.c - taking a baseline: all items and assignments as they are calculated now.
 *
 * Frozen rows are records like others, so that the journal and undo know them. A baseline takes the
 * place of the one with its number, which goes in the same batch. Cost: rate times work and cost
 * per use for people and things, rate times quantity for material, what was entered for cost
 * resources; plus the item's fixed cost.
 */
#include "app/edit/edit.h"

static int64_t rounded(double v)
{
    return (int64_t)(v < 0 ? v - 0.5 : v + 0.5);
}

static int64_t assignment_cost(const struct plan *p, const struct assignment *a)
{
    const struct resource *r = plan_get(p, &resource_entity, a->resource);
    double                 per_use = r ? (double)r->per_use_minor : 0, hours = 1.0 / HOUR_S;
    if (!r)
        return 0;
    if (r->kind == RESOURCE_COST)
        return a->cost_minor;
    if (r->kind == RESOURCE_MATERIAL)
        return rounded(a->units * (double)r->std_rate_minor + per_use);
    double regular = (double)(a->work_s - a->overtime_work_s) * hours * (double)r->std_rate_minor;
    double overtime = (double)a->overtime_work_s * hours * (double)r->ot_rate_minor;
    return rounded(regular + overtime + per_use * a->units);
}

/* Sums of the assignments by item. */
static struct map item_costs(struct edit *e)
{
    struct map sums = {.mem = e->mem};
    for (size_t s = 0; s < plan_slots(e->after, &assignment_entity); s++) {
        const struct assignment *a = plan_at(e->after, &assignment_entity, s);
        if (a)
            map_put(&sums, a->item.v, map_or(&sums, a->item.v, 0) + assignment_cost(e->after, a));
    }
    return sums;
}

static err freeze_item(struct edit *e, struct id baseline, const struct item *i,
                       const struct map *costs)
{
    const struct item_row *row = plan_row_of(e->after, i->head.id);
    struct baseline_item   frozen;
    entity_init(&baseline_item_entity, &frozen);
    frozen.baseline = baseline;
    frozen.item = i->head.id;
    frozen.start = row->start;
    frozen.finish = row->finish;
    frozen.duration_s = row->duration_s;
    frozen.work_s = row->work_s;
    frozen.cost_minor = i->fixed_cost_minor + map_or(costs, i->head.id.v, 0);
    TRY(edit_new_id(e, &baseline_item_entity, &frozen.head.id));
    edit_put(e, &baseline_item_entity, &frozen);
    return OK;
}

static err freeze_assignment(struct edit *e, struct id baseline, const struct assignment *a)
{
    const struct item_row     *row = plan_row_of(e->after, a->item);
    struct baseline_assignment frozen;
    entity_init(&baseline_assignment_entity, &frozen);
    frozen.baseline = baseline;
    frozen.assignment = a->head.id;
    frozen.start = row ? row->start : a->start;
    frozen.finish = row ? row->finish : a->finish;
    frozen.work_s = a->work_s;
    frozen.cost_minor = assignment_cost(e->after, a);
    TRY(edit_new_id(e, &baseline_assignment_entity, &frozen.head.id));
    edit_put(e, &baseline_assignment_entity, &frozen);
    return OK;
}

static err freeze(struct edit *e, struct id baseline)
{
    struct map costs = item_costs(e);
    for (size_t s = 0; s < plan_slots(e->after, &item_entity); s++) {
        const struct item *i = plan_at(e->after, &item_entity, s);
        if (i && !i->is_blank)
            TRY(freeze_item(e, baseline, i, &costs));
    }
    for (size_t s = 0; s < plan_slots(e->after, &assignment_entity); s++) {
        const struct assignment *a = plan_at(e->after, &assignment_entity, s);
        if (a)
            TRY(freeze_assignment(e, baseline, a));
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
