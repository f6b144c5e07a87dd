/* api/api.h - the REST API: one file per resource with its routes and handlers.
 *
 * A handler reads the request, calls one function of app/app.h and prints what it gave. Records,
 * lists and their documentation come from the entities' rows, so a new field needs nothing here.
 */
#ifndef API_API_H
#define API_API_H

#include "api/exchange.h"
#include "app/app.h"
#include "http/events.h"
#include "http/router.h"

struct api;

struct api_settings {
    struct app            *app;
    struct events         *events;   /* from api_events_new */
    const struct exchange *exchange; /* file formats; ends with name == NULL; may be NULL */
    str                    user_name;
    /* Makes a project of a plan that comes with the program. ERR_NOT_FOUND: none has that name.
     * NULL when the program has none. */
    err (*example)(struct app *app, str name, struct id *ret_project);
};

/* Begins to listen to the app's changes and to publish them. */
struct api *api_open(const struct api_settings *settings);
void        api_close(struct api *api); /* before app_close and events_close; NULL is fine */

/* A hub of events whose resets are printed as this API says. */
struct events *api_events_new(void);

/* Every route, in the order of the documentation. Needs no api: the documentation is printed from
 * it. */
struct router *api_router(struct arena *mem);

/* OpenAPI 3.1 of all routes and entities, as JSON. */
void api_openapi(const struct router *router, struct buf *to);

#endif
