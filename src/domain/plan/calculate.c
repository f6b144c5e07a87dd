/* domain/plan/calculate.c - from records to rows.
 *
 * Outline, wbs codes, the engine, and what of it is kept. The idea: all that did not change is
 * shared. The outline is made anew only when an item came, went or moved; codes only when the
 * outline or an own code changed; row chunks only where a row differs. With a kept schedule the
 * outline is edited (outline_edit.c), and only the rows are made that the change reaches. On an
 * error the plan keeps its old results and is to be dropped.
 */
#include "domain/item.h"
#include "domain/plan/parts.h"
#include "domain/schedule.h"

#include "base/heap.h"
#include "base/vec.h"

#include <stdlib.h>

enum { CYCLE_NAMES_MAX = 12, WBS_MAX = 255 };

/* ---- outline ----------------------------------------------------------------------------- */

static const struct item *item_at(const struct plan *p, size_t slot)
{
    return table_at(&p->tables[ENTITY_ITEM], slot);
}

static struct outline_item *outline_items(const struct plan *p, size_t n)
{
    struct outline_item *v = heap_alloc(n * sizeof *v);
    for (size_t s = 0; s < n; s++) {
        const struct item *i = item_at(p, s);
        v[s] = (struct outline_item){.id = table_id(&p->tables[ENTITY_ITEM], s), .is_empty = !i};
        if (i) {
            v[s].parent = i->parent.v;
            v[s].rank = i->rank;
            v[s].is_blank = i->is_blank;
        }
    }
    return v;
}

/* "A → B → A", from an item up its parents. */
static err parent_cycle(const struct plan *p, uint32_t slot)
{
    struct arena       mem = {0};
    const struct item *first = item_at(p, slot), *i = first;
    str                text = str_fmt(&mem, "%.*s", STR_ARG(first->title));
    for (int n = 0; n < CYCLE_NAMES_MAX; n++) {
        i = plan_get(p, &item_entity, i->parent);
        text = str_fmt(&mem, "%.*s → %.*s", STR_ARG(text), STR_ARG(str_sub(i->title, 0, 60)));
        if (i == first)
            break;
    }
    err e = err_make(ERR_CYCLE, "these items are part of each other: %.*s%s", STR_ARG(text),
                     i == first ? "" : " → …");
    arena_done(&mem);
    return e;
}

static err outline_renew(struct plan *p)
{
    size_t               n = p->tables[ENTITY_ITEM].slots;
    struct outline_item *items = outline_items(p, n);
    struct outline      *fresh;
    uint32_t             on_circle;
    err                  e = outline_new(items, (uint32_t)n, &fresh, &on_circle);
    heap_free(items);
    if (err_is(e, ERR_CYCLE))
        return parent_cycle(p, on_circle);
    outline_unref(p->outline);
    p->outline = fresh;
    return OK;
}

/* ---- what the outline says in the rows ------------------------------------------------------- */

/* What is before the number, and it; every item gets one when the outline changes. */
static str code_of(struct arena *mem, str before, uint32_t number)
{
    char   digits[10];
    size_t n = sizeof digits;
    for (; number; number /= 10)
        digits[--n] = (char)('0' + number % 10);
    char *text = arena_alloc(mem, before.n + 1 + sizeof digits);
    if (before.n) {
        memcpy(text, before.p, before.n);
        text[before.n++] = '.';
    }
    memcpy(text + before.n, digits + n, sizeof digits - n);
    return (str){text, before.n + sizeof digits - n};
}

/* Own code, else the parent's and a number. Codes are kept short, or a chain of n items below
 * each other would need n * n bytes. */
static str wbs_text(struct arena *mem, const struct plan *p, uint32_t slot, str above)
{
    const struct item *i = item_at(p, slot);
    uint32_t           number = p->outline->number[slot];
    if (i->wbs_code.n)
        return i->wbs_code;
    if (!number)
        return STR_NONE;
    return code_of(mem, above.n > WBS_MAX - 11 ? S("…") : above, number);
}

