/* domain/baseline.c - rows and rules of baselines.
 *
 * Frozen rows are written by the server when a baseline is taken, or by a reader.
 */
#include "domain/baseline.h"

#include "domain/meta/checks.h"

static const struct field baseline_fields[] = {
    {FIELD(struct baseline, number), .max = 10, .doc = "0 to 10, one of each in a project."},
    {FIELD(struct baseline, title), .doc = "Name, such as contract."},
    {FIELD(struct baseline, reason), .doc = "Why it was taken."},
    {FIELD_AS(struct baseline, taken_at, F_INSTANT), .doc = "When it was taken."},
};

static const struct field item_fields[] = {
    {FIELD(struct baseline_item, baseline), .flags = FIELD_REQUIRED, .refers = "baseline",
     .doc = "Baseline that it belongs to."},
    {FIELD(struct baseline_item, item), .flags = FIELD_REQUIRED, .refers = "item",
     .doc = "Item that was frozen."},
    {FIELD_AS(struct baseline_item, start, F_INSTANT), .doc = "Start at that time."},
    {FIELD_AS(struct baseline_item, finish, F_INSTANT), .doc = "Finish at that time."},
    {FIELD_AS(struct baseline_item, duration_s, F_SECONDS), .max = 1e10, .flags = FIELD_OPTIONAL,
     .doc = "Duration at that time, working seconds."},
    {FIELD_AS(struct baseline_item, work_s, F_SECONDS), .max = 1e12,
     .doc = "Work at that time, seconds."},
    {FIELD_AS(struct baseline_item, cost_minor, F_MONEY), .doc = "Cost at that time; minor units."},
};

static const struct field assignment_fields[] = {
    {FIELD(struct baseline_assignment, baseline), .flags = FIELD_REQUIRED, .refers = "baseline",
     .doc = "Baseline that it belongs to."},
    {FIELD(struct baseline_assignment, assignment), .flags = FIELD_REQUIRED, .refers = "assignment",
     .doc = "Assignment that was frozen."},
    {FIELD_AS(struct baseline_assignment, start, F_INSTANT), .doc = "Start at that time."},
    {FIELD_AS(struct baseline_assignment, finish, F_INSTANT), .doc = "Finish at that time."},
    {FIELD_AS(struct baseline_assignment, work_s, F_SECONDS), .max = 1e12,
     .doc = "Work at that time, seconds."},
    {FIELD_AS(struct baseline_assignment, cost_minor, F_MONEY),
     .doc = "Cost at that time; minor units."},
};

static void item_check(const void *record, struct problems *to)
{
    const struct baseline_item *b = record;
    check_order(b->start, b->finish, "finish", "start", to);
}

static void assignment_check(const void *record, struct problems *to)
{
    const struct baseline_assignment *b = record;
    check_order(b->start, b->finish, "finish", "start", to);
}

const struct entity baseline_entity = {
    .name = "baseline",
    .plural = "baselines",
    .no = ENTITY_BASELINE,
    .size = sizeof(struct baseline),
    .n_fields = COUNT(baseline_fields),
    .fields = baseline_fields,
    .doc = "A frozen state of the plan.",
};

const struct entity baseline_item_entity = {
    .name = "baseline_item",
    .plural = "baseline_items",
    .no = ENTITY_BASELINE_ITEM,
    .size = sizeof(struct baseline_item),
    .n_fields = COUNT(item_fields),
    .fields = item_fields,
    .check = item_check,
    .doc = "Dates, work and cost of an item in a baseline.",
};

const struct entity baseline_assignment_entity = {
    .name = "baseline_assignment",
    .plural = "baseline_assignments",
    .no = ENTITY_BASELINE_ASSIGNMENT,
    .size = sizeof(struct baseline_assignment),
    .n_fields = COUNT(assignment_fields),
    .fields = assignment_fields,
    .check = assignment_check,
    .doc = "Dates, work and cost of an assignment in a baseline.",
};
