/* formats/pmxml/writer.c - a calculated plan as PMXML: the tables of the XER writer as elements.
 *
 * The rows that would be an XER file are printed by the columns of tables.c backwards, each element
 * with its children in the order of their names, as the schema of P6 has them. What differs is
 * settled here: rows stand in their project; user fields below their owners; the top of the WBS is
 * the project itself, unless the plan has an element of its own for it, which stays one.
 */
#include "formats/pmxml/pmxml.h"

#include "base/map.h"
#include "formats/pmxml/reader.h"

#include <stdlib.h>
#include <string.h>

enum { CELLS_MAX = PMXML_COLUMNS_MAX };

struct printed {
    const struct pmxml_column *column;
    size_t                     cell;
};

/* The columns of an element and its rows, those of each project and owner chained. */
struct rows {
    const struct xer_table *table;
    struct printed          columns[PMXML_COLUMNS_MAX];
    size_t                  n_columns;
    struct map              first; /* project or owner → its first row, from 1 */
    int64_t                *next;  /* row → the next of the same, 0 behind the last */
};

struct printer {
    struct arena         *mem;
    struct import_report *report;
    struct xer_file       file;
    struct rows           elements[PMXML_ELEMENTS], values;
    struct map            field_types; /* number of a user field → row of UDFTYPE, from 1 */
    struct map            tops; /* project → the top of its WBS, where that is no element */
    struct xml_out        out;
};

/* ---- rows ----------------------------------------------------------------------------------- */

static size_t field_at(const struct xer_table *t, str name)
{
    size_t k = 0;
    while (k < t->n_fields && !str_eq(t->fields[k], name))
        k++;
    return k;
}

static void cells_of(const struct xer_table *t, size_t row, str *cells)
{
    str rest = t->rows.v[row].text;
    for (size_t k = 0; k < CELLS_MAX; k++)
        cells[k] = STR_NONE;
    for (size_t k = 0; k < t->n_fields && k < CELLS_MAX; k++)
        if (!str_cut(&rest, '\t', &cells[k]))
            return;
}

static str cell_of(const struct xer_table *t, const str *cells, const char *name)
{
    const size_t k = field_at(t, str_from(name));
    return k < t->n_fields ? cells[k] : STR_NONE;
}

static int64_t number_of(str cell)
{
    int64_t v = 0;
    return str_int(cell, &v) ? v : 0;
}

/* Numbers of the four kinds of owners overlap. Roles and resources are numbered together. */
static int64_t owner_key(str table, int64_t id)
{
    return id * 4 + (str_eq(table, S("TASK"))      ? 0
                     : str_eq(table, S("PROJWBS")) ? 1
                     : str_eq(table, S("RSRC"))    ? 2
                                                   : 3);
}

static int64_t owner_of(const struct printer *p, const str *cells)
{
    const struct xer_table *t = p->values.table, *types = p->elements[PMXML_FIELD_TYPE].table;
    const int64_t           id = number_of(cell_of(t, cells, "udf_type_id"));
    const int64_t           row = map_or(&p->field_types, id, 0);
    str                     type[CELLS_MAX];
    if (!row)
        return -1;
    cells_of(types, (size_t)row - 1, type);
    return owner_key(cell_of(types, type, "table_name"), number_of(cell_of(t, cells, "fk_id")));
}

/* From the last row to the first, so that each chain runs forward. */
static void chain(struct printer *p, struct rows *r, const char *key)
{
    const size_t n = r->table->rows.n;
    str          cells[CELLS_MAX];
    map_init(&r->first, p->mem, 64);
    r->next = arena_array(p->mem, int64_t, n + 1);
    for (size_t i = n; i-- > 0;) {
        cells_of(r->table, i, cells);
        const int64_t k = key ? number_of(cell_of(r->table, cells, key)) : owner_of(p, cells);
        r->next[i] = map_or(&r->first, k, 0);
        map_put(&r->first, k, (int64_t)i + 1);
    }
}

static int by_element(const void *a, const void *b)
{
    return strcmp(((const struct printed *)a)->column->element,
                  ((const struct printed *)b)->column->element);
}

/* Of several columns with one XER name the first. */
static void columns_find(struct rows *r, const struct pmxml_table *t)
{
    bool taken[CELLS_MAX] = {0};
    for (size_t i = 0; i < t->n; i++) {
        const struct pmxml_column *c = &t->columns[i];
        const size_t               k = field_at(r->table, str_from(c->xer));
        if (k == r->table->n_fields || taken[k] || c->element[0] == '(')
            continue;
        taken[k] = true;
        r->columns[r->n_columns++] = (struct printed){c, k};
    }
    qsort(r->columns, r->n_columns, sizeof *r->columns, by_element);
}

