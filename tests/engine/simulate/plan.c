/* tests/engine/simulate/plan.c - small plans to simulate. */
#include "engine/simulate/plan.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

struct arena test_mem;
void         finish(void)
{
    arena_done(&test_mem);
}

static const struct calendar_shift all_day = {0, DAY_S};
static struct calendar_rule        round_the_clock(void)
{
    struct calendar_rule r = {.title = S("always"), .base = CALENDAR_NONE};
    for (int d = 0; d < 7; d++)
        r.days[d] = (struct calendar_day){1, &all_day};
    return r;
}

struct plan_of *plan_new(int32_t tasks, bool is_office)
{
    struct plan_of *p = arena_new(&test_mem, struct plan_of);
    network_init(&p->net, &test_mem, (struct network_size){tasks, 64, 4, 0});
    p->net.n_links = p->net.n_assignments = 0;
    p->net.options.start = RANDOM_MONDAY;
    p->calendar = round_the_clock();
    p->net.calendars = &p->calendar;
    p->net.n_calendars = 1;
    p->net.options.calendar = is_office ? CALENDAR_NONE : 0;
    for (int32_t i = 0; i < tasks; i++)
        p->net.tasks.duration_s[i] = 10 * DAY_S;
    p->s.estimates = p->estimates;
    p->s.trials = TRIALS;
    p->s.threads = 2;
    p->s.seed = 7;
    return p;
}

void link_to(struct plan_of *p, int32_t pred, int32_t succ)
{
    p->net.links.pred[p->net.n_links] = pred;
    p->net.links.succ[p->net.n_links++] = succ;
}

struct simulation_estimate *estimate(struct plan_of *p, int32_t task, struct spread spread)
{
    struct simulation_estimate *e = &p->estimates[p->s.n_estimates++];
    *e = (struct simulation_estimate){task, -1, spread};
    return e;
}

struct spread days(uint8_t kind, double o, double m, double most)
{
    return (struct spread){o * DAY_S, m * DAY_S, most * DAY_S, kind};
}

err run(struct plan_of *p)
{
    TRY(network_prepare(&test_mem, &p->net, &p->s.prepared));
    return simulation_run(&test_mem, &p->s, &p->r);
}

void runs(struct plan_of *p)
{
    const err e = run(p);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
}

void refuses(struct plan_of *p, const char *part)
{
    const err e = run(p);
    cr_assert_neq(e.code, ERR_NONE);
    cr_assert_not_null(strstr(e.why, part), "%s", e.why);
}

void is_near(double got, double want, double within, const char *what)
{
    cr_assert(fabs(got - want) <= within, "%s: %.6g, not %.6g within %.3g", what, got, want,
              within);
}

/* --- random ones ------------------------------------------------------------------------------ */

const struct mix mix_everything = {.summaries = 40,
                                   .constraints = 15,
                                   .manual = 8,
                                   .begun = 8,
                                   .assigned = 60,
                                   .delayed = 5,
                                   .milestones = 10,
                                   .finish_links = true,
                                   .backwards = true};
const struct mix mix_plain = {.milestones = 5};

/* One calendar, lags in working time, no task of another kind. */
static void flatten(struct network *net)
{
    for (int32_t i = 0; i < net->n_tasks; i++) {
        net->tasks.calendar[i] = CALENDAR_NONE;
        net->tasks.flags[i] = 0;
        net->tasks.constraint[i] = net->tasks.constraint[i] == NET_SNET ? NET_SNET : NET_ASAP;
    }
    for (int32_t k = 0; k < net->n_links; k++)
        net->links.lag_kind[k] = NET_LAG_WORKING;
    net->options.multiple_critical_paths = net->options.from_finish = false;
}

bool random_plan(struct plan_of *p, struct random_plan of)
{
    uint64_t state = of.seed;
    *p = (struct plan_of){.s = {.trials = 40, .threads = 1, .seed = of.seed}};
    p->net = random_network(&test_mem, 2 + (int32_t)(of.seed % 50), of.mix, &state);
    if (of.is_flat)
        flatten(&p->net);
    if (network_prepare(&test_mem, &p->net, &p->s.prepared).code)
        return false;
    p->s.estimates = p->estimates;
    for (int32_t i = 0; i < p->net.n_tasks; i++) {
        const double d = (double)p->net.tasks.duration_s[i];
        if (simulation_varies(p->s.prepared, i) == SIMULATION_VARIES)
            estimate(p, i,
                     (struct spread){d * (1 - of.spread), d, d * (1 + 2 * of.spread), SPREAD_PERT});
    }
    return true;
}
