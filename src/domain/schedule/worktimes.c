/* domain/schedule/worktimes.c - compiled calendars without a network.
 *
 * Uses the same translation of records into rules as the calculation, so that an hour is an hour
 * in both. Only what the project and its items use is compiled: a calendar that nobody uses may be
 * without any working time.
 */
#include "domain/schedule/worktimes.h"

#include "domain/schedule/build.h"

static void mark(const struct build *b, struct id calendar, bool *used)
{
    const int32_t rule = build_calendar(b, calendar);
    if (rule != CALENDAR_NONE)
        used[rule] = true;
}

err worktimes_of(struct arena *mem, const struct plan *p, struct horizon span,
                 struct worktimes *ret_worktimes)
{
    struct build b = {.mem = mem, .p = p, .project = plan_project_record(p)};
    if (!b.project)
        return err_make(ERR_INVALID, "The plan has no project record.");
    b.zone = zone_utc();
    if (b.project->zone.n)
        TRY(zone_get(b.project->zone, &b.zone));
    TRY(build_calendars(&b));
    bool *used = arena_array(mem, bool, b.net.n_calendars);
    used[b.net.options.calendar] = true;
    for (size_t s = 0; s < plan_slots(p, &item_entity); s++) {
        const struct item *i = plan_at(p, &item_entity, s);
        if (i)
            mark(&b, i->calendar, used);
    }
    const struct worktime **compiled = arena_array(mem, const struct worktime *, b.net.n_calendars);
    const struct calendar_set set = {b.net.calendars, b.net.n_calendars, used, span};
    TRY(calendar_compile(mem, &set, compiled));
    *ret_worktimes = (struct worktimes){p, compiled, b.rule_of, b.net.options.calendar};
    return OK;
}

const struct worktime *worktimes_get(const struct worktimes *w, struct id calendar)
{
    size_t slot;
    if (!calendar.v || !plan_slot(w->plan, &calendar_entity, calendar, &slot))
        return w->of_rule[w->project_rule];
    const int32_t rule = w->rule_of[slot];
    return w->of_rule[rule == CALENDAR_NONE ? w->project_rule : rule];
}
