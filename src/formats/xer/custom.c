/* formats/xer/custom.c - activity codes and user fields into custom fields and their values.
 *
 * A type of activity codes is a text field of activities, its value the name of the code. A user
 * field keeps its kind. What belongs to other tables than activities, WBS elements, resources and
 * assignments has no place.
 */
#include "formats/xer/reader.h"

struct row {
    int64_t line, type, code, owner, user_type;
    str     name, short_name, label, table, data_type, text;
    double  number;
    instant date;
};

#define COLUMN(name, type, member)                                                                 \
    {                                                                                              \
        name, type, offsetof(struct row, member)                                                   \
    }
#define IGNORED(name)                                                                              \
    {                                                                                              \
        name, XER_IGNORED, 0                                                                       \
    }
static const struct xer_column code_type_columns[] = {
    COLUMN("actv_code_type_id", XER_INT, type),
    COLUMN("actv_code_type", XER_TEXT, name),
    IGNORED("actv_short_len"),
    IGNORED("seq_num"),
    IGNORED("proj_id"),
    IGNORED("wbs_id"),
    IGNORED("actv_code_type_scope"),
};
static const struct xer_column code_columns[] = {
    COLUMN("actv_code_id", XER_INT, code),
    COLUMN("actv_code_name", XER_TEXT, name),
    COLUMN("short_name", XER_TEXT, short_name),
    IGNORED("parent_actv_code_id"),
    COLUMN("actv_code_type_id", XER_INT, type),
    IGNORED("seq_num"),
    IGNORED("color"),
    IGNORED("total_assignments"),
};
static const struct xer_column task_code_columns[] = {
    COLUMN("task_id", XER_INT, owner),
    COLUMN("actv_code_type_id", XER_INT, type),
    COLUMN("actv_code_id", XER_INT, code),
    IGNORED("proj_id"),
};
static const struct xer_column field_columns[] = {
    COLUMN("udf_type_id", XER_INT, user_type),
    COLUMN("table_name", XER_TEXT, table),
    COLUMN("udf_type_name", XER_TEXT, name),
    COLUMN("udf_type_label", XER_TEXT, label),
    COLUMN("logical_data_type", XER_TEXT, data_type),
    IGNORED("super_flag"),
    IGNORED("indicator_expression"),
    IGNORED("summary_indicator_expression"),
};
static const struct xer_column value_columns[] = {
    COLUMN("udf_type_id", XER_INT, user_type), COLUMN("fk_id", XER_INT, owner),
    COLUMN("udf_date", XER_TIME, date),        COLUMN("udf_number", XER_NUMBER, number),
    COLUMN("udf_text", XER_TEXT, text),        IGNORED("proj_id"),
};

/* Ids of code types and user fields overlap: user fields have odd keys. */
static int64_t field_key(int64_t id, bool is_user)
{
    return id < INT64_MAX / 2 && id > 0 ? id * 2 + is_user : 0;
}

static err field_put(struct xer_reader *r, struct custom_field *f, int64_t key, int64_t line)
{
    if (!str_trim(f->name).n)
        f->name = S("Field");
    map_put(&r->field_ids, key, ++r->n_fields);
    return record_put(&r->put, &custom_field_entity, f, r->n_fields, line);
}

static err code_type_see(void *self, void *record)
{
    struct xer_reader  *r = self;
    const struct row   *row = record;
    struct custom_field f;
    const int64_t       key = field_key(row->type, false);
    if (!key || map_get(&r->field_ids, key, &(int64_t){0}))
        return OK;
    entity_init(&custom_field_entity, &f);
    f.target = CUSTOM_OF_ITEM;
    f.kind = CUSTOM_TEXT;
    f.name = row->name;
    f.source_uid = row->type;
    return field_put(r, &f, key, row->line);
}

static err code_see(void *self, void *record)
{
    struct xer_reader *r = self;
    const struct row  *row = record;
    if (row->code == INT_NONE)
        return OK;
    map_put(&r->codes, row->code, (int64_t)r->code_texts.n);
    vec_push(r->mem, &r->code_texts, row->name.n ? row->name : row->short_name);
    return OK;
}

static err value_put(struct xer_reader *r, struct custom_value *v, int64_t line)
{
    return record_put(&r->put, &custom_value_entity, v, ++r->n_values, line);
}

static err task_code_see(void *self, void *record)
{
    struct xer_reader  *r = self;
    const struct row   *row = record;
    struct custom_value v;
    int64_t             text = 0;
    entity_init(&custom_value_entity, &v);
    v.field.v = map_or(&r->field_ids, field_key(row->type, false), 0);
    v.record.v = row->owner == INT_NONE ? 0 : map_or(&r->task_ids, row->owner, 0);
    if (xer_of_baseline(r, row->owner))
        return OK;
    if (!v.field.v || !v.record.v || row->code == INT_NONE ||
        !map_get(&r->codes, row->code, &text) || !r->code_texts.v[text].n) {
        report_drop(r->put.report, xer_label(&r->file, "TASKACTV"),
                    "Its activity, type or code is not in the file", row->line);
        return OK;
    }
    v.value = r->code_texts.v[text];
    return value_put(r, &v, row->line);
}

