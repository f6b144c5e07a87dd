/* bench/simulate_bench.c - a whole simulation beside the bare arithmetic of one.
 *
 *   simulate_bench [REPEATS [TRIALS [TASKS [NAME]]]]
 *
 * Runs the bare trials of ../shared/bench/mc_limit.c (PERT, criticality, two threads) and ours on
 * the same random network with the same estimates, one after the other. A cost is the CPU time of
 * the busier thread, best of REPEATS: for ours the caller's, or half of all if that is more. One
 * JSON line for each: one calendar, the same with everything correlated, four calendars with four
 * link types - or the one of that NAME; and whether one and eight threads give the same bytes.
 */
#define main mc_limit_main
#define max  mc_max
#include "mc_limit.c"
#undef max
#undef main

#include "engine/simulate/simulate.h"

#include <time.h>

enum { MINUTE = 60, BENCH_THREADS = 2 };

#define BASE ((int64_t)-7303 * 86400) /* Monday, 1950-01-02 */

static struct calendar_rule        rules[4];
static const struct calendar_shift office[] = {{8 * 3600, 12 * 3600}, {13 * 3600, 17 * 3600}};
static const struct calendar_shift early[] = {{6 * 3600, 14 * 3600}};
static const struct calendar_shift always[] = {{0, 86400}};

static void rule_make(int which, const struct calendar_shift *shifts, int n, int days)
{
    rules[which] = (struct calendar_rule){.title = S("bench"), .base = CALENDAR_NONE};
    for (int d = 0; d < 7; d++)
        rules[which].days[(d + 1) % 7] = (struct calendar_day){d < days ? n : 0, shifts};
}

static void fail(err e)
{
    fprintf(stderr, "simulate_bench: %s\n", e.why);
    exit(1);
}

static const struct prepared *prepare(struct arena *mem, const struct net *x, bool is_mixed)
{
    struct network *n = arena_new(mem, struct network);
    *n = (struct network){.n_tasks = x->n,
                          .n_links = x->links,
                          .n_calendars = 4,
                          .calendars = rules,
                          .options = {.start = BASE, .finish = INSTANT_NONE, .calendar = 2}};
    n->tasks.duration_s = arena_array(mem, int64_t, x->n);
    n->tasks.calendar = arena_array(mem, int32_t, x->n);
    n->links.pred = arena_array(mem, int32_t, x->links);
    n->links.succ = arena_array(mem, int32_t, x->links);
    n->links.type = arena_array(mem, uint8_t, x->links);
    n->links.lag_s = arena_array(mem, int64_t, x->links);
    for (int i = 0; i < x->n; i++) {
        n->tasks.duration_s[i] = (int64_t)x->duration[i] * MINUTE;
        n->tasks.calendar[i] = is_mixed ? x->calendar[i] : 2;
        for (int k = x->pred_row[i]; k < x->pred_row[i + 1]; k++) {
            n->links.pred[k] = x->pred[k];
            n->links.succ[k] = i;
            n->links.type[k] = is_mixed ? x->pred_tag[k] & 3 : 0;
            n->links.lag_s[k] = is_mixed ? (int64_t)(x->pred_tag[k] >> 2) * MINUTE : 0;
        }
    }
    const struct prepared *p;
    const err              e = network_prepare(mem, n, &p);
    if (e.code)
        fail(e);
    return p;
}

static const struct simulation_estimate *estimates_of(struct arena *mem, const struct net *x,
                                                      uint64_t seed, int group)
{
    struct simulation_estimate *e = arena_array(mem, struct simulation_estimate, x->n);
    for (int i = 0; i < x->n; i++) {
        const double d = x->duration[i] * (double)MINUTE;
        const double high = d * (1.1 + 0.01 * rnd(&seed, 140)),
                     low = d * (0.6 + 0.01 * rnd(&seed, 30));
        e[i] = (struct simulation_estimate){i, group, {low, d, high, SPREAD_PERT}};
    }
    return e;
}

