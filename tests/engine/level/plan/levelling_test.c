/* tests/engine/level/plan/levelling_test.c - random plans with resources, levelled: nothing is
 * overloaded that can be helped, nothing moves that may not, the answer repeats, the bound holds.
 *
 * What is overloaded is found here from the loads, moment by moment, and not by the engine's sweep.
 */
#include "engine/level/plan/levelling.h"

#include "base/rng.h"
#include "engine/level/plan/check.h"
#include "engine/random_net.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { RESOURCES = 4 };

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(levelling, .fini = finish);

static const struct mix plain = {.summaries = 30, .assigned = 120, .finish_links = true};
static const struct mix everything = {.summaries = 40,
                                      .constraints = 15,
                                      .manual = 8,
                                      .begun = 8,
                                      .assigned = 120,
                                      .delayed = 5,
                                      .milestones = 10,
                                      .finish_links = true,
                                      .backwards = true};

struct plan_case {
    struct network        net;
    struct level_resource resources[RESOURCES];
    struct level_step     steps[RESOURCES][3];
    struct level_input    in;
};

/* Two to four units each; the last two resources vary. Each resource works on one calendar in half
 * of the plans, else on any. */
static void case_make(struct plan_case *c, const struct mix *mix, uint64_t seed)
{
    uint64_t state = seed;
    c->net = random_network(&mem, 3 + (int32_t)(seed % 50), mix, &state);
    int32_t *resource_of = arena_array(&mem, int32_t, c->net.n_assignments + 1);
    bool    *is_whole = arena_array(&mem, bool, c->net.n_assignments + 1);
    for (int r = 0; r < RESOURCES; r++) {
        const double units = 2 + (double)rng_below(&state, 3);
        c->steps[r][0] = (struct level_step){INSTANT_BEFORE, units};
        c->steps[r][1] = (struct level_step){random_moment(&state), units - 1};
        c->steps[r][2] = (struct level_step){c->steps[r][1].from + 20 * DAY_S, units};
        c->resources[r] = (struct level_resource){c->steps[r], r < 2 ? 1 : 3};
    }
    for (int32_t a = 0; a < c->net.n_assignments; a++) {
        resource_of[a] = (int32_t)rng_below(&state, RESOURCES + 1) - 1;
        is_whole[a] = random_chance(&state, 10);
        if (is_whole[a])
            c->net.assignments.work_s[a] = 0;
        if (seed % 2 && resource_of[a] >= 0)
            c->net.assignments.calendar[a] = resource_of[a] % 3;
        c->net.assignments.units[a] = fmin(c->net.assignments.units[a], 1);
    }
    c->in = (struct level_input){.net = &c->net,
                                 .resource_of = resource_of,
                                 .is_whole = is_whole,
                                 .resources = c->resources,
                                 .n_resources = RESOURCES,
                                 .goal = (enum level_goal)(seed % 4),
                                 .seed = seed,
                                 .schedules = 12};
}

/* --- what may be overloaded ------------------------------------------------------------------- */

static double units_at(const struct level_resource *r, instant t)
{
    double units = 0;
    for (int32_t k = 0; k < r->n_steps && r->steps[k].from <= t; k++)
        units = r->steps[k].units;
    return units;
}

/* Bound by more than links, progress or hand: levelling may find no place for it. */
static bool is_bound(const struct network *net, int32_t task)
{
    if (net->tasks.flags[task] & (TASK_MANUAL | TASK_EXTERNAL) ||
        net->tasks.actual_start[task] != INSTANT_NONE || net->tasks.percent_complete[task] > 0)
        return true;
    for (int32_t up = task; up != TASK_NONE; up = net->tasks.parent[up])
        if (net->tasks.constraint[up] != NET_ASAP)
            return true;
    return false;
}

/* The first moment at which several tasks ask for too much, and none of them is bound. */
static bool finds_overload(const struct plan_case *c, const struct level_loads *loads)
{
    for (size_t i = 0; i < loads->n; i++) {
        const struct level_load *at = &loads->v[i];
        double                   need = 0;
        bool                     has_bound = false, has_other = false;
        for (size_t k = 0; k < loads->n; k++) {
            const struct level_load *x = &loads->v[k];
            if (x->resource != at->resource || x->from > at->from || x->to <= at->from)
                continue;
            need += x->units;
            has_bound |= is_bound(&c->net, x->task);
            has_other |= x->task != at->task;
        }
        if (need > units_at(&c->resources[at->resource], at->from) + 0.002 && has_other &&
            !has_bound)
            return true;
    }
    return false;
}

