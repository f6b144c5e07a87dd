/* store/wrap.h - a store around another, which sees every call: what trace.c and fault.c share. */
#ifndef STORE_WRAP_H
#define STORE_WRAP_H

#include "store/store.h"

struct wrap {
    struct store  store;
    struct arena  mem; /* the wrapper lives in it */
    struct store *inner;
    /* Before a call that may fail: what it returns instead of asking the inner store. */
    err (*before)(struct wrap *w, const char *call);
    /* After any call. `about` names the entity or key; "" if there is none. */
    void (*after)(struct wrap *w, const char *call, const char *about, err result);
};

/* Zeroed but for the first three; `size` bytes, beginning with a struct wrap. Owns `inner`. */
struct wrap *wrap_new(struct store *inner, size_t size);

#endif
