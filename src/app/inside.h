/* app/inside.h - the inside of struct app, for the files of this folder only.
 *
 * Threads: `plans`, `undo` and the listener have locks of their own. All else is set at opening or
 * belongs to the writer. Locks are taken in this order and released before anything is waited for:
 * a transaction of the store, plans.load_lock, plans.lock or undo's. That of jobs is taken alone.
 */
#ifndef APP_INSIDE_H
#define APP_INSIDE_H

#include "app/app.h"
#include "app/cross.h"
#include "app/jobs/jobs.h"
#include "app/plans.h"
#include "app/simulations.h"
#include "app/undo.h"
#include "app/writer.h"

struct app {
    struct arena       mem; /* the app itself lives in it */
    struct store      *store;
    struct clock       clock;
    struct id          user;
    struct plans       plans;
    struct undo        undo;
    struct cross       cross; /* the writer's */
    struct writer      writer;
    struct jobs        jobs;
    struct simulations simulations; /* has a lock of its own, taken last */

    pthread_mutex_t listen_lock;
    void (*see)(void *arg, const struct change *change);
    void *see_arg;
};

#endif
