/* engine/simulate/grid.h - time in numbers of 32 bits, and calendars as tables over it.
 *
 * All calendars of a plan begin and end their work at multiples of some unit, say half an hour. A
 * moment is then a cell of that length and the seconds in it: cell << bits | seconds, where the
 * bits hold one cell. Working time is told likewise, by working cells. In such numbers the later
 * of two moments is the larger, W(t) of worktime.h is one look-up by cell, and its inverse one by
 * working cell; both are exact to the second. Sums and differences carry at `unit_s`, not at a
 * power of two: see grid_plus.
 */
#ifndef ENGINE_SIMULATE_GRID_H
#define ENGINE_SIMULATE_GRID_H

#include "engine/prepare.h"

enum {
    GRID_NEVER = INT32_MAX / 2,   /* later than every moment */
    GRID_ALWAYS = INT32_MIN / 16, /* earlier */
};

/* A calendar. */
struct grid_time {
    const uint32_t *work_of;  /* by cell: working time before it, | mask if it is working time */
    const uint32_t *clock_of; /* by working cell: where it begins; then the end */
    int32_t         total;    /* working time */
    int32_t         n_cells;  /* working ones */
    bool            is_continuous;
};

struct grid {
    instant           from;    /* where cell 0 begins */
    int32_t           unit_s;  /* of a cell */
    int32_t           bits;    /* (1 << bits) >= unit_s */
    int32_t           mask;    /* (1 << bits) - 1 */
    int32_t           carry;   /* (1 << bits) - unit_s */
    int32_t           n_cells; /* tables have one more: the end */
    int32_t           end;     /* as a moment */
    struct grid_time *times;   /* by slot of the network */
};

/* NULL when the calendars have no common unit, or too many cells. O(cells of all calendars). */
const struct grid *grid_new(struct arena *mem, const struct prepared *p,
                            const struct worktime *const *worktimes);

/* Moments outside the grid become GRID_ALWAYS and GRID_NEVER, and those INSTANT_BEFORE and
 * INSTANT_BEYOND. */
int32_t grid_clock(const struct grid *g, instant t);
instant grid_instant(const struct grid *g, int32_t clock);
bool    grid_has(const struct grid *g, instant t);
/* A length; not above that of the grid. */
int32_t grid_span(const struct grid *g, int64_t seconds);
/* W(t), and the earliest moment with it. `work` may be no proper number: it is taken as the next
 * that is. */
int32_t grid_work(const struct grid *g, const struct grid_time *w, int32_t clock);
int32_t grid_finish_at(const struct grid *g, const struct grid_time *w, int32_t work);

#endif
