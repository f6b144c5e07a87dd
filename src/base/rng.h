/* base/rng.h - repeatable random numbers (splitmix64, Steele, Lea & Flood 2014) and secure ones. */
#ifndef BASE_RNG_H
#define BASE_RNG_H

#include "base/str.h"

uint64_t rng_next(uint64_t *state);
uint32_t rng_below(uint64_t *state, uint32_t limit); /* 0 … limit-1; limit > 0 */
double   rng_unit(uint64_t *state);                  /* [0, 1) */

void rng_secure(void *bytes, size_t n);          /* getrandom(2) */
str  rng_token(struct arena *mem, size_t bytes); /* base64url text of secure bytes */

#endif
