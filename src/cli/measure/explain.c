/* gantline explain FILE: why an item of a plan ends when it does, and why later than it was to.
 *
 * The chain is that of app_why, from the item back to what set the first date; against a baseline,
 * or the plan of another file with the same uids, each step has its share of the slip.
 */
#include "app/explain/shares.h"
#include "base/json.h"
#include "base/map.h"
#include "base/zone.h"
#include "cli/cli.h"
#include "cli/print.h"
#include "cli/schedule.h"
#include "domain/item.h"
#include "domain/project.h"

struct view {
    struct cli        *cli;
    const struct plan *plan;
    const struct zone *zone;
    struct why_past    past;
    struct why_shares  shares; /* v is NULL when nothing is compared */
};

/* ---- what is asked ------------------------------------------------------------------------ */

static bool is_leaf(const struct plan *plan, size_t slot)
{
    const struct item *i = plan_at(plan, &item_entity, slot);
    return i && i->is_active && !i->is_blank && !i->is_external &&
           !plan_row(plan, slot)->is_summary && plan_row(plan, slot)->finish != INSTANT_NONE;
}

static err last_item(const struct plan *plan, struct id *ret_item)
{
    instant last = INSTANT_NONE;
    for (size_t s = 0; s < plan_slots(plan, &item_entity); s++) {
        if (!is_leaf(plan, s) || (last != INSTANT_NONE && plan_row(plan, s)->finish <= last))
            continue;
        last = plan_row(plan, s)->finish;
        *ret_item = ((const struct item *)plan_at(plan, &item_entity, s))->head.id;
    }
    return last == INSTANT_NONE ? err_make(ERR_INVALID, "The plan has no item with dates.") : OK;
}

static err item_asked(const struct view *v, struct id *ret_item)
{
    int64_t uid;
    if (!cli_has(v->cli, "--item"))
        return last_item(v->plan, ret_item);
    TRY(cli_int(v->cli, "--item", (struct cli_range){0, 0, INT64_MAX}, &uid));
    for (size_t s = 0; s < plan_slots(v->plan, &item_entity); s++) {
        const struct item *i = plan_at(v->plan, &item_entity, s);
        if (!i || i->source_uid != uid)
            continue;
        if (plan_row(v->plan, s)->start == INSTANT_NONE)
            return err_make(ERR_INVALID, "The item with uid %lld has no dates.", (long long)uid);
        *ret_item = i->head.id;
        return OK;
    }
    return err_make(ERR_NOT_FOUND, "The plan has no item with uid %lld.", (long long)uid);
}

/* ---- what it was before ------------------------------------------------------------------- */

static void before_fill(struct view *v, const struct plan *other)
{
    struct why_before *before = arena_array(v->cli->mem, struct why_before, v->past.n + 1);
    struct map         by_uid = {.mem = v->cli->mem};
    for (size_t s = 0; s < plan_slots(other, &item_entity); s++) {
        const struct item *i = plan_at(other, &item_entity, s);
        if (i && i->source_uid != INT_NONE)
            map_put(&by_uid, i->source_uid, (int64_t)s);
    }
    for (size_t k = 0; k < v->past.n; k++) {
        const struct item *i = plan_get(v->plan, &item_entity, v->past.steps[k].item);
        int64_t            slot;
        before[k] = (struct why_before){INSTANT_NONE, INSTANT_NONE};
        if (map_get(&by_uid, i->source_uid, &slot))
            before[k] = (struct why_before){plan_row(other, (size_t)slot)->start,
                                            plan_row(other, (size_t)slot)->finish};
    }
    v->past.before = before;
}

static err before_of_file(struct view *v, const char *path)
{
    struct import other = {0};
    TRY(schedule_read(v->cli, path, &other));
    err e = plan_calculate(other.plan, NULL);
    if (!e.code)
        before_fill(v, other.plan);
    plan_unref(other.plan);
    return e;
}

static err shares_find(struct view *v)
{
    int64_t number;
    if (cli_has(v->cli, "--baseline") && cli_has(v->cli, "--against"))
        return err_make(ERR_INVALID, "Choose one of --baseline and --against.");
    TRY(cli_int(v->cli, "--baseline", (struct cli_range){-1, 0, 10}, &number));
    if (number >= 0)
        TRY(app_why_frozen(v->cli->mem, &v->past, number));
    else if (cli_has(v->cli, "--against"))
        TRY(before_of_file(v, cli_value(v->cli, "--against")));
    return v->past.before ? app_why_shares(v->cli->mem, &v->past, &v->shares) : OK;
}

/* ---- text --------------------------------------------------------------------------------- */

static str date_text(const struct view *v, instant t)
{
    return print_moment(v->cli->mem, v->zone, t);
}

static str days_text(const struct view *v, int64_t seconds)
{
    const double day_s = (double)plan_project_record(v->plan)->minutes_per_day * MINUTE_S;
    return seconds ? str_fmt(v->cli->mem, "%+.2f d", (double)seconds / day_s) : S("");
}

static const struct item *item_at(const struct view *v, size_t k)
{
    return plan_get(v->plan, &item_entity, v->past.steps[k].item);
}

