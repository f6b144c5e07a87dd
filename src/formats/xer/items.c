/* formats/xer/items.c - PROJWBS and TASK into items, and the results that the file holds.
 *
 * WBS elements are summaries, ids 1 to n in file order, activities behind them. A WBS element whose
 * parent is not in the file is at the top: the node of a project, which hangs below the enterprise
 * structure there. What P6 calculated is kept for comparing only.
 */
#include "formats/xer/reader.h"

#include "formats/notes.h"

#include <math.h>
#include <stdlib.h>

enum { WBS_LEVELS_MAX = 200, PERCENT_BEGUN_MAX = 99 };

#define IGNORED(name)                                                                              \
    {                                                                                              \
        name, XER_IGNORED, 0                                                                       \
    }
#define COLUMN(name, type, member)                                                                 \
    {                                                                                              \
        name, type, offsetof(struct xer_wbs, member)                                               \
    }
static const struct xer_column wbs_columns[] = {
    COLUMN("wbs_id", XER_INT, id),
    COLUMN("proj_id", XER_INT, project),
    COLUMN("parent_wbs_id", XER_INT, parent),
    COLUMN("seq_num", XER_INT, rank),
    COLUMN("wbs_short_name", XER_TEXT, code),
    COLUMN("wbs_name", XER_TEXT, title),
    COLUMN("proj_node_flag", XER_YES, is_project),
    IGNORED("obs_id"),
    IGNORED("est_wt"),
    IGNORED("sum_data_flag"),
    IGNORED("status_code"),
    IGNORED("ev_user_pct"),
    IGNORED("ev_etc_user_value"),
    IGNORED("ev_compute_type"),
    IGNORED("ev_etc_compute_type"),
    IGNORED("guid"),
};
#undef COLUMN
#define COLUMN(name, type, member)                                                                 \
    {                                                                                              \
        name, type, offsetof(struct xer_task, member)                                              \
    }
static const struct xer_column task_columns[] = {
    COLUMN("task_id", XER_INT, id),
    COLUMN("proj_id", XER_INT, project),
    COLUMN("wbs_id", XER_INT, wbs),
    COLUMN("clndr_id", XER_INT, calendar),
    COLUMN("phys_complete_pct", XER_NUMBER, physical),
    COLUMN("complete_pct_type", XER_TEXT, percent_type),
    COLUMN("task_type", XER_TEXT, type),
    COLUMN("duration_type", XER_TEXT, duration_type),
    COLUMN("status_code", XER_TEXT, status),
    COLUMN("task_code", XER_TEXT, code),
    COLUMN("task_name", XER_TEXT, title),
    COLUMN("total_float_hr_cnt", XER_HOURS, total_s),
    COLUMN("free_float_hr_cnt", XER_HOURS, free_s),
    COLUMN("remain_drtn_hr_cnt", XER_HOURS, remaining_s),
    COLUMN("target_drtn_hr_cnt", XER_HOURS, target_s),
    COLUMN("cstr_date", XER_TIME, constraint_at),
    COLUMN("cstr_type", XER_TEXT, constraint),
    COLUMN("cstr_date2", XER_TIME, constraint2_at),
    COLUMN("cstr_type2", XER_TEXT, constraint2),
    COLUMN("act_start_date", XER_TIME, actual_start),
    COLUMN("act_end_date", XER_TIME, actual_finish),
    COLUMN("late_start_date", XER_TIME, late_start),
    COLUMN("late_end_date", XER_TIME, late_finish),
    COLUMN("expect_end_date", XER_TIME, expected),
    COLUMN("early_start_date", XER_TIME, early_start),
    COLUMN("early_end_date", XER_TIME, early_finish),
    COLUMN("restart_date", XER_TIME, restart),
    COLUMN("reend_date", XER_TIME, reend),
    COLUMN("rem_late_start_date", XER_TIME, rem_late_start),
    COLUMN("rem_late_end_date", XER_TIME, rem_late_finish),
    COLUMN("priority_type", XER_TEXT, priority),
    COLUMN("suspend_date", XER_TIME, suspend),
    COLUMN("resume_date", XER_TIME, resume),
    COLUMN("driving_path_flag", XER_YES, on_path),
    COLUMN("external_early_start_date", XER_TIME, external_start),
    COLUMN("external_late_end_date", XER_TIME, external_finish),
    IGNORED("rev_fdbk_flag"),
    IGNORED("est_wt"),
    IGNORED("lock_plan_flag"),
    IGNORED("auto_compute_act_flag"),
    IGNORED("rsrc_id"),
    IGNORED("act_work_qty"),
    IGNORED("remain_work_qty"),
    IGNORED("target_work_qty"),
    IGNORED("target_cost"),
    IGNORED("target_equip_qty"),
    IGNORED("act_equip_qty"),
    IGNORED("remain_equip_qty"),
    COLUMN("target_start_date", XER_TIME, target_start),
    COLUMN("target_end_date", XER_TIME, target_finish),
    IGNORED("float_path"),
    IGNORED("float_path_order"),
    IGNORED("guid"),
    IGNORED("tmpl_guid"),
    IGNORED("act_this_per_work_qty"),
    IGNORED("act_this_per_equip_qty"),
    IGNORED("create_date"),
    IGNORED("update_date"),
    IGNORED("create_user"),
    IGNORED("update_user"),
};

