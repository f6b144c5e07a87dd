/* domain/level/inside.h - a plan as input of the engine's levelling. Inside this folder only. */
#ifndef DOMAIN_LEVEL_INSIDE_H
#define DOMAIN_LEVEL_INSIDE_H

#include "domain/level/level.h"
#include "domain/schedule/build.h"

struct level_build {
    struct build       b;
    struct level_input in;
    struct id         *resources; /* by resource of the input */
    uint32_t          *slot_of;   /* item slot by task */
    size_t             n_real;    /* tasks that are items: ghosts come behind */
};

/* Builds network and input; everything lives in mem. */
err level_build(struct arena *mem, const struct plan *p, const struct plan_outside *outside,
                struct level_build *ret_build);

/* Into the input: who may do what, by roles and groups (choices.c), and which tasks may be
 * interrupted. */
void level_choices_fill(struct level_build *l);
void level_splits_fill(struct level_build *l);

#endif
