/* Pairs that cannot overlap because a resource does not suffice for both.
 *
 * When i cannot finish before the latest start of j, j goes first: i starts behind j's earliest
 * finish, and j finishes before i's latest start (Carlier, Pinson 1989 for the job shop).
 */
#include "engine/level/prove/inside.h"

/* `then` goes behind `first`, as it cannot finish before first's latest start. */
static bool order(struct prover *s, int32_t first, int32_t then)
{
    const int32_t bound = early(s, then);
    const int32_t soonest = early(s, first) + s->m.duration[first];
    const int32_t latest = late(s, then) - s->m.duration[first];
    if (soonest > early(s, then) &&
        !trail_raise(s, (struct lit){2 * then, soonest},
                     (struct reason){.kind = WHY_PAIR, .a = first, .b = bound}))
        return false;
    return latest >= late(s, first) ||
           trail_raise(s, (struct lit){2 * first + 1, -latest},
                       (struct reason){.kind = WHY_PAIR, .a = then, .b = bound});
}

bool pairs_propagate(struct prover *s, int32_t i)
{
    const struct model *m = &s->m;
    s->work += (m->pair_first[i + 1] - m->pair_first[i]) / 4;
    for (int32_t k = m->pair_first[i]; k < m->pair_first[i + 1]; k++) {
        const int32_t j = m->pair[k];
        if (early(s, i) + m->duration[i] > late(s, j) && !order(s, j, i))
            return false;
        if (early(s, j) + m->duration[j] > late(s, i) && !order(s, i, j))
            return false;
    }
    return true;
}
