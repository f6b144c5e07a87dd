/* tests/api/operations_test.c - lists of operations: what they answer, refuse and remember. */
#include "api/parts.h"
#include "api/place.h"

#include <criterion/criterion.h>
#include <pthread.h>

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

TestSuite(operations, .init = setup, .fini = teardown, .timeout = 120);

static struct answer apply(const char *headers, const char *body)
{
    return place_ask(&place, "POST", place_path(&place, "/api/v1/projects/*/operations", s.project),
                     headers, body);
}

static struct answer update(int64_t id, const char *more, const char *set)
{
    return apply(
        "",
        str_fmt(
            &place.mem,
            "{\"operations\":[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld%s,\"set\":%s}]}",
            (long long)id, more, set)
            .p);
}

static const struct json *member(struct answer a, const char *name)
{
    return json_get(place_json(&place, a), name);
}

static void status_is(struct answer a, int status)
{
    cr_assert_eq(a.status, status, "%d: %.*s", a.status, STR_ARG(a.body));
}

Test(operations, tell_all_that_moved)
{
    struct answer a = update(s.a, "", "{\"duration_s\":57600}");
    status_is(a, 200);
    cr_assert_eq(json_int(json_get(member(a, "moved"), "count")), 3);
    cr_assert_eq(json_count(json_get(member(a, "moved"), "items")), 3u);
    cr_assert_eq(json_int(json_get(json_get(member(a, "changed"), "items"), "count")), 1);
    const struct json *moved = json_get(member(a, "calculated"), "columns");
    cr_assert_eq(json_int(json_get(member(a, "calculated"), "count")), 2);
    cr_assert_eq(json_count(json_get(moved, "id")), 2u);
    cr_assert_eq(json_count(json_get(moved, "start")), 2u);
    const struct json *late = json_get(moved, "late_finish");
    cr_assert(str_eq(json_text(json_get(late, "like")), S("finish")), "no slack: as the finish");
    cr_assert_eq(json_count(json_get(late, "rows")), 0u);
    cr_assert_null(json_get(moved, "title"), "what stayed is not sent");
    cr_assert_null(json_get(moved, "wbs"), "what stayed is not sent");
    cr_assert_null(json_get(moved, "duration_s"), "what stayed is not sent");
    cr_assert_eq(json_kind(member(a, "order")), JSON_NULL);
    cr_assert_eq(json_int(member(a, "before_seq")), 2);
    cr_assert_eq(json_int(member(a, "seq")), 3);
    a = apply("", str_fmt(&place.mem,
                          "{\"operations\":[{\"op\":\"delete\",\"entity\":\"link\",\"id\":%lld}]}",
                          (long long)s.ab)
                      .p);
    status_is(a, 200);
    cr_assert_eq(json_int(json_at(json_get(member(a, "deleted"), "links"), 0)), s.ab);
}

Test(operations, tell_where_the_outline_changed)
{
    struct answer a = apply("",
                            "{\"operations\":[{\"op\":\"create\",\"entity\":\"item\",\"temp\":-1,"
                            "\"set\":{\"title\":\"D\"}}]}");
    status_is(a, 200);
    const int64_t      made = json_int(json_get(member(a, "created"), "-1"));
    const struct json *order = member(a, "order");
    cr_assert_eq(json_int(json_get(order, "removed")), 0);
    cr_assert_eq(json_count(json_get(order, "ids")), 1u);
    cr_assert_eq(json_int(json_at(json_get(order, "ids"), 0)), made);
    const int64_t last = json_int(json_get(order, "at"));
    a = apply("", str_fmt(&place.mem,
                          "{\"operations\":[{\"op\":\"delete\",\"entity\":\"item\",\"id\":%lld}]}",
                          (long long)made)
                      .p);
    order = member(a, "order");
    cr_assert_eq(json_int(json_get(order, "at")), last);
    cr_assert_eq(json_int(json_get(order, "removed")), 1);
    cr_assert_eq(json_count(json_get(order, "ids")), 0u);
}

