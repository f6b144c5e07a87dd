/* app/edit/cascade.c - what goes with a deleted record, and what keeps it from going.
 *
 * Read off the entities' rows: a record that refers to a deleted one by a required member goes too;
 * so do items below a deleted item and the assignments of a deleted resource. A calendar in use
 * stays, and who uses it is named. Any other reference is cleared. All of it is part of the same
 * batch, so that undo brings all back.
 *
 * Tables are scanned once per kind of doomed record, not once per record: O(records) for a whole
 * batch.
 */
#include "app/edit/edit.h"

enum policy { POLICY_CASCADE, POLICY_REFUSE, POLICY_CLEAR };

static enum policy policy_of(const struct entity *entity, const struct field *f)
{
    bool needs = f->flags & FIELD_REQUIRED;
    bool is_part = entity == &item_entity && f->offset == offsetof(struct item, parent);
    bool is_work = entity == &assignment_entity &&
                   f->offset == offsetof(struct assignment, resource);
    if (needs || is_part || is_work)
        return POLICY_CASCADE;
    return strcmp(f->refers, calendar_entity.name) == 0 ? POLICY_REFUSE : POLICY_CLEAR;
}

void edit_doom(struct edit *e, const struct entity *entity, struct id id)
{
    map_put(&e->doomed[entity->no], id.v, e->at);
}

static bool is_doomed(const struct edit *e, const struct entity *entity, int64_t id)
{
    int64_t at;
    return map_get(&e->doomed[entity->no], id, &at);
}

/* ---- names for people -------------------------------------------------------------------- */

static str title_of(const struct entity *entity, const void *record)
{
    const struct field *f = entity_find(entity, S("title"));
    return f ? field_str(f, record) : STR_NONE;
}

static void refuse(struct edit *e, const struct entity *entity, const void *record,
                   struct id target)
{
    const void *used = edit_get(e, &calendar_entity, target);
    e->at = map_or(&e->doomed[ENTITY_CALENDAR], target.v, e->at);
    edit_problem(e, "", "the calendar «%.*s» is used by the %s «%.*s»: choose another there first",
                 STR_ARG(title_of(&calendar_entity, used)), entity->name,
                 STR_ARG(title_of(entity, record)));
}

static void clear(struct edit *e, const struct entity *entity, const void *record,
                  const struct field *f)
{
    union any_record copy;
    memcpy(&copy, record, entity->size);
    field_clear(f, &copy);
    edit_put(e, entity, &copy);
}

/* ---- the scan ---------------------------------------------------------------------------- */

/* Dooms what refers by this field to something doomed. True if there was any. */
static bool spread(struct edit *e, const struct entity *entity, const struct field *f,
                   const struct entity *target)
{
    bool found = false;
    for (size_t s = 0; s < plan_slots(e->after, entity); s++) {
        const struct record *r = plan_at(e->after, entity, s);
        int64_t              at;
        if (!r || !map_get(&e->doomed[target->no], field_int(f, r), &at) ||
            is_doomed(e, entity, r->id.v))
            continue;
        map_put(&e->doomed[entity->no], r->id.v, at);
        found = true;
    }
    return found;
}

static void settle(struct edit *e, const struct entity *entity, const struct field *f,
                   const struct entity *target)
{
    for (size_t s = 0; s < plan_slots(e->after, entity); s++) {
        const struct record *r = plan_at(e->after, entity, s);
        if (!r || is_doomed(e, entity, r->id.v) || !is_doomed(e, target, field_int(f, r)))
            continue;
        if (policy_of(entity, f) == POLICY_REFUSE)
            refuse(e, entity, r, (struct id){field_int(f, r)});
        else
            clear(e, entity, r, f);
    }
}

/* Calls for each reference to the entity that something doomed may have. */
static void each_reference(struct edit *e, const struct entity *target, bool cascading)
{
    for (size_t no = 0; no < ENTITY_COUNT; no++) {
        const struct entity *entity = entities[no];
        for (size_t i = 0; entity_in_plan(entity) && i < entity->n_fields; i++) {
            const struct field *f = &entity->fields[i];
            if (f->type != F_ID || !f->refers || strcmp(f->refers, target->name) != 0)
                continue;
            if (!cascading && policy_of(entity, f) != POLICY_CASCADE)
                settle(e, entity, f, target);
            else if (cascading && policy_of(entity, f) == POLICY_CASCADE)
                while (spread(e, entity, f, target) && entity == target)
                    continue; /* items below items below items */
        }
    }
}

static const struct entity *custom_target(const struct edit *e, const struct custom_value *v)
{
    static const struct entity *const targets[] = {
        [CUSTOM_OF_ITEM] = &item_entity,
        [CUSTOM_OF_RESOURCE] = &resource_entity,
        [CUSTOM_OF_ASSIGNMENT] = &assignment_entity,
    };
    const struct custom_field *f = edit_get(e, &custom_field_entity, v->field);
    return f ? targets[f->target] : NULL;
}

/* A value refers to a record of whichever entity its field says. */
static void spread_custom(struct edit *e)
{
    for (size_t s = 0; s < plan_slots(e->after, &custom_value_entity); s++) {
        const struct custom_value *v = plan_at(e->after, &custom_value_entity, s);
        const struct entity       *target = v ? custom_target(e, v) : NULL;
        int64_t                    at;
        if (target && map_get(&e->doomed[target->no], v->record.v, &at))
            map_put(&e->doomed[ENTITY_CUSTOM_VALUE], v->head.id.v, at);
    }
}

/* Another project waits for it: its link would lead nowhere. */
static void check_waiting(struct edit *e, struct id item)
{
    const struct cross_link *l = cross_waiting(e->turn, item);
    const struct item       *i = edit_get(e, &item_entity, item);
    if (l)
        edit_problem(e, "", "the project %lld waits for «%.*s»: delete its link %lld first",
                     (long long)l->succ_project.v, STR_ARG(i->title), (long long)l->link.v);
}

static void take_out(struct edit *e, const struct entity *entity)
{
    struct map *doomed = &e->doomed[entity->no];
    for (size_t s = 0; doomed->n && s < plan_slots(e->after, entity); s++) {
        const struct record *r = plan_at(e->after, entity, s);
        if (!r || !map_get(doomed, r->id.v, &e->at))
            continue;
        if (entity == &item_entity)
            check_waiting(e, r->id);
        edit_remove(e, entity, r->id);
    }
    *doomed = (struct map){.mem = e->mem};
}

void edit_cascade(struct edit *e)
{
    int64_t at = e->at;
    for (size_t no = 0; no < ENTITY_COUNT; no++)
        if (e->doomed[no].n)
            each_reference(e, entities[no], true);
    if (plan_count(e->after, &custom_value_entity))
        spread_custom(e);
    for (size_t no = 0; no < ENTITY_COUNT; no++)
        if (e->doomed[no].n)
            each_reference(e, entities[no], false);
    for (size_t no = 0; no < ENTITY_COUNT; no++)
        take_out(e, entities[no]);
    e->at = at;
}
