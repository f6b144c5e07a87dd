/* app/jobs/jobs.c - the queue of long work and its one thread.
 *
 * All jobs stand in one list in the order they came: waiting, running, ended. One lock guards the
 * list, the states and what jobs publish; a job's result is written before its state says done and
 * never changes after that, so that readers with a reference need no lock for it.
 */
#include "app/jobs/jobs.h"

#include "base/heap.h"

const char *const job_state_words[] = {"waiting", "running", "done", "failed", "cancelled", NULL};

void jobs_init(struct jobs *j)
{
    *j = (struct jobs){0};
    pthread_mutex_init(&j->lock, NULL);
    pthread_mutex_init(&j->see_lock, NULL);
    pthread_cond_init(&j->wake, NULL);
    pthread_cond_init(&j->ended, NULL);
}

/* ---- references --------------------------------------------------------------------------- */

static void job_free(struct job *job)
{
    heap_free(job->why);
    job->done(job);
}

void job_unref(struct job *job)
{
    if (!job)
        return;
    struct jobs *j = job->jobs;
    pthread_mutex_lock(&j->lock);
    const bool is_last = --job->refs == 0;
    pthread_mutex_unlock(&j->lock);
    if (is_last)
        job_free(job);
}

void job_lock(struct job *job)
{
    pthread_mutex_lock(&job->jobs->lock);
}

void job_unlock(struct job *job)
{
    pthread_mutex_unlock(&job->jobs->lock);
}

enum job_state job_state_of(struct job *job, struct arena *mem, str *ret_why)
{
    job_lock(job);
    const enum job_state state = job->state;
    *ret_why = job->why ? str_copy(mem, str_from(job->why)) : STR_NONE;
    job_unlock(job);
    return state;
}

void jobs_listen(struct jobs *j, void (*see)(void *arg, struct id project, int64_t job), void *arg)
{
    pthread_mutex_lock(&j->see_lock);
    j->see = see;
    j->see_arg = arg;
    pthread_mutex_unlock(&j->see_lock);
}

/* The listener may go at any time, but not while it is called. */
void job_tell(struct job *job)
{
    struct jobs *j = job->jobs;
    pthread_mutex_lock(&j->see_lock);
    if (j->see)
        j->see(j->see_arg, job->project, job->id);
    pthread_mutex_unlock(&j->see_lock);
}

void job_cancel(struct job *job)
{
    job_lock(job);
    if (job->state <= JOB_RUNNING)
        job->is_stopped = true;
    if (job->state == JOB_WAITING)
        job->state = JOB_CANCELLED;
    pthread_cond_broadcast(&job->jobs->ended);
    job_unlock(job);
    job_tell(job);
}

void job_wait(struct job *job)
{
    job_lock(job);
    while (job->state <= JOB_RUNNING && !job->jobs->is_stopping)
        pthread_cond_wait(&job->jobs->ended, &job->jobs->lock);
    job_unlock(job);
}

bool job_goes_on(struct job *job)
{
    job_lock(job);
    const bool goes_on = !job->is_stopped && !job->jobs->is_stopping;
    job_unlock(job);
    return goes_on;
}

/* ---- the thread ---------------------------------------------------------------------------- */

static struct job *next_waiting(const struct jobs *j)
{
    struct job *job = j->first;
    while (job && job->state != JOB_WAITING)
        job = job->next;
    return job;
}

static char *copy_of(const char *why)
{
    const size_t n = strlen(why) + 1;
    return memcpy(heap_alloc(n), why, n);
}

static void run_one(struct jobs *j, struct job *job)
{
    job->state = JOB_RUNNING;
    job->refs++;
    pthread_mutex_unlock(&j->lock);
    job_tell(job);
    const err e = job->run(job);
    pthread_mutex_lock(&j->lock);
    if (e.code)
        job->why = copy_of(e.why);
    job->state = job->is_stopped && !job->has_result ? JOB_CANCELLED
                 : e.code                            ? JOB_FAILED
                                                     : JOB_DONE;
    pthread_cond_broadcast(&j->ended);
    pthread_mutex_unlock(&j->lock);
    job_tell(job);
    job_unref(job);
    pthread_mutex_lock(&j->lock);
}

static void *work(void *arg)
{
    struct jobs *j = arg;
    pthread_mutex_lock(&j->lock);
    while (!j->is_stopping) {
        struct job *job = next_waiting(j);
        if (job)
            run_one(j, job);
        else
            pthread_cond_wait(&j->wake, &j->lock);
    }
    pthread_mutex_unlock(&j->lock);
    return NULL;
}

void jobs_done(struct jobs *j)
{
    pthread_mutex_lock(&j->lock);
    j->is_stopping = true;
    pthread_cond_signal(&j->wake);
    pthread_mutex_unlock(&j->lock);
    if (j->has_thread)
        pthread_join(j->thread, NULL);
    while (j->first) {
        struct job *job = j->first;
        j->first = job->next;
        job_unref(job);
    }
    pthread_cond_destroy(&j->wake);
    pthread_cond_destroy(&j->ended);
    pthread_mutex_destroy(&j->lock);
    pthread_mutex_destroy(&j->see_lock);
}

/* ---- the list ------------------------------------------------------------------------------ */

static size_t count(const struct jobs *j, enum job_state from, enum job_state to)
{
    size_t n = 0;
    for (const struct job *job = j->first; job; job = job->next)
        n += job->state >= from && job->state <= to;
    return n;
}

/* The oldest that has ended leaves the list when too many are kept; the caller unrefs it. */
static struct job *take_oldest(struct jobs *j)
{
    if (count(j, JOB_DONE, JOB_CANCELLED) < JOBS_KEPT)
        return NULL;
    struct job **at = &j->first;
    while ((*at)->state <= JOB_RUNNING)
        at = &(*at)->next;
    struct job *job = *at;
    *at = job->next;
    return job;
}

static void append(struct jobs *j, struct job *job)
{
    struct job **at = &j->first;
    while (*at)
        at = &(*at)->next;
    *at = job;
}

static err add(struct jobs *j, struct job *job)
{
    if (count(j, JOB_WAITING, JOB_WAITING) >= JOBS_WAITING)
        return err_make(ERR_BUSY, "%d jobs are waiting already; try again in a moment.",
                        JOBS_WAITING);
    if (!j->has_thread && pthread_create(&j->thread, NULL, work, j) != 0)
        return err_make(ERR_BUSY, "There is no room for another thread; try again later.");
    j->has_thread = true;
    job->id = ++j->last_id;
    append(j, job);
    pthread_cond_signal(&j->wake);
    return OK;
}

err jobs_add(struct jobs *j, struct job *job, struct id project, int64_t *ret_id)
{
    job->jobs = j;
    job->project = project;
    job->refs = 1;
    job->state = JOB_WAITING;
    pthread_mutex_lock(&j->lock);
    struct job   *oldest = take_oldest(j);
    const err     e = add(j, job);
    const int64_t id = job->id;
    pthread_mutex_unlock(&j->lock);
    job_unref(oldest);
    if (e.code)
        job_unref(job);
    else
        *ret_id = id;
    return e;
}

err jobs_get(struct jobs *j, struct id project, int64_t id, struct job **ret_job)
{
    pthread_mutex_lock(&j->lock);
    struct job *job = j->first;
    while (job && (job->id != id || job->project.v != project.v))
        job = job->next;
    if (job)
        job->refs++;
    pthread_mutex_unlock(&j->lock);
    if (!job)
        return err_make(ERR_NOT_FOUND, "There is no job %lld in this project, or not any more.",
                        (long long)id);
    *ret_job = job;
    return OK;
}
