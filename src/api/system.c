/* api/system.c - who am I, who else is here, what is offered, is it alive.
 *
 * All but the list of users never wait for anybody, so they answer on the network thread while the
 * rest is busy.
 */
#include "api/parts.h"

static err me_read(struct request *q, struct reply *to)
{
    const struct api *api = api_of(q);
    struct json_out  *o = reply_json(to);
    jo_object(o);
    jo_name(o, "user");
    jo_object(o);
    jo_name(o, "id");
    jo_int(o, app_user(api->s.app).v);
    jo_name(o, "name");
    jo_str(o, api->s.user_name);
    jo_name(o, "email");
    jo_null(o);
    jo_object_end(o);
    jo_name(o, "version");
    jo_z(o, GANTLINE_VERSION);
    jo_object_end(o);
    return OK;
}

static err print_user(void *arg, const void *record)
{
    struct json_out   *o = arg;
    const struct user *user = record;
    jo_object(o);
    jo_name(o, "id");
    jo_int(o, user->head.id.v);
    jo_name(o, "name");
    jo_str(o, user->name);
    jo_object_end(o);
    return OK;
}

static err users_list(struct request *q, struct reply *to)
{
    struct json_out *o = reply_json(to);
    jo_object(o);
    jo_name(o, "users");
    jo_array(o);
    TRY(app_users(api_of(q)->s.app, print_user, o));
    jo_array_end(o);
    jo_object_end(o);
    return OK;
}

static err openapi_read(struct request *q, struct reply *to)
{
    reply_shared(to, api_of(q)->openapi);
    return OK;
}

static err health_read(struct request *q, struct reply *to)
{
    (void)q;
    to->type = "text/plain; charset=utf-8";
    to->fixed = S("ok\n");
    return OK;
}

const struct route system_routes[] = {
    {HTTP_GET, "/api/v1/me", "me_get", "Who is asking, and which version answers.", me_read,
     .flags = 0, .out = &shape_me},
    {HTTP_GET, "/api/v1/users", "users_list",
     "Who uses this server: the names behind the numbers in journals, histories and comments.",
     users_list, .flags = ROUTE_WAITS, .out = &shape_users},
    {HTTP_GET, "/api/v1/openapi.json", "openapi_get", "This description.", openapi_read, .flags = 0,
     .out = &shape_openapi},
    {HTTP_GET, "/healthz", "health_get", "Whether the server answers.", health_read, .flags = 0,
     .out = &shape_health},
};
const size_t system_routes_n = COUNT(system_routes);
