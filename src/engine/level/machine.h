/* engine/level/machine.h - a problem laid out for passes, and the serial schedule generation
 * scheme (Kelley 1963): each activity of a list at the earliest time that its predecessors and the
 * capacities leave.
 *
 * Both directions are the same code: backwards, time runs from the end of the project and
 * successors are predecessors. What a period still has of all resources lies in one machine word,
 * a guard bit above each resource's field, so that one subtraction asks for all of them at once.
 */
#ifndef ENGINE_LEVEL_MACHINE_H
#define ENGINE_LEVEL_MACHINE_H

#include "base/arena.h"
#include "engine/level/problem.h"

#include <stdbool.h>

enum { LEVEL_FORWARD = 0, LEVEL_BACKWARD = 1, LEVEL_ROW_PAD = 4, LEVEL_WINDOW = 32 };

/* Who must be finished before an activity may start, in one direction. Rows are padded to a
 * multiple of LEVEL_ROW_PAD with n_activities, whose finish is always INT32_MIN / 2. */
struct level_side {
    int32_t *pred_first; /* n + 1 */
    int32_t *pred;
    int32_t *lag; /* NULL when all are 0 */
};

struct level_machine {
    const struct level_problem *problem;
    int32_t                     n;
    int32_t                     horizon; /* no schedule is longer */
    int32_t                     periods; /* that can be looked at: behind the horizon all is free */
    bool                        has_negative_lag;
    struct level_side           side[2];
    int32_t                    *topo;     /* activities, predecessors first */
    const int32_t              *duration; /* by mode */
    bool                       *usable;   /* by mode: within the capacities */
    int32_t                     n_words;  /* words a period; 0 = one of 32 bits */
    uint32_t                    guard32, full32;
    uint32_t                   *need32; /* by mode */
    uint32_t                   *room32; /* by period */
    const uint64_t             *guard, *full;
    uint64_t                   *need;  /* [mode * n_words + word] */
    uint64_t                   *room;  /* [period * n_words + word] */
    int32_t                     dirty; /* periods that the last pass may have touched */
    int32_t                    *bucket;
};

/* Of a problem that level_check lets pass. */
void level_machine_init(struct arena *mem, const struct level_problem *p,
                        struct level_machine *ret_machine);

/* The same with periods of its own, all empty; the rest is shared. */
void level_machine_copy(struct arena *mem, const struct level_machine *m,
                        struct level_machine *ret_copy);

/* Empties all periods before the first activity is placed. */
void level_clear(struct level_machine *m);

/* The earliest start from `from` on of an activity in this mode; nothing is taken. */
int32_t level_find(const struct level_machine *m, int32_t mode, int32_t from);
void    level_take(struct level_machine *m, int32_t mode, int32_t start);
void    level_give_back(struct level_machine *m, int32_t mode, int32_t start);

/* The earliest start that the predecessors leave; `finish` is of the same direction. */
int32_t level_earliest(const struct level_side *side, int32_t activity, const int32_t *finish);

/* Places the activities in the order of the list, which must name predecessors (of the direction)
 * first. finish[n] must be writable. Returns the makespan; O(n * periods waited). */
struct level_pass {
    int            direction;
    const int32_t *list;
    const int32_t *mode; /* by activity */
};
int32_t level_run(struct level_machine *m, const struct level_pass *pass, int32_t *finish);

/* The list for the other direction: latest finish first, predecessors of that direction first.
 * `list` is that of the pass that gave the times. O(n + makespan). */
void level_turn(struct level_machine *m, const struct level_pass *pass, const int32_t *finish,
                int32_t *ret_list);

#endif
