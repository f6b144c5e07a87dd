/* engine/level/dice.h - repeatable random numbers for inner loops (splitmix64, as base/rng.h). */
#ifndef ENGINE_LEVEL_DICE_H
#define ENGINE_LEVEL_DICE_H

#include <stdint.h>

struct dice {
    uint64_t state;
};

static inline uint64_t dice_bits(struct dice *d)
{
    uint64_t z = (d->state += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

/* 0 ... limit - 1; limit > 0. */
static inline int32_t dice_below(struct dice *d, int32_t limit)
{
    return (int32_t)(((dice_bits(d) >> 32) * (uint64_t)(uint32_t)limit) >> 32);
}

/* [0, 1) */
static inline double dice_unit(struct dice *d)
{
    return (double)(dice_bits(d) >> 11) * 0x1p-53;
}

#endif
