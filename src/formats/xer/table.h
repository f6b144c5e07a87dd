/* formats/xer/table.h - the text of an XER file as tables, and rows bound to structs.
 *
 * An XER file is lines of tab-separated cells: ERMHDR, then for each table %T name, %F fields, %R
 * rows, and %E at the end. A line break inside a cell is 0x7F 0x7F. Cells are views into the text.
 */
#ifndef FORMATS_XER_TABLE_H
#define FORMATS_XER_TABLE_H

#include "base/vec.h"
#include "domain/entities.h"
#include "formats/report.h"

enum { XER_FIELDS_MAX = 512 };

struct xer_line {
    str     text; /* behind "%R\t" */
    int64_t no;
};

struct xer_table {
    str                  name;
    str                  label; /* what messages call it: the file's own word */
    str                 *fields;
    size_t               n_fields;
    VEC(struct xer_line) rows;
};

struct xer_file {
    VEC(struct xer_table) tables;
};

/* UTF-8 out of what the file is written in: UTF-8, else Windows 1251 where its letters stand in
 * words, else 1252; tells which. Bytes that mean nothing become U+FFFD. In mem. */
err xer_decode(struct arena *mem, str bytes, struct import_report *report, str *ret_text);

/* ERR_SYNTAX with the line for rows without a table or fields; a file without %E is told as cut. */
err xer_tables(struct arena *mem, str text, struct import_report *report,
               struct xer_file *ret_file);

const struct xer_table *xer_table(const struct xer_file *f, const char *name); /* NULL: none */

/* What messages call the table; its name when the file has none. Terminated. */
const char *xer_label(const struct xer_file *f, const char *name);

/* ---- rows bound to structs ---------------------------------------------------------------- */

enum xer_type {
    XER_TEXT,    /* str, line breaks restored; "" is absent */
    XER_INT,     /* int64_t; INT_NONE */
    XER_NUMBER,  /* double; NaN */
    XER_HOURS,   /* int64_t seconds; DURATION_NONE */
    XER_TIME,    /* instant; INSTANT_NONE */
    XER_YES,     /* bool: "Y" */
    XER_IGNORED, /* a result, or of no meaning outside P6 */
};

struct xer_column {
    const char   *name;
    enum xer_type type;
    uint32_t      offset;
};

struct xer_binding {
    const struct xer_column *columns;
    size_t                   n;
    size_t                   size; /* of the struct */
};

/* Called per row with the struct filled in; its first member is int64_t line. */
typedef err xer_row_fn(void *self, void *record);

struct xer_context {
    struct arena         *mem;
    struct import_report *report;
    void                 *self;
};

/* All rows of the table, in order. Cells that cannot be read are absent, with a warning; fields
 * that no column names are counted as dropped where they say something. NULL table: nothing. */
err xer_each(const struct xer_context *c, const struct xer_table *t, const struct xer_binding *b,
             xer_row_fn *see);

/* "2017-09-16 00:00" as if UTC; false when it is none, or outside 1900 to 2199. */
bool xer_time(str text, instant *ret_time);
/* Decimal point or comma. */
bool xer_number(str text, double *ret_number);

#endif