static void rows_from_outline(struct arena *mem, const struct plan *p, struct item_row *rows)
{
    const struct outline *o = p->outline;
    for (uint32_t i = 0; i < o->n; i++) {
        uint32_t slot = o->order[i], parent = o->parent[slot];
        str      above = parent == OUTLINE_NONE ? STR_NONE : rows[parent].wbs;
        rows[slot].level = o->level[slot];
        rows[slot].is_summary = o->is_summary[slot];
        rows[slot].wbs = wbs_text(mem, p, slot, above);
    }
}

/* The outline is the same: its part of the old rows is, too. */
static void rows_from_rows(const struct plan *p, struct item_row *rows, size_t n)
{
    for (size_t s = 0; s < n; s++) {
        const struct item_row *old = rows_at(&p->rows, s);
        rows[s].level = old->level;
        rows[s].is_summary = old->is_summary;
        rows[s].wbs = old->wbs;
    }
}

/* ---- the whole --------------------------------------------------------------------------- */

static bool counts(const struct item *i)
{
    return i && !i->is_blank && i->is_active && !i->is_external;
}

/* The row is looked at first: records are large and mostly not in the processor's cache. */
static void widen(struct plan *p, size_t slot, const struct item_row *row)
{
    bool is_first = row->start != INSTANT_NONE &&
                    (p->start == INSTANT_NONE || row->start < p->start);
    bool is_last = row->finish != INSTANT_NONE &&
                   (p->finish == INSTANT_NONE || row->finish > p->finish);
    if ((!is_first && !is_last) || !counts(item_at(p, slot)))
        return;
    if (is_first)
        p->start = row->start;
    if (is_last)
        p->finish = row->finish;
}

static void span_renew(struct plan *p)
{
    p->start = p->finish = INSTANT_NONE;
    for (size_t s = 0; s < p->rows.n; s++)
        widen(p, s, rows_at(&p->rows, s));
}

static err rows_renew(struct plan *p, const struct plan_outside *outside, struct schedule *kept)
{
    bool             same_outline = !p->outline_stale && !p->wbs_stale;
    struct arena     mem = {0};
    size_t           n = p->tables[ENTITY_ITEM].slots;
    struct item_row *rows = heap_alloc(n * sizeof *rows);
    for (size_t s = 0; s < n; s++)
        item_row_init(&rows[s]);
    if (same_outline)
        rows_from_rows(p, rows, n);
    else
        rows_from_outline(&mem, p, rows);
    err e = kept ? schedule_build(kept, p, outside, rows) : plan_schedule(p, outside, rows);
    if (!e.code)
        rows_take(&p->rows, rows, n);
    heap_free(rows);
    arena_done(&mem);
    return e;
}

static err calculate_anew(struct plan *p, const struct plan_outside *outside, struct schedule *kept)
{
    const bool is_new = p->outline_stale;
    if (is_new)
        TRY(outline_renew(p));
    p->wbs_stale |= is_new;
    p->outline_stale = false;
    TRY(rows_renew(p, outside, kept));
    p->wbs_stale = false;
    span_renew(p);
    return OK;
}

err plan_calculate(struct plan *p, const struct plan_outside *outside)
{
    return calculate_anew(p, outside, NULL);
}

/* ---- with a kept schedule: the outline ------------------------------------------------------- */

enum { CHANGES_MAX = 64 };

struct changes {
    const struct plan    *known, *p;
    struct outline_change v[CHANGES_MAX];
    size_t                n;
    bool                  are_many;
};

static bool same_place(const struct item *a, const struct item *b)
{
    return a->parent.v == b->parent.v && a->rank == b->rank && a->is_blank == b->is_blank;
}

static void see_place(void *arg, const struct plan_change *c)
{
    struct changes    *all = arg;
    const struct item *a = c->before, *b = c->after;
    size_t             slot = 0, parent = 0;
    if (a == b || (a && b && same_place(a, b)))
        return;
    all->are_many |= all->n == CHANGES_MAX;
    if (all->are_many)
        return;
    plan_slot(a ? all->known : all->p, &item_entity, a ? a->head.id : b->head.id, &slot);
    const bool is_below = b && plan_slot(all->p, &item_entity, b->parent, &parent);
    all->v[all->n++] = (struct outline_change){.slot = (uint32_t)slot,
                                               .parent = is_below ? (uint32_t)parent : OUTLINE_NONE,
                                               .is_new = !a,
                                               .is_gone = !b};
}

