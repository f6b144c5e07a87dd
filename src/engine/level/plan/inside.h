/* engine/level/plan/inside.h - the model that the files of levelling share. Inside this folder
 * only.
 *
 * A demand is a stretch of constant units: a flat assignment has one, a shaped one up to ten, an
 * edited one as many as it has pieces. It lies `offset_s` working seconds behind the begin of its
 * assignment's work, `length_s` long, both on the worktime `w`.
 *
 * Free units of a resource are a step function over an axis: where all its demands lie on one
 * worktime, over its working seconds, so that a demand is one interval; else over time itself, and
 * a demand is its working intervals.
 *
 * Where several may do an assignment, the model's network has a row for each of them (a mode of the
 * task, as in multi-mode project scheduling: Talbot, "Resource-constrained project scheduling with
 * time-resource tradeoffs", 1982). One of the rows is on, the others' parts have no span and so
 * take no part in any placing.
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
    bool    is_part; /* of an assignment that drives the task's dates */
};

/* --- the model (model.c) ---------------------------------------------------------------------- */

enum model_flag {
    MODEL_ASKS = 1,    /* a leaf with demands that are not done */
    MODEL_MOVABLE = 2, /* may be delayed */
    MODEL_PLAIN = 4,  /* so, and only links and "not before" bind it: its entry in `plains` holds */
    MODEL_SPLITS = 8, /* may be interrupted */
};

/* All work of a leaf on one calendar, behind its bound. */
struct plain {
    const struct worktime *w;
    int64_t                span_s;
};

/* An assignment that several may do: rows [first … first + n) of `rivals`, each an assignment. */
struct choice {
    int32_t at, assignment;
    int32_t first, n;
};

struct model {
    const struct level_input     *in;   /* with a row for each who may do an assignment */
    const struct level_input     *from; /* as it was given */
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
    struct choice                *choices;
    int32_t                       n_choices;
    int32_t                      *choice_row;  /* by position, n_nodes + 1 */
    int32_t                      *rivals;      /* assignments, by choice */
    int32_t                      *rival_parts; /* the part of each */
    int64_t                      *rival_spans; /* and its span when it is on */
    bool                         *is_off;      /* by assignment: somebody else does it */
    struct demand                *active;      /* scratch */
};

/* `in` is `from` as widened by choices_widen. ERR_INVALID when the network is of a kind that cannot
 * be levelled. */
err model_make(struct arena *mem, const struct level_input *in, const struct level_input *from,
               struct model *ret_model);
/* Takes what is not to be moved, where the rows say that it lies. */
void model_fix(struct model *m, const struct cpm_row *rows);
/* A calendar over twice the room. ERR_INVALID when that would leave the years of a plan. */
err  model_widen(struct model *m);
bool model_may_move(const struct level_input *in, int32_t task);
/* Whether the parts of a leaf, if it has any, begin as one on one calendar. */
bool model_is_plain(const struct model *m, int32_t at, struct plain *ret_plain);

/* --- demands (demand.c) -----------------------------------------------------------------------
 *
 * `work` is the working second at which the work of the demand's assignment begins. Of a demand
 * without a worktime it is the start of the task, and its span is the time from there on. */
void demands_find(struct model *m);
/* What those of one task need; false: some ask for more than there ever is. */
bool demands_need(const struct model *m, struct demand *demands, int32_t n);
void demand_take(struct profile *p, struct arena *mem, const struct demand *d, int64_t work);
/* The earliest (latest) begin from `work` on (back) with room; LEVEL_NEVER, INT64_MIN: none. */
int64_t demand_fit(const struct profile *p, const struct demand *d, int64_t work);
int64_t demand_fit_back(const struct profile *p, const struct demand *d, int64_t work);
/* Working seconds from `work` on in which there is room without a break; at most its length. */
int64_t demand_room(const struct profile *p, const struct demand *d, int64_t work);

/* Those of a task whose assignments are on; good until the next call. */
const struct demand *demands_of(const struct model *m, int32_t at, int32_t *ret_n);

#endif
