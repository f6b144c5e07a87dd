/* The root of MSPDI: the project's own members, in the order of the schema, and its lists.
 *
 * Settings that only concern how new rows are made in MS Project, or its screens, are dropped and
 * counted when they differ from what MS Project starts with.
 */
#include "formats/mspdi/reader.h"

#include "formats/notes.h"

static const struct xml_row calendars_rows[] = {{.name = "Calendar", .node = &mspdi_calendar_node}};
static const struct xml_node calendars = {"Calendars",           0,    calendars_rows,
                                          COUNT(calendars_rows), NULL, NULL};
static const struct xml_row  tasks_rows[] = {{.name = "Task", .node = &mspdi_task_node}};
static const struct xml_node tasks = {"Tasks", 0, tasks_rows, COUNT(tasks_rows), NULL, NULL};
static const struct xml_row resources_rows[] = {{.name = "Resource", .node = &mspdi_resource_node}};
static const struct xml_node resources = {"Resources",           0,    resources_rows,
                                          COUNT(resources_rows), NULL, NULL};
static const struct xml_row  assignments_rows[] = {
     {.name = "Assignment", .node = &mspdi_assignment_node}};
static const struct xml_node assignments = {"Assignments",           0,    assignments_rows,
                                            COUNT(assignments_rows), NULL, NULL};