static int64_t rank_at(void *self, uint32_t slot)
{
    return item_at(self, slot)->rank;
}

/* One that is about to go has no number either. */
static bool is_blank_at(void *self, uint32_t slot)
{
    const struct item *i = item_at(self, slot);
    return !i || i->is_blank;
}

/* From the outline of `known` by what differs, or anew. */
static err outline_follow(struct plan *p, const struct plan *known)
{
    const uint32_t                n = (uint32_t)p->tables[ENTITY_ITEM].slots;
    struct changes                all = {.known = known, .p = p};
    const struct outline_siblings by = {rank_at, is_blank_at, p};
    struct outline               *edited = NULL;
    plan_diff(known, p, &item_entity, see_place, &all);
    if (!all.are_many && n >= known->outline->n_slots)
        edited = outline_edited(known->outline, n, &by, all.v, all.n);
    if (!edited)
        return outline_renew(p);
    outline_unref(p->outline);
    p->outline = edited;
    return OK;
}

/* ---- with a kept schedule: what the outline says in the rows -----------------------------------
 */

struct places {
    struct arena         *mem;
    struct plan          *p;
    const struct plan    *known;
    VEC(struct row_place) v;
    uint32_t             *fresh; /* by slot: its place in v plus one, or 0 */
    bool                  ends_move, codes_differ;
};

static bool is_at_end(const struct plan *p, const struct item_row *row)
{
    return row->start == p->start || row->finish == p->finish;
}

static void see_code(void *arg, const struct plan_change *c)
{
    struct places     *all = arg;
    const struct item *was = c->before, *is = c->after;
    size_t             slot;
    all->codes_differ |= was && is && was != is && !str_eq(was->wbs_code, is->wbs_code);
    if (is || !plan_slot(all->known, &item_entity, was->head.id, &slot))
        return;
    all->ends_move |= is_at_end(all->known, plan_row(all->known, slot));
    if (slot < all->p->tables[ENTITY_ITEM].slots)
        vec_push(all->mem, &all->v, (struct row_place){.slot = slot, .is_reset = true});
}

/* Whether the item stands where it stood, with the same number and own code. */
static bool says_the_same(const struct places *all, uint32_t slot)
{
    const struct outline *a = all->known->outline, *b = all->p->outline;
    if (slot >= a->n_slots || a->parent[slot] != b->parent[slot] ||
        a->number[slot] != b->number[slot] || a->level[slot] != b->level[slot] ||
        a->is_summary[slot] != b->is_summary[slot])
        return false;
    const struct item *was = item_at(all->known, slot), *is = item_at(all->p, slot);
    return was == is || (was && str_eq(was->wbs_code, is->wbs_code));
}

static str code_above(const struct places *all, uint32_t parent)
{
    if (parent == OUTLINE_NONE)
        return STR_NONE;
    return all->fresh[parent] ? all->v.v[all->fresh[parent] - 1].wbs
                              : rows_at(&all->known->rows, parent)->wbs;
}

static void place_renew(struct places *all, uint32_t slot)
{
    const struct outline *o = all->p->outline;
    const uint32_t        parent = o->parent[slot];
    const bool is_known = slot < all->known->outline->n_slots && item_at(all->known, slot);
    const struct item_row *old = is_known ? rows_at(&all->known->rows, slot) : NULL;
    const struct row_place is = {
        .slot = slot,
        .level = o->level[slot],
        .is_summary = o->is_summary[slot],
        .is_reset = !is_known,
        .wbs = wbs_text(all->mem, all->p, slot, code_above(all, parent)),
    };
    if (old && old->level == is.level && old->is_summary == is.is_summary &&
        str_eq(old->wbs, is.wbs))
        return;
    vec_push(all->mem, &all->v, is);
    all->fresh[slot] = (uint32_t)all->v.n;
}

static int by_slot(const void *a, const void *b)
{
    const struct row_place *x = a, *y = b;
    return (x->slot > y->slot) - (x->slot < y->slot);
}

