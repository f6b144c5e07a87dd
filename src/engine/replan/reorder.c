/* engine/replan/reorder.c - a topological order that stands while arcs come.
 *
 * An arc that runs with the order costs nothing. One that runs against it: the nodes that can be
 * reached from its head, and those that reach its tail, as far as they stand between the two, share
 * their places out among themselves anew, those before the tail first. Arcs that go never disturb.
 * Invariant: every arc, of either direction, runs from a lower place to a higher one.
 */
#include "engine/replan/inside.h"

#include <stdlib.h>

/* Neighbours along arcs: those in the row of arcs, and those that look this way. */
struct way {
    const int32_t      *row, *end;
    const struct arc   *arcs;
    const struct loose *lookers;
};

struct walk {
    struct replan *r;
    int32_t       *found; /* a queue of positions */
    int32_t        n, low, high;
    bool           fits;
};

static void walk_see(struct walk *w, int32_t at)
{
    struct visits *v = &w->r->visits;
    const int32_t  place = w->r->place_of[at];
    if (v->stamp[at] == v->now || place < w->low || place > w->high)
        return;
    v->stamp[at] = v->now;
    w->found[w->n++] = at;
    w->fits &= w->n <= w->r->limit;
}

static void walk_from(struct walk *w, int32_t at, const struct way *way)
{
    w->r->visits.now++;
    walk_see(w, at);
    for (int32_t i = 0; i < w->n && w->fits; i++) {
        const int32_t  node = w->found[i];
        const int32_t *lookers = (const void *)way->lookers->column[0].items;
        for (int32_t k = way->row[node]; k < way->end[node]; k++)
            walk_see(w, (int32_t)way->arcs[k].node);
        for (int32_t k = way->lookers->begin[node]; k < way->lookers->end[node]; k++)
            walk_see(w, lookers[k]);
    }
}

static int by_number(const void *a, const void *b)
{
    const int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

/* Positions to their places, sorted; they come back in order of place. */
static void sort_by_place(struct replan *r, int32_t *at, int32_t n)
{
    for (int32_t i = 0; i < n; i++)
        at[i] = r->place_of[at[i]];
    qsort(at, (size_t)n, sizeof *at, by_number);
    for (int32_t i = 0; i < n; i++)
        at[i] = r->order[at[i]];
}

static void places_share(struct replan *r, const struct walk *before, const struct walk *behind)
{
    const int32_t n = before->n + behind->n;
    int32_t      *places = r->visits.places, count = 0;
    sort_by_place(r, before->found, before->n);
    sort_by_place(r, behind->found, behind->n);
    for (int32_t i = 0; i < n; i++)
        places[i] = r->place_of[i < before->n ? before->found[i] : behind->found[i - before->n]];
    qsort(places, (size_t)n, sizeof *places, by_number);
    for (int32_t i = 0; i < n; i++) {
        const int32_t at = i < before->n ? before->found[i] : behind->found[i - before->n];
        r->place_of[at] = places[count];
        r->order[places[count++]] = at;
    }
}

bool replan_order(struct replan *r, int32_t from, int32_t to)
{
    const int32_t low = r->place_of[to], high = r->place_of[from];
    if (high < low)
        return true;
    const struct way forth = {r->p->succ_row, r->p->succ_end, r->p->succs, &r->front_only};
    const struct way back = {r->p->pred_row, r->p->pred_end, r->p->preds, &r->back_only};
    struct walk      behind = {r, r->visits.behind, 0, low, high, true};
    struct walk      before = {r, r->visits.before, 0, low, high, true};
    walk_from(&behind, to, &forth);
    if (!behind.fits || r->visits.stamp[from] == r->visits.now) /* too much, or a circle */
        return false;
    walk_from(&before, from, &back);
    if (!before.fits)
        return false;
    places_share(r, &before, &behind);
    return true;
}
