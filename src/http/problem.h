/* http/problem.h - errors as problem+json (RFC 9457).
 *
 *     {"type":"/problems/invalid","title":…,"status":422,"detail":…,"instance":"/api/v1/…",
 *      "errors":[{"operation":0,"field":"title","message":…}], "operation":0, "current":{…}}
 *
 * The last three are there only when they say something.
 */
#ifndef HTTP_PROBLEM_H
#define HTTP_PROBLEM_H

#include "http/message.h"

struct problem_line {
    int64_t operation; /* index in the batch; -1 = none */
    str     field;     /* path; absent = the whole */
    str     message;
};

struct problem {
    err                        error;
    int                        status;       /* 0 = of the error */
    const char                *type, *title; /* NULL = of the error; type without "/problems/" */
    const struct problem_line *lines;
    size_t                     n_lines;
    int64_t                    operation; /* index of the refused one; -1 = none */
    str                        current;   /* JSON of the record as it is now; absent = none */
};

/* A problem with nothing beside its error. */
struct problem problem_of(err error);

/* Replaces whatever the reply held. Any status of 503 also says when to try again. */
void problem_print(struct reply *to, const struct request *q, const struct problem *p);

#endif
