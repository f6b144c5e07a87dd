/* tests/engine/simulate/simulate_test.c - simulations with known answers. */
#include "base/rng.h"
#include "engine/simulate/plan.h"
#include "engine/simulate/tally.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

TestSuite(simulate, .fini = finish);

/* --- numbers ---------------------------------------------------------------------------------- */

Test(simulate, threefry_gives_the_numbers_of_its_authors)
{
    const struct random_key key = random_key_of(0, 0);
    lanes_u32               x[4] = {{0}, {0}, {0}, {0}};
    random_lanes_20(&key, x);
    cr_assert_eq(x[0][5], 0x9c6ca96au);
    cr_assert_eq(x[3][5], 0x5256a7d8u);
}

Test(simulate, every_stratum_is_taken_once)
{
    for (uint32_t key = 1; key < 400; key++) {
        int seen[RANDOM_STRATA] = {0};
        for (uint32_t t = 0; t < RANDOM_STRATA; t += LANES) {
            lanes_u32 trial;
            for (uint32_t l = 0; l < LANES; l++)
                trial[l] = 512 + t + l;
            const lanes_u32 at = random_stratum(trial, key * 2654435761u);
            for (int l = 0; l < LANES; l++)
                seen[at[l]]++;
        }
        for (int i = 0; i < RANDOM_STRATA; i++)
            cr_assert_eq(seen[i], 1);
    }
}

Test(simulate, normal_scores_and_shares_are_inverse)
{
    for (double u = 0.0001; u < 1; u += 0.0007)
        is_near(normal_share(normal_score(u)), u, 1e-6, "share of the score");
    is_near(normal_score(0.975), 1.959964, 1e-5, "score of 97.5 %");
}

static double cubic_at(const float terms[NORMAL_TERMS][NORMAL_PIECES], int piece, double t)
{
    double sum = 0;
    for (int k = NORMAL_TERMS - 1; k >= 0; k--)
        sum = sum * t + (double)terms[k][piece];
    return sum;
}

/* Pieces of the lanes: scores by half octaves of the share, shares by equal steps of the score. */
Test(simulate, cubic_pieces_follow_the_normal_curve)
{
    static struct normal_curves c;
    normal_curves_fill(&c);
    for (int piece = 0; piece < NORMAL_PIECES; piece++)
        for (double t = 0; t < 1; t += 0.01) {
            const double share = ldexp(1 + (piece % 2 + t) / 2, piece / 2 - 17);
            const double z = -(piece + t) * (double)NORMAL_LIMIT / NORMAL_PIECES;
            is_near(cubic_at(c.score, piece, t), normal_score(share), 1e-4, "score");
            is_near(cubic_at(c.share, piece, t), normal_share(z), 1e-5, "share");
        }
}

/* --- spreads ------------------------------------------------------------------------------------
 */

Test(simulate, shapes_have_their_mean_and_deviation)
{
    static const uint8_t        kinds[] = {SPREAD_TRIANGULAR, SPREAD_PERT, SPREAD_UNIFORM,
                                           SPREAD_LOGNORMAL, SPREAD_DISCRETE};
    const struct spread_tables *t = spread_tables_new(&test_mem);
    enum { STEPS = 40000 };
    for (size_t k = 0; k < sizeof kinds; k++)
        for (double mode = 0; mode <= 1; mode += 0.07) {
            const struct spread s = {10, 10 + 10 * mode, 20, kinds[k]};
            double              sum = 0, square = 0;
            for (int i = 0; i < STEPS; i++) {
                const double v = spread_quantile(t, &s, (i + 0.5) / STEPS);
                cr_assert(s.kind == SPREAD_LOGNORMAL || (v >= 10 - 1e-9 && v <= 20 + 1e-9));
                sum += v;
                square += v * v;
            }
            const double mean = sum / STEPS, sd = sqrt(square / STEPS - mean * mean);
            is_near(mean, spread_mean(&s), 0.002, "mean");
            is_near(sd, spread_sd(&s), 0.01 * spread_sd(&s), "deviation");
        }
}

