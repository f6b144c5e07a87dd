/* tests/http/router_test.c - from paths to rows. */
#include "http/router.h"

#include <criterion/criterion.h>

static err nothing(struct request *q, struct reply *to)
{
    (void)q;
    (void)to;
    return OK;
}

static const struct route rows[] = {
    {HTTP_GET, "/a", "a", "", nothing, .flags = 0},
    {HTTP_POST, "/a", "a_new", "", nothing, .body_max = 7},
    {HTTP_GET, "/a/{id}", "a_one", "", nothing, .flags = 0},
    {HTTP_GET, "/a/{id}/b/{id}", "b_one", "", nothing, .flags = 0},
    {HTTP_GET, "/", "root", "", nothing, .flags = 0},
};

static struct arena   mem;
static struct router *router;

static void setup(void)
{
    router = router_new(&mem, 1);
    router_add(router, rows, 5);
}

static void teardown(void)
{
    arena_done(&mem);
}

TestSuite(router, .init = setup, .fini = teardown);

static struct request find(const char *method, const char *path, enum err_code expected,
                           str *ret_allow)
{
    struct request q = {.mem = &mem, .method = str_from(method), .path = str_from(path)};
    err            e = router_find(router, &q, ret_allow);
    cr_expect_eq(e.code, expected, "%s %s", method, path);
    return q;
}

Test(router, finds_rows_and_ids)
{
    str allow = STR_NONE;
    cr_assert_eq(find("GET", "/a", ERR_NONE, &allow).route, &rows[0]);
    cr_assert_eq(find("HEAD", "/a", ERR_NONE, &allow).route, &rows[0]);
    cr_assert_eq(find("POST", "/a", ERR_NONE, &allow).route, &rows[1]);
    cr_assert_eq(find("GET", "/", ERR_NONE, &allow).route, &rows[4]);
    struct request q = find("GET", "/a/12/b/34", ERR_NONE, &allow);
    cr_assert_eq(q.route, &rows[3]);
    cr_assert_eq(q.ids[0], 12);
    cr_assert_eq(q.ids[1], 34);
    cr_assert(!allow.p);
}

Test(router, tells_what_is_wrong)
{
    str allow = STR_NONE;
    find("GET", "/b", ERR_NOT_FOUND, &allow);
    find("GET", "/a/", ERR_NOT_FOUND, &allow);
    find("GET", "/a/{id}", ERR_NOT_FOUND, &allow);
    find("GET", "/a/1/b/2/c/3", ERR_NOT_FOUND, &allow);
    find("GET", "/a/9223372036854775808", ERR_NOT_FOUND, &allow);
    cr_assert_null(find("PUT", "/a", ERR_NONE, &allow).route);
    cr_assert(str_eq(allow, S("OPTIONS, GET, HEAD, POST")));
}

Test(router, lists_rows)
{
    cr_assert_eq(router_count(router), 5u);
    cr_assert_eq(router_at(router, 2), &rows[2]);
    cr_assert_eq(route_body_max(&rows[0]), (size_t)BODY_USUAL);
    cr_assert_eq(route_body_max(&rows[1]), 7u);
}
