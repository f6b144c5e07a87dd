/* store/wrap.c - passes every call of a store on, with a look before and after.
 *
 * The one idea: all functions of the contract are written out here once, so that a tracing store
 * and a failing one are a few lines each. A transaction of the wrapper holds the inner one; it ends
 * with commit or rollback whatever the look before says, as the contract promises.
 */
#include "store/wrap.h"

struct wrap_tx {
    struct store_tx  tx;
    struct arena     mem; /* the transaction lives in it */
    struct store_tx *inner;
};

static struct wrap *wrap_of(struct store_tx *tx)
{
    return (struct wrap *)tx->store;
}

static struct store_tx *inner_of(struct store_tx *tx)
{
    return ((struct wrap_tx *)tx)->inner;
}

static void tx_end(struct store_tx *tx)
{
    struct arena mem = ((struct wrap_tx *)tx)->mem;
    arena_done(&mem);
}

/* One call: refused before, or passed on; told after. */
#define PASS(tx, name, about, inner_call)                                                          \
    do {                                                                                           \
        struct wrap *w_ = wrap_of(tx);                                                             \
        err          result_ = w_->before(w_, name);                                               \
        if (!result_.code)                                                                         \
            result_ = (inner_call);                                                                \
        w_->after(w_, name, about, result_);                                                       \
        return result_;                                                                            \
    } while (0)

static void wrap_close(struct store *s)
{
    struct wrap *w = (struct wrap *)s;
    w->after(w, "close", "", OK);
    store_close(w->inner);
    struct arena mem = w->mem;
    arena_done(&mem);
}

static err wrap_begin(struct store *s, enum store_mode mode, struct store_tx **ret_tx)
{
    struct wrap     *w = (struct wrap *)s;
    struct store_tx *inner = NULL;
    err              e = w->before(w, "begin");
    if (!e.code)
        e = store_begin(w->inner, mode, &inner);
    w->after(w, "begin", mode == STORE_WRITE ? "write" : "read", e);
    if (e.code)
        return e;
    struct arena    mem = {0};
    struct wrap_tx *tx = arena_new(&mem, struct wrap_tx);
    *tx = (struct wrap_tx){.tx.store = s, .mem = mem, .inner = inner};
    *ret_tx = &tx->tx;
    return OK;
}

static err wrap_commit(struct store_tx *tx)
{
    struct wrap *w = wrap_of(tx);
    err          e = w->before(w, "commit");
    if (e.code)
        store_rollback(inner_of(tx));
    else
        e = store_commit(inner_of(tx));
    w->after(w, "commit", "", e);
    tx_end(tx);
    return e;
}

static void wrap_rollback(struct store_tx *tx)
{
    struct wrap *w = wrap_of(tx);
    store_rollback(inner_of(tx));
    w->after(w, "rollback", "", OK);
    tx_end(tx);
}

static err wrap_part(struct store_tx *tx)
{
    PASS(tx, "part", "", store_part(inner_of(tx)));
}

static err wrap_part_end(struct store_tx *tx, bool keep)
{
    PASS(tx, "part_end", keep ? "keep" : "undo", store_part_end(inner_of(tx), keep));
}

static err wrap_insert(struct store_tx *tx, const struct entity *e, void *record)
{
    PASS(tx, "insert", e->name, store_insert(inner_of(tx), e, record));
}

static err wrap_update(struct store_tx *tx, const struct entity *e, const void *record,
                       int64_t rev_before)
{
    PASS(tx, "update", e->name, store_update(inner_of(tx), e, record, rev_before));
}

static err wrap_remove(struct store_tx *tx, const struct entity *e, struct id id,
                       int64_t rev_before)
{
    PASS(tx, "remove", e->name, store_remove(inner_of(tx), e, id, rev_before));
}

static err wrap_last_id(struct store_tx *tx, const struct entity *e, int64_t *ret_id)
{
    PASS(tx, "last_id", e->name, store_last_id(inner_of(tx), e, ret_id));
}

static err wrap_get(struct store_tx *tx, const struct entity *e, struct id id, struct arena *mem,
                    void *ret_record)
{
    PASS(tx, "get", e->name, store_get(inner_of(tx), e, id, mem, ret_record));
}

static err wrap_each(struct store_tx *tx, const struct entity *e, struct id project,
                     store_row_fn *see, void *arg)
{
    PASS(tx, "each", e->name, store_each(inner_of(tx), e, project, see, arg));
}

static err wrap_each_crossing(struct store_tx *tx, store_row_fn *see, void *arg)
{
    PASS(tx, "each_crossing", "", store_each_crossing(inner_of(tx), see, arg));
}

static err wrap_erase_project(struct store_tx *tx, struct id project)
{
    PASS(tx, "erase_project", "", store_erase_project(inner_of(tx), project));
}

static err wrap_journal_add(struct store_tx *tx, const struct journal_entry *entry)
{
    PASS(tx, "journal_add", "", store_journal_add(inner_of(tx), entry));
}

static err wrap_journal_last(struct store_tx *tx, struct id project, int64_t *ret_seq)
{
    PASS(tx, "journal_last", "", store_journal_last(inner_of(tx), project, ret_seq));
}

static err wrap_journal_each(struct store_tx *tx, const struct journal_query *q,
                             store_journal_fn *see, void *arg)
{
    PASS(tx, "journal_each", "", store_journal_each(inner_of(tx), q, see, arg));
}

static err wrap_reply_get(struct store_tx *tx, str key, struct arena *mem, str *ret_hash,
                          str *ret_reply)
{
    PASS(tx, "reply_get", "", store_reply_get(inner_of(tx), key, mem, ret_hash, ret_reply));
}

static err wrap_reply_put(struct store_tx *tx, str key, str hash, str reply, instant now)
{
    PASS(tx, "reply_put", "", store_reply_put(inner_of(tx), key, hash, reply, now));
}

static err wrap_check(struct store_tx *tx, void (*see)(void *arg, str finding), void *arg)
{
    PASS(tx, "check", "", store_check(inner_of(tx), see, arg));
}

static const struct store_api wrap_api = {
    .name = "wrap",
    .close = wrap_close,
    .begin = wrap_begin,
    .commit = wrap_commit,
    .rollback = wrap_rollback,
    .part = wrap_part,
    .part_end = wrap_part_end,
    .insert = wrap_insert,
    .update = wrap_update,
    .remove = wrap_remove,
    .last_id = wrap_last_id,
    .get = wrap_get,
    .each = wrap_each,
    .each_crossing = wrap_each_crossing,
    .erase_project = wrap_erase_project,
    .journal_add = wrap_journal_add,
    .journal_last = wrap_journal_last,
    .journal_each = wrap_journal_each,
    .reply_get = wrap_reply_get,
    .reply_put = wrap_reply_put,
    .check = wrap_check,
};

struct wrap *wrap_new(struct store *inner, size_t size)
{
    struct arena mem = {0};
    struct wrap *w = arena_alloc(&mem, size);
    *w = (struct wrap){.store.api = &wrap_api, .mem = mem, .inner = inner};
    return w;
}
