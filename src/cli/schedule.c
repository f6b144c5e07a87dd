/* gantline schedule FILE: a plan calculated from its inputs alone, without server or data folder.
 *
 * Nothing that the file stores as a result takes part; with --compare it is held against ours.
 */
#include "base/json.h"
#include "base/zone.h"
#include "cli/cli.h"
#include "cli/print.h"
#include "domain/project.h"
#include "formats/compare.h"
#include "formats/csv.h"
#include "formats/plan_file.h"
#include "formats/source.h"

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

/* ---- comparing ---------------------------------------------------------------------------- */

static str value_text(const struct view *v, enum compare_what what, int64_t value)
{
    if (what < COMPARE_TOTAL_SLACK)
        return value == INSTANT_NONE ? S("none") : time_text(v, value);
    if (value == INT_NONE)
        return S("none");
    return what == COMPARE_CRITICAL ? (value ? S("yes") : S("no"))
                                    : str_fmt(v->cli->mem, "%lld s", (long long)value);
}

static void difference_line(void *arg, const struct difference *d)
{
    const struct view *v = arg;
    buf_fmt(v->cli->out, "uid %lld %.*s: %s is %.*s, the file says %.*s\n",
            (long long)d->item->source_uid, STR_ARG(d->item->title), compare_words[d->what],
            STR_ARG(value_text(v, d->what, d->calculated)),
            STR_ARG(value_text(v, d->what, d->stored)));
}

struct json_view {
    const struct view *v;
    struct json_out   *o;
};

static void json_value_of(struct json_view *j, const char *name, enum compare_what what,
                          int64_t value)
{
    jo_name(j->o, name);
    if (value == INT_NONE)
        jo_null(j->o);
    else if (what < COMPARE_TOTAL_SLACK)
        jo_str(j->o, time_text(j->v, value));
    else if (what == COMPARE_CRITICAL)
        jo_bool(j->o, value != 0);
    else
        jo_int(j->o, value);
}

static void difference_json(void *arg, const struct difference *d)
{
    struct json_view *j = arg;
    jo_object(j->o);
    jo_name(j->o, "uid");
    jo_int(j->o, d->item->source_uid);
    jo_name(j->o, "name");
    jo_str(j->o, d->item->title);
    jo_name(j->o, "field");
    jo_z(j->o, compare_words[d->what]);
    json_value_of(j, "calculated", d->what, d->calculated);
    json_value_of(j, "stored", d->what, d->stored);
    jo_object_end(j->o);
}

static void json_comparison(struct json_out *o, const struct view *v)
{
    struct json_view  j = {v, o};
    struct comparison c;
    jo_name(o, "differences");
    jo_array(o);
    compare_stored(v->import->plan, &v->import->stored, difference_json, &j, &c);
    jo_array_end(o);
    jo_name(o, "summary");
    jo_object(o);
    json_seconds(o, "tasks", (int64_t)c.items);
    json_seconds(o, "differing", (int64_t)c.differing);
    for (enum compare_what k = 0; k < COMPARE_COUNT; k++)
        json_seconds(o, compare_words[k], (int64_t)c.different[k]);
    jo_object_end(o);
}

static void print_comparison(const struct view *v)
{
    struct comparison c;
    compare_stored(v->import->plan, &v->import->stored, difference_line, (void *)(uintptr_t)v, &c);
    buf_fmt(v->cli->out, "%zu of %zu tasks as stored; different:", c.items - c.differing, c.items);
    for (enum compare_what k = 0; k < COMPARE_COUNT; k++)
        buf_fmt(v->cli->out, "%s %s %zu", k ? "," : "", compare_words[k], c.different[k]);
    buf_char(v->cli->out, '\n');
}

/* ---- the command -------------------------------------------------------------------------- */

static void print_as_json(const struct view *v)
{
    struct json_out o;
    jo_init(&o, v->cli->out);
    jo_object(&o);
    json_time(&o, v, "start", plan_start(v->import->plan));
    json_time(&o, v, "finish", plan_finish(v->import->plan));
    json_tasks(&o, v);
    if (cli_has(v->cli, "--compare"))
        json_comparison(&o, v);
    jo_object_end(&o);
    buf_char(v->cli->out, '\n');
}

static err print_plan(struct cli *cli, const struct import *import)
{
    struct view           v = {.cli = cli, .import = import};
    const struct project *p = plan_get(import->plan, &project_entity, plan_project(import->plan));
    TRY(zone_get(p->zone, &v.zone));
    if (cli_has(cli, "--json"))
        print_as_json(&v);
    else if (cli_has(cli, "--csv"))
        print_as_csv(&v);
    else if (!cli_has(cli, "--compare"))
        print_as_table(&v);
    if (cli_has(cli, "--compare") && !cli_has(cli, "--json"))
        print_comparison(&v);
    return OK;
}

static err schedule_run(struct cli *cli)
{
    struct source source;
    struct import import = {0};
    TRY(source_open(cli->mem, cli->args[0], &source));
    TRY(plan_file_read(cli->mem, source, &import));
    err e = plan_calculate(import.plan, NULL);
    if (!e.code)
        e = print_plan(cli, &import);
    plan_unref(import.plan);
    return e;
}

static const struct cli_option options[] = {
    {"--csv", NULL, "Print comma-separated values, one line a task.", false},
    {"--json", NULL, "Print JSON.", false},
    {"--compare", NULL, "Print where the file's own results are different.", false},
};

const struct cli_command cli_schedule = {
    .name = "schedule",
    .args = "FILE",
    .help = "Calculate a plan from its inputs alone and print it.",
    .more = "FILE is Microsoft Project XML (MSPDI) or MPX, GanttProject (.gan), GNOME Planner "
            "(.planner)\n"
            "or plan text, plain or gzipped. Times are local to the plan, slack is in working "
            "seconds.",
    .options = options,
    .n_options = COUNT(options),
    .min_args = 1,
    .max_args = 1,
    .run = schedule_run,
};
