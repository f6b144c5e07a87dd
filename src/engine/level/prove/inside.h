/* engine/level/prove/inside.h - what the parts of the prover do for each other; private to this
 * folder. What answers with a bool says false when it met a contradiction, which s->clash tells.
 */
#ifndef ENGINE_LEVEL_PROVE_INSIDE_H
#define ENGINE_LEVEL_PROVE_INSIDE_H

#include "engine/level/prove/state.h"

#include <string.h>

static inline int32_t early(const struct prover *s, int32_t i)
{
    return s->low[2 * i];
}
static inline int32_t late(const struct prover *s, int32_t i)
{
    return -s->low[2 * i + 1];
}
static inline bool lit_holds(const struct prover *s, struct lit l)
{
    return s->low[l.x] >= l.v;
}
static inline bool lit_fails(const struct prover *s, struct lit l)
{
    return s->low[l.x ^ 1] >= 1 - l.v;
}

/* trail.c */
void trail_begin(struct prover *s); /* every bound as for s->tried, nothing derived */
void trail_back(struct prover *s, int32_t level);
/* On level 0: what was derived is given from now on. */
void trail_settle(struct prover *s);
/* The entry that made {x, v}, which holds, true; GIVEN. */
static inline int32_t trail_where(const struct prover *s, struct lit l)
{
    int32_t e = s->last[l.x];
    while (e >= 0 && s->trail[e].before >= l.v)
        e = s->trail[e].previous;
    return e;
}
static inline void trail_touch(struct prover *s, int32_t i)
{
    if (!s->is_touched[i]) {
        s->is_touched[i] = 1;
        s->touched[s->n_touched++] = i;
    }
}
/* Raises a bound; false, and s->clash, when that contradicts the other one. */
static inline bool trail_raise(struct prover *s, struct lit l, struct reason why)
{
    const int32_t most = -s->low[l.x ^ 1];
    if (l.v > most) {
        s->clash = (struct clash){{l.x, most + 1}, why};
        return false;
    }
    s->trail[s->n_trail] = (struct entry){l.x, l.v, s->low[l.x], s->last[l.x], s->n_levels, why};
    s->last[l.x] = s->n_trail++;
    s->low[l.x] = l.v;
    trail_touch(s, l.x >> 1);
    return true;
}

/* clauses.c */
void    clauses_clear(struct prover *s);
int32_t clauses_add(struct prover *s, const struct lit *lits, int32_t n, int32_t span);
void    clauses_bump(struct prover *s, int32_t clause);
void    clauses_reduce(struct prover *s); /* on level 0 */
/* Hands entries of the trail to arcs and clauses until none is left; false: s->clash. */
bool                            clauses_propagate(struct prover *s);
static inline const struct lit *clause_lits(const struct prover *s, int32_t clause, int32_t *ret_n)
{
    *ret_n = s->pool.v[clause];
    return (const struct lit *)(const void *)(s->pool.v + clause + 4);
}

/* table.c, pairs.c: false: s->clash. */
bool table_grow(struct prover *s, int32_t i); /* its part is what its bounds say; marks the dirty */
bool table_filter(struct prover *s, int32_t i);
void table_clear(struct prover *s);
void table_shrink(struct prover *s, int32_t i); /* after taking back */
bool pairs_propagate(struct prover *s, int32_t i);

/* propagate.c: everything until nothing moves. */
bool propagate(struct prover *s);

/* explain.c: literals, true before entry `at`, of which l is a consequence by `why`; how many.
 * 2n + 2 at most; of a choice none. */
struct cause {
    struct lit    l;
    struct reason why;
    int32_t       at; /* only what was true before this entry counts */
};
int32_t explain(struct prover *s, const struct cause *c, struct lit *ret_lits);

#ifdef ENGINE_VERIFY
/* verify.c: whether l follows from so many literals, found out anew from the bounds they give. */
bool explain_verify(struct prover *s, const struct cause *c, const struct lit *lits, int32_t n);
#endif

/* analyse.c: from s->clash to s->learnt and the level on which it says something new. */
void analyse(struct prover *s);

/* decide.c */
void decide_begin(struct prover *s); /* every literal is open */
void decide_decay(struct prover *s); /* after a clash */
void decide_bump(struct prover *s, struct lit l);
void decide_open(struct prover *s, struct lit from,
                 int32_t to);                          /* undone: {x, from.v + 1 ... to} */
bool decide(struct prover *s, struct lit *ret_choice); /* false: every start is fixed */

#endif
