/* domain/list/filter.h - which records of a list: `critical eq true and start ge 2026-01-01`.
 *
 *     filter     = all { "or" all }          all  = one { "and" one }
 *     one        = "not" one | "(" filter ")" | test
 *     test       = column op value | column "in" "(" value { "," value } ")"
 *     op         = "eq" | "ne" | "lt" | "le" | "gt" | "ge" | "contains"
 *     value      = "text in quotes" (\" and \\ inside) | word | null
 *
 * Values are read by the column's type: true, 12, 0.5, 2026-03-02, 2026-03-02T08:00:00Z, a word
 * of an enum. A date alone for a moment means that day in the given zone: eq anywhere in it, le
 * until its end, gt after it. eq, ne and in compare texts exactly; contains, lt, le, gt and ge
 * fold case and marks. An absent value equals null only, is in no order, and differs from every
 * value.
 */
#ifndef DOMAIN_LIST_FILTER_H
#define DOMAIN_LIST_FILTER_H

#include "domain/list/columns.h"

#include "base/zone.h"

enum { FILTER_BYTES_MAX = 4000, FILTER_TESTS_MAX = 100, FILTER_DEPTH_MAX = 32 };

struct filter; /* immutable; any thread */

/* Absent or blank text gives a filter that takes everything. zone NULL is UTC. Lives in mem, with
 * copies of what it needs of the text. ERR_INVALID names what is wrong and the place, counted in
 * bytes from 1. */
err filter_compile(struct arena *mem, const struct entity *e, const struct zone *zone, str text,
                   const struct filter **ret_filter);

/* row may be NULL. Scratch is used and rewound. */
bool filter_takes(const struct filter *f, struct arena *scratch, const void *record,
                  const struct item_row *row);

/* The filter's columns that are stored members only: it can be asked without a calculated plan. */
bool filter_is_stored(const struct filter *f);

#endif
