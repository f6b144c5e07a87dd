/* formats/xer/writer.c - a calculated plan as XER: cells, numbers, projects, and what is lost.
 *
 * The reader's tables in the order of its reading, so that reading what was written gives the same
 * plan. The text is Windows 1252, as P6 reads it, or UTF-8 where that has no letter for it or would
 * be taken for another page. Members that no table holds are counted by name.
 */
#include "formats/xer/writer.h"

#include "domain/field.h"
#include "formats/xer/build.h"
#include "formats/xer/table.h"
#include "formats/xml/encoding.h"

#include <math.h>

/* ---- cells ---------------------------------------------------------------------------------- */

void xer_put_table(struct xer_writer *w, const char *name, const char *fields)
{
    buf_z(w->to, "%T\t");
    buf_z(w->to, name);
    buf_z(w->to, "\r\n%F");
    for (const char *p = fields; *p; p++) {
        if (p == fields)
            buf_char(w->to, '\t');
        buf_char(w->to, *p == ' ' ? '\t' : *p);
    }
    buf_z(w->to, "\r\n");
}

void xer_put_row(struct xer_writer *w)
{
    buf_z(w->to, "%R");
}

void xer_put_end(struct xer_writer *w)
{
    buf_z(w->to, "\r\n");
}

void xer_put_text(struct xer_writer *w, str text)
{
    buf_char(w->to, '\t');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\n')
            buf_z(w->to, "\x7F\x7F");
        else if (text.p[i] != '\r')
            buf_char(w->to, text.p[i] == '\t' ? ' ' : text.p[i]);
    }
}

void xer_put_word(struct xer_writer *w, const char *word)
{
    buf_char(w->to, '\t');
    buf_z(w->to, word);
}

void xer_put_int(struct xer_writer *w, int64_t v)
{
    buf_char(w->to, '\t');
    if (v != INT_NONE)
        buf_int(w->to, v);
}

void xer_put_number(struct xer_writer *w, double v)
{
    buf_char(w->to, '\t');
    if (isfinite(v))
        buf_double(w->to, v);
}

void xer_put_hours(struct xer_writer *w, int64_t seconds)
{
    xer_put_number(w, seconds == DURATION_NONE ? NAN : (double)seconds / HOUR_S);
}

void xer_put_money(struct xer_writer *w, int64_t minor)
{
    xer_put_number(w, minor == INT_NONE ? NAN : (double)minor / 100);
}

void xer_put_time(struct xer_writer *w, instant t)
{
    buf_char(w->to, '\t');
    if (t == INSTANT_NONE)
        return;
    const struct civil c = seconds_civil(t);
    buf_str(w->to,
            str_fmt(w->mem, "%04d-%02d-%02d %02d:%02d", c.year, c.month, c.day, c.hour, c.minute));
    if (c.second)
        report_drop(w->report, "Seconds of dates", "P6 holds minutes", 0);
}

/* ---- losses --------------------------------------------------------------------------------- */

static bool is_named(const char *const *names, const char *name)
{
    for (; *names; names++)
        if (str_eq(str_from(*names), str_from(name)))
            return true;
    return false;
}

void xer_lost(struct xer_writer *w, const struct entity *e, const void *record,
              const char *const *kept)
{
    void *fresh = arena_alloc(w->mem, e->size);
    entity_init(e, fresh);
    for (size_t i = 0; i < e->n_fields; i++) {
        const struct field *f = &e->fields[i];
        if (is_named(kept, f->name) || f->flags & (FIELD_READONLY | FIELD_COMPUTED) ||
            field_is_absent(f, record) || field_equal(f, record, fresh))
            continue;
        report_drop_many(w->report, str_fmt(w->mem, "%s/%s", e->name, f->name),
                         S("P6 has no place for it"), 1, 0);
    }
}

