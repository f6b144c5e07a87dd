/* tests/engine/simulate/ways_test.c - every way gives what one trial after the other gives. */
#include "engine/simulate/plan.h"
#include "engine/simulate/wide.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

TestSuite(simulate_ways, .fini = finish);

Test(simulate_ways, without_uncertainty_every_trial_is_the_ordinary_calculation, .timeout = 60)
{
    int n = 0;
    for (uint64_t seed = 1; seed <= 150; seed++) {
        struct plan_of    q;
        struct cpm_result r;
        if (!random_plan(&q, (struct random_plan){&mix_everything, seed, 0, false}))
            continue;
        q.s.estimates = q.estimates;
        cr_assert_eq(simulation_run(&test_mem, &q.s, &q.r).code, ERR_NONE);
        cr_assert_eq(cpm_pass(cpm_new(&test_mem, q.s.prepared), &r).code, ERR_NONE);
        for (int32_t i = 0; i < r.n; i++)
            for (int k = 0; k < SIMULATION_POINTS; k++) {
                cr_assert_eq(q.r.items[i].start[k], r.rows[i].start, "seed %d task %d", (int)seed,
                             i);
                cr_assert_eq(q.r.items[i].finish[k], r.rows[i].finish);
                cr_assert_eq(q.r.items[i].criticality, r.rows[i].critical ? 1.0 : 0.0);
            }
        n++;
    }
    cr_assert_gt(n, 15, "%d", n);
}

/* What holds however the percentiles are counted. */
static void same_counts(const struct simulation_result *a, const struct simulation_result *b,
                        int seed)
{
    cr_assert_arr_eq(a->finish, b->finish, sizeof *a->finish * (size_t)a->trials, "seed %d", seed);
    for (int32_t i = 0; i < a->n_items; i++) {
        cr_assert_eq(a->items[i].criticality, b->items[i].criticality, "seed %d task %d: %g %g",
                     seed, i, a->items[i].criticality, b->items[i].criticality);
        cr_assert(a->items[i].on_time == b->items[i].on_time ||
                  (isnan(a->items[i].on_time) && isnan(b->items[i].on_time)));
    }
}

static void same_result(const struct simulation_result *a, const struct simulation_result *b,
                        int seed)
{
    same_counts(a, b, seed);
    for (int32_t i = 0; i < a->n_items; i++) {
        cr_assert_arr_eq(a->items[i].start, b->items[i].start, sizeof a->items[i].start,
                         "seed %d task %d", seed, i);
        cr_assert_arr_eq(a->items[i].finish, b->items[i].finish, sizeof a->items[i].finish);
        cr_assert_eq(a->items[i].cruciality, b->items[i].cruciality);
    }
}

/* Sixteen trials at once give what one after the other gives. */
Test(simulate_ways, lanes_give_what_trials_give, .timeout = 60)
{
    int by_lanes = 0;
    for (uint64_t seed = 1; seed <= 150; seed++) {
        struct plan_of p;
        if (!random_plan(&p, (struct random_plan){&mix_plain, seed, 0.3, true}))
            continue;
        struct simulation_result one;
        p.s.estimates = p.estimates;
        cr_assert_eq(simulation_run(&test_mem, &p.s, &p.r).code, ERR_NONE);
        p.s.is_plain = true;
        cr_assert_eq(simulation_run(&test_mem, &p.s, &one).code, ERR_NONE);
        same_result(&p.r, &one, (int)seed);
        by_lanes += p.r.by_lanes;
    }
    cr_assert_gt(by_lanes, 20, "%d", by_lanes);
}

/* --- several calendars -------------------------------------------------------------------------
 */

static const struct mix linked = {.milestones = 10, .finish_links = true, .backwards = true};
static const struct mix dated = {
    .milestones = 10, .constraints = 20, .summaries = 30, .finish_links = true};

/* One calendar or several, whatever rule a task is under: as trial by trial. How many of 200 random
 * networks could go side by side. */
