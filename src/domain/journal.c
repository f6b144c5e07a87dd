/* domain/journal.c - rows of batches and operations.
 *
 * Nobody patches them: every member is read-only and set where a batch is applied. Their numbers
 * have no gaps, which the store keeps.
 */
#include "domain/journal.h"

const char *const operation_kind_words[] = {"create", "update", "delete", NULL};

static const struct field batch_fields[] = {
    {FIELD(struct batch, seq), .flags = FIELD_READONLY,
     .doc = "1, 2, … without gaps in a project."},
    {FIELD(struct batch, user), .flags = FIELD_READONLY, .refers = "user", .doc = "Who did it."},
    {FIELD_AS(struct batch, at, F_INSTANT), .flags = FIELD_READONLY, .doc = "When it was applied."},
    {FIELD(struct batch, note), .flags = FIELD_READONLY, .doc = "Why, in the words of who did it."},
    {FIELD(struct batch, undoes), .flags = FIELD_READONLY,
     .doc = "Number of the batch that it takes back; 0: none."},
    {FIELD(struct batch, client), .flags = FIELD_READONLY,
     .doc = "Token of the window that sent it."},
    {FIELD(struct batch, moved), .flags = FIELD_READONLY, .doc = "Items whose dates changed."},
    {FIELD_AS(struct batch, finish_before, F_INSTANT), .flags = FIELD_READONLY,
     .doc = "Finish of the project before it."},
    {FIELD_AS(struct batch, finish_after, F_INSTANT), .flags = FIELD_READONLY,
     .doc = "Finish of the project after it."},
};

static const struct field operation_fields[] = {
    {FIELD(struct operation, seq), .flags = FIELD_READONLY, .doc = "Batch that it belongs to."},
    {FIELD(struct operation, n), .flags = FIELD_READONLY, .doc = "Place in the batch, from 0."},
    {FIELD(struct operation, op), .flags = FIELD_READONLY, .words = operation_kind_words,
     .doc = "What was done."},
    {FIELD(struct operation, entity), .flags = FIELD_READONLY, .doc = "Kind of record."},
    {FIELD(struct operation, record), .flags = FIELD_READONLY, .doc = "Which record."},
    {FIELD(struct operation, before), .flags = FIELD_READONLY | FIELD_LONG,
     .doc = "JSON of the changed members before."},
    {FIELD(struct operation, after), .flags = FIELD_READONLY | FIELD_LONG,
     .doc = "JSON of the changed members after."},
};

const struct entity batch_entity = {
    .name = "batch",
    .plural = "batches",
    .no = ENTITY_BATCH,
    .size = sizeof(struct batch),
    .n_fields = COUNT(batch_fields),
    .fields = batch_fields,
    .doc = "A list of operations that was applied as one.",
};

const struct entity operation_entity = {
    .name = "operation",
    .plural = "operations",
    .no = ENTITY_OPERATION,
    .size = sizeof(struct operation),
    .n_fields = COUNT(operation_fields),
    .fields = operation_fields,
    .doc = "A line of the journal.",
};
