/* api/projects.c - projects: list, create, read, change, delete.
 *
 * The list comes straight from the store, so that no plan has to be loaded for it: a project's
 * calculated finish stands in the last entry of its journal, its progress in the plan if that is in
 * memory. One project is printed with its plan.
 */
#include "api/list.h"
#include "api/parts.h"

#include "base/vec.h"

static const struct shape projects_out = {SHAPE_LIST, &project_entity, NULL, NULL};
static const struct shape project_out = {SHAPE_RECORD, &project_entity, NULL, NULL};
static const struct shape project_in = {SHAPE_INPUT, &project_entity, NULL, NULL};

/* Puts in what the plan makes of the project: the date that is not given, items and progress. */
static void project_calculated(const struct plan *plan, struct project *p)
{
    if (p->schedule_from == SCHEDULE_FROM_START)
        p->finish = plan_finish(plan);
    else
        p->start = plan_start(plan);
    p->percent_complete = plan_progress(plan, &p->item_count);
}

void project_json(struct json_out *o, const struct plan *plan, const struct project *p)
{
    struct project shown = *p;
    if (plan)
        project_calculated(plan, &shown);
    jo_object(o);
    entity_json_members(o, &project_entity, &shown);
    jo_object_end(o);
}

struct gathered {
    struct arena         *mem;
    VEC(struct project *) v;
};

static err gather(void *arg, const void *record)
{
    struct gathered *g = arg;
    struct project  *copy = arena_new(g->mem, struct project);
    entity_copy(g->mem, &project_entity, copy, record);
    vec_push(g->mem, &g->v, copy);
    return OK;
}

static err take_finish(void *arg, const struct journal_entry *entry)
{
    *(instant *)arg = entry->batch->finish_after;
    return OK;
}

/* The calculated finish, where none is given: as of the last batch. */
static err calculated_of(struct app *app, struct project *p)
{
    struct journal_query last = {.project = p->head.id, .limit = 1, .heads_only = true};
    const struct plan   *plan = app_plan_ready(app, p->head.id);
    if (!plan)
        return p->finish == INSTANT_NONE ? app_journal(app, &last, take_finish, &p->finish) : OK;
    project_calculated(plan, p);
    plan_unref(plan);
    return OK;
}

static err projects_list(struct request *q, struct reply *to)
{
    struct gathered g = {.mem = q->mem};
    TRY(app_projects(api_of(q)->s.app, gather, &g));
    for (size_t i = 0; i < g.v.n; i++)
        TRY(calculated_of(api_of(q)->s.app, g.v.v[i]));
    struct list_source all = {
        .entity = &project_entity, .records = (const void *const *)g.v.v, .n = g.v.n};
    return list_answer(q, to, &all, NULL);
}

static err print_project(struct request *q, struct reply *to, struct id id)
{
    const struct plan *plan;
    TRY(app_plan(api_of(q)->s.app, id, &plan));
    record_etag(to, plan, &project_entity, plan_project_record(plan));
    project_json(reply_json(to), plan, plan_project_record(plan));
    plan_unref(plan);
    return OK;
}

static err print_made(struct request *q, struct reply *to, struct id id)
{
    reply_header(to, "Location", str_fmt(q->mem, "/api/v1/projects/%lld", (long long)id.v));
    return print_project(q, to, id);
}

static err project_create(struct request *q, struct reply *to)
{
    const struct json *set;
    struct refusal     refusal = {0};
    struct id          id;
    TRY(request_json(q, &set));
    struct project_request make = {.set = set, .once = key_of(q)};
    err                    e = app_project_create(api_of(q)->s.app, q->mem, &make, &refusal, &id);
    if (e.code)
        return refuse(q, to, e, &refusal);
    return print_made(q, to, id);
}

static err example_load(struct request *q, struct reply *to)
{
    const struct api  *api = api_of(q);
    const struct json *body;
    struct id          id;
    TRY(request_json(q, &body));
    str name = json_text(json_get(body, "name"));
    if (!api->s.example)
        return err_make(ERR_NOT_FOUND, "This program has no examples.");
    TRY(api->s.example(api->s.app, name.p ? name : S(""), &id));
    return print_made(q, to, id);
}

static err project_read(struct request *q, struct reply *to)
{
    return print_project(q, to, id_of(q, 0));
}

static err project_change(struct request *q, struct reply *to)
{
    struct op op = {.kind = OP_UPDATE, .entity = &project_entity, .id = q->ids[0]};
    TRY(request_json(q, &op.set));
    TRY(request_if_match(q, &op.rev));
    struct batch_request batch = {.project = id_of(q, 0), .ops = &op, .n_ops = 1};
    struct refusal       refusal = {0};
    const struct change *change;
    err                  e = app_apply(api_of(q)->s.app, q->mem, &batch, &refusal, &change);
    if (e.code)
        return refuse(q, to, e, &refusal);
    record_etag(to, change->after, &project_entity, plan_project_record(change->after));
    project_json(reply_json(to), change->after, plan_project_record(change->after));
    change_unref(change);
    return OK;
}

/* The record as it is, for a refusal over its rev. */
static err refuse_stale(struct request *q, struct reply *to, err why)
{
    const struct plan *plan;
    if (why.code != ERR_CONFLICT && why.code != ERR_STALE)
        return why;
    TRY(app_plan(api_of(q)->s.app, id_of(q, 0), &plan));
    struct refusal refusal = {.entity = &project_entity, .current = plan_project_record(plan)};
    err            e = refuse(q, to, why, &refusal);
    plan_unref(plan);
    return e;
}

static err project_delete(struct request *q, struct reply *to)
{
    int64_t rev;
    TRY(request_if_match(q, &rev));
    err e = app_project_delete(api_of(q)->s.app, id_of(q, 0), rev);
    return e.code ? refuse_stale(q, to, e) : OK;
}

const struct route project_routes[] = {
    {HTTP_GET, "/api/v1/projects", "projects_list", "All projects.", projects_list,
     .flags = ROUTE_WAITS, .query = list_parameters, .out = &projects_out},
    {HTTP_POST, "/api/v1/projects", "project_create", "Make a project.", project_create,
     .flags = ROUTE_WAITS | ROUTE_ONCE, .status = 201, .in = &project_in, .out = &project_out},
    {HTTP_POST, "/api/v1/examples", "example_load",
     "Make a project of an example that comes with the program (erp, migration or scrum), its "
     "dates near today.",
     example_load, .flags = ROUTE_WAITS | ROUTE_ONCE, .status = 201, .in = &shape_example,
     .out = &project_out},
    {HTTP_GET, "/api/v1/projects/{id}", "project_get",
     "One project; its start or finish is the calculated one where it is not given.", project_read,
     .flags = ROUTE_WAITS, .out = &project_out},
    {HTTP_PATCH, "/api/v1/projects/{id}", "project_change", "Change some members of a project.",
     project_change, .flags = ROUTE_WAITS | ROUTE_IF_MATCH, .in = &project_in, .out = &project_out},
    {HTTP_DELETE, "/api/v1/projects/{id}", "project_delete",
     "Delete a project with everything in it.", project_delete,
     .flags = ROUTE_WAITS | ROUTE_IF_MATCH, .status = 204},
};
const size_t project_routes_n = COUNT(project_routes);
