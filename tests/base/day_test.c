/* tests/base/day_test.c - civil days, instants, their text. */
#include "base/day.h"

#include <criterion/criterion.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(day, .fini = finish);

Test(day, known_days)
{
    cr_assert_eq(day_from(1970, 1, 1), 0);
    cr_assert_eq(day_from(2000, 3, 1), 11017);
    cr_assert_eq(day_from(1969, 12, 31), -1);
    cr_assert_eq(day_weekday(0), 4);
    cr_assert_eq(day_weekday(-1), 3);
    cr_assert_eq(day_weekday(day_from(2026, 3, 2)), 1);
    cr_assert_eq(day_month_length(2000, 2), 29);
    cr_assert_eq(day_month_length(1900, 2), 28);
    cr_assert_eq(day_month_length(2024, 2), 29);
    cr_assert_eq(day_month_length(2026, 11), 30);
}

Test(day, every_day_of_four_centuries_round_trips)
{
    int year = 1799, month = 12, mday = 31;
    for (day d = day_from(1799, 12, 31); d <= day_from(2200, 1, 1); d++) {
        struct civil c = day_civil(d);
        cr_assert(c.year == year && c.month == month && c.day == mday, "%d", d);
        cr_assert_eq(day_from(year, month, mday), d);
        cr_assert(day_is_valid(year, month, mday));
        if (++mday > day_month_length(year, month)) {
            mday = 1;
            if (++month > 12) {
                month = 1;
                year++;
            }
        }
    }
    cr_assert_not(day_is_valid(2026, 2, 29));
    cr_assert_not(day_is_valid(2026, 13, 1));
    cr_assert_not(day_is_valid(2026, 0, 1));
    cr_assert_not(day_is_valid(2026, 4, 31));
    cr_assert_not(day_is_valid(2026, 4, 0));
}

Test(day, instants)
{
    struct civil c = {2026, 3, 2, 8, 30, 15};
    instant      t = civil_seconds(c);
    cr_assert_eq(t, 1772440215);
    struct civil back = seconds_civil(t);
    cr_assert(back.hour == 8 && back.minute == 30 && back.second == 15 && back.day == 2);
    back = seconds_civil(-1);
    cr_assert(back.year == 1969 && back.hour == 23 && back.second == 59);
    cr_assert_eq(civil_seconds((struct civil){1900, 1, 1, 0, 0, 0}), INSTANT_MIN);
    cr_assert_eq(civil_seconds((struct civil){2199, 12, 31, 23, 59, 59}), INSTANT_MAX);
    cr_assert_eq(floor_div(-1, 86400), -1);
    cr_assert_eq(floor_div(-86400, 86400), -1);
    cr_assert_eq(floor_div(7, 2), 3);
}

Test(day, day_text_both_ways)
{
    day d = 1;
    cr_assert(day_parse(S("2026-03-02"), &d));
    cr_assert_eq(d, day_from(2026, 3, 2));
    cr_assert(str_eq(day_text(&mem, d), S("2026-03-02")));
    const char *bad[] = {"",         "2026-3-2",  "2026-02-30", "2026-03-02 ", "2026-03-02T",
                         "26-03-02", "2026/03/02"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_assert_not(day_parse(str_from(bad[i]), &d), "%s", bad[i]);
    cr_assert_eq(d, day_from(2026, 3, 2));
}

Test(day, instant_text_both_ways)
{
    instant t = 1;
    cr_assert(instant_parse(S("2026-03-02T08:00:00Z"), &t));
    cr_assert(str_eq(instant_text(&mem, t), S("2026-03-02T08:00:00Z")));
    instant u;
    cr_assert(instant_parse(S("2026-03-02T10:00:00.250+02:00"), &u));
    cr_assert_eq(u, t);
    cr_assert(instant_parse(S("2026-03-02T03:00-0500"), &u));
    cr_assert_eq(u, t);
    cr_assert(instant_parse(S("2026-03-01T24:00:00Z"), &u));
    cr_assert(str_eq(instant_text(&mem, u), S("2026-03-02T00:00:00Z")));
    const char *bad[] = {"2026-03-02",
                         "2026-03-02T08:00:00",
                         "2026-03-02T24:00:01Z",
                         "2026-03-02T08:60Z",
                         "2026-03-02T08:00:60Z",
                         "2026-03-02T08:00:00.Z",
                         "2026-03-02T08:00:00Zx",
                         "2026-03-02T08Z",
                         "2026-03-02T08:00+2",
                         "2026-03-02T08:00+24:00"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_assert_not(instant_parse(str_from(bad[i]), &u), "%s", bad[i]);
}

Test(day, local_and_time_of_day)
{
    int64_t s;
    bool    has_time;
    cr_assert(local_parse(S("2026-03-02T08:00:00"), &s, &has_time));
    cr_assert(has_time);
    cr_assert(str_eq(local_text(&mem, s), S("2026-03-02T08:00:00")));
    cr_assert(local_parse(S("2026-03-02"), &s, &has_time));
    cr_assert_not(has_time);
    cr_assert_eq(s, (int64_t)day_from(2026, 3, 2) * DAY_S);
    cr_assert_not(local_parse(S("2026-03-02T08:00:00Z"), &s, &has_time));
    cr_assert_not(local_parse(S("2026-03-02T"), &s, &has_time));

    int32_t of_day = 1;
    cr_assert(time_of_day_parse(S("08:00"), &of_day));
    cr_assert_eq(of_day, 28800);
    cr_assert(time_of_day_parse(S("08:00:30"), &of_day));
    cr_assert_eq(of_day, 28830);
    cr_assert(time_of_day_parse(S("24:00"), &of_day));
    cr_assert_eq(of_day, DAY_S);
    cr_assert_not(time_of_day_parse(S("24:01"), &of_day));
    cr_assert_not(time_of_day_parse(S("8:00"), &of_day));
    cr_assert_not(time_of_day_parse(S("08:00:"), &of_day));
    cr_assert_not(time_of_day_parse(S("08-00"), &of_day));
}
