/* gantline item list|show|add|set, link add, undo: the plan from the command line.
 *
 * Lists take the filters of the API. Changes are written as member=value and are batches like any
 * other: checked, calculated, in the journal, undoable.
 */
#include "domain/item.h"

#include "base/json.h"
#include "cli/data.h"
#include "cli/print.h"
#include "domain/link.h"
#include "domain/list/filter.h"
#include "domain/project.h"

/* ---- list --------------------------------------------------------------------------------- */

struct listing {
    struct cli          *cli;
    const struct plan   *plan;
    const struct zone   *zone;
    const struct filter *filter;
};

typedef void item_fn(void *arg, const struct item *i, const struct item_row *row);

static void each_item(const struct listing *l, item_fn *see, void *arg)
{
    const uint32_t *slots = NULL;
    size_t          n = plan_outline(l->plan, &slots);
    for (size_t k = 0; k < n; k++) {
        const struct item     *i = plan_at(l->plan, &item_entity, slots[k]);
        const struct item_row *row = plan_row(l->plan, slots[k]);
        if (filter_takes(l->filter, l->cli->mem, i, row))
            see(arg, i, row);
    }
}

struct json_list {
    struct json_out o;
    struct columns  columns;
};

static void item_json(void *arg, const struct item *i, const struct item_row *row)
{
    struct json_list *j = arg;
    jo_object(&j->o);
    columns_json(&j->o, &j->columns, i, row);
    jo_object_end(&j->o);
}

static void list_as_json(const struct listing *l)
{
    struct json_list j;
    columns_of(&item_entity, &j.columns);
    jo_init(&j.o, l->cli->out);
    jo_object(&j.o);
    jo_name(&j.o, "items");
    jo_array(&j.o);
    each_item(l, item_json, &j);
    jo_array_end(&j.o);
    jo_object_end(&j.o);
    buf_char(l->cli->out, '\n');
}

struct table_list {
    const struct listing *l;
    struct print_table    table;
};

static str minute_text(const struct listing *l, instant t)
{
    if (t == INSTANT_NONE)
        return STR_NONE;
    str s = local_text(l->cli->mem, zone_local(l->zone, t));
    return str_fmt(l->cli->mem, "%.*s %.*s", 10, s.p, 5, s.p + 11);
}

static void item_cells(void *arg, const struct item *i, const struct item_row *row)
{
    struct table_list *t = arg;
    struct arena      *mem = t->l->cli->mem;
    print_cell(&t->table, str_fmt(mem, "%lld", (long long)i->head.id.v));
    print_cell(&t->table, row->wbs);
    print_cell(&t->table, str_fmt(mem, "%*s%.*s", (int)row->level * 2, "", STR_ARG(i->title)));
    print_cell(&t->table, minute_text(t->l, row->start));
    print_cell(&t->table, minute_text(t->l, row->finish));
    print_cell(&t->table, print_duration(mem, row->total_slack_s));
    print_cell(&t->table, row->critical ? S("critical") : S(""));
}

static void list_as_table(const struct listing *l)
{
    static const char *const heads[] = {"id", "wbs", "title", "start", "finish", "total slack", ""};
    struct table_list        t = {.l = l};
    print_table_init(&t.table, l->cli->mem, COUNT(heads));
    for (size_t i = 0; i < COUNT(heads); i++)
        print_cell(&t.table, str_from(heads[i]));
    each_item(l, item_cells, &t);
    print_table_end(&t.table, l->cli->out);
}

static err list_plan(struct listing *l)
{
    const struct project *p = plan_get(l->plan, &project_entity, plan_project(l->plan));
    TRY(zone_get(p->zone, &l->zone));
    TRY(filter_compile(l->cli->mem, &item_entity, l->zone, str_from(cli_value(l->cli, "--filter")),
                       &l->filter));
    if (cli_has(l->cli, "--json"))
        list_as_json(l);
    else
        list_as_table(l);
    return OK;
}

static err list_run(struct cli *cli)
{
    struct app    *app = NULL;
    struct listing l = {.cli = cli};
    TRY(data_open(cli, false, &app));
    err e = data_plan(app, cli->mem, str_from(cli->args[0]), &l.plan);
    if (!e.code)
        e = list_plan(&l);
    plan_unref(l.plan);
    data_close(app);
    return e;
}

/* ---- show --------------------------------------------------------------------------------- */

static void show_text(struct cli *cli, const struct item *i, const struct item_row *row)
{
    struct columns     c;
    struct print_table t;
    columns_of(&item_entity, &c);
    print_table_init(&t, cli->mem, 2);
    for (size_t k = 0; k < c.n; k++) {
        str value = column_text(cli->mem, c.v[k], i, row);
        if (!value.n)
            continue;
        print_cell(&t, str_from(c.v[k].field->name));
        print_cell(&t, value);
    }
    print_table_end(&t, cli->out);
}

static void show_json(struct cli *cli, const struct item *i, const struct item_row *row)
{
    struct json_list j;
    columns_of(&item_entity, &j.columns);
    jo_init(&j.o, cli->out);
    item_json(&j, i, row);
    buf_char(cli->out, '\n');
}

static err project_of_item(struct app *app, struct id item, struct id *ret_project)
{
    err e = app_project_of(app, &item_entity, item, ret_project);
    return err_is(e, ERR_NOT_FOUND)
               ? err_make(ERR_NOT_FOUND, "There is no item %lld", (long long)item.v)
               : e;
}

