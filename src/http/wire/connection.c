/* http/wire/connection.c - the phases of a connection, driven by libmicrohttpd's callbacks.
 *
 * on_connection → on_uri → on_request (head) → on_request (pieces of the body) → on_request (end) →
 * reply → on_completed, and again from on_uri while the connection is kept. A refused request still
 * has its body read when it is small, so that the client sees the reply and may go on; otherwise
 * the reply closes. A body of unknown length that outgrows its limit gets the reply while it comes.
 */
#include "http/wire/wire.h"

#include "base/clock.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

enum { DROP_MAX = 1024 * 1024, BODY_RATE = 64 * 1024, USER_TIMEOUT_MS = 60000 };
/* More than sockets buffer: a client that writes before it reads finds the reply before the end. */
enum { LINGER_MAX = 16 * 1024 * 1024 };
enum { HEAD_MAX = 10 * 1024 }; /* libmicrohttpd itself takes three times that */

/* ---- life of a connection -------------------------------------------------------------------- */

static void connection_open(struct server *s, struct MHD_Connection *mhd, void **context)
{
    struct arena       mem = {0};
    struct connection *c = arena_new(&mem, struct connection);
    c->server = s;
    c->mhd = mhd;
    c->fd = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    c->request.body_fd = -1;
    unsigned gone = USER_TIMEOUT_MS; /* a peer that vanished without a word */
    setsockopt(c->fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &gone, sizeof gone);
    wire_deadline(c, s->s.head_ms);
    c->mem = mem;
    c->idle = arena_mark(&c->mem);
    *context = c;
    wire_list_add(c);
}

void wire_on_connection(void *server, struct MHD_Connection *mhd, void **context,
                        enum MHD_ConnectionNotificationCode what)
{
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        connection_open(server, mhd, context);
    } else if (*context) {
        struct connection *c = *context;
        wire_list_remove(c);
        struct arena mem = c->mem;
        arena_done(&mem);
        *context = NULL;
    }
}

void *wire_on_uri(void *server, const char *uri, struct MHD_Connection *mhd)
{
    (void)server;
    struct connection *c =
        MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
    c->raw_uri = uri;
    c->raw_n = strlen(uri);
    c->uri = str_copy(&c->mem, (str){uri, c->raw_n});
    return c;
}

static void log_request(const struct connection *c)
{
    double ms = (double)(clock_mono_ns() - c->begin_ns) / 1e6;
    log_line(c->reply.status >= 500 && c->reply.status != 503 ? LOG_ERROR : LOG_DEBUG, "request",
             "%.*s %.*s %.200s -> %d in %.2f ms", STR_ARG(c->request.id),
             STR_ARG(c->request.method), c->uri.p, c->reply.status, ms);
}

static void request_end(struct connection *c)
{
    if (c->reply.stream)
        stream_close(c->reply.stream);
    wire_ran(c); /* also a stream whose client left before it was attached */
    log_request(c);
    reply_done(&c->reply);
    buf_done(&c->body);
    if (c->request.body_fd >= 0)
        close(c->request.body_fd);
    c->begin_ns = 0;
}

void wire_on_completed(void *server, struct MHD_Connection *mhd, void **request,
                       enum MHD_RequestTerminationCode why)
{
    (void)mhd;
    (void)why;
    struct connection *c = *request;
    if (!c)
        return;
    if (c->begin_ns)
        request_end(c);
    c->request = (struct request){.body_fd = -1};
    c->reply = (struct reply){0};
    c->refused = OK;
    c->refused_status = 0;
    c->allow = STR_NONE;
    c->phase = PHASE_HEAD;
    arena_rewind(&c->mem, c->idle);
    wire_deadline(c, ((struct server *)server)->s.idle_ms);
    *request = NULL;
}

/* ---- head --------------------------------------------------------------------------------------
 */

/* The sentence is kept: the ring it stands in belongs to the thread. */
static void refuse(struct connection *c, err e, int status)
{
    if (c->refused.code || !e.code)
        return;
    c->refused = (err){e.code, str_z(&c->mem, str_from(e.why))};
    c->refused_status = status;
}

static bool is_for_routes(str path)
{
    return str_starts(path, S("/api/")) || str_eq(path, S("/api")) || str_eq(path, S("/healthz"));
}

static err find_route(struct connection *c)
{
    struct request *q = &c->request;
    bool            is_read = str_eq(q->method, S("GET")) || str_eq(q->method, S("HEAD"));
    if (is_for_routes(q->path))
        return router_find(c->server->s.router, q, &c->allow);
    if (!c->server->s.files)
        return err_make(ERR_NOT_FOUND, "There is nothing at %.*s.",
                        STR_ARG(str_sub(q->path, 0, 200)));
    if (!is_read)
        c->allow = S("OPTIONS, GET, HEAD");
    return OK;
}

