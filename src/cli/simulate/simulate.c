/* gantline simulate FILE: when the plan of a file will end, and what that depends on.
 *
 * The estimates of the file count, and those of a list (--estimates) over them. Nothing is stored.
 */
#include "domain/schedule/simulate.h"
#include "base/json.h"
#include "base/zone.h"
#include "cli/cli.h"
#include "cli/print.h"
#include "cli/schedule.h"
#include "domain/item.h"
#include "domain/project.h"
#include "formats/estimates.h"
#include "formats/source.h"

#include <math.h>
#include <unistd.h>

enum { TRIALS_USUAL = 10000, SHOWN_MAX = 12 };

/* By index of simulation_points; P95 is for charts. */
static const char *const point_names[] = {"p10", "p50", "p80", "p90"};

struct view {
    struct cli                   *cli;
    const struct plan            *plan;
    const struct project         *project;
    const struct zone            *zone;
    const struct plan_simulation *s;
    int64_t                       seed;
};

static str time_text(const struct view *v, instant t)
{
    return t == INSTANT_NONE ? STR_NONE : local_text(v->cli->mem, zone_local(v->zone, t));
}

static const struct item *item_at(const struct view *v, uint32_t slot)
{
    const struct item *i = plan_at(v->plan, &item_entity, slot);
    return i->is_blank || i->source_uid == INT_NONE ? NULL : i;
}

static instant finish_at(const struct view *v, double p)
{
    return simulation_at(v->s->result.finish_sorted, v->s->result.trials, p);
}

/* ---- JSON --------------------------------------------------------------------------------- */

static void json_number(struct json_out *o, const char *name, double value)
{
    jo_name(o, name);
    jo_double(o, value);
}

static void json_points(struct json_out *o, const struct view *v, const instant *at,
                        const char *prefix)
{
    for (size_t k = 0; k < COUNT(point_names); k++) {
        jo_name_str(o, str_fmt(v->cli->mem, "%s%s", prefix, point_names[k]));
        jo_str(o, time_text(v, at[k]));
    }
}

static void json_finish(struct json_out *o, const struct view *v)
{
    const struct simulation_result *r = &v->s->result;
    instant                         at[COUNT(point_names)];
    for (size_t k = 0; k < COUNT(point_names); k++)
        at[k] = finish_at(v, simulation_points[k]);
    jo_name(o, "finish");
    jo_object(o);
    jo_name(o, "planned");
    jo_str(o, time_text(v, r->planned_finish));
    json_points(o, v, at, "");
    json_number(o, "mean_s", r->finish_mean_s);
    json_number(o, "sd_s", r->finish_sd_s);
    json_number(o, "chance_planned",
                simulation_chance(r->finish_sorted, r->trials, r->planned_finish));
    jo_name(o, "contingency_s");
    jo_int(o, at[2] - r->planned_finish);
    jo_object_end(o);
}

static void json_cost(struct json_out *o, const struct view *v)
{
    const struct simulation_result *r = &v->s->result;
    jo_name(o, "cost");
    jo_object(o);
    json_number(o, "planned_minor", r->planned_cost);
    for (size_t k = 0; k < COUNT(point_names); k++)
        json_number(o, str_z(v->cli->mem, str_fmt(v->cli->mem, "%s_minor", point_names[k])),
                    round(simulation_cost_at(r->cost_sorted, r->trials, simulation_points[k])));
    json_number(o, "mean_minor", r->cost_mean);
    json_number(o, "sd_minor", r->cost_sd);
    jo_object_end(o);
}

static void json_item(struct json_out *o, const struct view *v, const struct item *i,
                      const struct simulation_item *s)
{
    jo_object(o);
    jo_name(o, "uid");
    jo_int(o, i->source_uid);
    jo_name(o, "name");
    jo_str(o, i->title);
    json_points(o, v, s->finish, "");
    json_points(o, v, s->start, "start_");
    json_number(o, "criticality", s->criticality);
    json_number(o, "cruciality", s->cruciality);
    json_number(o, "ssi", s->sensitivity);
    json_number(o, "on_time", s->on_time);
    jo_object_end(o);
}

static void json_items(struct json_out *o, const struct view *v)
{
    const uint32_t *slots = NULL;
    const size_t    n = plan_outline(v->plan, &slots);
    jo_name(o, "items");
    jo_array(o);
    for (size_t k = 0; k < n; k++) {
        const struct item *i = item_at(v, slots[k]);
        if (i)
            json_item(o, v, i, plan_simulation_item(v->s, slots[k]));
    }
    jo_array_end(o);
}

static const struct item *task_item(const struct view *v, int32_t task)
{
    return plan_at(v->plan, &item_entity, v->s->slot_of[task]);
}

