/* engine/simulate/wide_512.c - the loops for registers of 512 bits (AVX-512); elsewhere as
 * wide_any.c.
 *
 * Must be asked for by wide_best, which looks whether the machine has them.
 */
#ifdef __OPTIMIZE__
#pragma GCC optimize("O3", "fp-contract=off")
#ifdef __x86_64__
#pragma GCC target("avx512f")
#endif
#endif
#include "engine/simulate/wide_loops.inc"

const struct wide wide_512 = WIDE_LOOPS;
