/* engine/level/plan/generate.h - schedules and how they are made. Inside this folder only. */
#ifndef ENGINE_LEVEL_PLAN_GENERATE_H
#define ENGINE_LEVEL_PLAN_GENERATE_H

#include "engine/level/plan/inside.h"

/* --- schedules -------------------------------------------------------------------------------- */

/* A stretch of the work of a leaf that is interrupted, on the calendar that all its work lies on.
 */
struct cut {
    int64_t begin, length_s; /* working seconds */
    int32_t at;
};
enum { CUTS_MAX = 32 }; /* of a task; the last one is what is left */

/* One schedule: of each position its dates; of each leaf that may move its delay. */
struct schedule_of {
    instant        *start, *finish; /* by position */
    int64_t        *delay_s;        /* by position */
    int32_t        *blame;          /* by position: the resource that it waited for last; -1 */
    int32_t        *chosen;         /* by choice: which of its rivals */
    VEC(struct cut) cuts;           /* task by task, in time */
    double          cost[3];        /* smaller is better, the first counts most */
    instant         end;            /* of the project */
    int64_t         lateness_s, shift_s;
    bool            is_outside; /* of the horizon: worth nothing */
};

struct schedule_of *schedule_of_new(struct arena *mem, const struct model *m);
void                schedule_of_copy(struct schedule_of *to, const struct schedule_of *from,
                                     const struct model *m);
bool                schedule_is_better(const struct schedule_of *a, const struct schedule_of *b);

/* --- the generator (generate.c, justify.c) ------------------------------------------------------
 */

struct generator {
    struct model   *m;
    struct arena    mem;      /* of profiles: they grow */
    struct profile *profiles; /* by resource */
    int32_t        *waiting;  /* by position: preds that are not placed yet */
    uint64_t       *heap;     /* rank << 32 | position */
    int32_t         n_heap;
    instant        *late;       /* by position, for justification */
    const instant  *not_before; /* by position: no start of what may move is earlier; NULL */
    double         *taken;      /* by resource: unit seconds, for choices */
};

struct generator *generator_new(struct arena *mem, struct model *m);
void              generator_done(struct generator *g);

/* Places all by rank (smaller first, by position), as soon as preds and resources allow. */
void generator_run(struct generator *g, const uint32_t *rank, struct schedule_of *to);
/* Ranks by start after all was pushed as late as the schedule's end allows. */
void generator_justify(struct generator *g, const struct schedule_of *from, uint32_t *ret_rank);

void    generator_push(struct generator *g, uint64_t key);
int32_t generator_pop(struct generator *g);

/* --- one leaf (place.c) -------------------------------------------------------------------------
 *
 * A leaf while room for it is looked for, and where it goes. */
struct search {
    struct generator    *g;
    struct model        *m;
    const struct demand *demands;
    int32_t              at, n_demands;
    instant              bound;   /* from which the calculation places it */
    int64_t              delay_s; /* so far */
    int32_t              blame;   /* the resource that it waits for; -1 */
    int32_t              n_cuts;  /* 0: not interrupted */
    struct placed        dates;
    bool                 is_outside; /* of the horizon */
    bool                 is_until;   /* its finish is bound, and decides */
    struct cut           cuts[CUTS_MAX];
};

/* Finds the place; nothing is taken. */
void search_find(struct search *s, const struct plain *plain);
/* Takes it, and says so in the schedule. */
void    search_settle(struct search *s, struct schedule_of *to);
instant demand_begin(const struct demand *d, instant bound, int64_t delay_s);

/* The same with interruptions (split.c), when it ends earlier so. `work`: from where on. */
void search_split(struct search *s, const struct plain *x, int64_t work);

/* --- who does what (choices.c) ------------------------------------------------------------------
 */

/* The input with a row for each who may do an assignment of a task that may move. */
void choices_widen(struct arena *mem, const struct level_input *in, struct level_input *ret_wide,
                   struct network *ret_net);
/* Finds them again in the model; after its spans were calculated. */
void choices_ready(struct model *m);
/* Of one choice the rival that is on. */
void choice_set(struct model *m, int32_t choice, int32_t rival);
void choices_set(struct model *m, const int32_t *chosen);
/* Whoever lets the task end first does it; of equals whoever has done least. */
void choices_place(struct generator *g, int32_t at, struct schedule_of *to);

/* --- search, bound, evenness, outcome ------------------------------------------------------------
 */

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

/* Starts by position that even the load of a schedule, each within the free slack of its row;
 * false: all stay. */
bool levelling_smooth(struct model *m, const struct schedule_of *from, const struct cpm_row *rows,
                      instant *ret_starts);

/* The given input as the schedule would have it: with its delays, who does what, and pieces, which
 * are told in `out`. */
void outcome_fill(struct model *m, const struct schedule_of *s, const struct level_input *given,
                  struct level_output *out, struct level_input *ret_after);

#endif
