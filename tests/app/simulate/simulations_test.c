/* tests/app/simulate/simulations_test.c - simulations of a project: asked for, kept, made anew. */
#include "app/fixture.h"

#include "app/simulation.h"
#include "domain/schedule/simulate.h"

#include <math.h>

struct heard {
    atomic_int n;
    int64_t    seq;
};

static void hear(void *arg, struct id project, int64_t seq)
{
    struct heard *h = arg;
    cr_assert_gt(project.v, 0);
    h->seq = seq;
    atomic_fetch_add(&h->n, 1);
}

static struct simulation_status ask(struct fix *f, const struct simulation_wish *wish)
{
    struct simulation_status    status;
    const struct simulation_ask a = {.project = f->project, .wish = wish, .waits = true};
    must(app_simulation(f->app, &f->mem, &a, &status));
    cr_assert(status.is_fresh);
    return status;
}

static double mean_days(const struct simulation_status *s)
{
    return s->last->simulated->result.finish_mean_s / DAY_S;
}

static double sd_days(const struct simulation_status *s)
{
    return s->last->simulated->result.finish_sd_s / DAY_S;
}

static void estimate(struct fix *f, int64_t item, int from, int to)
{
    fix_do(
        f,
        "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"estimate_optimistic_s\":%d,"
        "\"estimate_likely_s\":%d,\"estimate_pessimistic_s\":%d,"
        "\"estimate_distribution\":\"uniform\"}}]",
        (long long)item, from * 28800, from * 28800, to * 28800);
}

Test(simulations, are_kept_until_the_plan_changes)
{
    struct fix   f;
    struct heard heard = {0};
    fix_init(&f);
    app_listen_simulations(f.app, hear, &heard);
    const int64_t            item = fix_item(&f, "a", 1);
    struct simulation_status first = ask(&f, NULL), again = ask(&f, NULL);
    cr_assert_eq(first.last, again.last);
    cr_assert_eq(first.last->simulated->n_estimated, 0);
    simulation_view_unref(again.last);
    estimate(&f, item, 1, 5);
    again = ask(&f, NULL);
    cr_assert_neq(first.last, again.last);
    cr_assert_eq(again.last->simulated->n_estimated, 1);
    cr_assert_gt(mean_days(&again), mean_days(&first) + 1.5);
    const struct simulation_view *kept = simulation_view_ref(again.last);
    simulation_view_unref(kept);
    cr_assert_geq(atomic_load(&heard.n), 1); /* of the second we may be told later */
    simulation_view_unref(first.last);
    simulation_view_unref(again.last);
    fix_done(&f);
}

Test(simulations, another_wish_makes_another_result)
{
    struct fix f;
    fix_init(&f);
    estimate(&f, fix_item(&f, "a", 1), 1, 9);
    struct simulation_status a = ask(&f, NULL);
    struct simulation_status b = ask(&f, &(struct simulation_wish){.trials = 77, .seed = 5});
    cr_assert_eq(a.last->wish.trials, 5000);
    cr_assert_eq(b.last->simulated->result.trials, 77);
    cr_assert_eq(b.wish.seed, 5);
    simulation_view_unref(a.last);
    simulation_view_unref(b.last);
    struct simulation_status    none;
    const struct simulation_ask unknown = {.project = {999}};
    cr_assert_eq(app_simulation(f.app, &f.mem, &unknown, &none).code, ERR_NOT_FOUND);
    fix_done(&f);
}

/* A risk of 40 % adds two days to the item; a fallback is needed only then. */
Test(simulations, know_risks_and_fallbacks)
{
    struct fix f;
    fix_init(&f);
    const long long item = fix_item(&f, "a", 1), other = fix_item(&f, "b", 1);
    fix_link(&f, item, other);
    const long long risk = fix_do(
        &f,
        "[{\"op\":\"create\",\"entity\":\"risk\",\"temp\":-1,\"set\":{\"title\":\"storm\","
        "\"probability\":0.4,\"impact_likely_s\":57600,\"cost_likely_minor\":1000}},"
        "{\"op\":\"create\",\"entity\":\"risk_item\",\"set\":{\"risk\":-1,\"item\":%lld}},"
        "{\"op\":\"create\",\"entity\":\"risk_item\",\"set\":{\"risk\":-1,\"item\":%lld,"
        "\"effect\":\"fallback\"}}]",
        item, other);
    struct simulation_status        s = ask(&f, NULL);
    const struct simulation_result *r = &s.last->simulated->result;
    const instant                   monday = NOW - 2 * HOUR_S;
    cr_assert_eq(s.last->simulated->risks[0].v, risk);
    cr_assert(fabs(simulation_chance(r->finish_sorted, r->trials, monday + 9 * HOUR_S) - 0.6) <
              0.01);
    cr_assert_eq(simulation_at(r->finish_sorted, r->trials, 1), monday + 3 * DAY_S + 9 * HOUR_S);
    cr_assert(fabs(r->cost_mean - 400) < 10);
    simulation_view_unref(s.last);
    const struct risk gone = {.state = RISK_CLOSED, .probability = 0.4};
    const struct risk there = {.state = RISK_OCCURRED, .probability = 0.4};
    cr_assert_eq(risk_chance(&gone), 0);
    cr_assert_eq(risk_chance(&there), 1);
    fix_do(&f, "[{\"op\":\"delete\",\"entity\":\"item\",\"id\":%lld}]", item);
    cr_assert_eq(plan_count(fix_plan(&f), &risk_item_entity), 1);
    fix_done(&f);
}

