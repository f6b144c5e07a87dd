/* base/buf.c - a growing byte buffer with a hard maximum.
 *
 * Capacity doubles; what would pass `max` is dropped as a whole and sets `full`, and nothing is
 * written after that, so a buffer never holds a text with a hole in it.
 */
#include "base/buf.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST = 256 };
static const size_t MAX_DEFAULT = (size_t)1 << 30;

void buf_init(struct buf *b, size_t max)
{
    *b = (struct buf){.max = max};
}

void buf_done(struct buf *b)
{
    free(b->p);
    *b = (struct buf){.max = b->max};
}

void buf_clear(struct buf *b)
{
    b->n = 0;
    b->full = false;
}

/* Room for n more bytes and a NUL, or NULL with `full` set. */
static char *room(struct buf *b, size_t n)
{
    size_t max = b->max ? b->max : MAX_DEFAULT;
    if (b->full || n > max || b->n > max - n) {
        b->full = true;
        return NULL;
    }
    if (b->cap < b->n + n + 1) {
        size_t cap = b->cap ? b->cap * 2 : FIRST;
        while (cap < b->n + n + 1)
            cap *= 2;
        char *p = realloc(b->p, cap);
        if (!p) {
            b->full = true;
            return NULL;
        }
        b->p = p;
        b->cap = cap;
    }
    return b->p + b->n;
}

void buf_put(struct buf *b, const void *bytes, size_t n)
{
    char *to = n ? room(b, n) : NULL;
    if (!to)
        return;
    memcpy(to, bytes, n);
    b->n += n;
}

void buf_str(struct buf *b, str s)
{
    buf_put(b, s.p, s.n);
}

void buf_z(struct buf *b, const char *text)
{
    buf_put(b, text, strlen(text));
}

void buf_char(struct buf *b, char c)
{
    buf_put(b, &c, 1);
}

void buf_int(struct buf *b, int64_t v)
{
    char     text[20], *p = text + sizeof text;
    uint64_t left = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do
        *--p = (char)('0' + left % 10);
    while (left /= 10);
    if (v < 0)
        *--p = '-';
    buf_put(b, p, (size_t)(text + sizeof text - p));
}

/* v as whole / 10^places with the fewest places up to six: its text reads back equal, because
 * dividing two exact numbers rounds as reading the text does. */
static bool put_decimal(struct buf *b, double v)
{
    static const double exact = 9007199254740992.0; /* 2^53 */
    int64_t             scale = 1;
    for (int places = 0; places <= 6; places++, scale *= 10) {
        double whole = nearbyint(v * (double)scale);
        if (fabs(whole) >= exact)
            return false;
        if (whole / (double)scale != v)
            continue;
        int64_t n = (int64_t)fabs(whole);
        if (whole < 0)
            buf_char(b, '-');
        buf_int(b, n / scale);
        if (places > 0) {
            char digits[8] = ".";
            for (int i = places; i > 0; i--, n /= 10)
                digits[i] = (char)('0' + n % 10);
            buf_put(b, digits, (size_t)places + 1);
        }
        return true;
    }
    return false;
}

void buf_double(struct buf *b, double v)
{
    if (!isfinite(v)) {
        buf_z(b, "null");
        return;
    }
    if (put_decimal(b, v))
        return;
    char text[40];
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(text, sizeof text, "%.*g", precision, v);
        for (char *comma = text; (comma = strchr(comma, ',')) != NULL;)
            *comma = '.'; /* a library may have set a locale */
        double back;
        if (str_double(str_from(text), &back) && back == v)
            break;
    }
    buf_z(b, text);
}

void buf_fmt(struct buf *b, const char *fmt, ...)
{
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int   n = vsnprintf(NULL, 0, fmt, args);
    char *to = n > 0 ? room(b, (size_t)n) : NULL;
    if (to) {
        vsnprintf(to, (size_t)n + 1, fmt, again);
        b->n += (size_t)n;
    }
    va_end(again);
    va_end(args);
}

str buf_view(const struct buf *b)
{
    return (str){b->p ? b->p : "", b->n};
}

err buf_err(const struct buf *b)
{
    if (b->full)
        return err_make(ERR_TOO_LARGE, "More than %zu bytes", b->max ? b->max : MAX_DEFAULT);
    return OK;
}

char *buf_take(struct buf *b, size_t *ret_n)
{
    char *p = b->p;
    *ret_n = b->n;
    *b = (struct buf){.max = b->max};
    return p;
}

void buf_free(void *bytes)
{
    free(bytes);
}
