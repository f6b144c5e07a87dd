/* formats/xer/table.c - lines into tables, cells into members.
 *
 * The file does not say its code page. Text that is valid UTF-8 is taken as that; else a run of
 * three high letters speaks for Cyrillic (in 1252 accented letters stand alone), single ones for
 * Western text. Unknown tables and fields are never an error.
 */
#include "formats/xer/table.h"

#include "formats/xml/encoding.h"

#include <math.h>
#include <string.h>

enum { RUN = 3, UNKNOWN = 0xFFFD };

/* ---- code page ---------------------------------------------------------------------------- */

static bool is_high_letter(unsigned char c)
{
    return c >= 0xC0 || c == 0xA8 || c == 0xB8;
}

static bool is_cyrillic(str s)
{
    size_t in_words = 0, alone = 0, run = 0;
    for (size_t i = 0; i <= s.n; i++) {
        if (i < s.n && is_high_letter((unsigned char)s.p[i])) {
            run++;
            continue;
        }
        if (run >= RUN)
            in_words += run;
        else
            alone += run;
        run = 0;
    }
    return in_words > alone;
}

static void put_utf8(struct buf *to, uint32_t c)
{
    if (c < 0x80) {
        buf_char(to, (char)c);
    } else if (c < 0x800) {
        buf_char(to, (char)(0xC0 | c >> 6));
        buf_char(to, (char)(0x80 | (c & 0x3F)));
    } else {
        buf_char(to, (char)(0xE0 | (c >> 12 & 0xF)));
        buf_char(to, (char)(0x80 | (c >> 6 & 0x3F)));
        buf_char(to, (char)(0x80 | (c & 0x3F)));
    }
}

static bool is_ascii(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80 || !s.p[i])
            return false;
    return true;
}

err xer_decode(struct arena *mem, str bytes, struct import_report *report, str *ret_text)
{
    int32_t     table[256];
    struct buf  to;
    const char *page = is_cyrillic(bytes) ? "windows-1251" : "windows-1252";
    if (str_starts(bytes, S("\xEF\xBB\xBF")))
        bytes = str_sub(bytes, 3, bytes.n);
    *ret_text = bytes;
    if (is_ascii(bytes) || str_is_utf8(bytes))
        return OK;
    if (!encoding_table(page, table))
        return err_make(ERR_UNSUPPORTED, "The code page %s is not known on this machine.", page);
    report_warn(report, "ERMHDR", 1, "The text was read as %s; the file does not say its code page",
                page);
    buf_init(&to, 0);
    for (size_t i = 0; i < bytes.n; i++) {
        const int32_t c = table[(unsigned char)bytes.p[i]];
        put_utf8(&to, c > 0 && c <= 0xFFFF ? (uint32_t)c : UNKNOWN);
    }
    const err e = buf_err(&to);
    if (!e.code)
        *ret_text = str_copy(mem, buf_view(&to));
    buf_done(&to);
    return e;
}

/* ---- lines -------------------------------------------------------------------------------- */

static err fields_read(struct arena *mem, struct xer_table *t, str rest, int64_t no)
{
    str names[XER_FIELDS_MAX], name;
    t->n_fields = 0;
    while (str_cut(&rest, '\t', &name)) {
        if (t->n_fields == XER_FIELDS_MAX)
            return err_make(ERR_TOO_LARGE, "Line %lld: more than %d fields.", (long long)no,
                            XER_FIELDS_MAX);
        names[t->n_fields++] = name;
    }
    t->fields = arena_copy(mem, names, t->n_fields * sizeof *names);
    return OK;
}

