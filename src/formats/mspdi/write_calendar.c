/* Calendars printed: weekdays that say something, exceptions, work weeks.
 *
 * A weekday that is as in the base is left out, which is how the file says so.
 */
#include "formats/mspdi/writer.h"

#include "formats/recurrence.h"

static void day_record(str shifts, int weekday, struct mspdi_day *d)
{
    *d = (struct mspdi_day){
        .type = weekday + 1, .working = shifts.n > 0, .from = DAY_NONE, .to = DAY_NONE};
    if (shifts.n)
        err_drop(shifts_parse(shifts, &d->shifts));
}

static void print_days(struct mspdi_writer *w, const char *name, const str shifts[7])
{
    bool any = false;
    for (int i = 0; i < 7; i++)
        any = any || shifts[i].p;
    if (!any)
        return;
    xml_print_open(&w->out, name);
    for (int i = 0; i < 7; i++) {
        struct mspdi_day d;
        if (!shifts[i].p)
            continue;
        day_record(shifts[i], i, &d);
        xml_print(&w->out, &mspdi_day_node, &d);
    }
    xml_print_close(&w->out, name);
}

static void print_times(struct mspdi_writer *w, const struct shifts *s)
{
    if (!s->n)
        return;
    xml_print_open(&w->out, "WorkingTimes");
    for (size_t i = 0; i < s->n; i++) {
        int64_t times[2] = {s->v[i].from, s->v[i].to}; /* as the record of WorkingTime */
        xml_print(&w->out, &mspdi_working_time_node, times);
    }
    xml_print_close(&w->out, "WorkingTimes");
}

static int64_t unless_zero(int64_t v)
{
    return v ? v : INT_NONE;
}

static void print_exception(struct mspdi_writer *w, const void *record)
{
    struct mspdi_exception x = {.x = *(const struct calendar_exception *)record};
    if (x.x.shifts.n)
        err_drop(shifts_parse(x.x.shifts, &x.shifts));
    x.working = x.x.shifts.n > 0;
    x.by_occurrences = x.x.occurrences > 0;
    x.x.occurrences = x.by_occurrences ? x.x.occurrences : recurrence_count(&x.x);
    x.month = x.x.month ? x.x.month - 1 : INT_NONE;
    x.x.month_day = unless_zero(x.x.month_day);
    x.x.days_of_week = unless_zero(x.x.days_of_week);
    xml_print(&w->out, &mspdi_exception_node, &x);
}

static void print_week(struct mspdi_writer *w, const void *record)
{
    struct mspdi_week week = {.w = *(const struct work_week *)record};
    xml_print(&w->out, &mspdi_week_node, &week);
}

static void print_calendar(struct mspdi_writer *w, const struct calendar *c)
{
    struct mspdi_calendar m = {.c = *c};
    m.uid = map_or(&w->calendar_uids, c->head.id.v, 0);
    m.base_uid = mspdi_calendar_uid(w, c->base);
    w->owner = c->head.id.v;
    xml_print(&w->out, &mspdi_calendar_node, &m);
}

void mspdi_write_calendars(struct mspdi_writer *w)
{
    for (size_t s = 0; s < plan_slots(w->plan, &calendar_entity); s++) {
        const struct calendar *c = plan_at(w->plan, &calendar_entity, s);
        if (c)
            print_calendar(w, c);
    }
}

static void calendar_days(struct mspdi_writer *w, const struct mspdi_calendar *c)
{
    str shifts[7];
    for (int i = 0; i < 7; i++)
        shifts[i] = calendar_weekday(&c->c, i);
    print_days(w, "WeekDays", shifts);
}

static void week_days(struct mspdi_writer *w, const struct mspdi_week *week)
{
    str shifts[7];
    for (int i = 0; i < 7; i++)
        shifts[i] = work_week_weekday(&week->w, i);
    print_days(w, "WeekDays", shifts);
}

bool mspdi_calendar_child(struct mspdi_writer *w, const struct xml_row *row, const void *record)
{
    if (row->node == &mspdi_days_node)
        calendar_days(w, record);
    else if (row->node == &mspdi_week_days_node)
        week_days(w, record);
    else if (row->node == &mspdi_working_times_node)
        print_times(w, record); /* the record begins with its shifts */
    else if (row->node == &mspdi_exceptions_node)
        mspdi_list(w, row->name, &calendar_exception_entity, &w->exceptions, print_exception);
    else if (row->node == &mspdi_weeks_node)
        mspdi_list(w, row->name, &work_week_entity, &w->weeks, print_week);
    else if (row->node == &mspdi_exception_period_node || row->node == &mspdi_week_period_node)
        xml_print(&w->out, row->node, record);
    else
        return false;
    return true;
}