/* A word of P6 and ours; the first row is for what is not known. */
struct word {
    const char *word;
    int         value;
};

struct asked {
    struct xer_reader *r;
    const char        *column;
    int64_t            line;
    str                word;
};

static int word_value(const struct word *words, size_t n, struct asked of)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(of.word, str_from(words[i].word)))
            return words[i].value;
    if (str_trim(of.word).n)
        report_warn(of.r->put.report, of.column, of.line,
                    "%s: \"%.*s\" is not known here; the activity is taken as if it said %s",
                    of.column, STR_ARG(str_sub(of.word, 0, 60)),
                    *words[0].word ? words[0].word : "nothing");
    return words[0].value;
}
#define VALUE_OF(words, r, t, member, column)                                                      \
    word_value(words, COUNT(words), (struct asked){r, "TASK/" column, (t)->line, (t)->member})

static const struct word types[] = {
    {"TT_Task", ACTIVITY_TASK},
    {"TT_Rsrc", ACTIVITY_RESOURCE_DEPENDENT},
    {"TT_Mile", ACTIVITY_START_MILESTONE},
    {"TT_FinMile", ACTIVITY_FINISH_MILESTONE},
    {"TT_LOE", ACTIVITY_LEVEL_OF_EFFORT},
    {"TT_WBS", ACTIVITY_WBS_SUMMARY},
};
static const struct word constraints[] = {
    {"", CONSTRAINT_ASAP},
    {"CS_ASAP", CONSTRAINT_ASAP},
    {"CS_ALAP", CONSTRAINT_ALAP},
    {"CS_MSO", CONSTRAINT_MSO},
    {"CS_MSOA", CONSTRAINT_SNET},
    {"CS_MSOB", CONSTRAINT_SNLT},
    {"CS_MEO", CONSTRAINT_MFO},
    {"CS_MEOA", CONSTRAINT_FNET},
    {"CS_MEOB", CONSTRAINT_FNLT},
    {"CS_MANDSTART", CONSTRAINT_MANDATORY_START},
    {"CS_MANDFIN", CONSTRAINT_MANDATORY_FINISH},
};
static const struct word statuses[] = {
    {"", ITEM_READY}, /* the dates tell */
    {"TK_NotStart", ITEM_PLANNED},
    {"TK_Active", ITEM_ACTIVE},
    {"TK_Complete", ITEM_DONE},
};
static const struct word duration_types[] = {
    {"DT_FixedDrtn", FIXED_DURATION},
    {"DT_FixedDUR2", FIXED_DURATION},
    {"DT_FixedRate", FIXED_UNITS},
    {"DT_FixedQty", FIXED_WORK},
};
static const struct word priorities[] = {
    {"PT_Normal", 500}, {"PT_Top", 900}, {"PT_High", 700}, {"PT_Low", 300}, {"PT_Lowest", 100},
};

