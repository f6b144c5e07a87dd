/* app/writer.c - whose turn it is to write; a group, a transaction, one commit.
 *
 * The idea: who comes when nobody writes does it, for itself and for all who came meanwhile, so
 * that a lone command costs no change of threads. Who wrote is done with its own command, because
 * groups take those that came first; so nobody writes for others for long.
 *
 * Invariants: one thread at a time writes · a command that was told OK is on the disk · what is
 * published has been committed · the order of changes of a project is the order of their seq, for
 * readers and for the listener alike. When a part cannot be ended, nobody knows what the
 * transaction holds any more, so the whole group is refused.
 */
#include "app/writer.h"

#include "app/change.h"
#include "app/inside.h"

struct group {
    struct app                *app;
    struct store_tx           *tx;
    struct arena               mem;
    struct command            *commands[WRITER_GROUP];
    size_t                     n;
    VEC(const struct change *) changes; /* to publish and tell */
};

const struct change *turn_change(const struct turn *turn, struct id project)
{
    for (size_t i = turn->changes.n; i-- > 0;)
        if (turn->changes.v[i]->project.v == project.v)
            return turn->changes.v[i];
    return NULL;
}

err turn_plan(struct turn *turn, struct id project, const struct plan **ret_plan)
{
    const struct change *c = turn_change(turn, project);
    if (!c || !c->after)
        return plans_working(turn->app, project, ret_plan);
    *ret_plan = plan_ref(c->after);
    return OK;
}

/* The sentence moves to the waiting thread with the command. */
static void refuse(struct command *c, err e)
{
    c->code = e.code;
    c->why = str_z(&c->mem, str_from(e.why));
}

static void refuse_all(struct group *g, err e)
{
    for (size_t i = 0; i < g->n; i++)
        if (!g->commands[i]->code)
            refuse(g->commands[i], e);
}

/* ---- running ----------------------------------------------------------------------------- */

static void turn_keep(struct group *g, struct turn *turn)
{
    for (size_t i = 0; i < turn->changes.n; i++) {
        const struct change *c = turn->changes.v[i];
        if (c->before == c->after) { /* nothing came of it */
            change_unref(c);
            continue;
        }
        plans_pend(g->app, c->project, c->after);
        undo_note(g->app, c);
        vec_push(&g->mem, &g->changes, c);
    }
}

static void turn_drop(struct turn *turn)
{
    for (size_t i = 0; i < turn->changes.n; i++)
        change_unref(turn->changes.v[i]);
}

static struct turn turn_of(struct group *g, const struct command *c)
{
    return (struct turn){.app = g->app,
                         .tx = g->tx,
                         .mem = &g->mem,
                         .now = c->at ? c->at : clock_now(g->app->clock)};
}

/* An error of the transaction itself is returned; one of the command stays with it. */
static err run_one(struct group *g, struct command *c)
{
    struct turn turn = turn_of(g, c);
    TRY(store_part(g->tx));
    err  e = c->run(c, &turn);
    bool keep = !e.code && !c->is_dry;
    if (e.code)
        refuse(c, e);
    err ended = store_part_end(g->tx, keep);
    if (keep && !ended.code) {
        turn_keep(g, &turn);
    } else {
        cross_settle(&g->app->cross, false);
        turn_drop(&turn);
    }
    /* What broke the part says more than that it cannot be ended. */
    return ended.code && e.code ? e : ended;
}

/* Nobody else's work is in the transaction: it is the part, and a refusal takes it back whole. */
static err run_alone(struct group *g, struct command *c)
{
    struct turn turn = turn_of(g, c);
    err         e = c->run(c, &turn);
    if (!e.code && !c->is_dry) {
        turn_keep(g, &turn);
        return store_commit(g->tx);
    }
    if (e.code)
        refuse(c, e);
    cross_settle(&g->app->cross, false);
    turn_drop(&turn);
    store_rollback(g->tx);
    return OK;
}

static err run_group(struct group *g)
{
    err e = store_begin(g->app->store, STORE_WRITE, &g->tx);
    if (e.code)
        return e;
    if (g->n == 1)
        return run_alone(g, g->commands[0]);
    for (size_t i = 0; i < g->n && !e.code; i++)
        e = run_one(g, g->commands[i]);
    if (!e.code)
        return store_commit(g->tx);
    store_rollback(g->tx);
    return e;
}

/* ---- ending ------------------------------------------------------------------------------ */

static void tell_listener(struct app *a, const struct change *c)
{
    pthread_mutex_lock(&a->listen_lock);
    void (*see)(void *arg, const struct change *change) = a->see;
    void *arg = a->see_arg;
    pthread_mutex_unlock(&a->listen_lock);
    if (see)
        see(arg, c);
    simulations_hear(&a->simulations, c);
}

static void answer(struct writer *w, struct group *g)
{
    pthread_mutex_lock(&w->lock);
    for (size_t i = 0; i < g->n; i++)
        g->commands[i]->is_done = true;
    if (g->n > 1)
        pthread_cond_broadcast(&w->moved);
    pthread_mutex_unlock(&w->lock);
}

static void group_end(struct group *g, err e)
{
    plans_settle(g->app, !e.code);
    cross_settle(&g->app->cross, !e.code);
    if (e.code) {
        undo_forget(g->app);
        refuse_all(g, e);
    }
    for (size_t i = 0; i < g->changes.n && !e.code; i++)
        undo_note(g->app, g->changes.v[i]);
    answer(&g->app->writer, g);
    for (size_t i = 0; i < g->changes.n; i++) {
        if (!e.code)
            tell_listener(g->app, g->changes.v[i]);
        change_unref(g->changes.v[i]);
    }
    arena_done(&g->mem);
}

/* ---- from outside ------------------------------------------------------------------------ */

void writer_start(struct app *a)
{
    pthread_mutex_init(&a->writer.lock, NULL);
    pthread_cond_init(&a->writer.moved, NULL);
}

void writer_stop(struct app *a)
{
    struct writer *w = &a->writer;
    pthread_mutex_lock(&w->lock);
    while (w->is_writing || w->first)
        pthread_cond_wait(&w->moved, &w->lock);
    pthread_mutex_unlock(&w->lock);
    pthread_mutex_destroy(&w->lock);
    pthread_cond_destroy(&w->moved);
}

static void queue(struct writer *w, struct command *c)
{
    c->next = NULL;
    if (w->last)
        w->last->next = c;
    else
        w->first = c;
    w->last = c;
}

static void take(struct writer *w, struct group *g)
{
    while (w->first && g->n < WRITER_GROUP) {
        g->commands[g->n++] = w->first;
        w->first = w->first->next;
    }
    if (!w->first)
        w->last = NULL;
}

/* The lock is held before and after, not while the group runs. */
static void write_group(struct app *a)
{
    struct writer *w = &a->writer;
    struct group   g = {.app = a};
    take(w, &g);
    w->is_writing = true;
    pthread_mutex_unlock(&w->lock);
    group_end(&g, run_group(&g));
    pthread_mutex_lock(&w->lock);
    w->is_writing = false;
}

err writer_do(struct app *a, struct command *c)
{
    struct writer *w = &a->writer;
    pthread_mutex_lock(&w->lock);
    queue(w, c);
    while (!c->is_done)
        if (w->is_writing)
            pthread_cond_wait(&w->moved, &w->lock);
        else
            write_group(a);
    pthread_cond_broadcast(&w->moved);
    pthread_mutex_unlock(&w->lock);
    err e = c->code ? err_make(c->code, "%s", c->why) : OK;
    arena_done(&c->mem);
    return e;
}
