/* engine/level/prove/state.h - all that a prover knows; private to this folder. */
#ifndef ENGINE_LEVEL_PROVE_STATE_H
#define ENGINE_LEVEL_PROVE_STATE_H

#include "base/vec.h"
#include "engine/level/prove/model.h"
#include "engine/level/prove/prove.h"

enum why { WHY_CHOICE, WHY_ARC, WHY_CLAUSE, WHY_TABLE, WHY_PAIR };

struct reason {
    enum why kind;
    int32_t  a, b; /* arc: from, weight; clause: its place; table: period, resource; pair: the
                      other activity, the earliest start of the one that goes behind */
};

struct entry {
    int32_t       x, low;           /* x was raised to low ... */
    int32_t       before, previous; /* ... from this, by that entry (-1: given) */
    int32_t       level;
    struct reason why;
};

struct watch {
    int32_t    clause;
    struct lit other; /* a literal of it: when that is true the clause need not be read */
};

typedef VEC(struct watch) watches;

/* What cannot hold: `l` must by `why`, and its negation is there already. x < 0: what `why` says
 * is a contradiction itself. */
struct clash {
    struct lit    l;
    struct reason why;
};

struct covering {
    int32_t activity, need, newest;
};

struct prover {
    struct arena *mem;
    struct model  m;
    int32_t       lower, upper; /* makespans: none is shorter; one as long is known */
    int32_t       tried;        /* the makespan being refuted; 0 before the first */
    int32_t      *starts, *found;
    int64_t       work, work_end;

    /* trail.h */
    int32_t      *low;  /* by signed variable */
    int32_t      *last; /* its newest entry, -1: none */
    struct entry *trail;
    int32_t       n_trail, n_levels;
    int32_t      *level_begin; /* of the trail, by level; 1 ... n_levels */
    int32_t      *touched;     /* activities whose bounds moved since table.c last looked */
    int32_t       n_touched;
    uint8_t      *is_touched;
    int32_t       head; /* entries before it were handed to arcs and clauses */
    struct clash  clash;

    /* clauses.c */
    int32_t     *base; /* by signed variable: base[x] + v is the place of {x, v} */
    int32_t      n_places;
    watches     *watch; /* by place: to be visited when {x, v} becomes true */
    VEC(int32_t) pool;
    VEC(int32_t) refs; /* learnt clauses, oldest first */
    float        clause_step;

    /* table.c */
    uint64_t *room;       /* [word * periods + t]: what the parts sure to run leave */
    int32_t  *part_begin; /* by activity: its part in the room, empty: begin >= end */
    int32_t  *part_end;
    int32_t  *dirty, n_dirty;
    uint8_t  *is_dirty;

    /* analyse.c */
    int32_t         *need_low; /* by signed variable: the bound that the clash rests on */
    int32_t         *need_at;  /* its entry; NOT_NEEDED, or the entry */
    int32_t         *needed, n_needed;
    int32_t          open; /* needed ones of the present level */
    struct lit      *learnt;
    int32_t          n_learnt, learnt_level, learnt_span; /* span: different levels */
    int32_t         *level_stamp, stamp;
    struct covering *cover; /* scratch of explain.c, n of them */

    /* decide.c */
    double  *activity; /* by place of {2i, v} */
    double   activity_step;
    int32_t *heap, *heap_at, n_heap;
    int32_t *owner;   /* by place */
    uint8_t *is_late; /* by place: {2i, v} was true when last decided */
    int64_t  conflicts, restarts, next_reduce;
};

enum { NOT_NEEDED = -2, GIVEN = -1 };

#endif
