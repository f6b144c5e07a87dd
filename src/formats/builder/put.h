/* formats/builder/put.h - a record that a reader has made, checked and put into its plan. */
#ifndef FORMATS_BUILDER_PUT_H
#define FORMATS_BUILDER_PUT_H

#include "formats/formats.h"

struct put_to {
    struct arena         *mem;
    struct import_report *report;
    struct plan          *plan;
};

/* Head filled in, checked against the entity's rules, repaired with warnings where it can be, put
 * into the plan. `line` is for the message. ERR_INVALID for what cannot be kept. */
err record_put(const struct put_to *in, const struct entity *e, void *record, int64_t id,
               int64_t line);

#endif
