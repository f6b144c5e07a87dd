/* The first lists: at random, but rather those first that have much behind them.
 *
 * Of the activities whose predecessors are in the list one is drawn, its chance its tail beyond the
 * least tail among them (biased random sampling by the latest-finish rule; Kolisch 1996). Even
 * chances alone start a population too far away, sharper ones leave it too alike.
 */
#include "engine/level/hunt.h"

static int32_t draw(struct hunt *h, const int32_t *open, int32_t n_open)
{
    const int32_t *tail = h->tail[LEVEL_FORWARD];
    int32_t        least = INT32_MAX, at = 0;
    int64_t        sum = 0;
    for (int32_t k = 0; k < n_open; k++)
        least = tail[open[k]] < least ? tail[open[k]] : least;
    for (int32_t k = 0; k < n_open; k++)
        sum += tail[open[k]] - least + 1;
    int64_t x = (int64_t)(dice_unit(&h->dice) * (double)sum);
    while (at < n_open - 1 && x >= tail[open[at]] - least + 1)
        x -= tail[open[at++]] - least + 1;
    return at;
}

void sample_list(struct hunt *h, int32_t *ret_list)
{
    const struct level_problem *p = h->problem;
    const struct arena_mark     mark = arena_mark(h->mem);
    int32_t                    *missing = arena_array(h->mem, int32_t, h->n);
    int32_t                    *open = arena_array(h->mem, int32_t, h->n);
    int32_t                     n_open = 0, done = 0;
    for (int32_t a = 0; a < p->succ_first[h->n]; a++)
        missing[p->succ[a]]++;
    for (int32_t i = 0; i < h->n; i++)
        if (!missing[i])
            open[n_open++] = i;
    while (n_open) {
        const int32_t at = draw(h, open, n_open), i = open[at];
        open[at] = open[--n_open];
        ret_list[done++] = i;
        for (int32_t a = p->succ_first[i]; a < p->succ_first[i + 1]; a++)
            if (--missing[p->succ[a]] == 0)
                open[n_open++] = p->succ[a];
    }
    arena_rewind(h->mem, mark);
}
