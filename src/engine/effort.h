/* engine/effort.h - duration, work and units of a task: spans, and what an edit changes.
 *
 * span = (work - overtime) / units / mean of the contour. Overtime shortens and takes no calendar
 * time. Microsoft Project rounds spans and durations to a tenth of a minute; so do we. The edit
 * rules are those of its help ("How Project schedules tasks"): of duration, work and units one is
 * held by the type of the task, one is edited, the third follows. Pure functions, O(assignments).
 */
#ifndef ENGINE_EFFORT_H
#define ENGINE_EFFORT_H

#include "engine/network.h"

enum { EFFORT_ROUND_S = 6 };

/* Mean share of the units that a contour uses, 0–1; 1 for NET_PIECES. */
double contour_mean(enum net_contour contour);

/* Share of the units in tenth `tenth` (0–9) of the span, 0–1. */
double contour_share(enum net_contour contour, int tenth);

/* Rounded to tenths of a minute, halves up. */
int64_t effort_round(double seconds);

/* Working seconds that the assignment's work takes; 0 when it has no work or no units. Of an
 * assignment in pieces this is the time without its gaps, if the units hold. By the rules of P6
 * not rounded to tenths of a minute: there dates are rounded. */
int64_t effort_span(const struct network *net, int32_t assignment);

enum effort_type { EFFORT_FIXED_UNITS, EFFORT_FIXED_DURATION, EFFORT_FIXED_WORK };

/* A task with its flat driving assignments. */
struct effort {
    enum effort_type type;
    bool             is_effort_driven; /* fixed work always is */
    int64_t          duration_s;
    int32_t          n; /* assignments */
    double          *units;
    int64_t         *work_s;
};

/* Sets the duration. Fixed units, fixed duration: work follows. Fixed work: units follow. */
void effort_set_duration(struct effort *e, int64_t duration_s);

/* Sets the work of assignment i. Fixed duration: its units follow. Else: the duration follows. */
void effort_set_work(struct effort *e, int32_t i, int64_t work_s);

/* Sets the work of all, shared as it was shared before (by units where there was none). */
void effort_set_total(struct effort *e, int64_t work_s);

/* Sets the units of assignment i. Fixed duration: its work follows. Else: the duration follows. */
void effort_set_units(struct effort *e, int32_t i, double units);

/* Row n - 1 has just been added with its units and no work; there was `work_s` of work before.
 * Effort-driven: the work is shared by units and the duration follows (fixed duration: units
 * follow). Else the new one brings work for the duration. The first resource of a task takes its
 * whole work. */
void effort_added(struct effort *e, int64_t work_s);

/* A row with units and `work_s` has just been taken out of the arrays. Effort-driven: the others
 * take over its work. Else it goes with its work. The last one leaves the duration as it is. */
void effort_removed(struct effort *e, int64_t work_s);

int64_t effort_work(const struct effort *e); /* of all */

#endif