/* Entities that no table of XER holds. */
static void lose_entities(struct xer_writer *w)
{
    static const struct entity *const written[] = {&project_entity,
                                                   &item_entity,
                                                   &link_entity,
                                                   &calendar_entity,
                                                   &resource_entity,
                                                   &assignment_entity,
                                                   &custom_field_entity,
                                                   &custom_value_entity,
                                                   &baseline_entity,
                                                   &baseline_item_entity,
                                                   &resource_rate_entity,
                                                   &calendar_exception_entity,
                                                   &resource_availability_entity};
    for (size_t i = 0; entities[i]; i++) {
        bool is_written = !entity_in_plan(entities[i]);
        for (size_t k = 0; k < COUNT(written); k++)
            is_written |= written[k] == entities[i];
        const size_t n = is_written ? 0 : plan_count(w->plan, entities[i]);
        if (n)
            report_drop_many(w->report, str_from(entities[i]->plural),
                             S("P6 has no place for them"), (int64_t)n, 0);
    }
}

/* ---- numbers -------------------------------------------------------------------------------- */

static int64_t source_uid(const struct entity *e, const void *record)
{
    const struct field *f = entity_find(e, S("source_uid"));
    return f ? field_int(f, record) : INT_NONE;
}

void xer_uids(struct xer_writer *w, const struct entity *e, struct map *to,
              bool (*takes)(const struct xer_writer *w, const void *record))
{
    struct map used;
    int64_t    next = 1;
    map_init(&used, w->mem, 64);
    map_init(to, w->mem, 64);
    for (size_t s = 0; s < plan_slots(w->plan, e); s++) {
        const void   *r = plan_at(w->plan, e, s);
        const int64_t uid = r && takes(w, r) ? source_uid(e, r) : INT_NONE;
        if (uid <= 0 || uid > INT32_MAX || map_get(&used, uid, &(int64_t){0}))
            continue;
        map_put(&used, uid, 1);
        map_put(to, ((const struct record *)r)->id.v, uid);
        next = uid >= next ? uid + 1 : next;
    }
    for (size_t s = 0; s < plan_slots(w->plan, e); s++) {
        const struct record *r = plan_at(w->plan, e, s);
        if (r && takes(w, r) && !map_get(to, r->id.v, &(int64_t){0}))
            map_put(to, r->id.v, next++);
    }
}

bool xer_is_wbs(const struct xer_writer *w, const struct item *i)
{
    const struct item_row *row = plan_row_of(w->plan, i->head.id);
    return !i->is_blank && !i->is_external && (i->kind == ITEM_SUMMARY || (row && row->is_summary));
}

bool xer_is_task(const struct xer_writer *w, const struct item *i)
{
    return !i->is_blank && !i->is_external && !xer_is_wbs(w, i);
}

static bool any(const struct xer_writer *w, const void *record)
{
    return w && record;
}

/* The calendar of roles is made when a file is read: roles have none in P6. */
static bool is_written(const struct xer_writer *w, const void *record)
{
    const struct calendar *c = record;
    return w && !(c->source_uid == INT_NONE && str_eq(c->title, S(XER_ROLE_CALENDAR)));
}

static bool wbs(const struct xer_writer *w, const void *record)
{
    return xer_is_wbs(w, record);
}

static bool task(const struct xer_writer *w, const void *record)
{
    return xer_is_task(w, record);
}

/* ---- projects ------------------------------------------------------------------------------- */

static const struct item *top_of(const struct xer_writer *w, const struct item *i)
{
    const struct item *up = i;
    while (up->parent.v && (up = plan_get(w->plan, &item_entity, i->parent)))
        i = up;
    return i;
}

/* Tops that are projects of their own, or the one top above everything. */
static void find_nodes(struct xer_writer *w)
{
    const struct item *only = NULL;
    int64_t            tops = 0;
    map_init(&w->nodes, w->mem, 8);
    for (size_t s = 0; s < plan_slots(w->plan, &item_entity); s++) {
        const struct item *i = plan_at(w->plan, &item_entity, s);
        if (!i || i->parent.v || i->is_blank || i->is_external)
            continue;
        tops++;
        only = xer_is_wbs(w, i) ? i : NULL;
        if (i->data_date != INSTANT_NONE && xer_is_wbs(w, i))
            map_put(&w->nodes, ++w->n_projects, i->head.id.v);
    }
    if (!w->n_projects) {
        w->n_projects = 1;
        if (tops == 1 && only)
            map_put(&w->nodes, 1, only->head.id.v);
        else if (!w->is_for_xml)
            report_warn(w->report, "PROJWBS", 0,
                        "XER has everything of a project below one WBS element: it was added");
    }
}

