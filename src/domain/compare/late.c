/* domain/compare/late.c - why a root's late dates differ, by what its file says.
 *
 * The late finish of an open end is the finish of the project: the last stored finish in the file.
 * That of others is bound by the stored late dates of what follows. A stored value that lies beside
 * what the file's own values leave is stale: Microsoft Project does not write late dates of open
 * ends anew when only the finish of the project moves. Where deadlines or constraints bound late
 * dates, or every end is its own finish, nothing is claimed.
 */
#include "domain/compare/inquiry.h"

enum { SAME_S = 60 };

struct succs {
    struct inquiry    *q;
    uint32_t           slot, succ; /* the succ that binds most */
    bool               any, unknown;
    const struct link *link;
    enum compare_what  end;   /* of the succ */
    int64_t            gap_s; /* working time from the own end to the nearest bound */
};

/* The late date of a succ that its pred sees: of what has begun, that of its rest. */
static instant late_end(const struct inquiry *q, uint32_t succ, enum compare_what end)
{
    const struct item *i = inquiry_item(q, succ);
    instant            t = inquiry_stored(q, succ, end);
    if (end != COMPARE_LATE_START || t == INT_NONE)
        return t;
    return inquiry_is_begun(q, succ) ? INT_NONE : t - i->levelling_delay_s;
}

static void see_succ(void *arg, const struct link *l, uint32_t other)
{
    struct succs         *s = arg;
    const struct inquiry *q = s->q;
    if (other == NODE_NONE || !inquiry_counts(q, other) || inquiry_is_finished(q, other))
        return;
    bool              to_finish = l->type == LINK_FF || l->type == LINK_SF;
    bool              from_start = l->type == LINK_SS || l->type == LINK_SF;
    enum compare_what end = to_finish ? COMPARE_LATE_FINISH : COMPARE_LATE_START;
    uint32_t          leaf = inquiry_leaf(q, other, SIDE_LATE, false);
    s->any = true;
    instant bound = leaf == NODE_NONE ? INT_NONE : inquiry_lag(q, l, late_end(q, leaf, end), -1);
    instant own = inquiry_stored(q, s->slot, from_start ? COMPARE_LATE_START : COMPARE_LATE_FINISH);
    int64_t gap = own == INT_NONE || bound == INT_NONE ? INT_NONE
                                                       : inquiry_between(q, s->slot, own, bound);
    if (gap == INT_NONE) {
        s->unknown = true;
    } else if (!s->link || gap < s->gap_s) {
        s->link = l;
        s->succ = leaf;
        s->end = end;
        s->gap_s = gap;
    }
}

/* Late dates here come from links and the project's finish alone: no date of its own or above. */
static bool is_free(const struct inquiry *q, uint32_t slot)
{
    for (uint32_t up = slot; up != OUTLINE_NONE; up = q->outline->parent[up]) {
        const struct item *i = inquiry_item(q, up);
        if (i->deadline != INSTANT_NONE ||
            (i->constraint != CONSTRAINT_ASAP && i->constraint != CONSTRAINT_SNET &&
             i->constraint != CONSTRAINT_FNET))
            return false;
    }
    return !q->project->multiple_critical_paths &&
           q->project->schedule_from != SCHEDULE_FROM_FINISH &&
           q->project->must_finish_by == INSTANT_NONE;
}

static void stale(struct inquiry *q, uint32_t slot, struct reasoned *r, int64_t by_s)
{
    r->reason = REASON_LATE;
    r->by_s = by_s;
    verdict_stored(q, r, slot, COMPARE_LATE_FINISH);
}

static void open_verdict(struct inquiry *q, uint32_t slot, struct reasoned *r)
{
    instant late = inquiry_stored(q, slot, COMPARE_LATE_FINISH);
    if (late == INT_NONE || q->last_slot == NODE_NONE)
        return;
    int64_t gap = inquiry_between(q, slot, late, q->last_finish);
    if (gap == INT_NONE)
        return;
    bool last_differs = q->differs[q->last_slot] & SIDE_BITS(SIDE_EARLY);
    if (llabs(gap) < SAME_S) {
        if (last_differs)
            verdict_from(q, slot, SIDE_LATE, 2 * q->last_slot + SIDE_EARLY);
        return;
    }
    stale(q, slot, r, gap);
    r->cause = inquiry_item(q, q->last_slot)->head.id;
    verdict_stored(q, r, q->last_slot, COMPARE_FINISH);
}

static void bound_verdict(const struct succs *s, struct reasoned *r)
{
    if (!s->link || s->unknown || llabs(s->gap_s) < SAME_S)
        return;
    r->link = s->link->head.id;
    r->cause = inquiry_item(s->q, s->succ)->head.id;
    if (s->gap_s > 0) {
        stale(s->q, s->slot, r, s->gap_s);
    } else {
        r->reason = REASON_LINK;
        r->by_s = -s->gap_s;
        verdict_stored(s->q, r, s->slot, COMPARE_LATE_FINISH);
    }
    verdict_stored(s->q, r, s->succ, s->end);
}

void late_verdict(struct inquiry *q, uint32_t slot, struct reasoned *r)
{
    struct succs s = {.q = q, .slot = slot};
    if (inquiry_is_edited(q, slot)) {
        r->reason = REASON_EDITED;
        return;
    }
    if (inquiry_same_moment(q, slot, SIDE_LATE)) {
        r->reason = REASON_SAME_MOMENT;
        return;
    }
    inquiry_links(q, slot, true, see_succ, &s);
    if (!is_free(q, slot))
        return;
    if (s.any)
        bound_verdict(&s, r);
    else
        open_verdict(q, slot, r);
}
