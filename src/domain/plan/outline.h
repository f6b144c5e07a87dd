/* domain/plan/outline.h - the tree of items: order, levels, parents.
 *
 * Made from (parent, rank, id) of all items in O(n) when siblings stand in order of rank, else
 * O(n log n); without recursion. An item whose parent does not exist stands at the top. Shared by
 * all forks whose outline did not change.
 */
#ifndef DOMAIN_PLAN_OUTLINE_H
#define DOMAIN_PLAN_OUTLINE_H

#include "domain/plan.h"

#define OUTLINE_NONE UINT32_MAX

/* Arrays by slot of the item table; empty slots hold OUTLINE_NONE, 0, false. */
struct outline {
    _Atomic uint32_t refs;
    uint32_t         n_slots, n;
    uint32_t        *order;      /* n slots, depth first by (parent, rank, id) */
    uint32_t        *parent;     /* slot; OUTLINE_NONE at the top */
    uint32_t        *level;      /* 0 = top */
    uint32_t        *number;     /* 1, 2, … among siblings that are not blank; 0 for blank rows */
    bool            *is_summary; /* has a child that is not blank */
};

/* One slot as the outline sees it, in order of id. */
struct outline_item {
    int64_t id, parent, rank;   /* parent 0 = top */
    bool    is_blank, is_empty; /* is_empty: a removed record */
};

/* ERR_CYCLE when items are their own ancestors; *ret_slot is one of the circle then. */
err outline_new(const struct outline_item *items, uint32_t n_slots, struct outline **ret_outline,
                uint32_t *ret_slot);
struct outline *outline_ref(struct outline *o);
void            outline_unref(struct outline *o); /* NULL is fine */

struct outline *outline_copy(const struct outline *from, uint32_t n_slots); /* at least as many */

/* One item that came, went or stands elsewhere; `parent` is a slot. */
struct outline_change {
    uint32_t slot, parent;
    bool     is_new, is_gone;
};

/* What places items among their siblings, by slot. */
struct outline_siblings {
    int64_t (*rank)(void *self, uint32_t slot);
    bool (*is_blank)(void *self, uint32_t slot);
    void *self;
};

/* The outline that outline_new would make, from the one before and what differs, one change a slot.
 * NULL: not this way, make it anew. O(slots) for each change, at the speed of moving memory. */
struct outline *outline_edited(const struct outline *from, uint32_t n_slots,
                               const struct outline_siblings *by,
                               const struct outline_change *changes, size_t n);

/* Of a calculated plan; borrowed. */
const struct outline *plan_outline_tree(const struct plan *p);

#endif