Test(simulate, moments_are_those_of_the_books)
{
    const struct spread pert = {2, 5, 14, SPREAD_PERT}, triangle = {0, 3, 6, SPREAD_TRIANGULAR};
    is_near(spread_mean(&pert), (2 + 4 * 5 + 14) / 6.0, 1e-12, "PERT mean");
    /* Beta(a, b): ab / ((a + b)^2 (a + b + 1)) of the range squared */
    const double a = 1 + 4 * 3 / 12.0, b = 1 + 4 * 9 / 12.0;
    is_near(spread_sd(&pert), 12 * sqrt(a * b / ((a + b) * (a + b) * (a + b + 1))), 1e-12,
            "PERT sd");
    is_near(spread_sd(&triangle), sqrt(1.5), 1e-12, "triangle");
    const struct spread_tables *t = spread_tables_new(&test_mem);
    is_near(spread_quantile(t, &triangle, 0.5), 3, 1e-9, "median");
    const struct spread even = {0, 0.5, 1, SPREAD_PERT}; /* Beta(3, 3): 10x^3 - 15x^4 + 6x^5 */
    for (double u = 0.05; u < 1; u += 0.05) {
        const double x = spread_quantile(t, &even, u);
        is_near(10 * pow(x, 3) - 15 * pow(x, 4) + 6 * pow(x, 5), u, 0.001, "Beta(3, 3)");
    }
}

Test(simulate, shapes_are_checked)
{
    const struct spread bad[] = {{1, NAN, 2, SPREAD_PERT},     {3, 2, 1, SPREAD_UNIFORM},
                                 {1, 5, 2, SPREAD_TRIANGULAR}, {-1, 0, 1, SPREAD_LOGNORMAL},
                                 {0, 0, 0, SPREAD_LOGNORMAL},  {INFINITY, 1, 2, SPREAD_PERT}};
    const struct spread good = {1, 0, 2, SPREAD_UNIFORM};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_assert_eq(spread_check(&bad[i]).code, ERR_INVALID, "%zu", i);
    cr_assert_eq(spread_check(&good).code, ERR_NONE);
    cr_assert_not(spread_is_certain(&good));
    cr_assert(spread_is_certain(&(struct spread){4, 4, 4, SPREAD_PERT}));
}

/* --- correlations ------------------------------------------------------------------------------
 */

/* Higham 2002, section 4: of 1 1 0 / 1 1 1 / 0 1 1 the nearest has 0.7607 and 0.1573. */
Test(simulate, the_nearest_correlation_matrix_is_found)
{
    double m[9] = {1, 1, 0, 1, 1, 1, 0, 1, 1};
    float  lower[6];
    cr_assert_not(correlation_factor(m, 3, lower));
    is_near(correlation_repair(&test_mem, m, 3), 0.2393, 2e-4, "change");
    is_near(m[1], 0.7607, 1e-4, "neighbours");
    is_near(m[2], 0.1573, 1e-4, "ends");
    cr_assert(correlation_factor(m, 3, lower));
}

static double sd_days(struct plan_of *p)
{
    runs(p);
    return p->r.finish_sd_s / DAY_S;
}

/* Two in a row, correlated: variance 2 v (1 + r). */
Test(simulate, groups_and_pairs_correlate)
{
    static const double half = 0.5;
    for (int way = 0; way < 3; way++) {
        struct plan_of              *p = plan_new(2, false);
        const struct simulation_pair pair = {0, 1, way == 2 ? -0.5 : 0.5};
        link_to(p, 0, 1);
        for (int32_t i = 0; i < 2; i++)
            estimate(p, i, days(SPREAD_PERT, 6, 10, 14))->group = way == 0 ? 0 : -1;
        p->s.groups = &half;
        p->s.n_groups = 1;
        p->s.pairs = &pair;
        p->s.n_pairs = way > 0;
        const double one = spread_sd(&p->estimates[0].spread) / DAY_S;
        is_near(sd_days(p), one * sqrt(2 * (way == 2 ? 0.5 : 1.5)), 0.03, "deviation of the sum");
        cr_assert_eq(p->r.repaired, 0);
    }
}

Test(simulate, impossible_correlations_are_repaired)
{
    struct plan_of              *p = plan_new(3, false);
    const struct simulation_pair pairs[] = {{0, 1, 1}, {1, 2, 1}, {0, 2, -1}};
    for (int32_t i = 0; i < 3; i++)
        estimate(p, i, days(SPREAD_UNIFORM, 6, 10, 14));
    p->s.pairs = pairs;
    p->s.n_pairs = 3;
    runs(p);
    cr_assert_gt(p->r.repaired, 0.4);
}

/* --- known answers ------------------------------------------------------------------------------
 */

