/* tests/formats/recurrence_test.c - recurring exceptions, day by day. */
#include "formats/recurrence.h"

#include <criterion/criterion.h>

static struct calendar_exception exception(enum exception_kind kind, day from, day to)
{
    struct calendar_exception x;
    entity_init(&calendar_exception_entity, &x);
    x.kind = kind;
    x.from = from;
    x.to = to;
    return x;
}

Test(recurrence, daily_and_bounds)
{
    day                       d = day_from(2026, 3, 2);
    struct calendar_exception x = exception(EXCEPTION_DAILY, d, d + 2);
    cr_assert(recurrence_covers(&x, d) && recurrence_covers(&x, d + 2));
    cr_assert_not(recurrence_covers(&x, d - 1));
    cr_assert_not(recurrence_covers(&x, d + 3));
    cr_assert_eq(recurrence_count(&x), 3);
    x = exception(EXCEPTION_EVERY_N_DAYS, d, d + 30);
    x.period = 10;
    cr_assert_eq(recurrence_count(&x), 4);
    x = exception(EXCEPTION_WEEKDAY, d, d + 6);
    cr_assert_eq(recurrence_count(&x), 5);
}

Test(recurrence, weekly_counts_weeks_from_sunday)
{
    day                       wednesday = day_from(2026, 3, 4);
    struct calendar_exception x = exception(EXCEPTION_WEEKLY, wednesday, wednesday + 30);
    x.period = 2;
    x.days_of_week = 1 << 1; /* Monday */
    cr_assert_not(recurrence_covers(&x, day_from(2026, 3, 2)), "before the first day");
    cr_assert_not(recurrence_covers(&x, day_from(2026, 3, 9)));
    cr_assert(recurrence_covers(&x, day_from(2026, 3, 16)));
    cr_assert(recurrence_covers(&x, day_from(2026, 3, 30)));
}

Test(recurrence, monthly_and_yearly)
{
    day                       from = day_from(2026, 1, 1), to = day_from(2027, 12, 31);
    struct calendar_exception x = exception(EXCEPTION_MONTHLY_DAY, from, to);
    x.month_day = 31;
    x.period = 1;
    cr_assert_eq(recurrence_count(&x), 14);
    x = exception(EXCEPTION_MONTHLY_POSITION, from, to);
    x.period = 3;
    x.month_position = MONTH_LAST;
    x.month_item = MONTH_FRIDAY;
    cr_assert(recurrence_covers(&x, day_from(2026, 1, 30)));
    cr_assert_not(recurrence_covers(&x, day_from(2026, 2, 27)));
    cr_assert(recurrence_covers(&x, day_from(2026, 4, 24)));
    x = exception(EXCEPTION_YEARLY_DAY, from, to);
    x.month = 12;
    x.month_day = 25;
    cr_assert_eq(recurrence_count(&x), 2);
    x = exception(EXCEPTION_YEARLY_POSITION, from, to);
    x.month = 5;
    x.month_position = MONTH_SECOND;
    x.month_item = MONTH_WEEKEND_DAY;
    cr_assert(recurrence_covers(&x, day_from(2026, 5, 3)));
    cr_assert_eq(recurrence_count(&x), 2);
}
