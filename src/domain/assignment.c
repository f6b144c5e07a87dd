/* domain/assignment.c - rows and rules of assignments and their pieces.
 *
 * How work, units and duration depend on each other when one of them is edited is a rule across
 * records and belongs to app/.
 */
#include "domain/assignment.h"

#include "domain/meta/checks.h"

const char *const contour_words[] = {
    "flat",      "back_loaded", "front_loaded", "double_peak", "early_peak",
    "late_peak", "bell",        "turtle",       "contoured",   NULL,
};
const char *const booking_words[] = {"soft", "firm", NULL};
const char *const piece_kind_words[] = {"remaining", "actual", "overtime", NULL};

static const struct field assignment_fields[] = {
    {FIELD(struct assignment, item), .flags = FIELD_REQUIRED, .refers = "item",
     .doc = "Item that is worked on."},
    {FIELD(struct assignment, resource), .refers = "resource",
     .doc = "Who works; absent: a row without a resource."},
    {FIELD(struct assignment, units), .max = 1e9, .initial = "1",
     .doc = "Share of the resource, 1 is 100 %; of a material the quantity."},
    {FIELD_AS(struct assignment, work_s, F_SECONDS), .max = 1e12, .doc = "Work in seconds."},
    {FIELD_AS(struct assignment, actual_work_s, F_SECONDS), .max = 1e12,
     .doc = "Work done, seconds."},
    {FIELD_AS(struct assignment, remaining_work_s, F_SECONDS), .max = 1e12, .flags = FIELD_OPTIONAL,
     .doc = "Work left, seconds; absent: work less work done."},
    {FIELD_AS(struct assignment, overtime_work_s, F_SECONDS), .max = 1e12,
     .doc = "Part of the work that takes no calendar time, seconds."},
    {FIELD(struct assignment, contour), .words = contour_words,
     .doc = "How the work is spread over the span."},
    {FIELD_AS(struct assignment, delay_s, F_SECONDS), .max = 1e10,
     .doc = "Starts so many working seconds after the item."},
    {FIELD_AS(struct assignment, levelling_delay_s, F_SECONDS), .max = 1e10,
     .doc = "The same, set by levelling."},
    {FIELD(struct assignment, rate_table), .max = 4, .doc = "Rate table, 0 to 4 for A to E."},
    {FIELD(struct assignment, booking), .words = booking_words, .initial = "\"firm\"",
     .doc = "Whether the resource is promised."},
    {FIELD_AS(struct assignment, start, F_INSTANT), .doc = "Frame of a contoured assignment."},
    {FIELD_AS(struct assignment, finish, F_INSTANT), .doc = "Frame of a contoured assignment."},
    {FIELD_AS(struct assignment, cost_minor, F_MONEY), .doc = "Cost; minor units."},
    {FIELD_AS(struct assignment, actual_cost_minor, F_MONEY), .doc = "Cost so far; minor units."},
    {FIELD(struct assignment, source_uid), .flags = FIELD_OPTIONAL,
     .doc = "Number in the file it was imported from."},
};

static const struct field piece_fields[] = {
    {FIELD(struct assignment_piece, assignment), .flags = FIELD_REQUIRED, .refers = "assignment",
     .doc = "Assignment that it belongs to."},
    {FIELD(struct assignment_piece, kind), .words = piece_kind_words, .doc = "Which work it is."},
    {FIELD_AS(struct assignment_piece, start, F_INSTANT), .flags = FIELD_REQUIRED,
     .doc = "When it begins."},
    {FIELD_AS(struct assignment_piece, finish, F_INSTANT), .flags = FIELD_REQUIRED,
     .doc = "When it ends."},
    {FIELD_AS(struct assignment_piece, work_s, F_SECONDS), .max = 1e12,
     .doc = "Work in it, seconds; 0 over working time is a gap."},
};

static void assignment_check(const void *record, struct problems *to)
{
    const struct assignment *a = record;
    check_order(a->start, a->finish, "finish", "start", to);
}

static void piece_check(const void *record, struct problems *to)
{
    const struct assignment_piece *p = record;
    check_order(p->start, p->finish, "finish", "start", to);
}

const struct entity assignment_entity = {
    .name = "assignment",
    .plural = "assignments",
    .no = ENTITY_ASSIGNMENT,
    .size = sizeof(struct assignment),
    .n_fields = COUNT(assignment_fields),
    .fields = assignment_fields,
    .check = assignment_check,
    .doc = "A resource on an item.",
};

const struct entity assignment_piece_entity = {
    .name = "assignment_piece",
    .plural = "assignment_pieces",
    .no = ENTITY_ASSIGNMENT_PIECE,
    .size = sizeof(struct assignment_piece),
    .n_fields = COUNT(piece_fields),
    .fields = piece_fields,
    .check = piece_check,
    .doc = "A span of a contoured assignment and the work in it.",
};
