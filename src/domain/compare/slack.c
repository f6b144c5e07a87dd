/* domain/compare/slack.c - slack and critical, judged by the file's own dates.
 *
 * Total slack is the working time between early and late dates, free slack that up to the nearest
 * item that follows, critical what total slack does not exceed. Where that holds of the stored
 * values, a difference comes from a date that differs; where it does not, the file contradicts
 * itself.
 */
#include "domain/compare/inquiry.h"

enum { SAME_S = 60 };

static int64_t stored_or(const struct inquiry *q, uint32_t slot, enum compare_what what,
                         enum compare_what otherwise)
{
    int64_t t = inquiry_stored(q, slot, what);
    return t == INT_NONE ? inquiry_stored(q, slot, otherwise) : t;
}

static int64_t own_slack(const struct inquiry *q, uint32_t slot, bool by_start)
{
    enum compare_what early = by_start ? COMPARE_EARLY_START : COMPARE_EARLY_FINISH;
    enum compare_what late = by_start ? COMPARE_LATE_START : COMPARE_LATE_FINISH;
    return inquiry_between(q, slot,
                           stored_or(q, slot, early, by_start ? COMPARE_START : COMPARE_FINISH),
                           inquiry_stored(q, slot, late));
}

static bool is_near(int64_t a, int64_t b)
{
    return a != INT_NONE && b != INT_NONE && llabs(a - b) < SAME_S;
}

static void own(struct inquiry *q, uint32_t slot, struct reasoned *r, enum compare_what from)
{
    r->reason = REASON_OWN;
    r->cause = inquiry_item(q, slot)->head.id;
    verdict_stored(q, r, slot, from);
}

/* The first own date that differs; COMPARE_COUNT when none does. */
static enum compare_what differing_date(const struct inquiry *q, uint32_t slot)
{
    for (int k = COMPARE_LATE_FINISH; k >= 0; k--)
        if (q->differs[slot] & 1U << k)
            return (enum compare_what)k;
    return COMPARE_COUNT;
}

static void itself(struct inquiry *q, uint32_t slot, struct reasoned *r, enum compare_what early,
                   enum compare_what late)
{
    r->reason = REASON_ITSELF;
    verdict_stored(q, r, slot, early);
    verdict_stored(q, r, slot, late);
}

/* ---- total slack -------------------------------------------------------------------------- */

static void total_verdict(struct inquiry *q, uint32_t slot, struct reasoned *r)
{
    int64_t           stored = inquiry_stored(q, slot, COMPARE_TOTAL_SLACK);
    int64_t           by_start = own_slack(q, slot, true), by_finish = own_slack(q, slot, false);
    enum compare_what date = differing_date(q, slot);
    if (is_near(stored, by_start) || is_near(stored, by_finish)) {
        if (date != COMPARE_COUNT)
            own(q, slot, r, date);
    } else if (by_start != INT_NONE && by_finish != INT_NONE) {
        itself(q, slot, r, COMPARE_EARLY_FINISH, COMPARE_LATE_FINISH);
        r->by_s = by_finish;
    }
}

/* ---- free slack --------------------------------------------------------------------------- */

struct free {
    const struct inquiry *q;
    uint32_t              slot, succ;
    enum compare_what     own, other;
    int64_t               least;
    bool                  any, unknown;
};

static void see_succ(void *arg, const struct link *l, uint32_t other)
{
    struct free          *f = arg;
    const struct inquiry *q = f->q;
    if (other == NODE_NONE || !inquiry_counts(q, other) || inquiry_is_finished(q, other))
        return;
    bool              to_finish = l->type == LINK_FF || l->type == LINK_SF;
    bool              from_start = l->type == LINK_SS || l->type == LINK_SF;
    enum compare_what mine = from_start ? COMPARE_EARLY_START : COMPARE_EARLY_FINISH;
    enum compare_what its = to_finish ? COMPARE_EARLY_FINISH : COMPARE_EARLY_START;
    f->any = true;
    instant from = stored_or(q, f->slot, mine, from_start ? COMPARE_START : COMPARE_FINISH);
    instant until = stored_or(q, other, its, to_finish ? COMPARE_FINISH : COMPARE_START);
    int64_t gap = from == INT_NONE || until == INT_NONE || q->outline->is_summary[other]
                      ? INT_NONE
                      : inquiry_between(q, f->slot, inquiry_lag(q, l, from, 1), until);
    f->unknown |= gap == INT_NONE;
    if (gap != INT_NONE && (f->succ == NODE_NONE || gap < f->least)) {
        f->succ = other;
        f->least = gap;
        f->own = mine;
        f->other = its;
    }
}

