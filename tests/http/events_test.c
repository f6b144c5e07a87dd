/* tests/http/events_test.c - rings and readers of events, without a network and through one. */
#include "http/toy.h"
#include "http/wire/wire.h"

#include <criterion/criterion.h>

/* ---- without a network ------------------------------------------------------------------- */

struct reader {
    struct arena mem;
    struct reply reply;
    int          slept, woken, killed;
    char         text[4096];
};

static void on_sleep(void *arg)
{
    ((struct reader *)arg)->slept++;
}

static void on_wake(void *arg)
{
    ((struct reader *)arg)->woken++;
}

static void on_kill(void *arg)
{
    ((struct reader *)arg)->killed++;
}

static void open_reader(struct reader *r, struct events *e, struct events_wish wish)
{
    *r = (struct reader){0};
    reply_init(&r->reply, &r->mem);
    err problem = events_open(e, &wish, 1, STR_NONE, &r->reply);
    cr_assert_eq(problem.code, ERR_NONE);
    struct stream_io io = {.sleep = on_sleep, .wake = on_wake, .kill = on_kill, .arg = r};
    stream_attach(r->reply.stream, io, 0);
}

/* All that can be read now, in pieces of `max` bytes. */
static str read_all(struct reader *r, size_t max)
{
    size_t  n = 0;
    int64_t got;
    while ((got = stream_read(r->reply.stream, r->text + n, max)) > 0)
        n += (size_t)got;
    return (str){r->text, n};
}

static void close_reader(struct reader *r)
{
    stream_close(r->reply.stream);
    arena_done(&r->mem);
}

static void check_same(str got, str expected)
{
    cr_assert(str_eq(got, expected), "got %.*s", STR_ARG(got));
}

#define same(text, literal) check_same((text), S(literal))

Test(events, are_read_in_order_and_wake_sleepers)
{
    struct events *e = events_new(&(struct events_settings){0});
    struct reader  r;
    cr_assert_not(events_wanted(e, 7));
    events_watch(e, 7);
    cr_assert(events_wanted(e, 7));
    open_reader(&r, e, (struct events_wish){.channel = 7, .after = -1, .now = 3});
    same(read_all(&r, 100), "");
    cr_assert_eq(r.slept, 1);
    events_publish(e, 7, 3, "change", S("old"));
    cr_assert_eq(r.woken, 0);
    events_publish(e, 7, 4, "change", S("{\"a\":1}"));
    events_publish(e, 7, 5, "change", S("{}"));
    cr_assert_eq(r.woken, 1);
    same(read_all(&r, 3),
         "id: 7:4\nevent: change\ndata: {\"a\":1}\n\nid: 7:5\nevent: change\ndata: {}\n\n");
    cr_assert_eq(events_streams(e), 1u);
    close_reader(&r);
    cr_assert_eq(events_streams(e), 0u);
    events_close(e);
}

Test(events, resume_behind_what_was_seen_or_reset)
{
    struct events *e = events_new(&(struct events_settings){.ring_events = 3});
    struct reader  r;
    events_watch(e, 7);
    for (int64_t seq = 11; seq <= 15; seq++)
        events_publish(e, 7, seq, "change", S("x"));
    open_reader(&r, e, (struct events_wish){.channel = 7, .after = 13, .now = 15});
    same(read_all(&r, 100),
         "id: 7:14\nevent: change\ndata: x\n\nid: 7:15\nevent: change\ndata: x\n\n");
    close_reader(&r);
    open_reader(&r, e, (struct events_wish){.channel = 7, .after = 11, .now = 15});
    same(read_all(&r, 100), "id: 7:15\nevent: reset\ndata: {\"channel\":7,\"seq\":15}\n\n");
    close_reader(&r);
    open_reader(&r, e, (struct events_wish){.channel = 7, .after = 99, .now = 15});
    same(read_all(&r, 100), "id: 7:15\nevent: reset\ndata: {\"channel\":7,\"seq\":15}\n\n");
    close_reader(&r);
    events_publish(e, 7, 20, "change", S("gap"));
    open_reader(&r, e, (struct events_wish){.channel = 7, .after = 15, .now = 20});
    same(read_all(&r, 100), "id: 7:20\nevent: reset\ndata: {\"channel\":7,\"seq\":20}\n\n");
    close_reader(&r);
    events_close(e);
}

Test(events, the_too_slow_and_the_stuck_are_let_go)
{
    struct events *e = events_new(
        &(struct events_settings){.ring_events = 2, .stuck_ms = 1000, .ping_ms = 500});
    struct reader r;
    events_watch(e, 7);
    open_reader(&r, e, (struct events_wish){.channel = 7, .after = -1, .now = 0});
    for (int64_t seq = 1; seq <= 5; seq++)
        events_publish(e, 7, seq, "change", S("x"));
    cr_assert_eq(stream_read(r.reply.stream, r.text, 100), -1);
    events_tick(e, INT64_MAX / 2);
    cr_assert_eq(r.killed, 1);
    close_reader(&r);
    events_close(e);
}