static void json_tornado(struct json_out *o, const struct view *v)
{
    jo_name(o, "tornado");
    jo_array(o);
    for (int32_t i = 0; i < v->s->result.n_swings; i++) {
        const struct simulation_swing *s = &v->s->result.swings[i];
        if (s->task < 0)
            continue;
        jo_object(o);
        jo_name(o, "uid");
        jo_int(o, task_item(v, s->task)->source_uid);
        jo_name(o, "low_s");
        jo_int(o, s->low_s);
        jo_name(o, "high_s");
        jo_int(o, s->high_s);
        jo_object_end(o);
    }
    jo_array_end(o);
}

static const char *bar_text(enum simulation_bar bar)
{
    switch (bar) {
    case SIMULATION_VARIES: return "";
    case SIMULATION_SUMMARY: return "is a summary";
    case SIMULATION_FINISHED: return "is finished";
    case SIMULATION_NOT_WORK: return "is not work of this plan";
    case SIMULATION_NO_DURATION: return "has no duration of its own";
    }
    return "";
}

static void json_ignored(struct json_out *o, const struct view *v)
{
    jo_name(o, "ignored");
    jo_array(o);
    for (size_t i = 0; i < v->s->n_ignored; i++) {
        const struct item *item = plan_get(v->plan, &item_entity, v->s->ignored[i].item);
        jo_object(o);
        jo_name(o, "uid");
        jo_int(o, item->source_uid);
        jo_name(o, "why");
        jo_z(o, bar_text(v->s->ignored[i].bar));
        jo_object_end(o);
    }
    jo_array_end(o);
}

static void print_as_json(const struct view *v)
{
    struct json_out o;
    jo_init(&o, v->cli->out);
    jo_object(&o);
    jo_name(&o, "trials");
    jo_int(&o, v->s->result.trials);
    jo_name(&o, "seed");
    jo_int(&o, v->seed);
    jo_name(&o, "estimated");
    jo_int(&o, (int64_t)v->s->n_estimated);
    jo_name(&o, "start");
    jo_str(&o, time_text(v, v->s->result.start));
    json_finish(&o, v);
    json_cost(&o, v);
    json_items(&o, v);
    json_tornado(&o, v);
    json_ignored(&o, v);
    jo_object_end(&o);
    buf_char(v->cli->out, '\n');
}

/* ---- text --------------------------------------------------------------------------------- */

/* "2026-03-02 08:00": what a person reads. */
static str short_time(const struct view *v, instant t)
{
    const str s = time_text(v, t);
    return s.n < 16 ? s : str_fmt(v->cli->mem, "%.*s %.*s", 10, s.p, 5, s.p + 11);
}

static str days_text(const struct view *v, int64_t s)
{
    return str_fmt(v->cli->mem, "%+.1f days", (double)s / DAY_S);
}

static void print_finish(const struct view *v)
{
    const struct simulation_result *r = &v->s->result;
    struct buf                     *to = v->cli->out;
    buf_fmt(to, "%d trials, seed %lld, %zu estimates\n\n", (int)r->trials, (long long)v->seed,
            v->s->n_estimated);
    buf_fmt(to, "planned finish  %.*s   chance %.0f %%\n",
            STR_ARG(short_time(v, r->planned_finish)),
            100 * simulation_chance(r->finish_sorted, r->trials, r->planned_finish));
    for (size_t k = 0; k < COUNT(point_names); k++) {
        const instant at = finish_at(v, simulation_points[k]);
        buf_fmt(to, "%.0f %% by         %.*s   %.*s\n", 100 * simulation_points[k],
                STR_ARG(short_time(v, at)), STR_ARG(days_text(v, at - r->planned_finish)));
    }
    if (r->cost_sd > 0)
        buf_fmt(to, "cost            %.0f planned, 80 %% within %.0f (minor units)\n",
                r->planned_cost, simulation_cost_at(r->cost_sorted, r->trials, 0.8));
}

static void print_deadlines(const struct view *v)
{
    const uint32_t *slots = NULL;
    const size_t    n = plan_outline(v->plan, &slots);
    bool            is_first = true;
    for (size_t k = 0; k < n; k++) {
        const struct item            *i = item_at(v, slots[k]);
        const struct simulation_item *s = plan_simulation_item(v->s, slots[k]);
        if (!i || !s || isnan(s->on_time))
            continue;
        buf_z(v->cli->out, is_first ? "\ndeadlines\n" : "");
        is_first = false;
        buf_fmt(v->cli->out, "  %3.0f %%  %.*s  %.*s\n", 100 * s->on_time,
                STR_ARG(short_time(v, i->deadline)), STR_ARG(i->title));
    }
}

static void print_swings(const struct view *v)
{
    static const char *const heads[] = {"uid",           "task",        "shortest fifth",
                                        "longest fifth", "criticality", "cruciality"};
    struct print_table       t;
    print_table_init(&t, v->cli->mem, COUNT(heads));
    for (size_t c = 0; c < COUNT(heads); c++)
        print_cell(&t, str_from(heads[c]));
    for (int32_t i = 0; i < v->s->result.n_swings && i < SHOWN_MAX; i++) {
        const struct simulation_swing *s = &v->s->result.swings[i];
        if (s->task < 0)
            continue;
        const struct simulation_item *item = &v->s->result.items[s->task];
        print_cell(&t, str_fmt(v->cli->mem, "%lld", (long long)task_item(v, s->task)->source_uid));
        print_cell(&t, task_item(v, s->task)->title);
        print_cell(&t, days_text(v, s->low_s));
        print_cell(&t, days_text(v, s->high_s));
        print_cell(&t, str_fmt(v->cli->mem, "%.2f", item->criticality));
        print_cell(&t, str_fmt(v->cli->mem, "%.2f", item->cruciality));
    }
    if (!v->s->result.n_swings)
        return;
    buf_z(v->cli->out, "\nwhat moves the finish\n");
    print_table_end(&t, v->cli->out);
}

