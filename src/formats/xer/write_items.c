/* formats/xer/write_items.c - WBS, activities with P6's results, links, notes, and baselines as
 * activities of projects of their own.
 */
#include "formats/xer/writer.h"

#include "domain/field.h"

#include <math.h>
#include <stdlib.h>

static int rank_order(const void *a, const void *b)
{
    const struct item *x = *(const struct item *const *)a, *y = *(const struct item *const *)b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return (x->head.id.v > y->head.id.v) - (x->head.id.v < y->head.id.v);
}

/* Items so that siblings stand in their order, as the reader takes it; NULL behind the last. */
static const struct item **by_rank(struct xer_writer *w)
{
    const size_t        slots = plan_slots(w->plan, &item_entity);
    const struct item **sorted = arena_array(w->mem, const struct item *, slots + 1);
    size_t              n = 0;
    for (size_t s = 0; s < slots; s++) {
        const struct item *i = plan_at(w->plan, &item_entity, s);
        if (i)
            sorted[n++] = i;
    }
    qsort(sorted, n, sizeof(const struct item *), rank_order);
    return sorted;
}

static const struct item *parent_of(const struct xer_writer *w, const struct item *i)
{
    return i->parent.v ? plan_get(w->plan, &item_entity, i->parent) : NULL;
}

/* The last part of the code: what the parent's does not say. */
static str short_code(const struct xer_writer *w, const struct item *i)
{
    const struct item     *up = parent_of(w, i);
    const struct item_row *row = plan_row_of(w->plan, i->head.id);
    str                    code = i->wbs_code;
    if (code.n && up && up->wbs_code.n && code.n > up->wbs_code.n + 1 &&
        str_starts(code, up->wbs_code) && code.p[up->wbs_code.n] == '.')
        return str_sub(code, up->wbs_code.n + 1, code.n);
    if (code.n)
        return code;
    code = row ? row->wbs : STR_NONE;
    size_t from = code.n;
    while (from > 0 && code.p[from - 1] != '.')
        from--;
    return str_sub(code, from, code.n);
}

/* The WBS element above it; the project's own where there is none. */
static int64_t wbs_above(const struct xer_writer *w, const struct item *i)
{
    const int64_t project = map_or(&w->project_of, i->head.id.v, 1);
    return i->parent.v ? map_or(&w->wbs_uids, i->parent.v, xer_node_uid(w, project))
                       : xer_node_uid(w, project);
}

static void wbs_row(struct xer_writer *w, const struct item *i, int64_t sequence)
{
    static const char *const kept[] = {
        "parent",   "rank",       "title",     "body",       "kind",
        "wbs_code", "source_uid", "data_date", "duration_s", "percent_complete",
        "state",    "work_s",     NULL};
    static const char *const kept_of_node[] = {
        "parent",           "rank",       "title",     "body",     "kind",
        "wbs_code",         "source_uid", "data_date", "deadline", "duration_s",
        "percent_complete", "state",      "work_s",    NULL};
    const int64_t project = map_or(&w->project_of, i->head.id.v, 1);
    const bool    is_node = map_or(&w->nodes, project, 0) == i->head.id.v;
    xer_put_row(w);
    xer_put_int(w, map_or(&w->wbs_uids, i->head.id.v, 0));
    xer_put_int(w, project);
    xer_put_int(w, is_node ? INT_NONE : wbs_above(w, i));
    xer_put_int(w, sequence);
    xer_put_text(w, short_code(w, i));
    xer_put_text(w, i->title);
    xer_put_word(w, is_node ? "Y" : "N");
    xer_put_end(w);
    xer_lost(w, &item_entity, i, is_node && i->data_date != INSTANT_NONE ? kept_of_node : kept);
}

static void node_row(struct xer_writer *w, int64_t uid, int64_t project, str code, str title)
{
    xer_put_row(w);
    xer_put_int(w, uid);
    xer_put_int(w, project);
    xer_put_int(w, INT_NONE);
    xer_put_int(w, 0);
    xer_put_text(w, code);
    xer_put_text(w, title);
    xer_put_word(w, "Y");
    xer_put_end(w);
}

