/* api/list.h - lists of records: filter, sort, fields, pages; JSON or CSV. */
#ifndef API_LIST_H
#define API_LIST_H

#include "api/parts.h"
#include "base/zone.h"

extern const struct parameter list_parameters[];

/* Answers with those of `all` that the query asks for. zone: in which dates of the filter are read,
 * NULL = UTC. A cursor is the id of the last record seen and its place, so that a page neither
 * repeats nor skips when records before it come or go. ERR_SYNTAX names what is wrong with the
 * query. */
err list_answer(struct request *q, struct reply *to, const struct table_rows *all,
                const struct zone *zone);

#endif
