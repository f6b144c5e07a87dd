/* Placing where a period is several words of 64 bits: many resources, or large capacities.
 *
 * A window is tried from its end backwards, so that a period without enough moves the start behind
 * it at once and no period is looked at twice.
 */
#include "engine/level/place.h"

static bool has_room(const struct level_machine *m, const uint64_t *need, int32_t period)
{
    const uint64_t *room = m->room + (size_t)period * (size_t)m->n_words;
    for (int32_t w = 0; w < m->n_words; w++)
        if (((room[w] - need[w]) & m->guard[w]) != m->guard[w])
            return false;
    return true;
}

int32_t wide_find(const struct level_machine *m, int32_t mode, int32_t from)
{
    const uint64_t *need = m->need + (size_t)mode * (size_t)m->n_words;
    int32_t         start = from, known = from; /* periods in [start, known) have enough */
    for (;;) {
        int32_t period = start + m->duration[mode] - 1;
        while (period >= known && has_room(m, need, period))
            period--;
        if (period < known)
            return start;
        known = start + m->duration[mode];
        start = period + 1;
    }
}

void wide_add(struct level_machine *m, int32_t mode, int32_t start, bool is_taken)
{
    const uint64_t *need = m->need + (size_t)mode * (size_t)m->n_words;
    uint64_t       *room = m->room + (size_t)start * (size_t)m->n_words;
    for (int32_t k = 0; k < m->duration[mode]; k++)
        for (int32_t w = 0; w < m->n_words; w++)
            *room++ -= is_taken ? need[w] : 0U - need[w];
}