/* Ranks as the reader makes them stay; others become ordinals. */
static void wbs_rows(struct xer_writer *w)
{
    const struct item **sorted = by_rank(w);
    bool                are_whole = true;
    for (size_t k = 0; sorted[k]; k++)
        are_whole &= !xer_is_wbs(w, sorted[k]) || sorted[k]->rank % RANK_GAP == 0;
    if (!are_whole)
        for (size_t k = 0; sorted[k]; k++)
            if (xer_is_wbs(w, sorted[k]))
                wbs_row(w, sorted[k], (int64_t)k + 1);
    for (size_t s = 0; are_whole && s < plan_slots(w->plan, &item_entity); s++) {
        const struct item *i = plan_at(w->plan, &item_entity, s);
        if (i && xer_is_wbs(w, i))
            wbs_row(w, i, i->rank / RANK_GAP);
    }
}

void xer_write_wbs(struct xer_writer *w)
{
    const struct project *p = w->project;
    xer_put_table(w, "PROJWBS",
                  "wbs_id proj_id parent_wbs_id seq_num wbs_short_name wbs_name proj_node_flag");
    if (!map_or(&w->nodes, 1, 0))
        node_row(w, xer_node_uid(w, 1), 1, p->code.n ? p->code : p->title, p->title);
    wbs_rows(w);
    for (size_t s = 0; s < plan_slots(w->plan, &baseline_entity); s++) {
        const struct baseline *b = plan_at(w->plan, &baseline_entity, s);
        const int64_t          project = b ? xer_baseline_project(w, b->head.id) : 0;
        if (b)
            node_row(w, xer_node_uid(w, project), project, b->title, b->title);
    }
}

/* ---- activities ----------------------------------------------------------------------------- */

static const char *const task_fields =
    "task_id proj_id wbs_id clndr_id complete_pct_type phys_complete_pct task_type duration_type "
    "status_code task_code task_name total_float_hr_cnt free_float_hr_cnt remain_drtn_hr_cnt "
    "target_drtn_hr_cnt cstr_type cstr_date cstr_type2 cstr_date2 act_start_date act_end_date "
    "early_start_date early_end_date late_start_date late_end_date expect_end_date suspend_date "
    "resume_date external_early_start_date external_late_end_date priority_type driving_path_flag";

static const char *type_of(const struct item *i)
{
    static const char *const words[] = {
        [ACTIVITY_TASK] = "TT_Task",
        [ACTIVITY_RESOURCE_DEPENDENT] = "TT_Rsrc",
        [ACTIVITY_START_MILESTONE] = "TT_Mile",
        [ACTIVITY_FINISH_MILESTONE] = "TT_FinMile",
        [ACTIVITY_LEVEL_OF_EFFORT] = "TT_LOE",
        [ACTIVITY_WBS_SUMMARY] = "TT_WBS",
    };
    return i->activity_type == ACTIVITY_TASK && i->is_milestone ? "TT_FinMile"
                                                                : words[i->activity_type];
}

static const char *constraint_of(enum constraint_kind kind)
{
    static const char *const words[] = {
        [CONSTRAINT_ASAP] = "",
        [CONSTRAINT_ALAP] = "CS_ALAP",
        [CONSTRAINT_MSO] = "CS_MSO",
        [CONSTRAINT_MFO] = "CS_MEO",
        [CONSTRAINT_SNET] = "CS_MSOA",
        [CONSTRAINT_SNLT] = "CS_MSOB",
        [CONSTRAINT_FNET] = "CS_MEOA",
        [CONSTRAINT_FNLT] = "CS_MEOB",
        [CONSTRAINT_MANDATORY_START] = "CS_MANDSTART",
        [CONSTRAINT_MANDATORY_FINISH] = "CS_MANDFIN",
    };
    return words[kind];
}

static const char *duration_type_of(enum duration_type type)
{
    return type == FIXED_DURATION ? "DT_FixedDrtn"
           : type == FIXED_WORK   ? "DT_FixedQty"
                                  : "DT_FixedRate";
}

static const char *priority_of(struct xer_writer *w, int64_t priority)
{
    if (priority % 200 != 100 || priority > 900)
        report_drop(w->report, "item/priority", "Only five steps are kept", 0);
    return priority >= 800   ? "PT_Top"
           : priority >= 600 ? "PT_High"
           : priority >= 400 ? "PT_Normal"
           : priority >= 200 ? "PT_Low"
                             : "PT_Lowest";
}

static const char *status_of(const struct item *i)
{
    return i->actual_finish != INSTANT_NONE || i->state == ITEM_DONE ? "TK_Complete"
           : i->actual_start != INSTANT_NONE                         ? "TK_Active"
                                                                     : "TK_NotStart";
}

static str code_of(struct xer_writer *w, const struct item *i)
{
    return i->wbs_code.n ? i->wbs_code : str_fmt(w->mem, "A%lld", (long long)i->head.id.v);
}

