/* formats/pmxml/reader.c - PMXML into the tables of XER, and those into a plan.
 *
 * One idea: every element becomes a row of the table that holds it in XER (tables.c), and the XER
 * reader makes the plan. What differs between the two is settled here: user fields and codes hang
 * below their owners; the top of the WBS is the project's own; projects that only name the far ends
 * of links are no projects of the plan; baselines say what they are the baseline of.
 */
#include "formats/pmxml/reader.h"

#include "formats/pmxml/clean.h"
#include "formats/pmxml/pmxml.h"

#include <string.h>

/* Tables that no element fills as a row of its own. */
enum extra { FIELD_VALUES, CODE_VALUES, PROJECT_CODES, EXTERNAL, EXTRAS };
static const struct {
    const char *xer, *label, *fields[6];
} extras[EXTRAS] = {
    [FIELD_VALUES] = {"UDFVALUE",
                      "UDF",
                      {"udf_type_id", "fk_id", "udf_text", "udf_number", "udf_date", NULL}},
    [CODE_VALUES] = {"TASKACTV", "Code", {"task_id", "actv_code_type_id", "actv_code_id", NULL}},
    [PROJECT_CODES] = {"PROJPCAT", "Code of others than activities", {"id", NULL}},
    [EXTERNAL] = {XER_EXTERNAL, "Activity of another project", {"task_id", "ref", NULL}},
};

static const char *const schedule_options = "SCHEDOPTIONS";

/* ---- rows ----------------------------------------------------------------------------------- */

/* Cells are separated by tabs and rows by line ends: inside a cell they are written as in XER. */
static void cell_print(struct buf *to, str cell)
{
    if (str_starts(cell, S("\xEF\xBB\xBF")))
        cell = str_sub(cell, 3, cell.n);
    for (size_t i = 0; i < cell.n; i++) {
        if (cell.p[i] == '\n')
            buf_z(to, "\x7F\x7F");
        else if (cell.p[i] != '\r')
            buf_char(to, cell.p[i] == '\t' ? ' ' : cell.p[i]);
    }
}

static struct xer_table *table_of(struct pmxml_reader *r, const char *xer)
{
    for (size_t i = 0; i < r->file->tables.n; i++)
        if (str_eq(r->file->tables.v[i].name, str_from(xer)))
            return &r->file->tables.v[i];
    return NULL;
}

static struct xer_table *table_add(struct pmxml_reader *r, const char *xer, const char *label)
{
    vec_push(r->mem, &r->file->tables,
             (struct xer_table){.name = str_from(xer), .label = str_from(label)});
    struct xer_table *t = &r->file->tables.v[r->file->tables.n - 1];
    t->fields = arena_array(r->mem, str, PMXML_COLUMNS_MAX);
    return t;
}

static void row_add(struct pmxml_reader *r, struct xer_table *t, const str *cells, int64_t line)
{
    struct buf b;
    buf_init(&b, 0);
    for (size_t i = 0; i < t->n_fields; i++) {
        if (i)
            buf_char(&b, '\t');
        cell_print(&b, cells[i]);
    }
    vec_push(r->mem, &t->rows, (struct xer_line){str_copy(r->mem, buf_view(&b)), line});
    buf_done(&b);
}

static str word_of(const struct pmxml_word *words, str cell)
{
    for (; words->pmxml; words++)
        if (str_eq_nocase(cell, str_from(words->pmxml)))
            return str_from(words->xer);
    return cell;
}

static str fraction_of(struct arena *mem, str cell)
{
    double fraction;
    return xer_number(cell, &fraction) ? str_fmt(mem, "%.10g", fraction * 100) : cell;
}

static str value_of(struct pmxml_reader *r, const struct pmxml_column *c, str cell)
{
    if (!cell.n)
        return cell;
    switch (c->kind) {
    case PMXML_KEPT:
    case PMXML_TIME: return cell;
    case PMXML_FLAG:
        return str_eq(cell, S("1")) || str_eq_nocase(cell, S("true")) || str_eq(cell, S("Y"))
                   ? S("Y")
                   : S("N");
    case PMXML_FRACTION: return fraction_of(r->mem, cell);
    case PMXML_WORD: return word_of(c->words, cell);
    }
    return cell;
}

/* Whether the column belongs to the schedule options, which stand among the project's own. */
static bool is_option(const char *xer)
{
    return strncmp(xer, "sched_", 6) == 0;
}

