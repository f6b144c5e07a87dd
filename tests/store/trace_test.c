/* The tracing store tells every call and its outcome. */
#include "store/fixture.h"

#include <criterion/criterion.h>

static void gather(void *arg, str text)
{
    struct buf *b = arg;
    buf_str(b, text);
    buf_char(b, '\n');
}

Test(trace, one_line_per_call)
{
    struct buf       lines = {0};
    struct arena     mem = {0};
    struct store    *s;
    struct store_tx *tx;
    struct item      i;
    must(store_sqlite_memory(&s));
    s = store_trace(s, gather, &lines);
    must(store_begin(s, STORE_READ, &tx));
    must_fail(store_get(tx, &item_entity, (struct id){5}, &mem, &i), ERR_NOT_FOUND);
    store_rollback(tx);
    store_close(s);
    cr_assert(str_eq(buf_view(&lines),
                     S("begin read: ok\nget item: There is no such item.\nrollback: ok\n"
                       "close: ok\n")),
              "%.*s", STR_ARG(buf_view(&lines)));
    buf_done(&lines);
    arena_done(&mem);
}
