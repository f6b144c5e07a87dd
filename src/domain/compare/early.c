/* domain/compare/early.c - why a root's early dates differ, by what its file says.
 *
 * Each proof compares values of the file: stored dates with stored dates across a link, with the
 * item's own duration, constraint, actual dates. Our own dates take part in one way only: an item
 * that is stored later than all of that asks for is not explained by it.
 */
#include "domain/compare/inquiry.h"

#include <math.h>

enum { SAME_S = 60, ROUNDED_S = 120 };

/* ---- links -------------------------------------------------------------------------------- */

struct links {
    struct inquiry    *q;
    uint32_t           slot;
    const struct link *other_file, *broken;
    uint32_t           pred; /* leaf of the broken link */
    int64_t            by_s; /* negative */
};

static void see_pred(void *arg, const struct link *l, uint32_t other)
{
    struct links   *s = arg;
    struct inquiry *q = s->q;
    if (other == NODE_NONE || inquiry_item(q, other)->is_external) {
        s->other_file = l;
        return;
    }
    bool     from_start = l->type == LINK_SS || l->type == LINK_SF;
    bool     to_finish = l->type == LINK_FF || l->type == LINK_SF;
    uint32_t leaf = inquiry_leaf(q, other, SIDE_EARLY, false);
    if (leaf == NODE_NONE || (from_start && leaf != other)) /* of a summary: its first part */
        return;
    instant bound = inquiry_lag(
        q, l, inquiry_stored(q, leaf, from_start ? COMPARE_START : COMPARE_FINISH), 1);
    instant end = inquiry_stored(q, s->slot, to_finish ? COMPARE_FINISH : COMPARE_START);
    int64_t gap = inquiry_between(q, s->slot, bound, end);
    if (gap != INT_NONE && gap <= -SAME_S && gap < s->by_s) {
        s->by_s = gap;
        s->broken = l;
        s->pred = leaf;
    }
}

static void link_verdict(struct links *s, struct reasoned *r)
{
    bool from_start = s->broken->type == LINK_SS || s->broken->type == LINK_SF;
    bool to_finish = s->broken->type == LINK_FF || s->broken->type == LINK_SF;
    r->reason = REASON_LINK;
    r->link = s->broken->head.id;
    r->cause = inquiry_item(s->q, s->pred)->head.id;
    r->by_s = -s->by_s;
    verdict_stored(s->q, r, s->pred, from_start ? COMPARE_START : COMPARE_FINISH);
    verdict_stored(s->q, r, s->slot, to_finish ? COMPARE_FINISH : COMPARE_START);
}

/* The predecessor that is not here pushed it: it is stored later than the rest asks for. */
static bool other_file_verdict(const struct links *s, struct reasoned *r)
{
    enum compare_what what = COMPARE_START;
    if (!s->other_file ||
        inquiry_stored(s->q, s->slot, what) <= inquiry_calculated(s->q, s->slot, what))
        return false;
    r->reason = REASON_OTHER_FILE;
    r->link = s->other_file->head.id;
    verdict_fact(r, (struct fact){.field = "external_ref",
                                  .value = INT_NONE,
                                  .text = s->other_file->external_ref});
    verdict_stored(s->q, r, s->slot, what);
    return true;
}

/* ---- the item's own inputs --------------------------------------------------------------------
 */

static bool has_part_of_minute(int64_t s)
{
    return s != DURATION_NONE && s % MINUTE_S != 0;
}

/* The first input that is not whole minutes. */
static bool rounded_input(const struct inquiry *q, uint32_t slot, struct fact *ret_fact)
{
    const struct item *i = inquiry_item(q, slot);
    *ret_fact = (struct fact){.item = i->head.id, .field = "duration_s", .is_span = true};
    ret_fact->value = i->duration_s;
    if (has_part_of_minute(i->duration_s))
        return true;
    for (size_t s = 0; s < plan_slots(q->plan, &assignment_entity); s++) {
        const struct assignment *a = plan_at(q->plan, &assignment_entity, s);
        if (!a || a->item.v != i->head.id.v)
            continue;
        const int64_t     values[] = {a->work_s, a->actual_work_s, a->remaining_work_s};
        const char *const names[] = {"work_s", "actual_work_s", "remaining_work_s"};
        for (int k = 0; k < 3; k++) {
            ret_fact->field = names[k];
            ret_fact->value = values[k];
            if (has_part_of_minute(values[k]))
                return true;
        }
    }
    return false;
}

static bool rounded_verdict(const struct inquiry *q, uint32_t slot, struct reasoned *r)
{
    struct fact input;
    for (enum compare_what k = 0; k <= COMPARE_EARLY_FINISH; k++)
        if ((q->differs[slot] & 1U << k) &&
            llabs(inquiry_stored(q, slot, k) - inquiry_calculated(q, slot, k)) > ROUNDED_S)
            return false;
    if (!rounded_input(q, slot, &input))
        return false;
    r->reason = REASON_ROUNDED;
    verdict_fact(r, input);
    return true;
}

/* Assignments without a calendar of their own leave the duration on the item's; a split or a delay
 * does not. */
