/* The problem laid out for propagation.
 *
 * Each activity has the shortest duration and the least needs of its usable modes; with one mode
 * that is the problem itself, with several a relaxation of it. A link becomes two arcs, one that
 * moves the successor's earliest start, one that moves the predecessor's latest. Needs are packed
 * into words with guard bits as in engine/level/machine.h, so that one subtraction asks for several
 * resources.
 */
#include "engine/level/prove/model.h"

#include "base/vec.h"

#include <string.h>

static int32_t need_of(const struct level_problem *p, int32_t mode, int32_t r)
{
    return p->mode_need[(size_t)mode * (size_t)p->n_resources + (size_t)r];
}

static bool is_usable(const struct level_problem *p, int32_t mode)
{
    for (int32_t r = 0; r < p->n_resources; r++)
        if (need_of(p, mode, r) > p->capacity[r])
            return false;
    return true;
}

static void least_fill(const struct level_problem *p, int32_t i, struct model *m)
{
    int32_t *need = m->need + (size_t)i * (size_t)m->n_resources;
    int32_t  usable = 0;
    for (int32_t k = p->mode_first[i]; k < p->mode_first[i + 1]; k++) {
        if (!is_usable(p, k))
            continue;
        if (!usable || p->mode_duration[k] < m->duration[i])
            m->duration[i] = p->mode_duration[k];
        for (int32_t r = 0; r < m->n_resources; r++)
            if (!usable || need_of(p, k, r) < need[r])
                need[r] = need_of(p, k, r);
        usable++;
    }
    m->has_choice |= usable > 1;
}

/* ---- arcs ------------------------------------------------------------------------------------ */

static void arcs_fill(struct arena *mem, const struct level_problem *p, struct model *m)
{
    const int32_t n = m->n, n_arcs = p->succ_first[n];
    int32_t      *at = arena_array(mem, int32_t, 2 * n + 2);
    m->arc_first = arena_array(mem, int32_t, 2 * n + 1);
    m->arcs = arena_array(mem, struct arc, 2 * n_arcs + 1);
    for (int32_t i = 0; i < n; i++)
        for (int32_t a = p->succ_first[i]; a < p->succ_first[i + 1]; a++) {
            at[2 * i + 1]++;
            at[2 * p->succ[a] + 2]++;
        }
    for (int32_t x = 0; x < 2 * n; x++) {
        at[x + 1] += at[x];
        m->arc_first[x + 1] = at[x + 1];
    }
    for (int32_t i = 0; i < n; i++)
        for (int32_t a = p->succ_first[i]; a < p->succ_first[i + 1]; a++) {
            const int32_t j = p->succ[a];
            const int32_t weight = m->duration[i] + (p->succ_lag ? p->succ_lag[a] : 0);
            m->arcs[at[2 * i]++] = (struct arc){2 * j, weight};
            m->arcs[at[2 * j + 1]++] = (struct arc){2 * i + 1, weight};
        }
}

static void topo_fill(struct arena *mem, struct model *m)
{
    int32_t *missing = arena_array(mem, int32_t, m->n);
    int32_t  count = 0;
    m->topo = arena_array(mem, int32_t, m->n);
    for (int32_t i = 0; i < m->n; i++) {
        missing[i] = m->arc_first[2 * i + 2] - m->arc_first[2 * i + 1];
        if (!missing[i])
            m->topo[count++] = i;
    }
    for (int32_t k = 0; k < count; k++)
        for (int32_t a = m->arc_first[2 * m->topo[k]]; a < m->arc_first[2 * m->topo[k] + 1]; a++)
            if (--missing[m->arcs[a].to / 2] == 0)
                m->topo[count++] = m->arcs[a].to / 2;
}

