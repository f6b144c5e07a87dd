/* engine/calendar.h - rules of working time, and their compilation for a horizon.
 *
 * A rule is what a person enters: a week, weeks that hold for a while, exceptions, and the
 * calendar it is based on. For one day the first hit wins: exceptions of the calendar, exceptions
 * of its base and on down the chain, then its work weeks that cover the day, its weekday, the
 * base's work weeks and weekday, and at last Monday to Friday 08:00-12:00, 13:00-17:00. A working
 * exception replaces the whole day. Two exceptions of one calendar on one day: daily beats yearly
 * beats monthly beats weekly; among equals the first stands. Recurrence follows MSPDI, the exchange
 * schema of Microsoft Project.
 */
#ifndef ENGINE_CALENDAR_H
#define ENGINE_CALENDAR_H

#include "base/zone.h"
#include "engine/worktime.h"

enum {
    CALENDAR_AS_BASE = -1,
    CALENDAR_NONE = -1,
    CALENDAR_CHAIN_MAX = 64,
    CALENDAR_SHIFTS_MAX = 256
};

/* Seconds of the local day; from 0 … 86400, to up to 86400. to <= from runs into the next day. */
struct calendar_shift {
    int32_t from_s, to_s;
};

struct calendar_day {
    int32_t                      n; /* 0 = not working; CALENDAR_AS_BASE */
    const struct calendar_shift *shifts;
};

struct calendar_week {
    day                 from, to; /* both included */
    struct calendar_day days[7];  /* [0] Sunday */
};

enum calendar_kind {
    CALENDAR_DAILY,
    CALENDAR_EVERY_N_DAYS,
    CALENDAR_WEEKDAY,
    CALENDAR_WEEKLY,
    CALENDAR_MONTHLY_DAY,
    CALENDAR_MONTHLY_POSITION,
    CALENDAR_YEARLY_DAY,
    CALENDAR_YEARLY_POSITION,
};

struct calendar_recurrence {
    enum calendar_kind  kind;
    day                 from, to;       /* only days in between count, both included */
    int32_t             occurrences;    /* 0 = no limit but `to` */
    int32_t             period;         /* every n days, weeks or months; below 1 counts as 1 */
    uint8_t             days_of_week;   /* bit 0 Sunday … bit 6 Saturday */
    uint8_t             month;          /* 1–12 */
    uint8_t             month_day;      /* 1–31 */
    uint8_t             month_position; /* 0 first … 3 fourth, 4 last */
    uint8_t             month_item; /* 0 day, 1 weekday, 2 weekend day, 3 Sunday … 9 Saturday */
    struct calendar_day hours;      /* n = 0: a day off */
};

struct calendar_rule {
    str                               title;
    int32_t                           base; /* index of a rule, or CALENDAR_NONE */
    const struct zone                *zone; /* NULL = UTC */
    struct calendar_day               days[7];
    const struct calendar_week       *weeks;
    const struct calendar_recurrence *exceptions;
    int32_t                           n_weeks, n_exceptions;
};

/* A rule that says nothing of its own: as its base; without one the standard week, in UTC. */
struct calendar_rule calendar_rule_plain(str title, int32_t base);

/* Whether the exception falls on that day, occurrences aside. O(1). */
bool calendar_recurrence_covers(const struct calendar_recurrence *x, day d);

/* The hours of one local day after the whole chain; never CALENDAR_AS_BASE. ERR_INVALID for a chain
 * of bases that runs in a circle. O(exceptions * their days). */
err calendar_hours(const struct calendar_rule *rules, int32_t n, int32_t which, day d,
                   struct calendar_day *ret_hours);

/* Compiles the rules marked in `used` (NULL = all) for one horizon; ret_worktimes[i] is NULL for
 * the others. Calendars that say nothing of their own share their base's result. ERR_INVALID names
 * a calendar without any working time in the horizon, and one whose chain of bases is broken.
 * O(days of the horizon * rules). */
struct calendar_set {
    const struct calendar_rule *rules;
    int32_t                     n;
    const bool                 *used;
    struct horizon              horizon;
};
err calendar_compile(struct arena *mem, const struct calendar_set *set,
                     const struct worktime **ret_worktimes);

#endif