#define PROJECT(member) .offset = offsetof(struct mspdi_project, member)
static const struct xml_row project_rows[] = {
    {.name = "SaveVersion", .type = &xml_int, PROJECT(save_version), .flags = XML_SILENT},
    XML_RECALCULATED("BuildNumber"),
    XML_DROPPED_BUT("UID", "1"),
    {.name = "Name", .type = &xml_word, PROJECT(name)},
    {.name = "Title", .type = &xml_word, PROJECT(p.title)},
    XML_DROPPED("Subject"),
    {.name = "Category", .type = &xml_word, PROJECT(p.category)},
    XML_RECALCULATED("GUID"),
    {.name = "Company", .type = &xml_word, PROJECT(p.company)},
    {.name = "Manager", .type = &xml_word, PROJECT(p.manager)},
    {.name = "Author", .type = &xml_word, PROJECT(p.author)},
    {.name = "Keywords", .type = &xml_word, PROJECT(p.keywords)},
    {.name = "CreationDate", .type = &mspdi_start, PROJECT(created), .flags = XML_SILENT},
    XML_RECALCULATED("Revision"),
    XML_RECALCULATED("LastSaved"),
    {.name = "ScheduleFromStart", .type = &xml_bool, PROJECT(from_start)},
    {.name = "StartDate", .type = &mspdi_start, PROJECT(p.start)},
    {.name = "FinishDate", .type = &mspdi_finish, PROJECT(finish)},
    XML_DROPPED_BUT("FYStartDate", "1"),
    {.name = "CriticalSlackLimit",
     .type = &xml_int,
     PROJECT(p.critical_slack_limit_days),
     .flags = XML_LENIENT},
    {.name = "CurrencyDigits",
     .type = &xml_int,
     PROJECT(units.currency_digits),
     .flags = XML_LENIENT},
    {.name = "CurrencySymbol", .type = &xml_word, PROJECT(p.currency_symbol)},
    {.name = "CurrencyCode", .type = &xml_word, PROJECT(p.currency)},
    XML_DROPPED("CurrencySymbolPosition"),
    {.name = "CalendarUID", .type = &xml_int, PROJECT(calendar_uid)},
    XML_DROPPED("BaselineCalendar"),
    {.name = "DefaultStartTime", .type = &mspdi_time, PROJECT(units.default_start_s)},
    {.name = "DefaultFinishTime", .type = &mspdi_time, PROJECT(units.default_finish_s)},
    {.name = "MinutesPerDay", .type = &xml_int, PROJECT(units.minutes_per_day)},
    {.name = "MinutesPerWeek", .type = &xml_int, PROJECT(p.minutes_per_week)},
    {.name = "DaysPerMonth", .type = &xml_int, PROJECT(p.days_per_month)},
    XML_DROPPED("DefaultTaskType"),
    XML_DROPPED_BUT("DefaultFixedCostAccrual", "3"),
    XML_DROPPED("DefaultStandardRate"),
    XML_DROPPED("DefaultOvertimeRate"),
    XML_DROPPED_BUT("DurationFormat", "7"),
    XML_DROPPED_BUT("WorkFormat", "2"),
    XML_DROPPED("EditableActualCosts"),
    {.name = "HonorConstraints", .type = &xml_bool, PROJECT(honor)},
    XML_DROPPED("EarnedValueMethod"),
    XML_DROPPED_BUT("InsertedProjectsLikeSummary", "1"),
    {.name = "MultipleCriticalPaths", .type = &xml_bool, PROJECT(p.multiple_critical_paths)},
    XML_DROPPED("NewTasksEffortDriven"),
    XML_DROPPED_BUT("NewTasksEstimated", "1"),
    {.name = "SplitsInProgressTasks", .type = &xml_bool, PROJECT(p.split_in_progress)},
    XML_DROPPED("SpreadActualCost"),
    XML_DROPPED("SpreadPercentComplete"),
    XML_DROPPED_BUT("TaskUpdatesResource", "1"),
    XML_DROPPED("FiscalYearStart"),
    {.name = "WeekStartDay", .type = &xml_int, PROJECT(p.week_start), .flags = XML_LENIENT},
    XML_DROPPED("MoveCompletedEndsBack"),
    XML_DROPPED("MoveRemainingStartsBack"),
    XML_DROPPED("MoveRemainingStartsForward"),
    XML_DROPPED("MoveCompletedEndsForward"),
    XML_DROPPED("BaselineForEarnedValue"),
    XML_DROPPED_BUT("AutoAddNewResourcesAndTasks", "1"),
    {.name = "StatusDate", .type = &mspdi_finish, PROJECT(p.data_date)},
    XML_RECALCULATED("CurrentDate"),
    XML_RECALCULATED("MicrosoftProjectServerURL"),
    XML_RECALCULATED("Autolink"),
    XML_RECALCULATED("NewTaskStartDate"),
    {.name = "NewTasksAreManual", .type = &xml_bool, PROJECT(p.new_items_manual)},
    XML_DROPPED("DefaultTaskEVMethod"),
    XML_RECALCULATED("ProjectExternallyEdited"),
    XML_RECALCULATED("ExtendedCreationDate"),
    XML_RECALCULATED("ActualsInSync"),
    XML_RECALCULATED("RemoveFileProperties"),
    XML_DROPPED("AdminProject"),
    XML_RECALCULATED("UpdateManuallyScheduledTasksWhenEditingLinks"),
    XML_RECALCULATED("KeepTaskOnNearestWorkingTimeWhenMadeAutoScheduled"),
    XML_DROPPED("Views"),
    XML_DROPPED("Filters"),
    XML_DROPPED("Groups"),
    XML_DROPPED("Tables"),
    XML_DROPPED("Maps"),
    XML_DROPPED("Reports"),
    XML_DROPPED("Drawings"),
    XML_DROPPED("DataLinks"),
    XML_DROPPED("VBAProjects"),
    {.name = "OutlineCodes", .node = &mspdi_outline_codes_node, .flags = XML_IN_ONLY},
    XML_DROPPED("WBSMasks"),
    {.name = "ExtendedAttributes", .node = &mspdi_fields_node},
    {.name = "Calendars", .node = &calendars},
    {.name = "Tasks", .node = &tasks},
    {.name = "Resources", .node = &resources},
    {.name = "Assignments", .node = &assignments},
};
const struct xml_node mspdi_root = {
    "Project", sizeof(struct mspdi_project), project_rows, COUNT(project_rows), NULL, NULL};

void mspdi_project_open(struct mspdi_project *p)
{
    memset(p, 0, sizeof *p);
    entity_init(&project_entity, &p->p);
    p->units = (struct mspdi_units){zone_utc(), p->p.default_start_s, p->p.default_finish_s,
                                    p->p.currency_digits, p->p.minutes_per_day};
    p->calendar_uid = INT_NONE;
    p->finish = p->created = INSTANT_NONE;
    p->from_start = p->honor = true;
}

