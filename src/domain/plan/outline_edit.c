/* domain/plan/outline_edit.c - an outline after a few items came, went or moved.
 *
 * The idea: the items below one stand right behind it, so that a move is a block of the order cut
 * out and put in elsewhere, and only the siblings at both places get other numbers. Items that are
 * still to be moved are skipped when a place among siblings is looked for; so when all are placed,
 * all stand in order. What does not come out even (a parent below its child, children that stay
 * when their parent goes) is left to outline_new, which also says what is wrong.
 */
#include "domain/plan/outline.h"

#include "base/heap.h"

struct mover {
    struct outline                *o;
    const struct outline_siblings *by;
    uint32_t                      *block; /* slots that are on their way */
    bool                          *waits; /* by slot: in `changes` and not placed yet */
    bool                          *is_in; /* by slot: of those that wait, whether it has a place */
};

static uint32_t place_of(const struct outline *o, uint32_t slot)
{
    uint32_t at = 0;
    while (o->order[at] != slot)
        at++;
    return at;
}

static uint32_t block_end(const struct outline *o, uint32_t at)
{
    const uint32_t level = o->level[o->order[at]];
    for (at++; at < o->n && o->level[o->order[at]] > level; at++) {
    }
    return at;
}

static uint32_t level_below(const struct outline *o, uint32_t parent)
{
    return parent == OUTLINE_NONE ? 0 : o->level[parent] + 1;
}

static uint32_t children_end(const struct outline *o, uint32_t parent)
{
    return parent == OUTLINE_NONE ? o->n : block_end(o, place_of(o, parent));
}

/* The number of the last child of a parent before a place of the order; 0 when there is none. */
static uint32_t number_before(const struct outline *o, uint32_t at, uint32_t level)
{
    uint32_t number = 0;
    while (at > 0 && !number && o->level[o->order[at - 1]] >= level) {
        at--;
        number = o->level[o->order[at]] == level ? o->number[o->order[at]] : 0;
    }
    return number;
}

/* Children from the place `at` on, which is among those of the parent or at their end. */
static void renumber(struct outline *o, const struct outline_siblings *by, uint32_t parent,
                     uint32_t at)
{
    const uint32_t level = level_below(o, parent);
    uint32_t       number = number_before(o, at, level);
    for (; at < o->n && o->level[o->order[at]] >= level; at++) {
        const uint32_t slot = o->order[at];
        if (o->level[slot] == level)
            o->number[slot] = by->is_blank(by->self, slot) ? 0 : ++number;
    }
    if (parent != OUTLINE_NONE)
        o->is_summary[parent] = number > 0;
}

static bool stands_before(const struct mover *m, uint32_t a, uint32_t b)
{
    const int64_t x = m->by->rank(m->by->self, a), y = m->by->rank(m->by->self, b);
    return x != y ? x < y : a < b;
}

/* Behind the last sibling that stands before it, looked for from the end: most items come there. */
static uint32_t place_among(const struct mover *m, uint32_t parent, uint32_t slot)
{
    const struct outline *o = m->o;
    const uint32_t        level = level_below(o, parent);
    uint32_t at = children_end(o, parent), end = at; /* end: of the block being walked */
    while (at > 0 && o->level[o->order[at - 1]] >= level) {
        const uint32_t sibling = o->order[--at];
        if (o->level[sibling] != level)
            continue;
        if (!m->waits[sibling] && stands_before(m, sibling, slot))
            return end;
        end = at;
    }
    return at;
}

static uint32_t block_take(struct mover *m, uint32_t at)
{
    struct outline *o = m->o;
    const uint32_t  end = block_end(o, at), n = end - at;
    memcpy(m->block, o->order + at, n * sizeof *o->order);
    memmove(o->order + at, o->order + end, (o->n - end) * sizeof *o->order);
    o->n -= n;
    return n;
}

static void block_put(struct mover *m, uint32_t at, uint32_t n, uint32_t level)
{
    struct outline *o = m->o;
    const uint32_t  was = o->level[m->block[0]];
    memmove(o->order + at + n, o->order + at, (o->n - at) * sizeof *o->order);
    memcpy(o->order + at, m->block, n * sizeof *o->order);
    o->n += n;
    for (uint32_t i = 0; i < n; i++)
        o->level[m->block[i]] += level - was;
}

