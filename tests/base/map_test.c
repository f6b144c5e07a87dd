/* tests/base/map_test.c - hash maps against a plain array. */
#include "base/map.h"

#include "base/rng.h"

#include <criterion/criterion.h>

Test(map, zeroed_is_empty)
{
    struct arena mem = {0};
    struct map   m = {.mem = &mem};
    int64_t      v = 3;
    cr_assert_not(map_get(&m, 1, &v));
    cr_assert_not(map_del(&m, 1));
    cr_assert_eq(map_or(&m, 1, -1), -1);
    map_put(&m, 1, 10);
    cr_assert_eq(map_or(&m, 1, -1), 10);
    arena_done(&mem);
}

Test(map, random_operations)
{
    enum { KEYS = 700, STEPS = 200000 };
    static int64_t wanted[KEYS];
    static bool    present[KEYS];
    struct arena   mem = {0};
    struct map     m;
    uint64_t       seed = 42;
    size_t         n = 0;
    map_init(&m, &mem, 4);
    for (int i = 0; i < STEPS; i++) {
        uint32_t k = rng_below(&seed, KEYS);
        int64_t  key = (int64_t)k * 1048576 - 5, v = -1;
        if (rng_below(&seed, 2)) {
            n += !present[k];
            present[k] = true;
            wanted[k] = i;
            map_put(&m, key, i);
        } else {
            cr_assert_eq(map_del(&m, key), present[k]);
            n -= present[k];
            present[k] = false;
        }
        k = rng_below(&seed, KEYS);
        cr_assert_eq(map_get(&m, (int64_t)k * 1048576 - 5, &v), present[k]);
        cr_assert(!present[k] || v == wanted[k]);
        cr_assert_eq(m.n, n);
    }
    cr_assert_leq(m.cap, 4096, "removed keys do not make it grow without end");
    arena_done(&mem);
}

Test(strmap, many_keys)
{
    struct arena  mem = {0};
    struct strmap m = {.mem = &mem};
    int64_t       v = 0;
    cr_assert_not(strmap_get(&m, S("a"), &v));
    strmap_init(&m, &mem, 0);
    for (int i = 0; i < 5000; i++)
        strmap_put(&m, str_fmt(&mem, "key %d", i), i);
    strmap_put(&m, S("key 7"), -7);
    cr_assert_eq(m.n, 5000);
    for (int i = 0; i < 5000; i++) {
        cr_assert(strmap_get(&m, str_fmt(&mem, "key %d", i), &v));
        cr_assert_eq(v, i == 7 ? -7 : i);
    }
    cr_assert_not(strmap_get(&m, S("key 5000"), &v));
    strmap_put(&m, STR_NONE, 1);
    cr_assert(strmap_get(&m, S(""), &v));
    cr_assert_eq(v, 1);
    arena_done(&mem);
}