/* The columns of t that go into the table `to`, by name, the first that says something. */
static void cells_gather(struct pmxml_reader *r, const struct pmxml_table *t,
                         const struct xer_table *to, const str *from, str *cells)
{
    for (size_t k = 0; k < to->n_fields; k++)
        cells[k] = STR_NONE;
    for (size_t i = 0, k = 0; i < t->n; i++) {
        const str name = str_from(t->columns[i].xer);
        for (k = 0; k < to->n_fields && !str_eq(to->fields[k], name);)
            k++;
        if (name.n && from[i].n && k < to->n_fields && !cells[k].n)
            cells[k] = value_of(r, &t->columns[i], from[i]);
    }
}

/* ---- user fields and codes ------------------------------------------------------------------ */

struct field_record {
    str type, text, number, date;
};
struct code_record {
    str type, value;
};

static err field_close(struct xml_in *in, void *record, void *parent)
{
    (void)parent;
    struct pmxml_reader       *r = xml_owner(in);
    const struct field_record *f = record;
    vec_push(r->mem, &r->pending,
             (struct pmxml_pending){.outer = xml_place(in).outer,
                                    .type = f->type,
                                    .text = f->text,
                                    .number = f->number,
                                    .date = f->date});
    return OK;
}

static err code_close(struct xml_in *in, void *record, void *parent)
{
    (void)parent;
    struct pmxml_reader      *r = xml_owner(in);
    const struct code_record *c = record;
    vec_push(r->mem, &r->pending,
             (struct pmxml_pending){
                 .outer = xml_place(in).outer, .is_code = true, .type = c->type, .code = c->value});
    return OK;
}

#define FIELD_CELL(name, member)                                                                   \
    {                                                                                              \
        name, &xml_word, .offset = offsetof(struct field_record, member)                           \
    }
static const struct xml_row field_rows[] = {
    FIELD_CELL("TypeObjectId", type),    FIELD_CELL("TextValue", text),
    FIELD_CELL("IndicatorValue", text),  FIELD_CELL("CodeValue", text),
    FIELD_CELL("CostValue", number),     FIELD_CELL("DoubleValue", number),
    FIELD_CELL("IntegerValue", number),  FIELD_CELL("StartDateValue", date),
    FIELD_CELL("FinishDateValue", date), XML_RECALCULATED("ConditionalIndicatorField"),
    XML_RECALCULATED("UDFCodeObjectId"), XML_RECALCULATED("TypeTitle"),
    XML_RECALCULATED("TypeDataType"),    XML_RECALCULATED("TypeSubjectArea"),
};
const struct xml_node pmxml_field_node = {
    "UDF", sizeof(struct field_record), field_rows, COUNT(field_rows), NULL, field_close};

static const struct xml_row code_rows[] = {
    {"TypeObjectId", &xml_word, .offset = offsetof(struct code_record, type)},
    {"ValueObjectId", &xml_word, .offset = offsetof(struct code_record, value)},
};
const struct xml_node pmxml_code_node = {
    "Code", sizeof(struct code_record), code_rows, COUNT(code_rows), NULL, code_close};

/* Those of the element that closes; they are the last, since what is in it has closed before. */
static void pending_put(struct pmxml_reader *r, enum pmxml_element element, int64_t order, str id,
                        int64_t line)
{
    size_t first = r->pending.n;
    while (first > 0 && r->pending.v[first - 1].outer == order)
        first--;
    for (size_t i = first; i < r->pending.n; i++) {
        const struct pmxml_pending *p = &r->pending.v[i];
        const str                   field[] = {p->type, id, p->text, p->number, p->date};
        const str                   code[] = {id, p->type, p->code};
        const enum extra            to = !p->is_code                 ? FIELD_VALUES
                                         : element == PMXML_ACTIVITY ? CODE_VALUES
                                                                     : PROJECT_CODES;
        row_add(r, table_of(r, extras[to].xer), p->is_code ? code : field, line);
    }
    r->pending.n = first;
}

/* ---- elements that are more than a row ------------------------------------------------------ */

static str *cell(enum pmxml_element e, void *record, const char *element)
{
    return (str *)record + pmxml_column_at(&pmxml_tables[e], element);
}

/* The node of the WBS that stands for the project: its own number, or one that none has. */
static str top_of(struct pmxml_reader *r, void *project)
{
    const str top = *cell(PMXML_PROJECT, project, "WBSObjectId");
    const str id = *cell(PMXML_PROJECT, project, "ObjectId");
    return top.n ? top : str_fmt(r->mem, "-%.*s", STR_ARG(id));
}

