/* app/request.h - what is asked of app.h: operations, undo, whole projects. */
#ifndef APP_REQUEST_H
#define APP_REQUEST_H

#include "domain/plan.h"

enum op_kind { OP_CREATE, OP_UPDATE, OP_DELETE };

struct op {
    enum op_kind         kind;
    const struct entity *entity;
    int64_t
        id; /* create: temporary, negative or 0; else the record's, or a temporary of this batch */
    int64_t            rev; /* update, delete: the rev it was seen at; 0 = no lock */
    const struct json *set; /* create, update: members; ids may be temporary ones of this batch */
};

/* Idempotency-Key: a request that comes again within 24 hours is answered as at first, also by a
 * program that was started anew. */
struct request_key {
    str key;  /* absent = none */
    str hash; /* of the request, to tell a key used for something else */
};

struct batch_request {
    struct id          project;
    const struct op   *ops;
    size_t             n_ops;
    str                note, client;
    struct request_key once;
    bool               dry_run;
    int64_t            at_seq; /* refused when the plan is at another seq; 0: never */
    instant            at;     /* when it is said to have been done; 0: now */
};

struct undo_request {
    struct id          project;
    str                client; /* absent: any of the user's batches */
    int64_t            seq;    /* 0: the last one that can be undone */
    bool               redo, force;
    struct request_key once;
};

/* A plan as a reader built it: ids of its own, 1 … n. */
struct import_request {
    const struct plan *read;
    str                source_name;
    struct request_key once;
    instant            at; /* when it is said to have been done; 0: now */
};

/* What happened to an example after it was loaded: `was` became `is`. Only its items and the
 * project's own record are looked at, and members that refer to nothing differ; what the rules of
 * an edit change along with them need not be told. */
struct example_step {
    struct id          project;
    const struct plan *was, *is;
    str                why;
    instant            at;
};

struct project_request {
    const struct json *set;
    struct request_key once;
};

#endif
