/* Everything that follows from the bounds, cheap things first, until nothing moves.
 *
 * Arcs and clauses come before the table, growing the table before asking it: so that a clash is
 * found with as little work as can be.
 */
#include "engine/level/prove/inside.h"

/* One activity that moved; false: s->clash. */
static bool moved(struct prover *s)
{
    const int32_t i = s->touched[--s->n_touched];
    s->is_touched[i] = 0;
    return table_grow(s, i) && pairs_propagate(s, i);
}

static bool filter(struct prover *s)
{
    const int32_t i = s->dirty[--s->n_dirty];
    s->is_dirty[i] = 0;
    return table_filter(s, i);
}

bool propagate(struct prover *s)
{
    for (;;) {
        if (!clauses_propagate(s))
            return false;
        if (s->n_touched) {
            if (!moved(s))
                return false;
        } else if (s->n_dirty) {
            if (!filter(s))
                return false;
        } else
            return true;
    }
}
