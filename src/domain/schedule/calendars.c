/* domain/schedule/calendars.c - calendars, work weeks and exceptions to the engine's rules.
 *
 * Shift texts were checked when the records came in; one that cannot be read is an error that names
 * its calendar, never a guess.
 */
#include "domain/schedule/build.h"
#include "domain/shifts.h"

#include <assert.h>

static_assert((int)EXCEPTION_DAILY == (int)CALENDAR_DAILY);
static_assert((int)EXCEPTION_YEARLY_POSITION == (int)CALENDAR_YEARLY_POSITION);
static_assert((int)MONTH_LAST == 4 && (int)MONTH_SATURDAY == 9);

int32_t build_calendar(const struct build *b, struct id calendar)
{
    size_t slot;
    if (!calendar.v || !plan_slot(b->p, &calendar_entity, calendar, &slot))
        return CALENDAR_NONE;
    return b->rule_of[slot];
}

static err hours(struct build *b, str text, struct calendar_day *ret_day)
{
    struct shifts shifts;
    TRY(shifts_parse(text, &shifts));
    struct calendar_shift *v = arena_array(b->mem, struct calendar_shift, shifts.n);
    for (size_t i = 0; i < shifts.n; i++)
        v[i] = (struct calendar_shift){
            shifts.v[i].from, shifts.v[i].to > DAY_S ? shifts.v[i].to - DAY_S : shifts.v[i].to};
    *ret_day = (struct calendar_day){(int32_t)shifts.n, v};
    return OK;
}

/* An absent text means "as base". */
static err week_day(struct build *b, str text, struct calendar_day *ret_day)
{
    if (text.p)
        return hours(b, text, ret_day);
    *ret_day = (struct calendar_day){CALENDAR_AS_BASE, NULL};
    return OK;
}

static err week_of(struct build *b, const struct work_week *w, struct calendar_week *ret_week)
{
    ret_week->from = w->from == DAY_NONE ? INT32_MIN / 2 : w->from;
    ret_week->to = w->to == DAY_NONE ? INT32_MAX / 2 : w->to;
    for (int i = 0; i < 7; i++)
        TRY(week_day(b, work_week_weekday(w, i), &ret_week->days[i]));
    return OK;
}

static err exception_of(struct build *b, const struct calendar_exception *x,
                        struct calendar_recurrence *ret_x)
{
    *ret_x = (struct calendar_recurrence){.kind = (enum calendar_kind)x->kind,
                                          .from = x->from,
                                          .to = x->to,
                                          .occurrences = (int32_t)x->occurrences,
                                          .period = (int32_t)x->period,
                                          .days_of_week = (uint8_t)x->days_of_week,
                                          .month = (uint8_t)x->month,
                                          .month_day = (uint8_t)x->month_day,
                                          .month_position = (uint8_t)x->month_position,
                                          .month_item = (uint8_t)x->month_item};
    return hours(b, x->shifts, &ret_x->hours);
}

/* --- grouping by calendar ------------------------------------------------------------------ */

/* Rows of `e` counted per rule, then filled at counts[rule]++. */
struct group {
    const struct entity *e;
    struct id (*calendar_of)(const void *record);
    int32_t *first; /* by rule, n + 1 */
};

static struct id week_calendar(const void *record)
{
    return ((const struct work_week *)record)->calendar;
}

static struct id exception_calendar(const void *record)
{
    return ((const struct calendar_exception *)record)->calendar;
}

static void group_count(const struct build *b, struct group *g)
{
    g->first = arena_array(b->mem, int32_t, b->net.n_calendars + 1);
    for (size_t s = 0; s < plan_slots(b->p, g->e); s++) {
        const void   *record = plan_at(b->p, g->e, s);
        const int32_t rule = record ? build_calendar(b, g->calendar_of(record)) : CALENDAR_NONE;
        if (rule != CALENDAR_NONE)
            g->first[rule + 1]++;
    }
    for (int32_t i = 0; i < b->net.n_calendars; i++)
        g->first[i + 1] += g->first[i];
}

static err weeks_fill(struct build *b, struct calendar_rule *rules)
{
    struct group g = {.e = &work_week_entity, .calendar_of = week_calendar};
    group_count(b, &g);
    struct calendar_week *weeks = arena_array(b->mem, struct calendar_week,
                                              g.first[b->net.n_calendars]);
    for (int32_t i = 0; i < b->net.n_calendars; i++)
        rules[i].weeks = weeks + g.first[i];
    for (size_t s = 0; s < plan_slots(b->p, g.e); s++) {
        const struct work_week *w = plan_at(b->p, g.e, s);
        const int32_t           rule = w ? build_calendar(b, w->calendar) : CALENDAR_NONE;
        if (rule != CALENDAR_NONE)
            TRY(week_of(b, w, &weeks[g.first[rule] + rules[rule].n_weeks++]));
    }
    return OK;
}