/* True when an item went that may have begun or ended the project. */
static bool rows_follow(struct plan *p, const struct plan *known)
{
    const size_t  n = p->tables[ENTITY_ITEM].slots;
    struct arena  mem = {0};
    struct places all = {.mem = &mem, .p = p, .known = known};
    rows_done(&p->rows);
    rows_fork(&p->rows, &known->rows);
    plan_diff(known, p, &item_entity, see_code, &all);
    if (known->outline == p->outline && !all.codes_differ)
        return false;
    all.fresh = arena_array(&mem, uint32_t, n + 1);
    for (uint32_t i = 0; i < p->outline->n; i++) {
        const uint32_t slot = p->outline->order[i], parent = p->outline->parent[slot];
        if ((parent != OUTLINE_NONE && all.fresh[parent]) || !says_the_same(&all, slot))
            place_renew(&all, slot);
    }
    if (all.v.n)
        qsort(all.v.v, all.v.n, sizeof *all.v.v, by_slot);
    rows_place(&p->rows, n, all.v.v, all.v.n);
    arena_done(&mem);
    return all.ends_move;
}

/* ---- with a kept schedule: the dates -----------------------------------------------------------
 */

/* True when the row was at an end of the project, which may now lie elsewhere. */
static bool row_renew(struct plan *p, size_t slot, struct item_row *row)
{
    const struct item_row *old = rows_at(&p->rows, slot);
    row->level = old->level;
    row->is_summary = old->is_summary;
    row->wbs = old->wbs;
    if (item_row_equal(old, row))
        return false;
    const bool was_end = (old->start == p->start && row->start != p->start) ||
                         (old->finish == p->finish && row->finish != p->finish);
    rows_put(&p->rows, slot, row);
    widen(p, slot, row);
    return was_end;
}

static void rows_all(struct plan *p, const struct schedule *kept)
{
    const size_t     n = p->rows.n;
    struct item_row *rows = heap_alloc(n * sizeof *rows);
    for (size_t s = 0; s < n; s++)
        item_row_init(&rows[s]);
    rows_from_rows(p, rows, n);
    schedule_rows(kept, rows);
    rows_take(&p->rows, rows, n);
    heap_free(rows);
    span_renew(p);
}

/* True when an item that was an end of the project does not count any more, or one that is begins
 * to. */
static bool counts_anew(const struct plan *p, const struct plan *known, size_t slot)
{
    const struct item *is = item_at(p, slot),
                      *was = slot < known->rows.n ? item_at(known, slot) : NULL;
    return was && is != was && counts(was) != counts(is) &&
           (counts(is) || is_at_end(known, rows_at(&known->rows, slot)));
}

static void rows_some(struct plan *p, const struct plan *known, struct schedule *kept,
                      bool ends_move)
{
    struct item_row row;
    size_t          slot;
    item_row_init(&row);
    while (schedule_next(kept, &slot, &row)) {
        ends_move |= row_renew(p, slot, &row);
        ends_move |= counts_anew(p, known, slot);
        item_row_init(&row);
    }
    if (ends_move)
        span_renew(p);
}

/* False: the rows are as they were, and all is to be calculated anew. */
static bool follow(struct plan *p, struct schedule *kept)
{
    const struct plan *known = schedule_plan(kept);
    bool               is_whole;
    if (!known || !plan_slots_agree(known, p, &item_entity))
        return false;
    if (p->outline_stale) {
        if (outline_follow(p, known).code)
            return false;
        p->outline_stale = false;
        p->wbs_stale = true;
    }
    if (!schedule_follow(kept, p, &is_whole))
        return false;
    const bool ends_move = rows_follow(p, known);
    p->wbs_stale = false;
    p->start = known->start;
    p->finish = known->finish;
    if (is_whole)
        rows_all(p, kept);
    else
        rows_some(p, known, kept, ends_move);
    return true;
}

err plan_recalculate(struct plan *p, const struct plan_outside *outside, struct schedule *kept)
{
    if (!follow(p, kept))
        TRY(calculate_anew(p, outside, kept));
    schedule_keep(kept, p);
    return OK;
}
