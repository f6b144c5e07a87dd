/* tests/engine/level/plan/split_test.c - tasks that are interrupted around what lies fixed. */
#include "engine/level/plan/plan_case.h"

#include "base/rng.h"

#include <criterion/criterion.h>
#include <math.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(split, .fini = finish);

enum { DAY_WORK = 8 * HOUR_S, EVENING = 9 * HOUR_S };

/* One person: task 0 is held on Wednesday, task 1 takes three days. */
static void around_wednesday(struct plan_case *c, bool may_split)
{
    bool *is_held = arena_array(&mem, bool, 2), *splits = arena_array(&mem, bool, 2);
    case_queue(c, &mem, 2);
    c->net.tasks.constraint[0] = NET_SNET;
    c->net.tasks.constraint_at[0] = RANDOM_MONDAY + 2 * DAY_S;
    c->net.tasks.duration_s[1] = c->net.assignments.work_s[1] = 3 * DAY_WORK;
    is_held[0] = true;
    splits[1] = may_split;
    c->in.is_held = is_held;
    c->in.may_split = splits;
}

Test(split, goes_around_what_is_fixed)
{
    struct plan_case    c;
    struct level_output out;
    around_wednesday(&c, true);
    cr_assert_eq(levelling_run(&mem, &c.in, &out).code, ERR_NONE);
    cr_assert_eq(out.n_after, 0);
    cr_assert_eq(out.delay_s[1], 0);
    cr_assert_eq(out.n_pieces, 2);
    cr_assert_eq(out.pieces[0].assignment, 1);
    cr_assert_eq(out.pieces[0].start, RANDOM_MONDAY);
    cr_assert_eq(out.pieces[0].finish, RANDOM_MONDAY + DAY_S + EVENING);
    cr_assert_eq(out.pieces[0].work_s, 2 * DAY_WORK);
    cr_assert_eq(out.pieces[1].start, RANDOM_MONDAY + 3 * DAY_S);
    cr_assert_eq(out.pieces[1].work_s, DAY_WORK);
    cr_assert_eq(out.after.rows[1].start, RANDOM_MONDAY);
    cr_assert_eq(out.after.rows[1].finish, RANDOM_MONDAY + 3 * DAY_S + EVENING);
    cr_assert_eq(out.waited_for[1], 0);
    cr_assert_leq(out.progress.bound, out.after.finish);
    cr_assert(case_is_levelled(&c, &mem, &out));
}

Test(split, not_where_it_is_not_allowed)
{
    struct plan_case    c;
    struct level_output out;
    around_wednesday(&c, false);
    cr_assert_eq(levelling_run(&mem, &c.in, &out).code, ERR_NONE);
    cr_assert_eq(out.n_pieces, 0);
    cr_assert_eq(out.after.rows[1].start, RANDOM_MONDAY + 3 * DAY_S);
    cr_assert_eq(out.n_after, 0);
}

Test(split, not_for_nothing)
{
    struct plan_case    c;
    struct level_output out;
    around_wednesday(&c, true);
    c.net.tasks.duration_s[1] = c.net.assignments.work_s[1] = 2 * DAY_WORK;
    cr_assert_eq(levelling_run(&mem, &c.in, &out).code, ERR_NONE);
    cr_assert_eq(out.n_pieces, 0, "it fits in before");
    c.net.assignments.contour[1] = NET_BELL;
    c.net.tasks.duration_s[1] = c.net.assignments.work_s[1] = 3 * DAY_WORK;
    cr_assert_eq(levelling_run(&mem, &c.in, &out).code, ERR_NONE);
    cr_assert_eq(out.n_pieces, 0, "a shape is kept");
    cr_assert_eq(out.n_after, 0);
}

/* Nobody is there on Tuesday and Wednesday. */
Test(split, goes_around_absence)
{
    struct plan_case    c;
    struct level_output out;
    bool                splits[] = {true};
    case_queue(&c, &mem, 1);
    c.net.tasks.duration_s[0] = c.net.assignments.work_s[0] = 2 * DAY_WORK;
    c.steps[0][1] = (struct level_step){RANDOM_MONDAY + DAY_S - HOUR_S, 0};
    c.steps[0][2] = (struct level_step){RANDOM_MONDAY + 3 * DAY_S - HOUR_S, 1};
    c.resources[0].n_steps = 3;
    c.in.may_split = splits;
    cr_assert_eq(levelling_run(&mem, &c.in, &out).code, ERR_NONE);
    cr_assert_eq(out.n_pieces, 2);
    cr_assert_eq(out.pieces[0].finish, RANDOM_MONDAY + EVENING);
    cr_assert_eq(out.pieces[1].start, RANDOM_MONDAY + 3 * DAY_S);
    cr_assert_eq(out.after.finish, RANDOM_MONDAY + 3 * DAY_S + EVENING);
    cr_assert_eq(out.n_after, 0);
}

/* Work is cut, none is lost; a piece is an hour at least, but for the last. */
static void check_pieces(const struct plan_case *c, const struct level_output *out)
{
    int64_t *work = arena_array(&mem, int64_t, c->net.n_assignments + 1);
    for (int32_t k = 0; k < out->n_pieces; k++) {
        const struct level_piece *x = &out->pieces[k];
        cr_assert_lt(x->start, x->finish);
        cr_assert(c->in.may_split[c->net.assignments.task[x->assignment]]);
        work[x->assignment] += x->work_s;
    }
    for (int32_t a = 0; a < c->net.n_assignments; a++)
        if (work[a])
            cr_assert_leq(llabs(work[a] - c->net.assignments.work_s[a]), 8, "assignment %d", a);
}

/* Flat work on the resources' calendars; the last two of them are away for some days. */
static void make_cuttable(struct plan_case *c, uint64_t *state)
{
    for (int32_t a = 0; a < c->net.n_assignments; a++) {
        c->net.assignments.contour[a] = NET_FLAT;
        c->net.assignments.delay_s[a] = c->net.assignments.overtime_s[a] = 0;
        c->net.assignments.calendar[a] = c->in.resource_of[a] % 2;
    }
    for (int r = 2; r < RESOURCES; r++) {
        c->steps[r][1] = (struct level_step){RANDOM_MONDAY + rng_below(state, 9) * DAY_S, 0};
        c->steps[r][2] = (struct level_step){c->steps[r][1].from + 3 * DAY_S, 2};
    }
}

Test(split, random_plans, .timeout = 120)
{
    int32_t pieces = 0;
    for (uint64_t seed = 1; seed <= 120; seed++) {
        struct plan_case    c;
        struct level_output out;
        uint64_t            state = seed * 77;
        case_random(&c, &mem, seed % 3 ? &case_plain : &case_everything, seed);
        make_cuttable(&c, &state);
        bool *splits = arena_array(&mem, bool, c.net.n_tasks);
        for (int32_t i = 0; i < c.net.n_tasks; i++)
            splits[i] = rng_below(&state, 3) > 0;
        c.in.may_split = splits;
        case_level_check(&c, &mem, seed);
        if (!levelling_run(&mem, &c.in, &out).code)
            check_pieces(&c, &out);
        pieces += out.n_pieces > 0;
        arena_reset(&mem);
    }
    cr_assert_gt(pieces, 8, "plans in which something is interrupted: %d", pieces);
}
