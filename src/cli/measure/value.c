/* gantline value FILE: earned value and earned schedule of a plan against one of its baselines.
 *
 * The status date is --at, else the data date of the plan, else now. Figures that do not apply are
 * printed as n/a.
 */
#include "base/clock.h"
#include "base/zone.h"
#include "cli/cli.h"
#include "cli/print.h"
#include "cli/schedule.h"
#include "domain/project.h"
#include "domain/value/earned_value.h"

#include <math.h>

struct view {
    struct cli                *cli;
    const struct earned_value *v;
    const struct zone         *zone;
    struct print_table         table;
};

static str amount_text(const struct view *w, double amount)
{
    if (!isfinite(amount))
        return S("n/a");
    if (w->v->in == VALUE_IN_WORK)
        return str_fmt(w->cli->mem, "%.1f h", amount / HOUR_S);
    const int digits = (int)w->v->project->currency_digits;
    return str_fmt(w->cli->mem, "%.*f %.*s", digits, amount / pow(10, digits),
                   STR_ARG(w->v->project->currency));
}

static str ratio_text(const struct view *w, double ratio)
{
    return isfinite(ratio) ? str_fmt(w->cli->mem, "%.3f", ratio) : S("n/a");
}

static str days_text(const struct view *w, double seconds)
{
    const double one_day = (double)w->v->project->minutes_per_day * MINUTE_S;
    return isfinite(seconds) ? str_fmt(w->cli->mem, "%.1f days", seconds / one_day) : S("n/a");
}

static str date_text(const struct view *w, instant t)
{
    return t == INSTANT_NONE ? S("n/a") : print_moment(w->cli->mem, w->zone, t);
}

static void row(struct view *w, const char *name, str value, const char *meaning)
{
    print_cell(&w->table, str_from(name));
    print_cell(&w->table, value);
    print_cell(&w->table, str_from(meaning));
}

static void print_sums(struct view *w)
{
    const struct value_sum     s = w->v->result.all;
    const struct value_indices x = w->v->result.indices;
    row(w, "BAC", amount_text(w, s.budget), "budget at completion");
    row(w, "PV", amount_text(w, s.planned), "planned value");
    row(w, "EV", amount_text(w, s.earned), "earned value");
    row(w, "AC", amount_text(w, s.actual), "actual cost");
    row(w, "CV", amount_text(w, x.cv), "cost variance");
    row(w, "SV", amount_text(w, x.sv), "schedule variance");
    row(w, "CPI", ratio_text(w, x.cpi), "cost performance index");
    row(w, "SPI", ratio_text(w, x.spi), "schedule performance index");
    row(w, "TCPI", ratio_text(w, x.tcpi_budget),
        x.is_out_of_reach ? "needed to meet the budget: out of reach"
                          : "needed to meet the budget");
}

static void print_schedule(struct view *w)
{
    const struct value_result *r = &w->v->result;
    row(w, "ES", date_text(w, r->earned_at), "earned schedule: when so much was planned");
    row(w, "SV(t)", days_text(w, r->indices.sv_t_s), "schedule variance in working time");
    row(w, "SPI(t)", ratio_text(w, r->indices.spi_t), "time performance index");
    row(w, "p", ratio_text(w, r->adherence), "adherence to the schedule");
}

static void print_forecasts(struct view *w)
{
    static const char *const costs[] = {"rest as budgeted",
                                        "by CPI",
                                        "by CPI × SPI",
                                        "as those who do it say",
                                        "by 0.8 CPI + 0.2 SPI",
                                        "by recent CPI",
                                        "by SPI",
                                        "by SPI(t)",
                                        "by CPI × SPI(t)",
                                        "by 0.8 CPI + 0.2 SPI(t)"};
    static const char *const times[] = {
        "planned value",   "planned value, SPI",      "planned value, SPI × CPI",
        "earned duration", "earned duration, SPI",    "earned duration, SPI × CPI",
        "earned schedule", "earned schedule, SPI(t)", "earned schedule, SPI(t) × CPI"};
    for (int k = 0; k < VALUE_COST_COUNT; k++)
        row(w, "EAC", amount_text(w, w->v->result.indices.cost[k]), costs[k]);
    for (int k = 0; k < VALUE_TIME_COUNT; k++)
        row(w, "finish", date_text(w, earned_value_finish(w->v, w->v->result.indices.time_s[k])),
            times[k]);
}

