/* tests/engine/level/plan/choices_test.c - assignments that several may do. */
#include "engine/level/plan/plan_case.h"

#include "base/rng.h"

#include <criterion/criterion.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(choices, .fini = finish);

enum { DAY_WORK = 8 * HOUR_S, EVENING = 9 * HOUR_S };

/* n tasks of a day for resource 0; whom `who` names (up to -1) may do each, with that calendar. */
static struct level_choices choices_make(struct plan_case *c, const int32_t *who,
                                         const int32_t *calendar)
{
    int32_t each = 0;
    while (who[each] >= 0)
        each++;
    const int32_t n = c->net.n_assignments;
    int32_t      *first = arena_array(&mem, int32_t, n + 1);
    int32_t      *resource = arena_array(&mem, int32_t, n * each + 1);
    int32_t      *times = arena_array(&mem, int32_t, n * each + 1);
    for (int32_t a = 0; a < n; a++) {
        for (int32_t k = 0; k < each; k++) {
            resource[first[a] + k] = who[k];
            times[first[a] + k] = calendar[k];
        }
        first[a + 1] = first[a] + each;
    }
    return (struct level_choices){first, resource, times};
}

static void people_make(struct plan_case *c, int32_t n)
{
    for (int32_t r = 0; r < n; r++) {
        c->steps[r][0] = (struct level_step){INSTANT_BEFORE, 1};
        c->resources[r] = (struct level_resource){c->steps[r], 1};
    }
    c->in.n_resources = n;
}

/* A role of nobody in particular: its three members share six days of work. */
Test(choices, members_stand_in_for_a_role)
{
    struct plan_case    c;
    struct level_output out;
    int32_t             did[4] = {0};
    case_queue(&c, &mem, 6);
    people_make(&c, 4);
    const struct level_choices who = choices_make(&c, (int32_t[]){1, 2, 3, -1},
                                                  (int32_t[]){0, 0, 0});
    c.in.choices = &who;
    cr_assert_eq(levelling_run(&mem, &c.in, &out).code, ERR_NONE);
    cr_assert_eq(out.n_after, 0);
    cr_assert_eq(out.after.finish, RANDOM_MONDAY + DAY_S + EVENING);
    for (int32_t a = 0; a < 6; a++)
        did[out.done_by[a]]++;
    cr_assert_eq(did[0], 0, "the role itself does nothing");
    for (int32_t r = 1; r < 4; r++)
        cr_assert_eq(did[r], 2);
    cr_assert(case_is_levelled(&c, &mem, &out));
}

/* Whoever had it keeps it where nothing is won. */
Test(choices, who_had_it_keeps_it)
{
    struct plan_case    c;
    struct level_output out;
    case_queue(&c, &mem, 2);
    people_make(&c, 3);
    const struct level_choices who = choices_make(&c, (int32_t[]){2, 0, 1, -1},
                                                  (int32_t[]){0, 0, 0});
    c.in.choices = &who;
    cr_assert_eq(levelling_run(&mem, &c.in, &out).code, ERR_NONE);
    cr_assert_eq(out.after.finish, RANDOM_MONDAY + EVENING);
    cr_assert(out.done_by[0] == 0 || out.done_by[1] == 0);
    cr_assert_neq(out.done_by[0], out.done_by[1]);
}

/* Two on one task need two people, each with a calendar of their own. */
Test(choices, two_roles_on_a_task_are_two_people)
{
    struct plan_case    c;
    struct level_output out;
    case_queue(&c, &mem, 2);
    people_make(&c, 3);
    c.net.assignments.task[1] = 0;
    const struct level_choices who = choices_make(&c, (int32_t[]){1, 2, -1}, (int32_t[]){0, 1});
    c.in.choices = &who;
    cr_assert_eq(levelling_run(&mem, &c.in, &out).code, ERR_NONE);
    cr_assert_eq(out.n_after, 0);
    cr_assert_neq(out.done_by[0], out.done_by[1]);
    cr_assert(case_is_levelled(&c, &mem, &out));
}

static struct level_choices choices_random(const struct plan_case *c, uint64_t *state)
{
    const int32_t n = c->net.n_assignments;
    int32_t      *first = arena_array(&mem, int32_t, n + 1);
    int32_t      *resource = arena_array(&mem, int32_t, n * RESOURCES + 1);
    int32_t      *calendar = arena_array(&mem, int32_t, n * RESOURCES + 1);
    for (int32_t a = 0; a < n; a++) {
        first[a + 1] = first[a];
        for (int32_t r = 0; r < RESOURCES && c->in.resource_of[a] >= 0; r++)
            if (random_chance(state, 30)) {
                resource[first[a + 1]] = r;
                calendar[first[a + 1]++] = c->in.resource_of[a] % 3;
            }
    }
    return (struct level_choices){first, resource, calendar};
}

Test(choices, random_plans, .timeout = 120)
{
    int32_t others = 0;
    for (uint64_t seed = 1; seed <= 120; seed++) {
        struct plan_case    c;
        struct level_output out;
        uint64_t            state = seed * 31;
        case_random(&c, &mem, seed % 3 ? &case_plain : &case_everything, seed);
        const struct level_choices who = choices_random(&c, &state);
        bool                      *splits = arena_array(&mem, bool, c.net.n_tasks);
        for (int32_t i = 0; i < c.net.n_tasks; i++)
            splits[i] = seed % 5 == 0;
        c.in.choices = &who;
        c.in.may_split = splits;
        case_level_check(&c, &mem, seed);
        if (levelling_run(&mem, &c.in, &out).code)
            continue;
        for (int32_t a = 0; a < c.net.n_assignments; a++)
            others += out.done_by[a] != c.in.resource_of[a];
        arena_reset(&mem);
    }
    cr_assert_gt(others, 200);
}
