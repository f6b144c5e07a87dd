/* formats/psplib/reader.h - numbers out of lines, for the readers of this folder only. */
#ifndef FORMATS_PSPLIB_READER_H
#define FORMATS_PSPLIB_READER_H

#include "formats/psplib/psplib.h"

/* What is left to read. */
struct numbers {
    str     rest;
    int64_t line; /* of the next character, from 1 */
    str     what; /* "successors": for messages */
};

/* What a file fills in; arrays grow in mem until psplib_finish makes a problem of them. */
struct tables {
    struct arena *mem;
    int32_t       n_activities, n_resources, n_stocks;
    int32_t      *capacity, *stock;
    int32_t      *mode_first; /* n_activities + 1 */
    int32_t      *succ_first; /* n_activities + 1 */
    int32_t      *duration, *need, *use, *succ;
    int32_t       n_modes, cap_modes, n_succ, cap_succ;
};

/* ERR_TOO_LARGE when it cannot be. Counts must be set. */
err tables_open(struct tables *t);
/* A further mode, its needs and uses 0; its number is t->n_modes - 1. */
err tables_mode(struct tables *t, int32_t duration);
err tables_succ(struct tables *t, int32_t succ);

/* The next number from min to max, across line ends. */
err numbers_next(struct numbers *n, int32_t min, int32_t max, int32_t *ret_value);
/* Does the line (not the text) still have a number? */
bool numbers_in_line(const struct numbers *n);
/* Goes on at the next line; gives back the line left. False at the end. */
bool numbers_line(struct numbers *n, str *ret_line);
err  numbers_error(const struct numbers *n, const char *problem);

err library_read(struct numbers *n, struct tables *t);   /* .sm and .mm */
err patterson_read(struct numbers *n, struct tables *t); /* .rcp */

#endif