/* ---- into the plan ------------------------------------------------------------------------ */

static instant earliest_start(const struct mspdi_reader *r)
{
    instant first = INSTANT_NONE;
    for (size_t i = 0; i < r->tasks.n; i++) {
        instant t = mspdi_task_at(r, i).stored.start;
        if (t != INSTANT_NONE && (first == INSTANT_NONE || t < first))
            first = t;
    }
    return first;
}

/* A plan must begin somewhere: StartDate, else the first task, else the day the file was made. */
static void complete_frame(struct mspdi_reader *r)
{
    struct mspdi_project *m = &r->project;
    instant               given = m->p.start;
    if (m->p.start == INSTANT_NONE)
        m->p.start = earliest_start(r);
    if (m->p.start == INSTANT_NONE)
        m->p.start = m->created;
    if (m->p.start == INSTANT_NONE)
        m->p.start = m->finish;
    if (m->p.start == INSTANT_NONE)
        m->p.start = civil_seconds((struct civil){2000, 1, 3, 8, 0, 0});
    if (given == INSTANT_NONE)
        report_warn(r->report, "StartDate", 0,
                    "The file says no start of the project; %.*s was taken",
                    STR_ARG(local_text(r->mem, m->p.start)));
    m->p.schedule_from = m->from_start ? SCHEDULE_FROM_START : SCHEDULE_FROM_FINISH;
    if (!m->from_start && m->finish == INSTANT_NONE) {
        report_warn(r->report, "FinishDate", 0,
                    "The plan is scheduled from its finish, which is missing; it is scheduled from "
                    "its start");
        m->p.schedule_from = SCHEDULE_FROM_START;
    }
    m->p.finish = m->p.schedule_from == SCHEDULE_FROM_FINISH ? m->finish : INSTANT_NONE;
}

/* The project's own row among the tasks has its notes, and a name for files without a title. */
static void take_project_row(struct mspdi_reader *r)
{
    for (size_t i = 0; i < r->tasks.n; i++) {
        const struct mspdi_task t = mspdi_task_at(r, i);
        if (!mspdi_is_project_row(&t))
            continue;
        r->project.p.body = notes_text(r->mem, t.item.body);
        if (!str_trim(r->project.p.title).n)
            r->project.p.title = t.item.title;
        return;
    }
}

static str stem(str name)
{
    static const char *const ends[] = {".xml", ".mpp", ".mpt", ".XML", ".MPP"};
    for (size_t i = 0; i < COUNT(ends); i++)
        if (str_ends(name, str_from(ends[i])))
            return str_sub(name, 0, name.n - 4);
    return name;
}

static void complete_names(struct mspdi_project *m, str source_name)
{
    m->p.source_name = m->name.n ? m->name : source_name;
    if (!str_trim(m->p.title).n)
        m->p.title = stem(m->p.source_name);
    if (!str_trim(m->p.title).n)
        m->p.title = S("Imported plan");
}

static void complete_calendar(struct mspdi_reader *r)
{
    struct mspdi_project *m = &r->project;
    int64_t               id = 0;
    if (m->calendar_uid == INT_NONE || m->calendar_uid < 0)
        return;
    if (map_get(&r->calendar_ids, m->calendar_uid, &id))
        m->p.calendar.v = id;
    else
        report_warn(r->report, "CalendarUID", 0,
                    "The project's calendar %lld does not exist; the standard week is used",
                    (long long)m->calendar_uid);
}

/* MS Project honours constraints by default; files nearly all say 0 whether it did or not, so 0 is
 * not believed. */
err mspdi_build_project(struct mspdi_reader *r, str source_name)
{
    struct mspdi_project *m = &r->project;
    complete_frame(r);
    take_project_row(r);
    complete_names(m, source_name);
    complete_calendar(r);
    m->p.honor_constraints = true;
    m->p.default_start_s = m->units.default_start_s;
    m->p.default_finish_s = m->units.default_finish_s;
    m->p.currency_digits = m->units.currency_digits;
    m->p.minutes_per_day = m->units.minutes_per_day;
    return mspdi_put(r, &project_entity, &m->p, 1, 0);
}
