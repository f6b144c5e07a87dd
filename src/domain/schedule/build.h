/* domain/schedule/build.h - the engine's network while it is built from a plan. For schedule.c and
 * level/.
 *
 * Tasks, links and assignments have the numbers of their slots; a slot that is empty, or whose
 * record decides nothing, is a row that is none. Behind the items stand ghosts: items of other
 * projects that links come from. So a row is the same however the plan came about.
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
#include "engine/replan.h"

/* Of an item: what it gives to the summary above. */
struct sums {
    double  done_s, duration_s;
    int64_t work_s;
};

struct build {
    struct arena              *mem;
    const struct plan         *p;
    const struct project      *project;
    const struct outline      *outline;
    const struct plan_outside *outside;
    const struct zone         *zone; /* of the project */
    struct network             net;
    str                       *titles;     /* by task */
    struct network_size        most;       /* rows there is room for */
    bool                       has_room;   /* for more than there are now */
    int32_t                   *rule_of;    /* by calendar slot */
    struct calendar_rule      *rules;      /* of the network */
    bool                      *is_outside; /* by item slot: a link of it could not be honoured */
    int32_t                   *n_assigned; /* by task: with any, work comes from them */
    int64_t                   *assigned_work_s; /* by task */
    struct sums               *sums;            /* by item slot */
    bool                       has_outside;     /* some link comes from another project */
};

/* All of the network of a plan whose outline is known; `b` has mem. ERR_INVALID. */
err build_of(struct build *b, const struct plan *p, const struct plan_outside *outside);

/* Empty columns, options and the zone of the project. `b` has mem, p, project, outline, outside. */
err build_open(struct build *b);

/* Calendars to rules; CALENDAR_NONE for an absent or unknown id. */
err     build_calendars(struct build *b);
int32_t build_calendar(const struct build *b, struct id calendar);
/* The rule of one calendar that was there before, anew. */
err build_calendar_again(struct build *b, const struct calendar *c);

/* Columns of the P6 profile, when the project says so; after the tasks, before the assignments. */
void build_p6(struct build *b);

void build_tasks(struct build *b);
void build_links(struct build *b);
void build_assignments(struct build *b);

/* One row of the columns anew from its record, or none. */
void build_task(struct build *b, uint32_t slot);
/* False: the link decides nothing, its row is none. Ends in the plan only. */
bool build_link(struct build *b, uint32_t slot);
bool build_assignment(struct build *b, uint32_t slot);
void build_assigned(struct build *b, uint32_t slot, int sign); /* its work to that of its task */

/* What the engine found, into rows by item slot; then work and per cent summed up the outline. */
void build_rows(const struct build *b, const struct cpm_result *result, struct item_row *rows);

/* One row: from the engine, and from the record or, of a summary, from `sums`, which are what its
 * children gave. Of an item without children its own sums are set. */
void build_row(const struct build *b, const struct cpm_row *from, size_t slot,
               struct item_row *row);
bool build_counts_above(const struct item *i);

#endif
