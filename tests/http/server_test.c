/* tests/http/server_test.c - a server with toy routes, asked through sockets. */
#include "http/toy.h"

#include <criterion/criterion.h>

#define JSON "Content-Type: application/json\r\n"

static struct toy toy;

static void setup(void)
{
    toy_start(&toy, (struct server_settings){0});
}

static void teardown(void)
{
    toy_stop(&toy);
}

TestSuite(server, .init = setup, .fini = teardown, .timeout = 60);

#define same(text, literal) cr_assert(str_eq((text), S(literal)), "got %.*s", STR_ARG(text))

Test(server, answers_json_with_security_headers)
{
    struct answer a = toy_ask(&toy, "GET", "/api/toys/7?q=%C3%BC+b", "", NULL);
    cr_assert_eq(a.status, 200);
    same(a.body, "{\"id\":7,\"q\":\"ü b\"}");
    same(answer_header(a, "Content-Type"), "application/json");
    same(answer_header(a, "ETag"), "\"7\"");
    same(answer_header(a, "X-Content-Type-Options"), "nosniff");
    same(answer_header(a, "Cross-Origin-Resource-Policy"), "same-origin");
    cr_assert(str_starts(answer_header(a, "Content-Security-Policy"),
                         S("default-src 'none'; script-src 'self'")));
    cr_assert(answer_header(a, "X-Request-Id").n > 8);
}

Test(server, head_has_no_body_and_keeps_the_connection)
{
    int fd = client_open(toy.port);
    str all = str_fmt(
        &toy.mem,
        "HEAD /api/toys/7 HTTP/1.1\r\nHost: localhost:%d\r\n\r\nGET /api/toys/8 HTTP/1.1\r\nHost: "
        "localhost:%d\r\n\r\n",
        toy.port, toy.port);
    client_send(fd, all.p, all.n);
    struct answer head = client_read(fd, &toy.mem, true);
    cr_assert_eq(head.status, 200);
    close(fd);
    fd = client_open(toy.port);
    for (int i = 0; i < 3; i++) {
        str one = str_fmt(&toy.mem, "GET /api/toys/%d HTTP/1.1\r\nHost: [::1]:%d\r\n\r\n", i + 1,
                          toy.port);
        client_send(fd, one.p, one.n);
        cr_assert_eq(client_read(fd, &toy.mem, false).status, 200);
    }
    close(fd);
}

Test(server, unknown_paths_methods_and_parameters)
{
    cr_assert_eq(toy_ask(&toy, "GET", "/api/nothing", "", NULL).status, 404);
    cr_assert_eq(toy_ask(&toy, "GET", "/api/toys/x", "", NULL).status, 404);
    cr_assert_eq(toy_ask(&toy, "GET", "/api/toys/0", "", NULL).status, 404);
    cr_assert_eq(toy_ask(&toy, "GET", "/api/toys/1/2/3", "", NULL).status, 404);
    cr_assert_eq(toy_ask(&toy, "GET", "/api/toys/7?zz=1", "", NULL).status, 400);
    cr_assert_eq(toy_ask(&toy, "GET", "/api/toys/7?q=1&q=2", "", NULL).status, 400);
    struct answer a = toy_ask(&toy, "BREW", "/api/toys/7", "", NULL);
    cr_assert_eq(a.status, 405);
    same(answer_header(a, "Allow"), "OPTIONS, GET, HEAD, PATCH, DELETE");
    a = toy_ask(&toy, "OPTIONS", "/api/toys/7", "Origin: http://evil.example\r\n", NULL);
    cr_assert_eq(a.status, 204);
    cr_assert(!answer_header(a, "Access-Control-Allow-Origin").p);
}

Test(server, etag_gives_304)
{
    struct answer a = toy_ask(&toy, "GET", "/api/toys/7", "If-None-Match: \"6\", W/\"7\"\r\n",
                              NULL);
    cr_assert_eq(a.status, 304);
    cr_assert_eq(a.body.n, 0u);
    cr_assert_eq(toy_ask(&toy, "GET", "/api/toys/7", "If-None-Match: \"8\"\r\n", NULL).status, 200);
}

