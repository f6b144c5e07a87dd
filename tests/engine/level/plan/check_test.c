/* tests/engine/level/plan/check_test.c - loads as a calculated plan has them, and overloads. */
#include "engine/level/plan/check.h"

#include <criterion/criterion.h>

#define MONDAY ((instant)1772438400) /* 2026-03-02 08:00 */

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(levelling_check, .fini = finish);

static struct network        net;
static struct level_step     steps[2];
static int32_t               resource_of[4];
static bool                  is_whole[4];
static struct level_resource resource;

static struct level_input plan_make(int32_t tasks)
{
    network_init(&net, &mem, (struct network_size){.tasks = tasks, .assignments = tasks});
    net.options.start = MONDAY;
    for (int32_t i = 0; i < tasks; i++) {
        net.tasks.duration_s[i] = 16 * HOUR_S;
        net.assignments.task[i] = i;
        net.assignments.work_s[i] = 16 * HOUR_S;
    }
    steps[0] = (struct level_step){INSTANT_BEFORE, 1};
    resource = (struct level_resource){steps, 1};
    return (struct level_input){.net = &net,
                                .resource_of = resource_of,
                                .is_whole = is_whole,
                                .resources = &resource,
                                .n_resources = 1};
}

static struct level_loads loads_of(const struct level_input *in, const int64_t *delays)
{
    struct level_loads loads;
    const err          e = level_loads(&mem, in, delays, &loads);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    return loads;
}

Test(levelling_check, work_lies_in_working_time)
{
    const struct level_input in = plan_make(1);
    const struct level_loads loads = loads_of(&in, NULL);
    cr_assert_eq(loads.n, 4);
    for (size_t k = 0; k < 4; k++) {
        const instant from = MONDAY + (int64_t)(k / 2) * DAY_S + (int64_t)(k % 2) * 5 * HOUR_S;
        cr_assert_eq(loads.v[k].from, from);
        cr_assert_eq(loads.v[k].to, from + 4 * HOUR_S);
        cr_assert_eq(loads.v[k].units, 1);
    }
}

Test(levelling_check, a_delay_counts)
{
    const struct level_input in = plan_make(1);
    const int64_t            delay = 2 * DAY_S;
    cr_assert_eq(loads_of(&in, &delay).v[0].from, MONDAY + 2 * DAY_S);
}

Test(levelling_check, shapes_and_what_is_taken_whole)
{
    const struct level_input in = plan_make(2);
    net.assignments.contour[0] = NET_BACK;
    net.assignments.work_s[0] = 12 * HOUR_S;
    is_whole[1] = true;
    net.assignments.work_s[1] = 0;
    const struct level_loads loads = loads_of(&in, NULL);
    double                   work = 0;
    for (size_t k = 0; k < loads.n; k++)
        if (loads.v[k].task == 0)
            work += loads.v[k].units * (double)(loads.v[k].to - loads.v[k].from);
    cr_assert_float_eq(work, 12 * HOUR_S, 60);
    cr_assert_eq(loads.v[loads.n - 1].from, MONDAY);
    cr_assert_eq(loads.v[loads.n - 1].to, MONDAY + DAY_S + 9 * HOUR_S, "nights too");
    is_whole[1] = false;
}

/* Half is done: only the rest asks for somebody. */
Test(levelling_check, of_work_begun_the_rest_counts)
{
    const struct level_input in = plan_make(2);
    net.tasks.actual_start[0] = MONDAY;
    net.tasks.percent_complete[0] = 50;
    net.tasks.percent_complete[1] = 100;
    net.tasks.actual_start[1] = MONDAY;
    const struct level_loads loads = loads_of(&in, NULL);
    cr_assert_eq(loads.n, 2);
    cr_assert_eq(loads.v[0].from, MONDAY + DAY_S);
}

Test(levelling_check, overloads_are_found_where_capacity_falls)
{
    const struct level_input in = plan_make(2);
    struct level_overload   *found;
    int32_t                  n;
    struct level_loads       loads = loads_of(&in, NULL);
    level_overloads(&mem, &in, &loads, &found, &n);
    cr_assert_eq(n, 1, "the breaks are not told");
    cr_assert_eq(found[0].from, MONDAY);
    cr_assert_eq(found[0].to, MONDAY + DAY_S + 9 * HOUR_S);
    cr_assert_eq(found[0].need, 2);
    steps[0].units = 2;
    steps[1] = (struct level_step){MONDAY + DAY_S + 2 * HOUR_S, 1};
    resource.n_steps = 2;
    level_overloads(&mem, &in, &loads, &found, &n);
    cr_assert_eq(n, 1);
    cr_assert_eq(found[0].from, MONDAY + DAY_S + 2 * HOUR_S);
    cr_assert_eq(found[0].have, 1);
}
