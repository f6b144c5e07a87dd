/* domain/shifts.h - the text of a day's working times: "08:00-12:00 13:00-17:00".
 *
 * Shifts are separated by blanks, ordered, and do not overlap; touching ones are allowed. A shift
 * may run to "24:00"; one over midnight is written "22:00-06:00", must be the last and runs into
 * the next day. "" is a day off. Seconds are printed only where there are some ("08:00:30").
 */
#ifndef DOMAIN_SHIFTS_H
#define DOMAIN_SHIFTS_H

#include "base/err.h"
#include "base/str.h"

enum { SHIFTS_MAX = 48 }; /* a day */

/* Seconds of the day: 0 <= from < 86400, from < to; to > 86400 runs into the next day, to <= from
 * + 86400. */
struct shift {
    int32_t from, to;
};

struct shifts {
    size_t       n;
    struct shift v[SHIFTS_MAX];
};

/* ERR_INVALID says what is wrong and where. Absent text reads as a day off. */
err shifts_parse(str text, struct shifts *ret_shifts);
str shifts_text(struct arena *mem, const struct shifts *shifts);

/* Working seconds in all. */
int64_t shifts_length(const struct shifts *shifts);

/* Default of a weekday, 0 Sunday … 6 Saturday: Mon–Fri 08:00-12:00 13:00-17:00. */
str shifts_default(int weekday);

#endif
