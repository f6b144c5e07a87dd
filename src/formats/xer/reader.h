/* formats/xer/reader.h - what the parts of the XER reader share while one file is read. */
#ifndef FORMATS_XER_READER_H
#define FORMATS_XER_READER_H

#include "base/map.h"
#include "formats/builder/put.h"
#include "formats/xer/table.h"

struct xer_project {
    int64_t line, id, calendar, calendar_of_plan;
    str     short_name, path_type, guid;
    double  critical_hours;
    instant data_date, start, must_finish;
};

struct xer_options {
    int64_t line, project;
    str     float_type, lag_calendar;
    bool    retained_logic, progress_override, expected_finish, open_ends, by_project;
};

struct xer_wbs {
    int64_t line, id, project, parent, rank;
    str     code, title;
    bool    is_project;
};

struct xer_task {
    int64_t line, id, project, wbs, calendar;
    str     type, status, code, title, duration_type, percent_type, priority, guid;
    str     constraint, constraint2;
    double  physical;
    int64_t remaining_s, target_s, total_s, free_s;
    instant constraint_at, constraint2_at, actual_start, actual_finish, expected, suspend, resume;
    instant early_start, early_finish, late_start, late_finish, restart, reend;
    instant rem_late_start, rem_late_finish, external_start, external_finish;
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
    VEC(struct xer_project) projects;
    VEC(struct xer_wbs)     wbs;
    VEC(struct xer_task)    tasks;
    struct map calendar_ids, wbs_ids, task_ids, resource_ids, assignment_ids; /* file's → ours */
    struct map field_ids, codes; /* of custom fields; activity codes → index in code_texts */
    VEC(str)   code_texts;
    VEC(str)   notes; /* by item id - 1; those of activities */
    int64_t    n_items, n_links, n_resources, n_assignments, n_fields, n_values, n_exceptions;
    int64_t    outside; /* links to plans that are not in the file */
};

/* In this order. */
err xer_read_calendars(struct xer_reader *r);
err xer_read_project(struct xer_reader *r);
err xer_read_items(struct xer_reader *r);
err xer_read_links(struct xer_reader *r);
err xer_read_resources(struct xer_reader *r);
err xer_read_custom(struct xer_reader *r);

const struct xer_project *xer_project_of(const struct xer_reader *r, int64_t id); /* NULL: none */

#endif
