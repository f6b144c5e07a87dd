/* formats/pmxml/calendar.c - the working times of a Calendar element.
 *
 * Each WorkTime is a shift of the day or exception around it. One exception of 00:00 to 23:59 is a
 * day off: so P6 writes and reads it. Printed, a shift ends with its last minute, as P6 tells it.
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

static const char *const weekdays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                       "Thursday", "Friday", "Saturday"};

static int weekday_of(str name)
{
    int64_t number;
    for (int i = 0; i < 7; i++)
        if (str_eq_nocase(name, str_from(weekdays[i])))
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

/* ---- printing ------------------------------------------------------------------------------- */

static void text_print(struct xml_out *out, const char *name, const char *text)
{
    for (int i = 0; i < out->depth; i++)
        buf_char(out->to, '\t');
    buf_fmt(out->to, "<%s>%s</%s>\n", name, text, name);
}

/* Whole days of exceptions end at 00:00: those until 23:59 are days off. */
static void shift_print(struct xml_out *out, struct shift s, bool is_exception)
{
    char          clock[16];
    const bool    is_whole = is_exception && s.from == 0 && s.to == DAY_S;
    const int32_t last = is_whole ? 0 : s.to % CLNDR_LAST_S == 0 ? s.to - MINUTE_S : s.to;
    xml_print_open(out, "WorkTime");
    (void)snprintf(clock, sizeof clock, "%02d:%02d:00", s.from / HOUR_S, s.from / MINUTE_S % 60);
    text_print(out, "Start", clock);
    (void)snprintf(clock, sizeof clock, "%02d:%02d:00", last / HOUR_S, last / MINUTE_S % 60);
    text_print(out, "Finish", clock);
    xml_print_close(out, "WorkTime");
}

static void hours_print(struct xml_out *out, const struct shifts *hours, bool is_exception)
{
    for (size_t i = 0; i < hours->n; i++)
        shift_print(out, hours->v[i], is_exception);
    if (!hours->n) {
        for (int i = 0; i < out->depth; i++)
            buf_char(out->to, '\t');
        buf_z(out->to, "<WorkTime xsi:nil=\"true\" />\n");
    }
}

void pmxml_calendar_print(struct xml_out *out, struct arena *mem, str clndr_data)
{
    struct clndr *c = arena_new(mem, struct clndr);
    (void)clndr_read(mem, clndr_data, c);
    xml_print_open(out, "StandardWorkWeek");
    for (int i = 0; i < 7; i++) {
        xml_print_open(out, "StandardWorkHours");
        text_print(out, "DayOfWeek", weekdays[i]);
        hours_print(out, &c->days[i], false);
        xml_print_close(out, "StandardWorkHours");
    }
    xml_print_close(out, "StandardWorkWeek");
    xml_print_open(out, "HolidayOrExceptions");
    for (size_t i = 0; i < c->n_exceptions; i++) {
        const struct clndr_exception *x = &c->exceptions[i];
        xml_print_open(out, "HolidayOrException");
        const struct civil on = seconds_civil((instant)x->on * DAY_S);
        text_print(out, "Date",
                   str_z(mem, str_fmt(mem, "%04d-%02d-%02dT00:00:00", on.year, on.month, on.day)));
        hours_print(out, &x->hours, true);
        xml_print_close(out, "HolidayOrException");
    }
    xml_print_close(out, "HolidayOrExceptions");
}
