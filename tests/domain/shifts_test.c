/* tests/domain/shifts_test.c - the text of a day's working times. */
#include "domain/shifts.h"

#include <criterion/criterion.h>

static struct arena mem;

static void finish(void)
{
    arena_done(&mem);
}

TestSuite(shifts, .fini = finish);

static void reads(const char *text, const char *printed, int64_t length)
{
    struct shifts s;
    err           e = shifts_parse(str_from(text), &s);
    cr_assert_eq(e.code, ERR_NONE, "%s: %s", text, e.why);
    cr_assert(str_eq(shifts_text(&mem, &s), str_from(printed)), "%s", text);
    cr_assert_eq(shifts_length(&s), length, "%s", text);
}

Test(shifts, reads_and_prints)
{
    reads("08:00-12:00 13:00-17:00", "08:00-12:00 13:00-17:00", 8 * 3600);
    reads("", "", 0);
    reads("  08:00-12:00   ", "08:00-12:00", 4 * 3600);
    reads("00:00-24:00", "00:00-24:00", 24 * 3600);
    reads("22:00-00:00", "22:00-24:00", 2 * 3600);
    reads("22:00-06:00", "22:00-06:00", 8 * 3600);
    reads("06:00-10:00 22:00-06:00", "06:00-10:00 22:00-06:00", 12 * 3600);
    reads("08:00-08:00", "08:00-08:00", 24 * 3600);
    reads("08:00-12:00 12:00-16:00", "08:00-12:00 12:00-16:00", 8 * 3600);
    reads("08:00:30-09:00", "08:00:30-09:00", 3570);
}

static void refuses(const char *text, const char *why)
{
    struct shifts s = {.n = 77};
    err           e = shifts_parse(str_from(text), &s);
    cr_assert_eq(e.code, ERR_INVALID, "%s", text);
    cr_assert_str_eq(e.why, why);
    cr_assert_eq(s.n, 77);
}

Test(shifts, refuses)
{
    refuses("08:00", "'08:00' is not a shift such as 08:00-12:00");
    refuses("8-12", "'8-12' is not a shift such as 08:00-12:00");
    refuses("24:00-25:00", "'24:00-25:00' is not a shift such as 08:00-12:00");
    refuses("13:00-17:00 08:00-12:00", "shifts must be in order and must not overlap");
    refuses("08:00-12:00 11:00-17:00", "shifts must be in order and must not overlap");
    refuses("22:00-06:00 23:00-24:00", "shifts must be in order and must not overlap");
    refuses("06:00-10:00 22:00-07:00",
            "the shift over midnight runs into the first of the next day");
}

Test(shifts, absent_is_a_day_off)
{
    struct shifts s;
    cr_assert_eq(shifts_parse(STR_NONE, &s).code, ERR_NONE);
    cr_assert_eq(s.n, 0);
    cr_assert(str_eq(shifts_default(0), S("")) && str_eq(shifts_default(6), S("")));
    cr_assert(str_eq(shifts_default(1), S("08:00-12:00 13:00-17:00")));
}

Test(shifts, has_a_limit)
{
    struct shifts s;
    str           text = S("00:00-00:10");
    for (int i = 1; i <= SHIFTS_MAX; i++)
        text = str_fmt(&mem, "%.*s %02d:%02d-%02d:%02d", STR_ARG(text), i / 3, i % 3 * 20, i / 3,
                       i % 3 * 20 + 10);
    cr_assert_eq(shifts_parse(text, &s).code, ERR_INVALID);
}
