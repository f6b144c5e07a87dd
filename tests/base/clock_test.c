/* tests/base/clock_test.c - clocks that are handed in. */
#include "base/clock.h"

#include <criterion/criterion.h>

Test(clock, system_and_fixed)
{
    cr_assert_gt(clock_now(clock_system()), 1700000000);
    instant      t = 100;
    struct clock c = clock_fixed(&t);
    cr_assert_eq(clock_now(c), 100);
    t = 200;
    cr_assert_eq(clock_now(c), 200);
}

Test(clock, monotonic)
{
    int64_t a = clock_mono_ns(), b = clock_mono_ns();
    cr_assert_geq(b, a);
}
