/* Choosing modes: within the stocks, and by what finishes first.
 *
 * Excess is what modes use beyond the stocks, each stock's in thousandths of itself. Mending
 * changes the mode of an activity drawn at random to the one of least excess, ties at random, until
 * there is none. A pass that may choose modes takes for each activity the mode with the earliest
 * finish among those that leave the others' uses within the stocks (the extended generation scheme
 * of Van Peteghem, Vanhoucke 2010).
 */
#include "engine/level/hunt.h"

#include <string.h>

enum { MEND_ROUNDS = 40, NOISE = 64, DRAWS = 200, PART = 1000 };

static int32_t use_of(const struct hunt *h, int32_t mode, int32_t stock)
{
    const struct level_problem *p = h->problem;
    return p->mode_use[(size_t)mode * (size_t)p->n_stocks + (size_t)stock];
}

/* What is left of each stock when all run in these modes; may be negative. */
static void left_fill(struct hunt *h, const int32_t *mode)
{
    for (int32_t s = 0; s < h->problem->n_stocks; s++) {
        h->left[s] = h->problem->stock[s];
        for (int32_t i = 0; i < h->n; i++)
            h->left[s] -= use_of(h, mode[i], s);
    }
}

/* Excess after activity's mode changes from one to the other. */
static int64_t excess(const struct hunt *h, int32_t from, int32_t to)
{
    int64_t sum = 0;
    for (int32_t s = 0; s < h->problem->n_stocks; s++) {
        const int64_t left = h->left[s] + use_of(h, from, s) - use_of(h, to, s);
        sum += left < 0 ? -left * PART / (h->problem->stock[s] + 1) + 1 : 0;
    }
    return sum;
}

static void change(struct hunt *h, int32_t *mode, int32_t to)
{
    for (int32_t s = 0; s < h->problem->n_stocks; s++)
        h->left[s] += use_of(h, *mode, s) - use_of(h, to, s);
    *mode = to;
}

/* The mode of least excess of an activity, its own among them; ties at random. */
static int32_t thriftiest(struct hunt *h, int32_t i, int32_t own)
{
    const int32_t *first = h->problem->mode_first;
    int32_t        to = own, ties = 0;
    int64_t        least = INT64_MAX;
    for (int32_t k = first[i]; k < first[i + 1]; k++) {
        const int64_t then = h->machine.usable[k] ? excess(h, own, k) : INT64_MAX;
        if (then > least)
            continue;
        ties = then < least ? 1 : ties + 1;
        if (dice_below(&h->dice, ties) == 0)
            to = k;
        least = then;
    }
    return to;
}

static int32_t any_usable(struct hunt *h, int32_t i)
{
    const int32_t *first = h->problem->mode_first;
    int32_t        mode;
    do
        mode = first[i] + dice_below(&h->dice, first[i + 1] - first[i]);
    while (!h->machine.usable[mode]);
    return mode;
}

bool modes_mend(struct hunt *h, int32_t *mode)
{
    left_fill(h, mode);
    int64_t now = excess(h, mode[0], mode[0]);
    for (int64_t round = (int64_t)MEND_ROUNDS * h->n; now > 0 && round > 0; round--) {
        const int32_t i = dice_below(&h->dice, h->n);
        const bool    is_noise = dice_below(&h->dice, NOISE) == 0;
        change(h, &mode[i], is_noise ? any_usable(h, i) : thriftiest(h, i, mode[i]));
        now = excess(h, mode[0], mode[0]);
    }
    return now == 0;
}

bool modes_draw(struct hunt *h, int32_t *ret_mode)
{
    for (int draw = 0; draw < DRAWS; draw++) {
        for (int32_t i = 0; i < h->n; i++)
            ret_mode[i] = any_usable(h, i);
        if (modes_mend(h, ret_mode))
            return true;
    }
    return false;
}

int32_t modes_run(struct hunt *h, int direction, const int32_t *list, struct one *o)
{
    struct level_machine *m = &h->machine;
    const int32_t        *first = h->problem->mode_first;
    int32_t               span = 0;
    left_fill(h, o->mode);
    level_clear(m);
    o->finish[h->n] = INT32_MIN / 2;
    for (int32_t k = 0; k < h->n; k++) {
        const int32_t i = list[k];
        const int32_t earliest = level_earliest(&m->side[direction], i, o->finish);
        int32_t       best = o->mode[i];
        int32_t       finish = level_find(m, best, earliest) + m->duration[best];
        for (int32_t mode = first[i]; mode < first[i + 1]; mode++) {
            if (mode == o->mode[i] || !m->usable[mode] || excess(h, o->mode[i], mode) > 0 ||
                earliest + m->duration[mode] >= finish)
                continue;
            const int32_t then = level_find(m, mode, earliest) + m->duration[mode];
            if (then < finish) {
                finish = then;
                best = mode;
            }
        }
        change(h, &o->mode[i], best);
        level_take(m, best, finish - m->duration[best]);
        o->finish[i] = finish;
        span = finish > span ? finish : span;
    }
    return span;
}
