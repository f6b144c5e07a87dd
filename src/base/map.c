/* base/map.c - hash maps in an arena.
 *
 * Open addressing with linear probing, powers of two, grown before 70 % are filled. A removed
 * int64 key leaves a tombstone (state 2), which counts as filled until the table grows. The old
 * tables stay in the arena: twice the final size at most. Order of iteration is not offered,
 * so that no result can depend on it.
 */
#include "base/map.h"

enum { FREE, USED, REMOVED };

static size_t capacity_for(size_t expected)
{
    size_t cap = 16;
    while (cap * 7 / 10 <= expected)
        cap *= 2;
    return cap;
}

static size_t slot_of(int64_t key, size_t cap)
{
    uint64_t h = (uint64_t)key * 0x9E3779B97F4A7C15;
    return (size_t)(h ^ (h >> 32)) & (cap - 1);
}

static void map_tables(struct map *m, size_t cap)
{
    m->keys = arena_array(m->mem, int64_t, cap);
    m->values = arena_array(m->mem, int64_t, cap);
    m->state = arena_array(m->mem, uint8_t, cap);
    m->cap = cap;
    m->n = m->filled = 0;
}

void map_init(struct map *m, struct arena *mem, size_t expected)
{
    *m = (struct map){.mem = mem};
    map_tables(m, capacity_for(expected));
}

/* The slot that holds key, or the free one where the search ended; cap > 0. */
static size_t map_find(const struct map *m, int64_t key)
{
    size_t i = slot_of(key, m->cap);
    while (m->state[i] != FREE && !(m->state[i] == USED && m->keys[i] == key))
        i = (i + 1) & (m->cap - 1);
    return i;
}

static void map_grow(struct map *m)
{
    struct map old = *m;
    map_tables(m, capacity_for(old.n * 2));
    for (size_t i = 0; i < old.cap; i++)
        if (old.state[i] == USED)
            map_put(m, old.keys[i], old.values[i]);
}

void map_put(struct map *m, int64_t key, int64_t value)
{
    if (m->cap == 0 || (m->filled + 1) * 10 > m->cap * 7)
        map_grow(m);
    size_t i = map_find(m, key);
    if (m->state[i] == FREE) {
        m->state[i] = USED;
        m->keys[i] = key;
        m->n++;
        m->filled++;
    }
    m->values[i] = value;
}

bool map_get(const struct map *m, int64_t key, int64_t *ret_value)
{
    size_t i = m->cap ? map_find(m, key) : 0;
    if (m->cap == 0 || m->state[i] != USED)
        return false;
    *ret_value = m->values[i];
    return true;
}

int64_t map_or(const struct map *m, int64_t key, int64_t otherwise)
{
    int64_t v = otherwise;
    (void)map_get(m, key, &v);
    return v;
}

bool map_del(struct map *m, int64_t key)
{
    size_t i = m->cap ? map_find(m, key) : 0;
    if (m->cap == 0 || m->state[i] != USED)
        return false;
    m->state[i] = REMOVED;
    m->n--;
    return true;
}

static void strmap_tables(struct strmap *m, size_t cap)
{
    m->keys = arena_array(m->mem, str, cap);
    m->values = arena_array(m->mem, int64_t, cap);
    m->cap = cap;
    m->n = 0;
}

void strmap_init(struct strmap *m, struct arena *mem, size_t expected)
{
    *m = (struct strmap){.mem = mem};
    strmap_tables(m, capacity_for(expected));
}

static size_t strmap_find(const struct strmap *m, str key)
{
    size_t i = (size_t)str_hash(key) & (m->cap - 1);
    while (m->keys[i].p && !str_eq(m->keys[i], key))
        i = (i + 1) & (m->cap - 1);
    return i;
}

static void strmap_grow(struct strmap *m)
{
    struct strmap old = *m;
    strmap_tables(m, capacity_for(old.n * 2));
    for (size_t i = 0; i < old.cap; i++)
        if (old.keys[i].p)
            strmap_put(m, old.keys[i], old.values[i]);
}

void strmap_put(struct strmap *m, str key, int64_t value)
{
    if (!key.p)
        key = S(""); /* absent marks a free slot; as a key it is the empty text */
    if (m->cap == 0 || (m->n + 1) * 10 > m->cap * 7)
        strmap_grow(m);
    size_t i = strmap_find(m, key);
    if (!m->keys[i].p) {
        m->keys[i] = key;
        m->n++;
    }
    m->values[i] = value;
}

bool strmap_get(const struct strmap *m, str key, int64_t *ret_value)
{
    if (!key.p)
        key = S("");
    size_t i = m->cap ? strmap_find(m, key) : 0;
    if (m->cap == 0 || !m->keys[i].p)
        return false;
    *ret_value = m->values[i];
    return true;
}
