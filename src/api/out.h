/* api/out.h - values of records printed fast: the inner loop of lists, plans and changes.
 *
 * Writes into a block on the stack that goes to the buffer when it is full. Texts of a plan are
 * known to be UTF-8, so only what JSON must escape is looked for.
 */
#ifndef API_OUT_H
#define API_OUT_H

#include "domain/list/columns.h"

enum { OUT_BLOCK = 8192 };

struct out {
    struct buf *to;
    size_t      n;
    char        block[OUT_BLOCK];
};

void out_init(struct out *o, struct buf *to);
void out_flush(struct out *o); /* at the end, and before anybody else writes to the buffer */
void out_char(struct out *o, char c);
void out_str(struct out *o, str s); /* as it is */
void out_int(struct out *o, int64_t v);
void out_text(struct out *o, str s); /* quoted and escaped */

/* How moments, days and booleans look: RFC 3339 text and true in records, numbers in columns. */
enum out_form { OUT_RECORD, OUT_COLUMN };
void out_value(struct out *o, enum out_form form, const struct field *f, const void *from);

/* ---- members of an entity, prepared once ------------------------------------------------------
 */

struct layout_column {
    struct column column;
    str           name; /* "title": with quotes and colon */
};

struct layout {
    size_t                      n;
    const struct layout_column *v;
};

/* All columns of an entity of a plan; lives as long as the process. Any thread. */
const struct layout *layout_of(const struct entity *e);

/* One record as an object. row may be NULL. */
void out_record(struct out *o, const struct layout *l, const void *record,
                const struct item_row *row);

#endif