static err exceptions_fill(struct build *b, struct calendar_rule *rules)
{
    struct group g = {.e = &calendar_exception_entity, .calendar_of = exception_calendar};
    group_count(b, &g);
    struct calendar_recurrence *all = arena_array(b->mem, struct calendar_recurrence,
                                                  g.first[b->net.n_calendars]);
    for (int32_t i = 0; i < b->net.n_calendars; i++)
        rules[i].exceptions = all + g.first[i];
    for (size_t s = 0; s < plan_slots(b->p, g.e); s++) {
        const struct calendar_exception *x = plan_at(b->p, g.e, s);
        const int32_t                    rule = x ? build_calendar(b, x->calendar) : CALENDAR_NONE;
        if (rule != CALENDAR_NONE)
            TRY(exception_of(b, x, &all[g.first[rule] + rules[rule].n_exceptions++]));
    }
    return OK;
}

static err rule_of(struct build *b, const struct calendar *c, struct calendar_rule *ret_rule)
{
    *ret_rule = (struct calendar_rule){
        .title = c->title, .base = build_calendar(b, c->base), .zone = b->zone};
    if (c->zone.n)
        TRY(zone_get(c->zone, &ret_rule->zone));
    for (int i = 0; i < 7; i++) {
        err e = week_day(b, calendar_weekday(c, i), &ret_rule->days[i]);
        if (e.code)
            return err_wrap(e, "calendar \"%.*s\"", STR_ARG(c->title));
    }
    return OK;
}

err build_calendars(struct build *b)
{
    const size_t slots = plan_slots(b->p, &calendar_entity);
    b->rule_of = arena_array(b->mem, int32_t, slots + 1);
    for (size_t s = 0; s < slots; s++)
        b->rule_of[s] = plan_at(b->p, &calendar_entity, s) ? b->net.n_calendars++ : CALENDAR_NONE;
    /* One more: the standard week in the zone of the project, for a project without a calendar. */
    struct calendar_rule *rules = arena_array(b->mem, struct calendar_rule, b->net.n_calendars + 1);
    for (size_t s = 0; s < slots; s++)
        if (b->rule_of[s] != CALENDAR_NONE)
            TRY(rule_of(b, plan_at(b->p, &calendar_entity, s), &rules[b->rule_of[s]]));
    TRY(weeks_fill(b, rules));
    TRY(exceptions_fill(b, rules));
    rules[b->net.n_calendars] = calendar_rule_plain(S("Standard"), CALENDAR_NONE);
    rules[b->net.n_calendars].zone = b->zone;
    b->net.calendars = b->rules = rules;
    b->net.options.calendar = build_calendar(b, b->project->calendar);
    if (b->net.options.calendar == CALENDAR_NONE)
        b->net.options.calendar = b->net.n_calendars;
    b->net.n_calendars++;
    return OK;
}

/* ---- one alone ---------------------------------------------------------------------------- */

static err weeks_of(struct build *b, struct id calendar, struct calendar_rule *rule)
{
    const size_t          slots = plan_slots(b->p, &work_week_entity);
    struct calendar_week *weeks = arena_array(b->mem, struct calendar_week, slots);
    rule->weeks = weeks;
    for (size_t s = 0; s < slots; s++) {
        const struct work_week *w = plan_at(b->p, &work_week_entity, s);
        if (w && w->calendar.v == calendar.v)
            TRY(week_of(b, w, &weeks[rule->n_weeks++]));
    }
    return OK;
}

static err exceptions_of(struct build *b, struct id calendar, struct calendar_rule *rule)
{
    const size_t                slots = plan_slots(b->p, &calendar_exception_entity);
    struct calendar_recurrence *all = arena_array(b->mem, struct calendar_recurrence, slots);
    rule->exceptions = all;
    for (size_t s = 0; s < slots; s++) {
        const struct calendar_exception *x = plan_at(b->p, &calendar_exception_entity, s);
        if (x && x->calendar.v == calendar.v)
            TRY(exception_of(b, x, &all[rule->n_exceptions++]));
    }
    return OK;
}

err build_calendar_again(struct build *b, const struct calendar *c)
{
    struct calendar_rule rule;
    TRY(rule_of(b, c, &rule));
    TRY(weeks_of(b, c->head.id, &rule));
    TRY(exceptions_of(b, c->head.id, &rule));
    b->rules[build_calendar(b, c->head.id)] = rule;
    return OK;
}
