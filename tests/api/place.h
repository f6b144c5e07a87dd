/* tests/api/place.h - a whole server in a temporary folder: store, app, API, http. */
#ifndef TESTS_API_PLACE_H
#define TESTS_API_PLACE_H

#include "api/api.h"
#include "base/json.h"
#include "http/client.h"
#include "http/server.h"

enum { PLACE_HITS = 200 };

struct place {
    struct arena       mem;
    char               folder[64];
    struct app        *app;
    struct events     *events;
    struct api        *api;
    struct router     *router;
    struct server     *server;
    int                port;
    instant            now; /* of the app, which stands still */
    const struct json *openapi;
    int64_t            fail_at, calls;  /* fail_at > 0: which call of the store fails, once */
    bool               hit[PLACE_HITS]; /* by row of the router */
};

void place_open(struct place *p);
void place_open_failing(struct place *p, int64_t fail_at);
void place_close(struct place *p);   /* with its folder */
void place_restart(struct place *p); /* stops and opens the same folder again */

/* Asks, and fails the test when the reply does not fit the printed OpenAPI. Host, and for bodies
 * Content-Type, are added. */
struct answer place_ask(struct place *p, const char *method, const char *path, const char *headers,
                        const char *body);
const struct json *place_json(struct place *p, struct answer a);

/* A project with items A → B → C (ids in order), each of one day. */
struct sample {
    int64_t project, a, b, c, ab, bc;
};
struct sample place_sample(struct place *p);

const char *place_path(struct place *p, const char *fmt, int64_t id); /* "…/%lld/…" */

#endif
