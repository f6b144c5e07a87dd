/* tests/http/head_test.c - 150 requests that no careful client sends, each in several pieces.
 *
 * None may reach a handler, hang, or bring the server down: the answer is 4xx, 5xx or a closed
 * connection, and a good request afterwards is answered.
 */
#include "http/toy.h"

#include <criterion/criterion.h>

static struct toy toy;

static void setup(void)
{
    toy_start(&toy, (struct server_settings){.head_ms = 1000, .body_ms = 500});
}

static void teardown(void)
{
    toy_stop(&toy);
}

TestSuite(head, .init = setup, .fini = teardown, .timeout = 120);

struct bad {
    const char *text; /* @ stands for Host and its line end; $ for the length of the rest */
    size_t      n;    /* 0: terminated */
};

#define T(literal)                                                                                 \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

static const struct bad bad[] = {
    /* request line */
    T("GET\r\n@\r\n"),
    T("GET /api/toys/1\r\n@\r\n"),
    T("GET  /api/toys/1 HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/1  HTTP/1.1\r\n@\r\n"),
    T(" GET /api/toys/1 HTTP/1.1\r\n@\r\n"),
    T("GET\t/api/toys/1 HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/1\tHTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/1 HTTP/1.1 \r\n@\r\n"),
    T("GET /api/toys/1 HTTP/1.1 x\r\n@\r\n"),
    T("GET /api/toys/1 HTTP/2.0\r\n@\r\n"),
    T("GET /api/toys/1 HTTP/0.9\r\n@\r\n"),
    T("GET /api/toys/1 http/1.1\r\n@\r\n"),
    T("GET /api/toys/1 HTTP/1.10\r\n@\r\n"),
    T("GET /api/toys/1 HTTP/11\r\n@\r\n"),
    T("GET /api/toys/1 HTTP/1.\r\n@\r\n"),
    T("GET /api/toys/1 XTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/1 HTTP/1.1\n@\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r@\r\n"),
    T("GET /api/toys/1 HTTP/1.1\0\r\n@\r\n"),
    T("G\0ET /api/toys/1 HTTP/1.1\r\n@\r\n"),
    T("GET /api/to\0ys/1 HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/1\0 HTTP/1.1\r\n@\r\n"),
    T("GET \0/api/toys/1 HTTP/1.1\r\n@\r\n"),
    T("G@ET /x HTTP/1.1\r\n\r\n"),
    T("GE(T /api/toys/1 HTTP/1.1\r\n@\r\n"),
    T("\"GET\" /api/toys/1 HTTP/1.1\r\n@\r\n"),
    T("G\x80T /api/toys/1 HTTP/1.1\r\n@\r\n"),
    /* targets */
    T("GET api/toys/1 HTTP/1.1\r\n@\r\n"),
    T("GET http://localhost/api/toys/1 HTTP/1.1\r\n@\r\n"),
    T("GET * HTTP/1.1\r\n@\r\n"),
    T("OPTIONS * HTTP/1.1\r\n@\r\n"),
    T("CONNECT localhost:80 HTTP/1.1\r\n@\r\n"),
    T("GET ?q=1 HTTP/1.1\r\n@\r\n"),
    T("GET \\api\\toys\\1 HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/1#x HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/%31%00 HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/1%2F2 HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/1%2f HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/%zz HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/% HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/%1 HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/%ff HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/\xff HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/\xc3\xbc HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/\x01 HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/\x7f HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/1?q=%00 HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/1?q=%c0%af HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/1?q=%ed%a0%80 HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/1?q=% HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/1?%=1 HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/1?q=1&q=1 HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/1?unknown=1 HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/../toys/1 HTTP/1.1\r\n@\r\n"),
    T("GET //api/toys/1 HTTP/1.1\r\n@\r\n"),
    T("GET /api//toys/1 HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/1/ HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/+1 HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/01 HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/-1 HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/1e3 HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/99999999999999999999 HTTP/1.1\r\n@\r\n"),
    T("GET /api/toys/{id} HTTP/1.1\r\n@\r\n"),
    /* hosts */
    T("GET /api/toys/1 HTTP/1.1\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\nHost:\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\nHost: localhost:1\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@@\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@Host: evil.example\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\nHost: evil.example\r\n@\r\n"),
    T("GET /api/toys/1 HTTP/1.0\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\nHost: 127.0.0.1 localhost\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\nHost: user@localhost\r\n\r\n"),
    /* header lines */
    T("GET /api/toys/1 HTTP/1.1\r\n@X\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@: x\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X : x\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X\t: x\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@ X: x\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X: a\r\n b\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X: a\r\n\tb\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n X: x\r\n@\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X: a\rb\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X: a\nY: b\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X: a\rY: b\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X: a\0b\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X: a\0\r\nY: b\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X\0: a\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@\0X: a\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X: \x1f\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X: \x01\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X: \x0b\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X(: a\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X Y: a\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X\xc3\xbc: a\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X: a\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X: a\n\r\nY: b\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X: a\r\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\n@X: a\n\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X: a\r\n\r"),
    T("GET /api/toys/1 HTTP/1.1\r\n@\"X\": a\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X;Y: a\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X: a\0\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X: a\r\n\0\r\n\r\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X: a\r\n\n"),
    T("GET /api/toys/1 HTTP/1.1\r\n@X: a\r\r\n\r\n"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: "
      "2\r\n\0\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: 2\n\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: 2\r\n\n{}"),
    /* framing */
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: "
      "2\r\nContent-Length: 2\r\n\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: "
      "2\r\nContent-Length: 3\r\n\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: 2, "
      "2\r\n\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: -2\r\n\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: +2\r\n\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: "
      "0x2\r\n\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: 2 "
      "2\r\n\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: 2a\r\n\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length:\r\n\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: "
      "99999999999999999999\r\n\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: "
      "2\r\nTransfer-Encoding: "
      "chunked\r\n\r\n0\r\n\r\n"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nTransfer-Encoding: "
      "chunked\r\nContent-Length: "
      "2\r\n\r\n0\r\n\r\n"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nTransfer-Encoding: "
      "chunked\r\nTransfer-Encoding: "
      "chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nTransfer-Encoding: "
      "gzip\r\n\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nTransfer-Encoding: gzip, "
      "chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nTransfer-Encoding: "
      "identity\r\n\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nTransfer-Encoding: "
      "xchunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nTransfer-Encoding: chunked, "
      "chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
    T("POST /api/echo HTTP/1.0\r\n@Content-Type: application/json\r\nTransfer-Encoding: "
      "chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nTransfer-Encoding: "
      "chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nTransfer-Encoding: "
      "chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nTransfer-Encoding: "
      "chunked\r\n\r\n"
      "ffffffffffffffffff\r\n{}\r\n0\r\n\r\n"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nTransfer-Encoding: "
      "chunked\r\n\r\n2\r\n{}x\r\n0\r\n\r\n"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nTransfer-Encoding: "
      "chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Encoding: "
      "gzip\r\nContent-Length: 2\r\n\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: 10\r\n\r\n{}"),
    /* bodies */
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: 0\r\n\r\n"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\n\r\n"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Length: 2\r\n\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: multipart/form-data\r\nContent-Length: "
      "2\r\n\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: "
      "application/x-www-form-urlencoded\r\nContent-Length: 2\r\n\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/jsonx\r\nContent-Length: 2\r\n\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Type: "
      "application/json\r\nContent-Length: 2\r\n\r\n{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: 1\r\n\r\n{"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: "
      "4\r\n\r\n{}{}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: "
      "13\r\n\r\n{\"a\":1,\"a\":1}"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: "
      "4\r\n\r\n\"\xff\xfe\""),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: "
      "3\r\n\r\n\"\0\""),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: 3\r\n\r\nNaN"),
    T("POST /api/echo HTTP/1.1\r\n@Content-Type: application/json\r\nContent-Length: "
      "5\r\n\r\n[1,2,"),
    /* not HTTP at all */
    T("\r\n\r\n\r\n"),
    T("\0\0\0\0\0\0\0\0"),
    T("SSH-2.0-OpenSSH_9.2\r\n"),
    T("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"),
    T("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    T("{}\r\n\r\n"),
};

