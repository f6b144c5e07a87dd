/* MPX into a plan: bytes into UTF-8, lines into records, records to whoever knows them.
 *
 * The first line says the separator and the code page. A cell in quotes may hold separators and
 * quotes doubled; a quote that does not end is an error, so that it cannot swallow the file.
 */
#include "formats/mpx/reader.h"

#include "formats/notes.h"
#include "formats/source.h"
#include "formats/xml/encoding.h"

enum { CELLS_MAX = 2000, LINE_END = 0x7F, RECORDS_MAX = 100 };

str mpx_cell(const struct mpx_record *rec, size_t at)
{
    return at >= 1 && at <= rec->n ? rec->cells[at - 1] : S("");
}

err mpx_wrong(const struct mpx_record *rec, size_t at, const char *what)
{
    str cell = str_sub(mpx_cell(rec, at), 0, 40);
    while (cell.n && !str_is_utf8(cell))
        cell.n--;
    return err_make(ERR_SYNTAX, "Line %lld: record %lld, cell %zu: \"%.*s\" is not %s",
                    (long long)rec->line, (long long)rec->number, at, STR_ARG(cell), what);
}

str mpx_notes(struct mpx_reader *r, str cell)
{
    if (!cell.n || !memchr(cell.p, LINE_END, cell.n))
        return cell;
    char *to = arena_alloc(r->b.mem, cell.n + 1);
    for (size_t i = 0; i < cell.n; i++)
        to[i] = cell.p[i] == LINE_END ? '\n' : cell.p[i];
    return (str){to, cell.n};
}

static instant with_time(struct mpx_moment m, int64_t default_s)
{
    return m.at == INSTANT_NONE || m.has_time ? m.at : m.at + default_s;
}

instant mpx_start_of(const struct mpx_reader *r, struct mpx_moment m)
{
    return with_time(m, r->format.default_start_s);
}

instant mpx_finish_of(const struct mpx_reader *r, struct mpx_moment m)
{
    return with_time(m, r->format.default_finish_s);
}

/* ---- the frame of the file ---------------------------------------------------------------- */

/* Line 1: MPX, program, version, code page. */
static const struct {
    const char *word, *encoding;
} code_pages[] = {{"MAC", "MACINTOSH"}, {"437", "IBM437"}, {"850", "IBM850"}};

static const char *encoding_of(str head)
{
    for (size_t i = 0; i < COUNT(code_pages); i++)
        if (str_ends(head, str_from(code_pages[i].word)))
            return code_pages[i].encoding;
    return "WINDOWS-1252";
}

static void put_char(struct buf *to, int32_t c)
{
    if (c < 0x80) {
        buf_char(to, c > 0 ? (char)c : '?');
    } else if (c < 0x800) {
        buf_char(to, (char)(0xC0 | c >> 6));
        buf_char(to, (char)(0x80 | (c & 0x3F)));
    } else {
        buf_char(to, (char)(0xE0 | c >> 12));
        buf_char(to, (char)(0x80 | (c >> 6 & 0x3F)));
        buf_char(to, (char)(0x80 | (c & 0x3F)));
    }
}

/* Programs of today write UTF-8 whatever the first line says. */
static err decode(struct mpx_reader *r, str bytes, str *ret_text)
{
    int32_t    table[256];
    struct buf to;
    str        rest = bytes, head;
    bool       has_mark = str_starts(bytes, S("\xEF\xBB\xBF"));
    if (str_is_utf8(bytes)) {
        *ret_text = has_mark ? str_sub(bytes, 3, bytes.n) : bytes;
        return OK;
    }
    (void)str_cut(&rest, '\n', &head);
    if (!encoding_table(encoding_of(str_trim(head)), table))
        return err_make(ERR_UNSUPPORTED, "Line 1: the code page of the file is not known here");
    buf_init(&to, (size_t)IMPORT_BYTES_MAX * 3);
    for (size_t i = 0; i < bytes.n; i++)
        put_char(&to, table[(unsigned char)bytes.p[i]] >= 0x10000
                          ? '?'
                          : table[(unsigned char)bytes.p[i]]);
    *ret_text = str_copy(r->b.mem, buf_view(&to));
    err e = buf_err(&to);
    buf_done(&to);
    return e;
}