Test(simulate, a_chain_is_the_sum_of_its_tasks)
{
    static const uint8_t kinds[] = {SPREAD_PERT, SPREAD_TRIANGULAR, SPREAD_UNIFORM,
                                    SPREAD_LOGNORMAL, SPREAD_DISCRETE};
    struct plan_of      *p = plan_new(5, false);
    double               mean = 0, variance = 0;
    for (int32_t i = 0; i < 5; i++) {
        const struct spread s = days(kinds[i], 6, 9, 18);
        estimate(p, i, s);
        mean += spread_mean(&s);
        variance += spread_sd(&s) * spread_sd(&s);
        if (i)
            link_to(p, i - 1, i);
    }
    runs(p);
    is_near(p->r.finish_mean_s, mean, 0.02 * DAY_S, "mean");
    is_near(p->r.finish_sd_s, sqrt(variance), 0.02 * sqrt(variance), "deviation");
    cr_assert(p->r.by_lanes);
    for (int32_t i = 0; i < 5; i++) {
        cr_assert_eq(p->r.items[i].criticality, 1);
        is_near(p->r.items[i].sensitivity, spread_sd(&p->estimates[i].spread) / sqrt(variance),
                0.03, "sensitivity");
    }
}

/* Of two uniform ones over 0 … 1: mean 2/3, variance 1/18, P80 = sqrt(0.8); each the later half. */
Test(simulate, the_later_of_two_is_their_maximum)
{
    struct plan_of *p = plan_new(3, false);
    p->net.tasks.duration_s[2] = 0;
    for (int32_t i = 0; i < 2; i++) {
        estimate(p, i, days(SPREAD_UNIFORM, 10, 10, 20));
        link_to(p, i, 2);
    }
    runs(p);
    is_near(p->r.finish_mean_s / DAY_S, 10 + 20 / 3.0, 0.03, "mean");
    is_near(p->r.finish_sd_s / DAY_S, 10 * sqrt(1 / 18.0), 0.03, "deviation");
    const instant p80 = simulation_at(p->r.finish_sorted, TRIALS, 0.8);
    is_near((double)(p80 - RANDOM_MONDAY) / DAY_S, 10 + 10 * sqrt(0.8), 0.05, "P80");
    is_near((double)(p->r.items[2].finish[2] - p80) / DAY_S, 0, 0.02, "P80 of the milestone");
    is_near(p->r.items[0].criticality, 0.5, 0.01, "criticality");
    is_near(simulation_chance(p->r.finish_sorted, TRIALS, p80), 0.8, 0.001, "chance of P80");
    cr_assert_eq(p->r.n_swings, 2);
    cr_assert_gt(p->r.swings[0].high_s, p->r.swings[0].low_s);
}

Test(simulate, working_time_is_kept_in_every_trial)
{
    struct plan_of *p = plan_new(1, true);
    p->net.tasks.duration_s[0] = 5 * DAY_OF_WORK;
    estimate(p, 0,
             (struct spread){4 * DAY_OF_WORK, 5 * DAY_OF_WORK, 9 * DAY_OF_WORK, SPREAD_UNIFORM});
    p->net.tasks.deadline[0] = RANDOM_MONDAY + 4 * DAY_S + 9 * HOUR_S;
    runs(p);
    for (int32_t i = 0; i < TRIALS; i++) {
        const int64_t of_week = (p->r.finish[i] - RANDOM_MONDAY + 8 * HOUR_S) % (7 * DAY_S);
        cr_assert(of_week < 5 * DAY_S, "no finish at the week-end");
        cr_assert(of_week % DAY_S > 8 * HOUR_S && of_week % DAY_S <= 17 * HOUR_S);
    }
    is_near(p->r.items[0].on_time, 0.2, 0.001, "chance of the deadline");
}

Test(simulate, what_is_done_is_certain_and_what_is_begun_half)
{
    struct plan_of *p = plan_new(2, false);
    for (int32_t i = 0; i < 2; i++) {
        p->net.tasks.actual_start[i] = RANDOM_MONDAY;
        estimate(p, i, days(SPREAD_UNIFORM, 5, 10, 15));
    }
    p->net.tasks.actual_finish[0] = RANDOM_MONDAY + 8 * DAY_S;
    p->net.tasks.percent_complete[1] = 60;
    runs(p);
    cr_assert_eq(simulation_varies(p->s.prepared, 0), SIMULATION_FINISHED);
    cr_assert_eq(simulation_planned(p->s.prepared, 1), 4 * DAY_S);
    cr_assert_eq(simulation_whole(p->s.prepared, 1), 10 * DAY_S);
    cr_assert_eq(p->r.n_varied, 1);
    cr_assert_eq(p->r.items[0].finish[0], p->r.items[0].finish[4]);
    is_near((double)(p->r.finish_sorted[0] - RANDOM_MONDAY) / DAY_S, 8, 0.01,
            "earliest: the other");
    is_near((double)(p->r.finish_sorted[TRIALS - 1] - RANDOM_MONDAY) / DAY_S, 12, 0.01, "latest");
}

