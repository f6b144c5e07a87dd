/* domain/value/cost.h - what items cost: planned, so far, and still to come.
 *
 * Labour is work times the rate of its table at the time it is done, overtime at its own rate; a
 * cost per use comes on top. Material costs its quantity, a cost resource what was entered for it.
 * Each amount falls due at the start, evenly, or at the end, as its resource or the item's fixed
 * cost says.
 */
#ifndef DOMAIN_VALUE_COST_H
#define DOMAIN_VALUE_COST_H

#include "domain/assignment.h"
#include "domain/plan.h"
#include "domain/resource.h"

/* An amount in minor units by when it falls due. */
struct cost_parts {
    double at_start, spread, at_end;
};

static inline double cost_total(struct cost_parts c)
{
    return c.at_start + c.spread + c.at_end;
}

struct cost_rates; /* the rate tables of a plan, ready to look things up */

const struct cost_rates *cost_rates_new(struct arena *mem, const struct plan *p);

/* Of one assignment as planned. O(log of rates). */
struct cost_parts cost_of_assignment(const struct cost_rates *rates, const struct assignment *a);

struct item_cost {
    struct cost_parts planned;
    double            actual, remaining;
};

/* By item slot, own costs only: a summary has its fixed cost and its own assignments. Where the
 * source of a plan stored an actual cost, that counts. O(items + assignments). */
struct item_cost *cost_of_items(struct arena *mem, const struct plan *p,
                                const struct cost_rates *rates);

#endif
