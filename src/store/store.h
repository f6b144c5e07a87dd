/* store/store.h - the contract of a database: what the records' home must be able to do.
 *
 * A store is a struct of functions, so that sqlite.c (and PostgreSQL later) stand behind it and
 * trace.c and fault.c wrap any other. One transaction at a time writes; any number read. A
 * transaction belongs to the thread that began it.
 *
 * SQL is made from the entities' rows (store/sql.c); migrations are hand-written and numbered
 * (store/migrations.c); at opening the live schema is compared with the rows, and a difference
 * refuses to run.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "domain/meta.h"

struct store;
struct store_tx;

/* A batch of the journal and its lines (domain/journal.c). `effects` is what the
 * calculation moved: domain/effects.h packs it; empty when nothing moved. */
struct batch;
struct operation;
struct journal_entry {
    const struct batch     *batch;
    const struct operation *operations;
    size_t                  n_operations;
    str                     effects;
};

enum store_mode { STORE_READ, STORE_WRITE };

typedef err store_row_fn(void *arg, const void *record); /* borrowed during the call */
typedef err store_journal_fn(void                       *arg,
                             const struct journal_entry *entry); /* borrowed during the call */

struct journal_query {
    struct id            project;
    int64_t              before, after; /* seq bounds, exclusive; 0 = none */
    int64_t              limit;         /* batches; 0 = all */
    bool                 oldest_first;  /* else newest first */
    bool                 heads_only;    /* batches without their operations and effects */
    const struct entity *entity;        /* with record: only batches with an operation on it … */
    struct id            record;
    bool                 or_moved; /* … or whose effects are not empty */
};

/* Every function returns ERR_BUSY when it should be tried again, ERR_FULL when the disk is full,
 * ERR_CORRUPT and ERR_IO as they say. After a failed write the transaction can only be rolled back.
 */
struct store_api {
    const char *name;

    void (*close)(struct store *s); /* open transactions must have ended */

    err (*begin)(struct store *s, enum store_mode mode, struct store_tx **ret_tx);
    err (*commit)(
        struct store_tx *tx); /* durable when it returns OK; ends the transaction either way */
    void (*rollback)(struct store_tx *tx); /* NULL is fine */
    /* A part that can be taken back alone; they do not nest. */
    err (*part)(struct store_tx *tx);
    err (*part_end)(struct store_tx *tx, bool keep);

    /* id.v == 0: the store chooses the next and sets it. Bulk: same entity again and again is
     * cheap. */
    err (*insert)(struct store_tx *tx, const struct entity *e, void *record);
    /* WHERE id AND rev = rev_before; ERR_CONFLICT when no such row. */
    err (*update)(struct store_tx *tx, const struct entity *e, const void *record,
                  int64_t rev_before);
    err (*remove)(struct store_tx *tx, const struct entity *e, struct id id, int64_t rev_before);
    /* The last id given out for the entity, 0 if none: new ids follow it. Never given out twice. */
    err (*last_id)(struct store_tx *tx, const struct entity *e, int64_t *ret_id);

    /* ERR_NOT_FOUND. Texts live in mem. */
    err (*get)(struct store_tx *tx, const struct entity *e, struct id id, struct arena *mem,
               void *ret_record);
    /* In order of id; project.v == 0: all. */
    err (*each)(struct store_tx *tx, const struct entity *e, struct id project, store_row_fn *see,
                void *arg);
    /* The links whose predecessor is an item of another project than their own. */
    err (*each_crossing)(struct store_tx *tx, store_row_fn *see, void *arg);
    /* All records of a project, entity by entity, its journal and its own row. Of the journal a
     * tombstone stays (last seq and hash), so that the absence is explained. */
    err (*erase_project)(struct store_tx *tx, struct id project);

    err (*journal_add)(struct store_tx            *tx,
                       const struct journal_entry *entry); /* seq = last + 1, or ERR_CONFLICT */
    err (*journal_last)(struct store_tx *tx, struct id project,
                        int64_t *ret_seq); /* 0 when empty */
    err (*journal_each)(struct store_tx *tx, const struct journal_query *q, store_journal_fn *see,
                        void *arg);

    /* Replies remembered for Idempotency-Key; older than 24 h may be gone. STR_NONE when unknown.
     */
    err (*reply_get)(struct store_tx *tx, str key, struct arena *mem, str *ret_hash,
                     str *ret_reply);
    err (*reply_put)(struct store_tx *tx, str key, str hash, str reply, instant now);

    /* Integrity of file, references and journal; one sentence per finding through `see`. */
    err (*check)(struct store_tx *tx, void (*see)(void *arg, str finding), void *arg);
};

struct store {
    const struct store_api *api;
};

struct store_tx {
    struct store *store;
};

/* The folder is created when absent; the file in it is gantline.db. Errors a person can act on:
 * ERR_BUSY when another process holds the folder's lock, ERR_IO when it cannot be written,
 * ERR_VERSION for a newer schema, ERR_CORRUPT when it is no database. */
err store_sqlite_open(str folder, struct store **ret_store);
err store_sqlite_memory(struct store **ret_store); /* for tests; shared by its own transactions */

/* Writes one line per call through `line`; owns the inner store. */
struct store *store_trace(struct store *inner, void (*line)(void *arg, str text), void *arg);

/* Lets call number `fail_at` (1, 2, …, counted over all fallible calls) fail with `code`, once;
 * owns the inner store. *ret_calls counts on. */
struct store *store_fault(struct store *inner, int64_t fail_at, enum err_code code,
                          int64_t *ret_calls);

/* store_begin(s, …) and the like: thin inline callers, so that code reads without `->api->`. */
#include "store/store_calls.h"

#endif
