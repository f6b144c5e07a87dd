/* domain/plan/table.c - the chunked, shared table behind a plan.
 *
 * Invariants: ids ascend over all slots · all chunks but the last are full · a chunk with one
 * reference may be changed in place, any other is copied first · a block never changes. It does
 * not know what a plan is, nor that items have calculated rows.
 */
#include "domain/plan/table.h"

#include "base/heap.h"

#include <stdatomic.h>

/* ---- blocks ------------------------------------------------------------------------------ */

struct block {
    _Atomic uint32_t refs;
    uint32_t         size; /* bytes behind this head */
};

static void *block_record(struct block *b)
{
    return b + 1;
}

static size_t texts_size(const struct entity *e, const void *record)
{
    size_t n = 0;
    for (size_t i = 0; i < e->n_fields; i++)
        if (e->fields[i].type == F_TEXT)
            n += field_str(&e->fields[i], record).n;
    return n;
}

/* An empty text keeps an address inside the block: it is not absent. */
static void texts_move(const struct entity *e, void *record, char *to)
{
    for (size_t i = 0; i < e->n_fields; i++) {
        const struct field *f = &e->fields[i];
        if (f->type != F_TEXT)
            continue;
        str text = field_str(f, record);
        if (!text.p)
            continue;
        memcpy(to, text.p, text.n);
        field_str_set(f, record, (str){to, text.n});
        to += text.n;
    }
}

static struct block *block_new(const struct entity *e, const void *record)
{
    size_t        size = e->size + texts_size(e, record);
    struct block *b = heap_alloc(sizeof *b + size);
    atomic_init(&b->refs, 1);
    b->size = (uint32_t)size;
    memcpy(block_record(b), record, e->size);
    texts_move(e, block_record(b), (char *)block_record(b) + e->size);
    return b;
}

static struct block *block_ref(struct block *b)
{
    if (b)
        atomic_fetch_add_explicit(&b->refs, 1, memory_order_relaxed);
    return b;
}

static void block_unref(struct block *b)
{
    if (b && atomic_fetch_sub_explicit(&b->refs, 1, memory_order_acq_rel) == 1)
        heap_free(b);
}

/* ---- chunks ------------------------------------------------------------------------------ */

static struct table_chunk *chunk_new(uint32_t cap)
{
    struct table_chunk *c = heap_alloc(sizeof *c + cap * sizeof c->v[0]);
    atomic_init(&c->refs, 1);
    c->n = 0;
    c->cap = cap;
    return c;
}

static void chunk_unref(struct table_chunk *c)
{
    if (atomic_fetch_sub_explicit(&c->refs, 1, memory_order_acq_rel) != 1)
        return;
    for (uint32_t i = 0; i < c->n; i++)
        block_unref(c->v[i].block);
    heap_free(c);
}

static bool chunk_is_shared(struct table_chunk *c)
{
    return atomic_load_explicit(&c->refs, memory_order_acquire) != 1;
}

static struct table_chunk *chunk_copy(const struct table_chunk *from, uint32_t cap)
{
    struct table_chunk *c = chunk_new(cap);
    c->n = from->n;
    memcpy(c->v, from->v, from->n * sizeof from->v[0]);
    for (uint32_t i = 0; i < c->n; i++)
        block_ref(c->v[i].block);
    return c;
}

/* Chunk k, nobody else's, with room for `cap` slots. */
static struct table_chunk *chunk_own(struct table *t, size_t k, uint32_t cap)
{
    struct table_chunk *c = t->chunks[k];
    if (cap < c->cap)
        cap = c->cap;
    if (chunk_is_shared(c)) {
        t->chunks[k] = chunk_copy(c, cap);
        chunk_unref(c);
    } else if (cap > c->cap) {
        t->chunks[k] = heap_grow(c, sizeof *c + cap * sizeof c->v[0]);
        t->chunks[k]->cap = cap;
    }
    return t->chunks[k];
}

/* ---- life -------------------------------------------------------------------------------- */

void table_fork(struct table *to, const struct table *from)
{
    *to = *from;
    to->cap_chunks = from->n_chunks;
    to->chunks = NULL;
    if (!from->n_chunks)
        return;
    to->chunks = heap_alloc(from->n_chunks * sizeof *to->chunks);
    for (size_t k = 0; k < from->n_chunks; k++) {
        to->chunks[k] = from->chunks[k];
        atomic_fetch_add_explicit(&to->chunks[k]->refs, 1, memory_order_relaxed);
    }
}

