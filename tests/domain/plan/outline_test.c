/* tests/domain/plan/outline_test.c - order, levels and numbers of trees. */
#include "domain/plan/outline.h"

#include "base/rng.h"

#include <criterion/criterion.h>

enum { MOST = 300 };

static struct outline *make(const struct outline_item *v, uint32_t n)
{
    struct outline *o = NULL;
    uint32_t        slot;
    err             e = outline_new(v, n, &o, &slot);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    return o;
}

Test(outline, orders_depth_first)
{
    /* 1 ( 4 ( 5 ) 3 ) 2, a removed record, a blank row and an orphan */
    const struct outline_item v[] = {
        {.id = 1, .rank = 10},
        {.id = 2, .rank = 20},
        {.id = 3, .parent = 1, .rank = 9},
        {.id = 4, .parent = 1, .rank = 5},
        {.id = 5, .parent = 4},
        {.id = 6, .is_empty = true},
        {.id = 7, .parent = 2, .is_blank = true},
        {.id = 8, .parent = 6, .rank = 30},
        {.id = 9, .rank = 15, .is_blank = true},
    };
    const uint32_t  order[] = {0, 3, 4, 2, 8, 1, 6, 7};
    struct outline *o = make(v, 9);
    cr_assert_eq(o->n, 8);
    for (uint32_t i = 0; i < o->n; i++)
        cr_assert_eq(o->order[i], order[i], "place %u", i);
    cr_assert(o->level[4] == 2 && o->level[2] == 1 && o->level[7] == 0);
    cr_assert(o->number[3] == 1 && o->number[2] == 2 && o->number[8] == 0 && o->number[1] == 2);
    cr_assert(o->number[7] == 3 && o->is_summary[0] && o->is_summary[3]);
    cr_assert(!o->is_summary[1], "a blank row makes no summary");
    cr_assert(o->parent[4] == 3 && o->parent[7] == OUTLINE_NONE && o->parent[5] == OUTLINE_NONE);
    outline_unref(o);
}

Test(outline, of_nothing)
{
    struct outline *o = make(NULL, 0);
    cr_assert_eq(o->n, 0);
    cr_assert_eq(outline_ref(o), o);
    outline_unref(o);
    outline_unref(o);
    outline_unref(NULL);
    cr_assert_null(outline_ref(NULL));
}

Test(outline, deep_chains_need_no_stack)
{
    enum { DEEP = 200000 };
    static struct outline_item v[DEEP];
    for (uint32_t i = 0; i < DEEP; i++)
        v[i] = (struct outline_item){.id = i + 1, .parent = i};
    struct outline *o = make(v, DEEP);
    cr_assert(o->n == DEEP && o->level[DEEP - 1] == DEEP - 1);
    outline_unref(o);
}

Test(outline, finds_circles)
{
    const struct outline_item v[] = {
        {.id = 1},
        {.id = 2, .parent = 4},
        {.id = 3, .parent = 2},
        {.id = 4, .parent = 3},
        {.id = 5, .parent = 4},
    };
    struct outline *o = NULL;
    uint32_t        slot = 99;
    cr_assert_eq(outline_new(v, 5, &o, &slot).code, ERR_CYCLE);
    cr_assert(slot >= 1 && slot <= 3, "not one of the circle: %u", slot);
    cr_assert_null(o);
}

/* ---- against a slow model ------------------------------------------------------------------ */

static int64_t next_child(const struct outline_item *v, uint32_t n, int64_t parent, int64_t after)
{
    int64_t best = -1;
    for (int64_t i = 0; i < n; i++) {
        bool later = after < 0 || v[i].rank > v[after].rank ||
                     (v[i].rank == v[after].rank && i > after);
        if (v[i].is_empty || v[i].parent != parent || !later || i == after)
            continue;
        if (best < 0 || v[i].rank < v[best].rank)
            best = i;
    }
    return best;
}

static uint32_t walk(const struct outline_item *v, uint32_t n, int64_t parent, uint32_t *order,
                     uint32_t at)
{
    for (int64_t i = next_child(v, n, parent, -1); i >= 0; i = next_child(v, n, parent, i)) {
        order[at++] = (uint32_t)i;
        at = walk(v, n, v[i].id, order, at);
    }
    return at;
}

Test(outline, agrees_with_a_slow_model)
{
    uint64_t seed = 4;
    for (int round = 0; round < 100; round++) {
        struct outline_item v[MOST] = {0};
        uint32_t            order[MOST], n = 1 + rng_below(&seed, MOST);
        for (uint32_t i = 0; i < n; i++)
            v[i] = (struct outline_item){
                .id = 3 * i + 1,
                .parent = i && rng_below(&seed, 4) ? v[rng_below(&seed, i)].id : 0,
                .rank = rng_below(&seed, 5),
            };
        struct outline *o = make(v, n);
        cr_assert_eq(walk(v, n, 0, order, 0), o->n);
        for (uint32_t i = 0; i < n; i++)
            cr_assert_eq(order[i], o->order[i]);
        outline_unref(o);
    }
}
