/* Replies kept for a repeated request. */
#include "store/fixture.h"

#include <criterion/criterion.h>

static void kept(struct store *s)
{
    struct arena     mem = {0};
    struct store_tx *tx;
    str              hash, reply;
    must(store_begin(s, STORE_WRITE, &tx));
    must(store_reply_get(tx, S("k"), &mem, &hash, &reply));
    cr_assert_null(reply.p);
    must(store_reply_put(tx, S("k"), S("h"), S("first"), 1000));
    must(store_reply_put(tx, S("k"), S("h2"), S("second"), 1001));
    must(store_reply_get(tx, S("k"), &mem, &hash, &reply));
    cr_assert(str_eq(hash, S("h2")) && str_eq(reply, S("second")));
    must(store_reply_put(tx, S("later"), S("h"), S("r"), 1002 + 24 * HOUR_S));
    must(store_reply_get(tx, S("k"), &mem, &hash, &reply));
    cr_assert_null(reply.p);
    must(store_commit(tx));
    arena_done(&mem);
}

Test(replies, are_kept_for_a_day)
{
    each_store(kept);
}
