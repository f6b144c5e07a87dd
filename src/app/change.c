/* app/change.c - what a batch did, counted by reference.
 *
 * Made by the writer, read by whoever asked, by the listener and by slow readers of events, each
 * on its own thread. It lives in an arena of its own, and holds the plans before and after.
 */
#include "app/change.h"

#include <stdatomic.h>

struct holder {
    struct change    change; /* first: the two are one address */
    struct arena     mem;
    _Atomic uint32_t refs;
};

const struct change *change_new(const struct change *like)
{
    struct arena   mem = {0};
    struct holder *h = arena_new(&mem, struct holder);
    struct batch  *batch = arena_new(&mem, struct batch);
    h->change = *like;
    entity_copy(&mem, &batch_entity, batch, like->batch);
    h->change.batch = batch;
    h->change.before = like->before ? plan_ref(like->before) : NULL;
    h->change.after = like->after ? plan_ref(like->after) : NULL;
    h->change.temps = arena_copy(&mem, like->temps, like->n_created * sizeof *like->temps);
    h->change.ids = arena_copy(&mem, like->ids, like->n_created * sizeof *like->ids);
    atomic_init(&h->refs, 1);
    h->mem = mem;
    return &h->change;
}

/* Counting is all that ever happens to a change. */
static struct holder *holder_of(const struct change *c)
{
    return (struct holder *)(uintptr_t)c;
}

const struct change *change_ref(const struct change *c)
{
    atomic_fetch_add_explicit(&holder_of(c)->refs, 1, memory_order_relaxed);
    return c;
}

void change_unref(const struct change *c)
{
    if (!c || atomic_fetch_sub_explicit(&holder_of(c)->refs, 1, memory_order_acq_rel) != 1)
        return;
    plan_unref(c->before);
    plan_unref(c->after);
    struct arena mem = holder_of(c)->mem;
    arena_done(&mem);
}
