/* domain/schedule/worktimes.h - the calendars of a plan, compiled for a span of time.
 *
 * For figures that are no dates: how much of a budget lies before a moment, how long something
 * took. Dates themselves come from plan_calculate alone.
 */
#ifndef DOMAIN_SCHEDULE_WORKTIMES_H
#define DOMAIN_SCHEDULE_WORKTIMES_H

#include "domain/plan.h"
#include "engine/worktime.h"

struct worktimes {
    const struct plan            *plan;
    const struct worktime *const *of_rule;
    const int32_t                *rule_of; /* by calendar slot */
    int32_t                       project_rule;
};

/* The project's calendar and those of its items. Lives in mem. ERR_INVALID names a calendar without
 * working time in the span. */
err worktimes_of(struct arena *mem, const struct plan *p, struct horizon span,
                 struct worktimes *ret_worktimes);

/* Of a calendar that an item names; the project's for an absent or unknown id. */
const struct worktime *worktimes_get(const struct worktimes *w, struct id calendar);

#endif
