/* One pass of the serial schedule generation scheme, and the list that turns it round.
 *
 * A list sorted by finish, latest first, names successors before predecessors as long as no lag is
 * negative; among equal finishes the list of the pass is read from its end. With negative lags a
 * successor may finish first: such lists are put right by taking, again and again, the first of
 * the list that waits for nobody.
 * Forward and backward passes in turn are justification (Valls, Ballestin, Quintanilla 2005).
 */
#include "engine/level/place.h"

#include <string.h>

void level_clear(struct level_machine *m)
{
    if (!m->n_words)
        for (int32_t t = 0; t < m->dirty; t++)
            m->room32[t] = m->full32;
    else
        for (int32_t t = 0; t < m->dirty; t++)
            memcpy(m->room + (size_t)t * (size_t)m->n_words, m->full,
                   (size_t)m->n_words * sizeof *m->full);
    m->dirty = 0;
}

int32_t level_find(const struct level_machine *m, int32_t mode, int32_t from)
{
    if (!m->duration[mode])
        return from;
    return m->n_words ? wide_find(m, mode, from) : narrow_find(m, mode, from);
}

static void add(struct level_machine *m, int32_t mode, int32_t start, bool is_taken)
{
    const int32_t finish = start + m->duration[mode];
    if (m->n_words)
        wide_add(m, mode, start, is_taken);
    else
        narrow_add(m, mode, start, is_taken);
    m->dirty = finish > m->dirty ? finish : m->dirty;
}

void level_take(struct level_machine *m, int32_t mode, int32_t start)
{
    add(m, mode, start, true);
}

void level_give_back(struct level_machine *m, int32_t mode, int32_t start)
{
    add(m, mode, start, false);
}

int32_t level_earliest(const struct level_side *side, int32_t activity, const int32_t *finish)
{
    int32_t earliest = 0;
    for (int32_t k = side->pred_first[activity]; k < side->pred_first[activity + 1]; k++) {
        const int32_t t = finish[side->pred[k]] + (side->lag ? side->lag[k] : 0);
        earliest = t > earliest ? t : earliest;
    }
    return earliest;
}

static int32_t wide_run(struct level_machine *m, const struct level_pass *pass, int32_t *finish)
{
    int32_t span = 0;
    for (int32_t k = 0; k < m->n; k++) {
        const int32_t i = pass->list[k], mode = pass->mode[i];
        int32_t       t = level_earliest(&m->side[pass->direction], i, finish);
        t = level_find(m, mode, t);
        level_take(m, mode, t);
        finish[i] = t + m->duration[mode];
        span = finish[i] > span ? finish[i] : span;
    }
    return span;
}

int32_t level_run(struct level_machine *m, const struct level_pass *pass, int32_t *finish)
{
    level_clear(m);
    finish[m->n] = INT32_MIN / 2;
    return m->n_words ? wide_run(m, pass, finish) : narrow_run(m, pass, finish);
}

/* A list in which predecessors of the direction come first, else as it was. O(n^2) at worst. */
static void mend(const struct level_machine *m, int direction, int32_t *list)
{
    const struct level_side *side = &m->side[direction];
    int32_t                  done = 0;
    for (int32_t i = 0; i < m->n; i++)
        m->bucket[i] = 0;
    while (done < m->n) {
        int32_t at = done;
        for (; at < m->n; at++) {
            bool waits = false;
            for (int32_t k = side->pred_first[list[at]]; k < side->pred_first[list[at] + 1]; k++)
                waits |= side->pred[k] < m->n && !m->bucket[side->pred[k]];
            if (!waits)
                break;
        }
        const int32_t first = list[at];
        memmove(list + done + 1, list + done, (size_t)(at - done) * sizeof *list);
        list[done++] = first;
        m->bucket[first] = 1;
    }
}

void level_turn(struct level_machine *m, const struct level_pass *pass, const int32_t *finish,
                int32_t *ret_list)
{
    int32_t span = 0;
    for (int32_t i = 0; i < m->n; i++)
        span = finish[i] > span ? finish[i] : span;
    int32_t *count = m->bucket;
    memset(count, 0, (size_t)(span + 1) * sizeof *count);
    for (int32_t i = 0; i < m->n; i++)
        count[finish[i]]++;
    int32_t before = 0;
    for (int32_t t = span; t >= 0; t--) {
        const int32_t here = count[t];
        count[t] = before;
        before += here;
    }
    for (int32_t k = m->n - 1; k >= 0; k--)
        ret_list[count[finish[pass->list[k]]]++] = pass->list[k];
    if (m->has_negative_lag)
        mend(m, !pass->direction, ret_list);
}
