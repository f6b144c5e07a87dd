/* app/edit/inverse.h - taking back what a journal entry says. */
#ifndef APP_EDIT_INVERSE_H
#define APP_EDIT_INVERSE_H

#include "app/edit/edit.h"

/* Puts back what the operations changed, and takes out what they made. Where a present value is not
 * what the entry left, somebody changed it since: a problem that names record and field, unless
 * `force`. The texts of the operations must live as long as the edit. */
err inverse_apply(struct edit *e, const struct operation *operations, size_t n, bool force);

/* The entry `seq` of the project, copied into mem. ERR_NOT_FOUND. */
err journal_entry_get(struct store_tx *tx, struct arena *mem, struct id project, int64_t seq,
                      struct journal_entry *ret_entry);

#endif
