/* The fields of tasks and resources by their numbers, and how a cell gets to its place.
 *
 * Numbers are the same in every language, so they count; names serve files without them.
 */
#include "formats/mpx/reader.h"

#define TASK(member)     offsetof(struct mpx_task, member), CUSTOM_TEXT
#define RESOURCE(member) offsetof(struct mpx_resource, member), CUSTOM_TEXT
#define NOWHERE          0, CUSTOM_TEXT
#define CUSTOM(kind)     MPX_CUSTOM, 0, CUSTOM_##kind

const struct mpx_field mpx_task_fields[] = {
    {1, "Name", MPX_TEXT, TASK(item.title)},
    {2, "WBS", MPX_TEXT, TASK(wbs)},
    {3, "Outline Level", MPX_INT, TASK(level)},
    {4, "Text1", CUSTOM(TEXT)},
    {5, "Text2", CUSTOM(TEXT)},
    {6, "Text3", CUSTOM(TEXT)},
    {7, "Text4", CUSTOM(TEXT)},
    {8, "Text5", CUSTOM(TEXT)},
    {9, "Text6", CUSTOM(TEXT)},
    {10, "Text7", CUSTOM(TEXT)},
    {11, "Text8", CUSTOM(TEXT)},
    {12, "Text9", CUSTOM(TEXT)},
    {13, "Text10", CUSTOM(TEXT)},
    {14, "Notes", MPX_TEXT, TASK(item.body)},
    {15, "Contact", MPX_TEXT, TASK(item.contact)},
    {16, "Resource Group", MPX_RESULT, NOWHERE},
    {20, "Work", MPX_SECONDS, TASK(item.work_s)},
    {21, "Baseline Work", MPX_SECONDS, TASK(baseline_work_s)},
    {22, "Actual Work", MPX_SECONDS, TASK(item.actual_work_s)},
    {23, "Remaining Work", MPX_SECONDS, TASK(item.remaining_work_s)},
    {24, "Work Variance", MPX_RESULT, NOWHERE},
    {25, "% Work Complete", MPX_RESULT, NOWHERE},
    {30, "Cost", MPX_RESULT, NOWHERE},
    {31, "Baseline Cost", MPX_MONEY, TASK(baseline_cost)},
    {32, "Actual Cost", MPX_RESULT, NOWHERE},
    {33, "Remaining Cost", MPX_RESULT, NOWHERE},
    {34, "Cost Variance", MPX_RESULT, NOWHERE},
    {35, "Fixed Cost", MPX_MONEY, TASK(item.fixed_cost_minor)},
    {36, "Cost1", CUSTOM(COST)},
    {37, "Cost2", CUSTOM(COST)},
    {38, "Cost3", CUSTOM(COST)},
    {40, "Duration", MPX_SPAN, TASK(duration)},
    {41, "Baseline Duration", MPX_SPAN, TASK(baseline_duration)},
    {42, "Actual Duration", MPX_SECONDS, TASK(actual_s)},
    {43, "Remaining Duration", MPX_SECONDS, TASK(remaining_s)},
    {44, "% Complete", MPX_NUMBER, TASK(item.percent_complete)},
    {45, "Duration Variance", MPX_RESULT, NOWHERE},
    {46, "Duration1", CUSTOM(DURATION)},
    {47, "Duration2", CUSTOM(DURATION)},
    {48, "Duration3", CUSTOM(DURATION)},
    {50, "Start", MPX_MOMENT, TASK(start)},
    {51, "Finish", MPX_MOMENT, TASK(finish)},
    {52, "Early Start", MPX_MOMENT, TASK(early_start)},
    {53, "Early Finish", MPX_MOMENT, TASK(early_finish)},
    {54, "Late Start", MPX_MOMENT, TASK(late_start)},
    {55, "Late Finish", MPX_MOMENT, TASK(late_finish)},
    {56, "Baseline Start", MPX_MOMENT, TASK(baseline_start)},
    {57, "Baseline Finish", MPX_MOMENT, TASK(baseline_finish)},
    {58, "Actual Start", MPX_MOMENT, TASK(actual_start)},
    {59, "Actual Finish", MPX_MOMENT, TASK(actual_finish)},
    {60, "Start1", CUSTOM(START)},
    {61, "Finish1", CUSTOM(FINISH)},
    {62, "Start2", CUSTOM(START)},
    {63, "Finish2", CUSTOM(FINISH)},
    {64, "Start3", CUSTOM(START)},
    {65, "Finish3", CUSTOM(FINISH)},
    {66, "Start Variance", MPX_RESULT, NOWHERE},
    {67, "Finish Variance", MPX_RESULT, NOWHERE},
    {68, "Constraint Date", MPX_MOMENT, TASK(constraint)},
    {70, "Predecessors", MPX_TEXT, TASK(preds)},
    {71, "Successors", MPX_RESULT, NOWHERE},
    {72, "Resource Names", MPX_RESULT, NOWHERE},
    {73, "Resource Initials", MPX_RESULT, NOWHERE},
    {74, "Unique ID Predecessors", MPX_TEXT, TASK(uid_preds)},
    {75, "Unique ID Successors", MPX_RESULT, NOWHERE},
    {80, "Fixed", MPX_YES, TASK(is_fixed)},
    {81, "Milestone", MPX_YES, TASK(item.is_milestone)},
    {82, "Critical", MPX_YES, TASK(is_critical)},
    {83, "Marked", MPX_DROPPED, NOWHERE},
    {84, "Rollup", MPX_DROPPED, NOWHERE},
    {85, "BCWS", MPX_RESULT, NOWHERE},
    {86, "BCWP", MPX_RESULT, NOWHERE},
    {87, "SV", MPX_RESULT, NOWHERE},
    {88, "CV", MPX_RESULT, NOWHERE},
    {90, "ID", MPX_INT, TASK(no)},
    {91, "Constraint Type", MPX_CONSTRAINT, TASK(item.constraint)},
    {92, "Delay", MPX_SPAN, TASK(delay)},
    {93, "Free Slack", MPX_SECONDS, TASK(free_s)},
    {94, "Total Slack", MPX_SECONDS, TASK(total_s)},
    {95, "Priority", MPX_PRIORITY, TASK(item.priority)},
    {96, "Subproject File", MPX_TEXT, TASK(subproject)},
    {97, "Project", MPX_RESULT, NOWHERE},
    {98, "Unique ID", MPX_INT, TASK(uid)},
    {99, "Outline Number", MPX_TEXT, TASK(outline_number)},
    {110, "Flag1", CUSTOM(FLAG)},
    {111, "Flag2", CUSTOM(FLAG)},
    {112, "Flag3", CUSTOM(FLAG)},
    {113, "Flag4", CUSTOM(FLAG)},
    {114, "Flag5", CUSTOM(FLAG)},
    {115, "Flag6", CUSTOM(FLAG)},
    {116, "Flag7", CUSTOM(FLAG)},
    {117, "Flag8", CUSTOM(FLAG)},
    {118, "Flag9", CUSTOM(FLAG)},
    {119, "Flag10", CUSTOM(FLAG)},
    {120, "Summary", MPX_YES, TASK(is_summary)},
    {121, "Objects", MPX_RESULT, NOWHERE},
    {122, "Linked Fields", MPX_RESULT, NOWHERE},
    {123, "Hide Bar", MPX_DROPPED, NOWHERE},
    {125, "Created", MPX_RESULT, NOWHERE},
    {126, "Start4", CUSTOM(START)},
    {127, "Finish4", CUSTOM(FINISH)},
    {128, "Start5", CUSTOM(START)},
    {129, "Finish5", CUSTOM(FINISH)},
    {135, "Confirmed", MPX_DROPPED, NOWHERE},
    {136, "Update Needed", MPX_DROPPED, NOWHERE},
    {140, "Number1", CUSTOM(NUMBER)},
    {141, "Number2", CUSTOM(NUMBER)},
    {142, "Number3", CUSTOM(NUMBER)},
    {143, "Number4", CUSTOM(NUMBER)},
    {144, "Number5", CUSTOM(NUMBER)},
    {150, "Stop", MPX_MOMENT, TASK(stop)},
    {151, "Resume No Earlier Than", MPX_MOMENT, TASK(resume)},
};
const size_t mpx_task_fields_n = COUNT(mpx_task_fields);