Test(server, if_match_is_required_where_the_route_says)
{
    cr_assert_eq(toy_ask(&toy, "PATCH", "/api/toys/7", JSON, "{}").status, 428);
    cr_assert_eq(toy_ask(&toy, "PATCH", "/api/toys/7", JSON "If-Match: \"1\"\r\n", "{}").status,
                 200);
    cr_assert_eq(toy_ask(&toy, "DELETE", "/api/toys/7", "If-Match: \"1\"\r\n", NULL).status, 200);
}

Test(server, large_replies_are_packed_when_accepted)
{
    struct answer plain = toy_ask(&toy, "GET", "/api/long?n=200000", "", NULL);
    struct answer packed = toy_ask(&toy, "GET", "/api/long?n=200000",
                                   "Accept-Encoding: br, gzip\r\n", NULL);
    cr_assert_eq(plain.body.n, 200000u);
    cr_assert(!answer_header(plain, "Content-Encoding").p);
    same(answer_header(packed, "Content-Encoding"), "gzip");
    cr_assert_lt(packed.body.n, 20000u);
    struct answer refused = toy_ask(&toy, "GET", "/api/long?n=200000",
                                    "Accept-Encoding: gzip;q=0\r\n", NULL);
    cr_assert_eq(refused.body.n, 200000u);
}

Test(server, bodies_are_limited_by_length_and_by_chunks)
{
    char big[6000];
    memset(big, ' ', sizeof big - 1);
    big[sizeof big - 1] = 0;
    cr_assert_eq(toy_ask(&toy, "POST", "/api/echo", JSON, "[1]").status, 200);
    struct answer a = toy_ask(&toy, "POST", "/api/echo", JSON, big);
    cr_assert_eq(a.status, 413);
    same(answer_header(a, "Content-Type"), "application/problem+json");
    str chunked = str_fmt(&toy.mem,
                          "POST /api/echo HTTP/1.1\r\nHost: localhost:%d\r\n" JSON
                          "Transfer-Encoding: chunked\r\n\r\n%zx\r\n%s\r\n0\r\n\r\n",
                          toy.port, sizeof big - 1, big);
    cr_assert_eq(toy_raw(&toy, chunked.p, chunked.n).status, 413);
    str expecting = str_fmt(&toy.mem,
                            "POST /api/echo HTTP/1.1\r\nHost: localhost:%d\r\n" JSON
                            "Content-Length: 900000\r\nExpect: 100-continue\r\n\r\n",
                            toy.port);
    cr_assert_eq(toy_raw(&toy, expecting.p, expecting.n).status, 413);
}

/* Chunks without end: the refusal is there to read while the client still sends, then it is cut. */
Test(server, endless_bodies_are_refused_while_they_come)
{
    static char piece[65536];
    str         head = str_fmt(&toy.mem,
                               "POST /api/echo HTTP/1.1\r\nHost: localhost:%d\r\n" JSON
                               "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n",
                               toy.port);
    int         fd = client_open(toy.port);
    memset(piece, ' ', sizeof piece);
    cr_assert(client_send(fd, head.p, head.n));
    for (int i = 0; i < 32; i++)
        cr_assert(client_send(fd, piece, sizeof piece));
    struct answer a = client_read(fd, &toy.mem, false);
    cr_assert_eq(a.status, 413);
    same(answer_header(a, "Content-Type"), "application/problem+json");
    same(answer_header(a, "Connection"), "close");
    cr_assert(str_has(a.body, S("may have at most")));
    bool still = true;
    for (int i = 0; i < 1000 && still; i++)
        still = client_send(fd, piece, sizeof piece);
    cr_assert(!still, "64 MB were taken");
    close(fd);
    cr_assert_eq(toy_ask(&toy, "POST", "/api/echo", JSON, "[1]").status, 200);
    str huge = str_fmt(&toy.mem,
                       "POST /api/echo HTTP/1.1\r\nHost: localhost:%d\r\n" JSON
                       "Content-Length: 99999999\r\n\r\n",
                       toy.port);
    cr_assert_eq(toy_raw(&toy, huge.p, huge.n).status, 413);
}

Test(server, spooled_bodies_reach_the_handler)
{
    char big[100001];
    memset(big, 'x', sizeof big - 1);
    big[sizeof big - 1] = 0;
    struct answer a = toy_ask(&toy, "POST", "/api/spool", "Content-Type: application/xml\r\n", big);
    cr_assert_eq(a.status, 200);
    same(a.body, "100000");
    cr_assert_eq(toy_ask(&toy, "POST", "/api/spool", "Content-Type: text/plain\r\n", "x").status,
                 415);
}

