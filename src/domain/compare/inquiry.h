/* domain/compare/inquiry.h - the inside of finding reasons, for the files of this folder.
 *
 * A node is an item and a direction: 2 * slot + side. Its verdict says why the dates of that side
 * differ, and from which node that comes, if it does.
 */
#ifndef DOMAIN_COMPARE_INQUIRY_H
#define DOMAIN_COMPARE_INQUIRY_H

#include "domain/compare/reasons.h"
#include "domain/entities.h"
#include "domain/plan/outline.h"
#include "domain/schedule.h"

enum side { SIDE_EARLY, SIDE_LATE };
#define SIDE_BITS(side)                                                                            \
    ((side) == SIDE_EARLY ? 1U << COMPARE_START | 1U << COMPARE_FINISH |                           \
                                1U << COMPARE_EARLY_START | 1U << COMPARE_EARLY_FINISH             \
                          : 1U << COMPARE_LATE_START | 1U << COMPARE_LATE_FINISH)
#define NODE_NONE UINT32_MAX

enum state { STATE_SAME, STATE_DIFFERS, STATE_ROOT, STATE_FOLLOWS };

struct inquiry {
    struct arena                *mem;
    const struct plan           *plan;
    const struct project        *project;
    const struct stored_results *stored;
    const struct outline        *outline;
    const struct schedule_times *times;
    uint32_t                     n;           /* item slots */
    uint32_t                    *position;    /* of a slot in the outline's order */
    uint32_t                    *row[2];      /* of links that end at [0], begin at [1] a slot */
    const struct link          **links[2];    /* n + 1 rows */
    uint32_t                    *differs;     /* by slot: bits of enum compare_what */
    uint8_t                     *state;       /* by node */
    uint32_t                    *from;        /* by node: NODE_NONE = the causes begin here */
    struct reasoned             *verdict;     /* by node */
    instant                      last_finish; /* the latest stored finish of what counts */
    uint32_t                     last_slot;
};

static inline const struct item *inquiry_item(const struct inquiry *q, uint32_t slot)
{
    return plan_at(q->plan, &item_entity, slot);
}

/* A stored value; INT_NONE when the file does not say. A finish that is only a day is its end. */
int64_t inquiry_stored(const struct inquiry *q, uint32_t slot, enum compare_what what);
int64_t inquiry_calculated(const struct inquiry *q, uint32_t slot, enum compare_what what);
/* Slot of an item; NODE_NONE when it is not in the plan. */
uint32_t inquiry_slot(const struct inquiry *q, struct id item);
bool     inquiry_counts(const struct inquiry *q, uint32_t slot); /* active, not blank */
bool     inquiry_is_leaf(const struct inquiry *q, uint32_t slot);
bool     inquiry_is_begun(const struct inquiry *q, uint32_t slot);
bool     inquiry_is_finished(const struct inquiry *q, uint32_t slot);
/* Working time on the item's calendar. */
int64_t inquiry_between(const struct inquiry *q, uint32_t slot, instant a, instant b);
/* t moved by a link's lag, forward or, with sign -1, backward. */
instant inquiry_lag(const struct inquiry *q, const struct link *l, instant t, int sign);

/* Calls `see` for the links of an item and of all above it, that end there or (is_out) begin. */
typedef void inquiry_link_fn(void *arg, const struct link *l, uint32_t other_slot);
void inquiry_links(const struct inquiry *q, uint32_t slot, bool is_out, inquiry_link_fn *see,
                   void *arg);

/* The leaf at or below a slot that, of those with a stored value, has the latest stored finish, or
 * (late) the earliest late start. NODE_NONE when there is none. */
uint32_t inquiry_leaf(const struct inquiry *q, uint32_t slot, enum side side, bool differing);

/* Changed in this program after the import: the record, what is assigned to it or linked. */
bool inquiry_is_edited(const struct inquiry *q, uint32_t slot);
/* Whether no working time lies between stored and calculated values of a side. */
bool inquiry_same_moment(const struct inquiry *q, uint32_t slot, enum side side);
/* `from` of a node, with FOLLOWS. */
void verdict_from(struct inquiry *q, uint32_t slot, enum side side, uint32_t from_node);
void verdict_fact(struct reasoned *r, struct fact fact);
/* A stored value of an item as a fact. */
void verdict_stored(const struct inquiry *q, struct reasoned *r, uint32_t slot,
                    enum compare_what what);

/* sides.c: states and `from` of all leaves, by pinning. */
void inquiry_sides(struct inquiry *q);
/* early.c, late.c: why a root differs, by the file's own values. */
void early_verdict(struct inquiry *q, uint32_t slot, struct reasoned *r);
void late_verdict(struct inquiry *q, uint32_t slot, struct reasoned *r);
/* levelled.c: whether the stored start gives way to an item that needs the same resource. */
bool levelled_verdict(struct inquiry *q, uint32_t slot, struct reasoned *r);
/* above.c: a summary's dates from what is below. */
void above_verdict(struct inquiry *q, uint32_t slot, enum side side, struct reasoned *r);
/* unsupported.c: whether the item carries, or lies below, what is kept but not calculated. */
void unsupported_verdict(const struct inquiry *q, uint32_t slot, struct reasoned *r);
str  unsupported_words(str code);
/* slack.c: slack and critical from dates. */
void slack_verdict(struct inquiry *q, uint32_t slot, enum compare_what what, struct reasoned *r);

#endif
