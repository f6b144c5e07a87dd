/* tests/api/place.c - the server the API's tests ask. */
#include "api/place.h"

#include "api/schema.h"
#include "domain/entities.h"
#include "store/store.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* ---- a format for import and export ------------------------------------------------------- */

static struct plan *toy_plan(void)
{
    struct plan   *plan = plan_new((struct id){1});
    struct project project;
    entity_init(&project_entity, &project);
    project.head = (struct record){.id = {1}, .rev = 1};
    project.title = S("Read");
    project.start = 1772438400;
    plan_put(plan, &project_entity, &project);
    struct item item;
    entity_init(&item_entity, &item);
    item.head = (struct record){.id = {1}, .project = {1}, .rev = 1};
    item.title = S("Read item");
    item.duration_s = 8 * 3600;
    plan_put(plan, &item_entity, &item);
    return plan;
}

static err toy_read(struct arena *mem, int fd, str name, struct plan **ret_plan,
                    struct exchange_report *ret_report)
{
    char text[8] = "";
    (void)mem;
    (void)name;
    if (read(fd, text, sizeof text - 1) != 4 || strcmp(text, "plan") != 0)
        return err_make(ERR_SYNTAX, "Not a plan.");
    static const struct exchange_line lines[] = {
        {{"Task/Contact", 12}, {"No place for it.", 16}, 3, 0}, {{"Odd", 3}, {NULL, 0}, 1, 12}};
    *ret_report = (struct exchange_report){.dropped = lines,
                                           .n_dropped = 1,
                                           .warnings = lines + 1,
                                           .n_warnings = 1,
                                           .differing = 2,
                                           .by_start = 1,
                                           .by_finish = -1};
    *ret_plan = toy_plan();
    return OK;
}

static err toy_write(struct arena *mem, const struct plan *plan, struct buf *to,
                     struct exchange_report *ret_report)
{
    static const struct exchange_line points = {{"Item/points", 11}, {NULL, 0}, 2, 0};
    (void)mem;
    *ret_report = (struct exchange_report){.dropped = &points, .n_dropped = 1};
    buf_fmt(to, "%zu items", plan_count(plan, &item_entity));
    return OK;
}

static const struct exchange formats[] = {{"mspdi", "application/xml", "xml", toy_read, toy_write},
                                          {"in", "text/plain", "in", toy_read, NULL},
                                          {"out", "text/plain", "out", NULL, toy_write},
                                          {NULL, NULL, NULL, NULL, NULL}};

static err toy_example(struct app *app, str name, struct id *ret_project)
{
    struct arena          mem = {0};
    struct refusal        refusal;
    struct import_request toy = {.read = toy_plan()};
    err e = str_eq(name, S("toy")) ? app_import_example(app, &mem, &toy, &refusal, ret_project)
                                   : err_make(ERR_NOT_FOUND, "There is no such example.");
    plan_unref(toy.read);
    arena_done(&mem);
    return e;
}

/* ---- starting ------------------------------------------------------------------------------- */

static void must(err e)
{
    cr_assert_eq(e.code, ERR_NONE, "%s", e.code ? e.why : "");
}

static void start(struct place *p)
{
    p->now = clock_now(clock_system()); /* and no test hangs on a second that passes */
    struct app_settings settings = {.clock = clock_fixed(&p->now), .user_name = S("Planner")};
    must(store_sqlite_open(str_from(p->folder), &settings.store));
    if (p->fail_at)
        settings.store = store_fault(settings.store, p->fail_at, ERR_FULL, &p->calls);
    must(app_open(&settings, &p->app));
    p->events = api_events_new();
    p->api = api_open(&(struct api_settings){.app = p->app,
                                             .events = p->events,
                                             .exchange = formats,
                                             .user_name = settings.user_name,
                                             .example = toy_example});
    p->router = api_router(&p->mem);
    must(server_start(
        &(struct server_settings){.router = p->router, .events = p->events, .context = p->api},
        &p->server));
    p->port = server_port(p->server);
}

static void stop(struct place *p)
{
    server_stop(p->server, 5000);
    api_close(p->api);
    events_close(p->events);
    app_close(p->app);
}

void place_open(struct place *p)
{
    place_open_failing(p, 0);
}

void place_open_failing(struct place *p, int64_t fail_at)
{
    *p = (struct place){.fail_at = fail_at};
    strcpy(p->folder, "/tmp/gantline-api-XXXXXX");
    cr_assert_not_null(mkdtemp(p->folder));
    start(p);
    struct buf text = {0};
    api_openapi(p->router, &text);
    must(json_parse(&p->mem, str_copy(&p->mem, buf_view(&text)), &p->openapi));
    buf_done(&text);
}

