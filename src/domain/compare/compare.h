/* domain/compare/compare.h - a calculated plan against the results that its file had stored. */
#ifndef DOMAIN_COMPARE_COMPARE_H
#define DOMAIN_COMPARE_COMPARE_H

#include "domain/compare/stored.h"
#include "domain/item.h"
#include "domain/plan.h"

enum compare_what {
    COMPARE_START,
    COMPARE_FINISH,
    COMPARE_EARLY_START,
    COMPARE_EARLY_FINISH,
    COMPARE_LATE_START,
    COMPARE_LATE_FINISH,
    COMPARE_TOTAL_SLACK,
    COMPARE_FREE_SLACK,
    COMPARE_CRITICAL,
    COMPARE_COUNT,
};
extern const char *const compare_words[]; /* "start", … as in struct item_row; NULL-terminated */

/* One value that is not the same. Seconds apart by less than a minute are the same: files round. */
struct difference {
    const struct item *item;
    enum compare_what  what;
    int64_t            stored, calculated; /* instants, seconds, or 0 and 1 */
};

struct comparison {
    size_t items;                   /* that the file has results for */
    size_t differing;               /* of them, with at least one difference */
    size_t compared[COMPARE_COUNT]; /* the file says a value */
    size_t different[COMPARE_COUNT];
};

typedef void difference_fn(void *arg, const struct difference *d);

/* Over all items but blank rows, in outline order; the plan must be calculated. see may be NULL. */
void compare_stored(const struct plan *plan, const struct stored_results *stored,
                    difference_fn *see, void *arg, struct comparison *ret_comparison);

#endif