static double seconds(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double run_once(const struct simulation *s, uint64_t *ret_hash, bool *ret_lanes)
{
    struct arena             mem = {0};
    struct simulation_result r;
    const double all = seconds(CLOCK_PROCESS_CPUTIME_ID), own = seconds(CLOCK_THREAD_CPUTIME_ID);
    const err    e = simulation_run(&mem, s, &r);
    const double spent = fmax(seconds(CLOCK_THREAD_CPUTIME_ID) - own,
                              (seconds(CLOCK_PROCESS_CPUTIME_ID) - all) / s->threads);
    if (e.code)
        fail(e);
    *ret_hash = str_hash((str){(const char *)r.items, sizeof *r.items * (size_t)r.n_items}) ^
                str_hash((str){(const char *)r.finish, sizeof *r.finish * (size_t)r.trials});
    *ret_lanes = r.by_lanes;
    arena_done(&mem);
    return spent;
}

static double bare(int repeats, int trials, const struct net *net, const struct estimate *e)
{
    const int  blocks = (trials + 15) / 16;
    struct job job[THREADS];
    lanes_i   *end = NEW(lanes_i, blocks);
    double     best = 1e9;
    for (int t = 0; t < THREADS; t++)
        job[t] = (struct job){.net = net,
                              .estimate = e,
                              .first = blocks * t / THREADS,
                              .last = blocks * (t + 1) / THREADS,
                              .beta = 1,
                              .backward = 1,
                              .seed = 42,
                              .duration = NEW(lanes_i, net->n + 4),
                              .path = NEW(lanes_i, net->n + 4),
                              .critical = NEW(int32_t, net->n),
                              .end = end};
    for (int k = 0; k < repeats; k++) {
        pthread_t id[THREADS];
        double    busy = 0;
        for (int t = 0; t < THREADS; t++)
            pthread_create(&id[t], NULL, job_run, &job[t]);
        for (int t = 0; t < THREADS; t++) {
            pthread_join(id[t], NULL);
            busy = fmax(busy, job[t].cpu);
        }
        best = fmin(best, busy);
    }
    return best;
}

static const char *only; /* NULL: all */

static void measure(const char *name, struct simulation s, int repeats, double reference)
{
    if (only && strcmp(only, name) != 0)
        return;
    uint64_t hash, one, eight;
    bool     by_lanes;
    double   best = 1e9;
    for (int k = 0; k < repeats; k++)
        best = fmin(best, run_once(&s, &hash, &by_lanes));
    s.threads = 1;
    (void)run_once(&s, &one, &by_lanes);
    s.threads = 8;
    (void)run_once(&s, &eight, &by_lanes);
    printf("{\"bench\":\"%s\",\"trials\":%d,\"tasks\":%d,\"ours_s\":%.4f,\"bare_s\":%.4f,\"same_"
           "bytes\":%s,"
           "\"by_lanes\":%s}\n",
           name, s.trials, s.n_estimates, best, reference,
           hash == one && one == eight ? "true" : "false", by_lanes ? "true" : "false");
    fflush(stdout);
}

int main(int argc, char **argv)
{
    const int repeats = argc > 1 ? atoi(argv[1]) : 5, trials = argc > 2 ? atoi(argv[2]) : 10000;
    const int tasks = argc > 3 ? atoi(argv[3]) : 10000;
    only = argc > 4 ? argv[4] : NULL;
    struct arena     mem = {0};
    struct net       net = net_new(tasks, 2, 1);
    struct estimate *e = NEW(struct estimate, tasks + 4);
    uint64_t         seed = 1;
    const double     together = 0.3;
    for (int i = 0; i < tasks; i++) {
        const float d = (float)net.duration[i], high = d * (1.1f + 0.01f * (float)rnd(&seed, 140));
        e[i].low = d * (0.6f + 0.01f * (float)rnd(&seed, 30));
        e[i].scale = (high - e[i].low) / 65535.0f;
        e[i].shape = (int32_t)(SHAPES * (d - e[i].low) / (high - e[i].low));
    }
    tables_init();
    rule_make(0, office, 2, 5);
    rule_make(1, early, 1, 6);
    rule_make(2, always, 1, 7);
    rule_make(3, office, 2, 4);
    const double      reference = bare(repeats, trials, &net, e);
    struct simulation s = {.prepared = prepare(&mem, &net, false),
                           .estimates = estimates_of(&mem, &net, 1, -1),
                           .n_estimates = tasks,
                           .groups = &together,
                           .n_groups = 1,
                           .trials = trials,
                           .threads = BENCH_THREADS,
                           .seed = 42};
    measure("one_calendar", s, repeats, reference);
    s.estimates = estimates_of(&mem, &net, 1, 0);
    measure("correlated", s, repeats, reference);
    s.prepared = prepare(&mem, &net, true);
    s.estimates = estimates_of(&mem, &net, 1, -1);
    measure("four_calendars", s, repeats, reference);
    return 0;
}
