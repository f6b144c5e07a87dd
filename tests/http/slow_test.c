/* tests/http/slow_test.c - clients that take their time, and too many of them. */
#include "http/toy.h"

#include "base/clock.h"

#include <criterion/criterion.h>
#include <pthread.h>

#define JSON "Content-Type: application/json\r\n"

/* Milliseconds until the server closes the connection; sends one byte of `text` every 50 ms. */
static int64_t ms_until_closed(int port, str text)
{
    int     fd = client_open(port);
    int64_t from = clock_mono_ns();
    char    byte;
    for (size_t i = 0; i < 100; i++) {
        if (i < text.n && !client_send(fd, text.p + i, 1))
            break;
        struct timeval wait = {.tv_usec = 50000};
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
        if (recv(fd, &byte, 1, 0) == 0)
            break;
    }
    close(fd);
    return (clock_mono_ns() - from) / 1000000;
}

Test(slow, heads_and_bodies_have_a_total_deadline, .timeout = 60)
{
    struct toy toy;
    toy_start(&toy, (struct server_settings){.head_ms = 600, .body_ms = 600});
    str     head = S("GET /api/toys/1 HTTP/1.1\r\nX-Long: "
                         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    int64_t ms = ms_until_closed(toy.port, head);
    cr_expect(ms >= 500 && ms < 2000, "head: %lld ms", (long long)ms);
    str body = str_fmt(&toy.mem,
                       "POST /api/echo HTTP/1.1\r\nHost: localhost:%d\r\n" JSON
                       "Content-Length: 90\r\n\r\n[",
                       toy.port);
    int fd = client_open(toy.port);
    client_send(fd, body.p, body.n);
    int64_t from = clock_mono_ns();
    cr_expect_eq(client_read(fd, &toy.mem, false).status, 0);
    ms = (clock_mono_ns() - from) / 1000000;
    cr_expect(ms >= 500 && ms < 2000, "body: %lld ms", (long long)ms);
    close(fd);
    ms = ms_until_closed(toy.port, S(""));
    cr_expect(ms >= 500 && ms < 2000, "silent: %lld ms", (long long)ms);
    cr_assert_eq(toy_ask(&toy, "GET", "/api/toys/1", "", NULL).status, 200);
    toy_stop(&toy);
}

Test(slow, replies_that_are_not_taken_are_cut, .timeout = 60)
{
    struct toy toy;
    toy_start(&toy, (struct server_settings){.reply_ms = 300});
    int fd = client_open(toy.port), small = 4096;
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    str ask = str_fmt(&toy.mem, "GET /api/long?n=9000000 HTTP/1.1\r\nHost: localhost:%d\r\n\r\n",
                      toy.port);
    client_send(fd, ask.p, ask.n);
    cr_assert_eq(toy_ask(&toy, "GET", "/api/toys/1", "", NULL).status, 200);
    close(fd);
    toy_stop(&toy);
}

Test(slow, connections_per_address_are_limited, .timeout = 60)
{
    struct toy toy;
    toy_start(&toy, (struct server_settings){.per_address = 5});
    int fds[8], refused = 0;
    for (int i = 0; i < 8; i++) {
        fds[i] = client_open(toy.port);
        str ask = str_fmt(&toy.mem, "GET /api/toys/1 HTTP/1.1\r\nHost: localhost:%d\r\n\r\n",
                          toy.port);
        refused += !client_send(fds[i], ask.p, ask.n) ||
                   client_read(fds[i], &toy.mem, false).status != 200;
    }
    cr_assert_eq(refused, 3);
    for (int i = 0; i < 8; i++)
        close(fds[i]);
    toy_stop(&toy);
}

Test(slow, too_many_waiting_get_503, .timeout = 60)
{
    struct toy toy;
    toy_start(&toy, (struct server_settings){.workers = 1, .waiting = 2});
    int fds[8], busy = 0, done = 0;
    for (int i = 0; i < 8; i++) {
        fds[i] = client_open(toy.port);
        str ask = str_fmt(&toy.mem, "GET /api/wait/1 HTTP/1.1\r\nHost: localhost:%d\r\n\r\n",
                          toy.port);
        client_send(fds[i], ask.p, ask.n);
    }
    for (int i = 0; i < 8; i++) {
        struct answer a = client_read(fds[i], &toy.mem, false);
        busy += a.status == 503;
        done += a.status == 200;
        close(fds[i]);
    }
    cr_assert_eq(busy + done, 8);
    cr_assert(done >= 2 && busy >= 4, "%d done, %d busy", done, busy);
    toy_stop(&toy);
}

static void *stop_it(void *arg)
{
    toy_stop(arg);
    return NULL;
}

Test(slow, a_stop_waits_for_what_runs, .timeout = 60)
{
    struct toy   toy;
    struct arena mem = {0};
    int          fds[4];
    pthread_t    stopper;
    toy_start(&toy, (struct server_settings){0});
    for (int i = 0; i < 4; i++) {
        fds[i] = client_open(toy.port);
        str ask = str_fmt(&mem, "GET /api/wait/%d HTTP/1.1\r\nHost: localhost:%d\r\n\r\n", i + 1,
                          toy.port);
        client_send(fds[i], ask.p, ask.n);
    }
    usleep(50000);
    pthread_create(&stopper, NULL, stop_it, &toy);
    for (int i = 0; i < 4; i++) {
        cr_expect_eq(client_read(fds[i], &mem, false).status, 200);
        close(fds[i]);
    }
    pthread_join(stopper, NULL);
    arena_done(&mem);
}
