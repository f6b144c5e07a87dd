/* app/edit/apply.c - from operations to records of the fork.
 *
 * Real ids are given out before anything else, so that an operation may refer to a record that a
 * later one of the batch makes. Ill-formed members are gathered as problems and the walk goes on;
 * what cannot be continued (a record that is gone or was changed by somebody else) ends it.
 * Follow-ups of an edit (progress, work) come right behind it. Deletes next to each other are taken
 * out together.
 */
#include "app/edit/apply.h"

#include "app/edit/item_rules.h"
#include "app/edit/work.h"

#include <assert.h>

struct apply {
    struct edit     *edit;
    const struct op *ops;
    size_t           n;
    struct map       temps; /* temporary → real */
    int64_t         *real;  /* by operation: id of what it makes */
};

/* ---- temporary ids ----------------------------------------------------------------------- */

static err give_ids(struct apply *a)
{
    struct edit *e = a->edit;
    e->temps = arena_array(e->mem, int64_t, a->n);
    e->ids = arena_array(e->mem, int64_t, a->n);
    a->real = arena_array(e->mem, int64_t, a->n);
    for (size_t i = 0; i < a->n; i++) {
        struct id id;
        int64_t   taken;
        if (a->ops[i].kind != OP_CREATE || !entity_in_plan(a->ops[i].entity))
            continue;
        e->at = (int64_t)i;
        if (a->ops[i].id > 0 || (a->ops[i].id && map_get(&a->temps, a->ops[i].id, &taken)))
            edit_problem(e, "temp", "a temporary id is negative and used once");
        TRY(edit_new_id(e, a->ops[i].entity, &id));
        a->real[i] = id.v;
        map_put(&a->temps, a->ops[i].id, id.v);
        if (!a->ops[i].id)
            continue;
        e->temps[e->n_created] = a->ops[i].id;
        e->ids[e->n_created++] = id.v;
    }
    return edit_problems(e);
}

static bool resolve(const struct apply *a, int64_t *id)
{
    return *id >= 0 || map_get(&a->temps, *id, id);
}

static void resolve_members(const struct apply *a, const struct entity *entity, void *record)
{
    for (size_t i = 0; i < entity->n_fields; i++) {
        const struct field *f = &entity->fields[i];
        int64_t             id = f->type == F_ID ? field_int(f, record) : 0;
        if (id >= 0)
            continue;
        if (!resolve(a, &id))
            edit_problem(a->edit, f->name, "%lld is not a temporary id of this batch",
                         (long long)id);
        field_int_set(f, record, id);
    }
}

/* ---- refusing ---------------------------------------------------------------------------- */

static err not_found(struct edit *e, const struct entity *entity, int64_t id)
{
    edit_problem(e, "id", "there is no %s %lld in this project", entity->name, (long long)id);
    return err_make(ERR_NOT_FOUND, "There is no %s %lld in this project.", entity->name,
                    (long long)id);
}

static err conflict(struct edit *e, const struct op *op, const struct record *present)
{
    struct arena *mem = e->refusal->problems.mem;
    void         *copy = arena_alloc(mem, op->entity->size);
    entity_copy(mem, op->entity, copy, present);
    e->refusal->entity = op->entity;
    e->refusal->current = copy;
    edit_problem(e, "rev", "is %lld by now, not %lld", (long long)present->rev, (long long)op->rev);
    return err_make(ERR_CONFLICT, "The %s %lld was changed by somebody else meanwhile.",
                    op->entity->name, (long long)present->id.v);
}

/* The record an update or delete is about; seen at the rev it had before this batch. */
static err find(struct apply *a, const struct op *op, const struct record **ret_record)
{
    int64_t id = op->id;
    if (!resolve(a, &id))
        return not_found(a->edit, op->entity, op->id);
    const struct record *present = edit_get(a->edit, op->entity, (struct id){id});
    const struct record *before = plan_get(a->edit->before, op->entity, (struct id){id});
    if (!present)
        return not_found(a->edit, op->entity, id);
    if (op->rev && before && before->rev != op->rev)
        return conflict(a->edit, op, before);
    *ret_record = present;
    return OK;
}

/* ---- create ------------------------------------------------------------------------------ */

static void replace_baseline(struct edit *e, const struct baseline *b)
{
    for (size_t s = 0; s < plan_slots(e->after, &baseline_entity); s++) {
        const struct baseline *old = plan_at(e->after, &baseline_entity, s);
        if (old && old->number == b->number)
            edit_doom(e, &baseline_entity, old->head.id);
    }
    edit_cascade(e);
}

/* What the server adds before the record is put. */
static void complete(struct edit *e, const struct op *op, void *record)
{
    if (op->entity == &item_entity) {
        item_complete(e, record, op->set);
        struct item fresh = *(struct item *)record;
        fresh.percent_complete = 0;
        fresh.state = ITEM_PLANNED;
        fresh.start = fresh.finish = INSTANT_NONE;
        item_follow_up(&fresh, record, op->set, NULL);
        edit_rank_used(e, fresh.parent, fresh.rank);
    } else if (op->entity == &comment_entity) {
        struct comment *c = record;
        c->user = c->user.v ? c->user : e->turn->app->user;
    } else if (op->entity == &baseline_entity) {
        struct baseline *b = record;
        b->taken_at = b->taken_at != INSTANT_NONE ? b->taken_at : e->now;
        replace_baseline(e, b);
        vec_push(e->mem, &e->freeze, b->head.id);
    }
}

