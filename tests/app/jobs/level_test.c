/* tests/app/jobs/level_test.c - a project is levelled, the result accepted, undone, cleared. */
#include "app/jobs/level.h"

#include "app/fixture.h"
#include "domain/entities.h"

#include <sched.h>
#include <stdatomic.h>

/* Two items of two days each for one engineer. */
struct busy {
    struct fix f;
    int64_t    a, b;
};

static void busy_init(struct busy *x)
{
    fix_init(&x->f);
    x->a = fix_item(&x->f, "Cabling", 2);
    x->b = fix_item(&x->f, "Switches", 2);
    const int64_t r = fix_do(&x->f, "[{\"op\":\"create\",\"entity\":\"resource\",\"temp\":-1,"
                                    "\"set\":{\"title\":\"Network engineer\"}}]");
    fix_do(&x->f,
           "[{\"op\":\"create\",\"entity\":\"assignment\",\"temp\":-1,\"set\":{\"item\":%lld,"
           "\"resource\":%lld}},"
           "{\"op\":\"create\",\"entity\":\"assignment\",\"temp\":-2,\"set\":{\"item\":%lld,"
           "\"resource\":%lld}}]",
           (long long)x->a, (long long)r, (long long)x->b, (long long)r);
}

static struct level_job *levelled(struct fix *f)
{
    const struct level_start start = {.project = f->project, .schedules = 10, .seed = 1};
    struct level_job        *job;
    int64_t                  id;
    must(app_level(f->app, &start, &id));
    must(app_level_get(f->app, f->project, id, &job));
    level_job_wait(job);
    return job;
}

static err accept(struct fix *f, struct level_job *job, bool dry_run)
{
    const struct level_accept how = {.project = f->project, .job = job, .dry_run = dry_run};
    const struct change      *change;
    struct refusal            refusal;
    const err                 e = app_level_accept(f->app, &f->mem, &how, &refusal, &change);
    if (!e.code)
        change_unref(change);
    return e;
}

Test(level, accepted_undone_and_cleared)
{
    struct busy x;
    busy_init(&x);
    struct level_job       *job = levelled(&x.f);
    const struct level_view v = level_job_view(x.f.app, &x.f.mem, job);
    cr_assert_str_eq(v.state, "done");
    cr_assert(!v.is_stale);
    cr_assert_eq(v.found->n_before, 1);
    cr_assert_eq(v.found->n_after, 0);
    cr_assert_eq(v.found->n_moves, 1);
    cr_assert_eq(plan_finish(v.after), v.progress.finish);
    cr_assert_eq(v.chart->n_series, 1);
    const instant finish_before = plan_finish(fix_plan(&x.f));
    must(accept(&x.f, job, true));
    cr_assert_eq(plan_finish(fix_plan(&x.f)), finish_before, "tried only");
    must(accept(&x.f, job, false));
    cr_assert_eq(plan_finish(fix_plan(&x.f)), v.progress.finish);
    cr_assert_gt(v.progress.finish, finish_before);
    cr_assert(err_is(accept(&x.f, job, false), ERR_CONFLICT), "the plan has changed since");
    cr_assert_gt(fix_undo(&x.f), 0);
    cr_assert_eq(plan_finish(fix_plan(&x.f)), finish_before);
    cr_assert_gt(fix_redo(&x.f), 0);
    const struct level_accept how = {.project = x.f.project};
    const struct change      *change;
    struct refusal            refusal;
    must(app_level_clear(x.f.app, &x.f.mem, &how, &refusal, &change));
    change_unref(change);
    cr_assert_eq(plan_finish(fix_plan(&x.f)), finish_before);
    cr_assert(err_is(app_level_clear(x.f.app, &x.f.mem, &how, &refusal, &change), ERR_CONFLICT));
    level_job_unref(job);
    fix_done(&x.f);
}

/* A role with two members, and an item that is interrupted: accepted as records, taken back as one.
 */
