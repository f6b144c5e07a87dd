/* engine/level/prove/model.h - the problem as the prover sees it; private to this folder.
 *
 * Every start has two signed variables: 2i is the start of activity i, 2i + 1 is minus that start.
 * A literal says that a signed variable is at least v; so "starts at 7 at the latest" is {2i + 1,
 * -7}, its negation {2i, 8}. A lower bound for every signed variable is all that is known of the
 * starts; no literal needs an object of its own.
 */
#ifndef ENGINE_LEVEL_PROVE_MODEL_H
#define ENGINE_LEVEL_PROVE_MODEL_H

#include "base/arena.h"
#include "engine/level/problem.h"

#include <stdbool.h>

struct lit {
    int32_t x, v; /* signed variable x is at least v */
};

static inline struct lit lit_not(struct lit l)
{
    return (struct lit){l.x ^ 1, 1 - l.v};
}

/* Whenever the variable of the row is at least v, `to` is at least v + weight. */
struct arc {
    int32_t to, weight;
};

struct model {
    int32_t     n, n_resources, n_words;
    int32_t     periods; /* all runs end at or before it, whatever is tried */
    int32_t    *capacity;
    int32_t    *duration;   /* by activity */
    int32_t    *need;       /* [activity * n_resources + resource] */
    int32_t    *arc_first;  /* by signed variable, 2n + 1 */
    struct arc *arcs;       /* links, in both signs */
    int32_t    *topo;       /* activities, predecessors first */
    int32_t    *head;       /* by activity: its earliest start by paths */
    int32_t    *tail;       /* by activity: from its start to the end at least so long */
    int32_t     path;       /* the critical path */
    int32_t    *user_first; /* by resource: activities with a need and a duration */
    int32_t    *user;
    int32_t    *pair_first; /* by activity: others that it cannot overlap, order open */
    int32_t    *pair;
    uint64_t   *need_word; /* [activity * n_words + word]: fields of all resources, as machine.h */
    uint64_t   *full_word; /* by word: capacities and guards */
    uint64_t   *guard_word;
    uint8_t    *field_of; /* [word * 64 + bit of a guard]: its resource */
    bool        has_choice;
};

/* Of a problem that level_check lets pass; lives in mem. O(n^2 * resources). */
void model_init(struct arena *mem, const struct level_problem *p, struct model *ret_model);

#endif
