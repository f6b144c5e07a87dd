/* The values of MSPDI: times without zone, durations as PT…, tenths of minutes, hundredths of
 * money.
 *
 * Read generously, printed in one form. The numbers of formats (3 minutes … 12 elapsed months) are
 * one small table both ways.
 */
#include "formats/mspdi/values.h"

#include <math.h>

static const double seconds_max = 1e12;

/* ---- dates and times ---------------------------------------------------------------------- */

/* "17:-0:00": hours, minutes, seconds, each with a sign of its own. */
static bool clock_read(str text, double *ret_s)
{
    str    part;
    double sum = 0, of = HOUR_S;
    while (str_cut(&text, ':', &part)) {
        int64_t n = 0;
        if (!str_int(part, &n) || of < 1)
            return false;
        sum += (double)n * of;
        of /= 60;
    }
    *ret_s = sum;
    return true;
}

/* What programs write for a date that is not set: a word, or the ends of their own calendar. */
static bool is_placeholder(str text)
{
    return str_eq_nocase(text, S("NA")) || str_eq_nocase(text, S("NV")) ||
           str_starts(text, S("0001-01-01")) || str_starts(text, S("9999-12-31"));
}

/* "2008-12-04T17:-0:00", as MS Project 2007 writes now and then. */
static bool odd_local_read(str text, int64_t *ret_local)
{
    str    date;
    double s = 0;
    bool   has_time = false;
    if (!str_cut(&text, 'T', &date) || !text.n || !clock_read(text, &s) || fabs(s) > 2 * DAY_S)
        return false;
    if (!local_parse(date, ret_local, &has_time) || has_time)
        return false;
    *ret_local += llround(s);
    return true;
}

static bool instant_read(const struct mspdi_units *u, str text, int64_t default_s, instant *to)
{
    int64_t local = 0;
    bool    has_time = false;
    if (is_placeholder(text))
        return true;
    if (!local_parse(text, &local, &has_time)) {
        if (!instant_parse(text, &local) && !odd_local_read(text, &local))
            return false;
        has_time = true;
    }
    local += has_time ? 0 : default_s;
    if (local < INSTANT_MIN || local > INSTANT_MAX)
        return false;
    *to = zone_instant(u->zone, local);
    return true;
}

static bool start_read(const struct xml_row *row, void *units, str text, void *to)
{
    (void)row;
    return instant_read(units, text, ((struct mspdi_units *)units)->default_start_s, to);
}

static bool finish_read(const struct xml_row *row, void *units, str text, void *to)
{
    (void)row;
    return instant_read(units, text, ((struct mspdi_units *)units)->default_finish_s, to);
}

static void print_local(struct buf *to, int64_t local)
{
    struct civil c = seconds_civil(local);
    buf_fmt(to, "%04d-%02d-%02dT%02d:%02d:%02d", c.year, c.month, c.day, c.hour, c.minute,
            c.second);
}

static bool instant_print(const struct xml_row *row, const void *units, const void *from,
                          struct buf *to)
{
    (void)row;
    const struct mspdi_units *u = units;
    instant                   t = *(const instant *)from;
    if (t == INSTANT_NONE)
        return false;
    print_local(to, zone_local(u->zone, t));
    return true;
}

#define DATE_WHAT "a date between 1900 and 2199"
const struct xml_type mspdi_start = {DATE_WHAT, start_read, instant_print, false};
const struct xml_type mspdi_finish = {DATE_WHAT, finish_read, instant_print, false};

static bool moment_read(const struct xml_row *row, void *units, str text, void *to)
{
    (void)row;
    struct mspdi_moment *m = to;
    m->date_only = !memchr(text.p, 'T', text.n) && !memchr(text.p, ' ', text.n);
    return instant_read(units, text, 0, &m->at);
}

static bool moment_print(const struct xml_row *row, const void *units, const void *from,
                         struct buf *to)
{
    return instant_print(row, units, &((const struct mspdi_moment *)from)->at, to);
}

const struct xml_type mspdi_moment_type = {DATE_WHAT, moment_read, moment_print, false};

static bool date_read(const struct xml_row *row, void *units, str text, void *to)
{
    (void)row, (void)units;
    int64_t local = 0;
    bool    has_time = false;
    if (is_placeholder(text))
        return true;
    if (!local_parse(text, &local, &has_time) || local < INSTANT_MIN || local > INSTANT_MAX)
        return false;
    *(day *)to = (day)floor_div(local, DAY_S);
    return true;
}