static int mixed_as_trials(const struct mix *mix, int32_t sampled)
{
    int by_lanes = 0;
    for (uint64_t seed = 1; seed <= 200; seed++) {
        struct plan_of           p;
        struct simulation_result one;
        if (!random_plan(&p, (struct random_plan){mix, seed, 0.3, false}))
            continue;
        p.s.estimates = p.estimates;
        p.s.is_mixed = true;
        p.s.sampled = sampled;
        p.net.options.multiple_critical_paths = seed % 5 == 0;
        p.net.options.critical_slack_s = seed % 3 ? 0 : 20 * HOUR_S;
        cr_assert_eq(network_prepare(&test_mem, &p.net, &p.s.prepared).code, ERR_NONE);
        cr_assert_eq(simulation_run(&test_mem, &p.s, &p.r).code, ERR_NONE);
        p.s.is_plain = true;
        cr_assert_eq(simulation_run(&test_mem, &p.s, &one).code, ERR_NONE);
        same_counts(&p.r, &one, (int)seed);
        if (!sampled)
            same_result(&p.r, &one, (int)seed);
        by_lanes += p.r.by_lanes;
        arena_done(&test_mem);
    }
    return by_lanes;
}

Test(simulate_ways, mixed_lanes_give_what_trials_give, .timeout = 120)
{
    cr_assert_eq(mixed_as_trials(&linked, 0), 200);
    cr_assert_geq(mixed_as_trials(&dated, 0), 25);
    cr_assert_geq(mixed_as_trials(&mix_everything, 0), 10);
}

Test(simulate_ways, what_is_counted_in_bins_is_counted_alike, .timeout = 120)
{
    cr_assert_eq(mixed_as_trials(&linked, 16), 200);
    cr_assert_geq(mixed_as_trials(&dated, 16), 25);
}

/* Finishes from bins are those of all trials, up to the width that is told. */
Test(simulate_ways, percentiles_from_bins_are_as_exact_as_told)
{
    struct plan_of          *p = plan_new(6, false);
    struct simulation_result whole;
    for (int32_t i = 0; i < 6; i++) {
        estimate(p, i, days((uint8_t)(i % 4), 5, 8, 15));
        if (i)
            link_to(p, (i - 1) / 2, i);
    }
    p->s.trials = 4000;
    p->s.sampled = 4000;
    runs(p);
    whole = p->r;
    cr_assert_eq(whole.bin_s, 0);
    cr_assert_eq(whole.sampled, 4000);
    for (int way = 0; way < 3; way++) {
        p->s.sampled = 160;
        p->s.is_mixed = way == 1;
        p->s.is_plain = way == 2;
        runs(p);
        cr_assert_gt(p->r.bin_s, 0);
        cr_assert_arr_eq(p->r.finish_sorted, whole.finish_sorted, sizeof(instant) * 4000);
        for (int32_t i = 0; i < 6; i++)
            for (int k = 0; k < SIMULATION_POINTS; k++)
                is_near((double)p->r.items[i].finish[k], (double)whole.items[i].finish[k],
                        (double)p->r.bin_s, "finish");
    }
}

/* Events may take a task out of a trial, or most of it. */
Test(simulate_ways, events_are_the_same_in_mixed_lanes)
{
    static const struct simulation_outcome outcomes[] = {{0, 0.3}, {0, 0.4}, {1, 0.5}};
    static const struct simulation_effect  effects[] = {
         {0, 2, SIMULATION_FACTOR, {0, 0, 0, SPREAD_FIXED}},
         {1, 3, SIMULATION_DELAY, {0, 9 * HOUR_S, 90 * HOUR_S, SPREAD_PERT}},
         {2, 4, SIMULATION_DELAY, {-9 * HOUR_S, -5 * HOUR_S, 0, SPREAD_PERT}}};
    for (uint64_t seed = 20; seed < 40; seed++) {
        struct plan_of           p;
        struct simulation_result one;
        cr_assert(random_plan(&p, (struct random_plan){&linked, seed, 0.3, false}));
        p.s.estimates = p.estimates;
        p.s.outcomes = outcomes;
        p.s.effects = effects;
        p.s.n_outcomes = p.s.n_effects = 3;
        p.s.n_events = 2;
        p.s.is_mixed = true;
        cr_assert_eq(simulation_run(&test_mem, &p.s, &p.r).code, ERR_NONE);
        cr_assert(p.r.by_lanes);
        p.s.is_plain = true;
        cr_assert_eq(simulation_run(&test_mem, &p.s, &one).code, ERR_NONE);
        same_result(&p.r, &one, (int)seed);
    }
}

/* Summaries, a milestone, a deadline, a date to wait for, all types of links, a week of five days.
 */
