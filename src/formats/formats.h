/* formats/formats.h - readers and writers of other programs' files.
 *
 * A reader streams a file into a `struct plan` with ids of its own (1 … n per entity) and never
 * touches the store: app_import makes a project of it, `gantline schedule` calculates it as it is.
 * A writer prints a plan. What could not be kept is listed by name and count, never dropped in
 * silence.
 */
#ifndef FORMATS_FORMATS_H
#define FORMATS_FORMATS_H

#include "domain/compare/stored.h"
#include "domain/plan.h"

enum { IMPORT_BYTES_MAX = 200 * 1024 * 1024, IMPORT_RECORDS_MAX = 2000000 /* of a kind */ };

/* A stream of bytes; returns 0 at the end. */
struct source {
    err (*read)(void *self, char *bytes, size_t max, size_t *ret_n);
    void *self;
    str   name; /* file name for messages and the project's title if the file has none */
};

struct report_line {
    str     what; /* "Task/Contact" */
    str     why;  /* one sentence; may be absent */
    int64_t count;
    int64_t line; /* first line in the file, 0 if unknown */
};

struct import_report {
    struct arena       *mem;
    struct report_line *dropped;
    size_t              n_dropped, cap_dropped;
    struct report_line *warnings; /* stated repairs and oddities */
    size_t              n_warnings, cap_warnings;
};

struct import {
    struct plan          *plan; /* the caller unrefs */
    struct import_report  report;
    struct stored_results stored;
};

/* ERR_SYNTAX with the line for broken input, ERR_TOO_LARGE beyond limits, ERR_UNSUPPORTED for
 * another kind of file, ERR_INVALID for what cannot be a plan. Everything lives in mem. */
err mspdi_read(struct arena *mem, struct source source, struct import *ret_import);

/* The same of a Primavera P6 file (XER); the plan's profile is P6's. */
err xer_read(struct arena *mem, struct source source, struct import *ret_import);

/* Prints the plan as MS Project XML (MSPDI). The plan must be calculated. */
err mspdi_write(struct arena *mem, const struct plan *plan, struct buf *to,
                struct import_report *ret_report);

/* Prints the plan as Primavera's XER (version 8.4), in Windows 1252, or UTF-8 where that has no
 * letter. The plan must be calculated. */
err xer_write(struct arena *mem, const struct plan *plan, struct buf *to,
              struct import_report *ret_report);

/* CSV (RFC 4180) of one entity's records, with computed columns for items; cells that a spreadsheet
 * would run as a formula are neutralised with a leading apostrophe. */
err csv_write(struct arena *mem, const struct plan *plan, const struct entity *e, struct buf *to);

#endif
