/* tests/formats/trip/trip.h - a plan written in a format and read again. */
#ifndef TESTS_FORMATS_TRIP_H
#define TESTS_FORMATS_TRIP_H

#include "domain/entities.h"
#include "formats/formats.h"

typedef err trip_write_fn(struct arena *mem, const struct plan *plan, struct buf *to,
                          struct import_report *ret_report);

struct trip {
    struct arena         mem;
    struct import        first, second;
    struct import_report report; /* of the writer */
    str                  text;
};

/* Calculates the first plan, writes, reads and calculates the second; the file is named as the
 * project with that ending, since plans of several projects take their title from it. */
void trip_go(struct trip *t, trip_write_fn *write, const char *ending);
void trip_done(struct trip *t);

/* Every member that is input, record by record; numbers and name of the source may differ. */
void trip_same_records(struct trip *t, str name, const struct entity *e);

/* Dates, floats and critical of up to 500 items, found again by their numbers in the source. */
void trip_same_dates(struct trip *t, str name);

bool trip_is_told(const struct trip *t, const char *what); /* as lost */

#endif
