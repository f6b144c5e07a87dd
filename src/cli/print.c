/* Tables for people: columns as wide as their widest cell, cut at CELL_MAX characters.
 *
 * Widths count characters, not bytes; control characters become blanks, so that a title cannot play
 * with the terminal. */
#include "cli/print.h"

#include "base/zone.h"

enum { CELL_MAX = 60 };

/* ---- tables ------------------------------------------------------------------------------- */

void print_table_init(struct print_table *t, struct arena *mem, size_t n_columns)
{
    *t = (struct print_table){.mem = mem, .n_columns = n_columns};
}

void print_cell(struct print_table *t, str text)
{
    if (t->n == t->cap) {
        size_t more = t->cap ? t->cap * 2 : 64;
        t->cells = arena_grow(t->mem, t->cells, t->cap * sizeof *t->cells, more * sizeof *t->cells);
        t->cap = more;
    }
    t->cells[t->n++] = text;
}

/* Characters, not bytes. */
static size_t width_of(str text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++)
        n += ((unsigned char)text.p[i] & 0xc0) != 0x80;
    return n;
}

static str cut(str text)
{
    size_t width = 0, i = 0;
    for (; i < text.n; i++)
        if (((unsigned char)text.p[i] & 0xc0) != 0x80 && ++width > CELL_MAX)
            break;
    return str_sub(text, 0, i);
}

static void print_row(const struct print_table *t, struct buf *to, const str *row,
                      const size_t *widths)
{
    for (size_t c = 0; c < t->n_columns; c++) {
        str text = cut(row[c]);
        for (size_t i = 0; i < text.n; i++)
            buf_char(to, (unsigned char)text.p[i] < ' ' ? ' ' : text.p[i]);
        if (c + 1 == t->n_columns)
            break;
        for (size_t w = width_of(text); w < widths[c] + 2; w++)
            buf_char(to, ' ');
    }
    buf_char(to, '\n');
}

void print_table_end(const struct print_table *t, struct buf *to)
{
    size_t *widths = arena_array(t->mem, size_t, t->n_columns);
    for (size_t i = 0; i < t->n; i++) {
        size_t w = width_of(cut(t->cells[i]));
        if (w > widths[i % t->n_columns])
            widths[i % t->n_columns] = w;
    }
    for (size_t i = 0; i + t->n_columns <= t->n; i += t->n_columns)
        print_row(t, to, &t->cells[i], widths);
}

str print_duration(struct arena *mem, int64_t seconds)
{
    if (seconds == DURATION_NONE)
        return STR_NONE;
    const char *sign = seconds < 0 ? "-" : "";
    int64_t     s = seconds < 0 ? -seconds : seconds;
    long long   h = s / HOUR_S, m = s / MINUTE_S % 60;
    if (s == 0)
        return S("0");
    if (h && m)
        return str_fmt(mem, "%s%lldh %lldm", sign, h, m);
    if (h)
        return str_fmt(mem, "%s%lldh", sign, h);
    return str_fmt(mem, "%s%lldm", sign, m ? m : 1);
}

str print_moment(struct arena *mem, const struct zone *zone, instant t)
{
    if (t == INSTANT_NONE)
        return S("");
    str s = local_text(mem, zone_local(zone, t));
    return str_fmt(mem, "%.10s %.5s", s.p, s.p + 11);
}
