/* http/wire/wire.h - the inside of the server: what stands between libmicrohttpd and handlers.
 *
 * One struct connection per socket. It passes through phases; each has a deadline, which the
 * watchdog keeps by shutting the socket down. Only the network thread of a connection and, in
 * PHASE_RUN, the worker that has it touch it; the watchdog reads `deadline` and `fd` alone.
 */
#ifndef HTTP_WIRE_WIRE_H
#define HTTP_WIRE_WIRE_H

#include "http/once.h"
#include "http/server.h"

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

enum phase {
    PHASE_HEAD,  /* nothing, or a part of a head */
    PHASE_BODY,  /* head accepted, body coming in */
    PHASE_DROP,  /* refused; the rest of a small body is read and forgotten */
    PHASE_OVER,  /* refused and told so already, in the midst of a body that does not end */
    PHASE_RUN,   /* a worker has it, the connection is suspended */
    PHASE_READY, /* the reply can be queued */
    PHASE_SEND,
};

struct connection {
    struct arena           mem;  /* the struct itself, then the request */
    struct arena_mark      idle; /* mem without a request */
    struct server         *server;
    struct MHD_Connection *mhd;
    struct connection     *prev, *next; /* all connections */
    struct connection     *queued;      /* next in the workers' queue */
    int                    fd;
    _Atomic int64_t        deadline_ms; /* 0 = none */
    enum phase             phase;
    /* of the current request */
    const char    *raw_uri; /* in libmicrohttpd's buffer, for the check of the head */
    size_t         raw_n;
    str            uri; /* copy of it */
    struct request request;
    struct reply   reply;
    struct buf     body;
    size_t         body_max;
    err            refused;
    int            refused_status; /* 0 = of the error */
    str            allow;          /* 405 and OPTIONS */
    int64_t        begin_ns;
    bool           is_running; /* counted in the server's `running` */
};

struct server {
    struct arena           home;
    struct server_settings s;
    struct MHD_Daemon     *daemon;
    int                    port;
    struct once           *once;
    _Atomic int            running; /* requests between head and end of reply, streams apart */
    _Atomic bool           stopping;
    _Atomic uint64_t       requests;
    uint64_t               boot; /* first half of request ids */
    /* watchdog.c */
    pthread_mutex_t    list_lock;
    struct connection *list;
    pthread_t          watchdog;
    bool               has_watchdog;
    /* workers.c */
    pthread_mutex_t    queue_lock;
    pthread_cond_t     queue_more, watch_over; /* watch_over: of the watchdog */
    struct connection *queue_first, *queue_last;
    unsigned           queue_n;
    bool               queue_over;
    pthread_t         *workers;
    unsigned           n_workers;
};

int64_t wire_now_ms(void);

/* connection.c: the callbacks of libmicrohttpd */
void           *wire_on_uri(void *server, const char *uri, struct MHD_Connection *mhd);
enum MHD_Result wire_on_request(void *server, struct MHD_Connection *mhd, const char *url,
                                const char *method, const char *version, const char *data,
                                size_t *data_n, void **request);
void            wire_on_completed(void *server, struct MHD_Connection *mhd, void **request,
                                  enum MHD_RequestTerminationCode why);
void            wire_on_connection(void *server, struct MHD_Connection *mhd, void **context,
                                   enum MHD_ConnectionNotificationCode what);

/* head.c: copies headers, path and query into the request; refuses a head whose bytes are not what
 * they seem: line ends other than CRLF, NUL, folded lines, two lengths, length with chunks, odd
 * codings. */
err     wire_head(struct connection *c, const char *method, const char *version);
bool    wire_has_body(const struct request *q);
int64_t wire_content_length(const struct request *q); /* -1 = not said */

/* guard.c: Host, Origin, Sec-Fetch-Site, Content-Type, parameters, If-Match of a route. */
err wire_guard_host(const struct connection *c);
err wire_guard_route(const struct connection *c);

/* answer.c: runs the handler; hands the finished reply to libmicrohttpd. */
void            wire_run(struct connection *c);
void            wire_ran(struct connection *c); /* no longer counted as running; once is enough */
enum MHD_Result wire_send(struct connection *c);
void wire_send_early(struct connection *c); /* while the body comes; shuts what is read */

/* watchdog.c */
err  wire_watchdog_start(struct server *s);
void wire_watchdog_stop(struct server *s);
void wire_list_add(struct connection *c);
void wire_list_remove(struct connection *c);
void wire_deadline(struct connection *c, int64_t ms_from_now); /* 0 = none */
void wire_break(struct connection *c);                         /* shuts the socket down */

/* workers.c */
err  wire_workers_start(struct server *s);
void wire_workers_stop(struct server *s);  /* when the queue is empty */
bool wire_hand_over(struct connection *c); /* false when too many wait */

#endif