static bool head_is_long(const struct connection *c)
{
    const union MHD_ConnectionInfo *head = MHD_get_connection_info(
        c->mhd, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return head && head->header_size > HEAD_MAX;
}

static void accept_head(struct connection *c, const char *method, const char *version)
{
    struct request *q = &c->request;
    if (head_is_long(c))
        refuse(c,
               err_make(ERR_SYNTAX, "The head of the request may have at most %d bytes.", HEAD_MAX),
               431);
    refuse(c, wire_head(c, method, version), 0);
    if (!c->refused.code)
        refuse(c, wire_guard_host(c), 0);
    if (!c->refused.code)
        refuse(c, find_route(c), 0);
    if (c->refused.code)
        return;
    if (c->allow.p && !str_eq(q->method, S("OPTIONS")))
        refuse(c,
               err_make(ERR_UNSUPPORTED, "%.20s is not offered here, but %.*s.", q->method.p,
                        STR_ARG(c->allow)),
               405);
    else if (q->route)
        refuse(c, wire_guard_route(c), 0);
}

static err body_open(struct connection *c)
{
    struct request *q = &c->request;
    c->body_max = q->route ? route_body_max(q->route) : 0;
    if (wire_content_length(q) > (int64_t)c->body_max)
        return err_make(ERR_TOO_LARGE, "The body may have at most %zu bytes.", c->body_max);
    buf_init(&c->body, c->body_max);
    if (!q->route || !(q->route->flags & ROUTE_SPOOL))
        return OK;
    const char *folder = c->server->s.spool ? c->server->s.spool : "/tmp";
    q->body_fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    return q->body_fd < 0
               ? err_make(ERR_IO, "A temporary file cannot be made: %s.", strerror(errno))
               : OK;
}

static int64_t body_ms(const struct connection *c)
{
    int64_t length = wire_content_length(&c->request);
    size_t  most = length >= 0 ? (size_t)length : c->body_max;
    return c->server->s.body_ms + (int64_t)(most / BODY_RATE) * 1000;
}

static enum MHD_Result on_head(struct connection *c, const char *method, const char *version)
{
    struct server *s = c->server;
    uint64_t       number = atomic_fetch_add(&s->requests, 1) + 1;
    c->begin_ns = clock_mono_ns();
    atomic_fetch_add(&s->running, 1);
    c->is_running = true;
    c->request.mem = &c->mem;
    c->request.context = s->s.context;
    c->request.id = str_fmt(&c->mem, "%08llx-%llu", (unsigned long long)s->boot,
                            (unsigned long long)number);
    reply_init(&c->reply, &c->mem);
    accept_head(c, method, version);
    if (!c->refused.code)
        refuse(c, body_open(c), 0);
    c->phase = c->refused.code ? PHASE_DROP : PHASE_BODY;
    wire_deadline(c, body_ms(c));
    bool is_drop_small = wire_content_length(&c->request) <= DROP_MAX &&
                         c->refused.code != ERR_SYNTAX;
    bool is_expecting = request_header(&c->request, "Expect").p != NULL;
    if (!c->refused.code || (is_drop_small && !is_expecting))
        return MHD_YES;
    wire_run(c);
    return wire_send(c);
}

/* ---- body and end ------------------------------------------------------------------------------
 */

static err spool(int fd, const char *data, size_t n)
{
    while (n) {
        ssize_t done = write(fd, data, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return err_make(errno == ENOSPC ? ERR_FULL : ERR_IO, "The body cannot be kept: %s.",
                            strerror(errno));
        data += done;
        n -= (size_t)done;
    }
    return OK;
}

/* Who goes on sending long after the limit is told in between, then cut off: MHD_NO closes. */
static enum MHD_Result on_overflow(struct connection *c, size_t over)
{
    if (c->phase == PHASE_OVER || over <= DROP_MAX)
        return over > LINGER_MAX ? MHD_NO : MHD_YES;
    c->phase = PHASE_OVER;
    wire_run(c);
    return wire_send(c);
}

static enum MHD_Result on_data(struct connection *c, const char *data, size_t n)
{
    c->request.body_size += (int64_t)n;
    size_t size = (size_t)c->request.body_size;
    if (c->phase == PHASE_BODY && size > c->body_max)
        refuse(c, err_make(ERR_TOO_LARGE, "The body may have at most %zu bytes.", c->body_max), 0);
    else if (c->phase == PHASE_BODY && c->request.body_fd >= 0)
        refuse(c, spool(c->request.body_fd, data, n), 0);
    else if (c->phase == PHASE_BODY)
        buf_put(&c->body, data, n);
    if (c->refused.code && c->phase == PHASE_BODY)
        c->phase = PHASE_DROP;
    return size > c->body_max ? on_overflow(c, size - c->body_max) : MHD_YES;
}

static enum MHD_Result on_end(struct connection *c)
{
    wire_deadline(c, 0);
    c->request.body = buf_view(&c->body);
    if (c->server->stopping)
        refuse(c, err_make(ERR_BUSY, "The server is stopping."), 0);
    bool waits = !c->refused.code && c->request.route && (c->request.route->flags & ROUTE_WAITS);
    if (waits && wire_hand_over(c))
        return MHD_YES;
    if (waits)
        refuse(c, err_make(ERR_BUSY, "Too many requests are waiting."), 0);
    wire_run(c);
    return wire_send(c);
}

enum MHD_Result wire_on_request(void *server, struct MHD_Connection *mhd, const char *url,
                                const char *method, const char *version, const char *data,
                                size_t *data_n, void **request)
{
    (void)server;
    (void)mhd;
    (void)url;
    struct connection *c = *request;
    if (c->phase == PHASE_HEAD)
        return on_head(c, method, version);
    if (c->phase == PHASE_RUN || c->phase == PHASE_SEND)
        return MHD_YES;
    if (c->phase == PHASE_READY)
        return wire_send(c);
    if (*data_n == 0)
        return c->phase == PHASE_OVER ? MHD_NO : on_end(c);
    enum MHD_Result result = on_data(c, data, *data_n);
    *data_n = 0;
    return result;
}
