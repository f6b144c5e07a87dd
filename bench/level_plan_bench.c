/* bench/level_plan_bench.c - the first levelled plan of a portfolio beside the bare arithmetic of
 * one.
 *
 *   level_plan_bench [REPEATS [SEED]]
 *
 * Levels the portfolio of ../shared/bench/sgs_limit.c (projects of 100 tasks that share teams of
 * four people) by that program's bare pass and by ours: from the columns of a network to the first
 * schedule, with preparation, calendars, an ordinary calculation and all rules. Median CPU time of
 * REPEATS; one JSON line for each size, with the finish of both in working hours.
 */
#define main sgs_limit_main
#include "sgs_limit.c"
#undef main

#include "engine/level/plan/check.h"

enum { HOUR = 3600, WORKDAY = 8 };

#define BASE ((int64_t)1772438400) /* Monday, 2026-03-02 08:00 */

static const struct calendar_shift shift[] = {{8 * HOUR, 16 * HOUR}};
static struct calendar_rule        rule = {.title = {"bench", 5}, .base = CALENDAR_NONE};

static int64_t moment_of(int hours)
{
    const int64_t days = hours / WORKDAY;
    return BASE + (days / 5 * 7 + days % 5) * 86400 + hours % WORKDAY * HOUR;
}

static void network_fill(struct network *net, struct arena *mem, const struct portfolio *x)
{
    network_init(
        net, mem,
        (struct network_size){.tasks = x->n, .links = x->pred_row[x->n], .assignments = x->n});
    for (int d = 1; d <= 5; d++)
        rule.days[d] = (struct calendar_day){1, shift};
    net->calendars = &rule;
    net->n_calendars = 1;
    net->options.calendar = 0;
    net->options.start = BASE;
    for (int i = 0; i < x->n; i++) {
        net->tasks.duration_s[i] = (int64_t)x->duration[i] * HOUR;
        net->tasks.constraint[i] = NET_SNET;
        net->tasks.constraint_at[i] = moment_of(x->release[i / PROJECT]);
        net->assignments.task[i] = i;
        net->assignments.calendar[i] = 0;
        net->assignments.units[i] = x->need[i];
        net->assignments.work_s[i] = (int64_t)x->need[i] * x->duration[i] * HOUR;
        for (int k = x->pred_row[i]; k < x->pred_row[i + 1]; k++) {
            net->links.pred[k] = x->pred[k];
            net->links.succ[k] = i;
        }
    }
}

/* At the first plan: stops the clock and the search. */
static double first_s, finish_hours;

static bool stop(void *self, const struct level_progress *progress)
{
    const double *begin = self;
    first_s = cpu_s() - *begin;
    const int64_t days = (progress->finish - BASE) / 86400;
    finish_hours = (double)(days / 7 * 5 + days % 7) * WORKDAY +
                   (double)((progress->finish - BASE) % 86400) / HOUR;
    return false;
}

static double ours_s(const struct portfolio *x, const struct network *net,
                     const struct level_resource *resources)
{
    struct arena        mem = {0};
    struct level_output out;
    double              begin = cpu_s();
    struct level_input  in = {.net = net,
                              .resource_of = x->team,
                              .resources = resources,
                              .n_resources = x->teams,
                              .schedules = 1000,
                              .go_on = stop,
                              .self = &begin};
    const err           e = levelling_run(&mem, &in, &out);
    if (e.code || out.n_after) {
        fprintf(stderr, "level_plan_bench: %s, %d overloads left\n", e.code ? e.why : "levelled",
                out.n_after);
        exit(1);
    }
    arena_done(&mem);
    return first_s;
}

static void one_size(int n, int repeats, uint64_t seed)
{
    struct portfolio  x = portfolio_new(n, seed);
    struct arena      mem = {0};
    struct network    net;
    double           *bare = NEW(double, repeats), *ours = NEW(double, repeats);
    int               length = 0;
    struct level_step four = {INT64_MIN / 4, PEOPLE};
    network_fill(&net, &mem, &x);
    struct level_resource *resources = arena_array(&mem, struct level_resource, x.teams);
    for (int r = 0; r < x.teams; r++)
        resources[r] = (struct level_resource){&four, 1};
    late = NEW(int32_t, n);
    order = NEW(int32_t, n);
    finish = NEW(int32_t, n);
    count = NEW(int32_t, 20000);
    people = NEW(uint8_t, (size_t)x.teams * HOURS);
    for (int k = 0; k < repeats; k++) {
        const double begin = cpu_s();
        length = level(&x);
        bare[k] = cpu_s() - begin;
        ours[k] = ours_s(&x, &net, resources);
    }
    const double b = 1e3 * quantile(bare, repeats, 0.5), o = 1e3 * quantile(ours, repeats, 0.5);
    printf("{\"bench\":\"level plan %dk, first\",\"value\":%.3f,\"unit\":\"ms\",\"reference\":%.3f,"
           "\"ratio\":%.2f,\"goal\":10,\"hours\":%.0f,\"reference_hours\":%d}\n",
           n / 1000, o, b, o / b, finish_hours, length);
    fflush(stdout);
    arena_done(&mem);
}

int main(int argc, char **argv)
{
    const int      repeats = argc > 1 ? atoi(argv[1]) : 9;
    const uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    one_size(10000, repeats, seed);
    one_size(100000, repeats, seed);
    return 0;
}
