/* app/edit/work.h - duration, work and units of an item whose assignments are edited.
 *
 * The rules are the engine's (engine/effort.h); here they are applied to records. Only flat
 * assignments of people and things take part; contoured ones keep their pieces, material and cost
 * know no work.
 */
#ifndef APP_EDIT_WORK_H
#define APP_EDIT_WORK_H

#include "app/edit/edit.h"

/* The item's new duration (its record has it already, `before` is as it was): work or units follow.
 */
void work_on_duration(struct edit *e, const struct item *before, struct id item);
/* The item's new total work: shared out to the assignments, the duration follows. */
void work_on_total(struct edit *e, struct id item);
/* An assignment was made; `is_given`: its work was stated and stays. */
void work_on_new(struct edit *e, struct id assignment, bool is_given);
/* Its units or work changed from `before`. */
void work_on_edited(struct edit *e, const struct assignment *before, struct id assignment);
/* It was taken out of the fork. */
void work_on_removed(struct edit *e, const struct assignment *gone);
/* The item's progress changed: work done follows its per cent. */
void work_on_progress(struct edit *e, struct id item);

#endif
