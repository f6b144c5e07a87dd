/* api/out.c - the fast writer, and layouts.
 *
 * A field's value is one read at its offset; what it means is decided by its type once per value,
 * without going through json_out. Whatever can be prepared (names with their quotes, which column
 * is read from where) is prepared once per entity.
 */
#include "api/out.h"

#include <pthread.h>

enum { NUMBER_MOST = 24, TIME_LENGTH = 22 };

void out_init(struct out *o, struct buf *to)
{
    o->to = to;
    o->n = 0;
}

void out_flush(struct out *o)
{
    buf_put(o->to, o->block, o->n);
    o->n = 0;
}

static void room(struct out *o, size_t n)
{
    if (OUT_BLOCK - o->n < n)
        out_flush(o);
}

void out_char(struct out *o, char c)
{
    room(o, 1);
    o->block[o->n++] = c;
}

void out_str(struct out *o, str s)
{
    if (s.n > OUT_BLOCK / 2) {
        out_flush(o);
        buf_str(o->to, s);
        return;
    }
    room(o, s.n);
    memcpy(o->block + o->n, s.p, s.n);
    o->n += s.n;
}

void out_int(struct out *o, int64_t v)
{
    char     text[NUMBER_MOST], *p = text + NUMBER_MOST;
    uint64_t left = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do
        *--p = (char)('0' + left % 10);
    while (left /= 10);
    if (v < 0)
        *--p = '-';
    out_str(o, (str){p, (size_t)(text + NUMBER_MOST - p)});
}

static void escaped(struct out *o, char c)
{
    static const char hex[] = "0123456789abcdef";
    const char       *at = memchr("\nn\tt\rr\bb\ff", c, 10);
    char              text[6] = {'\\', c, '0', '0', 0, 0};
    if (c == '"' || c == '\\' || at) {
        text[1] = at ? at[1] : c;
        out_str(o, (str){text, 2});
        return;
    }
    text[1] = 'u';
    text[4] = hex[(unsigned char)c >> 4];
    text[5] = hex[c & 15];
    out_str(o, (str){text, 6});
}

void out_text(struct out *o, str s)
{
    size_t from = 0;
    out_char(o, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= ' ' && c != '"' && c != '\\')
            continue;
        out_str(o, (str){s.p + from, i - from});
        escaped(o, s.p[i]);
        from = i + 1;
    }
    out_str(o, (str){s.p + from, s.n - from});
    out_char(o, '"');
}

/* ---- values -----------------------------------------------------------------------------------
 */

static void digits(char *to, int v, int n)
{
    while (n--) {
        to[n] = (char)('0' + v % 10);
        v /= 10;
    }
}

/* "2026-03-02T08:00:00Z", or its first ten characters for a day. */
static void out_time(struct out *o, int64_t seconds, bool is_day)
{
    char         text[TIME_LENGTH + 1] = "\"0000-00-00T00:00:00Z\"";
    struct civil c = seconds_civil(seconds);
    digits(text + 1, c.year, 4);
    digits(text + 6, c.month, 2);
    digits(text + 9, c.day, 2);
    digits(text + 12, c.hour, 2);
    digits(text + 15, c.minute, 2);
    digits(text + 18, c.second, 2);
    if (is_day)
        text[11] = '"';
    out_str(o, (str){text, is_day ? 12 : TIME_LENGTH});
}

static void out_number(struct out *o, double v)
{
    int64_t whole = v > -1e15 && v < 1e15 ? (int64_t)v : 0;
    if ((double)whole == v) {
        out_int(o, whole);
        return;
    }
    out_flush(o);
    buf_double(o->to, v);
}

static void out_present(struct out *o, enum out_form form, const struct field *f, const void *from)
{
    bool in_record = form == OUT_RECORD;
    switch (f->type) {
    case F_TEXT: out_text(o, field_str(f, from)); return;
    case F_NUM: out_number(o, field_num(f, from)); return;
    case F_ENUM: out_text(o, str_from(field_word(f, from))); return;
    case F_INSTANT:
        if (in_record) {
            out_time(o, field_int(f, from), false);
            return;
        }
        break;
    case F_DAY:
        if (in_record) {
            out_time(o, field_int(f, from) * DAY_S, true);
            return;
        }
        break;
    case F_BOOL:
        if (in_record) {
            out_str(o, field_int(f, from) ? S("true") : S("false"));
            return;
        }
        break;
    case F_ID:
    case F_INT:
    case F_SECONDS:
    case F_MONEY: break;
    }
    out_int(o, field_int(f, from));
}

void out_value(struct out *o, enum out_form form, const struct field *f, const void *from)
{
    if (!from || field_is_absent(f, from))
        out_str(o, S("null"));
    else
        out_present(o, form, f, from);
}

/* ---- layouts ----------------------------------------------------------------------------------
 */

static pthread_once_t layouts_once = PTHREAD_ONCE_INIT;
static struct arena   layouts_home; /* never ends */
static struct layout  layouts[ENTITY_COUNT];

static void make_layouts(void)
{
    struct columns columns;
    for (size_t i = 0; entities[i]; i++) {
        columns_of(entities[i], &columns);
        struct layout_column *v = arena_array(&layouts_home, struct layout_column, columns.n);
        for (size_t c = 0; c < columns.n; c++)
            v[c] = (struct layout_column){
                .column = columns.v[c],
                .name = str_fmt(&layouts_home, "\"%s\":", columns.v[c].field->name)};
        layouts[i] = (struct layout){columns.n, v};
    }
}

const struct layout *layout_of(const struct entity *e)
{
    pthread_once(&layouts_once, make_layouts);
    return &layouts[e->no];
}

void out_record(struct out *o, const struct layout *l, const void *record,
                const struct item_row *row)
{
    for (size_t i = 0; i < l->n; i++) {
        const void         *from;
        const struct field *f = column_source(l->v[i].column, record, row, &from);
        out_char(o, i ? ',' : '{');
        out_str(o, l->v[i].name);
        out_value(o, OUT_RECORD, f, from);
    }
    out_str(o, l->n ? S("}") : S("{}"));
}
