/* gantline schedule FILE: a plan calculated from its inputs alone, without server or data folder.
 *
 * Nothing that the file stores as a result takes part; with --compare it is held against ours, see
 * cli/differences.c.
 */
#include "cli/schedule.h"

#include "base/json.h"
#include "base/zone.h"
#include "cli/differences.h"
#include "cli/print.h"
#include "domain/item.h"
#include "domain/project.h"
#include "formats/csv.h"
#include "formats/plan_file.h"
#include "formats/source.h"

#include <stdio.h>

struct view {
    struct cli          *cli;
    const struct import *import;
    const struct zone   *zone;
};

/* Rows of the file's own tasks; blank rows and stand-ins for other files have none. */
static const struct item *task_at(const struct view *v, uint32_t slot)
{
    const struct item *i = plan_at(v->import->plan, &item_entity, slot);
    return i->is_blank || i->source_uid == INT_NONE ? NULL : i;
}

static str time_text(const struct view *v, instant t)
{
    return t == INSTANT_NONE ? STR_NONE : local_text(v->cli->mem, zone_local(v->zone, t));
}

static str int_text(const struct view *v, int64_t n)
{
    return n == INT_NONE ? STR_NONE : str_fmt(v->cli->mem, "%lld", (long long)n);
}

/* ---- the file ----------------------------------------------------------------------------- */

enum { WARNINGS_TOLD = 20 };

static void tell_repair(const struct report_line *l)
{
    (void)fprintf(stderr, "warning: ");
    if (l->line)
        (void)fprintf(stderr, "line %lld: ", (long long)l->line);
    (void)fprintf(stderr, "%.*s", STR_ARG(l->why.n ? l->why : l->what));
    if (l->count > 1)
        (void)fprintf(stderr, ", %lld times", (long long)l->count);
    (void)fprintf(stderr, "\n");
}

/* In order of line. Of many the first and the last, which may say that the file was cut. */
static void tell_repairs(const struct import_report *report)
{
    const size_t n = report->n_warnings, left_out = n > WARNINGS_TOLD ? n - WARNINGS_TOLD : 0;
    for (size_t i = 0; i + left_out + 1 < n; i++)
        tell_repair(&report->warnings[i]);
    if (left_out)
        (void)fprintf(stderr, "warning: and %zu more\n", left_out);
    if (n)
        tell_repair(&report->warnings[n - 1]);
}

err schedule_read(struct cli *cli, const char *path, struct import *ret_import)
{
    struct source source;
    TRY(source_open(cli->mem, path, &source));
    TRY(plan_file_read(cli->mem, source, ret_import));
    tell_repairs(&ret_import->report);
    return OK;
}

/* ---- the schedule ------------------------------------------------------------------------- */

static void csv_row(const struct view *v, const struct item *i, const struct item_row *r)
{
    struct buf   *to = v->cli->out;
    const instant times[] = {r->start,        r->finish,     r->early_start,
                             r->early_finish, r->late_start, r->late_finish};
    buf_int(to, i->source_uid);
    buf_char(to, ',');
    csv_text(to, i->title);
    for (size_t k = 0; k < COUNT(times); k++) {
        buf_char(to, ',');
        buf_str(to, time_text(v, times[k]));
    }
    buf_char(to, ',');
    buf_str(to, int_text(v, r->total_slack_s));
    buf_char(to, ',');
    buf_str(to, int_text(v, r->free_slack_s));
    buf_z(to, r->critical ? ",1\n" : ",0\n");
}

static void print_as_csv(const struct view *v)
{
    const uint32_t *slots = NULL;
    size_t          n = plan_outline(v->import->plan, &slots);
    buf_z(v->cli->out, "uid,name,start,finish,early_start,early_finish,late_start,late_finish,"
                       "total_slack_s,free_slack_s,critical\n");
    for (size_t k = 0; k < n; k++) {
        const struct item *i = task_at(v, slots[k]);
        if (i)
            csv_row(v, i, plan_row(v->import->plan, slots[k]));
    }
}

err schedule_csv(struct cli *cli, const struct import *import)
{
    struct view v = {.cli = cli, .import = import};
    TRY(zone_get(plan_project_record(import->plan)->zone, &v.zone));
    print_as_csv(&v);
    return OK;
}

static void json_time(struct json_out *o, const struct view *v, const char *name, instant t)
{
    jo_name(o, name);
    jo_str(o, time_text(v, t));
}

static void json_seconds(struct json_out *o, const char *name, int64_t s)
{
    jo_name(o, name);
    if (s == DURATION_NONE)
        jo_null(o);
    else
        jo_int(o, s);
}

