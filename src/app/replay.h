/* app/replay.h - a request that comes twice with one Idempotency-Key is answered once more, not
 * done. */
#ifndef APP_REPLAY_H
#define APP_REPLAY_H

#include "app/edit/edit.h"

/* The change that the key's request made; NULL if there is no key or it is not known. ERR_CONFLICT:
 * it was another request. The plans are those of that moment. Counted. */
err replay_find(struct turn *turn, const struct request_key *key, const struct change **ret_change);

/* The project that the key's request made; 0 if there is no key or it is not known. */
err replay_project(struct turn *turn, const struct request_key *key, struct id *ret_project);

/* Keeps the answer with the change; of it project, seq and what was created are read. */
err replay_keep(struct turn *turn, const struct request_key *key, const struct change *change);

#endif