Test(operations, can_be_tried)
{
    struct answer a = apply(
        "", str_fmt(&place.mem,
                    "{\"operations\":[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{"
                    "\"duration_s\":57600}}],\"dry_run\":true}",
                    (long long)s.a)
                .p);
    status_is(a, 200);
    cr_assert(json_bool(member(a, "dry_run")));
    cr_assert_eq(json_int(json_get(member(a, "moved"), "count")), 3);
    cr_assert_eq(json_int(member(a, "seq")), 2);
    a = place_ask(&place, "GET", place_path(&place, "/api/v1/items/*", s.a), "", NULL);
    cr_assert_eq(json_int(member(a, "duration_s")), 28800);
    cr_assert_eq(json_int(member(a, "rev")), 1);
}

Test(operations, conflict_over_rev_with_the_present_record)
{
    status_is(update(s.a, ",\"rev\":1", "{\"title\":\"A1\"}"), 200);
    struct answer a = update(s.a, ",\"rev\":1", "{\"title\":\"A2\"}");
    status_is(a, 409);
    cr_assert(str_eq(json_text(json_get(member(a, "current"), "title")), S("A1")));
    cr_assert_eq(json_int(json_get(member(a, "current"), "rev")), 2);
    cr_assert_eq(json_int(member(a, "operation")), 0);
    a = place_ask(&place, "PATCH", place_path(&place, "/api/v1/items/*", s.a),
                  "If-Match: \"1\"\r\n", "{\"title\":\"A3\"}");
    status_is(a, 412);
    cr_assert(str_eq(json_text(json_get(member(a, "current"), "title")), S("A1")));
    cr_assert(str_eq(json_text(member(a, "type")), S("/problems/stale")));
}

Test(operations, are_all_or_nothing)
{
    struct answer a = apply(
        "", str_fmt(&place.mem,
                    "{\"operations\":[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{"
                    "\"title\":\"New\"}},{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,"
                    "\"set\":{\"priority\":5000}}]}",
                    (long long)s.a, (long long)s.b)
                .p);
    status_is(a, 422);
    cr_assert_eq(json_count(member(a, "errors")), 1u, "%.*s", STR_ARG(a.body));
    cr_assert_eq(json_int(json_get(json_at(member(a, "errors"), 0), "operation")), 1);
    a = place_ask(&place, "GET", place_path(&place, "/api/v1/items/*", s.a), "", NULL);
    cr_assert(str_eq(json_text(member(a, "title")), S("A")));
}

Test(operations, name_the_members_of_a_circle)
{
    struct answer a = apply("", str_fmt(&place.mem,
                                        "{\"operations\":[{\"op\":\"create\",\"entity\":\"link\","
                                        "\"set\":{\"pred\":%lld,\"succ\":%lld}}]}",
                                        (long long)s.c, (long long)s.a)
                                    .p);
    status_is(a, 422);
    cr_assert(str_eq(json_text(member(a, "type")), S("/problems/cycle")));
    cr_assert(str_has(json_text(member(a, "detail")), S("A → B → C → A")), "%.*s", STR_ARG(a.body));
}

