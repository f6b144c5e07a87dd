/* domain/project.c - the rows of a project, and the rules inside it.
 *
 * Default lengths of day, week and month only say what typed units mean; working time comes from
 * calendars.
 */
#include "domain/project.h"

#include "domain/meta/checks.h"

const char *const project_method_words[] = {"waterfall", "scrum", "kanban", "hybrid", NULL};
const char *const project_phase_words[] = {"initiation", "planning", "execution", "closure", NULL};
const char *const profile_words[] = {"msp", "p6", NULL};
const char *const lag_calendar_words[] = {"predecessor", "successor", "project", "all_day", NULL};
const char *const progress_mode_words[] = {"retained_logic", "progress_override", "actual_dates",
                                           NULL};
const char *const float_type_words[] = {"finish", "start", "least", NULL};
const char *const critical_by_words[] = {"float", "longest_path", NULL};
const char *const schedule_from_words[] = {"start", "finish", NULL};

static const struct field fields[] = {
    {FIELD(struct project, code), .max = 40, .doc = "Short name that people speak, such as ERP."},
    {FIELD(struct project, title), .flags = FIELD_REQUIRED, .doc = "Name of the project."},
    {FIELD(struct project, body), .flags = FIELD_LONG, .doc = "Description in Markdown."},
    {FIELD(struct project, method), .words = project_method_words,
     .doc = "How the work is organised."},
    {FIELD(struct project, phase), .words = project_phase_words, .initial = "\"planning\"",
     .doc = "Phase of the project's life."},
    {FIELD(struct project, priority), .max = 1000, .initial = "500",
     .doc = "0 to 1000; 500 is usual."},
    {FIELD_AS(struct project, start, F_INSTANT), .flags = FIELD_REQUIRED,
     .doc = "Nothing without a constraint starts before it."},
    {FIELD_AS(struct project, finish, F_INSTANT),
     .doc = "Given finish; only when the project is scheduled from its finish."},
    {FIELD(struct project, schedule_from), .words = schedule_from_words,
     .doc = "Which end of the project is given."},
    {FIELD_AS(struct project, target_finish, F_INSTANT),
     .doc = "Promised finish; compared with, moves nothing."},
    {FIELD_AS(struct project, data_date, F_INSTANT), .doc = "Progress is known up to this moment."},
    {FIELD(struct project, calendar), .refers = "calendar",
     .doc = "Calendar of the project; absent: Monday to Friday, 08:00-12:00 and 13:00-17:00."},
    {FIELD(struct project, zone), .flags = FIELD_REQUIRED, .initial = "\"UTC\"",
     .doc = "IANA time zone in which working times are read."},
    {FIELD(struct project, currency), .max = 3, .initial = "\"EUR\"", .doc = "ISO 4217 code."},
    {FIELD(struct project, currency_symbol), .max = 20, .doc = "Sign printed with amounts."},
    {FIELD(struct project, currency_digits), .max = 4, .initial = "2",
     .doc = "Decimal digits of an amount; minor units are 10 to the power of it."},
    {FIELD(struct project, minutes_per_day), .min = 1, .max = 1440, .initial = "480",
     .doc = "Working minutes that one day of duration means."},
    {FIELD(struct project, minutes_per_week), .min = 1, .max = 10080, .initial = "2400",
     .doc = "Working minutes that one week of duration means."},
    {FIELD(struct project, days_per_month), .min = 1, .max = 31, .initial = "20",
     .doc = "Days that one month of duration means."},
    {FIELD_AS(struct project, default_start_s, F_INT), .max = DAY_S, .initial = "28800",
     .doc = "Time of day, in seconds, of a start that is given as a date only."},
    {FIELD_AS(struct project, default_finish_s, F_INT), .max = DAY_S, .initial = "61200",
     .doc = "Time of day, in seconds, of a finish that is given as a date only."},
    {FIELD(struct project, critical_slack_limit_days), .min = -10000, .max = 10000,
     .doc = "An item is critical when its total slack is at most so many days."},
    {FIELD(struct project, honor_constraints), .initial = "true",
     .doc = "Constraint dates win over links."},
    {FIELD(struct project, split_in_progress), .initial = "true",
     .doc = "The rest of a started item waits for its links."},
    {FIELD(struct project, multiple_critical_paths),
     .doc = "Items without successor are late at their own finish, not at the project's."},
    {FIELD(struct project, week_start), .max = 6, .initial = "1",
     .doc = "First day of the week on screen: 0 Sunday to 6 Saturday."},
    {FIELD(struct project, new_items_manual), .doc = "New items are scheduled by hand."},
    {FIELD(struct project, profile), .words = profile_words,
     .doc = "Whose rules place the items: those of Microsoft Project or of Primavera P6."},
    {FIELD(struct project, lag_calendar), .words = lag_calendar_words,
     .doc = "Calendar that lags run on in the P6 profile."},
    {FIELD(struct project, progress_mode), .words = progress_mode_words,
     .doc = "What the rest of work that began out of sequence waits for in the P6 profile."},
    {FIELD(struct project, float_type), .words = float_type_words,
     .doc = "Which end total slack is measured at in the P6 profile."},
    {FIELD(struct project, critical_by), .words = critical_by_words,
     .doc = "What makes an item critical in the P6 profile."},
    {FIELD_AS(struct project, must_finish_by, F_INSTANT),
     .doc = "Late dates begin here in the P6 profile; absent: at the last early finish."},
    {FIELD(struct project, use_expected_finish),
     .doc = "Work that has an expected finish lasts until then in the P6 profile."},
    {FIELD(struct project, ignore_external),
     .doc = "External dates, given by links to absent plans, do not count in the P6 profile."},
    {FIELD(struct project, start_lag_from_actual),
     .doc = "In the P6 profile the lag of a start-to-start link counts from the actual start of "
            "what has begun, not from the early start of its rest."},
    {FIELD(struct project, float_to_last_finish),
     .doc = "Of several projects in one plan late dates begin at the last finish of all in the P6 "
            "profile, not at that of each."},
    {FIELD(struct project, author), .doc = "Who wrote the plan."},
    {FIELD(struct project, company), .doc = "Organisation that the project belongs to."},
    {FIELD(struct project, manager), .doc = "Who answers for the project."},
    {FIELD(struct project, category), .doc = "Kind of project, free text."},
    {FIELD(struct project, keywords), .doc = "Words to find the project by."},
    {FIELD(struct project, source_name), .doc = "File that the plan was imported from."},
    {FIELD_AS(struct project, archived_at, F_INSTANT),
     .doc = "When the project was put aside; absent: in use."},
    {FIELD(struct project, item_count), .flags = FIELD_COMPUTED | FIELD_READONLY | FIELD_OPTIONAL,
     .doc = "How many items its plan has; absent: the plan is not in memory."},
    {FIELD(struct project, percent_complete), .max = 100,
     .flags = FIELD_COMPUTED | FIELD_READONLY | FIELD_OPTIONAL,
     .doc = "Share of the plan that is done, weighted by duration; absent as item_count is."},
};

static void project_check(const void *record, struct problems *to)
{
    const struct project *p = record;
    check_zone(p->zone, "zone", to);
    if (p->schedule_from == SCHEDULE_FROM_FINISH && p->finish == INSTANT_NONE)
        problems_add(to, "finish", "is needed when the project is scheduled from its finish");
}

const struct entity project_entity = {
    .name = "project",
    .plural = "projects",
    .no = ENTITY_PROJECT,
    .size = sizeof(struct project),
    .n_fields = COUNT(fields),
    .fields = fields,
    .check = project_check,
    .doc = "A project: its frame of time, money and defaults.",
};