static void rows_find(struct printer *p)
{
    static const struct xer_table none = {0};
    for (int e = PMXML_PROJECT; e < PMXML_ELEMENTS; e++) {
        struct rows *r = &p->elements[e];
        r->table = xer_table(&p->file, pmxml_tables[e].xer);
        if (!r->table)
            r->table = &none;
        columns_find(r, &pmxml_tables[e]);
        if (field_at(r->table, S("proj_id")) < r->table->n_fields)
            chain(p, r, "proj_id");
    }
    const struct xer_table *types = p->elements[PMXML_FIELD_TYPE].table;
    str                     cells[CELLS_MAX];
    map_init(&p->field_types, p->mem, 64);
    map_init(&p->tops, p->mem, 8);
    for (size_t i = 0; i < types->rows.n; i++) {
        cells_of(types, i, cells);
        map_put(&p->field_types, number_of(cell_of(types, cells, "udf_type_id")), (int64_t)i + 1);
    }
    p->values.table = xer_table(&p->file, "UDFVALUE");
    chain(p, &p->values, NULL);
}

/* ---- values --------------------------------------------------------------------------------- */

static void child_print(struct printer *p, const char *element, str text)
{
    for (int i = 0; i < p->out.depth; i++)
        buf_char(p->out.to, '\t');
    buf_fmt(p->out.to, "<%s>", element);
    xml_print_text(p->out.to, text);
    buf_fmt(p->out.to, "</%s>\n", element);
}

/* Twice 0x7F is a line break in the tables. */
static str with_breaks(struct arena *mem, str cell)
{
    struct buf b;
    if (!str_has(cell, S("\x7F\x7F")))
        return cell;
    buf_init(&b, 0);
    for (size_t i = 0; i < cell.n; i++) {
        const bool is_break = cell.p[i] == 0x7F && i + 1 < cell.n && cell.p[i + 1] == 0x7F;
        buf_char(&b, is_break ? '\n' : cell.p[i]);
        i += is_break;
    }
    const str text = str_copy(mem, buf_view(&b));
    buf_done(&b);
    return text;
}

static str time_text(struct arena *mem, str cell)
{
    str date, clock = cell;
    (void)str_cut(&clock, ' ', &date);
    return str_fmt(mem, "%.*sT%.*s:00", STR_ARG(date), STR_ARG(clock));
}

static str value_of(struct arena *mem, const struct pmxml_column *c, str cell)
{
    double number = 0;
    switch (c->kind) {
    case PMXML_KEPT: return with_breaks(mem, cell);
    case PMXML_TIME: return time_text(mem, cell);
    case PMXML_FLAG: return str_eq(cell, S("Y")) ? S("1") : S("0");
    case PMXML_FRACTION:
        return xer_number(cell, &number) ? str_fmt(mem, "%.10g", number / 100) : cell;
    case PMXML_WORD:
        for (const struct pmxml_word *w = c->words; w->pmxml; w++)
            if (str_eq(cell, str_from(w->xer)))
                return str_from(w->pmxml);
        return cell;
    }
    return cell;
}

static const char *value_element(str type, bool is_number, bool is_date)
{
    return is_number ? str_eq(type, S("FT_MONEY")) ? "CostValue" : "DoubleValue"
           : is_date ? str_eq(type, S("FT_END_DATE")) ? "FinishDateValue" : "StartDateValue"
                     : "TextValue";
}

static void user_field_print(struct printer *p, const str *cells)
{
    const struct xer_table *t = p->values.table, *types = p->elements[PMXML_FIELD_TYPE].table;
    const str id = cell_of(t, cells, "udf_type_id"), date = cell_of(t, cells, "udf_date"),
              number = cell_of(t, cells, "udf_number");
    str type[CELLS_MAX];
    cells_of(types, (size_t)map_or(&p->field_types, number_of(id), 1) - 1, type);
    xml_print_open(&p->out, "UDF");
    child_print(p, "TypeObjectId", id);
    child_print(p,
                value_element(cell_of(types, type, "logical_data_type"), number.n > 0, date.n > 0),
                number.n ? number
                : date.n ? time_text(p->mem, date)
                         : with_breaks(p->mem, cell_of(t, cells, "udf_text")));
    xml_print_close(&p->out, "UDF");
}

