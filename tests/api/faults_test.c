/* tests/api/faults_test.c - call N of the store fails, for every N: never a 2xx for what was not
 * done, never half of it, and the same request succeeds when it is sent again.
 */
#include "api/place.h"

#include <criterion/criterion.h>

enum { REQUESTS = 6, NEVER = 1000000 };

static struct place place;

static struct answer request_of(int i)
{
    static const struct {
        const char *method, *path, *body;
        const char *headers;
    } all[REQUESTS] = {
        {"POST", "/api/v1/projects", "{\"title\":\"P\",\"start\":\"2026-03-02T08:00:00Z\"}", ""},
        {"POST", "/api/v1/projects/1/items", "{\"title\":\"A\"}", ""},
        {"POST", "/api/v1/projects/1/operations",
         "{\"operations\":[{\"op\":\"create\",\"entity\":\"item\",\"set\":{\"title\":\"B\"}}]}",
         ""},
        {"PATCH", "/api/v1/items/1", "{\"title\":\"A2\"}", "If-Match: \"1\"\r\n"},
        {"DELETE", "/api/v1/items/2", NULL, "If-Match: \"1\"\r\n"},
        {"POST", "/api/v1/projects/1/undo", "{}", ""},
    };
    return place_ask(&place, all[i].method, all[i].path, all[i].headers, all[i].body);
}

static bool is_done(struct answer a)
{
    return a.status >= 200 && a.status < 300;
}

/* The seq of the plan, 0 while there is none; the number of items in it. */
static int64_t seq_now(size_t *ret_items)
{
    struct answer a = place_ask(&place, "GET", "/api/v1/projects/1/plan", "", NULL);
    *ret_items = 0;
    if (a.status != 200)
        return 0;
    const struct json *plan = place_json(&place, a);
    *ret_items = (size_t)json_int(json_get(json_get(plan, "items"), "count"));
    return json_int(json_get(plan, "seq"));
}

/* Runs all requests, each again when it failed; how many failed. */
static int run_all(int64_t fail_at)
{
    static const size_t items[REQUESTS] = {0, 1, 2, 2, 1, 2};
    int                 failed = 0;
    for (int i = 0; i < REQUESTS; i++) {
        size_t        n;
        struct answer a = request_of(i);
        if (!is_done(a)) {
            failed++;
            cr_expect(a.status >= 500, "fault %lld, request %d: %d %.*s", (long long)fail_at, i,
                      a.status, STR_ARG(a.body));
            cr_expect_eq(seq_now(&n), i, "fault %lld left half of request %d", (long long)fail_at,
                         i);
            a = request_of(i);
        }
        cr_expect(is_done(a), "fault %lld, request %d again: %d %.*s", (long long)fail_at, i,
                  a.status, STR_ARG(a.body));
        cr_expect_eq(seq_now(&n), i + 1, "fault %lld, request %d", (long long)fail_at, i);
        cr_expect_eq(n, items[i]);
    }
    return failed;
}

Test(faults, are_never_acknowledged_and_leave_no_half, .timeout = 300)
{
    place_open_failing(&place, NEVER);
    int64_t first = place.calls + 1;
    cr_assert_eq(run_all(NEVER), 0);
    int64_t last = place.calls;
    place_close(&place);
    cr_assert_gt(last, first);
    int fired = 0;
    for (int64_t n = first; n <= last; n++) {
        place_open_failing(&place, n);
        fired += run_all(n);
        place_close(&place);
    }
    cr_expect_gt(fired, 10);
}
