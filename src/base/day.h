/* base/day.h - civil days and instants, and their text.
 *
 * A day is a count of days since 1970-01-01 in the proleptic Gregorian calendar, without a
 * zone. An instant is seconds since 1970-01-01T00:00:00Z, leap seconds not counted. Civil
 * conversions after Howard Hinnant, "chrono-compatible low-level date algorithms".
 */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include "base/str.h"

typedef int64_t instant;
typedef int32_t day;

#define INSTANT_NONE  INT64_MIN
#define DURATION_NONE INT64_MIN
#define DAY_NONE      INT32_MIN

enum { DAY_S = 86400, HOUR_S = 3600, MINUTE_S = 60 };

/* What a plan may hold: 1900-01-01 … 2199-12-31. Readers refuse dates outside. */
#define INSTANT_MIN (-2208988800LL)
#define INSTANT_MAX (7258118399LL)

struct civil {
    int year, month, day;     /* month 1–12, day 1–31 */
    int hour, minute, second; /* 0–24 (24:00:00 only as an end), 0–59, 0–59 */
};

day  day_from(int year, int month, int mday); /* any month 1–12, mday 1–31; not checked */
bool day_is_valid(int year, int month, int mday);
struct civil day_civil(day d);
int          day_weekday(day d); /* 0 Sunday … 6 Saturday */
int          day_month_length(int year, int month);

/* Seconds since the epoch of a civil time read in UTC. */
instant      civil_seconds(struct civil c);
struct civil seconds_civil(int64_t seconds);

/* "2026-03-02"; false leaves the output alone. */
bool day_parse(str text, day *ret_day);
/* "2026-03-02T08:00:00Z", also with an offset "+02:00"; fractions of a second are cut. */
bool instant_parse(str text, instant *ret_instant);
/* "2026-03-02T08:00:00" without a zone, or a date alone: local seconds, as if UTC. */
bool local_parse(str text, int64_t *ret_seconds, bool *ret_has_time);
/* "08:00", "08:00:30", "24:00": seconds of the day. */
bool time_of_day_parse(str text, int32_t *ret_seconds);

str day_text(struct arena *mem, day d);           /* 2026-03-02 */
str instant_text(struct arena *mem, instant t);   /* 2026-03-02T08:00:00Z */
str local_text(struct arena *mem, int64_t local); /* 2026-03-02T08:00:00 */

/* Floor division, for seconds before 1970. */
static inline int64_t floor_div(int64_t a, int64_t b)
{
    int64_t q = a / b;
    return q - ((a % b != 0) && ((a < 0) != (b < 0)));
}

#endif