/* ---- WBS ------------------------------------------------------------------------------------ */

static err wbs_see(void *self, void *record)
{
    struct xer_reader    *r = self;
    const struct xer_wbs *w = record;
    if (w->id == INT_NONE || xer_is_baseline(r, w->project))
        return OK;
    if (map_get(&r->wbs_ids, w->id, &(int64_t){0}))
        return err_make(ERR_INVALID, "Line %lld: WBS element %lld occurs twice.",
                        (long long)w->line, (long long)w->id);
    vec_push(r->mem, &r->wbs, *w);
    map_put(&r->wbs_ids, w->id, ++r->n_items);
    return OK;
}

/* Index + 1 of the parent; 0: top. */
static int64_t wbs_parent(const struct xer_reader *r, const struct xer_wbs *w)
{
    return w->parent == INT_NONE || w->parent == w->id ? 0 : map_or(&r->wbs_ids, w->parent, 0);
}

/* Elements that hang below themselves go to the top, with a warning. */
static void wbs_untangle(struct xer_reader *r)
{
    for (size_t i = 0; i < r->wbs.n; i++) {
        int     level = 0;
        int64_t at = wbs_parent(r, &r->wbs.v[i]);
        while (at && level++ < WBS_LEVELS_MAX)
            at = wbs_parent(r, &r->wbs.v[at - 1]);
        if (!at)
            continue;
        report_warn(r->put.report, "PROJWBS/parent_wbs_id", r->wbs.v[i].line,
                    "WBS element %lld lies below itself or too deep; it was put at the top",
                    (long long)r->wbs.v[i].id);
        r->wbs.v[i].parent = INT_NONE;
    }
}

/* Codes from the top, joined by points. */
static str wbs_code(const struct xer_reader *r, const struct xer_wbs *w)
{
    str     code = w->code;
    int64_t at = wbs_parent(r, w);
    for (; at && code.n < 200; at = wbs_parent(r, &r->wbs.v[at - 1]))
        code = str_fmt(r->mem, "%.*s.%.*s", STR_ARG(r->wbs.v[at - 1].code), STR_ARG(code));
    return code;
}

static void project_node(const struct xer_reader *r, const struct xer_wbs *w, struct item *i)
{
    const struct xer_project *p = xer_project_of(r, w->project);
    if (!w->is_project || !p || r->projects.n < 2)
        return;
    i->data_date = p->data_date;
    i->deadline = p->must_finish;
}

static err wbs_put(struct xer_reader *r, size_t at)
{
    const struct xer_wbs *w = &r->wbs.v[at];
    struct item           i;
    entity_init(&item_entity, &i);
    i.kind = ITEM_SUMMARY;
    i.title = str_trim(w->title).n ? w->title : str_trim(w->code).n ? w->code : S("WBS");
    i.parent.v = wbs_parent(r, w);
    i.rank = (w->rank == INT_NONE || llabs(w->rank) > INT32_MAX ? 0 : w->rank) * RANK_GAP;
    i.duration_s = 0;
    i.wbs_code = wbs_code(r, w);
    i.source_uid = w->id;
    i.body = r->notes.n > at ? r->notes.v[at] : STR_NONE;
    project_node(r, w, &i);
    return record_put(&r->put, &item_entity, &i, (int64_t)at + 1, w->line);
}

/* ---- activities -------------------------------------------------------------------------------
 */

static err task_see(void *self, void *record)
{
    struct xer_reader *r = self;
    struct xer_task   *t = record;
    if (t->id == INT_NONE) {
        report_warn(r->put.report, "TASK/task_id", t->line,
                    "An activity without a number; it was "
                    "left out");
        return OK;
    }
    if (xer_is_baseline(r, t->project)) {
        map_put(&r->baseline_task_ids, t->id, (int64_t)r->baseline_tasks.n);
        vec_push(r->mem, &r->baseline_tasks, *t);
        return OK;
    }
    if (map_get(&r->task_ids, t->id, &(int64_t){0}))
        return err_make(ERR_INVALID, "Line %lld: activity %lld occurs twice.", (long long)t->line,
                        (long long)t->id);
    vec_push(r->mem, &r->tasks, *t);
    map_put(&r->task_ids, t->id, ++r->n_items);
    return OK;
}

