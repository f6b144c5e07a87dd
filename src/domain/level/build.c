/* domain/level/build.c - resources, their capacity over time, and who may move: for the engine.
 *
 * The network is that of the calculation (domain/schedule/). Beside it come the resources that
 * work, the resource of each assignment, and priorities: an item's own first, then that of the
 * outermost item it lies in, so that of several projects in one plan the more important goes first.
 */
#include "domain/level/inside.h"

#include <math.h>
#include <stdlib.h>

enum { PRIORITY_SCALE = 1024 };

/* --- capacity --------------------------------------------------------------------------------- */

static bool takes_part(const struct resource *r)
{
    return r && resource_kind_works(r->kind) && !r->is_budget;
}

static bool is_taken_whole(const struct resource *r)
{
    return r->kind == RESOURCE_LICENCE || r->kind == RESOURCE_HARDWARE ||
           r->kind == RESOURCE_ENVIRONMENT;
}

static int compare_steps(const void *a, const void *b)
{
    const struct level_step *x = a, *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

/* Steps of each resource; where there are rows of availability, nothing is there between them. */
struct capacity {
    struct level_build *l;
    int32_t            *resource_at; /* by resource slot; -1 */
    int32_t            *first;       /* of each resource's steps */
    struct level_step  *steps;
};

static int32_t resource_of(const struct capacity *c, struct id resource)
{
    size_t slot;
    return resource.v && plan_slot(c->l->b.p, &resource_entity, resource, &slot)
               ? c->resource_at[slot]
               : -1;
}

static void availability_add(struct capacity *c, int32_t *n,
                             const struct resource_availability *row)
{
    const int32_t r = resource_of(c, row->resource);
    if (r < 0 || isnan(row->units))
        return;
    struct level_step *to = c->steps + c->first[r] + n[r];
    to[0] = (struct level_step){row->from == INSTANT_NONE ? INSTANT_BEFORE : row->from, row->units};
    to[1] = (struct level_step){row->to == INSTANT_NONE ? INSTANT_BEYOND : row->to, 0};
    n[r] += 2;
}

/* An end where the next row begins says nothing. */
static int32_t steps_tidy(struct level_step *steps, int32_t n)
{
    int32_t kept = 0;
    qsort(steps, (size_t)n, sizeof *steps, compare_steps);
    for (int32_t k = 0; k < n; k++) {
        const bool is_same = kept && steps[kept - 1].from == steps[k].from;
        if (is_same && steps[k].units <= steps[kept - 1].units)
            continue;
        steps[is_same ? kept - 1 : kept++] = steps[k];
    }
    return kept;
}

static int32_t *rows_counted(struct capacity *c)
{
    const struct plan *p = c->l->b.p;
    int32_t           *n = arena_array(c->l->b.mem, int32_t, c->l->in.n_resources + 1);
    for (size_t s = 0; s < plan_slots(p, &resource_availability_entity); s++) {
        const struct resource_availability *row = plan_at(p, &resource_availability_entity, s);
        const int32_t                       r = row ? resource_of(c, row->resource) : -1;
        if (r >= 0 && !isnan(row->units))
            n[r]++;
    }
    return n;
}

static void capacity_fill(struct capacity *c)
{
    struct level_build    *l = c->l;
    const struct plan     *p = l->b.p;
    const int32_t          n = l->in.n_resources;
    int32_t               *rows = rows_counted(c);
    int32_t               *filled = arena_array(l->b.mem, int32_t, n + 1);
    struct level_resource *resources = arena_array(l->b.mem, struct level_resource, n + 1);
    c->first = arena_array(l->b.mem, int32_t, n + 1);
    for (int32_t r = 0; r < n; r++)
        c->first[r + 1] = c->first[r] + (rows[r] ? 2 * rows[r] : 1);
    c->steps = arena_array(l->b.mem, struct level_step, c->first[n] + 1);
    for (size_t s = 0; s < plan_slots(p, &resource_availability_entity); s++) {
        const struct resource_availability *row = plan_at(p, &resource_availability_entity, s);
        if (row)
            availability_add(c, filled, row);
    }
    for (int32_t r = 0; r < n; r++) {
        struct level_step     *steps = c->steps + c->first[r];
        const struct resource *record = plan_get(p, &resource_entity, l->resources[r]);
        if (!rows[r])
            steps[filled[r]++] = (struct level_step){
                INSTANT_BEFORE, isnan(record->max_units) ? 1 : record->max_units};
        resources[r] = (struct level_resource){steps, steps_tidy(steps, filled[r])};
    }
    l->in.resources = resources;
}

/* --- assignments ------------------------------------------------------------------------------ */

static void assignments_fill(struct capacity *c)
{
    struct level_build *l = c->l;
    const struct plan  *p = l->b.p;
    int32_t            *resource = arena_array(l->b.mem, int32_t, l->b.net.n_assignments + 1);
    bool               *is_whole = arena_array(l->b.mem, bool, l->b.net.n_assignments + 1);
    for (size_t s = 0; s < plan_slots(p, &assignment_entity); s++) {
        const struct assignment *a = plan_at(p, &assignment_entity, s);
        if (!a || l->b.net.assignments.task[s] == TASK_NONE)
            continue;
        const int32_t          r = resource_of(c, a->resource);
        const struct resource *record = plan_get(p, &resource_entity, a->resource);
        resource[s] = r;
        is_whole[s] = r >= 0 && a->work_s == 0 && is_taken_whole(record);
    }
    l->in.resource_of = resource;
    l->in.is_whole = is_whole;
}

static void resources_find(struct capacity *c)
{
    struct level_build *l = c->l;
    const size_t        slots = plan_slots(l->b.p, &resource_entity);
    c->resource_at = arena_array(l->b.mem, int32_t, slots + 1);
    l->resources = arena_array(l->b.mem, struct id, slots + 1);
    for (size_t s = 0; s < slots; s++) {
        const struct resource *r = plan_at(l->b.p, &resource_entity, s);
        c->resource_at[s] = -1;
        if (!takes_part(r))
            continue;
        c->resource_at[s] = l->in.n_resources;
        l->resources[l->in.n_resources++] = r->head.id;
    }
}

/* --- items ------------------------------------------------------------------------------------ */

static void items_fill(struct level_build *l)
{
    const struct build *b = &l->b;
    const size_t        slots = plan_slots(b->p, &item_entity);
    int32_t            *priority = arena_array(b->mem, int32_t, b->net.n_tasks + 1);
    int32_t            *outer = arena_array(b->mem, int32_t, slots + 1); /* by slot */
    bool               *is_held = arena_array(b->mem, bool, b->net.n_tasks + 1);
    l->slot_of = arena_array(b->mem, uint32_t, b->net.n_tasks + 1);
    for (uint32_t k = 0; k < b->outline->n; k++) { /* parents come first */
        const uint32_t     slot = b->outline->order[k], parent = b->outline->parent[slot];
        const struct item *i = plan_at(b->p, &item_entity, slot);
        const int32_t      task = (int32_t)slot;
        const int32_t      own = (int32_t)(i->priority < 0      ? 0
                                           : i->priority > 1000 ? 1000
                                                                : i->priority);
        outer[slot] = parent == OUTLINE_NONE ? own : outer[parent];
        priority[task] = own * PRIORITY_SCALE + outer[slot];
        is_held[task] = own >= 1000;
        l->slot_of[task] = slot;
    }
    l->n_real = slots;
    l->in.priority = priority;
    l->in.is_held = is_held;
}

err level_build(struct arena *mem, const struct plan *p, const struct plan_outside *outside,
                struct level_build *ret_build)
{
    struct capacity c = {.l = ret_build};
    *ret_build = (struct level_build){.b = {.mem = mem}};
    TRY(build_of(&ret_build->b, p, outside));
    resources_find(&c);
    capacity_fill(&c);
    assignments_fill(&c);
    items_fill(ret_build);
    ret_build->in.net = &ret_build->b.net;
    return OK;
}
