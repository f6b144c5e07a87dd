/* A child of two schedules.
 *
 * The two-point crossover of lists (Hartmann 1998): the father's begin, then the mother's order,
 * then the father's again; each keeps predecessors first. The mother's part is cut where her
 * resources are busiest: of a few places the one with most work a period (after the peak crossover
 * of Valls, Ballestin, Quintanilla 2008). Then some neighbours change places and, in every second
 * child, one activity moves as far as its links let it.
 * An activity's mode comes from the one who put it into the list.
 */
#include "engine/level/hunt.h"

#include <math.h>
#include <string.h>

enum { PLACES = 2, SWAPS = 5 };
static const double part_least = 0.25, part_most = 0.5; /* of the list */
static const double moves = 0.5;
static const double mode_changes = 1;

static int32_t distance(int32_t a, int32_t b)
{
    return a < b ? b - a : a - b;
}

/* The mother's part: its begin and end in her list. */
static void busiest_part(struct hunt *h, const struct one *mother, int32_t *ret_from,
                         int32_t *ret_to)
{
    const double  part = part_least + (part_most - part_least) * dice_unit(&h->dice);
    const int32_t length = (int32_t)(part * (double)h->n) + 1;
    double        busiest = -1;
    for (int place = 0; place < PLACES; place++) {
        const int32_t from = dice_below(&h->dice, h->n - length + 1), to = from + length;
        int64_t       work = 0;
        for (int32_t k = from; k < to; k++)
            work += h->density[mother->mode[mother->list[k]]];
        const double busy = (double)work / (1 + distance(mother->finish[mother->list[from]],
                                                         mother->finish[mother->list[to - 1]]));
        if (busy > busiest) {
            busiest = busy;
            *ret_from = from;
            *ret_to = to;
        }
    }
}

static void cross(struct hunt *h, const struct one *father, const struct one *mother, int32_t from,
                  int32_t to)
{
    uint8_t *taken = h->mark;
    int32_t  k = 0;
    memset(taken, 0, (size_t)h->n);
    memcpy(h->list, father->list, (size_t)from * sizeof *h->list);
    for (; k < from; k++)
        taken[father->list[k]] = 1;
    for (int32_t at = 0; k < to; at++) {
        const int32_t i = mother->list[at];
        h->list[k] = i;
        k += !taken[i];
        taken[i] |= 2 * !taken[i];
    }
    for (int32_t at = from; k < h->n; at++) {
        const int32_t i = father->list[at];
        h->list[k] = i;
        k += !taken[i];
    }
    if (!h->has_choice)
        return;
    for (int32_t i = 0; i < h->n; i++)
        h->mode[i] = taken[i] == 2 ? mother->mode[i] : father->mode[i];
}

/* How many places on the next change is, when `count` of `of` are changed on average. */
static int32_t stride(struct hunt *h, double count, int32_t of)
{
    const double chance = count / (double)of;
    if (chance >= 1)
        return 1;
    const double far = log(1 - dice_unit(&h->dice)) / log1p(-chance);
    return far < (double)of ? 1 + (int32_t)far : of;
}

/* Must b stay behind a? */
static bool waits(const struct level_side *side, int32_t b, int32_t a)
{
    bool found = false;
    for (int32_t x = side->pred_first[b]; x < side->pred_first[b + 1]; x++)
        found |= side->pred[x] == a;
    return found;
}

static void swap_some(struct hunt *h, const struct level_side *side)
{
    for (int swap = 0; swap < SWAPS && h->n > 1; swap++) {
        const int32_t at = 1 + dice_below(&h->dice, h->n - 1);
        const int32_t a = h->list[at - 1], b = h->list[at];
        if (!waits(side, b, a)) {
            h->list[at - 1] = b;
            h->list[at] = a;
        }
    }
}

/* Moves an activity by up to a random number of places, as far as links let it. */
static void move_some(struct hunt *h, const struct level_side *side)
{
    int32_t *list = h->list;
    for (double left = moves; dice_unit(&h->dice) < left; left -= 1) {
        int32_t       at = dice_below(&h->dice, h->n), far = 1 + dice_below(&h->dice, h->n);
        const int32_t i = list[at];
        if (dice_below(&h->dice, 2))
            for (; far > 0 && at > 0 && !waits(side, i, list[at - 1]); at--, far--)
                list[at] = list[at - 1];
        else
            for (; far > 0 && at < h->n - 1 && !waits(side, list[at + 1], i); at++, far--)
                list[at] = list[at + 1];
        list[at] = i;
    }
}

static void change_modes(struct hunt *h)
{
    const int32_t *first = h->problem->mode_first;
    for (int32_t k = stride(h, mode_changes, h->n); k <= h->n; k += stride(h, mode_changes, h->n)) {
        const int32_t mode = first[k - 1] + dice_below(&h->dice, first[k] - first[k - 1]);
        if (h->machine.usable[mode])
            h->mode[k - 1] = mode;
    }
}

void breed(struct hunt *h, int direction, const struct one *father, const struct one *mother)
{
    int32_t from = 0, to = 0;
    busiest_part(h, mother, &from, &to);
    cross(h, father, mother, from, to);
    swap_some(h, &h->machine.side[direction]);
    move_some(h, &h->machine.side[direction]);
    if (!h->has_choice)
        return;
    change_modes(h);
    if (!modes_mend(h, h->mode))
        memcpy(h->mode, father->mode, (size_t)h->n * sizeof *h->mode);
}
