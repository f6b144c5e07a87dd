/* domain/compare/inquiry.c - what the judges of this folder ask a plan: values, times, links.
 *
 * Of a file without times of day a stored finish at midnight means that whole day, so it is read as
 * the day's end; a stored start at midnight is the same working moment as the morning.
 */
#include "domain/compare/inquiry.h"

static int64_t value_of(const struct stored_dates *s, enum compare_what what)
{
    switch (what) {
    case COMPARE_START: return s->start;
    case COMPARE_FINISH: return s->finish;
    case COMPARE_EARLY_START: return s->early_start;
    case COMPARE_EARLY_FINISH: return s->early_finish;
    case COMPARE_LATE_START: return s->late_start;
    case COMPARE_LATE_FINISH: return s->late_finish;
    case COMPARE_TOTAL_SLACK: return s->total_slack_s;
    case COMPARE_FREE_SLACK: return s->free_slack_s;
    case COMPARE_CRITICAL: return s->has_critical ? s->critical : INT_NONE;
    case COMPARE_COUNT: break;
    }
    return INT_NONE;
}

int64_t inquiry_stored(const struct inquiry *q, uint32_t slot, enum compare_what what)
{
    if (slot >= q->stored->n || q->stored->v[slot].uid == INT_NONE)
        return INT_NONE;
    const struct stored_dates *s = &q->stored->v[slot];
    int64_t                    v = value_of(s, what);
    bool                       is_finish = what == COMPARE_FINISH || what == COMPARE_EARLY_FINISH ||
                     what == COMPARE_LATE_FINISH;
    return v != INT_NONE && is_finish && s->by_day && v % DAY_S == 0 ? v + DAY_S : v;
}

int64_t inquiry_calculated(const struct inquiry *q, uint32_t slot, enum compare_what what)
{
    const struct item_row *r = plan_row(q->plan, slot);
    switch (what) {
    case COMPARE_START: return r->start;
    case COMPARE_FINISH: return r->finish;
    case COMPARE_EARLY_START: return r->early_start;
    case COMPARE_EARLY_FINISH: return r->early_finish;
    case COMPARE_LATE_START: return r->late_start;
    case COMPARE_LATE_FINISH: return r->late_finish;
    case COMPARE_TOTAL_SLACK: return r->total_slack_s;
    case COMPARE_FREE_SLACK: return r->free_slack_s;
    case COMPARE_CRITICAL: return r->critical;
    case COMPARE_COUNT: break;
    }
    return INT_NONE;
}

uint32_t inquiry_slot(const struct inquiry *q, struct id item)
{
    size_t slot;
    return item.v && plan_slot(q->plan, &item_entity, item, &slot) ? (uint32_t)slot : NODE_NONE;
}

bool inquiry_counts(const struct inquiry *q, uint32_t slot)
{
    const struct item *i = inquiry_item(q, slot);
    return i && !i->is_blank && i->is_active && !i->is_external;
}

bool inquiry_is_leaf(const struct inquiry *q, uint32_t slot)
{
    return inquiry_counts(q, slot) && !q->outline->is_summary[slot];
}

bool inquiry_is_finished(const struct inquiry *q, uint32_t slot)
{
    const struct item *i = inquiry_item(q, slot);
    return i->percent_complete >= 100 || i->actual_finish != INSTANT_NONE;
}

bool inquiry_is_begun(const struct inquiry *q, uint32_t slot)
{
    const struct item *i = inquiry_item(q, slot);
    return i->actual_start != INSTANT_NONE || i->percent_complete > 0 ||
           inquiry_is_finished(q, slot);
}

int64_t inquiry_between(const struct inquiry *q, uint32_t slot, instant a, instant b)
{
    if (a == INSTANT_NONE || b == INSTANT_NONE)
        return INT_NONE;
    return schedule_times_between(q->times, inquiry_item(q, slot), a, b);
}

static int64_t lag_seconds(const struct inquiry *q, const struct link *l, bool *ret_is_elapsed)
{
    *ret_is_elapsed = l->lag_kind == LAG_ELAPSED || l->lag_kind == LAG_ELAPSED_PERCENT;
    if (l->lag_kind != LAG_PERCENT && l->lag_kind != LAG_ELAPSED_PERCENT)
        return l->lag_s;
    const struct item_row *pred = plan_row_of(q->plan, l->pred);
    int64_t                whole = pred && pred->duration_s != DURATION_NONE ? pred->duration_s : 0;
    return (int64_t)((double)whole * l->lag_percent / 100);
}

