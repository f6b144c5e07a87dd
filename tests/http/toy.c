/* tests/http/toy.c - routes that know nothing: echo, count, wait, fail, stream. */
#include "http/toy.h"

#include <stdatomic.h>
#include <time.h>

static _Atomic int count;

static err toy_get(struct request *q, struct reply *to)
{
    reply_etag(to, "%lld", (long long)q->ids[0]);
    struct json_out *o = reply_json(to);
    jo_object(o);
    jo_name(o, "id");
    jo_int(o, q->ids[0]);
    jo_name(o, "q");
    jo_str(o, request_query(q, "q"));
    jo_object_end(o);
    return OK;
}

static err toy_long(struct request *q, struct reply *to)
{
    int64_t n = 10000;
    TRY(request_query_int(q, "n", 1, 10000000, &n));
    for (int64_t i = 0; i < n; i++)
        buf_char(&to->body, (char)('a' + i % 26));
    to->type = "text/plain";
    return OK;
}

static err toy_echo(struct request *q, struct reply *to)
{
    const struct json *root;
    TRY(request_json(q, &root));
    buf_str(&to->body, q->body);
    return OK;
}

static err toy_count(struct request *q, struct reply *to)
{
    (void)q;
    struct json_out *o = reply_json(to);
    jo_int(o, ++count);
    return OK;
}

static err toy_wait(struct request *q, struct reply *to)
{
    struct timespec t = {.tv_nsec = 200 * 1000000L};
    nanosleep(&t, NULL);
    return toy_get(q, to);
}

static err toy_spool(struct request *q, struct reply *to)
{
    char    block[4096];
    int64_t sum = 0;
    ssize_t n;
    lseek(q->body_fd, 0, SEEK_SET);
    while ((n = read(q->body_fd, block, sizeof block)) > 0)
        sum += n;
    jo_int(reply_json(to), sum == q->body_size ? sum : -1);
    return OK;
}

static err toy_fail(struct request *q, struct reply *to)
{
    (void)to;
    return q->ids[0] == 1 ? err_make(ERR_CYCLE, "A → B → A") : err_make(ERR_BUSY, "Later.");
}

static err toy_stream(struct request *q, struct reply *to)
{
    int64_t after = -1;
    TRY(request_query_int(q, "after", 0, INT64_MAX, &after));
    struct events_wish wish = {.channel = 7, .after = after, .now = 0};
    events_watch(q->context, 7);
    return events_open(q->context, &wish, 1, S("retry: 10\n\n"), to);
}

static err toy_late_stream(struct request *q, struct reply *to)
{
    struct timespec t = {.tv_nsec = 50 * 1000000L};
    nanosleep(&t, NULL);
    return toy_stream(q, to);
}

static const struct parameter toy_q[] = {{"q", "string", "Anything."}, {0}};
static const struct parameter toy_n[] = {{"n", "integer", "Bytes."}, {0}};
static const struct parameter toy_after[] = {{"after", "integer", "Seen."}, {0}};

static const struct route rows[] = {
    {HTTP_GET, "/api/toys/{id}", "toy_get", "One toy.", toy_get, .query = toy_q},
    {HTTP_PATCH, "/api/toys/{id}", "toy_patch", "Change it.", toy_echo, .flags = ROUTE_IF_MATCH},
    {HTTP_DELETE, "/api/toys/{id}", "toy_delete", "Drop it.", toy_get, .flags = ROUTE_IF_MATCH},
    {HTTP_GET, "/api/toys/{id}/parts/{id}", "part_get", "One part.", toy_get, .flags = 0},
    {HTTP_GET, "/api/long", "long", "Many bytes.", toy_long, .query = toy_n},
    {HTTP_POST, "/api/echo", "echo", "The body.", toy_echo, .body_max = 4096},
    {HTTP_POST, "/api/count", "count", "One more.", toy_count, .flags = ROUTE_ONCE | ROUTE_WAITS,
     .status = 201},
    {HTTP_GET, "/api/wait/{id}", "wait", "Slow.", toy_wait, .flags = ROUTE_WAITS},
    {HTTP_POST, "/api/spool", "spool", "Large body.", toy_spool, .flags = ROUTE_SPOOL | ROUTE_WAITS,
     .body_max = 1 << 20, .accepts = "application/xml application/octet-stream"},
    {HTTP_GET, "/api/fail/{id}", "fail", "Fails.", toy_fail, .flags = 0},
    {HTTP_GET, "/api/events", "events", "Events.", toy_stream, .flags = 0, .query = toy_after},
    {HTTP_GET, "/api/late", "late", "Events, later.", toy_late_stream, .flags = ROUTE_WAITS},
};

static const struct asset toy_assets[] = {
    {"/assets/app-12345678.js",
     "text/javascript",
     "\"a1\"",
     true,
     {(const unsigned char *)"plain script", 12},
     {(const unsigned char *)"gz", 2},
     {(const unsigned char *)"b", 1}},
    {"/index.html",
     "text/html; charset=utf-8",
     "\"i1\"",
     false,
     {(const unsigned char *)"<!doctype html>", 15},
     {0},
     {0}},
};

void toy_start(struct toy *t, struct server_settings settings)
{
    static const struct files files = {.assets = toy_assets, .n = 2};
    *t = (struct toy){0};
    struct router *r = router_new(&t->mem, 16);
    router_add(r, rows, sizeof rows / sizeof *rows);
    t->events = events_new(&(struct events_settings){.ring_events = 4, .ping_ms = 1000});
    settings.router = r;
    settings.events = t->events;
    settings.context = t->events;
    if (!settings.files)
        settings.files = &files;
    err e = server_start(&settings, &t->server);
    if (e.code) {
        fprintf(stderr, "%s\n", e.why);
        abort();
    }
    t->port = server_port(t->server);
}

void toy_stop(struct toy *t)
{
    server_stop(t->server, 2000);
    events_close(t->events);
    arena_done(&t->mem);
}

struct answer toy_ask(struct toy *t, const char *method, const char *path, const char *headers,
                      const char *body)
{
    return client_ask(&t->mem, t->port, method, path, headers, body);
}

struct answer toy_raw(struct toy *t, const char *bytes, size_t n)
{
    int           fd = client_open(t->port);
    struct answer a = {0};
    if (fd >= 0 && client_send(fd, bytes, n))
        a = client_read(fd, &t->mem, false);
    close(fd);
    return a;
}
