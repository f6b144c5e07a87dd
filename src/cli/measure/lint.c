/* gantline lint FILE: how a plan is made, by the rules of DCMA and GAO (domain/lint/).
 *
 * One line a rule, below it the items that break it; exit code 1 when a rule is broken, so that a
 * script can ask. Nothing is stored.
 */
#include "domain/lint/lint.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/schedule.h"
#include "domain/item.h"
#include "domain/link.h"

#include <math.h>

enum { ITEMS_SHOWN = 10 };

/* "6.2 % of 48, at most 5 %", "0.87, at least 0.95", "3". */
static str figure(struct arena *mem, const struct lint_about *about, const struct lint_finding *f)
{
    if (f->state == LINT_UNKNOWN)
        return str_fmt(mem, "not known: %s", f->why);
    if (about->at_least)
        return str_fmt(mem, "%.2f, at least %.2f", f->value, about->limit);
    if (!about->is_share)
        return f->n ? S("found") : S("none");
    return str_fmt(mem, "%zu of %zu (%.1f %%), at most %.0f %%", f->n, f->of, f->value * 100,
                   about->limit * 100);
}

static void print_hit(struct cli *cli, const struct plan *plan, const struct lint_hit *hit)
{
    const struct item *i = plan_get(plan, &item_entity, hit->item);
    const struct link *l = plan_get(plan, &link_entity, hit->link);
    const struct item *pred = l ? plan_get(plan, &item_entity, l->pred) : NULL;
    if (!i)
        return;
    buf_fmt(cli->out, "    uid %lld %.*s", (long long)i->source_uid, STR_ARG(i->title));
    if (pred)
        buf_fmt(cli->out, ", link from uid %lld %.*s", (long long)pred->source_uid,
                STR_ARG(pred->title));
    buf_char(cli->out, '\n');
}

static void print_text(struct cli *cli, const struct plan *plan, const struct lint *lint)
{
    static const char *const marks[] = {"ok ", "BAD", "?  "};
    for (enum lint_rule k = 0; k < LINT_COUNT; k++) {
        const struct lint_finding *f = &lint->v[k];
        buf_fmt(cli->out, "%s %-8s %-14s %.*s\n", marks[f->state], lint_rules[k].source,
                lint_rules[k].word, STR_ARG(figure(cli->mem, &lint_rules[k], f)));
        if (f->state != LINT_BAD)
            continue;
        buf_fmt(cli->out, "    %s\n", lint_rules[k].text);
        for (size_t i = 0; i < f->n && i < ITEMS_SHOWN; i++)
            print_hit(cli, plan, &f->hits[i]);
        if (f->n > ITEMS_SHOWN)
            buf_fmt(cli->out, "    and %zu more; --json names all\n", f->n - ITEMS_SHOWN);
    }
}

/* ---- JSON --------------------------------------------------------------------------------- */

static void json_uid(struct json_out *o, const char *name, const struct item *i)
{
    jo_name(o, name);
    if (i && i->source_uid != INT_NONE)
        jo_int(o, i->source_uid);
    else
        jo_null(o);
}

static void json_hit(struct json_out *o, const struct plan *plan, const struct lint_hit *hit)
{
    const struct item *i = plan_get(plan, &item_entity, hit->item);
    const struct link *l = plan_get(plan, &link_entity, hit->link);
    jo_object(o);
    json_uid(o, "uid", i);
    jo_name(o, "name");
    jo_str(o, i ? i->title : STR_NONE);
    json_uid(o, "pred", l ? plan_get(plan, &item_entity, l->pred) : NULL);
    jo_name(o, "fix");
    jo_z(o, lint_fix_words[hit->fix]);
    jo_object_end(o);
}

static void json_finding(struct json_out *o, const struct plan *plan, enum lint_rule rule,
                         const struct lint_finding *f)
{
    const struct lint_about *about = &lint_rules[rule];
    jo_object(o);
    jo_name(o, "rule");
    jo_z(o, about->word);
    jo_name(o, "source");
    jo_z(o, about->source);
    jo_name(o, "state");
    jo_z(o, lint_state_words[f->state]);
    jo_name(o, "text");
    jo_z(o, f->why ? f->why : about->text);
    jo_name(o, "count");
    jo_int(o, (int64_t)f->n);
    jo_name(o, "of");
    jo_int(o, (int64_t)f->of);
    jo_name(o, "value");
    jo_double(o, f->value);
    jo_name(o, "limit");
    jo_double(o, about->limit);
    jo_name(o, "items");
    jo_array(o);
    for (size_t i = 0; i < f->n; i++)
        json_hit(o, plan, &f->hits[i]);
    jo_array_end(o);
    jo_object_end(o);
}

static void print_json(struct cli *cli, const struct plan *plan, const struct lint *lint)
{
    struct json_out o;
    jo_init(&o, cli->out);
    jo_object(&o);
    jo_name(&o, "bad");
    jo_int(&o, (int64_t)lint->bad);
    jo_name(&o, "rules");
    jo_array(&o);
    for (enum lint_rule k = 0; k < LINT_COUNT; k++)
        json_finding(&o, plan, k, &lint->v[k]);
    jo_array_end(&o);
    jo_object_end(&o);
    buf_char(cli->out, '\n');
}

static err lint_plan(struct cli *cli, struct plan *plan)
{
    struct lint lint;
    TRY(plan_calculate(plan, NULL));
    TRY(lint_run(cli->mem, plan, &lint));
    if (cli_has(cli, "--json"))
        print_json(cli, plan, &lint);
    else
        print_text(cli, plan, &lint);
    if (!lint.bad)
        return OK;
    TRY(cli_flush(cli));
    return err_make(ERR_INVALID, "%zu of %d rules are broken", lint.bad, LINT_COUNT);
}

static err lint_command(struct cli *cli)
{
    struct import import = {0};
    TRY(schedule_read(cli, cli->args[0], &import));
    err e = lint_plan(cli, import.plan);
    plan_unref(import.plan);
    return e;
}

static const struct cli_option options[] = {
    {"--json", NULL, "Print JSON, with all items.", false},
};

const struct cli_command cli_lint = {
    .name = "lint",
    .args = "FILE",
    .help = "Check how a plan is made, by the rules of DCMA and GAO.",
    .more = "FILE is any that schedule reads. Exit code 1: a rule is broken.",
    .options = options,
    .n_options = COUNT(options),
    .min_args = 1,
    .max_args = 1,
    .run = lint_command,
};
