/* From a clash to a clause that would have prevented it.
 *
 * The clash rests on literals; those of the present level are replaced by their causes, newest
 * first, until one is left (first unique implication point: Marques-Silva, Sakallah 1999; Zhang et
 * al. 2001). Of each signed variable only the strongest literal is kept, as it implies the others.
 * What was given on level 0 counts as true. Literals that follow from the others are left out
 * (Soerensson, Biere 2009).
 */
#include "engine/level/prove/inside.h"

#include <assert.h>

enum { DEPTH = 12, CAUSES = 64 };

static void need(struct prover *s, struct lit l)
{
    const int32_t e = trail_where(s, l), begin = s->level_begin[s->n_levels];
    if (e < 0)
        return;
    if (s->need_at[l.x] == NOT_NEEDED)
        s->needed[s->n_needed++] = l.x;
    else if (s->need_low[l.x] >= l.v)
        return;
    else
        s->open -= s->need_at[l.x] >= begin;
    s->need_at[l.x] = e;
    s->need_low[l.x] = l.v;
    s->open += e >= begin;
    decide_bump(s, l);
}

static void need_causes(struct prover *s, const struct cause *c)
{
    struct lit   *lits = s->learnt; /* free until the end */
    const int32_t n = explain(s, c, lits);
#ifdef ENGINE_VERIFY
    assert(explain_verify(s, c, lits, n));
#endif
    if (c->why.kind == WHY_CLAUSE)
        clauses_bump(s, c->why.a);
    for (int32_t k = 0; k < n; k++)
        need(s, lits[k]);
}

/* Leaves one needed literal of the present level; gives it back. */
static struct lit first_point(struct prover *s)
{
    for (int32_t at = s->n_trail - 1;; at--) {
        const struct entry *e = &s->trail[at];
        if (s->need_at[e->x] != at)
            continue;
        const struct lit l = {e->x, s->need_low[e->x]};
        if (s->open == 1)
            return l;
        s->open--;
        s->need_at[e->x] = NOT_NEEDED;
        for (int32_t k = s->n_needed - 1; k >= 0; k--)
            if (s->needed[k] == e->x) {
                s->needed[k] = s->needed[--s->n_needed];
                break;
            }
        need_causes(s, &(struct cause){l, e->why, at});
    }
}

/* ---- leaving out ----------------------------------------------------------------------------- */

/* A literal that may be left out, and how far its causes were followed. */
struct surplus {
    int32_t
        at; /* its entry: only what is older may stand for it, so that nothing goes in circles */
    int32_t depth;
};

static bool has_causes(struct prover *s, struct lit l, int32_t at, struct surplus of);

static bool is_implied(struct prover *s, struct lit l, struct surplus of)
{
    const int32_t at = trail_where(s, l), needed = s->need_at[l.x];
    if (at < 0 || (needed != NOT_NEEDED && needed < of.at && s->need_low[l.x] >= l.v))
        return true;
    return has_causes(s, l, at, of);
}

/* Whether the causes of a literal that an entry made true are all needed anyway, or follow. */
static bool has_causes(struct prover *s, struct lit l, int32_t at, struct surplus of)
{
    const struct entry *e = &s->trail[at];
    struct lit          lits[CAUSES];
    const bool          is_long = e->why.kind == WHY_CLAUSE && s->pool.v[e->why.a] > CAUSES;
    if (e->why.kind == WHY_CHOICE || e->why.kind == WHY_TABLE || is_long || of.depth >= DEPTH)
        return false;
    const int32_t n = explain(s, &(struct cause){l, e->why, at}, lits);
    of.depth++;
    for (int32_t k = 0; k < n; k++)
        if (!is_implied(s, lits[k], of))
            return false;
    return true;
}

static void leave_out(struct prover *s, int32_t point)
{
    int32_t kept = 0;
    for (int32_t k = 0; k < s->n_needed; k++) {
        const int32_t    x = s->needed[k], at = s->need_at[x];
        const struct lit l = {x, s->need_low[x]};
        if (x != point && has_causes(s, l, at, (struct surplus){at, 0}))
            s->need_at[x] = NOT_NEEDED;
        else
            s->needed[kept++] = x;
    }
    s->n_needed = kept;
}

/* ---- the clause ------------------------------------------------------------------------------ */

/* The newest literal behind the first one comes second: its level is where to go back to. */
static void hand_out(struct prover *s, struct lit point)
{
    s->n_learnt = 1;
    s->learnt[0] = lit_not(point);
    s->learnt_level = 0;
    s->learnt_span = 1;
    s->stamp++;
    for (int32_t k = 0; k < s->n_needed; k++) {
        const int32_t x = s->needed[k];
        if (x == point.x)
            continue;
        const int32_t level = s->trail[s->need_at[x]].level;
        s->learnt[s->n_learnt++] = lit_not((struct lit){x, s->need_low[x]});
        if (s->level_stamp[level] != s->stamp) {
            s->level_stamp[level] = s->stamp;
            s->learnt_span++;
        }
        if (level > s->learnt_level) {
            const struct lit newest = s->learnt[s->n_learnt - 1];
            s->learnt_level = level;
            s->learnt[s->n_learnt - 1] = s->learnt[1];
            s->learnt[1] = newest;
        }
    }
    for (int32_t k = 0; k < s->n_needed; k++)
        s->need_at[s->needed[k]] = NOT_NEEDED;
    s->n_needed = 0;
    s->open = 0;
}

void analyse(struct prover *s)
{
    need_causes(s, &(struct cause){s->clash.l, s->clash.why, s->n_trail});
    if (s->clash.l.x >= 0)
        need(s, lit_not(s->clash.l));
    const struct lit point = first_point(s);
    leave_out(s, point.x);
    hand_out(s, point);
}