/* Longest paths: the earliest starts, and from each start to the end. */
static void paths_fill(struct arena *mem, struct model *m)
{
    m->head = arena_array(mem, int32_t, m->n);
    m->tail = arena_array(mem, int32_t, m->n);
    for (int32_t k = 0; k < m->n; k++) {
        const int32_t i = m->topo[k];
        for (int32_t a = m->arc_first[2 * i]; a < m->arc_first[2 * i + 1]; a++) {
            const int32_t t = m->head[i] + m->arcs[a].weight, j = m->arcs[a].to / 2;
            m->head[j] = t > m->head[j] ? t : m->head[j];
        }
    }
    for (int32_t k = m->n - 1; k >= 0; k--) {
        const int32_t i = m->topo[k];
        m->tail[i] = m->duration[i];
        for (int32_t a = m->arc_first[2 * i]; a < m->arc_first[2 * i + 1]; a++) {
            const int32_t t = m->tail[m->arcs[a].to / 2] + m->arcs[a].weight;
            m->tail[i] = t > m->tail[i] ? t : m->tail[i];
        }
        m->path = m->head[i] + m->tail[i] > m->path ? m->head[i] + m->tail[i] : m->path;
    }
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void users_fill(struct arena *mem, struct model *m)
{
    m->user_first = arena_array(mem, int32_t, m->n_resources + 1);
    m->user = arena_array(mem, int32_t, m->n * m->n_resources + 1);
    int32_t count = 0;
    for (int32_t r = 0; r < m->n_resources; r++) {
        for (int32_t i = 0; i < m->n; i++)
            if (m->duration[i] > 0 && m->need[i * m->n_resources + r] > 0)
                m->user[count++] = i;
        m->user_first[r + 1] = count;
    }
}

static bool exclude(const struct model *m, int32_t i, int32_t j)
{
    for (int32_t r = 0; r < m->n_resources; r++)
        if (m->need[i * m->n_resources + r] + m->need[j * m->n_resources + r] > m->capacity[r])
            return true;
    return false;
}

/* Bit j of row i: a path of links leads from i to j. */
static void reach_fill(const struct model *m, uint64_t *reach)
{
    const int32_t words = (m->n + 63) / 64;
    for (int32_t k = m->n - 1; k >= 0; k--) {
        uint64_t *row = reach + (size_t)m->topo[k] * (size_t)words;
        for (int32_t a = m->arc_first[2 * m->topo[k]]; a < m->arc_first[2 * m->topo[k] + 1]; a++) {
            const int32_t j = m->arcs[a].to / 2;
            row[j / 64] |= 1ULL << (j % 64);
            for (int32_t w = 0; w < words; w++)
                row[w] |= reach[(size_t)j * (size_t)words + (size_t)w];
        }
    }
}

static void pairs_fill(struct arena *mem, struct model *m)
{
    const int32_t n = m->n, words = (n + 63) / 64;
    uint64_t     *reach = arena_array(mem, uint64_t, (size_t)n * (size_t)words);
    VEC(int32_t)  pairs = {0};
    reach_fill(m, reach);
    m->pair_first = arena_array(mem, int32_t, n + 1);
    for (int32_t i = 0; i < n; i++) {
        for (int32_t j = 0; j < n; j++) {
            const bool is_ordered =
                (reach[(size_t)i * (size_t)words + (size_t)(j / 64)] >> (j % 64) & 1) ||
                (reach[(size_t)j * (size_t)words + (size_t)(i / 64)] >> (i % 64) & 1);
            if (i != j && !is_ordered && m->duration[i] > 0 && m->duration[j] > 0 &&
                exclude(m, i, j))
                vec_push(mem, &pairs, j);
        }
        m->pair_first[i + 1] = (int32_t)pairs.n;
    }
    m->pair = pairs.v;
}

/* ---- words ----------------------------------------------------------------------------------- */

struct field {
    int32_t word, shift, bits; /* bits without the guard */
};

static void fields_place(struct model *m, struct field *fields)
{
    int32_t word = 0, used = 0;
    for (int32_t r = 0; r < m->n_resources; r++) {
        const int32_t bits = 32 - __builtin_clz((uint32_t)m->capacity[r] | 1U);
        if (used + bits + 1 > 64) {
            word++;
            used = 0;
        }
        fields[r] = (struct field){word, used, bits};
        used += bits + 1;
    }
    m->n_words = word + 1;
}

static void words_fill(struct arena *mem, struct model *m)
{
    struct field *fields = arena_array(mem, struct field, m->n_resources + 1);
    fields_place(m, fields);
    m->need_word = arena_array(mem, uint64_t, m->n * m->n_words);
    m->full_word = arena_array(mem, uint64_t, m->n_words);
    m->guard_word = arena_array(mem, uint64_t, m->n_words);
    m->field_of = arena_array(mem, uint8_t, 64 * m->n_words);
    for (int32_t r = 0; r < m->n_resources; r++) {
        const struct field *f = &fields[r];
        m->guard_word[f->word] |= 1ULL << (f->shift + f->bits);
        m->full_word[f->word] |= (uint64_t)(uint32_t)m->capacity[r] << f->shift |
                                 1ULL << (f->shift + f->bits);
        m->field_of[f->word * 64 + f->shift + f->bits] = (uint8_t)r;
        for (int32_t i = 0; i < m->n; i++)
            m->need_word[i * m->n_words + f->word] |=
                (uint64_t)(uint32_t)m->need[i * m->n_resources + r] << f->shift;
    }
}

void model_init(struct arena *mem, const struct level_problem *p, struct model *ret_model)
{
    struct model m = {.n = p->n_activities, .n_resources = p->n_resources};
    m.capacity = arena_copy(mem, p->capacity, (size_t)p->n_resources * sizeof *p->capacity);
    m.duration = arena_array(mem, int32_t, m.n);
    m.need = arena_array(mem, int32_t, (size_t)m.n * (size_t)m.n_resources);
    for (int32_t i = 0; i < m.n; i++)
        least_fill(p, i, &m);
    arcs_fill(mem, p, &m);
    topo_fill(mem, &m);
    paths_fill(mem, &m);
    users_fill(mem, &m);
    pairs_fill(mem, &m);
    words_fill(mem, &m);
    *ret_model = m;
}