/* The bytes with '@' replaced. A '@' in front of the head's end only; user@localhost is kept. */
static str spelled(struct arena *mem, struct bad b)
{
    struct buf out = {0};
    for (size_t i = 0; i < b.n; i++) {
        bool is_mark = b.text[i] == '@' &&
                       (i == 0 || b.text[i - 1] == '\n' || b.text[i - 1] == '\r' ||
                        b.text[i - 1] == '@' || b.text[i - 1] == 'G');
        if (is_mark)
            buf_fmt(&out, "Host: localhost:%d\r\n", toy.port);
        else
            buf_char(&out, b.text[i]);
    }
    str all = str_copy(mem, buf_view(&out));
    buf_done(&out);
    return all;
}

/* Sends the first `cut` bytes, lets them arrive, sends the rest, reads what comes. */
static int status_of(str all, size_t cut)
{
    int fd = client_open(toy.port);
    cr_assert_geq(fd, 0);
    client_send(fd, all.p, cut);
    if (cut && cut < all.n)
        usleep(1000);
    client_send(fd, all.p + cut, all.n - cut);
    shutdown(fd, SHUT_WR);
    struct answer a = client_read(fd, &toy.mem, false);
    close(fd);
    return a.status;
}

Test(head, malformed_requests_are_refused)
{
    size_t n = sizeof bad / sizeof *bad;
    cr_assert_geq(n, 150u);
    for (size_t i = 0; i < n; i++) {
        struct arena_mark mark = arena_mark(&toy.mem);
        str               all = spelled(&toy.mem, bad[i]);
        size_t            step = all.n / 4 + 1;
        for (size_t cut = 0; cut < all.n; cut += step) {
            int status = status_of(all, cut);
            cr_expect(status == 0 || status >= 400, "case %zu cut at %zu gave %d: %.*s", i, cut,
                      status, STR_ARG(all));
        }
        arena_rewind(&toy.mem, mark);
    }
    cr_assert_eq(toy_ask(&toy, "GET", "/api/toys/1", "", NULL).status, 200);
}

