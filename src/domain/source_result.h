/* domain/source_result.h - what the file that an item was imported from had stored as its results.
 *
 * Kept beside the plan for comparing (domain/compare/), never an input. An import keeps them when
 * some of them are not what was calculated; they go when a person dismisses them, or with the item.
 */
#ifndef DOMAIN_SOURCE_RESULT_H
#define DOMAIN_SOURCE_RESULT_H

#include "domain/meta.h"

struct source_result {
    struct record head;
    struct id     item;
    instant       start, finish, early_start, early_finish, late_start, late_finish;
    int64_t       total_slack_s, free_slack_s; /* DURATION_NONE when the file does not say */
    int64_t       critical;                    /* 0, 1; INT_NONE when the file does not say */
    bool          by_day;                      /* dates at 00:00 are days */
};

extern const struct entity source_result_entity;

#endif
