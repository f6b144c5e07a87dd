/* A problem laid out for passes.
 *
 * Rows of predecessors in both directions; needs packed into words. A field is as wide as its
 * capacity plus the guard bit above it. When all fields fit into 32 bits (four resources with up to
 * 127 units do), a period is one such word and placement looks at many periods at once (narrow.c);
 * otherwise it is as many 64-bit words as needed (wide.c).
 * Resources that no mode needs are left out. The horizon is the sum of the longest durations and
 * positive lags: a serial schedule never leaves a period empty for another reason.
 */
#include "engine/level/machine.h"

#include "engine/level/check.h"
#include "engine/level/place.h"

static int32_t arc_lag(const struct level_problem *p, int32_t arc)
{
    return p->succ_lag ? p->succ_lag[arc] : 0;
}

/* ---- rows ------------------------------------------------------------------------------------ */

struct arcs {
    const int32_t *from, *to;
    const int32_t *lag;
    int32_t        count;
};

static void side_fill(struct arena *mem, int32_t n, const struct arcs *arcs, bool has_lag,
                      struct level_side *side)
{
    int32_t *count = arena_array(mem, int32_t, n + 1);
    side->pred_first = arena_array(mem, int32_t, n + 1);
    for (int32_t a = 0; a < arcs->count; a++)
        count[arcs->to[a]]++;
    for (int32_t i = 0; i < n; i++) {
        int32_t padded = (count[i] + LEVEL_ROW_PAD - 1) / LEVEL_ROW_PAD * LEVEL_ROW_PAD;
        side->pred_first[i + 1] = side->pred_first[i] + padded;
        count[i] = side->pred_first[i];
    }
    const int32_t total = side->pred_first[n];
    side->pred = arena_array(mem, int32_t, total);
    side->lag = has_lag ? arena_array(mem, int32_t, total) : NULL;
    for (int32_t k = 0; k < total; k++)
        side->pred[k] = n;
    for (int32_t a = 0; a < arcs->count; a++) {
        int32_t at = count[arcs->to[a]]++;
        side->pred[at] = arcs->from[a];
        if (has_lag)
            side->lag[at] = arcs->lag[a];
    }
}

static void rows_fill(struct arena *mem, const struct level_problem *p, struct level_machine *m)
{
    const int32_t n = p->n_activities, n_arcs = p->succ_first[n];
    int32_t      *from = arena_array(mem, int32_t, n_arcs);
    int32_t      *lag = arena_array(mem, int32_t, n_arcs);
    bool          has_lag = false;
    for (int32_t i = 0; i < n; i++)
        for (int32_t a = p->succ_first[i]; a < p->succ_first[i + 1]; a++) {
            from[a] = i;
            lag[a] = arc_lag(p, a);
            has_lag |= lag[a] != 0;
            m->has_negative_lag |= lag[a] < 0;
        }
    side_fill(mem, n, &(struct arcs){from, p->succ, lag, n_arcs}, has_lag, &m->side[0]);
    side_fill(mem, n, &(struct arcs){p->succ, from, lag, n_arcs}, has_lag, &m->side[1]);
}

/* Predecessors first, by counting those that are missing. */
static void topo_fill(struct arena *mem, const struct level_problem *p, struct level_machine *m)
{
    const int32_t n = p->n_activities;
    int32_t      *missing = arena_array(mem, int32_t, n + 1);
    int32_t       tail = 0;
    m->topo = arena_array(mem, int32_t, n + 1);
    for (int32_t a = 0; a < p->succ_first[n]; a++)
        missing[p->succ[a]]++;
    for (int32_t i = 0; i < n; i++)
        if (!missing[i])
            m->topo[tail++] = i;
    for (int32_t k = 0; k < tail; k++) {
        const int32_t i = m->topo[k];
        for (int32_t a = p->succ_first[i]; a < p->succ_first[i + 1]; a++)
            if (--missing[p->succ[a]] == 0)
                m->topo[tail++] = p->succ[a];
    }
}

/* ---- words ----------------------------------------------------------------------------------- */

struct field {
    int32_t resource, word, shift, bits; /* bits without the guard */
};

static bool is_needed(const struct level_problem *p, int32_t resource)
{
    const int32_t n_modes = p->mode_first[p->n_activities];
    for (int32_t k = 0; k < n_modes; k++)
        if (p->mode_need[(size_t)k * (size_t)p->n_resources + (size_t)resource] > 0)
            return true;
    return false;
}

