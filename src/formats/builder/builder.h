/* formats/builder/builder.h - what readers share once they know what a file says: records get their
 * ids one after another, fields and links their checks, results their place beside the plan.
 *
 *     builder_init(&b, mem, &import);
 *     … builder_put(&b, &item_entity, &item, line, &id) …
 *     return builder_done(&b, e);
 */
#ifndef FORMATS_BUILDER_H
#define FORMATS_BUILDER_H

#include "base/map.h"
#include "domain/entities.h"
#include "formats/builder/put.h"
#include "formats/report.h"

struct builder {
    struct arena         *mem;
    struct import        *out;
    struct import_report *report; /* of out */
    struct plan          *plan;
    int64_t               n[ENTITY_COUNT]; /* records of each entity so far: the last id */
    struct strmap         fields; /* "0 Text1": target and name → id of the custom field */
    size_t                cap_stored;
};

void builder_init(struct builder *b, struct arena *mem, struct import *out);

/* Hands the plan over to the import, or gives it back and returns e. */
err builder_done(struct builder *b, err e);

/* The next id of the entity; see record_put. ret_id may be NULL. */
err builder_put(struct builder *b, const struct entity *e, void *record, int64_t line,
                struct id *ret_id);

/* Results of an item as the file has them; all absent at first. Valid until the next call. */
struct stored_dates *builder_stored(struct builder *b, struct id item);

/* A link whose ends are known, or were not found (absent): those and links of an item to itself are
 * left out with a warning. */
err builder_link(struct builder *b, struct link *l, int64_t line);

/* A value of the custom field of that target and name, which is made when it comes first. A value
 * that does not fit the field's kind is dropped and counted. */
err builder_value(struct builder *b, const struct custom_field *field, struct id record, str value,
                  int64_t line);

/* Per cent within 0–100, state by per cent and actual start; summaries have neither. */
void builder_progress(struct builder *b, struct item *i, bool is_summary, int64_t line);

/* The project, as record 1, with the file's name and a title. */
err builder_project(struct builder *b, struct project *p, str source_name);

/* The title, or the file's name without its ending. */
str builder_title(str title, str source_name);

#endif
