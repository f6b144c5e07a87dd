/* base/zone_rule.c - the rule behind the end of a time zone's table.
 *
 * A small reader over a str: each piece takes its characters off the front of `s`. Names of
 * zones are passed over. Offsets are written west-positive in POSIX and kept east-positive here.
 */
#include "base/zone_rule.h"

static bool take(str *s, char c)
{
    if (s->n == 0 || s->p[0] != c)
        return false;
    *s = str_sub(*s, 1, s->n);
    return true;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool take_name(str *s)
{
    size_t n = 0;
    if (take(s, '<')) {
        str name;
        return str_cut(s, '>', &name) && name.n > 0 && s->p;
    }
    while (n < s->n && is_letter(s->p[n]))
        n++;
    *s = str_sub(*s, n, s->n);
    return n >= 3;
}

static bool take_number(str *s, int most, int *ret_value)
{
    int    v = 0;
    size_t n = 0;
    while (n < s->n && n < 4 && s->p[n] >= '0' && s->p[n] <= '9')
        v = v * 10 + (s->p[n++] - '0');
    if (n == 0 || v > most)
        return false;
    *s = str_sub(*s, n, s->n);
    *ret_value = v;
    return true;
}

/* [+-]hh[:mm[:ss]] in seconds. */
static bool take_time(str *s, int32_t *ret_seconds)
{
    int  hour, minute = 0, second = 0;
    bool negative = take(s, '-');
    if (!negative)
        (void)take(s, '+');
    if (!take_number(s, 167, &hour))
        return false;
    if (take(s, ':') && !take_number(s, 59, &minute))
        return false;
    if (take(s, ':') && !take_number(s, 59, &second))
        return false;
    int32_t total = hour * HOUR_S + minute * MINUTE_S + second;
    *ret_seconds = negative ? -total : total;
    return true;
}

static bool take_date(str *s, struct zone_rule_date *d)
{
    *d = (struct zone_rule_date){.time_s = 2 * HOUR_S};
    bool good;
    if (take(s, 'M')) {
        d->kind = RULE_MONTH_WEEK;
        good = take_number(s, 12, &d->month) && take(s, '.') && take_number(s, 5, &d->week) &&
               take(s, '.') && take_number(s, 6, &d->weekday) && d->month >= 1 && d->week >= 1;
    } else if (take(s, 'J')) {
        d->kind = RULE_JULIAN;
        good = take_number(s, 365, &d->number) && d->number >= 1;
    } else {
        d->kind = RULE_DAY_OF_YEAR;
        good = take_number(s, 365, &d->number);
    }
    return good && (!take(s, '/') || take_time(s, &d->time_s));
}

bool zone_rule_parse(str text, struct zone_rule *ret_rule)
{
    struct zone_rule rule = {0};
    str              s = text;
    int32_t          west;
    if (!take_name(&s) || !take_time(&s, &west))
        return false;
    rule.standard = -west;
    if (s.n > 0) {
        if (!take_name(&s))
            return false;
        rule.has_daylight = true;
        rule.daylight = rule.standard + HOUR_S;
        if (s.n > 0 && s.p[0] != ',') {
            if (!take_time(&s, &west))
                return false;
            rule.daylight = -west;
        }
        if (!take(&s, ',') || !take_date(&s, &rule.begins) || !take(&s, ',') ||
            !take_date(&s, &rule.ends))
            return false;
    }
    if (s.n > 0)
        return false;
    *ret_rule = rule;
    return true;
}

static day date_in(const struct zone_rule_date *d, int year)
{
    day january = day_from(year, 1, 1);
    switch (d->kind) {
    case RULE_DAY_OF_YEAR: return january + d->number;
    case RULE_JULIAN:
        return january + d->number - 1 + (d->number >= 60 && day_month_length(year, 2) == 29);
    case RULE_MONTH_WEEK: break;
    }
    day first = day_from(year, d->month, 1);
    int mday = 1 + (d->weekday - day_weekday(first) + 7) % 7 + (d->week - 1) * 7;
    if (mday > day_month_length(year, d->month))
        mday -= 7;
    return first + mday - 1;
}

void zone_rule_year(const struct zone_rule *rule, int year, struct zone_change ret_changes[2])
{
    struct zone_change on = {(int64_t)date_in(&rule->begins, year) * DAY_S + rule->begins.time_s -
                                 rule->standard,
                             rule->daylight};
    struct zone_change off = {(int64_t)date_in(&rule->ends, year) * DAY_S + rule->ends.time_s -
                                  rule->daylight,
                              rule->standard};
    bool               in_order = on.at < off.at;
    ret_changes[0] = in_order ? on : off;
    ret_changes[1] = in_order ? off : on;
}
