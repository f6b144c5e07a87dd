/* tests/http/guard_test.c - which pages and programs may ask: Host, Origin, Sec-Fetch-Site, type of
 * body. */
#include "http/toy.h"

#include <criterion/criterion.h>

static struct toy toy;

static void setup(void)
{
    toy_start(&toy, (struct server_settings){0});
}

static void teardown(void)
{
    toy_stop(&toy);
}

TestSuite(guard, .init = setup, .fini = teardown, .timeout = 60);

/* $ stands for the port. */
static str with_port(const char *text)
{
    struct buf b = {0};
    for (; *text; text++) {
        if (*text == '$')
            buf_int(&b, toy.port);
        else
            buf_char(&b, *text);
    }
    str all = str_copy(&toy.mem, buf_view(&b));
    buf_done(&b);
    return all;
}

static int ask(const char *method, const char *host, const char *headers)
{
    const char *path = strcmp(method, "POST") == 0 ? "/api/echo" : "/api/toys/1";
    str         all = with_port(str_fmt(&toy.mem,
                                        "%s %s HTTP/1.1\r\nHost: %s\r\n%s"
                                                "If-Match: \"1\"\r\nContent-Length: 2\r\n\r\n[]",
                                        method, path, host, headers)
                                    .p);
    return toy_raw(&toy, all.p, all.n).status;
}

Test(guard, hosts)
{
    static const char *const good[] = {"127.0.0.1:$", "localhost:$", "[::1]:$", "LOCALHOST:$"};
    static const char *const bad[] = {"127.0.0.1",   "localhost:1",  "evil.example:$",
                                      "127.0.0.2:$", "127.0.0.1:$$", "localhost:$.evil.com",
                                      "[::2]:$",     "0.0.0.0:$",    "localhost.:$"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        cr_expect_eq(ask("GET", good[i], ""), 200, "%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect_eq(ask("GET", bad[i], ""), 403, "%s", bad[i]);
}

Test(guard, unsafe_methods_want_our_own_origin)
{
    static const char *const methods[] = {"POST", "PATCH", "DELETE"};
    static const char *const origins[] = {"",
                                          "Origin: http://localhost:$\r\n",
                                          "Origin: http://127.0.0.1:$\r\n",
                                          "Origin: https://localhost:$\r\n",
                                          "Origin: http://localhost\r\n",
                                          "Origin: http://evil.example\r\n",
                                          "Origin: null\r\n",
                                          "Origin: \r\n"};
    static const char *const sites[] = {"", "Sec-Fetch-Site: same-origin\r\n",
                                        "Sec-Fetch-Site: none\r\n", "Sec-Fetch-Site: same-site\r\n",
                                        "Sec-Fetch-Site: cross-site\r\n"};
    for (size_t m = 0; m < 3; m++)
        for (size_t o = 0; o < sizeof origins / sizeof *origins; o++)
            for (size_t s = 0; s < sizeof sites / sizeof *sites; s++) {
                const char *headers = str_fmt(&toy.mem, "Content-Type: application/json\r\n%s%s",
                                              origins[o], sites[s])
                                          .p;
                int expected = o < 2 && s < 3 ? 200 : 403;
                cr_expect_eq(ask(methods[m], "localhost:$", headers), expected, "%s %s", methods[m],
                             headers);
            }
}

Test(guard, reading_needs_no_origin_but_gets_no_grant)
{
    str headers = with_port("Origin: http://evil.example\r\nSec-Fetch-Site: cross-site\r\n");
    struct answer a = toy_ask(&toy, "GET", "/api/toys/1", headers.p, NULL);
    cr_assert_eq(a.status, 200);
    cr_assert(!str_has(a.head, S("Access-Control")));
    cr_assert(str_eq(answer_header(a, "Cross-Origin-Resource-Policy"), S("same-origin")));
}

Test(guard, bodies_want_a_type_that_asks_first)
{
    static const char *const bad[] = {"",
                                      "Content-Type: text/plain\r\n",
                                      "Content-Type: application/x-www-form-urlencoded\r\n",
                                      "Content-Type: multipart/form-data; boundary=x\r\n",
                                      "Content-Type: json\r\n",
                                      "Content-Type: application/json/x\r\n"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect_eq(ask("POST", "localhost:$", bad[i]), 415, "%s", bad[i]);
    cr_expect_eq(ask("POST", "localhost:$", "Content-Type: application/json; charset=utf-8\r\n"),
                 200);
    cr_expect_eq(ask("POST", "localhost:$", "Content-Type: APPLICATION/JSON\r\n"), 200);
}