void table_done(struct table *t)
{
    for (size_t k = 0; k < t->n_chunks; k++)
        chunk_unref(t->chunks[k]);
    heap_free(t->chunks);
    *t = (struct table){.entity = t->entity};
}

/* ---- finding ----------------------------------------------------------------------------- */

static const struct table_slot *slot_at(const struct table *t, size_t slot)
{
    return &t->chunks[slot / TABLE_CHUNK]->v[slot % TABLE_CHUNK];
}

/* Ids have few gaps, so the search starts where the id would be without any: its slot is there or
 * before. */
size_t table_lower(const struct table *t, int64_t id)
{
    int64_t first = t->slots ? slot_at(t, 0)->id : id;
    if (id <= first)
        return 0;
    size_t hi = (uint64_t)(id - first) < t->slots ? (size_t)(id - first) : t->slots, lo = hi,
           step = 1;
    if (hi < t->slots && slot_at(t, hi)->id == id)
        return hi;
    while (lo && slot_at(t, lo - 1)->id >= id) {
        hi = lo - 1;
        lo = hi > step ? hi - step : 0;
        step *= 2;
    }
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (slot_at(t, mid)->id < id)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

bool table_find(const struct table *t, int64_t id, size_t *ret_slot)
{
    size_t slot = table_lower(t, id);
    if (slot == t->slots || slot_at(t, slot)->id != id || !slot_at(t, slot)->block)
        return false;
    *ret_slot = slot;
    return true;
}

const void *table_at(const struct table *t, size_t slot)
{
    struct block *b = slot_at(t, slot)->block;
    return b ? block_record(b) : NULL;
}

int64_t table_id(const struct table *t, size_t slot)
{
    return slot_at(t, slot)->id;
}

/* ---- changing ---------------------------------------------------------------------------- */

static void chunk_append(struct table *t)
{
    if (t->n_chunks == t->cap_chunks) {
        t->cap_chunks = t->cap_chunks ? t->cap_chunks * 2 : 1;
        t->chunks = heap_grow(t->chunks, t->cap_chunks * sizeof *t->chunks);
    }
    t->chunks[t->n_chunks] = chunk_new(t->n_chunks ? TABLE_CHUNK : 4);
    t->n_chunks++;
}

static void slot_append(struct table *t, struct table_slot slot)
{
    if (t->slots == t->n_chunks * TABLE_CHUNK)
        chunk_append(t);
    struct table_chunk *last = t->chunks[t->n_chunks - 1];
    uint32_t            cap = last->n < last->cap ? last->cap : last->cap * 2;
    last = chunk_own(t, t->n_chunks - 1, cap < TABLE_CHUNK ? cap : TABLE_CHUNK);
    last->v[last->n++] = slot;
    t->slots++;
}

/* Every slot from here on moves one to the right; the last is appended. */
static void slot_insert(struct table *t, size_t at, struct table_slot slot)
{
    for (size_t s = at; s < t->slots;) {
        struct table_chunk *c = chunk_own(t, s / TABLE_CHUNK, 0);
        struct table_slot   last = c->v[c->n - 1];
        size_t              i = s % TABLE_CHUNK;
        memmove(&c->v[i + 1], &c->v[i], (c->n - 1 - i) * sizeof c->v[0]);
        c->v[i] = slot;
        slot = last;
        s += c->n - i;
    }
    slot_append(t, slot);
}

void table_put(struct table *t, const void *record)
{
    const struct record *head = record;
    size_t               at = table_lower(t, head->id.v);
    struct block        *block = block_new(t->entity, record);
    bool                 is_known = at < t->slots && slot_at(t, at)->id == head->id.v;
    t->count += !is_known || !slot_at(t, at)->block;
    if (is_known) {
        struct table_chunk *c = chunk_own(t, at / TABLE_CHUNK, 0);
        block_unref(c->v[at % TABLE_CHUNK].block);
        c->v[at % TABLE_CHUNK].block = block;
    } else if (at == t->slots) {
        slot_append(t, (struct table_slot){head->id.v, block});
    } else {
        slot_insert(t, at, (struct table_slot){head->id.v, block});
    }
}

bool table_remove(struct table *t, int64_t id)
{
    size_t at;
    if (!table_find(t, id, &at))
        return false;
    struct table_chunk *c = chunk_own(t, at / TABLE_CHUNK, 0);
    block_unref(c->v[at % TABLE_CHUNK].block);
    c->v[at % TABLE_CHUNK].block = NULL;
    t->count--;
    return true;
}