static bool duration_is_plain(const struct inquiry *q, const struct item *i, uint32_t slot)
{
    if (i->is_manual || i->duration_s == DURATION_NONE || inquiry_is_finished(q, slot) ||
        i->resume_at != INSTANT_NONE || i->levelling_delay_s)
        return false;
    for (size_t s = 0; s < plan_slots(q->plan, &assignment_entity); s++) {
        const struct assignment *a = plan_at(q->plan, &assignment_entity, s);
        if (!a || a->item.v != i->head.id.v)
            continue;
        const struct resource *res = plan_get(q->plan, &resource_entity, a->resource);
        if (a->contour == CONTOUR_CONTOURED || a->delay_s || a->levelling_delay_s ||
            (res && res->calendar.v))
            return false;
    }
    return true;
}

/* Between the stored dates lies neither the item's duration nor the one its work comes to here. */
static bool duration_verdict(const struct inquiry *q, uint32_t slot, struct reasoned *r)
{
    const struct item *i = inquiry_item(q, slot);
    int64_t            span = inquiry_between(q, slot, inquiry_stored(q, slot, COMPARE_START),
                                              inquiry_stored(q, slot, COMPARE_FINISH));
    if (!duration_is_plain(q, i, slot) || span == INT_NONE || llabs(span - i->duration_s) < SAME_S)
        return false;
    r->reason = REASON_DURATION;
    r->by_s = span;
    verdict_stored(q, r, slot, COMPARE_START);
    verdict_stored(q, r, slot, COMPARE_FINISH);
    verdict_fact(
        r, (struct fact){
               .item = i->head.id, .field = "duration_s", .value = i->duration_s, .is_span = true});
    return true;
}

/* Which end a constraint holds from below; false for the others. */
static bool constraint_end(enum constraint_kind kind, enum compare_what *ret_end)
{
    *ret_end = kind == CONSTRAINT_SNET || kind == CONSTRAINT_MSO ? COMPARE_START : COMPARE_FINISH;
    return kind == CONSTRAINT_SNET || kind == CONSTRAINT_MSO || kind == CONSTRAINT_FNET ||
           kind == CONSTRAINT_MFO;
}

static bool constraint_verdict(const struct inquiry *q, uint32_t slot, struct reasoned *r)
{
    const struct item *i = inquiry_item(q, slot);
    enum compare_what  end;
    bool               holds = constraint_end(i->constraint, &end);
    instant            date = holds ? i->constraint_at : q->project->start;
    if (!holds)
        end = COMPARE_START;
    int64_t gap = inquiry_between(q, slot, date, inquiry_stored(q, slot, end));
    if (i->is_manual || inquiry_is_begun(q, slot) || gap == INT_NONE || gap > -SAME_S)
        return false;
    r->reason = REASON_CONSTRAINT;
    r->by_s = -gap;
    verdict_fact(r, (struct fact){.item = holds ? i->head.id : (struct id){0},
                                  .field = holds ? "constraint_at" : "start",
                                  .value = date});
    verdict_stored(q, r, slot, end);
    return true;
}

/* Dates of what has begun are inputs too; a file that stores others contradicts itself. */
static bool actual_verdict(const struct inquiry *q, uint32_t slot, struct reasoned *r)
{
    const struct item *i = inquiry_item(q, slot);
    instant            start = inquiry_stored(q, slot, COMPARE_START);
    instant            finish = inquiry_stored(q, slot, COMPARE_FINISH);
    bool               by_start = i->actual_start != INSTANT_NONE && start != INT_NONE &&
                    llabs(start - i->actual_start) >= SAME_S;
    bool by_finish = i->actual_finish != INSTANT_NONE && finish != INT_NONE &&
                     llabs(finish - i->actual_finish) >= SAME_S;
    if (!by_start && !by_finish)
        return false;
    r->reason = REASON_ITSELF;
    verdict_fact(r, (struct fact){.item = i->head.id,
                                  .field = by_start ? "actual_start" : "actual_finish",
                                  .value = by_start ? i->actual_start : i->actual_finish});
    verdict_stored(q, r, slot, by_start ? COMPARE_START : COMPARE_FINISH);
    return true;
}

/* The early dates of a manual item are its own dates; others are from before it was moved. */
static bool manual_verdict(const struct inquiry *q, uint32_t slot, struct reasoned *r)
{
    instant start = inquiry_stored(q, slot, COMPARE_START);
    instant early = inquiry_stored(q, slot, COMPARE_EARLY_START);
    if (!inquiry_item(q, slot)->is_manual || inquiry_is_begun(q, slot) || start == INT_NONE ||
        early == INT_NONE || start == early)
        return false;
    r->reason = REASON_MANUAL;
    verdict_stored(q, r, slot, COMPARE_START);
    verdict_stored(q, r, slot, COMPARE_EARLY_START);
    return true;
}

void early_verdict(struct inquiry *q, uint32_t slot, struct reasoned *r)
{
    struct links       links = {.q = q, .slot = slot};
    const struct item *i = inquiry_item(q, slot);
    if (inquiry_is_edited(q, slot)) {
        r->reason = REASON_EDITED;
        return;
    }
    if (inquiry_same_moment(q, slot, SIDE_EARLY)) {
        r->reason = REASON_SAME_MOMENT;
        return;
    }
    inquiry_links(q, slot, false, see_pred, &links);
    if (other_file_verdict(&links, r) || rounded_verdict(q, slot, r) ||
        manual_verdict(q, slot, r) || actual_verdict(q, slot, r))
        return;
    if (links.broken && !i->is_manual && !inquiry_is_begun(q, slot))
        link_verdict(&links, r);
    else if (!duration_verdict(q, slot, r) && !constraint_verdict(q, slot, r))
        (void)levelled_verdict(q, slot, r);
}
