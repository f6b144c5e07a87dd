/* tests/api/events_test.c - changes as they happen, through the real server. */
#include "api/place.h"

#include <criterion/criterion.h>

static struct place  place;
static struct sample s;

static void setup(void)
{
    place_open(&place);
    s = place_sample(&place);
}

static void teardown(void)
{
    place_close(&place);
}

TestSuite(feed, .init = setup, .fini = teardown, .timeout = 120);

struct listener {
    int        fd;
    struct buf text;
};

static bool wait_text(struct listener *l, const char *text)
{
    while (!l->text.n || !memmem(l->text.p, l->text.n, text, strlen(text)))
        if (!client_more(l->fd, &l->text))
            return false;
    return true;
}

static bool has(const struct listener *l, const char *text)
{
    return memmem(l->text.p, l->text.n, text, strlen(text)) != NULL;
}

static struct listener listen_at(const char *path, const char *headers)
{
    struct listener l = {.fd = client_open(place.port)};
    str ask = str_fmt(&place.mem, "GET %s HTTP/1.1\r\nHost: localhost:%d\r\n%s\r\n", path,
                      place.port, headers);
    client_send(l.fd, ask.p, ask.n);
    cr_assert(wait_text(&l, "retry:"));
    return l;
}

static struct listener listen_to(const char *query, const char *headers)
{
    return listen_at(str_fmt(&place.mem, "/api/v1/events%s", query).p, headers);
}

static void hang_up(struct listener *l)
{
    close(l->fd);
    buf_done(&l->text);
}

static void rename_item(const char *title)
{
    str body = str_fmt(&place.mem, "{\"title\":\"%s\"}", title);
    cr_assert_eq(place_ask(&place, "PATCH", place_path(&place, "/api/v1/items/*", s.a),
                           "If-Match: *\r\n", body.p)
                     .status,
                 200);
}

Test(feed, tells_changes_and_resumes)
{
    struct listener l = listen_to("?project=1&after=2", "");
    rename_item("A3");
    rename_item("A4");
    cr_assert(
        wait_text(&l, "id: 1:4\nevent: change\ndata: {\"project\":1,\"seq\":4,\"before_seq\":3"));
    cr_assert(has(&l, "id: 1:3\nevent: change\ndata: {\"project\":1,\"seq\":3,\"before_seq\":2"));
    cr_assert(has(&l, "\"title\":[\"A4\"]"));
    hang_up(&l);
    rename_item("A5");
    l = listen_to("?project=1&after=2", "Last-Event-ID: 1:3\r\n");
    cr_assert(wait_text(&l, "id: 1:5\nevent: change"));
    cr_assert(!has(&l, "id: 1:3\n"));
    cr_assert(has(&l, "id: 1:4\n"));
    hang_up(&l);
}

Test(feed, says_when_it_cannot_make_up_for_a_gap)
{
    rename_item("A3");
    place_restart(&place);
    struct listener l = listen_to("?project=1&after=3", "");
    rename_item("A4");
    cr_assert(wait_text(&l, "id: 1:4\n"));
    cr_assert(has(&l, "\"before_seq\":3"));
    hang_up(&l);
    place_restart(&place);
    l = listen_to("?project=1&after=2", "");
    cr_assert(wait_text(&l, "id: 1:4\nevent: change\ndata: {\"project\":1,\"seq\":4,"));
    cr_assert(has(&l, "\"changed\":{},\"calculated\":{\"count\":0,\"columns\":{}},\"deleted\":{}"));
    hang_up(&l);
}

Test(feed, tells_of_the_list_of_projects)
{
    struct listener l = listen_to("", "");
    cr_assert_eq(place_ask(&place, "POST", "/api/v1/projects", "",
                           "{\"title\":\"Two\",\"start\":\"2026-03-02T08:00:00Z\"}")
                     .status,
                 201);
    cr_assert(wait_text(&l, "event: project\ndata: {\"project\":2,\"what\":\"created\"}"));
    cr_assert(!has(&l, "id: "));
    cr_assert_eq(place_ask(&place, "DELETE", "/api/v1/projects/2", "If-Match: *\r\n", NULL).status,
                 204);
    cr_assert(wait_text(&l, "{\"project\":2,\"what\":\"deleted\"}"));
    hang_up(&l);
}

Test(feed, follows_several_projects)
{
    cr_assert_eq(place_ask(&place, "POST", "/api/v1/projects", "",
                           "{\"title\":\"Two\",\"start\":\"2026-03-02T08:00:00Z\"}")
                     .status,
                 201);
    struct listener l = listen_to("?project=1,2&after=2,1", "");
    rename_item("A3");
    cr_assert(wait_text(&l, "id: 1:3,2:1\nevent: change"));
    cr_assert_eq(
        place_ask(&place, "PATCH", "/api/v1/projects/2", "If-Match: *\r\n", "{\"code\":\"T\"}")
            .status,
        200);
    cr_assert(wait_text(&l, "id: 1:3,2:2\nevent: change"));
    cr_assert(wait_text(&l, "{\"project\":2,\"what\":\"changed\"}"));
    hang_up(&l);
}

Test(feed, refuses_what_it_cannot_follow)
{
    cr_assert_eq(place_ask(&place, "GET", "/api/v1/events?project=99", "", NULL).status, 404);
    cr_assert_eq(place_ask(&place, "GET", "/api/v1/events?project=x", "", NULL).status, 400);
    cr_assert_eq(place_ask(&place, "GET", "/api/v1/events?project=1&after=-1", "", NULL).status,
                 400);
    cr_assert_eq(place_ask(&place, "GET",
                           "/api/v1/events?project=1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1", "", NULL)
                     .status,
                 400);
}

/* Done by itself or with the best so far, or stopped while it waited: that is a matter of moments.
 */
static bool wait_end(struct listener *l)
{
    while (!has(l, "\"state\":\"done\"") && !has(l, "\"state\":\"cancelled\""))
        if (!client_more(l->fd, &l->text))
            return false;
    return true;
}

/* A levelling tells how far it has come, and its end. */
Test(feed, follows_a_levelling)
{
    const char   *path = place_path(&place, "/api/v1/projects/*/level", s.project);
    struct answer begun = place_ask(&place, "POST", path, "",
                                    "{\"seconds\":500,\"goal\":\"change\"}");
    cr_assert_eq(begun.status, 202);
    const str       where = answer_header(begun, "Location");
    const char     *job = str_fmt(&place.mem, "%.*s", STR_ARG(where)).p;
    struct listener l = listen_at(str_fmt(&place.mem, "%s/events", job).p, "");
    cr_assert(wait_text(&l, "event: levelling\ndata: {\"job\":1,\"state\":\""));
    cr_assert_eq(place_ask(&place, "DELETE", job, "", NULL).status, 204);
    cr_assert(wait_end(&l));
    cr_assert(!has(&l, "\"moved\""), "what was found is asked for");
    hang_up(&l);
    const char *nothing = str_fmt(&place.mem, "%s99/events", job).p;
    cr_assert_eq(place_ask(&place, "GET", nothing, "", NULL).status, 404);
}
