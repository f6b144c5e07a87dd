/* formats/xer/reader.h - what the parts of the XER reader share while one file is read. */
#ifndef FORMATS_XER_READER_H
#define FORMATS_XER_READER_H

#include "base/map.h"
#include "formats/builder/put.h"
#include "formats/xer/build.h"

struct xer_project {
    int64_t line, id, calendar, original; /* original: of a baseline, what it is one of */
    str     short_name, title, notes, path_type;
    double  critical_hours;
    instant data_date, start, must_finish;
};

struct xer_options {
    int64_t line, project;
    str     float_type, lag_calendar, progress; /* progress: of PMXML, one word for the two flags */
    str  outer_links, start_lag_early, by_project; /* flags that are set where the file is silent */
    bool retained_logic, progress_override, expected_finish, open_ends;
};

struct xer_wbs {
    int64_t line, id, project, parent, rank;
    str     code, title;
    bool    is_project;
};

struct xer_task {
    int64_t line, id, project, wbs, calendar;
    str     type, status, code, title, duration_type, percent_type, priority;
    str     constraint, constraint2;
    double  physical;
    int64_t remaining_s, target_s, total_s, free_s;
    instant constraint_at, constraint2_at, actual_start, actual_finish, expected, suspend, resume;
    instant early_start, early_finish, late_start, late_finish, restart, reend;
    instant rem_late_start, rem_late_finish, external_start, external_finish;
    instant target_start, target_finish;
    int64_t work_s, cost_minor; /* of a baseline: summed over its assignments */
    bool    on_path;
};

struct xer_reader {
    struct arena           *mem;
    struct import          *out;
    struct xer_file         file;
    struct put_to           put;
    struct xer_context      context;
    struct project          project;
    str                     source_name;
    struct xer_options      options;
    VEC(struct xer_project) projects, baselines; /* baselines of projects in the file */
    VEC(struct xer_wbs)     wbs;
    VEC(struct xer_task)    tasks, baseline_tasks;
    struct map calendar_ids, wbs_ids, task_ids, resource_ids, assignment_ids; /* file's → ours */
    struct map baseline_task_ids; /* file's → index in baseline_tasks */
    struct map role_ids, external_ids, wbs_fields;
    struct map field_ids, codes;     /* of custom fields; activity codes → index in code_texts */
    VEC(str)   code_texts, far_refs; /* far_refs: by external_ids */
    VEC(str)   notes;                /* by item id - 1; those of activities */
    int64_t    n_items, n_links, n_resources, n_assignments, n_fields, n_values, n_exceptions;
    int64_t    n_rates, n_availabilities, role_calendar; /* id; 0: not made yet */
};

/* In this order. */
err xer_read_calendars(struct xer_reader *r);
err xer_read_project(struct xer_reader *r);
err xer_read_items(struct xer_reader *r);
err xer_read_links(struct xer_reader *r);
err xer_read_resources(struct xer_reader *r);
err xer_read_rates(struct xer_reader *r); /* called by the one before */
err xer_read_custom(struct xer_reader *r);
err xer_read_baselines(struct xer_reader *r);

const struct xer_project *xer_project_of(const struct xer_reader *r, int64_t id); /* NULL: none */

/* Whether the record of that project, or of that activity, belongs to a baseline. */
bool xer_is_baseline(const struct xer_reader *r, int64_t project);
bool xer_of_baseline(const struct xer_reader *r, int64_t task);

#endif
