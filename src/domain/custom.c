/* domain/custom.c - rows of custom fields and values.
 *
 * Values are text in one canonical form per kind, so that one table holds them all; that a value
 * fits its field is checked where both records are at hand.
 */
#include "domain/custom.h"

const char *const custom_target_words[] = {"item", "resource", "assignment", NULL};
const char *const custom_kind_words[] = {"text", "number", "cost",   "date", "duration",
                                         "flag", "start",  "finish", NULL};

static const struct field field_fields[] = {
    {FIELD(struct custom_field, target), .words = custom_target_words,
     .doc = "Which records carry the field."},
    {FIELD(struct custom_field, name), .flags = FIELD_REQUIRED, .max = 200,
     .doc = "Fixed name, such as Text1."},
    {FIELD(struct custom_field, alias), .max = 200, .doc = "Name that people see."},
    {FIELD(struct custom_field, kind), .words = custom_kind_words, .doc = "Kind of its values."},
    {FIELD(struct custom_field, source_uid), .flags = FIELD_OPTIONAL,
     .doc = "Number in the file it was imported from."},
};

static const struct field value_fields[] = {
    {FIELD(struct custom_value, field), .flags = FIELD_REQUIRED, .refers = "custom_field",
     .doc = "Field that it belongs to."},
    {FIELD(struct custom_value, record), .flags = FIELD_REQUIRED,
     .doc = "Item, resource or assignment that carries it, as the field's target says."},
    {FIELD(struct custom_value, value), .max = 1000000,
     .doc = "Text; number and cost decimal, dates RFC 3339, durations in seconds, flags true or "
            "false."},
};

const struct entity custom_field_entity = {
    .name = "custom_field",
    .plural = "custom_fields",
    .no = ENTITY_CUSTOM_FIELD,
    .size = sizeof(struct custom_field),
    .n_fields = COUNT(field_fields),
    .fields = field_fields,
    .doc = "A field that the project adds to its records.",
};

const struct entity custom_value_entity = {
    .name = "custom_value",
    .plural = "custom_values",
    .no = ENTITY_CUSTOM_VALUE,
    .size = sizeof(struct custom_value),
    .n_fields = COUNT(value_fields),
    .fields = value_fields,
    .doc = "Value of a custom field in one record.",
};

bool custom_kind_accepts(enum custom_kind kind, str text)
{
    double  number;
    int64_t whole;
    instant at;
    switch (kind) {
    case CUSTOM_TEXT: return true;
    case CUSTOM_NUMBER:
    case CUSTOM_COST: return str_double(text, &number);
    case CUSTOM_DATE:
    case CUSTOM_START:
    case CUSTOM_FINISH: return instant_parse(text, &at) && at >= INSTANT_MIN && at <= INSTANT_MAX;
    case CUSTOM_DURATION: return str_int(text, &whole);
    case CUSTOM_FLAG: return str_eq(text, S("true")) || str_eq(text, S("false"));
    }
    return false;
}
