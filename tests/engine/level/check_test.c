/* tests/engine/level/check_test.c - what cannot be scheduled, and schedules that break a rule. */
#include "engine/level/check.h"

#include "small.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(level_check, .fini = finish);

/* Two activities of 2 and 3 periods, the second after the first; R1 has 10, N1 has 5. */
static int32_t capacity = 10, stock = 5, mode_first[3], duration[3], need[3], use[3], succ_first[3],
               succ[2], lag[2];

static struct level_problem chain(void)
{
    capacity = 10;
    stock = 5;
    memcpy(mode_first, (int32_t[]){0, 1, 2}, sizeof mode_first);
    memcpy(duration, (int32_t[]){2, 3, 1}, sizeof duration);
    memcpy(need, (int32_t[]){4, 10, 1}, sizeof need);
    memcpy(use, (int32_t[]){2, 3, 1}, sizeof use);
    memcpy(succ_first, (int32_t[]){0, 1, 1}, sizeof succ_first);
    memcpy(succ, (int32_t[]){1, 0}, sizeof succ);
    memcpy(lag, (int32_t[]){0, 0}, sizeof lag);
    return (struct level_problem){2,        1,    1,   &capacity,  &stock, mode_first,
                                  duration, need, use, succ_first, succ,   lag};
}

static void refused(const struct level_problem *p, enum err_code code, const char *part)
{
    err e = level_check(&mem, p);
    cr_assert_eq(e.code, code, "%s", e.code ? e.why : "it passed");
    cr_assert(strstr(e.why, part), "«%s» lacks «%s»", e.why, part);
}

Test(level_check, lets_a_good_problem_pass)
{
    const struct level_problem p = chain();
    cr_assert_eq(level_check(&mem, &p).code, ERR_NONE);
    cr_assert_eq(level_horizon(&p), 5);
}

Test(level_check, names_what_is_wrong)
{
    struct level_problem p = chain();
    need[1] = 12;
    refused(&p, ERR_INVALID, "activity 2 needs 12 of R1, which has 10");
    p = chain();
    use[0] = 9;
    refused(&p, ERR_INVALID, "use 12 of N1, which has 5");
    p = chain();
    need[0] = -1;
    refused(&p, ERR_INVALID, "activity 1 needs -1 of R1");
    p = chain();
    use[0] = -1;
    refused(&p, ERR_INVALID, "activity 1 uses -1 of N1");
    p = chain();
    duration[1] = -3;
    refused(&p, ERR_INVALID, "activity 2 lasts -3 periods");
    p = chain();
    duration[1] = LEVEL_HORIZON_MAX;
    refused(&p, ERR_TOO_LARGE, "longer periods");
    p = chain();
    capacity = -1;
    refused(&p, ERR_INVALID, "R1 has -1 units");
    p = chain();
    stock = -1;
    refused(&p, ERR_INVALID, "N1 has -1 units");
    p = chain();
    succ[0] = 7;
    refused(&p, ERR_INVALID, "successor 8");
    p = chain();
    lag[0] = LEVEL_HORIZON_MAX + 1;
    refused(&p, ERR_INVALID, "lag");
    p = chain();
    mode_first[1] = 0;
    refused(&p, ERR_INVALID, "activity 1 has no mode");
    p.n_activities = 0;
    refused(&p, ERR_INVALID, "no activities");
}

Test(level_check, names_a_circle)
{
    struct level_problem p = chain();
    succ_first[2] = 2;
    refused(&p, ERR_CYCLE, "activities 2, 1 wait for each other");
    succ[1] = 1;
    refused(&p, ERR_CYCLE, "activities 2 wait");
}

Test(level_check, a_mode_that_fits_is_enough)
{
    struct level_problem p = chain();
    memcpy(mode_first, (int32_t[]){0, 1, 3}, sizeof mode_first);
    need[1] = 11;
    cr_assert_eq(level_check(&mem, &p).code, ERR_NONE);
    need[2] = 13;
    refused(&p, ERR_INVALID, "activity 2 needs 11 of R1, which has 10, and its other modes");
}

Test(level_check, verify_names_the_broken_rule)
{
    const struct level_problem p = chain();
    static const struct {
        int32_t     start[2], mode[2], capacity, stock;
        const char *broken; /* NULL = none */
    } rows[] = {
        {{0, 2}, {0, 1}, 10, 5, NULL},  {{0, 2}, {0, 0}, 10, 5, "L1"},
        {{-1, 2}, {0, 1}, 10, 5, "L2"}, {{0, 99}, {0, 1}, 10, 5, "L2"},
        {{0, 1}, {0, 1}, 10, 5, "L3"},  {{0, 2}, {0, 1}, 9, 5, "L4"},
        {{0, 2}, {0, 1}, 10, 4, "L5"},
    };
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        int32_t start[2], mode[2];
        memcpy(start, rows[k].start, sizeof start);
        memcpy(mode, rows[k].mode, sizeof mode);
        capacity = rows[k].capacity;
        stock = rows[k].stock;
        err e = level_verify(&mem, &p, &(struct level_times){start, mode});
        cr_assert_eq(!e.code, !rows[k].broken, "row %zu", k);
        cr_assert(!e.code || strstr(e.why, rows[k].broken) == e.why, "%s", e.why);
    }
}

Test(level_check, makespan_is_the_latest_finish)
{
    const struct level_problem p = chain();
    int32_t                    start[] = {4, 2}, mode[] = {0, 1};
    cr_assert_eq(level_makespan(&p, &(struct level_times){start, mode}), 6);
}