/* False: its parent has no place yet, or lies below it. */
static bool can_place(const struct mover *m, const struct outline_change *c)
{
    const uint32_t parent = c->parent;
    if (parent == OUTLINE_NONE)
        return true;
    if (m->waits[parent] && !m->is_in[parent])
        return false;
    for (uint32_t up = parent; up != OUTLINE_NONE; up = m->o->parent[up])
        if (up == c->slot)
            return false;
    return true;
}

static void change_place(struct mover *m, const struct outline_change *c)
{
    struct outline *o = m->o;
    const uint32_t  was = o->parent[c->slot];
    uint32_t        n = 1, at;
    m->block[0] = c->slot;
    if (m->is_in[c->slot]) {
        at = place_of(o, c->slot);
        n = block_take(m, at);
        renumber(o, m->by, was, at);
    }
    o->parent[c->slot] = c->parent;
    at = place_among(m, c->parent, c->slot);
    block_put(m, at, n, level_below(o, c->parent));
    renumber(o, m->by, c->parent, at);
    m->waits[c->slot] = false;
    m->is_in[c->slot] = true;
}

/* False: something stays below it. */
static bool change_remove(struct mover *m, const struct outline_change *c)
{
    struct outline *o = m->o;
    const uint32_t  parent = o->parent[c->slot], at = place_of(o, c->slot);
    if (block_take(m, at) != 1)
        return false;
    o->parent[c->slot] = OUTLINE_NONE;
    o->level[c->slot] = o->number[c->slot] = 0;
    o->is_summary[c->slot] = false;
    renumber(o, m->by, parent, at);
    m->waits[c->slot] = false;
    return true;
}

/* False when none of those that wait could be placed in this round. */
static bool round_place(struct mover *m, const struct outline_change *v, size_t n, size_t *left)
{
    const size_t before = *left;
    for (size_t i = 0; i < n; i++) {
        if (v[i].is_gone || !m->waits[v[i].slot] || !can_place(m, &v[i]))
            continue;
        change_place(m, &v[i]);
        --*left;
    }
    return *left < before;
}

static bool round_remove(struct mover *m, const struct outline_change *v, size_t n, size_t *left)
{
    const size_t before = *left;
    for (size_t i = n; i-- > 0;) {
        if (!v[i].is_gone || !m->waits[v[i].slot] ||
            block_end(m->o, place_of(m->o, v[i].slot)) - place_of(m->o, v[i].slot) != 1)
            continue;
        if (!change_remove(m, &v[i]))
            return false;
        --*left;
    }
    return *left < before;
}

static bool changes_apply(struct mover *m, const struct outline_change *v, size_t n)
{
    size_t stay = 0, go = 0;
    for (size_t i = 0; i < n; i++) {
        m->waits[v[i].slot] = true;
        m->is_in[v[i].slot] = !v[i].is_new;
        stay += !v[i].is_gone;
        go += v[i].is_gone;
    }
    while (stay && round_place(m, v, n, &stay)) {
    }
    while (!stay && go && round_remove(m, v, n, &go)) {
    }
    return !stay && !go;
}

struct outline *outline_edited(const struct outline *from, uint32_t n_slots,
                               const struct outline_siblings *by,
                               const struct outline_change *changes, size_t n)
{
    struct outline *o = outline_copy(from, n_slots);
    bool           *flags = heap_alloc(2 * (size_t)n_slots + 1);
    struct mover    m = {.o = o,
                         .by = by,
                         .block = heap_alloc(((size_t)n_slots + 1) * sizeof *m.block),
                         .waits = flags,
                         .is_in = flags + n_slots};
    memset(flags, 0, 2 * (size_t)n_slots + 1);
    if (!changes_apply(&m, changes, n)) {
        outline_unref(o);
        o = NULL;
    }
    heap_free(flags);
    heap_free(m.block);
    return o;
}