static bool date_print(const struct xml_row *row, const void *units, const void *from,
                       struct buf *to)
{
    (void)units;
    day d = *(const day *)from;
    if (d == DAY_NONE)
        return false;
    bool is_end = strcmp(row->name, "ToDate") == 0;
    print_local(to, (int64_t)d * DAY_S + (is_end ? DAY_S - MINUTE_S : 0));
    return true;
}

const struct xml_type mspdi_date = {DATE_WHAT, date_read, date_print, false};

static bool time_read(const struct xml_row *row, void *units, str text, void *to)
{
    (void)row, (void)units;
    int32_t s = 0;
    if (!time_of_day_parse(text, &s))
        return false;
    *(int64_t *)to = s;
    return true;
}

static bool time_print(const struct xml_row *row, const void *units, const void *from,
                       struct buf *to)
{
    (void)row, (void)units;
    int64_t s = *(const int64_t *)from;
    int     h = (int)(s / HOUR_S % 24);
    buf_fmt(to, "%02d:%02d:%02d", h, (int)(s / MINUTE_S % 60), (int)(s % MINUTE_S));
    return true;
}

const struct xml_type mspdi_time = {"a time of day", time_read, time_print, false};

/* ---- durations ---------------------------------------------------------------------------- */

/* Digits, sign and point at the front of *rest. */
static bool number_cut(str *rest, double *ret_value)
{
    size_t n = 0;
    while (n < rest->n && (strchr("0123456789.", rest->p[n]) || (n == 0 && rest->p[n] == '-')))
        n++;
    if (!str_double(str_sub(*rest, 0, n), ret_value))
        return false;
    *rest = str_sub(*rest, n, rest->n);
    return true;
}

/* Seconds of one part of P…T…; 0 for a letter that does not belong there. */
static double part_seconds(char letter, bool after_t, const struct mspdi_units *u)
{
    if (after_t)
        return letter == 'H' ? HOUR_S : letter == 'M' ? MINUTE_S : letter == 'S' ? 1 : 0;
    return letter == 'D' ? (double)u->minutes_per_day * MINUTE_S : 0;
}

static bool iso_read(str text, const struct mspdi_units *u, double *ret_s)
{
    bool   negative = text.p[0] == '-';
    double sum = 0;
    bool   after_t = false;
    text = str_sub(text, negative ? 2 : 1, text.n);
    while (text.n) {
        if (text.p[0] == 'T' && !after_t) {
            after_t = true;
            text = str_sub(text, 1, text.n);
            continue;
        }
        double value = 0, of = 0;
        if (!number_cut(&text, &value) || !text.n)
            return false;
        of = part_seconds(text.p[0], after_t, u);
        const bool is_none = value == 0 && !after_t && strchr("YM", text.p[0]); /* P0Y0M1DT0H */
        if (of == 0 && !is_none)
            return false;
        sum += value * of;
        text = str_sub(text, 1, text.n);
    }
    *ret_s = negative ? -sum : sum;
    return true;
}

static bool duration_read(const struct xml_row *row, void *units, str text, void *to)
{
    (void)row;
    double s = 0;
    bool   ok = false;
    if (text.p[0] == 'P' || (text.n > 1 && text.p[0] == '-' && text.p[1] == 'P'))
        ok = iso_read(text, units, &s);
    else if (memchr(text.p, ':', text.n))
        ok = clock_read(text, &s);
    else if (str_double(text, &s)) {
        s *= MINUTE_S;
        ok = true;
    }
    if (!ok || !(fabs(s) <= seconds_max))
        return false;
    *(int64_t *)to = llround(s);
    return true;
}

static bool duration_print(const struct xml_row *row, const void *units, const void *from,
                           struct buf *to)
{
    (void)row, (void)units;
    int64_t s = *(const int64_t *)from;
    if (s == DURATION_NONE)
        return false;
    if (s < 0)
        buf_char(to, '-');
    uint64_t a = s < 0 ? (uint64_t)-s : (uint64_t)s;
    buf_fmt(to, "PT%lluH%lluM%lluS", (unsigned long long)(a / HOUR_S),
            (unsigned long long)(a / MINUTE_S % 60), (unsigned long long)(a % MINUTE_S));
    return true;
}