const struct mpx_field mpx_resource_fields[] = {
    {1, "Name", MPX_TEXT, RESOURCE(r.title)},
    {2, "Initials", MPX_TEXT, RESOURCE(r.initials)},
    {3, "Group", MPX_TEXT, RESOURCE(r.group_name)},
    {4, "Code", MPX_TEXT, RESOURCE(r.code)},
    {5, "Text1", CUSTOM(TEXT)},
    {6, "Text2", CUSTOM(TEXT)},
    {7, "Text3", CUSTOM(TEXT)},
    {8, "Text4", CUSTOM(TEXT)},
    {9, "Text5", CUSTOM(TEXT)},
    {10, "Notes", MPX_TEXT, RESOURCE(r.body)},
    {11, "Email Address", MPX_TEXT, RESOURCE(r.email)},
    {20, "Work", MPX_RESULT, NOWHERE},
    {21, "Baseline Work", MPX_RESULT, NOWHERE},
    {22, "Actual Work", MPX_RESULT, NOWHERE},
    {23, "Remaining Work", MPX_RESULT, NOWHERE},
    {24, "Overtime Work", MPX_RESULT, NOWHERE},
    {25, "Work Variance", MPX_RESULT, NOWHERE},
    {26, "% Work Complete", MPX_RESULT, NOWHERE},
    {30, "Cost", MPX_RESULT, NOWHERE},
    {31, "Baseline Cost", MPX_RESULT, NOWHERE},
    {32, "Actual Cost", MPX_RESULT, NOWHERE},
    {33, "Remaining Cost", MPX_RESULT, NOWHERE},
    {34, "Cost Variance", MPX_RESULT, NOWHERE},
    {40, "ID", MPX_INT, RESOURCE(no)},
    {41, "Max Units", MPX_UNITS, RESOURCE(r.max_units)},
    {42, "Standard Rate", MPX_RATE, RESOURCE(r.std_rate_minor)},
    {43, "Overtime Rate", MPX_RATE, RESOURCE(r.ot_rate_minor)},
    {44, "Cost Per Use", MPX_MONEY, RESOURCE(r.per_use_minor)},
    {45, "Accrue At", MPX_ACCRUAL, RESOURCE(r.accrual)},
    {46, "Overallocated", MPX_RESULT, NOWHERE},
    {47, "Peak", MPX_RESULT, NOWHERE},
    {48, "Base Calendar", MPX_TEXT, RESOURCE(calendar)},
    {49, "Unique ID", MPX_INT, RESOURCE(uid)},
    {50, "Objects", MPX_RESULT, NOWHERE},
    {51, "Linked Fields", MPX_RESULT, NOWHERE},
};
const size_t mpx_resource_fields_n = COUNT(mpx_resource_fields);

