/* What to try next.
 *
 * Literals that clashes rested on lately come first (VSIDS: Moskewicz et al. 2001), in the way they
 * went before; a heap holds their places. Where none is open, the earliest activity starts at
 * its earliest: the search of a schedule, with which everything begins.
 */
#include "engine/level/prove/inside.h"

static const double activity_decay = 0.95, activity_most = 1e100;

static void up(struct prover *s, int32_t at)
{
    const int32_t p = s->heap[at];
    for (; at > 0 && s->activity[s->heap[(at - 1) / 2]] < s->activity[p]; at = (at - 1) / 2) {
        s->heap[at] = s->heap[(at - 1) / 2];
        s->heap_at[s->heap[at]] = at;
    }
    s->heap[at] = p;
    s->heap_at[p] = at;
}

static void down(struct prover *s, int32_t at)
{
    const int32_t p = s->heap[at];
    for (int32_t child = 2 * at + 1; child < s->n_heap; child = 2 * at + 1) {
        if (child + 1 < s->n_heap && s->activity[s->heap[child + 1]] > s->activity[s->heap[child]])
            child++;
        if (s->activity[s->heap[child]] <= s->activity[p])
            break;
        s->heap[at] = s->heap[child];
        s->heap_at[s->heap[at]] = at;
        at = child;
    }
    s->heap[at] = p;
    s->heap_at[p] = at;
}

static void heap_add(struct prover *s, int32_t p)
{
    s->heap[s->n_heap++] = p;
    up(s, s->n_heap - 1);
}

static int32_t heap_pop(struct prover *s)
{
    const int32_t p = s->heap[0], moved = s->heap[--s->n_heap];
    s->heap_at[p] = -1;
    if (s->n_heap > 0) {
        s->heap[0] = moved;
        down(s, 0);
    }
    return p;
}

/* The place of the literal on the start itself: {2i, v}, or {2i, 1 - v} for its negation. */
static int32_t place_of(const struct prover *s, struct lit l)
{
    return l.x & 1 ? s->base[l.x ^ 1] + 1 - l.v : s->base[l.x] + l.v;
}

void decide_begin(struct prover *s)
{
    s->n_heap = 0;
    for (int32_t p = 0; p < s->n_places; p++)
        s->heap_at[p] = -1;
    for (int32_t p = 0; p < s->n_places; p++)
        if (s->activity[p] > 0)
            heap_add(s, p);
}

void decide_bump(struct prover *s, struct lit l)
{
    const int32_t p = place_of(s, l);
    s->activity[p] += s->activity_step;
    if (s->activity[p] > activity_most) {
        for (int32_t k = 0; k < s->n_places; k++)
            s->activity[k] /= activity_most;
        s->activity_step /= activity_most;
    }
    if (s->heap_at[p] >= 0)
        up(s, s->heap_at[p]);
}

void decide_decay(struct prover *s)
{
    s->activity_step /= activity_decay;
}

void decide_open(struct prover *s, struct lit from, int32_t to)
{
    const bool is_late = !(from.x & 1);
    for (int32_t v = from.v + 1; v <= to; v++) {
        const int32_t p = place_of(s, (struct lit){from.x, v});
        s->is_late[p] = is_late;
        if (s->activity[p] > 0 && s->heap_at[p] < 0)
            heap_add(s, p);
    }
}

/* The earliest activity, most urgent first, starts at once. */
static bool earliest(struct prover *s, struct lit *ret_choice)
{
    int32_t best = -1;
    for (int32_t i = 0; i < s->m.n; i++)
        if (early(s, i) < late(s, i) &&
            (best < 0 || early(s, i) < early(s, best) ||
             (early(s, i) == early(s, best) && late(s, i) < late(s, best))))
            best = i;
    if (best >= 0)
        *ret_choice = (struct lit){2 * best + 1, -early(s, best)};
    return best >= 0;
}

bool decide(struct prover *s, struct lit *ret_choice)
{
    while (s->n_heap > 0) {
        const int32_t    p = heap_pop(s), i = s->owner[p];
        const struct lit l = {2 * i, p - s->base[2 * i]};
        if (lit_holds(s, l) || lit_fails(s, l))
            continue;
        *ret_choice = s->is_late[p] ? l : lit_not(l);
        return true;
    }
    return earliest(s, ret_choice);
}
