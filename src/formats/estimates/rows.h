/* formats/estimates/rows.h - one row of each table that a list of estimates may hold. */
#ifndef FORMATS_ESTIMATES_ROWS_H
#define FORMATS_ESTIMATES_ROWS_H

#include "formats/estimates/fields.h"

struct estimates_table {
    const char *names[ESTIMATES_FIELDS_MAX]; /* the header; NULL behind the last */
    int         n;
    /* A row of n fields; records are put aside in r->puts. */
    err (*read)(struct estimates_reader *r, const str *fields);
};
extern const struct estimates_table estimates_tables[];
extern const int                    estimates_tables_n;

#endif
