/* domain/list/columns.h - stored members and, for items, calculated ones, as one list.
 *
 * What is printed of an item is its record with its row: calculated `start`, `finish`,
 * `duration_s`, `work_s` and `percent_complete` take the place of the stored members of the same
 * name. Lists, plans, CSV, filters and OpenAPI walk this list instead of the fields.
 */
#ifndef DOMAIN_LIST_COLUMNS_H
#define DOMAIN_LIST_COLUMNS_H

#include "domain/plan.h"

struct column {
    const struct field *field;  /* NULL: no such column */
    bool                of_row; /* read it from the item's row, if there is one */
    const struct field *stored; /* of the same name, read when there is no row; or NULL */
};

enum { COLUMNS_MAX = 96 };

struct columns {
    size_t        n;
    struct column v[COLUMNS_MAX];
};

/* In order of meaning, calculated ones without a stored twin last. Some microseconds: once per
 * list, not per row. */
void          columns_of(const struct entity *e, struct columns *ret_columns);
struct column columns_find(const struct entity *e, str name);

/* The field and the struct to read it from: `record`, or `row` for a calculated one. Without a
 * row the stored member is read; *ret_from is NULL where there is none, and the value is absent. */
const struct field *column_source(struct column c, const void *record, const struct item_row *row,
                                  const void **ret_from);

void column_json(struct json_out *o, struct column c, const void *record,
                 const struct item_row *row);
void column_value(struct json_out *o, struct column c, const void *record,
                  const struct item_row *row);
str column_text(struct arena *mem, struct column c, const void *record, const struct item_row *row);

/* The columns by name, in the form of records: inside an open object. row may be NULL. */
void columns_json(struct json_out *o, const struct columns *columns, const void *record,
                  const struct item_row *row);

#endif
