/* domain/compare/sides.c - roots and consequences, found by calculating with roots pinned.
 *
 * In rounds: a leaf that differs though nothing it depends on does is a root. Roots are pinned in
 * a fork of the plan, early dates by hand, late dates by a mandatory finish, and the fork is
 * calculated; what then has its stored dates, or the same working moment, follows from them. What
 * still differs is judged again against what is left. For late dates every open end ends where the
 * file says, under a project finish behind all of them, so that a file with several finishes can be
 * followed.
 *
 * Early dates depend on preds, late dates on succs; links of summaries count for the leaves below.
 */
#include "domain/compare/inquiry.h"

struct rounds {
    struct inquiry *q;
    enum side       side;
    struct plan    *pinned;
    bool           *open;  /* by slot: something at or below it still differs */
    uint32_t       *still; /* by slot: bits that differ in the pinned plan */
};

static uint32_t node_of(const struct rounds *r, uint32_t slot)
{
    return 2 * slot + r->side;
}

/* ---- pins --------------------------------------------------------------------------------- */

static void forget_progress(struct item *i)
{
    i->actual_start = i->actual_finish = i->stop_at = i->resume_at = INSTANT_NONE;
    i->actual_duration_s = i->remaining_duration_s = DURATION_NONE;
    i->percent_complete = 0;
}

static void pin_early(struct rounds *r, uint32_t slot, struct item *i)
{
    i->start = inquiry_stored(r->q, slot, COMPARE_START);
    i->finish = inquiry_stored(r->q, slot, COMPARE_FINISH);
    if (r->q->project->profile == PROFILE_P6) {
        i->constraint = CONSTRAINT_MANDATORY_START;
        i->constraint_at = i->start;
        i->constraint2 = CONSTRAINT_MANDATORY_FINISH;
        i->constraint2_at = i->finish;
    } else {
        i->is_manual = true;
        i->levelling_delay_s = 0;
        forget_progress(i);
    }
}

static void pin_late(struct rounds *r, uint32_t slot, struct item *i)
{
    instant at = inquiry_stored(r->q, slot, COMPARE_LATE_FINISH);
    if (i->is_manual && i->duration_s == DURATION_NONE)
        i->duration_s = plan_row(r->q->plan, slot)->duration_s;
    i->is_manual = false;
    i->constraint = CONSTRAINT_MANDATORY_FINISH;
    i->constraint_at = at;
    i->deadline = INSTANT_NONE;
    forget_progress(i);
}

static bool pin(struct rounds *r, uint32_t slot)
{
    struct item       copy = *inquiry_item(r->q, slot);
    enum compare_what what = r->side == SIDE_EARLY ? COMPARE_START : COMPARE_LATE_FINISH;
    if (inquiry_stored(r->q, slot, what) == INT_NONE)
        return false;
    if (r->side == SIDE_EARLY)
        pin_early(r, slot, &copy);
    else
        pin_late(r, slot, &copy);
    plan_put(r->pinned, &item_entity, &copy);
    return true;
}

static void see_succ(void *arg, const struct link *l, uint32_t other)
{
    const struct inquiry **q = arg;
    (void)l;
    if (*q && other != NODE_NONE && inquiry_counts(*q, other) && !inquiry_is_finished(*q, other))
        *q = NULL;
}

static bool is_open_end(const struct inquiry *q, uint32_t slot)
{
    const struct inquiry *left = q;
    inquiry_links(q, slot, true, see_succ, &left);
    return left != NULL;
}

/* A milestone behind all dates, and every open end under its own stored late finish. */
static void open_ends_hold(struct rounds *r)
{
    struct inquiry *q = r->q;
    instant         far = plan_finish(q->plan);
    struct item     end;
    for (uint32_t s = 0; s < q->n; s++) {
        int64_t late = inquiry_item(q, s) ? inquiry_stored(q, s, COMPARE_LATE_FINISH) : INT_NONE;
        far = late != INT_NONE && late > far ? late : far;
        if (late == INT_NONE || !inquiry_is_leaf(q, s) || !is_open_end(q, s))
            continue;
        struct item copy = *inquiry_item(q, s);
        copy.deadline = copy.deadline == INSTANT_NONE || late < copy.deadline ? late
                                                                              : copy.deadline;
        plan_put(r->pinned, &item_entity, &copy);
    }
    entity_init(&item_entity, &end);
    end.head.id.v = inquiry_item(q, q->n - 1) ? inquiry_item(q, q->n - 1)->head.id.v + 1
                                              : INT64_MAX / 2;
    end.rank = INT64_MAX / 2;
    end.is_active = end.is_manual = end.is_milestone = true;
    end.title = S("end");
    end.start = end.finish = far;
    end.duration_s = 0;
    plan_put(r->pinned, &item_entity, &end);
    struct project p = *q->project;
    p.must_finish_by = INSTANT_NONE;
    p.honor_constraints = true;
    plan_put(r->pinned, &project_entity, &p);
}

