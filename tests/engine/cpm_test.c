/* tests/engine/cpm_test.c - the calculator from outside: one run, many runs, wider horizons. */
#include "engine/cpm.h"

#include <criterion/criterion.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(cpm, .fini = finish);

static const instant monday = 1772438400; /* 2026-03-02 08:00 */

static struct network chain_of(int32_t n)
{
    struct network net;
    network_init(&net, &mem, (struct network_size){.tasks = n, .links = n - 1});
    net.options.start = monday;
    for (int32_t i = 0; i < n; i++)
        net.tasks.duration_s[i] = 8 * HOUR_S;
    for (int32_t i = 0; i + 1 < n; i++) {
        net.links.pred[i] = i;
        net.links.succ[i] = i + 1;
    }
    return net;
}

Test(cpm, one_run)
{
    const struct network net = chain_of(5);
    struct cpm_result    r;
    const err            e = cpm_run(&mem, &net, &r);
    cr_assert_eq(e.code, ERR_NONE);
    cr_assert_eq(r.n, 5);
    cr_assert_eq(r.start, monday);
    cr_assert_eq(r.finish, monday + 4 * DAY_S + 9 * HOUR_S);
    cr_assert_eq(r.rows[4].finish, r.finish);
    cr_assert_eq(r.rows[3].driver, 2);
}

Test(cpm, an_edit_needs_no_preparation)
{
    const struct network   net = chain_of(3);
    const struct prepared *p;
    struct cpm_result      r;
    cr_assert_eq(network_prepare(&mem, &net, &p).code, ERR_NONE);
    struct cpm *cpm = cpm_new(&mem, p);
    cr_assert_eq(cpm_pass(cpm, &r).code, ERR_NONE);
    net.tasks.duration_s[0] = 0;
    cr_assert_eq(cpm_pass(cpm, &r).code, ERR_NONE);
    cr_assert_eq(r.rows[1].start, monday);
    net.tasks.duration_s[0] = 24 * HOUR_S;
    cr_assert_eq(cpm_pass(cpm, &r).code, ERR_NONE);
    cr_assert_eq(r.rows[1].start, monday + 3 * DAY_S);
}

Test(cpm, the_horizon_grows_when_it_must)
{
    const struct network   net = chain_of(2);
    const struct prepared *p;
    struct cpm_result      r;
    cr_assert_eq(network_prepare(&mem, &net, &p).code, ERR_NONE);
    struct cpm *cpm = cpm_new(&mem, p);
    net.tasks.duration_s[0] = 40LL * 260 * 8 * HOUR_S;
    cr_assert_eq(cpm_pass(cpm, &r).code, ERR_NONE);
    cr_assert_gt(r.finish, p->horizon.to);
    cr_assert_eq(cpm_pass(cpm, &r).code, ERR_NONE);
}

Test(cpm, empty_plans_end_where_they_start)
{
    struct network    net;
    struct cpm_result r;
    network_init(&net, &mem, (struct network_size){0});
    net.options.start = monday;
    cr_assert_eq(cpm_run(&mem, &net, &r).code, ERR_NONE);
    cr_assert_eq(r.finish, monday);
    cr_assert_eq(r.start, monday);
}
