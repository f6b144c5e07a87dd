/* domain/schedule/times.c - working time of a plan's calendars, for questions beside a calculation.
 *
 * The same rules as in a calculation, compiled for one span of time. Resources' calendars take no
 * part: durations and slack are measured on the item's.
 */
#include "domain/schedule.h"

#include "domain/schedule/build.h"

struct schedule_times {
    struct build            b;
    const struct worktime **worktimes; /* by rule */
};

/* The project's calendar and those of items; a calendar without work that nobody uses is no error.
 */
static const bool *used_calendars(const struct schedule_times *t)
{
    const struct build *b = &t->b;
    bool               *used = arena_array(b->mem, bool, b->net.n_calendars + 1);
    used[b->net.options.calendar] = true;
    for (size_t s = 0; s < plan_slots(b->p, &item_entity); s++) {
        const struct item *i = plan_at(b->p, &item_entity, s);
        const int32_t      rule = i ? build_calendar(b, i->calendar) : CALENDAR_NONE;
        if (rule != CALENDAR_NONE)
            used[rule] = true;
    }
    return used;
}

err schedule_times_new(struct arena *mem, const struct plan *p, instant from, instant to,
                       const struct schedule_times **ret_times)
{
    struct schedule_times *t = arena_new(mem, struct schedule_times);
    t->b.mem = mem;
    t->b.p = p;
    t->b.project = plan_project_record(p);
    if (!t->b.project)
        return err_make(ERR_INVALID, "The plan has no project record.");
    TRY(build_open(&t->b));
    TRY(build_calendars(&t->b));
    t->worktimes = arena_array(mem, const struct worktime *, t->b.net.n_calendars + 1);
    const struct calendar_set set = {.rules = t->b.net.calendars,
                                     .n = t->b.net.n_calendars,
                                     .used = used_calendars(t),
                                     .horizon = {from, to}};
    TRY(calendar_compile(mem, &set, t->worktimes));
    *ret_times = t;
    return OK;
}

static const struct worktime *time_of(const struct schedule_times *t, const struct item *i)
{
    int32_t rule = i ? build_calendar(&t->b, i->calendar) : CALENDAR_NONE;
    return t->worktimes[rule == CALENDAR_NONE ? t->b.net.options.calendar : rule];
}

static bool is_inside(const struct worktime *w, instant t)
{
    return t >= w->from && t <= w->to;
}

int64_t schedule_times_between(const struct schedule_times *t, const struct item *i, instant a,
                               instant b)
{
    const struct worktime *w = time_of(t, i);
    if (!is_inside(w, a) || !is_inside(w, b))
        return INT_NONE;
    return i && duration_unit_is_elapsed(i->duration_unit) ? b - a : worktime_between(w, a, b);
}

instant schedule_times_move(const struct schedule_times *t, const struct item *i, instant from,
                            int64_t seconds)
{
    const struct worktime *w = time_of(t, i);
    if (!is_inside(w, from))
        return INSTANT_NONE;
    instant to = seconds < 0 ? worktime_sub(w, from, -seconds) : worktime_add(w, from, seconds);
    return is_inside(w, to) ? to : INSTANT_NONE;
}
