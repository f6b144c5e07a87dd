/* tests/domain/effects_test.c - moved dates, packed and read back. */
#include "domain/effects.h"

#include "domain/fill.h"

#include "base/rng.h"

#include <criterion/criterion.h>

static struct arena mem;

static void finish(void)
{
    arena_done(&mem);
}

TestSuite(effects, .fini = finish);

static instant random_date(uint64_t *seed)
{
    uint32_t dice = rng_below(seed, 20);
    if (dice == 0)
        return INSTANT_NONE;
    if (dice == 1)
        return rng_below(seed, 2) ? INSTANT_MIN : INSTANT_MAX;
    return 1772438400 + (int64_t)rng_below(seed, 400) * HOUR_S;
}

static str pack(const struct effect *v, size_t n)
{
    struct buf b = {0};
    effects_pack(&b, v, n);
    str packed = str_copy(&mem, buf_view(&b));
    buf_done(&b);
    return packed;
}

static bool same(const struct effect *a, const struct effect *b)
{
    return a->item.v == b->item.v && a->start_before == b->start_before &&
           a->start_after == b->start_after && a->finish_before == b->finish_before &&
           a->finish_after == b->finish_after;
}

Test(effects, survive)
{
    uint64_t seed = 2;
    for (int round = 0; round < 200; round++) {
        struct effect v[100], *again;
        size_t        n = rng_below(&seed, 100), m = 999;
        int64_t       id = 0;
        for (size_t i = 0; i < n; i++) {
            id += 1 + rng_below(&seed, i % 7 ? 3 : UINT32_MAX);
            v[i] = (struct effect){{id},
                                   random_date(&seed),
                                   random_date(&seed),
                                   random_date(&seed),
                                   random_date(&seed)};
        }
        err e = effects_unpack(&mem, pack(v, n), &again, &m);
        cr_assert(!e.code && m == n);
        for (size_t i = 0; i < n; i++)
            cr_assert(same(&v[i], &again[i]), "round %d, %zu", round, i);
    }
}

Test(effects, are_small)
{
    struct effect v[1000];
    for (int i = 0; i < 1000; i++) {
        instant start = 1772438400 + i * HOUR_S;
        v[i] = (struct effect){
            {i + 1}, start, start + DAY_S, start + 8 * HOUR_S, start + DAY_S + 8 * HOUR_S};
    }
    cr_assert_lt(pack(v, 1000).n, 14500);
    cr_assert_eq(pack(v, 0).n, 0);
}

static bool refuses(str packed)
{
    struct effect *v;
    size_t         n;
    return err_is(effects_unpack(&mem, packed, &v, &n), ERR_CORRUPT);
}

Test(effects, damage_is_noticed)
{
    struct effect v[] = {{{7}, 0, HOUR_S, DAY_S, DAY_S + HOUR_S},
                         {{9}, INSTANT_NONE, 5, INSTANT_NONE, 6}};
    str           good = pack(v, 2);
    cr_assert(!refuses(good));
    for (size_t n = 1; n < good.n; n++)
        cr_assert(refuses(str_sub(good, 0, n)), "cut at %zu", n);
    cr_assert(refuses(str_fmt(&mem, "%.*sx", STR_ARG(good))));
    cr_assert(refuses(S("\x02\x01\x01\x00")), "unknown version");
    cr_assert(refuses((str){"\x01\x00", 2}), "no items but bytes");
    cr_assert(refuses((str){"\x01\x01\x00\x00", 4}), "id 0");
    cr_assert(refuses((str){"\x01\x01\x01\x10", 4}), "unknown presence");
    cr_assert(refuses((str){"\x01\x81\x00\x01\x00", 5}), "long form of a number");
    cr_assert(refuses(S("\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x01")),
              "count beyond the bytes");
}

/* Any bytes: refused or the very bytes that packing gives. */
Test(effects, random_bytes)
{
    uint64_t seed = 6;
    for (int round = 0; round < 20000; round++) {
        char           bytes[24];
        size_t         n = rng_below(&seed, sizeof bytes), m;
        struct effect *v;
        for (size_t i = 0; i < n; i++)
            bytes[i] = (char)(rng_below(&seed, 3) ? rng_below(&seed, 4) : rng_below(&seed, 256));
        struct arena_mark mark = arena_mark(&mem);
        str               text = {bytes, n};
        if (!effects_unpack(&mem, text, &v, &m).code)
            cr_assert(str_eq(pack(v, m), text) || !n);
        arena_rewind(&mem, mark);
    }
}

Test(effects, between_plans_without_rows)
{
    struct plan *a = plan_new((struct id){1}), *b = plan_fork(a);
    struct item  i = fill_item(1, 0, 0, "x");
    plan_put(b, &item_entity, &i);
    struct effect *v;
    size_t         n = 9;
    effects_between(&mem, a, b, &v, &n);
    cr_assert_eq(n, 0);
    plan_unref(a);
    plan_unref(b);
}
