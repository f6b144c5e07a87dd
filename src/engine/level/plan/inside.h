/* engine/level/plan/inside.h - what the files of levelling share. Inside this folder only.
 *
 * A demand is a stretch of constant units: a flat assignment has one, a shaped one up to ten, an
 * edited one as many as it has pieces. It lies `offset_s` working seconds behind the begin of its
 * assignment's work, `length_s` long, both on the worktime `w`.
 *
 * Free units of a resource are a step function over an axis: where all its demands lie on one
 * worktime, over its working seconds, so that a demand is one interval; else over time itself, and
 * a demand is its working intervals.
 */
#ifndef ENGINE_LEVEL_PLAN_INSIDE_H
#define ENGINE_LEVEL_PLAN_INSIDE_H

#include "base/vec.h"
#include "engine/level/plan/profile.h"
#include "engine/pass.h"

struct demand {
    const struct worktime *w;                  /* NULL: from start to finish of the task */
    int64_t                delay_s;            /* working seconds between bound and begin */
    int64_t                span_s;             /* of the whole assignment */
    int64_t                offset_s, length_s; /* of this stretch within it */
    int32_t                resource;
    int32_t                units; /* taken */
    int32_t                need;  /* looked for: with what the task's other assignments take of it,
                                     but no more than there ever is */
    int32_t assignment;
};

/* --- the model (model.c) ---------------------------------------------------------------------- */

enum model_flag {
    MODEL_ASKS = 1,    /* a leaf with demands that are not done */
    MODEL_MOVABLE = 2, /* may be delayed */
    MODEL_PLAIN = 4, /* so, and only links and "not before" bind it: its entry in `plains` holds */
};

/* All work of a leaf on one calendar, behind its bound. */
struct plain {
    const struct worktime *w;
    int64_t                span_s;
};

struct model {
    const struct level_input     *in;
    struct arena                 *mem;
    struct network                net;   /* with a column of delays of its own */
    struct prepared               p;     /* leaves that may be delayed are rare */
    const struct worktime *const *times; /* by slot, over a horizon with room for delays */
    struct horizon                horizon;
    struct cpm                   *c;          /* places tasks one by one */
    int32_t                      *demand_row; /* by position, n_nodes + 1 */
    struct demand                *demands;
    uint8_t                      *flags;            /* by position */
    struct plain                 *plains;           /* by position */
    int32_t                      *succ_row, *succs; /* of the forward pass: positions */
    int32_t                      *pred_row, *preds; /* of the backward pass */
    struct profile               *base;             /* by resource, with what is fixed taken */
    struct cpm_result             plain;            /* without delays of what may move */
    struct cpm_result             before;           /* of the plan as it is */
    instant                      *published;        /* by position: the start in that */
    int64_t                      *given;            /* delays as they are, of what may not move */
    int32_t                       n_movable, top_priority;
};

/* ERR_INVALID when the network is of a kind that cannot be levelled. */
err model_make(struct arena *mem, const struct level_input *in, struct model *ret_model);
/* Takes what is not to be moved, where the rows say that it lies. */
void model_fix(struct model *m, const struct cpm_row *rows);
/* A calendar over twice the room. ERR_INVALID when that would leave the years of a plan. */
err model_widen(struct model *m);

/* --- demands (demand.c)
 * ---------------------------------------------------------------------------
 *
 * `work` is the working second at which the work of the demand's assignment begins. Of a demand
 * without a worktime it is the start of the task, and its span is the time from there on. */
void demands_find(struct model *m);
void demand_take(struct profile *p, struct arena *mem, const struct demand *d, int64_t work);
/* The earliest (latest) begin from `work` on (back) with room; LEVEL_NEVER, INT64_MIN: none. */
int64_t demand_fit(const struct profile *p, const struct demand *d, int64_t work);
int64_t demand_fit_back(const struct profile *p, const struct demand *d, int64_t work);

/* --- schedules (generate.c, justify.c) -------------------------------------------------------- */

/* One schedule: of each position its dates; of each leaf that may move its delay. */
struct schedule_of {
    instant *start, *finish; /* by position */
    int64_t *delay_s;        /* by position */
    int32_t *blame;          /* by position: the resource that it waited for last; -1 */
    double   cost[3];        /* smaller is better, the first counts most */
    instant  end;            /* of the project */
    int64_t  lateness_s, shift_s;
    bool     is_outside; /* of the horizon: worth nothing */
};

struct generator {
    struct model   *m;
    struct arena    mem;      /* of profiles: they grow */
    struct profile *profiles; /* by resource */
    int32_t        *waiting;  /* by position: preds that are not placed yet */
    uint64_t       *heap;     /* rank << 32 | position */
    int32_t         n_heap;
    instant        *late;       /* by position, for justification */
    const instant  *not_before; /* by position: no start of what may move is earlier; NULL */
};

struct generator   *generator_new(struct arena *mem, struct model *m);
void                generator_done(struct generator *g);
struct schedule_of *schedule_of_new(struct arena *mem, const struct model *m);
void                schedule_of_copy(struct schedule_of *to, const struct schedule_of *from,
                                     const struct model *m);
bool                schedule_is_better(const struct schedule_of *a, const struct schedule_of *b);

/* Places all by rank (smaller first, by position), as soon as preds and resources allow. */
void generator_run(struct generator *g, const uint32_t *rank, struct schedule_of *to);
/* Ranks by start after all was pushed as late as the schedule's end allows. */
void generator_justify(struct generator *g, const struct schedule_of *from, uint32_t *ret_rank);

void    generator_push(struct generator *g, uint64_t key);
int32_t generator_pop(struct generator *g);

/* --- search, bound, evenness ------------------------------------------------------------------ */

/* Ranks from keys: smaller first; equal keys by the other, then by position. */
struct rank_keys {
    const int64_t *first, *second; /* by position; second: NULL = none */
    bool           is_backward;    /* lower priority first */
};
void levelling_rank(struct arena *mem, const struct model *m, struct rank_keys keys,
                    uint32_t *ret_rank);

/* The best schedule found within the budget. */
void levelling_search(struct model *m, struct schedule_of *ret_best, struct level_output *out);

/* No schedule ends earlier. At most `until`, an end that was reached. */
instant levelling_bound(struct model *m, instant until);

/* Starts by position that even the load, each within the free slack of its row; false: all stay. */
bool levelling_smooth(struct model *m, const struct cpm_row *rows, instant *ret_starts);

#endif