static err plan_of_item(struct app *app, struct id item, const struct plan **ret_plan)
{
    struct id project;
    TRY(project_of_item(app, item, &project));
    return app_plan(app, project, ret_plan);
}

static err show_run(struct cli *cli)
{
    struct app        *app = NULL;
    const struct plan *plan = NULL;
    struct id          id;
    TRY(data_id(str_from(cli->args[0]), &id));
    TRY(data_open(cli, false, &app));
    err e = plan_of_item(app, id, &plan);
    if (!e.code) {
        const struct item     *i = plan_get(plan, &item_entity, id);
        const struct item_row *row = plan_row_of(plan, id);
        if (cli_has(cli, "--json"))
            show_json(cli, i, row);
        else
            show_text(cli, i, row);
    }
    plan_unref(plan);
    data_close(app);
    return e;
}

/* ---- changes ------------------------------------------------------------------------------ */

static err add(struct cli *cli, const struct entity *entity)
{
    struct app        *app = NULL;
    const struct json *set = NULL;
    struct id          project;
    TRY(data_set(cli->mem, entity, cli->args + 1, cli->n_args - 1, &set));
    TRY(data_open(cli, false, &app));
    err e = data_project(app, cli->mem, str_from(cli->args[0]), &project);
    if (!e.code)
        e = data_apply(cli, app, project,
                       (struct op){.kind = OP_CREATE, .entity = entity, .id = -1, .set = set});
    data_close(app);
    return e;
}

static err item_add_run(struct cli *cli)
{
    return add(cli, &item_entity);
}

static err link_add_run(struct cli *cli)
{
    return add(cli, &link_entity);
}

static err set_run(struct cli *cli)
{
    struct app        *app = NULL;
    const struct json *set = NULL;
    struct id          id, project;
    TRY(data_id(str_from(cli->args[0]), &id));
    TRY(data_set(cli->mem, &item_entity, cli->args + 1, cli->n_args - 1, &set));
    TRY(data_open(cli, false, &app));
    err e = project_of_item(app, id, &project);
    if (!e.code)
        e = data_apply(
            cli, app, project,
            (struct op){.kind = OP_UPDATE, .entity = &item_entity, .id = id.v, .set = set});
    data_close(app);
    return e;
}

static err undo(struct cli *cli, struct app *app)
{
    struct undo_request  request = {.redo = cli_has(cli, "--redo")};
    struct refusal       refusal = {0};
    const struct change *change = NULL;
    TRY(data_project(app, cli->mem, str_from(cli->args[0]), &request.project));
    TRY(data_refused(app_undo(app, cli->mem, &request, &refusal, &change), &refusal));
    err e = data_print_change(cli, change);
    change_unref(change);
    return e;
}

static err undo_run(struct cli *cli)
{
    struct app *app = NULL;
    TRY(data_open(cli, false, &app));
    err e = undo(cli, app);
    data_close(app);
    return e;
}

/* ---- rows --------------------------------------------------------------------------------- */

static const struct cli_option list_options[] = {
    CLI_DATA,
    {"--filter", "TEXT", "Only these, such as: critical eq true and start ge 2026-03-02.", false},
    {"--json", NULL, "Print JSON.", false},
};
static const struct cli_option show_options[] = {
    CLI_DATA,
    {"--json", NULL, "Print JSON.", false},
};
static const struct cli_option change_options[] = {CLI_DATA};
static const struct cli_option undo_options[] = {
    CLI_DATA,
    {"--redo", NULL, "Do again what was undone.", false},
};

const struct cli_command cli_item_list = {
    .name = "item list",
    .args = "PROJECT",
    .help = "List a project's items with their calculated dates.",
    .options = list_options,
    .n_options = COUNT(list_options),
    .min_args = 1,
    .max_args = 1,
    .run = list_run,
};

const struct cli_command cli_item_show = {
    .name = "item show",
    .args = "ITEM",
    .help = "Show one item, by its number.",
    .options = show_options,
    .n_options = COUNT(show_options),
    .min_args = 1,
    .max_args = 1,
    .run = show_run,
};

const struct cli_command cli_item_add = {
    .name = "item add",
    .args = "PROJECT MEMBER=VALUE …",
    .help = "Add an item.",
    .more = "Members are those of the API: title=\"Order racks\" duration_s=144000 parent=12. "
            "Durations\n"
            "are seconds, times RFC 3339.",
    .options = change_options,
    .n_options = COUNT(change_options),
    .min_args = 2,
    .max_args = CLI_ARGS_MAX,
    .run = item_add_run,
};

const struct cli_command cli_item_set = {
    .name = "item set",
    .args = "ITEM MEMBER=VALUE …",
    .help = "Change members of an item; an empty value clears one.",
    .options = change_options,
    .n_options = COUNT(change_options),
    .min_args = 2,
    .max_args = CLI_ARGS_MAX,
    .run = set_run,
};

const struct cli_command cli_link_add = {
    .name = "link add",
    .args = "PROJECT MEMBER=VALUE …",
    .help = "Add a link: pred=7 succ=9 type=fs lag_s=28800.",
    .options = change_options,
    .n_options = COUNT(change_options),
    .min_args = 2,
    .max_args = CLI_ARGS_MAX,
    .run = link_add_run,
};

const struct cli_command cli_undo = {
    .name = "undo",
    .args = "PROJECT",
    .help = "Undo the last change of a project.",
    .options = undo_options,
    .n_options = COUNT(undo_options),
    .min_args = 1,
    .max_args = 1,
    .run = undo_run,
};