const struct xml_type mspdi_duration = {"a duration", duration_read, duration_print, false};

enum { TENTH_S = 6 };

static bool tenths_read(const struct xml_row *row, void *units, str text, void *to)
{
    (void)row, (void)units;
    double d = 0;
    if (!str_double(text, &d) || fabs(d) * TENTH_S > seconds_max)
        return false;
    *(int64_t *)to = llround(d * TENTH_S);
    return true;
}

static bool tenths_print(const struct xml_row *row, const void *units, const void *from,
                         struct buf *to)
{
    (void)row, (void)units;
    int64_t s = *(const int64_t *)from;
    if (s == DURATION_NONE)
        return false;
    if (s % TENTH_S == 0)
        buf_int(to, s / TENTH_S);
    else
        buf_double(to, (double)s / TENTH_S);
    return true;
}

const struct xml_type mspdi_tenths = {"a number of tenths of a minute", tenths_read, tenths_print,
                                      false};

/* ---- money -------------------------------------------------------------------------------- */

/* 10 to the power of the currency's digits; nonsense counts as cents. */
static double minor_units(const struct mspdi_units *u)
{
    return u->currency_digits >= 0 && u->currency_digits <= 4 ? pow(10, (double)u->currency_digits)
                                                              : 100;
}

static bool money_read(const struct xml_row *row, void *units, str text, void *to)
{
    (void)row;
    const struct mspdi_units *u = units;
    double                    d = 0;
    if (!str_double(text, &d))
        return false;
    d *= minor_units(u) / 100;
    if (fabs(d) > 9e15)
        return false;
    *(int64_t *)to = llround(d);
    return true;
}

static bool money_print(const struct xml_row *row, const void *units, const void *from,
                        struct buf *to)
{
    (void)row;
    const struct mspdi_units *u = units;
    int64_t                   v = *(const int64_t *)from;
    if (v == INT_NONE)
        return false;
    buf_double(to, (double)v * 100 / minor_units(u));
    return true;
}

const struct xml_type mspdi_money = {"an amount of money", money_read, money_print, false};

static bool rate_read(const struct xml_row *row, void *units, str text, void *to)
{
    (void)row;
    const struct mspdi_units *u = units;
    double                    d = 0;
    if (!str_double(text, &d) || fabs(d *= minor_units(u)) > 9e15)
        return false;
    *(double *)to = d;
    return true;
}

static bool rate_print(const struct xml_row *row, const void *units, const void *from,
                       struct buf *to)
{
    (void)row;
    const struct mspdi_units *u = units;
    double                    d = *(const double *)from;
    if (!isfinite(d))
        return false;
    buf_double(to, d / minor_units(u));
    return true;
}

const struct xml_type mspdi_rate = {"an amount of money", rate_read, rate_print, false};

/* ---- formats ------------------------------------------------------------------------------ */

static const struct {
    int8_t             format;
    enum duration_unit unit;
} formats[] = {
    {3, UNIT_MINUTES}, {4, UNIT_ELAPSED_MINUTES}, {5, UNIT_HOURS}, {6, UNIT_ELAPSED_HOURS},
    {7, UNIT_DAYS},    {8, UNIT_ELAPSED_DAYS},    {9, UNIT_WEEKS}, {10, UNIT_ELAPSED_WEEKS},
    {11, UNIT_MONTHS}, {12, UNIT_ELAPSED_MONTHS},
};
enum { ESTIMATED = 32, NONE_OLD = 21 };

bool mspdi_format_is_none(int64_t format)
{
    return format == NONE_OLD || format == MSPDI_UNUSED_FORMAT;
}

bool mspdi_format_is_estimated(int64_t format)
{
    return format > ESTIMATED && format != MSPDI_UNUSED_FORMAT;
}

enum duration_unit mspdi_unit(int64_t format)
{
    int64_t plain = mspdi_format_is_estimated(format) ? format - ESTIMATED : format;
    for (size_t i = 0; i < COUNT(formats); i++)
        if (formats[i].format == plain)
            return formats[i].unit;
    return UNIT_DAYS;
}

int64_t mspdi_format(enum duration_unit unit, bool estimated)
{
    for (size_t i = 0; i < COUNT(formats); i++)
        if (formats[i].unit == unit)
            return formats[i].format + (estimated ? ESTIMATED : 0);
    return 7;
}
