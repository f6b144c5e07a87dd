/* domain/level/level.h - levelling of a plan: from its records to the engine and back.
 *
 * Every resource that works takes part: people, roles, teams, vendors, and just so licences,
 * environments and hardware, with `max_units` or, where there are rows of availability, with those
 * over time. An assignment without work to a licence, an environment or hardware takes it from
 * start to finish of its item, nights included.
 *
 * Where that is wished, an assignment to a role, or to a resource that stands for somebody not yet
 * named, goes to a member: a resource whose group_name names the role, or a group of the role's own
 * (several groups are separated by commas or semicolons). One that is booked softly may go to
 * another of the same group. And items that can be split are interrupted where they end earlier so.
 *
 * The outcome is a levelling delay for each item, who does what, and pieces of what is interrupted,
 * so that plan_calculate gives the levelled dates.
 * Not moved: items by hand, begun, done, of priority 1000, with "must start on", "must finish on",
 * or as late as possible; the others make room for them.
 */
#ifndef DOMAIN_LEVEL_LEVEL_H
#define DOMAIN_LEVEL_LEVEL_H

#include "domain/plan.h"
#include "engine/level/plan/levelling.h"

extern const char *const level_goal_words[]; /* "finish", "dates", "change", "smooth", NULL */

struct level_request {
    enum level_goal  goal;
    uint64_t         seed;
    int64_t          schedules; /* at most; at least 1 */
    const struct id *items;     /* only these and what is below them may move; NULL: all */
    size_t           n_items;
    bool             may_split;    /* items that can be split */
    bool             may_reassign; /* roles to members, soft bookings within a group */
    bool (*go_on)(void *self, const struct level_progress *progress); /* as in struct level_input */
    void *self;
};

/* An item whose dates or delay are others than before. */
struct level_move {
    struct id item;
    int64_t   delay_s, delay_before_s; /* elapsed seconds */
    instant   start, finish, start_before, finish_before;
    struct id waited_for; /* the resource; absent: it moved with what it depends on */
    struct id behind;     /* the item that held it until then; may be absent */
    struct id follows;    /* the item whose date sets its start now, when it waits for nobody */
    bool      is_split;   /* is interrupted */
};

/* An assignment that goes to another resource. */
struct level_swap {
    struct id assignment, item, from, to;
};

/* Of an assignment that is interrupted. */
struct level_part {
    struct id assignment;
    instant   start, finish;
    int64_t   work_s;
};

/* More is asked of a resource than there is. */
struct level_excess {
    struct id resource;
    instant   from, to;
    double    need, have; /* at its worst; 1 = one full-time person */
};

struct level_found {
    struct level_move    *moves; /* in order of the outline */
    size_t                n_moves;
    struct level_swap    *swaps; /* by assignment */
    struct level_part    *parts; /* by assignment and time: of each that is interrupted all */
    size_t                n_swaps, n_parts;
    struct level_excess  *before, *after; /* by resource and time */
    size_t                n_before, n_after;
    instant               finish_before;
    struct level_progress progress; /* of the plan found: schedules, finish, bound, … */
    int64_t               movable;  /* items that may be delayed */
    bool                  was_stopped;
};

/* Levels a calculated plan, which is not changed. Everything lives in mem. ERR_INVALID: a plan that
 * cannot be levelled (scheduled from its finish, P6's rules), or that runs beyond the years a plan
 * may hold. */
err plan_level(struct arena *mem, const struct plan *p, const struct plan_outside *outside,
               const struct level_request *request, struct level_found *ret_found);

/* A fork of the plan with all of it set, calculated; the caller unrefs. */
err plan_levelled(const struct plan *p, const struct plan_outside *outside,
                  const struct level_found *found, struct plan **ret_plan);

/* (finish - bound) / (bound - start) of the project: how far the plan may be from the best. 0 when
 * it is proved best. */
double level_gap(const struct plan *p, const struct level_progress *progress);

/* --- load over time -----------------------------------------------------------------------------
 */

enum { LEVEL_STEPS_MAX = 400 };

/* Of one resource, hours of work in each step: asked for before and after, and there at all by its
 * calendar and units. */
struct level_series {
    struct id resource;
    double   *before, *after, *have;
};

/* Steps of equal length over both plans. */
struct level_chart {
    instant              from;
    int64_t              step_s; /* a day, or weeks where that would be too many */
    size_t               n;
    struct level_series *series; /* of what anything is asked of, in the order of the plan */
    size_t               n_series;
};

/* The load of a plan and of the same plan levelled. Lives in mem. */
err plan_level_chart(struct arena *mem, const struct plan *before, const struct plan *after,
                     const struct plan_outside *outside, struct level_chart *ret_chart);

#endif
