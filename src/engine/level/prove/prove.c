/* The prover as a whole: one makespan after the other, each with restarts.
 *
 * A makespan is tried on level 0: latest starts follow from it. Choices open levels; a clash gives
 * a clause and takes back. A clash on level 0 refutes the makespan; then all clauses go, as they
 * rest on it, while the activities of the literals stay. Restarts follow Luby's sequence.
 */
#include "engine/level/prove/prove.h"

#include "engine/level/prove/inside.h"

enum { RESTART_UNIT = 100, REDUCE_FIRST = 2000, REDUCE_MORE = 30, REDUCE_MOST = 20000 };

/* ---- made ------------------------------------------------------------------------------------ */

/* Places for every literal that can become true while the longest makespan is tried. */
static int64_t places_count(const struct model *m, int32_t tried)
{
    int64_t n = 1;
    for (int32_t i = 0; i < m->n; i++)
        n += 2 * (int64_t)(tried - m->tail[i] - m->head[i]);
    return n;
}

static void places_fill(struct prover *s, int32_t tried)
{
    const struct model *m = &s->m;
    int32_t             at = 0;
    s->base = arena_array(s->mem, int32_t, 2 * m->n);
    s->owner = arena_array(s->mem, int32_t, s->n_places);
    for (int32_t i = 0; i < m->n; i++) {
        const int32_t last = tried - m->tail[i], width = last - m->head[i];
        s->base[2 * i] = at - (m->head[i] + 1);
        for (int32_t k = 0; k < width; k++)
            s->owner[at++] = i;
        s->base[2 * i + 1] = at - (-last + 1);
        at += width;
    }
}

static void rooms_make(struct prover *s)
{
    struct arena       *mem = s->mem;
    const struct model *m = &s->m;
    const int32_t       n = m->n;
    s->low = arena_array(mem, int32_t, 2 * n);
    s->last = arena_array(mem, int32_t, 2 * n);
    s->trail = arena_array(mem, struct entry, s->n_places + 1);
    s->level_begin = arena_array(mem, int32_t, s->n_places + 2);
    s->level_stamp = arena_array(mem, int32_t, s->n_places + 2);
    s->touched = arena_array(mem, int32_t, n);
    s->is_touched = arena_array(mem, uint8_t, n);
    s->watch = arena_array(mem, watches, s->n_places);
    s->room = arena_array(mem, uint64_t, (size_t)m->n_words * (size_t)m->periods);
    s->part_begin = arena_array(mem, int32_t, n);
    s->part_end = arena_array(mem, int32_t, n);
    s->dirty = arena_array(mem, int32_t, n);
    s->is_dirty = arena_array(mem, uint8_t, n);
    s->need_low = arena_array(mem, int32_t, 2 * n);
    s->need_at = arena_array(mem, int32_t, 2 * n);
    s->needed = arena_array(mem, int32_t, 2 * n);
    s->learnt = arena_array(mem, struct lit, 2 * n + 8);
    s->cover = arena_array(mem, struct covering, n);
    s->activity = arena_array(mem, double, s->n_places);
    s->heap = arena_array(mem, int32_t, s->n_places);
    s->heap_at = arena_array(mem, int32_t, s->n_places);
    s->is_late = arena_array(mem, uint8_t, s->n_places);
    s->starts = arena_array(mem, int32_t, n);
    for (int32_t x = 0; x < 2 * n; x++)
        s->need_at[x] = NOT_NEEDED;
}

struct prover *prover_new(struct arena *mem, const struct level_problem *p, int32_t lower,
                          int32_t upper)
{
    if (p->n_activities > PROVE_ACTIVITIES)
        return NULL;
    struct prover *s = arena_new(mem, struct prover);
    *s = (struct prover){.mem = mem, .lower = lower, .upper = upper};
    model_init(mem, p, &s->m);
    if (s->m.path > s->lower)
        s->lower = s->m.path;
    if (s->lower >= s->upper)
        return s;
    const int64_t places = places_count(&s->m, upper - 1);
    if (places > PROVE_PLACES)
        return NULL;
    s->n_places = (int32_t)places;
    s->m.periods = upper;
    places_fill(s, upper - 1);
    rooms_make(s);
    s->activity_step = 1;
    return s;
}

