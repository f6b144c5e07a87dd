/* api/list.c - one page of a list.
 *
 * The records are in memory, so a list is: those that the filter takes, in order, from the cursor
 * on. Nothing is prepared; 100,000 records are filtered in some milliseconds.
 */
#include "api/list.h"

#include "api/out.h"

#include "domain/list/filter.h"
#include "domain/list/sort.h"

enum { LIMIT_USUAL = 100, LIMIT_MOST = 10000, CSV_MOST = 1000000 };

const struct parameter list_parameters[] = {
    {"filter", "string",
     "Which records: critical eq true and start ge 2026-01-01 and title contains \"load\"."},
    {"sort", "string", "In which order: title,-start. Usual: by id, items in outline order."},
    {"fields", "string",
     "Which members: id,title. Usual: all but notes and descriptions; for CSV all."},
    {"limit", "integer", "Records on a page, 1 to 10000; usual 100, for CSV all."},
    {"cursor", "string", "`next` of the page before."},
    {NULL, NULL, NULL},
};

/* The query's mistakes are all of the request's form; the sentence begins with the parameter. */
static err as_syntax(err e)
{
    return e.code ? err_make(ERR_SYNTAX, "Parameter %s", e.why) : OK;
}

static err choose_named(const struct layout *all, str names, struct layout_column *v, size_t *ret_n)
{
    str    name;
    size_t n = 0;
    while (str_cut(&names, ',', &name)) {
        size_t i = 0;
        name = str_trim(name);
        while (i < all->n && !str_eq(str_from(all->v[i].column.field->name), name))
            i++;
        if (i == all->n || n == COLUMNS_MAX)
            return err_make(ERR_SYNTAX, "Parameter fields: there is no member %.*s.",
                            STR_ARG(str_sub(name, 0, 60)));
        v[n++] = all->v[i];
    }
    *ret_n = n;
    return OK;
}

/* A text that is what the record is for (FIELD_REQUIRED) is not left out. */
static bool is_aside(const struct field *f)
{
    return (f->flags & FIELD_LONG) && !(f->flags & FIELD_REQUIRED);
}

/* Those named, or all but long texts; a CSV file holds them too. */
static err choose_columns(const struct request *q, const struct entity *e, bool is_csv,
                          struct layout *ret)
{
    const struct layout  *all = layout_of(e);
    struct layout_column *v = arena_array(q->mem, struct layout_column, COLUMNS_MAX);
    str                   names = request_query(q, "fields");
    *ret = (struct layout){0, v};
    if (names.p)
        return choose_named(all, names, v, &ret->n);
    for (size_t i = 0; i < all->n; i++)
        if (is_csv || !is_aside(all->v[i].column.field))
            v[ret->n++] = all->v[i];
    return OK;
}

struct page {
    const struct list_source *source;
    struct sorted            *v; /* all that were asked for, in order; NULL = the source as it is */
    size_t                    n, from, to;
};

struct list_source list_of_plan(const struct plan *plan, const struct entity *e)
{
    struct list_source s = {.entity = e, .plan = plan, .n = plan_slots(plan, e)};
    if (e == &item_entity)
        s.n = plan_outline(plan, &s.order);
    return s;
}

/* record is NULL for an empty slot. */
static struct sorted source_at(const struct list_source *s, size_t i)
{
    if (!s->plan)
        return (struct sorted){s->records[i], NULL};
    size_t slot = s->order ? s->order[i] : i;
    return (struct sorted){plan_at(s->plan, s->entity, slot),
                           s->entity == &item_entity ? plan_row(s->plan, slot) : NULL};
}

static bool has_gaps(const struct list_source *s)
{
    return s->plan && !s->order && plan_count(s->plan, s->entity) != s->n;
}

static struct sorted row_at(const struct page *p, size_t i)
{
    return p->v ? p->v[i] : source_at(p->source, i);
}

static err take(struct request *q, const struct list_source *source, const struct zone *zone,
                struct page *ret)
{
    const struct filter *filter;
    struct sort          sort;
    str                  text = request_query(q, "filter");
    TRY(as_syntax(filter_compile(q->mem, source->entity, zone, text, &filter)));
    TRY(as_syntax(sort_compile(source->entity, request_query(q, "sort"), &sort)));
    *ret = (struct page){.source = source, .n = source->n};
    if (!text.n && !sort.n && !has_gaps(source))
        return OK;
    ret->v = arena_array(q->mem, struct sorted, source->n);
    ret->n = 0;
    for (size_t i = 0; i < source->n; i++) {
        struct sorted one = source_at(source, i);
        if (one.record && filter_takes(filter, q->mem, one.record, one.row))
            ret->v[ret->n++] = one;
    }
    if (sort.n)
        sort_run(q->mem, &sort, ret->v, ret->n);
    return OK;
}

