/* formats/xer/project.c - PROJECT and SCHEDOPTIONS into the plan's project and its profile.
 *
 * One project in the file is the plan. Several become one plan, each below a summary with its own
 * data date; the options of the first hold for all.
 */
#include "formats/notes.h"
#include "formats/xer/reader.h"

#include <math.h>

#define COLUMN(name, type, member)                                                                 \
    {                                                                                              \
        name, type, offsetof(struct xer_project, member)                                           \
    }
#define IGNORED(name)                                                                              \
    {                                                                                              \
        name, XER_IGNORED, 0                                                                       \
    }
static const struct xer_column project_columns[] = {
    COLUMN("proj_id", XER_INT, id),
    COLUMN("proj_short_name", XER_TEXT, short_name),
    COLUMN("clndr_id", XER_INT, calendar),
    COLUMN("critical_path_type", XER_TEXT, path_type),
    COLUMN("critical_drtn_hr_cnt", XER_NUMBER, critical_hours),
    COLUMN("last_recalc_date", XER_TIME, data_date),
    COLUMN("plan_start_date", XER_TIME, start),
    COLUMN("plan_end_date", XER_TIME, must_finish),
    COLUMN("orig_proj_id", XER_INT, original),
    COLUMN("proj_name", XER_TEXT, title),
    COLUMN("proj_notes", XER_TEXT, notes),
    IGNORED("fy_start_month_num"),
    IGNORED("rsrc_self_add_flag"),
    IGNORED("allow_complete_flag"),
    IGNORED("rsrc_multi_assign_flag"),
    IGNORED("checkout_flag"),
    IGNORED("project_flag"),
    IGNORED("step_complete_flag"),
    IGNORED("cost_qty_recalc_flag"),
    IGNORED("batch_sum_flag"),
    IGNORED("name_sep_char"),
    IGNORED("def_complete_pct_type"),
    IGNORED("sum_base_proj_id"),
    IGNORED("top_wbs_id"),
    IGNORED("task_code_base"),
    IGNORED("task_code_step"),
    IGNORED("priority_num"),
    IGNORED("wbs_max_sum_level"),
    IGNORED("strgy_priority_num"),
    IGNORED("last_checksum"),
    IGNORED("def_cost_per_qty"),
    IGNORED("scd_end_date"),
    IGNORED("add_date"),
    IGNORED("last_tasksum_date"),
    IGNORED("def_duration_type"),
    IGNORED("task_code_prefix"),
    IGNORED("guid"),
    IGNORED("def_qty_type"),
    IGNORED("add_by_name"),
    IGNORED("def_rate_type"),
    IGNORED("add_act_remain_flag"),
    IGNORED("act_this_per_link_flag"),
    IGNORED("def_task_type"),
    IGNORED("act_pct_link_flag"),
    IGNORED("task_code_prefix_flag"),
    IGNORED("def_rollup_dates_flag"),
    IGNORED("use_project_baseline_flag"),
    IGNORED("rem_target_link_flag"),
    IGNORED("reset_planned_flag"),
    IGNORED("allow_neg_act_flag"),
    IGNORED("sum_assign_level"),
    IGNORED("last_baseline_update_date"),
    IGNORED("loaded_scope_level"),
    IGNORED("export_flag"),
    IGNORED("trsrcsum_loaded"),
    IGNORED("fintmpl_id"),
};
#undef COLUMN
#define COLUMN(name, type, member)                                                                 \
    {                                                                                              \
        name, type, offsetof(struct xer_options, member)                                           \
    }
