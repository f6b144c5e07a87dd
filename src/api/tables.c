/* api/tables.c - rows printed in columns.
 *
 * A plan of 100,000 items has eight million values, most of them equal to their neighbours, in
 * records that lie all over memory. So the records are walked once, not once per column: each
 * column keeps its own text, and begins one only at the first value that is not like the first.
 */
#include "api/out.h"
#include "api/parts.h"

enum { ROWS_AT_ONCE = 64 };

struct strand { /* one column on its way */
    str                 name;
    const struct field *field;
    bool                of_row;
    bool                is_open; /* not all values are equal: values stand in text */
    struct buf          text;
};

static const void *source_of(const struct strand *s, const struct table_rows *t, size_t i)
{
    return s->of_row ? (const void *)t->rows[i] : t->records[i];
}

/* The first value, for each of the n rows that had it. */
static void begin_text(struct strand *s, struct out *o, const struct table_rows *t, size_t n)
{
    s->is_open = true;
    for (size_t i = 0; i < n; i++) {
        out_char(o, i ? ',' : '[');
        out_value(o, OUT_COLUMN, s->field, source_of(s, t, 0));
    }
}

static void add_rows(struct strand *s, const struct table_rows *t, size_t from, size_t to)
{
    struct out  out;
    const void *first = source_of(s, t, 0);
    out_init(&out, &s->text);
    for (size_t i = from; i < to; i++) {
        const void *record = source_of(s, t, i);
        if (!s->is_open && field_equal(s->field, first, record))
            continue;
        if (!s->is_open)
            begin_text(s, &out, t, i);
        out_char(&out, ',');
        out_value(&out, OUT_COLUMN, s->field, record);
    }
    out_flush(&out);
}

static void end_strand(struct strand *s, struct out *o, const struct table_rows *t)
{
    out_str(o, s->name);
    if (s->is_open) {
        out_flush(o);
        buf_str(o->to, buf_view(&s->text));
        out_char(o, ']');
    } else {
        out_str(o, t->n > 1 ? S("{\"all\":") : S("["));
        out_value(o, OUT_COLUMN, s->field, source_of(s, t, 0));
        out_char(o, t->n > 1 ? '}' : ']');
    }
    o->to->full |= s->text.full;
    buf_done(&s->text);
}

static size_t make_strands(const struct table_rows *t, struct strand v[COLUMNS_MAX])
{
    const struct layout *l = layout_of(t->entity);
    size_t               n = 0;
    for (size_t i = 0; i < l->n; i++) {
        struct column c = l->v[i].column;
        bool          of_row = c.of_row && t->rows;
        struct strand s = {.name = l->v[i].name, .of_row = of_row};
        s.field = c.of_row && !of_row ? c.stored : c.field;
        if (s.field)
            v[n++] = s;
    }
    return n;
}

static void out_columns(struct out *o, const struct table_rows *t)
{
    struct strand v[COLUMNS_MAX];
    size_t        n = t->n ? make_strands(t, v) : 0;
    for (size_t from = 1; from < t->n; from += ROWS_AT_ONCE) {
        size_t to = t->n - from < ROWS_AT_ONCE ? t->n : from + ROWS_AT_ONCE;
        for (size_t c = 0; c < n; c++)
            add_rows(&v[c], t, from, to);
    }
    for (size_t c = 0; c < n; c++) {
        if (c)
            out_char(o, ',');
        end_strand(&v[c], o, t);
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
