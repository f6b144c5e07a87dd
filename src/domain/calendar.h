/* domain/calendar.h - working times: calendars, their work weeks and exceptions.
 *
 * One day is decided by the first that says something: exceptions of the calendar, then of its
 * base and so on; its work weeks covering the day; its weekday; the base's work weeks and
 * weekday; and last Mon–Fri 08:00-12:00 13:00-17:00. Shifts: domain/shifts.h.
 */
#ifndef DOMAIN_CALENDAR_H
#define DOMAIN_CALENDAR_H

#include "domain/meta.h"

struct calendar {
    struct record head;
    str           title;
    struct id     base;    /* absent = stands alone */
    str           zone;    /* IANA; absent = the project's */
    bool          is_base; /* offered to projects and items; false = made for one resource */
    /* Shifts "08:00-12:00 13:00-17:00"; "" = not working; absent = as base. */
    str     monday, tuesday, wednesday, thursday, friday, saturday, sunday;
    int64_t source_uid; /* INT_NONE = not imported */
};

/* Another weekly pattern for a span of days. */
struct work_week {
    struct record head;
    struct id     calendar;
    str           title;
    day           from, to; /* both included; absent = open */
    str monday, tuesday, wednesday, thursday, friday, saturday, sunday; /* as in calendar */
};

enum exception_kind {
    EXCEPTION_DAILY,        /* each day */
    EXCEPTION_EVERY_N_DAYS, /* every `period` days from `from` */
    EXCEPTION_WEEKDAY,      /* Monday to Friday */
    EXCEPTION_WEEKLY, /* days_of_week, every `period` weeks counted from the Sunday on or before
                         `from` */
    EXCEPTION_MONTHLY_DAY,      /* month_day, every `period` months */
    EXCEPTION_MONTHLY_POSITION, /* month_position month_item, every `period` months */
    EXCEPTION_YEARLY_DAY,       /* month, month_day */
    EXCEPTION_YEARLY_POSITION,  /* month_position month_item of month */
};
enum month_position { MONTH_FIRST, MONTH_SECOND, MONTH_THIRD, MONTH_FOURTH, MONTH_LAST };
enum month_item {
    MONTH_DAY,
    MONTH_WEEKDAY,
    MONTH_WEEKEND_DAY,
    MONTH_SUNDAY,
    MONTH_MONDAY,
    MONTH_TUESDAY,
    MONTH_WEDNESDAY,
    MONTH_THURSDAY,
    MONTH_FRIDAY,
    MONTH_SATURDAY,
};
extern const char *const exception_kind_words[];
extern const char *const month_position_words[];
extern const char *const month_item_words[];

struct calendar_exception {
    struct record       head;
    struct id           calendar;
    str                 title;
    enum exception_kind kind;
    day                 from, to;     /* both included */
    int64_t             occurrences;  /* ends after so many; 0 = at `to` only */
    int64_t             period;       /* 1 = each */
    int64_t             days_of_week; /* bit 0 Sunday … bit 6 Saturday */
    int64_t             month;        /* 1–12 */
    int64_t             month_day;    /* 1–31 */
    enum month_position month_position;
    enum month_item     month_item;
    str                 shifts; /* "" or absent = day off */
};

extern const struct entity calendar_entity, work_week_entity, calendar_exception_entity;

/* The shift text of a weekday, 0 Sunday … 6 Saturday; absent = as base. Borrowed from the
 * record. */
str  calendar_weekday(const struct calendar *c, int weekday);
str  work_week_weekday(const struct work_week *w, int weekday);
void calendar_weekday_set(struct calendar *c, int weekday, str shifts);
void work_week_weekday_set(struct work_week *w, int weekday, str shifts);

#endif
