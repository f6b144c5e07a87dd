/* tests/engine/level/bound_test.c - bounds by hand, and never above the shortest schedule. */
#include "engine/level/bound.h"

#include "small.h"

#include <criterion/criterion.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(level_bound, .fini = finish);

Test(level_bound, is_never_above_the_shortest_schedule)
{
    for (uint64_t seed = 0; seed < 40; seed++) {
        struct small               s = {.activities = 8,
                                        .resources = 2,
                                        .modes = 1,
                                        .longest = 5,
                                        .capacity = 5,
                                        .lag_most = seed % 2 ? 3 : 0,
                                        .seed = seed};
        const struct level_problem p = small_problem(&mem, &s);
        cr_assert_leq(level_lower_bound(&mem, &p), small_shortest(&mem, &p), "seed %zu",
                      (size_t)seed);
    }
}

Test(level_bound, counts_path_work_and_what_lies_between)
{
    /* a (2 periods) before three of 4 periods that need all of R1, these before z (3 periods). */
    const int32_t              first[] = {0, 1, 2, 3, 4, 5}, duration[] = {2, 4, 4, 4, 3};
    const int32_t              succ_first[] = {0, 3, 4, 5, 6, 6}, succ[] = {1, 2, 3, 4, 4, 4};
    int32_t                    need[] = {0, 0, 0, 0, 0}, capacity = 1;
    const struct level_problem p = {.n_activities = 5,
                                    .n_resources = 1,
                                    .capacity = &capacity,
                                    .mode_first = first,
                                    .mode_duration = duration,
                                    .mode_need = need,
                                    .succ_first = succ_first,
                                    .succ = succ};
    cr_assert_eq(level_lower_bound(&mem, &p), 9, "the path");
    need[1] = need[2] = need[3] = 1;
    cr_assert_eq(level_lower_bound(&mem, &p), 17, "2 before, 12 of work, 3 behind");
    capacity = 2;
    cr_assert_eq(level_lower_bound(&mem, &p), 11, "half the work, rounded up");
}