Test(level, who_does_what_and_pieces_are_accepted)
{
    struct busy x;
    busy_init(&x);
    const int64_t c = fix_item(&x.f, "Patching", 3), d = fix_item(&x.f, "Audit", 1);
    fix_do(&x.f,
           "[{\"op\":\"create\",\"entity\":\"resource\",\"temp\":-1,\"set\":{\"title\":\"Admin\","
           "\"is_generic\":true}},"
           "{\"op\":\"create\",\"entity\":\"resource\",\"temp\":-2,\"set\":{\"title\":\"Ada\","
           "\"group_name\":\"admin\"}},"
           "{\"op\":\"create\",\"entity\":\"assignment\",\"temp\":-3,\"set\":{\"item\":%lld,"
           "\"resource\":-1}},"
           "{\"op\":\"create\",\"entity\":\"assignment\",\"temp\":-4,\"set\":{\"item\":%lld,"
           "\"resource\":-2}},"
           "{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"priority\":1000,"
           "\"levelling_delay_s\":86400}}]",
           (long long)c, (long long)d, (long long)d);
    const struct level_start start = {.project = x.f.project,
                                      .schedules = 10,
                                      .seed = 1,
                                      .may_split = true,
                                      .may_reassign = true};
    struct level_job        *job;
    int64_t                  id;
    struct level_op         *ops;
    size_t                   n, created = 0;
    must(app_level(x.f.app, &start, &id));
    must(app_level_get(x.f.app, x.f.project, id, &job));
    level_job_wait(job);
    const struct level_view v = level_job_view(x.f.app, &x.f.mem, job);
    cr_assert_eq(v.found->n_swaps, 1);
    cr_assert_eq(v.found->n_parts, 2);
    level_operations(&x.f.mem, v.plan, v.found, &ops, &n);
    for (size_t k = 0; k < n; k++)
        created += ops[k].is_new;
    cr_assert_eq(created, 2);
    const size_t before = plan_count(fix_plan(&x.f), &assignment_piece_entity);
    must(accept(&x.f, job, false));
    cr_assert_eq(plan_count(fix_plan(&x.f), &assignment_piece_entity), before + 2);
    for (size_t s = 0; s < plan_slots(v.after, &item_entity); s++) {
        const struct record *head = plan_at(v.after, &item_entity, s);
        if (head)
            cr_assert_eq(plan_row_of(fix_plan(&x.f), head->id)->finish,
                         plan_row_of(v.after, head->id)->finish);
    }
    cr_assert_gt(fix_undo(&x.f), 0);
    cr_assert_eq(plan_count(fix_plan(&x.f), &assignment_piece_entity), before);
    level_job_unref(job);
    fix_done(&x.f);
}

Test(level, is_stale_after_any_change)
{
    struct busy x;
    busy_init(&x);
    struct level_job *job = levelled(&x.f);
    fix_item(&x.f, "Later thought", 1);
    cr_assert(level_job_view(x.f.app, &x.f.mem, job).is_stale);
    const err e = accept(&x.f, job, false);
    cr_assert(err_is(e, ERR_CONFLICT));
    cr_assert_not_null(strstr(e.why, "has changed since"));
    level_job_unref(job);
    fix_done(&x.f);
}

/* The writer asks again: a change that comes between the look and the batch is not overrun. */
Test(level, a_batch_can_ask_for_the_plan_it_was_made_for)
{
    struct fix f;
    fix_init(&f);
    const int64_t        item = fix_item(&f, "a", 1);
    const struct change *change;
    static const char    operations[] = "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,"
                                        "\"set\":{\"title\":\"b\"}}]";
    struct batch_request r = fix_request(&f, str_fmt(&f.mem, operations, (long long)item).p);
    r.at_seq = plan_seq(fix_plan(&f)) - 1;
    f.failed = app_apply(f.app, &f.mem, &r, &f.refusal, &change);
    cr_assert(err_is(f.failed, ERR_CONFLICT));
    r.at_seq++;
    must(app_apply(f.app, &f.mem, &r, &f.refusal, &change));
    change_unref(change);
    fix_done(&f);
}

