/* tests/engine/marks_test.c - a set that gives its smallest member. */
#include "engine/marks.h"

#include "base/rng.h"

#include <criterion/criterion.h>

Test(marks, gives_each_once_in_order)
{
    enum { N = 600000, ADDED = 3000 };
    struct arena mem = {0};
    struct marks m = marks_new(&mem, N);
    bool        *is_in = arena_array(&mem, bool, N);
    uint64_t     seed = 3;
    int32_t      n = 0, last = -1, at;
    cr_assert_eq(marks_take(&m), -1);
    cr_assert_eq(marks_first(&m), -1);
    for (int i = 0; i < ADDED; i++) {
        at = (int32_t)rng_below(&seed, N);
        n += !is_in[at];
        is_in[at] = true;
        marks_add(&m, at);
    }
    for (; (at = marks_first(&m)) >= 0; n--) {
        cr_assert_eq(marks_take(&m), at);
        cr_assert(at > last && is_in[at]);
        last = at;
    }
    cr_assert_eq(n, 0);
    marks_add(&m, N - 1);
    marks_add(&m, 0);
    cr_assert_eq(marks_take(&m), 0);
    cr_assert_eq(marks_take(&m), N - 1);
    arena_done(&mem);
}
