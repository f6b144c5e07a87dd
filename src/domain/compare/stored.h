/* domain/compare/stored.h - what the file that a plan came from said was calculated.
 *
 * Never an input: kept beside the plan for comparing. Readers fill it in; of a project that was
 * imported it is made from its source results.
 */
#ifndef DOMAIN_COMPARE_STORED_H
#define DOMAIN_COMPARE_STORED_H

#include "domain/meta.h"

struct stored_dates {
    int64_t uid; /* INT_NONE: the file has no results of this item */
    instant start, finish, early_start, early_finish, late_start, late_finish;
    int64_t total_slack_s, free_slack_s; /* DURATION_NONE when the file does not say */
    bool    critical, has_critical;
    bool    by_day; /* dates at 00:00 are days: the file says no time of day */
};
struct stored_results {
    struct stored_dates *v; /* by item slot: of a plan that a reader built, item id - 1 */
    size_t               n;
};

struct plan;

/* Puts them into the plan as records (domain/source_result.h), for a plan that a reader built. */
void stored_keep(struct plan *plan, const struct stored_results *stored);
/* Of a plan that keeps them; lives in mem. All absent when it keeps none. */
void stored_of_plan(struct arena *mem, const struct plan *plan, struct stored_results *ret_stored);

#endif
