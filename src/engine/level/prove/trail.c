/* What is known of the starts, and taking it back.
 *
 * The trail lists every raise of a bound with its reason, oldest first; each entry names the one
 * before it of the same variable, so that the moment at which a literal became true is found by
 * going back. Taking back restores the bounds, shrinks the parts in the table and tells the
 * choice which literals are open again. On level 0 nothing is taken back: its entries are dropped.
 */
#include "engine/level/prove/inside.h"

static void queues_clear(struct prover *s)
{
    for (int32_t k = 0; k < s->n_touched; k++)
        s->is_touched[s->touched[k]] = 0;
    for (int32_t k = 0; k < s->n_dirty; k++)
        s->is_dirty[s->dirty[k]] = 0;
    s->n_touched = 0;
    s->n_dirty = 0;
    s->head = s->n_trail;
}

void trail_begin(struct prover *s)
{
    trail_back(s, 0);
    s->n_trail = 0;
    queues_clear(s);
    table_clear(s);
    for (int32_t i = 0; i < s->m.n; i++) {
        s->last[2 * i] = GIVEN;
        s->last[2 * i + 1] = GIVEN;
        s->low[2 * i] = s->m.head[i];
        s->low[2 * i + 1] = -(s->tried - s->m.tail[i]);
        trail_touch(s, i);
    }
}

void trail_back(struct prover *s, int32_t level)
{
    if (s->n_levels <= level)
        return;
    const int32_t begin = s->level_begin[level + 1];
    while (s->n_trail > begin) {
        const struct entry *e = &s->trail[--s->n_trail];
        s->low[e->x] = e->before;
        s->last[e->x] = e->previous;
        decide_open(s, (struct lit){e->x, e->before}, e->low);
        table_shrink(s, e->x >> 1);
    }
    s->n_levels = level;
    queues_clear(s);
}

void trail_settle(struct prover *s)
{
    for (int32_t k = 0; k < s->n_trail; k++)
        s->last[s->trail[k].x] = GIVEN;
    s->n_trail = 0;
    s->head = 0;
}