static const struct xer_column option_columns[] = {
    COLUMN("proj_id", XER_INT, project),
    COLUMN("sched_float_type", XER_TEXT, float_type),
    COLUMN("sched_calendar_on_relationship_lag", XER_TEXT, lag_calendar),
    COLUMN("sched_progress", XER_TEXT, progress),
    COLUMN("sched_retained_logic", XER_YES, retained_logic),
    COLUMN("sched_progress_override", XER_YES, progress_override),
    COLUMN("sched_use_expect_end_flag", XER_YES, expected_finish),
    COLUMN("sched_open_critical_flag", XER_YES, open_ends),
    COLUMN("sched_use_project_end_date_for_float", XER_TEXT, by_project),
    COLUMN("sched_outer_depend_type", XER_TEXT, outer_links),
    COLUMN("sched_lag_early_start_flag", XER_TEXT, start_lag_early),
    IGNORED("schedoptions_id"),
    IGNORED("sched_setplantoforecast"),
    IGNORED("level_float_thrs_cnt"),
    IGNORED("level_outer_assign_flag"),
    IGNORED("level_outer_assign_priority"),
    IGNORED("level_over_alloc_pct"),
    IGNORED("level_within_float_flag"),
    IGNORED("level_keep_sched_date_flag"),
    IGNORED("level_all_rsrc_flag"),
    IGNORED("enable_multiple_longest_path_calc"),
    IGNORED("limit_multiple_longest_path_calc"),
    IGNORED("max_multiple_longest_path"),
    IGNORED("use_total_float_multiple_longest_paths"),
    IGNORED("key_activity_for_multiple_longest_paths"),
    IGNORED("LevelPriorityList"),
};

static err project_see(void *self, void *record)
{
    struct xer_reader *r = self;
    vec_push(r->mem, &r->projects, *(const struct xer_project *)record);
    return OK;
}

/* A baseline whose project is not in the file is a project like any other. */
static void split_baselines(struct xer_reader *r)
{
    size_t kept = 0;
    for (size_t i = 0; i < r->projects.n; i++) {
        const struct xer_project *p = &r->projects.v[i];
        const struct xer_project *of = p->original == INT_NONE ? NULL
                                                               : xer_project_of(r, p->original);
        if (of && of != p && of->original == INT_NONE)
            vec_push(r->mem, &r->baselines, *p);
    }
    for (size_t i = 0; i < r->projects.n; i++)
        if (!xer_is_baseline(r, r->projects.v[i].id))
            r->projects.v[kept++] = r->projects.v[i];
    r->projects.n = kept;
}

bool xer_is_baseline(const struct xer_reader *r, int64_t project)
{
    for (size_t i = 0; i < r->baselines.n; i++)
        if (r->baselines.v[i].id == project)
            return true;
    return false;
}

static err options_see(void *self, void *record)
{
    struct xer_reader        *r = self;
    const struct xer_options *o = record;
    if (r->options.line && !r->projects.n)
        return OK;
    if (!r->options.line || o->project == r->projects.v[0].id)
        r->options = *o;
    return OK;
}

const struct xer_project *xer_project_of(const struct xer_reader *r, int64_t id)
{
    for (size_t i = 0; i < r->projects.n; i++)
        if (r->projects.v[i].id == id)
            return &r->projects.v[i];
    return NULL;
}

static void take_options(struct xer_reader *r)
{
    struct project           *p = &r->project;
    const struct xer_options *o = &r->options;
    const str                 lag = o->lag_calendar, of = o->float_type;
    p->profile = PROFILE_P6;
    p->lag_calendar = str_eq(lag, S("rcal_Successor"))     ? LAG_OF_SUCCESSOR
                      : str_eq(lag, S("rcal_ProjDefault")) ? LAG_OF_PROJECT
                      : str_eq(lag, S("rcal_24Hour"))      ? LAG_ALL_DAY
                                                           : LAG_OF_PREDECESSOR;
    p->float_type = str_eq(of, S("FT_SS"))    ? FLOAT_START
                    : str_eq(of, S("FT_Min")) ? FLOAT_LEAST
                                              : FLOAT_FINISH;
    if (!o->line)
        return;
    p->progress_mode = o->retained_logic      ? RETAINED_LOGIC
                       : o->progress_override ? PROGRESS_OVERRIDE
                                              : ACTUAL_DATES;
    if (o->progress.n)
        p->progress_mode = str_eq(o->progress, S("override")) ? PROGRESS_OVERRIDE
                           : str_eq(o->progress, S("actual")) ? ACTUAL_DATES
                                                              : RETAINED_LOGIC;
    p->use_expected_finish = o->expected_finish;
    p->multiple_critical_paths = o->open_ends;
    p->ignore_external = str_eq(o->outer_links, S("SD_None"));
    p->start_lag_from_actual = str_eq(o->start_lag_early, S("N"));
    p->float_to_last_finish = str_eq(o->by_project, S("N"));
}