/* ---- user fields ------------------------------------------------------------------------------
 */

static bool target_of(str table, enum custom_target *ret_target)
{
    *ret_target = str_eq(table, S("RSRC"))       ? CUSTOM_OF_RESOURCE
                  : str_eq(table, S("TASKRSRC")) ? CUSTOM_OF_ASSIGNMENT
                                                 : CUSTOM_OF_ITEM;
    return *ret_target != CUSTOM_OF_ITEM || str_eq(table, S("TASK")) || str_eq(table, S("PROJWBS"));
}

static enum custom_kind kind_of(str type)
{
    return str_eq(type, S("FT_START_DATE"))                               ? CUSTOM_START
           : str_eq(type, S("FT_END_DATE"))                               ? CUSTOM_FINISH
           : str_eq(type, S("FT_MONEY"))                                  ? CUSTOM_COST
           : str_eq(type, S("FT_INT")) || str_starts(type, S("FT_FLOAT")) ? CUSTOM_NUMBER
                                                                          : CUSTOM_TEXT;
}

static err field_see(void *self, void *record)
{
    struct xer_reader  *r = self;
    const struct row   *row = record;
    struct custom_field f;
    const int64_t       key = field_key(row->user_type, true);
    entity_init(&custom_field_entity, &f);
    if (!key || map_get(&r->field_ids, key, &(int64_t){0}) || !target_of(row->table, &f.target))
        return OK;
    f.kind = kind_of(row->data_type);
    if (str_eq(row->table, S("PROJWBS")))
        map_put(&r->wbs_fields, row->user_type, 1);
    f.name = row->label.n ? row->label : row->name;
    f.source_uid = row->user_type;
    return field_put(r, &f, key, row->line);
}

static str value_text(struct xer_reader *r, const struct row *row)
{
    if (row->date != INSTANT_NONE)
        return instant_text(r->mem, row->date);
    if (row->number <= 0 || row->number > 0) {
        struct buf b;
        buf_init(&b, 64);
        buf_double(&b, row->number);
        const str s = str_copy(r->mem, buf_view(&b));
        buf_done(&b);
        return s;
    }
    return row->text;
}

/* The record that a value belongs to; numbers of WBS elements and activities overlap. */
static int64_t owner_of(const struct xer_reader *r, enum custom_target target, bool is_wbs,
                        int64_t owner)
{
    if (owner == INT_NONE)
        return 0;
    switch (target) {
    case CUSTOM_OF_ITEM:
        return is_wbs ? map_or(&r->wbs_ids, owner, 0) : map_or(&r->task_ids, owner, 0);
    case CUSTOM_OF_RESOURCE: return map_or(&r->resource_ids, owner, 0);
    case CUSTOM_OF_ASSIGNMENT: return map_or(&r->assignment_ids, owner, 0);
    }
    return 0;
}

static err value_see(void *self, void *record)
{
    struct xer_reader  *r = self;
    const struct row   *row = record;
    struct custom_value v;
    entity_init(&custom_value_entity, &v);
    v.field.v = map_or(&r->field_ids, field_key(row->user_type, true), 0);
    const bool                 is_wbs = map_get(&r->wbs_fields, row->user_type, &(int64_t){0});
    const struct custom_field *f = v.field.v ? plan_get(r->put.plan, &custom_field_entity, v.field)
                                             : NULL;
    v.record.v = f ? owner_of(r, f->target, is_wbs, row->owner) : 0;
    v.value = value_text(r, row);
    if (!v.record.v && !is_wbs && xer_of_baseline(r, row->owner))
        return OK;
    if (!v.record.v || !v.value.n || !custom_kind_accepts(f->kind, v.value)) {
        report_drop(r->put.report, xer_label(&r->file, "UDFVALUE"),
                    "Its field or record has no place, or its value is not of its kind", row->line);
        return OK;
    }
    return value_put(r, &v, row->line);
}

err xer_read_custom(struct xer_reader *r)
{
    static const struct {
        const char        *table;
        struct xer_binding binding;
        xer_row_fn        *see;
    } parts[] = {
        {"ACTVTYPE",
         {code_type_columns, COUNT(code_type_columns), sizeof(struct row)},
         code_type_see},
        {"ACTVCODE", {code_columns, COUNT(code_columns), sizeof(struct row)}, code_see},
        {"TASKACTV",
         {task_code_columns, COUNT(task_code_columns), sizeof(struct row)},
         task_code_see},
        {"UDFTYPE", {field_columns, COUNT(field_columns), sizeof(struct row)}, field_see},
        {"UDFVALUE", {value_columns, COUNT(value_columns), sizeof(struct row)}, value_see},
    };
    for (size_t i = 0; i < COUNT(parts); i++)
        TRY(xer_each(&r->context, xer_table(&r->file, parts[i].table), &parts[i].binding,
                     parts[i].see));
    return OK;
}
