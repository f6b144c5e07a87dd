/* formats/xer/calendar.c - CALENDAR rows into calendars and their exceptions.
 *
 * Calendars of P6 are complete: no base, every weekday told. Days in a row with the same hours
 * become one exception. A calendar whose data are cut or empty works Monday to Friday, 8 hours, and
 * is told.
 */
#include "formats/xer/clndr.h"
#include "formats/xer/reader.h"

#include <string.h>

struct row {
    int64_t line, id;
    str     title, data, zone;
};

#define COLUMN(name, type, member)                                                                 \
    {                                                                                              \
        name, type, offsetof(struct row, member)                                                   \
    }
static const struct xer_column columns[] = {
    COLUMN("clndr_id", XER_INT, id),          COLUMN("clndr_name", XER_TEXT, title),
    COLUMN("clndr_data", XER_TEXT, data),     COLUMN("default_flag", XER_IGNORED, line),
    COLUMN("proj_id", XER_IGNORED, line),     COLUMN("last_chng_date", XER_IGNORED, line),
    COLUMN("clndr_type", XER_IGNORED, line),  COLUMN("day_hr_cnt", XER_IGNORED, line),
    COLUMN("week_hr_cnt", XER_IGNORED, line), COLUMN("month_hr_cnt", XER_IGNORED, line),
    COLUMN("year_hr_cnt", XER_IGNORED, line), COLUMN("rsrc_private", XER_IGNORED, line),
};

static void standard_week(struct clndr *c)
{
    *c = (struct clndr){0};
    for (int i = 1; i <= 5; i++)
        c->days[i] = (struct shifts){.n = 2,
                                     .v = {{8 * HOUR_S, 12 * HOUR_S}, {13 * HOUR_S, 17 * HOUR_S}}};
}

static bool works(const struct clndr *c)
{
    for (int i = 0; i < 7; i++)
        if (c->days[i].n)
            return true;
    for (size_t i = 0; i < c->n_exceptions; i++)
        if (c->exceptions[i].hours.n)
            return true;
    return false;
}

static void clndr_of(struct xer_reader *r, const struct row *row, struct clndr *c)
{
    const bool is_whole = clndr_read(r->mem, row->data, c);
    if (is_whole && works(c))
        return;
    report_warn(r->put.report, "CALENDAR/clndr_data", row->line,
                "Calendar \"%.*s\": its working times %s; Monday to Friday, 8 hours a day, was "
                "taken",
                STR_ARG(str_sub(row->title, 0, 100)),
                is_whole ? "are empty" : "cannot be read to the end");
    standard_week(c);
}

static bool same_hours(const struct shifts *a, const struct shifts *b)
{
    return a->n == b->n && memcmp(a->v, b->v, a->n * sizeof *a->v) == 0;
}

static err exceptions_put(struct xer_reader *r, const struct clndr *c, int64_t calendar,
                          int64_t line)
{
    for (size_t i = 0, end; i < c->n_exceptions; i = end) {
        struct calendar_exception x;
        entity_init(&calendar_exception_entity, &x);
        for (end = i + 1; end < c->n_exceptions; end++)
            if (c->exceptions[end].on > c->exceptions[end - 1].on + 1 ||
                !same_hours(&c->exceptions[end].hours, &c->exceptions[i].hours))
                break;
        x.calendar.v = calendar;
        x.kind = EXCEPTION_DAILY;
        x.from = c->exceptions[i].on;
        x.to = c->exceptions[end - 1].on;
        x.shifts = shifts_text(r->mem, &c->exceptions[i].hours);
        TRY(record_put(&r->put, &calendar_exception_entity, &x, ++r->n_exceptions, line));
    }
    return OK;
}

static err calendar_put(void *self, void *record)
{
    struct xer_reader *r = self;
    const struct row  *row = record;
    struct calendar    c;
    struct clndr      *hours = arena_new(r->mem, struct clndr);
    if (row->id == INT_NONE || map_get(&r->calendar_ids, row->id, &(int64_t){0}))
        return OK;
    clndr_of(r, row, hours);
    entity_init(&calendar_entity, &c);
    c.title = str_trim(row->title).n ? row->title : S("Calendar");
    c.is_base = true;
    c.source_uid = row->id;
    for (int i = 0; i < 7; i++)
        calendar_weekday_set(&c, i, shifts_text(r->mem, &hours->days[i]));
    const int64_t id = (int64_t)r->calendar_ids.n + 1;
    map_put(&r->calendar_ids, row->id, id);
    TRY(record_put(&r->put, &calendar_entity, &c, id, row->line));
    return exceptions_put(r, hours, id, row->line);
}

err xer_read_calendars(struct xer_reader *r)
{
    static const struct xer_binding binding = {columns, COUNT(columns), sizeof(struct row)};
    return xer_each(&r->context, xer_table(&r->file, "CALENDAR"), &binding, calendar_put);
}