static void find_projects(struct xer_writer *w)
{
    struct map of_top;
    find_nodes(w);
    map_init(&of_top, w->mem, 8);
    map_init(&w->project_of, w->mem, 64);
    for (int64_t k = 1; k <= w->n_projects; k++)
        map_put(&of_top, map_or(&w->nodes, k, 0), k);
    for (size_t s = 0; s < plan_slots(w->plan, &item_entity); s++) {
        const struct item *i = plan_at(w->plan, &item_entity, s);
        if (i)
            map_put(&w->project_of, i->head.id.v, map_or(&of_top, top_of(w, i)->head.id.v, 1));
    }
}

int64_t xer_node_uid(const struct xer_writer *w, int64_t project)
{
    return map_or(&w->wbs_uids, map_or(&w->nodes, project, 0), INT32_MAX - project);
}

int64_t xer_baseline_project(const struct xer_writer *w, struct id baseline)
{
    return w->n_projects + baseline.v;
}

struct frame {
    int64_t number;
    str     code, title, notes;
    instant data_date, must_finish;
};

static void project_row(struct xer_writer *w, const struct frame *f)
{
    const struct project *p = w->project;
    xer_put_row(w);
    xer_put_int(w, f->number);
    xer_put_text(w, f->code);
    xer_put_int(w, p->calendar.v ? map_or(&w->calendar_uids, p->calendar.v, INT_NONE) : INT_NONE);
    xer_put_time(w, f->data_date);
    xer_put_time(w, p->start);
    xer_put_time(w, f->must_finish);
    xer_put_int(w, p->critical_slack_limit_days * 8);
    xer_put_word(w, p->critical_by == CRITICAL_BY_LONGEST_PATH ? "CT_DrivPath" : "CT_TotFloat");
}

static int64_t first_baseline(const struct xer_writer *w)
{
    for (size_t s = 0; s < plan_slots(w->plan, &baseline_entity); s++) {
        const struct baseline *b = plan_at(w->plan, &baseline_entity, s);
        if (b)
            return xer_baseline_project(w, b->head.id);
    }
    return INT_NONE;
}

/* Whether the top of the WBS is an item of the plan that is not the project itself. */
static bool has_own_top(const struct xer_writer *w, int64_t project)
{
    return w->n_projects == 1 && project == 1 && map_or(&w->nodes, 1, 0);
}

static void project_end(struct xer_writer *w, const struct frame *f, int64_t original)
{
    xer_put_int(w, original);
    xer_put_word(w, original == INT_NONE ? "Y" : "N");
    xer_put_int(w, f->number == 1 ? first_baseline(w) : INT_NONE);
    if (w->is_for_xml) {
        xer_put_text(w, f->title);
        xer_put_text(w, f->notes);
        xer_put_int(w, has_own_top(w, f->number) ? INT_NONE : xer_node_uid(w, f->number));
    }
    xer_put_end(w);
}

static struct frame frame_of(const struct xer_writer *w, int64_t number)
{
    const struct project *p = w->project;
    const struct item    *node = plan_get(w->plan, &item_entity,
                                          (struct id){map_or(&w->nodes, number, 0)});
    const str             notes = number == 1 ? p->body : STR_NONE;
    if (node && node->data_date != INSTANT_NONE)
        return (struct frame){number,          node->wbs_code.n ? node->wbs_code : node->title,
                              node->title,     notes,
                              node->data_date, node->deadline};
    return (struct frame){
        number, p->code.n ? p->code : p->title, p->title, notes, p->data_date, p->must_finish_by};
}

