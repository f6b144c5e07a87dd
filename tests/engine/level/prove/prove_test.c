/* tests/engine/level/prove/prove_test.c - bounds that are proved, and the schedules that meet them.
 *
 * In debug builds every explanation of a clash is found out anew (verify.c), so that these problems
 * test the reasons too, not the answers alone.
 */
#include "engine/level/prove/prove.h"

#include "../small.h"
#include "engine/level/bound.h"
#include "engine/level/check.h"
#include "engine/level/search.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(level_prove, .fini = finish);

enum { PLENTY = 50 * 1000 * 1000 };

static void meets(const struct level_problem *p, const struct prover *s, int32_t shortest)
{
    const int32_t *starts = prover_starts(s);
    int32_t       *mode = arena_array(&mem, int32_t, p->n_activities);
    cr_assert_not_null(starts);
    for (int32_t i = 0; i < p->n_activities; i++)
        mode[i] = p->mode_first[i];
    struct level_times times = {arena_copy(&mem, starts, (size_t)p->n_activities * sizeof *starts),
                                mode};
    err                e = level_verify(&mem, p, &times);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    cr_assert_eq(level_makespan(p, &times), shortest);
}

/* From below, with a schedule far too long known. */
static void proves(const struct level_problem *p, int32_t shortest, const char *what)
{
    struct prover *s = prover_new(&mem, p, 0, shortest + 20);
    cr_assert_not_null(s);
    cr_assert_not(prover_run(s, PLENTY), "%s: nothing is left to do", what);
    cr_assert_eq(prover_lower(s), shortest, "%s: %d, not %d", what, prover_lower(s), shortest);
    meets(p, s, shortest);
}

Test(level_prove, small_problems_as_by_all_lists)
{
    for (uint64_t seed = 0; seed < 150; seed++) {
        const int32_t              few = 1 + (int32_t)(seed % 3);
        const struct small         kind = {.activities = 8,
                                           .resources = seed % 4 == 3 ? 8 : few,
                                           .modes = 1,
                                           .longest = 3 + (int32_t)(seed % 5),
                                           .capacity = seed % 7 == 6 ? 1000000 : 3 + few,
                                           .lag_most = seed % 5 == 4 ? 3 : 0,
                                           .seed = seed};
        const struct level_problem p = small_problem(&mem, &kind);
        char                       what[32];
        (void)snprintf(what, sizeof what, "seed %zu", (size_t)seed);
        proves(&p, small_shortest(&mem, &p), what);
    }
}

/* Larger than all lists can be tried of: never above a schedule of the search, however far up the
 * prover begins to look. Some hundred clashes each, so that clauses are made of clauses. */
Test(level_prove, is_never_above_a_schedule_that_was_found)
{
    for (uint64_t seed = 0; seed < 30; seed++) {
        const struct small         kind = {.activities = 20,
                                           .resources = 4,
                                           .modes = 1,
                                           .longest = 9,
                                           .capacity = 6,
                                           .lag_least = seed % 6 == 5 ? -2 : 0,
                                           .lag_most = 3,
                                           .seed = seed};
        const struct level_problem p = small_problem(&mem, &kind);
        struct level_result        r;
        err e = level_search(&mem, &p, &(struct level_options){.schedules = 3000, .seed = 1}, &r);
        cr_assert_eq(e.code, ERR_NONE);
        struct prover *s = prover_new(&mem, &p, 0, r.makespan + 12);
        if (!prover_run(s, 1000 * 1000))
            meets(&p, s, prover_lower(s));
        cr_assert_leq(prover_lower(s), r.makespan, "seed %zu", (size_t)seed);
    }
}

