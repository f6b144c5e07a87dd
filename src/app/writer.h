/* app/writer.h - the writer: one thread at a time, which alone changes anything.
 *
 * Who has a command becomes the writer if there is none, else waits. The writer takes up to
 * WRITER_GROUP of those that wait, runs each in a part of one transaction, commits once, and only
 * then publishes, answers and tells the listener. What fails is taken back alone; a failed commit
 * takes back the whole group, and all are told. (Group commit by a leader among those who wait, as
 * in LevelDB's write queue.)
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
    pthread_mutex_t lock;
    pthread_cond_t  moved;        /* commands were done, or nobody writes any more */
    struct command *first, *last; /* waiting */
    bool            is_writing;   /* somebody is the writer */
};

void writer_start(struct app *a);
void writer_stop(struct app *a); /* after what was handed over is done */

/* Runs the command, here or on the thread that is the writer, and returns its outcome; durable when
 * OK. Not from inside a command. */
err writer_do(struct app *a, struct command *c);

/* The change of that project that the running command made last, or NULL. */
const struct change *turn_change(const struct turn *turn, struct id project);

/* The plan that the running command sees: its own, the group's, or the published one. Counted. */
err turn_plan(struct turn *turn, struct id project, const struct plan **ret_plan);

#endif
