/* app/jobs/level.h - levelling a project: a job on a snapshot of its plan, and what is done with
 * the result.
 *
 * The search never touches the plan. Stopped while it runs, it ends with the best so far. Accepting
 * the result is one ordinary batch that sets the levelling delays; it is refused when the plan has
 * changed since the snapshot was taken.
 */
#ifndef APP_JOBS_LEVEL_H
#define APP_JOBS_LEVEL_H

#include "app/app.h"
#include "domain/level/level.h"

enum { LEVEL_SECONDS_MOST = 600, LEVEL_SCHEDULES_MOST = 100 * 1000 * 1000 };

struct level_start {
    struct id        project;
    enum level_goal  goal;
    double           seconds;   /* how long to look; 0: counted in schedules alone */
    int64_t          schedules; /* at most so many; 0: as many as the time allows */
    uint64_t         seed;
    const struct id *items; /* only these and what is below them; NULL: all */
    size_t           n_items;
    bool             may_split, may_reassign;
};

struct level_job;

/* ERR_NOT_FOUND, ERR_INVALID (an item that is not in the project), ERR_BUSY: too many wait. */
err app_level(struct app *a, const struct level_start *start, int64_t *ret_job);
/* Counted. ERR_NOT_FOUND. */
err  app_level_get(struct app *a, struct id project, int64_t job, struct level_job **ret_job);
void level_job_unref(struct level_job *job);
/* A running one ends with the best so far; what is ended stays as it is. */
void level_job_cancel(struct level_job *job);
void level_job_wait(struct level_job *job); /* until it has ended */

/* Who hears of news of a levelling, several times a second while it runs. One listener, called on
 * another thread; NULL: none. */
void app_listen_levels(struct app *a, void (*see)(void *arg, struct id project, int64_t job),
                       void       *arg);

/* A moment of the job. What it points to lives as long as the reference. */
struct level_view {
    int64_t                   id;
    const char               *state; /* "waiting", "running", "done", "failed", "cancelled" */
    str                       why;   /* of a failure; absent */
    enum level_goal           goal;
    bool                      is_stale;    /* the plan has changed since */
    bool                      was_stopped; /* done, but by somebody before its time was over */
    double                    seconds;     /* that it ran so far */
    const struct plan        *plan;        /* the snapshot */
    struct level_progress     progress;    /* schedules 0: nothing found yet */
    const struct plan        *after;       /* when done; else NULL, and so are those below */
    const struct level_found *found;
    const struct level_chart *chart;
};
struct level_view level_job_view(struct app *a, struct arena *mem, struct level_job *job);

/* What accepting does: delays, who does what, pieces. Sets are JSON objects; all lives in mem. */
struct level_op {
    const struct entity *entity;
    int64_t              id, rev; /* of a new piece: a temporary id, and 0 */
    bool                 is_new;
    str                  set;
};
void level_operations(struct arena *mem, const struct plan *plan, const struct level_found *found,
                      struct level_op **ret_ops, size_t *ret_n);

struct level_accept {
    struct id         project;
    struct level_job *job; /* of accepting */
    str               client;
    str               note; /* absent: the usual one */
    bool              dry_run;
};
/* Does what the job found, as one batch. ERR_CONFLICT: not done yet, or stale, or nothing is
 * another. */
err app_level_accept(struct app *a, struct arena *mem, const struct level_accept *accept,
                     struct refusal *ret_refusal, const struct change **ret_change);
/* Takes every levelling delay away, of items and assignments. ERR_CONFLICT: there is none. */
err app_level_clear(struct app *a, struct arena *mem, const struct level_accept *accept,
                    struct refusal *ret_refusal, const struct change **ret_change);

#endif
