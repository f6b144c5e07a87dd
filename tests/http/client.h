/* tests/http/client.h - a small HTTP client over plain sockets: every byte is the test's. A read
 * that takes longer than five seconds fails, so that a hanging server fails the test, not the run.
 */
#ifndef TESTS_HTTP_CLIENT_H
#define TESTS_HTTP_CLIENT_H

#include "base/buf.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct answer {
    int status;     /* 0: the connection ended without a reply */
    str head, body; /* head: status line and headers; body: chunks joined */
};

static inline int client_open(int port)
{
    int                fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    struct timeval     wait = {.tv_sec = 5};
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0)
        return fd;
    close(fd);
    return -1;
}

static inline bool client_send(int fd, const char *bytes, size_t n)
{
    while (n) {
        ssize_t done = send(fd, bytes, n, MSG_NOSIGNAL);
        if (done <= 0)
            return false;
        bytes += done;
        n -= (size_t)done;
    }
    return true;
}

/* Value of a header of the reply; absent when there is none. */
static inline str answer_header(struct answer a, const char *name)
{
    str rest = a.head, line;
    while (str_cut(&rest, '\n', &line)) {
        str value = line, key;
        if (str_cut(&value, ':', &key) && str_eq_nocase(key, str_from(name)))
            return str_trim(value);
    }
    return STR_NONE;
}

static inline bool client_more(int fd, struct buf *b)
{
    char    block[16384];
    ssize_t n = recv(fd, block, sizeof block, 0);
    buf_put(b, block, n > 0 ? (size_t)n : 0);
    return n > 0;
}

/* Joins chunks from b at `at`; false when the connection ended before the last one. */
static inline bool client_chunks(int fd, struct buf *b, size_t at, struct buf *to)
{
    for (;;) {
        char *eol;
        while (!(b->n > at && (eol = memchr(b->p + at, '\n', b->n - at))))
            if (!client_more(fd, b))
                return false;
        size_t size = strtoul(b->p + at, NULL, 16), from = (size_t)(eol + 1 - b->p);
        while (b->n < from + size + 2)
            if (!client_more(fd, b))
                return false;
        buf_put(to, b->p + from, size);
        at = from + size + 2;
        if (size == 0)
            return true;
    }
}

/* The next head in b from *at on; *at is behind it then. */
static inline bool client_head(int fd, struct arena *mem, struct buf *b, size_t *at,
                               struct answer *ret)
{
    char *end;
    while (b->n <= *at || !(end = memmem(b->p + *at, b->n - *at, "\r\n\r\n", 4)))
        if (!client_more(fd, b))
            return false;
    size_t to = (size_t)(end - b->p) + 4;
    ret->head = str_copy(mem, (str){b->p + *at, to - *at});
    ret->status = atoi(ret->head.p + 9);
    *at = to;
    return true;
}

/* One reply; interim 100 is skipped. */
static inline struct answer client_read(int fd, struct arena *mem, bool is_head)
{
    struct answer a = {0};
    struct buf    b = {0}, body = {0};
    size_t        at = 0;
    bool          is_whole;
    do
        is_whole = client_head(fd, mem, &b, &at, &a);
    while (is_whole && a.status == 100);
    str length = answer_header(a, "Content-Length");
    if (is_whole && !is_head && str_eq(answer_header(a, "Transfer-Encoding"), S("chunked"))) {
        is_whole = client_chunks(fd, &b, at, &body);
    } else if (is_whole && !is_head && length.p) {
        size_t n = strtoul(length.p, NULL, 10);
        while (b.n < at + n && client_more(fd, &b))
            ;
        is_whole = b.n >= at + n;
        buf_put(&body, b.p + at, is_whole ? n : 0);
    }
    a.status = is_whole ? a.status : 0;
    a.body = str_copy(mem, (str){body.p ? body.p : "", body.n});
    buf_done(&body);
    buf_done(&b);
    return a;
}

/* One request on a connection of its own. `headers` are whole lines with CR LF; Host is added. */
static inline struct answer client_ask(struct arena *mem, int port, const char *method,
                                       const char *path, const char *headers, const char *body)
{
    int fd = client_open(port);
    str head = str_fmt(mem, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s", method, path, port,
                       headers);
    str all = body ? str_fmt(mem, "%.*sContent-Length: %zu\r\n\r\n%s", STR_ARG(head), strlen(body),
                             body)
                   : str_fmt(mem, "%.*s\r\n", STR_ARG(head));
    struct answer a = {0};
    if (fd >= 0 && client_send(fd, all.p, all.n))
        a = client_read(fd, mem, strcmp(method, "HEAD") == 0);
    close(fd);
    return a;
}

#endif
