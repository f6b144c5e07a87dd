/* engine/level/plan/place.c - room for one leaf.
 *
 * A leaf is placed by the rules of the calculation; its delay is raised until every demand finds
 * room. The dates are then what the calculation makes of that delay. Where a constraint wins over
 * the delay, the leaf stays where it would be without. A leaf on one calendar that only links and
 * "not before" bind is placed without asking the calculation: the same dates for a third of the
 * time.
 */
#include "engine/level/plan/generate.h"

instant demand_begin(const struct demand *d, instant bound, int64_t delay_s)
{
    const instant begin = worktime_next(d->w, bound);
    return delay_s ? worktime_next(d->w, begin + delay_s) : begin;
}

static struct placed natural(const struct search *s, int64_t delay_s)
{
    s->m->net.tasks.levelling_delay_s[s->m->p.nodes[s->at].task] = delay_s;
    return pass_place_from(s->m->c, s->at, s->bound);
}

/* --- room behind a bound ------------------------------------------------------------------------
 */

/* Raises the delay so far that this demand fits; false: it never does. */
static bool raise_for(struct search *s, const struct demand *d, bool *is_raised)
{
    const struct profile *p = &s->g->profiles[d->resource];
    if (!d->w) {
        const struct placed dates = natural(s, s->delay_s);
        const int64_t       length = dates.finish - dates.start;
        const int64_t fit = length ? profile_fit(p, dates.start, length, d->need) : dates.start;
        *is_raised = fit != dates.start;
        s->delay_s += *is_raised && fit != LEVEL_NEVER ? fit - dates.start : 0;
        return fit != LEVEL_NEVER;
    }
    const int64_t work = worktime_before(d->w, demand_begin(d, s->bound, s->delay_s)) + d->delay_s;
    const int64_t fit = demand_fit(p, d, work);
    if (fit == LEVEL_NEVER)
        return false;
    *is_raised = fit > work;
    if (*is_raised)
        s->delay_s = worktime_start_at(d->w, fit - d->delay_s) - worktime_next(d->w, s->bound);
    s->is_outside = s->delay_s >= INSTANT_BEYOND / 2;
    return !s->is_outside;
}

/* The least delay from which all demands fit; false: there is none. */
static bool find_room(struct search *s)
{
    const int32_t n = s->n_demands;
    for (int32_t fitting = 0, k = 0; fitting < n; k = k + 1 < n ? k + 1 : 0) {
        const struct demand *d = &s->demands[k];
        bool                 is_raised = false;
        if (d->need > 0 && !raise_for(s, d, &is_raised))
            return false;
        if (is_raised)
            fitting = 0; /* what is taken whole may be longer now */
        fitting += !is_raised || d->w;
        s->blame = is_raised ? d->resource : s->blame;
    }
    return true;
}

/* --- a finish that is bound ---------------------------------------------------------------------
 */

static int64_t work_until(const struct demand *d, instant finish)
{
    return worktime_before(d->w, finish) - d->span_s;
}

/* A task whose finish is bound lies as late as that asks for: is there room as it is? */
static bool fits_until(const struct search *s, struct placed dates)
{
    for (int32_t k = 0; k < s->n_demands; k++) {
        struct demand d = s->demands[k];
        d.length_s = d.w ? d.length_s : dates.finish - dates.start;
        const int64_t work = d.w ? work_until(&d, dates.finish) : dates.start;
        if (d.need > 0 && demand_fit(&s->g->profiles[d.resource], &d, work) != work)
            return false;
    }
    return true;
}

/* At the earliest start that is asked for. */
static void raise_to_start(struct search *s, instant start)
{
    for (int k = 0; k < 64; k++) {
        const struct placed dates = natural(s, s->delay_s);
        if (dates.start >= start)
            return;
        s->delay_s += start - dates.start;
    }
}

/* Beyond what binds the finish, so that the delay alone decides where the task lies. */
static void raise_to_finish(struct search *s, instant finish)
{
    for (int k = 0; k < 64; k++) {
        const struct placed dates = natural(s, s->delay_s);
        if (dates.finish >= finish || dates.finish >= INSTANT_BEYOND / 2)
            return;
        s->delay_s += finish - dates.finish;
    }
}

/* --- any leaf -----------------------------------------------------------------------------------
 */

static struct placed calculated(struct model *m, int32_t at, int64_t delay_s)
{
    m->net.tasks.levelling_delay_s[m->p.nodes[at].task] = delay_s;
    pass_forward_rare(m->c, at);
    return (struct placed){m->c->dates[at].start, m->c->dates[at].finish};
}

