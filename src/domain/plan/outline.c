/* domain/plan/outline.c - depth-first order of a tree that is given as parent numbers.
 *
 * The idea: children of all parents are laid side by side in one array (counting sort by parent
 * slot, in order of id), each group is sorted only if its ranks are out of order, and a stack of
 * slots walks it. Invariants: every slot that is not empty is emitted once, after its parent;
 * what is never reached hangs below a circle of parents.
 */
#include "domain/plan/outline.h"

#include "base/heap.h"

#include <stdatomic.h>

struct builder {
    const struct outline_item *items;
    struct outline            *o;
    uint32_t *first;    /* by slot + 1, index 0 = top: begin of its group; n_slots + 2 */
    uint32_t *children; /* slots, group by group */
    uint32_t  n_items;
};

struct ranked {
    int64_t  rank;
    uint32_t slot;
};

/* ---- life -------------------------------------------------------------------------------- */

static struct outline *outline_alloc(uint32_t n_slots)
{
    size_t          words = 4 * (size_t)n_slots, bytes = words * sizeof(uint32_t) + n_slots;
    struct outline *o = heap_alloc(sizeof *o + bytes);
    memset(o, 0, sizeof *o + bytes);
    atomic_init(&o->refs, 1);
    o->n_slots = n_slots;
    o->order = (uint32_t *)(o + 1);
    o->parent = o->order + n_slots;
    o->level = o->parent + n_slots;
    o->number = o->level + n_slots;
    o->is_summary = (bool *)(o->number + n_slots);
    return o;
}

struct outline *outline_ref(struct outline *o)
{
    if (o)
        atomic_fetch_add_explicit(&o->refs, 1, memory_order_relaxed);
    return o;
}

void outline_unref(struct outline *o)
{
    if (o && atomic_fetch_sub_explicit(&o->refs, 1, memory_order_acq_rel) == 1)
        heap_free(o);
}

struct outline *outline_copy(const struct outline *from, uint32_t n_slots)
{
    struct outline *o = outline_alloc(n_slots);
    o->n = from->n;
    memcpy(o->order, from->order, from->n * sizeof *o->order);
    memcpy(o->parent, from->parent, from->n_slots * sizeof *o->parent);
    memcpy(o->level, from->level, from->n_slots * sizeof *o->level);
    memcpy(o->number, from->number, from->n_slots * sizeof *o->number);
    memcpy(o->is_summary, from->is_summary, from->n_slots);
    for (uint32_t s = from->n_slots; s < n_slots; s++)
        o->parent[s] = OUTLINE_NONE;
    return o;
}

/* ---- parents ----------------------------------------------------------------------------- */

static uint32_t slot_of(const struct builder *b, int64_t id)
{
    uint32_t lo = 0, hi = b->o->n_slots;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (b->items[mid].id < id)
            lo = mid + 1;
        else
            hi = mid;
    }
    bool found = lo < b->o->n_slots && b->items[lo].id == id && !b->items[lo].is_empty;
    return found ? lo : OUTLINE_NONE;
}

/* Neighbours mostly share their parent, so the last answer is kept. */
static void find_parents(struct builder *b)
{
    int64_t  last_id = 0;
    uint32_t last_slot = OUTLINE_NONE;
    for (uint32_t s = 0; s < b->o->n_slots; s++) {
        int64_t id = b->items[s].is_empty ? 0 : b->items[s].parent;
        if (id != last_id) {
            last_id = id;
            last_slot = id ? slot_of(b, id) : OUTLINE_NONE;
        }
        b->o->parent[s] = last_slot;
    }
}

/* ---- groups of siblings ------------------------------------------------------------------ */

static uint32_t group_of(const struct builder *b, uint32_t slot)
{
    return b->o->parent[slot] + 1; /* OUTLINE_NONE + 1 = 0: the top */
}

