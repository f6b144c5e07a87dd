/* store/replies.c - what was answered to an Idempotency-Key, for a day.
 *
 * A client that lost the answer sends the same request again with the same key and gets the same
 * answer. Written in the transaction of the change itself, so that both are there or neither.
 */
#include "store/sqlite.h"

enum { REPLY_KEPT_S = 24 * HOUR_S };

err reply_get(struct store_tx *tx, str key, struct arena *mem, str *ret_hash, str *ret_reply)
{
    struct call call;
    bool        row = false;
    TRY(call_fixed(conn_of(tx), FIXED_REPLY_GET,
                   "SELECT \"hash\", \"reply\" FROM \"reply\" WHERE \"key\" = $1", &call));
    call_str(&call, 1, key);
    err why = call_step(&call, "reading a kept reply", &row);
    if (!why.code) {
        *ret_hash = row ? str_copy(mem, call_text(&call, 0)) : STR_NONE;
        *ret_reply = row ? str_copy(mem, call_text(&call, 1)) : STR_NONE;
    }
    call_close(&call);
    return why;
}

static err forget_old(struct conn *c, instant now)
{
    struct call call;
    TRY(call_fixed(c, FIXED_REPLY_AGE, "DELETE FROM \"reply\" WHERE \"at\" < $1", &call));
    call_int(&call, 1, now - REPLY_KEPT_S);
    err why = call_run(&call, "forgetting old replies");
    call_close(&call);
    return why;
}

err reply_put(struct store_tx *tx, str key, str hash, str reply, instant now)
{
    struct conn *c = conn_of(tx);
    struct call  call;
    TRY(forget_old(c, now));
    TRY(call_fixed(
        c, FIXED_REPLY_PUT,
        "INSERT INTO \"reply\" (\"key\", \"hash\", \"reply\", \"at\") VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (\"key\") DO UPDATE SET \"hash\" = excluded.\"hash\", "
        "\"reply\" = excluded.\"reply\", \"at\" = excluded.\"at\"",
        &call));
    call_str(&call, 1, key);
    call_str(&call, 2, hash);
    call_str(&call, 3, reply);
    call_int(&call, 4, now);
    err why = call_run(&call, "keeping a reply");
    call_close(&call);
    return why;
}