/* ---- run ------------------------------------------------------------------------------------- */

/* 1 1 2 1 1 2 4 1 1 2 ... (Luby, Sinclair, Zuckerman 1993) */
static int64_t luby(int64_t k)
{
    int64_t size = 1;
    while (size < k + 1)
        size = 2 * size + 1;
    while (size - 1 != k) {
        size = (size - 1) / 2;
        k %= size;
    }
    return (size + 1) / 2;
}

static bool settle(struct prover *s)
{
    if (!propagate(s))
        return false;
    trail_settle(s);
    return true;
}

static bool begin(struct prover *s)
{
    s->tried = s->lower;
    clauses_clear(s);
    s->next_reduce = s->conflicts + REDUCE_FIRST;
    trail_begin(s);
    decide_begin(s);
    return settle(s);
}

/* A clause from the clash; false: there is none that does not fail, the makespan is refuted. */
static bool learn(struct prover *s)
{
    s->conflicts++;
    if (s->n_levels == 0)
        return false;
    analyse(s);
    decide_decay(s);
    trail_back(s, s->learnt_level);
    struct reason why = {.kind = WHY_CHOICE};
    if (s->n_learnt > 1)
        why = (struct reason){.kind = WHY_CLAUSE,
                              .a = clauses_add(s, s->learnt, s->n_learnt, s->learnt_span)};
    if (!trail_raise(s, s->learnt[0], why))
        return false;
    return s->n_learnt > 1 || settle(s);
}

static void keep(struct prover *s)
{
    s->found = s->starts;
    for (int32_t i = 0; i < s->m.n; i++)
        s->starts[i] = early(s, i);
    s->upper = s->lower;
}

enum outcome { REFUTED, SCHEDULED, STOPPED };

/* Searches until so many clashes, or the work is done. */
static enum outcome round_of(struct prover *s, int64_t clashes)
{
    const int64_t end = s->conflicts + clashes;
    while (s->conflicts < end && s->work < s->work_end) {
        struct lit choice;
        if (!propagate(s)) {
            if (!learn(s))
                return REFUTED;
        } else if (!decide(s, &choice))
            return SCHEDULED;
        else {
            s->level_begin[++s->n_levels] = s->n_trail;
            (void)trail_raise(s, choice, (struct reason){.kind = WHY_CHOICE});
        }
    }
    return STOPPED;
}

static enum outcome search(struct prover *s)
{
    enum outcome o = STOPPED;
    while (o == STOPPED && s->work < s->work_end) {
        o = round_of(s, RESTART_UNIT * luby(s->restarts));
        if (o != STOPPED || s->work >= s->work_end)
            break;
        s->restarts++;
        trail_back(s, 0);
        if (s->conflicts >= s->next_reduce) {
            clauses_reduce(s);
            const int64_t more = REDUCE_FIRST + REDUCE_MORE * s->restarts;
            s->next_reduce = s->conflicts + (more < REDUCE_MOST ? more : REDUCE_MOST);
        }
    }
    return o;
}

bool prover_run(struct prover *s, int64_t work)
{
    s->work_end = s->work + work;
    while (s->lower < s->upper && s->work < s->work_end) {
        enum outcome o = s->tried == s->lower || begin(s) ? search(s) : REFUTED;
        if (o == REFUTED)
            s->lower++;
        else if (o == SCHEDULED && !s->m.has_choice)
            keep(s);
        else if (o == SCHEDULED)
            return false;
    }
    return s->lower < s->upper;
}

int32_t prover_lower(const struct prover *s)
{
    return s->lower;
}

const int32_t *prover_starts(const struct prover *s)
{
    return s->found;
}

void prover_found(struct prover *s, int32_t upper)
{
    s->upper = upper < s->upper ? upper : s->upper;
}
