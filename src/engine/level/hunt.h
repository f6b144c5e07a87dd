/* engine/level/hunt.h - what the parts of a search share; private to this folder. */
#ifndef ENGINE_LEVEL_HUNT_H
#define ENGINE_LEVEL_HUNT_H

#include "engine/level/dice.h"
#include "engine/level/machine.h"
#include "engine/level/search.h"

/* One schedule, and the list by which the other direction goes on from it. */
struct one {
    int32_t *list;   /* n; for the other direction */
    int32_t *finish; /* n + 1; in the direction of its pass */
    int32_t *mode;   /* n */
    int32_t  span;
    uint64_t rank;  /* lower is better: by span, then by the sum of the finishes */
    uint64_t print; /* equal schedules have equal prints */
};

struct hunt {
    struct arena               *mem;
    const struct level_problem *problem;
    const struct level_options *options;
    struct level_machine        machine;
    struct dice                 dice;
    int32_t                     n;
    bool                        has_choice; /* some activity has several usable modes */
    int32_t                    *tail[2];    /* by direction: the longest path behind an activity */
    int32_t                    *density;    /* by mode: share of the capacities in use, added up */
    int32_t                     lower_bound;
    struct one                  best;   /* forward: finish in time from the start */
    struct one                  lately; /* the best of the population in hand, likewise */
    int64_t                     schedules, next_report;
    int64_t                     placed; /* activities, beyond whole schedules */
    double                      spent;  /* share of the time, as last told */
    bool                        is_over;
    bool                        is_proving; /* the prover was asked for */
    struct prover              *prover;     /* NULL: has nothing to do */
    struct arena               *proofs;     /* where it lives */
    int64_t                     proved_at;  /* schedules at its last turn */
    /* scratch of one child */
    int32_t *list, *mode;
    uint8_t *mark;
    int64_t *left; /* by stock, for the child in hand */
};

/* ---- search.c */
/* With modes of its own, or those given, which nobody changes. */
struct one one_new(struct arena *mem, int32_t n, int32_t *mode);
/* Runs the list forwards or backwards in the modes of o (which it may better where there is a
 * choice), fills o, counts, keeps the best and reports. */
void hunt_try(struct hunt *h, int direction, const int32_t *list, struct one *o);
/* Keeps a schedule, of which finish, mode and span are given, when it is the best; a schedule as
 * short as the bound ends the search. */
void hunt_offer(struct hunt *h, int direction, const struct one *o);
/* After counting: reports, and ends the search when it is time. */
void hunt_counted(struct hunt *h);
/* How many schedules there may be in all, as far as that is known now. */
int64_t hunt_budget(const struct hunt *h);

/* ---- proof.c: raises the bound for as long as the schedules since the last turn took. */
void proof_turn(struct hunt *h);

/* ---- sample.c: a list for a forward pass, long tails preferred. */
void sample_list(struct hunt *h, int32_t *ret_list);

/* ---- breed.c: a child's list and modes for the next direction, from two of the same direction. */
void breed(struct hunt *h, int direction, const struct one *father, const struct one *mother);

/* ---- modes.c */
/* Modes within the stocks, at random; false when none were found. */
bool modes_draw(struct hunt *h, int32_t *ret_mode);
/* Makes modes keep within the stocks by few changes; false when that fails. */
bool modes_mend(struct hunt *h, int32_t *mode);
/* A pass that takes, for each activity, the mode that finishes first and that the stocks allow. */
int32_t modes_run(struct hunt *h, int direction, const int32_t *list, struct one *o);

/* ---- population.c: breeds generations until the budget or the time is used up. */
void evolve(struct hunt *h, int64_t budget);

/* ---- sweep.c: a schedule (forwards) bettered part by part, for so many schedules. No lags. */
void sweeps(struct hunt *h, const struct one *from, int64_t budget);

/* ---- dig.c: activities in hand that must go between what lies before and behind them. */
enum { WINDOW_MOST = 48 };

/* In the order of their starts, predecessors first. */
struct window {
    int32_t  n;
    int32_t  activity[WINDOW_MOST];
    int32_t  mode[WINDOW_MOST];
    int32_t  release[WINDOW_MOST]; /* when the last predecessor outside is finished, or 0 */
    int32_t  latest[WINDOW_MOST];  /* start that those behind leave */
    uint64_t preds[WINDOW_MOST];   /* within: bit k = the one at place k */
};

/* How far a search may go, and how far it went: activities placed. */
struct window_effort {
    int64_t most, placed;
};

/* Looks for starts of all between release + 1 and latest, where m holds the others; false
 * when there are none or too much was tried. m is left as it was. O(most * n). */
bool window_dig(struct level_machine *m, const struct window *w, struct window_effort *effort,
                int32_t *ret_start);

#endif