static instant first_of(instant a, instant b)
{
    return b != INSTANT_NONE && (a == INSTANT_NONE || b < a) ? b : a;
}

static void take_frame(struct xer_reader *r)
{
    struct project *p = &r->project;
    for (size_t i = 0; i < r->projects.n; i++) {
        const struct xer_project *x = &r->projects.v[i];
        p->start = first_of(p->start, x->start);
        p->data_date = first_of(p->data_date, x->data_date);
    }
    if (r->projects.n == 1)
        p->must_finish_by = r->projects.v[0].must_finish;
    if (p->start == INSTANT_NONE)
        p->start = p->data_date;
    if (p->start == INSTANT_NONE) {
        p->start = civil_seconds((struct civil){2000, 1, 3, 8, 0, 0});
        report_warn(r->put.report, "PROJECT/plan_start_date", 0,
                    "The file says no start of the project; %.*s was taken",
                    STR_ARG(local_text(r->mem, p->start)));
    }
}

static void take_critical(struct xer_reader *r, const struct xer_project *x)
{
    const double days = isnan(x->critical_hours) ? 0 : x->critical_hours / 8;
    r->project.critical_slack_limit_days = (int64_t)fmax(fmin(floor(days), 10000), -10000);
    if (days > floor(days) || days < floor(days))
        report_warn(r->put.report, "PROJECT/critical_drtn_hr_cnt", x->line,
                    "Critical up to %.15g hours of float; whole days of 8 hours were taken",
                    x->critical_hours);
    if (str_eq(x->path_type, S("CT_DrivPath")))
        r->project.critical_by = CRITICAL_BY_LONGEST_PATH;
}

static str stem(str name)
{
    size_t n = name.n;
    while (n > 0 && name.p[n - 1] != '.' && name.n - n < 8)
        n--;
    return n > 1 && name.p[n - 1] == '.' ? str_sub(name, 0, n - 1) : name;
}

static err project_put(struct xer_reader *r, str source_name)
{
    struct project *p = &r->project;
    p->source_name = source_name;
    p->title = stem(source_name);
    if (r->projects.n) {
        const struct xer_project *x = &r->projects.v[0];
        const str                 name = str_trim(x->title).n ? x->title : x->short_name;
        if (r->projects.n == 1 && str_trim(name).n)
            p->title = name;
        if (r->projects.n == 1 && str_trim(x->title).n && !str_eq(x->title, x->short_name))
            p->code = x->short_name;
        const str notes = str_trim(notes_text(r->mem, x->notes));
        if (notes.n)
            p->body = notes;
        (void)map_get(&r->calendar_ids, x->calendar, &p->calendar.v);
        take_critical(r, x);
    }
    if (!str_trim(p->title).n)
        p->title = S("Imported plan");
    return record_put(&r->put, &project_entity, p, 1, 0);
}

err xer_read_project(struct xer_reader *r)
{
    static const struct xer_binding project = {project_columns, COUNT(project_columns),
                                               sizeof(struct xer_project)};
    static const struct xer_binding options = {option_columns, COUNT(option_columns),
                                               sizeof(struct xer_options)};
    entity_init(&project_entity, &r->project);
    TRY(xer_each(&r->context, xer_table(&r->file, "PROJECT"), &project, project_see));
    split_baselines(r);
    TRY(xer_each(&r->context, xer_table(&r->file, "SCHEDOPTIONS"), &options, options_see));
    if (!r->projects.n)
        report_warn(r->put.report, "PROJECT", 0, "The file holds no project");
    take_options(r);
    take_frame(r);
    return project_put(r, r->source_name);
}
