/* base/buf.h - a growing byte buffer with a hard maximum (after curl's dynbuf).
 *
 * Writes beyond `max` are dropped and remembered in `full`, so that a long chain of
 * puts is checked once, at its end, by buf_err.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/err.h"
#include "base/str.h"

struct buf {
    char  *p;
    size_t n, cap;
    size_t max;  /* bytes; 0 = 1 GiB */
    bool   full; /* something did not fit */
};

void buf_init(struct buf *b, size_t max);
void buf_done(struct buf *b);  /* fine on zeroed and done ones */
void buf_clear(struct buf *b); /* keeps the memory */

void buf_put(struct buf *b, const void *bytes, size_t n);
void buf_str(struct buf *b, str s);
void buf_z(struct buf *b, const char *text);
void buf_char(struct buf *b, char c);
void buf_int(struct buf *b, int64_t v);
/* The shortest text that reads back equal; "null" for what is not finite. */
void buf_double(struct buf *b, double v);

__attribute__((format(printf, 2, 3))) void buf_fmt(struct buf *b, const char *fmt, ...);

str buf_view(const struct buf *b); /* borrowed until the next write */
err buf_err(const struct buf *b);  /* ERR_TOO_LARGE when something did not fit */

/* Ownership of the bytes moves to the caller, who frees them with buf_free; b is empty then. */
char *buf_take(struct buf *b, size_t *ret_n);
void  buf_free(void *bytes);

#endif