static void belongs_to(struct pmxml_reader *r, enum pmxml_element e, void *record, void *project)
{
    str *id = cell(e, record, "ProjectObjectId");
    if (project != r && !id->n)
        *id = *cell(PMXML_PROJECT, project, "ObjectId");
}

static void wbs_before(struct pmxml_reader *r, void *record, void *project)
{
    str *parent = cell(PMXML_WBS, record, "ParentObjectId");
    belongs_to(r, PMXML_WBS, record, project);
    if (project != r && !parent->n)
        *parent = top_of(r, project);
}

static void activity_before(struct pmxml_reader *r, void *record, void *project)
{
    static const char *const times[] = {"PlannedDuration",  "RemainingDuration",
                                        "ActualStartDate",  "AtCompletionDuration",
                                        "PlannedStartDate", "RemainingEarlyStartDate"};
    str                     *wbs = cell(PMXML_ACTIVITY, record, "WBSObjectId");
    bool                     says_time = false;
    for (size_t i = 0; i < COUNT(times); i++)
        says_time |= cell(PMXML_ACTIVITY, record, times[i])->n > 0;
    r->with_dates += says_time;
    belongs_to(r, PMXML_ACTIVITY, record, project);
    if (project != r && !wbs->n)
        *wbs = top_of(r, project);
}

static void options_put(struct pmxml_reader *r, enum pmxml_element e, void *record,
                        const char *project, int64_t line)
{
    struct xer_table *to = table_of(r, schedule_options);
    str               cells[PMXML_COLUMNS_MAX];
    bool              has_some = false;
    cells_gather(r, &pmxml_tables[e], to, record, cells);
    for (size_t i = 0; i < to->n_fields; i++) {
        if (str_eq(to->fields[i], S("proj_id")))
            cells[i] = *cell(e, record, project);
        else
            has_some |= cells[i].n > 0;
        if (str_eq(to->fields[i], S("sched_progress")) && !cells[i].n)
            cells[i] = S("retained");
    }
    if (has_some)
        row_add(r, to, cells, line);
}

/* Its activities stand for the far ends of links. */
static void stub_put(struct pmxml_reader *r, void *record, int64_t line)
{
    struct xer_table *tasks = table_of(r, "TASK"), *wbs = table_of(r, "PROJWBS");
    const str         name = *cell(PMXML_PROJECT, record, "Id");
    size_t            at = 0;
    while (!str_eq(tasks->fields[at], S("task_id")))
        at++;
    for (size_t i = r->tasks_before; i < tasks->rows.n; i++) {
        str rest = tasks->rows.v[i].text, id = STR_NONE;
        for (size_t k = 0; k <= at; k++)
            (void)str_cut(&rest, '\t', &id);
        const str row[] = {id, str_fmt(r->mem, "%.*s\\%.*s", STR_ARG(name), STR_ARG(id))};
        row_add(r, table_of(r, extras[EXTERNAL].xer), row, line);
    }
    report_warn(r->report, "Project", line,
                "Project %.*s is only named, for links to %zu of its activities; they are kept as "
                "links to another file, which bind nothing",
                STR_ARG(str_sub(name, 0, 100)), tasks->rows.n - r->tasks_before);
    tasks->rows.n = r->tasks_before;
    wbs->rows.n = r->wbs_before;
}

/* The project that a baseline belongs to: said by itself, by the project, or the first. */
static str original_of(struct pmxml_reader *r, void *baseline)
{
    const str said = *cell(PMXML_PROJECT, baseline, "OriginalProjectObjectId");
    int64_t   id = INT_NONE;
    (void)str_int(*cell(PMXML_PROJECT, baseline, "ObjectId"), &id);
    for (size_t i = 0; i + 1 < r->baselines.n && !said.n; i += 2)
        if (r->baselines.v[i + 1] == id)
            return str_fmt(r->mem, "%lld", (long long)r->baselines.v[i]);
    return said.n || !r->baselines.n ? said : str_fmt(r->mem, "%lld", (long long)r->baselines.v[0]);
}

static void project_node(struct pmxml_reader *r, void *record, int64_t line)
{
    struct xer_table *t = table_of(r, XER_TOP);
    const str         id = *cell(PMXML_PROJECT, record, "ObjectId");
    const str         name = *cell(PMXML_PROJECT, record, "Name");
    const str         order = str_fmt(r->mem, "%zu", t->rows.n + 1);
    const str         row[] = {
                top_of(r, record), id, order, *cell(PMXML_PROJECT, record, "Id"), name, S("Y")};
    row_add(r, t, row, line);
}

