/* domain/schedule.h - from the plan to the engine's network and back.
 *
 * Called by plan_calculate only, after the outline is known. Reads records of the plan, builds
 * the engine's arrays, runs it, and fills in the rows.
 */
#ifndef DOMAIN_SCHEDULE_H
#define DOMAIN_SCHEDULE_H

#include "domain/plan.h"
#include "domain/plan/outline.h"

/* `rows` by item slot, plan_slots(p, &item_entity) of them: level, wbs and is_summary are filled
 * in, all instants are INSTANT_NONE, durations DURATION_NONE, the rest 0; rows of empty slots are
 * to stay so. The outline is plan_outline_tree(p). Must not keep anything of `rows`. ERR_CYCLE:
 * `why` names the items, "A → B → A". */
err plan_schedule(const struct plan *p, const struct plan_outside *outside, struct item_row *rows);

#endif
