/* formats/mspdi/reader.h - what the parts of the MSPDI reader share while one file is read. */
#ifndef FORMATS_MSPDI_READER_H
#define FORMATS_MSPDI_READER_H

#include "base/map.h"
#include "base/vec.h"
#include "formats/builder/levels.h"
#include "formats/builder/pack.h"
#include "formats/mspdi/records.h"
#include "formats/report.h"

enum { MSPDI_LEVELS_MAX = LEVELS_MAX }; /* of the outline */

struct mspdi_reader {
    struct arena                     *mem;
    struct import                    *out;
    struct import_report             *report;
    struct plan                      *plan;
    struct mspdi_project              project;
    struct levels                     levels; /* of the tasks so far */
    VEC(struct mspdi_calendar *)      calendars;
    VEC(struct mspdi_week)            weeks;          /* .w.calendar: id of the calendar */
    VEC(struct mspdi_exception)       exceptions;     /* .x.calendar: id of the calendar */
    VEC(struct mspdi_day)             old_exceptions; /* of the calendar being read */
    VEC(const uint64_t *)             tasks;          /* packed, see mspdi_task_at */
    VEC(const uint64_t *)             links;          /* packed mspdi_link */
    VEC(struct mspdi_resource *)      resources;
    VEC(struct mspdi_rate_row)        rates;          /* .r.resource: index + 1 in resources */
    VEC(struct resource_availability) availabilities; /* .resource: index + 1 in resources */
    VEC(struct mspdi_assignment *)    assignments;
    VEC(struct mspdi_piece)           pieces;
    VEC(struct mspdi_baseline)        baselines;
    VEC(struct mspdi_field)           fields;
    VEC(struct mspdi_value)           values;
    VEC(struct mspdi_choice)          choices;
    struct map                        calendar_ids, item_ids, resource_ids; /* unique id → id */
    struct map                        field_ids; /* FieldID → id of the custom field */
    int64_t          *item_of, *resource_of, *assignment_of; /* index → id, 0 = not kept */
    struct mspdi_task no_task; /* what tasks and links are packed against */
    struct mspdi_link no_link;
    struct id         baseline_ids[11];
    size_t            exception_at; /* first of the calendar being read */
    size_t            looked;       /* comparisons of old exceptions with listed ones */
    int64_t           n_items;
};

/* After the stream has been read, in this order: records into the plan. */
err mspdi_build_calendars(struct mspdi_reader *r);
err mspdi_build_project(struct mspdi_reader *r, str source_name);
err mspdi_build_tasks(struct mspdi_reader *r);
err mspdi_build_links(struct mspdi_reader *r);
err mspdi_build_resources(struct mspdi_reader *r);
err mspdi_build_assignments(struct mspdi_reader *r);
err mspdi_build_baselines(struct mspdi_reader *r);
err mspdi_build_custom(struct mspdi_reader *r);

/* The task at an index as it was read. */
struct mspdi_task mspdi_task_at(const struct mspdi_reader *r, size_t at);

/* Unique id 0: the project's own row. */
bool    mspdi_is_project_row(const struct mspdi_task *t);
int64_t mspdi_level(const struct mspdi_task *t); /* of the outline, from 1 */

/* What the file leaves open or says against reason; the tree is known. `number`: "2.1.3". */
void mspdi_complete_item(struct mspdi_reader *r, struct mspdi_task *t, str number);

/* Head filled in, checked against the entity's rules, put into the plan. `line` is for the message.
 */
err mspdi_put(struct mspdi_reader *r, const struct entity *e, void *record, int64_t id,
              int64_t line);

#endif
