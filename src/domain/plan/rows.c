/* domain/plan/rows.c - row chunks.
 *
 * Compared before they are copied, because an edit moves few of many items and every reader of
 * the old plan keeps the old rows alive. A chunk that somebody else holds never changes.
 */
#include "domain/plan/rows.h"

#include "base/heap.h"

#include <stdatomic.h>

static bool same_number(double a, double b)
{
    return a == b || (a != a && b != b);
}

static bool same_text(str a, str b)
{
    return a.n == b.n && (a.p == b.p || str_eq(a, b));
}

bool item_row_equal(const struct item_row *a, const struct item_row *b)
{
    return a->start == b->start && a->finish == b->finish && a->early_start == b->early_start &&
           a->early_finish == b->early_finish && a->late_start == b->late_start &&
           a->late_finish == b->late_finish && a->total_slack_s == b->total_slack_s &&
           a->free_slack_s == b->free_slack_s && a->duration_s == b->duration_s &&
           a->work_s == b->work_s && same_number(a->percent_complete, b->percent_complete) &&
           a->driver.v == b->driver.v && a->driver_kind == b->driver_kind && a->level == b->level &&
           a->critical == b->critical && a->is_summary == b->is_summary &&
           same_text(a->wbs, b->wbs);
}

void item_row_init(struct item_row *row)
{
    *row = (struct item_row){
        .start = INSTANT_NONE,
        .finish = INSTANT_NONE,
        .early_start = INSTANT_NONE,
        .early_finish = INSTANT_NONE,
        .late_start = INSTANT_NONE,
        .late_finish = INSTANT_NONE,
        .total_slack_s = DURATION_NONE,
        .free_slack_s = DURATION_NONE,
        .duration_s = DURATION_NONE,
    };
}

/* ---- chunks ------------------------------------------------------------------------------ */

static void chunk_unref(struct row_chunk *c)
{
    if (atomic_fetch_sub_explicit(&c->refs, 1, memory_order_acq_rel) == 1)
        heap_free(c);
}

static struct row_chunk *chunk_ref(struct row_chunk *c)
{
    atomic_fetch_add_explicit(&c->refs, 1, memory_order_relaxed);
    return c;
}

static struct row_chunk *chunk_new(const struct item_row *fresh, uint32_t n)
{
    size_t texts = 0;
    for (uint32_t i = 0; i < n; i++)
        texts += fresh[i].wbs.n;
    struct row_chunk *c = heap_alloc(sizeof *c + n * sizeof c->v[0] + texts);
    char             *to = (char *)&c->v[n];
    atomic_init(&c->refs, 1);
    c->n = n;
    memcpy(c->v, fresh, n * sizeof c->v[0]);
    for (uint32_t i = 0; i < n; i++) {
        str wbs = fresh[i].wbs;
        if (!wbs.p)
            continue;
        memcpy(to, wbs.p, wbs.n);
        c->v[i].wbs = (str){to, wbs.n};
        to += wbs.n;
    }
    return c;
}

static bool chunk_holds(const struct row_chunk *c, const struct item_row *fresh, uint32_t n)
{
    if (c->n != n)
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (!item_row_equal(&c->v[i], &fresh[i]))
            return false;
    return true;
}

/* ---- all rows ---------------------------------------------------------------------------- */

void rows_fork(struct rows *to, const struct rows *from)
{
    *to = *from;
    if (!from->n_chunks)
        return;
    to->chunks = heap_alloc(from->n_chunks * sizeof *to->chunks);
    for (size_t k = 0; k < from->n_chunks; k++) {
        to->chunks[k] = chunk_ref(from->chunks[k]);
    }
}

void rows_done(struct rows *r)
{
    for (size_t k = 0; k < r->n_chunks; k++)
        chunk_unref(r->chunks[k]);
    heap_free(r->chunks);
    *r = (struct rows){0};
}

