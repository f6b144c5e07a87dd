/* api/openapi/openapi.c - OpenAPI 3.1 of everything the router knows.
 *
 * Nothing is written twice: paths, parameters and bodies come from the rows of the routes, schemas
 * from the rows of the entities. Rows with the same path stand together in the output, whatever
 * their order.
 */
#include "api/openapi/openapi.h"

static void name_text(struct json_out *o, const char *name, const char *text)
{
    jo_name(o, name);
    jo_z(o, text);
}

/* ---- parameters ------------------------------------------------------------------------------ */

static void print_parameter(struct json_out *o, const char *in, const struct parameter *p,
                            bool required)
{
    jo_object(o);
    name_text(o, "name", p->name);
    name_text(o, "in", in);
    name_text(o, "description", p->doc);
    jo_name(o, "required");
    jo_bool(o, required);
    jo_name(o, "schema");
    jo_object(o);
    name_text(o, "type", p->type);
    jo_object_end(o);
    jo_object_end(o);
}

static void print_parameters(struct json_out *o, const struct route *r)
{
    static const struct parameter id = {"id", "integer", "Number of the record."};
    static const struct parameter match = {"If-Match", "string",
                                           "ETag of the state that is changed."};
    static const struct parameter key = {
        "Idempotency-Key", "string",
        "Sent again, the request gets the first one's reply; kept for 24 hours."};
    jo_name(o, "parameters");
    jo_array(o);
    if (strstr(r->path, "{id}"))
        print_parameter(o, "path", &id, true);
    for (const struct parameter *p = r->query; p && p->name; p++)
        print_parameter(o, "query", p, false);
    if (r->flags & ROUTE_IF_MATCH)
        print_parameter(o, "header", &match, true);
    if (r->flags & ROUTE_ONCE)
        print_parameter(o, "header", &key, false);
    jo_array_end(o);
}

/* ---- bodies ---------------------------------------------------------------------------------- */

static void print_content(struct json_out *o, const struct shape *shape, bool must)
{
    jo_name(o, "content");
    jo_object(o);
    jo_name(o, shape->kind == SHAPE_BYTES ? shape->name : "application/json");
    jo_object(o);
    jo_name(o, "schema");
    schema_of_shape(o, shape, must);
    jo_object_end(o);
    if (shape->kind == SHAPE_LIST) {
        jo_name(o, "text/csv");
        jo_object(o);
        jo_object_end(o);
    }
    jo_object_end(o);
}

static void print_problem(struct json_out *o, const char *status, const char *doc)
{
    jo_name(o, status);
    jo_object(o);
    name_text(o, "description", doc);
    jo_name(o, "content");
    jo_raw(o,
           S("{\"application/problem+json\":{\"schema\":{\"$ref\":\"#/components/schemas/"
             "problem\"},\"example\":{"
             "\"type\":\"/problems/invalid\",\"title\":\"A value is not valid\",\"status\":422,"
             "\"detail\":\"title: is missing\",\"instance\":\"/api/v1/projects/7/operations\","
             "\"errors\":[{\"operation\":0,\"field\":\"title\",\"message\":\"is missing\"}]}}}"));
    jo_object_end(o);
}

static void print_responses(struct json_out *o, const struct route *r)
{
    char status[8];
    snprintf(status, sizeof status, "%d", r->status ? r->status : 200);
    jo_name(o, "responses");
    jo_object(o);
    jo_name(o, status);
    jo_object(o);
    name_text(o, "description", r->out ? "As asked." : "Done.");
    if (r->out)
        print_content(o, r->out, false);
    jo_object_end(o);
    print_problem(o, "4XX", "Refused; the problem says why.");
    print_problem(o, "5XX", "Failed; nothing was changed.");
    jo_object_end(o);
}

static void print_operation(struct json_out *o, const struct route *r)
{
    static const char *const names[HTTP_METHODS] = {"get", "post", "put", "patch", "delete"};
    jo_name(o, names[r->method]);
    jo_object(o);
    name_text(o, "operationId", r->id);
    name_text(o, "summary", r->doc);
    print_parameters(o, r);
    if (r->in) {
        jo_name(o, "requestBody");
        jo_object(o);
        jo_name(o, "required");
        jo_bool(o, true);
        print_content(o, r->in, r->method == HTTP_POST);
        jo_object_end(o);
    }
    print_responses(o, r);
    jo_object_end(o);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static bool is_first_of_path(const struct router *router, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(router_at(router, k)->path, router_at(router, i)->path) == 0)
            return false;
    return true;
}

static void print_paths(struct json_out *o, const struct router *router)
{
    jo_name(o, "paths");
    jo_object(o);
    for (size_t i = 0; i < router_count(router); i++) {
        const char *path = router_at(router, i)->path;
        if (!is_first_of_path(router, i))
            continue;
        jo_name(o, path);
        jo_object(o);
        for (size_t k = i; k < router_count(router); k++)
            if (strcmp(router_at(router, k)->path, path) == 0)
                print_operation(o, router_at(router, k));
        jo_object_end(o);
    }
    jo_object_end(o);
}

static void print_info(struct json_out *o)
{
    jo_name(o, "info");
    jo_object(o);
    name_text(o, "title", "Gantline");
    name_text(o, "version", GANTLINE_VERSION);
    name_text(o, "description",
              "Plans that calculate themselves. Moments in records are RFC 3339 text; in columns "
              "they are whole seconds "
              "UTC, days are counted from 1970-01-01, booleans are 0 and 1, absent values null.");
    jo_object_end(o);
}

void api_openapi(const struct router *router, struct buf *to)
{
    struct json_out o;
    jo_init(&o, to);
    jo_object(&o);
    name_text(&o, "openapi", "3.1.0");
    print_info(&o);
    print_paths(&o, router);
    jo_name(&o, "components");
    jo_object(&o);
    jo_name(&o, "schemas");
    jo_object(&o);
    schemas_by_hand(&o);
    schemas_of_entities(&o);
    jo_object_end(&o);
    jo_object_end(&o);
    jo_object_end(&o);
}
