/* app/import.c - a plan that a reader built becomes a project.
 *
 * A reader numbers each entity 1 … n. All numbers are moved behind the last ones given out, by one
 * offset per entity, so that references are moved by adding. Everything is checked like records of
 * a batch, but what a file says twice is kept: a plan that came from somewhere is shown as it is.
 * The title, and the code if there is one, get a number behind them when another project has the
 * same.
 */
#include "app/edit/edit.h"
#include "app/projects.h"
#include "app/replay.h"

struct import_command {
    struct command     command;
    const struct plan *read;
    str                source_name;
    str                note; /* of the batch */
    struct request_key once;
    struct refusal    *refusal;
    struct id          project;
};

/* Where the numbers of each entity begin. */
struct import {
    struct turn    *turn;
    struct plan    *plan;
    struct refusal *refusal;
    int64_t         offset[ENTITY_COUNT];
};

static err find_offsets(struct import *im)
{
    for (size_t no = 0; no < ENTITY_COUNT; no++)
        if (entity_in_plan(entities[no]))
            TRY(store_last_id(im->turn->tx, entities[no], &im->offset[no]));
    return OK;
}

static const struct entity *custom_target(const struct plan *read, const struct custom_value *v)
{
    const struct custom_field *f = plan_get(read, &custom_field_entity, v->field);
    if (!f)
        return NULL;
    return f->target == CUSTOM_OF_ITEM       ? &item_entity
           : f->target == CUSTOM_OF_RESOURCE ? &resource_entity
                                             : &assignment_entity;
}

/* References of the record, moved; one that leads nowhere becomes absent or, if it is needed, a
 * problem. */
static void move_references(struct import *im, const struct plan *read, const struct entity *entity,
                            void *record)
{
    bool                 is_value = entity == &custom_value_entity;
    const struct entity *of_value = is_value ? custom_target(read, record)
                                             : NULL; /* before `field` moves */
    for (size_t i = 0; i < entity->n_fields; i++) {
        const struct field  *f = &entity->fields[i];
        const struct entity *target = f->refers ? entity_named(str_from(f->refers)) : NULL;
        int64_t              id = f->type == F_ID ? field_int(f, record) : 0;
        if (is_value && f->offset == offsetof(struct custom_value, record))
            target = of_value;
        if (!id)
            continue;
        bool found = target && entity_in_plan(target) && plan_get(read, target, (struct id){id});
        field_int_set(f, record, found ? id + im->offset[target->no] : 0);
    }
}

static void add_record(struct import *im, const struct plan *read, const struct entity *entity,
                       const void *from)
{
    union any_record copy;
    memcpy(&copy, from, entity->size);
    move_references(im, read, entity, &copy);
    int64_t id = copy.head.id.v + im->offset[entity->no];
    record_new(im->turn, &copy.head, plan_project(im->plan));
    copy.head.id.v = id;
    entity_check(entity, &copy, &im->refusal->problems);
    plan_put(im->plan, entity, &copy);
}

static err add_project(struct import *im, const struct plan *read, str source_name)
{
    struct project        p;
    const struct project *from = plan_project_record(read);
    if (!from)
        return err_make(ERR_INVALID, "The file holds no project.");
    p = *from;
    move_references(im, read, &project_entity, &p);
    record_new(im->turn, &p.head, (struct id){0});
    p.head.id = plan_project(im->plan);
    if (source_name.n)
        p.source_name = source_name;
    TRY(project_unlike(im->turn, p.title, false, &p.title));
    TRY(project_unlike(im->turn, p.code, true, &p.code));
    entity_check(&project_entity, &p, &im->refusal->problems);
    plan_put(im->plan, &project_entity, &p);
    return OK;
}

static err import_in(struct import_command *c, struct import *im)
{
    TRY(add_project(im, c->read, c->source_name));
    for (size_t no = 0; no < ENTITY_COUNT; no++) {
        const struct entity *entity = entities[no];
        if (entity == &project_entity || !entity_in_plan(entity))
            continue;
        for (size_t s = 0; s < plan_slots(c->read, entity); s++) {
            const void *record = plan_at(c->read, entity, s);
            if (record)
                add_record(im, c->read, entity, record);
        }
    }
    TRY(problems_err(&c->refusal->problems));
    c->project = plan_project(im->plan);
    return project_write(im->turn, im->plan, c->note);
}

static err run_import(struct command *command, struct turn *turn)
{
    struct import_command *c = (struct import_command *)command;
    struct import          im = {.turn = turn, .refusal = c->refusal};
    TRY(replay_project(turn, &c->once, &c->project));
    if (c->project.v)
        return OK;
    TRY(find_offsets(&im));
    struct id project = {im.offset[ENTITY_PROJECT] + 1};
    im.plan = plan_new(project);
    err e = import_in(c, &im);
    plan_unref(im.plan);
    return e.code ? e : replay_keep(turn, &c->once, &(struct change){.project = project, .seq = 1});
}

static err import(struct app *a, struct arena *mem, struct import_command *c,
                  struct id *ret_project)
{
    c->command.run = run_import;
    *c->refusal = (struct refusal){0};
    problems_init(&c->refusal->problems, mem);
    TRY(writer_do(a, &c->command));
    *ret_project = c->project;
    return OK;
}

err app_import(struct app *a, struct arena *mem, const struct import_request *request,
               struct refusal *ret_refusal, struct id *ret_project)
{
    str                   name = request->source_name;
    str                   from = name.n ? name : S("a file");
    struct import_command c = {.command.at = request->at,
                               .read = request->read,
                               .source_name = name,
                               .once = request->once,
                               .note = str_fmt(mem, "Imported from %.*s", STR_ARG(from)),
                               .refusal = ret_refusal};
    return import(a, mem, &c, ret_project);
}

err app_import_example(struct app *a, struct arena *mem, const struct import_request *request,
                       struct refusal *ret_refusal, struct id *ret_project)
{
    struct import_command c = {.command.at = request->at,
                               .read = request->read,
                               .once = request->once,
                               .note = S("Example loaded"),
                               .refusal = ret_refusal};
    return import(a, mem, &c, ret_project);
}
