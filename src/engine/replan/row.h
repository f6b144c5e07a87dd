/* engine/replan/row.h - of one task, link or assignment what network_prepare makes of all. For
 * prepare.c, prepare_time.c and the replan. */
#ifndef ENGINE_REPLAN_ROW_H
#define ENGINE_REPLAN_ROW_H

#include "engine/order.h"

/* False: the link is gone, or an end of it is nobody. */
bool prepared_link_counts(const struct network *net, int32_t link);

/* Its arc, from pred to succ by task. */
struct raw_arc prepared_raw_arc(const struct network *net, int32_t link);
struct arc     prepared_arc(const struct raw_arc *a, int32_t other_end);

/* From the columns of the task, its arcs and parts. */
uint8_t prepared_node_flags(const struct prepared *p, int32_t at, bool is_constrained);

/* Dates given are part of the horizon, whatever comes of them; the first task as late as possible
 * needs other passes. */
bool prepared_dates_fit(const struct prepared *p, int32_t task);

/* Whether the assignment decides dates of its task, and on which worktime; -1: on one that was not
 * needed before. */
bool    prepared_drives(const struct prepared *p, int32_t assignment);
int32_t prepared_part_slot(const struct prepared *p, int32_t assignment);

/* The worktimes of one calendar and of those that rest on it, anew over a horizon; the others stay.
 */
err prepared_recompile(struct arena *mem, const struct prepared *p, struct horizon horizon,
                       int32_t calendar, const struct worktime **io_worktimes);

#endif
