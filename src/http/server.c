/* http/server.c - starting and stopping.
 *
 * The listening socket is ours, so that errors are sentences and port 0 works. Stopping has an
 * order: no new connections, running requests finish and their replies leave, streams end, threads
 * end, then libmicrohttpd closes what is left; so no reply that was promised is cut off by a clean
 * stop.
 */
#include "http/server.h"

#include "http/wire/wire.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/rng.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    POOL_BYTES = 32 * 1024, /* so that heads beyond 10 KB are refused by us */
    POOL_STEP = 1024,
    BACKLOG = 1024,
    STACK_BYTES = 512 * 1024,
    WAIT_MS = 5
};

/* ---- listening ---------------------------------------------------------------------------------
 */

union address {
    struct sockaddr     any;
    struct sockaddr_in  v4;
    struct sockaddr_in6 v6;
};

static bool address_of(const char *host, int port, union address *ret_address)
{
    union address a = {0};
    const char   *name = strcmp(host, "localhost") == 0 ? "127.0.0.1" : host;
    if (strcmp(name, "::1") == 0) {
        a.v6 = (struct sockaddr_in6){.sin6_family = AF_INET6,
                                     .sin6_port = htons((uint16_t)port),
                                     .sin6_addr = in6addr_loopback};
    } else {
        a.v4 = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
        if (inet_pton(AF_INET, name, &a.v4.sin_addr) != 1 ||
            ntohl(a.v4.sin_addr.s_addr) >> 24 != 127)
            return false;
    }
    *ret_address = a;
    return true;
}

err server_host_check(const char *host)
{
    union address a;
    if (address_of(host, 0, &a))
        return OK;
    return err_make(
        ERR_INVALID,
        "--host %.100s is not this machine itself: until there are accounts, whoever reaches the "
        "port "
        "may read and change everything, so only 127.0.0.1, localhost and ::1 are listened on.",
        host);
}

static err open_socket(const char *host, int port, int *ret_fd, int *ret_port)
{
    union address a;
    if (!address_of(host, port, &a))
        return server_host_check(host);
    socklen_t n = a.any.sa_family == AF_INET6 ? sizeof a.v6 : sizeof a.v4;
    int       fd = socket(a.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), on = 1;
    if (fd < 0)
        return err_make(ERR_IO, "A socket cannot be opened: %s.", strerror(errno));
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, &a.any, n) != 0 || listen(fd, BACKLOG) != 0 || getsockname(fd, &a.any, &n) != 0) {
        int why = errno;
        close(fd);
        return err_make(why == EADDRINUSE ? ERR_BUSY : ERR_IO,
                        "Port %d of %s cannot be listened on: %s.", port, host, strerror(why));
    }
    *ret_fd = fd;
    *ret_port = ntohs(a.any.sa_family == AF_INET6 ? a.v6.sin6_port : a.v4.sin_port);
    return OK;
}

/* ---- starting ----------------------------------------------------------------------------------
 */

static void default_settings(struct server_settings *s)
{
    s->host = s->host ? s->host : "127.0.0.1";
    s->threads = s->threads ? s->threads : 2;
    s->workers = s->workers ? s->workers : 4;
    s->waiting = s->waiting ? s->waiting : 2048;
    s->connections = s->connections ? s->connections : 12000;
    s->per_address = s->per_address ? s->per_address : s->connections;
    s->head_ms = s->head_ms ? s->head_ms : 15000;
    s->idle_ms = s->idle_ms ? s->idle_ms : 75000;
    s->body_ms = s->body_ms ? s->body_ms : 30000;
    s->reply_ms = s->reply_ms ? s->reply_ms : 60000;
}

__attribute__((format(printf, 2, 0))) static void on_log(void *arg, const char *fmt, va_list args)
{
    (void)arg;
    char text[512];
    vsnprintf(text, sizeof text, fmt, args);
    log_line(LOG_DEBUG, "http", "%s", text);
}

