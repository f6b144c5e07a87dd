/* bench/cpm_bench.c - what a full pass of the engine costs beside the bare arithmetic of one.
 *
 *   cpm_bench [REPEATS]
 *
 * Builds the random network of ../shared/bench/net.h for the bare pass of cpm_limit.c and for the
 * engine, with the same calendars, links, lags and durations, and measures both in this run: CPU
 * time a task, best of REPEATS. One JSON line a size: four calendars and four link types, then one
 * calendar. The ends of both are compared, so that equal work is measured; they differ by the
 * rule that a finish bound in free time stays where it is.
 */
#define main cpm_limit_main
#include "cpm_limit.c"
#undef main

#include "engine/cpm.h"

enum { CALENDARS_DAYS = 60000, MINUTE = 60 };

/* A Monday, so that day 0 of the bare calendars is one too. */
#define BASE_DAY (-7303) /* 1950-01-02 */
#define BASE     ((int64_t)BASE_DAY * 86400)

static struct calendar_rule        rules[5];
static struct calendar_recurrence  holidays;
static const struct calendar_shift office[] = {{8 * 3600, 12 * 3600}, {13 * 3600, 17 * 3600}};
static const struct calendar_shift early[] = {{6 * 3600, 14 * 3600}};
static const struct calendar_shift always[] = {{0, 86400}};

static void rule_make(int which, const struct calendar_shift *shifts, int n, int days)
{
    rules[which] = (struct calendar_rule){.title = S("bench"), .base = CALENDAR_NONE};
    for (int d = 0; d < 7; d++) /* day d of the bare week is weekday (d + 1) % 7 */
        rules[which].days[(d + 1) % 7] = (struct calendar_day){d < days ? n : 0, shifts};
    if (which == 2 || which == 4)
        return;
    rules[which].exceptions = &holidays;
    rules[which].n_exceptions = 1;
}

static void rules_make(void)
{
    holidays = (struct calendar_recurrence){.kind = CALENDAR_EVERY_N_DAYS,
                                            .from = BASE_DAY + 17,
                                            .to = BASE_DAY + CALENDARS_DAYS,
                                            .period = 31};
    rule_make(0, office, 2, 5);
    rule_make(1, early, 1, 6);
    rule_make(2, always, 1, 7);
    rule_make(3, office, 2, 4);
    rule_make(4, always, 1, 7);
}

/* The same network in the engine's columns: lags round the clock, as the bare pass has them. */
static struct network network_of(struct arena *mem, const struct net *x, bool one_calendar)
{
    struct network n = {.n_tasks = x->n,
                        .n_links = x->links,
                        .n_calendars = 5,
                        .calendars = rules,
                        .options = {.start = BASE, .finish = INSTANT_NONE, .calendar = 4}};
    n.tasks.duration_s = arena_array(mem, int64_t, x->n);
    n.tasks.calendar = arena_array(mem, int32_t, x->n);
    n.links.pred = arena_array(mem, int32_t, x->links);
    n.links.succ = arena_array(mem, int32_t, x->links);
    n.links.type = arena_array(mem, uint8_t, x->links);
    n.links.lag_kind = arena_array(mem, uint8_t, x->links);
    n.links.lag_s = arena_array(mem, int64_t, x->links);
    for (int i = 0; i < x->n; i++) {
        n.tasks.duration_s[i] = (int64_t)x->duration[i] * MINUTE;
        n.tasks.calendar[i] = one_calendar ? 4 : x->calendar[i];
        for (int k = x->pred_row[i]; k < x->pred_row[i + 1]; k++) {
            n.links.pred[k] = x->pred[k];
            n.links.succ[k] = i;
            n.links.type[k] = x->pred_tag[k] & 3;
            n.links.lag_kind[k] = NET_LAG_ELAPSED;
            n.links.lag_s[k] = (int64_t)(x->pred_tag[k] >> 2) * MINUTE;
        }
    }
    return n;
}

static void (*bare_pass)(const struct net *, struct dates *);

struct cost {
    double bare_ns, engine_ns, bare_end_days, engine_end_days;
};

static double best_of(int repeats, int inner, void (*run)(void *), void *arg)
{
    double best = 1e9;
    for (int k = 0; k < repeats; k++) {
        const double t = cpu_s();
        for (int q = 0; q < inner; q++)
            run(arg);
        const double spent = (cpu_s() - t) / inner;
        best = spent < best ? spent : best;
    }
    return best;
}

struct bare {
    const struct net *x;
    struct dates      r; /* of cpm_limit.c */
};

static void run_bare(void *arg)
{
    struct bare *b = arg;
    bare_pass(b->x, &b->r);
}

struct ours {
    struct cpm       *cpm;
    struct cpm_result result;
};

static void fail(err e)
{
    fprintf(stderr, "cpm_bench: %s\n", e.why);
    exit(1);
}

static void run_ours(void *arg)
{
    struct ours *o = arg;
    const err    e = cpm_pass(o->cpm, &o->result);
    if (e.code)
        fail(e);
}

static struct cost measure(int n, int repeats, bool one_calendar)
{
    struct arena           mem = {0};
    const struct prepared *prepared;
    struct net             x = net_new(n, 2, 1);
    struct network         network = network_of(&mem, &x, one_calendar);
    struct bare            bare = {.x = &x};
    struct ours            ours;
    int32_t              **of[] = {&bare.r.start,       &bare.r.finish,      &bare.r.late_start,
                                   &bare.r.late_finish, &bare.r.total_float, &bare.r.free_float};
    for (int k = 0; k < 6; k++)
        *of[k] = NEW(int32_t, n + 1);
    const err e = network_prepare(&mem, &network, &prepared);
    if (e.code)
        fail(e);
    ours.cpm = cpm_new(&mem, prepared);
    bare_pass = one_calendar ? pass_types : pass_both;
    const int   inner = n > 10000 ? 1 : 100000 / n;
    struct cost c = {.bare_ns = best_of(repeats, inner, run_bare, &bare) * 1e9 / n,
                     .engine_ns = best_of(repeats, inner, run_ours, &ours) * 1e9 / n};
    c.bare_end_days = bare.r.end / 1440.0;
    c.engine_end_days = (double)(ours.result.finish - BASE) / 86400;
    for (int k = 0; k < 6; k++)
        free(*of[k]);
    arena_done(&mem);
    net_free(&x);
    return c;
}

int main(int argc, char **argv)
{
    static const int   sizes[] = {1000, 10000, 100000, 1000000};
    static const char *names[] = {"1k", "10k", "100k", "1M"};
    const int          repeats = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 11;
    calendars_init(CALENDARS_DAYS);
    rules_make();
    for (int one = 0; one < 2; one++)
        for (int z = 0; z < 4; z++) {
            const struct cost c = measure(sizes[z], repeats, one);
            printf("{\"bench\":\"full pass, %s, "
                   "%s\",\"value\":%.1f,\"unit\":\"ns/task\",\"reference\":%.1f,"
                   "\"ratio\":%.2f,\"goal\":%.1f,\"end_days\":[%.1f,%.1f]}\n",
                   one ? "one calendar" : "four calendars", names[z], c.engine_ns, c.bare_ns,
                   c.engine_ns / c.bare_ns, one ? 3.0 : 2.5, c.engine_end_days, c.bare_end_days);
            fflush(stdout);
        }
    return 0;
}
