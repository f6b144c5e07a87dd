/* The calendar of GanttProject: days off in the week, single dates, dates of every year.
 *
 * Milestones get a calendar of their own whose day ends a second early. In GanttProject a milestone
 * stands on the first working day after what it waits for; the engine would keep it at the end of
 * the day before, which is an end of working time on the common calendar, but not on this one.
 */
#include "formats/gan/reader.h"

enum { YEARS_BEFORE = 1, YEARS_AFTER = 30, SPAN_MAX = 20000, COUNTED_MAX = 20000000 };

static bool day_read(const struct xml_row *row, void *units, str text, void *to)
{
    (void)row, (void)units;
    day d = 0;
    if (!day_parse(text, &d) || d < day_from(1900, 1, 1) || d > day_from(2199, 12, 31))
        return false;
    *(day *)to = d;
    return true;
}

const struct xml_type gan_day_type = {"a date between 1900 and 2199", day_read, NULL, false};

/* ---- rows --------------------------------------------------------------------------------- */

static void date_open(void *record)
{
    struct gan_date *d = record;
    d->month = d->mday = INT_NONE;
}

static err date_close(struct xml_in *in, void *record, void *parent)
{
    struct gan_reader *r = xml_owner(in);
    struct gan_date   *d = record;
    (void)parent;
    d->line = xml_place(in).line;
    vec_push(r->b.mem, &r->dates, *d);
    return OK;
}

#define DATE(member) .offset = offsetof(struct gan_date, member)
static const struct xml_row date_rows[] = {
    {.name = "@year", .type = &xml_word, DATE(year)},
    {.name = "@month", .type = &xml_int, DATE(month)},
    {.name = "@date", .type = &xml_int, DATE(mday)},
    {.name = "@type", .type = &xml_word, DATE(type)},
    XML_DROPPED("@color"),
    {.name = "#", .type = &xml_word, DATE(title)},
};
static const struct xml_node date_node = {
    "date", sizeof(struct gan_date), date_rows, COUNT(date_rows), date_open, date_close};

#define WEEK(attribute, no)                                                                        \
    {                                                                                              \
        .name = (attribute), .type = &xml_int,                                                     \
        .offset = offsetof(struct gan_project, off) + (no) * sizeof(int64_t)                       \
    }
static const struct xml_row week_rows[] = {
    WEEK("@sun", 0), WEEK("@mon", 1),         WEEK("@tue", 2),
    WEEK("@wed", 3), WEEK("@thu", 4),         WEEK("@fri", 5),
    WEEK("@sat", 6), XML_RECALCULATED("@id"), XML_RECALCULATED("@name"),
};
static const struct xml_node week_node = {"default-week",   0,    week_rows,
                                          COUNT(week_rows), NULL, NULL};
static const struct xml_row  show_rows[] = {
     {.name = "@value", .type = &xml_bool, .offset = offsetof(struct gan_project, all_days_work)},
};
static const struct xml_node show_node = {"only-show-weekends", 0,    show_rows,
                                          COUNT(show_rows),     NULL, NULL};
static const struct xml_row  old_rows[] = {
     /* as GanttProject 2.0 has it */
    {.name = "default-week", .node = &week_node},
    {.name = "only-show-weekends", .node = &show_node},
    XML_DROPPED("overriden-day-types"),
    XML_DROPPED("days"),
};
static const struct xml_node old_node = {"calendar", 0, old_rows, COUNT(old_rows), NULL, NULL};
static const struct xml_row  types_rows[] = {
     XML_RECALCULATED("day-type"),
     {.name = "calendar", .node = &old_node},
     {.name = "default-week", .node = &week_node},
     {.name = "only-show-weekends", .node = &show_node},
     XML_DROPPED("overriden-day-types"),
     XML_DROPPED("days"),
};
static const struct xml_node types_node = {"day-types",       0,    types_rows,
                                           COUNT(types_rows), NULL, NULL};
static const struct xml_row  calendars_rows[] = {
     XML_DROPPED("@base-id"),
     {.name = "day-types", .node = &types_node},
     {.name = "date", .node = &date_node},
};
const struct xml_node gan_calendars_node = {"calendars",           0,    calendars_rows,
                                            COUNT(calendars_rows), NULL, NULL};

