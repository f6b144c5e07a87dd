/* tests/engine/p6_test.c - the P6 profile: its checks, its invariant, random plans. */
#include "base/rng.h"
#include "engine/case.h"
#include "engine/p6/calculate.h"
#include "engine/pass.h"
#include "engine/random_net.h"
#include "engine/replan.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(p6, .fini = finish);

static struct case_file case_of(const char *text)
{
    struct case_file c;
    const err        e = case_read(&mem, str_from(text), &c);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    return c;
}

static const char *const three =
    "project start=2026-03-02T08:00 profile=p6 data_date=2026-03-09T08:00\n"
    "task a duration=2d\ntask b duration=1d\ntask c duration=1d constraint=alap\n"
    "link a b fs lag=1d\nlink c b\n";

Test(p6, what_is_out_of_range_is_refused)
{
    struct case_file c = case_of(three);
    cr_assert_eq(p6_check(&c.net).code, ERR_NONE);
    struct p6_plan plan = *c.net.p6;
    c.net.p6 = &plan;
    plan.n_groups = 0;
    cr_assert_eq(p6_check(&c.net).code, ERR_INVALID);
    plan = *case_of(three).net.p6;
    const struct p6_group nothing = {INSTANT_NONE, INSTANT_NONE};
    plan.groups = &nothing;
    cr_assert_eq(p6_check(&c.net).code, ERR_INVALID);
    plan = *case_of(three).net.p6;
    const uint8_t kinds[] = {P6_TASK, P6_WBS_SUMMARY + 1, P6_TASK};
    plan.kind = kinds;
    cr_assert_eq(network_check(&c.net).code, ERR_INVALID);
    c.net.p6 = NULL;
    cr_assert_eq(p6_check(&c.net).code, ERR_NONE);
}

Test(p6, a_calculation_fills_the_rows)
{
    struct case_file       c = case_of(three);
    const struct prepared *p;
    cr_assert_eq(network_prepare(&mem, &c.net, &p).code, ERR_NONE);
    struct cpm *cpm = cpm_new(&mem, p);
    p6_calculate(cpm);
    cr_assert_eq(cpm->rows[0].early_start, c.net.p6->groups[0].data_date);
    cr_assert_eq(cpm->rows[1].driver, 0);
    cr_assert_eq(cpm->rows[2].driver_kind, CPM_LATE);
    cr_assert_eq(cpm->finish, cpm->rows[1].early_finish);
}

Test(p6, before_the_data_date_is_told)
{
    struct case_file       c = case_of(three);
    const struct prepared *p;
    struct cpm_result      result;
    int32_t                row;
    cr_assert_eq(network_prepare(&mem, &c.net, &p).code, ERR_NONE);
    cr_assert_eq(cpm_pass(cpm_new(&mem, p), &result).code, ERR_NONE);
    cr_assert_eq(p6_verify(p, &result, &row), 0);
    struct cpm_row *rows = arena_copy(&mem, result.rows, 3 * sizeof *rows);
    rows[1].early_start = c.net.p6->groups[0].data_date - 1;
    result.rows = rows;
    cr_assert_eq(p6_verify(p, &result, &row), 12);
    cr_assert_eq(row, 1);
}

/* --- random plans ---------------------------------------------------------------------------- */

static const struct p6_group groups[] = {{RANDOM_MONDAY, INSTANT_NONE},
                                         {RANDOM_MONDAY + 20 * DAY_S, RANDOM_MONDAY + 40 * DAY_S}};

static instant *moments(int32_t n, uint32_t per_cent, uint64_t *seed)
{
    instant *v = arena_array(&mem, instant, n);
    for (int32_t i = 0; i < n; i++)
        v[i] = random_chance(seed, per_cent) ? random_moment(seed) : INSTANT_NONE;
    return v;
}

static uint8_t *numbers(int32_t n, uint32_t below, uint64_t *seed)
{
    uint8_t *v = arena_array(&mem, uint8_t, n);
    for (int32_t i = 0; i < n; i++)
        v[i] = (uint8_t)(random_chance(seed, 30) ? rng_below(seed, below) : 0);
    return v;
}

static struct p6_plan *random_plan(int32_t n, uint64_t *seed)
{
    struct p6_plan *p = arena_new(&mem, struct p6_plan);
    int32_t        *group = arena_array(&mem, int32_t, n);
    for (int32_t i = 0; i < n; i++)
        group[i] = random_chance(seed, 30);
    *p = (struct p6_plan){
        .kind = numbers(n, P6_WBS_SUMMARY + 1, seed),
        .constraint = {numbers(n, P6_MANDATORY_FINISH + 1, seed), numbers(n, NET_MFO + 1, seed)},
        .constraint_at = {moments(n, 70, seed), moments(n, 70, seed)},
        .expected_finish = moments(n, 10, seed),
        .external_start = moments(n, 5, seed),
        .external_finish = moments(n, 5, seed),
        .group = group,
        .groups = groups,
        .n_groups = 2,
        .lag_calendar = (enum p6_lag_calendar)rng_below(seed, 4),
        .progress = (enum p6_progress)rng_below(seed, 3),
        .float_type = (enum p6_float)rng_below(seed, 3),
        .use_expected_finish = random_chance(seed, 50),
        .start_lag_from_actual = random_chance(seed, 50),
        .float_to_last_finish = random_chance(seed, 50),
        .critical_by_path = random_chance(seed, 50)};
    return p;
}

/* Debug builds check the invariants inside. A replan knows that only whole passes will do. */
Test(p6, random_plans_repeat_to_the_byte, .timeout = 60)
{
    const struct mix mix = {
        .summaries = 30, .begun = 20, .assigned = 40, .milestones = 10, .finish_links = true};
    int whole = 0;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        uint64_t             state = seed;
        struct network       net = random_network(&mem, 120, &mix, &state);
        struct cpm_result    once;
        struct replan       *replan;
        struct replan_result result;
        bool                 fits;
        net.p6 = random_plan(net.n_tasks, &state);
        const err e = cpm_run(&mem, &net, &once);
        if (e.code == ERR_CYCLE)
            continue;
        cr_assert_eq(e.code, ERR_NONE, "seed %d: %s", (int)seed, e.why);
        cr_assert_eq(replan_new(&mem, &net, &replan).code, ERR_NONE);
        cr_assert_eq(replan_run(replan, &result).code, ERR_NONE);
        cr_assert_eq(replan_task(replan, net.n_tasks - 1, &fits).code, ERR_NONE);
        cr_assert(fits);
        cr_assert_eq(replan_run(replan, &result).code, ERR_NONE);
        cr_assert(result.is_whole);
        cr_assert_arr_eq(once.rows, result.cpm.rows, sizeof *once.rows * (size_t)once.n);
        whole++;
        arena_reset(&mem);
    }
    cr_assert_gt(whole, 5);
}