/* ---- what a leaf depends on ----------------------------------------------------------------- */

struct sources {
    const struct rounds *r;
    bool                 has_open;
    uint32_t             best; /* leaf that differs and binds most */
    int64_t              most;
};

static void see_source(void *arg, const struct link *l, uint32_t other)
{
    struct sources *s = arg;
    (void)l;
    s->has_open |= other != NODE_NONE && s->r->open[other];
}

static void see_cause(void *arg, const struct link *l, uint32_t other)
{
    struct sources       *s = arg;
    const struct inquiry *q = s->r->q;
    (void)l;
    uint32_t leaf = other == NODE_NONE ? NODE_NONE : inquiry_leaf(q, other, s->r->side, true);
    if (leaf == NODE_NONE)
        return;
    bool    is_early = s->r->side == SIDE_EARLY;
    int64_t t = inquiry_stored(q, leaf, is_early ? COMPARE_FINISH : COMPARE_LATE_START);
    if (s->best == NODE_NONE || (is_early ? t > s->most : t < s->most)) {
        s->best = leaf;
        s->most = t;
    }
}

/* ---- rounds -----------------------------------------------------------------------------------
 */

static void mark_still(void *arg, const struct difference *d)
{
    struct rounds *r = arg;
    uint32_t       slot = inquiry_slot(r->q, d->item->head.id);
    if (slot == NODE_NONE || d->what >= COMPARE_TOTAL_SLACK ||
        inquiry_between(r->q, slot, inquiry_stored(r->q, slot, d->what), d->calculated) == 0)
        return;
    r->still[slot] |= 1U << d->what;
}

/* False: stored dates that no calculation takes; then nothing more can be proved. */
static bool look_again(struct rounds *r)
{
    struct comparison unused;
    if (plan_calculate(r->pinned, NULL).code)
        return false;
    memset(r->still, 0, (r->q->n + 1) * sizeof *r->still);
    compare_stored(r->pinned, r->q->stored, mark_still, r, &unused);
    for (uint32_t s = 0; s < r->q->n; s++)
        if (r->q->state[node_of(r, s)] == STATE_DIFFERS && !(r->still[s] & SIDE_BITS(r->side)))
            r->q->state[node_of(r, s)] = STATE_FOLLOWS;
    return true;
}

static void mark_open(struct rounds *r)
{
    const struct outline *o = r->q->outline;
    memset(r->open, 0, r->q->n + 1);
    for (uint32_t k = o->n; k-- > 0;) {
        uint32_t s = o->order[k];
        r->open[s] |= r->q->state[node_of(r, s)] == STATE_DIFFERS;
        if (r->open[s] && o->parent[s] != OUTLINE_NONE)
            r->open[o->parent[s]] = true;
    }
}

static bool pin_roots(struct rounds *r)
{
    bool found = false;
    mark_open(r);
    for (uint32_t s = 0; s < r->q->n; s++) {
        struct sources from = {.r = r};
        if (r->q->state[node_of(r, s)] != STATE_DIFFERS)
            continue;
        inquiry_links(r->q, s, r->side == SIDE_LATE, see_source, &from);
        if (from.has_open)
            continue;
        found = true;
        r->q->state[node_of(r, s)] = STATE_ROOT;
        pin(r, s);
    }
    return found;
}

static void name_causes(struct rounds *r)
{
    for (uint32_t s = 0; s < r->q->n; s++) {
        struct sources from = {.r = r, .best = NODE_NONE};
        if (r->q->state[node_of(r, s)] != STATE_FOLLOWS)
            continue;
        inquiry_links(r->q, s, r->side == SIDE_LATE, see_cause, &from);
        r->q->from[node_of(r, s)] = from.best == NODE_NONE ? NODE_NONE : node_of(r, from.best);
    }
}

static void run_rounds(struct rounds *r)
{
    bool any = false;
    for (uint32_t s = 0; s < r->q->n; s++) {
        bool differs = (r->q->differs[s] & SIDE_BITS(r->side)) && inquiry_item(r->q, s) &&
                       !r->q->outline->is_summary[s];
        r->q->state[node_of(r, s)] = differs ? STATE_DIFFERS : STATE_SAME;
        any |= differs;
    }
    if (!any)
        return;
    if (r->side == SIDE_LATE)
        open_ends_hold(r);
    for (int k = 0; k < REASON_ROUNDS && pin_roots(r) && look_again(r); k++)
        continue;
    name_causes(r);
}

static void inquire_side(struct inquiry *q, enum side side)
{
    struct rounds r = {.q = q,
                       .side = side,
                       .pinned = plan_fork(q->plan),
                       .open = arena_array(q->mem, bool, q->n + 1),
                       .still = arena_array(q->mem, uint32_t, q->n + 1)};
    run_rounds(&r);
    plan_unref(r.pinned);
}

void inquiry_sides(struct inquiry *q)
{
    inquire_side(q, SIDE_EARLY);
    inquire_side(q, SIDE_LATE);
}