/* The status decides; dates that contradict it are completed or left out. */
static void progress_of(struct xer_reader *r, const struct xer_task *t, struct item *i)
{
    const int  said = VALUE_OF(statuses, r, t, status, "status_code");
    const bool is_said = said != ITEM_READY; /* else the dates tell */
    const bool is_done = is_said ? said == ITEM_DONE : t->actual_finish != INSTANT_NONE;
    const bool is_begun = is_done ||
                          (is_said ? said == ITEM_ACTIVE : t->actual_start != INSTANT_NONE);
    i->state = is_done ? ITEM_DONE : is_begun ? ITEM_ACTIVE : ITEM_PLANNED;
    if (!is_begun)
        return;
    i->actual_start = t->actual_start != INSTANT_NONE ? t->actual_start : t->actual_finish;
    if (is_done)
        i->actual_finish = t->actual_finish != INSTANT_NONE ? t->actual_finish : t->actual_start;
    if (i->actual_start == INSTANT_NONE) {
        report_warn(r->put.report, "TASK/act_start_date", t->line,
                    "Activity %.*s has begun, but not when; the data date was taken",
                    STR_ARG(str_sub(t->code, 0, 60)));
        i->actual_start = r->project.data_date != INSTANT_NONE ? r->project.data_date
                                                               : r->project.start;
        i->actual_finish = is_done ? i->actual_start : INSTANT_NONE;
    }
    if (i->actual_finish != INSTANT_NONE && i->actual_finish < i->actual_start)
        i->actual_start = i->actual_finish;
}

static double percent_of(const struct xer_task *t, const struct item *i)
{
    const double target = (double)i->duration_s, rest = (double)i->remaining_duration_s;
    if (i->state != ITEM_ACTIVE || target <= 0)
        return i->state == ITEM_DONE ? 100 : 0;
    (void)t;
    return fmax(0, fmin(floor(100 * (target - rest) / target + 0.5), PERCENT_BEGUN_MAX));
}

static void durations_of(const struct xer_task *t, struct item *i)
{
    const bool is_moment = i->activity_type == ACTIVITY_START_MILESTONE ||
                           i->activity_type == ACTIVITY_FINISH_MILESTONE;
    i->duration_s = t->target_s != DURATION_NONE ? t->target_s : 0;
    if (t->target_s == DURATION_NONE && t->remaining_s != DURATION_NONE)
        i->duration_s = t->remaining_s;
    i->remaining_duration_s = t->remaining_s != DURATION_NONE ? t->remaining_s : i->duration_s;
    if (is_moment || i->state == ITEM_DONE)
        i->remaining_duration_s = 0;
    if (is_moment)
        i->duration_s = 0;
    i->percent_complete = percent_of(t, i);
    i->physical_percent = str_eq(t->percent_type, S("CP_Phys")) ? t->physical : NAN;
}

/* Without a date only as soon and as late as possible can be kept. */
static enum constraint_kind dated(struct xer_reader *r, const struct xer_task *t,
                                  enum constraint_kind kind, instant at)
{
    if (at != INSTANT_NONE || kind <= CONSTRAINT_ALAP)
        return kind;
    report_warn(r->put.report, "TASK/cstr_date", t->line,
                "Activity %.*s has a constraint without its date; it has none now",
                STR_ARG(str_sub(t->code, 0, 60)));
    return CONSTRAINT_ASAP;
}

static void constraints_of(struct xer_reader *r, const struct xer_task *t, struct item *i)
{
    const int first = VALUE_OF(constraints, r, t, constraint, "cstr_type");
    const int second = VALUE_OF(constraints, r, t, constraint2, "cstr_type2");
    i->constraint_at = t->constraint_at;
    i->constraint2_at = t->constraint2_at;
    i->constraint = dated(r, t, (enum constraint_kind)first, i->constraint_at);
    i->constraint2 = dated(r, t, (enum constraint_kind)second, i->constraint2_at);
    i->expected_finish = t->expected;
    i->external_start_at = t->external_start;
    i->external_finish_at = t->external_finish;
    i->stop_at = t->suspend;
    i->resume_at = t->resume;
}

