/* store/trace.c - a store that tells what is asked of it: one line per call, "insert item: ok".
 *
 * For tests and for looking over a slow or odd request's shoulder; it changes nothing.
 */
#include "store/wrap.h"

struct trace {
    struct wrap wrap;
    void (*line)(void *arg, str text);
    void *arg;
};

static err before(struct wrap *w, const char *call)
{
    (void)w;
    (void)call;
    return OK;
}

static void after(struct wrap *w, const char *call, const char *about, err result)
{
    struct trace *t = (struct trace *)w;
    struct arena  mem = {0};
    t->line(t->arg, str_fmt(&mem, "%s%s%s: %s", call, *about ? " " : "", about,
                            result.code ? result.why : "ok"));
    arena_done(&mem);
}

struct store *store_trace(struct store *inner, void (*line)(void *arg, str text), void *arg)
{
    struct trace *t = (struct trace *)wrap_new(inner, sizeof *t);
    t->wrap.before = before;
    t->wrap.after = after;
    t->line = line;
    t->arg = arg;
    return &t->wrap.store;
}
