/* What commands on a data folder share.
 *
 * They go through app/ like everything else: one command, one batch, in the journal and undoable.
 * Two processes cannot have a folder at once; the store's lock says so, and here it becomes a
 * sentence.
 */
#include "cli/data.h"

#include "domain/project.h"

#include <sys/stat.h>

/* ---- the folder --------------------------------------------------------------------------- */

static bool has_data(const char *folder)
{
    struct stat facts;
    char        path[4096];
    int         n = snprintf(path, sizeof path, "%s/gantline.db", folder);
    return n > 0 && (size_t)n < sizeof path && stat(path, &facts) == 0;
}

err data_open(struct cli *cli, bool may_create, struct app **ret_app)
{
    const char         *folder = cli_value(cli, "--data");
    struct app_settings settings = {.clock = clock_system(), .user_name = S("Planner")};
    if (!may_create && !has_data(folder))
        return err_make(ERR_NOT_FOUND, "There are no data in %s", folder);
    err e = store_sqlite_open(str_from(folder), &settings.store);
    if (err_is(e, ERR_BUSY))
        return err_make(ERR_BUSY, "Another process has %s open; is a server running on it?",
                        folder);
    TRY(e);
    return app_open(&settings, ret_app);
}

void data_close(struct app *app)
{
    app_close(app);
}

/* ---- projects ----------------------------------------------------------------------------- */

struct search {
    str       name;
    int64_t   number; /* 0 = the name is none */
    struct id by_number, by_code, by_title;
    int       titles;
};

static err see_project(void *arg, const void *record)
{
    struct search        *s = arg;
    const struct project *p = record;
    if (s->number && p->head.id.v == s->number)
        s->by_number = p->head.id;
    if (p->code.n && str_eq_nocase(p->code, s->name))
        s->by_code = p->head.id;
    if (str_eq(p->title, s->name)) {
        s->by_title = p->head.id;
        s->titles++;
    }
    return OK;
}

err data_project(struct app *app, struct arena *mem, str name, struct id *ret_project)
{
    struct search s = {.name = name};
    (void)mem;
    (void)str_int(name, &s.number);
    TRY(app_projects(app, see_project, &s));
    if (!s.by_number.v && !s.by_code.v && s.titles > 1)
        return err_make(ERR_INVALID, "%d projects are called \"%.*s\"; give the number", s.titles,
                        STR_ARG(name));
    *ret_project = s.by_number.v ? s.by_number : s.by_code.v ? s.by_code : s.by_title;
    if (!ret_project->v)
        return err_make(ERR_NOT_FOUND, "There is no project \"%.*s\"", STR_ARG(name));
    return OK;
}

err data_plan(struct app *app, struct arena *mem, str name, const struct plan **ret_plan)
{
    struct id project;
    TRY(data_project(app, mem, name, &project));
    return app_plan(app, project, ret_plan);
}

err data_id(str text, struct id *ret_id)
{
    int64_t v = 0;
    if (!str_int(text, &v) || v <= 0)
        return err_make(ERR_INVALID, "\"%.*s\" is not the number of a record", STR_ARG(text));
    ret_id->v = v;
    return OK;
}

/* ---- changes ------------------------------------------------------------------------------ */

err data_refused(err e, const struct refusal *refusal)
{
    if (!e.code || !refusal->problems.n)
        return e;
    const struct problem_entry *p = &refusal->problems.v[0];
    return err_make(e.code, "%.*s: %.*s", STR_ARG(p->field), STR_ARG(p->message));
}

static bool is_json_number(const struct field *f, str value)
{
    double d = 0;
    bool wants = f->type == F_ID || f->type == F_INT || f->type == F_NUM || f->type == F_SECONDS ||
                 f->type == F_MONEY;
    return wants && str_double(value, &d);
}

static void put_value(struct json_out *o, const struct field *f, str value)
{
    bool is_word = str_eq(value, S("true")) || str_eq(value, S("false"));
    if (!value.n && f->type != F_TEXT)
        jo_null(o);
    else if (is_json_number(f, value) || (f->type == F_BOOL && is_word))
        jo_raw(o, value);
    else
        jo_str(o, value);
}

err data_set(struct arena *mem, const struct entity *e, const char *const *pairs, size_t n,
             const struct json **ret_set)
{
    struct buf      text;
    struct json_out o;
    err             bad = OK;
    buf_init(&text, 0);
    jo_init(&o, &text);
    jo_object(&o);
    for (size_t i = 0; i < n && !bad.code; i++) {
        str                 value = str_from(pairs[i]), name;
        bool                cut = str_cut(&value, '=', &name) && value.p;
        const struct field *f = entity_find(e, name);
        if (!cut || !f) {
            bad = err_make(ERR_INVALID, f ? "Write %.*s=VALUE" : "There is no member \"%.*s\"",
                           STR_ARG(name));
            break;
        }
        jo_name(&o, f->name);
        put_value(&o, f, value);
    }
    if (!bad.code) {
        jo_object_end(&o);
        bad = json_parse(mem, str_copy(mem, buf_view(&text)), ret_set);
    }
    buf_done(&text);
    return bad;
}

err data_print_change(struct cli *cli, const struct change *c)
{
    for (size_t i = 0; i < c->n_created; i++)
        buf_fmt(cli->out, "created %lld\n", (long long)c->ids[i]);
    buf_fmt(cli->out, "change %lld; %lld items moved\n", (long long)c->seq, (long long)c->moved);
    return OK;
}

err data_apply(struct cli *cli, struct app *app, struct id project, struct op op)
{
    const struct change *change = NULL;
    struct refusal       refusal = {0};
    struct batch_request request = {
        .project = project, .ops = &op, .n_ops = 1, .client = S("command line")};
    TRY(data_refused(app_apply(app, cli->mem, &request, &refusal, &change), &refusal));
    err e = data_print_change(cli, change);
    change_unref(change);
    return e;
}
