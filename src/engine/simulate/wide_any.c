/* engine/simulate/wide_any.c - the loops as any machine has them, and which ones to take.
 *
 * Optimised here whatever the build says, but never in a debug build; nothing is contracted, so
 * that all widths give the same numbers.
 */
#ifdef __OPTIMIZE__
#pragma GCC optimize("O3", "fp-contract=off")
#endif
#include "engine/simulate/wide_loops.inc"

const struct wide wide_any = WIDE_LOOPS;

const struct wide *wide_best(void)
{
#if defined(__x86_64__) && defined(__OPTIMIZE__)
    if (__builtin_cpu_supports("avx512f"))
        return &wide_512;
    if (__builtin_cpu_supports("avx2"))
        return &wide_256;
#endif
    return &wide_any;
}