Test(events, silence_is_broken_by_comments_and_unread_channels_are_forgotten)
{
    struct events *e = events_new(&(struct events_settings){.ping_ms = 500, .forget_ms = 1000});
    struct reader  r;
    events_watch(e, 7);
    open_reader(&r, e,
                (struct events_wish){.channel = 7, .after = -1, .now = 0, .is_unnumbered = true});
    read_all(&r, 100);
    events_tick(e, INT64_MAX / 2);
    cr_assert_eq(r.woken, 1);
    same(read_all(&r, 100), ": ping\n\n");
    events_publish(e, 7, 1, "news", S("x"));
    same(read_all(&r, 100), "event: news\ndata: x\n\n");
    cr_assert(events_wanted(e, 7));
    close_reader(&r);
    events_tick(e, INT64_MAX / 2);
    cr_assert_not(events_wanted(e, 7));
    events_close(e);
}

Test(events, end_and_limit)
{
    struct events *e = events_new(&(struct events_settings){.streams = 1});
    struct reader  r;
    struct reply   other;
    struct arena   mem = {0};
    open_reader(&r, e, (struct events_wish){.channel = 1, .after = -1});
    reply_init(&other, &mem);
    err full = events_open(e, &(struct events_wish){.channel = 1}, 1, STR_NONE, &other);
    cr_assert_eq(full.code, ERR_BUSY);
    events_end(e);
    cr_assert_eq(stream_read(r.reply.stream, r.text, 10), -1);
    close_reader(&r);
    arena_done(&mem);
    events_close(e);
}

/* ---- through a server --------------------------------------------------------------------- */

static struct toy toy;

static void setup(void)
{
    toy_start(&toy, (struct server_settings){0});
}

static void teardown(void)
{
    toy_stop(&toy);
}

TestSuite(stream, .init = setup, .fini = teardown, .timeout = 60);

static int open_stream(const char *query)
{
    int fd = client_open(toy.port);
    str ask = str_fmt(&toy.mem, "GET /api/events%s HTTP/1.1\r\nHost: localhost:%d\r\n\r\n", query,
                      toy.port);
    client_send(fd, ask.p, ask.n);
    return fd;
}

/* Reads until `text` has come; false when five seconds pass or the stream ends. */
static bool wait_text(int fd, struct buf *b, const char *text)
{
    while (!b->n || !memmem(b->p, b->n, text, strlen(text)))
        if (!client_more(fd, b))
            return false;
    return true;
}

Test(stream, events_reach_many_and_resume)
{
    enum { MANY = 50 };
    int        fds[MANY];
    struct buf b[MANY];
    memset(b, 0, sizeof b);
    for (int i = 0; i < MANY; i++) {
        fds[i] = open_stream("");
        cr_assert(wait_text(fds[i], &b[i], "retry: 10"));
    }
    cr_assert(memmem(b[0].p, b[0].n, "text/event-stream", 17));
    events_publish(toy.events, 7, 1, "change", S("one"));
    events_publish(toy.events, 7, 2, "change", S("two"));
    for (int i = 0; i < MANY; i++) {
        cr_assert(wait_text(fds[i], &b[i], "id: 7:2\nevent: change\ndata: two"), "stream %d", i);
        close(fds[i]);
        buf_done(&b[i]);
    }
    int        again = open_stream("?after=1");
    struct buf more = {0};
    cr_assert(wait_text(again, &more, "data: two"));
    cr_assert(!memmem(more.p, more.n, "data: one", 9));
    cr_assert(wait_text(again, &more, ": ping"));
    close(again);
    buf_done(&more);
}

Test(stream, ends_with_the_server)
{
    struct buf b = {0};
    int        fd = open_stream("");
    cr_assert(wait_text(fd, &b, "retry: 10"));
    events_end(toy.events);
    cr_assert(wait_text(fd, &b, "0\r\n\r\n"));
    close(fd);
    buf_done(&b);
}

/* A client that leaves before its stream begins is not waited for when the server stops. */
Test(stream, who_leaves_before_it_begins_is_not_counted)
{
    const struct linger   now = {.l_onoff = 1};
    const struct timespec pause = {.tv_nsec = 20 * 1000000L};
    str ask = str_fmt(&toy.mem, "GET /api/late HTTP/1.1\r\nHost: localhost:%d\r\n\r\n", toy.port);
    for (int i = 0; i < 60; i++) { /* sooner and later around the moment when the reply begins */
        const struct timespec soon = {.tv_nsec = (40 + i / 3) * 1000000L};
        int                   fd = client_open(toy.port);
        client_send(fd, ask.p, ask.n);
        if (i % 2)
            setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        nanosleep(&soon, NULL);
        close(fd);
    }
    for (int i = 0; i < 500 && toy.server->running > 0; i++)
        nanosleep(&pause, NULL);
    cr_expect_eq(toy.server->running, 0);
}