static err line_read(struct arena *mem, struct xer_file *f, str line, int64_t no)
{
    str word, rest = line;
    (void)str_cut(&rest, '\t', &word);
    struct xer_table *last = f->tables.n ? &f->tables.v[f->tables.n - 1] : NULL;
    if (str_eq(word, S("%T"))) {
        const str name = str_copy(mem, str_trim(rest));
        vec_push(mem, &f->tables, (struct xer_table){.name = name, .label = name});
        return OK;
    }
    if (!str_eq(word, S("%F")) && !str_eq(word, S("%R")))
        return OK; /* ERMHDR, %E, or a kind of line of later versions */
    if (!last)
        return err_make(ERR_SYNTAX, "Line %lld: fields or a row before the first table.",
                        (long long)no);
    if (str_eq(word, S("%F")))
        return fields_read(mem, last, rest, no);
    if (!last->n_fields)
        return err_make(ERR_SYNTAX, "Line %lld: a row of table %.*s before its fields.",
                        (long long)no, STR_ARG(str_sub(last->name, 0, 60)));
    vec_push(mem, &last->rows, (struct xer_line){rest, no});
    return OK;
}

err xer_tables(struct arena *mem, str text, struct import_report *report, struct xer_file *ret_file)
{
    struct xer_file f = {0};
    str             line;
    int64_t         no = 0;
    bool            has_end = false;
    if (!str_starts(text, S("ERMHDR")))
        return err_make(ERR_UNSUPPORTED, "This is not an XER file: it does not begin with ERMHDR.");
    while (str_cut(&text, '\n', &line)) {
        no++;
        if (line.n && line.p[line.n - 1] == '\r')
            line.n--;
        has_end |= str_starts(line, S("%E"));
        TRY(line_read(mem, &f, line, no));
    }
    if (!has_end)
        report_warn(report, "%E", no, "The file ends without %%E: it was cut, rows are missing");
    *ret_file = f;
    return OK;
}

const struct xer_table *xer_table(const struct xer_file *f, const char *name)
{
    for (size_t i = 0; i < f->tables.n; i++)
        if (str_eq(f->tables.v[i].name, str_from(name)))
            return &f->tables.v[i];
    return NULL;
}

const char *xer_label(const struct xer_file *f, const char *name)
{
    const struct xer_table *t = xer_table(f, name);
    return t ? t->label.p : name;
}

/* ---- values ------------------------------------------------------------------------------- */