/* --- what only a simulation counts --------------------------------------------------------------
 */

static void is_about(double got, double want, double within)
{
    cr_assert(fabs(got - want) <= within, "%g, not %g", got, want);
}

static int64_t correlate(struct fix *f, long long item, const char *other, const char *value)
{
    return fix_do(f,
                  "[{\"op\":\"create\",\"entity\":\"correlation\",\"temp\":-1,\"set\":{"
                  "\"item\":%lld,\"other_item\":%s,\"value\":%s}}]",
                  item, other, value);
}

/* Two estimates in a row below a summary: together, each on its own, one against the other. */
Test(simulations, know_what_goes_together)
{
    struct fix f;
    fix_init(&f);
    const long long top = fix_item(&f, "top", 1), a = fix_item(&f, "a", 1),
                    c = fix_item(&f, "c", 1);
    fix_do(&f,
           "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"parent\":%lld}},"
           "{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"parent\":%lld}}]",
           a, top, c, top);
    fix_link(&f, a, c);
    estimate(&f, a, 10, 90);
    estimate(&f, c, 10, 90);
    struct simulation_status alone = ask(&f, NULL);
    const long long          row = correlate(&f, top, "null", "0.9");
    struct simulation_status group = ask(&f, NULL);
    fix_do(&f, "[{\"op\":\"delete\",\"entity\":\"correlation\",\"id\":%lld}]", row);
    (void)correlate(&f, a, str_z(&f.mem, str_fmt(&f.mem, "%lld", c)), "-0.9");
    struct simulation_status against = ask(&f, NULL);
    is_about(sd_days(&group) / sd_days(&alone), sqrt(1.9), 0.06);
    is_about(sd_days(&against) / sd_days(&alone), sqrt(0.1), 0.06);
    is_about(mean_days(&group), mean_days(&alone), 1);
    simulation_view_unref(alone.last);
    simulation_view_unref(group.last);
    simulation_view_unref(against.last);
    fix_done(&f);
}

static void branch(struct fix *f, long long item, const char *chance)
{
    fix_do(f,
           "[{\"op\":\"create\",\"entity\":\"branch\",\"set\":{\"decision\":\"make or buy\","
           "\"item\":%lld,\"probability\":%s}}]",
           item, chance);
}

/* Make (4 days) or buy (2 days), and nothing at all in one case of ten. */
Test(simulations, know_branches)
{
    struct fix f;
    fix_init(&f);
    const long long make = fix_item(&f, "make", 4), buy = fix_item(&f, "buy", 2);
    branch(&f, make, "0.3");
    branch(&f, buy, "0.6");
    struct simulation_status        s = ask(&f, NULL);
    const struct simulation_result *r = &s.last->simulated->result;
    const instant                   monday = NOW - 2 * HOUR_S;
    is_about(simulation_chance(r->finish_sorted, r->trials, monday), 0.1, 0.01);
    is_about(simulation_chance(r->finish_sorted, r->trials, monday + 2 * DAY_S), 0.7, 0.01);
    int32_t decisions = 0;
    for (int32_t i = 0; i < r->n_swings; i++)
        if (r->swings[i].event >= 0) {
            cr_assert(str_eq(s.last->simulated->decisions[r->swings[i].event], S("make or buy")));
            cr_assert_eq(s.last->simulated->risks[r->swings[i].event].v, 0);
            decisions++;
        }
    cr_assert_eq(decisions, 1);
    simulation_view_unref(s.last);
    branch(&f, make, "0.2");
    struct simulation_status    failed;
    const struct simulation_ask again = {.project = f.project, .waits = true};
    must(app_simulation(f.app, &f.mem, &again, &failed));
    cr_assert(str_has(failed.failure, S("110 %")), "%.*s", STR_ARG(failed.failure));
    simulation_view_unref(failed.last);
    fix_done(&f);
}

/* A year has 2080 hours: with 52 absences a year a week sees one, of one day here. */
Test(simulations, know_absences_and_costs)
{
    struct fix f;
    fix_init(&f);
    const long long a = fix_item(&f, "a", 5);
    fix_do(
        &f,
        "[{\"op\":\"create\",\"entity\":\"resource\",\"temp\":-1,\"set\":{\"title\":\"Engineer\"}},"
        "{\"op\":\"create\",\"entity\":\"assignment\",\"set\":{\"item\":%lld,\"resource\":-1}},"
        "{\"op\":\"create\",\"entity\":\"absence\",\"set\":{\"resource\":-1,\"per_year\":52,"
        "\"optimistic_s\":28800,\"pessimistic_s\":28800}},"
        "{\"op\":\"create\",\"entity\":\"cost_estimate\",\"set\":{\"item\":%lld,"
        "\"optimistic_minor\":100,\"likely_minor\":100,\"pessimistic_minor\":300,"
        "\"distribution\":\"uniform\"}}]",
        a, a);
    struct simulation_status        s = ask(&f, NULL);
    const struct simulation_result *r = &s.last->simulated->result;
    const instant                   friday = NOW - 2 * HOUR_S + 4 * DAY_S + 9 * HOUR_S;
    is_about(simulation_chance(r->finish_sorted, r->trials, friday), exp(-1), 0.01);
    is_about(simulation_chance(r->finish_sorted, r->trials, friday + 3 * DAY_S), 2 * exp(-1), 0.01);
    is_about(r->cost_mean, 200, 2);
    cr_assert_eq(r->planned_cost, 100);
    simulation_view_unref(s.last);
    fix_done(&f);
}
