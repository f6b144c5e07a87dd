/* domain/uncertain/uncertain.c - rows and rules of what only a simulation counts.
 *
 * Each row names what it is about by a required member, so that it goes with it. What holds across
 * rows - that the chances of a decision are no more than 1 - is told when the plan is simulated,
 * since rows are made one by one.
 */
#include "domain/uncertain/uncertain.h"

#define SECONDS(member) FIELD_AS(struct absence, member, F_SECONDS), .max = 1e9
#define MONEY(member)   FIELD_AS(struct cost_estimate, member, F_MONEY), .max = 1e15
#define ITEM(owner)     FIELD(struct owner, item), .flags = FIELD_REQUIRED, .refers = "item"

static const struct field correlation_fields[] = {
    {ITEM(correlation), .doc = "One of two items, or the item at or below which all count."},
    {FIELD(struct correlation, other_item), .refers = "item",
     .doc = "The other of two; absent: a group."},
    {FIELD(struct correlation, group_name), .max = 200,
     .doc = "Name of a group; the items of all rows with it go together."},
    {FIELD(struct correlation, value), .min = -1, .max = 1, .initial = "0.5",
     .doc = "Correlation of the durations; of a group not below 0."},
};

static const struct field branch_fields[] = {
    {FIELD(struct branch, decision), .flags = FIELD_REQUIRED, .max = 200,
     .doc = "What is decided; branches of one decision exclude each other."},
    {ITEM(branch), .doc = "Item that is needed then, with all below it."},
    {FIELD(struct branch, probability), .max = 1, .initial = "0.5",
     .doc = "Chance that it is taken, 0 to 1."},
};

static const struct field cost_estimate_fields[] = {
    {ITEM(cost_estimate), .doc = "Item whose cost it is, in the place of its fixed cost."},
    {MONEY(optimistic_minor), .doc = "Least cost, minor units."},
    {MONEY(likely_minor), .doc = "Most likely cost, minor units."},
    {MONEY(pessimistic_minor), .doc = "Highest cost, minor units."},
    {FIELD(struct cost_estimate, distribution), .words = estimate_distribution_words,
     .initial = "\"pert\"", .doc = "Curve between the three."},
};

static const struct field absence_fields[] = {
    {FIELD(struct absence, resource), .flags = FIELD_REQUIRED, .refers = "resource",
     .doc = "Who is away."},
    {FIELD(struct absence, per_year), .max = 366, .initial = "2",
     .doc = "How often in a year of working time, on average."},
    {SECONDS(optimistic_s), .doc = "Shortest absence, working seconds."},
    {SECONDS(likely_s), .flags = FIELD_OPTIONAL, .doc = "Most likely absence, working seconds."},
    {SECONDS(pessimistic_s), .doc = "Longest absence, working seconds."},
};

static void correlation_check(const void *record, struct problems *to)
{
    const struct correlation *c = record;
    if (c->other_item.v && c->other_item.v == c->item.v)
        problems_add(to, "other_item", "must be another item");
    if (!c->other_item.v && c->value < 0)
        problems_add(to, "value", "of a group must not be below 0");
    if (c->other_item.v && c->group_name.p)
        problems_add(to, "group_name", "belongs to a group, not to two items");
}

static void cost_check(const void *record, struct problems *to)
{
    const struct cost_estimate *c = record;
    if (c->likely_minor < c->optimistic_minor)
        problems_add(to, "likely_minor", "must not be less than optimistic_minor");
    if (c->pessimistic_minor < c->likely_minor)
        problems_add(to, "pessimistic_minor", "must not be less than likely_minor");
    if (c->distribution == ESTIMATE_LOGNORMAL && c->pessimistic_minor <= 0)
        problems_add(to, "pessimistic_minor", "must be above 0 for a lognormal cost");
}

static void absence_check(const void *record, struct problems *to)
{
    const struct absence *a = record;
    const int64_t         least = a->likely_s == DURATION_NONE ? a->optimistic_s : a->likely_s;
    if (a->likely_s != DURATION_NONE && a->likely_s < a->optimistic_s)
        problems_add(to, "likely_s", "must not be less than optimistic_s");
    if (a->pessimistic_s < least)
        problems_add(to, "pessimistic_s", "must not be less than the other two");
}

const struct entity correlation_entity = {
    .name = "correlation",
    .plural = "correlations",
    .no = ENTITY_CORRELATION,
    .size = sizeof(struct correlation),
    .n_fields = COUNT(correlation_fields),
    .fields = correlation_fields,
    .check = correlation_check,
    .doc = "How far the durations of items go together in a simulation.",
};

const struct entity branch_entity = {
    .name = "branch",
    .plural = "branches",
    .no = ENTITY_BRANCH,
    .size = sizeof(struct branch),
    .n_fields = COUNT(branch_fields),
    .fields = branch_fields,
    .doc = "A way that the project takes with some chance.",
};

const struct entity cost_estimate_entity = {
    .name = "cost_estimate",
    .plural = "cost_estimates",
    .no = ENTITY_COST_ESTIMATE,
    .size = sizeof(struct cost_estimate),
    .n_fields = COUNT(cost_estimate_fields),
    .fields = cost_estimate_fields,
    .check = cost_check,
    .doc = "What an item may cost besides its resources.",
};

const struct entity absence_entity = {
    .name = "absence",
    .plural = "absences",
    .no = ENTITY_ABSENCE,
    .size = sizeof(struct absence),
    .n_fields = COUNT(absence_fields),
    .fields = absence_fields,
    .check = absence_check,
    .doc = "How often a resource is away unplanned, and how long.",
};
