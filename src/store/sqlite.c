/* store/sqlite.c - the SQLite store: opening, transactions, and its table of functions.
 *
 * Settings that keep a WAL safe are not for tuning: one connection writes and checkpoints, readers
 * are opened read-only and never checkpoint, no mmap, the folder is locked (folder.c). A commit has
 * reached the disk when it returns (synchronous = FULL).
 *
 * Invariants: a connection is idle, or has exactly one transaction and one thread; after commit or
 * rollback no transaction is left open on it, whatever failed.
 */
#include "store/sqlite.h"

#include <unistd.h>

/* ---- transactions ------------------------------------------------------------------------ */

static err reader_take(struct sqlite_store *s, struct conn **ret_conn)
{
    pthread_mutex_lock(&s->pool_lock);
    struct conn *c = s->idle;
    if (c)
        s->idle = c->next;
    pthread_mutex_unlock(&s->pool_lock);
    if (!c)
        TRY(conn_open(s, true, &c));
    *ret_conn = c;
    return OK;
}

static void reader_give(struct conn *c)
{
    struct sqlite_store *s = c->owner;
    pthread_mutex_lock(&s->pool_lock);
    c->next = s->idle;
    s->idle = c;
    pthread_mutex_unlock(&s->pool_lock);
}

static void conn_release(struct conn *c)
{
    if (c == c->owner->writer)
        pthread_mutex_unlock(&c->owner->write_lock);
    else
        reader_give(c);
}

/* The snapshot is taken by the first look, so look at once. */
static err begin_read(struct conn *c)
{
    TRY(conn_run(c, FIXED_BEGIN_READ, "BEGIN"));
    err e = conn_run(c, FIXED_SNAPSHOT, "SELECT 1 FROM \"project\" LIMIT 1");
    if (e.code)
        err_drop(conn_run(c, FIXED_ROLLBACK, "ROLLBACK"));
    return e;
}

static err tx_begin(struct store *store, enum store_mode mode, struct store_tx **ret_tx)
{
    struct sqlite_store *s = (struct sqlite_store *)store;
    struct conn         *c = s->writer;
    if (mode == STORE_WRITE || s->in_memory)
        pthread_mutex_lock(&s->write_lock);
    else
        TRY(reader_take(s, &c));
    if (c->depth++ == 0) {
        c->mode = mode;
        err e = mode == STORE_WRITE ? conn_run(c, FIXED_BEGIN_WRITE, "BEGIN IMMEDIATE")
                                    : begin_read(c);
        if (e.code) {
            c->depth = 0;
            conn_release(c);
            return e;
        }
    }
    *ret_tx = &c->tx;
    return OK;
}

static void abandon(struct conn *c)
{
    /* SQLite itself may have rolled back already (full disk, I/O error). */
    if (!sqlite3_get_autocommit(c->db))
        err_drop(conn_run(c, FIXED_ROLLBACK, "ROLLBACK"));
}

static err tx_commit(struct store_tx *tx)
{
    struct conn *c = conn_of(tx);
    err          e = OK;
    if (--c->depth == 0) {
        e = sqlite3_get_autocommit(c->db)
                ? err_make(ERR_IO, "The transaction had been rolled back after an earlier failure.")
                : conn_run(c, FIXED_COMMIT, "COMMIT");
        if (e.code)
            abandon(c);
    }
    conn_release(c);
    return e;
}

static void tx_rollback(struct store_tx *tx)
{
    struct conn *c = conn_of(tx);
    if (--c->depth == 0)
        abandon(c);
    conn_release(c);
}

static err tx_part(struct store_tx *tx)
{
    return conn_run(conn_of(tx), FIXED_PART, "SAVEPOINT part");
}

static err tx_part_end(struct store_tx *tx, bool keep)
{
    struct conn *c = conn_of(tx);
    if (!keep)
        TRY(conn_run(c, FIXED_PART_UNDO, "ROLLBACK TO part"));
    return conn_run(c, FIXED_PART_KEEP, "RELEASE part");
}

/* ---- opening and closing ----------------------------------------------------------------- */

