/* Generations of schedules whose passes alternate in direction.
 *
 * The parents' schedules lie against one end of the project; their lists, latest finish first,
 * are crossed and run from the other end. So each child is justified against the other side by the
 * one pass that it costs (two populations in turn: Debels, Vanhoucke 2007). Parents win a
 * tournament; a child that equals one of its generation is drawn again. The children replace their
 * grandparents without a comparison: keeping the best too made populations alike too soon.
 */
#include "engine/level/hunt.h"

#include <math.h>
#include <string.h>

enum {
    PEOPLE_LEAST = 8,
    PEOPLE_MOST = 20000,
    CONTESTANTS = 3,
    REDRAWS = 2,
    MEMORY = 256 * 1024 * 1024,
};
static const double size_factor = 0.32, size_power = 0.78;
static const double last_part = 0.05; /* of the people are left at the end */

struct crowd {
    struct one *people;
    int32_t     count;
};

struct seen {
    uint64_t *print; /* open addressing; 0 = free */
    uint64_t  mask;
};

struct turn {
    int                 direction; /* of the children */
    const struct crowd *parents;
    struct crowd       *children;
    int32_t             count; /* children wanted */
};

static struct crowd crowd_new(struct hunt *h, int32_t size)
{
    struct crowd c = {.people = arena_array(h->mem, struct one, size)};
    for (int32_t k = 0; k < size; k++) {
        c.people[k] = one_new(h->mem, h->n, h->has_choice ? NULL : h->best.mode);
    }
    return c;
}

/* Remembers the print; false when it was there. */
static bool seen_add(struct seen *s, uint64_t print)
{
    uint64_t at = print & s->mask;
    for (; s->print[at]; at = (at + 1) & s->mask)
        if (s->print[at] == print)
            return false;
    s->print[at] = print;
    return true;
}

/* How many there are to begin with. */
static int32_t size_for(const struct hunt *h, int64_t budget)
{
    const double each = 3.0 * 4.0 * (double)(h->n + 16); /* bytes */
    const double most = (double)MEMORY / each / 2;
    double       size = size_factor * pow((double)budget, size_power);
    if (size > most)
        size = most;
    if (size > (double)budget / 3)
        size = (double)budget / 3;
    if (size > PEOPLE_MOST)
        size = PEOPLE_MOST;
    return size < PEOPLE_LEAST ? PEOPLE_LEAST : (int32_t)size;
}

/* How many children the next generation has: ever fewer, the less of the budget is left. */
static int32_t size_now(const struct hunt *h, int32_t size, int64_t end, int64_t budget)
{
    const double left = (double)(end - h->schedules) / (double)budget;
    const double part = last_part + (1 - last_part) * left;
    const double now = part * (double)size;
    return now < PEOPLE_LEAST ? PEOPLE_LEAST : (int32_t)now;
}

static const struct one *winner(struct hunt *h, const struct crowd *c)
{
    const struct one *best = &c->people[dice_below(&h->dice, c->count)];
    for (int k = 1; k < CONTESTANTS; k++) {
        const struct one *other = &c->people[dice_below(&h->dice, c->count)];
        best = other->rank < best->rank ? other : best;
    }
    return best;
}

static bool goes_on(const struct hunt *h, int64_t end)
{
    return !h->is_over && h->schedules < end;
}

static void generation(struct hunt *h, const struct turn *turn, struct seen *seen, int64_t end)
{
    struct crowd *children = turn->children;
    memset(seen->print, 0, (size_t)(seen->mask + 1) * sizeof *seen->print);
    children->count = 0;
    while (goes_on(h, end) && children->count < turn->count) {
        struct one *child = &children->people[children->count++];
        for (int draw = 0; draw <= REDRAWS && goes_on(h, end); draw++) {
            const struct one *father = winner(h, turn->parents);
            breed(h, turn->direction, father, winner(h, turn->parents));
            if (h->has_choice)
                memcpy(child->mode, h->mode, (size_t)h->n * sizeof *h->mode);
            hunt_try(h, turn->direction, h->list, child);
            if (seen_add(seen, child->print))
                break;
        }
    }
}

void evolve(struct hunt *h, int64_t budget)
{
    const struct arena_mark mark = arena_mark(h->mem);
    const int64_t           end = h->schedules + budget;
    const int32_t           size = size_for(h, budget);
    struct crowd            crowd[2] = {crowd_new(h, size), crowd_new(h, size)};
    struct seen             seen = {.mask = 15};
    while (seen.mask < 4 * (uint64_t)size)
        seen.mask = 2 * seen.mask + 1;
    seen.print = arena_array(h->mem, uint64_t, seen.mask + 1);
    while (goes_on(h, end) && crowd[0].count < size) {
        struct one *o = &crowd[0].people[crowd[0].count++];
        sample_list(h, h->list);
        if (h->has_choice && !modes_draw(h, o->mode))
            memcpy(o->mode, h->best.mode, (size_t)h->n * sizeof *o->mode);
        hunt_try(h, LEVEL_FORWARD, h->list, o);
    }
    for (int side = 0; goes_on(h, end); side = !side) {
        const int32_t count = size_now(h, size, end, budget);
        generation(h, &(struct turn){!side, &crowd[side], &crowd[!side], count}, &seen, end);
    }
    arena_rewind(h->mem, mark);
}
