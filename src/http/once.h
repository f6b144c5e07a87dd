/* http/once.h - Idempotency-Key: a request that is sent again is answered with the first one's
 * reply.
 *
 * Kept in memory for 24 hours, the oldest given up first when there are many. What must survive a
 * restart is for the handler to keep. Any thread.
 */
#ifndef HTTP_ONCE_H
#define HTTP_ONCE_H

#include "http/message.h"

enum { ONCE_KEY_MAX = 200 };

struct once_settings { /* 0 = the usual */
    size_t  entries;   /* 4,096 */
    size_t  bytes;     /* of bodies; 32 MiB */
    int64_t keep_ms;   /* 24 h */
};

struct once *once_new(const struct once_settings *settings);
void         once_close(struct once *o); /* NULL is fine */

/* Before the handler. OK with *ret_is_done == false: run it, then call once_end whatever happens;
 * true: `to` holds the earlier reply. ERR_CONFLICT while the first one runs, ERR_INVALID when the
 * key was used for something else, ERR_SYNTAX for a key that is too long. A request without a key
 * is always new. */
err once_begin(struct once *o, const struct request *q, struct reply *to, bool *ret_is_done);

/* After the handler: a reply of 2xx is remembered, anything else may be tried again. */
void once_end(struct once *o, const struct request *q, struct reply *to);

#endif
