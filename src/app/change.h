/* app/change.h - making a struct change (app.h), which then never changes. */
#ifndef APP_CHANGE_H
#define APP_CHANGE_H

#include "app/app.h"
#include "domain/entities.h"

/* `before` and `after` are counted anew (either may be NULL), `batch` and the arrays are copied. */
const struct change *change_new(const struct change *like);

#endif
