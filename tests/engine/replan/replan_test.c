/* tests/engine/replan/replan_test.c - a replanned network is the network planned anew, byte for
 * byte. */
#include "engine/replan.h"

#include "base/rng.h"
#include "engine/random_net.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(replan, .fini = finish);

struct tally {
    int runs, part, refits, refused;
};

/* --- one random edit, told ----------------------------------------------------------------------
 */

static void constraint_edit(struct task_columns *t, int32_t i, uint64_t *seed)
{
    const uint8_t kind = (uint8_t)rng_below(seed, 8);
    t->constraint[i] = kind == NET_ALAP && random_chance(seed, 95) ? NET_ASAP : kind;
    t->constraint_at[i] = random_chance(seed, 5) ? INSTANT_NONE : random_moment(seed);
}

static void progress_edit(struct task_columns *t, int32_t i, uint64_t *seed)
{
    const bool is_begun = random_chance(seed, 60);
    t->actual_start[i] = is_begun ? random_moment(seed) : INSTANT_NONE;
    t->percent_complete[i] = is_begun ? rng_below(seed, 5) * 25 : 0;
    t->actual_finish[i] = is_begun && random_chance(seed, 10) ? random_moment(seed) : INSTANT_NONE;
    t->remaining_duration_s[i] = random_chance(seed, 20) ? rng_below(seed, 40) * HOUR_S
                                                         : DURATION_NONE;
    t->stop[i] = is_begun && random_chance(seed, 20) ? random_moment(seed) : INSTANT_NONE;
    t->resume[i] = is_begun && random_chance(seed, 20) ? random_moment(seed) : INSTANT_NONE;
}

static err task_edit(struct replan *r, struct network *net, uint64_t *seed, bool *ret_fits)
{
    struct task_columns *t = &net->tasks;
    const int32_t        i = (int32_t)rng_below(seed, (uint32_t)net->n_tasks);
    switch (rng_below(seed, 12)) {
    case 0: constraint_edit(t, i, seed); break;
    case 1: progress_edit(t, i, seed); break;
    case 2: t->deadline[i] = random_chance(seed, 50) ? random_moment(seed) : INSTANT_NONE; break;
    case 3: t->calendar[i] = (int32_t)rng_below(seed, 4) - 1; break;
    case 4: t->levelling_delay_s[i] = random_chance(seed, 30) ? 10 * HOUR_S : 0; break;
    case 5: t->start[i] = random_moment(seed); break;
    case 6: t->constraint[i] = NET_ASAP; break;
    default: t->duration_s[i] = rng_below(seed, 60) * HOUR_S / 2;
    }
    return replan_task(r, i, ret_fits);
}

static err link_edit(struct replan *r, struct network *net, uint64_t *seed, bool *ret_fits)
{
    const int32_t k = (int32_t)rng_below(seed, (uint32_t)net->n_links);
    net->links.type[k] = (uint8_t)(random_chance(seed, 60) ? NET_FS : rng_below(seed, 4));
    net->links.lag_kind[k] = (uint8_t)rng_below(seed, 4);
    net->links.lag_s[k] = random_chance(seed, 50) ? ((int64_t)rng_below(seed, 40) - 10) * HOUR_S
                                                  : 0;
    net->links.lag_percent[k] = (double)rng_below(seed, 100) - 30;
    return replan_link(r, k, ret_fits);
}

static err work_edit(struct replan *r, struct network *net, uint64_t *seed, bool *ret_fits)
{
    const int32_t a = (int32_t)rng_below(seed, (uint32_t)net->n_assignments);
    net->assignments.work_s[a] = rng_below(seed, 40) * HOUR_S;
    net->assignments.units[a] = 0.25 * rng_below(seed, 8);
    net->assignments.contour[a] = (uint8_t)rng_below(seed, 8);
    net->assignments.delay_s[a] = random_chance(seed, 20) ? 8 * HOUR_S : 0;
    return replan_assignment(r, a, ret_fits);
}

static err edit(struct replan *r, struct network *net, uint64_t *seed, bool *ret_fits)
{
    const uint32_t what = rng_below(seed, 10);
    if (what < 2)
        return link_edit(r, net, seed, ret_fits);
    if (what < 4 && net->n_assignments)
        return work_edit(r, net, seed, ret_fits);
    return task_edit(r, net, seed, ret_fits);
}

/* --- compared -------------------------------------------------------------------------------- */

/* Rows not told as changed are as they were before. */
static void untold_rows_stand(const struct replan_result *r, const struct cpm_row *before)
{
    bool *told = arena_array(&mem, bool, r->cpm.n);
    for (int32_t i = 0; i < r->n_changed; i++)
        told[r->changed[i]] = true;
    for (int32_t i = 0; i < r->cpm.n && !r->is_whole; i++)
        cr_assert_eq(memcmp(&before[i], &r->cpm.rows[i], sizeof before[i]) != 0, told[i], "row %d",
                     i);
}

