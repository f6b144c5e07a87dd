/* api/plan.c - a whole plan in columns.
 *
 * What stands in it is what a client needs to show the plan at once. The ETag is the seq, so a
 * client that has it gets 304 without anything being printed.
 */
#include "api/parts.h"

static const enum entity_no tables[] = {
    ENTITY_ITEM,          ENTITY_LINK,         ENTITY_RESOURCE,           ENTITY_ASSIGNMENT,
    ENTITY_CALENDAR,      ENTITY_WORK_WEEK,    ENTITY_CALENDAR_EXCEPTION, ENTITY_BASELINE,
    ENTITY_BASELINE_ITEM, ENTITY_CUSTOM_FIELD,
};

static void print_plan(struct request *q, struct json_out *o, const struct plan *plan)
{
    jo_object(o);
    jo_name(o, "project");
    project_json(o, plan, plan_project_record(plan));
    jo_name(o, "seq");
    jo_int(o, plan_seq(plan));
    for (size_t i = 0; i < COUNT(tables); i++) {
        struct table_rows t = table_of(q->mem, plan, entities[tables[i]]);
        jo_name(o, entities[tables[i]]->plural);
        table_json(o, &t);
    }
    jo_object_end(o);
}

static err plan_read(struct request *q, struct reply *to)
{
    const struct plan *plan;
    TRY(app_plan(api_of(q)->s.app, id_of(q, 0), &plan));
    reply_etag(to, "%lld", (long long)plan_seq(plan));
    if (!request_has(q, to->etag))
        print_plan(q, reply_json(to), plan);
    plan_unref(plan);
    return OK;
}

const struct route plan_routes[] = {
    {HTTP_GET, "/api/v1/projects/{id}/plan", "plan_get",
     "The whole plan of a project in columns, calculated. ETag is the seq.", plan_read,
     .flags = ROUTE_WAITS, .out = &shape_plan},
};
const size_t plan_routes_n = COUNT(plan_routes);
