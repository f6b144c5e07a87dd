/* The rows of a task and its links, in the order of the schema, and what is looked at when one
 * ends.
 *
 * Results (Early*, Late*, slacks, variances, costs) are known and not kept: they are calculated
 * anew; some are held beside the item for comparing. What the file gives that the plan cannot hold
 * is marked dropped and counted. The tree and the repairs are made later, in mspdi/tree.c.
 */
#include "formats/mspdi/reader.h"

static const int8_t constraints[] = {CONSTRAINT_ASAP, CONSTRAINT_ALAP, CONSTRAINT_MSO,
                                     CONSTRAINT_MFO,  CONSTRAINT_SNET, CONSTRAINT_SNLT,
                                     CONSTRAINT_FNET, CONSTRAINT_FNLT};
static const int8_t types[] = {FIXED_UNITS, FIXED_DURATION, FIXED_WORK};
static const int8_t accruals[] = {-1, ACCRUAL_START, ACCRUAL_END, ACCRUAL_PRORATED};
static const int8_t link_types[] = {LINK_FF, LINK_FS, LINK_SF, LINK_SS};

#define NUMBERS(table) .type = &xml_enum, .numbers = (table), .n_numbers = COUNT(table)

/* ---- links -------------------------------------------------------------------------------- */

static void link_open(void *record)
{
    struct mspdi_link *l = record;
    entity_init(&link_entity, &l->link);
    l->pred_uid = INT_NONE;
    l->format = 7;
}

static err link_close(struct xml_in *in, void *record, void *parent)
{
    (void)parent;
    struct mspdi_reader *r = xml_owner(in);
    struct mspdi_link   *l = record;
    l->task = r->tasks.n;
    l->line = xml_line(in);
    vec_push(r->mem, &r->links, pack_make(r->mem, l, &r->no_link, sizeof *l));
    return OK;
}

#define LINK(member) .offset = offsetof(struct mspdi_link, member)
static const struct xml_row link_rows[] = {
    {.name = "PredecessorUID", .type = &xml_int, LINK(pred_uid)},
    {.name = "Type", NUMBERS(link_types), LINK(link.type)},
    {.name = "CrossProject", .type = &xml_bool, LINK(cross)},
    {.name = "CrossProjectName", .type = &xml_word, LINK(cross_name)},
    {.name = "LinkLag", .type = &xml_num, LINK(lag)},
    {.name = "LagFormat", .type = &xml_int, LINK(format)},
};
const struct xml_node mspdi_link_node = {"PredecessorLink", sizeof(struct mspdi_link),
                                         link_rows,         COUNT(link_rows),
                                         link_open,         link_close};

/* ---- the task ----------------------------------------------------------------------------- */

static void task_open(void *record)
{
    struct mspdi_task *t = record;
    entity_init(&item_entity, &t->item);
    struct stored_dates *s = &t->stored;
    s->start = s->finish = s->early_start = s->early_finish = s->late_start = s->late_finish =
        INSTANT_NONE;
    s->total_slack_s = s->free_slack_s = DURATION_NONE;
    t->manual_start = t->manual_finish = t->baseline_start = t->baseline_finish = INSTANT_NONE;
    t->duration_s = t->remaining_s = t->manual_duration_s = DURATION_NONE;
    t->start_slack_s = t->finish_slack_s = DURATION_NONE;
    t->uid = t->no = t->calendar_uid = t->level = t->percent_work = INT_NONE;
    t->is_critical = t->is_subproject = INT_NONE;
    t->constraint.at = INSTANT_NONE;
    t->format = 7;
    t->levelling_format = 8;
}

static err task_close(struct xml_in *in, void *record, void *parent)
{
    (void)parent;
    struct mspdi_reader *r = xml_owner(in);
    struct mspdi_task   *t = record;
    t->line = xml_line(in);
    if (t->uid == INT_NONE)
        return err_make(ERR_SYNTAX, "Line %lld: a task has no UID", (long long)t->line);
    vec_push(r->mem, &r->tasks, pack_make(r->mem, t, &r->no_task, sizeof *t));
    return t->item.is_blank || mspdi_is_project_row(t)
               ? OK
               : levels_step(&r->levels, mspdi_level(t), t->line);
}

struct mspdi_task mspdi_task_at(const struct mspdi_reader *r, size_t at)
{
    struct mspdi_task t;
    pack_open(r->tasks.v[at], &r->no_task, sizeof t, &t);
    return t;
}

