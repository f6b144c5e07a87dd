/* app/edit/still.h - edits that cannot move a date: texts, remarks, money. They need no
 * calculation. */
#ifndef APP_EDIT_STILL_H
#define APP_EDIT_STILL_H

#include "app/edit/edit.h"

/* True when the member takes no part in the calculation, neither in dates nor in work, codes or
 * order. */
bool field_is_still(const struct entity *entity, const struct field *f);

/* True when nothing that was touched takes part in it. */
bool edit_is_still(const struct edit *e);

#endif
