/* Does a schedule keep to its problem? The invariants L1 to L5 of INVARIANTS.md, one function each.
 *
 * Written against the problem as it is given, not against the search's layout of it, so that a
 * mistake there shows here. Debug builds verify every schedule that a search hands out.
 */
#include "engine/level/check.h"

#include <stdbool.h>

int32_t level_horizon(const struct level_problem *p)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < p->n_activities; i++) {
        int32_t longest = 0;
        for (int32_t k = p->mode_first[i]; k < p->mode_first[i + 1]; k++)
            longest = p->mode_duration[k] > longest ? p->mode_duration[k] : longest;
        sum += longest;
    }
    for (int32_t a = 0; a < p->succ_first[p->n_activities]; a++)
        if (p->succ_lag && p->succ_lag[a] > 0)
            sum += p->succ_lag[a];
    return sum > INT32_MAX ? INT32_MAX : (int32_t)sum;
}

static int32_t finish_of(const struct level_problem *p, const struct level_times *x, int32_t i)
{
    return x->start[i] + p->mode_duration[x->mode[i]];
}

int32_t level_makespan(const struct level_problem *p, const struct level_times *times)
{
    int32_t span = 0;
    for (int32_t i = 0; i < p->n_activities; i++)
        span = finish_of(p, times, i) > span ? finish_of(p, times, i) : span;
    return span;
}

/* L1: every activity runs in a mode of its own. L2: nothing starts before 0 or too late. */
static err verify_rows(const struct level_problem *p, const struct level_times *x)
{
    const int32_t horizon = level_horizon(p);
    for (int32_t i = 0; i < p->n_activities; i++) {
        if (x->mode[i] < p->mode_first[i] || x->mode[i] >= p->mode_first[i + 1])
            return err_make(ERR_INVALID, "L1: activity %d runs in a mode of another", i + 1);
        if (x->start[i] < 0 || x->start[i] > horizon)
            return err_make(ERR_INVALID, "L2: activity %d starts at %d", i + 1, x->start[i]);
    }
    return OK;
}

/* L3: start(succ) >= finish(pred) + lag. */
static err verify_arcs(const struct level_problem *p, const struct level_times *x)
{
    for (int32_t i = 0; i < p->n_activities; i++)
        for (int32_t a = p->succ_first[i]; a < p->succ_first[i + 1]; a++) {
            const int32_t lag = p->succ_lag ? p->succ_lag[a] : 0;
            if (x->start[p->succ[a]] < finish_of(p, x, i) + lag)
                return err_make(ERR_INVALID, "L3: activity %d starts before %d lets it",
                                p->succ[a] + 1, i + 1);
        }
    return OK;
}

/* L4: never more in use than there is. */
static err verify_capacity(struct arena *mem, const struct level_problem *p,
                           const struct level_times *x, int32_t r)
{
    const int32_t span = level_makespan(p, x);
    int64_t      *change = arena_array(mem, int64_t, span + 1);
    for (int32_t i = 0; i < p->n_activities; i++) {
        const size_t cell = (size_t)x->mode[i] * (size_t)p->n_resources + (size_t)r;
        change[x->start[i]] += p->mode_need[cell];
        change[finish_of(p, x, i)] -= p->mode_need[cell];
    }
    int64_t used = 0;
    for (int32_t t = 0; t <= span; t++) {
        used += change[t];
        if (used > p->capacity[r])
            return err_make(ERR_INVALID, "L4: in period %d %lld of R%d are in use, it has %d", t,
                            (long long)used, r + 1, p->capacity[r]);
    }
    return OK;
}

/* L5: no stock is used up beyond what there is. */
static err verify_stock(const struct level_problem *p, const struct level_times *x, int32_t s)
{
    int64_t used = 0;
    for (int32_t i = 0; i < p->n_activities; i++)
        used += p->mode_use[(size_t)x->mode[i] * (size_t)p->n_stocks + (size_t)s];
    if (used > p->stock[s])
        return err_make(ERR_INVALID, "L5: %lld of N%d are used, it has %d", (long long)used, s + 1,
                        p->stock[s]);
    return OK;
}

err level_verify(struct arena *mem, const struct level_problem *p, const struct level_times *times)
{
    TRY(verify_rows(p, times));
    TRY(verify_arcs(p, times));
    struct arena_mark mark = arena_mark(mem);
    for (int32_t r = 0; r < p->n_resources; r++) {
        err e = verify_capacity(mem, p, times, r);
        arena_rewind(mem, mark);
        if (e.code)
            return e;
    }
    for (int32_t s = 0; s < p->n_stocks; s++)
        TRY(verify_stock(p, times, s));
    return OK;
}
