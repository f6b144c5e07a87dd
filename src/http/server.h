/* http/server.h - a web server that has not heard of projects.
 *
 * HTTP/1.1 on a loopback address, through libmicrohttpd. Network threads read heads and bodies,
 * answer files and the routes that never wait; routes marked ROUTE_WAITS run on workers. Every
 * request is held to limits: bytes of head and body, seconds for each, connections in all and per
 * address. What no careful client sends (two lengths, a bare CR, a NUL, a Host that is not ours, a
 * page of another origin that wants to change something) is refused before a handler sees it.
 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "http/events.h"
#include "http/files.h"
#include "http/problem.h"
#include "http/router.h"

struct server;

struct server_settings {       /* numbers: 0 = the usual */
    const char          *host; /* "127.0.0.1"; loopback only */
    int                  port; /* 0 = any free one */
    const struct router *router;
    const struct files  *files;   /* NULL = none: unknown paths are 404 */
    struct events       *events;  /* NULL = none; ticked by the server, ended when it stops */
    void                *context; /* for handlers */
    const char          *spool;   /* folder for large bodies; "/tmp" */

    unsigned threads;     /* that serve the network; 2 */
    unsigned workers;     /* that run ROUTE_WAITS; 4 */
    unsigned waiting;     /* requests that may wait for a worker, more get 503; 2,048 */
    unsigned connections; /* at once; 12,000 */
    unsigned per_address; /* … from one address; as many as connections */
    int      head_ms;     /* from connecting to the end of the first head; 15,000 */
    int      idle_ms;     /* from a reply to the end of the next head; 75,000 */
    int      body_ms;     /* for a body, plus one second for each 64 KiB allowed; 30,000 */
    int      reply_ms;    /* for the reply to be taken, plus one second for each 32 KiB; 60,000 */
};

/* ERR_INVALID for a host that is not this machine, ERR_BUSY for a port in use, ERR_IO. */
err server_start(const struct server_settings *settings, struct server **ret_server);
int server_port(const struct server *s);

/* Stops accepting, waits up to grace_ms for requests that run to be answered, ends the streams,
 * frees. NULL is fine. */
void server_stop(struct server *s, int grace_ms);

/* Whether a --host may be listened on: until there are accounts, whoever can reach the port may do
 * everything. ERR_INVALID says so. */
err server_host_check(const char *host);

#endif
