/* tests/engine/level/search_test.c - schedules that are feasible, repeatable and short. */
#include "engine/level/search.h"

#include "engine/level/bound.h"
#include "engine/level/check.h"
#include "small.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(level_search, .fini = finish);

/* Kinds of problems: few and many resources, long runs, lags of both signs, modes and stocks. */
static const struct small kinds[] = {
    {.activities = 8, .resources = 2, .modes = 1, .longest = 5, .capacity = 4},
    {.activities = 30, .resources = 4, .modes = 1, .longest = 10, .capacity = 12},
    {.activities = 30, .resources = 9, .modes = 1, .longest = 10, .capacity = 40},
    {.activities = 25, .resources = 1, .modes = 1, .longest = 90, .capacity = 3},
    {.activities = 25, .resources = 2, .modes = 1, .longest = 9, .capacity = 1000000},
    {.activities = 25,
     .resources = 3,
     .modes = 1,
     .longest = 9,
     .capacity = 6,
     .lag_least = -4,
     .lag_most = 6},
    {.activities = 20, .resources = 2, .modes = 3, .longest = 9, .capacity = 9, .stocks = 2},
    {.activities = 20,
     .resources = 2,
     .modes = 3,
     .longest = 9,
     .capacity = 9,
     .stocks = 1,
     .lag_least = -3,
     .lag_most = 2},
    {.activities = 20, .resources = 0, .modes = 2, .longest = 9},
};

static struct level_result search(const struct level_problem *p, int64_t schedules, uint64_t seed)
{
    struct level_result r;
    err e = level_search(&mem, p, &(struct level_options){.schedules = schedules, .seed = seed},
                         &r);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    return r;
}

Test(level_search, keeps_to_the_problem_whatever_its_kind)
{
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (uint64_t seed = 0; seed < 4; seed++) {
            struct small s = kinds[k];
            s.seed = seed;
            const struct level_problem p = small_problem(&mem, &s);
            const struct level_result  first = search(&p, 1, seed), r = search(&p, 4000, seed);
            err                        e = level_verify(&mem, &p, &r.times);
            cr_assert_eq(e.code, ERR_NONE, "kind %zu seed %zu: %s", k, (size_t)seed, e.why);
            cr_assert_eq(r.makespan, level_makespan(&p, &r.times));
            cr_assert_leq(r.makespan, first.makespan, "more schedules are never worse");
            cr_assert_leq(level_lower_bound(&mem, &p), r.lower_bound);
            cr_assert_leq(r.lower_bound, r.makespan);
            cr_assert_leq(r.schedules, 4000);
        }
}

Test(level_search, finds_the_shortest_schedule_of_small_problems)
{
    for (uint64_t seed = 0; seed < 12; seed++) {
        struct small s = kinds[0];
        s.seed = seed;
        s.lag_most = seed % 3 ? 0 : 2;
        const struct level_problem p = small_problem(&mem, &s);
        cr_assert_eq(search(&p, 2000, 1).makespan, small_shortest(&mem, &p), "seed %zu",
                     (size_t)seed);
    }
}

Test(level_search, same_seed_same_answer)
{
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        const struct level_problem p = small_problem(&mem, &kinds[k]);
        const struct level_result  a = search(&p, 6000, 5), b = search(&p, 6000, 5);
        cr_assert_eq(a.makespan, b.makespan);
        cr_assert_eq(a.schedules, b.schedules);
        const size_t bytes = (size_t)p.n_activities * sizeof(int32_t);
        cr_assert_eq(memcmp(a.times.start, b.times.start, bytes), 0);
        cr_assert_eq(memcmp(a.times.mode, b.times.mode, bytes), 0);
    }
}

struct told {
    int     calls, calls_wanted;
    int32_t makespan;
    int64_t schedules;
};

static double count_calls(void *arg, const struct level_progress *now)
{
    struct told *t = arg;
    cr_assert_geq(now->schedules, t->schedules);
    cr_assert_leq(now->makespan, t->makespan);
    t->makespan = now->makespan;
    t->schedules = now->schedules;
    return (double)++t->calls / t->calls_wanted;
}