/* --- events and costs ---------------------------------------------------------------------------
 */

/* A delay of 5 days with 30 %, and in the other case a fallback task that falls away. */
Test(simulate, events_delay_and_fallbacks_fall_away)
{
    struct plan_of                 *p = plan_new(2, false);
    const struct simulation_outcome outcomes[] = {{0, 0.3}, {0, 0.7}};
    const struct simulation_effect  effects[] = {
         {0, 0, SIMULATION_DELAY, days(SPREAD_FIXED, 0, 5, 0)},
         {0, TASK_NONE, SIMULATION_COST, {0, 1000, 0, SPREAD_FIXED}},
         {1, 1, SIMULATION_FACTOR, {0, 0, 0, SPREAD_FIXED}}};
    link_to(p, 0, 1);
    p->s.outcomes = outcomes;
    p->s.effects = effects;
    p->s.n_outcomes = 2;
    p->s.n_effects = 3;
    p->s.n_events = 1;
    runs(p);
    is_near(p->r.finish_mean_s / DAY_S, 10 + 0.3 * 15, 0.02, "mean");
    is_near(simulation_chance(p->r.finish_sorted, TRIALS, RANDOM_MONDAY + 10 * DAY_S), 0.7, 0.002,
            "without");
    is_near(p->r.cost_mean, 300, 5, "cost");
    cr_assert_eq(p->r.n_swings, 3);
    for (int32_t i = 0; i < 3; i++)
        if (p->r.swings[i].event == 0)
            cr_assert_eq(p->r.swings[i].high_s - p->r.swings[i].low_s, 15 * DAY_S);
}

/* A branch of two, one of which is longer: the finish is a mixture; the other one costs nothing. */
Test(simulate, branches_mix_what_they_lead_to)
{
    struct plan_of                 *p = plan_new(3, false);
    const struct simulation_outcome outcomes[] = {{0, 0.25}, {0, 0.75}};
    const struct spread             out = {0, 0, 0, SPREAD_FIXED};
    const struct simulation_effect  effects[] = {{0, 1, SIMULATION_FACTOR, out},
                                                 {1, 0, SIMULATION_FACTOR, out}};
    const struct simulation_cost    costs[] = {{0, 0, {0, 400, 0, SPREAD_FIXED}},
                                               {1, 800, {0, 0, 0, SPREAD_FIXED}}};
    p->net.tasks.duration_s[0] = 30 * DAY_S;
    link_to(p, 0, 2);
    link_to(p, 1, 2);
    p->s.outcomes = outcomes;
    p->s.effects = effects;
    p->s.costs = costs;
    p->s.n_outcomes = p->s.n_effects = p->s.n_costs = 2;
    p->s.n_events = 1;
    runs(p);
    is_near(simulation_chance(p->r.finish_sorted, TRIALS, RANDOM_MONDAY + 20 * DAY_S), 0.75, 0.002,
            "the short one");
    is_near(p->r.finish_mean_s / DAY_S, 0.25 * 40 + 0.75 * 20, 0.05, "mean");
    is_near(p->r.cost_mean, 0.25 * 400 + 0.75 * 800, 5, "cost");
}

/* Poisson's: mean n E(L), variance n E(L^2), and nobody away with exp(-n). */
Test(simulate, absences_make_a_task_longer)
{
    struct plan_of                 *p = plan_new(1, false);
    const struct simulation_absence away = {0, 0.5 / (10 * DAY_S), days(SPREAD_UNIFORM, 1, 1, 3)};
    p->s.absences = &away;
    p->s.n_absences = 1;
    runs(p);
    is_near(p->r.finish_mean_s / DAY_S, 10 + 0.5 * 2, 0.02, "mean");
    is_near(p->r.finish_sd_s / DAY_S, sqrt(0.5 * 13 / 3), 0.03, "deviation");
    is_near(simulation_chance(p->r.finish_sorted, TRIALS, RANDOM_MONDAY + 10 * DAY_S), exp(-0.5),
            0.002, "nobody away");
    cr_assert(p->r.by_lanes);
}

/* Four in a row in one group: variance n v (1 + (n - 1) r). */
Test(simulate, a_correlated_sum_is_wider)
{
    static const double r = 0.6;
    struct plan_of     *p = plan_new(4, false);
    for (int32_t i = 0; i < 4; i++) {
        estimate(p, i, days(SPREAD_TRIANGULAR, 4, 10, 16))->group = 0;
        if (i)
            link_to(p, i - 1, i);
    }
    p->s.groups = &r;
    p->s.n_groups = 1;
    const double one = spread_sd(&p->estimates[0].spread);
    runs(p);
    is_near(p->r.finish_sd_s, one * sqrt(4 * (1 + 3 * r)), 0.02 * one * 4, "deviation");
    is_near(p->r.finish_mean_s / DAY_S, 40, 0.1, "mean");
}

