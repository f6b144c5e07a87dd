/* formats/mpx/values.h - what the texts of MPX mean.
 *
 * Signs and orders are said by the file itself (records 10 and 12); words are those of the language
 * in which MS Project ran and are found in tables for all languages at once.
 */
#ifndef FORMATS_MPX_VALUES_H
#define FORMATS_MPX_VALUES_H

#include "domain/entities.h"

enum mpx_date_order { MPX_MONTH_FIRST, MPX_DAY_FIRST, MPX_YEAR_FIRST };

/* Families of languages whose units mean something else, see units.c. */
enum mpx_tongue { MPX_USUAL, MPX_ITALIAN, MPX_NORDIC };

struct mpx_format {
    char                separator;
    char                decimal, thousands;
    int64_t             currency_digits;
    enum mpx_date_order date_order;
    int64_t             default_start_s, default_finish_s;
    double              minutes_per_day, minutes_per_week;
    int64_t             days_per_month;
    enum mpx_tongue     tongue;
};

struct mpx_moment {
    instant at; /* INSTANT_NONE = absent; 00:00 without a time */
    bool    has_time;
};

struct mpx_span {
    int64_t            s; /* DURATION_NONE = absent */
    enum duration_unit unit;
    bool               is_percent, is_elapsed_percent, is_estimated;
    double             percent;
};

/* False = not understood; empty texts and words for "not available" leave *to as it was. */
bool mpx_int(str text, int64_t *to);
bool mpx_number(const struct mpx_format *f, str text, double *to); /* "1.234,5", "12%" */
bool mpx_units(const struct mpx_format *f, str text, double *to);  /* "0.5", "50%" */
bool mpx_money(const struct mpx_format *f, str text, int64_t *to); /* minor units */
bool mpx_rate(const struct mpx_format *f, str text, int64_t *to);  /* minor units per hour */
bool mpx_span_read(const struct mpx_format *f, str text, struct mpx_span *to);
bool mpx_moment_read(const struct mpx_format *f, str text, struct mpx_moment *to);
bool mpx_clock(str text, int64_t *ret_s); /* "17:00", "05:00 pm" */
bool mpx_yes(str text, bool *to);
bool mpx_constraint(str text, enum constraint_kind *to);
bool mpx_priority(str text, int64_t *to);
bool mpx_accrual(str text, enum accrual *to);
bool mpx_link_type(str text, enum link_type *to);

/* units.c: "d", "Tage"; how many of it one is: a year is 12 months. */
bool            mpx_unit(const struct mpx_format *f, str word, enum duration_unit *ret_unit,
                         double *ret_times);
enum mpx_tongue mpx_tongue_of(str text, char separator); /* of a whole file */

/* "NA", "NV": nothing is said. */
bool mpx_is_nothing(str text);

#endif
