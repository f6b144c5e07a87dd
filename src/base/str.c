/* base/str.c - borrowed text.
 *
 * Plain loops over bytes; nothing here looks at the locale. Numbers are read by their own
 * grammar first, so that "0x1", " 1", "+1", "inf" and "1e999" are refused alike everywhere.
 * Folding stands in fold.c, because it needs a library.
 */
#include "base/str.h"

#include "base/utf8.h"

#include <assert.h>
#include <locale.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <threads.h>

str str_from(const char *text)
{
    return text ? (str){text, strlen(text)} : STR_NONE;
}

bool str_eq(str a, str b)
{
    if (!a.p || !b.p)
        return !a.p && !b.p;
    return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool str_eq_nocase(str a, str b)
{
    if (!a.p || !b.p)
        return !a.p && !b.p;
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (lower(a.p[i]) != lower(b.p[i]))
            return false;
    return true;
}

int str_cmp(str a, str b)
{
    if (!a.p || !b.p)
        return (a.p != NULL) - (b.p != NULL);
    int order = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(str s, str prefix)
{
    return prefix.n <= s.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

bool str_ends(str s, str suffix)
{
    return suffix.n <= s.n &&
           (suffix.n == 0 || memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

bool str_has(str s, str part)
{
    return part.n == 0 || (s.n >= part.n && memmem(s.p, s.n, part.p, part.n));
}

str str_copy(struct arena *mem, str s)
{
    if (!s.p)
        return STR_NONE;
    char *p = arena_alloc(mem, s.n + 1);
    if (s.n)
        memcpy(p, s.p, s.n);
    return (str){p, s.n};
}

const char *str_z(struct arena *mem, str s)
{
    return s.p ? str_copy(mem, s).p : "";
}

str str_fmt(struct arena *mem, const char *fmt, ...)
{
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    assert(n >= 0);
    char *p = arena_alloc(mem, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return (str){p, (size_t)n};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

str str_trim(str s)
{
    while (s.n && is_blank(s.p[0])) {
        s.p++;
        s.n--;
    }
    while (s.n && is_blank(s.p[s.n - 1]))
        s.n--;
    return s;
}

str str_sub(str s, size_t from, size_t to)
{
    if (!s.p)
        return s;
    if (to > s.n)
        to = s.n;
    if (from > to)
        from = to;
    return (str){s.p + from, to - from};
}

bool str_cut(str *rest, char sep, str *ret_head)
{
    if (!rest->p)
        return false;
    str         all = *rest;
    const char *at = all.n ? memchr(all.p, sep, all.n) : NULL;
    if (at) {
        *ret_head = (str){all.p, (size_t)(at - all.p)};
        *rest = (str){at + 1, all.n - ret_head->n - 1};
    } else {
        *ret_head = all;
        *rest = STR_NONE;
    }
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool str_int(str s, int64_t *ret_value)
{
    bool    negative = s.n > 0 && s.p[0] == '-';
    size_t  i = negative;
    int64_t v = 0;
    if (i == s.n)
        return false;
    for (; i < s.n; i++) {
        if (!is_digit(s.p[i]) || __builtin_mul_overflow(v, 10, &v) ||
            __builtin_sub_overflow(v, s.p[i] - '0', &v)) /* negative side: it reaches INT64_MIN */
            return false;
    }
    if (!negative && __builtin_sub_overflow((int64_t)0, v, &v))
        return false;
    *ret_value = v;
    return true;
}

static size_t digits(str s, size_t i)
{
    while (i < s.n && is_digit(s.p[i]))
        i++;
    return i;
}

/* -?(d+.?d*|.d+)([eE][+-]?d+)? */
static bool is_decimal(str s)
{
    size_t i = s.n > 0 && s.p[0] == '-';
    size_t whole = i, n;
    i = digits(s, i);
    n = i - whole;
    if (i < s.n && s.p[i] == '.') {
        size_t fraction = ++i;
        i = digits(s, i);
        n += i - fraction;
    }
    if (n == 0)
        return false;
    if (i < s.n && (s.p[i] == 'e' || s.p[i] == 'E')) {
        i++;
        if (i < s.n && (s.p[i] == '-' || s.p[i] == '+'))
            i++;
        size_t exponent = i;
        i = digits(s, i);
        if (i == exponent)
            return false;
    }
    return i == s.n;
}

static locale_t  c_locale;
static once_flag c_locale_once = ONCE_FLAG_INIT;

static void c_locale_make(void)
{
    c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
}

bool str_double(str s, double *ret_value)
{
    enum { LONGEST = 400 };
    char text[LONGEST + 1];
    if (s.n == 0 || s.n > LONGEST || !is_decimal(s))
        return false;
    call_once(&c_locale_once, c_locale_make);
    memcpy(text, s.p, s.n);
    text[s.n] = 0;
    double v = strtod_l(text, NULL, c_locale);
    if (!isfinite(v))
        return false;
    *ret_value = v;
    return true;
}

bool str_is_utf8(str s)
{
    for (size_t i = 0; i < s.n;) {
        size_t n = s.p[i] ? utf8_step(s.p + i, s.n - i) : 0;
        if (n == 0)
            return false;
        i += n;
    }
    return true;
}

static uint64_t mix(uint64_t a, uint64_t b)
{
    __extension__ unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Eight bytes a step through a 128-bit product, as wyhash (Wang Yi) does it. */
uint64_t str_hash(str s)
{
    const uint64_t k1 = 0x9E3779B97F4A7C15, k2 = 0xD1B54A32D192ED03;
    uint64_t       h = s.n * k1;
    size_t         i = 0;
    for (; i + 8 <= s.n; i += 8) {
        uint64_t word;
        memcpy(&word, s.p + i, 8);
        h = mix(h ^ word ^ k1, k2);
    }
    uint64_t tail = 0;
    if (i < s.n)
        memcpy(&tail, s.p + i, s.n - i);
    return mix(h ^ tail ^ k2, k1);
}
