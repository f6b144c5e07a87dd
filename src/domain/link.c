/* domain/link.c - rows and rules of links.
 *
 * Circles and what may be linked with what are rules across records (app, engine); here only that
 * a link does not join an item to itself.
 */
#include "domain/link.h"

const char *const link_type_words[] = {"fs", "ss", "ff", "sf", NULL};
const char *const lag_kind_words[] = {"working", "elapsed", "percent", "elapsed_percent", NULL};

static const struct field fields[] = {
    {FIELD(struct link, pred), .flags = FIELD_REQUIRED, .refers = "item",
     .doc = "Predecessor; may be an item of another project."},
    {FIELD(struct link, succ), .flags = FIELD_REQUIRED, .refers = "item", .doc = "Successor."},
    {FIELD(struct link, type), .words = link_type_words,
     .doc = "Which end of the predecessor binds which end of the successor: finish to start, …"},
    {FIELD_AS(struct link, lag_s, F_SECONDS),
     .doc = "Lag in seconds, negative for a lead; not for percent kinds."},
    {FIELD(struct link, lag_kind), .words = lag_kind_words,
     .doc =
         "How the lag counts: working or elapsed time, or percent of the predecessor's duration."},
    {FIELD(struct link, lag_percent), .min = -100000, .max = 100000,
     .doc = "Lag in percent of the predecessor's duration; only for percent kinds."},
    {FIELD(struct link, lag_unit), .words = duration_unit_words, .initial = "\"days\"",
     .doc = "Unit in which the lag was typed, for display."},
    {FIELD(struct link, external_ref), .doc = "Predecessor in a plan that is not here: file\\uid."},
};

static void link_check(const void *record, struct problems *to)
{
    const struct link *l = record;
    if (l->pred.v && l->pred.v == l->succ.v)
        problems_add(to, "succ", "an item cannot follow itself");
}

const struct entity link_entity = {
    .name = "link",
    .plural = "links",
    .no = ENTITY_LINK,
    .size = sizeof(struct link),
    .n_fields = COUNT(fields),
    .fields = fields,
    .check = link_check,
    .doc = "A dependency between two items.",
};
