/* engine/prepare_time.h - calendars, driving parts and horizon of a prepared network. For
 * prepare.c. */
#ifndef ENGINE_PREPARE_TIME_H
#define ENGINE_PREPARE_TIME_H

#include "engine/prepare.h"

/* Fills slots, parts, pieces, horizon and worktimes; nodes and arcs are there already. */
err prepare_time(struct arena *mem, struct prepared *p);

/* The slot of a task's calendar; that of the project for CALENDAR_NONE. */
int32_t prepared_slot(const struct prepared *p, int32_t calendar);

#endif
