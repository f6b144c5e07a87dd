/* tests/domain/plan/outline_edit_test.c - an edited outline is the one made anew. */
#include "domain/plan/outline.h"

#include "base/rng.h"

#include <criterion/criterion.h>
#include <string.h>

enum { MOST = 80 };

static struct outline_item v[MOST];
static uint32_t            n_slots;
static uint64_t            seed = 11;

static uint32_t below(uint32_t n)
{
    return rng_below(&seed, n);
}

static int64_t rank_of(void *self, uint32_t slot)
{
    (void)self;
    return v[slot].rank;
}

static bool is_blank_of(void *self, uint32_t slot)
{
    (void)self;
    return v[slot].is_empty || v[slot].is_blank;
}

static const struct outline_siblings by = {rank_of, is_blank_of, NULL};

static struct outline *anew(void)
{
    struct outline *o = NULL;
    uint32_t        slot;
    return outline_new(v, n_slots, &o, &slot).code ? NULL : o;
}

static bool has_children(int64_t id)
{
    for (uint32_t s = 0; s < n_slots; s++)
        if (!v[s].is_empty && v[s].parent == id)
            return true;
    return false;
}

static bool is_below(int64_t id, int64_t above)
{
    for (; id; id = v[id - 1].parent)
        if (id == above)
            return true;
    return false;
}

/* The id is the slot plus one. */
static void change(bool *touched)
{
    uint32_t       s = below(4) || n_slots == MOST ? below(n_slots) : n_slots++;
    const uint32_t parent = below(n_slots);
    touched[s] = true;
    if (!v[s].id || v[s].is_empty)
        v[s] = (struct outline_item){.id = s + 1, .rank = below(40)};
    else if (!below(5) && !has_children(v[s].id))
        v[s].is_empty = true;
    if (v[s].is_empty)
        return;
    v[s].rank = below(40);
    v[s].is_blank = !below(10);
    if (below(3) && (v[parent].is_empty || !v[parent].id || is_below(v[parent].id, v[s].id)))
        return;
    v[s].parent = v[parent].id && !v[parent].is_empty && parent != s &&
                          !is_below(v[parent].id, v[s].id)
                      ? v[parent].id
                      : 0;
}

static size_t changes_of(const bool *touched, const struct outline_item *old, uint32_t n_old,
                         struct outline_change *ret_changes)
{
    size_t n = 0;
    for (uint32_t s = 0; s < n_slots; s++) {
        const bool was = s < n_old && !old[s].is_empty, is = !v[s].is_empty;
        if (touched[s] && (was || is))
            ret_changes[n++] = (struct outline_change){
                .slot = s,
                .parent = is && v[s].parent ? (uint32_t)v[s].parent - 1 : OUTLINE_NONE,
                .is_new = !was,
                .is_gone = !is};
    }
    return n;
}

static void are_equal(const struct outline *a, const struct outline *b)
{
    cr_assert(a->n == b->n && a->n_slots == b->n_slots);
    cr_assert_arr_eq(a->order, b->order, a->n * sizeof *a->order);
    cr_assert_arr_eq(a->parent, b->parent, a->n_slots * sizeof *a->parent);
    cr_assert_arr_eq(a->level, b->level, a->n_slots * sizeof *a->level);
    cr_assert_arr_eq(a->number, b->number, a->n_slots * sizeof *a->number);
    cr_assert_arr_eq(a->is_summary, b->is_summary, a->n_slots);
}

Test(outline_edit, random_edits)
{
    static struct outline_item old[MOST];
    struct outline_change      changes[MOST];
    int                        edited = 0;
    n_slots = 1;
    v[0] = (struct outline_item){.id = 1};
    struct outline *o = anew();
    for (int step = 0; step < 5000; step++) {
        bool           touched[MOST] = {false};
        const uint32_t n_old = n_slots;
        memcpy(old, v, sizeof v);
        for (uint32_t k = 1 + below(4); k > 0; k--)
            change(touched);
        const size_t    n = changes_of(touched, old, n_old, changes);
        struct outline *fresh = anew(), *quick = outline_edited(o, n_slots, &by, changes, n);
        cr_assert_not_null(fresh);
        if (quick)
            are_equal(fresh, quick);
        edited += quick != NULL;
        outline_unref(quick);
        outline_unref(o);
        o = fresh;
    }
    cr_assert_gt(edited, 4000);
    struct outline *copy = outline_copy(o, n_slots);
    are_equal(o, copy);
    outline_unref(copy);
    outline_unref(o);
}

Test(outline_edit, what_does_not_come_out_even)
{
    n_slots = 3;
    for (uint32_t s = 0; s < n_slots; s++)
        v[s] = (struct outline_item){.id = s + 1, .parent = s, .rank = s};
    struct outline             *o = anew();
    const struct outline_change circle = {.slot = 0, .parent = 2};
    const struct outline_change orphan = {.slot = 1, .parent = OUTLINE_NONE, .is_gone = true};
    cr_assert_null(outline_edited(o, n_slots, &by, &circle, 1));
    cr_assert_null(outline_edited(o, n_slots, &by, &orphan, 1));
    outline_unref(o);
}
