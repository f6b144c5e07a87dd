/* store/store_calls.h - the functions of store.h as plain calls. Included by store.h alone. */
#ifndef STORE_STORE_CALLS_H
#define STORE_STORE_CALLS_H

#include "store/store.h"

static inline void store_close(struct store *s) /* NULL is fine */
{
    if (s)
        s->api->close(s);
}

static inline err store_begin(struct store *s, enum store_mode mode, struct store_tx **ret_tx)
{
    return s->api->begin(s, mode, ret_tx);
}

static inline err store_commit(struct store_tx *tx)
{
    return tx->store->api->commit(tx);
}

static inline void store_rollback(struct store_tx *tx) /* NULL is fine */
{
    if (tx)
        tx->store->api->rollback(tx);
}

static inline err store_part(struct store_tx *tx)
{
    return tx->store->api->part(tx);
}

static inline err store_part_end(struct store_tx *tx, bool keep)
{
    return tx->store->api->part_end(tx, keep);
}

static inline err store_insert(struct store_tx *tx, const struct entity *e, void *record)
{
    return tx->store->api->insert(tx, e, record);
}

static inline err store_update(struct store_tx *tx, const struct entity *e, const void *record,
                               int64_t rev_before)
{
    return tx->store->api->update(tx, e, record, rev_before);
}

static inline err store_remove(struct store_tx *tx, const struct entity *e, struct id id,
                               int64_t rev_before)
{
    return tx->store->api->remove(tx, e, id, rev_before);
}

static inline err store_last_id(struct store_tx *tx, const struct entity *e, int64_t *ret_id)
{
    return tx->store->api->last_id(tx, e, ret_id);
}

static inline err store_get(struct store_tx *tx, const struct entity *e, struct id id,
                            struct arena *mem, void *ret_record)
{
    return tx->store->api->get(tx, e, id, mem, ret_record);
}

static inline err store_each(struct store_tx *tx, const struct entity *e, struct id project,
                             store_row_fn *see, void *arg)
{
    return tx->store->api->each(tx, e, project, see, arg);
}

static inline err store_each_crossing(struct store_tx *tx, store_row_fn *see, void *arg)
{
    return tx->store->api->each_crossing(tx, see, arg);
}

static inline err store_erase_project(struct store_tx *tx, struct id project)
{
    return tx->store->api->erase_project(tx, project);
}

static inline err store_journal_add(struct store_tx *tx, const struct journal_entry *entry)
{
    return tx->store->api->journal_add(tx, entry);
}

static inline err store_journal_last(struct store_tx *tx, struct id project, int64_t *ret_seq)
{
    return tx->store->api->journal_last(tx, project, ret_seq);
}

static inline err store_journal_each(struct store_tx *tx, const struct journal_query *q,
                                     store_journal_fn *see, void *arg)
{
    return tx->store->api->journal_each(tx, q, see, arg);
}

static inline err store_reply_get(struct store_tx *tx, str key, struct arena *mem, str *ret_hash,
                                  str *ret_reply)
{
    return tx->store->api->reply_get(tx, key, mem, ret_hash, ret_reply);
}

static inline err store_reply_put(struct store_tx *tx, str key, str hash, str reply, instant now)
{
    return tx->store->api->reply_put(tx, key, hash, reply, now);
}

static inline err store_check(struct store_tx *tx, void (*see)(void *arg, str finding), void *arg)
{
    return tx->store->api->check(tx, see, arg);
}

#endif
