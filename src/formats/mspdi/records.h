/* formats/mspdi/records.h - the records of MSPDI's elements, and the nodes with their rows.
 *
 * Each struct holds our record and, beside it, what the file says in other terms (unique ids,
 * numbers of formats, results). The rows of its node stand in the file of that kind – mspdi/task.c,
 * mspdi/calendar.c … – and serve reading and writing alike.
 */
#ifndef FORMATS_MSPDI_RECORDS_H
#define FORMATS_MSPDI_RECORDS_H

#include "domain/shifts.h"
#include "formats/mspdi/values.h"

struct mspdi_project {
    struct project     p;
    struct mspdi_units units;
    int64_t            calendar_uid;
    instant            finish, created;
    bool               from_start, honor;
    str                name;
    int64_t            save_version;
};

struct mspdi_day { /* WeekDay, also of a work week */
    struct shifts
            shifts; /* first, as in mspdi_exception: working times do not know whose they are */
    int64_t type;   /* 0 exception, 1 Sunday … 7 Saturday */
    int64_t working, line; /* 0, 1 or INT_NONE */
    day     from, to;
};

struct mspdi_exception {
    struct shifts             shifts;
    struct calendar_exception x;
    int64_t                   month; /* 0–11 */
    int64_t                   working, line;
    bool                      by_occurrences;
};

struct mspdi_week {
    struct work_week w;
};

struct mspdi_calendar {
    struct calendar c;
    int64_t         uid, base_uid, line;
};

struct mspdi_task {
    struct item         item;
    struct stored_dates stored; /* results; start and finish are inputs of manual tasks */
    int64_t             uid, no, calendar_uid, level, line;
    int64_t             format, levelling_format;
    int64_t             duration_s, remaining_s, manual_duration_s, start_slack_s, finish_slack_s;
    instant             manual_start, manual_finish, baseline_start, baseline_finish;
    str                 wbs, outline_number, sub_address, external_project, subproject;
    int64_t             is_critical, is_subproject; /* 0, 1 or INT_NONE */
    int64_t             percent_work;               /* printed only */
    bool                is_summary, has_children;   /* as the file says; as the tree says */
    struct mspdi_moment constraint;
};

struct mspdi_link {
    struct link link;
    size_t      task; /* index of the successor in tasks */
    double      lag;  /* tenths of a minute, or per cent */
    int64_t     pred_uid, format, line;
    bool        cross;
    str         cross_name;
};

struct mspdi_resource {
    struct resource r;
    int64_t         uid, no, type, calendar_uid, std_format, ot_format, line;
    double          std_rate, ot_rate;
    bool            is_cost, is_null;
};

struct mspdi_rate_row {
    struct resource_rate r;
    int64_t              std_format, ot_format;
    double               std_rate, ot_rate;
};

struct mspdi_assignment {
    struct assignment a;
    int64_t           uid, task_uid, resource_uid, delay_format, line;
    instant           start, finish;
};

struct mspdi_piece {
    struct assignment_piece p;
    size_t                  assignment; /* index in assignments */
    int64_t type, uid, unit; /* 1 remaining, 2 actual, 3 overtime; the last two are printed only */
};

struct mspdi_baseline {
    int64_t number, duration_s, work_s, cost_minor;
    int64_t format; /* printed only */
    instant start, finish;
    size_t  owner; /* index in tasks or assignments */
    bool    of_assignment;
};

struct mspdi_field { /* definition of a custom field */
    struct custom_field f;
    int64_t             field_id, line;
};

struct mspdi_value {                                     /* value of a custom field */
    int64_t            field_id, value_id, format, line; /* format of durations is printed only */
    str                value;
    size_t             owner; /* index in tasks, resources or assignments */
    enum custom_target target;
};

struct mspdi_choice { /* a value that a field may take */
    int64_t field_id, id, parent;
    str     value;
};

/* Root of the file; its record is struct mspdi_project. */
extern const struct xml_node mspdi_root;
void                         mspdi_project_open(struct mspdi_project *p);
extern const struct xml_node mspdi_calendar_node, mspdi_days_node, mspdi_day_node,
    mspdi_working_times_node, mspdi_working_time_node, mspdi_exceptions_node, mspdi_exception_node,
    mspdi_exception_period_node, mspdi_weeks_node, mspdi_week_node, mspdi_week_days_node,
    mspdi_week_period_node;
extern const struct xml_node mspdi_task_node, mspdi_link_node, mspdi_task_baseline_node,
    mspdi_task_value_node, mspdi_task_code_node;
extern const struct xml_node mspdi_resource_node, mspdi_rates_node, mspdi_rate_node,
    mspdi_availabilities_node, mspdi_availability_node, mspdi_resource_value_node,
    mspdi_resource_code_node;
extern const struct xml_node mspdi_assignment_node, mspdi_assignment_baseline_node,
    mspdi_assignment_value_node, mspdi_piece_node;
extern const struct xml_node mspdi_fields_node, mspdi_field_node, mspdi_outline_codes_node;

#endif
