/* bench/replan_bench.c - what one changed duration costs the engine beside the bare arithmetic.
 *
 *   replan_bench [EDITS]
 *
 * The random network of ../shared/bench/net.h, finish-to-start on one clock, for replan_limit.c and
 * for the engine; the same edits in both, which stay in force. CPU microseconds an edit, one JSON
 * line a size. Edits that fall back to a full pass or a full backward pass (the project's finish
 * moved) are among them and counted; the bare program keeps late dates as a distance from the
 * finish and has no such case, but it has no rows either. The ends of both are compared.
 */
#define main replan_limit_main
#include "replan_limit.c"
#undef main

#include "engine/replan.h"

enum { MINUTE = 60, EDITS = 5000 };

#define BASE ((instant)(-7303) * 86400) /* 1950-01-02 */

static struct calendar_rule rule;

static void rule_make(void)
{
    static const struct calendar_shift always[] = {{0, 86400}};
    rule = (struct calendar_rule){.title = S("bench"), .base = CALENDAR_NONE};
    for (int d = 0; d < 7; d++)
        rule.days[d] = (struct calendar_day){1, always};
}

static struct network network_of(struct arena *mem, const struct net *x)
{
    struct network n = {.n_tasks = x->n,
                        .n_links = x->links,
                        .n_calendars = 1,
                        .calendars = &rule,
                        .options = {.start = BASE, .finish = INSTANT_NONE, .calendar = 0}};
    n.tasks.duration_s = arena_array(mem, int64_t, x->n);
    n.links.pred = arena_array(mem, int32_t, x->links);
    n.links.succ = arena_array(mem, int32_t, x->links);
    for (int i = 0; i < x->n; i++) {
        n.tasks.duration_s[i] = (int64_t)x->duration[i] * MINUTE;
        for (int k = x->pred_row[i]; k < x->pred_row[i + 1]; k++) {
            n.links.pred[k] = x->pred[k];
            n.links.succ[k] = i;
        }
    }
    return n;
}

static void must(err e)
{
    if (!e.code)
        return;
    fprintf(stderr, "replan_bench: %s\n", e.why);
    exit(1);
}

struct figures {
    double *bare_us, *ours_us;
    int     whole, wrong;
};

static void edit_both(struct state *bare, struct replan *ours, struct network *net,
                      struct figures *f, int k)
{
    static uint64_t      seed = 7;
    struct replan_result result;
    bool                 fits;
    const int            task = (int)rnd(&seed, (uint32_t)net->n_tasks),
              minutes = 480 * (1 + (int)rnd(&seed, 10));
    double t = cpu_s();
    edit(bare, task, minutes);
    f->bare_us[k] = (cpu_s() - t) * 1e6;
    t = cpu_s();
    net->tasks.duration_s[task] = (int64_t)minutes * MINUTE;
    must(replan_task(ours, task, &fits));
    must(replan_run(ours, &result));
    f->ours_us[k] = (cpu_s() - t) * 1e6;
    f->whole += result.is_whole;
    f->wrong += result.cpm.finish - BASE != (int64_t)bare->best[1] * MINUTE;
}

static void measure(int n, int edits)
{
    struct arena         mem = {0};
    struct net           x = net_new(n, 2, 1);
    struct state         bare = state_new(&x);
    struct network       net = network_of(&mem, &x);
    struct figures       f = {NEW(double, edits), NEW(double, edits), 0, 0};
    struct replan       *ours;
    struct replan_result result;
    must(replan_new(&mem, &net, &ours));
    must(replan_run(ours, &result));
    for (int k = 0; k < edits; k++)
        edit_both(&bare, ours, &net, &f, k);
    const double bare_us = quantile(f.bare_us, edits, 0.5),
                 ours_us = quantile(f.ours_us, edits, 0.5);
    printf("{\"bench\":\"replan, %d tasks\",\"value\":%.2f,\"unit\":\"us\",\"reference\":%.2f,"
           "\"ratio\":%.1f,\"p95\":%.1f,\"p99\":%.1f,\"worst\":%.0f,\"reference_p95\":%.1f,"
           "\"reference_p99\":%.1f,\"whole\":%d,\"edits\":%d,\"wrong\":%d}\n",
           n, ours_us, bare_us, ours_us / bare_us, quantile(f.ours_us, edits, 0.95),
           quantile(f.ours_us, edits, 0.99), quantile(f.ours_us, edits, 1),
           quantile(f.bare_us, edits, 0.95), quantile(f.bare_us, edits, 0.99), f.whole, edits,
           f.wrong);
    fflush(stdout);
    free(f.bare_us);
    free(f.ours_us);
    arena_done(&mem);
    net_free(&x);
}

int main(int argc, char **argv)
{
    const int edits = argc > 1 ? (int)strtol(argv[1], NULL, 10) : EDITS;
    rule_make();
    measure(10000, edits);
    measure(100000, edits);
    measure(1000000, edits / 5);
    return 0;
}
