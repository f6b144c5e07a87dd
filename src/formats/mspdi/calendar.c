/* Calendars of MSPDI: weekdays, exceptions, work weeks, bases.
 *
 * MS Project 2003 wrote exceptions as weekdays of type 0; later versions write them both ways. The
 * list of exceptions counts, and an old one is taken only where the list says nothing about its
 * first and last day. Calendars may name a base that comes later in the file, so bases are
 * resolved after all have been read; one that leads in a circle is cut and told.
 */
#include "formats/mspdi/reader.h"

#include "formats/recurrence.h"

enum { BASES_MAX = 64, EXCEPTIONS_MAX = 5000 /* of one calendar */, LOOKS_MAX = 20000000 };

/* ---- shifts of a day ---------------------------------------------------------------------- */

struct working_time {
    int64_t from, to;
};

static void working_time_open(void *record)
{
    struct working_time *w = record;
    w->from = w->to = INT_NONE;
}

static int shift_order(const void *a, const void *b)
{
    const struct shift *x = a, *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

/* Into its place by begin; the parent's record begins with its shifts. */
static err working_time_close(struct xml_in *in, void *record, void *parent)
{
    struct working_time *w = record;
    struct shifts       *s = parent;
    if (w->from == INT_NONE || w->to == INT_NONE)
        return OK;
    if (w->to <= w->from)
        w->to += DAY_S;
    if (s->n == SHIFTS_MAX)
        return err_make(ERR_TOO_LARGE, "Line %lld: a day has more than %d working times",
                        (long long)xml_line(in), SHIFTS_MAX);
    s->v[s->n++] = (struct shift){(int32_t)w->from, (int32_t)w->to};
    qsort(s->v, s->n, sizeof *s->v, shift_order);
    return OK;
}

static const struct xml_row working_time_rows[] = {
    {.name = "FromTime", .type = &mspdi_time, .offset = offsetof(struct working_time, from)},
    {.name = "ToTime", .type = &mspdi_time, .offset = offsetof(struct working_time, to)},
};
const struct xml_node mspdi_working_time_node = {"WorkingTime",     sizeof(struct working_time),
                                                 working_time_rows, COUNT(working_time_rows),
                                                 working_time_open, working_time_close};
static const struct xml_row working_times_rows[] = {
    {.name = "WorkingTime", .node = &mspdi_working_time_node},
};
const struct xml_node mspdi_working_times_node = {
    "WorkingTimes", 0, working_times_rows, COUNT(working_times_rows), NULL, NULL};

/* Overlapping times melt; a day that works without saying when takes the usual hours. */
static str shifts_of(struct mspdi_reader *r, struct shifts *s, int64_t working, int64_t line)
{
    if (working == 0 || (working == INT_NONE && s->n == 0))
        return S("");
    if (s->n == 0)
        return shifts_default(1);
    size_t n = 1;
    for (size_t i = 1; i < s->n; i++) {
        if (s->v[i].from < s->v[n - 1].to) {
            report_warn(r->report, "WorkingTime", line,
                        "Working times of a day overlap; they were joined");
            if (s->v[i].to > s->v[n - 1].to)
                s->v[n - 1].to = s->v[i].to;
        } else {
            s->v[n++] = s->v[i];
        }
    }
    s->n = n;
    return shifts_text(r->mem, s);
}

/* ---- weekdays ----------------------------------------------------------------------------- */

static void day_open(void *record)
{
    struct mspdi_day *d = record;
    d->working = INT_NONE;
    d->from = d->to = DAY_NONE;
}

static err calendar_day_close(struct xml_in *in, void *record, void *parent)
{
    struct mspdi_reader   *r = xml_owner(in);
    struct mspdi_day      *d = record;
    struct mspdi_calendar *c = parent;
    d->line = xml_line(in);
    if (d->type == 0 && d->from != DAY_NONE)
        vec_push(r->mem, &r->old_exceptions, *d);
    else if (d->type >= 1 && d->type <= 7)
        calendar_weekday_set(&c->c, (int)d->type - 1,
                             shifts_of(r, &d->shifts, d->working, d->line));
    return OK;
}

static err week_day_close(struct xml_in *in, void *record, void *parent)
{
    struct mspdi_reader *r = xml_owner(in);
    struct mspdi_day    *d = record;
    struct mspdi_week   *w = parent;
    if (d->type >= 1 && d->type <= 7)
        work_week_weekday_set(&w->w, (int)d->type - 1,
                              shifts_of(r, &d->shifts, d->working, xml_line(in)));
    return OK;
}

static const struct xml_row day_period_rows[] = {
    {.name = "FromDate", .type = &mspdi_date, .offset = offsetof(struct mspdi_day, from)},
    {.name = "ToDate", .type = &mspdi_date, .offset = offsetof(struct mspdi_day, to)},
};
static const struct xml_node day_period = {"TimePeriod",           0,    day_period_rows,
                                           COUNT(day_period_rows), NULL, NULL};

static const struct xml_row day_rows[] = {
    {.name = "DayType", .type = &xml_int, .offset = offsetof(struct mspdi_day, type)},
    {.name = "DayWorking", .type = &xml_int, .offset = offsetof(struct mspdi_day, working)},
    {.name = "TimePeriod", .node = &day_period, .flags = XML_IN_ONLY},
    {.name = "WorkingTimes", .node = &mspdi_working_times_node},
};
const struct xml_node mspdi_day_node = {
    "WeekDay", sizeof(struct mspdi_day), day_rows, COUNT(day_rows), day_open, calendar_day_close};
static const struct xml_row days_rows[] = {{.name = "WeekDay", .node = &mspdi_day_node}};
const struct xml_node mspdi_days_node = {"WeekDays", 0, days_rows, COUNT(days_rows), NULL, NULL};

static const struct xml_node week_day = {
    "WeekDay", sizeof(struct mspdi_day), day_rows, COUNT(day_rows), day_open, week_day_close};
static const struct xml_row week_days_rows[] = {{.name = "WeekDay", .node = &week_day}};
const struct xml_node       mspdi_week_days_node = {
          "WeekDays", 0, week_days_rows, COUNT(week_days_rows), NULL, NULL};

/* ---- work weeks --------------------------------------------------------------------------- */

static void week_open(void *record)
{
    struct mspdi_week *w = record;
    entity_init(&work_week_entity, &w->w);
}

static err week_close(struct xml_in *in, void *record, void *parent)
{
    (void)parent;
    struct mspdi_reader *r = xml_owner(in);
    struct mspdi_week   *w = record;
    w->w.calendar.v = (int64_t)r->calendars.n + 1;
    vec_push(r->mem, &r->weeks, *w);
    return OK;
}

static const struct xml_row week_period_rows[] = {
    {.name = "FromDate", .type = &mspdi_date, .offset = offsetof(struct mspdi_week, w.from)},
    {.name = "ToDate", .type = &mspdi_date, .offset = offsetof(struct mspdi_week, w.to)},
};
const struct xml_node mspdi_week_period_node = {
    "TimePeriod", 0, week_period_rows, COUNT(week_period_rows), NULL, NULL};
static const struct xml_row week_rows[] = {
    {.name = "TimePeriod", .node = &mspdi_week_period_node},
    {.name = "Name", .type = &xml_word, .offset = offsetof(struct mspdi_week, w.title)},
    {.name = "WeekDays", .node = &mspdi_week_days_node},
};
const struct xml_node mspdi_week_node = {
    "WorkWeek", sizeof(struct mspdi_week), week_rows, COUNT(week_rows), week_open, week_close};
static const struct xml_row weeks_rows[] = {{.name = "WorkWeek", .node = &mspdi_week_node}};
const struct xml_node       mspdi_weeks_node = {"WorkWeeks",       0,    weeks_rows,
                                                COUNT(weeks_rows), NULL, NULL};

/* ---- exceptions --------------------------------------------------------------------------- */

static const int8_t exception_kinds[] = {
    -1,
    EXCEPTION_DAILY,
    EXCEPTION_YEARLY_DAY,
    EXCEPTION_YEARLY_POSITION,
    EXCEPTION_MONTHLY_DAY,
    EXCEPTION_MONTHLY_POSITION,
    EXCEPTION_WEEKLY,
    EXCEPTION_EVERY_N_DAYS,
    EXCEPTION_WEEKDAY,
};
static const int8_t identity[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

static void exception_open(void *record)
{
    struct mspdi_exception *x = record;
    entity_init(&calendar_exception_entity, &x->x);
    x->month = x->working = INT_NONE;
}

/* What its kind needs and the file does not say follows from the first day. */
static void exception_complete(struct calendar_exception *x)
{
    struct civil from = day_civil(x->from);
    if (x->to == DAY_NONE || x->to < x->from)
        x->to = x->from;
    if (x->period < 1 || x->period > 10000)
        x->period = 1;
    if (x->kind == EXCEPTION_WEEKLY && !(x->days_of_week & 127))
        x->days_of_week = 1 << day_weekday(x->from);
    if ((x->kind == EXCEPTION_MONTHLY_DAY || x->kind == EXCEPTION_YEARLY_DAY) && !x->month_day)
        x->month_day = from.day;
    if ((x->kind == EXCEPTION_YEARLY_DAY || x->kind == EXCEPTION_YEARLY_POSITION) && !x->month)
        x->month = from.month;
}

static err exception_close(struct xml_in *in, void *record, void *parent)
{
    (void)parent;
    struct mspdi_reader    *r = xml_owner(in);
    struct mspdi_exception *x = record;
    x->line = xml_line(in);
    if (x->x.from == DAY_NONE) {
        report_warn(r->report, "Exception", x->line,
                    "A calendar exception without a first day was left out");
        return OK;
    }
    x->x.calendar.v = (int64_t)r->calendars.n + 1;
    x->x.month = x->month == INT_NONE ? 0 : x->month + 1;
    x->x.occurrences = x->by_occurrences ? x->x.occurrences : 0;
    x->x.days_of_week &= 127;
    exception_complete(&x->x);
    x->x.shifts = shifts_of(r, &x->shifts, x->working, x->line);
    vec_push(r->mem, &r->exceptions, *x);
    return OK;
}

#define EXCEPTION(member) .offset = offsetof(struct mspdi_exception, member)
static const struct xml_row exception_period_rows[] = {
    {.name = "FromDate", .type = &mspdi_date, EXCEPTION(x.from)},
    {.name = "ToDate", .type = &mspdi_date, EXCEPTION(x.to)},
};
const struct xml_node mspdi_exception_period_node = {
    "TimePeriod", 0, exception_period_rows, COUNT(exception_period_rows), NULL, NULL};
static const struct xml_row exception_rows[] = {
    {.name = "EnteredByOccurrences", .type = &xml_bool, EXCEPTION(by_occurrences)},
    {.name = "TimePeriod", .node = &mspdi_exception_period_node},
    {.name = "Occurrences", .type = &xml_int, EXCEPTION(x.occurrences)},
    {.name = "Name", .type = &xml_word, EXCEPTION(x.title)},
    {.name = "Type",
     .type = &xml_enum,
     EXCEPTION(x.kind),
     .flags = XML_LENIENT,
     .numbers = exception_kinds,
     .n_numbers = COUNT(exception_kinds)},
    {.name = "Period", .type = &xml_int, EXCEPTION(x.period)},
    {.name = "DaysOfWeek", .type = &xml_int, EXCEPTION(x.days_of_week)},
    {.name = "MonthItem",
     .type = &xml_enum,
     EXCEPTION(x.month_item),
     .flags = XML_LENIENT,
     .numbers = identity,
     .n_numbers = 10},
    {.name = "MonthPosition",
     .type = &xml_enum,
     EXCEPTION(x.month_position),
     .flags = XML_LENIENT,
     .numbers = identity,
     .n_numbers = 5},
    {.name = "Month", .type = &xml_int, EXCEPTION(month)},
    {.name = "MonthDay", .type = &xml_int, EXCEPTION(x.month_day)},
    {.name = "DayWorking", .type = &xml_int, EXCEPTION(working)},
    {.name = "WorkingTimes", .node = &mspdi_working_times_node},
};
const struct xml_node       mspdi_exception_node = {"Exception",    sizeof(struct mspdi_exception),
                                                    exception_rows, COUNT(exception_rows),
                                                    exception_open, exception_close};
static const struct xml_row exceptions_rows[] = {
    {.name = "Exception", .node = &mspdi_exception_node}};
const struct xml_node mspdi_exceptions_node = {"Exceptions",           0,    exceptions_rows,
                                               COUNT(exceptions_rows), NULL, NULL};

/* ---- calendars ---------------------------------------------------------------------------- */

static void calendar_open(void *record)
{
    struct mspdi_calendar *c = record;
    entity_init(&calendar_entity, &c->c);
    c->uid = c->base_uid = INT_NONE;
}

/* Looking costs old exceptions × listed ones; a file made to cost hours is not looked at further.
 */
static bool is_listed(struct mspdi_reader *r, const struct mspdi_day *d)
{
    bool first = false, last = false;
    r->looked += r->exceptions.n - r->exception_at;
    for (size_t i = r->exception_at; i < r->exceptions.n && r->looked < LOOKS_MAX; i++) {
        first = first || recurrence_covers(&r->exceptions.v[i].x, d->from);
        last = last || recurrence_covers(&r->exceptions.v[i].x, d->to);
    }
    return first && last;
}

static void take_old_exceptions(struct mspdi_reader *r)
{
    size_t listed_end = r->exceptions.n;
    for (size_t i = 0; i < r->old_exceptions.n; i++) {
        struct mspdi_day *d = &r->old_exceptions.v[i];
        d->to = d->to == DAY_NONE || d->to < d->from ? d->from : d->to;
        size_t n = r->exceptions.n;
        r->exceptions.n = listed_end;
        bool listed = is_listed(r, d);
        r->exceptions.n = n;
        if (listed)
            continue;
        struct mspdi_exception x = {0};
        exception_open(&x);
        x.line = d->line;
        x.x.calendar.v = (int64_t)r->calendars.n + 1;
        x.x.from = d->from;
        x.x.to = d->to;
        x.x.shifts = shifts_of(r, &d->shifts, d->working, d->line);
        vec_push(r->mem, &r->exceptions, x);
    }
    r->old_exceptions.n = 0;
    r->exception_at = r->exceptions.n;
}

static err calendar_close(struct xml_in *in, void *record, void *parent)
{
    (void)parent;
    struct mspdi_reader   *r = xml_owner(in);
    struct mspdi_calendar *c = record;
    c->line = xml_line(in);
    size_t listed = r->exceptions.n - r->exception_at;
    if (listed > EXCEPTIONS_MAX || r->old_exceptions.n > EXCEPTIONS_MAX)
        return err_make(ERR_TOO_LARGE, "Line %lld: a calendar has more than %d exceptions",
                        (long long)c->line, EXCEPTIONS_MAX);
    take_old_exceptions(r);
    if (c->uid == INT_NONE)
        return err_make(ERR_SYNTAX, "Line %lld: a calendar has no UID", (long long)c->line);
    if (map_get(&r->calendar_ids, c->uid, &(int64_t){0}))
        return err_make(ERR_INVALID, "Line %lld: calendar UID %lld occurs twice",
                        (long long)c->line, (long long)c->uid);
    map_put(&r->calendar_ids, c->uid, (int64_t)r->calendars.n + 1);
    vec_push(r->mem, &r->calendars, arena_copy(r->mem, c, sizeof *c));
    return OK;
}

#define CALENDAR(member) .offset = offsetof(struct mspdi_calendar, member)
static const struct xml_row calendar_rows[] = {
    {.name = "UID", .type = &xml_int, CALENDAR(uid)},
    XML_DROPPED("GUID"),
    {.name = "Name", .type = &xml_word, CALENDAR(c.title)},
    {.name = "IsBaseCalendar", .type = &xml_bool, CALENDAR(c.is_base)},
    XML_DROPPED("IsBaselineCalendar"),
    {.name = "BaseCalendarUID", .type = &xml_int, CALENDAR(base_uid)},
    {.name = "WeekDays", .node = &mspdi_days_node},
    {.name = "Exceptions", .node = &mspdi_exceptions_node},
    {.name = "WorkWeeks", .node = &mspdi_weeks_node},
};
const struct xml_node mspdi_calendar_node = {"Calendar",    sizeof(struct mspdi_calendar),
                                             calendar_rows, COUNT(calendar_rows),
                                             calendar_open, calendar_close};

/* ---- into the plan ------------------------------------------------------------------------ */

static void resolve_base(struct mspdi_reader *r, struct mspdi_calendar *c)
{
    int64_t base = 0;
    if (c->base_uid == INT_NONE || c->base_uid < 0)
        return;
    if (map_get(&r->calendar_ids, c->base_uid, &base))
        c->c.base.v = base;
    else if (c->base_uid > 0)
        report_warn(r->report, "Calendar/BaseCalendarUID", c->line,
                    "The base calendar %lld does not exist; the standard week is used",
                    (long long)c->base_uid);
}

/* Walks up from c; a chain that comes back or does not end is cut at c. */
static void cut_circle(struct mspdi_reader *r, struct mspdi_calendar *c, int64_t id)
{
    int64_t at = c->c.base.v;
    int     steps = 0;
    while (at && at != id && steps++ < BASES_MAX)
        at = r->calendars.v[at - 1]->c.base.v;
    if (!at)
        return;
    c->c.base.v = 0;
    report_warn(r->report, "Calendar/BaseCalendarUID", c->line,
                "The base calendars of %lld lead in a circle; it was cut here", (long long)c->uid);
}

/* A title of its own, so that nothing goes without a name. */
static void complete_calendar(struct mspdi_reader *r, struct mspdi_calendar *c)
{
    if (!str_trim(c->c.title).n)
        c->c.title = str_fmt(r->mem, "Calendar %lld", (long long)c->uid);
    c->c.source_uid = c->uid;
}

err mspdi_build_calendars(struct mspdi_reader *r)
{
    for (size_t i = 0; i < r->calendars.n; i++)
        resolve_base(r, r->calendars.v[i]);
    for (size_t i = 0; i < r->calendars.n; i++) {
        struct mspdi_calendar *c = r->calendars.v[i];
        cut_circle(r, c, (int64_t)i + 1);
        complete_calendar(r, c);
    }
    for (size_t i = 0; i < r->calendars.n; i++)
        TRY(mspdi_put(r, &calendar_entity, &r->calendars.v[i]->c, (int64_t)i + 1,
                      r->calendars.v[i]->line));
    for (size_t i = 0; i < r->weeks.n; i++)
        TRY(mspdi_put(r, &work_week_entity, &r->weeks.v[i].w, (int64_t)i + 1, 0));
    for (size_t i = 0; i < r->exceptions.n; i++)
        TRY(mspdi_put(r, &calendar_exception_entity, &r->exceptions.v[i].x, (int64_t)i + 1,
                      r->exceptions.v[i].line));
    return OK;
}
