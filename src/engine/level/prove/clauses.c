/* Learnt clauses: kept, watched, thrown away again.
 *
 * A clause of the pool is four numbers (length, levels it spanned when learnt, activity, whether to
 * be dropped) and its literals. Two of its literals are watched (Moskewicz et al., "Chaff", 2001);
 * a watch lies at the place of the literal's negation and is visited when a bound passes it. The
 * clause that gave a raise has that literal in front.
 */
#include "engine/level/prove/inside.h"

#include <stdlib.h>

enum { HEAD = 4, LEN = 0, SPAN = 1, ACTIVE = 2, DROP = 3, SPAN_KEPT = 3 };
enum { POOL_FULL = 32 * 1024 * 1024 }; /* numbers; from there on no clause is sure to stay */
static const float step_growth = 1.001F, step_most = 1e20F;

static struct lit *lits_of(struct prover *s, int32_t clause)
{
    return (struct lit *)(void *)(s->pool.v + clause + HEAD);
}

static float activity_get(const struct prover *s, int32_t clause)
{
    float a;
    memcpy(&a, s->pool.v + clause + ACTIVE, sizeof a);
    return a;
}

static void activity_set(struct prover *s, int32_t clause, float a)
{
    memcpy(s->pool.v + clause + ACTIVE, &a, sizeof a);
}

static void watch_add(struct prover *s, struct lit l, int32_t clause, struct lit other)
{
    const struct lit when = lit_not(l);
    watches         *w = &s->watch[s->base[when.x] + when.v];
    vec_push(s->mem, w, ((struct watch){clause, other}));
}

void clauses_clear(struct prover *s)
{
    for (int32_t k = 0; k < s->n_places; k++)
        s->watch[k].n = 0;
    s->pool.n = 0;
    s->refs.n = 0;
    s->clause_step = 1;
}

int32_t clauses_add(struct prover *s, const struct lit *lits, int32_t n, int32_t span)
{
    const int32_t clause = (int32_t)s->pool.n;
    vec_reserve(s->mem, &s->pool, s->pool.n + HEAD + 2 * (size_t)n);
    s->pool.n += HEAD + 2 * (size_t)n;
    s->pool.v[clause + LEN] = n;
    s->pool.v[clause + SPAN] = span;
    s->pool.v[clause + DROP] = 0;
    activity_set(s, clause, s->clause_step);
    memcpy(lits_of(s, clause), lits, (size_t)n * sizeof *lits);
    vec_push(s->mem, &s->refs, clause);
    watch_add(s, lits[0], clause, lits[1]);
    watch_add(s, lits[1], clause, lits[0]);
    return clause;
}

void clauses_bump(struct prover *s, int32_t clause)
{
    const float a = activity_get(s, clause) + s->clause_step;
    activity_set(s, clause, a);
    s->clause_step *= step_growth;
    if (a < step_most && s->clause_step < step_most)
        return;
    for (size_t k = 0; k < s->refs.n; k++)
        activity_set(s, s->refs.v[k], activity_get(s, s->refs.v[k]) / step_most);
    s->clause_step /= step_most;
}

/* ---- throwing away --------------------------------------------------------------------------- */

struct rank {
    int32_t clause;
    float   activity;
};

static int worse_first(const void *a, const void *b)
{
    const struct rank *x = a, *y = b;
    if (x->activity != y->activity)
        return x->activity < y->activity ? -1 : 1;
    return (x->clause > y->clause) - (x->clause < y->clause);
}

/* Marks the half that was used least; clauses over few levels stay. */
static void mark(struct prover *s)
{
    const struct arena_mark scratch = arena_mark(s->mem);
    struct rank            *rank = arena_array(s->mem, struct rank, s->refs.n + 1);
    const bool              is_full = s->pool.n > POOL_FULL;
    size_t                  n = 0;
    for (size_t k = 0; k < s->refs.n; k++) {
        const int32_t c = s->refs.v[k];
        if (is_full || s->pool.v[c + SPAN] > SPAN_KEPT)
            rank[n++] = (struct rank){c, activity_get(s, c)};
    }
    qsort(rank, n, sizeof *rank, worse_first);
    for (size_t k = 0; k < n / 2; k++)
        s->pool.v[rank[k].clause + DROP] = 1;
    arena_rewind(s->mem, scratch);
}

