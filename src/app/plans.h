/* app/plans.h - the plans in memory: one published per project, loaded when first asked for.
 *
 * Readers take a reference and never wait for the writer. The writer builds on its own pending
 * plan of the running group, if there is one, and settles all of them after the commit.
 */
#ifndef APP_PLANS_H
#define APP_PLANS_H

#include "base/map.h"
#include "domain/plan.h"

#include <pthread.h>

struct app;
struct store_tx;

/* What is known of one project; stays for the life of the app, its plan may go. */
struct place {
    struct id          project;
    const struct plan *published;       /* NULL: not loaded, or dropped */
    const struct plan *pending;         /* the writer's, till the group ends */
    bool               is_pending_gone; /* the running group deletes the project */
    int64_t            seq;             /* last one that was published: a load must not be older */
    uint64_t           used;            /* when it was asked for last, counted */
    struct schedule   *schedule;        /* the writer's; NULL: not edited lately */
    uint64_t           scheduled;       /* when it was, counted as `used` */
};

struct plans {
    struct arena    mem;
    pthread_mutex_t lock, load_lock;
    struct map      index; /* project → struct place * */
    uint64_t        ticks;
    size_t          kept, n_published; /* how many without readers may stay, how many there are */
    struct place  **all;
    size_t          n, cap;
    size_t          n_schedules;
};

void plans_init(struct plans *p, size_t kept);
void plans_done(struct plans *p);

/* The published plan, counted; loads it together with those it waits for. Any thread.
 * ERR_NOT_FOUND. */
err plans_get(struct app *a, struct id project, const struct plan **ret_plan);

/* The published plan if it is in memory, counted, else NULL. Asking does not keep it there. */
const struct plan *plans_ready(struct plans *p, struct id project);

/* The writer's view: what the running group made of it, else the published one. Counted. */
err plans_working(struct app *a, struct id project, const struct plan **ret_plan);

/* The network that the writer keeps for the project, new when there is none: the next plan is
 * calculated with it (plan_recalculate). Those of the projects edited last are kept, as long as
 * their plans are. For the writer only. */
struct schedule *plans_schedule(struct app *a, struct id project);

/* Makes the plan (counted anew) what the group works on; NULL: the project is deleted. */
void plans_pend(struct app *a, struct id project, const struct plan *plan);
/* After the commit: publishes all that is pending, or drops it. */
void plans_settle(struct app *a, bool keep);

/* The rows of a project as the store has them, not calculated. ERR_NOT_FOUND. */
err plan_load(struct store_tx *tx, struct id project, struct plan **ret_plan);

#endif