/* ---- days --------------------------------------------------------------------------------- */

static bool works_by_week(const struct gan_reader *r, int weekday)
{
    return r->project.all_days_work || r->project.off[weekday] != 1;
}

static bool works(const struct gan_reader *r, day d)
{
    struct civil c = day_civil(d);
    int64_t      said = 0;
    if (map_get(&r->exceptions, d, &said) || map_get(&r->yearly, c.month * 32 + c.day, &said))
        return said == 1;
    return works_by_week(r, day_weekday(d));
}

day gan_last_day(struct gan_reader *r, day start, int64_t days)
{
    if (start == DAY_NONE || days < 0 || days > SPAN_MAX)
        return DAY_NONE;
    day last = start;
    for (day d = start; days > 0 && d < start + 3 * SPAN_MAX; d++) {
        if (++r->days_counted > COUNTED_MAX)
            return DAY_NONE;
        if (works(r, d)) {
            last = d;
            days--;
        }
    }
    return days ? DAY_NONE : last;
}

/* ---- into the plan ------------------------------------------------------------------------ */

static err put_exception(struct gan_reader *r, const struct gan_date *d, bool is_working)
{
    struct calendar_exception x;
    int64_t                   year = 0;
    bool                      is_yearly = !str_int(d->year, &year);
    int                       start_year = seconds_civil(r->project.p.start).year;
    if (is_yearly)
        year = start_year;
    if (year < 1900 || year > 2199 || d->month < 1 || d->month > 12 || d->mday < 1 ||
        d->mday > 31 || (!is_yearly && !day_is_valid((int)year, (int)d->month, (int)d->mday)))
        return err_make(ERR_SYNTAX, "Line %lld: a date of the calendar is none",
                        (long long)d->line);
    entity_init(&calendar_exception_entity, &x);
    x.calendar = r->calendar;
    x.title = d->title.n ? d->title : STR_NONE;
    x.shifts = is_working ? shifts_default(1) : S("");
    x.from = x.to = day_from((int)year, (int)d->month, (int)d->mday);
    if (is_yearly) {
        x.kind = EXCEPTION_YEARLY_DAY;
        x.month = d->month;
        x.month_day = d->mday;
        x.from = day_from(start_year - YEARS_BEFORE, 1, 1);
        x.to = day_from(start_year + YEARS_AFTER, 12, 31);
        map_put(&r->yearly, d->month * 32 + d->mday, is_working);
    } else {
        map_put(&r->exceptions, x.from, is_working);
    }
    return builder_put(&r->b, &calendar_exception_entity, &x, d->line, NULL);
}

static err put_dates(struct gan_reader *r)
{
    for (size_t i = 0; i < r->dates.n; i++) {
        const struct gan_date *d = &r->dates.v[i];
        bool                   is_working = str_eq(d->type, S("WORKING_DAY"));
        if (is_working || str_eq(d->type, S("HOLIDAY")) || !d->type.n)
            TRY(put_exception(r, d, is_working));
        else
            report_drop(r->b.report, "date/@type", "Neither HOLIDAY nor WORKING_DAY", d->line);
    }
    return OK;
}

static void set_week(const struct gan_reader *r, struct calendar *c, str shifts)
{
    for (int d = 0; d < 7; d++)
        calendar_weekday_set(c, d, works_by_week(r, d) ? shifts : S(""));
}

err gan_build_calendar(struct gan_reader *r)
{
    struct calendar c;
    entity_init(&calendar_entity, &c);
    c.title = S("GanttProject");
    c.is_base = true;
    set_week(r, &c, shifts_default(1));
    TRY(builder_put(&r->b, &calendar_entity, &c, 0, &r->calendar));
    return put_dates(r);
}

err gan_moments_calendar(struct gan_reader *r)
{
    struct calendar c;
    if (r->moments.v)
        return OK;
    entity_init(&calendar_entity, &c);
    c.title = S("GanttProject milestones");
    c.is_base = true;
    c.base = r->calendar;
    set_week(r, &c, S("08:00-12:00 13:00-16:59:59"));
    return builder_put(&r->b, &calendar_entity, &c, 0, &r->moments);
}

int64_t gan_at(const struct map *m, int64_t id)
{
    return map_or(m, id, -1);
}
