/* app/undo.c - undo and redo without limit, out of the journal.
 *
 * A batch is void when a later one that is not void takes it back; walking from the end, that is
 * known when it is met. Undo takes the last batch of the user (or of one window) that is not void
 * and does something: an ordinary one, or a redo. Redo takes the last undo that is not void, unless
 * an ordinary batch came after it. The first batch of a project made it and stays; so do batches
 * without a user.
 */
#include "app/undo.h"

#include "app/edit/inverse.h"
#include "app/replay.h"

void undo_init(struct undo *u)
{
    *u = (struct undo){0};
    pthread_mutex_init(&u->lock, NULL);
}

void undo_done(struct undo *u)
{
    pthread_mutex_destroy(&u->lock);
    arena_done(&u->mem);
}

/* ---- the lists; the lock is held --------------------------------------------------------- */

static struct undo_log *log_of(struct undo *u, struct id project)
{
    struct undo_log *l = u->logs;
    while (l && l->project.v != project.v)
        l = l->next;
    return l;
}

static uint64_t client_hash(str client)
{
    return client.n ? str_hash(client) : 0;
}

static void log_add(struct undo *u, struct undo_log *l, const struct batch *b)
{
    VEC(struct undo_mark) list = {l->v, l->n, l->cap};
    struct undo_mark      mark = {
             .undoes = b->undoes, .user = b->user.v, .client = client_hash(b->client)};
    if (b->seq == 1)
        mark.user = 0;
    mark.is_undo = mark.undoes && !list.v[mark.undoes - 1].is_undo;
    vec_push(&u->mem, &list, mark);
    l->v = list.v;
    l->n = list.n;
    l->cap = list.cap;
}

void undo_note(struct app *a, const struct change *c)
{
    struct undo *u = &a->undo;
    pthread_mutex_lock(&u->lock);
    u->changes++;
    struct undo_log *l = log_of(u, c->project);
    if (l && (int64_t)l->n == c->seq - 1)
        log_add(u, l, c->batch);
    else if (l && (int64_t)l->n < c->seq)
        l->project.v = 0; /* something was missed: read it again */
    pthread_mutex_unlock(&u->lock);
}

void undo_forget(struct app *a)
{
    struct undo *u = &a->undo;
    pthread_mutex_lock(&u->lock);
    u->changes++;
    u->logs = NULL;
    arena_reset(&u->mem);
    pthread_mutex_unlock(&u->lock);
}

/* ---- reading ----------------------------------------------------------------------------- */

struct reading {
    struct undo     *undo;
    struct undo_log *log;
};

static err read_head(void *arg, const struct journal_entry *entry)
{
    struct reading *r = arg;
    if (entry->batch->seq != (int64_t)r->log->n + 1 || entry->batch->undoes > (int64_t)r->log->n)
        return err_make(ERR_CORRUPT, "The journal of project %lld has a gap at %lld.",
                        (long long)r->log->project.v, (long long)entry->batch->seq);
    log_add(r->undo, r->log, entry->batch);
    return OK;
}

/* The lock is held, and a transaction is open that began before `changes` was looked at. */
static err read_log(struct undo *u, struct store_tx *tx, struct id project)
{
    struct undo_log     *l = arena_new(&u->mem, struct undo_log);
    struct reading       reading = {u, l};
    struct journal_query q = {.project = project, .oldest_first = true, .heads_only = true};
    l->project = project;
    TRY(store_journal_each(tx, &q, read_head, &reading));
    l->next = u->logs;
    u->logs = l;
    return OK;
}

/* Leaves the list there, and the lock held if OK. The writer reads in its own transaction; others
 * begin one, and do it again when the writer was faster. */
static err log_ready(struct app *a, struct store_tx *own, struct id project)
{
    struct undo *u = &a->undo;
    if (own) {
        pthread_mutex_lock(&u->lock);
        err e = log_of(u, project) ? OK : read_log(u, own, project);
        if (e.code)
            pthread_mutex_unlock(&u->lock);
        return e;
    }
    for (;;) {
        struct store_tx *tx;
        pthread_mutex_lock(&u->lock);
        int64_t changes = u->changes;
        if (log_of(u, project))
            return OK;
        pthread_mutex_unlock(&u->lock);
        TRY(store_begin(a->store, STORE_READ, &tx));
        pthread_mutex_lock(&u->lock);
        err e = log_of(u, project) || u->changes != changes ? OK : read_log(u, tx, project);
        pthread_mutex_unlock(&u->lock);
        store_rollback(tx);
        TRY(e);
    }
}

/* ---- choosing ---------------------------------------------------------------------------- */

