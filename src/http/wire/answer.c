/* http/wire/answer.c - from a request to bytes on the wire: handler, condition, packing, headers.
 *
 * The body is lent to libmicrohttpd, not copied: it lives in the connection until the request is
 * completed.
 */
#include "http/wire/wire.h"

#include <sys/socket.h>

enum { PACK_LEAST = 1024, REPLY_RATE = 32 * 1024, STREAM_BLOCK = 512 };

/* On every reply. script-src and style-src without 'unsafe-inline': the client carries none. */
static const struct {
    const char *name, *value;
} common_headers[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
     "connect-src 'self'; "
     "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
};

/* ---- the handler ----------------------------------------------------------------------------- */

static err run_once(struct connection *c)
{
    struct once *once = c->server->once;
    bool         is_done;
    TRY(once_begin(once, &c->request, &c->reply, &is_done));
    if (is_done)
        return OK;
    err e = c->request.route->handle(&c->request, &c->reply);
    if (e.code)
        c->reply.status = err_status(e.code);
    once_end(once, &c->request, &c->reply);
    return e;
}

static err run(struct connection *c)
{
    const struct route *route = c->request.route;
    if (c->refused.code)
        return c->refused;
    if (c->allow.p || str_eq(c->request.method, S("OPTIONS"))) {
        c->reply.status = 204;
        return OK;
    }
    if (!route)
        return files_answer(c->server->s.files, &c->request, &c->reply);
    if (route->status)
        c->reply.status = route->status;
    return route->flags & ROUTE_ONCE ? run_once(c) : route->handle(&c->request, &c->reply);
}

static void print_refusal(struct connection *c, err e)
{
    struct problem p = problem_of(e);
    p.status = c->refused_status;
    if (p.status == 405) {
        p.type = "method-not-allowed";
        p.title = "This method is not offered here";
    }
    if (p.status == 431) {
        p.type = "head-too-large";
        p.title = "The head of the request is too large";
    }
    problem_print(&c->reply, &c->request, &p);
}

/* A body that did not fit into its buffer is our failure, not a shorter reply. */
static err check_body(struct connection *c)
{
    return c->reply.body.full ? err_make(ERR_IO, "The reply is too large.") : OK;
}

void wire_run(struct connection *c)
{
    err e = run(c);
    if (!e.code)
        e = check_body(c);
    if (e.code)
        print_refusal(c, e);
    if (c->allow.p)
        reply_header(&c->reply, "Allow", c->allow);
}

/* ---- the reply ---------------------------------------------------------------------------------
 */

static void on_sleep(void *arg)
{
    MHD_suspend_connection(((struct connection *)arg)->mhd);
}

static void on_wake(void *arg)
{
    MHD_resume_connection(((struct connection *)arg)->mhd);
}

static void on_kill(void *arg)
{
    wire_break(arg);
}

static ssize_t on_read(void *arg, uint64_t at, char *to, size_t max)
{
    (void)at;
    int64_t n = stream_read(((struct connection *)arg)->reply.stream, to, max);
    return n < 0 ? MHD_CONTENT_READER_END_OF_STREAM : (ssize_t)n;
}

void wire_ran(struct connection *c)
{
    if (c->is_running)
        atomic_fetch_sub(&c->server->running, 1);
    c->is_running = false;
}

static struct MHD_Response *stream_response(struct connection *c)
{
    struct stream_io io = {.sleep = on_sleep, .wake = on_wake, .kill = on_kill, .arg = c};
    stream_attach(c->reply.stream, io, wire_now_ms());
    wire_ran(c);
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK, on_read, c, NULL);
}

/* libmicrohttpd takes memory as void *, although it only reads it. */
static struct MHD_Response *borrowed_response(str body)
{
    union {
        const char *p;
        void       *v;
    } memory = {.p = body.p ? body.p : ""};
    return MHD_create_response_from_buffer(body.n, memory.v, MHD_RESPMEM_PERSISTENT);
}

