/* app/explain/shares.h - a slip against earlier dates, shared out along the chain that sets the
 * date.
 *
 * Forward along the chain (app_why, the other way round) each item begins later than it did by what
 * the one before ended later and what it waited longer; it ends later by that and what it took
 * longer. So the shares add up to the slip of the chain's end by construction, in working time of
 * the project's calendar. An item that had no dates then has all its time as a share.
 */
#ifndef APP_EXPLAIN_SHARES_H
#define APP_EXPLAIN_SHARES_H

#include "app/app.h"

/* What a step was before; start is INSTANT_NONE where it was not there. */
struct why_before {
    instant start, finish;
};

struct why_share {
    bool    is_new;   /* it was not there before */
    int64_t waits_s;  /* longer than before between the step that sets its date and itself */
    int64_t longer_s; /* than before from its start to its finish, where its finish counts */
};

struct why_shares {
    instant                 before, after; /* finish of the chain's end */
    int64_t                 moved_s;       /* the sum of all shares */
    const struct why_share *v;             /* as the steps */
};

/* A chain and its dates then, one for each step. */
struct why_past {
    const struct plan       *plan;
    const struct why_step   *steps; /* n of app_why */
    size_t                   n;
    const struct why_before *before;
};

/* Fills in `before` from a baseline, in mem. ERR_NOT_FOUND: there is none of that number. */
err app_why_frozen(struct arena *mem, struct why_past *past, int64_t number);

/* ERR_INVALID: the chain's end, which is its first step, was not there then. Lives in mem. */
err app_why_shares(struct arena *mem, const struct why_past *past, struct why_shares *ret_shares);

#endif