static int64_t rest_of(const struct item *i)
{
    if (i->remaining_duration_s != DURATION_NONE || i->duration_s == DURATION_NONE)
        return i->remaining_duration_s;
    return llround((double)i->duration_s * (1 - i->percent_complete / 100));
}

static void constraints_put(struct xer_writer *w, const struct item *i)
{
    xer_put_word(w, constraint_of(i->constraint));
    xer_put_time(w, i->constraint_at);
    xer_put_word(w, constraint_of(i->constraint2));
    xer_put_time(w, i->constraint2_at);
}

static void dates_put(struct xer_writer *w, const struct item *i, const struct item_row *row)
{
    xer_put_time(w, i->actual_start);
    xer_put_time(w, i->actual_finish);
    xer_put_time(w, row->early_start);
    xer_put_time(w, row->early_finish);
    xer_put_time(w, row->late_start);
    xer_put_time(w, row->late_finish);
    xer_put_time(w, i->expected_finish);
    xer_put_time(w, i->stop_at);
    xer_put_time(w, i->resume_at);
    xer_put_time(w, i->external_start_at);
    xer_put_time(w, i->external_finish_at);
}

static void task_row(struct xer_writer *w, const struct item *i, const struct item_row *row)
{
    static const char *const kept[] = {"parent",
                                       "rank",
                                       "title",
                                       "body",
                                       "kind",
                                       "state",
                                       "priority",
                                       "is_milestone",
                                       "duration_type",
                                       "duration_s",
                                       "constraint",
                                       "constraint_at",
                                       "constraint2",
                                       "constraint2_at",
                                       "activity_type",
                                       "expected_finish",
                                       "external_start_at",
                                       "external_finish_at",
                                       "calendar",
                                       "actual_start",
                                       "actual_finish",
                                       "remaining_duration_s",
                                       "percent_complete",
                                       "physical_percent",
                                       "stop_at",
                                       "resume_at",
                                       "fixed_cost_minor",
                                       "wbs_code",
                                       "source_uid",
                                       NULL};
    xer_put_row(w);
    xer_put_int(w, map_or(&w->task_uids, i->head.id.v, 0));
    xer_put_int(w, map_or(&w->project_of, i->head.id.v, 1));
    xer_put_int(w, wbs_above(w, i));
    xer_put_int(w, i->calendar.v ? map_or(&w->calendar_uids, i->calendar.v, INT_NONE) : INT_NONE);
    xer_put_word(w, isnan(i->physical_percent) ? "CP_Drtn" : "CP_Phys");
    xer_put_number(w, i->physical_percent);
    xer_put_word(w, type_of(i));
    xer_put_word(w, duration_type_of(i->duration_type));
    xer_put_word(w, status_of(i));
    xer_put_text(w, code_of(w, i));
    xer_put_text(w, i->title);
    xer_put_hours(w, row->total_slack_s);
    xer_put_hours(w, row->free_slack_s);
    xer_put_hours(w, rest_of(i));
    xer_put_hours(w, i->duration_s);
    constraints_put(w, i);
    dates_put(w, i, row);
    xer_put_word(w, priority_of(w, i->priority));
    xer_put_word(w,
                 row->critical && w->project->critical_by == CRITICAL_BY_LONGEST_PATH ? "Y" : "N");
    xer_put_end(w);
    xer_lost(w, &item_entity, i, kept);
}

static void baseline_row(struct xer_writer *w, const struct baseline_item *b, int64_t uid)
{
    const struct item *i = plan_get(w->plan, &item_entity, b->item);
    if (!i || !xer_is_task(w, i)) {
        report_drop(w->report, "baseline_item", "Only activities have baselines in P6", 0);
        return;
    }
    const int64_t project = xer_baseline_project(w, b->baseline);
    xer_put_row(w);
    xer_put_int(w, uid);
    xer_put_int(w, project);
    xer_put_int(w, xer_node_uid(w, project));
    for (int k = 0; k < 3; k++)
        xer_put_word(w, "");
    xer_put_word(w, type_of(i));
    xer_put_word(w, duration_type_of(i->duration_type));
    xer_put_word(w, "TK_NotStart");
    xer_put_text(w, code_of(w, i));
    xer_put_text(w, i->title);
    for (int k = 0; k < 3; k++)
        xer_put_word(w, "");
    xer_put_hours(w, b->duration_s);
    for (int k = 0; k < 6; k++)
        xer_put_word(w, "");
    xer_put_time(w, b->start);
    xer_put_time(w, b->finish);
    xer_put_end(w);
}

