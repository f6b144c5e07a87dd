/* tests/engine/worktime_test.c - moving along compiled calendars, against a count second by second.
 */
#include "engine/worktime.h"

#include "base/rng.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(worktime, .fini = finish);

static const struct horizon all = {0, 1000};

/* [100, 200) [300, 320) [320, 400) [500, 501) [900, 1200) */
static const struct worktime *sample(void)
{
    static const struct worktime_interval v[] = {{100, 200}, {300, 320}, {320, 400}, {390, 395},
                                                 {450, 450}, {500, 501}, {900, 1200}};
    return worktime_build(&mem, all, v, sizeof v / sizeof *v);
}

Test(worktime, melts_cuts_and_sums)
{
    const struct worktime *w = sample();
    cr_assert_eq(w->n, 4);
    cr_assert_eq(w->total, 100 + 100 + 1 + 100);
    cr_assert(worktime_verify(w));
    cr_assert_not(w->is_continuous);
}

Test(worktime, zero_changes_nothing)
{
    const struct worktime *w = sample();
    cr_assert_eq(worktime_add(w, 250, 0), 250);
    cr_assert_eq(worktime_sub(w, 250, 0), 250);
}

Test(worktime, plus_is_earliest_minus_is_latest)
{
    const struct worktime *w = sample();
    cr_assert_eq(worktime_add(w, 100, 100), 200, "an end, not the next begin");
    cr_assert_eq(worktime_add(w, 100, 101), 301);
    cr_assert_eq(worktime_sub(w, 400, 100), 300, "a begin, not the end before");
    cr_assert_eq(worktime_sub(w, 300, 100), 100);
    cr_assert_eq(worktime_add(w, 400, -100), 300);
    cr_assert_eq(worktime_sub(w, 100, -100), 200);
}

Test(worktime, next_and_prev_roll_from_free_time_only)
{
    const struct worktime *w = sample();
    cr_assert_eq(worktime_next(w, 200), 300, "an end is free for a start");
    cr_assert_eq(worktime_next(w, 100), 100);
    cr_assert_eq(worktime_prev(w, 200), 200);
    cr_assert_eq(worktime_prev(w, 300), 200, "a begin is free for a finish");
    cr_assert_eq(worktime_prev(w, 301), 301);
    cr_assert_eq(worktime_next(w, 320), 320, "touching intervals have no gap");
}

Test(worktime, outside_is_told_and_survives)
{
    const struct worktime *w = sample();
    cr_assert_geq(worktime_add(w, 950, 51), INSTANT_BEYOND);
    cr_assert_geq(worktime_add(w, worktime_add(w, 950, 51), 5), INSTANT_BEYOND);
    cr_assert_lt(worktime_sub(w, 100, 1), INSTANT_BEFORE / 2);
    cr_assert_lt(worktime_add(w, -5, 10), INSTANT_BEFORE / 2,
                 "nothing is known before the horizon");
    cr_assert_geq(worktime_next(w, 1001), INSTANT_BEYOND);
    cr_assert_eq(worktime_finish_at(w, w->total), 1000);
}

Test(worktime, round_the_clock)
{
    const struct worktime *w = worktime_always(&mem, all);
    cr_assert(w->is_continuous);
    cr_assert(worktime_verify(w));
    cr_assert_eq(worktime_add(w, 10, 500), 510);
    cr_assert_eq(worktime_between(w, 900, 100), -800);
    cr_assert_eq(worktime_start_at(w, 7), 7);
}

Test(worktime, intersection)
{
    static const struct worktime_interval v[] = {{150, 310}, {395, 950}};
    const struct worktime                *w = worktime_build(&mem, all, v, 2);
    const struct worktime                *both = worktime_intersect(&mem, sample(), w);
    cr_assert(worktime_verify(both));
    cr_assert_eq(both->total, 50 + 10 + 5 + 1 + 50);
    cr_assert_eq(worktime_intersect(&mem, both, worktime_always(&mem, all))->total, both->total);
}

Test(worktime, nothing_at_all)
{
    const struct worktime *w = worktime_build(&mem, all, NULL, 0);
    cr_assert(worktime_verify(w));
    cr_assert_eq(w->total, 0);
    cr_assert_geq(worktime_next(w, 500), INSTANT_BEYOND);
}

/* Random intervals from seconds to weeks, every function against its definition. */
static const struct worktime *random_time(uint64_t *seed, bool *works, int n)
{
    struct worktime_interval v[200];
    size_t                   count = 0;
    const uint32_t           longest = rng_below(seed, 2) ? 4 : 60;
    for (int t = 0; t < n && count < 200;) {
        t += (int)rng_below(seed, longest);
        const int end = t + 1 + (int)rng_below(seed, longest);
        if (end > n)
            break;
        v[count++] = (struct worktime_interval){t, end};
        for (; t < end; t++)
            works[t] = true;
    }
    return worktime_build(&mem, (struct horizon){0, n}, v, count);
}

Test(worktime, difference_is_where_only_one_works)
{
    enum { N = 300 };
    uint64_t seed = 5;
    for (int round = 0; round < 300; round++) {
        bool                     a[N] = {false}, b[N];
        const struct worktime   *was = random_time(&seed, a, N);
        struct worktime_interval v[N];
        size_t                   n = 0;
        int                      from = N, to = N, at = (int)rng_below(&seed, N);
        memcpy(b, a, sizeof b);
        for (int t = at; t < N && t < at + (int)rng_below(&seed, 40); t++)
            b[t] = rng_below(&seed, 2);
        for (int t = N - 1; t >= 0; t--)
            from = a[t] != b[t] ? t : from;
        for (int t = 0; t < N; t++) {
            to = a[t] != b[t] ? t + 1 : to;
            if (b[t])
                v[n++] = (struct worktime_interval){t, t + 1};
        }
        const struct worktime *now = worktime_build(&mem, (struct horizon){0, N}, v, n);
        const struct horizon   d = worktime_difference(was, now), e = worktime_difference(now, was);
        cr_assert(d.from == from && d.to == to, "%ld %ld, not %d %d", d.from, d.to, from, to);
        cr_assert(e.from == from && e.to == to);
    }
}

Test(worktime, agrees_with_counting)
{
    enum { N = 700 };
    uint64_t seed = 11;
    for (int round = 0; round < 60; round++) {
        bool                   works[N] = {false};
        const struct worktime *w = random_time(&seed, works, N);
        cr_assert(worktime_verify(w));
        int64_t before[N + 1] = {0};
        for (int t = 0; t < N; t++)
            before[t + 1] = before[t] + works[t];
        for (int t = 0; t <= N; t++) {
            cr_assert_eq(worktime_before(w, t), before[t]);
            int next = t, prev = t;
            while (next < N && !works[next])
                next++;
            while (prev > 0 && !works[prev - 1])
                prev--;
            if (next < N)
                cr_assert_eq(worktime_next(w, t), next);
            if (prev > 0)
                cr_assert_eq(worktime_prev(w, t), prev);
        }
    }
}
