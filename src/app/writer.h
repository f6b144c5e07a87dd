/* app/writer.h - the one thread that changes anything.
 *
 * Others hand over a command and wait. The writer takes up to WRITER_GROUP of them, runs each in a
 * part of one transaction, commits once, and only then publishes, answers and tells the listener.
 * What fails is taken back alone; a failed commit takes back the whole group, and all are told.
 */
#ifndef APP_WRITER_H
#define APP_WRITER_H

#include "base/vec.h"
#include "store/store.h"

#include <pthread.h>

enum { WRITER_GROUP = 64 };

struct app;
struct change;
struct plan;

/* One command while it runs. */
struct turn {
    struct app      *app;
    struct store_tx *tx;
    struct arena    *mem; /* till the group ends */
    instant          now;
    VEC(const struct change *)
    changes; /* what it did, in order; counted, taken over by the writer */
};

/* Embedded in a struct of the caller, who waits for its end. */
struct command {
    err (*run)(struct command *c, struct turn *turn);
    instant         at;     /* when it is said to be done; 0: now */
    bool            is_dry; /* leaves nothing behind */
    bool            is_done;
    enum err_code   code; /* outcome; why lives in mem */
    struct arena    mem;
    const char     *why;
    struct command *next;
};

struct writer {
    pthread_t       thread;
    pthread_mutex_t lock;
    pthread_cond_t  wake, done;
    struct command *first, *last; /* waiting */
    bool            is_stopping;
};

void writer_start(struct app *a);
void writer_stop(struct app *a); /* after what was handed over is done */

/* Runs the command and returns its outcome; durable when OK. Not on the writer's own thread. */
err writer_do(struct app *a, struct command *c);

/* The change of that project that the running command made last, or NULL. */
const struct change *turn_change(const struct turn *turn, struct id project);

/* The plan that the running command sees: its own, the group's, or the published one. Counted. */
err turn_plan(struct turn *turn, struct id project, const struct plan **ret_plan);

#endif
