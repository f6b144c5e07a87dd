/* app/edit/apply.h - operations as they come from outside, applied to the fork. */
#ifndef APP_EDIT_APPLY_H
#define APP_EDIT_APPLY_H

#include "app/edit/edit.h"

/* In order, with temporary ids resolved. ERR_CONFLICT (the refusal holds the present record),
 * ERR_NOT_FOUND, ERR_INVALID. */
err apply_operations(struct edit *e, const struct op *ops, size_t n);

#endif
