/* api/list.h - lists of records: filter, sort, fields, pages; JSON or CSV. */
#ifndef API_LIST_H
#define API_LIST_H

#include "api/parts.h"
#include "base/zone.h"

extern const struct parameter list_parameters[];

/* What a list is of: all records of an entity in a plan, or records gathered elsewhere. */
struct list_source {
    const struct entity *entity;
    const struct plan   *plan;  /* NULL: records instead */
    const uint32_t      *order; /* slots of the plan in the usual order; NULL = 0, 1, … */
    const void *const   *records;
    size_t               n; /* places; a slot of a plan may be empty */
};

struct list_source list_of_plan(const struct plan *plan, const struct entity *e);

/* Answers with those records that the query asks for. zone: in which dates of the filter are read,
 * NULL = UTC. A cursor is the id of the last record seen and its place, so that a page neither
 * repeats nor skips when records before it come or go. ERR_SYNTAX names what is wrong with the
 * query. O(page) without filter and sort, else O(n) and O(n log n). */
err list_answer(struct request *q, struct reply *to, const struct list_source *source,
                const struct zone *zone);

#endif
