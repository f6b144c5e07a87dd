/* base/day.c - civil days, instants and their text.
 *
 * Conversions count from 0000-03-01 in eras of 400 years (Hinnant), so that they are exact for
 * every day an int32 can hold. Parsers take the forms of RFC 3339 and ISO 8601 that plans use,
 * whole texts only. Zones are not known here.
 */
#include "base/day.h"

day day_from(int year, int month, int mday)
{
    int64_t y = (int64_t)year - (month <= 2);
    int64_t era = floor_div(y, 400);
    int64_t yoe = y - era * 400;
    int64_t doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + mday - 1;
    int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return (day)(era * 146097 + doe - 719468);
}

int day_month_length(int year, int month)
{
    static const char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool              leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : lengths[month - 1];
}

bool day_is_valid(int year, int month, int mday)
{
    return month >= 1 && month <= 12 && mday >= 1 && mday <= day_month_length(year, month);
}

struct civil day_civil(day d)
{
    int64_t z = (int64_t)d + 719468;
    int64_t era = floor_div(z, 146097);
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    int     month = (int)(mp < 10 ? mp + 3 : mp - 9);
    return (struct civil){
        .year = (int)(yoe + era * 400 + (month <= 2)),
        .month = month,
        .day = (int)(doy - (153 * mp + 2) / 5 + 1),
    };
}

int day_weekday(day d)
{
    int64_t w = ((int64_t)d + 4) % 7; /* 1970-01-01 was a Thursday */
    return (int)(w < 0 ? w + 7 : w);
}

instant civil_seconds(struct civil c)
{
    return (int64_t)day_from(c.year, c.month, c.day) * DAY_S + c.hour * HOUR_S +
           c.minute * MINUTE_S + c.second;
}

struct civil seconds_civil(int64_t seconds)
{
    int64_t      d = floor_div(seconds, DAY_S);
    int          s = (int)(seconds - d * DAY_S);
    struct civil c = day_civil((day)d);
    c.hour = s / HOUR_S;
    c.minute = s / MINUTE_S % 60;
    c.second = s % 60;
    return c;
}

/* Exactly n digits at *at, which moves behind them. */
static bool number(str s, size_t *at, size_t n, int *ret_value)
{
    int v = 0;
    if (s.n < *at + n)
        return false;
    for (size_t i = *at; i < *at + n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *at += n;
    *ret_value = v;
    return true;
}

static bool skip(str s, size_t *at, char c)
{
    if (*at >= s.n || s.p[*at] != c)
        return false;
    ++*at;
    return true;
}

static bool date_at(str s, size_t *at, day *ret_day)
{
    int year, month, mday;
    if (!number(s, at, 4, &year) || !skip(s, at, '-') || !number(s, at, 2, &month) ||
        !skip(s, at, '-') || !number(s, at, 2, &mday) || !day_is_valid(year, month, mday))
        return false;
    *ret_day = day_from(year, month, mday);
    return true;
}

/* "08:00" or "08:00:30"; 24:00:00 is the end of the day. */
static bool time_at(str s, size_t *at, int32_t *ret_seconds)
{
    int hour, minute, second = 0;
    if (!number(s, at, 2, &hour) || !skip(s, at, ':') || !number(s, at, 2, &minute))
        return false;
    if (skip(s, at, ':') && !number(s, at, 2, &second))
        return false;
    int32_t total = hour * HOUR_S + minute * MINUTE_S + second;
    if (minute > 59 || second > 59 || total > DAY_S)
        return false;
    *ret_seconds = total;
    return true;
}

static bool fraction_at(str s, size_t *at)
{
    if (!skip(s, at, '.'))
        return true;
    size_t from = *at;
    while (*at < s.n && s.p[*at] >= '0' && s.p[*at] <= '9')
        ++*at;
    return *at > from;
}

/* "Z", "+02:00" or "+0200": seconds east. */
static bool offset_at(str s, size_t *at, int32_t *ret_offset)
{
    int hour, minute;
    if (skip(s, at, 'Z') || skip(s, at, 'z')) {
        *ret_offset = 0;
        return true;
    }
    bool west = skip(s, at, '-');
    if ((!west && !skip(s, at, '+')) || !number(s, at, 2, &hour))
        return false;
    (void)skip(s, at, ':');
    if (!number(s, at, 2, &minute) || hour > 23 || minute > 59)
        return false;
    int32_t offset = hour * HOUR_S + minute * MINUTE_S;
    *ret_offset = west ? -offset : offset;
    return true;
}

static bool between_at(str s, size_t *at)
{
    return skip(s, at, 'T') || skip(s, at, 't') || skip(s, at, ' ');
}

bool day_parse(str text, day *ret_day)
{
    size_t at = 0;
    day    d;
    if (!date_at(text, &at, &d) || at != text.n)
        return false;
    *ret_day = d;
    return true;
}

bool instant_parse(str text, instant *ret_instant)
{
    size_t  at = 0;
    day     d;
    int32_t seconds, offset;
    if (!date_at(text, &at, &d) || !between_at(text, &at) || !time_at(text, &at, &seconds) ||
        !fraction_at(text, &at) || !offset_at(text, &at, &offset) || at != text.n)
        return false;
    *ret_instant = (int64_t)d * DAY_S + seconds - offset;
    return true;
}

bool local_parse(str text, int64_t *ret_seconds, bool *ret_has_time)
{
    size_t  at = 0;
    day     d;
    int32_t seconds = 0;
    if (!date_at(text, &at, &d))
        return false;
    bool has_time = at != text.n;
    if (has_time && (!between_at(text, &at) || !time_at(text, &at, &seconds) ||
                     !fraction_at(text, &at) || at != text.n))
        return false;
    *ret_seconds = (int64_t)d * DAY_S + seconds;
    *ret_has_time = has_time;
    return true;
}

bool time_of_day_parse(str text, int32_t *ret_seconds)
{
    size_t  at = 0;
    int32_t seconds;
    if (!time_at(text, &at, &seconds) || at != text.n)
        return false;
    *ret_seconds = seconds;
    return true;
}

str day_text(struct arena *mem, day d)
{
    struct civil c = day_civil(d);
    return str_fmt(mem, "%04d-%02d-%02d", c.year, c.month, c.day);
}

str instant_text(struct arena *mem, instant t)
{
    struct civil c = seconds_civil(t);
    return str_fmt(mem, "%04d-%02d-%02dT%02d:%02d:%02dZ", c.year, c.month, c.day, c.hour, c.minute,
                   c.second);
}

str local_text(struct arena *mem, int64_t local)
{
    str s = instant_text(mem, local);
    return str_sub(s, 0, s.n - 1);
}
