/* Lists as CSV (RFC 4180): a head line of member names, lines ended by CRLF, UTF-8.
 *
 * Columns are those that lists print everywhere (domain/list/columns.h). Only texts are neutralised
 * against formulas: numbers may begin with a minus.
 */
#include "formats/csv.h"

#include "domain/item.h"
#include "domain/list/columns.h"
#include "formats/formats.h"

void csv_text(struct buf *to, str text)
{
    bool formula = text.n && strchr("=+-@\t\r\n", text.p[0]);
    bool quoted = formula;
    for (size_t i = 0; i < text.n && !quoted; i++)
        quoted = strchr(",\"\r\n", text.p[i]) != NULL;
    if (quoted)
        buf_char(to, '"');
    if (formula)
        buf_char(to, '\'');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"')
            buf_char(to, '"');
        buf_char(to, text.p[i]);
    }
    if (quoted)
        buf_char(to, '"');
}

static void put_head(const struct columns *c, struct buf *to)
{
    for (size_t i = 0; i < c->n; i++) {
        if (i)
            buf_char(to, ',');
        buf_z(to, c->v[i].field->name);
    }
    buf_z(to, "\r\n");
}

static void put_record(struct arena *mem, const struct columns *c, const void *record,
                       const struct item_row *row, struct buf *to)
{
    struct arena_mark mark = arena_mark(mem);
    for (size_t i = 0; i < c->n; i++) {
        str text = column_text(mem, c->v[i], record, row);
        if (i)
            buf_char(to, ',');
        if (c->v[i].field->type == F_TEXT)
            csv_text(to, text);
        else
            buf_str(to, text);
    }
    buf_z(to, "\r\n");
    arena_rewind(mem, mark);
}

err csv_write(struct arena *mem, const struct plan *plan, const struct entity *e, struct buf *to)
{
    struct columns  c;
    const uint32_t *order = NULL;
    bool            is_item = e == &item_entity;
    size_t          n = is_item ? plan_outline(plan, &order) : plan_slots(plan, e);
    columns_of(e, &c);
    put_head(&c, to);
    for (size_t i = 0; i < n; i++) {
        size_t      slot = is_item ? order[i] : i;
        const void *record = plan_at(plan, e, slot);
        if (record)
            put_record(mem, &c, record, is_item ? plan_row(plan, slot) : NULL, to);
    }
    return buf_err(to);
}