static int64_t id_at(const struct page *p, size_t i)
{
    return ((const struct record *)row_at(p, i).record)->id.v;
}

/* Behind the record of the cursor; if it is gone, from its place. */
static err find_start(const struct request *q, struct page *p)
{
    str     rest = request_query(q, "cursor"), id_text = STR_NONE;
    int64_t id, place;
    if (!rest.p)
        return OK;
    if (!str_cut(&rest, '.', &id_text) || !str_int(id_text, &id) || !str_int(rest, &place) ||
        place < 0)
        return err_make(ERR_SYNTAX, "Parameter cursor must be `next` of an earlier page.");
    p->from = (size_t)place < p->n ? (size_t)place : p->n;
    if (p->from > 0 && id_at(p, p->from - 1) == id)
        return OK;
    for (size_t i = 0; i < p->n; i++)
        if (id_at(p, i) == id)
            p->from = i + 1;
    return OK;
}

static void print_next(struct request *q, struct json_out *o, const struct page *p)
{
    jo_name(o, "next");
    if (p->to == p->n || p->to == 0)
        jo_null(o);
    else
        jo_str(o, str_fmt(q->mem, "%lld.%zu", (long long)id_at(p, p->to - 1), p->to));
}

static void print_json(struct request *q, struct reply *to, const struct layout *columns,
                       const struct page *p)
{
    struct out       out;
    struct json_out *o = reply_json(to);
    jo_object(o);
    jo_name(o, p->source->entity->plural);
    jo_array(o);
    out_init(&out, o->to);
    for (size_t i = p->from; i < p->to; i++) {
        struct sorted one = row_at(p, i);
        if (i > p->from)
            out_char(&out, ',');
        out_record(&out, columns, one.record, one.row);
    }
    out_flush(&out);
    jo_array_end(o);
    print_next(q, o, p);
    jo_object_end(o);
}

/* ---- CSV (RFC 4180) -------------------------------------------------------------------------- */

/* Texts that a spreadsheet would run as a formula get an apostrophe before them. */
static void print_cell(struct buf *b, str text, bool is_text)
{
    bool is_formula = is_text && text.n && memchr("=+-@\t\r", text.p[0], 6);
    bool is_quoted = str_has(text, S("\"")) || str_has(text, S(",")) || str_has(text, S("\n")) ||
                     str_has(text, S("\r"));
    if (is_quoted)
        buf_char(b, '"');
    if (is_formula)
        buf_char(b, '\'');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"')
            buf_char(b, '"');
        buf_char(b, text.p[i]);
    }
    if (is_quoted)
        buf_char(b, '"');
}

static void print_line(struct buf *b, struct arena *mem, const struct layout *columns,
                       struct sorted one)
{
    struct arena_mark mark = arena_mark(mem);
    for (size_t c = 0; c < columns->n; c++) {
        struct column column = columns->v[c].column;
        if (c)
            buf_char(b, ',');
        print_cell(b, column_text(mem, column, one.record, one.row), column.field->type == F_TEXT);
    }
    buf_z(b, "\r\n");
    arena_rewind(mem, mark);
}

static void print_csv(struct request *q, struct reply *to, const struct layout *columns,
                      const struct page *p)
{
    struct buf *b = &to->body;
    for (size_t c = 0; c < columns->n; c++)
        buf_fmt(b, "%s%s", c ? "," : "", columns->v[c].column.field->name);
    buf_z(b, "\r\n");
    for (size_t i = p->from; i < p->to; i++)
        print_line(b, q->mem, columns, row_at(p, i));
    to->type = "text/csv; charset=utf-8";
    reply_header(to, "Content-Disposition",
                 str_fmt(q->mem, "attachment; filename=\"%s.csv\"", p->source->entity->plural));
}

err list_answer(struct request *q, struct reply *to, const struct list_source *source,
                const struct zone *zone)
{
    bool          is_csv = request_accepts(q, S("text/csv"));
    int64_t       limit = is_csv ? CSV_MOST : LIMIT_USUAL;
    struct layout columns;
    struct page   page;
    TRY(request_query_int(q, "limit", 1, LIMIT_MOST, &limit));
    TRY(choose_columns(q, source->entity, is_csv, &columns));
    TRY(take(q, source, zone, &page));
    TRY(find_start(q, &page));
    page.to = page.n - page.from > (size_t)limit ? page.from + (size_t)limit : page.n;
    if (is_csv)
        print_csv(q, to, &columns, &page);
    else
        print_json(q, to, &columns, &page);
    reply_header(to, "Vary", S("Accept"));
    return OK;
}
