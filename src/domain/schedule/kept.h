/* domain/schedule/kept.h - the inside of a schedule that is kept. For schedule.c and follow.c only.
 */
#ifndef DOMAIN_SCHEDULE_KEPT_H
#define DOMAIN_SCHEDULE_KEPT_H

#include "domain/schedule/build.h"
#include "engine/marks.h"

struct schedule {
    struct arena         mem;
    struct build         b;
    struct replan       *replan;
    struct plan         *known;                /* what it stands for; NULL: nothing */
    struct replan_result result;               /* of the last run */
    uint32_t            *position;             /* by item slot: in the outline */
    uint32_t            *child_row, *children; /* by item slot: slots in outline order */
    size_t               n_builds;
    struct marks         todo; /* rows to be made: items from the end of the outline, counted */
};

/* Puts position, child_row and children right for the outline of b. O(items). */
void schedule_index(struct schedule *s);

#endif