static int64_t choose(const struct undo_log *l, struct id user, uint64_t client, bool redo)
{
    struct arena mem = {0};
    struct map   voided = {.mem = &mem};
    int64_t      found = 0, dummy;
    for (int64_t seq = (int64_t)l->n; seq > 0 && !found; seq--) {
        const struct undo_mark *m = &l->v[seq - 1];
        if (map_get(&voided, seq, &dummy))
            continue;
        if (m->undoes)
            map_put(&voided, m->undoes, 1);
        if (m->user != user.v || (client && m->client != client))
            continue;
        if (redo && !m->undoes)
            break; /* something new was done since */
        if (m->is_undo == redo)
            found = seq;
    }
    arena_done(&mem);
    return found;
}

static err undo_next(struct app *a, struct store_tx *own, const struct undo_request *r,
                     int64_t *ret_seq)
{
    TRY(log_ready(a, own, r->project));
    *ret_seq = choose(log_of(&a->undo, r->project), a->user, client_hash(r->client), r->redo);
    pthread_mutex_unlock(&a->undo.lock);
    return OK;
}

/* Whether the batch still does what it did. */
static bool is_void(const struct undo_log *l, int64_t which)
{
    struct arena mem = {0};
    struct map   voided = {.mem = &mem};
    int64_t      dummy;
    for (int64_t seq = (int64_t)l->n; seq > which; seq--)
        if (!map_get(&voided, seq, &dummy) && l->v[seq - 1].undoes)
            map_put(&voided, l->v[seq - 1].undoes, 1);
    bool found = map_get(&voided, which, &dummy);
    arena_done(&mem);
    return found;
}

/* The batch that was named: undo takes it itself, redo the one that took it back. */
static int64_t named(const struct undo_log *l, int64_t seq, bool redo)
{
    if (seq < 2 || seq > (int64_t)l->n || !l->v[seq - 1].user)
        return 0;
    if (!redo || l->v[seq - 1].is_undo)
        return is_void(l, seq) ? 0 : seq;
    for (int64_t by = (int64_t)l->n; by > seq; by--)
        if (l->v[by - 1].undoes == seq && !is_void(l, by))
            return by;
    return 0;
}

static err which(struct turn *turn, const struct undo_request *r, int64_t *ret_seq)
{
    struct undo *u = &turn->app->undo;
    if (!r->seq)
        return undo_next(turn->app, turn->tx, r, ret_seq);
    TRY(log_ready(turn->app, turn->tx, r->project));
    *ret_seq = named(log_of(u, r->project), r->seq, r->redo);
    pthread_mutex_unlock(&u->lock);
    return OK;
}

/* ---- doing ------------------------------------------------------------------------------- */

struct undo_command {
    struct command             command;
    const struct undo_request *request;
    struct refusal            *refusal;
    const struct change       *change;
};

static err undo_in(struct edit *e, const struct undo_request *r, int64_t seq,
                   const struct change **ret_change)
{
    struct journal_entry entry;
    TRY(journal_entry_get(e->turn->tx, e->mem, r->project, seq, &entry));
    TRY(inverse_apply(e, entry.operations, entry.n_operations, r->force));
    err conflict = edit_problems(e);
    if (conflict.code)
        return err_make(ERR_CONFLICT, "It cannot be taken back: %s", conflict.why);
    struct batch_info info = {.client = r->client, .undoes = seq};
    TRY(edit_finish(e, &info, ret_change));
    return replay_keep(e->turn, &r->once, *ret_change);
}

static err run_undo(struct command *command, struct turn *turn)
{
    struct undo_command       *c = (struct undo_command *)command;
    const struct undo_request *r = c->request;
    struct edit                e;
    int64_t                    seq = 0;
    TRY(replay_find(turn, &r->once, &c->change));
    if (c->change)
        return OK;
    TRY(which(turn, r, &seq));
    if (!seq)
        return err_make(ERR_NOT_FOUND, "There is nothing to %s.", r->redo ? "redo" : "undo");
    const struct change *change = NULL;
    err                  failed = edit_open(&e, turn, r->project, c->refusal);
    if (!failed.code)
        failed = undo_in(&e, r, seq, &change);
    edit_close(&e);
    if (!failed.code)
        c->change = change_ref(change);
    return failed;
}

err app_undo(struct app *a, struct arena *mem, const struct undo_request *request,
             struct refusal *ret_refusal, const struct change **ret_change)
{
    struct undo_command c = {.command.run = run_undo, .request = request, .refusal = ret_refusal};
    *ret_refusal = (struct refusal){0};
    problems_init(&ret_refusal->problems, mem);
    err e = writer_do(a, &c.command);
    if (e.code)
        change_unref(c.change);
    else
        *ret_change = c.change;
    return e;
}

void app_undo_state(struct app *a, struct id project, str client, bool *ret_can_undo,
                    bool *ret_can_redo)
{
    struct undo_request r = {.project = project, .client = client};
    int64_t             undo = 0, redo = 0;
    err_drop(undo_next(a, NULL, &r, &undo));
    r.redo = true;
    err_drop(undo_next(a, NULL, &r, &redo));
    *ret_can_undo = undo != 0;
    *ret_can_redo = redo != 0;
}
