/* formats/mspdi/values.h - the values of MSPDI: what its texts mean; shared by reader and writer.
 */
#ifndef FORMATS_MSPDI_VALUES_H
#define FORMATS_MSPDI_VALUES_H

#include "base/zone.h"
#include "domain/entities.h"
#include "formats/xml/xml.h"

enum {
    MSPDI_NO_RESOURCE = -65535, /* ResourceUID of an assignment without one */
    MSPDI_UNUSED_FORMAT = 53,   /* DurationFormat of an empty duration; 21 too */
};

/* What values need to know besides their text. */
struct mspdi_units {
    const struct zone *zone; /* the file's times are local and say no zone */
    int64_t            default_start_s, default_finish_s;
    int64_t            currency_digits;
    int64_t            minutes_per_day;
};

/* ---- values (mspdi/values.c) --------------------------------------------------------------- */

extern const struct xml_type mspdi_start,
    mspdi_finish;                        /* instant; a date alone takes the default time */
extern const struct xml_type mspdi_date; /* day */
extern const struct xml_type mspdi_time; /* int64_t: seconds of the day */
extern const struct xml_type
    mspdi_duration; /* int64_t seconds: PT8H30M0S, "17:-0:00", bare minutes */
extern const struct xml_type mspdi_tenths; /* int64_t seconds: tenths of a minute */
extern const struct xml_type mspdi_money;  /* int64_t minor units: hundredths */
extern const struct xml_type mspdi_rate;   /* double minor units: decimal */

/* The ends of MS Project's time, 1984 and 2049, mean an open span. */
instant mspdi_open_from(instant t);
instant mspdi_open_to(instant t);

/* Formats of durations and lags: 3 m, 4 em, … 12 emo, 19 %, 20 e%, 21 and 53 none; +32 estimated.
 */
enum duration_unit mspdi_unit(int64_t format);
bool               mspdi_format_is_estimated(int64_t format);
bool               mspdi_format_is_none(int64_t format);
int64_t            mspdi_format(enum duration_unit unit, bool estimated);

/* A date whose time of day is not said waits until it is known which end it is. */
struct mspdi_moment {
    instant at;
    bool    date_only;
};
extern const struct xml_type mspdi_moment_type;

#endif