static struct MHD_Daemon *start_daemon(struct server *s, int fd)
{
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
    return MHD_start_daemon(
        flags, 0, NULL, NULL, wire_on_request, s, MHD_OPTION_EXTERNAL_LOGGER, on_log, NULL,
        MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_STRICT_FOR_CLIENT, 0, MHD_OPTION_THREAD_POOL_SIZE,
        s->s.threads > 1 ? s->s.threads : 0, MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK_BYTES,
        MHD_OPTION_CONNECTION_LIMIT, s->s.connections, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
        s->s.per_address, MHD_OPTION_CONNECTION_TIMEOUT, 0, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)POOL_BYTES, MHD_OPTION_CONNECTION_MEMORY_INCREMENT, (size_t)POOL_STEP,
        MHD_OPTION_URI_LOG_CALLBACK, wire_on_uri, s, MHD_OPTION_NOTIFY_COMPLETED, wire_on_completed,
        s, MHD_OPTION_NOTIFY_CONNECTION, wire_on_connection, s, MHD_OPTION_SIGPIPE_HANDLED_BY_APP,
        1, MHD_OPTION_END);
}

static err start_parts(struct server *s, int fd)
{
    TRY(wire_workers_start(s));
    TRY(wire_watchdog_start(s));
    s->daemon = start_daemon(s, fd);
    return s->daemon ? OK : err_make(ERR_IO, "The web server cannot be started.");
}

err server_start(const struct server_settings *settings, struct server **ret_server)
{
    struct server_settings filled = *settings;
    default_settings(&filled);
    int fd = -1, port = 0;
    TRY(open_socket(filled.host, filled.port, &fd, &port));
    struct arena   home = {0};
    struct server *s = arena_new(&home, struct server);
    s->home = home;
    s->s = filled;
    s->port = port;
    s->boot = (uint64_t)clock_now(clock_system()) & UINT32_MAX;
    s->once = once_new(&(struct once_settings){0});
    pthread_mutex_init(&s->list_lock, NULL);
    pthread_mutex_init(&s->queue_lock, NULL);
    pthread_cond_init(&s->queue_more, NULL);
    pthread_cond_init(&s->watch_over, NULL);
    err e = start_parts(s, fd);
    if (e.code) {
        if (!s->daemon)
            close(fd);
        server_stop(s, 0);
        return e;
    }
    *ret_server = s;
    return OK;
}

int server_port(const struct server *s)
{
    return s->port;
}

/* ---- stopping ----------------------------------------------------------------------------------
 */

static void wait_for(struct server *s, int64_t until_ms)
{
    const struct timespec pause = {.tv_nsec = WAIT_MS * 1000000L};
    while ((s->running > 0 || (s->s.events && events_streams(s->s.events) > 0)) &&
           wire_now_ms() < until_ms)
        nanosleep(&pause, NULL);
}

static void stop_daemon(struct server *s, int grace_ms)
{
    int64_t until = wire_now_ms() + grace_ms;
    int     fd = MHD_quiesce_daemon(s->daemon);
    s->stopping = true;
    if (s->s.events)
        events_end(s->s.events);
    wait_for(s, until);
    wire_workers_stop(s); /* suspended connections must have been resumed */
    MHD_stop_daemon(s->daemon);
    if (fd >= 0)
        close(fd);
}

void server_stop(struct server *s, int grace_ms)
{
    if (!s)
        return;
    if (s->daemon)
        stop_daemon(s, grace_ms);
    wire_workers_stop(s);
    wire_watchdog_stop(s);
    once_close(s->once);
    pthread_cond_destroy(&s->watch_over);
    pthread_cond_destroy(&s->queue_more);
    pthread_mutex_destroy(&s->queue_lock);
    pthread_mutex_destroy(&s->list_lock);
    struct arena home = s->home;
    arena_done(&home);
}
