/* domain/meta/problems.c - findings of checks, in order of discovery.
 *
 * The list is bounded: a huge broken input must not make a huge reply.
 */
#include "domain/meta/problems.h"

#include "base/vec.h"

#include <stdarg.h>

enum { MESSAGE_MAX = 600 };

void problems_init(struct problems *p, struct arena *mem)
{
    *p = (struct problems){.mem = mem, .at = -1};
}

void problems_add(struct problems *p, const char *field, const char *fmt, ...)
{
    char    message[MESSAGE_MAX];
    va_list args;
    if (p->n == PROBLEMS_MAX) {
        p->more++;
        return;
    }
    va_start(args, fmt);
    vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    struct problem_entry entry = {
        .field = str_copy(p->mem, str_from(field)),
        .message = str_copy(p->mem, str_from(message)),
        .at = p->at,
    };
    vec_push(p->mem, p, entry);
}

/* "title must not be empty"; a problem of the whole record has no field. */
err problems_err(const struct problems *p)
{
    if (!p->n)
        return OK;
    const struct problem_entry *first = &p->v[0];
    const char                 *gap = first->field.n ? " " : "";
    size_t                      others = p->n + p->more - 1;
    if (!others)
        return err_make(ERR_INVALID, "%.*s%s%.*s", STR_ARG(first->field), gap,
                        STR_ARG(first->message));
    return err_make(ERR_INVALID, "%.*s%s%.*s, and %zu more", STR_ARG(first->field), gap,
                    STR_ARG(first->message), others);
}