Test(operations, that_cannot_be_read_are_refused)
{
    static const struct {
        int         status;
        const char *body;
    } cases[] = {
        {400, "{"},
        {422, "[]"},
        {422, "{}"},
        {422, "{\"operations\":[]}"},
        {422, "{\"operations\":{}}"},
        {422, "{\"operations\":[1]}"},
        {422, "{\"operations\":[{\"op\":\"move\",\"entity\":\"item\",\"id\":1}]}"},
        {422, "{\"operations\":[{\"op\":\"delete\",\"entity\":\"user\",\"id\":1}]}"},
        {422, "{\"operations\":[{\"op\":\"delete\",\"entity\":\"item\"}]}"},
        {422, "{\"operations\":[{\"op\":\"delete\",\"entity\":\"item\",\"id\":\"1\"}]}"},
        {422, "{\"operations\":[{\"op\":\"create\",\"entity\":\"item\",\"temp\":5,\"set\":{"
              "\"title\":\"x\"}}]}"},
        {422, "{\"operations\":[{\"op\":\"create\",\"entity\":\"item\"}]}"},
        {422, "{\"operations\":[{\"op\":\"delete\",\"entity\":\"item\",\"id\":1,\"extra\":1}]}"},
        {422, "{\"operations\":[{\"op\":\"delete\",\"entity\":\"item\",\"id\":1}],\"extra\":1}"},
        {422, "{\"operations\":[{\"op\":\"update\",\"entity\":\"item\",\"id\":1,\"set\":{\"kind\":"
              "\"wish\"}}]}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct answer a = apply("", cases[i].body);
        cr_expect_eq(a.status, cases[i].status, "%s: %d %.*s", cases[i].body, a.status,
                     STR_ARG(a.body));
    }
    struct answer a = update(999999, "", "{\"title\":\"x\"}");
    cr_expect(a.status == 404 || a.status == 422 || a.status == 409, "%d %.*s", a.status,
              STR_ARG(a.body));
    a = place_ask(&place, "POST", "/api/v1/projects/99/operations", "",
                  "{\"operations\":[{\"op\":\"delete\",\"entity\":\"item\",\"id\":1}]}");
    status_is(a, 404);
}

Test(operations, with_a_key_are_applied_once_also_after_a_restart)
{
    const char   *body = "{\"operations\":[{\"op\":\"create\",\"entity\":\"item\",\"temp\":-1,"
                         "\"set\":{\"title\":\"Once\"}}]}";
    struct answer first = apply("Idempotency-Key: key-1\r\n", body);
    struct answer second = apply("Idempotency-Key: key-1\r\n", body);
    status_is(first, 200);
    cr_assert(str_eq(first.body, second.body));
    status_is(apply("Idempotency-Key: key-1\r\n", "{\"operations\":[{\"op\":\"create\",\"entity\":"
                                                  "\"item\",\"set\":{\"title\":\"Other\"}}]}"),
              422);
    place_restart(&place);
    struct answer third = apply("Idempotency-Key: key-1\r\n", body);
    status_is(third, 200);
    cr_assert_eq(json_int(json_get(member(third, "created"), "-1")),
                 json_int(json_get(member(first, "created"), "-1")));
    struct answer list = place_ask(
        &place, "GET",
        place_path(&place, "/api/v1/projects/*/items?filter=title%20eq%20Once", s.project), "",
        NULL);
    cr_assert_eq(json_count(member(list, "items")), 1u, "%.*s", STR_ARG(list.body));
}

Test(operations, undo_refuses_when_somebody_changed_it_since)
{
    status_is(apply("", str_fmt(&place.mem,
                                "{\"operations\":[{\"op\":\"update\",\"entity\":\"item\",\"id\":%"
                                "lld,\"set\":{\"title\":\"Mine\"}}],\"client\":\"me\"}",
                                (long long)s.a)
                            .p),
              200);
    status_is(apply("", str_fmt(&place.mem,
                                "{\"operations\":[{\"op\":\"update\",\"entity\":\"item\",\"id\":%"
                                "lld,\"set\":{\"title\":\"Theirs\"}}],\"client\":\"you\"}",
                                (long long)s.a)
                            .p),
              200);
    const char   *path = place_path(&place, "/api/v1/projects/*/undo", s.project);
    struct answer a = place_ask(&place, "POST", path, "", "{\"client\":\"me\"}");
    status_is(a, 409);
    cr_assert_geq(json_count(member(a, "errors")), 1u);
    a = place_ask(&place, "POST", path, "", "{\"client\":\"me\",\"force\":true}");
    status_is(a, 200);
    a = place_ask(&place, "POST", path, "", "{\"client\":\"nobody\"}");
    status_is(a, 409);
    cr_assert(str_eq(json_text(member(a, "type")), S("/problems/nothing-to-undo")));
    status_is(place_ask(&place, "POST", path, "", "{\"klient\":\"me\"}"), 422);
}

/* ---- a stop in the middle ------------------------------------------------------------------- */

enum { WRITERS = 4 };

#define CREATE                                                                                     \
    "{\"operations\":[{\"op\":\"create\",\"entity\":\"item\",\"set\":{\"title\":\"w%d-%d\"}}]}"

struct writer {
    pthread_t thread;
    int       number, acknowledged;
};

static void *write_until_closed(void *arg)
{
    struct writer *w = arg;
    struct arena   mem = {0};
    for (int i = 0; i < 10000; i++) {
        str           body = str_fmt(&mem, CREATE, w->number, i);
        struct answer a = client_ask(&mem, place.port, "POST", "/api/v1/projects/1/operations",
                                     "Content-Type: application/json\r\n", body.p);
        if (a.status != 200)
            break;
        w->acknowledged++;
        arena_reset(&mem);
    }
    arena_done(&mem);
    return NULL;
}

Test(operations, acknowledged_before_a_stop_are_there_after_it)
{
    struct writer writers[WRITERS] = {0};
    int           acknowledged = 0;
    for (int i = 0; i < WRITERS; i++) {
        writers[i].number = i;
        pthread_create(&writers[i].thread, NULL, write_until_closed, &writers[i]);
    }
    usleep(400000);
    server_stop(place.server, 5000);
    for (int i = 0; i < WRITERS; i++) {
        pthread_join(writers[i].thread, NULL);
        acknowledged += writers[i].acknowledged;
    }
    place.server = NULL;
    place_restart(&place);
    cr_assert_gt(acknowledged, 0);
    for (int i = 0; i < WRITERS; i++) {
        str path = str_fmt(
            &place.mem,
            "/api/v1/projects/1/"
            "items?limit=10000&fields=title&filter=title%%20contains%%20%%22w%d-%%22",
            i);
        struct answer list = place_ask(&place, "GET", path.p, "", NULL);
        status_is(list, 200);
        size_t there = json_count(member(list, "items"));
        cr_assert_geq((int)there, writers[i].acknowledged);
        cr_assert_leq((int)there, writers[i].acknowledged + 1);
    }
}

static int64_t number_of(struct answer a, const char *name)
{
    cr_assert(a.status == 200 || a.status == 201, "%d: %.*s", a.status, STR_ARG(a.body));
    return json_int(member(a, name));
}

Test(operations, keys_outlive_the_program)
{
    static const struct {
        const char *path, *headers, *body, *told;
    } cases[] = {
        {"/api/v1/projects/1/operations", "Idempotency-Key: k1\r\n",
         "{\"operations\":[{\"op\":\"create\",\"entity\":\"item\",\"temp\":-1,\"set\":{\"title\":"
         "\"N\"}}]}",
         "seq"},
        {"/api/v1/projects/1/undo", "Idempotency-Key: k2\r\n", "{}", "seq"},
        {"/api/v1/projects/1/redo", "Idempotency-Key: k3\r\n", "{}", "seq"},
        {"/api/v1/projects", "Idempotency-Key: k4\r\n",
         "{\"title\":\"Once\",\"start\":\"2026-03-02T08:00:00Z\"}", "id"},
        {"/api/v1/import?format=mspdi&name=x.xml",
         "Idempotency-Key: k5\r\nContent-Type: application/xml\r\n", "plan", "project"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t first = number_of(
            place_ask(&place, "POST", cases[i].path, cases[i].headers, cases[i].body),
            cases[i].told);
        place_restart(&place);
        int64_t again = number_of(
            place_ask(&place, "POST", cases[i].path, cases[i].headers, cases[i].body),
            cases[i].told);
        cr_expect_eq(first, again, "%s: %lld, then %lld", cases[i].path, (long long)first,
                     (long long)again);
    }
    int status = place_ask(&place, "POST", "/api/v1/projects", "Idempotency-Key: k2\r\n",
                           "{\"title\":\"Other\",\"start\":\"2026-03-02T08:00:00Z\"}")
                     .status;
    cr_expect(status == 409 || status == 422, "%d", status);
}

Test(key, tells_requests_apart)
{
    struct arena       mem = {0};
    struct request     q = {.mem = &mem, .path = S("/a"), .body = S("{}"), .body_fd = -1};
    struct request_key first = key_of(&q);
    cr_expect_null(first.key.p, "no header, no key");
    cr_expect(str_eq(key_of(&q).hash, first.hash));
    q.path = S("/b");
    cr_expect(!str_eq(key_of(&q).hash, first.hash));
    q.path = S("/a");
    q.body = S("[]");
    cr_expect(!str_eq(key_of(&q).hash, first.hash));
    arena_done(&mem);
}
