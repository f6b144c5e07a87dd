/* api/openapi/schemas.c - JSON Schema from the rows of the entities.
 *
 * Each entity gives three components: as it is printed (all members), any part of it (lists with
 * `fields`), and what may be set. A member is nullable exactly if its row says that it may be
 * absent.
 */
#include "api/openapi/openapi.h"

static bool is_nullable(struct column c)
{
    return field_may_be_absent(c.field) || (c.stored && field_may_be_absent(c.stored));
}

static void print_type(struct json_out *o, const char *type, bool nullable)
{
    jo_name(o, "type");
    if (!nullable) {
        jo_z(o, type);
        return;
    }
    jo_array(o);
    jo_z(o, type);
    jo_z(o, "null");
    jo_array_end(o);
}

static const char *type_of(const struct field *f)
{
    switch (f->type) {
    case F_ID:
    case F_INT:
    case F_SECONDS:
    case F_MONEY: return "integer";
    case F_NUM: return "number";
    case F_BOOL: return "boolean";
    case F_TEXT:
    case F_DAY:
    case F_ENUM:
    case F_INSTANT: return "string";
    }
    return "string";
}

static void print_words(struct json_out *o, const struct field *f)
{
    jo_name(o, "enum");
    jo_array(o);
    for (size_t i = 0; f->words[i]; i++)
        jo_z(o, f->words[i]);
    jo_array_end(o);
}

static void print_limits(struct json_out *o, const struct field *f)
{
    bool is_number = f->type == F_INT || f->type == F_NUM || f->type == F_SECONDS ||
                     f->type == F_MONEY;
    if (is_number && (f->min != 0 || f->max != 0)) {
        jo_name(o, "minimum");
        jo_double(o, f->min);
        jo_name(o, "maximum");
        jo_double(o, f->max);
    }
    if (f->type == F_DAY || f->type == F_INSTANT) {
        jo_name(o, "format");
        jo_z(o, f->type == F_DAY ? "date" : "date-time");
    }
    if (f->type == F_ENUM)
        print_words(o, f);
}

static void print_field(struct json_out *o, struct column c)
{
    const struct field *f = c.field;
    jo_name(o, f->name);
    jo_object(o);
    print_type(o, type_of(f), is_nullable(c));
    print_limits(o, f);
    if (f->initial) {
        jo_name(o, "default");
        jo_raw(o, str_from(f->initial));
    }
    if (f->refers) {
        jo_name(o, "x-refers");
        jo_z(o, f->refers);
    }
    if (f->flags & FIELD_READONLY) {
        jo_name(o, "readOnly");
        jo_bool(o, true);
    }
    jo_name(o, "description");
    jo_z(o, f->doc);
    jo_object_end(o);
}

static void begin_schema(struct json_out *o, const char *name, const char *suffix)
{
    char text[64];
    snprintf(text, sizeof text, "%s%s", name, suffix);
    jo_name(o, text);
    jo_object(o);
    print_type(o, "object", false);
    jo_name(o, "additionalProperties");
    jo_bool(o, false);
}

static void print_properties(struct json_out *o, const struct columns *columns, bool settable)
{
    jo_name(o, "properties");
    jo_object(o);
    for (size_t i = 0; i < columns->n; i++) {
        struct column c = columns->v[i];
        if (settable && c.of_row)
            c = (struct column){.field = c.stored};
        if (c.field && (!settable || !(c.field->flags & (FIELD_READONLY | FIELD_COMPUTED))))
            print_field(o, c);
    }
    jo_object_end(o);
}

static void print_required(struct json_out *o, const struct columns *columns)
{
    jo_name(o, "required");
    jo_array(o);
    for (size_t i = 0; i < columns->n; i++)
        jo_z(o, columns->v[i].field->name);
    jo_array_end(o);
}

static void print_entity(struct json_out *o, const struct entity *e)
{
    struct columns columns;
    columns_of(e, &columns);
    begin_schema(o, e->name, "");
    jo_name(o, "description");
    jo_z(o, e->doc);
    print_required(o, &columns);
    print_properties(o, &columns, false);
    jo_object_end(o);
    begin_schema(o, e->name, "_part");
    print_properties(o, &columns, false);
    jo_object_end(o);
    begin_schema(o, e->name, "_input");
    print_properties(o, &columns, true);
    jo_object_end(o);
}

void schemas_of_entities(struct json_out *o)
{
    for (size_t i = 0; entities[i]; i++)
        if (entity_in_plan(entities[i]))
            print_entity(o, entities[i]);
}

/* ---- bodies ---------------------------------------------------------------------------------- */

static void print_ref(struct json_out *o, const char *name, const char *suffix)
{
    char text[96];
    snprintf(text, sizeof text, "#/components/schemas/%s%s", name, suffix);
    jo_object(o);
    jo_name(o, "$ref");
    jo_z(o, text);
    jo_object_end(o);
}

static void print_list(struct json_out *o, const struct entity *e)
{
    jo_object(o);
    print_type(o, "object", false);
    jo_name(o, "additionalProperties");
    jo_bool(o, false);
    jo_name(o, "required");
    jo_array(o);
    jo_z(o, e->plural);
    jo_z(o, "next");
    jo_array_end(o);
    jo_name(o, "properties");
    jo_object(o);
    jo_name(o, e->plural);
    jo_object(o);
    print_type(o, "array", false);
    jo_name(o, "items");
    print_ref(o, e->name, "_part");
    jo_object_end(o);
    jo_name(o, "next");
    jo_object(o);
    print_type(o, "string", true);
    jo_name(o, "description");
    jo_z(o, "Cursor of the next page; null on the last.");
    jo_object_end(o);
    jo_object_end(o);
    jo_object_end(o);
}

static bool is_mandatory(const struct field *f)
{
    return (f->flags & FIELD_REQUIRED) && !(f->flags & FIELD_READONLY) && !f->initial;
}

static void print_new(struct json_out *o, const struct entity *e)
{
    jo_object(o);
    jo_name(o, "allOf");
    jo_array(o);
    print_ref(o, e->name, "_input");
    jo_object(o);
    jo_name(o, "required");
    jo_array(o);
    for (size_t i = 0; i < entity_fields(e); i++)
        if (is_mandatory(entity_field(e, i)))
            jo_z(o, entity_field(e, i)->name);
    jo_array_end(o);
    jo_object_end(o);
    jo_array_end(o);
    jo_object_end(o);
}

void schema_of_shape(struct json_out *o, const struct shape *shape, bool must)
{
    switch (shape->kind) {
    case SHAPE_RECORD: print_ref(o, shape->entity->name, ""); break;
    case SHAPE_INPUT:
        if (must)
            print_new(o, shape->entity);
        else
            print_ref(o, shape->entity->name, "_input");
        break;
    case SHAPE_LIST: print_list(o, shape->entity); break;
    case SHAPE_NAMED: print_ref(o, shape->name, ""); break;
    case SHAPE_BYTES:
        jo_object(o);
        print_type(o, "string", false);
        jo_object_end(o);
        break;
    }
}
