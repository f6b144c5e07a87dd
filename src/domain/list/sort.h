/* domain/list/sort.h - the order of a list: "title,-start".
 *
 * Texts are ordered for people (domain/list/text_order.h), absent values come last (first where
 * the key is reversed), and the id decides between equals, so that the order is total.
 */
#ifndef DOMAIN_LIST_SORT_H
#define DOMAIN_LIST_SORT_H

#include "domain/list/columns.h"

enum { SORT_KEYS_MAX = 8 };

struct sort {
    size_t        n;
    struct column keys[SORT_KEYS_MAX];
    bool          is_reversed[SORT_KEYS_MAX];
};

struct sorted {
    const void            *record;
    const struct item_row *row; /* may be NULL */
};

/* Absent or empty text gives no keys: order of id. ERR_INVALID names the key. */
err sort_compile(const struct entity *e, str text, struct sort *ret_sort);

/* O(n log n); every text is folded once, in mem. */
void sort_run(struct arena *mem, const struct sort *s, struct sorted *v, size_t n);

#endif
