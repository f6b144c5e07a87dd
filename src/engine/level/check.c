/* Problems that cannot be scheduled are refused here, before anything is laid out for them.
 *
 * Everything after level_check trusts the numbers: indices within their arrays, nothing negative
 * but lags, no circle, a usable mode for every activity, and as much of every stock as the
 * thriftiest modes together need. Whether modes exist that keep within several stocks at once is
 * not decided here; that is the search's work.
 */
#include "engine/level/check.h"

#include "base/str.h"

static int32_t need_of(const struct level_problem *p, int32_t mode, int32_t resource)
{
    return p->mode_need[(size_t)mode * (size_t)p->n_resources + (size_t)resource];
}

static int32_t use_of(const struct level_problem *p, int32_t mode, int32_t stock)
{
    return p->mode_use[(size_t)mode * (size_t)p->n_stocks + (size_t)stock];
}

static bool in_range(int64_t value, int64_t min, int64_t max)
{
    return value >= min && value <= max;
}

static err check_units(const struct level_problem *p)
{
    for (int32_t r = 0; r < p->n_resources; r++)
        if (!in_range(p->capacity[r], 0, LEVEL_UNITS_MAX))
            return err_make(ERR_INVALID, "R%d has %d units; 0 to %d are possible", r + 1,
                            p->capacity[r], LEVEL_UNITS_MAX);
    for (int32_t s = 0; s < p->n_stocks; s++)
        if (!in_range(p->stock[s], 0, LEVEL_UNITS_MAX))
            return err_make(ERR_INVALID, "N%d has %d units; 0 to %d are possible", s + 1,
                            p->stock[s], LEVEL_UNITS_MAX);
    return OK;
}

static err check_mode(const struct level_problem *p, int32_t activity, int32_t mode)
{
    if (!in_range(p->mode_duration[mode], 0, LEVEL_HORIZON_MAX))
        return err_make(ERR_INVALID, "activity %d lasts %d periods; 0 to %d are possible",
                        activity + 1, p->mode_duration[mode], LEVEL_HORIZON_MAX);
    for (int32_t r = 0; r < p->n_resources; r++)
        if (!in_range(need_of(p, mode, r), 0, LEVEL_UNITS_MAX))
            return err_make(ERR_INVALID, "activity %d needs %d of R%d; 0 to %d are possible",
                            activity + 1, need_of(p, mode, r), r + 1, LEVEL_UNITS_MAX);
    for (int32_t s = 0; s < p->n_stocks; s++)
        if (!in_range(use_of(p, mode, s), 0, LEVEL_UNITS_MAX))
            return err_make(ERR_INVALID, "activity %d uses %d of N%d; 0 to %d are possible",
                            activity + 1, use_of(p, mode, s), s + 1, LEVEL_UNITS_MAX);
    return OK;
}

/* The resource that a mode asks too much of; -1 when there is none. */
static int32_t lacking(const struct level_problem *p, int32_t mode)
{
    for (int32_t r = 0; r < p->n_resources; r++)
        if (need_of(p, mode, r) > p->capacity[r])
            return r;
    return -1;
}

static err check_activity(const struct level_problem *p, int32_t i)
{
    const int32_t first = p->mode_first[i], end = p->mode_first[i + 1];
    if (end <= first)
        return err_make(ERR_INVALID, "activity %d has no mode; it needs one at least", i + 1);
    bool is_usable = false;
    for (int32_t k = first; k < end; k++) {
        TRY(check_mode(p, i, k));
        is_usable |= lacking(p, k) < 0;
    }
    if (is_usable)
        return OK;
    const int32_t r = lacking(p, first);
    return err_make(ERR_INVALID, "activity %d needs %d of R%d, which has %d%s", i + 1,
                    need_of(p, first, r), r + 1, p->capacity[r],
                    end - first > 1 ? ", and its other modes fit no better" : "");
}

