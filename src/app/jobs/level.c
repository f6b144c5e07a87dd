/* app/jobs/level.c - levelling as a job, and its result as a batch.
 *
 * The job holds a reference to the published plan, which never changes, and the dates of items of
 * other projects that the plan's links come from, asked for once. So it works without a lock; what
 * it tells while it runs is one struct, copied under the lock of the jobs.
 */
#include "app/jobs/level.h"

#include "app/inside.h"
#include "base/heap.h"
#include "base/map.h"
#include "domain/entities.h"

struct date {
    instant start, finish;
};

struct level_job {
    struct job            job; /* first */
    struct arena          mem;
    struct level_request  request;
    int64_t               limit_ns; /* how long to look; 0: not limited by time */
    const struct plan    *plan, *after;
    struct map            outside; /* item of another project → number in dates */
    struct date          *dates;
    struct level_found    found;
    struct level_chart    chart;
    int64_t               begin_ns;
    struct level_progress progress; /* under the lock */
    int64_t               spent_ns; /* the same */
    int64_t               told_ns;  /* when the listener was told last */
};

/* ---- the job --------------------------------------------------------------------------------- */

static void job_done(struct job *job)
{
    struct level_job *l = (struct level_job *)job;
    plan_unref(l->plan);
    plan_unref(l->after);
    arena_done(&l->mem);
    heap_free(l);
}

enum { TELL_NS = 100 * 1000 * 1000 }; /* no oftener */

static bool goes_on(void *self, const struct level_progress *progress)
{
    struct level_job *l = self;
    const int64_t     spent = clock_mono_ns() - l->begin_ns;
    job_lock(&l->job);
    l->progress = *progress;
    l->spent_ns = spent;
    job_unlock(&l->job);
    if (spent - l->told_ns >= TELL_NS || progress->schedules == 1) {
        l->told_ns = spent;
        job_tell(&l->job);
    }
    return job_goes_on(&l->job) && (!l->limit_ns || spent < l->limit_ns);
}

static bool outside_dates(void *self, struct id item, instant *ret_start, instant *ret_finish)
{
    const struct level_job *l = self;
    int64_t                 at;
    if (!map_get(&l->outside, item.v, &at))
        return false;
    *ret_start = l->dates[at].start;
    *ret_finish = l->dates[at].finish;
    return true;
}

static err job_run(struct job *job)
{
    struct level_job   *l = (struct level_job *)job;
    struct plan_outside outside = {outside_dates, l};
    struct plan        *after;
    l->begin_ns = clock_mono_ns();
    TRY(plan_level(&l->mem, l->plan, &outside, &l->request, &l->found));
    TRY(plan_levelled(l->plan, &outside, &l->found, &after));
    l->after = after;
    TRY(plan_level_chart(&l->mem, l->plan, after, &outside, &l->chart));
    job_lock(job);
    l->progress = l->found.progress;
    l->spent_ns = clock_mono_ns() - l->begin_ns;
    job->has_result = true;
    job_unlock(job);
    return OK;
}

/* ---- beginning one --------------------------------------------------------------------------- */

/* Dates of predecessors that live in other projects, as those are now. */
static void outside_find(struct app *a, struct level_job *l)
{
    const size_t slots = plan_slots(l->plan, &link_entity);
    int64_t      n = 0;
    map_init(&l->outside, &l->mem, 16);
    l->dates = arena_array(&l->mem, struct date, slots + 1);
    for (size_t s = 0; s < slots; s++) {
        const struct link *link = plan_at(l->plan, &link_entity, s);
        const struct plan *other;
        struct id          project;
        if (!link || !link->pred.v || plan_get(l->plan, &item_entity, link->pred) ||
            app_project_of(a, &item_entity, link->pred, &project).code ||
            app_plan(a, project, &other).code)
            continue;
        const struct item_row *row = plan_row_of(other, link->pred);
        if (row) {
            l->dates[n] = (struct date){row->start, row->finish};
            map_put(&l->outside, link->pred.v, n++);
        }
        plan_unref(other);
    }
}

