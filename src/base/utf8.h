/* base/utf8.h - one step through UTF-8, shared by the text functions and the JSON writer. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

static inline bool utf8_is_tail(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

/* Bytes of the well-formed sequence at p (1–4; The Unicode Standard, table 3-7), or 0 when it is
 * broken or cut off by n. n > 0. */
static inline size_t utf8_step(const char *text, size_t n)
{
    const unsigned char *p = (const unsigned char *)text;
    unsigned char        c = p[0];
    if (c < 0x80)
        return 1;
    if (c < 0xC2 || c > 0xF4)
        return 0;
    if (c < 0xE0)
        return n >= 2 && utf8_is_tail(p[1]) ? 2 : 0;
    if (n < 2)
        return 0;
    unsigned char low = 0x80, high = 0xBF;
    if (c == 0xE0)
        low = 0xA0;
    else if (c == 0xED)
        high = 0x9F;
    else if (c == 0xF0)
        low = 0x90;
    else if (c == 0xF4)
        high = 0x8F;
    if (p[1] < low || p[1] > high)
        return 0;
    if (c < 0xF0)
        return n >= 3 && utf8_is_tail(p[2]) ? 3 : 0;
    return n >= 4 && utf8_is_tail(p[2]) && utf8_is_tail(p[3]) ? 4 : 0;
}

#endif
