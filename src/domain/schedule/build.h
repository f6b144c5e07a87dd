/* domain/schedule/build.h - the engine's network while it is built from a plan. For schedule.c
 * only.
 *
 * Tasks are the items in order of slot, then ghosts: items of other projects that links come from.
 */
#ifndef DOMAIN_SCHEDULE_BUILD_H
#define DOMAIN_SCHEDULE_BUILD_H

#include "domain/assignment.h"
#include "domain/calendar.h"
#include "domain/item.h"
#include "domain/link.h"
#include "domain/plan/outline.h"
#include "domain/project.h"
#include "domain/resource.h"
#include "engine/cpm.h"

struct build {
    struct arena              *mem;
    const struct plan         *p;
    const struct project      *project;
    const struct outline      *outline;
    const struct plan_outside *outside;
    const struct zone         *zone; /* of the project */
    struct network             net;
    str                       *titles;     /* by task */
    int32_t                   *task_of;    /* by item slot; TASK_NONE for empty slots */
    int32_t                   *rule_of;    /* by calendar slot */
    size_t                    *link_slot;  /* by link of the network */
    bool                      *is_outside; /* by item slot: a link of it could not be honoured */
    bool                      *has_assignments; /* by task: work comes from them */
    int64_t                   *assigned_work_s; /* by task */
};

/* Empty columns, options and the zone of the project. `b` has mem, p, project, outline, outside. */
err build_open(struct build *b);

/* Calendars to rules; CALENDAR_NONE for an absent or unknown id. */
err     build_calendars(struct build *b);
int32_t build_calendar(const struct build *b, struct id calendar);

void build_tasks(struct build *b);
void build_links(struct build *b);
void build_assignments(struct build *b);

/* What the engine found, into rows by item slot; then work and per cent summed up the outline. */
void build_rows(const struct build *b, const struct cpm_result *result, struct item_row *rows);

#endif
