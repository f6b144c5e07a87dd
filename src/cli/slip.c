/* gantline slip PROJECT: why it is late, batch by batch.
 *
 * Reads the journal of a data folder; the last line is the sum.
 */
#include "app/explain/slip.h"
#include "base/zone.h"
#include "cli/data.h"
#include "cli/print.h"
#include "domain/project.h"

struct view {
    struct cli           *cli;
    const struct project *project;
    const struct zone    *zone;
};

static str date_text(const struct view *v, instant t)
{
    return print_moment(v->cli->mem, v->zone, t);
}

static str days_text(const struct view *v, int64_t seconds)
{
    const double one_day = (double)v->project->minutes_per_day * MINUTE_S;
    return str_fmt(v->cli->mem, "%+.2f d", (double)seconds / one_day);
}

static void print_steps(const struct view *v, const struct slip *s)
{
    static const char *const heads[] = {"seq",   "when",  "cause", "finish before",
                                        "after", "moved", ""};
    struct print_table       t;
    print_table_init(&t, v->cli->mem, COUNT(heads));
    for (size_t c = 0; c < COUNT(heads); c++)
        print_cell(&t, str_from(heads[c]));
    for (size_t k = 0; k < s->n; k++) {
        const struct slip_step *step = &s->steps[k];
        print_cell(&t, str_fmt(v->cli->mem, "%lld", (long long)step->seq));
        print_cell(&t, date_text(v, step->at));
        print_cell(&t, str_from(slip_cause_words[step->cause]));
        print_cell(&t, date_text(v, step->before));
        print_cell(&t, date_text(v, step->after));
        print_cell(&t, days_text(v, step->moved_s));
        print_cell(&t, step->note.p ? step->note : S(""));
    }
    print_table_end(&t, v->cli->out);
}

static void print_sums(const struct view *v, const struct slip *s)
{
    struct buf *to = v->cli->out;
    for (int k = 0; k < SLIP_CAUSES; k++)
        if (s->causes[k].steps)
            buf_fmt(to, "%s: %.*s in %lld changes\n", slip_cause_words[k],
                    STR_ARG(days_text(v, s->causes[k].moved_s)), (long long)s->causes[k].steps);
    if (s->unexplained_s)
        buf_fmt(to, "before the journal began: %.*s\n", STR_ARG(days_text(v, s->unexplained_s)));
    buf_fmt(to, "%.*s to %.*s: %.*s\n", STR_ARG(date_text(v, s->before)),
            STR_ARG(date_text(v, s->after)), STR_ARG(days_text(v, s->moved_s)));
}

static err print_slip(struct cli *cli, struct app *app, const struct plan *plan)
{
    struct view     v = {cli, plan_project_record(plan), zone_utc()};
    struct slip_ask ask = {.project = plan_project(plan)};
    struct slip     slip;
    if (v.project->zone.n)
        TRY(zone_get(v.project->zone, &v.zone));
    if (cli_has(cli, "--item"))
        TRY(data_id(str_from(cli_value(cli, "--item")), &ask.item));
    TRY(cli_int(cli, "--baseline", (struct cli_range){-1, 0, 10}, &ask.baseline));
    TRY(cli_int(cli, "--after", (struct cli_range){0, 1, INT64_MAX}, &ask.after));
    TRY(app_slip(app, cli->mem, &ask, &slip));
    print_steps(&v, &slip);
    print_sums(&v, &slip);
    return OK;
}

static err slip_run(struct cli *cli)
{
    struct app        *app = NULL;
    const struct plan *plan = NULL;
    TRY(data_open(cli, false, &app));
    err e = data_plan(app, cli->mem, str_from(cli->args[0]), &plan);
    if (!e.code)
        e = print_slip(cli, app, plan);
    plan_unref(plan);
    data_close(app);
    return e;
}

static const struct cli_option options[] = {
    CLI_DATA,
    {"--item", "ITEM", "Whose finish; that of the project unless given.", false},
    {"--baseline", "N", "From the finish that baseline N froze.", false},
    {"--after", "SEQ", "Only what came after this change of the journal.", false},
};

const struct cli_command cli_slip = {
    .name = "slip",
    .args = "PROJECT",
    .help = "Say why it is late: which changes moved the finish, by how much; it adds up.",
    .options = options,
    .n_options = COUNT(options),
    .min_args = 1,
    .max_args = 1,
    .run = slip_run,
};
