/* formats/xer/calendar.c - CALENDAR rows into calendars and their exceptions.
 *
 * Calendars of P6 tell every weekday; one with a base calendar takes over the exceptions of that.
 * Days in a row with the same hours become one exception. A calendar whose data are cut or empty
 * works as its base, without one Monday to Friday, 8 hours, and is told.
 */
#include "formats/xer/clndr.h"
#include "formats/xer/reader.h"

#include <string.h>

struct row {
    int64_t line, id, base;
    str     title, data;
};

#define COLUMN(name, type, member)                                                                 \
    {                                                                                              \
        name, type, offsetof(struct row, member)                                                   \
    }
static const struct xer_column columns[] = {
    COLUMN("clndr_id", XER_INT, id),
    COLUMN("clndr_name", XER_TEXT, title),
    COLUMN("base_clndr_id", XER_INT, base),
    COLUMN("clndr_data", XER_TEXT, data),
    COLUMN("default_flag", XER_IGNORED, line),
    COLUMN("proj_id", XER_IGNORED, line),
    COLUMN("last_chng_date", XER_IGNORED, line),
    COLUMN("clndr_type", XER_IGNORED, line),
    COLUMN("day_hr_cnt", XER_IGNORED, line),
    COLUMN("week_hr_cnt", XER_IGNORED, line),
    COLUMN("month_hr_cnt", XER_IGNORED, line),
    COLUMN("year_hr_cnt", XER_IGNORED, line),
    COLUMN("rsrc_private", XER_IGNORED, line),
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

/* False: the weekdays are the base's. */
static bool clndr_of(struct xer_reader *r, const struct row *row, bool has_base, struct clndr *c)
{
    const bool is_whole = clndr_read(r->mem, row->data, c);
    if (is_whole && (has_base || works(c)))
        return true;
    if (has_base && !c->n_days && (c->n_exceptions || !row->data.n))
        return false;
    report_warn(r->put.report, "CALENDAR/clndr_data", row->line,
                "Calendar \"%.*s\": its working times %s; Monday to Friday, 8 hours a day, was "
                "taken",
                STR_ARG(str_sub(row->title, 0, 100)),
                is_whole ? "are empty" : "cannot be read to the end");
    standard_week(c);
    return true;
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

/* ---- bases ---------------------------------------------------------------------------------- */

struct rows {
    struct xer_reader *r;
    VEC(struct row)    v;
};

static err row_see(void *self, void *record)
{
    struct rows      *rows = self;
    const struct row *row = record;
    if (row->id == INT_NONE || map_get(&rows->r->calendar_ids, row->id, &(int64_t){0}))
        return OK;
    map_put(&rows->r->calendar_ids, row->id, (int64_t)rows->v.n + 1);
    vec_push(rows->r->mem, &rows->v, *row);
    return OK;
}

/* Our id of the base; 0: none in the file, or the chain of bases leads back or never ends. */
static int64_t base_of(const struct rows *rows, const struct row *row)
{
    const struct row *at = row;
    for (size_t steps = 0; steps <= CLNDR_DEPTH_MAX; steps++) {
        const int64_t base = at->base == INT_NONE ? 0 : map_or(&rows->r->calendar_ids, at->base, 0);
        if (!base)
            return row->base == INT_NONE ? 0 : map_or(&rows->r->calendar_ids, row->base, 0);
        at = &rows->v.v[base - 1];
    }
    return 0;
}

static err calendar_put(struct xer_reader *r, const struct row *row, int64_t id, int64_t base)
{
    struct calendar c;
    struct clndr   *hours = arena_new(r->mem, struct clndr);
    const bool      has_week = clndr_of(r, row, base != 0, hours);
    entity_init(&calendar_entity, &c);
    c.title = str_trim(row->title).n ? row->title : S("Calendar");
    c.is_base = true;
    c.base.v = base;
    c.source_uid = row->id;
    for (int i = 0; i < 7 && has_week; i++)
        calendar_weekday_set(&c, i, shifts_text(r->mem, &hours->days[i]));
    TRY(record_put(&r->put, &calendar_entity, &c, id, row->line));
    return exceptions_put(r, hours, id, row->line);
}

err xer_read_calendars(struct xer_reader *r)
{
    static const struct xer_binding binding = {columns, COUNT(columns), sizeof(struct row)};
    struct rows                     rows = {.r = r};
    struct xer_context              context = r->context;
    context.self = &rows;
    TRY(xer_each(&context, xer_table(&r->file, "CALENDAR"), &binding, row_see));
    for (size_t i = 0; i < rows.v.n; i++) {
        const struct row *row = &rows.v.v[i];
        const int64_t     base = base_of(&rows, row);
        if (row->base != INT_NONE && !base)
            report_warn(r->put.report, "CALENDAR/base_clndr_id", row->line,
                        "The base calendar of \"%.*s\" is not in the file or leads back to it",
                        STR_ARG(str_sub(row->title, 0, 100)));
        TRY(calendar_put(r, row, (int64_t)i + 1, base));
    }
    return OK;
}