static void store_free(struct store *store)
{
    struct sqlite_store *s = (struct sqlite_store *)store;
    for (struct conn *c = s->idle, *next; c; c = next) {
        next = c->next;
        conn_close(c);
    }
    conn_close(s->writer); /* the last one, so that it is the one that checkpoints */
    if (s->lock_fd >= 0)
        close(s->lock_fd);
    pthread_mutex_destroy(&s->write_lock);
    pthread_mutex_destroy(&s->pool_lock);
    struct arena mem = s->mem; /* the store itself lives in it */
    arena_done(&mem);
}

static const struct store_api sqlite_api = {
    .name = "sqlite",
    .close = store_free,
    .begin = tx_begin,
    .commit = tx_commit,
    .rollback = tx_rollback,
    .part = tx_part,
    .part_end = tx_part_end,
    .insert = rows_insert,
    .update = rows_update,
    .remove = rows_remove,
    .last_id = rows_last_id,
    .get = rows_get,
    .each = rows_each,
    .each_crossing = rows_each_crossing,
    .erase_project = rows_erase_project,
    .journal_add = journal_add,
    .journal_last = journal_last,
    .journal_each = journal_each,
    .reply_get = reply_get,
    .reply_put = reply_put,
    .check = check_all,
};

static void kept_make(struct sqlite_store *s, const struct entity *e)
{
    struct kept *kept = &s->kept[e->no];
    kept->v = arena_array(&s->mem, const struct field *, entity_fields(e));
    for (size_t i = 0; i < entity_fields(e); i++)
        if (sql_keeps(e, entity_field(e, i)))
            kept->v[kept->n++] = entity_field(e, i);
    for (size_t i = 0; i < entity_fields(e); i++)
        if (entity_field(e, i)->flags & FIELD_COMPUTED)
            kept->v[kept->n + kept->n_computed++] = entity_field(e, i);
}

static void texts_make(struct sqlite_store *s, const struct entity *e)
{
    struct buf text = {0};
    for (int kind = 0; kind < SQL_KINDS; kind++) {
        buf_clear(&text);
        sql_text(&text, e, (enum sql_kind)kind);
        s->texts[(size_t)e->no * SQL_KINDS + (size_t)kind] = str_z(&s->mem, buf_view(&text));
    }
    buf_done(&text);
}

static struct sqlite_store *store_new(bool in_memory)
{
    struct arena         mem = {0};
    struct sqlite_store *s = arena_new(&mem, struct sqlite_store);
    s->store.api = &sqlite_api;
    s->lock_fd = -1;
    s->in_memory = in_memory;
    s->path = "the memory";
    s->mem = mem;
    s->texts = arena_array(&s->mem, const char *, ENTITY_COUNT *SQL_KINDS);
    for (size_t i = 0; i < ENTITY_COUNT; i++) {
        kept_make(s, entities[i]);
        texts_make(s, entities[i]);
    }
    pthread_mutexattr_t kind;
    pthread_mutexattr_init(&kind);
    if (in_memory)
        pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&s->write_lock, &kind);
    pthread_mutexattr_destroy(&kind);
    pthread_mutex_init(&s->pool_lock, NULL);
    return s;
}

static err store_start(struct sqlite_store *s)
{
    if (!s->in_memory) {
        TRY(folder_lock(s->folder, &s->lock_fd));
        TRY(folder_file(s->path));
    }
    TRY(conn_open(s, false, &s->writer));
    TRY(migrations_run(s->writer));
    return schema_compare(s->writer);
}

static err store_finish_open(struct sqlite_store *s, struct store **ret_store)
{
    err e = store_start(s);
    if (e.code)
        store_free(&s->store);
    else
        *ret_store = &s->store;
    return e;
}

err store_sqlite_open(str folder, struct store **ret_store)
{
    struct sqlite_store *s = store_new(false);
    s->folder = str_copy(&s->mem, folder);
    s->path = str_fmt(&s->mem, "%.*s/gantline.db", STR_ARG(folder)).p;
    return store_finish_open(s, ret_store);
}

err store_sqlite_memory(struct store **ret_store)
{
    return store_finish_open(store_new(true), ret_store);
}