/* ---- columns ------------------------------------------------------------------------------ */

static err too_many(const struct mpx_record *rec)
{
    return err_make(ERR_TOO_LARGE, "Line %lld: a table has more than %d columns",
                    (long long)rec->line, MPX_COLUMNS_MAX);
}

err mpx_columns_by_name(struct mpx_table *t, const struct mpx_record *rec)
{
    if (rec->n > MPX_COLUMNS_MAX)
        return too_many(rec);
    t->n = rec->n;
    for (size_t c = 0; c < rec->n; c++) {
        t->names[c] = str_trim(rec->cells[c]);
        t->columns[c] = NULL;
        for (size_t i = 0; i < t->n_fields && !t->columns[c]; i++)
            if (str_eq_nocase(t->names[c], str_from(t->fields[i].name)))
                t->columns[c] = &t->fields[i];
    }
    return OK;
}

err mpx_columns_by_number(struct mpx_table *t, const struct mpx_record *rec)
{
    if (rec->n > MPX_COLUMNS_MAX)
        return too_many(rec);
    for (size_t c = 0; c < rec->n; c++) {
        int64_t number = 0;
        if (!mpx_int(rec->cells[c], &number))
            return mpx_wrong(rec, c + 1, "the number of a field");
        t->columns[c] = NULL;
        if (c >= t->n)
            t->names[c] = rec->cells[c];
        for (size_t i = 0; i < t->n_fields && !t->columns[c]; i++)
            if (t->fields[i].number == number)
                t->columns[c] = &t->fields[i];
    }
    t->n = rec->n;
    return OK;
}

