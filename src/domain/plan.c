/* domain/plan.c - a plan as a value.
 *
 * Tables of records, shared with its neighbours. The idea is in plan.h. Invariants: a plan with
 * readers never changes · whoever changes one holds the only reference · rows, outline and tables
 * are counted each for itself, so that a fork costs one count per chunk. Calculation is in
 * plan/calculate.c, comparison in plan/diff.c.
 */
#include "domain/plan.h"

#include "domain/entities.h"
#include "domain/plan/parts.h"

#include "base/heap.h"

#include <assert.h>
#include <math.h>
#include <stdatomic.h>

/* ---- life -------------------------------------------------------------------------------- */

struct plan *plan_new(struct id project)
{
    struct plan *p = heap_alloc(sizeof *p);
    memset(p, 0, sizeof *p);
    atomic_init(&p->refs, 1);
    p->project = project;
    p->outline_stale = true;
    p->start = p->finish = INSTANT_NONE;
    for (int i = 0; i < ENTITY_COUNT; i++)
        p->tables[i].entity = entities[i];
    return p;
}

struct plan *plan_fork(const struct plan *from)
{
    struct plan *p = plan_new(from->project);
    for (int i = 0; i < ENTITY_COUNT; i++)
        table_fork(&p->tables[i], &from->tables[i]);
    rows_fork(&p->rows, &from->rows);
    p->outline = outline_ref(from->outline);
    p->outline_stale = from->outline_stale;
    p->wbs_stale = from->wbs_stale;
    p->seq = from->seq;
    p->start = from->start;
    p->finish = from->finish;
    return p;
}

/* Counting is the one change that a published plan knows. */
static _Atomic uint32_t *refs_of(const struct plan *p)
{
    return (_Atomic uint32_t *)(uintptr_t)&p->refs;
}

struct plan *plan_ref(const struct plan *p)
{
    atomic_fetch_add_explicit(refs_of(p), 1, memory_order_relaxed);
    return (struct plan *)(uintptr_t)p;
}

void plan_unref(const struct plan *p)
{
    if (!p || atomic_fetch_sub_explicit(refs_of(p), 1, memory_order_acq_rel) != 1)
        return;
    struct plan *mine = (struct plan *)(uintptr_t)p;
    for (int i = 0; i < ENTITY_COUNT; i++)
        table_done(&mine->tables[i]);
    rows_done(&mine->rows);
    outline_unref(mine->outline);
    heap_free(mine);
}

struct id plan_project(const struct plan *p)
{
    return p->project;
}

void plan_project_set(struct plan *p, struct id project)
{
    p->project = project;
}

int64_t plan_seq(const struct plan *p)
{
    return p->seq;
}

void plan_seq_set(struct plan *p, int64_t seq)
{
    p->seq = seq;
}

/* ---- records ----------------------------------------------------------------------------- */

static const struct table *table_of(const struct plan *p, const struct entity *e)
{
    assert(entity_in_plan(e));
    return &p->tables[e->no];
}

const void *plan_get(const struct plan *p, const struct entity *e, struct id id)
{
    size_t slot;
    return table_find(table_of(p, e), id.v, &slot) ? table_at(table_of(p, e), slot) : NULL;
}

static bool same_place(const struct item *a, const struct item *b)
{
    return a->parent.v == b->parent.v && a->rank == b->rank && a->is_blank == b->is_blank;
}

/* Notes what the next calculation must make anew. */
static void item_changes(struct plan *p, const struct item *before, const struct item *after)
{
    if (!before || !after || !same_place(before, after))
        p->outline_stale = true;
    else if (!str_eq(before->wbs_code, after->wbs_code))
        p->wbs_stale = true;
}

void plan_put(struct plan *p, const struct entity *e, const void *record)
{
    const struct record *head = record;
    assert(head->id.v > 0 && entity_in_plan(e));
    if (e == &item_entity)
        item_changes(p, plan_get(p, e, head->id), record);
    table_put(&p->tables[e->no], record);
}

void plan_remove(struct plan *p, const struct entity *e, struct id id)
{
    if (table_remove(&p->tables[e->no], id.v) && e == &item_entity)
        item_changes(p, NULL, NULL);
}

size_t plan_slots(const struct plan *p, const struct entity *e)
{
    return table_of(p, e)->slots;
}

const void *plan_at(const struct plan *p, const struct entity *e, size_t slot)
{
    return table_at(table_of(p, e), slot);
}

size_t plan_count(const struct plan *p, const struct entity *e)
{
    return table_of(p, e)->count;
}

bool plan_slot(const struct plan *p, const struct entity *e, struct id id, size_t *ret_slot)
{
    return table_find(table_of(p, e), id.v, ret_slot);
}

/* ---- results ----------------------------------------------------------------------------- */

size_t plan_outline(const struct plan *p, const uint32_t **ret_slots)
{
    *ret_slots = p->outline ? p->outline->order : NULL;
    return p->outline ? p->outline->n : 0;
}

const struct outline *plan_outline_tree(const struct plan *p)
{
    return p->outline;
}

const struct item_row *plan_row(const struct plan *p, size_t item_slot)
{
    return rows_at(&p->rows, item_slot);
}

const struct item_row *plan_row_of(const struct plan *p, struct id item)
{
    size_t slot;
    return plan_slot(p, &item_entity, item, &slot) ? plan_row(p, slot) : NULL;
}

const struct project *plan_project_record(const struct plan *p)
{
    const struct table *t = table_of(p, &project_entity);
    return t->slots ? table_at(t, 0) : NULL;
}

instant plan_start(const struct plan *p)
{
    return p->start;
}

instant plan_finish(const struct plan *p)
{
    return p->finish;
}

double plan_progress(const struct plan *p, int64_t *ret_items)
{
    double weight = 0, done = 0, plain_done = 0;
    size_t n = 0;
    *ret_items = 0;
    for (size_t s = 0; s < plan_slots(p, &item_entity); s++) {
        const struct item     *i = plan_at(p, &item_entity, s);
        const struct item_row *row = i ? plan_row(p, s) : NULL;
        *ret_items += i && !i->is_blank;
        if (!row || i->is_blank || !i->is_active || row->is_summary)
            continue;
        double duration = row->duration_s == DURATION_NONE ? 0 : (double)row->duration_s;
        weight += duration;
        done += duration * row->percent_complete;
        plain_done += row->percent_complete;
        n++;
    }
    if (weight > 0)
        return done / weight;
    return n ? plain_done / (double)n : NAN;
}
