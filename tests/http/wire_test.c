/* wire_test.c - the small functions of the wire, without a connection. */
#include "http/wire/wire.h"

#include <criterion/criterion.h>

static struct request with_header(struct name_value *header)
{
    return (struct request){.headers = header, .n_headers = 1, .body_fd = -1};
}

Test(wire, lengths_of_bodies)
{
    static const struct {
        const char *name, *value;
        int64_t     length;
        bool        has_body;
    } cases[] = {
        {"Content-Length", "12", 12, true},         {"Content-Length", "0", 0, false},
        {"Content-Length", "-1", -1, false},        {"Content-Length", "twelve", -1, false},
        {"Transfer-Encoding", "chunked", -1, true}, {"Accept", "*/*", -1, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct name_value header = {str_from(cases[i].name), str_from(cases[i].value)};
        struct request    q = with_header(&header);
        cr_expect_eq(wire_content_length(&q), cases[i].length, "%zu", i);
        cr_expect_eq(wire_has_body(&q), cases[i].has_body, "%zu", i);
    }
}

Test(wire, a_request_is_counted_once)
{
    struct server     s = {.running = 1};
    struct connection c = {.server = &s, .is_running = true};
    wire_ran(&c);
    wire_ran(&c);
    cr_expect_eq(s.running, 0);
}

Test(wire, deadlines_lie_ahead)
{
    struct connection c = {0};
    const int64_t     now = wire_now_ms();
    wire_deadline(&c, 1000);
    cr_expect(c.deadline_ms >= now + 1000);
    wire_deadline(&c, 0);
    cr_expect_eq(c.deadline_ms, 0);
}
