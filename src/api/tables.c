/* api/tables.c - rows printed in columns.
 *
 * A plan of 100,000 items has eight million values, most of them equal to their neighbours. So each
 * column is walked by a loop of its own: first whether all values are equal (it stops at the first
 * that is not), then the values.
 */
#include "api/out.h"
#include "api/parts.h"

/* ---- one column ------------------------------------------------------------------------------ */

struct source {
    const struct field *field;
    const void *const  *from;
    size_t              n;
};

static struct source source_of(const struct table_rows *t, struct column c)
{
    const void *const *rows = (const void *const *)t->rows;
    if (c.of_row && rows)
        return (struct source){c.field, rows, t->n};
    return (struct source){c.of_row ? c.stored : c.field, t->records, t->n};
}

static bool is_uniform(const struct source *s)
{
    for (size_t i = 1; i < s->n; i++)
        if (!field_equal(s->field, s->from[0], s->from[i]))
            return false;
    return s->n > 1;
}

static void out_column(struct out *o, const struct source *s)
{
    if (is_uniform(s)) {
        out_str(o, S("{\"all\":"));
        out_value(o, OUT_COLUMN, s->field, s->from[0]);
        out_char(o, '}');
        return;
    }
    for (size_t i = 0; i < s->n; i++) {
        out_char(o, i ? ',' : '[');
        out_value(o, OUT_COLUMN, s->field, s->from[i]);
    }
    out_char(o, ']');
}

static void out_columns(struct out *o, const struct table_rows *t)
{
    const struct layout *l = layout_of(t->entity);
    bool                 comma = false;
    for (size_t i = 0; t->n && i < l->n; i++) {
        struct source s = source_of(t, l->v[i].column);
        if (!s.field)
            continue;
        if (comma)
            out_char(o, ',');
        out_str(o, l->v[i].name);
        out_column(o, &s);
        comma = true;
    }
}

void table_json(struct json_out *o, const struct table_rows *t)
{
    struct out out;
    jo_raw(o, S("{\"count\":"));
    out_init(&out, o->to);
    out_int(&out, (int64_t)t->n);
    out_str(&out, S(",\"columns\":{"));
    out_columns(&out, t);
    out_str(&out, S("}}"));
    out_flush(&out);
}

/* ---- rows of a plan -------------------------------------------------------------------------- */

static struct table_rows items_of(struct arena *mem, const struct plan *plan)
{
    const uint32_t         *slots;
    size_t                  n = plan_outline(plan, &slots);
    const void            **records = arena_array(mem, const void *, n);
    const struct item_row **rows = arena_array(mem, const struct item_row *, n);
    for (size_t i = 0; i < n; i++) {
        records[i] = plan_at(plan, &item_entity, slots[i]);
        rows[i] = plan_row(plan, slots[i]);
    }
    return (struct table_rows){&item_entity, records, rows, n};
}

struct table_rows table_of(struct arena *mem, const struct plan *plan, const struct entity *e)
{
    if (e == &item_entity)
        return items_of(mem, plan);
    size_t       slots = plan_slots(plan, e), n = 0;
    const void **records = arena_array(mem, const void *, slots);
    for (size_t s = 0; s < slots; s++) {
        const void *record = plan_at(plan, e, s);
        if (record)
            records[n++] = record;
    }
    return (struct table_rows){.entity = e, .records = records, .n = n};
}