Test(head, a_good_request_is_good_at_every_cut)
{
    str all = str_fmt(&toy.mem,
                      "POST /api/echo HTTP/1.1\r\nHost: localhost:%d\r\nX:  two  words "
                      "\r\nEmpty:\r\nContent-Type: "
                      "application/json; charset=utf-8\r\nTransfer-Encoding: "
                      "chunked\r\n\r\n2\r\n[1\r\n1\r\n]\r\n0\r\n\r\n",
                      toy.port);
    for (size_t cut = 0; cut < all.n; cut++) {
        struct arena_mark mark = arena_mark(&toy.mem);
        int               status = status_of(all, cut);
        cr_assert_eq(status, 200, "cut at %zu gave %d", cut, status);
        arena_rewind(&toy.mem, mark);
    }
}

Test(head, heads_are_limited)
{
    struct buf b = {0};
    buf_fmt(&b, "GET /api/toys/1 HTTP/1.1\r\nHost: localhost:%d\r\n", toy.port);
    for (int i = 0; i < 400; i++)
        buf_fmt(&b, "X-%d: %060d\r\n", i, i);
    buf_z(&b, "\r\n");
    int status = status_of(buf_view(&b), 0);
    cr_assert(status == 0 || status >= 400, "got %d", status);
    buf_clear(&b);
    buf_z(&b, "GET /api/toys/1?q=");
    for (int i = 0; i < 20000; i++)
        buf_char(&b, 'x');
    buf_fmt(&b, " HTTP/1.1\r\nHost: localhost:%d\r\n\r\n", toy.port);
    status = status_of(buf_view(&b), 0);
    cr_assert(status == 0 || status >= 400, "got %d", status);
    buf_done(&b);
    cr_assert_eq(toy_ask(&toy, "GET", "/api/toys/1", "", NULL).status, 200);
}

static str told_to(str all)
{
    int fd = client_open(toy.port);
    client_send(fd, all.p, all.n);
    shutdown(fd, SHUT_WR);
    struct answer a = client_read(fd, &toy.mem, false);
    close(fd);
    return a.body;
}

Test(head, what_the_library_would_refuse_is_refused_by_us)
{
    struct buf b = {0};
    str        told = told_to(S("GET /api/toys/1 HTTP/1.1\r\nAccept: */*\r\n\r\n"));
    cr_expect(str_has(told, S("\"detail\":\"The header Host is missing.\"")), "%.*s",
              STR_ARG(told));
    buf_fmt(&b, "GET /api/toys/1 HTTP/1.1\r\nHost: localhost:%d\r\nX-Long: %012000d\r\n\r\n",
            toy.port, 1);
    told = told_to(buf_view(&b));
    cr_expect(str_has(told, S("\"status\":431")), "%.*s", STR_ARG(told));
    buf_done(&b);
}