static void free_verdict(struct inquiry *q, uint32_t slot, struct reasoned *r)
{
    int64_t     stored = inquiry_stored(q, slot, COMPARE_FREE_SLACK);
    struct free f = {.q = q, .slot = slot, .succ = NODE_NONE};
    inquiry_links(q, slot, true, see_succ, &f);
    bool total_differs = q->differs[slot] & 1U << COMPARE_TOTAL_SLACK;
    if (!f.any || is_near(stored, inquiry_stored(q, slot, COMPARE_TOTAL_SLACK))) {
        if (total_differs && is_near(stored, inquiry_stored(q, slot, COMPARE_TOTAL_SLACK)))
            own(q, slot, r, COMPARE_TOTAL_SLACK);
        return;
    }
    if (f.unknown || f.succ == NODE_NONE)
        return;
    int64_t least = f.least < 0 ? 0 : f.least;
    if (is_near(stored, least)) {
        bool own_differs = q->differs[slot] & SIDE_BITS(SIDE_EARLY);
        bool succ_differs = q->differs[f.succ] & SIDE_BITS(SIDE_EARLY);
        if (own_differs) {
            own(q, slot, r, f.own);
        } else if (succ_differs) {
            r->reason = REASON_FOLLOWS;
            r->cause = inquiry_item(q, f.succ)->head.id;
        }
        return;
    }
    r->reason = REASON_ITSELF;
    r->cause = inquiry_item(q, f.succ)->head.id;
    r->by_s = least;
    verdict_stored(q, r, slot, f.own);
    verdict_stored(q, r, f.succ, f.other);
}

/* ---- critical ----------------------------------------------------------------------------- */

/* A summary is as critical as a part of it that differs. */
static uint32_t critical_part(const struct inquiry *q, uint32_t slot, bool stored)
{
    for (uint32_t k = q->position[slot] + 1; k < q->outline->n; k++) {
        uint32_t s = q->outline->order[k];
        if (q->outline->level[s] <= q->outline->level[slot])
            break;
        if ((q->differs[s] & 1U << COMPARE_CRITICAL) &&
            inquiry_stored(q, s, COMPARE_CRITICAL) == stored)
            return s;
    }
    return NODE_NONE;
}

/* What is finished is not critical any more. */
static bool finished_verdict(const struct inquiry *q, uint32_t slot, struct reasoned *r)
{
    const struct item *i = inquiry_item(q, slot);
    if (!inquiry_is_leaf(q, slot) || i->actual_finish == INSTANT_NONE)
        return false;
    r->reason = REASON_ITSELF;
    verdict_fact(
        r, (struct fact){.item = i->head.id, .field = "actual_finish", .value = i->actual_finish});
    return true;
}

/* Whether the file's own dates leave the smaller slack at the start. A manual item and what has
 * begun are measured at the finish. */
static bool least_at_start(const struct inquiry *q, uint32_t slot)
{
    int64_t by_start = own_slack(q, slot, true), by_finish = own_slack(q, slot, false);
    if (!q->outline->is_summary[slot] &&
        (inquiry_item(q, slot)->is_manual || inquiry_is_begun(q, slot)))
        return false;
    return by_start != INT_NONE && (by_finish == INT_NONE || by_start < by_finish);
}

static void critical_verdict(struct inquiry *q, uint32_t slot, struct reasoned *r)
{
    int64_t limit = q->project->critical_slack_limit_days * q->project->minutes_per_day * MINUTE_S;
    int64_t slack = inquiry_stored(q, slot, COMPARE_TOTAL_SLACK);
    bool    stored = inquiry_stored(q, slot, COMPARE_CRITICAL);
    bool    at_start = least_at_start(q, slot);
    int64_t by_dates = own_slack(q, slot, at_start);
    enum compare_what date = differing_date(q, slot);
    uint32_t          part = critical_part(q, slot, stored);
    if (stored && finished_verdict(q, slot, r))
        return;
    if (part != NODE_NONE) {
        r->reason = REASON_FOLLOWS;
        r->cause = inquiry_item(q, part)->head.id;
    } else if ((q->differs[slot] & 1U << COMPARE_TOTAL_SLACK) && (slack <= limit) == stored) {
        own(q, slot, r, COMPARE_TOTAL_SLACK);
    } else if (slack == INT_NONE && date != COMPARE_COUNT && by_dates != INT_NONE &&
               (by_dates <= limit) == stored) {
        own(q, slot, r, date);
    } else if (slack != INT_NONE && (slack <= limit) != stored) {
        r->reason = REASON_ITSELF;
        verdict_stored(q, r, slot, COMPARE_TOTAL_SLACK);
        r->by_s = slack;
    } else if (slack == INT_NONE && by_dates != INT_NONE && (by_dates <= limit) != stored) {
        itself(q, slot, r, at_start ? COMPARE_EARLY_START : COMPARE_EARLY_FINISH,
               at_start ? COMPARE_LATE_START : COMPARE_LATE_FINISH);
        r->by_s = by_dates;
    }
}

void slack_verdict(struct inquiry *q, uint32_t slot, enum compare_what what, struct reasoned *r)
{
    if (what == COMPARE_TOTAL_SLACK)
        total_verdict(q, slot, r);
    else if (what == COMPARE_FREE_SLACK)
        free_verdict(q, slot, r);
    else
        critical_verdict(q, slot, r);
    if (r->reason == REASON_NONE && inquiry_is_edited(q, slot))
        r->reason = REASON_EDITED;
    if (r->reason == REASON_NONE)
        unsupported_verdict(q, slot, r);
}
