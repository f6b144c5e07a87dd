/* store/sqlite.h - inside of the SQLite store, shared by its files; nobody else includes it.
 *
 * Exactly one connection writes and checkpoints, held from begin to the end of the transaction
 * under `write_lock`. Readers are connections of their own, opened read-only and kept idle in a
 * list. A store in memory has one connection for all: a transaction waits for the one before it,
 * and one inside another of the same thread joins it.
 *
 * Connections keep their prepared statements by slot: SQL_KINDS for each entity, then enum fixed.
 */
#ifndef STORE_SQLITE_H
#define STORE_SQLITE_H

#include "store/sql.h"
#include "store/store.h"

#include <pthread.h>
#include <sqlite3.h>

enum fixed {
    FIXED_BEGIN_READ,
    FIXED_BEGIN_WRITE,
    FIXED_SNAPSHOT,
    FIXED_COMMIT,
    FIXED_ROLLBACK,
    FIXED_PART,
    FIXED_PART_KEEP,
    FIXED_PART_UNDO,
    FIXED_LAST_ID,
    FIXED_CROSSING,
    FIXED_JOURNAL_LAST,
    FIXED_TOMBSTONE,
    FIXED_ERASE_OPERATIONS,
    FIXED_ERASE_BATCHES,
    FIXED_BATCHES,
    FIXED_BATCHES_DOWN,
    FIXED_BATCHES_OF,
    FIXED_BATCHES_OF_DOWN,
    FIXED_OPERATIONS,
    FIXED_CHAIN,
    FIXED_REPLY_GET,
    FIXED_REPLY_PUT,
    FIXED_REPLY_AGE,
    FIXED_COUNT
};

struct sqlite_store;

struct conn {
    struct store_tx      tx; /* what begin hands out: a connection has one transaction at a time */
    struct sqlite_store *owner;
    struct arena         mem; /* lives as long as the connection */
    sqlite3             *db;
    sqlite3_stmt       **stmts; /* by slot; NULL = not prepared yet */
    enum store_mode      mode;
    int                  depth; /* joined transactions, in memory only */
    struct conn         *next;  /* idle readers */
};

struct sqlite_store {
    struct store    store;
    struct arena    mem;
    str             folder; /* "" for a store in memory */
    const char     *path;
    int             lock_fd;
    bool            in_memory;
    pthread_mutex_t write_lock; /* recursive when in memory */
    pthread_mutex_t pool_lock;
    struct conn    *writer, *idle;
    const char    **texts; /* by slot of entities; the fixed ones are handed in */
    struct kept { /* by entity: its fields that are columns, in order, then what is calculated */
        const struct field **v;
        int                  n, n_computed;
    } kept[ENTITY_COUNT];
};

/* ---- connections and statements (store/conn.c) ------------------------------------------- */

err  conn_open(struct sqlite_store *s, bool read_only, struct conn **ret_conn);
void conn_close(struct conn *c); /* NULL is fine */

/* The last failure of the connection as an err a person understands. `doing`: "writing an item". */
err conn_err(struct conn *c, const char *doing);

/* A prepared statement in use, from call_open to call_close. */
struct call {
    struct conn  *conn;
    sqlite3_stmt *stmt;
    bool          own; /* the cached one was busy further up the stack */
};
err  call_open(struct conn *c, size_t slot, const char *sql, struct call *ret_call);
void call_close(struct call *call);
err  call_fixed(struct conn *c, enum fixed which, const char *sql, struct call *ret_call);
err  call_entity(struct conn *c, const struct entity *e, enum sql_kind kind, struct call *ret_call);
err  call_run(struct call *call, const char *doing);                 /* expects no row */
err  call_step(struct call *call, const char *doing, bool *ret_row); /* one row, or the end */
void call_int(struct call *call, int at, int64_t v);
void call_str(struct call *call, int at, str v);   /* borrowed until call_close; absent = NULL */
void call_bytes(struct call *call, int at, str v); /* the same as a blob; empty = NULL */
str  call_text(struct call *call, int column);     /* borrowed until the next step */

bool is_full(int system_error); /* no space, quota or size left */

/* Runs a statement without parameters and rows. */
err conn_run(struct conn *c, enum fixed which, const char *sql);
/* The same for statements that are run once: not kept. Several, parted by ';'. */
err conn_script(struct conn *c, const char *sql, const char *doing);

/* ---- the rest, by file ------------------------------------------------------------------- */

static inline struct conn *conn_of(struct store_tx *tx)
{
    return (struct conn *)tx;
}

err folder_lock(str folder, int *ret_fd); /* folder.c; creates the folder */
err folder_file(const char *path); /* there for its owner alone; what SQLite adds is as the file */

err migrations_run(struct conn *c); /* migrations.c: to the newest version, or ERR_VERSION */
err schema_compare(struct conn *c); /* schema.c: tables against rows */

err rows_insert(struct store_tx *tx, const struct entity *e, void *record);
err rows_update(struct store_tx *tx, const struct entity *e, const void *record,
                int64_t rev_before);
err rows_remove(struct store_tx *tx, const struct entity *e, struct id id, int64_t rev_before);
err rows_last_id(struct store_tx *tx, const struct entity *e, int64_t *ret_id);
err rows_get(struct store_tx *tx, const struct entity *e, struct id id, struct arena *mem,
             void *ret_record);
err rows_each(struct store_tx *tx, const struct entity *e, struct id project, store_row_fn *see,
              void *arg);
err rows_each_crossing(struct store_tx *tx, store_row_fn *see, void *arg);
err rows_erase_project(struct store_tx *tx, struct id project);
/* Columns to a record and back; texts are borrowed from the row. */
err row_read(struct call *call, const struct entity *e, void *ret_record);
int row_bind(struct call *call, const struct entity *e,
             const void *record); /* how many were bound */

err journal_add(struct store_tx *tx, const struct journal_entry *entry);
err journal_last(struct store_tx *tx, struct id project, int64_t *ret_seq);
err journal_each(struct store_tx *tx, const struct journal_query *q, store_journal_fn *see,
                 void *arg);
err journal_erase(struct conn *c, struct id project);
err journal_check(struct conn *c, void (*see)(void *arg, str finding), void *arg);

err reply_get(struct store_tx *tx, str key, struct arena *mem, str *ret_hash, str *ret_reply);
err reply_put(struct store_tx *tx, str key, str hash, str reply, instant now);

err check_all(struct store_tx *tx, void (*see)(void *arg, str finding), void *arg);

#endif
