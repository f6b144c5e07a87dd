/* app/edit/rules.c - rules across the records of a project, for what a batch touched.
 *
 * Rules inside one record are the entity's own (entity_check). Here: references lead somewhere,
 * parents and bases do not run in a circle, and what may be there once is there once. Each problem
 * says which field and what to do. Restored records are checked like any other.
 */
#include "app/edit/edit.h"

enum { CHAIN_MAX = 100000 };

/* ---- references -------------------------------------------------------------------------- */

static void check_reference(struct edit *e, const struct entity *entity, const struct field *f,
                            const void *record)
{
    int64_t              id = field_int(f, record);
    const struct entity *target = f->refers ? entity_named(str_from(f->refers)) : NULL;
    bool of_link = entity == &link_entity && f->offset == offsetof(struct link, pred);
    if (!id || !target || !entity_in_plan(target) || of_link) /* a predecessor: rules_links.c */
        return;
    if (!edit_get(e, target, (struct id){id}))
        edit_problem(e, f->name, "there is no %s %lld in this project", target->name,
                     (long long)id);
}

static void check_references(struct edit *e, const struct entity *entity, const void *record)
{
    for (size_t i = 0; i < entity->n_fields; i++)
        if (entity->fields[i].type == F_ID)
            check_reference(e, entity, &entity->fields[i], record);
}

/* ---- circles ----------------------------------------------------------------------------- */

static void check_parent(struct edit *e, const struct item *item)
{
    const struct item *up = item;
    if (item->parent.v == item->head.id.v) /* told by the item's own check */
        return;
    for (int n = 0; up && up->parent.v && n < CHAIN_MAX; n++) {
        up = edit_get(e, &item_entity, up->parent);
        if (up && up->head.id.v == item->head.id.v) {
            edit_problem(e, "parent",
                         "«%.*s» would be part of itself: choose a parent that is not below it",
                         STR_ARG(item->title));
            return;
        }
    }
}

static void check_base(struct edit *e, const struct calendar *calendar)
{
    const struct calendar *up = calendar;
    for (int n = 0; up && up->base.v && n < CHAIN_MAX; n++) {
        up = edit_get(e, &calendar_entity, up->base);
        if (up && up->head.id.v == calendar->head.id.v) {
            edit_problem(e, "base", "«%.*s» would be based on itself: choose another base",
                         STR_ARG(calendar->title));
            return;
        }
    }
}

/* ---- only once --------------------------------------------------------------------------- */

static void check_assignment(struct edit *e, const struct assignment *a)
{
    const struct resource *resource = edit_get(e, &resource_entity, a->resource);
    for (size_t s = 0; resource && s < plan_slots(e->after, &assignment_entity); s++) {
        const struct assignment *other = plan_at(e->after, &assignment_entity, s);
        if (!other || other->head.id.v == a->head.id.v || other->item.v != a->item.v ||
            other->resource.v != a->resource.v)
            continue;
        edit_problem(e, "resource",
                     "«%.*s» is assigned to this item already: change that assignment",
                     STR_ARG(resource->title));
        return;
    }
}

static void check_baseline(struct edit *e, const struct baseline *b)
{
    for (size_t s = 0; s < plan_slots(e->after, &baseline_entity); s++) {
        const struct baseline *other = plan_at(e->after, &baseline_entity, s);
        if (other && other->head.id.v != b->head.id.v && other->number == b->number)
            edit_problem(e, "number", "there is a baseline %lld already: choose another number",
                         (long long)b->number);
    }
}

static bool value_has_record(const struct edit *e, const struct custom_field *f,
                             const struct custom_value *v)
{
    switch (f->target) {
    case CUSTOM_OF_ITEM: return edit_get(e, &item_entity, v->record);
    case CUSTOM_OF_RESOURCE: return edit_get(e, &resource_entity, v->record);
    case CUSTOM_OF_ASSIGNMENT: return edit_get(e, &assignment_entity, v->record);
    }
    return false;
}

static void check_value(struct edit *e, const struct custom_value *v)
{
    const struct custom_field *f = edit_get(e, &custom_field_entity, v->field);
    if (!f)
        return; /* told by check_references */
    if (!value_has_record(e, f, v))
        edit_problem(e, "record", "there is no %s %lld in this project",
                     custom_target_words[f->target], (long long)v->record.v);
    if (v->value.p && !custom_kind_accepts(f->kind, v->value))
        edit_problem(e, "value", "is not a %s, as the field «%.*s» asks for",
                     custom_kind_words[f->kind], STR_ARG(f->alias.n ? f->alias : f->name));
    for (size_t s = 0; s < plan_slots(e->after, &custom_value_entity); s++) {
        const struct custom_value *o = plan_at(e->after, &custom_value_entity, s);
        if (o && o->head.id.v != v->head.id.v && o->field.v == v->field.v &&
            o->record.v == v->record.v)
            edit_problem(e, "record", "has a value of this field already: change that one");
    }
}

/* ---- projects ---------------------------------------------------------------------------- */

struct code_search {
    struct id     project;
    str           code;
    str           title; /* of the project that has it */
    struct arena *mem;
};

static err see_code(void *arg, const void *record)
{
    struct code_search   *search = arg;
    const struct project *p = record;
    if (p->head.id.v != search->project.v && p->code.n && str_eq_nocase(p->code, search->code))
        search->title = str_copy(search->mem, p->title);
    return OK;
}

static err check_project(struct edit *e, const struct project *p)
{
    const struct project *before = plan_project_record(e->before);
    struct code_search    search = {e->project, p->code, STR_NONE, e->mem};
    if (!p->code.n || (before && str_eq(before->code, p->code)))
        return OK;
    TRY(store_each(e->turn->tx, &project_entity, (struct id){0}, see_code, &search));
    if (search.title.p)
        edit_problem(e, "code", "is the code of «%.*s» already: choose another",
                     STR_ARG(search.title));
    return OK;
}

/* ---- all --------------------------------------------------------------------------------- */

static bool parent_changed(const struct edit *e, const struct item *item)
{
    const struct item *before = plan_get(e->before, &item_entity, item->head.id);
    return !before || before->parent.v != item->parent.v;
}

static err check_one(struct edit *e, const struct entity *entity, const void *record)
{
    e->refusal->problems.at = e->at;
    entity_check(entity, record, &e->refusal->problems);
    check_references(e, entity, record);
    if (entity == &item_entity && parent_changed(e, record))
        check_parent(e, record);
    else if (entity == &calendar_entity)
        check_base(e, record);
    else if (entity == &assignment_entity)
        check_assignment(e, record);
    else if (entity == &baseline_entity)
        check_baseline(e, record);
    else if (entity == &custom_value_entity)
        check_value(e, record);
    else if (entity == &project_entity)
        return check_project(e, record);
    return OK;
}

err rules_check(struct edit *e)
{
    for (size_t i = 0; i < e->touched.n; i++) {
        const struct touch *t = &e->touched.v[i];
        const void         *record = edit_get(e, t->entity, t->id);
        e->at = t->at;
        if (record)
            TRY(check_one(e, t->entity, record));
    }
    TRY(rules_links(e));
    e->at = -1;
    return edit_problems(e);
}