/* The hours of a cell; those that cannot be are told and leave what is usual. */
static void minutes_or(const struct mpx_reader *r, const struct mpx_record *rec, size_t at,
                       double most_hours, double *to)
{
    const str hours = str_trim(mpx_cell(rec, at));
    double    v = 0;
    if (!hours.n)
        return;
    if (mpx_number(&r->format, hours, &v) && v > 0 && v <= most_hours)
        *to = v * 60;
    else
        report_warn(r->b.report, "record 11", rec->line,
                    "\"%.*s\" is no number of hours; %.15g are taken",
                    STR_ARG(str_sub(hours, 0, 100)), *to / 60);
}

static err currency_record(struct mpx_reader *r, const struct mpx_record *rec)
{
    str thousands = mpx_cell(rec, 4), decimal = mpx_cell(rec, 5);
    if (mpx_cell(rec, 1).n)
        r->project.currency_symbol = mpx_cell(rec, 1);
    int64_t digits = r->format.currency_digits;
    if (!mpx_int(mpx_cell(rec, 3), &digits) || digits < 0 || digits > 4)
        return mpx_wrong(rec, 3, "a number of digits");
    r->format.currency_digits = digits;
    r->format.thousands = thousands.n ? thousands.p[0] : '\0';
    r->format.decimal = decimal.n ? decimal.p[0] : r->format.decimal;
    return OK;
}

static err defaults_record(struct mpx_reader *r, const struct mpx_record *rec)
{
    minutes_or(r, rec, 4, 24, &r->format.minutes_per_day);
    minutes_or(r, rec, 5, 24 * 7, &r->format.minutes_per_week);
    if (!mpx_yes(mpx_cell(rec, 9), &r->project.split_in_progress))
        return mpx_wrong(rec, 9, "0 or 1");
    return OK;
}

static err dates_record(struct mpx_reader *r, const struct mpx_record *rec)
{
    int64_t order = r->format.date_order, minutes = 0;
    if (!mpx_int(mpx_cell(rec, 1), &order) || order < MPX_MONTH_FIRST || order > MPX_YEAR_FIRST)
        return mpx_wrong(rec, 1, "an order of dates, 0 to 2");
    r->format.date_order = (enum mpx_date_order)order;
    minutes = r->format.default_start_s / MINUTE_S;
    if (!mpx_int(mpx_cell(rec, 3), &minutes) || minutes < 0 || minutes >= 24 * 60)
        return mpx_wrong(rec, 3, "minutes of a day");
    r->format.default_start_s = minutes * MINUTE_S;
    return OK;
}

static str text_or_none(const struct mpx_record *rec, size_t at)
{
    str text = str_trim(mpx_cell(rec, at));
    return text.n ? text : STR_NONE;
}

static err project_record(struct mpx_reader *r, const struct mpx_record *rec)
{
    struct project *p = &r->project;
    p->title = str_trim(mpx_cell(rec, 1));
    p->company = text_or_none(rec, 2);
    p->manager = text_or_none(rec, 3);
    r->calendar = str_trim(mpx_cell(rec, 4));
    if (!mpx_moment_read(&r->format, mpx_cell(rec, 5), &r->start))
        return mpx_wrong(rec, 5, "a date between 1900 and 2199");
    if (!mpx_moment_read(&r->format, mpx_cell(rec, 6), &r->finish))
        return mpx_wrong(rec, 6, "a date between 1900 and 2199");
    if (!mpx_int(mpx_cell(rec, 7), &r->schedule_from))
        return mpx_wrong(rec, 7, "0 or 1");
    p->body = notes_text(r->b.mem, mpx_notes(r, mpx_cell(rec, 9)));
    if (str_trim(mpx_cell(rec, 27)).n)
        report_drop(r->b.report, "project/Subject", NULL, rec->line);
    p->author = text_or_none(rec, 28);
    p->keywords = text_or_none(rec, 29);
    return OK;
}