#define TASK(member)   .offset = offsetof(struct mspdi_task, member)
#define RESULT(member) TASK(stored.member), .flags = XML_SILENT
static const struct xml_row task_rows[] = {
    {.name = "UID", .type = &xml_int, TASK(uid)},
    XML_DROPPED("GUID"),
    {.name = "ID", .type = &xml_int, TASK(no), .flags = XML_SILENT},
    {.name = "Name", .type = &xml_word, TASK(item.title)},
    {.name = "Active", .type = &xml_bool, TASK(item.is_active)},
    {.name = "Manual", .type = &xml_bool, TASK(item.is_manual)},
    {.name = "Type", NUMBERS(types), TASK(item.duration_type), .flags = XML_LENIENT},
    {.name = "IsNull", .type = &xml_bool, TASK(item.is_blank)},
    XML_RECALCULATED("CreateDate"),
    {.name = "Contact", .type = &xml_word, TASK(item.contact)},
    {.name = "WBS", .type = &xml_word, TASK(wbs)},
    XML_RECALCULATED("WBSLevel"),
    {.name = "OutlineNumber", .type = &xml_word, TASK(outline_number)},
    {.name = "OutlineLevel", .type = &xml_int, TASK(level)},
    {.name = "Priority", .type = &xml_int, TASK(item.priority), .flags = XML_LENIENT},
    XML_DROPPED("StartText"),
    XML_DROPPED("FinishText"),
    XML_DROPPED("DurationText"),
    {.name = "Start", .type = &mspdi_start, RESULT(start)},
    {.name = "Finish", .type = &mspdi_finish, RESULT(finish)},
    {.name = "Duration", .type = &mspdi_duration, TASK(duration_s)},
    {.name = "ManualStart", .type = &mspdi_start, TASK(manual_start)},
    {.name = "ManualFinish", .type = &mspdi_finish, TASK(manual_finish)},
    {.name = "ManualDuration", .type = &mspdi_duration, TASK(manual_duration_s)},
    {.name = "DurationFormat", .type = &xml_int, TASK(format)},
    XML_RECALCULATED("FreeformDurationFormat"),
    {.name = "Work", .type = &mspdi_duration, TASK(item.work_s)},
    {.name = "Stop", .type = &mspdi_finish, TASK(item.stop_at)},
    {.name = "Resume", .type = &mspdi_start, TASK(item.resume_at)},
    XML_RECALCULATED("ResumeValid"),
    {.name = "EffortDriven", .type = &xml_bool, TASK(item.is_effort_driven)},
    {.name = "Recurring", .type = &xml_bool, TASK(item.is_recurring)},
    XML_RECALCULATED("OverAllocated"),
    {.name = "Estimated", .type = &xml_bool, TASK(item.is_estimated)},
    {.name = "Milestone", .type = &xml_bool, TASK(item.is_milestone)},
    {.name = "Summary", .type = &xml_bool, TASK(is_summary)},
    XML_DROPPED("DisplayAsSummary"),
    {.name = "Critical", .type = &xml_int, TASK(is_critical), .flags = XML_SILENT},
    {.name = "IsSubproject", .type = &xml_int, TASK(is_subproject)},
    XML_DROPPED("IsSubprojectReadOnly"),
    {.name = "SubprojectName", .type = &xml_word, TASK(subproject)},
    {.name = "ExternalTask", .type = &xml_bool, TASK(item.is_external)},
    {.name = "ExternalTaskProject", .type = &xml_word, TASK(external_project)},
    {.name = "EarlyStart", .type = &mspdi_start, RESULT(early_start)},
    {.name = "EarlyFinish", .type = &mspdi_finish, RESULT(early_finish)},
    {.name = "LateStart", .type = &mspdi_start, RESULT(late_start)},
    {.name = "LateFinish", .type = &mspdi_finish, RESULT(late_finish)},
    XML_RECALCULATED("StartVariance"),
    XML_RECALCULATED("FinishVariance"),
    XML_RECALCULATED("WorkVariance"),
    {.name = "FreeSlack", .type = &mspdi_tenths, RESULT(free_slack_s)},
    {.name = "TotalSlack", .type = &mspdi_tenths, RESULT(total_slack_s)},
    {.name = "StartSlack", .type = &mspdi_tenths, TASK(start_slack_s), .flags = XML_SILENT},
    {.name = "FinishSlack", .type = &mspdi_tenths, TASK(finish_slack_s), .flags = XML_SILENT},
    {.name = "FixedCost", .type = &mspdi_money, TASK(item.fixed_cost_minor), .flags = XML_LENIENT},
    {.name = "FixedCostAccrual",
     NUMBERS(accruals),
     TASK(item.fixed_cost_accrual),
     .flags = XML_LENIENT},
    {.name = "PercentComplete", .type = &xml_num, TASK(item.percent_complete)},
    {.name = "PercentWorkComplete", .type = &xml_int, TASK(percent_work), .flags = XML_SILENT},
    XML_RECALCULATED("Cost"),
    XML_RECALCULATED("OvertimeCost"),
    XML_RECALCULATED("OvertimeWork"),
    {.name = "ActualStart", .type = &mspdi_start, TASK(item.actual_start)},
    {.name = "ActualFinish", .type = &mspdi_finish, TASK(item.actual_finish)},
    {.name = "ActualDuration", .type = &mspdi_duration, TASK(item.actual_duration_s)},
    XML_RECALCULATED("ActualCost"),
    XML_RECALCULATED("ActualOvertimeCost"),
    {.name = "ActualWork", .type = &mspdi_duration, TASK(item.actual_work_s)},
    XML_RECALCULATED("ActualOvertimeWork"),
    XML_RECALCULATED("RegularWork"),
    {.name = "RemainingDuration", .type = &mspdi_duration, TASK(remaining_s)},
    XML_RECALCULATED("RemainingCost"),
    {.name = "RemainingWork", .type = &mspdi_duration, TASK(item.remaining_work_s)},
    XML_RECALCULATED("RemainingOvertimeCost"),
    XML_RECALCULATED("RemainingOvertimeWork"),
    XML_RECALCULATED("ACWP"),
    XML_RECALCULATED("CV"),
    {.name = "ConstraintType", NUMBERS(constraints), TASK(item.constraint)},
    {.name = "CalendarUID", .type = &xml_int, TASK(calendar_uid)},
    {.name = "ConstraintDate", .type = &mspdi_moment_type, TASK(constraint)},
    {.name = "Deadline", .type = &mspdi_finish, TASK(item.deadline)},
    XML_DROPPED_BUT("LevelAssignments", "1"),
    {.name = "LevelingCanSplit", .type = &xml_bool, TASK(item.can_split)},
    {.name = "LevelingDelay", .type = &mspdi_tenths, TASK(item.levelling_delay_s)},
    {.name = "LevelingDelayFormat", .type = &xml_int, TASK(levelling_format), .flags = XML_LENIENT},
    XML_DROPPED("PreLeveledStart"),
    XML_DROPPED("PreLeveledFinish"),
    {.name = "Hyperlink", .type = &xml_word, TASK(item.hyperlink_title)},
    {.name = "HyperlinkAddress", .type = &xml_word, TASK(item.hyperlink)},
    {.name = "HyperlinkSubAddress", .type = &xml_word, TASK(sub_address), .flags = XML_IN_ONLY},
    {.name = "IgnoreResourceCalendar", .type = &xml_bool, TASK(item.ignore_resource_calendar)},
    {.name = "Notes", .type = &xml_text, TASK(item.body)},
    XML_DROPPED("HideBar"),
    XML_DROPPED("Rollup"),
    XML_RECALCULATED("BCWS"),
    XML_RECALCULATED("BCWP"),
    {.name = "PhysicalPercentComplete",
     .type = &xml_num,
     TASK(item.physical_percent),
     .flags = XML_LENIENT},
    XML_DROPPED("EarnedValueMethod"),
    {.name = "PredecessorLink", .node = &mspdi_link_node},
    XML_RECALCULATED("ActualWorkProtected"),
    XML_RECALCULATED("ActualOvertimeWorkProtected"),
    {.name = "ExtendedAttribute", .node = &mspdi_task_value_node},
    {.name = "Baseline", .node = &mspdi_task_baseline_node},
    {.name = "OutlineCode", .node = &mspdi_task_code_node, .flags = XML_IN_ONLY},
    XML_DROPPED("IsPublished"),
    XML_DROPPED("StatusManager"),
    XML_DROPPED("CommitmentStart"),
    XML_DROPPED("CommitmentFinish"),
    XML_DROPPED("CommitmentType"),
    XML_DROPPED("TimephasedData"),
    {.name = "BaselineStart", .type = &mspdi_start, TASK(baseline_start), .flags = XML_IN_ONLY},
    {.name = "BaselineFinish", .type = &mspdi_finish, TASK(baseline_finish), .flags = XML_IN_ONLY},
    XML_RECALCULATED("OutlineParent"),
};
const struct xml_node mspdi_task_node = {
    "Task", sizeof(struct mspdi_task), task_rows, COUNT(task_rows), task_open, task_close};