/* ---- cells -------------------------------------------------------------------------------- */

static const char *const kind_names[] = {
    [MPX_RESULT] = "a result",     [MPX_DROPPED] = "a text",
    [MPX_TEXT] = "a text",         [MPX_INT] = "a whole number",
    [MPX_NUMBER] = "a number",     [MPX_UNITS] = "a number",
    [MPX_MONEY] = "an amount",     [MPX_RATE] = "a rate",
    [MPX_SPAN] = "a duration",     [MPX_SECONDS] = "a duration",
    [MPX_YES] = "yes or no",       [MPX_CONSTRAINT] = "a constraint",
    [MPX_PRIORITY] = "a priority", [MPX_ACCRUAL] = "an accrual",
    [MPX_CUSTOM] = "a value",      [MPX_MOMENT] = "a date between 1900 and 2199",
};

/* A word may be of a language that is not known here: told, and left as if it were not there. */
static bool is_word(enum mpx_kind kind)
{
    return kind == MPX_YES || kind == MPX_CONSTRAINT || kind == MPX_PRIORITY || kind == MPX_ACCRUAL;
}

static bool seconds_read(const struct mpx_format *f, str text, int64_t *to)
{
    struct mpx_span span = {.s = *to};
    if (!mpx_span_read(f, text, &span))
        return false;
    *to = span.s;
    return true;
}

static bool cell_read(const struct mpx_reader *r, enum mpx_kind kind, str cell, void *to)
{
    switch (kind) {
    case MPX_TEXT: *(str *)to = cell.n ? cell : STR_NONE; return true;
    case MPX_INT: return mpx_int(cell, to);
    case MPX_NUMBER: return mpx_number(&r->format, cell, to);
    case MPX_UNITS: return mpx_units(&r->format, cell, to);
    case MPX_MONEY: return mpx_money(&r->format, cell, to);
    case MPX_RATE: return mpx_rate(&r->format, cell, to);
    case MPX_SPAN: return mpx_span_read(&r->format, cell, to);
    case MPX_SECONDS: return seconds_read(&r->format, cell, to);
    case MPX_MOMENT: return mpx_moment_read(&r->format, cell, to);
    case MPX_YES: return mpx_yes(cell, to);
    case MPX_CONSTRAINT: return mpx_constraint(cell, to);
    case MPX_PRIORITY: return mpx_priority(cell, to);
    case MPX_ACCRUAL: return mpx_accrual(cell, to);
    case MPX_RESULT:
    case MPX_DROPPED:
    case MPX_CUSTOM: break;
    }
    return true;
}

static void drop(struct mpx_reader *r, const struct mpx_table *t, size_t column, str cell,
                 int64_t line)
{
    bool yes = true;
    char name[120];
    if (mpx_is_nothing(cell) || (mpx_yes(cell, &yes) && !yes))
        return;
    (void)snprintf(name, sizeof name, "%s/%.*s", t->what, (int)str_sub(t->names[column], 0, 80).n,
                   t->names[column].p ? t->names[column].p : "");
    report_drop(r->b.report, name, t->columns[column] ? NULL : "Not known to this reader", line);
}

static str short_text(str cell)
{
    cell = str_sub(cell, 0, 40);
    while (cell.n && !str_is_utf8(cell))
        cell.n--;
    return cell;
}