static bool is_levelled(const struct plan_case *c, const struct level_output *out)
{
    struct level_loads loads;
    const err          e = level_loads(&mem, &c->in, out->delay_s, &loads);
    return !e.code && !finds_overload(c, &loads);
}

/* Capacity that goes down while a task runs hits whoever begins before: looked at from there too.
 */
static void check_case(const struct plan_case *c, uint64_t seed)
{
    struct level_output out, again;
    err                 e = levelling_run(&mem, &c->in, &out);
    if (err_is(e, ERR_CYCLE))
        return;
    cr_assert_eq(e.code, ERR_NONE, "seed %d: %s", (int)seed, e.why);
    cr_assert(is_levelled(c, &out), "seed %d: overloaded", (int)seed);
    cr_assert_leq(out.progress.bound, out.progress.finish, "seed %d: bound", (int)seed);
    cr_assert_leq(out.progress.schedules, c->in.schedules + 1);
    e = levelling_run(&mem, &c->in, &again);
    cr_assert_eq(e.code, ERR_NONE);
    cr_assert_arr_eq(out.delay_s, again.delay_s, sizeof *out.delay_s * (size_t)c->net.n_tasks);
    for (int32_t i = 0; i < c->net.n_tasks; i++) {
        const bool is_fixed = c->net.tasks.flags[i] & TASK_MANUAL ||
                              c->net.tasks.actual_start[i] != INSTANT_NONE;
        cr_assert_geq(out.delay_s[i], 0);
        if (is_fixed && !out.before.rows[i].is_summary)
            cr_assert_eq(out.before.rows[i].start, out.after.rows[i].start, "seed %d", (int)seed);
        if (is_fixed)
            cr_assert_eq(out.delay_s[i], c->net.tasks.levelling_delay_s[i]);
    }
}

Test(levelling, nobody_is_overloaded, .timeout = 120)
{
    for (uint64_t seed = 1; seed <= 240; seed++) {
        struct plan_case c;
        case_make(&c, seed % 3 ? &plain : &everything, seed);
        check_case(&c, seed);
        arena_reset(&mem);
    }
}

/* --- small plans ------------------------------------------------------------------------------ */

/* n tasks of one day each for one person, no links. */
static void queue_make(struct plan_case *c, int32_t n)
{
    uint64_t state = 1;
    *c = (struct plan_case){.net = random_network(&mem, n, &(struct mix){.assigned = 100}, &state)};
    int32_t *resource_of = arena_array(&mem, int32_t, n);
    c->net.n_links = 0;
    for (int32_t i = 0; i < n; i++) {
        c->net.tasks.duration_s[i] = 8 * HOUR_S;
        c->net.tasks.calendar[i] = CALENDAR_NONE;
        c->net.assignments.task[i] = i;
        c->net.assignments.calendar[i] = 0;
        c->net.assignments.units[i] = 1;
        c->net.assignments.work_s[i] = 8 * HOUR_S;
        c->net.assignments.contour[i] = NET_FLAT;
        c->net.assignments.delay_s[i] = 0;
    }
    c->steps[0][0] = (struct level_step){INSTANT_BEFORE, 1};
    c->resources[0] = (struct level_resource){c->steps[0], 1};
    c->in = (struct level_input){.net = &c->net,
                                 .resource_of = resource_of,
                                 .resources = c->resources,
                                 .n_resources = 1,
                                 .schedules = 50};
}

Test(levelling, five_days_of_one_person_end_on_friday)
{
    struct plan_case    c;
    struct level_output out;
    queue_make(&c, 5);
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
    queue_make(&c, 3);
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
    queue_make(&c, 3);
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
    queue_make(&c, 3);
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
    queue_make(&c, 4);
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
    queue_make(&c, 2);
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
    queue_make(&c, 3);
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
    case_make(&c, &plain, seed);
    c.in.goal = LEVEL_CHANGE;
    c.in.schedules = 1000;
    c.in.go_on = say_no;
    c.in.self = &asked;
    cr_assert_eq(levelling_run(&mem, &c.in, &out).code, ERR_NONE);
    cr_assert(out.was_stopped);
    cr_assert_eq(asked, 3);
    cr_assert(is_levelled(&c, &out));
}

Test(levelling, other_kinds_of_plan_are_refused)
{
    struct plan_case    c;
    struct level_output out;
    queue_make(&c, 2);
    c.net.options.from_finish = true;
    c.net.options.finish = RANDOM_MONDAY + 30 * DAY_S;
    const err e = levelling_run(&mem, &c.in, &out);
    cr_assert(err_is(e, ERR_INVALID));
    cr_assert_not_null(strstr(e.why, "from its finish"));
}