static bool is_unchanged(const struct connection *c)
{
    const struct route *route = c->request.route;
    bool                is_get = !route || route->method == HTTP_GET;
    return is_get && c->reply.status == 200 && c->reply.etag.p &&
           request_has(&c->request, c->reply.etag);
}

static str plain_body(const struct reply *r)
{
    if (r->shared)
        return bytes_plain(r->shared);
    return r->fixed.p ? r->fixed : buf_view(&r->body);
}

/* The body as it goes out. It lives until the request is completed: no copy, no ownership to pass.
 */
static str final_body(struct connection *c)
{
    struct reply *r = &c->reply;
    str           plain = plain_body(r);
    if (is_unchanged(c)) {
        r->status = 304;
        return S("");
    }
    if (r->is_packed || plain.n < PACK_LEAST)
        return plain;
    reply_header(r, "Vary", S("Accept-Encoding"));
    if (!request_accepts_coding(&c->request, S("gzip")))
        return plain;
    if (!r->shared)
        r->shared = bytes_take(&r->body);
    str packed = bytes_gzip(r->shared);
    if (!packed.p)
        return plain_body(r);
    reply_header(r, "Content-Encoding", S("gzip"));
    return packed;
}

static void add_headers(struct MHD_Response *response, const struct connection *c)
{
    const struct reply *r = &c->reply;
    for (size_t i = 0; i < sizeof common_headers / sizeof *common_headers; i++)
        MHD_add_response_header(response, common_headers[i].name, common_headers[i].value);
    MHD_add_response_header(response, "X-Request-Id", c->request.id.p);
    if (r->status != 204 && r->status != 304)
        MHD_add_response_header(response, "Content-Type", r->type);
    if (r->etag.p)
        MHD_add_response_header(response, "ETag", r->etag.p);
    bool has_cache = false;
    for (size_t i = 0; i < r->n_headers; i++) {
        MHD_add_response_header(response, r->headers[i].name.p, r->headers[i].value.p);
        has_cache |= str_eq(r->headers[i].name, S("Cache-Control"));
    }
    if (!has_cache)
        MHD_add_response_header(response, "Cache-Control",
                                r->etag.p ? "private, no-cache" : "no-store");
    if (c->server->stopping || c->refused.code == ERR_SYNTAX)
        MHD_add_response_header(response, "Connection", "close");
}

/* Past libmicrohttpd, which takes no reply while a body comes in; and this body may never end. */
static enum MHD_Result send_early(struct connection *c)
{
    struct buf head;
    str        body = plain_body(&c->reply);
    buf_init(&head, 8192);
    buf_fmt(&head, "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\n", c->reply.status,
            MHD_get_reason_phrase_for((unsigned)c->reply.status), c->reply.type, body.n);
    for (size_t i = 0; i < sizeof common_headers / sizeof *common_headers; i++)
        buf_fmt(&head, "%s: %s\r\n", common_headers[i].name, common_headers[i].value);
    buf_fmt(&head, "X-Request-Id: %s\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
            c->request.id.p);
    buf_put(&head, body.p, body.n);
    str     all = buf_view(&head);
    ssize_t done = send(c->fd, all.p, all.n, MSG_NOSIGNAL | MSG_DONTWAIT);
    buf_done(&head);
    return done < 0 ? MHD_NO : MHD_YES;
}

enum MHD_Result wire_send(struct connection *c)
{
    if (c->phase == PHASE_OVER)
        return send_early(c);
    c->phase = PHASE_SEND;
    bool                 is_stream = c->reply.stream != NULL;
    str                  body = is_stream ? STR_NONE : final_body(c);
    struct MHD_Response *response = is_stream ? stream_response(c) : borrowed_response(body);
    if (!response)
        return MHD_NO;
    add_headers(response, c);
    int64_t allowed = c->server->s.reply_ms + (int64_t)(body.n / REPLY_RATE) * 1000;
    wire_deadline(c, is_stream ? 0 : allowed);
    enum MHD_Result result = MHD_queue_response(c->mhd, (unsigned)c->reply.status, response);
    MHD_destroy_response(response);
    return result;
}