static bool digits(str s, size_t from, size_t n, int *ret_value)
{
    int64_t v = 0;
    for (size_t i = from; i < from + n; i++) {
        if (i >= s.n || s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *ret_value = (int)v;
    return true;
}

bool xer_time(str s, instant *ret_time)
{
    struct civil c = {0};
    if (!digits(s, 0, 4, &c.year) || !digits(s, 5, 2, &c.month) || !digits(s, 8, 2, &c.day) ||
        !day_is_valid(c.year, c.month, c.day))
        return false;
    if (s.n > 10 && (!digits(s, 11, 2, &c.hour) || !digits(s, 14, 2, &c.minute) || c.hour > 24 ||
                     c.minute > 59))
        return false;
    if (s.n > 16 && (!digits(s, 17, 2, &c.second) || c.second > 59))
        return false;
    const instant t = civil_seconds(c);
    if (t < INSTANT_MIN || t > INSTANT_MAX)
        return false;
    *ret_time = t;
    return true;
}

/* The last sign is the decimal one; others before it group digits. */
bool xer_number(str s, double *ret_number)
{
    char   plain[64];
    size_t n = 0, sign = s.n;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == ',' || s.p[i] == '.')
            sign = i;
    for (size_t i = 0; i < s.n; i++) {
        if (n == sizeof plain)
            return false;
        if (s.p[i] != ',' && s.p[i] != '.')
            plain[n++] = s.p[i];
        else if (i == sign)
            plain[n++] = '.';
    }
    return str_double((str){plain, n}, ret_number);
}

static str text_of(struct arena *mem, str cell)
{
    if (!memchr(cell.p, 0x7F, cell.n))
        return cell;
    char  *to = arena_alloc(mem, cell.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < cell.n; i++) {
        if (cell.p[i] != 0x7F) {
            to[n++] = cell.p[i];
            continue;
        }
        to[n++] = '\n';
        i += i + 1 < cell.n && cell.p[i + 1] == 0x7F;
    }
    return (str){to, n};
}

static bool hours_read(str cell, int64_t *ret_seconds)
{
    double hours;
    if (!xer_number(cell, &hours) || fabs(hours) > 8e6)
        return false;
    *ret_seconds = llround(hours * HOUR_S);
    return true;
}

static bool cell_read(const struct xer_context *c, enum xer_type type, str cell, void *to)
{
    switch (type) {
    case XER_TEXT: *(str *)to = cell.n ? text_of(c->mem, cell) : STR_NONE; return true;
    case XER_INT: return str_int(cell, to);
    case XER_NUMBER: return xer_number(cell, to);
    case XER_HOURS: return hours_read(cell, to);
    case XER_TIME: return xer_time(cell, to);
    case XER_YES: *(bool *)to = str_eq(cell, S("Y")); return true;
    case XER_IGNORED: return true;
    }
    return true;
}

static void member_clear(enum xer_type type, void *to)
{
    switch (type) {
    case XER_TEXT: *(str *)to = STR_NONE; return;
    case XER_INT: *(int64_t *)to = INT_NONE; return;
    case XER_NUMBER: *(double *)to = NAN; return;
    case XER_HOURS: *(int64_t *)to = DURATION_NONE; return;
    case XER_TIME: *(instant *)to = INSTANT_NONE; return;
    case XER_YES: *(bool *)to = false; return;
    case XER_IGNORED: return;
    }
}

/* ---- binding ------------------------------------------------------------------------------ */

struct fields {
    const struct xer_column *column[XER_FIELDS_MAX]; /* NULL: not known */
    int64_t                  said[XER_FIELDS_MAX]; /* cells of unknown fields that say something */
};

static void fields_bind(const struct xer_table *t, const struct xer_binding *b, struct fields *f)
{
    memset(f, 0, sizeof *f);
    for (size_t i = 0; i < t->n_fields; i++)
        for (size_t k = 0; k < b->n; k++)
            if (str_eq(t->fields[i], str_from(b->columns[k].name)))
                f->column[i] = &b->columns[k];
}

static bool says_something(str cell)
{
    return cell.n && !str_eq(cell, S("0")) && !str_eq(cell, S("N")) && !str_starts(cell, S("0.0"));
}

static void row_read(const struct xer_context *c, const struct xer_table *t, struct fields *f,
                     const struct xer_line *line, void *record)
{
    str rest = line->text, cell;
    for (size_t i = 0; i < t->n_fields && str_cut(&rest, '\t', &cell); i++) {
        const struct xer_column *column = f->column[i];
        if (!column) {
            f->said[i] += says_something(cell);
            continue;
        }
        if (!cell.n || cell_read(c, column->type, cell, (char *)record + column->offset))
            continue;
        member_clear(column->type, (char *)record + column->offset);
        report_warn(c->report, column->name, line->no,
                    "%.*s/%s: \"%.*s\" cannot be read; it was "
                    "left out",
                    STR_ARG(str_sub(t->label, 0, 40)), column->name, STR_ARG(str_sub(cell, 0, 60)));
    }
}

static void tell_unknown(const struct xer_context *c, const struct xer_table *t,
                         const struct fields *f)
{
    for (size_t i = 0; i < t->n_fields; i++)
        if (f->said[i])
            report_drop_many(c->report,
                             str_fmt(c->mem, "%.*s/%.*s", STR_ARG(str_sub(t->label, 0, 60)),
                                     STR_ARG(str_sub(t->fields[i], 0, 60))),
                             S("The plan has no place for it"), f->said[i], 0);
}

err xer_each(const struct xer_context *c, const struct xer_table *t, const struct xer_binding *b,
             xer_row_fn *see)
{
    if (!t)
        return OK;
    struct fields *f = arena_new(c->mem, struct fields);
    void          *record = arena_alloc(c->mem, b->size);
    fields_bind(t, b, f);
    for (size_t i = 0; i < t->rows.n; i++) {
        memset(record, 0, b->size);
        for (size_t k = 0; k < b->n; k++)
            member_clear(b->columns[k].type, (char *)record + b->columns[k].offset);
        *(int64_t *)record = t->rows.v[i].no;
        row_read(c, t, f, &t->rows.v[i], record);
        TRY(see(c->self, record));
    }
    tell_unknown(c, t, f);
    return OK;
}
