/* app/explain/slip.h - why it is late: a slip shared out to the batches that caused it.
 *
 * Every batch keeps where each item lay before and after it (domain/effects.h), so the way from one
 * date to another is a sum of steps that adds up by construction; nothing is estimated. Steps are
 * told in working time of the project's calendar, and by the sort of change that made them.
 */
#ifndef APP_EXPLAIN_SLIP_H
#define APP_EXPLAIN_SLIP_H

#include "app/app.h"

enum slip_cause {
    SLIP_DURATION,  /* duration or work of items */
    SLIP_LOGIC,     /* links, outline */
    SLIP_DATES,     /* constraints, dates set by hand */
    SLIP_PROGRESS,  /* actual dates, work done and left, the data date */
    SLIP_CALENDAR,  /* working times, absences */
    SLIP_RESOURCE,  /* assignments, units, availability */
    SLIP_LEVELLING, /* queues for resources */
    SLIP_SCOPE,     /* items that came, went, or were made inactive */
    SLIP_OPTIONS,   /* start and options of the project */
    SLIP_OUTSIDE,   /* another project moved */
    SLIP_MIXED,     /* a batch of several sorts */
    SLIP_CAUSES,
};
extern const char *const slip_cause_words[];

struct slip_ask {
    struct id project, item; /* item absent: the project's finish */
    int64_t   after;         /* a seq: steps later than it; 0 = from the beginning */
    int64_t   baseline;      /* its number: from its frozen date, steps later than it; -1 = none */
};

struct slip_step {
    int64_t         seq, operations;
    struct id       user;
    instant         at;
    str             note; /* may be absent */
    enum slip_cause cause;
    instant         before, after; /* finish; before is absent when the item came with it */
    int64_t         moved_s;       /* working seconds; negative = earlier */
};

struct slip {
    instant before, after;         /* finish then and now; may be absent */
    int64_t moved_s;               /* working seconds from before to after */
    int64_t unexplained_s;         /* what no step tells: changes before the journal began */
    const struct slip_step *steps; /* oldest first */
    size_t                  n;
    struct {
        int64_t moved_s, steps;
    } causes[SLIP_CAUSES];
};

/* Lives in mem. Steps and what is unexplained add up to moved_s. ERR_NOT_FOUND: project, item or
 * baseline. O(journal). */
err app_slip(struct app *a, struct arena *mem, const struct slip_ask *ask, struct slip *ret_slip);

#endif
