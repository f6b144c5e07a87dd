/* Why a bound had to rise: the literals that it is a consequence of.
 *
 * Explanations are made when the analysis of a clash asks for them, and only for as much of the
 * raise as it needs. Where more activities fill a period than is needed to leave no room, those
 * are left out first that rest on the newest entries.
 */
#include "engine/level/prove/inside.h"

static int32_t by_arc(const struct cause *c, struct lit *ret_lits)
{
    ret_lits[0] = (struct lit){c->why.a, c->l.v - c->why.b};
    return 1;
}

static int32_t by_clause(const struct prover *s, const struct cause *c, struct lit *ret_lits)
{
    int32_t           n;
    const struct lit *l = clause_lits(s, c->why.a, &n);
    for (int32_t k = 1; k < n; k++)
        ret_lits[k - 1] = lit_not(l[k]);
    return n - 1;
}

/* `first` goes before `then`, which at its bound b cannot finish before first's latest start. */
static int32_t by_pair(const struct prover *s, const struct cause *c, struct lit *ret_lits)
{
    const bool    is_then = !(c->l.x & 1);
    const int32_t first = is_then ? c->why.a : c->l.x >> 1, then = is_then ? c->l.x >> 1 : c->why.a;
    const int32_t d = s->m.duration[first];
    ret_lits[0] = (struct lit){2 * then, c->why.b};
    ret_lits[1] = (struct lit){2 * first + 1, -(c->why.b + s->m.duration[then] - 1)};
    ret_lits[2] = is_then ? (struct lit){2 * first, c->l.v - d}
                          : (struct lit){2 * then + 1, c->l.v - d};
    return 3;
}

/* ---- the table ------------------------------------------------------------------------------- */

/* The entry on which a literal rests, GIVEN also when the clash rests on it anyway. */
static int32_t newness(const struct prover *s, struct lit l)
{
    if (s->need_at[l.x] != NOT_NEEDED && s->need_low[l.x] >= l.v)
        return GIVEN;
    return trail_where(s, l);
}

/* Those that surely ran in the period before entry `at`, oldest reasons first. */
static int32_t covering_fill(const struct prover *s, const struct cause *c, int32_t except,
                             struct covering *ret)
{
    const struct model *m = &s->m;
    const int32_t       t = c->why.a, r = c->why.b;
    int32_t             n = 0;
    for (int32_t k = m->user_first[r]; k < m->user_first[r + 1]; k++) {
        const int32_t j = m->user[k];
        if (j == except || early(s, j) + m->duration[j] <= t || late(s, j) > t)
            continue;
        const struct lit begun = {2 * j + 1, -t}, runs = {2 * j, t - m->duration[j] + 1};
        if (trail_where(s, begun) >= c->at || trail_where(s, runs) >= c->at)
            continue;
        const int32_t   a = newness(s, begun), b = newness(s, runs);
        struct covering x = {j, m->need[j * m->n_resources + r], a > b ? a : b};
        int32_t         at = n++;
        for (; at > 0 && ret[at - 1].newest > x.newest; at--)
            ret[at] = ret[at - 1];
        ret[at] = x;
    }
    return n;
}

static int32_t by_table(const struct prover *s, const struct cause *c, struct lit *ret_lits)
{
    const struct model *m = &s->m;
    const int32_t       t = c->why.a, r = c->why.b, i = c->l.x >= 0 ? c->l.x >> 1 : -1;
    int32_t             count = 0, sum = i < 0 ? 0 : m->need[i * m->n_resources + r];
    struct covering    *found = s->cover;
    const int32_t       n = covering_fill(s, c, i, found);
    for (int32_t k = 0; k < n; k++)
        sum += found[k].need;
    for (int32_t k = n - 1; k >= 0; k--) {
        if (sum - found[k].need > m->capacity[r]) {
            sum -= found[k].need;
            continue;
        }
        const int32_t j = found[k].activity;
        ret_lits[count++] = (struct lit){2 * j + 1, -t};
        ret_lits[count++] = (struct lit){2 * j, t - m->duration[j] + 1};
    }
    if (i >= 0) /* where it was kept from running: it reached the period at that end */
        ret_lits[count++] = c->l.x & 1 ? (struct lit){2 * i + 1, -t}
                                       : (struct lit){2 * i, t - m->duration[i] + 1};
    return count;
}

int32_t explain(struct prover *s, const struct cause *c, struct lit *ret_lits)
{
    switch (c->why.kind) {
    case WHY_CHOICE: return 0;
    case WHY_ARC: return by_arc(c, ret_lits);
    case WHY_CLAUSE: return by_clause(s, c, ret_lits);
    case WHY_TABLE: return by_table(s, c, ret_lits);
    case WHY_PAIR: return by_pair(s, c, ret_lits);
    }
    return 0;
}
