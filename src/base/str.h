/* base/str.h - borrowed text: pointer and length, UTF-8, not terminated.
 *
 * `p == NULL` means absent, which is not the same as empty. A str is borrowed:
 * valid until its owner ends; to keep it, str_copy into your arena.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct str {
    const char *p;
    size_t      n;
} str;

#define STR_NONE   ((str){0, 0})
#define S(literal) ((str){"" literal, sizeof(literal) - 1})
/* printf("%.*s", STR_ARG(s)) */
#define STR_ARG(s) ((int)(s).n), ((s).p ? (s).p : "")

str  str_from(const char *text);  /* terminated text; NULL gives STR_NONE */
bool str_eq(str a, str b);        /* absent equals absent only */
bool str_eq_nocase(str a, str b); /* ASCII letters only: keywords, header names */
int  str_cmp(str a, str b);       /* bytes; absent first */
bool str_starts(str s, str prefix);
bool str_ends(str s, str suffix);
bool str_has(str s, str part);

str str_copy(struct arena *mem, str s);      /* terminated with NUL behind the end; keeps absence */
const char *str_z(struct arena *mem, str s); /* terminated copy; "" for absent */
__attribute__((format(printf, 2, 3))) str str_fmt(struct arena *mem, const char *fmt, ...);

str str_trim(str s);                        /* blanks, tabs and line ends off both ends */
str str_sub(str s, size_t from, size_t to); /* clamped */

/* Cuts at the first `sep`: ret_head before it, *rest behind it; false when *rest was absent (end).
 */
bool str_cut(str *rest, char sep, str *ret_head);

/* Whole-text numbers; false leaves the output alone. No blanks, no sign but '-', no overflow. */
bool str_int(str s, int64_t *ret_value);
bool str_double(str     s,
                double *ret_value); /* finite only, '.' as decimal sign, independent of locale */

bool str_is_utf8(str s); /* strict: no surrogates, no overlong forms, no NUL */

/* Folded for order and search: NFKC, case folded, marks off ("Übung" → "ubung"). */
str str_fold(struct arena *mem, str s);

uint64_t str_hash(str s);

#endif
