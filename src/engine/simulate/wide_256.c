/* engine/simulate/wide_256.c - the loops for registers of 256 bits (AVX2); elsewhere as wide_any.c.
 *
 * Must be asked for by wide_best, which looks whether the machine has them.
 */
#ifdef __OPTIMIZE__
#pragma GCC optimize("O3", "fp-contract=off")
#ifdef __x86_64__
#pragma GCC target("avx2")
#endif
#endif
#include "engine/simulate/wide_loops.inc"

const struct wide wide_256 = WIDE_LOOPS;
