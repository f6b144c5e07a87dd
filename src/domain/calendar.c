/* domain/calendar.c - rows and rules of calendars, work weeks and calendar exceptions.
 *
 * Which of them decides a day is told in calendar.h and done by the engine; here only what one
 * record may say.
 */
#include "domain/calendar.h"

#include "domain/meta/checks.h"
#include "domain/shifts.h"

const char *const exception_kind_words[] = {
    "daily",      "every_n_days",    "weekday", "weekly", "monthly_day", "monthly_position",
    "yearly_day", "yearly_position", NULL,
};
const char *const month_position_words[] = {"first", "second", "third", "fourth", "last", NULL};
const char *const month_item_words[] = {
    "day",       "weekday",  "weekend_day", "sunday",   "monday", "tuesday",
    "wednesday", "thursday", "friday",      "saturday", NULL,
};

/* The seven weekdays of a calendar and of a work week. */
#define WEEKDAY(owner, member)                                                                     \
    {                                                                                              \
        FIELD(owner, member),                                                                      \
            .max = 1000,                                                                           \
            .doc = "Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base."   \
    }
#define WEEKDAYS(owner)                                                                            \
    WEEKDAY(owner, monday), WEEKDAY(owner, tuesday), WEEKDAY(owner, wednesday),                    \
        WEEKDAY(owner, thursday), WEEKDAY(owner, friday), WEEKDAY(owner, saturday),                \
        WEEKDAY(owner, sunday)

static const struct field calendar_fields[] = {
    {FIELD(struct calendar, title), .flags = FIELD_REQUIRED, .doc = "Name of the calendar."},
    {FIELD(struct calendar, base), .refers = "calendar",
     .doc = "Calendar that answers where this one says nothing."},
    {FIELD(struct calendar, zone), .doc = "IANA time zone of the shifts; absent: the project's."},
    {FIELD(struct calendar, is_base), .initial = "true",
     .doc = "Offered for projects and items; otherwise made for one resource."},
    WEEKDAYS(struct calendar),
    {FIELD(struct calendar, source_uid), .flags = FIELD_OPTIONAL,
     .doc = "Number in the file it was imported from."},
};

static const struct field work_week_fields[] = {
    {FIELD(struct work_week, calendar), .flags = FIELD_REQUIRED, .refers = "calendar",
     .doc = "Calendar that it belongs to."},
    {FIELD(struct work_week, title), .doc = "Name, such as summer hours."},
    {FIELD(struct work_week, from), .doc = "First day; absent: since ever."},
    {FIELD(struct work_week, to), .doc = "Last day, included; absent: for ever."},
    WEEKDAYS(struct work_week),
};

static const struct field exception_fields[] = {
    {FIELD(struct calendar_exception, calendar), .flags = FIELD_REQUIRED, .refers = "calendar",
     .doc = "Calendar that it belongs to."},
    {FIELD(struct calendar_exception, title), .doc = "Name, such as the holiday's."},
    {FIELD(struct calendar_exception, kind), .words = exception_kind_words,
     .doc = "How its days repeat between from and to."},
    {FIELD(struct calendar_exception, from), .flags = FIELD_REQUIRED,
     .doc = "First day that it can fall on."},
    {FIELD(struct calendar_exception, to), .flags = FIELD_REQUIRED,
     .doc = "Last day that it can fall on, included."},
    {FIELD(struct calendar_exception, occurrences), .max = 100000,
     .doc = "Ends after so many days; 0: at to only."},
    {FIELD(struct calendar_exception, period), .min = 1, .max = 10000, .initial = "1",
     .doc = "Every so many days, weeks or months, by kind."},
    {FIELD(struct calendar_exception, days_of_week), .max = 127,
     .doc = "Weekly: sum of 1 Sunday, 2 Monday, 4 Tuesday … 64 Saturday."},
    {FIELD(struct calendar_exception, month), .max = 12,
     .doc = "Yearly: 1 January to 12 December; else 0."},
    {FIELD(struct calendar_exception, month_day), .max = 31,
     .doc = "Monthly and yearly by day: 1 to 31; else 0."},
    {FIELD(struct calendar_exception, month_position), .words = month_position_words,
     .doc = "By position: which of the month's days that are a month_item."},
    {FIELD(struct calendar_exception, month_item), .words = month_item_words,
     .doc = "By position: kind of day that is counted."},
    {FIELD(struct calendar_exception, shifts), .max = 1000,
     .doc = "Shifts of these days; empty: days off."},
};