static void write_projects(struct xer_writer *w)
{
    static const char *const fields =
        "proj_id proj_short_name clndr_id last_recalc_date plan_start_date plan_end_date "
        "critical_drtn_hr_cnt critical_path_type orig_proj_id project_flag sum_base_proj_id";
    xer_put_table(w, "PROJECT",
                  w->is_for_xml
                      ? str_z(w->mem, str_fmt(w->mem, "%s proj_name proj_notes top_wbs_id", fields))
                      : fields);
    for (int64_t k = 1; k <= w->n_projects; k++) {
        const struct frame f = frame_of(w, k);
        project_row(w, &f);
        project_end(w, &f, INT_NONE);
    }
    for (size_t s = 0; s < plan_slots(w->plan, &baseline_entity); s++) {
        const struct baseline *b = plan_at(w->plan, &baseline_entity, s);
        if (!b)
            continue;
        const struct frame f = {xer_baseline_project(w, b->head.id),
                                b->title,
                                b->title,
                                STR_NONE,
                                b->taken_at,
                                INSTANT_NONE};
        project_row(w, &f);
        project_end(w, &f, 1);
    }
}

static const char *yes(bool is)
{
    return is ? "Y" : "N";
}

static void write_options(struct xer_writer *w)
{
    static const char *const lags[] = {"rcal_Predecessor", "rcal_Successor", "rcal_ProjDefault",
                                       "rcal_24Hour"};
    static const char *const floats[] = {"FT_FF", "FT_SS", "FT_Min"};
    static const char *const progress[] = {
        [RETAINED_LOGIC] = "retained", [PROGRESS_OVERRIDE] = "override", [ACTUAL_DATES] = "actual"};
    static const char *const fields =
        "schedoptions_id proj_id sched_float_type sched_calendar_on_relationship_lag "
        "sched_retained_logic sched_progress_override sched_use_expect_end_flag "
        "sched_open_critical_flag sched_outer_depend_type sched_lag_early_start_flag "
        "sched_use_project_end_date_for_float";
    const struct project *p = w->project;
    xer_put_table(w, "SCHEDOPTIONS",
                  w->is_for_xml ? str_z(w->mem, str_fmt(w->mem, "%s sched_progress", fields))
                                : fields);
    for (int64_t k = 1; k <= w->n_projects; k++) {
        xer_put_row(w);
        xer_put_int(w, k);
        xer_put_int(w, k);
        xer_put_word(w, floats[p->float_type]);
        xer_put_word(w, lags[p->lag_calendar]);
        xer_put_word(w, yes(p->progress_mode == RETAINED_LOGIC));
        xer_put_word(w, yes(p->progress_mode == PROGRESS_OVERRIDE));
        xer_put_word(w, yes(p->use_expected_finish));
        xer_put_word(w, yes(p->multiple_critical_paths));
        xer_put_word(w, p->ignore_external ? "SD_None" : "SD_Both");
        xer_put_word(w, yes(!p->start_lag_from_actual));
        xer_put_word(w, yes(!p->float_to_last_finish));
        if (w->is_for_xml)
            xer_put_word(w, progress[p->progress_mode]);
        xer_put_end(w);
    }
}

/* ---- the file ------------------------------------------------------------------------------- */

/* Windows 1252 if it can hold the text and is told from other pages when read. */
static err encode(struct arena *mem, str text, struct buf *to)
{
    int32_t              table[256];
    struct map           byte_of;
    struct buf           bytes;
    struct import_report ignored;
    str                  again;
    bool                 fits = encoding_table("windows-1252", table);
    map_init(&byte_of, mem, 256);
    for (int i = 0; i < 256 && fits; i++)
        map_put(&byte_of, table[i], i + 1);
    buf_init(&bytes, 0);
    for (size_t i = 0; i < text.n && fits;) {
        const unsigned char c = (unsigned char)text.p[i];
        const size_t        n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        int64_t             letter = n == 1 ? c : c & (0x3F >> (n - 1)), byte = 0;
        for (size_t k = 1; k < n && i + k < text.n; k++)
            letter = letter << 6 | (text.p[i + k] & 0x3F);
        fits = map_get(&byte_of, letter, &byte);
        buf_char(&bytes, (char)(byte - 1));
        i += n;
    }
    report_init(&ignored, mem);
    fits = fits && !xer_decode(mem, buf_view(&bytes), &ignored, &again).code && str_eq(again, text);
    buf_str(to, fits ? buf_view(&bytes) : text);
    buf_done(&bytes);
    return buf_err(to);
}

