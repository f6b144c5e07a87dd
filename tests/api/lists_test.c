/* tests/api/lists_test.c - lists: filter, order, members, pages, CSV, conditions. */
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

TestSuite(lists, .init = setup, .fini = teardown, .timeout = 120);

static struct answer items(const char *query, const char *headers)
{
    return place_ask(
        &place, "GET",
        str_fmt(&place.mem, "/api/v1/projects/%lld/items%s", (long long)s.project, query).p,
        headers, NULL);
}

/* Titles of the items answered, one after the other. */
static str titles(struct answer a)
{
    const struct json *list = json_get(place_json(&place, a), "items");
    str                all = S("");
    for (size_t i = 0; i < json_count(list); i++)
        all = str_fmt(&place.mem, "%.*s%.*s", STR_ARG(all),
                      STR_ARG(json_text(json_get(json_at(list, i), "title"))));
    return all;
}

#define titles_are(query, literal)                                                                 \
    cr_expect(str_eq(titles(items(query, "")), S(literal)), "%s: %.*s", query,                     \
              STR_ARG(items(query, "").body))

Test(lists, filter_and_sort)
{
    titles_are("", "ABC");
    titles_are("?sort=-title", "CBA");
    titles_are("?sort=-start,title", "CBA");
    titles_are("?filter=title%20ne%20%22B%22", "AC");
    titles_are("?filter=critical%20eq%20true", "ABC");
    titles_are("?filter=start%20ge%202026-03-03%20and%20title%20contains%20b", "B");
    titles_are("?filter=(title%20eq%20A%20or%20title%20eq%20C)&sort=-title", "CA");
}

Test(lists, pages_neither_repeat_nor_skip)
{
    struct answer a = items("?limit=2", "");
    cr_assert(str_eq(titles(a), S("AB")));
    str next = json_text(json_get(place_json(&place, a), "next"));
    cr_assert(next.n > 0);
    const char *path = place_path(&place, "/api/v1/items/*", s.a);
    cr_assert_eq(place_ask(&place, "DELETE", path, "If-Match: *\r\n", NULL).status, 204);
    a = items(str_fmt(&place.mem, "?limit=2&cursor=%.*s", STR_ARG(next)).p, "");
    cr_assert(str_eq(titles(a), S("C")));
    cr_assert_eq(json_kind(json_get(place_json(&place, a), "next")), JSON_NULL);
}

Test(lists, members_are_chosen)
{
    struct answer a = items("?fields=id,title", "");
    cr_assert(str_has(a.body, S("{\"id\":1,\"title\":\"A\"}")), "%.*s", STR_ARG(a.body));
    a = items("", "");
    cr_assert(!str_has(a.body, S("\"body\"")));
    a = items("?fields=title,body", "");
    cr_assert(str_has(a.body, S("\"body\":null")));
}

Test(lists, are_refused_when_the_query_is_wrong)
{
    static const char *const bad[] = {"?fields=none",       "?sort=none",   "?filter=none%20eq%201",
                                      "?filter=title%20eq", "?limit=0",     "?limit=x",
                                      "?cursor=x",          "?limit=99999", "?offset=1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect_eq(items(bad[i], "").status, 400, "%s", bad[i]);
    cr_expect_eq(place_ask(&place, "GET", "/api/v1/projects/99/items", "", NULL).status, 404);
}

Test(lists, are_csv_when_asked)
{
    const char *path = place_path(&place, "/api/v1/items/*", s.a);
    cr_assert_eq(
        place_ask(&place, "PATCH", path, "If-Match: *\r\n", "{\"title\":\"=1+1, \\\"x\\\"\"}")
            .status,
        200);
    struct answer a = items("?fields=id,title,start,critical", "Accept: text/csv\r\n");
    cr_assert(str_eq(answer_header(a, "Content-Type"), S("text/csv; charset=utf-8")));
    cr_assert(
        str_starts(
            a.body,
            S("id,title,start,critical\r\n1,\"'=1+1, \"\"x\"\"\",2026-03-02T08:00:00Z,true\r\n")),
        "%.*s", STR_ARG(a.body));
}

/* Notes and descriptions stand aside; what a comment says is the comment. */
Test(lists, leave_out_only_texts_beside_others)
{
    const char *comments = place_path(&place, "/api/v1/projects/*/comments", s.project);
    const char *comment =
        str_fmt(&place.mem, "{\"item\":%lld,\"body\":\"Why?\"}", (long long)s.a).p;
    cr_assert_eq(place_ask(&place, "POST", comments, "", comment).status, 201);
    struct answer a = place_ask(&place, "GET", comments, "", NULL);
    cr_expect(str_has(a.body, S("\"body\":\"Why?\"")), "%.*s", STR_ARG(a.body));
    a = place_ask(&place, "GET", comments, "Accept: text/csv\r\n", NULL);
    cr_expect(str_has(a.body, S(",body\r\n")) && str_has(a.body, S(",Why?\r\n")), "%.*s",
              STR_ARG(a.body));
    cr_expect(str_has(items("", "Accept: text/csv\r\n").body, S("title,body,kind")));
    a = place_ask(&place, "GET",
                  place_path(&place, "/api/v1/projects/*/custom_values?fields=value", s.project),
                  "", NULL);
    cr_expect_eq(a.status, 200);
}

Test(lists, and_plans_and_records_have_etags)
{
    const char   *paths[] = {"/api/v1/projects/*/items", "/api/v1/projects/*/plan",
                             "/api/v1/projects/*"};
    struct answer before[3];
    for (int i = 0; i < 3; i++) {
        const char *path = place_path(&place, paths[i], s.project);
        before[i] = place_ask(&place, "GET", path, "", NULL);
        str match = str_fmt(&place.mem, "If-None-Match: %.*s\r\n",
                            STR_ARG(answer_header(before[i], "ETag")));
        cr_expect_eq(place_ask(&place, "GET", path, match.p, NULL).status, 304, "%s", path);
    }
    cr_assert_eq(place_ask(&place, "PATCH", place_path(&place, "/api/v1/items/*", s.a),
                           "If-Match: \"1.2\"\r\n", "{\"duration_s\":57600}")
                     .status,
                 200);
    for (int i = 0; i < 3; i++) {
        str match = str_fmt(&place.mem, "If-None-Match: %.*s\r\n",
                            STR_ARG(answer_header(before[i], "ETag")));
        cr_expect_eq(
            place_ask(&place, "GET", place_path(&place, paths[i], s.project), match.p, NULL).status,
            200, "%s", paths[i]);
    }
}

Test(lists, plan_columns_hold_every_item)
{
    const char        *path = place_path(&place, "/api/v1/projects/*/plan", s.project);
    struct answer      a = place_ask(&place, "GET", path, "", NULL);
    const struct json *list = json_get(place_json(&place, a), "items"),
                      *columns = json_get(list, "columns");
    cr_assert_eq(json_int(json_get(list, "count")), 3);
    cr_assert_eq(json_count(json_get(columns, "id")), 3u);
    cr_assert_eq(json_int(json_at(json_get(columns, "start"), 1)), 1772524800);
    cr_assert(str_eq(json_text(json_get(json_get(columns, "kind"), "all")), S("task")));
}
