/* domain/plan/diff.c - what differs between two plans, told record by record.
 *
 * The idea: two tables are merged by id, and where both stand at the begin of one and the same
 * chunk it is skipped as a whole. Plans that share most of their chunks are compared in the time
 * of those that they do not share.
 */
#include "domain/item.h"
#include "domain/plan/parts.h"

struct side {
    const struct table *table;
    const struct rows  *rows; /* NULL for other entities than items */
    size_t              slot;
};

struct diff {
    const struct entity *entity;
    struct side          before, after;
    plan_diff_fn        *see;
    void                *arg;
};

static struct side side_of(const struct plan *p, const struct entity *e,
                           const struct table *nothing)
{
    if (!p)
        return (struct side){.table = nothing};
    return (struct side){
        .table = &p->tables[e->no],
        .rows = e == &item_entity ? &p->rows : NULL,
    };
}

static bool at_end(const struct side *s)
{
    return s->slot == s->table->slots;
}

static const struct table_slot *slot_of(const struct side *s)
{
    return &s->table->chunks[s->slot / TABLE_CHUNK]->v[s->slot % TABLE_CHUNK];
}

static const struct row_chunk *rows_of(const struct side *s)
{
    size_t k = s->slot / TABLE_CHUNK;
    return s->rows && k < s->rows->n_chunks ? s->rows->chunks[k] : NULL;
}

static const struct item_row *row_of(const struct side *s)
{
    return s->rows ? rows_at(s->rows, s->slot) : NULL;
}

/* Both stand at the begin of a chunk that they share: past it. */
static bool skip_shared(struct side *a, struct side *b)
{
    if (a->slot % TABLE_CHUNK || b->slot % TABLE_CHUNK)
        return false;
    const struct table_chunk *chunk = a->table->chunks[a->slot / TABLE_CHUNK];
    if (chunk != b->table->chunks[b->slot / TABLE_CHUNK] || rows_of(a) != rows_of(b))
        return false;
    a->slot += chunk->n;
    b->slot += chunk->n;
    return true;
}

static bool rows_differ(const struct item_row *a, const struct item_row *b)
{
    return a && b ? !item_row_equal(a, b) : a != b;
}

static void see_pair(struct diff *d, bool has_before, bool has_after)
{
    struct plan_change c = {.entity = d->entity};
    if (has_before)
        c.before = table_at(d->before.table, d->before.slot);
    if (has_after)
        c.after = table_at(d->after.table, d->after.slot);
    c.row_before = c.before ? row_of(&d->before) : NULL;
    c.row_after = c.after ? row_of(&d->after) : NULL;
    if (c.before != c.after || rows_differ(c.row_before, c.row_after))
        d->see(d->arg, &c);
}

static void step(struct diff *d)
{
    bool a = !at_end(&d->before), b = !at_end(&d->after);
    if (a && b) {
        int64_t x = slot_of(&d->before)->id, y = slot_of(&d->after)->id;
        a = x <= y;
        b = y <= x;
    }
    see_pair(d, a, b);
    d->before.slot += a;
    d->after.slot += b;
}

void plan_diff(const struct plan *before, const struct plan *after, const struct entity *e,
               plan_diff_fn *see, void *arg)
{
    struct table nothing = {.entity = e};
    struct diff  d = {
         .entity = e,
         .before = side_of(before, e, &nothing),
         .after = side_of(after, e, &nothing),
         .see = see,
         .arg = arg,
    };
    while (!at_end(&d.before) || !at_end(&d.after)) {
        bool both = !at_end(&d.before) && !at_end(&d.after);
        if (!both || !skip_shared(&d.before, &d.after))
            step(&d);
    }
}

bool plan_slots_agree(const struct plan *a, const struct plan *b, const struct entity *e)
{
    const struct table *x = &a->tables[e->no], *y = &b->tables[e->no];
    for (size_t k = 0; k < x->n_chunks && k < y->n_chunks; k++) {
        const struct table_chunk *c = x->chunks[k], *d = y->chunks[k];
        for (uint32_t i = 0; c != d && i < c->n && i < d->n; i++)
            if (c->v[i].id != d->v[i].id)
                return false;
    }
    return true;
}

struct outline_splice plan_outline_diff(const struct plan *before, const struct plan *after)
{
    const uint32_t *a = NULL, *b;
    size_t          n = plan_outline(after, &b), n_before = before ? plan_outline(before, &a) : 0;
    size_t          most = n < n_before ? n : n_before, head = 0, tail = 0;
    if (!before || !plan_slots_agree(before, after, &item_entity))
        most = 0;
    while (head < most && a[head] == b[head])
        head++;
    while (tail < most - head && a[n_before - 1 - tail] == b[n - 1 - tail])
        tail++;
    return (struct outline_splice){head, n_before - head - tail, n - head - tail};
}
