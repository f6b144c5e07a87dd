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