static void print_as_text(const struct view *v)
{
    print_finish(v);
    print_deadlines(v);
    print_swings(v);
    if (!v->s->n_estimated)
        buf_z(v->cli->out,
              "\nNothing is uncertain: no task has estimates. Give them with --estimates.\n");
    for (size_t i = 0; i < v->s->n_ignored && i < SHOWN_MAX; i++) {
        const struct item *item = plan_get(v->plan, &item_entity, v->s->ignored[i].item);
        buf_fmt(v->cli->out, "ignored: %lld %.*s %s\n", (long long)item->source_uid,
                STR_ARG(item->title), bar_text(v->s->ignored[i].bar));
    }
}

/* ---- the command -------------------------------------------------------------------------- */

static err estimates_take(struct cli *cli, struct plan *plan)
{
    struct source source;
    str           csv;
    size_t        n;
    if (!cli_has(cli, "--estimates"))
        return OK;
    TRY(source_open(cli->mem, cli_value(cli, "--estimates"), &source));
    TRY(source_all(cli->mem, source, ESTIMATES_BYTES_MAX, &csv));
    return estimates_read(cli->mem, csv, plan, &n);
}

static int64_t processors(void)
{
    const long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > SIMULATION_THREADS_MAX ? SIMULATION_THREADS_MAX : n;
}

static err correlation_of(struct cli *cli, double *ret_correlation)
{
    const char *text = cli_value(cli, "--correlation");
    double      value = 0;
    cli->is_misused = text && (!str_double(str_from(text), &value) || value < 0 || value > 1);
    if (cli->is_misused)
        return err_make(ERR_INVALID, "--correlation must be a number from 0 to 1, not \"%s\"",
                        text);
    *ret_correlation = value;
    return OK;
}

static err simulate(struct cli *cli, struct plan *plan)
{
    int64_t                        trials, seed, threads;
    struct plan_simulation_options options = {0};
    struct plan_simulation         s;
    struct view                    v = {.cli = cli, .plan = plan, .s = &s};
    TRY(cli_int(cli, "--trials", (struct cli_range){TRIALS_USUAL, 1, SIMULATION_TRIALS_MAX},
                &trials));
    TRY(cli_int(cli, "--seed", (struct cli_range){1, 0, INT64_MAX}, &seed));
    TRY(cli_int(cli, "--threads", (struct cli_range){processors(), 1, SIMULATION_THREADS_MAX},
                &threads));
    TRY(correlation_of(cli, &options.correlation));
    TRY(estimates_take(cli, plan));
    TRY(plan_calculate(plan, NULL));
    options.trials = (int32_t)trials;
    options.threads = (int32_t)threads;
    options.seed = (uint64_t)seed;
    TRY(plan_simulate(cli->mem, plan, NULL, &options, &s));
    v.project = plan_project_record(plan);
    v.seed = seed;
    TRY(zone_get(v.project->zone, &v.zone));
    if (cli_has(cli, "--json"))
        print_as_json(&v);
    else
        print_as_text(&v);
    return OK;
}

static err simulate_run(struct cli *cli)
{
    struct import import = {0};
    TRY(schedule_read(cli, cli->args[0], &import));
    const err e = simulate(cli, import.plan);
    plan_unref(import.plan);
    return e;
}

static const struct cli_option options[] = {
    {"--trials", "N", "How many times the plan is played through (10000).", false},
    {"--seed", "N", "The same number gives the same answer (1).", false},
    {"--threads", "N", "Threads to use; does not change the answer (all processors).", false},
    {"--estimates", "FILE", "Three-point estimates, CSV.", false},
    {"--correlation", "R", "Correlation of all durations with each other, 0 to 1 (0).", false},
    {"--json", NULL, "Print JSON.", false},
};

const struct cli_command cli_simulate = {
    .name = "simulate",
    .args = "FILE",
    .help = "Simulate a plan with uncertain durations: when it ends, and why.",
    .more = "FILE is any plan that `schedule` reads. Estimates are lines of\n"
            "  uid,distribution,optimistic,most_likely,pessimistic\n"
            "below that header: the task's own number in the file; triangular, pert, uniform,\n"
            "lognormal or discrete; durations such as 3d, 16h, 1.5w or PT16H.",
    .options = options,
    .n_options = COUNT(options),
    .min_args = 1,
    .max_args = 1,
    .run = simulate_run,
};