/* ---- records ------------------------------------------------------------------------------ */

static err ignore_record(struct mpx_reader *r, const struct mpx_record *rec)
{
    (void)r, (void)rec;
    return OK;
}

static err task_names_record(struct mpx_reader *r, const struct mpx_record *rec)
{
    return mpx_columns_by_name(&r->task_table, rec);
}

static err task_numbers_record(struct mpx_reader *r, const struct mpx_record *rec)
{
    return mpx_columns_by_number(&r->task_table, rec);
}

static err resource_names_record(struct mpx_reader *r, const struct mpx_record *rec)
{
    return mpx_columns_by_name(&r->resource_table, rec);
}

static err resource_numbers_record(struct mpx_reader *r, const struct mpx_record *rec)
{
    return mpx_columns_by_number(&r->resource_table, rec);
}

static err resource_notes_record(struct mpx_reader *r, const struct mpx_record *rec)
{
    if (r->resources.n)
        r->resources.v[r->resources.n - 1]->r.body = mpx_notes(r, mpx_cell(rec, 1));
    return OK;
}

static err task_notes_record(struct mpx_reader *r, const struct mpx_record *rec)
{
    if (r->tasks.n)
        r->tasks.v[r->tasks.n - 1]->item.body = mpx_notes(r, mpx_cell(rec, 1));
    return OK;
}

/* The rule is not kept; the occurrences are tasks of their own. */
static err recurring_record(struct mpx_reader *r, const struct mpx_record *rec)
{
    if (r->tasks.n)
        r->tasks.v[r->tasks.n - 1]->item.is_recurring = true;
    if (rec->n > 1)
        report_drop(r->b.report, "recurring task/rule", "Its occurrences are kept as tasks",
                    rec->line);
    return OK;
}

typedef err             record_fn(struct mpx_reader *r, const struct mpx_record *rec);
static record_fn *const readers[RECORDS_MAX] = {
    [0] = ignore_record, /* a comment */
    [10] = currency_record,
    [11] = defaults_record,
    [12] = dates_record,
    [20] = mpx_calendar_record,
    [25] = mpx_hours_record,
    [26] = mpx_exception_record,
    [30] = project_record,
    [40] = resource_names_record,
    [41] = resource_numbers_record,
    [50] = mpx_resource_record,
    [51] = resource_notes_record,
    [55] = mpx_calendar_record,
    [56] = mpx_hours_record,
    [57] = mpx_exception_record,
    [60] = task_names_record,
    [61] = task_numbers_record,
    [70] = mpx_task_record,
    [71] = task_notes_record,
    [72] = recurring_record,
    [75] = mpx_assignment_record,
    [76] = ignore_record, /* state of a message to the resource */
};

static err take_record(struct mpx_reader *r, struct mpx_record *rec)
{
    if (!rec->n || (rec->n == 1 && !str_trim(rec->cells[0]).n))
        return OK;
    if (!str_int(str_trim(rec->cells[0]), &rec->number))
        return err_make(ERR_SYNTAX, "Line %lld: a record begins with no number",
                        (long long)rec->line);
    rec->cells++;
    rec->n--;
    bool       is_known = rec->number >= 0 && rec->number < RECORDS_MAX;
    record_fn *read = is_known ? readers[rec->number] : NULL;
    if (read)
        return read(r, rec);
    report_drop(r->b.report, "record", "Its kind is not known to this reader", rec->line);
    return OK;
}

/* ---- lines -------------------------------------------------------------------------------- */

struct lines {
    str     text;
    size_t  at;
    int64_t line;
    char    separator;
};

