/* engine/p6/place.c - a task of the P6 profile put at a bound: its own calendar, or each
 * assignment's.
 *
 * Resource-dependent activities are placed assignment by assignment on the resources' calendars;
 * the activity runs from the first start to the last finish. All others work on their own.
 */
#include "engine/p6/pass.h"

static const struct worktime *time_of_part(const struct p6 *s, int32_t k)
{
    return s->c->worktimes[s->c->p->parts[k].slot];
}

static bool has_parts(const struct p6 *s, int32_t at)
{
    return pass_has_parts(s->c, at) && s->nodes[at].state != P6_FINISHED;
}

struct placed p6_place_from(const struct p6 *s, int32_t at, instant start)
{
    const struct prepared *p = s->c->p;
    struct placed          all = {INSTANT_BEYOND, INSTANT_BEFORE};
    if (!has_parts(s, at)) {
        all.start = worktime_next(p6_time(s, at), start);
        all.finish = p6_round(worktime_add(p6_time(s, at), all.start, s->nodes[at].remaining_s));
        all.finish = max_of(all.start, all.finish); /* a bound may have seconds */
        return all;
    }
    for (int32_t k = p->part_row[at]; k < p->part_end[at]; k++) {
        const struct worktime *w = time_of_part(s, k);
        const instant          begin = worktime_next(w, start);
        all.start = min_of(all.start, begin);
        all.finish = max_of(all.finish, p6_round(worktime_add(w, begin, s->c->spans[k])));
        all.finish = max_of(all.finish, begin);
    }
    return all;
}

struct placed p6_place_until(const struct p6 *s, int32_t at, instant finish)
{
    const struct prepared *p = s->c->p;
    struct placed          all = {INSTANT_BEYOND, INSTANT_BEFORE};
    if (!has_parts(s, at)) {
        const struct worktime *w = p6_time(s, at);
        all.finish = worktime_prev(w, finish);
        all.start = p6_round(worktime_sub(w, all.finish, s->nodes[at].remaining_s));
        all.start = s->nodes[at].remaining_s ? worktime_next(w, all.start) : all.finish;
        all.start = min_of(all.start, all.finish);
        return all;
    }
    for (int32_t k = p->part_row[at]; k < p->part_end[at]; k++) {
        const struct worktime *w = time_of_part(s, k);
        const instant          end = worktime_prev(w, finish);
        all.finish = max_of(all.finish, end);
        all.start = min_of(all.start,
                           worktime_next(w, p6_round(worktime_sub(w, end, s->c->spans[k]))));
    }
    all.start = min_of(all.start, all.finish);
    return all;
}
