/* The time table: what surely runs, period by period.
 *
 * An activity whose latest start lies before its earliest finish runs between the two, wherever it
 * starts. These parts are taken out of the room, a word of packed fields a period. More than there
 * is in a period is a clash; an activity that finds too little room in a period of its earliest
 * run must start behind it (the last such period first), and so backwards from its latest run.
 * Explanations are pointwise, one period each (Schutt, Feydy, Stuckey, Wallace 2011).
 */
#include "engine/level/prove/inside.h"

static uint64_t *room_at(const struct prover *s, int32_t w, int32_t t)
{
    return s->room + (size_t)w * (size_t)s->m.periods + (size_t)t;
}

void table_clear(struct prover *s)
{
    for (int32_t w = 0; w < s->m.n_words; w++)
        for (int32_t t = 0; t < s->m.periods; t++)
            *room_at(s, w, t) = s->m.full_word[w];
    memset(s->part_begin, 0, (size_t)s->m.n * sizeof *s->part_begin);
    memset(s->part_end, 0, (size_t)s->m.n * sizeof *s->part_end);
}

static void give_back(struct prover *s, int32_t i, int32_t from, int32_t to)
{
    for (int32_t w = 0; w < s->m.n_words; w++)
        for (int32_t t = from; t < to; t++)
            *room_at(s, w, t) += s->m.need_word[i * s->m.n_words + w];
}

void table_shrink(struct prover *s, int32_t i)
{
    const int32_t begin = late(s, i), end = early(s, i) + s->m.duration[i];
    if (s->part_begin[i] >= s->part_end[i])
        return;
    if (begin >= end) {
        give_back(s, i, s->part_begin[i], s->part_end[i]);
        s->part_end[i] = s->part_begin[i];
        return;
    }
    if (begin > s->part_begin[i]) {
        give_back(s, i, s->part_begin[i], begin);
        s->part_begin[i] = begin;
    }
    if (end < s->part_end[i]) {
        give_back(s, i, end, s->part_end[i]);
        s->part_end[i] = end;
    }
}

/* Which resource the lowest of these guards belongs to. */
static int32_t resource_of(const struct prover *s, int32_t w, uint64_t guards)
{
    return s->m.field_of[w * 64 + __builtin_ctzll(guards)];
}

/* Takes [from, to) for activity i; false when a period is too full. All is taken either way. */
static bool take(struct prover *s, int32_t i, int32_t from, int32_t to)
{
    bool is_fine = true;
    for (int32_t w = 0; w < s->m.n_words; w++) {
        const uint64_t need = s->m.need_word[i * s->m.n_words + w], guard = s->m.guard_word[w];
        for (int32_t t = from; t < to; t++) {
            uint64_t *room = room_at(s, w, t);
            *room -= need;
            if (is_fine && (*room & guard) != guard) {
                is_fine = false;
                s->clash = (struct clash){{-1, 0},
                                          {WHY_TABLE, t, resource_of(s, w, ~*room & guard)}};
            }
        }
    }
    return is_fine;
}

static void dirty_add(struct prover *s, int32_t i)
{
    if (!s->is_dirty[i]) {
        s->is_dirty[i] = 1;
        s->dirty[s->n_dirty++] = i;
    }
}

/* Activities that could run in [from, to) at one of their ends. */
static void dirty_mark(struct prover *s, int32_t from, int32_t to)
{
    s->work += s->m.n / 8;
    for (int32_t i = 0; i < s->m.n; i++) {
        const int32_t first = early(s, i), last = late(s, i), d = s->m.duration[i];
        if (first < last && ((first < to && first + d > from) || (last < to && last + d > from)))
            dirty_add(s, i);
    }
}

bool table_grow(struct prover *s, int32_t i)
{
    const int32_t begin = late(s, i), end = early(s, i) + s->m.duration[i];
    const int32_t old_begin = s->part_begin[i], old_end = s->part_end[i];
    bool          is_fine = true;
    dirty_add(s, i);
    if (begin >= end)
        return true;
    s->part_begin[i] = begin;
    s->part_end[i] = end;
    if (old_begin >= old_end) {
        is_fine = take(s, i, begin, end);
        dirty_mark(s, begin, end);
        return is_fine;
    }
    if (begin < old_begin) {
        is_fine = take(s, i, begin, old_begin);
        dirty_mark(s, begin, old_begin);
    }
    if (end > old_end) {
        is_fine = take(s, i, old_end, end) && is_fine;
        dirty_mark(s, old_end, end);
    }
    return is_fine;
}

struct tight {
    int32_t t, resource; /* t < 0: there is room everywhere */
};

/* A period of [from, to) without enough room for i: the first one, or the last. */
static struct tight tight(struct prover *s, int32_t i, int32_t from, int32_t to, bool is_last)
{
    struct tight found = {-1, 0};
    s->work += 1;
    for (int32_t w = 0; w < s->m.n_words; w++) {
        const uint64_t need = s->m.need_word[i * s->m.n_words + w], guard = s->m.guard_word[w];
        for (int32_t k = from; k < to; k++) {
            const int32_t  t = is_last ? to - 1 - (k - from) : k;
            const uint64_t left = *room_at(s, w, t) - need;
            if ((left & guard) == guard)
                continue;
            if (found.t < 0 || (is_last ? t > found.t : t < found.t))
                found = (struct tight){t, resource_of(s, w, ~left & guard)};
            break;
        }
    }
    return found;
}

bool table_filter(struct prover *s, int32_t i)
{
    const int32_t d = s->m.duration[i];
    while (early(s, i) < late(s, i)) {
        const int32_t      end = early(s, i) + d < late(s, i) ? early(s, i) + d : late(s, i);
        const struct tight x = tight(s, i, early(s, i), end, true);
        if (x.t < 0)
            break;
        if (!trail_raise(s, (struct lit){2 * i, x.t + 1},
                         (struct reason){WHY_TABLE, x.t, x.resource}))
            return false;
    }
    while (early(s, i) < late(s, i)) {
        const int32_t      begin = late(s, i) > early(s, i) + d ? late(s, i) : early(s, i) + d;
        const struct tight x = tight(s, i, begin, late(s, i) + d, false);
        if (x.t < 0)
            break;
        if (!trail_raise(s, (struct lit){2 * i + 1, d - x.t},
                         (struct reason){WHY_TABLE, x.t, x.resource}))
            return false;
    }
    return true;
}
