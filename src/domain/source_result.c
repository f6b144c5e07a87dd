/* domain/source_result.c - rows of what a file had stored.
 *
 * Written by an import. Nothing checks the dates against each other: that a file contradicts itself
 * is what they are kept for.
 */
#include "domain/source_result.h"

static const struct field fields[] = {
    {FIELD(struct source_result, item), .flags = FIELD_REQUIRED, .refers = "item",
     .doc = "Item that the file had calculated."},
    {FIELD_AS(struct source_result, start, F_INSTANT), .doc = "Start in the file."},
    {FIELD_AS(struct source_result, finish, F_INSTANT), .doc = "Finish in the file."},
    {FIELD_AS(struct source_result, early_start, F_INSTANT), .doc = "Early start in the file."},
    {FIELD_AS(struct source_result, early_finish, F_INSTANT), .doc = "Early finish in the file."},
    {FIELD_AS(struct source_result, late_start, F_INSTANT), .doc = "Late start in the file."},
    {FIELD_AS(struct source_result, late_finish, F_INSTANT), .doc = "Late finish in the file."},
    {FIELD_AS(struct source_result, total_slack_s, F_SECONDS), .flags = FIELD_OPTIONAL,
     .doc = "Total slack in the file, working seconds."},
    {FIELD_AS(struct source_result, free_slack_s, F_SECONDS), .flags = FIELD_OPTIONAL,
     .doc = "Free slack in the file, working seconds."},
    {FIELD(struct source_result, critical), .max = 1, .flags = FIELD_OPTIONAL,
     .doc = "1 when the file calls it critical, 0 when not."},
    {FIELD(struct source_result, by_day),
     .doc = "True: dates at 00:00 are days, the file tells no time of day."},
};

const struct entity source_result_entity = {
    .name = "source_result",
    .plural = "source_results",
    .no = ENTITY_SOURCE_RESULT,
    .size = sizeof(struct source_result),
    .n_fields = COUNT(fields),
    .fields = fields,
    .doc = "What the file that an item was imported from had stored as its results.",
};