Test(simulate, costs_grow_with_the_duration)
{
    struct plan_of              *p = plan_new(1, false);
    const struct simulation_cost cost = {0, 5000, {100, 200, 300, SPREAD_TRIANGULAR}};
    estimate(p, 0, days(SPREAD_UNIFORM, 10, 10, 20));
    p->s.costs = &cost;
    p->s.n_costs = 1;
    runs(p);
    is_near(p->r.planned_cost, 5200, 1e-9, "planned");
    is_near(p->r.cost_mean, 5000 * 1.5 + 200, 5, "mean");
    is_near(simulation_cost_at(p->r.cost_sorted, TRIALS, 0.8), 5000 * 1.8 + 200, 40, "P80");
}

/* Bins agree with order statistics. */
Test(simulate, bins_give_the_quantiles_of_all_values)
{
    enum { N = 20000 };
    int64_t *v = arena_array(&test_mem, int64_t, N);
    uint32_t bins[TALLY_BINS] = {0};
    uint64_t seed = 5;
    for (int i = 0; i < N; i++)
        v[i] = 1000000 + (int64_t)(DAY_S * 10 * normal_score(rng_unit(&seed) * 0.9998 + 0.0001));
    const struct tally_range r = tally_range_of(v, 512);
    for (int i = 0; i < N; i++)
        bins[tally_bin(&r, v[i])]++;
    for (int k = 0; k < SIMULATION_POINTS; k++) {
        const double p = simulation_points[k];
        is_near((double)tally_at(bins, &r, p), (double)select_at(v, N, rank_of(N, p)), 0.3 * DAY_S,
                "quantile");
    }
    cr_assert_not(tally_range_of(&(int64_t){INSTANT_NONE}, 1).is_dated);
}

Test(simulate, ranks_are_selected_as_sorting_would)
{
    enum { N = 399, RANKS = 5 };
    static const int32_t ranks[RANKS] = {0, 39, 199, 200, 398};
    int64_t              v[N], room[N], all[N], found[RANKS];
    uint64_t             seed = 9;
    for (int way = 0; way < 3; way++) { /* wide, few values, one */
        for (int i = 0; i < N; i++)
            v[i] = way == 0   ? (int64_t)rng_below(&seed, 2000000000) * 1000 - 5
                   : way == 1 ? rng_below(&seed, 3)
                              : INSTANT_NONE;
        memcpy(all, v, sizeof v);
        select_ranks((struct selection){v, N, RANKS, ranks}, room, found);
        for (int k = 0; k < RANKS; k++)
            cr_assert_eq(found[k], select_at(all, N, ranks[k]));
    }
}

/* --- refusals -----------------------------------------------------------------------------------
 */

Test(simulate, wrong_input_is_named)
{
    struct plan_of *p = plan_new(1, false);
    p->s.trials = 0;
    refuses(p, "trials");
    p->s.trials = 10;
    p->s.threads = 65;
    refuses(p, "threads");
    p->s.threads = 1;
    estimate(p, 0, days(SPREAD_PERT, 5, 1, 9));
    refuses(p, "task 0");
    p->estimates[0] = (struct simulation_estimate){4, -1, days(SPREAD_PERT, 1, 2, 3)};
    refuses(p, "no task 4");
    p->estimates[0] = (struct simulation_estimate){0, 2, days(SPREAD_PERT, 1, 2, 3)};
    refuses(p, "group");
    p->estimates[0].group = -1;
    estimate(p, 0, days(SPREAD_PERT, 1, 2, 3));
    refuses(p, "two estimates");
    p->s.n_estimates = 0;
    const struct simulation_outcome outcomes[] = {{0, 0.7}, {0, 0.7}};
    p->s.outcomes = outcomes;
    p->s.n_outcomes = 2;
    p->s.n_events = 1;
    refuses(p, "chances");
}

Test(simulate, it_can_be_cancelled_and_tells_how_far_it_is)
{
    struct plan_of *p = plan_new(2, false);
    atomic_bool     stop = true;
    atomic_int      done = 0;
    estimate(p, 0, days(SPREAD_PERT, 5, 8, 9));
    p->s.cancelled = &stop;
    p->s.progress = &done;
    cr_assert_eq(run(p).code, ERR_TIMEOUT);
    stop = false;
    runs(p);
    cr_assert_eq(done, TRIALS);
}
