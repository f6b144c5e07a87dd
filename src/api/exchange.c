/* api/exchange.c - files in and out, through the table of formats.
 *
 * An import is one request: the file lies in an unlinked temporary file when the handler begins.
 * What could not be kept is reported by name and count, never dropped in silence.
 */
#include "api/exchange.h"

#include "api/parts.h"
#include "base/heap.h"

#include <unistd.h>

enum { IMPORT_BYTES = 200 * 1024 * 1024, NAME_MOST = 200 };

static err find_format(const struct request *q, const struct exchange **ret)
{
    str                    name = request_query(q, "format");
    const struct exchange *x = api_of(q)->s.exchange;
    while (x && x->name && !str_eq(name.p ? name : S("mspdi"), str_from(x->name)))
        x++;
    if (!x || !x->name)
        return err_make(ERR_UNSUPPORTED, "There is no format %.*s.", STR_ARG(str_sub(name, 0, 60)));
    *ret = x;
    return OK;
}

/* ---- in -------------------------------------------------------------------------------------- */

static void print_kept(struct json_out *o, const struct plan *plan)
{
    jo_name(o, "kept");
    jo_object(o);
    for (size_t i = 0; entities[i]; i++) {
        size_t n = entity_in_plan(entities[i]) && entities[i] != &project_entity
                       ? plan_count(plan, entities[i])
                       : 0;
        if (!n)
            continue;
        jo_name(o, entities[i]->name);
        jo_int(o, (int64_t)n);
    }
    jo_object_end(o);
}

static void print_dropped(struct json_out *o, const struct exchange_report *r)
{
    jo_name(o, "dropped");
    jo_array(o);
    for (size_t i = 0; i < r->n_dropped; i++) {
        jo_object(o);
        jo_name(o, "what");
        jo_str(o, r->dropped[i].what);
        jo_name(o, "count");
        jo_int(o, r->dropped[i].count);
        jo_name(o, "why");
        jo_str(o, r->dropped[i].why.p ? r->dropped[i].why : S(""));
        jo_object_end(o);
    }
    jo_array_end(o);
}

static void print_message(struct json_out *o, const struct exchange_line *w)
{
    struct buf text = {0};
    buf_str(&text, w->what);
    if (w->why.p)
        buf_fmt(&text, ": %.*s", STR_ARG(w->why));
    if (w->count > 1)
        buf_fmt(&text, " (%lld times)", (long long)w->count);
    jo_str(o, buf_view(&text));
    buf_done(&text);
}

static void print_warnings(struct json_out *o, const struct exchange_report *r)
{
    jo_name(o, "warnings");
    jo_array(o);
    for (size_t i = 0; i < r->n_warnings; i++) {
        const struct exchange_line *w = &r->warnings[i];
        jo_object(o);
        jo_name(o, "line");
        if (w->line)
            jo_int(o, w->line);
        else
            jo_null(o);
        jo_name(o, "message");
        print_message(o, w);
        jo_object_end(o);
    }
    jo_array_end(o);
}

static void print_differences(struct json_out *o, const struct exchange_report *r)
{
    jo_name(o, "differences");
    jo_object(o);
    jo_name(o, "items");
    jo_int(o, r->differing > 0 ? r->differing : 0);
    jo_name(o, "start");
    jo_int(o, r->by_start > 0 ? r->by_start : 0);
    jo_name(o, "finish");
    jo_int(o, r->by_finish > 0 ? r->by_finish : 0);
    jo_object_end(o);
}

void exchange_json(struct json_out *o, struct id project, const struct plan *plan,
                   const struct exchange_report *r)
{
    jo_object(o);
    jo_name(o, "project");
    jo_int(o, project.v);
    jo_name(o, "report");
    jo_object(o);
    print_kept(o, plan);
    print_dropped(o, r);
    print_warnings(o, r);
    print_differences(o, r);
    jo_object_end(o);
    jo_object_end(o);
}

static void print_imported(struct request *q, struct reply *to, struct id project,
                           const struct plan *plan, const struct exchange_report *r)
{
    exchange_json(reply_json(to), project, plan, r);
    reply_header(to, "Location", str_fmt(q->mem, "/api/v1/projects/%lld", (long long)project.v));
}