void xer_write_tasks(struct xer_writer *w)
{
    xer_put_table(w, "TASK", task_fields);
    const size_t        n = plan_slots(w->plan, &item_entity);
    const struct item **sorted = by_rank(w);
    for (size_t s = 0; s < n && sorted[s]; s++) {
        const struct item *i = sorted[s];
        if (xer_is_task(w, i))
            task_row(w, i, plan_row_of(w->plan, i->head.id));
        else if (i->is_blank || (i->is_external && !w->is_for_xml))
            report_drop(w->report, i->is_blank ? "item (blank row)" : "item (of another plan)",
                        "P6 has no place for it", 0);
    }
    for (size_t s = 0; s < plan_slots(w->plan, &baseline_item_entity); s++) {
        const struct baseline_item *b = plan_at(w->plan, &baseline_item_entity, s);
        if (b)
            baseline_row(w, b, INT32_MAX - (int64_t)s);
    }
}

/* ---- links and notes ------------------------------------------------------------------------ */

static int64_t lag_of(struct xer_writer *w, const struct link *l)
{
    const struct item_row *pred = plan_row_of(w->plan, l->pred);
    const bool is_percent = l->lag_kind == LAG_PERCENT || l->lag_kind == LAG_ELAPSED_PERCENT;
    if (l->lag_kind != LAG_WORKING)
        report_drop(w->report, "link/lag_kind", "Lags are hours of one calendar in P6", 0);
    if (!is_percent)
        return l->lag_s;
    return pred && pred->duration_s != DURATION_NONE
               ? llround(l->lag_percent / 100 * (double)pred->duration_s)
               : 0;
}

void xer_write_links(struct xer_writer *w)
{
    static const char *const types[] = {"PR_FS", "PR_SS", "PR_FF", "PR_SF"};
    xer_put_table(w, "TASKPRED",
                  "task_pred_id task_id pred_task_id proj_id pred_proj_id pred_type lag_hr_cnt");
    for (size_t s = 0; s < plan_slots(w->plan, &link_entity); s++) {
        const struct link *l = plan_at(w->plan, &link_entity, s);
        int64_t            pred, succ;
        if (!l)
            continue;
        if ((!map_get(&w->task_uids, l->pred.v, &pred) &&
             !map_get(&w->external_uids, l->pred.v, &pred)) ||
            !map_get(&w->task_uids, l->succ.v, &succ)) {
            report_drop(w->report, "link", "P6 links activities only, and of this plan", 0);
            continue;
        }
        xer_put_row(w);
        xer_put_int(w, l->head.id.v);
        xer_put_int(w, succ);
        xer_put_int(w, pred);
        xer_put_int(w, map_or(&w->project_of, l->succ.v, 1));
        xer_put_int(w, map_or(&w->project_of, l->pred.v, 1));
        xer_put_word(w, types[l->type]);
        xer_put_hours(w, lag_of(w, l));
        xer_put_end(w);
    }
}

static void notes_of(struct xer_writer *w, bool is_wbs)
{
    xer_put_table(w, is_wbs ? "WBSMEMO" : "TASKMEMO",
                  is_wbs ? "wbs_memo_id proj_id wbs_id memo_type_id wbs_memo"
                         : "memo_id proj_id task_id memo_type_id task_memo");
    for (size_t s = 0; s < plan_slots(w->plan, &item_entity); s++) {
        const struct item *i = plan_at(w->plan, &item_entity, s);
        if (!i || !i->body.n || !(is_wbs ? xer_is_wbs(w, i) : xer_is_task(w, i)))
            continue;
        xer_put_row(w);
        xer_put_int(w, i->head.id.v);
        xer_put_int(w, map_or(&w->project_of, i->head.id.v, 1));
        xer_put_int(w, map_or(is_wbs ? &w->wbs_uids : &w->task_uids, i->head.id.v, 0));
        xer_put_int(w, 1);
        xer_put_text(w, i->body);
        xer_put_end(w);
    }
}

void xer_write_notes(struct xer_writer *w)
{
    xer_put_table(w, "MEMOTYPE",
                  "memo_type_id seq_num eps_flag proj_flag wbs_flag task_flag memo_type");
    xer_put_row(w);
    xer_put_int(w, 1);
    xer_put_int(w, 1);
    for (int k = 0; k < 4; k++)
        xer_put_word(w, "Y");
    xer_put_word(w, "Notes");
    xer_put_end(w);
    notes_of(w, false);
    notes_of(w, true);
}
