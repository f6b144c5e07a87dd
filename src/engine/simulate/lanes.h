/* engine/simulate/lanes.h - sixteen trials side by side, as one value.
 *
 * Vectors of the compiler: on a machine with wide registers one instruction does a lane operation,
 * elsewhere several do. Where the compiler does not find the instruction that is meant (AVX-512),
 * it is named. No result depends on the width, since nothing is contracted or reordered.
 */
#ifndef ENGINE_SIMULATE_LANES_H
#define ENGINE_SIMULATE_LANES_H

#include "base/arena.h"
#include "engine/simulate/random.h"

#ifdef __AVX512F__
#define _MM_MALLOC_H_INCLUDED /* it allocates, which only base may */
#include <immintrin.h>
#endif

typedef int32_t lanes_i32 __attribute__((vector_size(4 * LANES)));
typedef float   lanes_f32 __attribute__((vector_size(4 * LANES)));

#define LANES_INLINE static inline __attribute__((always_inline))

LANES_INLINE lanes_i32 lanes_max(lanes_i32 a, lanes_i32 b)
{
#ifdef __AVX512F__
    return (lanes_i32)_mm512_max_epi32((__m512i)a, (__m512i)b);
#else
    const lanes_i32 greater = a > b;
    return (a & greater) | (b & ~greater);
#endif
}

LANES_INLINE lanes_i32 lanes_min(lanes_i32 a, lanes_i32 b)
{
#ifdef __AVX512F__
    return (lanes_i32)_mm512_min_epi32((__m512i)a, (__m512i)b);
#else
    const lanes_i32 less = a < b;
    return (a & less) | (b & ~less);
#endif
}

LANES_INLINE lanes_i32 lanes_all(int32_t v)
{
    return (lanes_i32){0} + v;
}

/* How many of the first n lanes are not above the limit. */
LANES_INLINE uint32_t lanes_count(lanes_i32 v, int32_t limit, int32_t n)
{
#ifdef __AVX512F__
    const unsigned below = _mm512_cmple_epi32_mask((__m512i)v, _mm512_set1_epi32(limit));
    return (uint32_t)__builtin_popcount(below & ((1u << n) - 1));
#else
    uint32_t count = 0;
    for (int l = 0; l < LANES; l++)
        count += (v[l] <= limit) & (l < n);
    return count;
#endif
}

/* Rows of lanes in an arena, as aligned as their type wants to be. */
static inline lanes_i32 *lanes_array(struct arena *mem, int32_t n)
{
    char *bytes = arena_alloc(mem, sizeof(lanes_i32) * ((size_t)n + 1));
    return (lanes_i32 *)(void *)(bytes + (-(uintptr_t)bytes & (sizeof(lanes_i32) - 1)));
}

/* Of each lane's index. */
LANES_INLINE lanes_u32 lanes_look_up(const uint32_t *table, lanes_u32 at)
{
#ifdef __AVX512F__
    return (lanes_u32)_mm512_i32gather_epi32((__m512i)at, table, 4);
#else
    lanes_u32 r;
    for (int l = 0; l < LANES; l++)
        r[l] = table[at[l]];
    return r;
#endif
}

/* Of a table of 32, which fits into two registers. */
LANES_INLINE lanes_f32 lanes_pick(const float table[32], lanes_i32 at)
{
#ifdef __AVX512F__
    return (lanes_f32)_mm512_permutex2var_ps(_mm512_loadu_ps(table), (__m512i)at,
                                             _mm512_loadu_ps(table + 16));
#else
    lanes_f32 r;
    for (int l = 0; l < LANES; l++)
        r[l] = table[at[l]];
    return r;
#endif
}

#endif
