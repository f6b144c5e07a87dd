/* api/tables.c - rows printed in columns, fast.
 *
 * A plan of 100,000 items has eight million values, most of them equal to their neighbours. So each
 * column is walked by a loop of its own kind: first whether all values are equal (it stops at the
 * first that is not), then the values, written into a block on the stack that goes to the buffer
 * when it is full. Texts in a plan are known to be UTF-8, so only what JSON must escape is looked
 * for.
 */
#include "api/parts.h"

enum { BLOCK = 8192, NUMBER_MOST = 24 };

struct out {
    struct buf *to;
    size_t      n;
    char        block[BLOCK];
};

static void out_flush(struct out *o)
{
    buf_put(o->to, o->block, o->n);
    o->n = 0;
}

static void out_room(struct out *o, size_t n)
{
    if (BLOCK - o->n < n)
        out_flush(o);
}

static void out_char(struct out *o, char c)
{
    out_room(o, 1);
    o->block[o->n++] = c;
}

static void out_bytes(struct out *o, const char *p, size_t n)
{
    if (n > BLOCK / 2) {
        out_flush(o);
        buf_put(o->to, p, n);
        return;
    }
    out_room(o, n);
    memcpy(o->block + o->n, p, n);
    o->n += n;
}

static void out_z(struct out *o, const char *text)
{
    out_bytes(o, text, strlen(text));
}

static void out_int(struct out *o, int64_t v)
{
    char     text[NUMBER_MOST], *p = text + NUMBER_MOST;
    uint64_t left = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do
        *--p = (char)('0' + left % 10);
    while (left /= 10);
    if (v < 0)
        *--p = '-';
    out_bytes(o, p, (size_t)(text + NUMBER_MOST - p));
}

static void out_escaped(struct out *o, char c)
{
    static const char hex[] = "0123456789abcdef";
    char              text[6] = {'\\', c, 0, 0, 0, 0};
    const char       *at = memchr("\nn\tt\rr\bb\ff", c, 10);
    if (c == '"' || c == '\\') {
        out_bytes(o, text, 2);
    } else if (at) {
        text[1] = at[1];
        out_bytes(o, text, 2);
    } else {
        memcpy(text + 1, "u00", 3);
        text[4] = hex[(unsigned char)c >> 4];
        text[5] = hex[c & 15];
        out_bytes(o, text, 6);
    }
}

static void out_text(struct out *o, str s)
{
    out_char(o, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= ' ' && c != '"' && c != '\\')
            continue;
        out_bytes(o, s.p + from, i - from);
        out_escaped(o, s.p[i]);
        from = i + 1;
    }
    out_bytes(o, s.p + from, s.n - from);
    out_char(o, '"');
}

/* ---- one value ------------------------------------------------------------------------------- */

static void out_value(struct out *o, const struct field *f, const void *record)
{
    bool is_whole = f->type != F_NUM && f->type != F_TEXT;
    if (field_is_absent(f, record)) {
        out_bytes(o, "null", 4);
    } else if (f->type == F_TEXT) {
        out_text(o, field_str(f, record));
    } else if (f->type == F_ENUM) {
        out_char(o, '"');
        out_z(o, field_word(f, record));
        out_char(o, '"');
    } else if (is_whole) {
        out_int(o, field_int(f, record));
    } else {
        out_flush(o);
        buf_double(o->to, field_num(f, record));
    }
}

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
        out_z(o, "{\"all\":");
        out_value(o, s->field, s->from[0]);
        out_char(o, '}');
        return;
    }
    out_char(o, '[');
    for (size_t i = 0; i < s->n; i++) {
        if (i)
            out_char(o, ',');
        out_value(o, s->field, s->from[i]);
    }
    out_char(o, ']');
}

static void out_columns(struct out *o, const struct table_rows *t)
{
    struct columns columns;
    bool           comma = false;
    columns_of(t->entity, &columns);
    for (size_t i = 0; t->n && i < columns.n; i++) {
        struct source s = source_of(t, columns.v[i]);
        if (!s.field)
            continue;
        out_z(o, comma ? ",\"" : "\"");
        out_z(o, columns.v[i].field->name);
        out_z(o, "\":");
        out_column(o, &s);
        comma = true;
    }
}

void table_json(struct json_out *o, const struct table_rows *t)
{
    jo_raw(o, S("{\"count\":"));
    struct out out = {.to = o->to};
    out_int(&out, (int64_t)t->n);
    out_z(&out, ",\"columns\":{");
    out_columns(&out, t);
    out_z(&out, "}}");
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
