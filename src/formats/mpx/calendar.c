/* Calendars of MPX: base calendars (20, 25, 26) and those of resources (55, 56, 57).
 *
 * A resource's calendar follows the record of its resource and names its base. A day says whether
 * it is off, works, or is as in the base; hours come in records of their own.
 */
#include "formats/mpx/reader.h"

enum { DAY_OFF = 0, DAY_WORKS = 1, HOURS_MAX = 3, RECORD_RESOURCE_CALENDAR = 55 };

bool mpx_shifts(const struct mpx_record *rec, size_t from, struct shifts *to)
{
    for (size_t i = 0; i < HOURS_MAX; i++) {
        int64_t begin = 0, end = 0;
        str     a = str_trim(mpx_cell(rec, from + 2 * i)), b = mpx_cell(rec, from + 2 * i + 1);
        if (!a.n)
            continue;
        if (!mpx_clock(a, &begin) || !mpx_clock(b, &end) || begin >= DAY_S)
            return false;
        if (end <= begin)
            end += DAY_S;
        if (to->n && begin < to->v[to->n - 1].to)
            return false;
        to->v[to->n++] = (struct shift){(int32_t)begin, (int32_t)end};
    }
    return true;
}

err mpx_calendar_record(struct mpx_reader *r, const struct mpx_record *rec)
{
    struct mpx_calendar *c = arena_new(r->b.mem, struct mpx_calendar);
    bool                 of_resource = rec->number == RECORD_RESOURCE_CALENDAR;
    entity_init(&calendar_entity, &c->c);
    c->line = rec->line;
    for (size_t d = 0; d < 7; d++)
        if (!mpx_int(mpx_cell(rec, d + 2), &c->works[d]))
            return mpx_wrong(rec, d + 2, "0, 1 or 2");
    if (of_resource && !r->resources.n)
        return err_make(ERR_SYNTAX, "Line %lld: the calendar of a resource before any resource",
                        (long long)rec->line);
    if (r->calendars.n == MPX_CALENDARS_MAX)
        return err_make(ERR_TOO_LARGE, "Line %lld: more than %d calendars", (long long)rec->line,
                        MPX_CALENDARS_MAX);
    if (of_resource) {
        c->base = str_trim(mpx_cell(rec, 1));
        c->resource = r->resources.n;
    } else {
        c->c.title = str_trim(mpx_cell(rec, 1));
        c->c.is_base = true;
    }
    vec_push(r->b.mem, &r->calendars, c);
    return OK;
}

static err no_calendar(const struct mpx_record *rec)
{
    return err_make(ERR_SYNTAX, "Line %lld: working times before any calendar",
                    (long long)rec->line);
}

err mpx_hours_record(struct mpx_reader *r, const struct mpx_record *rec)
{
    int64_t no = 0;
    if (!r->calendars.n)
        return no_calendar(rec);
    if (!mpx_int(mpx_cell(rec, 1), &no) || no < 1 || no > 7)
        return mpx_wrong(rec, 1, "a day of the week, 1 to 7");
    struct shifts *to = &r->calendars.v[r->calendars.n - 1]->hours[no - 1];
    to->n = 0;
    return mpx_shifts(rec, 2, to) ? OK : mpx_wrong(rec, 2, "working times in order");
}

err mpx_exception_record(struct mpx_reader *r, const struct mpx_record *rec)
{
    struct mpx_exception x = {.from = {INSTANT_NONE, false}, .to = {INSTANT_NONE, false}};
    if (!r->calendars.n)
        return no_calendar(rec);
    x.calendar = r->calendars.n - 1;
    x.line = rec->line;
    if (!mpx_moment_read(&r->format, mpx_cell(rec, 1), &x.from) || x.from.at == INSTANT_NONE)
        return mpx_wrong(rec, 1, "a date between 1900 and 2199");
    x.to = x.from;
    if (!mpx_moment_read(&r->format, mpx_cell(rec, 2), &x.to) || x.to.at < x.from.at)
        return mpx_wrong(rec, 2, "a date behind the first");
    if (!mpx_yes(mpx_cell(rec, 3), &x.works))
        return mpx_wrong(rec, 3, "0 or 1");
    if (!mpx_shifts(rec, 4, &x.hours))
        return mpx_wrong(rec, 4, "working times in order");
    vec_push(r->b.mem, &r->exceptions, x);
    return OK;
}

/* ---- into the plan ------------------------------------------------------------------------ */

static str hours_text(struct mpx_reader *r, int64_t works, const struct shifts *s)
{
    if (works == DAY_OFF)
        return S("");
    if (works != DAY_WORKS)
        return STR_NONE;
    return s->n ? shifts_text(r->b.mem, s) : shifts_default(1);
}

static err put_calendar(struct mpx_reader *r, struct mpx_calendar *c)
{
    for (int d = 0; d < 7; d++)
        calendar_weekday_set(&c->c, d, hours_text(r, c->works[d], &c->hours[d]));
    if (c->resource) {
        int64_t base = 0;
        c->c.title = r->resources.v[c->resource - 1]->r.title;
        if (strmap_get(&r->calendar_ids, c->base, &base))
            c->c.base.v = base;
        else if (c->base.n)
            report_warn(r->b.report, "resource calendar", c->line,
                        "The base calendar \"%.*s\" does not exist; the standard week is used",
                        STR_ARG(str_sub(c->base, 0, 60)));
    }
    if (!c->c.title.n)
        c->c.title = str_fmt(r->b.mem, "Calendar %lld", (long long)r->b.n[ENTITY_CALENDAR] + 1);
    TRY(builder_put(&r->b, &calendar_entity, &c->c, c->line, &c->c.head.id));
    if (c->resource)
        r->resources.v[c->resource - 1]->r.calendar = c->c.head.id;
    else
        strmap_put(&r->calendar_ids, c->c.title, c->c.head.id.v);
    return OK;
}

static err put_exception(struct mpx_reader *r, const struct mpx_exception *from)
{
    struct calendar_exception x;
    entity_init(&calendar_exception_entity, &x);
    x.calendar = r->calendars.v[from->calendar]->c.head.id;
    x.from = (day)floor_div(from->from.at, DAY_S);
    x.to = (day)floor_div(from->to.at, DAY_S);
    x.shifts = hours_text(r, from->works, &from->hours);
    return builder_put(&r->b, &calendar_exception_entity, &x, from->line, NULL);
}

/* A finish without a time is at the end of the first working day of the project's calendar. */
static void find_default_finish(struct mpx_reader *r)
{
    for (size_t i = 0; i < r->calendars.n; i++) {
        const struct mpx_calendar *c = r->calendars.v[i];
        if (c->resource || !str_eq(c->c.title, r->calendar))
            continue;
        for (int d = 1; d < 6; d++) {
            const struct shifts *s = &c->hours[d];
            if (c->works[d] == DAY_WORKS && s->n && s->v[s->n - 1].to < DAY_S) {
                r->format.default_finish_s = s->v[s->n - 1].to;
                return;
            }
        }
    }
}

err mpx_build_calendars(struct mpx_reader *r)
{
    find_default_finish(r);
    for (size_t i = 0; i < r->calendars.n; i++)
        if (!r->calendars.v[i]->resource)
            TRY(put_calendar(r, r->calendars.v[i]));
    for (size_t i = 0; i < r->calendars.n; i++)
        if (r->calendars.v[i]->resource)
            TRY(put_calendar(r, r->calendars.v[i]));
    for (size_t i = 0; i < r->exceptions.n; i++)
        TRY(put_exception(r, &r->exceptions.v[i]));
    return OK;
}
