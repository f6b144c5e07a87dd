/* app/jobs/jobs.h - work that takes long: one job at a time, apart from the writer and the
 * requests.
 *
 * A job works on a plan that it holds and never on the store. It waits its turn behind at most
 * JOBS_WAITING others, can be stopped at any time (what it has by then may be a result too), and is
 * kept with its result until JOBS_KEPT later ones have ended. The thread is made with the first
 * job.
 */
#ifndef APP_JOBS_JOBS_H
#define APP_JOBS_JOBS_H

#include "domain/plan.h"

#include <pthread.h>

enum { JOBS_WAITING = 16, JOBS_KEPT = 16 };

enum job_state { JOB_WAITING, JOB_RUNNING, JOB_DONE, JOB_FAILED, JOB_CANCELLED };
extern const char *const job_state_words[];

/* Embedded at the begin of a struct of its kind. All but `run` and `done` belongs to jobs.c. */
struct job {
    err (*run)(struct job *job);   /* on the thread of jobs; asks job_goes_on now and then */
    void (*done)(struct job *job); /* frees it */
    struct jobs   *jobs;
    struct job    *next;
    int64_t        id;
    struct id      project;
    enum job_state state;
    bool           is_stopped; /* cancelled: run is to end soon */
    bool           has_result; /* set by run: what it made holds, though it was stopped */
    int            refs;
    char          *why; /* why it failed; NULL */
};

struct jobs {
    pthread_mutex_t lock;
    pthread_cond_t  wake, ended;
    pthread_t       thread;
    bool            has_thread, is_stopping;
    struct job     *first; /* all that are kept, oldest first */
    int64_t         last_id;
    pthread_mutex_t see_lock;
    void (*see)(void *arg, struct id project, int64_t job);
    void *see_arg;
};

void jobs_init(struct jobs *j);
void jobs_done(struct jobs *j); /* stops what runs, drops what waits */

/* Takes the job over, and gives a reference back. ERR_BUSY: too many wait; then the job is freed.
 */
err jobs_add(struct jobs *j, struct job *job, struct id project, int64_t *ret_id);
/* A reference. ERR_NOT_FOUND: there is none in that project, or it is gone already. */
err  jobs_get(struct jobs *j, struct id project, int64_t id, struct job **ret_job);
void job_unref(struct job *job); /* NULL is fine */

/* Who hears of news: a state or progress that is another. On the thread of jobs or of whoever
 * cancels, never under the lock. One listener; NULL: none. */
void jobs_listen(struct jobs *j, void (*see)(void *arg, struct id project, int64_t job), void *arg);
void job_tell(struct job *job);

/* A waiting job will not run, a running one ends soon, another stays as it is. */
void job_cancel(struct job *job);
bool job_goes_on(struct job *job);
void job_wait(struct job *job); /* until it has ended */

/* Between these, what run publishes of its progress is whole. */
void job_lock(struct job *job);
void job_unlock(struct job *job);

/* The state, and why it failed (in mem; absent otherwise). */
enum job_state job_state_of(struct job *job, struct arena *mem, str *ret_why);

#endif