static void lay_out_groups(struct builder *b)
{
    uint32_t n = b->o->n_slots;
    for (uint32_t s = 0; s < n; s++) {
        if (!b->items[s].is_empty) {
            b->first[group_of(b, s) + 1]++;
            b->n_items++;
        }
    }
    for (uint32_t g = 0; g <= n; g++)
        b->first[g + 1] += b->first[g];
    for (uint32_t s = 0; s < n; s++)
        if (!b->items[s].is_empty)
            b->children[b->first[group_of(b, s)]++] = s;
    for (uint32_t g = n + 1; g > 0; g--) /* the fill moved each begin to its end */
        b->first[g] = b->first[g - 1];
    b->first[0] = 0;
}

static int by_rank(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return x->slot < y->slot ? -1 : x->slot > y->slot;
}

static bool group_is_sorted(const struct builder *b, const uint32_t *v, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++)
        if (b->items[v[i]].rank < b->items[v[i - 1]].rank)
            return false;
    return true;
}

static void sort_group(const struct builder *b, uint32_t *v, uint32_t n)
{
    if (group_is_sorted(b, v, n))
        return;
    struct ranked *keys = heap_alloc(n * sizeof *keys);
    for (uint32_t i = 0; i < n; i++)
        keys[i] = (struct ranked){b->items[v[i]].rank, v[i]};
    qsort(keys, n, sizeof *keys, by_rank);
    for (uint32_t i = 0; i < n; i++)
        v[i] = keys[i].slot;
    heap_free(keys);
}

static void number_group(struct builder *b, uint32_t group)
{
    uint32_t number = 0;
    for (uint32_t i = b->first[group]; i < b->first[group + 1]; i++)
        if (!b->items[b->children[i]].is_blank)
            b->o->number[b->children[i]] = ++number;
    if (group && number)
        b->o->is_summary[group - 1] = true;
}

/* ---- the walk ---------------------------------------------------------------------------- */

static uint32_t push_group(const struct builder *b, uint32_t group, uint32_t *stack, uint32_t n)
{
    for (uint32_t i = b->first[group + 1]; i > b->first[group]; i--)
        stack[n++] = b->children[i - 1];
    return n;
}

static void walk(struct builder *b)
{
    struct outline *o = b->o;
    uint32_t       *stack = heap_alloc((b->n_items + 1) * sizeof *stack);
    uint32_t        n = push_group(b, 0, stack, 0);
    while (n) {
        uint32_t slot = stack[--n], parent = o->parent[slot];
        o->order[o->n++] = slot;
        o->level[slot] = parent == OUTLINE_NONE ? 0 : o->level[parent] + 1;
        n = push_group(b, slot + 1, stack, n);
    }
    heap_free(stack);
}

/* From any slot below a circle, n steps up end on it. */
static uint32_t find_circle(const struct builder *b)
{
    uint32_t n = b->o->n_slots, slot = 0;
    bool    *reached = heap_alloc(n);
    memset(reached, 0, n);
    for (uint32_t i = 0; i < b->o->n; i++)
        reached[b->o->order[i]] = true;
    while (b->items[slot].is_empty || reached[slot])
        slot++;
    for (uint32_t i = 0; i < n; i++)
        slot = b->o->parent[slot];
    heap_free(reached);
    return slot;
}

static void build(struct builder *b)
{
    find_parents(b);
    lay_out_groups(b);
    for (uint32_t g = 0; g <= b->o->n_slots; g++) {
        sort_group(b, b->children + b->first[g], b->first[g + 1] - b->first[g]);
        number_group(b, g);
    }
    walk(b);
}

err outline_new(const struct outline_item *items, uint32_t n_slots, struct outline **ret_outline,
                uint32_t *ret_slot)
{
    size_t         words = 2 * (size_t)n_slots + 2;
    uint32_t      *scratch = heap_alloc(words * sizeof *scratch);
    struct builder b = {.items = items, .o = outline_alloc(n_slots)};
    memset(scratch, 0, words * sizeof *scratch);
    b.first = scratch;
    b.children = scratch + n_slots + 2;
    build(&b);
    bool is_tree = b.o->n == b.n_items;
    if (is_tree) {
        *ret_outline = b.o;
    } else {
        *ret_slot = find_circle(&b);
        outline_unref(b.o);
    }
    heap_free(scratch);
    return is_tree ? OK : err_make(ERR_CYCLE, "items are part of themselves");
}
