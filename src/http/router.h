/* http/router.h - routes are rows of tables; a request finds its row in O(1).
 *
 * A path is a list of segments, of which "{id}" stands for a number from 1 up. The same row gives
 * the documentation its words: what a handler may be asked, what goes in and what comes out.
 */
#ifndef HTTP_ROUTER_H
#define HTTP_ROUTER_H

#include "http/message.h"

enum route_flags {
    ROUTE_WAITS =
        1 << 0, /* waits for others or takes long: runs on a worker, not on a network thread */
    ROUTE_SPOOL = 1 << 1,    /* the body goes into an unlinked file */
    ROUTE_IF_MATCH = 1 << 2, /* 428 without If-Match */
    ROUTE_ONCE =
        1 << 3, /* Idempotency-Key is honoured: a repeated request gets the first one's reply */
    ROUTE_STREAM = 1 << 4, /* answers with server-sent events */
};

enum { BODY_USUAL = 256 * 1024 };

/* One query parameter. A parameter that the row does not list is refused. */
struct parameter {
    const char *name, *type; /* type as in JSON schema: "integer", "string", "boolean" */
    const char *doc;
};

struct shape; /* of a body; opaque here, known to whoever prints the documentation */

struct route {
    enum http_method method;
    const char      *path; /* "/api/v1/items/{id}" */
    const char      *id;   /* operationId */
    const char      *doc;  /* one sentence */
    err (*handle)(struct request *q, struct reply *to);
    uint32_t    flags;
    int         status;   /* of success; 0 = 200 */
    size_t      body_max; /* bytes; 0 = BODY_USUAL */
    const char *accepts; /* media types of the body, separated by blanks; NULL = application/json */
    const struct parameter *query;    /* ends with name == NULL; NULL = none */
    const struct shape     *in, *out; /* NULL = no body */
    const void             *about;    /* for the handler: what the row is about (an entity) */
};

struct router;

/* The rows must outlive the router, which lives in mem. Two rows with the same method and path are
 * our bug. */
struct router *router_new(struct arena *mem, size_t expected);
void           router_add(struct router *r, const struct route *rows, size_t n);

/* All rows in the order they were added. */
size_t              router_count(const struct router *r);
const struct route *router_at(const struct router *r, size_t i);

/* Sets q->route and q->ids from q->path and the method. ERR_NOT_FOUND when no row has this path; OK
 * with q->route == NULL when only the method is wrong: *ret_allow then lists the right ones. */
err router_find(const struct router *r, struct request *q, str *ret_allow);

size_t route_body_max(const struct route *r);

#endif
