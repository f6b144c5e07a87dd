/* domain/plan/table.h - all records of one entity in a plan: chunks of slots in order of id.
 *
 * Chunks and the blocks of records in them are counted by reference. A fork shares all chunks; a
 * put copies the one chunk it touches, unless nobody else holds it. Every chunk but the last is
 * full, so that slot numbers are chunk * TABLE_CHUNK + index. Counting is atomic: tables that
 * share chunks may be read and ended on different threads; one table is changed by one thread
 * that alone holds it.
 */
#ifndef DOMAIN_PLAN_TABLE_H
#define DOMAIN_PLAN_TABLE_H

#include "domain/meta.h"

enum { TABLE_CHUNK = 256 };

struct block; /* a record with its texts behind it */

struct table_slot {
    int64_t       id;
    struct block *block; /* NULL: removed */
};

struct table_chunk {
    _Atomic uint32_t  refs;
    uint32_t          n, cap;
    struct table_slot v[];
};

struct table { /* zeroed with its entity is valid and empty */
    const struct entity *entity;
    struct table_chunk **chunks;
    size_t               n_chunks, cap_chunks;
    size_t               slots, count; /* count: without removed ones */
};

void table_fork(struct table *to, const struct table *from);
void table_done(struct table *t);

/* The first slot whose id is not less; slots when there is none. O(log n). */
size_t      table_lower(const struct table *t, int64_t id);
bool        table_find(const struct table *t, int64_t id, size_t *ret_slot); /* not removed ones */
const void *table_at(const struct table *t, size_t slot);                    /* record or NULL */
int64_t     table_id(const struct table *t, size_t slot);                    /* removed ones too */

/* Copies the record in place of the one with its id, or appended. An id between others moves the
 * slots behind it, O(n): a plan that was loaded after a removal meets the number again when it is
 * undone. */
void table_put(struct table *t, const void *record);
bool table_remove(struct table *t, int64_t id); /* false when there is none */

#endif
