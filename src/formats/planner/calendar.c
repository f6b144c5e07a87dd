/* Calendars of Planner: weeks of day types, and what a day type means in each calendar.
 *
 * A day type is 0 working, 1 off, 2 as the base, or one that the file defines; its hours are those
 * that the calendar, or the nearest calendar around it, overrides. A calendar inside another is
 * derived from it.
 */
#include "formats/planner/reader.h"

enum { NESTED_MAX = 64 };

/* ---- hours of a type ---------------------------------------------------------------------- */

struct interval {
    int64_t start, end; /* "0800" as a number */
};

static void interval_open(void *record)
{
    struct interval *i = record;
    i->start = i->end = INT_NONE;
}

static int64_t clock_s(int64_t hhmm)
{
    bool ok = hhmm >= 0 && hhmm <= 2400 && hhmm % 100 < 60;
    return ok ? hhmm / 100 * HOUR_S + hhmm % 100 * MINUTE_S : -1;
}

/* Into its place by begin. */
static err interval_add(struct xml_in *in, const struct interval *i, struct shifts *s)
{
    int64_t from = clock_s(i->start), to = clock_s(i->end);
    if (from < 0 || to < 0 || from >= DAY_S)
        return err_make(ERR_SYNTAX, "Line %lld: an interval is not two times of day",
                        (long long)xml_line(in));
    if (to <= from)
        to += DAY_S;
    if (s->n == SHIFTS_MAX)
        return err_make(ERR_TOO_LARGE, "Line %lld: a day has more than %d intervals",
                        (long long)xml_line(in), SHIFTS_MAX);
    size_t at = s->n++;
    for (; at && s->v[at - 1].from > from; at--)
        s->v[at] = s->v[at - 1];
    s->v[at] = (struct shift){(int32_t)from, (int32_t)to};
    return OK;
}

static err type_interval_close(struct xml_in *in, void *record, void *parent)
{
    return interval_add(in, record, &((struct planner_type *)parent)->shifts);
}

static err day_interval_close(struct xml_in *in, void *record, void *parent)
{
    return interval_add(in, record, &((struct planner_day *)parent)->shifts);
}

static const struct xml_row interval_rows[] = {
    {.name = "@start", .type = &xml_int, .offset = offsetof(struct interval, start)},
    {.name = "@end", .type = &xml_int, .offset = offsetof(struct interval, end)},
};
static const struct xml_node type_interval = {"interval",    sizeof(struct interval),
                                              interval_rows, COUNT(interval_rows),
                                              interval_open, type_interval_close};
static const struct xml_node day_interval = {"interval",    sizeof(struct interval),
                                             interval_rows, COUNT(interval_rows),
                                             interval_open, day_interval_close};

static void type_open(void *record)
{
    ((struct planner_type *)record)->type = INT_NONE;
}

static err type_close(struct xml_in *in, void *record, void *parent)
{
    struct planner_reader *r = xml_owner(in);
    struct planner_type   *t = record;
    t->calendar = ((struct planner_calendar *)parent)->uid;
    vec_push(r->b.mem, &r->types, *t);
    return OK;
}

static const struct xml_row type_rows[] = {
    {.name = "@id", .type = &xml_int, .offset = offsetof(struct planner_type, type)},
    {.name = "interval", .node = &type_interval},
};
static const struct xml_node type_node = {"overridden-day-type",
                                          sizeof(struct planner_type),
                                          type_rows,
                                          COUNT(type_rows),
                                          type_open,
                                          type_close};
static const struct xml_row  types_rows[] = {{.name = "overridden-day-type", .node = &type_node}};
static const struct xml_node types_node = {"overridden-day-types", 0,    types_rows,
                                           COUNT(types_rows),      NULL, NULL};

/* ---- single days -------------------------------------------------------------------------- */

static bool date_read(const struct xml_row *row, void *units, str text, void *to)
{
    (void)row, (void)units;
    int64_t n = 0;
    if (text.n != 8 || !str_int(text, &n))
        return false;
    int year = (int)(n / 10000), month = (int)(n / 100 % 100), mday = (int)(n % 100);
    if (year < 1900 || year > 2199 || !day_is_valid(year, month, mday))
        return false;
    *(day *)to = day_from(year, month, mday);
    return true;
}

