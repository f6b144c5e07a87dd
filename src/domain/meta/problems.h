/* domain/meta/problems.h - many findings about one input, still one err.
 *
 * Checks do not stop at the first mistake: each adds an entry with the field and a sentence, and
 * the caller turns the whole into one ERR_INVALID at the end.
 */
#ifndef DOMAIN_META_PROBLEMS_H
#define DOMAIN_META_PROBLEMS_H

#include "base/err.h"
#include "base/str.h"

enum { PROBLEMS_MAX = 1000 }; /* more are counted, not kept */

struct problem_entry {
    str     field; /* path: "items[3].duration_s" or "duration_s" */
    str     message;
    int64_t at; /* index in the batch, -1 */
};

struct problems {
    struct arena         *mem;
    struct problem_entry *v;
    size_t                n, cap, more; /* more: beyond PROBLEMS_MAX */
    int64_t               at;           /* index put into new entries */
};

void                                       problems_init(struct problems *p, struct arena *mem);
__attribute__((format(printf, 3, 4))) void problems_add(struct problems *p, const char *field,
                                                        const char *fmt, ...);
err problems_err(const struct problems *p); /* OK when empty, else ERR_INVALID naming the first */

#endif
