/* domain/compare/unsupported.c - what readers keep and the calculation does not take part in.
 *
 * The list is this table: each row says when a record is such a construct. A root without another
 * reason that carries one, or lies below one, differs because of it, and what follows from that
 * root does too. A construct that gets calculated leaves the table.
 */
#include "domain/compare/inquiry.h"
#include "domain/resource.h"

struct construct {
    const char *code;
    const char *words;        /* "unsupported: …" */
    bool        is_inherited; /* by what lies below */
    bool (*is_at)(const struct inquiry *q, uint32_t slot);
};

static bool is_p6(const struct inquiry *q)
{
    return q->project->profile == PROFILE_P6;
}

/* Microsoft Project lets summaries start no earlier and finish no later; other programs write more.
 */
static bool holds_parts(const struct inquiry *q, uint32_t slot)
{
    const enum constraint_kind kind = inquiry_item(q, slot)->constraint;
    return q->outline->is_summary[slot] && kind != CONSTRAINT_ASAP &&
           (is_p6(q) || (kind != CONSTRAINT_SNET && kind != CONSTRAINT_FNLT));
}

static bool is_due_above(const struct inquiry *q, uint32_t slot)
{
    const struct item *i = inquiry_item(q, slot);
    return q->outline->is_summary[slot] && i->deadline != INSTANT_NONE &&
           !(is_p6(q) && i->data_date != INSTANT_NONE);
}

/* Spans have no dates of their own to constrain. */
static bool holds_span(const struct inquiry *q, uint32_t slot)
{
    const struct item *i = inquiry_item(q, slot);
    const bool         is_span = i->activity_type == ACTIVITY_LEVEL_OF_EFFORT ||
                         i->activity_type == ACTIVITY_WBS_SUMMARY;
    return is_p6(q) && is_span &&
           (i->constraint != CONSTRAINT_ASAP || i->constraint2 != CONSTRAINT_ASAP ||
            i->expected_finish != INSTANT_NONE);
}

/* Resource-dependent, and whose time it is that counts the file does not say. */
static bool depends_on_role(const struct inquiry *q, uint32_t slot)
{
    const struct item *i = inquiry_item(q, slot);
    if (!is_p6(q) || i->activity_type != ACTIVITY_RESOURCE_DEPENDENT)
        return false;
    for (size_t s = 0; s < plan_slots(q->plan, &assignment_entity); s++) {
        const struct assignment *a = plan_at(q->plan, &assignment_entity, s);
        if (!a || a->item.v != i->head.id.v)
            continue;
        const struct resource *r = plan_get(q->plan, &resource_entity, a->resource);
        if (!r || r->kind == RESOURCE_ROLE)
            return true;
    }
    return false;
}

/* A plan that stands in one row: its own items are in another file. */
static bool is_inserted(const struct inquiry *q, uint32_t slot)
{
    const struct item *i = inquiry_item(q, slot);
    return i->external_ref.n && !i->is_external && !q->outline->is_summary[slot];
}

static const struct construct constructs[] = {
    {"summary_constraint", "a constraint of a summary", true, holds_parts},
    {"summary_deadline", "a deadline of a summary", true, is_due_above},
    {"span_constraint", "a constraint of an activity that only spans others", false, holds_span},
    {"role_hours", "a role's hours for a resource-dependent activity", false, depends_on_role},
    {"inserted_plan", "a plan inserted from another file", false, is_inserted},
};

static void verdict(struct reasoned *r, const struct construct *c, struct id item)
{
    r->reason = REASON_UNSUPPORTED;
    r->cause = item;
    r->n_facts = 0;
    verdict_fact(
        r, (struct fact){
               .item = item, .field = "unsupported", .value = INT_NONE, .text = str_from(c->code)});
}

void unsupported_verdict(const struct inquiry *q, uint32_t slot, struct reasoned *r)
{
    for (uint32_t up = slot; up != OUTLINE_NONE; up = q->outline->parent[up])
        for (size_t k = 0; k < COUNT(constructs); k++)
            if ((up == slot || constructs[k].is_inherited) && constructs[k].is_at(q, up)) {
                verdict(r, &constructs[k], inquiry_item(q, up)->head.id);
                return;
            }
}

str unsupported_words(str code)
{
    for (size_t k = 0; k < COUNT(constructs); k++)
        if (str_eq(code, str_from(constructs[k].code)))
            return str_from(constructs[k].words);
    return code;
}
