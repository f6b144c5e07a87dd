/* formats/pmxml/calendar.c - the working times of a Calendar element.
 *
 * Each WorkTime is a shift of the day or exception around it. One exception of 00:00 to 23:59 is a
 * day off: so P6 writes and reads it.
 */
#include "formats/pmxml/reader.h"

#include <string.h>

struct time_record {
    str start, finish;
};

struct hours_record {
    str           day; /* a word, or 1 Sunday … 7 Saturday; of an exception its date */
    struct shifts shifts;
    int64_t       n; /* shifts told */
    bool          is_whole_day;
};

static err time_close(struct xml_in *in, void *record, void *parent)
{
    const struct time_record *t = record;
    struct hours_record      *hours = parent;
    int32_t                   from, until;
    if (!t->start.n || !t->finish.n)
        return OK;
    if (!time_of_day_parse(t->start, &from) || !time_of_day_parse(t->finish, &until)) {
        const struct pmxml_reader *r = xml_owner(in);
        report_warn(r->report, "WorkTime", xml_line(in),
                    "The working time %.*s to %.*s cannot be read; it was left out",
                    STR_ARG(str_sub(t->start, 0, 20)), STR_ARG(str_sub(t->finish, 0, 20)));
        return OK;
    }
    hours->n++;
    hours->is_whole_day = from == 0 && until == DAY_S - MINUTE_S;
    clndr_shift_add(&hours->shifts, from, until);
    return OK;
}

static int weekday_of(str name)
{
    static const char *const names[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                        "Thursday", "Friday", "Saturday"};
    int64_t                  number;
    for (int i = 0; i < 7; i++)
        if (str_eq_nocase(name, str_from(names[i])))
            return i;
    return str_int(name, &number) && number >= 1 && number <= 7 ? (int)number - 1 : -1;
}

static err week_close(struct xml_in *in, void *record, void *parent)
{
    (void)parent;
    struct pmxml_reader       *r = xml_owner(in);
    const struct hours_record *hours = record;
    const int                  at = weekday_of(hours->day);
    if (at < 0) {
        report_warn(r->report, "StandardWorkHours/DayOfWeek", xml_line(in),
                    "\"%.*s\" is no weekday; its hours were left out",
                    STR_ARG(str_sub(hours->day, 0, 40)));
        return OK;
    }
    r->calendar.days[at] = hours->shifts;
    r->calendar.n_days++;
    return OK;
}

static err exception_close(struct xml_in *in, void *record, void *parent)
{
    (void)parent;
    struct pmxml_reader       *r = xml_owner(in);
    const struct hours_record *hours = record;
    day                        on;
    if (!day_parse(str_sub(hours->day, 0, 10), &on)) {
        report_warn(r->report, "HolidayOrException/Date", xml_line(in),
                    "\"%.*s\" is no date; the exception was left out",
                    STR_ARG(str_sub(hours->day, 0, 40)));
        return OK;
    }
    struct shifts *to = clndr_exception_add(r->mem, &r->calendar, on);
    if (to && !(hours->n == 1 && hours->is_whole_day))
        *to = hours->shifts;
    return OK;
}

#define TIME(name, member)                                                                         \
    {                                                                                              \
        name, &xml_word, .offset = offsetof(struct time_record, member)                            \
    }
static const struct xml_row  time_rows[] = {TIME("Start", start), TIME("Finish", finish)};
static const struct xml_node time_node = {
    "WorkTime", sizeof(struct time_record), time_rows, COUNT(time_rows), NULL, time_close};

static const struct xml_row week_day_rows[] = {
    {"DayOfWeek", &xml_word, .offset = offsetof(struct hours_record, day)},
    {"WorkTime", .node = &time_node},
};
static const struct xml_node week_day_node = {
    "StandardWorkHours", sizeof(struct hours_record), week_day_rows, COUNT(week_day_rows), NULL,
    week_close};
static const struct xml_row  week_rows[] = {{"StandardWorkHours", .node = &week_day_node}};
static const struct xml_node week_node = {"StandardWorkWeek", 0,    week_rows,
                                          COUNT(week_rows),   NULL, NULL};

static const struct xml_row exception_rows[] = {
    {"Date", &xml_word, .offset = offsetof(struct hours_record, day)},
    {"WorkTime", .node = &time_node},
};
static const struct xml_node exception_node = {
    "HolidayOrException", sizeof(struct hours_record), exception_rows, COUNT(exception_rows), NULL,
    exception_close};
static const struct xml_row  exceptions_rows[] = {{"HolidayOrException", .node = &exception_node}};
static const struct xml_node exceptions_node = {"HolidayOrExceptions",  0,    exceptions_rows,
                                                COUNT(exceptions_rows), NULL, NULL};

const struct xml_row pmxml_calendar_rows[PMXML_CALENDAR_ROWS] = {
    {"StandardWorkWeek", .node = &week_node},
    {"HolidayOrExceptions", .node = &exceptions_node},
};
