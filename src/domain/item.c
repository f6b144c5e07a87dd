/* domain/item.c - rows and rules of items.
 *
 * Rules that need other records (parents, calendars, links) belong to app/ and the outline; what
 * the engine makes of an item stands in item_row.c.
 */
#include "domain/item.h"

#include "domain/meta/checks.h"

const char *const item_kind_words[] = {"task",    "milestone", "summary", "sprint", "epic",
                                       "feature", "story",     "bug",     "spike",  NULL};
const char *const item_state_words[] = {"planned", "ready",     "active", "blocked",
                                        "done",    "cancelled", NULL};
const char *const duration_unit_words[] = {
    "minutes",       "hours",        "days",          "weeks",          "months", "elapsed_minutes",
    "elapsed_hours", "elapsed_days", "elapsed_weeks", "elapsed_months", NULL,
};
const char *const duration_type_words[] = {"fixed_units", "fixed_duration", "fixed_work", NULL};
const char *const constraint_words[] = {"asap",
                                        "alap",
                                        "snet",
                                        "snlt",
                                        "fnet",
                                        "fnlt",
                                        "mso",
                                        "mfo",
                                        "mandatory_start",
                                        "mandatory_finish",
                                        NULL};
const char *const activity_type_words[] = {"task",
                                           "resource_dependent",
                                           "start_milestone",
                                           "finish_milestone",
                                           "level_of_effort",
                                           "wbs_summary",
                                           NULL};
const char *const estimate_distribution_words[] = {"triangular", "pert",     "uniform",
                                                   "lognormal",  "discrete", NULL};
const char *const earned_method_words[] = {
    "percent", "physical",    "zero_hundred",    "fifty_fifty",
    "units",   "apportioned", "level_of_effort", NULL,
};
const char *const accrual_words[] = {"start", "prorated", "end", NULL};

#define SECONDS(member) FIELD_AS(struct item, member, F_SECONDS), .max = 1e10
#define WORK(member)    FIELD_AS(struct item, member, F_SECONDS), .max = 1e12
#define INSTANT(member) FIELD_AS(struct item, member, F_INSTANT)