static void is_as_anew(const struct network *net, const struct replan_result *r, int step)
{
    struct arena      other = {0};
    struct cpm_result anew;
    const err         e = cpm_run(&other, net, &anew);
    cr_assert_eq(e.code, ERR_NONE, "step %d: %s", step, e.why);
    for (int32_t i = 0; i < anew.n; i++) {
        const struct cpm_row *a = &anew.rows[i], *b = &r->cpm.rows[i];
        cr_assert_arr_eq(a, b, sizeof *a,
                         "step %d task %d: %ld %ld %ld %ld slack %ld %ld, is %ld %ld %ld %ld slack "
                         "%ld %ld, drivers %d %d, %d %d",
                         step, i, a->early_start, a->early_finish, a->late_start, a->late_finish,
                         a->total_slack_s, a->free_slack_s, b->early_start, b->early_finish,
                         b->late_start, b->late_finish, b->total_slack_s, b->free_slack_s,
                         a->driver, b->driver, a->driver_kind, b->driver_kind);
    }
    cr_assert_eq(anew.start, r->cpm.start, "step %d", step);
    cr_assert_eq(anew.finish, r->cpm.finish, "step %d", step);
    arena_done(&other);
}

static void fails_as_anew(const struct network *net, err e)
{
    struct arena      other = {0};
    struct cpm_result anew;
    const err         same = cpm_run(&other, net, &anew);
    cr_assert_eq(same.code, e.code);
    cr_assert_str_eq(same.why, e.why);
    arena_done(&other);
}

/* Edits in a row on one network; one to three before each run. */
static void edits_run(struct network *net, int edits, uint64_t *seed, struct tally *tally)
{
    struct replan       *r;
    struct replan_result result;
    err                  e = replan_new(&mem, net, &r);
    if (err_is(e, ERR_CYCLE))
        return;
    e = replan_run(r, &result);
    if (e.code) {
        fails_as_anew(net, e);
        return;
    }
    struct cpm_row *before = arena_array(&mem, struct cpm_row, result.cpm.n);
    for (int step = 0; step < edits; step++) {
        bool fits = true;
        memcpy(before, result.cpm.rows, sizeof *before * (size_t)result.cpm.n);
        for (uint32_t n = rng_below(seed, 3) + 1; n > 0 && fits; n--)
            cr_assert_eq(edit(r, net, seed, &fits).code, ERR_NONE);
        if (!fits)
            cr_assert_eq(replan_new(&mem, net, &r).code, ERR_NONE);
        e = replan_run(r, &result);
        if (e.code) {
            fails_as_anew(net, e);
            return;
        }
        is_as_anew(net, &result, step);
        untold_rows_stand(&result, before);
        tally->runs++;
        tally->part += !result.is_whole;
        tally->refits += !fits;
    }
}

static struct tally sequences_run(const struct mix *mix, uint64_t seeds, int32_t most)
{
    struct tally tally = {0};
    for (uint64_t seed = 1; seed <= seeds; seed++) {
        uint64_t       state = seed * 977;
        struct network net = random_network(&mem, 20 + (int32_t)rng_below(&state, (uint32_t)most),
                                            mix, &state);
        for (int32_t i = 0; i < net.n_tasks; i++) /* each of them makes every pass a full one */
            if (net.tasks.constraint[i] == NET_ALAP && seed % 10)
                net.tasks.constraint[i] = NET_ASAP;
        net.options.multiple_critical_paths = seed % 7 == 0;
        net.options.honor_constraints = seed % 5 != 0;
        net.options.split_in_progress = seed % 3 != 0;
        edits_run(&net, 50, &state, &tally);
        arena_done(&mem);
    }
    return tally;
}

static const struct mix everything = {.summaries = 40,
                                      .constraints = 10,
                                      .manual = 8,
                                      .begun = 8,
                                      .assigned = 60,
                                      .delayed = 5,
                                      .milestones = 10,
                                      .finish_links = true,
                                      .backwards = true};
static const struct mix calm = {.summaries = 6, .begun = 3, .assigned = 10, .milestones = 5};

Test(replan, random_edits_of_everything, .timeout = 120)
{
    const struct tally t = sequences_run(&everything, 500, 60);
    cr_log_info("%d runs, %d in part, %d anew", t.runs, t.part, t.refits);
    cr_assert_gt(t.part, t.runs / 4);
}

Test(replan, random_edits_of_calm_plans, .timeout = 120)
{
    const struct tally t = sequences_run(&calm, 180, 150);
    cr_log_info("%d runs, %d in part, %d anew", t.runs, t.part, t.refits);
    cr_assert_gt(t.part, t.runs / 2);
}

/* --- particular ------------------------------------------------------------------------------- */

