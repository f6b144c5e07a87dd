/* api/parts.h - what the files of this folder share. */
#ifndef API_PARTS_H
#define API_PARTS_H

#include "api/api.h"
#include "api/shape.h"
#include "domain/entities.h"
#include "domain/list/columns.h"
#include "http/problem.h"

struct feed;
struct level_job;

struct api {
    struct arena        home;
    struct api_settings s;
    struct feed        *feed; /* changes on their way to the hub */
    struct bytes       *openapi;
};

static inline struct api *api_of(const struct request *q)
{
    return q->context;
}

static inline struct id id_of(const struct request *q, int i)
{
    return (struct id){q->ids[i]};
}

/* The Idempotency-Key of a request with a hash over its path and body, of a spooled body its size;
 * for routes with ROUTE_ONCE. */
static inline struct request_key key_of(const struct request *q)
{
    uint64_t hash = str_hash(q->path) * 31 + str_hash(q->body) + (uint64_t)q->body_size;
    return (struct request_key){request_header(q, "Idempotency-Key"),
                                str_fmt(q->mem, "%016llx", (unsigned long long)hash)};
}

/* ---- tables.c ------------------------------------------------------------------------------ */

/* Rows of one entity, to be printed in columns. `rows` is of items only. */
struct table_rows {
    const struct entity          *entity;
    const void *const            *records;
    const struct item_row *const *rows;
    size_t                        n;
};

/* {"count":N,"columns":{"id":[…],"kind":{"all":"task"},…}}: a column of equal values is printed
 * once. */
void table_json(struct json_out *o, const struct table_rows *t);

/* All records of an entity in a plan, items in outline order. Lives in mem. */
struct table_rows table_of(struct arena *mem, const struct plan *plan, const struct entity *e);

/* ---- change/calculated.c ------------------------------------------------------------------- */

/* Items whose records stayed as they were while their rows did not. */
struct calculated {
    const void *const            *items;
    const struct item_row *const *before;
    const struct item_row *const *after;
    size_t                        n;
};

/* {"count":N,"columns":{"id":[…],"start":[…],"late_start":{"like":"start","rows":[],"values":[]}}}
 * with the columns that changed somewhere; `rows` count from 0 in this table. O(n) a column. */
void calculated_json(struct json_out *o, struct arena *mem, const struct calculated *c);

/* ---- change/change.c ----------------------------------------------------------------------- */

/* What a batch did, the reply R of the documentation, as one object. */
void change_json(struct json_out *o, struct arena *mem, const struct change *c, bool can_undo,
                 bool can_redo);

/* ---- record.c ------------------------------------------------------------------------------ */

/* One record as an object, with what was calculated for it. plan may be NULL. */
void record_json(struct json_out *o, const struct plan *plan, const struct entity *e,
                 const void *record);

/* "3", or "3.17" for what changes with the plan: only the first number counts for If-Match. */
void record_etag(struct reply *to, const struct plan *plan, const struct entity *e,
                 const void *record);

/* What a person would call it: title, name, or what it joins. May be absent. */
str record_title(struct arena *mem, const struct plan *plan, const struct entity *e, struct id id);

/* ---- refuse.c ------------------------------------------------------------------------------ */

/* Prints the problem of a refusal. A conflict over If-Match is 412, else 409. */
err refuse(struct request *q, struct reply *to, err why, const struct refusal *refusal);

/* ---- projects.c ------------------------------------------------------------------------------ */

/* The project with what its plan makes of it: the date that is not given, items and progress. */
void project_json(struct json_out *o, const struct plan *plan, const struct project *p);

/* ---- feed.c -------------------------------------------------------------------------------- */

struct feed *feed_open(struct app *app, struct events *events);
void         feed_close(struct feed *f); /* publishes what waits, then ends; NULL is fine */
/* What a reader of a job's news wishes for. */
struct events_wish feed_job_wish(struct feed *f, int64_t job);

/* ---- change/level.c ------------------------------------------------------------------------ */

/* How far a levelling has come, without what it found. */
void level_progress_json(struct json_out *o, struct app *a, struct arena *mem,
                         struct level_job *job);

/* ---- tables of routes ------------------------------------------------------------------------ */

extern const struct route project_routes[], plan_routes[], operation_routes[], journal_routes[],
    exchange_routes[], event_routes[], system_routes[], value_routes[], slip_routes[],
    difference_routes[], lint_routes[], level_routes[], simulation_routes[];
extern const size_t project_routes_n, plan_routes_n, operation_routes_n, journal_routes_n,
    exchange_routes_n, event_routes_n, system_routes_n, value_routes_n, slip_routes_n,
    difference_routes_n, lint_routes_n, level_routes_n, simulation_routes_n;
void record_routes(struct arena *mem, struct router *to); /* made from the entities' rows */

#endif
