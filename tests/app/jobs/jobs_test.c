/* tests/app/jobs/jobs_test.c - the queue of long work: order, cancelling, how many may wait. */
#include "app/jobs/jobs.h"

#include "base/heap.h"

#include <criterion/criterion.h>
#include <sched.h>
#include <string.h>

/* A job that counts up, or waits until it is told to go on. */
struct counting {
    struct job       job;
    int             *order, *at;
    int              number;
    bool             fails;
    pthread_mutex_t *gate; /* NULL: runs through */
    int             *freed;
};

enum { KEEPS = 100 }; /* the number of one that has a result when it is stopped */

static err run(struct job *job)
{
    struct counting *c = (struct counting *)job;
    if (c->gate) {
        pthread_mutex_lock(c->gate);
        pthread_mutex_unlock(c->gate);
    }
    job_lock(job);
    c->order[(*c->at)++] = c->number;
    job->has_result = c->number == KEEPS;
    job_unlock(job);
    return c->fails ? err_make(ERR_INVALID, "Number %d is no good.", c->number) : OK;
}

static void done(struct job *job)
{
    struct counting *c = (struct counting *)job;
    (*c->freed)++;
    heap_free(c);
}

static int             order[128], at, freed;
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static struct jobs     jobs;
static struct arena    mem;

static void start(void)
{
    at = freed = 0;
    jobs_init(&jobs);
}
static void finish(void)
{
    arena_done(&mem);
}
TestSuite(jobs, .init = start, .fini = finish);

static err add(int number, bool waits, int64_t *ret_id)
{
    struct counting *c = heap_alloc(sizeof *c);
    *c = (struct counting){.job = {.run = run, .done = done},
                           .order = order,
                           .at = &at,
                           .number = number,
                           .fails = number < 0,
                           .gate = waits ? &gate : NULL,
                           .freed = &freed};
    return jobs_add(&jobs, &c->job, (struct id){7}, ret_id);
}

static struct job *get(int64_t id)
{
    struct job *job;
    cr_assert_eq(jobs_get(&jobs, (struct id){7}, id, &job).code, ERR_NONE);
    return job;
}

Test(jobs, run_one_after_the_other)
{
    int64_t ids[5];
    for (int k = 0; k < 5; k++)
        cr_assert_eq(add(k, false, &ids[k]).code, ERR_NONE);
    for (int k = 0; k < 5; k++) {
        struct job *job = get(ids[k]);
        str         why;
        job_wait(job);
        cr_assert_eq(job_state_of(job, &mem, &why), JOB_DONE);
        cr_assert_null(why.p);
        cr_assert_eq(order[k], k);
        job_unref(job);
    }
    job_unref(NULL);
    jobs_done(&jobs);
    cr_assert_eq(freed, 5);
}

Test(jobs, a_failure_says_why)
{
    int64_t id;
    str     why;
    cr_assert_eq(add(-3, false, &id).code, ERR_NONE);
    struct job *job = get(id);
    job_wait(job);
    cr_assert_eq(job_state_of(job, &mem, &why), JOB_FAILED);
    cr_assert(str_eq(why, S("Number -3 is no good.")));
    job_unref(job);
    jobs_done(&jobs);
}

Test(jobs, are_of_one_project)
{
    int64_t     id;
    struct job *job;
    cr_assert_eq(add(1, false, &id).code, ERR_NONE);
    cr_assert(err_is(jobs_get(&jobs, (struct id){8}, id, &job), ERR_NOT_FOUND));
    cr_assert(err_is(jobs_get(&jobs, (struct id){7}, id + 1, &job), ERR_NOT_FOUND));
    jobs_done(&jobs);
}

Test(jobs, are_cancelled_waiting_and_running)
{
    int64_t running, waiting;
    str     why;
    pthread_mutex_lock(&gate);
    cr_assert_eq(add(1, true, &running).code, ERR_NONE);
    cr_assert_eq(add(2, false, &waiting).code, ERR_NONE);
    struct job *first = get(running), *second = get(waiting);
    cr_assert(job_goes_on(first));
    job_cancel(second);
    job_cancel(first);
    cr_assert(!job_goes_on(first));
    job_wait(second);
    cr_assert_eq(job_state_of(second, &mem, &why), JOB_CANCELLED);
    pthread_mutex_unlock(&gate);
    job_wait(first);
    cr_assert_eq(job_state_of(first, &mem, &why), JOB_CANCELLED);
    job_cancel(first); /* has ended: stays */
    job_unref(first);
    job_unref(second);
    jobs_done(&jobs);
    cr_assert_leq(at, 1, "the second has not run");
}

static int64_t told[64];
static int     n_told;

static void see(void *arg, struct id project, int64_t job)
{
    cr_assert_eq(project.v, *(const int64_t *)arg);
    told[n_told++] = job;
}

/* Stopped, but with a result: it is done. Each state is told: begun, cancelled, ended. */
Test(jobs, what_a_stopped_one_has_may_be_its_result)
{
    int64_t id, project = 7;
    str     why;
    n_told = 0;
    jobs_listen(&jobs, see, &project);
    pthread_mutex_lock(&gate);
    cr_assert_eq(add(KEEPS, true, &id).code, ERR_NONE);
    struct job *job = get(id);
    while (job_state_of(job, &mem, &why) != JOB_RUNNING)
        sched_yield();
    job_cancel(job);
    pthread_mutex_unlock(&gate);
    job_wait(job);
    cr_assert_eq(job_state_of(job, &mem, &why), JOB_DONE);
    job_tell(job);
    job_unref(job);
    jobs_done(&jobs);
    cr_assert_eq(n_told, 4, "begun, cancelled, ended, and once more");
    for (int k = 0; k < n_told; k++)
        cr_assert_eq(told[k], id);
}

/* One runs, sixteen wait; the next is refused and freed. What has ended goes when more come. */
Test(jobs, too_many_are_refused)
{
    int64_t id, first, last = 0;
    int     taken = 0;
    pthread_mutex_lock(&gate);
    cr_assert_eq(add(0, true, &first).code, ERR_NONE);
    for (int k = 1; k < 30; k++) {
        const err e = add(k, false, &id);
        taken += !e.code;
        last = e.code ? last : id;
        cr_assert(!e.code || err_is(e, ERR_BUSY));
    }
    cr_assert_geq(taken, JOBS_WAITING - 1);
    cr_assert_leq(taken, JOBS_WAITING);
    cr_assert_eq(freed, 29 - taken);
    pthread_mutex_unlock(&gate);
    struct job *job = get(last);
    job_wait(job);
    job_unref(job);
    for (int k = 0; k < 40; k++) {
        cr_assert_eq(add(k, false, &id).code, ERR_NONE);
        job = get(id);
        job_wait(job);
        job_unref(job);
    }
    cr_assert(err_is(jobs_get(&jobs, (struct id){7}, first, &job), ERR_NOT_FOUND), "long gone");
    jobs_done(&jobs);
    cr_assert_eq(freed, 30 + 40);
}
