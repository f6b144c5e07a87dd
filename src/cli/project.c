/* gantline project list|show: what projects there are, and one of them.
 *
 * The list comes straight from the store; a single project is shown from its calculated plan.
 */
#include "domain/project.h"
#include "base/json.h"
#include "cli/data.h"
#include "cli/print.h"
#include "domain/field.h"
#include "domain/item.h"

/* ---- list --------------------------------------------------------------------------------- */

struct listing {
    struct cli        *cli;
    struct json_out    json;
    struct print_table table;
};

static err list_json(void *arg, const void *record)
{
    struct listing *l = arg;
    jo_object(&l->json);
    entity_json_members(&l->json, &project_entity, record);
    jo_object_end(&l->json);
    return OK;
}

static err list_row(void *arg, const void *record)
{
    struct listing       *l = arg;
    const struct project *p = record;
    struct arena         *mem = l->cli->mem;
    print_cell(&l->table, str_fmt(mem, "%lld", (long long)p->head.id.v));
    print_cell(&l->table, str_copy(mem, p->code));
    print_cell(&l->table, str_copy(mem, p->title));
    print_cell(&l->table, str_from(project_phase_words[p->phase]));
    return OK;
}

static err list_as_json(struct cli *cli, struct app *app)
{
    struct listing l = {.cli = cli};
    jo_init(&l.json, cli->out);
    jo_object(&l.json);
    jo_name(&l.json, "projects");
    jo_array(&l.json);
    TRY(app_projects(app, list_json, &l));
    jo_array_end(&l.json);
    jo_object_end(&l.json);
    buf_char(cli->out, '\n');
    return OK;
}

static err list_as_table(struct cli *cli, struct app *app)
{
    static const char *const heads[] = {"id", "code", "title", "phase"};
    struct listing           l = {.cli = cli};
    print_table_init(&l.table, cli->mem, COUNT(heads));
    for (size_t i = 0; i < COUNT(heads); i++)
        print_cell(&l.table, str_from(heads[i]));
    TRY(app_projects(app, list_row, &l));
    print_table_end(&l.table, cli->out);
    return OK;
}

static err list_run(struct cli *cli)
{
    struct app *app = NULL;
    TRY(data_open(cli, false, &app));
    err e = cli_has(cli, "--json") ? list_as_json(cli, app) : list_as_table(cli, app);
    data_close(app);
    return e;
}

/* ---- show --------------------------------------------------------------------------------- */

static void show_json(struct cli *cli, const struct plan *plan)
{
    struct json_out o;
    jo_init(&o, cli->out);
    jo_object(&o);
    entity_json_members(&o, &project_entity, plan_get(plan, &project_entity, plan_project(plan)));
    jo_name(&o, "items");
    jo_int(&o, (int64_t)plan_count(plan, &item_entity));
    jo_name(&o, "seq");
    jo_int(&o, plan_seq(plan));
    jo_object_end(&o);
    buf_char(cli->out, '\n');
}

static void show_text(struct cli *cli, const struct plan *plan)
{
    const void        *p = plan_get(plan, &project_entity, plan_project(plan));
    struct print_table t;
    print_table_init(&t, cli->mem, 2);
    for (size_t i = 0; i < entity_fields(&project_entity); i++) {
        const struct field *f = entity_field(&project_entity, i);
        if (field_is_absent(f, p))
            continue;
        print_cell(&t, str_from(f->name));
        print_cell(&t, field_text(cli->mem, f, p));
    }
    print_cell(&t, S("items"));
    print_cell(&t, str_fmt(cli->mem, "%zu", plan_count(plan, &item_entity)));
    print_table_end(&t, cli->out);
}

static err show_run(struct cli *cli)
{
    struct app        *app = NULL;
    const struct plan *plan = NULL;
    TRY(data_open(cli, false, &app));
    err e = data_plan(app, cli->mem, str_from(cli->args[0]), &plan);
    if (!e.code && cli_has(cli, "--json"))
        show_json(cli, plan);
    else if (!e.code)
        show_text(cli, plan);
    plan_unref(plan);
    data_close(app);
    return e;
}

static const struct cli_option options[] = {
    CLI_DATA,
    {"--json", NULL, "Print JSON.", false},
};

const struct cli_command cli_project_list = {
    .name = "project list",
    .args = "",
    .help = "List the projects.",
    .options = options,
    .n_options = COUNT(options),
    .run = list_run,
};

const struct cli_command cli_project_show = {
    .name = "project show",
    .args = "PROJECT",
    .help = "Show a project, by number, code or title.",
    .options = options,
    .n_options = COUNT(options),
    .min_args = 1,
    .max_args = 1,
    .run = show_run,
};
