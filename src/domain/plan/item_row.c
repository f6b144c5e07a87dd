/* domain/plan/item_row.c - rows of what is calculated for an item.
 *
 * `start`, `finish`, `duration_s`, `work_s` and `percent_complete` have the names of stored
 * members and take their place when an item is printed (meta/record_json.c: item_json_members).
 */
#include "domain/plan.h"

const char *const driver_kind_words[] = {
    "project_start", "link",     "constraint", "manual",   "actual", "calendar",
    "deadline",      "resource", "summary",    "external", NULL,
};

#define COMPUTED .flags = FIELD_COMPUTED | FIELD_READONLY
#define OPTIONAL .flags = FIELD_COMPUTED | FIELD_READONLY | FIELD_OPTIONAL

static const struct field fields[] = {
    {FIELD_AS(struct item_row, start, F_INSTANT), COMPUTED, .doc = "Scheduled start."},
    {FIELD_AS(struct item_row, finish, F_INSTANT), COMPUTED, .doc = "Scheduled finish."},
    {FIELD_AS(struct item_row, early_start, F_INSTANT), COMPUTED, .doc = "Earliest start."},
    {FIELD_AS(struct item_row, early_finish, F_INSTANT), COMPUTED, .doc = "Earliest finish."},
    {FIELD_AS(struct item_row, late_start, F_INSTANT), COMPUTED,
     .doc = "Latest start that does not delay the project."},
    {FIELD_AS(struct item_row, late_finish, F_INSTANT), COMPUTED,
     .doc = "Latest finish that does not delay the project."},
    {FIELD_AS(struct item_row, total_slack_s, F_SECONDS), OPTIONAL,
     .doc = "Working seconds that it can slip without delaying the project."},
    {FIELD_AS(struct item_row, free_slack_s, F_SECONDS), OPTIONAL,
     .doc = "Working seconds that it can slip without delaying a successor."},
    {FIELD_AS(struct item_row, duration_s, F_SECONDS), OPTIONAL,
     .doc = "Duration as shown; of a summary the project's working time between its dates."},
    {FIELD_AS(struct item_row, work_s, F_SECONDS), COMPUTED,
     .doc = "Work, of a summary the sum of what is below it."},
    {FIELD(struct item_row, percent_complete), COMPUTED, .max = 100,
     .doc = "Share done, of a summary weighted by duration."},
    {FIELD(struct item_row, driver), COMPUTED, .refers = "link",
     .doc = "Link that sets its date; absent: none does."},
    {FIELD(struct item_row, driver_kind), COMPUTED, .words = driver_kind_words,
     .doc = "What sets its date."},
    {FIELD(struct item_row, level), COMPUTED, .doc = "Depth in the outline; 0 is the top."},
    {FIELD(struct item_row, critical), COMPUTED, .doc = "A delay of it delays the project."},
    {FIELD(struct item_row, is_summary), COMPUTED, .doc = "Has items below it."},
    {FIELD(struct item_row, wbs), COMPUTED, .doc = "Code in the outline, such as 1.2.3."},
};

const struct entity item_row_entity = {
    .name = "item_row",
    .plural = "item_rows",
    .no = ENTITY_COUNT,
    .size = sizeof(struct item_row),
    .n_fields = COUNT(fields),
    .fields = fields,
    .doc = "What is calculated for one item.",
};
