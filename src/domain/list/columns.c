/* domain/list/columns.c - the list of stored and calculated columns.
 *
 * Made by walking: the entity's fields, in each place the calculated field of that name if there
 * is one, then the calculated fields that have no stored twin.
 */
#include "domain/list/columns.h"

#include "domain/item.h"

#include <assert.h>

static void add(struct columns *to, struct column c)
{
    assert(to->n < COLUMNS_MAX);
    to->v[to->n++] = c;
}

/* A calculated field takes the place of its stored twin. */
static void add_computed(struct columns *to, const struct field *computed)
{
    for (size_t i = 0; i < to->n; i++) {
        struct column *c = &to->v[i];
        if (strcmp(c->field->name, computed->name) == 0) {
            *c = (struct column){.field = computed, .of_row = true, .stored = c->field};
            return;
        }
    }
    add(to, (struct column){.field = computed, .of_row = true});
}

void columns_of(const struct entity *e, struct columns *ret_columns)
{
    ret_columns->n = 0;
    for (size_t i = 0; i < entity_fields(e); i++)
        add(ret_columns, (struct column){.field = entity_field(e, i)});
    for (size_t i = 0; e == &item_entity && i < item_row_entity.n_fields; i++)
        add_computed(ret_columns, &item_row_entity.fields[i]);
}

struct column columns_find(const struct entity *e, str name)
{
    const struct field *stored = entity_find(e, name);
    const struct field *computed = e == &item_entity ? entity_find(&item_row_entity, name) : NULL;
    if (computed)
        return (struct column){.field = computed, .of_row = true, .stored = stored};
    return (struct column){.field = stored};
}

const struct field *column_source(struct column c, const void *record, const struct item_row *row,
                                  const void **ret_from)
{
    if (!c.of_row || (!row && c.stored)) {
        *ret_from = record;
        return c.of_row ? c.stored : c.field;
    }
    *ret_from = row;
    return c.field;
}

void column_json(struct json_out *o, struct column c, const void *record,
                 const struct item_row *row)
{
    const void         *from;
    const struct field *f = column_source(c, record, row, &from);
    if (from)
        field_json(o, f, from);
    else
        jo_null(o);
}

void column_value(struct json_out *o, struct column c, const void *record,
                  const struct item_row *row)
{
    const void         *from;
    const struct field *f = column_source(c, record, row, &from);
    if (from)
        field_column(o, f, from);
    else
        jo_null(o);
}

str column_text(struct arena *mem, struct column c, const void *record, const struct item_row *row)
{
    const void         *from;
    const struct field *f = column_source(c, record, row, &from);
    return from ? field_text(mem, f, from) : S("");
}

void columns_json(struct json_out *o, const struct columns *columns, const void *record,
                  const struct item_row *row)
{
    for (size_t i = 0; i < columns->n; i++) {
        jo_name(o, columns->v[i].field->name);
        column_json(o, columns->v[i], record, row);
    }
}
