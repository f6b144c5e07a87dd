/* domain/value/earned_value.h - a plan measured against its baseline: earned value and earned
 * schedule.
 *
 * The budget of an item is what the baseline froze; it falls due as its resources and fixed cost
 * do. In money where the baseline has any, else in work: plans without rates are measured in hours.
 * Rules and formulas: engine/value/value.h.
 */
#ifndef DOMAIN_VALUE_EARNED_VALUE_H
#define DOMAIN_VALUE_EARNED_VALUE_H

#include "base/json.h"
#include "domain/baseline.h"
#include "domain/schedule/worktimes.h"
#include "engine/value/value.h"

enum value_in { VALUE_IN_ANY, VALUE_IN_COST, VALUE_IN_WORK };
enum value_period { PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH };
extern const char *const value_in_words[];
extern const char *const value_period_words[];

struct earned_value_ask {
    int64_t           baseline; /* its number; -1 = the last one taken */
    instant           at;       /* status date; INSTANT_NONE = the project's data date */
    instant           now;      /* where the project has no data date */
    enum value_in     in;
    enum value_period period; /* of the line over time */
};

struct earned_value {
    const struct plan     *plan;
    const struct project  *project;
    const struct baseline *baseline;
    instant                at;
    enum value_in          in; /* never ANY: minor units, or seconds of work */
    struct value_result    result;
    struct worktimes       times;
    const size_t          *slots; /* item slot by index of result.items */
    int32_t                n;
    /* By item slot, summed up the outline. */
    const struct value_sum *sums;
    struct value_moments    moments;
    const struct value_sum *line; /* by moment */
};

/* Of a calculated plan; lives in mem. ERR_NOT_FOUND: no such baseline; the sentence says how to
 * take one. ERR_INVALID: a baseline without dates, a line of too many periods. */
err earned_value_of(struct arena *mem, const struct plan *p, const struct earned_value_ask *ask,
                    struct earned_value *ret_value);

/* When the project would end after so many working seconds from the baseline's start;
 * INSTANT_NONE for NaN. */
instant earned_value_finish(const struct earned_value *v, double time_s);

/* The whole of it as one object, in the API's and the command line's common form. */
void earned_value_json(struct json_out *o, struct arena *mem, const struct earned_value *v);

#endif
