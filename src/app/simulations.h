/* app/simulations.h - what app/simulation.h promises, inside: one thread, a place for each project.
 */
#ifndef APP_SIMULATIONS_H
#define APP_SIMULATIONS_H

#include "app/simulation.h"

#include <pthread.h>
#include <stdatomic.h>

enum { SIMULATIONS_KEPT = 16 };

/* One project's. */
struct simulated_project {
    struct id                     project; /* absent: free */
    struct simulation_wish        wish;
    const struct simulation_view *last;     /* NULL: none yet */
    int64_t                       due_ns;   /* when to run, monotonic; 0: nothing to do */
    int64_t                       asked_ns; /* for the last time */
    bool                          is_running;
    err                           failed; /* of the last run; its sentence in `why` */
    char                          why[256];
};

struct simulations {
    struct app              *app;
    pthread_t                thread;
    pthread_mutex_t          lock, see_lock; /* see_lock: of the listener; never with lock */
    pthread_cond_t           wake, done;
    struct simulated_project projects[SIMULATIONS_KEPT];
    atomic_bool              cancelled; /* the one that runs */
    atomic_int               progress;
    bool                     is_started, is_stopping;
    void (*see)(void *arg, struct id project, int64_t seq);
    void *see_arg;
};

void simulations_init(struct simulations *s, struct app *a);
void simulations_stop(struct simulations *s); /* cancels, and ends the thread */

/* A project's plan has changed: what is looked at is simulated again. Any thread. */
void simulations_hear(struct simulations *s, const struct change *change);

#endif
