/* gantline level FILE: activities at times when there are enough resources, the whole as short as
 * can be found.
 *
 * The file's first bytes tell what it is: a problem of a library goes to the search as it stands,
 * in whole periods; activity numbers in the output are the file's. All else is a plan and goes to
 * level_plan.c.
 */
#include "cli/level.h"
#include "base/clock.h"
#include "base/json.h"
#include "engine/level/search.h"
#include "formats/psplib/psplib.h"
#include "formats/source.h"

#include <math.h>

enum { SCHEDULES_MOST = 1000 * 1000 * 1000 };

/* ---- time ------------------------------------------------------------------------------------ */

struct stopwatch {
    double begin_s, limit_s; /* limit 0 = none */
};

static double cpu_s(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double spent(void *arg, const struct level_progress *now)
{
    const struct stopwatch *w = arg;
    (void)now;
    return w->limit_s > 0 ? (cpu_s() - w->begin_s) / w->limit_s : 0;
}

static err seconds(struct cli *cli, double *ret_seconds)
{
    const char *text = cli_value(cli, "--seconds");
    *ret_seconds = 0;
    if (!text)
        return OK;
    cli->is_misused = !str_double(str_from(text), ret_seconds) || *ret_seconds <= 0 ||
                      *ret_seconds > 86400;
    return cli->is_misused ? err_make(ERR_INVALID,
                                      "--seconds must be a number above 0, up to "
                                      "86400, not \"%s\"",
                                      text)
                           : OK;
}

/* ---- output ---------------------------------------------------------------------------------- */

static void json_map(struct json_out *o, const char *name, const int32_t *v, const int32_t *minus,
                     int32_t n)
{
    char number[16];
    jo_name(o, name);
    jo_object(o);
    for (int32_t i = 0; i < n; i++) {
        (void)snprintf(number, sizeof number, "%d", i + 1);
        jo_name(o, number);
        jo_int(o, minus ? v[i] - minus[i] + 1 : v[i]);
    }
    jo_object_end(o);
}

static void print_json(struct cli *cli, const struct level_problem *p, const struct level_result *r,
                       double cpu)
{
    struct json_out o;
    jo_init(&o, cli->out);
    jo_object(&o);
    jo_name(&o, "makespan");
    jo_int(&o, r->makespan);
    jo_name(&o, "lower_bound");
    jo_int(&o, r->lower_bound);
    jo_name(&o, "schedules");
    jo_int(&o, r->schedules);
    jo_name(&o, "cpu_s");
    jo_double(&o, round(cpu * 1e6) / 1e6);
    json_map(&o, "start", r->times.start, NULL, p->n_activities);
    json_map(&o, "mode", r->times.mode, p->mode_first, p->n_activities);
    jo_object_end(&o);
    buf_char(cli->out, '\n');
}

static void print_text(struct cli *cli, const struct level_problem *p, const struct level_result *r)
{
    const bool has_modes = p->mode_first[p->n_activities] > p->n_activities;
    buf_fmt(cli->out, "makespan     %d periods\nlower bound  %d periods: ", r->makespan,
            r->lower_bound);
    if (r->makespan <= r->lower_bound)
        buf_z(cli->out, "this is the shortest possible\n");
    else
        buf_fmt(cli->out, "at most %.1f %% above the shortest possible\n",
                100.0 * (r->makespan - r->lower_bound) / (r->lower_bound > 0 ? r->lower_bound : 1));
    buf_fmt(cli->out, "schedules    %lld looked at\n\n%8s %8s %8s%s\n", (long long)r->schedules,
            "activity", "start", "finish", has_modes ? "     mode" : "");
    for (int32_t i = 0; i < p->n_activities; i++) {
        const int32_t mode = r->times.mode[i], start = r->times.start[i];
        buf_fmt(cli->out, "%8d %8d %8d", i + 1, start, start + p->mode_duration[mode]);
        if (has_modes)
            buf_fmt(cli->out, " %8d", mode - p->mode_first[i] + 1);
        buf_char(cli->out, '\n');
    }
}

/* ---- the command ----------------------------------------------------------------------------- */

static err level_problem_run(struct cli *cli, const struct level_problem *p)
{
    struct stopwatch     watch = {.begin_s = cpu_s()};
    struct level_options options = {.spent = spent, .arg = &watch};
    struct level_result  result;
    int64_t              seed;
    TRY(seconds(cli, &watch.limit_s));
    TRY(cli_int(cli, "--schedules", (struct cli_range){0, 1, SCHEDULES_MOST}, &options.schedules));
    TRY(cli_int(cli, "--seed", (struct cli_range){1, 0, INT64_MAX}, &seed));
    if (!options.schedules && watch.limit_s <= 0)
        options.schedules = LEVEL_SCHEDULES_USUAL;
    options.seed = (uint64_t)seed;
    TRY(level_search(cli->mem, p, &options, &result));
    if (cli_has(cli, "--json"))
        print_json(cli, p, &result, cpu_s() - watch.begin_s);
    else
        print_text(cli, p, &result);
    return OK;
}

/* Opened for its first bytes only; whoever reads it opens it again. */
static err is_problem(struct cli *cli, bool *ret_is)
{
    struct source source;
    char          head[512];
    size_t        n = 0, got = 0;
    TRY(source_open(cli->mem, cli->args[0], &source));
    do {
        TRY(source.read(source.self, head + n, sizeof head - n, &got));
        n += got;
    } while (got > 0 && n < sizeof head);
    *ret_is = psplib_looks_like((str){head, n}, source.name);
    return OK;
}

static err run(struct cli *cli)
{
    struct source        source;
    struct level_problem problem;
    bool                 is_library;
    TRY(is_problem(cli, &is_library));
    if (!is_library)
        return level_plan_file(cli, cli->args[0]);
    TRY(source_open(cli->mem, cli->args[0], &source));
    TRY(psplib_read(cli->mem, source, &problem));
    return level_problem_run(cli, &problem);
}

static const struct cli_option options[] = {
    {"--schedules", "N", "Generate so many schedules (default 20000, of plans 200).", false},
    {"--seconds", "S", "Search for so many seconds of computing time.", false},
    {"--seed", "N", "Begin of the random numbers (default 1).", false},
    {"--json", NULL, "Print JSON.", false},
    CLI_LEVEL_PLAN,
};

const struct cli_command cli_level = {
    .name = "level",
    .args = "FILE",
    .help = "Level a plan, or schedule a problem, as short as can be found.",
    .more =
        "FILE is a plan of any format that `gantline schedule` reads: its tasks are delayed until\n"
        "no resource is overloaded; what moved, for whom it waits, and how far the finish may be\n"
        "from the best possible is printed.\n"
        "Or it is a PSPLIB problem (.sm, .mm) or Patterson's (.rcp). The same seed and number of\n"
        "schedules give the same answer. The search ends at once when a schedule is proved to\n"
        "be the shortest possible.",
    .options = options,
    .n_options = COUNT(options),
    .min_args = 1,
    .max_args = 1,
    .run = run,
};