/* Five activities of 5 periods that exclude each other, behind one of 1. */
Test(level_prove, what_work_alone_does_not_show)
{
    const int32_t              first[] = {0, 1, 2, 3, 4, 5, 6}, duration[] = {1, 5, 5, 5, 5, 5};
    const int32_t              need[] = {0, 3, 3, 3, 3, 3}, capacity = 5;
    const int32_t              succ_first[] = {0, 5, 5, 5, 5, 5, 5}, succ[] = {1, 2, 3, 4, 5};
    const struct level_problem p = {.n_activities = 6,
                                    .n_resources = 1,
                                    .capacity = &capacity,
                                    .mode_first = first,
                                    .mode_duration = duration,
                                    .mode_need = need,
                                    .succ_first = succ_first,
                                    .succ = succ};
    cr_assert_eq(level_lower_bound(&mem, &p), 16, "1 + 75 / 5");
    proves(&p, 26, "one after the other");
}

Test(level_prove, same_problem_same_answers)
{
    const struct small kind = {
        .activities = 40, .resources = 4, .modes = 1, .longest = 10, .capacity = 12, .seed = 5};
    const struct level_problem p = small_problem(&mem, &kind);
    struct prover             *a = prover_new(&mem, &p, 0, 300), *b = prover_new(&mem, &p, 0, 300);
    for (int k = 0; k < 40; k++) {
        const bool more = prover_run(a, 20000);
        cr_assert_eq(more, prover_run(b, 20000));
        cr_assert_eq(prover_lower(a), prover_lower(b));
        cr_assert_eq(prover_starts(a) != NULL, prover_starts(b) != NULL);
    }
}

Test(level_prove, stops_where_another_schedule_is_met)
{
    const struct small kind = {
        .activities = 8, .resources = 2, .modes = 1, .longest = 6, .capacity = 5, .seed = 11};
    const struct level_problem p = small_problem(&mem, &kind);
    const int32_t              shortest = small_shortest(&mem, &p);
    struct prover             *s = prover_new(&mem, &p, 0, shortest + 5);
    prover_found(s, shortest);
    cr_assert_not(prover_run(s, PLENTY));
    cr_assert_eq(prover_lower(s), shortest);
    cr_assert_null(prover_starts(s), "nothing as short was looked for");
    s = prover_new(&mem, &p, shortest, shortest);
    cr_assert_not(prover_run(s, PLENTY), "nothing to do from the start");
}

/* With a choice of modes the least of them is a relaxation: below every schedule, no schedule. */
Test(level_prove, a_choice_of_modes_gives_a_bound_only)
{
    for (uint64_t seed = 0; seed < 20; seed++) {
        const struct small kind = {
            .activities = 8, .resources = 2, .modes = 3, .longest = 6, .capacity = 5, .seed = seed};
        const struct level_problem p = small_problem(&mem, &kind);
        /* The problem in which every activity has only its first mode is a tighter one. */
        int32_t *first = arena_array(&mem, int32_t, 9), *duration = arena_array(&mem, int32_t, 8);
        int32_t *need = arena_array(&mem, int32_t, 16);
        for (int32_t i = 0; i < 8; i++) {
            first[i + 1] = i + 1;
            duration[i] = p.mode_duration[p.mode_first[i]];
            memcpy(need + 2 * i, p.mode_need + 2 * p.mode_first[i], 2 * sizeof *need);
        }
        struct level_problem one = p;
        one.mode_first = first;
        one.mode_duration = duration;
        one.mode_need = need;
        const int32_t  shortest = small_shortest(&mem, &one);
        struct prover *s = prover_new(&mem, &p, 0, shortest);
        (void)prover_run(s, PLENTY);
        cr_assert_leq(prover_lower(s), shortest, "seed %zu", (size_t)seed);
    }
}

Test(level_prove, what_is_too_large_is_left_alone)
{
    const int32_t first[] = {0, 1, 2}, none[] = {0, 0, 0}, duration[] = {900000, 900000};
    const int32_t need[] = {1, 1}, capacity = 1;
    const struct level_problem p = {.n_activities = 2,
                                    .n_resources = 1,
                                    .capacity = &capacity,
                                    .mode_first = first,
                                    .mode_duration = duration,
                                    .mode_need = need,
                                    .succ_first = none};
    cr_assert_null(prover_new(&mem, &p, 0, 1800000));
}
