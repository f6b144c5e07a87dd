/* formats/report.h - what a reader or writer could not keep, and what it repaired.
 *
 * Nothing is dropped in silence: each kind of loss is one line with its count and the first line of
 * the file where it happened; each repair is a warning in words.
 */
#ifndef FORMATS_REPORT_H
#define FORMATS_REPORT_H

#include "formats/formats.h"

enum {
    REPORT_WARNINGS_MAX = 200, /* more are counted in `count` of the last */
    REPORT_NAMES_MAX = 500,    /* of what is dropped; more are counted together */
};

void report_init(struct import_report *r, struct arena *mem);

/* One more `what` ("Task/Contact") that is not kept; line 0 = unknown. `why` may be NULL. */
void report_drop(struct import_report *r, const char *what, const char *why, int64_t line);
void report_drop_many(struct import_report *r, str what, str why, int64_t count, int64_t line);

/* A repair or an oddity, in one sentence. Beyond REPORT_WARNINGS_MAX warnings only the last's count
 * rises. */
__attribute__((format(printf, 4, 5))) void report_warn(struct import_report *r, const char *what,
                                                       int64_t line, const char *fmt, ...);

/* Dropped lines by name, warnings by line. */
void report_sort(struct import_report *r);

#endif
