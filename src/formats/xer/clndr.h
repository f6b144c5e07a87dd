/* formats/xer/clndr.h - the working times in clndr_data, a text of nested lists of its own. */
#ifndef FORMATS_XER_CLNDR_H
#define FORMATS_XER_CLNDR_H

#include "domain/entities.h"
#include "domain/shifts.h"

enum {
    CLNDR_DEPTH_MAX = 16,
    CLNDR_LAST_S = 5 * 60, /* an end one minute before a multiple of it is the last minute */
};

struct clndr_exception {
    day           on;
    struct shifts hours; /* n = 0: a day off */
};

struct clndr {
    struct shifts           days[7]; /* 0 Sunday */
    struct clndr_exception *exceptions;
    size_t                  n_exceptions, cap_exceptions;
    size_t                  n_days; /* weekdays that the text tells */
};

/* Adds a shift in its order: an end of xx:x4 or xx:x9 means the minute behind it, one at or before
 * its start midnight; overlapping shifts are cut. */
void clndr_shift_add(struct shifts *to, int32_t from, int32_t until);

/* Hours of a new exception, none yet; NULL when the day is outside 1900 to 2199. */
struct shifts *clndr_exception_add(struct arena *mem, struct clndr *c, day on);

/* The text that clndr_read reads; seconds of shifts are lost. "" when no weekday and no exception
 * is told. */
str clndr_text(struct arena *mem, const struct clndr *c);

/* False when the text is cut, empty or not of this kind; what was read up to there is kept. */
bool clndr_read(struct arena *mem, str text, struct clndr *ret_clndr);

#endif