static const struct field fields[] = {
    {FIELD(struct item, parent), .refers = "item",
     .doc = "Summary that it belongs to; absent: top."},
    {FIELD(struct item, rank), .doc = "Order among siblings; neighbours lie 1048576 apart."},
    {FIELD(struct item, title), .doc = "What is to be done; only a blank row goes without."},
    {FIELD(struct item, body), .flags = FIELD_LONG, .doc = "Description in Markdown."},
    {FIELD(struct item, kind), .words = item_kind_words, .doc = "What sort of item it is."},
    {FIELD(struct item, state), .words = item_state_words, .doc = "Where the work on it stands."},
    {FIELD(struct item, priority), .max = 1000, .initial = "500",
     .doc = "0 to 1000; 500 is usual."},
    {FIELD(struct item, is_blank), .doc = "An empty row, kept in its place."},
    {FIELD(struct item, is_manual), .doc = "Its dates are set by hand, not by links."},
    {FIELD(struct item, is_active), .initial = "true", .doc = "Inactive items count for nobody."},
    {FIELD(struct item, is_milestone), .doc = "Shown as a milestone whatever its duration."},
    {SECONDS(duration_s), .flags = FIELD_OPTIONAL,
     .doc = "Working seconds from start to finish; elapsed seconds with an elapsed duration_unit."},
    {FIELD(struct item, duration_unit), .words = duration_unit_words, .initial = "\"days\"",
     .doc = "Unit in which the duration was typed."},
    {FIELD(struct item, is_estimated), .doc = "The duration is a guess."},
    {FIELD(struct item, duration_type), .words = duration_type_words,
     .doc = "Which of units, duration and work stays when another changes."},
    {FIELD(struct item, is_effort_driven), .doc = "More resources share the work."},
    {WORK(work_s), .doc = "Work in seconds; of its assignments when there are any."},
    {INSTANT(start), .doc = "Set by hand for manual and external items; printed as calculated."},
    {INSTANT(finish), .doc = "Set by hand for manual and external items; printed as calculated."},
    {FIELD(struct item, constraint), .words = constraint_words,
     .doc = "As soon or late as possible, start or finish no earlier or later than, must start or "
            "finish on; the mandatory ones win over links in the P6 profile."},
    {INSTANT(constraint_at), .doc = "Date of the constraint; not used by asap and alap."},
    {FIELD(struct item, constraint2), .words = constraint_words,
     .doc = "A second constraint, in the P6 profile."},
    {INSTANT(constraint2_at), .doc = "Date of the second constraint."},
    {FIELD(struct item, activity_type), .words = activity_type_words,
     .doc = "How the P6 profile places the item."},
    {INSTANT(expected_finish),
     .doc = "When the work is expected to end; used where the project says so."},
    {INSTANT(external_start_at),
     .doc = "Starts no earlier, because of links to plans that are not here; P6 profile."},
    {INSTANT(external_finish_at),
     .doc = "Should finish no later, because of links to plans that are not here; P6 profile."},
    {INSTANT(data_date),
     .doc = "Data date of a summary that stands for a project of its own; P6 profile."},
    {INSTANT(deadline), .doc = "Should be finished by then; moves late dates only."},
    {FIELD(struct item, calendar), .refers = "calendar",
     .doc = "Its working times; absent: the project's or the resources'."},
    {FIELD(struct item, ignore_resource_calendar),
     .doc = "Works at the item's times whatever the resources' are."},
    {INSTANT(actual_start), .doc = "When work began."},
    {INSTANT(actual_finish), .doc = "When work ended."},
    {SECONDS(actual_duration_s), .flags = FIELD_OPTIONAL,
     .doc = "Duration done, seconds; absent: from percent_complete."},
    {SECONDS(remaining_duration_s), .flags = FIELD_OPTIONAL,
     .doc = "Duration left, seconds; absent: duration less duration done."},
    {FIELD(struct item, percent_complete), .max = 100,
     .doc = "Share of the duration that is done."},
    {FIELD(struct item, physical_percent), .max = 100, .flags = FIELD_OPTIONAL,
     .doc = "Share of the result that is there, as measured."},
    {WORK(actual_work_s), .doc = "Work done, seconds."},
    {WORK(remaining_work_s), .flags = FIELD_OPTIONAL,
     .doc = "Work left, seconds; absent: work less work done."},
    {INSTANT(stop_at), .doc = "End of the part that is done."},
    {INSTANT(resume_at), .doc = "Begin of the part that is left."},
    {SECONDS(levelling_delay_s), .flags = FIELD_ELAPSED,
     .doc = "Put off by levelling, elapsed seconds."},
    {FIELD(struct item, can_split), .initial = "true", .doc = "Levelling may interrupt it."},
    {SECONDS(estimate_optimistic_s), .flags = FIELD_OPTIONAL, .doc = "Shortest duration, seconds."},
    {SECONDS(estimate_likely_s), .flags = FIELD_OPTIONAL, .doc = "Most likely duration, seconds."},
    {SECONDS(estimate_pessimistic_s), .flags = FIELD_OPTIONAL, .doc = "Longest duration, seconds."},
    {FIELD(struct item, estimate_distribution), .words = estimate_distribution_words,
     .doc = "Curve between the three estimates."},
    {FIELD(struct item, points), .max = 1e6, .flags = FIELD_OPTIONAL, .doc = "Story points."},
    {FIELD_AS(struct item, fixed_cost_minor, F_MONEY),
     .doc = "Cost besides that of resources; minor units."},
    {FIELD(struct item, fixed_cost_accrual), .words = accrual_words, .initial = "\"prorated\"",
     .doc = "When the fixed cost falls due."},
    {FIELD(struct item, earned_method), .words = earned_method_words,
     .doc = "How its earned value is told: by percent_complete, physical_percent, all at the end, "
            "half at each end, units_done of units_total, in step with earned_base, as planned."},
    {FIELD(struct item, units_total), .max = 1e12, .flags = FIELD_OPTIONAL,
     .doc = "Units it is measured by: things to be made, weights of milestones, points."},
    {FIELD(struct item, units_done), .max = 1e12, .flags = FIELD_OPTIONAL,
     .doc = "How many of them are there."},
    {FIELD(struct item, earned_base), .refers = "item",
     .doc = "Item whose earned value it follows when apportioned; absent: by percent_complete."},
    {FIELD(struct item, wbs_code), .max = 255,
     .doc = "Own code; absent: computed from the outline."},
    {FIELD(struct item, external_ref),
     .doc = "Item of another plan that it stands for: file\\uid."},
    {FIELD(struct item, is_external),
     .doc = "Stands for an item of another plan; its dates are fixed."},
    {FIELD(struct item, is_recurring), .doc = "Summary of occurrences that repeat."},
    {FIELD(struct item, hyperlink), .doc = "Address of a page about it."},
    {FIELD(struct item, hyperlink_title), .doc = "Text of that address."},
    {FIELD(struct item, contact), .doc = "Whom to ask."},
    {FIELD(struct item, source_uid), .flags = FIELD_OPTIONAL,
     .doc = "Number in the file it was imported from."},
};

