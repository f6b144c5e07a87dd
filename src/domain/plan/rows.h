/* domain/plan/rows.h - what was calculated for all items of a plan, in chunks that forks share.
 *
 * A row chunk holds TABLE_CHUNK rows, by slot of the item table, and the wbs texts of those rows.
 * After a calculation only chunks in which a row changed are new; a chunk that others hold never
 * changes. Counting is atomic, as in
 * domain/plan/table.h.
 */
#ifndef DOMAIN_PLAN_ROWS_H
#define DOMAIN_PLAN_ROWS_H

#include "domain/plan.h"
#include "domain/plan/table.h"

struct row_chunk {
    _Atomic uint32_t refs;
    uint32_t         n;
    struct item_row  v[]; /* n of them, then texts */
};

struct rows { /* zeroed is valid and empty */
    struct row_chunk **chunks;
    size_t             n_chunks, n; /* n rows */
};

void rows_fork(struct rows *to, const struct rows *from);
void rows_done(struct rows *r);

/* NULL beyond the end. */
const struct item_row *rows_at(const struct rows *r, size_t slot);

/* Makes r hold the n fresh rows; chunks that stay equal stay shared. Texts of `fresh` may lie in
 * r. */
void rows_take(struct rows *r, const struct item_row *fresh, size_t n);

/* All but the wbs of the row in that slot. Copies its chunk unless nobody else holds it. */
void rows_put(struct rows *r, size_t slot, const struct item_row *row);

/* What the outline says of the row in a slot. */
struct row_place {
    size_t  slot;
    int64_t level;
    bool    is_summary, is_reset; /* is_reset: all of it is as item_row_init leaves it first */
    str     wbs;
};

/* Makes r hold n rows, fresh ones as item_row_init leaves them, then puts the places, one a slot in
 * order of slot. Chunks without any stay shared. */
void rows_place(struct rows *r, size_t n, const struct row_place *places, size_t n_places);

bool item_row_equal(const struct item_row *a, const struct item_row *b); /* texts by content */
void item_row_init(struct item_row *row); /* instants and durations absent, the rest 0 */

#endif
