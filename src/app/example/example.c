/* app/example/example.c - what happened to an example since it was loaded, told as batches of its
 * past.
 *
 * Two states of the plan as it was read are compared, and the members that differ become updates of
 * the records that the import made of them: slot by slot, because an import keeps the order. The
 * batch goes the way of every other one, so that history, journal and the account of a delay know
 * of it.
 */
#include "app/edit/edit.h"

struct retelling {
    struct arena              *mem;
    const struct example_step *step;
    const struct plan         *plan; /* of the project */
    VEC(struct op)             ops;
};

static err tell_record(struct retelling *t, const struct entity *entity, size_t slot)
{
    const struct record *was = plan_at(t->step->was, entity, slot);
    const struct record *is = plan_at(t->step->is, entity, slot);
    const struct record *own = plan_at(t->plan, entity, slot);
    const struct json   *set;
    if (!was || !is || !own || entity_equal(entity, was, is))
        return OK;
    TRY(json_parse(t->mem, journal_json(t->mem, entity, is, was), &set));
    vec_push(t->mem, &t->ops,
             (struct op){.kind = OP_UPDATE, .entity = entity, .id = own->id.v, .set = set});
    return OK;
}

static err tell(struct retelling *t, const struct entity *entity)
{
    if (plan_slots(t->plan, entity) != plan_slots(t->step->is, entity))
        return err_make(ERR_INVALID, "The example is not as it was loaded.");
    for (size_t s = 0; s < plan_slots(t->plan, entity); s++)
        TRY(tell_record(t, entity, s));
    return OK;
}

static err apply(struct app *a, struct retelling *t)
{
    const struct change *change = NULL;
    struct refusal       refusal;
    struct batch_request request = {
        .project = t->step->project,
        .ops = t->ops.v,
        .n_ops = t->ops.n,
        .note = t->step->why,
        .at = t->step->at,
    };
    TRY(app_apply(a, t->mem, &request, &refusal, &change));
    change_unref(change);
    return OK;
}

err app_example_step(struct app *a, struct arena *mem, const struct example_step *step)
{
    struct retelling t = {.mem = mem, .step = step};
    TRY(app_plan(a, step->project, &t.plan));
    err e = tell(&t, &item_entity);
    if (!e.code)
        e = tell(&t, &project_entity);
    plan_unref(t.plan);
    return e.code || !t.ops.n ? e : apply(a, &t);
}
