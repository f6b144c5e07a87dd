/* domain/journal.h - what was done: applied batches and their operations. Set by the server
 * only. */
#ifndef DOMAIN_JOURNAL_H
#define DOMAIN_JOURNAL_H

#include "domain/meta.h"

/* One applied list of operations. */
struct batch {
    struct record head;
    int64_t       seq; /* 1, 2, … without gaps in a project */
    struct id     user;
    instant       at;
    str           note;                        /* why; may be absent */
    int64_t       undoes;                      /* seq that it takes back; 0 = none */
    str           client;                      /* token of the window that sent it */
    int64_t       moved;                       /* items whose start or finish changed */
    instant       finish_before, finish_after; /* of the project */
};

enum operation_kind { OPERATION_CREATE, OPERATION_UPDATE, OPERATION_DELETE };
extern const char *const operation_kind_words[];

/* One line of a batch. */
struct operation {
    struct record       head;
    int64_t             seq, n; /* n: 0, 1, … in the batch */
    enum operation_kind op;
    str                 entity; /* its name */
    struct id           record;
    str before, after; /* JSON of the changed members; absent before a create, after a delete */
};

extern const struct entity batch_entity, operation_entity;

#endif
