/* api/plan.c - a whole plan in columns.
 *
 * What stands in it is what a client needs to show the plan at once; the rest (values of custom
 * fields, rates, pieces of assignments) comes when it is asked for by name. The ETag is the seq,
 * so a client that has it gets 304 without anything being printed.
 */
#include "api/parts.h"

static const enum entity_no usual[] = {
    ENTITY_ITEM,          ENTITY_LINK,         ENTITY_RESOURCE,           ENTITY_ASSIGNMENT,
    ENTITY_CALENDAR,      ENTITY_WORK_WEEK,    ENTITY_CALENDAR_EXCEPTION, ENTITY_BASELINE,
    ENTITY_BASELINE_ITEM, ENTITY_CUSTOM_FIELD,
};

static const struct parameter plan_parameters[] = {
    {"tables", "string",
     "Which tables, instead of the usual ones: custom_values,assignment_pieces."},
    {NULL, NULL, NULL},
};

struct chosen { /* by number of the entity */
    bool is[ENTITY_COUNT];
};

static err choose_tables(const struct request *q, struct chosen *ret)
{
    str names = request_query(q, "tables"), name;
    *ret = (struct chosen){0};
    for (size_t i = 0; !names.p && i < COUNT(usual); i++)
        ret->is[usual[i]] = true;
    while (str_cut(&names, ',', &name)) {
        const struct entity *e = entity_plural(str_trim(name));
        if (!e || !entity_in_plan(e) || e == &project_entity)
            return err_make(ERR_SYNTAX, "Parameter tables: a plan has no table %.*s.",
                            STR_ARG(str_sub(name, 0, 60)));
        ret->is[e->no] = true;
    }
    return OK;
}

static void print_plan(struct request *q, struct json_out *o, const struct plan *plan,
                       const struct chosen *chosen)
{
    jo_object(o);
    jo_name(o, "project");
    project_json(o, plan, plan_project_record(plan));
    jo_name(o, "seq");
    jo_int(o, plan_seq(plan));
    for (size_t no = 0; no < ENTITY_COUNT; no++) {
        if (!chosen->is[no])
            continue;
        struct table_rows t = table_of(q->mem, plan, entities[no]);
        jo_name(o, entities[no]->plural);
        table_json(o, &t);
    }
    jo_object_end(o);
}

static err plan_read(struct request *q, struct reply *to)
{
    const struct plan *plan;
    struct chosen      chosen;
    TRY(choose_tables(q, &chosen));
    TRY(app_plan(api_of(q)->s.app, id_of(q, 0), &plan));
    reply_etag(to, "%lld", (long long)plan_seq(plan));
    if (!request_has(q, to->etag))
        print_plan(q, reply_json(to), plan, &chosen);
    plan_unref(plan);
    return OK;
}

const struct route plan_routes[] = {
    {HTTP_GET, "/api/v1/projects/{id}/plan", "plan_get",
     "The whole plan of a project in columns, calculated. ETag is the seq.", plan_read,
     .flags = ROUTE_WAITS, .query = plan_parameters, .out = &shape_plan},
};
const size_t plan_routes_n = COUNT(plan_routes);
