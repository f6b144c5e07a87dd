/* formats/xer/writer.h - what the parts of the XER writer share while one plan is printed. */
#ifndef FORMATS_XER_WRITER_H
#define FORMATS_XER_WRITER_H

#include "base/map.h"
#include "domain/entities.h"
#include "formats/report.h"

struct xer_writer {
    struct arena         *mem;
    const struct plan    *plan;
    const struct project *project;
    struct import_report *report;
    struct buf           *to;
    bool                  is_for_xml; /* with the columns that only PMXML has */
    struct map wbs_uids, task_uids, resource_uids, calendar_uids, assignment_uids; /* by id */
    struct map external_uids; /* of items of other plans; only for XML */
    struct map project_of;    /* item id → number of its project, from 1 */
    struct map nodes;         /* number of a project → item that is its top; absent: made here */
    int64_t    n_projects;
};

/* Lines: a table with its fields, then cells of rows. Absent values are empty cells. */
void xer_put_table(struct xer_writer *w, const char *name, const char *fields);
void xer_put_row(struct xer_writer *w);
void xer_put_end(struct xer_writer *w); /* of the row */
void xer_put_text(struct xer_writer *w, str text);
void xer_put_word(struct xer_writer *w, const char *word);
void xer_put_int(struct xer_writer *w, int64_t v);
void xer_put_number(struct xer_writer *w, double v);
void xer_put_hours(struct xer_writer *w, int64_t seconds);
void xer_put_money(struct xer_writer *w, int64_t minor);
void xer_put_time(struct xer_writer *w, instant t);

/* Members of the record, other than those named, that say something: counted as lost. */
void xer_lost(struct xer_writer *w, const struct entity *e, const void *record,
              const char *const *kept);

/* Numbers of the file that the plan came from where they are there once, else new ones. */
void xer_uids(struct xer_writer *w, const struct entity *e, struct map *to,
              bool (*takes)(const struct xer_writer *w, const void *record));

void xer_external_uids(struct xer_writer *w);

bool xer_is_wbs(const struct xer_writer *w, const struct item *i);
/* An activity: neither WBS nor blank nor of another plan. */
bool xer_is_task(const struct xer_writer *w, const struct item *i);

/* Each prints its tables. */
void xer_write_calendars(struct xer_writer *w);
void xer_write_wbs(struct xer_writer *w);
void xer_write_tasks(struct xer_writer *w);
void xer_write_externals(struct xer_writer *w);
void xer_write_links(struct xer_writer *w);
void xer_write_notes(struct xer_writer *w);
void xer_write_resources(struct xer_writer *w);
void xer_write_assignments(struct xer_writer *w);
void xer_write_fields(struct xer_writer *w);

int64_t xer_baseline_project(const struct xer_writer *w, struct id baseline);
int64_t xer_node_uid(const struct xer_writer *w, int64_t project); /* of the WBS */

#endif
