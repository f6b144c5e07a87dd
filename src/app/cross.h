/* app/cross.h - links from an item of one project to an item of another.
 *
 * Such a link belongs to the project of its successor. The writer knows all of them: it keeps them
 * in a list, answers the engine's question for dates of other projects, calculates the projects
 * that wait when something moved, and refuses circles that run through several projects.
 */
#ifndef APP_CROSS_H
#define APP_CROSS_H

#include "app/app.h"
#include "domain/link.h"

struct turn;

struct cross_link {
    struct id link, pred, succ;
    struct id pred_project, succ_project;
};

struct cross {
    struct arena       mem;
    struct cross_link *v;
    size_t             n, cap;
    bool               is_loaded;
    bool               is_touched; /* the running group changed it */
};

void cross_done(struct cross *c);
/* A turn or group ended: what it changed stays, or all is read again when needed. */
void cross_settle(struct cross *c, bool keep);

/* The list, read from the store when it is not here. */
err cross_ready(struct turn *turn);

/* The link as it will be (NULL: deleted) after the running edit; `pred_project` is where its
 * predecessor lives. */
void cross_note(struct turn *turn, struct id link, const struct link *after,
                struct id pred_project);

/* A link of another project that waits for the item; NULL if there is none. */
const struct cross_link *cross_waiting(const struct turn *turn, struct id item);
/* A link of another project that waits for anything in the project; NULL if there is none. */
const struct cross_link *cross_waiting_for(const struct turn *turn, struct id project);

/* Answers from the plans that the running command sees; valid as long as the turn. */
struct plan_outside cross_outside(struct turn *turn);

/* ERR_CYCLE when links and parents of several projects run in a circle through `plan`, which is not
 * published yet. O(items and links reached). */
err cross_check(struct turn *turn, const struct plan *plan);

/* Calculates every project that waits for what `change` moved, and those that wait for them: each
 * that moves gets a batch of its own without operations, and a change in the turn. */
err cross_follow(struct turn *turn, const struct change *change);

#endif