static const struct xml_type date_type = {"a date between 1900 and 2199", date_read, NULL, false};

static void day_open(void *record)
{
    struct planner_day *d = record;
    d->id = INT_NONE;
    d->date = DAY_NONE;
}

static err day_close(struct xml_in *in, void *record, void *parent)
{
    struct planner_reader *r = xml_owner(in);
    struct planner_day    *d = record;
    d->calendar = ((struct planner_calendar *)parent)->uid;
    d->line = xml_place(in).line;
    if (d->date == DAY_NONE)
        return err_make(ERR_SYNTAX, "Line %lld: a day has no date", (long long)d->line);
    if (r->days.n == PLANNER_DAYS_MAX)
        return err_make(ERR_TOO_LARGE, "Line %lld: more than %d single days", (long long)d->line,
                        PLANNER_DAYS_MAX);
    vec_push(r->b.mem, &r->days, *d);
    return OK;
}

static const struct xml_row day_rows[] = {
    {.name = "@date", .type = &date_type, .offset = offsetof(struct planner_day, date)},
    {.name = "@type", .type = &xml_word, .offset = offsetof(struct planner_day, type)},
    {.name = "@id", .type = &xml_int, .offset = offsetof(struct planner_day, id)},
    {.name = "interval", .node = &day_interval},
};
static const struct xml_node day_node = {
    "day", sizeof(struct planner_day), day_rows, COUNT(day_rows), day_open, day_close};
static const struct xml_row  days_rows[] = {{.name = "day", .node = &day_node}};
static const struct xml_node days_node = {"days", 0, days_rows, COUNT(days_rows), NULL, NULL};

/* ---- the calendar ------------------------------------------------------------------------- */

static void calendar_open(void *record)
{
    struct planner_calendar *c = record;
    entity_init(&calendar_entity, &c->c);
    c->uid = INT_NONE;
    for (int d = 0; d < 7; d++)
        c->week[d] = INT_NONE;
}

static err calendar_close(struct xml_in *in, void *record, void *parent)
{
    struct planner_reader   *r = xml_owner(in);
    struct planner_calendar *c = record;
    (void)parent;
    c->place = xml_place(in);
    if (c->uid == INT_NONE)
        return err_make(ERR_SYNTAX, "Line %lld: a calendar has no id", (long long)c->place.line);
    vec_push(r->b.mem, &r->calendars, arena_copy(r->b.mem, c, sizeof *c));
    return OK;
}

#define WEEK(attribute, no)                                                                        \
    {                                                                                              \
        .name = (attribute), .type = &xml_int,                                                     \
        .offset = offsetof(struct planner_calendar, week) + (no) * sizeof(int64_t)                 \
    }
static const struct xml_row week_rows[] = {
    WEEK("@sun", 0), WEEK("@mon", 1), WEEK("@tue", 2), WEEK("@wed", 3),
    WEEK("@thu", 4), WEEK("@fri", 5), WEEK("@sat", 6),
};
static const struct xml_node week_node = {"default-week",   0,    week_rows,
                                          COUNT(week_rows), NULL, NULL};

static const struct xml_node calendar_node;
static const struct xml_row  calendar_rows[] = {
     {.name = "@id", .type = &xml_int, .offset = offsetof(struct planner_calendar, uid)},
     {.name = "@name", .type = &xml_word, .offset = offsetof(struct planner_calendar, c.title)},
     {.name = "default-week", .node = &week_node},
     {.name = "overridden-day-types", .node = &types_node},
     {.name = "days", .node = &days_node},
     {.name = "calendar", .node = &calendar_node},
};
static const struct xml_node calendar_node = {"calendar",    sizeof(struct planner_calendar),
                                              calendar_rows, COUNT(calendar_rows),
                                              calendar_open, calendar_close};
static const struct xml_row  calendars_rows[] = {
     XML_RECALCULATED("day-types"),
     {.name = "calendar", .node = &calendar_node},
};
const struct xml_node planner_calendars_node = {"calendars",           0,    calendars_rows,
                                                COUNT(calendars_rows), NULL, NULL};

