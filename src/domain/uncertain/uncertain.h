/* domain/uncertain/uncertain.h - what a simulation knows besides estimates and risks: what goes
 * together, what may not be needed, what it may cost, who may be absent.
 *
 * None of it moves a date of the plan; it counts when the plan is played through.
 */
#ifndef DOMAIN_UNCERTAIN_UNCERTAIN_H
#define DOMAIN_UNCERTAIN_UNCERTAIN_H

#include "domain/item.h"

/* How far durations go together. Of two items when the other one is named; else of all at or below
 * the item, and of the items of all rows with the same group name. */
struct correlation {
    struct record head;
    struct id     item, other_item; /* other_item may be absent */
    str           group_name;       /* may be absent */
    double        value;            /* of two -1…1, of a group 0…1 */
};

/* A way that the project may go: the item and all below it are needed with this chance. Rows of
 * one decision exclude each other; for the rest of the chance none of them is needed. */
struct branch {
    struct record head;
    str           decision;
    struct id     item;
    double        probability; /* 0–1 */
};

/* What an item costs besides its resources; in the place of its fixed cost. */
struct cost_estimate {
    struct record              head;
    struct id                  item;
    int64_t                    optimistic_minor, likely_minor, pessimistic_minor;
    enum estimate_distribution distribution;
};

/* How often a resource is away without having planned it, and for how long at a time. */
struct absence {
    struct record head;
    struct id     resource;
    double        per_year;                              /* times in a year of working time */
    int64_t       optimistic_s, likely_s, pessimistic_s; /* working seconds; likely may be absent */
};

extern const struct entity correlation_entity, branch_entity, cost_estimate_entity, absence_entity;

#endif
