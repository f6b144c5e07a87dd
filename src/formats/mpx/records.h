/* formats/mpx/records.h - the records of MPX: our record, and beside it what the file says in other
 * terms (numbers of rows, results, dates of which the time of day may be missing).
 */
#ifndef FORMATS_MPX_RECORDS_H
#define FORMATS_MPX_RECORDS_H

#include "domain/shifts.h"
#include "formats/builder/levels.h"
#include "formats/mpx/values.h"

enum { MPX_MEMORY_MAX = 1 << 30 };
enum { MPX_COLUMNS_MAX = 512, MPX_LEVELS_MAX = LEVELS_MAX, MPX_CALENDARS_MAX = 5000 };

enum mpx_kind {
    MPX_RESULT, /* known, calculated anew */
    MPX_DROPPED,
    MPX_TEXT,
    MPX_INT,
    MPX_NUMBER,
    MPX_UNITS,
    MPX_MONEY,
    MPX_RATE,
    MPX_SPAN,
    MPX_SECONDS, /* a span of which only the length is wanted */
    MPX_MOMENT,
    MPX_YES,
    MPX_CONSTRAINT,
    MPX_PRIORITY,
    MPX_ACCRUAL,
    MPX_CUSTOM,
};

struct mpx_field {
    int              number;
    const char      *name;
    enum mpx_kind    kind;
    uint32_t         offset;
    enum custom_kind custom;
};

/* The columns of tasks or of resources. */
struct mpx_table {
    const char             *what; /* "task" */
    const struct mpx_field *fields;
    size_t                  n_fields;
    size_t                  n;
    const struct mpx_field *columns[MPX_COLUMNS_MAX]; /* NULL = not known */
    str                     names[MPX_COLUMNS_MAX];   /* as the file calls them */
};

struct mpx_record {
    int64_t number, line;
    size_t  n; /* cells behind the number */
    str    *cells;
};

struct mpx_task {
    struct item       item;
    int64_t           uid, no, level, line, baseline_work_s, baseline_cost;
    struct mpx_span   duration, baseline_duration, delay;
    int64_t           actual_s, remaining_s, total_s, free_s;
    struct mpx_moment start, finish, early_start, early_finish, late_start, late_finish;
    struct mpx_moment actual_start, actual_finish, baseline_start, baseline_finish, constraint;
    struct mpx_moment stop, resume;
    str               preds, uid_preds, outline_number, wbs, subproject;
    bool              is_fixed, is_summary, is_critical, has_children;
};

struct mpx_resource {
    struct resource r;
    int64_t         uid, no, line;
    str             calendar;
};

struct mpx_assignment {
    struct assignment a;
    size_t            task; /* index */
    int64_t           no, uid, line, baseline_work_s, baseline_cost;
};

struct mpx_calendar {
    struct calendar c;
    str             base;
    int64_t         works[7]; /* 0 off, 1 works, 2 as the base; Sunday first */
    struct shifts   hours[7];
    size_t          resource; /* index + 1; 0 = a base calendar */
    int64_t         line;
};

struct mpx_exception {
    size_t            calendar; /* index */
    struct mpx_moment from, to;
    bool              works;
    struct shifts     hours;
    int64_t           line;
};

struct mpx_value { /* of a custom field */
    const struct mpx_field *field;
    bool                    of_resource;
    size_t                  owner; /* index */
    str                     text;
    int64_t                 line;
};

#endif
