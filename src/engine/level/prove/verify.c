/* Explanations found out anew: from what is given and the literals named, does the bound follow?
 *
 * For debug builds and tests. Bounds are laid out afresh, and the rule is asked again with nothing
 * but them; that the literals held before the raise is checked apart.
 */
#include "engine/level/prove/inside.h"

#ifdef ENGINE_VERIFY

/* Bounds of level 0 and the literals. */
static int32_t *bounds_of(struct prover *s, const struct lit *lits, int32_t n)
{
    int32_t *low = arena_array(s->mem, int32_t, 2 * s->m.n);
    for (int32_t x = 0; x < 2 * s->m.n; x++) {
        low[x] = s->low[x];
        for (int32_t e = s->last[x]; e >= 0; e = s->trail[e].previous)
            low[x] = s->trail[e].before;
    }
    for (int32_t k = 0; k < n; k++)
        low[lits[k].x] = lits[k].v > low[lits[k].x] ? lits[k].v : low[lits[k].x];
    return low;
}

static bool arc_follows(const struct prover *s, const struct cause *c, const int32_t *low)
{
    const struct model *m = &s->m;
    bool                follows = false;
    for (int32_t a = m->arc_first[c->why.a]; a < m->arc_first[c->why.a + 1]; a++)
        follows |= m->arcs[a].to == c->l.x && low[c->why.a] + m->arcs[a].weight >= c->l.v;
    return follows;
}

/* All other literals of the clause fail, and the first is no weaker than l. */
static bool clause_follows(const struct prover *s, const struct cause *c, const int32_t *low)
{
    int32_t           n;
    const struct lit *l = clause_lits(s, c->why.a, &n);
    bool              follows = l[0].x == c->l.x && l[0].v >= c->l.v;
    for (int32_t k = 1; k < n; k++)
        follows &= low[l[k].x ^ 1] >= 1 - l[k].v;
    return follows;
}

/* Were l to fail, its activity would run in the period too, and that is too much. */
static bool table_follows(const struct prover *s, const struct cause *c, int32_t *low)
{
    const struct model *m = &s->m;
    const int32_t       t = c->why.a, r = c->why.b;
    int64_t             sum = 0;
    if (c->l.x >= 0)
        low[c->l.x ^ 1] = 1 - c->l.v;
    for (int32_t i = 0; i < m->n; i++)
        if (low[2 * i] + m->duration[i] > t && -low[2 * i + 1] <= t)
            sum += m->need[i * m->n_resources + r];
    return sum > m->capacity[r];
}

/* Were l to fail, neither of the two could go before the other. */
static bool pair_follows(const struct prover *s, const struct cause *c, int32_t *low)
{
    const struct model *m = &s->m;
    const int32_t       i = c->l.x >> 1, j = c->why.a;
    bool                is_pair = false;
    low[c->l.x ^ 1] = 1 - c->l.v;
    for (int32_t k = m->pair_first[i]; k < m->pair_first[i + 1]; k++)
        is_pair |= m->pair[k] == j;
    return is_pair && low[2 * i] + m->duration[i] > -low[2 * j + 1] &&
           low[2 * j] + m->duration[j] > -low[2 * i + 1];
}

static bool follows(const struct prover *s, const struct cause *c, int32_t *low)
{
    switch (c->why.kind) {
    case WHY_CHOICE: return false;
    case WHY_ARC: return arc_follows(s, c, low);
    case WHY_CLAUSE: return clause_follows(s, c, low);
    case WHY_TABLE: return table_follows(s, c, low);
    case WHY_PAIR: return pair_follows(s, c, low);
    }
    return false;
}

bool explain_verify(struct prover *s, const struct cause *c, const struct lit *lits, int32_t n)
{
    const struct arena_mark mark = arena_mark(s->mem);
    bool                    is_fine = true;
    for (int32_t k = 0; k < n; k++)
        is_fine &= lit_holds(s, lits[k]) && trail_where(s, lits[k]) < c->at;
    is_fine = is_fine && follows(s, c, bounds_of(s, lits, n));
    arena_rewind(s->mem, mark);
    return is_fine;
}
#endif
