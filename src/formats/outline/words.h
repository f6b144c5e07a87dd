/* formats/outline/words.h - the small words of an outline: durations, links, dates, names. */
#ifndef FORMATS_OUTLINE_WORDS_H
#define FORMATS_OUTLINE_WORDS_H

#include "domain/item.h"
#include "domain/link.h"

/* What "1 day" means: seconds. */
struct outline_day {
    int64_t day_s, week_s, month_s;
};

/* "15d", "2h 40m", "96eh", "2w", "0": the unit is the first one named. */
bool outline_duration(str text, const struct outline_day *d, int64_t *ret_s,
                      enum duration_unit *ret_unit);

/* "rfp1+2d", "prev!SS-50%", "2.1!FF": the name of the predecessor, then type and lag. */
struct outline_link {
    str                name;
    enum link_type     type;
    enum lag_kind      lag_kind;
    int64_t            lag_s;
    double             lag_percent;
    enum duration_unit lag_unit;
};
bool outline_link_parse(str text, const struct outline_day *d, struct outline_link *ret_link);

/* "prev" = 1, "prev3" = 3; 0 when the name is another. */
int outline_prev(str name);

/* "Mon-Fri" as bits, bit 0 Sunday; "Sat". */
bool outline_weekdays(str text, unsigned *ret_bits);

/* The index of a word of a NULL-terminated list, -1 when it is none. */
int outline_word(const char *const *words, str word);

/* "50%" or "1.5" as a share of one. */
bool outline_share(str text, double *ret_share);

#endif
