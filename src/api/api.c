/* api/api.c - the parts together.
 *
 * The router is made anew for who asks: it is a view of constant rows and holds no state, so the
 * command line prints the documentation without a data folder.
 */
#include "api/api.h"

#include "api/parts.h"

enum { ROUTES_ABOUT = 128 };

struct router *api_router(struct arena *mem)
{
    struct router *r = router_new(mem, ROUTES_ABOUT);
    router_add(r, project_routes, project_routes_n);
    router_add(r, plan_routes, plan_routes_n);
    router_add(r, operation_routes, operation_routes_n);
    router_add(r, event_routes, event_routes_n);
    router_add(r, journal_routes, journal_routes_n);
    router_add(r, exchange_routes, exchange_routes_n);
    record_routes(mem, r);
    router_add(r, system_routes, system_routes_n);
    router_add(r, value_routes, value_routes_n);
    router_add(r, slip_routes, slip_routes_n);
    router_add(r, difference_routes, difference_routes_n);
    router_add(r, lint_routes, lint_routes_n);
    router_add(r, level_routes, level_routes_n);
    router_add(r, simulation_routes, simulation_routes_n);
    return r;
}

static struct bytes *printed_openapi(void)
{
    struct arena mem = {0};
    struct buf   text = {0};
    api_openapi(api_router(&mem), &text);
    arena_done(&mem);
    return bytes_take(&text);
}

struct api *api_open(const struct api_settings *settings)
{
    struct arena home = {0};
    struct api  *api = arena_new(&home, struct api);
    api->s = *settings;
    api->home = home;
    api->openapi = printed_openapi();
    api->feed = feed_open(settings->app, settings->events);
    return api;
}

void api_close(struct api *api)
{
    if (!api)
        return;
    feed_close(api->feed);
    bytes_unref(api->openapi);
    struct arena home = api->home;
    arena_done(&home);
}