/* A cell in quotes; `at` is behind the first one. */
static err quoted(struct mpx_reader *r, struct lines *in, str *ret_cell)
{
    int64_t begin = in->line;
    size_t  from = in->at, n = 0;
    bool    has_doubled = false;
    for (; in->at < in->text.n; in->at++) {
        char c = in->text.p[in->at];
        in->line += c == '\n';
        if (c != '"')
            continue;
        if (in->at + 1 >= in->text.n || in->text.p[in->at + 1] != '"')
            break;
        has_doubled = true;
        in->at++;
    }
    if (in->at >= in->text.n)
        return err_make(ERR_SYNTAX, "Line %lld: a text in quotes does not end", (long long)begin);
    *ret_cell = str_sub(in->text, from, in->at++);
    if (!has_doubled)
        return OK;
    char *to = arena_alloc(r->b.mem, ret_cell->n + 1);
    for (size_t i = 0; i < ret_cell->n; i++) {
        to[n++] = ret_cell->p[i];
        i += ret_cell->p[i] == '"';
    }
    *ret_cell = (str){to, n};
    return OK;
}

static err next_cell(struct mpx_reader *r, struct lines *in, str *ret_cell)
{
    size_t from = in->at;
    if (from < in->text.n && in->text.p[from] == '"') {
        in->at++;
        TRY(quoted(r, in, ret_cell));
        from = in->at;
    }
    while (in->at < in->text.n && in->text.p[in->at] != in->separator && in->text.p[in->at] != '\n')
        in->at++;
    if (from == in->at)
        return OK;
    if (!ret_cell->p)
        *ret_cell = str_sub(in->text, from, in->at);
    if (ret_cell->n && ret_cell->p[ret_cell->n - 1] == '\r')
        ret_cell->n--;
    return OK;
}

/* Cells up to the end of the line. */
static err next_record(struct mpx_reader *r, struct lines *in, str *cells, struct mpx_record *rec)
{
    *rec = (struct mpx_record){.line = in->line, .cells = cells};
    for (;;) {
        if (rec->n == CELLS_MAX)
            return err_make(ERR_TOO_LARGE, "Line %lld: a record has more than %d cells",
                            (long long)rec->line, CELLS_MAX);
        cells[rec->n] = STR_NONE;
        TRY(next_cell(r, in, &cells[rec->n]));
        if (!cells[rec->n].p)
            cells[rec->n] = S("");
        rec->n++;
        if (in->at >= in->text.n)
            return OK;
        if (in->text.p[in->at++] == '\n') {
            in->line++;
            return OK;
        }
    }
}

static err read_records(struct mpx_reader *r, str text)
{
    struct lines      in = {.text = text, .line = 1};
    struct mpx_record rec;
    str              *cells = arena_array(r->b.mem, str, CELLS_MAX);
    if (!str_starts(text, S("MPX")) || text.n < 4 || strchr("\r\n\"", text.p[3]))
        return err_make(ERR_UNSUPPORTED, "Line 1: the file does not begin as MPX does");
    in.separator = r->format.separator = text.p[3];
    if (in.separator == ';')
        r->format.decimal = ',';
    r->format.tongue = mpx_tongue_of(text, in.separator);
    TRY(next_record(r, &in, cells, &rec));
    while (in.at < text.n) {
        TRY(next_record(r, &in, cells, &rec));
        TRY(take_record(r, &rec));
        if (r->b.mem->used > MPX_MEMORY_MAX)
            return err_make(ERR_TOO_LARGE, "Line %lld: the file holds more than can be kept",
                            (long long)rec.line);
    }
    if (text.p[text.n - 1] != '\n' && text.p[text.n - 1] != '\r' && text.p[text.n - 1] != '\x1a')
        report_warn(r->b.report, "record", rec.line,
                    "The last line does not end: the file may have been cut");
    return OK;
}

/* ---- the plan ----------------------------------------------------------------------------- */

static const struct mpx_task *project_row(const struct mpx_reader *r)
{
    for (size_t i = 0; i < r->tasks.n; i++)
        if (mpx_is_project_row(r->tasks.v[i]))
            return r->tasks.v[i];
    return NULL;
}

