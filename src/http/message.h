/* http/message.h - one request and its reply, as a handler sees them.
 *
 * Everything a handler allocates from `mem` lives until the reply has been sent. A handler returns
 * OK with the reply filled in, or an err, which problem.c prints.
 */
#ifndef HTTP_MESSAGE_H
#define HTTP_MESSAGE_H

#include "base/json.h"
#include "http/bytes.h"

struct route;
struct events;
struct stream;

enum http_method { HTTP_GET, HTTP_POST, HTTP_PUT, HTTP_PATCH, HTTP_DELETE, HTTP_METHODS };
extern const char *const http_method_words[HTTP_METHODS];

struct name_value {
    str name, value;
};

enum { REQUEST_IDS = 2 };

struct request {
    struct arena            *mem;
    void                    *context;          /* server_settings.context */
    const struct route      *route;            /* NULL while none is found */
    str                      method;           /* as sent */
    str                      path;             /* decoded, without the query */
    int64_t                  ids[REQUEST_IDS]; /* values of {id} in the path */
    const struct name_value *headers, *query;
    size_t                   n_headers, n_query;
    str                      body; /* whole; empty for ROUTE_SPOOL */
    int     body_fd;   /* ROUTE_SPOOL: file with the body, read from its start; else -1 */
    int64_t body_size; /* bytes */
    str     id;        /* of the request, also in the reply and the log */
};

str request_header(const struct request *q, const char *name); /* STR_NONE when absent */
str request_query(const struct request *q, const char *name);  /* decoded; STR_NONE when absent */

/* A whole number from `least` to `most`; `otherwise` when the parameter is absent. ERR_SYNTAX names
 * it. */
err request_query_int(const struct request *q, const char *name, int64_t least, int64_t most,
                      int64_t *value);

/* The body as JSON. ERR_SYNTAX with line and column. */
err request_json(const struct request *q, const struct json **ret_root);

/* The number in If-Match: "3" or "3.17" give 3, * gives 0, absent gives -1; ERR_SYNTAX for anything
 * else. */
err request_if_match(const struct request *q, int64_t *ret_rev);

/* Whether a media type is asked for before JSON ("text/csv" in Accept). */
bool request_accepts(const struct request *q, str type);
bool request_accepts_coding(const struct request *q,
                            str                   coding); /* Accept-Encoding, q=0 respected */

/* ---- reply --------------------------------------------------------------------------------- */

enum { REPLY_HEADERS = 8 };

struct reply {
    struct arena     *mem;
    int               status; /* 200 */
    const char       *type;   /* Content-Type; "application/json" */
    struct buf        body;
    struct bytes     *shared; /* instead of body; one reference is the reply's */
    str               fixed;  /* instead of both: lives as long as the process */
    struct stream    *stream; /* instead of all: server-sent events */
    str               etag;   /* with its quotes; compared with If-None-Match for GET */
    struct name_value headers[REPLY_HEADERS];
    size_t            n_headers;
    bool is_packed; /* fixed: has its Content-Encoding already, or is not worth packing */
    struct json_out json;
};

void reply_init(struct reply *r, struct arena *mem);
void reply_done(struct reply *r);
void reply_clear(struct reply *r); /* as new: what a handler began before it failed is dropped */

/* Starts a JSON body; the writer belongs to the reply. */
struct json_out *reply_json(struct reply *r);
void reply_shared(struct reply *r, struct bytes *body); /* takes a reference of its own */
void reply_header(struct reply *r, const char *name, str value);
__attribute__((format(printf, 2, 3))) void reply_etag(struct reply *r, const char *fmt,
                                                      ...); /* puts the quotes */

/* Whether If-None-Match names the tag: then the body need not be made. */
bool request_has(const struct request *q, str etag);

#endif