static int64_t calendar_of(struct xer_reader *r, const struct xer_task *t)
{
    int64_t id = 0;
    if (t->calendar == INT_NONE || map_get(&r->calendar_ids, t->calendar, &id))
        return id;
    report_warn(
        r->put.report, "TASK/clndr_id", t->line,
        "Activity %.*s uses calendar %lld, which is not in the file; it takes the project's",
        STR_ARG(str_sub(t->code, 0, 60)), (long long)t->calendar);
    return 0;
}

static err task_put(struct xer_reader *r, size_t at)
{
    const struct xer_task *t = &r->tasks.v[at];
    const int64_t          id = map_or(&r->task_ids, t->id, 0);
    struct item            i;
    entity_init(&item_entity, &i);
    i.activity_type = (enum activity_type)VALUE_OF(types, r, t, type, "task_type");
    i.is_milestone = i.activity_type == ACTIVITY_START_MILESTONE ||
                     i.activity_type == ACTIVITY_FINISH_MILESTONE;
    i.kind = i.is_milestone ? ITEM_MILESTONE : ITEM_TASK;
    i.title = str_trim(t->title).n ? t->title : str_trim(t->code).n ? t->code : S("Activity");
    i.parent.v = map_or(&r->wbs_ids, t->wbs, 0);
    i.rank = id * RANK_GAP;
    i.wbs_code = t->code;
    i.priority = VALUE_OF(priorities, r, t, priority, "priority_type");
    i.duration_type = (enum duration_type)VALUE_OF(duration_types, r, t, duration_type,
                                                   "duration_type");
    i.calendar.v = calendar_of(r, t);
    i.source_uid = t->id;
    i.body = r->notes.n >= (size_t)id ? r->notes.v[id - 1] : STR_NONE;
    progress_of(r, t, &i);
    durations_of(t, &i);
    constraints_of(r, t, &i);
    return record_put(&r->put, &item_entity, &i, id, t->line);
}

/* ---- results ----------------------------------------------------------------------------------
 */

static instant first_said(instant a, instant b)
{
    return a != INSTANT_NONE ? a : b;
}

static struct stored_dates stored_of(const struct xer_reader *r, const struct xer_task *t)
{
    struct stored_dates s = {.uid = t->id, .total_slack_s = t->total_s, .free_slack_s = t->free_s};
    s.early_start = first_said(t->early_start, t->restart);
    s.early_finish = first_said(t->early_finish, t->reend);
    s.late_start = first_said(t->late_start, t->rem_late_start);
    s.late_finish = first_said(t->late_finish, t->rem_late_finish);
    s.start = first_said(t->actual_start, s.early_start);
    s.finish = first_said(t->actual_finish, s.early_finish);
    s.has_critical = r->project.critical_by == CRITICAL_BY_LONGEST_PATH;
    s.critical = t->on_path;
    return s;
}

static void results_keep(struct xer_reader *r)
{
    struct stored_results *s = &r->out->stored;
    s->n = (size_t)r->n_items;
    s->v = arena_array(r->mem, struct stored_dates, s->n + 1);
    for (size_t i = 0; i < s->n; i++)
        s->v[i] = (struct stored_dates){.uid = INT_NONE,
                                        .start = INSTANT_NONE,
                                        .finish = INSTANT_NONE,
                                        .early_start = INSTANT_NONE,
                                        .early_finish = INSTANT_NONE,
                                        .late_start = INSTANT_NONE,
                                        .late_finish = INSTANT_NONE,
                                        .total_slack_s = DURATION_NONE,
                                        .free_slack_s = DURATION_NONE};
    for (size_t i = 0; i < r->tasks.n; i++)
        s->v[map_or(&r->task_ids, r->tasks.v[i].id, 1) - 1] = stored_of(r, &r->tasks.v[i]);
}