/* Takes out what fails for good; false when the clause says nothing any more. */
static bool trim(struct prover *s, int32_t clause)
{
    struct lit   *l = lits_of(s, clause);
    const int32_t n = s->pool.v[clause + LEN];
    int32_t       kept = 0;
    for (int32_t k = 0; k < n; k++) {
        if (lit_holds(s, l[k]))
            return false;
        if (!lit_fails(s, l[k]))
            l[kept++] = l[k];
    }
    s->pool.v[clause + LEN] = kept;
    return kept > 1; /* propagation left no unit clause */
}

void clauses_reduce(struct prover *s)
{
    size_t end = 0, kept = 0;
    mark(s);
    for (int32_t k = 0; k < s->n_places; k++)
        s->watch[k].n = 0;
    for (size_t k = 0; k < s->refs.n; k++) {
        const int32_t from = s->refs.v[k], to = (int32_t)end;
        if (s->pool.v[from + DROP] || !trim(s, from))
            continue;
        const size_t size = HEAD + 2 * (size_t)s->pool.v[from + LEN];
        memmove(s->pool.v + to, s->pool.v + from, size * sizeof *s->pool.v);
        s->refs.v[kept++] = to;
        end += size;
        const struct lit *l = lits_of(s, to);
        watch_add(s, l[0], to, l[1]);
        watch_add(s, l[1], to, l[0]);
    }
    s->refs.n = kept;
    s->pool.n = end;
}

/* ---- propagation ----------------------------------------------------------------------------- */

/* A literal not failing takes the watch of `gone`, which is l[1]; false: there is none. */
static bool watch_move(struct prover *s, int32_t clause, struct lit *l)
{
    const int32_t n = s->pool.v[clause + LEN];
    for (int32_t k = 2; k < n; k++)
        if (!lit_fails(s, l[k])) {
            const struct lit gone = l[1];
            l[1] = l[k];
            l[k] = gone;
            watch_add(s, l[1], clause, l[0]);
            return true;
        }
    return false;
}

/* Visits the clauses that watch the negation of `now`, which has become true. */
static bool visit(struct prover *s, struct lit now)
{
    watches         *list = &s->watch[s->base[now.x] + now.v];
    const struct lit gone = lit_not(now);
    size_t           kept = 0, k = 0;
    bool             is_fine = true;
    s->work += (int64_t)list->n;
    while (k < list->n && is_fine) {
        struct watch w = list->v[k++];
        if (!lit_holds(s, w.other)) {
            struct lit *l = lits_of(s, w.clause);
            if (l[0].x == gone.x && l[0].v == gone.v) {
                l[0] = l[1];
                l[1] = gone;
            }
            w.other = l[0];
            if (!lit_holds(s, l[0])) {
                s->work++;
                if (watch_move(s, w.clause, l))
                    continue;
                is_fine = trail_raise(s, l[0], (struct reason){.kind = WHY_CLAUSE, .a = w.clause});
            }
        }
        list->v[kept++] = w;
    }
    while (k < list->n)
        list->v[kept++] = list->v[k++];
    list->n = kept;
    return is_fine;
}

static bool arcs_follow(struct prover *s, int32_t x)
{
    const struct model *m = &s->m;
    for (int32_t a = m->arc_first[x]; a < m->arc_first[x + 1]; a++) {
        const struct lit l = {m->arcs[a].to, s->low[x] + m->arcs[a].weight};
        if (s->low[l.x] < l.v &&
            !trail_raise(s, l, (struct reason){.kind = WHY_ARC, .a = x, .b = m->arcs[a].weight}))
            return false;
    }
    return true;
}

bool clauses_propagate(struct prover *s)
{
    while (s->head < s->n_trail) {
        const struct entry e = s->trail[s->head++];
        s->work += 2;
        if (!arcs_follow(s, e.x))
            return false;
        if (!s->watch)
            continue;
        for (int32_t v = e.before + 1; v <= e.low; v++)
            if (s->watch[s->base[e.x] + v].n && !visit(s, (struct lit){e.x, v}))
                return false;
    }
    return true;
}
