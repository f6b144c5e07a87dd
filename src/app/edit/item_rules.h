/* app/edit/item_rules.h - what else changes when a person changes an item, as Microsoft Project
 * does it. */
#ifndef APP_EDIT_ITEM_RULES_H
#define APP_EDIT_ITEM_RULES_H

#include "app/edit/edit.h"

/* Completes a new item in which the members of `set` have been set: rank, duration, manual or not.
 */
void item_complete(struct edit *e, struct item *item, const struct json *set);

/* Follows up the members of `set` in `item`, which was `before`: progress, typed dates, constraint.
 * Does not put it. `row` is its calculated row, NULL for a new one. */
void item_follow_up(const struct item *before, struct item *item, const struct json *set,
                    const struct item_row *row);

/* Progress typed on a summary goes to all items below it. */
void item_spread_progress(struct edit *e, struct id summary, double percent);

#endif