static err check_stock(const struct level_problem *p, int32_t s)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < p->n_activities; i++) {
        int32_t least = INT32_MAX;
        for (int32_t k = p->mode_first[i]; k < p->mode_first[i + 1]; k++)
            if (lacking(p, k) < 0 && use_of(p, k, s) < least)
                least = use_of(p, k, s);
        sum += least;
    }
    if (sum > p->stock[s])
        return err_make(ERR_INVALID, "the thriftiest modes together use %lld of N%d, which has %d",
                        (long long)sum, s + 1, p->stock[s]);
    return OK;
}

static err check_arcs(const struct level_problem *p)
{
    for (int32_t i = 0; i < p->n_activities; i++)
        for (int32_t a = p->succ_first[i]; a < p->succ_first[i + 1]; a++) {
            if (!in_range(p->succ[a], 0, p->n_activities - 1))
                return err_make(ERR_INVALID,
                                "activity %d has the successor %d; activities are 1 to %d", i + 1,
                                p->succ[a] + 1, p->n_activities);
            if (p->succ_lag && !in_range(p->succ_lag[a], -LEVEL_HORIZON_MAX, LEVEL_HORIZON_MAX))
                return err_make(ERR_INVALID, "activity %d has a lag of %d periods; +/- %d is most",
                                i + 1, p->succ_lag[a], LEVEL_HORIZON_MAX);
        }
    return OK;
}

/* ---- circles --------------------------------------------------------------------------------- */

/* Walks from one that waits to one it waits for until a place comes again: that is a circle. */
static err cycle_error(struct arena *mem, const struct level_problem *p, const int32_t *missing)
{
    const int32_t n = p->n_activities;
    int32_t      *waits_for = arena_array(mem, int32_t, n);
    int32_t      *seen = arena_array(mem, int32_t, n);
    int32_t       at = 0;
    for (int32_t i = 0; i < n; i++)
        for (int32_t a = p->succ_first[i]; missing[i] && a < p->succ_first[i + 1]; a++)
            if (missing[p->succ[a]]) {
                waits_for[p->succ[a]] = i;
                at = p->succ[a];
            }
    for (; !seen[at]; at = waits_for[at])
        seen[at] = 1;
    str text = str_fmt(mem, "%d", at + 1);
    int shown = 1;
    for (int32_t k = waits_for[at]; k != at && shown < 8; k = waits_for[k], shown++)
        text = str_fmt(mem, "%d, %.*s", k + 1, STR_ARG(text));
    return err_make(ERR_CYCLE, "activities %.*s wait for each other in a circle: take a link out",
                    STR_ARG(text));
}

static err check_circles(struct arena *mem, const struct level_problem *p)
{
    const int32_t n = p->n_activities;
    int32_t      *missing = arena_array(mem, int32_t, n);
    int32_t      *queue = arena_array(mem, int32_t, n);
    int32_t       tail = 0;
    for (int32_t a = 0; a < p->succ_first[n]; a++)
        missing[p->succ[a]]++;
    for (int32_t i = 0; i < n; i++)
        if (!missing[i])
            queue[tail++] = i;
    for (int32_t k = 0; k < tail; k++)
        for (int32_t a = p->succ_first[queue[k]]; a < p->succ_first[queue[k] + 1]; a++)
            if (--missing[p->succ[a]] == 0)
                queue[tail++] = p->succ[a];
    return tail == n ? OK : cycle_error(mem, p, missing);
}

err level_check(struct arena *mem, const struct level_problem *p)
{
    if (p->n_activities < 1)
        return err_make(ERR_INVALID, "there are no activities to schedule");
    TRY(check_units(p));
    for (int32_t i = 0; i < p->n_activities; i++)
        TRY(check_activity(p, i));
    for (int32_t s = 0; s < p->n_stocks; s++)
        TRY(check_stock(p, s));
    TRY(check_arcs(p));
    const int32_t horizon = level_horizon(p);
    if (horizon > LEVEL_HORIZON_MAX)
        return err_make(ERR_TOO_LARGE,
                        "durations and lags add up to more than %d periods: use longer periods",
                        LEVEL_HORIZON_MAX);
    struct arena_mark mark = arena_mark(mem);
    err               e = check_circles(mem, p);
    arena_rewind(mem, mark);
    return e;
}
