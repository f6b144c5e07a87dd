/* engine/simulate/random.h - numbers that are counted, not drawn: Threefry4x32 in lanes.
 *
 * Threefry with 12 rounds of Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1,
 * 2, 3" (SC 2011): a block cipher over a counter of four words under a key; sixteen counters side
 * by side. Any number can be had alone, in any order, on any thread. The same file holds the
 * stratum of a trial: a keyed permutation of each 256 trials, for Latin hypercube samples.
 */
#ifndef ENGINE_SIMULATE_RANDOM_H
#define ENGINE_SIMULATE_RANDOM_H

#include <stdint.h>

/* Vectors never leave a translation unit: their functions are inlined. */
#pragma GCC diagnostic ignored "-Wpsabi"

enum { LANES = 16, RANDOM_ROUNDS = 12, RANDOM_STRATA = 256 };

typedef uint32_t lanes_u32 __attribute__((vector_size(4 * LANES)));

struct random_key {
    uint32_t word[5]; /* four of the key, and their parity */
};

static inline struct random_key random_key_of(uint64_t seed, uint32_t purpose)
{
    struct random_key k = {{(uint32_t)seed, (uint32_t)(seed >> 32), purpose, 0, 0}};
    k.word[4] = 0x1BD11BDAu ^ k.word[0] ^ k.word[1] ^ k.word[2] ^ k.word[3];
    return k;
}

#define RANDOM_ROTATE(x, r) ((x) << (r) | (x) >> (32 - (r)))
/* Two mixes of words a, b and c, d. */
#define RANDOM_MIX(a, b, r, c, d, s)                                                               \
    x[a] += x[b];                                                                                  \
    x[b] = RANDOM_ROTATE(x[b], r) ^ x[a];                                                          \
    x[c] += x[d];                                                                                  \
    x[d] = RANDOM_ROTATE(x[d], s) ^ x[c];
#define RANDOM_ADD_KEY(s)                                                                          \
    for (int w_ = 0; w_ < 4; w_++)                                                                 \
        x[w_] += k->word[((s) + w_) % 5];                                                          \
    x[3] += (uint32_t)(s);
#define RANDOM_EVEN(s)                                                                             \
    RANDOM_MIX(0, 1, 10, 2, 3, 26)                                                                 \
    RANDOM_MIX(0, 3, 11, 2, 1, 21)                                                                 \
    RANDOM_MIX(0, 1, 13, 2, 3, 27)                                                                 \
    RANDOM_MIX(0, 3, 23, 2, 1, 5)                                                                  \
    RANDOM_ADD_KEY(s)
#define RANDOM_ODD(s)                                                                              \
    RANDOM_MIX(0, 1, 6, 2, 3, 20)                                                                  \
    RANDOM_MIX(0, 3, 17, 2, 1, 11)                                                                 \
    RANDOM_MIX(0, 1, 25, 2, 3, 10)                                                                 \
    RANDOM_MIX(0, 3, 18, 2, 1, 20)                                                                 \
    RANDOM_ADD_KEY(s)

/* x: in the counters, out the numbers. */
static inline __attribute__((always_inline)) void random_lanes(const struct random_key *k,
                                                               lanes_u32                x[4])
{
    RANDOM_ADD_KEY(0)
    RANDOM_EVEN(1)
    RANDOM_ODD(2)
    RANDOM_EVEN(3)
}

/* The same with twenty rounds, for which the authors publish numbers to compare with. */
static inline __attribute__((always_inline)) void random_lanes_20(const struct random_key *k,
                                                                  lanes_u32                x[4])
{
    RANDOM_ADD_KEY(0)
    RANDOM_EVEN(1)
    RANDOM_ODD(2)
    RANDOM_EVEN(3)
    RANDOM_ODD(4)
    RANDOM_EVEN(5)
}

/* A place 0 … 255 for each of 256 trials, each once; which, the key tells. */
static inline __attribute__((always_inline)) lanes_u32 random_stratum(lanes_u32 trial, uint32_t key)
{
    lanes_u32 x = (trial ^ key) & 255;
    x = (x * (key >> 8 | 1)) & 255;
    x ^= x >> 4;
    x = (x * (key >> 15 | 1)) & 255;
    x ^= x >> 3;
    return (x + (key >> 24)) & 255;
}

#endif
