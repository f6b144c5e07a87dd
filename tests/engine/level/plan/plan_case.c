/* tests/engine/level/plan/plan_case.c - queues for one person, and a look at loads moment by
 * moment.
 */
#include "engine/level/plan/plan_case.h"

#include "base/rng.h"

#include <criterion/criterion.h>
#include <math.h>

/* --- plans --------------------------------------------------------------------------------------
 */

const struct mix case_plain = {.summaries = 30, .assigned = 120, .finish_links = true};
const struct mix case_everything = {.summaries = 40,
                                    .constraints = 15,
                                    .manual = 8,
                                    .begun = 8,
                                    .assigned = 120,
                                    .delayed = 5,
                                    .milestones = 10,
                                    .finish_links = true,
                                    .backwards = true};

void case_random(struct plan_case *c, struct arena *mem, const struct mix *mix, uint64_t seed)
{
    uint64_t state = seed;
    c->net = random_network(mem, 3 + (int32_t)(seed % 50), mix, &state);
    int32_t *resource_of = arena_array(mem, int32_t, c->net.n_assignments + 1);
    bool    *is_whole = arena_array(mem, bool, c->net.n_assignments + 1);
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

void case_queue(struct plan_case *c, struct arena *mem, int32_t n)
{
    uint64_t state = 1;
    *c = (struct plan_case){.net = random_network(mem, n, &(struct mix){.assigned = 100}, &state)};
    int32_t *resource_of = arena_array(mem, int32_t, n);
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

/* --- as the output would have it
 * ------------------------------------------------------------------
 */

static int32_t calendar_of(const struct plan_case *c, int32_t a, int32_t resource)
{
    const struct level_choices *x = c->in.choices;
    for (int32_t k = x ? x->first[a] : 0; x && k < x->first[a + 1]; k++)
        if (x->resource[k] == resource)
            return x->calendar[k];
    return c->net.assignments.calendar[a];
}

static void pieces_put(struct network *net, struct arena *mem, const struct level_output *out)
{
    const struct piece_columns old = net->pieces;
    const int32_t              n = net->n_pieces, all = n + out->n_pieces;
    net->pieces = (struct piece_columns){
        arena_array(mem, int32_t, all + 1), arena_array(mem, instant, all + 1),
        arena_array(mem, instant, all + 1), arena_array(mem, int64_t, all + 1)};
    for (int32_t k = 0; k < all; k++) {
        const struct level_piece x = k < n ? (struct level_piece){old.assignment[k], old.start[k],
                                                                  old.finish[k], old.work_s[k]}
                                           : out->pieces[k - n];
        net->pieces.assignment[k] = x.assignment;
        net->pieces.start[k] = x.start;
        net->pieces.finish[k] = x.finish;
        net->pieces.work_s[k] = x.work_s;
        if (k >= n)
            net->assignments.contour[x.assignment] = NET_PIECES;
    }
    net->n_pieces = all;
}

void case_after(const struct plan_case *c, struct arena *mem, const struct level_output *out,
                struct level_input *ret_after)
{
    struct network *net = arena_new(mem, struct network);
    const size_t    n = (size_t)c->net.n_assignments;
    *net = c->net;
    net->assignments.calendar = arena_array(mem, int32_t, n + 1);
    net->assignments.contour = arena_copy(mem, c->net.assignments.contour, n);
    for (int32_t a = 0; a < c->net.n_assignments; a++)
        net->assignments.calendar[a] = calendar_of(c, a, out->done_by[a]);
    pieces_put(net, mem, out);
    *ret_after = c->in;
    ret_after->net = net;
    ret_after->resource_of = out->done_by;
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

bool case_is_levelled(const struct plan_case *c, struct arena *mem, const struct level_output *out)
{
    struct level_loads loads;
    struct level_input after;
    case_after(c, mem, out, &after);
    const err e = level_loads(mem, &after, out->delay_s, &loads);
    return !e.code && !finds_overload(c, &loads);
}

/* Capacity that goes down while a task runs hits whoever begins before: looked at from there too.
 */
void case_level_check(const struct plan_case *c, struct arena *mem, uint64_t seed)
{
    struct level_output out, again;
    err                 e = levelling_run(mem, &c->in, &out);
    if (err_is(e, ERR_CYCLE))
        return;
    cr_assert_eq(e.code, ERR_NONE, "seed %d: %s", (int)seed, e.why);
    cr_assert(case_is_levelled(c, mem, &out), "seed %d: overloaded", (int)seed);
    cr_assert_leq(out.progress.bound, out.progress.finish, "seed %d: bound", (int)seed);
    cr_assert_leq(out.progress.schedules, c->in.schedules + 1);
    e = levelling_run(mem, &c->in, &again);
    cr_assert_eq(e.code, ERR_NONE);
    cr_assert_arr_eq(out.done_by, again.done_by,
                     sizeof *out.done_by * (size_t)c->net.n_assignments);
    cr_assert_eq(out.n_pieces, again.n_pieces);
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