static void json_task(struct json_out *o, const struct view *v, const struct item *i,
                      const struct item_row *r)
{
    jo_object(o);
    json_seconds(o, "uid", i->source_uid);
    jo_name(o, "name");
    jo_str(o, i->title);
    jo_name(o, "wbs");
    jo_str(o, r->wbs);
    jo_name(o, "summary");
    jo_bool(o, r->is_summary);
    json_time(o, v, "start", r->start);
    json_time(o, v, "finish", r->finish);
    json_time(o, v, "early_start", r->early_start);
    json_time(o, v, "early_finish", r->early_finish);
    json_time(o, v, "late_start", r->late_start);
    json_time(o, v, "late_finish", r->late_finish);
    json_seconds(o, "total_slack_s", r->total_slack_s);
    json_seconds(o, "free_slack_s", r->free_slack_s);
    jo_name(o, "critical");
    jo_bool(o, r->critical);
    jo_object_end(o);
}

static void json_tasks(struct json_out *o, const struct view *v)
{
    const uint32_t *slots = NULL;
    size_t          n = plan_outline(v->import->plan, &slots);
    jo_name(o, "tasks");
    jo_array(o);
    for (size_t k = 0; k < n; k++) {
        const struct item *i = task_at(v, slots[k]);
        if (i)
            json_task(o, v, i, plan_row(v->import->plan, slots[k]));
    }
    jo_array_end(o);
}

/* "2026-03-02 08:00": what a person reads. */
static str short_time(const struct view *v, instant t)
{
    str s = time_text(v, t);
    return s.n < 16 ? s : str_fmt(v->cli->mem, "%.*s %.*s", 10, s.p, 5, s.p + 11);
}

static void table_row(const struct view *v, struct print_table *t, const struct item *i,
                      const struct item_row *r)
{
    struct arena *mem = v->cli->mem;
    print_cell(t, int_text(v, i->source_uid));
    print_cell(t, str_fmt(mem, "%*s%.*s", (int)r->level * 2, "", STR_ARG(i->title)));
    print_cell(t, short_time(v, r->start));
    print_cell(t, short_time(v, r->finish));
    print_cell(t, print_duration(mem, r->total_slack_s));
    print_cell(t, print_duration(mem, r->free_slack_s));
    print_cell(t, r->critical ? S("critical") : S(""));
}

static void print_as_table(const struct view *v)
{
    static const char *const heads[] = {"uid",         "task",       "start", "finish",
                                        "total slack", "free slack", ""};
    const uint32_t          *slots = NULL;
    size_t                   n = plan_outline(v->import->plan, &slots);
    struct print_table       t;
    print_table_init(&t, v->cli->mem, COUNT(heads));
    for (size_t c = 0; c < COUNT(heads); c++)
        print_cell(&t, str_from(heads[c]));
    for (size_t k = 0; k < n; k++) {
        const struct item *i = task_at(v, slots[k]);
        if (i)
            table_row(v, &t, i, plan_row(v->import->plan, slots[k]));
    }
    print_table_end(&t, v->cli->out);
}

/* ---- the command -------------------------------------------------------------------------- */

static err print_as_json(const struct view *v)
{
    struct json_out o;
    err             e = OK;
    jo_init(&o, v->cli->out);
    jo_object(&o);
    json_time(&o, v, "start", plan_start(v->import->plan));
    json_time(&o, v, "finish", plan_finish(v->import->plan));
    json_tasks(&o, v);
    if (cli_has(v->cli, "--compare"))
        e = differences_json(v->cli, v->import, &o);
    jo_object_end(&o);
    buf_char(v->cli->out, '\n');
    return e;
}

static err print_plan(struct cli *cli, const struct import *import)
{
    struct view           v = {.cli = cli, .import = import};
    const struct project *p = plan_get(import->plan, &project_entity, plan_project(import->plan));
    TRY(zone_get(p->zone, &v.zone));
    if (cli_has(cli, "--json"))
        return print_as_json(&v);
    if (cli_has(cli, "--compare"))
        return cli_has(cli, "--csv") ? differences_csv(cli, import) : differences_text(cli, import);
    if (cli_has(cli, "--csv"))
        print_as_csv(&v);
    else
        print_as_table(&v);
    return OK;
}

static err schedule_run(struct cli *cli)
{
    struct import import = {0};
    cli->is_misused = cli_has(cli, "--json") && cli_has(cli, "--csv");
    if (cli->is_misused)
        return err_make(ERR_INVALID, "Choose one of --json and --csv.");
    TRY(schedule_read(cli, cli->args[0], &import));
    err e = plan_calculate(import.plan, NULL);
    if (!e.code)
        e = print_plan(cli, &import);
    plan_unref(import.plan);
    return e;
}

static const struct cli_option options[] = {
    {"--csv", NULL, "Print comma-separated values, one line a task.", false},
    {"--json", NULL, "Print JSON.", false},
    {"--compare", NULL, "Print where the file's own results are different, and why.", false},
};

const struct cli_command cli_schedule = {
    .name = "schedule",
    .args = "FILE",
    .help = "Calculate a plan from its inputs alone and print it.",
    .more = "FILE is Microsoft Project XML (MSPDI) or MPX, Primavera P6 XER or XML, GanttProject\n"
            "(.gan), GNOME Planner (.planner) or plan text, plain or gzipped. Times are local to "
            "the plan, slack is in working "
            "seconds.",
    .options = options,
    .n_options = COUNT(options),
    .min_args = 1,
    .max_args = 1,
    .run = schedule_run,
};