/* ---- into the plan ------------------------------------------------------------------------ */

static const struct planner_calendar *around(const struct planner_reader   *r,
                                             const struct planner_calendar *c)
{
    for (size_t i = 0; i < r->calendars.n; i++)
        if (r->calendars.v[i]->place.order == c->place.outer)
            return r->calendars.v[i];
    return NULL;
}

static const struct shifts *own_hours(const struct planner_reader *r, int64_t calendar,
                                      int64_t type)
{
    for (size_t i = 0; i < r->types.n; i++)
        if (r->types.v[i].calendar == calendar && r->types.v[i].type == type)
            return &r->types.v[i].shifts;
    return NULL;
}

/* "" for a day off, absent for as the base. */
static str hours_of(const struct planner_reader *r, const struct planner_calendar *c, int64_t type)
{
    const struct shifts *s = NULL;
    if (type == INT_NONE || type == PLANNER_AS_BASE)
        return STR_NONE;
    for (int n = 0; c && !s && n < NESTED_MAX; n++) {
        s = own_hours(r, c->uid, type);
        c = around(r, c);
    }
    if (s)
        return s->n ? shifts_text(r->b.mem, s) : S("");
    return type == PLANNER_WORKING ? shifts_default(1) : S("");
}

static err put_calendar(struct planner_reader *r, struct planner_calendar *c)
{
    const struct planner_calendar *outer = around(r, c);
    struct id                      id;
    for (int d = 0; d < 7; d++)
        calendar_weekday_set(&c->c, d, hours_of(r, c, c->week[d]));
    if (outer)
        c->c.base.v = map_or(&r->calendar_ids, outer->uid, 0);
    c->c.is_base = !outer;
    c->c.source_uid = c->uid;
    if (!c->c.title.n)
        c->c.title = str_fmt(r->b.mem, "Calendar %lld", (long long)c->uid);
    if (map_get(&r->calendar_ids, c->uid, &(int64_t){0}))
        return err_make(ERR_INVALID, "Line %lld: calendar %lld occurs twice",
                        (long long)c->place.line, (long long)c->uid);
    TRY(builder_put(&r->b, &calendar_entity, &c->c, c->place.line, &id));
    map_put(&r->calendar_ids, c->uid, id.v);
    return OK;
}

static err put_day(struct planner_reader *r, const struct planner_calendar *c,
                   const struct planner_day *d)
{
    struct calendar_exception x;
    entity_init(&calendar_exception_entity, &x);
    x.calendar.v = map_or(&r->calendar_ids, c->uid, 0);
    x.from = x.to = d->date;
    x.shifts = d->shifts.n ? shifts_text(r->b.mem, &d->shifts) : hours_of(r, c, d->id);
    if (!x.shifts.p) /* as the base: nothing to say */
        return OK;
    return builder_put(&r->b, &calendar_exception_entity, &x, d->line, NULL);
}

static int by_order(const void *a, const void *b)
{
    const struct planner_calendar *x = *(struct planner_calendar *const *)a;
    const struct planner_calendar *y = *(struct planner_calendar *const *)b;
    return (x->place.order > y->place.order) - (x->place.order < y->place.order);
}

err planner_build_calendars(struct planner_reader *r)
{
    if (r->calendars.n > PLANNER_CALENDARS_MAX || r->types.n > PLANNER_CALENDARS_MAX)
        return err_make(ERR_TOO_LARGE, "The file has more than %d calendars",
                        PLANNER_CALENDARS_MAX);
    if (r->calendars.n)
        qsort(r->calendars.v, r->calendars.n, sizeof(struct planner_calendar *), by_order);
    for (size_t i = 0; i < r->calendars.n; i++)
        TRY(put_calendar(r, r->calendars.v[i]));
    for (size_t i = 0; i < r->days.n; i++)
        for (size_t k = 0; k < r->calendars.n; k++)
            if (r->calendars.v[k]->uid == r->days.v[i].calendar)
                TRY(put_day(r, r->calendars.v[k], &r->days.v[i]));
    return OK;
}
