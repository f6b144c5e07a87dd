/* formats/builder/pack.c - a bit for each word that differs, then those words.
 *
 * Words are compared as bytes, so padding that differs costs a word and changes nothing.
 */
#include "formats/builder/pack.h"

#include <assert.h>
#include <string.h>

enum { WORD = sizeof(uint64_t), BITS = 64, MAPS_MAX = PACK_BYTES_MAX / WORD / BITS };

static uint64_t word_of(const void *record, size_t k)
{
    uint64_t w;
    memcpy(&w, (const char *)record + k * WORD, WORD);
    return w;
}

const uint64_t *pack_make(struct arena *mem, const void *record, const void *empty, size_t size)
{
    const size_t n = size / WORD, n_maps = (n + BITS - 1) / BITS;
    uint64_t     map[MAPS_MAX] = {0};
    size_t       n_words = 0;
    assert(size % WORD == 0 && size <= PACK_BYTES_MAX);
    for (size_t k = 0; k < n; k++) {
        const uint64_t differs = word_of(record, k) != word_of(empty, k);
        map[k / BITS] |= differs << k % BITS;
        n_words += differs;
    }
    uint64_t *packed = arena_array(mem, uint64_t, n_maps + n_words), *to = packed + n_maps;
    memcpy(packed, map, n_maps * WORD);
    for (size_t k = 0; k < n; k++)
        if (map[k / BITS] >> k % BITS & 1)
            *to++ = word_of(record, k);
    return packed;
}

void pack_open(const uint64_t *packed, const void *empty, size_t size, void *ret_record)
{
    const size_t    n = size / WORD;
    const uint64_t *from = packed + (n + BITS - 1) / BITS;
    memcpy(ret_record, empty, size);
    for (size_t k = 0; k < n; k++)
        if (packed[k / BITS] >> k % BITS & 1)
            memcpy((char *)ret_record + k * WORD, from++, WORD);
}
