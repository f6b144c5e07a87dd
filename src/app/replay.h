/* app/replay.h - a request that comes twice with one Idempotency-Key is answered once more, not
 * done. */
#ifndef APP_REPLAY_H
#define APP_REPLAY_H

#include "app/edit/edit.h"

/* The change that the key's request made; NULL if the key is not known. ERR_CONFLICT: it was
 * another request. The plans are those of that moment. Counted. */
err replay_find(struct turn *turn, const struct batch_request *request,
                const struct change **ret_change);

/* Keeps the answer with the change. */
err replay_keep(struct turn *turn, const struct batch_request *request,
                const struct change *change);

#endif