static err print_text(struct cli *cli, const struct earned_value *v)
{
    struct view w = {.cli = cli, .v = v, .zone = zone_utc()};
    if (v->project->zone.n)
        TRY(zone_get(v->project->zone, &w.zone));
    buf_fmt(cli->out, "Baseline %lld%s%.*s, status of %.*s\n", (long long)v->baseline->number,
            v->baseline->title.n ? ", " : "", STR_ARG(v->baseline->title),
            STR_ARG(date_text(&w, v->at)));
    print_table_init(&w.table, cli->mem, 3);
    print_sums(&w);
    print_schedule(&w);
    print_forecasts(&w);
    print_table_end(&w.table, cli->out);
    return OK;
}

static void print_json(struct cli *cli, const struct earned_value *v)
{
    struct json_out o;
    jo_init(&o, cli->out);
    earned_value_json(&o, cli->mem, v);
    buf_char(cli->out, '\n');
}

static err word_of(struct cli *cli, const char *option, const char *const *words, int *ret_word)
{
    const char *given = cli_value(cli, option);
    if (!given)
        return OK;
    for (int k = 0; words[k]; k++)
        if (str_eq(str_from(given), str_from(words[k]))) {
            *ret_word = k;
            return OK;
        }
    cli->is_misused = true;
    return err_make(ERR_INVALID, "%s: \"%s\" is none of the words it takes", option, given);
}

/* "2026-03-02" is the end of that day. */
static err moment_of(struct cli *cli, const struct plan *plan, instant *ret_at)
{
    const char *given = cli_value(cli, "--at");
    int64_t     local;
    bool        has_time;
    if (!given)
        return OK;
    const struct project *p = plan_project_record(plan);
    const struct zone    *zone = zone_utc();
    if (p->zone.n)
        TRY(zone_get(p->zone, &zone));
    if (!local_parse(str_from(given), &local, &has_time)) {
        cli->is_misused = true;
        return err_make(ERR_INVALID, "--at: \"%s\" is not a date such as 2026-03-02", given);
    }
    *ret_at = zone_instant(zone, has_time ? local : local + DAY_S);
    return OK;
}

static err measure(struct cli *cli, const struct plan *plan)
{
    int64_t                 number;
    int                     in = VALUE_IN_ANY, period = PERIOD_WEEK;
    struct earned_value_ask ask = {.at = INSTANT_NONE, .now = clock_now(clock_system())};
    struct earned_value     v;
    TRY(cli_int(cli, "--baseline", (struct cli_range){-1, 0, 10}, &number));
    TRY(word_of(cli, "--in", value_in_words, &in));
    TRY(word_of(cli, "--period", value_period_words, &period));
    TRY(moment_of(cli, plan, &ask.at));
    ask.baseline = number;
    ask.in = (enum value_in)in;
    ask.period = (enum value_period)period;
    TRY(earned_value_of(cli->mem, plan, &ask, &v));
    if (cli_has(cli, "--json"))
        print_json(cli, &v);
    else
        TRY(print_text(cli, &v));
    return OK;
}

static err value_run(struct cli *cli)
{
    struct import import = {0};
    TRY(schedule_read(cli, cli->args[0], &import));
    err e = plan_calculate(import.plan, NULL);
    if (!e.code)
        e = measure(cli, import.plan);
    plan_unref(import.plan);
    return e;
}

static const struct cli_option options[] = {
    {"--baseline", "N", "Which baseline, 0 to 10; the last one taken unless given.", false},
    {"--at", "DATE", "Status date: 2026-03-02 or 2026-03-02T17:00.", false},
    {"--in", "UNIT", "cost or work; cost where the baseline has any.", false},
    {"--period", "PERIOD", "day, week or month: steps of the line in JSON.", false},
    {"--json", NULL, "Print JSON, with the line over time and every item.", false},
};

const struct cli_command cli_earned_value = {
    .name = "value",
    .args = "FILE",
    .help = "Measure a plan against its baseline: earned value and earned schedule.",
    .more =
        "FILE is a plan in any format that schedule reads. Methods of items: percent, physical, "
        "0/100,\n"
        "50/50, units, apportioned, level of effort.",
    .options = options,
    .n_options = COUNT(options),
    .min_args = 1,
    .max_args = 1,
    .run = value_run,
};
