/* tests/formats/shared.h - the large test data: files with what the program that saved them had
 * calculated. */
#ifndef TESTS_FORMATS_SHARED_H
#define TESTS_FORMATS_SHARED_H

#include "formats/source.h"

/* A row of schedules.csv. */
struct shared_file {
    str path;   /* of the file, absolute */
    str name;   /* "mspdi/mpxj/sample.xml" */
    str oracle; /* of its CSV, absolute */
    str grade;  /* "A" … "D", "no-recalc", "no-tasks" */
};

/* Those whose name begins so ("planner/"); 0 when the data are not there. */
size_t shared_files(struct arena *mem, str prefix, struct shared_file **ret_files);
size_t shared_mspdi(struct arena *mem, struct shared_file **ret_files);

str  shared_text(struct arena *mem, str path); /* STR_NONE when it is not there */
bool csv_line(str *rest, str *ret_line);
/* Cell number `at` of a line without quotes around separators; "" beyond the end. */
str csv_cell(struct arena *mem, str line, size_t at);
/* Number of the named column of the head line. */
size_t csv_column(struct arena *mem, str head, const char *name);

/* By its first bytes. */
err shared_read(struct arena *mem, str path, struct import *ret_import);

#endif
