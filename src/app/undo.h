/* app/undo.h - which batch is taken back next.
 *
 * Per project a list of all batches, read from the journal once and kept up to date by the writer:
 * who made it, and what it takes back. Undo and redo are walks over it from the end.
 */
#ifndef APP_UNDO_H
#define APP_UNDO_H

#include "app/app.h"

#include <pthread.h>

struct undo_mark {
    int64_t  undoes;  /* seq, 0 = an ordinary batch */
    int64_t  user;    /* 0 = made by the program: never taken back */
    uint64_t client;  /* hash of the token; 0 = none */
    bool     is_undo; /* else ordinary, or the undo of an undo: a redo */
};

struct undo_log {
    struct id         project;
    struct undo_mark *v; /* [seq - 1] */
    size_t            n, cap;
    struct undo_log  *next;
};

struct undo {
    struct arena     mem;
    pthread_mutex_t  lock;
    struct undo_log *logs;
    int64_t          changes; /* counted, so that a reading that was overtaken is noticed */
};

void undo_init(struct undo *u);
void undo_done(struct undo *u);

/* The writer made this change; told when the turn ends, and again after the commit, for lists that
 * were read from before it. */
void undo_note(struct app *a, const struct change *c);
/* A commit failed: all lists are read again when needed. */
void undo_forget(struct app *a);

#endif