static err items_check(const struct plan *plan, const struct level_start *start)
{
    for (size_t k = 0; k < start->n_items; k++)
        if (!plan_get(plan, &item_entity, start->items[k]))
            return err_make(ERR_INVALID, "There is no item %lld in this project.",
                            (long long)start->items[k].v);
    return OK;
}

static void request_fill(struct level_job *l, const struct level_start *start)
{
    l->request = (struct level_request){
        .goal = start->goal,
        .seed = start->seed,
        .schedules = start->schedules ? start->schedules : LEVEL_SCHEDULES_MOST,
        .items = start->items
                     ? arena_copy(&l->mem, start->items, sizeof *start->items * start->n_items)
                     : NULL,
        .n_items = start->n_items,
        .may_split = start->may_split,
        .may_reassign = start->may_reassign,
        .go_on = goes_on,
        .self = l,
    };
    l->limit_ns = (int64_t)(start->seconds * 1e9);
}

err app_level(struct app *a, const struct level_start *start, int64_t *ret_job)
{
    const struct plan *plan;
    TRY(app_plan(a, start->project, &plan));
    const err e = items_check(plan, start);
    if (e.code) {
        plan_unref(plan);
        return e;
    }
    struct level_job *l = heap_alloc(sizeof *l);
    *l = (struct level_job){.job = {.run = job_run, .done = job_done}, .plan = plan};
    request_fill(l, start);
    outside_find(a, l);
    return jobs_add(&a->jobs, &l->job, start->project, ret_job);
}

err app_level_get(struct app *a, struct id project, int64_t job, struct level_job **ret_job)
{
    struct job *found;
    TRY(jobs_get(&a->jobs, project, job, &found));
    *ret_job = (struct level_job *)found;
    return OK;
}

void level_job_unref(struct level_job *job)
{
    if (job)
        job_unref(&job->job);
}

void level_job_cancel(struct level_job *job)
{
    job_cancel(&job->job);
}

void level_job_wait(struct level_job *job)
{
    job_wait(&job->job);
}

void app_listen_levels(struct app *a, void (*see)(void *arg, struct id project, int64_t job),
                       void       *arg)
{
    jobs_listen(&a->jobs, see, arg);
}

/* ---- looking at it ------------------------------------------------------------------------- */

static bool is_stale(struct app *a, const struct level_job *l)
{
    const struct plan *now;
    if (app_plan(a, l->job.project, &now).code)
        return true;
    const bool is_other = plan_seq(now) != plan_seq(l->plan);
    plan_unref(now);
    return is_other;
}

struct level_view level_job_view(struct app *a, struct arena *mem, struct level_job *job)
{
    struct level_view    v = {.id = job->job.id, .goal = job->request.goal, .plan = job->plan};
    const enum job_state state = job_state_of(&job->job, mem, &v.why);
    v.state = job_state_words[state];
    v.is_stale = is_stale(a, job);
    job_lock(&job->job);
    v.progress = job->progress;
    v.seconds = (double)job->spent_ns / 1e9;
    v.was_stopped = job->job.is_stopped;
    job_unlock(&job->job);
    if (state == JOB_DONE) {
        v.after = job->after;
        v.found = &job->found;
        v.chart = &job->chart;
    }
    return v;
}

/* ---- accepting and clearing ------------------------------------------------------------------ */

struct ops {
    struct arena *mem;
    struct op    *v;
    size_t        n;
};

static err op_add(struct ops *ops, const struct entity *e, const struct record *head, int64_t delay)
{
    struct op *op = &ops->v[ops->n++];
    *op = (struct op){.kind = OP_UPDATE, .entity = e, .id = head->id.v, .rev = head->rev};
    return json_parse(ops->mem, str_fmt(ops->mem, "{\"levelling_delay_s\":%lld}", (long long)delay),
                      &op->set);
}

