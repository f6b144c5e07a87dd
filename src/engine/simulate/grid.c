/* engine/simulate/grid.c - the unit of a plan's calendars, and their tables.
 *
 * The unit is the greatest common divisor of all begins and ends of working time, counted from
 * midnight UTC before the horizon; what the horizon cuts off is rounded outwards, where no date
 * lies. Numbers stay below 2^30, so that two of them can be added.
 */
#include "engine/simulate/grid.h"

enum { CELLS_MAX = 1 << 22, UNIT_LEAST = 60, CLOCK_BITS = 30 };

#define TABLES_MOST ((int64_t)1 << 24) /* cells of all calendars */

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b) {
        const int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static int64_t end_of(const struct worktime_span *s)
{
    return s->begin + s[1].done - s->done;
}

static int64_t unit_with(int64_t unit, const struct worktime *w, instant from)
{
    for (uint32_t i = 1; i <= w->n && unit >= UNIT_LEAST; i++) {
        const struct worktime_span *s = &w->spans[i];
        if (s->begin != w->from)
            unit = common_divisor(unit, s->begin - from);
        if (end_of(s) != w->to)
            unit = common_divisor(unit, end_of(s) - from);
    }
    return unit;
}

/* Cells [first, end) of an interval, rounded outwards. */
static void cells_of(const struct grid *g, const struct worktime_span *s, int64_t *ret_first,
                     int64_t *ret_end)
{
    *ret_first = (s->begin - g->from) / g->unit_s;
    *ret_end = (end_of(s) - g->from + g->unit_s - 1) / g->unit_s;
}

static void time_fill(struct arena *mem, const struct grid *g, const struct worktime *w,
                      struct grid_time *to)
{
    to->is_continuous = w->is_continuous;
    to->total = g->end;
    to->n_cells = g->n_cells;
    if (w->is_continuous)
        return;
    uint32_t *work_of = arena_array(mem, uint32_t, g->n_cells + 1);
    uint32_t *clock_of = arena_array(mem, uint32_t, g->n_cells + 1);
    uint32_t  rank = 0;
    int64_t   cell = 0;
    for (uint32_t i = 1; i <= w->n; i++) {
        int64_t first, end;
        cells_of(g, &w->spans[i], &first, &end);
        for (; cell < first; cell++)
            work_of[cell] = rank << g->bits;
        for (; cell < end; cell++) {
            work_of[cell] = rank << g->bits | (uint32_t)g->mask;
            clock_of[rank++] = (uint32_t)cell << g->bits;
        }
    }
    for (; cell <= g->n_cells; cell++)
        work_of[cell] = rank << g->bits;
    clock_of[rank] = (uint32_t)g->end;
    to->work_of = work_of;
    to->clock_of = clock_of;
    to->n_cells = (int32_t)rank;
    to->total = (int32_t)(rank << g->bits);
}

/* The first calendar of a leaf tells the horizon that all have. */
static bool unit_find(const struct prepared *p, const struct worktime *const *worktimes,
                      const bool *used, struct grid *g)
{
    const struct worktime *any = worktimes[p->nodes[0].slot];
    int64_t                unit = DAY_S, slots = 0;
    g->from = any->from - ((any->from % DAY_S) + DAY_S) % DAY_S;
    for (int32_t s = 0; s < p->n_slots; s++) {
        if (used[s] && !worktimes[s]->is_continuous)
            unit = unit_with(unit, worktimes[s], g->from);
        slots += used[s];
    }
    if (unit < UNIT_LEAST)
        return false;
    g->unit_s = (int32_t)unit;
    while ((1 << g->bits) < unit)
        g->bits++;
    const int64_t cells = (any->to - g->from + unit - 1) / unit;
    if (cells > CELLS_MAX || cells >= (int64_t)1 << (CLOCK_BITS - g->bits) ||
        cells * slots > TABLES_MOST)
        return false;
    g->n_cells = (int32_t)cells;
    return true;
}

const struct grid *grid_new(struct arena *mem, const struct prepared *p,
                            const struct worktime *const *worktimes)
{
    const int32_t project = p->net->options.calendar;
    struct grid  *g = arena_new(mem, struct grid);
    bool         *used = arena_array(mem, bool, p->n_slots + 1);
    if (p->n_nodes == 0)
        return NULL;
    used[project == CALENDAR_NONE ? p->net->n_calendars : project] = true;
    for (int32_t at = 0; at < p->n_nodes; at++)
        used[p->nodes[at].slot] = true;
    if (!unit_find(p, worktimes, used, g))
        return NULL;
    g->mask = (1 << g->bits) - 1;
    g->carry = (1 << g->bits) - g->unit_s;
    g->end = g->n_cells << g->bits;
    g->times = arena_array(mem, struct grid_time, p->n_slots + 1);
    for (int32_t s = 0; s < p->n_slots; s++)
        if (used[s])
            time_fill(mem, g, worktimes[s], &g->times[s]);
    return g;
}

bool grid_has(const struct grid *g, instant t)
{
    return t >= g->from && t <= g->from + (int64_t)g->n_cells * g->unit_s;
}

int32_t grid_clock(const struct grid *g, instant t)
{
    if (!grid_has(g, t))
        return t < g->from ? GRID_ALWAYS : GRID_NEVER;
    return grid_span(g, t - g->from);
}

instant grid_instant(const struct grid *g, int32_t clock)
{
    if (clock < 0 || clock > g->end)
        return clock < 0 ? INSTANT_BEFORE : INSTANT_BEYOND;
    return g->from + (int64_t)(clock >> g->bits) * g->unit_s + (clock & g->mask);
}

int32_t grid_span(const struct grid *g, int64_t seconds)
{
    const int64_t cells = seconds / g->unit_s;
    return cells >= g->n_cells
               ? g->end
               : (int32_t)(cells << g->bits) + (int32_t)(seconds - cells * g->unit_s);
}

int32_t grid_work(const struct grid *g, const struct grid_time *w, int32_t clock)
{
    const int32_t t = clock < 0 ? 0 : clock > g->end ? g->end : clock;
    if (w->is_continuous)
        return t;
    return (int32_t)(w->work_of[t >> g->bits] & ((uint32_t)t | ~(uint32_t)g->mask));
}

int32_t grid_finish_at(const struct grid *g, const struct grid_time *w, int32_t work)
{
    int32_t at = work < 1 ? 1 : work > w->total ? w->total : work;
    if ((at & g->mask) >= g->unit_s) /* between two cells */
        at = (at | g->mask) + 1;
    if (w->is_continuous || w->n_cells == 0)
        return at;
    return (int32_t)w->clock_of[(at - 1) >> g->bits] + ((at - 1) & g->mask) + 1;
}