static bool is_same(struct placed a, struct placed b)
{
    return a.start == b.start && a.finish == b.finish;
}

static void find_rare(struct search *s)
{
    struct model  *m = s->m;
    const instant *not_before = s->g->not_before;
    s->dates = calculated(m, s->at, 0);
    s->is_until = s->bound <= INSTANT_BEFORE || !is_same(natural(s, 0), s->dates);
    if (s->is_until && s->bound > INSTANT_BEFORE && !fits_until(s, s->dates))
        raise_to_finish(s, s->dates.finish);
    else if (s->is_until)
        s->bound = INSTANT_BEFORE; /* stays as it is */
    if (s->bound > INSTANT_BEFORE && not_before)
        raise_to_start(s, not_before[s->at]);
    if (s->bound > INSTANT_BEFORE && find_room(s)) {
        const struct placed asked = natural(s, s->delay_s);
        const struct placed got = calculated(m, s->at, s->delay_s);
        if (is_same(asked, got)) {
            s->dates = got;
            s->is_until = false;
            return;
        }
    }
    s->delay_s = 0;
    s->dates = calculated(m, s->at, 0);
}

/* False: the finish is bound. */
static bool find_plain(struct search *s, const struct plain *x, instant finish)
{
    const instant *not_before = s->g->not_before;
    instant        start = worktime_next(x->w, s->bound);
    if (finish > worktime_add(x->w, start, x->span_s))
        return false;
    if (not_before && not_before[s->at] > start)
        s->delay_s = not_before[s->at] - start;
    const struct demand all = {.w = x->w};
    const instant       from = demand_begin(&all, s->bound, s->delay_s);
    if (!find_room(s))
        s->delay_s = 0;
    start = demand_begin(&all, s->bound, s->delay_s);
    s->dates = (struct placed){start, worktime_add(x->w, start, x->span_s)};
    if (s->m->flags[s->at] & MODEL_SPLITS && s->blame >= 0)
        search_split(s, x, worktime_before(x->w, from));
    return true;
}

void search_find(struct search *s, const struct plain *plain)
{
    const struct bounds b = pass_bounds(s->m->c, s->at);
    s->bound = pass_start_bound(s->m->c, s->at, &b);
    s->delay_s = 0;
    s->blame = -1;
    s->n_cuts = 0;
    s->is_outside = s->is_until = false;
    if (!plain || !find_plain(s, plain, b.finish))
        find_rare(s);
}

/* --- taking it ----------------------------------------------------------------------------------
 */

static void take_cuts(const struct search *s, const struct demand *d)
{
    int64_t done = 0;
    for (int32_t k = 0; k < s->n_cuts && done < d->span_s; k++) {
        struct demand piece = *d;
        piece.length_s = min_of(s->cuts[k].length_s, d->span_s - done);
        demand_take(&s->g->profiles[d->resource], &s->g->mem, &piece, s->cuts[k].begin);
        done += s->cuts[k].length_s;
    }
}

static void take(const struct search *s)
{
    for (int32_t k = 0; k < s->n_demands; k++) {
        struct demand d = s->demands[k];
        if (s->n_cuts) {
            take_cuts(s, &d);
            continue;
        }
        d.length_s = d.w ? d.length_s : s->dates.finish - s->dates.start;
        int64_t work = s->dates.start;
        if (d.w && s->is_until)
            work = work_until(&d, s->dates.finish);
        else if (d.w) /* behind its bound */
            work = worktime_before(d.w, demand_begin(&d, s->bound, s->delay_s)) + d.delay_s;
        demand_take(&s->g->profiles[d.resource], &s->g->mem, &d, work);
    }
}

void search_settle(struct search *s, struct schedule_of *to)
{
    struct model *m = s->m;
    struct cpm   *c = m->c;
    m->net.tasks.levelling_delay_s[m->p.nodes[s->at].task] = s->delay_s;
    c->dates[s->at].start = s->dates.start;
    c->dates[s->at].finish = s->dates.finish;
    c->finish = max_of(c->finish, s->dates.finish);
    c->highest = max_of(c->highest, s->dates.finish);
    to->delay_s[s->at] = s->delay_s;
    to->blame[s->at] = s->delay_s || s->n_cuts ? s->blame : -1;
    to->is_outside |= s->is_outside;
    for (int32_t k = 0; k < s->n_cuts; k++)
        vec_push(m->mem, &to->cuts, s->cuts[k]);
    take(s);
}
