/* app/check/state.h - do the records stand where the journal left them. */
#ifndef APP_CHECK_STATE_H
#define APP_CHECK_STATE_H

#include "app/app.h"

/* Tells, one sentence each, every record of the plan that is not as the journal says: there or not,
 * and each member that a line of the journal names. What was imported or came with the project and
 * was not changed since stands in no line, and is not looked at. O(journal). */
err state_check(struct app *a, const struct plan *plan, void (*see)(void *arg, str finding),
                void *arg);

#endif
