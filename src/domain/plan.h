/* domain/plan.h - one project in memory: all its records, and what the engine made of them.
 *
 * A plan is a value. Published, it never changes: readers hold a reference and never lock. The
 * writer forks it (O(chunks), everything shared), puts and removes records in the fork,
 * calculates, and either publishes the fork or drops it. That one idea gives snapshots, dry runs,
 * rollback and scenarios.
 *
 * Records are immutable, reference-counted blocks with their texts inside. Per entity they stand
 * in a table of chunks in order of id, so that a record is found by binary search and a fork
 * shares every chunk that it did not touch. A removed record leaves an empty slot until the plan
 * is loaded anew.
 */
#ifndef DOMAIN_PLAN_H
#define DOMAIN_PLAN_H

#include "domain/meta.h"

struct plan;

enum driver_kind {
    DRIVER_PROJECT_START,
    DRIVER_LINK,
    DRIVER_CONSTRAINT,
    DRIVER_MANUAL,
    DRIVER_ACTUAL,
    DRIVER_CALENDAR,
    DRIVER_DEADLINE,
    DRIVER_RESOURCE,
    DRIVER_SUMMARY,
    DRIVER_EXTERNAL,
};
extern const char *const driver_kind_words[];

/* What was calculated for one item. Described by item_row_fields, printed with the item. */
struct item_row {
    instant   start, finish; /* scheduled; INSTANT_NONE for blank rows */
    instant   early_start, early_finish, late_start, late_finish;
    int64_t   total_slack_s, free_slack_s; /* working seconds, see docs; DURATION_NONE if none */
    int64_t   duration_s;       /* as shown: of summaries working time of the project calendar */
    int64_t   work_s;           /* own, or the sum below a summary */
    double    percent_complete; /* own, or weighted by duration below a summary */
    struct id driver;           /* the link that sets the date; absent if none does */
    enum driver_kind driver_kind;
    int64_t          level; /* 0 = top */
    bool             critical, is_summary;
    str              wbs; /* "1.2.3"; own code if the item has one */
};
extern const struct entity item_row_entity; /* fields only: no table, no head */

/* ---- life -------------------------------------------------------------------------------- */

struct plan *plan_new(struct id project);
struct plan *plan_fork(const struct plan *from); /* seq and all records as in `from`; refs = 1 */
struct plan *plan_ref(const struct plan *p);
void         plan_unref(const struct plan *p); /* NULL is fine; any thread */

struct id plan_project(const struct plan *p);
void      plan_project_set(struct plan *p, struct id project); /* of a plan that a reader built */
int64_t   plan_seq(const struct plan *p);                      /* last journal seq it contains */
void      plan_seq_set(struct plan *p, int64_t seq);

/* ---- records ----------------------------------------------------------------------------- */

/* Borrowed from the plan; NULL when there is none. O(log n). */
const void *plan_get(const struct plan *p, const struct entity *e, struct id id);

/* Copies the record (texts too) in place of the one with its id, or appended. A new id between
 * others is O(n): that happens only when a removal is undone. Only on a fork nobody else holds. */
void plan_put(struct plan *p, const struct entity *e, const void *record);
void plan_remove(struct plan *p, const struct entity *e, struct id id);

/* for (size_t s = 0; s < plan_slots(p, e); s++) if ((r = plan_at(p, e, s))) … in order of id */
size_t      plan_slots(const struct plan *p, const struct entity *e);
const void *plan_at(const struct plan *p, const struct entity *e, size_t slot);
size_t      plan_count(const struct plan *p, const struct entity *e); /* without empty slots */
bool        plan_slot(const struct plan *p, const struct entity *e, struct id id, size_t *ret_slot);

/* The project's own record; NULL when there is none yet. */
struct project;
const struct project *plan_project_record(const struct plan *p);

/* ---- calculation ------------------------------------------------------------------------- */

/* Outline order, then the engine (domain/schedule.c), then rows. ERR_CYCLE names the members by
 * title. `outside` answers for predecessors of other projects; may be NULL (then such links are
 * not honoured and the item's driver says external). */
struct plan_outside {
    /* Dates of an item of another project; false when it is not known. */
    bool (*dates)(void *self, struct id item, instant *ret_start, instant *ret_finish);
    void *self;
};
err plan_calculate(struct plan *p, const struct plan_outside *outside);

/* The same results, byte for byte, in the time of what differs from the plan that `kept` stands for
 * (domain/schedule.h), which is then p. Plans of one project only, on one thread at a time. */
struct schedule;
err plan_recalculate(struct plan *p, const struct plan_outside *outside, struct schedule *kept);

/* Item slots in outline order, depth first by (parent, rank, id); valid after plan_calculate. */
size_t                 plan_outline(const struct plan *p, const uint32_t **ret_slots);
const struct item_row *plan_row(const struct plan *p, size_t item_slot); /* NULL before that */
const struct item_row *plan_row_of(const struct plan *p, struct id item);

instant plan_start(const struct plan *p); /* of the whole project; INSTANT_NONE when empty */
instant plan_finish(const struct plan *p);

/* How many items there are, and how much of them is done in percent: items that are no summaries,
 * weighted by their duration (milestones alone: each counts the same). Inactive and blank ones
 * count for nothing; NaN when none is left. O(items); after plan_calculate. */
double plan_progress(const struct plan *p, int64_t *ret_items);

/* ---- differences ------------------------------------------------------------------------- */

struct plan_change {
    const struct entity   *entity;
    const void            *before, *after;         /* records; NULL = not there */
    const struct item_row *row_before, *row_after; /* of items that were calculated, else NULL */
};
typedef void plan_diff_fn(void *arg, const struct plan_change *change);

/* Calls `see` for every record of e that is not the same block in both, and for items also when
 * only their row differs; in order of id. Cost: chunks, plus the chunks that differ. Either plan
 * may be NULL (nothing at all). */
void plan_diff(const struct plan *before, const struct plan *after, const struct entity *e,
               plan_diff_fn *see, void *arg);

/* Whether slots that both have stand for the same ids: not when one between others was put back.
 * Cost: chunks, plus the ids of those that differ. */
bool plan_slots_agree(const struct plan *a, const struct plan *b, const struct entity *e);

/* One outline becomes the other when `removed` items from place `at` on give way to the `n` items
 * of `after` that stand there. `before` may be NULL. O(items), at the speed of comparing memory. */
struct outline_splice {
    size_t at, removed, n;
};
struct outline_splice plan_outline_diff(const struct plan *before, const struct plan *after);

#endif
