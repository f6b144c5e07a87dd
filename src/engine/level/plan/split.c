/* engine/level/plan/split.c - a leaf that is interrupted.
 *
 * Its work goes, from the earliest moment on, wherever all that it asks for is free for an hour of
 * work at least; what is left after that many pieces goes in one (preemption as in Demeulemeester,
 * Herroelen, "An efficient optimal solution procedure for the preemptive resource-constrained
 * project scheduling problem", 1996, but by the serial scheme). An assignment shorter than its task
 * has the first pieces. Interrupted is only what ends earlier so.
 */
#include "engine/level/plan/generate.h"

#include "engine/effort.h"

#include <math.h>

enum { PIECE_LEAST_S = HOUR_S };

/* Of a demand what it asks for in a piece of that length, after `done` of the task's work. */
static struct demand piece_of(const struct demand *d, int64_t done, int64_t length)
{
    struct demand x = *d;
    x.length_s = min_of(length, d->span_s - done);
    return x;
}

/* The first moment from `work` on at which all have room for that long; LEVEL_NEVER. */
static int64_t begin_of_piece(const struct search *s, int64_t work, int64_t done, int64_t length)
{
    for (int32_t fitting = 0, k = 0; fitting < s->n_demands; fitting++) {
        const struct demand d = piece_of(&s->demands[k], done, length);
        k = k + 1 < s->n_demands ? k + 1 : 0;
        if (d.length_s <= 0 || d.need <= 0)
            continue;
        const int64_t fit = demand_fit(&s->g->profiles[d.resource], &d, work);
        if (fit == LEVEL_NEVER || fit >= d.w->total)
            return LEVEL_NEVER;
        if (fit > work) {
            work = fit;
            fitting = 0;
        }
    }
    return work;
}

/* How long all have room from there on. */
static int64_t length_of_piece(const struct search *s, int64_t work, int64_t done, int64_t rest)
{
    int64_t length = rest;
    for (int32_t k = 0; k < s->n_demands; k++) {
        const struct demand d = piece_of(&s->demands[k], done, length);
        if (d.length_s <= 0 || d.need <= 0)
            continue;
        const int64_t room = demand_room(&s->g->profiles[d.resource], &d, work);
        length = room < d.length_s ? room : length;
    }
    return length;
}

/* Dates follow from the span of all pieces, which the calculation rounds. */
static int64_t rounded_up(int64_t s)
{
    return (s + EFFORT_ROUND_S - 1) / EFFORT_ROUND_S * EFFORT_ROUND_S;
}

/* False: there is no room for all of it. */
static bool cuts_find(struct search *s, int64_t span, int64_t work)
{
    const int64_t from = work;
    s->n_cuts = 0;
    for (int64_t done = 0; done < span;) {
        const int64_t rest = span - done;
        const bool    is_last = s->n_cuts + 1 == CUTS_MAX || rest <= PIECE_LEAST_S;
        const int64_t least = is_last ? rest : PIECE_LEAST_S;
        int64_t       begin = begin_of_piece(s, work, done, least);
        if (begin == LEVEL_NEVER)
            return false;
        if ((begin - from) % EFFORT_ROUND_S) { /* looked at again from a moment that is kept */
            work = from + rounded_up(begin - from);
            continue;
        }
        int64_t length = is_last ? rest : length_of_piece(s, begin, done, rest);
        if (length < rest)
            length = max_of(PIECE_LEAST_S, min_of(length, rest - PIECE_LEAST_S));
        length -= length < rest ? length % EFFORT_ROUND_S : 0;
        const bool goes_on = s->n_cuts && begin == work && done;
        if (goes_on)
            s->cuts[s->n_cuts - 1].length_s += length;
        else
            s->cuts[s->n_cuts++] = (struct cut){begin, length, s->at};
        done += length;
        work = begin + length;
    }
    return true;
}

/* Nobody works on it who takes no part: that work could not wait. */
static bool all_take_part(const struct search *s)
{
    const struct prepared *p = &s->m->p;
    int32_t                n = 0, asking = 0;
    for (int32_t k = p->part_row[s->at]; k < p->part_row[s->at + 1]; k++)
        n += s->m->c->spans[k] > 0;
    for (int32_t k = 0; k < s->n_demands; k++)
        asking += k == 0 || s->demands[k - 1].assignment != s->demands[k].assignment;
    return n == asking;
}

/* Flat work of the whole assignment, begun with the task: only that can be had in pieces. */
static bool can_be_cut(const struct search *s, const struct plain *x)
{
    const struct network *net = &s->m->net;
    for (int32_t k = 0; k < s->n_demands; k++) {
        const struct demand *d = &s->demands[k];
        const double         units = (double)d->units / LEVEL_UNIT;
        const double         work = (double)ASSIGNMENT_COLUMN(net, work_s, d->assignment, 0);
        if (!d->is_part || d->w != x->w || d->delay_s || d->length_s != d->span_s ||
            ASSIGNMENT_COLUMN(net, contour, d->assignment, NET_FLAT) != NET_FLAT ||
            ASSIGNMENT_COLUMN(net, overtime_s, d->assignment, 0) ||
            fabs(work - units * (double)d->span_s) > EFFORT_ROUND_S * fmax(units, 1))
            return false;
    }
    return all_take_part(s);
}

void search_split(struct search *s, const struct plain *x, int64_t work)
{
    const bool is_found = can_be_cut(s, x) && cuts_find(s, x->span_s, work);
    if (!is_found || s->n_cuts < 2) {
        s->n_cuts = 0;
        return;
    }
    const struct cut   *last = &s->cuts[s->n_cuts - 1];
    const struct placed dates = {worktime_start_at(x->w, s->cuts[0].begin),
                                 worktime_finish_at(x->w, last->begin + last->length_s)};
    if (dates.finish >= s->dates.finish) {
        s->n_cuts = 0;
        return;
    }
    s->dates = dates;
    s->delay_s = dates.start - worktime_next(x->w, s->bound);
}