Test(server, a_repeated_key_gets_the_first_reply)
{
    struct answer a = toy_ask(&toy, "POST", "/api/count", JSON "Idempotency-Key: k1\r\n", "{}");
    struct answer b = toy_ask(&toy, "POST", "/api/count", JSON "Idempotency-Key: k1\r\n", "{}");
    struct answer c = toy_ask(&toy, "POST", "/api/count", JSON "Idempotency-Key: k2\r\n", "{}");
    cr_assert_eq(a.status, 201);
    cr_assert_eq(b.status, 201);
    cr_assert(str_eq(a.body, b.body));
    same(answer_header(b, "Idempotency-Replayed"), "true");
    cr_assert(!str_eq(a.body, c.body));
    cr_assert_eq(
        toy_ask(&toy, "POST", "/api/count", JSON "Idempotency-Key: k1\r\n", "{\"a\":1}").status,
        422);
}

Test(server, problems_are_printed)
{
    struct answer a = toy_ask(&toy, "GET", "/api/fail/1", "", NULL);
    cr_assert_eq(a.status, 422);
    same(a.body, "{\"type\":\"/problems/cycle\",\"title\":\"The links form a "
                 "circle\",\"status\":422,\"detail\":\"A → B → "
                 "A\",\"instance\":\"/api/fail/1\"}");
    a = toy_ask(&toy, "GET", "/api/fail/2", "", NULL);
    cr_assert_eq(a.status, 503);
    same(answer_header(a, "Retry-After"), "1");
}

Test(server, files_by_form_and_cache)
{
    struct answer a = toy_ask(&toy, "GET", "/assets/app-12345678.js",
                              "Accept-Encoding: gzip, br\r\n", NULL);
    same(a.body, "b");
    same(answer_header(a, "Content-Encoding"), "br");
    same(answer_header(a, "Cache-Control"), "public, max-age=31536000, immutable");
    same(toy_ask(&toy, "GET", "/assets/app-12345678.js", "Accept-Encoding: gzip\r\n", NULL).body,
         "gz");
    same(toy_ask(&toy, "GET", "/assets/app-12345678.js", "", NULL).body, "plain script");
    a = toy_ask(&toy, "GET", "/projects/7/plan", "", NULL);
    same(a.body, "<!doctype html>");
    same(answer_header(a, "Cache-Control"), "no-cache");
    cr_assert_eq(toy_ask(&toy, "GET", "/", "If-None-Match: \"i1\"\r\n", NULL).status, 304);
    cr_assert_eq(toy_ask(&toy, "GET", "/missing.png", "", NULL).status, 404);
    cr_assert_eq(toy_ask(&toy, "POST", "/index.html", JSON, "{}").status, 405);
}

Test(server, waiting_requests_do_not_hold_others_up)
{
    int slow[6];
    for (int i = 0; i < 6; i++) {
        slow[i] = client_open(toy.port);
        str one = str_fmt(&toy.mem, "GET /api/wait/%d HTTP/1.1\r\nHost: localhost:%d\r\n\r\n",
                          i + 1, toy.port);
        client_send(slow[i], one.p, one.n);
    }
    cr_assert_eq(toy_ask(&toy, "GET", "/api/toys/1", "", NULL).status, 200);
    for (int i = 0; i < 6; i++) {
        cr_assert_eq(client_read(slow[i], &toy.mem, false).status, 200);
        close(slow[i]);
    }
}

Test(server, only_loopback_is_listened_on)
{
    struct server *s;
    cr_assert_eq(server_host_check("127.0.0.1").code, ERR_NONE);
    cr_assert_eq(server_host_check("::1").code, ERR_NONE);
    cr_assert_eq(server_host_check("localhost").code, ERR_NONE);
    cr_assert_eq(server_host_check("0.0.0.0").code, ERR_INVALID);
    cr_assert_eq(server_host_check("192.168.1.4").code, ERR_INVALID);
    err e = server_start(&(struct server_settings){.host = "0.0.0.0"}, &s);
    cr_assert_eq(e.code, ERR_INVALID);
    e = server_start(&(struct server_settings){.port = toy.port}, &s);
    cr_assert_eq(e.code, ERR_BUSY);
}
