/* tests/engine/level/plan/profile_test.c - steps of free units against a plain array. */
#include "base/rng.h"
#include "engine/level/plan/inside.h"

#include <criterion/criterion.h>

enum { LENGTH = 200 };

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(levelling_profile, .fini = finish);

static bool has_room(const int *left, int64_t from, int64_t length, int need)
{
    for (int64_t x = from; x < from + length; x++)
        if (x >= 0 && x < LENGTH && left[x] < need)
            return false;
    return true;
}

static void compare(const struct profile *p, const int *left, uint64_t *seed)
{
    const int64_t from = rng_below(seed, LENGTH), length = 1 + rng_below(seed, 30);
    const int     need = 1 + (int)rng_below(seed, 5);
    int64_t       at = from, back = from;
    while (!has_room(left, at, length, need))
        at++;
    while (back > -LENGTH && !has_room(left, back, length, need))
        back--;
    cr_assert_eq(profile_fit(p, from, length, need * LEVEL_UNIT), at);
    cr_assert_eq(profile_fit_back(p, from, length, need * LEVEL_UNIT), back);
    const int64_t span[2] = {from, from + length};
    int64_t       lack[2];
    const bool    is_short = profile_short(p, span, need * LEVEL_UNIT, lack);
    cr_assert_eq(is_short, !has_room(left, from, length, need));
    if (is_short)
        cr_assert(left[lack[0]] < need && has_room(left, from, lack[0] - from, need));
}

Test(levelling_profile, agrees_with_an_array)
{
    for (uint64_t seed = 1; seed < 60; seed++) {
        uint64_t                    state = seed;
        const struct level_step     steps[] = {{INSTANT_BEFORE, 5}};
        const struct level_resource r = {steps, 1};
        struct profile              p, copy = {0};
        int                         left[LENGTH];
        profile_init(&p, &mem, &r, NULL);
        cr_assert_eq(p.peak, 5 * LEVEL_UNIT);
        for (int x = 0; x < LENGTH; x++)
            left[x] = 5;
        for (int k = 0; k < 40; k++) {
            const int64_t from = rng_below(&state, LENGTH), to = from + rng_below(&state, 25);
            const int64_t span[2] = {from, to < LENGTH ? to : LENGTH};
            profile_take(&p, &mem, span, LEVEL_UNIT);
            for (int64_t x = span[0]; x < span[1]; x++)
                left[x]--;
            profile_copy(&copy, &mem, &p);
            compare(&copy, left, &state);
        }
        arena_reset(&mem);
    }
}

/* Where there is nobody any more, there is no room for ever. */
Test(levelling_profile, knows_when_nobody_comes_back)
{
    const struct level_step     steps[] = {{100, 2}, {200, 0}};
    const struct level_resource r = {steps, 2};
    struct profile              p;
    profile_init(&p, &mem, &r, NULL);
    cr_assert_eq(profile_fit(&p, 0, 100, LEVEL_UNIT), 100);
    cr_assert_eq(profile_fit(&p, 0, 101, LEVEL_UNIT), LEVEL_NEVER);
    cr_assert_eq(profile_fit_back(&p, 500, 50, LEVEL_UNIT), 150);
    cr_assert_eq(profile_fit_back(&p, 80, 50, LEVEL_UNIT), INT64_MIN);
}