/* Begins one that would run for long. */
static struct level_job *long_one(struct busy *x)
{
    const struct level_start start = {
        .project = x->f.project, .seconds = 500, .goal = LEVEL_CHANGE, .seed = 1};
    struct level_job *job;
    int64_t           id;
    must(app_level(x->f.app, &start, &id));
    must(app_level_get(x->f.app, x->f.project, id, &job));
    return job;
}

static atomic_int heard;

static void hear(void *arg, struct id project, int64_t job)
{
    cr_assert_eq(*(const int64_t *)arg, project.v);
    cr_assert_gt(job, 0);
    heard++;
}

Test(level, stopped_while_it_runs_it_offers_the_best_so_far)
{
    struct busy x;
    busy_init(&x);
    app_listen_levels(x.f.app, hear, &x.f.project.v);
    struct level_job *job = long_one(&x);
    while (level_job_view(x.f.app, &x.f.mem, job).progress.schedules == 0)
        sched_yield();
    cr_assert_geq(heard, 1);
    level_job_cancel(job);
    level_job_wait(job);
    const struct level_view v = level_job_view(x.f.app, &x.f.mem, job);
    cr_assert_str_eq(v.state, "done");
    cr_assert(v.was_stopped);
    cr_assert_eq(v.found->n_after, 0);
    cr_assert_geq(v.progress.tried, v.progress.bound);
    app_listen_levels(x.f.app, NULL, NULL);
    must(accept(&x.f, job, false));
    cr_assert_eq(plan_finish(fix_plan(&x.f)), v.progress.finish);
    level_job_unref(job);
    fix_done(&x.f);
}

Test(level, cancelled_while_it_waits_or_of_nothing_cannot_be_accepted)
{
    struct busy x;
    busy_init(&x);
    struct level_job *first = long_one(&x), *job = long_one(&x);
    level_job_cancel(job);
    level_job_wait(job);
    const struct level_view v = level_job_view(x.f.app, &x.f.mem, job);
    cr_assert_str_eq(v.state, "cancelled");
    cr_assert_null(v.found);
    cr_assert(err_is(accept(&x.f, job, false), ERR_CONFLICT));
    level_job_unref(job);
    level_job_cancel(first);
    level_job_unref(first);
    fix_project(&x.f, "Empty");
    job = levelled(&x.f);
    const err e = accept(&x.f, job, false);
    cr_assert(err_is(e, ERR_CONFLICT));
    cr_assert_not_null(strstr(e.why, "Nothing is to be moved"));
    level_job_unref(job);
    fix_done(&x.f);
}

Test(level, wrong_questions)
{
    struct fix f;
    fix_init(&f);
    const struct id    nobody = {4711};
    struct level_start start = {.project = f.project, .items = &nobody, .n_items = 1};
    struct level_job  *job;
    int64_t            id;
    cr_assert(err_is(app_level(f.app, &start, &id), ERR_INVALID));
    start.project.v = 4711;
    cr_assert(err_is(app_level(f.app, &start, &id), ERR_NOT_FOUND));
    cr_assert(err_is(app_level_get(f.app, f.project, 1, &job), ERR_NOT_FOUND));
    level_job_unref(NULL);
    fix_done(&f);
}

/* A successor of an item elsewhere begins when that ends, and is levelled from there. */
Test(level, dates_of_other_projects_count)
{
    struct busy x;
    busy_init(&x);
    const struct id first = x.f.project;
    fix_project(&x.f, "Supplier");
    const int64_t delivery = fix_item(&x.f, "Delivery", 10);
    x.f.project = first;
    fix_link(&x.f, delivery, x.a);
    fix_link(&x.f, delivery, x.b);
    struct level_job       *job = levelled(&x.f);
    const struct level_view v = level_job_view(x.f.app, &x.f.mem, job);
    cr_assert_eq(v.found->n_moves, 1);
    cr_assert_eq(v.found->n_after, 0);
    must(accept(&x.f, job, false));
    cr_assert_eq(plan_finish(fix_plan(&x.f)), v.progress.finish);
    level_job_unref(job);
    fix_done(&x.f);
}