static err import_run(struct request *q, struct reply *to)
{
    const struct exchange *x;
    struct plan           *plan = NULL;
    struct exchange_report report = {0};
    struct refusal         refusal = {0};
    struct id              project;
    str                    name = request_query(q, "name");
    TRY(find_format(q, &x));
    if (!x->read)
        return err_make(ERR_UNSUPPORTED, "Format %s can be written, but not read.", x->name);
    if (name.n > NAME_MOST)
        return err_make(ERR_SYNTAX, "Parameter name may have at most %d bytes.", NAME_MOST);
    if (lseek(q->body_fd, 0, SEEK_SET) != 0)
        return err_make(ERR_IO, "The file cannot be read again.");
    TRY(x->read(q->mem, q->body_fd, name.p ? name : S(""), &plan, &report));
    struct import_request make = {.read = plan, .source_name = name, .once = key_of(q)};
    err                   e = app_import(api_of(q)->s.app, q->mem, &make, &refusal, &project);
    if (!e.code)
        print_imported(q, to, project, plan, &report);
    plan_unref(plan);
    heap_trim();
    return e.code ? refuse(q, to, e, &refusal) : OK;
}

/* ---- out ------------------------------------------------------------------------------------- */

/* The title as a file name: what file systems or headers take badly becomes '-'. */
static str file_name(struct arena *mem, const struct plan *plan, const struct exchange *x)
{
    const struct project *p = plan_project_record(plan);
    str                   title = str_sub(p && p->title.p ? p->title : S("plan"), 0, 80);
    char                 *name = arena_alloc(mem, title.n + 1);
    for (size_t i = 0; i < title.n; i++) {
        unsigned char c = (unsigned char)title.p[i];
        name[i] = isalnum(c) || c == ' ' || c == '_' || c == '.' ? (char)c : '-';
    }
    return str_fmt(mem, "attachment; filename=\"%s.%s\"", name, x->extension);
}

static err find_writer(const struct request *q, const struct exchange **ret)
{
    TRY(find_format(q, ret));
    if ((*ret)->write)
        return OK;
    return err_make(ERR_UNSUPPORTED, "Format %s can be read, but not written.", (*ret)->name);
}

static err export_run(struct request *q, struct reply *to)
{
    const struct exchange *x;
    const struct plan     *plan;
    struct exchange_report report = {0};
    TRY(find_writer(q, &x));
    TRY(app_plan(api_of(q)->s.app, id_of(q, 0), &plan));
    err e = x->write(q->mem, plan, &to->body, &report);
    if (!e.code) {
        to->type = x->type;
        reply_header(to, "Content-Disposition", file_name(q->mem, plan, x));
    }
    plan_unref(plan);
    return e;
}

/* What the file would not hold. It is written to tell, and forgotten. */
static err export_report(struct request *q, struct reply *to)
{
    const struct exchange *x;
    const struct plan     *plan;
    struct exchange_report report = {0};
    struct buf             file = {0};
    TRY(find_writer(q, &x));
    TRY(app_plan(api_of(q)->s.app, id_of(q, 0), &plan));
    err e = x->write(q->mem, plan, &file, &report);
    plan_unref(plan);
    buf_done(&file);
    if (e.code)
        return e;
    struct json_out *o = reply_json(to);
    jo_object(o);
    print_dropped(o, &report);
    jo_object_end(o);
    return OK;
}

static const struct parameter import_query[] = {
    {"format", "string", "Format of the file: auto, mspdi, mpx, planner, gan, xer or pmxml."},
    {"name", "string", "Name of the file; the project's title if the file has none."},
    {NULL, NULL, NULL},
};
static const struct parameter export_query[] = {
    {"format", "string", "Format of the file: mspdi, xer, pmxml or csv."},
    {NULL, NULL, NULL},
};

const struct route exchange_routes[] = {
    {HTTP_POST, "/api/v1/import", "import_run",
     "Make a project of a file; the body is the file itself.", import_run,
     .flags = ROUTE_WAITS | ROUTE_SPOOL | ROUTE_ONCE, .status = 201, .body_max = IMPORT_BYTES,
     .accepts = "application/xml text/xml application/octet-stream", .query = import_query,
     .in = &shape_file, .out = &shape_imported},
    {HTTP_GET, "/api/v1/projects/{id}/export", "export_run", "A project as a file.", export_run,
     .flags = ROUTE_WAITS, .query = export_query, .out = &shape_export},
    {HTTP_GET, "/api/v1/projects/{id}/export_report", "export_report",
     "What an export of the project would not hold, by name and count.", export_report,
     .flags = ROUTE_WAITS, .query = export_query, .out = &shape_exported},
};
const size_t exchange_routes_n = COUNT(exchange_routes);
