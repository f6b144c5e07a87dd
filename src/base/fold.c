/* base/fold.c - the fold key of a text: what order and search compare.
 *
 * NFKC, full case folding and marks off in one pass of utf8proc; the key is stored beside the
 * text, so that both databases order and find alike. Text that is not UTF-8 is kept as it is:
 * a key must always exist.
 */
#include "base/str.h"

#include <stdlib.h>
#include <utf8proc.h>

str str_fold(struct arena *mem, str s)
{
    if (!s.p)
        return STR_NONE;
    utf8proc_uint8_t       *folded = NULL;
    const utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
                                  UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &folded,
                                      how);
    if (n < 0)
        return str_copy(mem, s);
    str copy = str_copy(mem, (str){(const char *)folded, (size_t)n});
    free(folded);
    return copy;
}