static const char *const weekday_names[] = {"sunday",   "monday", "tuesday", "wednesday",
                                            "thursday", "friday", "saturday"};

#define OFFSETS(owner)                                                                             \
    {                                                                                              \
        offsetof(owner, sunday), offsetof(owner, monday), offsetof(owner, tuesday),                \
            offsetof(owner, wednesday), offsetof(owner, thursday), offsetof(owner, friday),        \
            offsetof(owner, saturday)                                                              \
    }
static const size_t calendar_offsets[] = OFFSETS(struct calendar);
static const size_t work_week_offsets[] = OFFSETS(struct work_week);

str calendar_weekday(const struct calendar *c, int weekday)
{
    return *(const str *)((const char *)c + calendar_offsets[weekday]);
}

str work_week_weekday(const struct work_week *w, int weekday)
{
    return *(const str *)((const char *)w + work_week_offsets[weekday]);
}

void calendar_weekday_set(struct calendar *c, int weekday, str shifts)
{
    *(str *)((char *)c + calendar_offsets[weekday]) = shifts;
}

void work_week_weekday_set(struct work_week *w, int weekday, str shifts)
{
    *(str *)((char *)w + work_week_offsets[weekday]) = shifts;
}

static void calendar_check(const void *record, struct problems *to)
{
    const struct calendar *c = record;
    for (int d = 0; d < 7; d++)
        check_shifts(calendar_weekday(c, d), weekday_names[d], to);
    check_zone(c->zone, "zone", to);
    if (c->base.v && c->base.v == c->head.id.v)
        problems_add(to, "base", "a calendar cannot be its own base");
}

static void work_week_check(const void *record, struct problems *to)
{
    const struct work_week *w = record;
    for (int d = 0; d < 7; d++)
        check_shifts(work_week_weekday(w, d), weekday_names[d], to);
    check_days(w->from, w->to, to);
}

static bool kind_uses_month_day(enum exception_kind kind)
{
    return kind == EXCEPTION_MONTHLY_DAY || kind == EXCEPTION_YEARLY_DAY;
}

static bool kind_uses_month(enum exception_kind kind)
{
    return kind == EXCEPTION_YEARLY_DAY || kind == EXCEPTION_YEARLY_POSITION;
}

static void exception_check(const void *record, struct problems *to)
{
    const struct calendar_exception *x = record;
    check_days(x->from, x->to, to);
    check_shifts(x->shifts, "shifts", to);
    if (x->kind == EXCEPTION_WEEKLY && !x->days_of_week)
        problems_add(to, "days_of_week", "needs at least one day of the week");
    if (kind_uses_month_day(x->kind) && !x->month_day)
        problems_add(to, "month_day", "needs a day of the month, 1 to 31");
    if (kind_uses_month(x->kind) && !x->month)
        problems_add(to, "month", "needs a month, 1 to 12");
}

const struct entity calendar_entity = {
    .name = "calendar",
    .plural = "calendars",
    .no = ENTITY_CALENDAR,
    .size = sizeof(struct calendar),
    .n_fields = COUNT(calendar_fields),
    .fields = calendar_fields,
    .check = calendar_check,
    .doc = "A calendar: the working times of a week.",
};

const struct entity work_week_entity = {
    .name = "work_week",
    .plural = "work_weeks",
    .no = ENTITY_WORK_WEEK,
    .size = sizeof(struct work_week),
    .n_fields = COUNT(work_week_fields),
    .fields = work_week_fields,
    .check = work_week_check,
    .doc = "Another weekly pattern of a calendar for a span of days.",
};

const struct entity calendar_exception_entity = {
    .name = "calendar_exception",
    .plural = "calendar_exceptions",
    .no = ENTITY_CALENDAR_EXCEPTION,
    .size = sizeof(struct calendar_exception),
    .n_fields = COUNT(exception_fields),
    .fields = exception_fields,
    .check = exception_check,
    .doc = "Days of a calendar that are off, or work at other times.",
};
