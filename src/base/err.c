/* base/err.c - errors as values.
 *
 * The sentences stand in a ring per thread, so that making an error needs no memory and no
 * lock; the table of codes comes from the one list in the header. Does not log, does not
 * translate: the sentence is English and for a person.
 */
#include "base/err.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

static _Thread_local char     ring[ERR_RING][ERR_WHY_MAX];
static _Thread_local unsigned ring_next;

static const struct {
    int         status;
    const char *type, *title;
} codes[] = {[ERR_NONE] = {200, "none", "Fine"},
#define X(code, status, type, title) [code] = {status, type, title},
             ERR_CODES(X)
#undef X
};

static char *ring_slot(void)
{
    return ring[ring_next++ % ERR_RING];
}

err err_make(enum err_code code, const char *fmt, ...)
{
    assert(code != ERR_NONE);
    char   *why = ring_slot();
    va_list args;
    va_start(args, fmt);
    vsnprintf(why, ERR_WHY_MAX, fmt, args);
    va_end(args);
    return (err){code, why};
}

err err_wrap(err inner, const char *fmt, ...)
{
    assert(inner.code != ERR_NONE);
    char    context[ERR_WHY_MAX / 2];
    va_list args;
    va_start(args, fmt);
    vsnprintf(context, sizeof context, fmt, args);
    va_end(args);
    char *why = ring_slot();
    if (why == inner.why) /* the ring came round to the very sentence that is wrapped */
        why = ring_slot();
    int n = snprintf(why, ERR_WHY_MAX, "%s: ", context);
    snprintf(why + n, ERR_WHY_MAX - (size_t)n, "%s", inner.why);
    return (err){inner.code, why};
}

int err_status(enum err_code code)
{
    return codes[code].status;
}

const char *err_type(enum err_code code)
{
    return codes[code].type;
}

const char *err_title(enum err_code code)
{
    return codes[code].title;
}