static void find_start(struct mpx_reader *r)
{
    instant at = mpx_start_of(r, r->start);
    for (size_t i = 0; i < r->tasks.n && r->start.at == INSTANT_NONE; i++) {
        instant t = mpx_start_of(r, r->tasks.v[i]->start);
        if (t != INSTANT_NONE && (at == INSTANT_NONE || t < at))
            at = t;
    }
    if (at == INSTANT_NONE)
        at = civil_seconds((struct civil){2000, 1, 3, 8, 0, 0});
    if (r->start.at == INSTANT_NONE)
        report_warn(r->b.report, "project/Start Date", 0,
                    "The file says no start of the project; %.*s was taken",
                    STR_ARG(local_text(r->b.mem, at)));
    r->project.start = at;
}

static err build_project(struct mpx_reader *r, str source_name)
{
    struct project        *p = &r->project;
    const struct mpx_task *row = project_row(r);
    int64_t                calendar = 0;
    find_start(r);
    p->source_name = source_name;
    p->title = builder_title(p->title.n || !row ? p->title : row->item.title, source_name);
    if (row && row->item.body.n)
        p->body = notes_text(r->b.mem, row->item.body);
    if (r->schedule_from == 1 && r->finish.at != INSTANT_NONE) {
        p->schedule_from = SCHEDULE_FROM_FINISH;
        p->finish = mpx_finish_of(r, r->finish);
    }
    p->default_start_s = r->format.default_start_s;
    p->default_finish_s = r->format.default_finish_s;
    p->minutes_per_day = (int64_t)r->format.minutes_per_day;
    p->minutes_per_week = (int64_t)r->format.minutes_per_week;
    p->currency_digits = r->format.currency_digits;
    if (strmap_get(&r->calendar_ids, r->calendar, &calendar))
        p->calendar.v = calendar;
    return builder_put(&r->b, &project_entity, p, 0, NULL);
}

static err build(struct mpx_reader *r, str source_name)
{
    TRY(mpx_build_calendars(r));
    TRY(build_project(r, source_name));
    TRY(mpx_build_resources(r));
    TRY(mpx_build_tasks(r));
    TRY(mpx_build_links(r));
    TRY(mpx_build_assignments(r));
    return mpx_build_values(r);
}

static struct mpx_reader *reader_new(struct arena *mem, struct import *out)
{
    struct mpx_reader *r = arena_new(mem, struct mpx_reader);
    builder_init(&r->b, mem, out);
    entity_init(&project_entity, &r->project);
    strmap_init(&r->calendar_ids, mem, 16);
    map_init(&r->task_no, mem, 64);
    map_init(&r->task_uid, mem, 64);
    map_init(&r->resource_no, mem, 16);
    map_init(&r->resource_uid, mem, 16);
    r->start.at = r->finish.at = INSTANT_NONE;
    r->format = (struct mpx_format){.decimal = '.',
                                    .thousands = '\0',
                                    .currency_digits = 2,
                                    .default_start_s = r->project.default_start_s,
                                    .default_finish_s = r->project.default_finish_s,
                                    .minutes_per_day = 480,
                                    .minutes_per_week = 2400,
                                    .days_per_month = r->project.days_per_month};
    r->task_table.what = "task";
    r->task_table.fields = mpx_task_fields;
    r->task_table.n_fields = mpx_task_fields_n;
    r->resource_table.what = "resource";
    r->resource_table.fields = mpx_resource_fields;
    r->resource_table.n_fields = mpx_resource_fields_n;
    return r;
}

static err read_all(struct mpx_reader *r, struct source source)
{
    str bytes, text;
    TRY(source_all(r->b.mem, source, IMPORT_BYTES_MAX, &bytes));
    TRY(decode(r, bytes, &text));
    TRY(read_records(r, text));
    return build(r, source.name);
}

err mpx_read(struct arena *mem, struct source source, struct import *ret_import)
{
    struct import      out;
    struct mpx_reader *r = reader_new(mem, &out);
    TRY(builder_done(&r->b, read_all(r, source)));
    *ret_import = out;
    return OK;
}
