/* api/change/changing.h - what the handlers that change a plan share. */
#ifndef API_CHANGE_CHANGING_H
#define API_CHANGE_CHANGING_H

#include "api/parts.h"

/* ERR_INVALID for a body that is no object, or that has a member of another name. */
err body_members(const struct json *root, const char *const *members);

/* The change as reply to the client that made it; takes the reference over. */
err change_print(struct request *q, struct reply *to, str client, const struct change *change);

#endif