/* False: it is no project of the plan. */
static bool project_before(struct pmxml_reader *r, void *record, int64_t line)
{
    const str *external = cell(PMXML_PROJECT, record, "@external");
    int64_t    id = INT_NONE, baseline = INT_NONE;
    const bool is_named_only = table_of(r, "TASK")->rows.n > r->tasks_before && !r->with_dates;
    if (str_eq(*external, S("true")) || str_eq(*external, S("1")) || is_named_only) {
        stub_put(r, record, line);
        return false;
    }
    (void)str_int(*cell(PMXML_PROJECT, record, "ObjectId"), &id);
    (void)str_int(*cell(PMXML_PROJECT, record, "CurrentBaselineProjectObjectId"), &baseline);
    if (id != INT_NONE) {
        vec_push(r->mem, &r->baselines, id);
        vec_push(r->mem, &r->baselines, baseline);
    }
    options_put(r, PMXML_PROJECT, record, "ObjectId", line);
    project_node(r, record, line);
    return true;
}

/* What an element needs besides its row; false: no row. */
static bool before(struct pmxml_reader *r, enum pmxml_element e, void *record, void *parent,
                   int64_t line)
{
    if (e == PMXML_PROJECT) {
        const bool is_real = project_before(r, record, line);
        r->with_dates = 0;
        return is_real;
    }
    if (e == PMXML_BASELINE)
        *cell(e, record, "OriginalProjectObjectId") = original_of(r, record);
    if (e == PMXML_CALENDAR) {
        *cell(e, record, "(hours)") = clndr_text(r->mem, &r->calendar);
        r->calendar = (struct clndr){0};
    }
    if (e == PMXML_WBS)
        wbs_before(r, record, parent);
    if (e == PMXML_ACTIVITY)
        activity_before(r, record, parent);
    if (e == PMXML_EXPENSE || e == PMXML_ACTIVITY_NOTE || e == PMXML_PROJECT_NOTE ||
        e == PMXML_ASSIGNMENT || e == PMXML_OPTIONS)
        belongs_to(r, e, record, parent);
    return true;
}

/* Of what can have fields or codes; expenses have no number of their own here. */
static str owner_id(enum pmxml_element e, void *record)
{
    const struct pmxml_table *t = &pmxml_tables[e];
    return t->has_fields && e != PMXML_EXPENSE ? *cell(e, record, "ObjectId") : STR_NONE;
}

static err row_close(struct xml_in *in, void *record, void *parent)
{
    struct pmxml_reader     *r = xml_owner(in);
    const struct xml_place   place = xml_place(in);
    const struct pmxml_node *node = (const struct pmxml_node *)(const void *)place.node;
    const enum pmxml_element e = (enum pmxml_element)(node - r->nodes);
    const int64_t            line = xml_line(in);
    str                      cells[PMXML_COLUMNS_MAX];
    if (before(r, e, record, parent, line)) {
        struct xer_table *to = &r->file->tables.v[node->xer];
        cells_gather(r, node->table, to, record, cells);
        if (e == PMXML_OPTIONS)
            options_put(r, e, record, "ProjectObjectId", line);
        else
            row_add(r, to, cells, line);
        pending_put(r, e, place.order, owner_id(e, record), line);
    }
    if (e == PMXML_PROJECT || e == PMXML_BASELINE) {
        r->tasks_before = table_of(r, "TASK")->rows.n;
        r->wbs_before = table_of(r, "PROJWBS")->rows.n;
    }
    return OK;
}

/* ---- nodes ---------------------------------------------------------------------------------- */

static size_t names_count(const char *names)
{
    size_t n = names && *names;
    for (; names && *names; names++)
        n += *names == ' ';
    return n;
}

static struct xml_row *names_add(struct arena *mem, struct xml_row *to, const char *names,
                                 bool is_lost)
{
    str rest = str_from(names), name;
    while (rest.n && str_cut(&rest, ' ', &name))
        *to++ = (struct xml_row){.name = str_z(mem, name), .dropped = is_lost};
    return to;
}

