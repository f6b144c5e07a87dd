/* api/records.c - every entity below a project: list, create, read, change, delete.
 *
 * The five routes of an entity are made from its row at start; the entity itself stands in
 * route.about. What one record's route changes is a list of one operation, so it has the same
 * rules, journal and events as any other.
 */
#include "api/list.h"

static const struct entity *entity_of(const struct request *q)
{
    return q->route->about;
}

/* ---- reading --------------------------------------------------------------------------------- */

static err zone_of(const struct plan *plan, const struct zone **ret_zone)
{
    const struct project *p = plan_project_record(plan);
    return zone_get(p && p->zone.p ? p->zone : S("UTC"), ret_zone);
}

static err print_list(struct request *q, struct reply *to, const struct plan *plan)
{
    const struct zone *zone;
    TRY(zone_of(plan, &zone));
    struct list_source all = list_of_plan(plan, entity_of(q));
    return list_answer(q, to, &all, zone);
}

static err records_list(struct request *q, struct reply *to)
{
    const struct plan *plan;
    TRY(app_plan(api_of(q)->s.app, id_of(q, 0), &plan));
    reply_etag(to, "%lld", (long long)plan_seq(plan));
    err e = request_has(q, to->etag) ? OK : print_list(q, to, plan);
    plan_unref(plan);
    return e;
}

static err print_record(struct request *q, struct reply *to, const struct plan *plan, struct id id)
{
    const struct entity *e = entity_of(q);
    const void          *record = plan ? plan_get(plan, e, id) : NULL;
    if (!record)
        return err_make(ERR_NOT_FOUND, "There is no %s %lld.", e->name, (long long)id.v);
    record_etag(to, plan, e, record);
    if (q->route->method != HTTP_GET || !request_has(q, to->etag))
        record_json(reply_json(to), plan, e, record);
    return OK;
}

static err record_read(struct request *q, struct reply *to)
{
    const struct plan *plan;
    struct id          project;
    TRY(app_project_of(api_of(q)->s.app, entity_of(q), id_of(q, 0), &project));
    TRY(app_plan(api_of(q)->s.app, project, &plan));
    err e = print_record(q, to, plan, id_of(q, 0));
    plan_unref(plan);
    return e;
}

/* ---- changing -------------------------------------------------------------------------------- */

/* Applies the one operation; OK with *ret_change == NULL when the refusal has been printed. */
static err apply_one(struct request *q, struct reply *to, struct id project, const struct op *op,
                     const struct change **ret_change)
{
    struct refusal       refusal = {0};
    struct batch_request batch = {.project = project, .ops = op, .n_ops = 1};
    *ret_change = NULL;
    if (op->kind == OP_CREATE)
        batch.once = key_of(q);
    err e = app_apply(api_of(q)->s.app, q->mem, &batch, &refusal, ret_change);
    if (!e.code)
        return OK;
    *ret_change = NULL;
    return refuse(q, to, e, &refusal);
}

static err record_create(struct request *q, struct reply *to)
{
    struct op            op = {.kind = OP_CREATE, .entity = entity_of(q), .id = -1};
    const struct change *change;
    TRY(request_json(q, &op.set));
    TRY(apply_one(q, to, id_of(q, 0), &op, &change));
    if (!change)
        return OK;
    struct id id = {change->n_created ? change->ids[0] : 0};
    reply_header(to, "Location",
                 str_fmt(q->mem, "/api/v1/%s/%lld", op.entity->plural, (long long)id.v));
    err e = print_record(q, to, change->after, id);
    change_unref(change);
    return e;
}

static err record_change(struct request *q, struct reply *to)
{
    struct op            op = {.kind = OP_UPDATE, .entity = entity_of(q), .id = q->ids[0]};
    const struct change *change;
    struct id            project;
    TRY(request_json(q, &op.set));
    TRY(request_if_match(q, &op.rev));
    TRY(app_project_of(api_of(q)->s.app, op.entity, id_of(q, 0), &project));
    TRY(apply_one(q, to, project, &op, &change));
    if (!change)
        return OK;
    err e = print_record(q, to, change->after, id_of(q, 0));
    change_unref(change);
    return e;
}

static err record_delete(struct request *q, struct reply *to)
{
    struct op            op = {.kind = OP_DELETE, .entity = entity_of(q), .id = q->ids[0]};
    const struct change *change;
    struct id            project;
    TRY(request_if_match(q, &op.rev));
    TRY(app_project_of(api_of(q)->s.app, op.entity, id_of(q, 0), &project));
    TRY(apply_one(q, to, project, &op, &change));
    change_unref(change);
    return OK;
}

/* ---- routes ---------------------------------------------------------------------------------- */

struct entity_routes {
    struct shape record, input, list;
    struct route v[5];
};

static const char *text(struct arena *mem, const char *fmt, const char *word)
{
    str rest = str_from(fmt), head = STR_NONE;
    str_cut(&rest, '*', &head);
    return str_fmt(mem, "%.*s%s%.*s", STR_ARG(head), word, STR_ARG(rest)).p;
}

static void make_routes(struct arena *mem, const struct entity *e, struct entity_routes *r)
{
    const char *many = text(mem, "/api/v1/projects/{id}/*", e->plural);
    const char *one = text(mem, "/api/v1/*/{id}", e->plural);
    r->record = (struct shape){SHAPE_RECORD, e, NULL, NULL};
    r->input = (struct shape){SHAPE_INPUT, e, NULL, NULL};
    r->list = (struct shape){SHAPE_LIST, e, NULL, NULL};
    r->v[0] = (struct route){HTTP_GET,
                             many,
                             text(mem, "*_list", e->plural),
                             text(mem, "The * of a project.", e->plural),
                             records_list,
                             .flags = ROUTE_WAITS,
                             .query = list_parameters,
                             .out = &r->list,
                             .about = e};
    r->v[1] = (struct route){HTTP_POST,
                             many,
                             text(mem, "*_create", e->name),
                             text(mem, "Make one * in a project.", e->name),
                             record_create,
                             .flags = ROUTE_WAITS | ROUTE_ONCE,
                             .status = 201,
                             .in = &r->input,
                             .out = &r->record,
                             .about = e};
    r->v[2] = (struct route){HTTP_GET,
                             one,
                             text(mem, "*_get", e->name),
                             text(mem, "One *.", e->name),
                             record_read,
                             .out = &r->record,
                             .about = e};
    r->v[3] = (struct route){HTTP_PATCH,
                             one,
                             text(mem, "*_change", e->name),
                             text(mem, "Change some members of one *.", e->name),
                             record_change,
                             .flags = ROUTE_WAITS | ROUTE_IF_MATCH,
                             .in = &r->input,
                             .out = &r->record,
                             .about = e};
    r->v[4] = (struct route){HTTP_DELETE,
                             one,
                             text(mem, "*_delete", e->name),
                             text(mem, "Delete one *.", e->name),
                             record_delete,
                             .flags = ROUTE_WAITS | ROUTE_IF_MATCH,
                             .status = 204,
                             .about = e};
}

void record_routes(struct arena *mem, struct router *to)
{
    for (size_t i = 0; entities[i]; i++) {
        if (!entity_in_plan(entities[i]) || entities[i] == &project_entity)
            continue;
        struct entity_routes *r = arena_new(mem, struct entity_routes);
        make_routes(mem, entities[i], r);
        router_add(to, r->v, COUNT(r->v));
    }
}