static struct network chain(int32_t n)
{
    struct network net;
    network_init(&net, &mem, (struct network_size){.tasks = n, .links = n - 1, .assignments = 1});
    net.options.start = RANDOM_MONDAY;
    net.n_assignments = 0;
    for (int32_t i = 0; i < n; i++)
        net.tasks.duration_s[i] = 8 * HOUR_S;
    for (int32_t k = 0; k + 1 < n; k++) {
        net.links.pred[k] = k;
        net.links.succ[k] = k + 1;
    }
    return net;
}

Test(replan, looks_no_further_than_dates_move)
{
    struct network       net = chain(1000);
    struct replan       *r;
    struct replan_result result;
    bool                 fits = false;
    net.links.succ[899] = 0; /* 900 stands alone, long before the end */
    net.links.pred[899] = 900;
    net.n_links = 899;
    cr_assert_eq(replan_new(&mem, &net, &r).code, ERR_NONE);
    cr_assert_eq(replan_run(r, &result).code, ERR_NONE);
    cr_assert(result.is_whole);
    net.tasks.duration_s[950] = 24 * HOUR_S;
    cr_assert_eq(replan_task(r, 950, &fits).code, ERR_NONE);
    cr_assert(fits);
    cr_assert_eq(replan_run(r, &result).code, ERR_NONE);
    cr_assert_not(result.is_whole);
    cr_assert_eq(result.n_changed, 1);
    cr_assert_lt(result.n_looked, 8);
    is_as_anew(&net, &result, 0);
}

Test(replan, a_moved_finish_moves_all_late_dates)
{
    struct network       net = chain(100);
    struct replan       *r;
    struct replan_result result;
    bool                 fits = false;
    cr_assert_eq(replan_new(&mem, &net, &r).code, ERR_NONE);
    cr_assert_eq(replan_run(r, &result).code, ERR_NONE);
    for (int64_t hours = 16; hours > 0; hours -= 8) {
        net.tasks.duration_s[99] = hours * HOUR_S;
        cr_assert_eq(replan_task(r, 99, &fits).code, ERR_NONE);
        cr_assert_eq(replan_run(r, &result).code, ERR_NONE);
        cr_assert(result.is_whole);
        is_as_anew(&net, &result, (int)hours);
    }
}

Test(replan, what_does_not_fit_is_told)
{
    struct network       net = chain(4);
    struct replan       *r;
    struct replan_result result;
    bool                 fits = true;
    net.tasks.parent[1] = 0;
    net.links.pred[0] = 2;
    net.links.succ[0] = 3;
    net.n_links = 1;
    cr_assert_eq(replan_new(&mem, &net, &r).code, ERR_NONE);
    cr_assert_eq(replan_run(r, &result).code, ERR_NONE);
    cr_assert_eq(replan_task(r, 0, &fits).code, ERR_NONE); /* a summary */
    cr_assert_not(fits);
    net.tasks.constraint[2] = NET_ALAP;
    cr_assert_eq(replan_task(r, 2, &fits).code, ERR_NONE);
    cr_assert_not(fits);
    net.tasks.constraint[2] = NET_SNET;
    net.tasks.constraint_at[2] = RANDOM_MONDAY +
                                 (int64_t)150 * 366 * DAY_S; /* beyond what was compiled */
    cr_assert_eq(replan_task(r, 2, &fits).code, ERR_NONE);
    cr_assert_not(fits);
    net.tasks.duration_s[2] = -1;
    cr_assert_eq(replan_task(r, 2, &fits).code, ERR_INVALID);
    net.links.lag_s[0] = INT64_MAX;
    cr_assert_eq(replan_link(r, 0, &fits).code, ERR_INVALID);
    net.n_assignments = 1;
    net.assignments.units[0] = -1;
    cr_assert_eq(replan_assignment(r, 0, &fits).code, ERR_INVALID);
}

Test(replan, widens_the_horizon_when_dates_leave_it)
{
    struct network       net = chain(3);
    struct replan       *r;
    struct replan_result result;
    bool                 fits = false;
    cr_assert_eq(replan_new(&mem, &net, &r).code, ERR_NONE);
    cr_assert_eq(replan_run(r, &result).code, ERR_NONE);
    net.tasks.duration_s[0] = 20000 * HOUR_S;
    cr_assert_eq(replan_task(r, 0, &fits).code, ERR_NONE);
    cr_assert(fits);
    cr_assert_eq(replan_run(r, &result).code, ERR_NONE);
    is_as_anew(&net, &result, 0);
    net.tasks.duration_s[0] = 8 * HOUR_S;
    cr_assert_eq(replan_task(r, 0, &fits).code, ERR_NONE);
    cr_assert_eq(replan_run(r, &result).code, ERR_NONE);
    is_as_anew(&net, &result, 1);
}