instant inquiry_lag(const struct inquiry *q, const struct link *l, instant t, int sign)
{
    bool               is_elapsed;
    int64_t            s = lag_seconds(q, l, &is_elapsed) * sign;
    const struct item *succ = plan_get(q->plan, &item_entity, l->succ);
    if (t == INSTANT_NONE || !s)
        return t;
    return is_elapsed || !succ ? t + s : schedule_times_move(q->times, succ, t, s);
}

void inquiry_links(const struct inquiry *q, uint32_t slot, bool is_out, inquiry_link_fn *see,
                   void *arg)
{
    for (uint32_t up = slot; up != OUTLINE_NONE; up = q->outline->parent[up])
        for (uint32_t k = q->row[is_out][up]; k < q->row[is_out][up + 1]; k++) {
            const struct link *l = q->links[is_out][k];
            see(arg, l, inquiry_slot(q, is_out ? l->succ : l->pred));
        }
}

uint32_t inquiry_leaf(const struct inquiry *q, uint32_t slot, enum side side, bool differing)
{
    enum compare_what what = side == SIDE_EARLY ? COMPARE_FINISH : COMPARE_LATE_START;
    uint32_t          best = NODE_NONE, level = q->outline->level[slot];
    int64_t           most = 0;
    for (uint32_t k = q->position[slot]; k < q->outline->n; k++) {
        uint32_t s = q->outline->order[k];
        if (s != slot && q->outline->level[s] <= level)
            break;
        int64_t t = inquiry_is_leaf(q, s) ? inquiry_stored(q, s, what) : INT_NONE;
        bool    fits = t != INT_NONE && (!differing || (q->differs[s] & SIDE_BITS(side)));
        if (fits && (best == NODE_NONE || (side == SIDE_EARLY ? t > most : t < most))) {
            best = s;
            most = t;
        }
    }
    return best;
}

void verdict_fact(struct reasoned *r, struct fact fact)
{
    if (r->n_facts < FACTS_MAX)
        r->facts[r->n_facts++] = fact;
}

void verdict_stored(const struct inquiry *q, struct reasoned *r, uint32_t slot,
                    enum compare_what what)
{
    const struct stored_dates *s = &q->stored->v[slot];
    verdict_fact(r, (struct fact){.item = inquiry_item(q, slot)->head.id,
                                  .field = compare_words[what],
                                  .value = value_of(s, what),
                                  .is_span = what >= COMPARE_TOTAL_SLACK});
}

void verdict_from(struct inquiry *q, uint32_t slot, enum side side, uint32_t from_node)
{
    struct reasoned *r = &q->verdict[2 * slot + side];
    q->from[2 * slot + side] = from_node;
    r->reason = REASON_FOLLOWS;
    r->cause = inquiry_item(q, from_node / 2)->head.id;
}

bool inquiry_same_moment(const struct inquiry *q, uint32_t slot, enum side side)
{
    for (enum compare_what k = 0; k < COMPARE_TOTAL_SLACK; k++) {
        if (!(q->differs[slot] & SIDE_BITS(side) & 1U << k))
            continue;
        if (inquiry_between(q, slot, inquiry_stored(q, slot, k), inquiry_calculated(q, slot, k)))
            return false;
    }
    return true;
}

/* ---- edits since the import --------------------------------------------------------------- */

static bool is_later(const struct inquiry *q, const struct record *r)
{
    return r->updated_at != INSTANT_NONE && q->project->head.created_at != INSTANT_NONE &&
           r->updated_at > q->project->head.created_at;
}

struct edited {
    const struct inquiry *q;
    bool                  found;
};

static void see_edited(void *arg, const struct link *l, uint32_t other)
{
    struct edited *e = arg;
    (void)other;
    e->found |= is_later(e->q, &l->head);
}

bool inquiry_is_edited(const struct inquiry *q, uint32_t slot)
{
    const struct item *i = inquiry_item(q, slot);
    struct edited      e = {q, is_later(q, &i->head)};
    inquiry_links(q, slot, false, see_edited, &e);
    inquiry_links(q, slot, true, see_edited, &e);
    for (size_t s = 0; !e.found && s < plan_slots(q->plan, &assignment_entity); s++) {
        const struct assignment *a = plan_at(q->plan, &assignment_entity, s);
        e.found = a && a->item.v == i->head.id.v && is_later(q, &a->head);
    }
    return e.found;
}