const struct item_row *rows_at(const struct rows *r, size_t slot)
{
    return slot < r->n ? &r->chunks[slot / TABLE_CHUNK]->v[slot % TABLE_CHUNK] : NULL;
}

/* Chunk k for the fresh rows: the old one when it says the same. */
static struct row_chunk *chunk_for(const struct rows *r, size_t k, const struct item_row *fresh,
                                   uint32_t n)
{
    return k < r->n_chunks && chunk_holds(r->chunks[k], fresh, n) ? chunk_ref(r->chunks[k])
                                                                  : chunk_new(fresh, n);
}

void rows_put(struct rows *r, size_t slot, const struct item_row *row)
{
    struct row_chunk **chunk = &r->chunks[slot / TABLE_CHUNK];
    if (atomic_load_explicit(&(*chunk)->refs, memory_order_acquire) != 1) {
        struct row_chunk *own = chunk_new((*chunk)->v, (*chunk)->n);
        chunk_unref(*chunk);
        *chunk = own;
    }
    struct item_row *to = &(*chunk)->v[slot % TABLE_CHUNK];
    const str        wbs = to->wbs;
    *to = *row;
    to->wbs = wbs;
}

/* Chunk k with n rows: those of the old one as far as it went, and the places that lie in it. */
static struct row_chunk *chunk_placed(const struct rows *r, size_t k, uint32_t n,
                                      const struct row_place *places, size_t n_places)
{
    const struct row_chunk *old = k < r->n_chunks ? r->chunks[k] : NULL;
    const uint32_t          kept = !old ? 0 : old->n < n ? old->n : n;
    struct item_row        *rows = heap_alloc(n * sizeof *rows);
    if (kept)
        memcpy(rows, old->v, kept * sizeof *rows);
    for (uint32_t i = kept; i < n; i++)
        item_row_init(&rows[i]);
    for (size_t i = 0; i < n_places; i++) {
        struct item_row *row = &rows[places[i].slot - k * TABLE_CHUNK];
        if (places[i].is_reset)
            item_row_init(row);
        row->level = places[i].level;
        row->is_summary = places[i].is_summary;
        row->wbs = places[i].wbs;
    }
    struct row_chunk *fresh = chunk_new(rows, n);
    heap_free(rows);
    return fresh;
}

void rows_place(struct rows *r, size_t n, const struct row_place *places, size_t n_places)
{
    struct rows next = {.n_chunks = (n + TABLE_CHUNK - 1) / TABLE_CHUNK, .n = n};
    size_t      at = 0;
    if (n)
        next.chunks = heap_alloc(next.n_chunks * sizeof *next.chunks);
    for (size_t k = 0; k < next.n_chunks; k++) {
        const size_t   left = n - k * TABLE_CHUNK, first = at;
        const uint32_t n_rows = (uint32_t)(left < TABLE_CHUNK ? left : TABLE_CHUNK);
        while (at < n_places && places[at].slot < (k + 1) * TABLE_CHUNK)
            at++;
        if (at == first && k < r->n_chunks && r->chunks[k]->n == n_rows)
            next.chunks[k] = chunk_ref(r->chunks[k]);
        else
            next.chunks[k] = chunk_placed(r, k, n_rows, places + first, at - first);
    }
    rows_done(r);
    *r = next;
}

void rows_take(struct rows *r, const struct item_row *fresh, size_t n)
{
    struct rows next = {.n_chunks = (n + TABLE_CHUNK - 1) / TABLE_CHUNK, .n = n};
    if (n)
        next.chunks = heap_alloc(next.n_chunks * sizeof *next.chunks);
    for (size_t k = 0; k < next.n_chunks; k++) {
        size_t left = n - k * TABLE_CHUNK;
        next.chunks[k] = chunk_for(r, k, fresh + k * TABLE_CHUNK,
                                   (uint32_t)(left < TABLE_CHUNK ? left : TABLE_CHUNK));
    }
    rows_done(r);
    *r = next;
}
