/* domain/schedule.h - from the plan to the engine's network and back.
 *
 * Called by plan_calculate only, after the outline is known. Reads records of the plan, builds
 * the engine's arrays, runs it, and fills in the rows. What was built may be kept as a `struct
 * schedule` and follow the plan from fork to fork: then a change of some records costs what it
 * reaches, not what there is.
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

/* ---- working time beside a calculation ---------------------------------------------------------
 */

/* The calendars of a plan, compiled from `from` to `to`. Borrows the plan. O(days * calendars). */
struct schedule_times;
struct item;
err schedule_times_new(struct arena *mem, const struct plan *p, instant from, instant to,
                       const struct schedule_times **ret_times);
/* On the calendar of an item of that plan, else (also for NULL) the project's; round the clock for
 * elapsed durations. Seconds from a to b, negative when b is earlier; outside the span nothing can
 * be said: INT_NONE. */
int64_t schedule_times_between(const struct schedule_times *t, const struct item *i, instant a,
                               instant b);
/* from moved by working seconds, forward or backward; INSTANT_NONE outside the span. */
instant schedule_times_move(const struct schedule_times *t, const struct item *i, instant from,
                            int64_t seconds);

/* ---- kept between calculations; on one thread at a time ---------------------------------------
 */

struct schedule *schedule_new(void);
void             schedule_close(struct schedule *s); /* NULL is fine */
void             schedule_drop(struct schedule *s);  /* forgets all: the next one builds anew */

/* As plan_schedule, and keeps what it built. O(everything). */
err schedule_build(struct schedule *s, const struct plan *p, const struct plan_outside *outside,
                   struct item_row *rows);

/* How often it was built since schedule_new; for tests and benches. */
size_t schedule_builds(const struct schedule *s);

/* The plan it stands for: a fork of its own, with rows. NULL when it stands for none. */
const struct plan *schedule_plan(const struct schedule *s);
/* From now on it stands for p, which was built or followed and now has its rows. A plan with links
 * from other projects is not kept: what they lead from moves without a change in here. Nor is one
 * of the P6 profile, whose passes are always whole. */
void schedule_keep(struct schedule *s, const struct plan *p);

/* Brings it from its plan to p, whose outline is known; slots of both must agree. False: the
 * difference needs building anew, and nothing is kept any more. Else either *ret_is_whole, and
 * schedule_rows gives all rows; or schedule_next those that may differ. O(what the difference
 * reaches). */
bool schedule_follow(struct schedule *s, const struct plan *p, bool *ret_is_whole);
void schedule_rows(const struct schedule *s, struct item_row *rows); /* as plan_schedule */
/* The next row that may differ; its level, is_summary and wbs are not set. False: no more. */
bool schedule_next(struct schedule *s, size_t *ret_slot, struct item_row *ret_row);

#endif
