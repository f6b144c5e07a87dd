/* Recurring calendar exceptions, asked day by day.
 *
 * Each kind is one small test of a day against the pattern; weeks are counted from the Sunday on or
 * before the first day, months from the first day's month.
 */
#include "formats/recurrence.h"

static int64_t period_of(const struct calendar_exception *x)
{
    return x->period > 0 ? x->period : 1;
}

static bool in_week(const struct calendar_exception *x, day d)
{
    day     sunday = x->from - day_weekday(x->from);
    int64_t week = floor_div(d - sunday, 7);
    return week % period_of(x) == 0 && (x->days_of_week >> day_weekday(d) & 1);
}

static bool in_month(const struct calendar_exception *x, struct civil at)
{
    struct civil from = day_civil(x->from);
    int64_t      months = (at.year - from.year) * 12LL + at.month - from.month;
    return months >= 0 && months % period_of(x) == 0;
}

static bool is_item(enum month_item item, day d)
{
    int weekday = day_weekday(d);
    if (item == MONTH_DAY)
        return true;
    if (item == MONTH_WEEKDAY)
        return weekday != 0 && weekday != 6;
    if (item == MONTH_WEEKEND_DAY)
        return weekday == 0 || weekday == 6;
    return weekday == (int)item - (int)MONTH_SUNDAY;
}

/* The n-th, or last, of its month that is such an item, as d is. */
static bool in_position(const struct calendar_exception *x, day d, struct civil at)
{
    day first = d - (at.day - 1), last = first + day_month_length(at.year, at.month) - 1;
    if (x->month_position == MONTH_LAST) {
        for (day k = d + 1; k <= last; k++)
            if (is_item(x->month_item, k))
                return false;
        return true;
    }
    int before = 0;
    for (day k = first; k < d; k++)
        before += is_item(x->month_item, k);
    return before == (int)x->month_position;
}

/* The kinds that look at the month; the cheap test of the weekday comes first. */
static bool in_pattern(const struct calendar_exception *x, day d)
{
    bool by_position = x->kind == EXCEPTION_MONTHLY_POSITION ||
                       x->kind == EXCEPTION_YEARLY_POSITION;
    bool monthly = x->kind == EXCEPTION_MONTHLY_POSITION || x->kind == EXCEPTION_MONTHLY_DAY;
    if (by_position && !is_item(x->month_item, d))
        return false;
    struct civil at = day_civil(d);
    if (monthly ? !in_month(x, at) : at.month != x->month)
        return false;
    return by_position ? in_position(x, d, at) : at.day == x->month_day;
}

bool recurrence_covers(const struct calendar_exception *x, day d)
{
    if (d < x->from || d > x->to)
        return false;
    switch (x->kind) {
    case EXCEPTION_DAILY: return true;
    case EXCEPTION_EVERY_N_DAYS: return (d - x->from) % period_of(x) == 0;
    case EXCEPTION_WEEKDAY: return is_item(MONTH_WEEKDAY, d);
    case EXCEPTION_WEEKLY: return in_week(x, d);
    case EXCEPTION_MONTHLY_DAY:
    case EXCEPTION_MONTHLY_POSITION:
    case EXCEPTION_YEARLY_DAY:
    case EXCEPTION_YEARLY_POSITION: return in_pattern(x, d);
    }
    return false;
}

int64_t recurrence_count(const struct calendar_exception *x)
{
    enum { MOST = 999, DAYS_MOST = 4000 }; /* what MS Project takes; what is looked at */
    day     last = x->to - x->from < DAYS_MOST ? x->to : x->from + DAYS_MOST;
    int64_t n = 0;
    for (day d = x->from; d <= last && n < MOST; d++)
        n += recurrence_covers(x, d);
    return n;
}
