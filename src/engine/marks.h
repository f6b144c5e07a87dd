/* engine/marks.h - a set of positions whose smallest member is at hand: the order of a replan.
 *
 * A bitmap with two bitmaps of its words above it. Adding costs three stores, taking the smallest
 * three counts of zeros and a look along n / 2^18 words.
 */
#ifndef ENGINE_MARKS_H
#define ENGINE_MARKS_H

#include "base/arena.h"

#include <stdint.h>

struct marks {
    uint64_t *low, *mid, *top;
    int32_t   n_top;
};

/* For members 0 … n - 1. */
static inline struct marks marks_new(struct arena *mem, int32_t n)
{
    const int32_t n_top = (n >> 18) + 1;
    return (struct marks){arena_array(mem, uint64_t, (n >> 6) + 1),
                          arena_array(mem, uint64_t, (n >> 12) + 1),
                          arena_array(mem, uint64_t, n_top), n_top};
}

static inline void marks_add(struct marks *m, int32_t i)
{
    m->low[i >> 6] |= (uint64_t)1 << (i & 63);
    m->mid[i >> 12] |= (uint64_t)1 << (i >> 6 & 63);
    m->top[i >> 18] |= (uint64_t)1 << (i >> 12 & 63);
}

/* The smallest member; -1 when there is none. */
static inline int32_t marks_first(const struct marks *m)
{
    int32_t t = 0;
    while (t < m->n_top && !m->top[t])
        t++;
    if (t == m->n_top)
        return -1;
    const int32_t k = t << 6 | __builtin_ctzll(m->top[t]);
    const int32_t l = k << 6 | __builtin_ctzll(m->mid[k]);
    return l << 6 | __builtin_ctzll(m->low[l]);
}

/* Takes it out. */
static inline int32_t marks_take(struct marks *m)
{
    const int32_t i = marks_first(m);
    if (i < 0)
        return -1;
    const int32_t l = i >> 6, k = i >> 12, t = i >> 18;
    if (!(m->low[l] &= m->low[l] - 1) && !(m->mid[k] &= m->mid[k] - 1))
        m->top[t] &= m->top[t] - 1;
    return i;
}

#endif
