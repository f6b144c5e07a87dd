/* Depth first: can the activities of a window be placed between what lies around them?
 *
 * The one that can start earliest (of several the most urgent) is placed at its earliest start;
 * when that fails it is put off, and is a candidate again once its earliest start has grown (the
 * set-times rule: Le Pape, Couronne, Vergamini, Gosselin 1994). After each placement the earliest
 * starts of the others are looked up again, and one that is too late ends the branch. One put off
 * that would be over before the next begins gains nothing, which ends the branch too.
 * Half of the windows fail before anything is placed. Not complete: the effort is bounded.
 */
#include "engine/level/hunt.h"

struct node {
    int32_t  start[WINDOW_MOST]; /* earliest, or where it was placed */
    uint64_t placed, put_off;
    int32_t  chosen;
};

struct span {
    int32_t from, to; /* periods that a placement touched */
};

static bool has(uint64_t set, int32_t k)
{
    return set >> k & 1;
}

/* Raises the earliest starts; false when one is too late. */
static bool tighten(const struct level_machine *m, const struct window *w, struct node *d,
                    struct span touched)
{
    for (int32_t k = 0; k < w->n; k++) {
        const int32_t duration = m->duration[w->mode[k]], before = d->start[k];
        int32_t       t = before;
        if (has(d->placed, k))
            continue;
        for (uint64_t preds = w->preds[k]; preds; preds &= preds - 1) {
            const int32_t j = __builtin_ctzll(preds);
            const int32_t by = d->start[j] + m->duration[w->mode[j]];
            t = by > t ? by : t;
        }
        if (t != before || (t < touched.to && t + duration > touched.from))
            t = level_find(m, w->mode[k], t);
        if (t > w->latest[k])
            return false;
        if (t != before)
            d->put_off &= ~(1ULL << k);
        d->start[k] = t;
    }
    return true;
}

/* The candidate to place next; -1: none, or one put off would be over before it. */
static int32_t choose(const struct level_machine *m, const struct window *w, const struct node *d)
{
    const uint64_t open = ~d->placed & ((1ULL << w->n) - 1);
    int32_t        best = -1;
    for (uint64_t left = open & ~d->put_off; left; left &= left - 1) {
        const int32_t k = __builtin_ctzll(left);
        if (best < 0 || d->start[k] < d->start[best] ||
            (d->start[k] == d->start[best] && w->latest[k] < w->latest[best]))
            best = k;
    }
    for (uint64_t left = open & d->put_off; left && best >= 0; left &= left - 1) {
        const int32_t k = __builtin_ctzll(left);
        if (d->start[k] + m->duration[w->mode[k]] <= d->start[best])
            best = -1;
    }
    return best;
}

static void take_up(struct level_machine *m, const struct window *w, const struct node *d)
{
    level_give_back(m, w->mode[d->chosen], d->start[d->chosen]);
}

/* Places `chosen` of d; the node after it is filled in. */
static bool go_down(struct level_machine *m, const struct window *w, struct node *d, int32_t chosen)
{
    const int32_t mode = w->mode[chosen], start = d->start[chosen];
    d->chosen = chosen;
    level_take(m, mode, start);
    d[1] = *d;
    d[1].placed |= 1ULL << chosen;
    return tighten(m, w, &d[1], (struct span){start, start + m->duration[mode]});
}

bool window_dig(struct level_machine *m, const struct window *w, struct window_effort *effort,
                int32_t *ret_start)
{
    struct node node[WINDOW_MOST + 1];
    int32_t     depth = 0;
    effort->placed = 0;
    node[0].placed = node[0].put_off = 0;
    for (int32_t k = 0; k < w->n; k++)
        node[0].start[k] = w->release[k] + 1;
    bool goes_on = tighten(m, w, &node[0], (struct span){INT32_MIN, INT32_MAX});
    while (depth < w->n) {
        const int32_t chosen = goes_on ? choose(m, w, &node[depth]) : -1;
        goes_on = true;
        if (chosen >= 0 && effort->placed < effort->most) {
            effort->placed++;
            goes_on = go_down(m, w, &node[depth++], chosen);
        } else if (chosen >= 0 || depth == 0) {
            break;
        } else {
            take_up(m, w, &node[--depth]);
            node[depth].put_off |= 1ULL << node[depth].chosen;
        }
    }
    const bool is_fit = depth == w->n;
    for (int32_t k = 0; k < w->n && is_fit; k++)
        ret_start[k] = node[depth].start[k];
    while (depth > 0)
        take_up(m, w, &node[--depth]);
    return is_fit;
}