static void node_rows(struct pmxml_reader *r, enum pmxml_element e)
{
    const struct pmxml_table *t = &pmxml_tables[e];
    struct xml_node          *node = &r->nodes[e].node;
    const size_t most = t->n + names_count(t->silent) + names_count(t->lost) + PMXML_ELEMENTS +
                        PMXML_CALENDAR_ROWS + 2;
    struct xml_row *rows = arena_array(r->mem, struct xml_row, most), *to = rows;
    for (size_t i = 0; i < t->n; i++)
        *to++ = (struct xml_row){.name = t->columns[i].element,
                                 .type = &xml_word,
                                 .offset = (uint32_t)(i * sizeof(str))};
    for (int k = 0; k < PMXML_ELEMENTS; k++)
        if (t->children & 1u << k)
            *to++ = (struct xml_row){.name = pmxml_tables[k].element, .node = &r->nodes[k].node};
    for (int k = 0; k < PMXML_CALENDAR_ROWS && e == PMXML_CALENDAR; k++)
        *to++ = pmxml_calendar_rows[k];
    if (t->has_fields)
        *to++ = (struct xml_row){.name = "UDF", .node = &pmxml_field_node};
    if (t->has_codes)
        *to++ = (struct xml_row){.name = "Code", .node = &pmxml_code_node};
    to = names_add(r->mem, to, t->silent, false);
    to = names_add(r->mem, to, t->lost, true);
    *node = (struct xml_node){t->element, t->n * sizeof(str),
                              rows,       (size_t)(to - rows),
                              NULL,       e == PMXML_ROOT ? NULL : row_close};
}

/* The fields of the table: each XER name of its columns once. */
static void table_fields(struct xer_table *to, const struct pmxml_table *t)
{
    const bool is_options = str_eq(to->name, str_from(schedule_options));
    for (size_t i = 0; i < t->n; i++) {
        const char *xer = t->columns[i].xer;
        size_t      k = 0;
        while (k < to->n_fields && !str_eq(to->fields[k], str_from(xer)))
            k++;
        if (*xer && k == to->n_fields && (is_options || !is_option(xer)))
            to->fields[to->n_fields++] = str_from(xer);
    }
}

static void tables_make(struct pmxml_reader *r)
{
    for (int e = PMXML_PROJECT; e < PMXML_ELEMENTS; e++) {
        const struct pmxml_table *t = &pmxml_tables[e];
        if (!table_of(r, t->xer))
            table_fields(table_add(r, t->xer, t->element), t);
        r->nodes[e].table = t;
        r->nodes[e].xer = (size_t)(table_of(r, t->xer) - r->file->tables.v);
    }
    for (int k = 0; k < EXTRAS; k++) {
        struct xer_table *t = table_add(r, extras[k].xer, extras[k].label);
        for (; extras[k].fields[t->n_fields]; t->n_fields++)
            t->fields[t->n_fields] = str_from(extras[k].fields[t->n_fields]);
    }
    struct xer_table        *top = table_add(r, XER_TOP, "Project");
    static const char *const fields[] = {"wbs_id",         "proj_id",  "seq_num",
                                         "wbs_short_name", "wbs_name", "proj_node_flag"};
    for (; top->n_fields < COUNT(fields); top->n_fields++)
        top->fields[top->n_fields] = str_from(fields[top->n_fields]);
}

static void tell_cleaned(const struct pmxml_reader *r, const struct cleaned *c)
{
    if (c->left_out)
        report_warn(r->report, "XML", 0,
                    "%lld control characters that XML does not allow were left out",
                    (long long)c->left_out);
    if (c->misspelled)
        report_warn(r->report, "XML", 0,
                    "%lld bytes are no UTF-8, which the file says it is; each was read as \"?\"",
                    (long long)c->misspelled);
}

err pmxml_read(struct arena *mem, struct source source, struct import *ret_import)
{
    struct import        out = {0};
    struct cleaned       cleaned;
    struct source        clean;
    struct pmxml_reader *r = arena_new(mem, struct pmxml_reader);
    report_init(&out.report, mem);
    r->mem = mem;
    r->report = &out.report;
    r->file = arena_new(mem, struct xer_file);
    TRY(clean_source(mem, source, &cleaned, &clean));
    tables_make(r);
    for (int e = PMXML_ROOT; e < PMXML_ELEMENTS; e++)
        node_rows(r, (enum pmxml_element)e);
    if (cleaned.is_old)
        r->nodes[PMXML_ROOT].node.name = "BusinessObjects";
    const struct xml_reading reading = {&r->nodes[PMXML_ROOT].node, NULL, r, r->report};
    TRY(xml_read(mem, clean, &reading, r));
    tell_cleaned(r, &cleaned);
    return xer_build(mem, r->file, source.name, &out, ret_import);
}
