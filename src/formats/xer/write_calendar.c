/* formats/xer/write_calendar.c - calendars as clndr_data: every weekday, and each exception day.
 *
 * A weekday that the calendar leaves to its base is told as the base has it; shifts over midnight
 * are cut there and go on the next day. Recurring exceptions become their days.
 */
#include "domain/shifts.h"
#include "formats/recurrence.h"
#include "formats/xer/clndr.h"
#include "formats/xer/writer.h"

enum { EXCEPTION_DAYS_MAX = 20000, BASES_MAX = 16 };

static str weekday_of(const struct xer_writer *w, const struct calendar *c, int at)
{
    for (int steps = 0; c && steps < BASES_MAX; steps++) {
        const str hours = calendar_weekday(c, at);
        if (hours.p)
            return hours;
        c = c->base.v ? plan_get(w->plan, &calendar_entity, c->base) : NULL;
    }
    return shifts_default(at);
}

static void shifts_put(struct xer_writer *w, str text, struct shifts *to, struct shifts *next)
{
    struct shifts hours;
    if (shifts_parse(text, &hours).code)
        return;
    for (size_t i = 0; i < hours.n; i++) {
        const struct shift v = hours.v[i];
        if ((v.from % MINUTE_S || v.to % MINUTE_S))
            report_drop(w->report, "Seconds of working times", "P6 holds minutes", 0);
        clndr_shift_add(to, v.from, v.to < DAY_S ? v.to : DAY_S);
        if (v.to > DAY_S && next)
            clndr_shift_add(next, 0, v.to - DAY_S);
        else if (v.to > DAY_S)
            report_drop(w->report, "calendar_exception/shifts",
                        "The part after midnight of an exception", 0);
    }
}

static void exception_put(struct xer_writer *w, const struct calendar_exception *x,
                          struct clndr *to)
{
    static const char *const kept[] = {"calendar",    "kind",           "from",         "to",
                                       "occurrences", "period",         "days_of_week", "month",
                                       "month_day",   "month_position", "month_item",   "shifts",
                                       NULL};
    xer_lost(w, &calendar_exception_entity, x, kept);
    if (x->kind != EXCEPTION_DAILY)
        report_drop(w->report, "calendar_exception/kind", "Recurring exceptions became their days",
                    0);
    for (day d = x->from; d <= x->to; d++) {
        if (!recurrence_covers(x, d))
            continue;
        if (to->n_exceptions == EXCEPTION_DAYS_MAX) {
            report_drop(w->report, "calendar_exception", "More than 20,000 days of a calendar", 0);
            return;
        }
        struct shifts *hours = clndr_exception_add(w->mem, to, d);
        if (hours)
            shifts_put(w, x->shifts, hours, NULL);
    }
}

static void calendar_row(struct xer_writer *w, const struct calendar *c)
{
    static const char *const kept[] = {"title",    "base",      "is_base",    "monday",
                                       "tuesday",  "wednesday", "thursday",   "friday",
                                       "saturday", "sunday",    "source_uid", NULL};
    struct clndr            *hours = arena_new(w->mem, struct clndr);
    hours->n_days = 7;
    for (int i = 0; i < 7; i++)
        shifts_put(w, weekday_of(w, c, i), &hours->days[i], &hours->days[(i + 1) % 7]);
    for (size_t s = 0; s < plan_slots(w->plan, &calendar_exception_entity); s++) {
        const struct calendar_exception *x = plan_at(w->plan, &calendar_exception_entity, s);
        if (x && x->calendar.v == c->head.id.v)
            exception_put(w, x, hours);
    }
    xer_put_row(w);
    xer_put_int(w, map_or(&w->calendar_uids, c->head.id.v, 0));
    xer_put_word(w, "N");
    xer_put_text(w, c->title);
    xer_put_int(w, c->base.v ? map_or(&w->calendar_uids, c->base.v, INT_NONE) : INT_NONE);
    xer_put_word(w, "CA_Base");
    xer_put_text(w, clndr_text(w->mem, hours));
    xer_put_end(w);
    xer_lost(w, &calendar_entity, c, kept);
}

void xer_write_calendars(struct xer_writer *w)
{
    xer_put_table(w, "CALENDAR",
                  "clndr_id default_flag clndr_name base_clndr_id clndr_type clndr_data");
    for (size_t s = 0; s < plan_slots(w->plan, &calendar_entity); s++) {
        const struct calendar *c = plan_at(w->plan, &calendar_entity, s);
        if (c && map_get(&w->calendar_uids, c->head.id.v, &(int64_t){0}))
            calendar_row(w, c);
    }
}
