/* app/edit/edit.h - one batch in the making: a fork of the plan, and what was touched in it.
 *
 * Functions put and remove records in the fork; nothing is written before edit_finish, which
 * checks, calculates, and writes the difference between before and after: one operation per record,
 * whatever happened to it on the way. So the journal holds net effects, and undo needs no more than
 * those.
 */
#ifndef APP_EDIT_EDIT_H
#define APP_EDIT_EDIT_H

#include "app/inside.h"
#include "base/map.h"
#include "base/vec.h"
#include "domain/entities.h"

enum { RECORD_SIZE_MAX = 1024 };

/* A record on the stack, of any entity. */
union any_record {
    struct record head;
    _Alignas(16) char bytes[RECORD_SIZE_MAX];
};

struct touch {
    const struct entity *entity;
    struct id            id;
    int64_t              at; /* operation that caused it, -1: none of the request */
};

struct edit {
    struct turn       *turn;
    struct arena      *mem; /* the turn's */
    struct id          project;
    const struct plan *before;
    struct plan       *after;
    instant            now;
    int64_t            at; /* operation that is being applied */
    VEC(struct touch)  touched;
    struct map         index[ENTITY_COUNT];   /* id → number in touched */
    int64_t            last_id[ENTITY_COUNT]; /* 0 = not asked yet */
    struct map         last_rank;             /* parent → highest rank that was put */
    struct map         asked_rank;            /* parents of which the plan before was asked */
    bool            is_restoring; /* undo: fields are put back as they were, no rule adds to them */
    struct refusal *refusal;
    int64_t        *temps, *ids; /* created */
    size_t          n_created;
    struct map      doomed[ENTITY_COUNT]; /* id → operation, till edit_cascade */
    VEC(struct id)  freeze;               /* baselines to be filled after the calculation */
};

/* The caller ends it with edit_close, whatever happened. ERR_NOT_FOUND: no such project. */
err  edit_open(struct edit *e, struct turn *turn, struct id project, struct refusal *refusal);
void edit_close(struct edit *e);

/* The present state of a record in the fork; NULL when it is not there. */
const void *edit_get(const struct edit *e, const struct entity *entity, struct id id);

/* The next id of that entity; what was never written may be given out again. */
err edit_new_id(struct edit *e, const struct entity *entity, struct id *ret_id);

/* The record, new or changed: rev, project and dates of its head are set here. Equal ones are left.
 */
void edit_put(struct edit *e, const struct entity *entity, void *record);
void edit_remove(struct edit *e, const struct entity *entity, struct id id); /* it alone */

/* Deleting: doom what is to go, then let edit_cascade take out all of it and what cannot be without
 * it. What is in use elsewhere becomes a problem. cascade.c */
void edit_doom(struct edit *e, const struct entity *entity, struct id id);
void edit_cascade(struct edit *e);

/* Behind the last of the parent's items; whoever puts one tells its rank. O(items). */
int64_t edit_last_rank(struct edit *e, struct id parent);
void    edit_rank_used(struct edit *e, struct id parent, int64_t rank);

/* A problem of the operation being applied. */
__attribute__((format(printf, 3, 4))) void edit_problem(struct edit *e, const char *field,
                                                        const char *fmt, ...);
err edit_problems(const struct edit *e); /* OK, or what was found so far */

/* Rules across records, for all that was touched: ERR_INVALID with the problems. rules.c */
err rules_check(struct edit *e);
/* Those of links: circles of parents, doubles, other projects; adds problems. rules_links.c */
err rules_links(struct edit *e);

/* Fills the baselines in e->freeze from the calculated fork. freeze.c */
err freeze_baselines(struct edit *e);

struct batch_info {
    str     note, client;
    int64_t undoes;
    bool    dry_run;
};

/* Rules, calculation, rows, journal; the change is added to the turn, and those of projects that
 * wait for this one. A dry run writes nothing. *ret_change is borrowed from the turn. */
err edit_finish(struct edit *e, const struct batch_info *info, const struct change **ret_change);

/* JSON of a record for the journal: all that is there, or (given both) what differs. */
str journal_json(struct arena *mem, const struct entity *entity, const void *record,
                 const void *other);

#endif