static bool constraint_needs_date(enum constraint_kind c)
{
    return c != CONSTRAINT_ASAP && c != CONSTRAINT_ALAP;
}

static void constraint_check(enum constraint_kind kind, instant at, const char *field,
                             struct problems *to)
{
    if (constraint_needs_date(kind) && at == INSTANT_NONE)
        problems_add(to, field, "the constraint %s needs a date", constraint_words[kind]);
}

static void estimates_check(const struct item *i, struct problems *to)
{
    int64_t o = i->estimate_optimistic_s, l = i->estimate_likely_s, p = i->estimate_pessimistic_s;
    if (o != DURATION_NONE && l != DURATION_NONE && l < o)
        problems_add(to, "estimate_likely_s", "must not be less than estimate_optimistic_s");
    if (p != DURATION_NONE && ((l != DURATION_NONE && p < l) || (o != DURATION_NONE && p < o)))
        problems_add(to, "estimate_pessimistic_s", "must not be less than the other estimates");
}

static void earned_check(const struct item *i, struct problems *to)
{
    if (i->earned_method == EARNED_UNITS && !(i->units_total > 0))
        problems_add(to, "units_total", "measuring by units needs how many there are in all");
    if (i->units_done > i->units_total)
        problems_add(to, "units_done", "must not be more than units_total");
    if (i->earned_base.v && i->earned_base.v == i->head.id.v)
        problems_add(to, "earned_base", "an item cannot follow itself");
}

static void item_check(const void *record, struct problems *to)
{
    const struct item *i = record;
    if (!i->is_blank && !str_trim(i->title).n)
        problems_add(to, "title", "must not be empty");
    if (i->parent.v && i->parent.v == i->head.id.v)
        problems_add(to, "parent", "an item cannot be part of itself");
    constraint_check(i->constraint, i->constraint_at, "constraint_at", to);
    constraint_check(i->constraint2, i->constraint2_at, "constraint2_at", to);
    check_order(i->start, i->finish, "finish", "start", to);
    check_order(i->actual_start, i->actual_finish, "actual_finish", "actual_start", to);
    check_order(i->stop_at, i->resume_at, "resume_at", "stop_at", to);
    estimates_check(i, to);
    earned_check(i, to);
}

const struct entity item_entity = {
    .name = "item",
    .plural = "items",
    .no = ENTITY_ITEM,
    .size = sizeof(struct item),
    .n_fields = COUNT(fields),
    .fields = fields,
    .check = item_check,
    .doc = "Something to be done: a task, a milestone, a summary, a backlog item.",
};
