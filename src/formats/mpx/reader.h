/* formats/mpx/reader.h - what the parts of the MPX reader share while one file is read.
 *
 * A file is a list of records, one a line, told apart by their number. Tasks and resources have
 * columns that the file names in records of its own (60, 61; 40, 41); those are found in tables of
 * fields, and a value goes to its place by the field's row.
 */
#ifndef FORMATS_MPX_READER_H
#define FORMATS_MPX_READER_H

#include "base/vec.h"
#include "formats/builder/builder.h"
#include "formats/mpx/mpx.h"
#include "formats/mpx/records.h"

struct mpx_reader {
    struct builder             b;
    struct mpx_format          format;
    struct project             project;
    struct levels              levels; /* of the tasks so far */
    struct mpx_moment          start, finish;
    int64_t                    schedule_from;
    bool                       says_critical; /* the file has that column */
    str                        calendar;
    struct mpx_table           task_table, resource_table;
    VEC(struct mpx_calendar *) calendars;
    VEC(struct mpx_exception)  exceptions;
    VEC(struct mpx_task *)     tasks;
    VEC(struct mpx_resource *) resources;
    VEC(struct mpx_assignment) assignments;
    VEC(struct mpx_value)      values;
    struct strmap              calendar_ids;      /* name of a base calendar → id */
    struct map                 task_no, task_uid; /* → index */
    struct map                 resource_no, resource_uid;
};

extern const struct mpx_field mpx_task_fields[], mpx_resource_fields[];
extern const size_t           mpx_task_fields_n, mpx_resource_fields_n;

/* Records 60, 40: columns by name; 61, 41: by number. */
err mpx_columns_by_name(struct mpx_table *t, const struct mpx_record *rec);
err mpx_columns_by_number(struct mpx_table *t, const struct mpx_record *rec);
/* One row: cells into the record at `to`; `owner` is the index that it is going to have. */
err mpx_row(struct mpx_reader *r, const struct mpx_table *t, const struct mpx_record *rec, void *to,
            size_t owner);

str  mpx_cell(const struct mpx_record *rec, size_t at); /* 1 = behind the number; "" beyond */
err  mpx_wrong(const struct mpx_record *rec, size_t at, const char *what);
str  mpx_notes(struct mpx_reader *r, str cell); /* 0x7F stands for a line end */
bool mpx_shifts(const struct mpx_record *rec, size_t from, struct shifts *to);

err mpx_calendar_record(struct mpx_reader *r, const struct mpx_record *rec);
err mpx_hours_record(struct mpx_reader *r, const struct mpx_record *rec);
err mpx_exception_record(struct mpx_reader *r, const struct mpx_record *rec);
err mpx_task_record(struct mpx_reader *r, const struct mpx_record *rec);
err mpx_resource_record(struct mpx_reader *r, const struct mpx_record *rec);
err mpx_assignment_record(struct mpx_reader *r, const struct mpx_record *rec);

err mpx_build_calendars(struct mpx_reader *r);
err mpx_build_resources(struct mpx_reader *r);
err mpx_build_tasks(struct mpx_reader *r);
err mpx_build_links(struct mpx_reader *r);
err mpx_build_assignments(struct mpx_reader *r);
err mpx_build_values(struct mpx_reader *r);

bool    mpx_is_project_row(const struct mpx_task *t);
instant mpx_start_of(const struct mpx_reader *r, struct mpx_moment m); /* with default times */
instant mpx_finish_of(const struct mpx_reader *r, struct mpx_moment m);

#endif
