/* domain/effects.h - what a calculation moved, packed for the journal.
 *
 * Per item its id and its start and finish before and after, as differences in variable-length
 * integers (LEB128, zigzag): some 8 bytes an item. Items that came or went have absent dates on
 * one side. The packed form is kept for ever, so it begins with its version and is checked in
 * full when read.
 */
#ifndef DOMAIN_EFFECTS_H
#define DOMAIN_EFFECTS_H

#include "domain/plan.h"

struct effect {
    struct id item;
    instant   start_before, start_after, finish_before, finish_after; /* may be INSTANT_NONE */
};

/* Items in order of id. No item gives no bytes. */
void effects_pack(struct buf *to, const struct effect *v, size_t n);

/* ERR_CORRUPT for anything that effects_pack does not write. Lives in mem. */
err effects_unpack(struct arena *mem, str packed, struct effect **ret_effects, size_t *ret_n);

/* Items whose start or finish differ between two plans, in order of id; either plan may be NULL. */
void effects_between(struct arena *mem, const struct plan *before, const struct plan *after,
                     struct effect **ret_effects, size_t *ret_n);

#endif
