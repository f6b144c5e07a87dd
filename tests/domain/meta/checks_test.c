/* tests/domain/meta/checks_test.c - small rules that entities share. */
#include "domain/meta/checks.h"

#include <criterion/criterion.h>

static struct arena    mem;
static struct problems to;

static void prepare(void)
{
    problems_init(&to, &mem);
}

static void finish(void)
{
    arena_done(&mem);
}

TestSuite(checks, .init = prepare, .fini = finish);

static void expect(size_t n, const char *field)
{
    cr_assert_eq(to.n, n);
    if (n)
        cr_assert(str_eq(to.v[n - 1].field, str_from(field)));
}

Test(checks, shifts)
{
    check_shifts(STR_NONE, "monday", &to);
    check_shifts(S("22:00-06:00"), "monday", &to);
    expect(0, NULL);
    check_shifts(S("22-06"), "monday", &to);
    expect(1, "monday");
}

Test(checks, zones)
{
    check_zone(STR_NONE, "zone", &to);
    check_zone(S("UTC"), "zone", &to);
    expect(0, NULL);
    check_zone(S("../etc/passwd"), "zone", &to);
    expect(1, "zone");
}

Test(checks, orders)
{
    check_order(5, 5, "finish", "start", &to);
    check_order(INSTANT_NONE, 5, "finish", "start", &to);
    check_order(5, INSTANT_NONE, "finish", "start", &to);
    check_days(DAY_NONE, 3, &to);
    check_days(3, 3, &to);
    expect(0, NULL);
    check_order(5, 4, "finish", "start", &to);
    expect(1, "finish");
    check_days(3, 2, &to);
    expect(2, "to");
}
