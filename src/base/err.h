/* base/err.h - one small value for everything that can go wrong.
 *
 * A fallible function returns `err`: a code and one sentence for a person.
 * The type is [[nodiscard]], so a dropped error does not compile. A code exists
 * only where some caller reacts to it; the rest is told by the sentence.
 *
 * The sentence lives in a ring of the calling thread: it is valid until that
 * thread has made ERR_RING more errors. Who keeps it longer copies it.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

enum { ERR_RING = 16, ERR_WHY_MAX = 1024 };

/* code, HTTP status, problem type, title. http/problem.c is the one reader of the last three. */
#define ERR_CODES(X)                                                                               \
    X(ERR_SYNTAX, 400, "syntax", "The request cannot be read")                                     \
    X(ERR_FORBIDDEN, 403, "forbidden", "Not allowed")                                              \
    X(ERR_NOT_FOUND, 404, "not-found", "Not found")                                                \
    X(ERR_TIMEOUT, 408, "timeout", "Took too long")                                                \
    X(ERR_CONFLICT, 409, "conflict", "Somebody else changed it")                                   \
    X(ERR_STALE, 412, "stale", "The record has changed since it was read")                         \
    X(ERR_TOO_LARGE, 413, "too-large", "Too large")                                                \
    X(ERR_UNSUPPORTED, 415, "unsupported", "This kind of content is not understood")               \
    X(ERR_INVALID, 422, "invalid", "A value is not valid")                                         \
    X(ERR_CYCLE, 422, "cycle", "The links form a circle")                                          \
    X(ERR_PRECONDITION, 428, "precondition-required", "If-Match is required")                      \
    X(ERR_BUSY, 503, "busy", "Busy, try again")                                                    \
    X(ERR_FULL, 507, "storage-full", "No space left")                                              \
    X(ERR_IO, 500, "io", "Reading or writing failed")                                              \
    X(ERR_CORRUPT, 500, "corrupt", "Stored data is damaged")                                       \
    X(ERR_VERSION, 500, "version", "Made by a newer version")

enum err_code {
    ERR_NONE = 0,
#define X(code, status, type, title) code,
    ERR_CODES(X)
#undef X
};

typedef struct [[nodiscard]] err {
    enum err_code code;
    const char   *why; /* one sentence; never NULL when code is set */
} err;

#define OK ((err){ERR_NONE, 0})

/* Makes an error; the text is cut at ERR_WHY_MAX. Any thread. */
__attribute__((format(printf, 2, 3))) err err_make(enum err_code code, const char *fmt, ...);

/* The same error with "context: " before its sentence. */
__attribute__((format(printf, 2, 3))) err err_wrap(err inner, const char *fmt, ...);

static inline bool err_is(err e, enum err_code code)
{
    return e.code == code;
}

/* Where a failure cannot be told to anyone any more (closing, freeing). */
static inline void err_drop(err e)
{
    (void)e;
}

int         err_status(enum err_code code); /* HTTP status; 200 for ERR_NONE */
const char *err_type(enum err_code code);   /* last part of the problem type */
const char *err_title(enum err_code code);

/* Returns the error to the caller: the only hidden control flow in this code. */
#define TRY(call)                                                                                  \
    do {                                                                                           \
        err try_result_ = (call);                                                                  \
        if (try_result_.code)                                                                      \
            return try_result_;                                                                    \
    } while (0)

#endif