static void user_fields_print(struct printer *p, enum pmxml_element e, const str *cells)
{
    const struct rows *r = &p->elements[e], *values = &p->values;
    const char        *table = e == PMXML_ROLE ? "RSRC" : pmxml_tables[e].xer;
    const size_t       id = pmxml_column_at(&pmxml_tables[e], "ObjectId");
    const str          owner = cell_of(r->table, cells, pmxml_tables[e].columns[id].xer);
    str                value[CELLS_MAX];
    for (int64_t i = map_or(&values->first, owner_key(str_from(table), number_of(owner)), 0); i > 0;
         i = values->next[i - 1]) {
        cells_of(values->table, (size_t)i - 1, value);
        user_field_print(p, value);
    }
}

/* ---- elements ------------------------------------------------------------------------------- */

static void columns_print(struct printer *p, enum pmxml_element e, const str *cells)
{
    const struct rows *r = &p->elements[e];
    for (size_t i = 0; i < r->n_columns; i++) {
        const struct pmxml_column *c = r->columns[i].column;
        const str                  cell = cells[r->columns[i].cell];
        if (cell.n)
            child_print(p, c->element, value_of(p->mem, c, cell));
    }
}

static void element_print(struct printer *p, enum pmxml_element e, const str *cells)
{
    const struct pmxml_table *t = &pmxml_tables[e];
    xml_print_open(&p->out, t->element);
    columns_print(p, e, cells);
    if (e == PMXML_CALENDAR)
        pmxml_calendar_print(&p->out, p->mem, cell_of(p->elements[e].table, cells, "clndr_data"));
    if (t->has_fields && e != PMXML_EXPENSE)
        user_fields_print(p, e, cells);
    xml_print_close(&p->out, t->element);
}

static void table_print(struct printer *p, enum pmxml_element e)
{
    str cells[CELLS_MAX];
    for (size_t i = 0; i < p->elements[e].table->rows.n; i++) {
        cells_of(p->elements[e].table, i, cells);
        element_print(p, e, cells);
    }
}

/* The project's own top is not told: neither as an element nor as a parent. False: no element. */
static bool below_top(const struct printer *p, enum pmxml_element e, int64_t project, str *cells)
{
    const struct xer_table *t = p->elements[e].table;
    const int64_t           top = map_or(&p->tops, project, 0);
    if ((e != PMXML_WBS && e != PMXML_ACTIVITY) || !top)
        return true;
    if (e == PMXML_WBS && number_of(cell_of(t, cells, "wbs_id")) == top)
        return false;
    const size_t parent = field_at(t, e == PMXML_WBS ? S("parent_wbs_id") : S("wbs_id"));
    if (number_of(cells[parent]) == top)
        cells[parent] = STR_NONE;
    return true;
}

static void rows_print(struct printer *p, enum pmxml_element e, int64_t project)
{
    const struct rows *r = &p->elements[e];
    str                cells[CELLS_MAX];
    for (int64_t i = r->next ? map_or(&r->first, project, 0) : 0; i > 0; i = r->next[i - 1]) {
        cells_of(r->table, (size_t)i - 1, cells);
        if (below_top(p, e, project, cells))
            element_print(p, e, cells);
    }
}

/* User fields of a top that is the project itself. */
static void lose_fields_of(struct printer *p, int64_t top)
{
    const int64_t key = owner_key(S("PROJWBS"), top);
    for (int64_t i = map_or(&p->values.first, key, 0); i > 0; i = p->values.next[i - 1])
        report_drop(p->report, "custom_value", "The WBS element of a project has none in PMXML", 0);
}

static void project_print(struct printer *p, enum pmxml_element e, size_t row)
{
    static const enum pmxml_element order[] = {
        PMXML_WBS,     PMXML_PROJECT_NOTE,  PMXML_ACTIVITY,     PMXML_ASSIGNMENT,
        PMXML_EXPENSE, PMXML_ACTIVITY_NOTE, PMXML_RELATIONSHIP, PMXML_OPTIONS};
    const struct xer_table *t = p->elements[e].table;
    str                     cells[CELLS_MAX];
    cells_of(t, row, cells);
    const int64_t project = number_of(cell_of(t, cells, "proj_id"));
    const int64_t top = number_of(cell_of(t, cells, "top_wbs_id"));
    map_put(&p->tops, project, top);
    if (top)
        lose_fields_of(p, top);
    xml_print_open(&p->out, pmxml_tables[e].element);
    columns_print(p, e, cells);
    for (size_t i = 0; i < COUNT(order); i++)
        rows_print(p, order[i], project);
    xml_print_close(&p->out, pmxml_tables[e].element);
}

