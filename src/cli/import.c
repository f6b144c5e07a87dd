/* gantline import FILE: a file becomes a project.
 *
 * The report says what was kept, what could not be kept, what was repaired, and where the file's
 * own dates differ from ours. The same plan is calculated before anything is stored.
 */
#include "base/json.h"
#include "cli/data.h"
#include "cli/exchange.h"
#include "domain/compare/compare.h"
#include "formats/plan_file.h"
#include "formats/source.h"

struct outcome {
    const struct import *import;
    struct comparison    comparison;
    struct id            project;
};

static void print_json(struct cli *cli, const struct outcome *r)
{
    struct json_out        o;
    struct exchange_report report = exchange_report_of(cli->mem, r->import);
    jo_init(&o, cli->out);
    exchange_json(&o, r->project, r->import->plan, &report);
    buf_char(cli->out, '\n');
}

/* ---- for people --------------------------------------------------------------------------- */

static void print_lines(struct cli *cli, const char *head, const struct report_line *lines,
                        size_t n)
{
    if (n)
        buf_fmt(cli->out, "%s\n", head);
    for (size_t i = 0; i < n; i++) {
        buf_fmt(cli->out, "  %.*s", STR_ARG(lines[i].what));
        if (lines[i].line)
            buf_fmt(cli->out, " (line %lld)", (long long)lines[i].line);
        if (lines[i].count > 1)
            buf_fmt(cli->out, ", %lld times", (long long)lines[i].count);
        if (lines[i].why.p)
            buf_fmt(cli->out, ": %.*s", STR_ARG(lines[i].why));
        buf_char(cli->out, '\n');
    }
}

static void print_kept(struct cli *cli, const struct plan *plan)
{
    buf_z(cli->out, "Kept:");
    for (size_t i = 0; entities[i]; i++) {
        size_t n = entity_in_plan(entities[i]) ? plan_count(plan, entities[i]) : 0;
        if (n)
            buf_fmt(cli->out, " %zu %s", n, n == 1 ? entities[i]->name : entities[i]->plural);
    }
    buf_char(cli->out, '\n');
}

static void print_text(struct cli *cli, const struct outcome *r)
{
    const struct import_report *report = &r->import->report;
    const struct comparison    *c = &r->comparison;
    buf_fmt(cli->out, "Imported as project %lld.\n", (long long)r->project.v);
    print_kept(cli, r->import->plan);
    print_lines(cli, "Not kept:", report->dropped, report->n_dropped);
    print_lines(cli, "Warnings:", report->warnings, report->n_warnings);
    buf_fmt(cli->out,
            "Calculated anew: %zu of %zu items differ from the file (start %zu, finish %zu).\n",
            c->differing, c->items, c->different[COMPARE_START], c->different[COMPARE_FINISH]);
}

/* ---- the command -------------------------------------------------------------------------- */

static err store_plan(struct cli *cli, struct outcome *r, str name)
{
    struct app           *app = NULL;
    struct refusal        refusal = {0};
    struct import_request make = {.read = r->import->plan, .source_name = name};
    err                   e = data_open(cli, true, &app);
    if (!e.code)
        e = data_refused(app_import(app, cli->mem, &make, &refusal, &r->project), &refusal);
    data_close(app);
    return e;
}

static err import_run(struct cli *cli)
{
    struct source  source;
    struct import  import = {0};
    struct outcome r = {.import = &import};
    TRY(source_open(cli->mem, cli->args[0], &source));
    TRY(plan_file_read(cli->mem, source, &import));
    err e = plan_calculate(import.plan, NULL);
    if (!e.code) {
        compare_stored(import.plan, &import.stored, NULL, NULL, &r.comparison);
        if (r.comparison.differing)
            stored_keep(import.plan, &import.stored);
        e = store_plan(cli, &r, source.name);
    }
    if (!e.code && cli_has(cli, "--json"))
        print_json(cli, &r);
    else if (!e.code)
        print_text(cli, &r);
    plan_unref(import.plan);
    return e;
}

static const struct cli_option options[] = {
    CLI_DATA,
    {"--json", NULL, "Print the report as JSON.", false},
};

const struct cli_command cli_import = {
    .name = "import",
    .args = "FILE",
    .help = "Make a project of a file of another program or plan text; report what was kept.",
    .more = "FILE is Microsoft Project XML (MSPDI) or MPX, Primavera P6 XER or XML, GanttProject\n"
            "(.gan), GNOME Planner (.planner) or plan text, plain or gzipped; its first bytes tell "
            "which.",
    .options = options,
    .n_options = COUNT(options),
    .min_args = 1,
    .max_args = 1,
    .run = import_run,
};