void place_close(struct place *p)
{
    stop(p);
    cr_assert_eq(system(str_fmt(&p->mem, "rm -r %s", p->folder).p), 0);
    arena_done(&p->mem);
}

void place_restart(struct place *p)
{
    stop(p);
    start(p);
}

/* ---- asking --------------------------------------------------------------------------------- */

static void note_hit(struct place *p, const char *method, str path)
{
    for (size_t i = 0; i < router_count(p->router); i++) {
        const struct route *r = router_at(p->router, i);
        if (str_eq(path, str_from(r->path)) && strcmp(method, http_method_words[r->method]) == 0)
            p->hit[i] = true;
    }
}

const struct json *place_json(struct place *p, struct answer a)
{
    const struct json *v = NULL;
    must(json_parse(&p->mem, a.body, &v));
    return v;
}

static void check_reply(struct place *p, const char *method, str path, struct answer a)
{
    str                type = STR_NONE, sent = answer_header(a, "Content-Type");
    const struct json *schema = schema_of_reply(p->openapi, method, path, a.status, &type);
    struct buf         why = {0};
    bool               is_json = str_starts(sent, S("application/json")) ||
                   str_starts(sent, S("application/problem+json"));
    if (a.status == 204 || a.status == 304 || !is_json)
        return;
    cr_assert(schema, "%s %.*s: %d is not described", method, STR_ARG(path), a.status);
    cr_assert(str_starts(sent, type), "%s %.*s: type %.*s", method, STR_ARG(path), STR_ARG(sent));
    cr_expect(schema_check(p->openapi, schema, place_json(p, a), &why), "%s %.*s: %d: %.*s\n%.*s",
              method, STR_ARG(path), a.status, STR_ARG(buf_view(&why)),
              (int)(a.body.n < 1500 ? a.body.n : 1500), a.body.p);
    buf_done(&why);
}

struct answer place_ask(struct place *p, const char *method, const char *path, const char *headers,
                        const char *body)
{
    bool          has_type = strstr(headers, "Content-Type") != NULL;
    str           all = str_fmt(&p->mem, "%s%s", headers,
                      body && !has_type ? "Content-Type: application/json\r\n" : "");
    struct answer a = client_ask(&p->mem, p->port, method, path, all.p, body);
    str           described = schema_path(&p->mem, str_from(path));
    note_hit(p, method, described);
    check_reply(p, method, described, a);
    return a;
}

const char *place_path(struct place *p, const char *fmt, int64_t id)
{
    str rest = str_from(fmt), head = STR_NONE;
    str_cut(&rest, '*', &head);
    return str_fmt(&p->mem, "%.*s%lld%.*s", STR_ARG(head), (long long)id, STR_ARG(rest)).p;
}

struct sample place_sample(struct place *p)
{
    struct sample s = {0};
    struct answer a = place_ask(p, "POST", "/api/v1/projects", "",
                                "{\"title\":\"Sample\",\"start\":\"2026-03-02T08:00:00Z\"}");
    cr_assert_eq(a.status, 201, "%.*s", STR_ARG(a.body));
    s.project = json_int(json_get(place_json(p, a), "id"));
    a = place_ask(
        p, "POST", place_path(p, "/api/v1/projects/*/operations", s.project), "",
        "{\"operations\":["
        "{\"op\":\"create\",\"entity\":\"item\",\"temp\":-1,\"set\":{\"title\":\"A\",\"rank\":1,"
        "\"duration_s\":28800}},"
        "{\"op\":\"create\",\"entity\":\"item\",\"temp\":-2,\"set\":{\"title\":\"B\",\"rank\":2,"
        "\"duration_s\":28800}},"
        "{\"op\":\"create\",\"entity\":\"item\",\"temp\":-3,\"set\":{\"title\":\"C\",\"rank\":3,"
        "\"duration_s\":28800}},"
        "{\"op\":\"create\",\"entity\":\"link\",\"temp\":-4,\"set\":{\"pred\":-1,\"succ\":-2}},"
        "{\"op\":\"create\",\"entity\":\"link\",\"temp\":-5,\"set\":{\"pred\":-2,\"succ\":-3}}],"
        "\"note\":\"A sample\",\"client\":\"t\"}");
    cr_assert_eq(a.status, 200, "%.*s", STR_ARG(a.body));
    const struct json *created = json_get(place_json(p, a), "created");
    s.a = json_int(json_get(created, "-1"));
    s.b = json_int(json_get(created, "-2"));
    s.c = json_int(json_get(created, "-3"));
    s.ab = json_int(json_get(created, "-4"));
    s.bc = json_int(json_get(created, "-5"));
    return s;
}
