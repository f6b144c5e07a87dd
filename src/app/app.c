/* app/app.c - opening and closing, and the plain questions.
 *
 * Until accounts exist there is one user, made at the first start. What only reads asks the store
 * in a transaction of its own, or takes a published plan.
 */
#include "app/app.h"

#include "app/check/state.h"
#include "app/inside.h"
#include "domain/entities.h"

/* ---- the one user ------------------------------------------------------------------------ */

static err first_user(void *arg, const void *record)
{
    struct id           *found = arg;
    const struct record *user = record;
    if (!found->v)
        *found = user->id;
    return OK;
}

static err user_add(struct app *a, struct store_tx *tx, str name)
{
    struct user user;
    entity_init(&user_entity, &user);
    user.name = name.n ? name : S("User");
    user.head.rev = 1;
    user.head.created_at = user.head.updated_at = clock_now(a->clock);
    TRY(store_insert(tx, &user_entity, &user));
    a->user = user.head.id;
    return OK;
}

static err user_ready(struct app *a, str name)
{
    struct store_tx *tx;
    TRY(store_begin(a->store, STORE_WRITE, &tx));
    err e = store_each(tx, &user_entity, (struct id){0}, first_user, &a->user);
    if (!e.code && !a->user.v)
        e = user_add(a, tx, name);
    if (!e.code)
        return store_commit(tx);
    store_rollback(tx);
    return e;
}

/* ---- life -------------------------------------------------------------------------------- */

static void app_free(struct app *a)
{
    jobs_done(&a->jobs);
    cross_done(&a->cross);
    undo_done(&a->undo);
    plans_done(&a->plans);
    store_close(a->store);
    pthread_mutex_destroy(&a->listen_lock);
    struct arena mem = a->mem; /* the app itself lives in it */
    arena_done(&mem);
}

err app_open(const struct app_settings *settings, struct app **ret_app)
{
    struct arena mem = {0};
    struct app  *a = arena_new(&mem, struct app);
    a->mem = mem;
    a->store = settings->store;
    a->clock = settings->clock;
    plans_init(&a->plans, settings->plans_kept);
    undo_init(&a->undo);
    jobs_init(&a->jobs);
    pthread_mutex_init(&a->listen_lock, NULL);
    err e = user_ready(a, settings->user_name);
    if (e.code) {
        app_free(a);
        return e;
    }
    simulations_init(&a->simulations, a);
    writer_start(a);
    *ret_app = a;
    return OK;
}

void app_close(struct app *a)
{
    if (!a)
        return;
    writer_stop(a);
    simulations_stop(&a->simulations);
    app_free(a);
}

struct id app_user(const struct app *a)
{
    return a->user;
}

void app_listen(struct app *a, void (*see)(void *arg, const struct change *change), void *arg)
{
    pthread_mutex_lock(&a->listen_lock);
    a->see = see;
    a->see_arg = arg;
    pthread_mutex_unlock(&a->listen_lock);
}

/* ---- questions --------------------------------------------------------------------------- */

err app_plan(struct app *a, struct id project, const struct plan **ret_plan)
{
    return plans_get(a, project, ret_plan);
}

instant app_now(const struct app *a)
{
    return clock_now(a->clock);
}

const struct plan *app_plan_ready(struct app *a, struct id project)
{
    return plans_ready(&a->plans, project);
}

static err each_of(struct app *a, const struct entity *e, store_row_fn *see, void *arg)
{
    struct store_tx *tx;
    TRY(store_begin(a->store, STORE_READ, &tx));
    err failed = store_each(tx, e, (struct id){0}, see, arg);
    store_rollback(tx);
    return failed;
}

err app_users(struct app *a, store_row_fn *see, void *arg)
{
    return each_of(a, &user_entity, see, arg);
}

err app_projects(struct app *a, store_row_fn *see, void *arg)
{
    return each_of(a, &project_entity, see, arg);
}

static err home_of(struct store_tx *tx, const struct entity *e, struct id record,
                   struct id *ret_project)
{
    struct arena mem = {0};
    void        *row = arena_alloc(&mem, e->size);
    err          failed = store_get(tx, e, record, &mem, row);
    if (!failed.code)
        *ret_project = e == &project_entity ? record : ((struct record *)row)->project;
    arena_done(&mem);
    return failed;
}

err app_project_of(struct app *a, const struct entity *e, struct id record, struct id *ret_project)
{
    struct store_tx *tx;
    if (!entity_in_plan(e))
        return err_make(ERR_NOT_FOUND, "Records of %s belong to no project.", e->name);
    TRY(store_begin(a->store, STORE_READ, &tx));
    err failed = home_of(tx, e, record, ret_project);
    store_rollback(tx);
    return failed;
}

err app_journal(struct app *a, const struct journal_query *q, store_journal_fn *see, void *arg)
{
    struct store_tx *tx;
    TRY(store_begin(a->store, STORE_READ, &tx));
    err e = store_journal_each(tx, q, see, arg);
    store_rollback(tx);
    return e;
}

/* ---- checking ---------------------------------------------------------------------------- */

struct teller {
    struct app *app;
    void (*see)(void *arg, str finding);
    void *arg;
};

/* Can its plan be loaded and calculated, and is it what the journal says. */
static err check_project(void *arg, const void *record)
{
    struct teller        *t = arg;
    const struct project *p = record;
    const struct plan    *plan;
    struct arena          mem = {0};
    err                   e = plans_get(t->app, p->head.id, &plan);
    if (!e.code) {
        e = state_check(t->app, plan, t->see, t->arg);
        plan_unref(plan);
    }
    if (e.code)
        t->see(t->arg, str_fmt(&mem, "Project «%.*s»: %s", STR_ARG(p->title), e.why));
    arena_done(&mem);
    return OK;
}

err app_check(struct app *a, void (*see)(void *arg, str finding), void *arg)
{
    struct store_tx *tx;
    struct teller    teller = {a, see, arg};
    TRY(store_begin(a->store, STORE_READ, &tx));
    err e = store_check(tx, see, arg);
    store_rollback(tx);
    return e.code ? e : app_projects(a, check_project, &teller);
}