Test(level_search, goes_on_until_the_time_is_spent)
{
    struct small s = {
        .activities = 40, .resources = 4, .modes = 1, .longest = 10, .capacity = 11, .seed = 3};
    const struct level_problem p = small_problem(&mem, &s);
    struct told                told = {.calls_wanted = 20, .makespan = INT32_MAX};
    struct level_options       o = {.seed = 1, .spent = count_calls, .arg = &told};
    struct level_result        r;
    cr_assert_eq(level_search(&mem, &p, &o, &r).code, ERR_NONE);
    cr_assert(r.makespan == r.lower_bound || told.calls >= 20);
    cr_assert_lt(told.calls, 22, "it ends when it is told to");
    cr_assert_eq(level_verify(&mem, &p, &r.times).code, ERR_NONE);
}

Test(level_search, stops_at_the_bound)
{
    const int32_t first[] = {0, 1, 2, 3}, none[] = {0, 0, 0, 0}, duration[] = {4, 5, 6};
    const struct level_problem p = {
        .n_activities = 3, .mode_first = first, .mode_duration = duration, .succ_first = none};
    const struct level_result r = search(&p, 1000000, 1);
    cr_assert_eq(r.makespan, 6);
    cr_assert_eq(r.lower_bound, 6);
    cr_assert_eq(r.schedules, 1);
}

Test(level_search, tells_when_no_modes_keep_within_the_stocks)
{
    /* Each activity uses up (3, 0) or (0, 3): either stock alone would do, both are too small. */
    const int32_t first[] = {0, 2, 4, 6}, none[] = {0, 0, 0, 0}, duration[] = {1, 1, 1, 1, 1, 1};
    const int32_t use[] = {3, 0, 0, 3, 3, 0, 0, 3, 3, 0, 0, 3}, stock[] = {3, 3};
    const struct level_problem p = {.n_activities = 3,
                                    .n_stocks = 2,
                                    .mode_first = first,
                                    .mode_duration = duration,
                                    .mode_use = use,
                                    .stock = stock,
                                    .succ_first = none};
    struct level_result        r;
    err e = level_search(&mem, &p, &(struct level_options){.schedules = 100}, &r);
    cr_assert_eq(e.code, ERR_INVALID);
    cr_assert(strstr(e.why, "stocks"), "%s", e.why);
}

Test(level_search, refuses_what_no_memory_holds)
{
    static int32_t first[21], duration[20], succ_first[21], need[20 * 99], capacity[99];
    for (int32_t i = 0; i < 20; i++) {
        first[i + 1] = i + 1;
        duration[i] = 900000;
    }
    const struct level_problem p = {.n_activities = 20,
                                    .n_resources = 99,
                                    .capacity = capacity,
                                    .mode_first = first,
                                    .mode_duration = duration,
                                    .mode_need = need,
                                    .succ_first = succ_first};
    struct level_result        r;
    err e = level_search(&mem, &p, &(struct level_options){.schedules = 10}, &r);
    cr_assert_eq(e.code, ERR_TOO_LARGE);
    cr_assert(strstr(e.why, "longer periods"), "%s", e.why);
}

/* 49 activities of 2 periods, 48 at a time: the bound of 3 is never met, and no window is small. */
Test(level_search, ends_where_everything_is_parallel)
{
    static int32_t first[50], duration[49], succ_first[50], need[49], capacity = 48;
    for (int32_t i = 0; i < 49; i++) {
        first[i + 1] = i + 1;
        duration[i] = 2;
        need[i] = 1;
    }
    const struct level_problem p = {.n_activities = 49,
                                    .n_resources = 1,
                                    .capacity = &capacity,
                                    .mode_first = first,
                                    .mode_duration = duration,
                                    .mode_need = need,
                                    .succ_first = succ_first};
    const struct level_result  r = search(&p, 26000, 1);
    cr_assert_eq(r.makespan, 4);
    cr_assert_eq(r.lower_bound, 3);
    cr_assert_eq(r.schedules, 26000);
}
