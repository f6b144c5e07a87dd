/* formats/mspdi/writer.h - what the parts of the MSPDI writer share while one plan is printed. */
#ifndef FORMATS_MSPDI_WRITER_H
#define FORMATS_MSPDI_WRITER_H

#include "base/map.h"
#include "formats/mspdi/records.h"
#include "formats/report.h"

/* Records of one entity by their owner, each list in order of id. */
struct chains {
    struct map first; /* key of the owner → slot + 1 */
    int64_t   *next;  /* by slot: slot + 1 of the next; 0 = end */
};

struct mspdi_writer {
    struct arena         *mem;
    const struct plan    *plan;
    const struct project *project;
    struct import_report *report;
    struct mspdi_units    units;
    struct xml_out        out;
    struct map            task_uids, resource_uids, calendar_uids, assignment_uids; /* by id */
    struct map            field_uids; /* custom fields by id → FieldID; absent = not written */
    struct chains         links, baselines, assignment_baselines, pieces, values, rates, available;
    struct chains         weeks, exceptions;
    int64_t               owner; /* key of the record whose children are printed */
};

/* Key of a custom value's owner: ids of items, resources and assignments overlap. */
static inline int64_t mspdi_value_key(enum custom_target target, int64_t record)
{
    return record * 4 + (int64_t)target;
}

/* Calls print for every record of the owner's list. */
typedef void mspdi_print_fn(struct mspdi_writer *w, const void *record);
void         mspdi_each(struct mspdi_writer *w, const struct entity *e, const struct chains *c,
                        int64_t owner, mspdi_print_fn *print);

/* The same within one element of that name; nothing when the owner has none. */
void mspdi_list(struct mspdi_writer *w, const char *name, const struct entity *e,
                const struct chains *c, mspdi_print_fn *print);

/* An item that only stands in for a predecessor in another file. */
bool mspdi_is_stand_in(const struct item *i);

/* Each prints the elements of one list. */
void mspdi_write_calendars(struct mspdi_writer *w);
void mspdi_write_tasks(struct mspdi_writer *w);
void mspdi_write_resources(struct mspdi_writer *w);
void mspdi_write_assignments(struct mspdi_writer *w);
void mspdi_write_fields(struct mspdi_writer *w);

/* Children of one element: rows that have a node. False: not one of its. */
bool mspdi_calendar_child(struct mspdi_writer *w, const struct xml_row *row, const void *record);
bool mspdi_task_child(struct mspdi_writer *w, const struct xml_row *row, const void *record);
bool mspdi_resource_child(struct mspdi_writer *w, const struct xml_row *row, const void *record);

/* Chooses FieldIDs; fields that find none are dropped and told. */
void mspdi_choose_fields(struct mspdi_writer *w);
void mspdi_write_values(struct mspdi_writer *w, const struct xml_node *node,
                        enum custom_target target, int64_t record);

int64_t mspdi_calendar_uid(const struct mspdi_writer *w, struct id calendar); /* -1 = none */

#endif