static void projects_print(struct printer *p, bool are_baselines)
{
    const enum pmxml_element e = are_baselines ? PMXML_BASELINE : PMXML_PROJECT;
    const struct xer_table  *t = p->elements[e].table;
    str                      cells[CELLS_MAX];
    for (size_t i = 0; i < t->rows.n; i++) {
        cells_of(t, i, cells);
        if ((cell_of(t, cells, "orig_proj_id").n > 0) == are_baselines)
            project_print(p, e, i);
    }
}

/* ---- projects that are only named ------------------------------------------------------------ */

static void far_activity_print(struct printer *p, const struct xer_table *t, const str *cells)
{
    xml_print_open(&p->out, "Activity");
    child_print(p, "Id", cell_of(t, cells, "task_id"));
    child_print(p, "Name", with_breaks(p->mem, cell_of(t, cells, "task_name")));
    child_print(p, "ObjectId", cell_of(t, cells, "task_id"));
    xml_print_close(&p->out, "Activity");
}

static void far_project_print(struct printer *p, const struct xer_table *t, const int64_t *next,
                              size_t first)
{
    str cells[CELLS_MAX];
    cells_of(t, first, cells);
    xml_print_open(&p->out, "Project external=\"true\"");
    child_print(p, "Id", cell_of(t, cells, "ref"));
    child_print(p, "ObjectId", str_fmt(p->mem, "%lld", (long long)INT32_MAX - (long long)first));
    for (int64_t i = (int64_t)first + 1; i > 0; i = next[i - 1]) {
        cells_of(t, (size_t)i - 1, cells);
        far_activity_print(p, t, cells);
    }
    xml_print_close(&p->out, "Project");
}

static void far_projects_print(struct printer *p)
{
    const struct xer_table *t = xer_table(&p->file, XER_EXTERNAL);
    const size_t            n = t->rows.n;
    int64_t                *next = arena_array(p->mem, int64_t, n + 1), last = 0;
    bool                   *is_first = arena_array(p->mem, bool, n + 1);
    struct strmap           lasts;
    str                     cells[CELLS_MAX];
    strmap_init(&lasts, p->mem, 8);
    for (size_t i = 0; i < n; i++) {
        cells_of(t, i, cells);
        const str project = cell_of(t, cells, "ref");
        is_first[i] = !strmap_get(&lasts, project, &last);
        if (!is_first[i])
            next[last] = (int64_t)i + 1;
        strmap_put(&lasts, project, (int64_t)i);
    }
    for (size_t i = 0; i < n; i++)
        if (is_first[i])
            far_project_print(p, t, next, i);
}

static void topic_print(struct printer *p)
{
    xml_print_open(&p->out, "NotebookTopic");
    child_print(p, "AvailableForActivity", S("1"));
    child_print(p, "AvailableForEPS", S("1"));
    child_print(p, "AvailableForProject", S("1"));
    child_print(p, "AvailableForWBS", S("1"));
    child_print(p, "Name", S("Notes"));
    child_print(p, "ObjectId", S("1"));
    child_print(p, "SequenceNumber", S("1"));
    xml_print_close(&p->out, "NotebookTopic");
}

static void file_print(struct printer *p)
{
    buf_z(p->out.to,
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<APIBusinessObjects xmlns=\"http://xmlns.oracle.com/Primavera/P6Professional/V8.4/API/"
          "BusinessObjects\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n");
    p->out.depth = 1;
    table_print(p, PMXML_FIELD_TYPE);
    topic_print(p);
    table_print(p, PMXML_CALENDAR);
    table_print(p, PMXML_ROLE);
    table_print(p, PMXML_ROLE_RATE);
    table_print(p, PMXML_ROLE_LIMIT);
    table_print(p, PMXML_RESOURCE);
    table_print(p, PMXML_RESOURCE_RATE);
    projects_print(p, false);
    projects_print(p, true);
    far_projects_print(p);
    xml_print_close(&p->out, "APIBusinessObjects");
}

err pmxml_write(struct arena *mem, const struct plan *plan, struct buf *to,
                struct import_report *ret_report)
{
    struct printer *p = arena_new(mem, struct printer);
    p->mem = mem;
    p->report = ret_report;
    p->out.to = to;
    TRY(xer_print(mem, plan, &p->file, ret_report));
    rows_find(p);
    file_print(p);
    report_sort(ret_report);
    return buf_err(to);
}
