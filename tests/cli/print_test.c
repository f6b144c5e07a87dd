/* tests/cli/print_test.c - tables and durations for people. */
#include "cli/print.h"

#include "base/zone.h"

#include <criterion/criterion.h>

Test(print, tables_line_up)
{
    struct arena       mem = {0};
    struct print_table t;
    struct buf         b;
    buf_init(&b, 0);
    print_table_init(&t, &mem, 2);
    print_cell(&t, S("id"));
    print_cell(&t, S("title"));
    print_cell(&t, S("7"));
    print_cell(&t, S("Prüfung\tx"));
    print_cell(&t, S("123"));
    print_cell(&t, STR_NONE);
    print_table_end(&t, &b);
    cr_assert(str_eq(buf_view(&b), S("id   title\n7    Prüfung x\n123  \n")), "%.*s",
              STR_ARG(buf_view(&b)));
    buf_done(&b);
    arena_done(&mem);
}

Test(print, moments)
{
    struct arena mem = {0};
    cr_assert(str_eq(print_moment(&mem, zone_utc(), 1772438400), S("2026-03-02 08:00")));
    cr_assert_eq(print_moment(&mem, zone_utc(), INSTANT_NONE).n, 0);
    arena_done(&mem);
}

Test(print, durations)
{
    struct arena mem = {0};
    cr_assert_null(print_duration(&mem, DURATION_NONE).p);
    cr_assert(str_eq(print_duration(&mem, 0), S("0")));
    cr_assert(str_eq(print_duration(&mem, 14400), S("4h")));
    cr_assert(str_eq(print_duration(&mem, 5400), S("1h 30m")));
    cr_assert(str_eq(print_duration(&mem, -60), S("-1m")));
    arena_done(&mem);
}