static void print_row(struct print_table *t, const struct view *v, size_t k)
{
    const struct why_step *s = &v->past.steps[k];
    print_cell(t, str_fmt(v->cli->mem, "%lld", (long long)item_at(v, k)->source_uid));
    print_cell(t, item_at(v, k)->title);
    print_cell(t, date_text(v, s->row->start));
    print_cell(t, date_text(v, s->row->finish));
    if (v->shares.v) {
        const struct why_share *share = &v->shares.v[k];
        print_cell(t, days_text(v, share->waits_s));
        print_cell(t, days_text(v, share->longer_s));
        print_cell(t, share->is_new ? S("new") : S(""));
    }
    print_cell(t, s->text);
}

static void print_text(const struct view *v)
{
    static const char *const plain[] = {"uid", "name", "start", "finish", "why"};
    static const char *const compared[] = {"uid",   "name", "start", "finish",
                                           "waits", "took", "",      "why"};
    const char *const       *heads = v->shares.v ? compared : plain;
    const size_t             columns = v->shares.v ? COUNT(compared) : COUNT(plain);
    struct print_table       t;
    print_table_init(&t, v->cli->mem, columns);
    for (size_t c = 0; c < columns; c++)
        print_cell(&t, str_from(heads[c]));
    for (size_t k = 0; k < v->past.n; k++)
        print_row(&t, v, k);
    print_table_end(&t, v->cli->out);
    if (v->shares.v)
        buf_fmt(v->cli->out, "%.*s to %.*s: %.*s\n", STR_ARG(date_text(v, v->shares.before)),
                STR_ARG(date_text(v, v->shares.after)),
                STR_ARG(v->shares.moved_s ? days_text(v, v->shares.moved_s) : S("no slip")));
}

/* ---- JSON --------------------------------------------------------------------------------- */

static void json_time(const struct view *v, struct json_out *o, const char *name, instant t)
{
    jo_name(o, name);
    if (t == INSTANT_NONE)
        jo_null(o);
    else
        jo_str(o, instant_text(v->cli->mem, t));
}

static void json_step(const struct view *v, struct json_out *o, size_t k)
{
    const struct why_step *s = &v->past.steps[k];
    jo_object(o);
    jo_name(o, "uid");
    jo_int(o, item_at(v, k)->source_uid);
    jo_name(o, "name");
    jo_str(o, item_at(v, k)->title);
    json_time(v, o, "start", s->row->start);
    json_time(v, o, "finish", s->row->finish);
    jo_name(o, "driver");
    jo_z(o, driver_kind_words[s->row->driver_kind]);
    jo_name(o, "why");
    jo_str(o, s->text);
    if (v->shares.v) {
        jo_name(o, "is_new");
        jo_bool(o, v->shares.v[k].is_new);
        jo_name(o, "waits_s");
        jo_int(o, v->shares.v[k].waits_s);
        jo_name(o, "longer_s");
        jo_int(o, v->shares.v[k].longer_s);
    }
    jo_object_end(o);
}

static void print_json(const struct view *v)
{
    struct json_out o;
    jo_init(&o, v->cli->out);
    jo_object(&o);
    if (v->shares.v) {
        json_time(v, &o, "before", v->shares.before);
        json_time(v, &o, "after", v->shares.after);
        jo_name(&o, "moved_s");
        jo_int(&o, v->shares.moved_s);
    }
    jo_name(&o, "chain");
    jo_array(&o);
    for (size_t k = 0; k < v->past.n; k++)
        json_step(v, &o, k);
    jo_array_end(&o);
    jo_object_end(&o);
    buf_char(v->cli->out, '\n');
}

/* ---- the command -------------------------------------------------------------------------- */

static err explain_plan(struct cli *cli, struct plan *plan)
{
    struct view      v = {.cli = cli, .plan = plan, .zone = zone_utc(), .past.plan = plan};
    struct why_step *steps;
    struct id        item;
    TRY(plan_calculate(plan, NULL));
    err_drop(zone_get(plan_project_record(plan)->zone, &v.zone)); /* else UTC */
    TRY(item_asked(&v, &item));
    TRY(app_why(cli->mem, plan, item, &steps, &v.past.n));
    v.past.steps = steps;
    TRY(shares_find(&v));
    if (cli_has(cli, "--json"))
        print_json(&v);
    else
        print_text(&v);
    return OK;
}

static err explain_run(struct cli *cli)
{
    struct import import = {0};
    TRY(schedule_read(cli, cli->args[0], &import));
    err e = explain_plan(cli, import.plan);
    plan_unref(import.plan);
    return e;
}

static const struct cli_option options[] = {
    {"--item", "UID", "Of which item; the one that ends last unless given.", false},
    {"--baseline", "N", "Share out how far it ends later than baseline N says.", false},
    {"--against", "FILE", "The same against the plan of another file, by uid.", false},
    {"--json", NULL, "Print JSON.", false},
};

const struct cli_command cli_explain = {
    .name = "explain",
    .args = "FILE",
    .help = "Say why an item ends when it does, and what made it later; it adds up.",
    .more =
        "FILE is any that schedule reads. Under \"waits\" stands how much longer than before a\n"
        "step waits for the one below it, under \"took\" how much longer it lasts.",
    .options = options,
    .n_options = COUNT(options),
    .min_args = 1,
    .max_args = 1,
    .run = explain_run,
};