static err op_create(struct apply *a, const struct op *op, int64_t real)
{
    struct edit     *e = a->edit;
    union any_record record;
    if (op->entity == &project_entity) {
        edit_problem(e, "entity", "a project is not made inside another one");
        return OK;
    }
    assert(op->entity->size <= sizeof record);
    entity_init(op->entity, &record);
    record.head.id.v = real;
    entity_patch(op->entity, &record, op->set, &e->refusal->problems);
    resolve_members(a, op->entity, &record);
    complete(e, op, &record);
    edit_put(e, op->entity, &record);
    if (op->entity == &assignment_entity)
        work_on_new(e, record.head.id, json_get(op->set, "work_s"));
    return OK;
}

/* ---- update ------------------------------------------------------------------------------ */

static bool progress_named(const struct json *set)
{
    return json_get(set, "percent_complete") || json_get(set, "actual_finish") ||
           json_get(set, "state") || json_get(set, "actual_duration_s") ||
           json_get(set, "remaining_duration_s");
}

static void item_updated(struct edit *e, const struct item *before, const struct item *after,
                         const struct json *set)
{
    const struct item_row *row = plan_row_of(e->before, before->head.id);
    if (after->duration_s != before->duration_s)
        work_on_duration(e, before, before->head.id);
    if (after->work_s != before->work_s)
        work_on_total(e, before->head.id);
    if (progress_named(set))
        work_on_progress(e, before->head.id);
    if (json_get(set, "percent_complete") && row && row->is_summary)
        item_spread_progress(e, before->head.id, after->percent_complete);
    edit_rank_used(e, after->parent, after->rank);
}

/* An item that gets another parent without a rank goes last there. */
static void moved_last(struct edit *e, const struct item *before, struct item *after,
                       const struct json *set)
{
    if (after->parent.v != before->parent.v && !json_get(set, "rank"))
        after->rank = edit_last_rank(e, after->parent);
}

static err op_update(struct apply *a, const struct op *op)
{
    struct edit         *e = a->edit;
    const struct record *present = NULL;
    union any_record     before, record;
    TRY(find(a, op, &present));
    /* The block in the fork goes when it is put: keep what it held. */
    entity_copy(e->mem, op->entity, &before, present);
    record = before;
    entity_patch(op->entity, &record, op->set, &e->refusal->problems);
    resolve_members(a, op->entity, &record);
    if (op->entity == &item_entity) {
        const void *was = &before;
        void       *is = &record;
        moved_last(e, was, is, op->set);
        item_follow_up(was, is, op->set, plan_row_of(e->before, before.head.id));
        edit_put(e, op->entity, is);
        item_updated(e, was, is, op->set);
        return OK;
    }
    edit_put(e, op->entity, &record);
    if (op->entity == &assignment_entity)
        work_on_edited(e, (const void *)&before, before.head.id);
    return OK;
}

/* ---- delete ------------------------------------------------------------------------------ */

/* Then both are taken out together. Assignments go one by one: others take over their work. */
static bool next_is_delete(const struct apply *a, size_t i)
{
    return i + 1 < a->n && a->ops[i + 1].kind == OP_DELETE &&
           a->ops[i + 1].entity != &assignment_entity;
}

static err op_delete(struct apply *a, size_t i)
{
    struct edit         *e = a->edit;
    const struct op     *op = &a->ops[i];
    const struct record *present = NULL;
    struct assignment    gone;
    if (op->entity == &project_entity) {
        edit_problem(e, "entity", "a project is not deleted by an operation of its own");
        return OK;
    }
    TRY(find(a, op, &present));
    if (op->entity == &assignment_entity)
        gone = *(const struct assignment *)(const void *)present;
    edit_doom(e, op->entity, present->id);
    if (op->entity == &assignment_entity) {
        edit_cascade(e);
        work_on_removed(e, &gone);
    } else if (!next_is_delete(a, i)) {
        edit_cascade(e);
    }
    return OK;
}

/* ---- all --------------------------------------------------------------------------------- */

static err apply_one(struct apply *a, size_t i)
{
    const struct op *op = &a->ops[i];
    a->edit->at = (int64_t)i;
    a->edit->refusal->problems.at = (int64_t)i;
    if (!entity_in_plan(op->entity)) {
        edit_problem(a->edit, "entity", "records of %s are not changed by operations",
                     op->entity->name);
        return OK;
    }
    switch (op->kind) {
    case OP_CREATE: return op_create(a, op, a->real[i]);
    case OP_UPDATE: return op_update(a, op);
    case OP_DELETE: return op_delete(a, i);
    }
    return OK;
}

err apply_operations(struct edit *e, const struct op *ops, size_t n)
{
    struct apply a = {.edit = e, .ops = ops, .n = n, .temps = {.mem = e->mem}};
    TRY(give_ids(&a));
    for (size_t i = 0; i < n; i++)
        TRY(apply_one(&a, i));
    return edit_problems(e);
}
