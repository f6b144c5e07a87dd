/* engine/replan/calendar.c - a calendar that changes under the tasks which use it.
 *
 * Its worktime and those that rest on it are compiled anew, over the same horizon; every node or
 * part that lies on one of them is told. The old tables stay in the memory of the replan, so the
 * number of times is limited.
 */
#include "engine/replan/inside.h"

#include <string.h>

enum { COMPILED_MAX = 48 };

static bool is_touched(const struct replan *r, int32_t at, const bool *changed)
{
    if (changed[r->p->nodes[at].slot])
        return true;
    for (int32_t k = r->p->part_row[at]; k < r->p->part_end[at]; k++)
        if (changed[r->p->parts[k].slot])
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
    bool                   *changed = arena_array(r->mem, bool, n);
    TRY(prepared_recompile(r->mem, r->p, r->c->horizon, calendar, now));
    for (int32_t i = 0; i < n; i++)
        changed[i] = now[i] != r->c->worktimes[i];
    r->c->worktimes = now;
    r->is_whole_needed |= changed[r->c->project_slot];
    for (int32_t at = 0; at < r->p->n_nodes; at++)
        if (is_touched(r, at, changed)) {
            pass_spans_of(r->c, at);
            replan_tell_all(r, at);
        }
    return OK;
}
