/* domain/lint/links.c - rules on logic: missing and dangling ends, leads, lags, types, summaries.
 *
 * Judged are links to items that are not finished; what is done cannot be planned better. For the
 * ends of an item all its links count, those of the summaries above it too.
 */
#include "domain/lint/inspect.h"

static double lag_of(const struct link *l)
{
    bool is_percent = l->lag_kind == LAG_PERCENT || l->lag_kind == LAG_ELAPSED_PERCENT;
    return is_percent ? l->lag_percent : (double)l->lag_s;
}

static void count_ends(struct inspect *in, const struct link *l, uint32_t pred, uint32_t succ)
{
    bool to_finish = l->type == LINK_FF || l->type == LINK_SF;
    bool from_start = l->type == LINK_SS || l->type == LINK_SF;
    if (succ != SLOT_NONE)
        *(to_finish ? &in->links[succ].finishes : &in->links[succ].starts) += 1;
    if (pred != SLOT_NONE)
        *(from_start ? &in->links[pred].out_start : &in->links[pred].out_finish) += 1;
}

static void judge_link(struct inspect *in, const struct link *l, uint32_t pred, uint32_t succ)
{
    struct lint_hit hit = {.item = l->succ, .link = l->head.id};
    bool            on_summary = in->outline->is_summary[succ] ||
                      (pred != SLOT_NONE && in->outline->is_summary[pred]);
    in->of[LINT_LEADS]++;
    in->of[LINT_LAGS]++;
    in->of[LINT_TYPES]++;
    in->of[LINT_SUMMARY_LINKS]++;
    if (lag_of(l) < 0)
        inspect_hit(in, LINT_LEADS, (struct lint_hit){l->succ, l->head.id, FIX_NO_LAG});
    if (lag_of(l) > 0)
        inspect_hit(in, LINT_LAGS, hit);
    if (l->type != LINK_FS)
        inspect_hit(in, LINT_TYPES, hit);
    if (on_summary)
        inspect_hit(in, LINT_SUMMARY_LINKS, hit);
}

/* Begun before the link allowed, by actual dates alone; lags are left out of it. */
static void judge_sequence(struct inspect *in, const struct link *l, uint32_t pred, uint32_t succ)
{
    const struct item *s = inspect_item(in, succ);
    const struct item *p = pred == SLOT_NONE ? NULL : inspect_item(in, pred);
    if (!p || l->type != LINK_FS || lag_of(l) < 0 || !inspect_is_leaf(in, succ) ||
        !inspect_is_leaf(in, pred) || s->actual_start == INSTANT_NONE)
        return;
    in->of[LINT_SEQUENCE]++;
    bool is_early = p->actual_finish == INSTANT_NONE ? !inspect_is_done(p)
                                                     : s->actual_start < p->actual_finish;
    if (is_early)
        inspect_hit(in, LINT_SEQUENCE, (struct lint_hit){l->succ, l->head.id, FIX_NONE});
}

/* A summary's links are those of its leaves; parents come first in outline order. */
static void hand_down(struct inspect *in)
{
    for (uint32_t k = 0; k < in->outline->n; k++) {
        uint32_t s = in->outline->order[k], parent = in->outline->parent[s];
        if (parent == OUTLINE_NONE)
            continue;
        in->links[s].starts += in->links[parent].starts;
        in->links[s].finishes += in->links[parent].finishes;
        in->links[s].out_start += in->links[parent].out_start;
        in->links[s].out_finish += in->links[parent].out_finish;
    }
}

static void judge_ends(struct inspect *in, uint32_t slot)
{
    const struct links_of *l = &in->links[slot];
    bool has_pred = l->starts || l->finishes, has_succ = l->out_start || l->out_finish;
    in->of[LINT_LOGIC]++;
    in->of[LINT_DANGLING]++;
    if (!has_pred || !has_succ)
        inspect_item_hit(in, LINT_LOGIC, slot, FIX_NONE);
    else if (!inspect_is_moment(in, slot) && (!l->starts || !l->out_finish))
        inspect_item_hit(in, LINT_DANGLING, slot, FIX_NONE);
}

void inspect_links(struct inspect *in)
{
    for (size_t k = 0; k < plan_slots(in->plan, &link_entity); k++) {
        const struct link *l = plan_at(in->plan, &link_entity, k);
        uint32_t           pred = l ? inspect_slot(in, l->pred) : SLOT_NONE;
        uint32_t           succ = l ? inspect_slot(in, l->succ) : SLOT_NONE;
        if (!l || succ == SLOT_NONE || !inspect_counts(in, succ))
            continue;
        count_ends(in, l, pred, succ);
        judge_sequence(in, l, pred, succ);
        if (!inspect_is_done(inspect_item(in, succ)))
            judge_link(in, l, pred, succ);
    }
    hand_down(in);
    for (uint32_t k = 0; k < in->outline->n; k++) {
        uint32_t s = in->outline->order[k];
        if (inspect_is_leaf(in, s) && !inspect_is_done(inspect_item(in, s)))
            judge_ends(in, s);
    }
}