err mpx_row(struct mpx_reader *r, const struct mpx_table *t, const struct mpx_record *rec, void *to,
            size_t owner)
{
    if (!t->n)
        return err_make(ERR_SYNTAX, "Line %lld: a %s before the columns are named",
                        (long long)rec->line, t->what);
    for (size_t c = 0; c < rec->n && c < t->n; c++) {
        const struct mpx_field *f = t->columns[c];
        str                     cell = str_trim(rec->cells[c]);
        bool                    is_resource = t == &r->resource_table;
        if (!f || f->kind == MPX_DROPPED)
            drop(r, t, c, cell, rec->line);
        else if (f->kind == MPX_CUSTOM && cell.n)
            vec_push(r->b.mem, &r->values,
                     (struct mpx_value){f, is_resource, owner, cell, rec->line});
        else if (cell_read(r, f->kind, cell, (char *)to + f->offset))
            continue;
        else if (is_word(f->kind))
            report_warn(r->b.report, f->name, rec->line, "\"%.*s\" is not %s; left out",
                        STR_ARG(short_text(cell)), kind_names[f->kind]);
        else
            return mpx_wrong(rec, c + 1, kind_names[f->kind]);
    }
    return OK;
}

/* ---- custom fields ------------------------------------------------------------------------ */

static str decimal_text(struct arena *mem, double v)
{
    struct buf b;
    buf_init(&b, 64);
    buf_double(&b, v);
    str text = str_copy(mem, buf_view(&b));
    buf_done(&b);
    return text;
}

/* The kind's canonical text; absent for what every row of MS Project says: 0, No, NA. */
static str canonical(struct mpx_reader *r, const struct mpx_value *v)
{
    const struct mpx_format *f = &r->format;
    int64_t                  n = 0;
    double                   d = 0;
    bool                     yes = false;
    struct mpx_moment        m = {INSTANT_NONE, false};
    switch (v->field->custom) {
    case CUSTOM_TEXT: return v->text;
    case CUSTOM_NUMBER:
        return !mpx_number(f, v->text, &d) ? v->text
               : d < 0 || d > 0            ? decimal_text(r->b.mem, d)
                                           : STR_NONE;
    case CUSTOM_COST:
        if (!mpx_money(f, v->text, &n))
            return v->text;
        d = 1;
        for (int64_t k = 0; k < f->currency_digits; k++)
            d *= 10;
        return n ? decimal_text(r->b.mem, (double)n / d) : STR_NONE;
    case CUSTOM_DURATION:
        if (!seconds_read(f, v->text, &n))
            return v->text;
        return n ? str_fmt(r->b.mem, "%lld", (long long)n) : STR_NONE;
    case CUSTOM_FLAG: return !mpx_yes(v->text, &yes) ? v->text : yes ? S("true") : STR_NONE;
    case CUSTOM_DATE:
    case CUSTOM_START:
    case CUSTOM_FINISH:
        if (!mpx_moment_read(f, v->text, &m))
            return v->text;
        n = v->field->custom == CUSTOM_FINISH ? mpx_finish_of(r, m) : mpx_start_of(r, m);
        return n == INSTANT_NONE ? STR_NONE : instant_text(r->b.mem, n);
    }
    return v->text;
}

err mpx_build_values(struct mpx_reader *r)
{
    for (size_t i = 0; i < r->values.n; i++) {
        const struct mpx_value *v = &r->values.v[i];
        struct custom_field     f;
        entity_init(&custom_field_entity, &f);
        f.target = v->of_resource ? CUSTOM_OF_RESOURCE : CUSTOM_OF_ITEM;
        f.name = str_from(v->field->name);
        f.kind = v->field->custom;
        struct id owner = v->of_resource ? r->resources.v[v->owner]->r.head.id
                                         : r->tasks.v[v->owner]->item.head.id;
        TRY(builder_value(&r->b, &f, owner, canonical(r, v), v->line));
    }
    return OK;
}