/* ---- notes ------------------------------------------------------------------------------------
 */

struct memo {
    int64_t line, task, wbs, project;
    str     text;
};

static void note_add(struct xer_reader *r, int64_t item, str text)
{
    while (r->notes.n < (size_t)item)
        vec_push(r->mem, &r->notes, STR_NONE);
    str *to = &r->notes.v[item - 1];
    *to = to->n ? str_fmt(r->mem, "%.*s\n\n%.*s", STR_ARG(*to), STR_ARG(text)) : text;
}

/* Notes of a WBS element; those of a project itself go to the one project. */
static err wbs_memo_see(void *self, void *record)
{
    struct xer_reader *r = self;
    const struct memo *m = record;
    const int64_t      id = m->wbs == INT_NONE ? 0 : map_or(&r->wbs_ids, m->wbs, 0);
    const str          text = str_trim(notes_text(r->mem, m->text));
    if (!text.n || xer_is_baseline(r, m->project))
        return OK;
    if (id) {
        note_add(r, id, text);
        return OK;
    }
    if (r->projects.n > 1) {
        report_drop(r->put.report, xer_label(&r->file, "WBSMEMO"),
                    "Its WBS element is not in the file", m->line);
        return OK;
    }
    str *to = &r->project.body;
    *to = to->n ? str_fmt(r->mem, "%.*s\n\n%.*s", STR_ARG(*to), STR_ARG(text)) : text;
    return record_put(&r->put, &project_entity, &r->project, 1, m->line);
}

static err memo_see(void *self, void *record)
{
    struct xer_reader *r = self;
    const struct memo *m = record;
    const int64_t      id = m->task == INT_NONE ? 0 : map_or(&r->task_ids, m->task, 0);
    const str          text = str_trim(notes_text(r->mem, m->text));
    if (!id || !text.n)
        return OK;
    note_add(r, id, text);
    return OK;
}

err xer_read_items(struct xer_reader *r)
{
    static const struct xer_column memo_columns[] = {
        {"task_id", XER_INT, offsetof(struct memo, task)},
        {"task_memo", XER_TEXT, offsetof(struct memo, text)},
        IGNORED("memo_id"),
        IGNORED("memo_type_id"),
        IGNORED("proj_id"),
    };
    static const struct xer_column wbs_memo_columns[] = {
        {"wbs_id", XER_INT, offsetof(struct memo, wbs)},
        {"proj_id", XER_INT, offsetof(struct memo, project)},
        {"wbs_memo", XER_TEXT, offsetof(struct memo, text)},
        IGNORED("wbs_memo_id"),
        IGNORED("memo_type_id"),
    };
    static const struct xer_binding wbs_memo = {wbs_memo_columns, COUNT(wbs_memo_columns),
                                                sizeof(struct memo)};
    static const struct xer_binding wbs = {wbs_columns, COUNT(wbs_columns), sizeof(struct xer_wbs)};
    static const struct xer_binding task = {task_columns, COUNT(task_columns),
                                            sizeof(struct xer_task)};
    static const struct xer_binding memo = {memo_columns, COUNT(memo_columns), sizeof(struct memo)};
    if (r->projects.n > 1)
        TRY(xer_each(&r->context, xer_table(&r->file, XER_TOP), &wbs, wbs_see));
    TRY(xer_each(&r->context, xer_table(&r->file, "PROJWBS"), &wbs, wbs_see));
    TRY(xer_each(&r->context, xer_table(&r->file, "TASK"), &task, task_see));
    TRY(xer_each(&r->context, xer_table(&r->file, "TASKMEMO"), &memo, memo_see));
    TRY(xer_each(&r->context, xer_table(&r->file, "WBSMEMO"), &wbs_memo, wbs_memo_see));
    wbs_untangle(r);
    for (size_t i = 0; i < r->wbs.n; i++)
        TRY(wbs_put(r, i));
    for (size_t i = 0; i < r->tasks.n; i++)
        TRY(task_put(r, i));
    results_keep(r);
    return OK;
}