static err found_ops(struct ops *ops, const struct level_job *job)
{
    struct level_op *found;
    size_t           n;
    level_operations(ops->mem, job->plan, &job->found, &found, &n);
    ops->v = arena_array(ops->mem, struct op, n + 1);
    for (size_t k = 0; k < n; k++) {
        struct op *op = &ops->v[ops->n++];
        *op = (struct op){.kind = found[k].is_new ? OP_CREATE : OP_UPDATE,
                          .entity = found[k].entity,
                          .id = found[k].id,
                          .rev = found[k].rev};
        TRY(json_parse(ops->mem, found[k].set, &op->set));
    }
    return OK;
}

static err apply(struct app *a, const struct ops *ops, const struct batch_request *like,
                 struct refusal *ret_refusal, const struct change **ret_change)
{
    struct batch_request request = *like;
    request.ops = ops->v;
    request.n_ops = ops->n;
    return app_apply(a, ops->mem, &request, ret_refusal, ret_change);
}

static str note_of(struct arena *mem, const struct level_accept *accept,
                   const struct level_job *job)
{
    return accept->note.n ? accept->note
                          : str_fmt(mem, "levelled: %s, %zu items moved",
                                    level_goal_words[job->request.goal], job->found.n_moves);
}

err app_level_accept(struct app *a, struct arena *mem, const struct level_accept *accept,
                     struct refusal *ret_refusal, const struct change **ret_change)
{
    struct level_job *job = accept->job;
    str               why;
    struct ops        ops = {.mem = mem};
    *ret_refusal = (struct refusal){0};
    if (job_state_of(&job->job, mem, &why) != JOB_DONE)
        return err_make(ERR_CONFLICT, "This levelling is not done; only a whole one can be "
                                      "accepted.");
    if (is_stale(a, job))
        return err_make(ERR_CONFLICT,
                        "The plan has changed since it was levelled; level it again.");
    TRY(found_ops(&ops, job));
    if (!ops.n)
        return err_make(ERR_CONFLICT, "Nothing is to be moved: no delay would change.");
    const struct batch_request like = {.project = accept->project,
                                       .client = accept->client,
                                       .note = note_of(mem, accept, job),
                                       .dry_run = accept->dry_run,
                                       .at_seq = plan_seq(job->plan)};
    return apply(a, &ops, &like, ret_refusal, ret_change);
}

static err clear_find(struct ops *ops, const struct plan *plan)
{
    ops->v = arena_array(ops->mem, struct op,
                         plan_slots(plan, &item_entity) + plan_slots(plan, &assignment_entity) + 1);
    for (size_t s = 0; s < plan_slots(plan, &item_entity); s++) {
        const struct item *i = plan_at(plan, &item_entity, s);
        if (i && i->levelling_delay_s)
            TRY(op_add(ops, &item_entity, &i->head, 0));
    }
    for (size_t s = 0; s < plan_slots(plan, &assignment_entity); s++) {
        const struct assignment *x = plan_at(plan, &assignment_entity, s);
        if (x && x->levelling_delay_s)
            TRY(op_add(ops, &assignment_entity, &x->head, 0));
    }
    if (!ops->n)
        return err_make(ERR_CONFLICT, "No item and no assignment has a levelling delay.");
    return OK;
}

err app_level_clear(struct app *a, struct arena *mem, const struct level_accept *accept,
                    struct refusal *ret_refusal, const struct change **ret_change)
{
    const struct plan *plan;
    struct ops         ops = {.mem = mem};
    *ret_refusal = (struct refusal){0};
    TRY(app_plan(a, accept->project, &plan));
    const struct batch_request like = {.project = accept->project,
                                       .client = accept->client,
                                       .note = accept->note.n ? accept->note
                                                              : S("levelling cleared"),
                                       .dry_run = accept->dry_run,
                                       .at_seq = plan_seq(plan)};
    const err                  e = clear_find(&ops, plan);
    plan_unref(plan);
    return e.code ? e : apply(a, &ops, &like, ret_refusal, ret_change);
}