Test(simulate_ways, lanes_know_summaries_and_dates)
{
    struct plan_of          *p = plan_new(8, true);
    struct simulation_result one;
    const int32_t            parent[] = {TASK_NONE, 0, 0, 0, 3, 3, TASK_NONE, TASK_NONE};
    memcpy(p->net.tasks.parent, parent, sizeof parent);
    for (int32_t i = 0; i < 8; i++)
        p->net.tasks.duration_s[i] = (i + 2) * 6 * HOUR_S;
    p->net.tasks.duration_s[6] = 0;
    p->net.tasks.constraint[5] = NET_SNET;
    p->net.tasks.constraint_at[5] = RANDOM_MONDAY + 3 * DAY_S + HOUR_S;
    p->net.tasks.deadline[6] = RANDOM_MONDAY + 10 * DAY_S;
    link_to(p, 1, 2);
    link_to(p, 1, 4);
    link_to(p, 4, 5);
    p->net.links.type[2] = NET_SS;
    p->net.links.lag_s[2] = 5 * HOUR_S;
    link_to(p, 5, 6);
    link_to(p, 2, 7);
    p->net.links.type[4] = NET_FF;
    link_to(p, 2, 6);
    for (int32_t i = 1; i < 8; i++)
        if (i != 3 && i != 6)
            estimate(p, i,
                     (struct spread){4 * HOUR_S, 20 * HOUR_S, 90 * HOUR_S, SPREAD_TRIANGULAR});
    p->s.trials = 300;
    runs(p);
    cr_assert(p->r.by_lanes);
    p->s.is_plain = true;
    cr_assert_eq(simulation_run(&test_mem, &p->s, &one).code, ERR_NONE);
    same_result(&p->r, &one, 0);
    cr_assert_eq(p->r.items[6].on_time, one.items[6].on_time);
    cr_assert(p->r.items[6].on_time > 0 && p->r.items[6].on_time < 1);
}

Test(simulate_ways, threads_do_not_change_a_byte, .timeout = 60)
{
    for (int k = 0; k < 3; k++) {
        struct simulation_result r[3];
        struct plan_of           p;
        struct random_plan       of = {k ? &mix_everything : &mix_plain, 3, 0.3, k == 0};
        while (!random_plan(&p, of))
            of.seed++;
        p.s.is_mixed = k == 1;
        p.s.estimates = p.estimates;
        p.s.trials = 500;
        for (int t = 0; t < 3; t++) {
            p.s.threads = t == 0 ? 1 : t == 1 ? 2 : 8;
            cr_assert_eq(simulation_run(&test_mem, &p.s, &r[t]).code, ERR_NONE);
        }
        same_result(&r[0], &r[1], k);
        same_result(&r[0], &r[2], k);
    }
}

Test(simulate_ways, all_widths_draw_the_same)
{
    const struct wide  *widths[] = {&wide_any, &wide_256, &wide_512};
    struct plan_of     *p = plan_new(40, false);
    const struct draws *d;
    static const double half = 0.5;
    for (int32_t i = 0; i < 40; i++)
        estimate(p, i, days((uint8_t)(i % 5), 5, 9, 20))->group = i % 3 ? -1 : 0;
    p->s.groups = &half;
    p->s.n_groups = 1;
    cr_assert_eq(network_prepare(&test_mem, &p->net, &p->s.prepared).code, ERR_NONE);
    cr_assert_eq(draws_new(&test_mem, &p->s, &d).code, ERR_NONE);
    struct draw_block *first = draw_block_new(&test_mem, d), *b = draw_block_new(&test_mem, d);
    for (int k = 0; k < 3; k++) {
        if ((k == 1 && wide_best() == &wide_any) || (k == 2 && wide_best() != &wide_512))
            continue;
        widths[k]->estimates(d, 3, k ? b : first);
        for (int v = 0; k && v < 40; v++)
            for (int l = 0; l < LANES; l++)
                cr_assert_eq(b->duration[v][l], first->duration[v][l]);
    }
}

Test(simulate_ways, percentiles_do_not_fall_and_shares_are_shares)
{
    struct plan_of p;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        if (!random_plan(&p, (struct random_plan){&mix_everything, seed, 0.4, false}))
            continue;
        p.s.estimates = p.estimates;
        cr_assert_eq(simulation_run(&test_mem, &p.s, &p.r).code, ERR_NONE);
        for (int32_t i = 0; i < p.r.n_items; i++) {
            const struct simulation_item *x = &p.r.items[i];
            for (int k = 1; k < SIMULATION_POINTS; k++)
                cr_assert(x->finish[k] >= x->finish[k - 1] && x->start[k] >= x->start[k - 1]);
            cr_assert(x->criticality >= 0 && x->criticality <= 1);
            cr_assert(x->cruciality >= -1 - 1e-9 && x->cruciality <= 1 + 1e-9);
        }
    }
}