static err print_all(struct xer_writer *w)
{
    const char *const kept[] = {"title",
                                "start",
                                "data_date",
                                "calendar",
                                "must_finish_by",
                                "profile",
                                "lag_calendar",
                                "progress_mode",
                                "float_type",
                                "critical_by",
                                "critical_slack_limit_days",
                                "use_expected_finish",
                                "multiple_critical_paths",
                                "ignore_external",
                                "start_lag_from_actual",
                                "float_to_last_finish",
                                "source_name",
                                "code",
                                w->is_for_xml ? "body" : NULL,
                                NULL};
    buf_z(w->to, "ERMHDR\t8.4\t2000-01-01\tProject\tADMIN\tGantline\tdbxDatabaseNoName\tProject "
                 "Management\tUSD\r\n");
    xer_lost(w, &project_entity, w->project, kept);
    if (!w->is_for_xml && w->project->code.n && !str_eq(w->project->code, w->project->title))
        report_drop(w->report, "project/title",
                    "XER has the code of a project and the name of "
                    "its WBS element",
                    0);
    if (w->project->profile != PROFILE_P6)
        report_warn(w->report, "project/profile", 0,
                    "The plan is calculated by the rules of MS Project; P6 calculates by its own, "
                    "so its dates may differ");
    xer_write_calendars(w);
    write_projects(w);
    write_options(w);
    xer_write_wbs(w);
    xer_write_resources(w);
    xer_write_tasks(w);
    if (w->is_for_xml)
        xer_write_externals(w);
    xer_write_links(w);
    xer_write_assignments(w);
    xer_write_notes(w);
    xer_write_fields(w);
    lose_entities(w);
    buf_z(w->to, "%E\r\n");
    report_sort(w->report);
    return buf_err(w->to);
}

/* From mem, plan, report and to; fills in the rest of *w. */
static err write_tables(struct xer_writer *w)
{
    w->project = plan_project_record(w->plan);
    report_init(w->report, w->mem);
    xer_uids(w, &calendar_entity, &w->calendar_uids, is_written);
    xer_uids(w, &item_entity, &w->wbs_uids, wbs);
    xer_uids(w, &item_entity, &w->task_uids, task);
    xer_uids(w, &resource_entity, &w->resource_uids, any);
    xer_uids(w, &assignment_entity, &w->assignment_uids, any);
    map_init(&w->external_uids, w->mem, 8);
    if (w->is_for_xml)
        xer_external_uids(w);
    find_projects(w);
    return print_all(w);
}

err xer_print(struct arena *mem, const struct plan *plan, struct xer_file *ret_file,
              struct import_report *ret_report)
{
    struct buf        text;
    struct xer_writer w = {
        .mem = mem, .plan = plan, .report = ret_report, .to = &text, .is_for_xml = true};
    buf_init(&text, 0);
    err e = write_tables(&w);
    if (!e.code)
        e = xer_tables(mem, str_copy(mem, buf_view(&text)), ret_report, ret_file);
    buf_done(&text);
    return e;
}

err xer_write(struct arena *mem, const struct plan *plan, struct buf *to,
              struct import_report *ret_report)
{
    struct buf        text;
    struct xer_writer w = {.mem = mem, .plan = plan, .report = ret_report, .to = &text};
    buf_init(&text, 0);
    err e = write_tables(&w);
    if (!e.code)
        e = encode(mem, buf_view(&text), to);
    buf_done(&text);
    return e;
}