/* Places fields one after the other into words of `width` bits; returns the number of words. */
static int32_t fields_place(struct field *fields, int32_t n_fields, int32_t width)
{
    int32_t word = 0, used = 0;
    for (int32_t f = 0; f < n_fields; f++) {
        if (used + fields[f].bits + 1 > width) {
            word++;
            used = 0;
        }
        fields[f].word = word;
        fields[f].shift = used;
        used += fields[f].bits + 1;
    }
    return n_fields ? word + 1 : 0;
}

static void words_fill(struct arena *mem, const struct level_problem *p, const struct field *fields,
                       int32_t n_fields, struct level_machine *m)
{
    const size_t words = (size_t)(m->n_words ? m->n_words : 1);
    const size_t n_modes = (size_t)p->mode_first[p->n_activities];
    uint64_t    *guard = arena_array(mem, uint64_t, words);
    uint64_t    *full = arena_array(mem, uint64_t, words);
    m->need = arena_array(mem, uint64_t, n_modes * words);
    for (int32_t f = 0; f < n_fields; f++) {
        const struct field *x = &fields[f];
        guard[x->word] |= 1ULL << (x->shift + x->bits);
        full[x->word] |= (uint64_t)(uint32_t)p->capacity[x->resource] << x->shift;
        for (size_t k = 0; k < n_modes; k++) {
            const int32_t need = p->mode_need[k * (size_t)p->n_resources + (size_t)x->resource];
            if (m->usable[k])
                m->need[k * words + (size_t)x->word] |= (uint64_t)(uint32_t)need << x->shift;
        }
    }
    for (size_t w = 0; w < words; w++)
        full[w] |= guard[w];
    m->guard = guard;
    m->full = full;
}

static void narrow_fill(struct arena *mem, int32_t n_modes, struct level_machine *m)
{
    m->guard32 = (uint32_t)m->guard[0];
    m->full32 = (uint32_t)m->full[0];
    m->need32 = arena_array(mem, uint32_t, n_modes);
    for (int32_t k = 0; k < n_modes; k++)
        m->need32[k] = (uint32_t)m->need[k];
}

static void periods_new(struct arena *mem, struct level_machine *m)
{
    if (m->n_words)
        m->room = arena_array(mem, uint64_t, (size_t)m->periods * (size_t)m->n_words);
    else
        m->room32 = arena_array(mem, uint32_t, m->periods);
    m->dirty = m->periods;
    level_clear(m);
}

static void room_fill(struct arena *mem, const struct level_problem *p, struct level_machine *m)
{
    struct field *fields = arena_array(mem, struct field, p->n_resources + 1);
    int32_t       n_fields = 0, bits = 0;
    for (int32_t r = 0; r < p->n_resources; r++) {
        if (!is_needed(p, r))
            continue;
        int32_t width = 32 - __builtin_clz((uint32_t)p->capacity[r] | 1U);
        fields[n_fields++] = (struct field){.resource = r, .bits = width};
        bits += width + 1;
    }
    m->n_words = fields_place(fields, n_fields, bits <= 32 ? 32 : 64);
    if (bits <= 32)
        m->n_words = 0;
    words_fill(mem, p, fields, n_fields, m);
    if (!m->n_words)
        narrow_fill(mem, p->mode_first[p->n_activities], m);
    periods_new(mem, m);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static bool mode_fits(const struct level_problem *p, int32_t mode)
{
    for (int32_t r = 0; r < p->n_resources; r++)
        if (p->mode_need[(size_t)mode * (size_t)p->n_resources + (size_t)r] > p->capacity[r])
            return false;
    return true;
}

void level_machine_init(struct arena *mem, const struct level_problem *p,
                        struct level_machine *ret_machine)
{
    struct level_machine m = {.problem = p, .n = p->n_activities, .duration = p->mode_duration};
    const int32_t        n_modes = p->mode_first[p->n_activities];
    m.horizon = level_horizon(p);
    for (int32_t k = 0; k < n_modes; k++)
        m.periods = p->mode_duration[k] > m.periods ? p->mode_duration[k] : m.periods;
    m.periods += m.horizon + 2 * LEVEL_WINDOW;
    m.usable = arena_array(mem, bool, n_modes);
    for (int32_t k = 0; k < n_modes; k++)
        m.usable[k] = mode_fits(p, k);
    m.bucket = arena_array(mem, int32_t, (m.n > m.horizon ? m.n : m.horizon) + 2);
    rows_fill(mem, p, &m);
    topo_fill(mem, p, &m);
    room_fill(mem, p, &m);
    *ret_machine = m;
}

void level_machine_copy(struct arena *mem, const struct level_machine *m,
                        struct level_machine *ret_copy)
{
    *ret_copy = *m;
    periods_new(mem, ret_copy);
}
