/* domain/risk.c - rows and rules of risks and of the items that they touch.
 *
 * Impacts are sizes: the kind says whether they hurt or help. What a risk does to dates is decided
 * by the simulation alone; the plan without it knows no risks.
 */
#include "domain/risk.h"

const char *const risk_kind_words[] = {"threat", "opportunity", NULL};
const char *const risk_response_words[] = {"none",     "avoid",   "reduce",  "transfer", "accept",
                                           "escalate", "exploit", "enhance", "share",    NULL};
const char *const risk_state_words[] = {"identified", "assessed", "planned", "active",
                                        "occurred",   "closed",   "expired", NULL};
const char *const risk_effect_words[] = {"delay", "factor", "fallback", NULL};

#define SECONDS(member)                                                                            \
    FIELD_AS(struct risk, member, F_SECONDS), .max = 1e9, .flags = FIELD_OPTIONAL
#define MONEY(member) FIELD_AS(struct risk, member, F_MONEY), .max = 1e15, .flags = FIELD_OPTIONAL

static const struct field risk_fields[] = {
    {FIELD(struct risk, title), .flags = FIELD_REQUIRED, .doc = "What it is called."},
    {FIELD(struct risk, cause), .doc = "Because of what."},
    {FIELD(struct risk, event), .doc = "What may happen."},
    {FIELD(struct risk, effect), .doc = "What that would lead to."},
    {FIELD(struct risk, kind), .words = risk_kind_words, .doc = "Whether it would hurt or help."},
    {FIELD(struct risk, state), .words = risk_state_words,
     .doc = "Where it stands; closed and expired ones cannot happen any more."},
    {FIELD(struct risk, response), .words = risk_response_words, .doc = "How it is answered."},
    {FIELD(struct risk, probability), .max = 1, .initial = "0.1",
     .doc = "Chance that it happens, 0 to 1."},
    {SECONDS(impact_optimistic_s), .doc = "Smallest impact on a duration, working seconds."},
    {SECONDS(impact_likely_s), .doc = "Most likely impact on a duration, working seconds."},
    {SECONDS(impact_pessimistic_s), .doc = "Largest impact on a duration, working seconds."},
    {MONEY(cost_optimistic_minor), .doc = "Smallest impact on cost, minor units."},
    {MONEY(cost_likely_minor), .doc = "Most likely impact on cost, minor units."},
    {MONEY(cost_pessimistic_minor), .doc = "Largest impact on cost, minor units."},
    {FIELD(struct risk, owner), .doc = "Who watches it."},
    {FIELD(struct risk, plan), .flags = FIELD_LONG, .doc = "What is done about it, in Markdown."},
};

static const struct field risk_item_fields[] = {
    {FIELD(struct risk_item, risk), .flags = FIELD_REQUIRED, .refers = "risk", .doc = "The risk."},
    {FIELD(struct risk_item, item), .flags = FIELD_REQUIRED, .refers = "item",
     .doc = "Item that it touches."},
    {FIELD(struct risk_item, effect), .words = risk_effect_words,
     .doc = "Delay: the risk's impact is added; factor: the duration is multiplied; fallback: the "
            "item is needed only when the risk happens."},
    {FIELD(struct risk_item, factor), .max = 100, .initial = "1",
     .doc = "What the duration is multiplied by, with the effect factor."},
};

struct three {
    const char *low, *high;
    int64_t     o, m, p;
};

/* Each absent, or in order. */
static void three_check(struct three v, struct problems *to)
{
    if (v.o != INT_NONE && v.m != INT_NONE && v.m < v.o)
        problems_add(to, v.low, "must not be less than the smallest");
    if (v.p != INT_NONE && ((v.m != INT_NONE && v.p < v.m) || (v.o != INT_NONE && v.p < v.o)))
        problems_add(to, v.high, "must not be less than the other two");
}

static void risk_check(const void *record, struct problems *to)
{
    const struct risk *r = record;
    three_check((struct three){"impact_likely_s", "impact_pessimistic_s", r->impact_optimistic_s,
                               r->impact_likely_s, r->impact_pessimistic_s},
                to);
    three_check((struct three){"cost_likely_minor", "cost_pessimistic_minor",
                               r->cost_optimistic_minor, r->cost_likely_minor,
                               r->cost_pessimistic_minor},
                to);
    if (r->kind == RISK_THREAT && r->response >= RESPONSE_EXPLOIT)
        problems_add(to, "response", "is an answer to an opportunity");
}

const struct entity risk_entity = {
    .name = "risk",
    .plural = "risks",
    .no = ENTITY_RISK,
    .size = sizeof(struct risk),
    .n_fields = COUNT(risk_fields),
    .fields = risk_fields,
    .check = risk_check,
    .doc = "Something that may happen and would hurt or help.",
};

const struct entity risk_item_entity = {
    .name = "risk_item",
    .plural = "risk_items",
    .no = ENTITY_RISK_ITEM,
    .size = sizeof(struct risk_item),
    .n_fields = COUNT(risk_item_fields),
    .fields = risk_item_fields,
    .doc = "An item that a risk touches, and how.",
};

double risk_chance(const struct risk *r)
{
    if (r->state == RISK_CLOSED || r->state == RISK_EXPIRED)
        return 0;
    return r->state == RISK_OCCURRED ? 1 : r->probability;
}
