/* domain/resource.c - rows and rules of resources, their rates and their availability.
 *
 * A missing row of rates means the resource's own rates, a missing row of availability its
 * max_units.
 */
#include "domain/resource.h"

#include "domain/meta/checks.h"

const char *const resource_kind_words[] = {
    "person",   "role",        "team",     "vendor", "licence",
    "hardware", "environment", "material", "cost",   NULL,
};

static const struct field resource_fields[] = {
    {FIELD(struct resource, title), .flags = FIELD_REQUIRED, .doc = "Name of the resource."},
    {FIELD(struct resource, initials), .max = 40, .doc = "Short form for charts."},
    {FIELD(struct resource, kind), .words = resource_kind_words,
     .doc = "What it is; material and cost take no part in scheduling."},
    {FIELD(struct resource, calendar), .refers = "calendar",
     .doc = "Its working times; absent: the project's."},
    {FIELD(struct resource, max_units), .max = 1e6, .initial = "1",
     .doc = "How many at once; 1 is 100 %."},
    {FIELD(struct resource, code), .doc = "Number or code in another system."},
    {FIELD(struct resource, group_name), .doc = "Group for filters and totals."},
    {FIELD(struct resource, email), .max = 320, .doc = "Mail address."},
    {FIELD(struct resource, material_label), .max = 100, .doc = "Unit of a material, such as m."},
    {FIELD_AS(struct resource, std_rate_minor, F_MONEY),
     .doc = "Standard rate per hour, of a material per unit; minor units."},
    {FIELD_AS(struct resource, ot_rate_minor, F_MONEY),
     .doc = "Overtime rate per hour; minor units."},
    {FIELD_AS(struct resource, per_use_minor, F_MONEY), .doc = "Cost of each use; minor units."},
    {FIELD(struct resource, accrual), .words = accrual_words, .initial = "\"prorated\"",
     .doc = "When its cost falls due."},
    {FIELD(struct resource, is_budget), .doc = "Holds budget figures only."},
    {FIELD(struct resource, is_generic), .doc = "Stands for somebody not yet named."},
    {FIELD(struct resource, is_inactive), .doc = "No longer to be assigned."},
    {FIELD(struct resource, body), .flags = FIELD_LONG, .doc = "Notes in Markdown."},
    {FIELD(struct resource, rank), .doc = "Order in lists."},
    {FIELD(struct resource, source_uid), .flags = FIELD_OPTIONAL,
     .doc = "Number in the file it was imported from."},
};

static const struct field rate_fields[] = {
    {FIELD(struct resource_rate, resource), .flags = FIELD_REQUIRED, .refers = "resource",
     .doc = "Resource that it belongs to."},
    {FIELD(struct resource_rate, table_no), .max = 4, .doc = "Rate table, 0 to 4 for A to E."},
    {FIELD_AS(struct resource_rate, from, F_INSTANT), .doc = "Valid from; absent: since ever."},
    {FIELD_AS(struct resource_rate, to, F_INSTANT), .doc = "Valid until; absent: for ever."},
    {FIELD_AS(struct resource_rate, std_rate_minor, F_MONEY),
     .doc = "Standard rate per hour, of a material per unit; minor units."},
    {FIELD_AS(struct resource_rate, ot_rate_minor, F_MONEY),
     .doc = "Overtime rate per hour; minor units."},
    {FIELD_AS(struct resource_rate, per_use_minor, F_MONEY),
     .doc = "Cost of each use; minor units."},
};

static const struct field availability_fields[] = {
    {FIELD(struct resource_availability, resource), .flags = FIELD_REQUIRED, .refers = "resource",
     .doc = "Resource that it belongs to."},
    {FIELD_AS(struct resource_availability, from, F_INSTANT), .doc = "From; absent: since ever."},
    {FIELD_AS(struct resource_availability, to, F_INSTANT), .doc = "Until; absent: for ever."},
    {FIELD(struct resource_availability, units), .max = 1e6, .initial = "1",
     .doc = "How many are there; 1 is 100 %."},
};

static void rate_check(const void *record, struct problems *to)
{
    const struct resource_rate *r = record;
    check_order(r->from, r->to, "to", "from", to);
}

static void availability_check(const void *record, struct problems *to)
{
    const struct resource_availability *a = record;
    check_order(a->from, a->to, "to", "from", to);
}

const struct entity resource_entity = {
    .name = "resource",
    .plural = "resources",
    .no = ENTITY_RESOURCE,
    .size = sizeof(struct resource),
    .n_fields = COUNT(resource_fields),
    .fields = resource_fields,
    .doc = "Who or what does the work.",
};

const struct entity resource_rate_entity = {
    .name = "resource_rate",
    .plural = "resource_rates",
    .no = ENTITY_RESOURCE_RATE,
    .size = sizeof(struct resource_rate),
    .n_fields = COUNT(rate_fields),
    .fields = rate_fields,
    .check = rate_check,
    .doc = "A row of a resource's cost rate tables.",
};

const struct entity resource_availability_entity = {
    .name = "resource_availability",
    .plural = "resource_availabilities",
    .no = ENTITY_RESOURCE_AVAILABILITY,
    .size = sizeof(struct resource_availability),
    .n_fields = COUNT(availability_fields),
    .fields = availability_fields,
    .check = availability_check,
    .doc = "How much of a resource is there, and when.",
};
