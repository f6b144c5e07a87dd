/* base/map.h - hash maps from int64 or str to int64 (an index, an id or a pointer cast by the
 * user).
 *
 * Open addressing, linear probing, at most 70 % full; lives in an arena; no removal of single
 * tables' memory. O(1) expected.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

struct map { /* zeroed + mem is valid */
    struct arena *mem;
    int64_t      *keys, *values;
    uint8_t      *state; /* 0 free, 1 used, 2 removed */
    size_t        n, filled, cap;
};

void    map_init(struct map *m, struct arena *mem, size_t expected);
void    map_put(struct map *m, int64_t key, int64_t value); /* replaces */
bool    map_get(const struct map *m, int64_t key, int64_t *ret_value);
int64_t map_or(const struct map *m, int64_t key, int64_t otherwise);
bool    map_del(struct map *m, int64_t key);

struct strmap { /* keys are borrowed: they must outlive the map */
    struct arena *mem;
    str          *keys;
    int64_t      *values;
    size_t        n, cap;
};

void strmap_init(struct strmap *m, struct arena *mem, size_t expected);
void strmap_put(struct strmap *m, str key, int64_t value);
bool strmap_get(const struct strmap *m, str key, int64_t *ret_value);

#endif
