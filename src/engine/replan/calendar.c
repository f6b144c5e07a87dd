/* engine/replan/calendar.c - a calendar that changes under the tasks which use it.
 *
 * Its worktime and those that rest on it are compiled anew, over the same horizon. A plain leaf is
 * told only if the old and the new one differ where its dates lie: from the free time before its
 * first date to the end of the free time behind its last. Before and behind, working time is
 * shifted as a whole; dates, slack and driver hang on differences of it, and a bound that lies
 * outside decides nothing before or after. Lags reach farther, so a node with one is always told,
 * as is every rare node or part that lies on one of the calendars. The old tables stay in the
 * memory of the replan, so the number of times is limited.
 */
#include "engine/replan/inside.h"

#include <string.h>

enum { COMPILED_MAX = 48 };

/* One of the worktimes as it was, and from where to where it is another one now. */
struct change {
    const struct worktime *was;
    struct horizon         apart;
};

static bool is_where_its_dates_lie(const struct replan *r, int32_t at, const struct change *c)
{
    const struct dates *early = &r->c->ahead[at], *late = &r->behind[at];
    if (early->start == early->finish) /* a moment: not plain either */
        return true;
    const instant from = worktime_prev(c->was, min_of(early->start, late->late_start));
    const instant to = worktime_next(c->was, max_of(early->finish, late->late_finish));
    return c->apart.from < to && c->apart.to > from;
}

static bool is_touched(const struct replan *r, int32_t at, const struct change *changes)
{
    const struct node    n = r->p->nodes[at];
    const struct change *c = &changes[n.slot];
    if (!(n.flags & NODE_RARE))
        return c->was && ((n.flags & NODE_LAGGED) || is_where_its_dates_lie(r, at, c));
    if (c->was)
        return true;
    for (int32_t k = r->p->part_row[at]; k < r->p->part_end[at]; k++)
        if (changes[r->p->parts[k].slot].was)
            return true;
    return false;
}

err replan_calendar(struct replan *r, int32_t calendar, bool *ret_fits)
{
    const int32_t n = r->p->n_slots;
    *ret_fits = !r->net->p6 && r->n_compiled++ < COMPILED_MAX;
    if (!*ret_fits)
        return OK;
    const struct worktime **now = arena_copy(r->mem, r->c->worktimes, sizeof *now * (size_t)n);
    struct change          *changes = arena_array(r->mem, struct change, n);
    TRY(prepared_recompile(r->mem, r->p, r->c->horizon, calendar, now));
    for (int32_t i = 0; i < n; i++)
        if (now[i] != r->c->worktimes[i])
            changes[i] = (struct change){r->c->worktimes[i],
                                         worktime_difference(r->c->worktimes[i], now[i])};
    r->c->worktimes = now;
    r->is_whole_needed |= changes[r->c->project_slot].was != NULL;
    for (int32_t at = 0; at < r->p->n_nodes; at++)
        if (is_touched(r, at, changes)) {
            pass_spans_of(r->c, at);
            replan_tell_all(r, at);
        }
    return OK;
}
