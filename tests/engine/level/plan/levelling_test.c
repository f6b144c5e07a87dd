/* tests/engine/level/plan/levelling_test.c - random plans with resources, levelled: nothing is
 * overloaded that can be helped, nothing moves that may not, the answer repeats, the bound holds.
 *
 * What is overloaded is found from the loads, moment by moment, and not by the engine's sweep.
 */
#include "engine/level/plan/plan_case.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(levelling, .fini = finish);

Test(levelling, nobody_is_overloaded, .timeout = 120)
{
    for (uint64_t seed = 1; seed <= 240; seed++) {
        struct plan_case c;
        case_random(&c, &mem, seed % 3 ? &case_plain : &case_everything, seed);
        case_level_check(&c, &mem, seed);
        arena_reset(&mem);
    }
}

/* --- small plans ------------------------------------------------------------------------------ */

Test(levelling, five_days_of_one_person_end_on_friday)
{
    struct plan_case    c;
    struct level_output out;
    case_queue(&c, &mem, 5);
    cr_assert_eq(levelling_run(&mem, &c.in, &out).code, ERR_NONE);
    cr_assert_eq(out.n_before, 1);
    cr_assert_eq(out.overloads_before[0].need, 5);
    cr_assert_eq(out.overloads_before[0].have, 1);
    cr_assert_eq(out.n_after, 0);
    cr_assert_eq(out.after.finish, RANDOM_MONDAY + 4 * DAY_S + 9 * HOUR_S);
    cr_assert_eq(out.progress.bound, out.after.finish, "proved best");
    cr_assert_lt(out.progress.schedules, 50, "and then it ends");
    int waiting = 0;
    for (int32_t i = 0; i < 5; i++)
        waiting += out.waited_for[i] == 0 && out.behind[i] != TASK_NONE;
    cr_assert_eq(waiting, 4);
}

Test(levelling, more_important_goes_first)
{
    struct plan_case    c;
    struct level_output out;
    const int32_t       priority[] = {1, 5, 3};
    case_queue(&c, &mem, 3);
    c.in.priority = priority;
    cr_assert_eq(levelling_run(&mem, &c.in, &out).code, ERR_NONE);
    cr_assert_eq(out.delay_s[1], 0);
    cr_assert_eq(out.delay_s[2], DAY_S);
    cr_assert_eq(out.delay_s[0], 2 * DAY_S);
}

Test(levelling, what_is_held_stays_and_others_make_room)
{
    struct plan_case    c;
    struct level_output out;
    const bool          is_held[] = {false, false, true};
    case_queue(&c, &mem, 3);
    c.in.is_held = is_held;
    cr_assert_eq(levelling_run(&mem, &c.in, &out).code, ERR_NONE);
    cr_assert_eq(out.n_movable, 2);
    cr_assert_eq(out.delay_s[2], 0);
    cr_assert_eq(out.n_after, 0);
    cr_assert_gt(out.delay_s[0] * out.delay_s[1], 0);
}

Test(levelling, who_needs_more_than_there_is_gets_it_alone)
{
    struct plan_case    c;
    struct level_output out;
    case_queue(&c, &mem, 3);
    c.net.assignments.units[1] = 2;
    c.net.assignments.work_s[1] = 16 * HOUR_S;
    cr_assert_eq(levelling_run(&mem, &c.in, &out).code, ERR_NONE);
    cr_assert_eq(out.n_after, 1);
    cr_assert_eq(out.overloads_after[0].need, 2);
    cr_assert_eq(out.after.finish, RANDOM_MONDAY + 2 * DAY_S + 9 * HOUR_S);
}

Test(levelling, deadlines_are_kept_when_that_is_the_goal)
{
    struct plan_case    c;
    struct level_output out;
    case_queue(&c, &mem, 4);
    c.in.goal = LEVEL_DATES;
    c.net.tasks.deadline[3] = RANDOM_MONDAY + 9 * HOUR_S;
    c.net.tasks.deadline[2] = RANDOM_MONDAY + DAY_S + 9 * HOUR_S;
    cr_assert_eq(levelling_run(&mem, &c.in, &out).code, ERR_NONE);
    cr_assert_eq(out.progress.lateness_s, 0);
    cr_assert_eq(out.delay_s[3], 0);
    cr_assert_eq(out.delay_s[2], DAY_S);
}

/* A delay that is not needed any more stays where least change is the goal, and goes elsewhere. */
Test(levelling, least_change_keeps_what_lies_well)
{
    struct plan_case    c;
    struct level_output out;
    case_queue(&c, &mem, 2);
    c.net.tasks.levelling_delay_s[1] = 3 * DAY_S;
    c.in.goal = LEVEL_CHANGE;
    cr_assert_eq(levelling_run(&mem, &c.in, &out).code, ERR_NONE);
    cr_assert_eq(out.delay_s[1], 3 * DAY_S);
    cr_assert_eq(out.progress.shift_s, 0);
    c.in.goal = LEVEL_FINISH;
    cr_assert_eq(levelling_run(&mem, &c.in, &out).code, ERR_NONE);
    cr_assert_eq(out.delay_s[0] + out.delay_s[1], DAY_S);
}

/* Two people, three tasks, one of them long: the two short ones lie behind each other. */
Test(levelling, smooth_uses_slack)
{
    struct plan_case    c;
    struct level_output out;
    case_queue(&c, &mem, 3);
    c.steps[0][0].units = 3;
    c.net.tasks.duration_s[0] = c.net.assignments.work_s[0] = 24 * HOUR_S;
    c.in.goal = LEVEL_SMOOTH;
    cr_assert_eq(levelling_run(&mem, &c.in, &out).code, ERR_NONE);
    cr_assert_neq(out.after.rows[1].start, out.after.rows[2].start);
    cr_assert_eq(out.after.finish, RANDOM_MONDAY + 2 * DAY_S + 9 * HOUR_S);
    cr_assert_eq(out.n_after, 0);
}

static bool say_no(void *self, const struct level_progress *progress)
{
    int64_t *asked = self;
    cr_assert_geq(progress->finish, progress->bound);
    return ++*asked < 3;
}

Test(levelling, can_be_stopped)
{
    uint64_t            seed = 5;
    struct plan_case    c;
    struct level_output out;
    int64_t             asked = 0;
    case_random(&c, &mem, &case_plain, seed);
    c.in.goal = LEVEL_CHANGE;
    c.in.schedules = 1000;
    c.in.go_on = say_no;
    c.in.self = &asked;
    cr_assert_eq(levelling_run(&mem, &c.in, &out).code, ERR_NONE);
    cr_assert(out.was_stopped);
    cr_assert_eq(asked, 3);
    cr_assert(case_is_levelled(&c, &mem, &out));
}

Test(levelling, other_kinds_of_plan_are_refused)
{
    struct plan_case    c;
    struct level_output out;
    case_queue(&c, &mem, 2);
    c.net.options.from_finish = true;
    c.net.options.finish = RANDOM_MONDAY + 30 * DAY_S;
    const err e = levelling_run(&mem, &c.in, &out);
    cr_assert(err_is(e, ERR_INVALID));
    cr_assert_not_null(strstr(e.why, "from its finish"));
}
