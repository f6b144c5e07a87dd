/* tests/base/rng_test.c - random numbers. */
#include "base/rng.h"

#include <criterion/criterion.h>
#include <string.h>

Test(rng, splitmix_reference)
{
    uint64_t state = 1234567; /* published values of the reference program */
    cr_assert_eq(rng_next(&state), 6457827717110365317ULL);
    cr_assert_eq(rng_next(&state), 3203168211198807973ULL);
    cr_assert_eq(rng_next(&state), 9817491932198370423ULL);
}

Test(rng, below_is_even)
{
    uint64_t state = 7;
    unsigned seen[6] = {0};
    for (int i = 0; i < 60000; i++)
        seen[rng_below(&state, 6)]++;
    for (int i = 0; i < 6; i++)
        cr_assert(seen[i] > 9600 && seen[i] < 10400, "%u", seen[i]);
    cr_assert_eq(rng_below(&state, 1), 0);
    for (int i = 0; i < 1000; i++)
        cr_assert_lt(rng_below(&state, 3000000000U), 3000000000U);
}

Test(rng, unit)
{
    uint64_t state = 7;
    double   sum = 0;
    for (int i = 0; i < 100000; i++) {
        double u = rng_unit(&state);
        cr_assert(u >= 0 && u < 1);
        sum += u;
    }
    cr_assert_float_eq(sum / 100000, 0.5, 0.01);
}

Test(rng, secure_and_token)
{
    unsigned char a[32] = {0}, b[32] = {0};
    rng_secure(a, sizeof a);
    rng_secure(b, sizeof b);
    cr_assert_neq(memcmp(a, b, sizeof a), 0);
    struct arena mem = {0};
    str          s = rng_token(&mem, 32), t = rng_token(&mem, 32);
    cr_assert_eq(s.n, 43);
    cr_assert_not(str_eq(s, t));
    cr_assert_eq(rng_token(&mem, 1).n, 2);
    cr_assert_eq(rng_token(&mem, 3).n, 4);
    for (size_t i = 0; i < s.n; i++)
        cr_assert_not_null(
            strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", s.p[i]));
    arena_done(&mem);
}
