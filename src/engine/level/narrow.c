/* Placing where a period is one word of 32 bits.
 *
 * 32 periods are asked at once and answered as 32 bits, bit k for "enough in period k"; shifted
 * copies and-ed together leave the bits from which `duration` periods in a row have enough. A run
 * that reaches the end of a window goes on in the next. The words beyond the horizon are full.
 */
#include "engine/level/place.h"

/* Shifts that leave runs: after step k runs of min(2^k, d) are known. */
#define STEP(have, d) ((d) > (have) ? ((d) - (have) < (have) ? (d) - (have) : (have)) : 0)
#define STEPS(d)                                                                                   \
    {                                                                                              \
        STEP(1, d), STEP(2, d), STEP(4, d), STEP(8, d), STEP(16, d)                                \
    }
#define STEPS4(d) STEPS(d), STEPS((d) + 1), STEPS((d) + 2), STEPS((d) + 3)
static const uint8_t steps[LEVEL_WINDOW][5] = {STEPS4(1),  STEPS4(5),  STEPS4(9),  STEPS4(13),
                                               STEPS4(17), STEPS4(21), STEPS4(25), STEPS4(29)};

typedef int32_t lanes __attribute__((vector_size(16), may_alias));
typedef int32_t loose __attribute__((vector_size(16), aligned(4), may_alias));
enum { LANES = 4, QUICK = 4 * LANES - (LANES - 1) };

/* Bit k: period k has enough. `room` lies on a multiple of LANES. */
#ifdef __SSE2__
typedef int16_t halves __attribute__((vector_size(16)));

static inline halves enough8(const lanes *room, lanes need, lanes guard)
{
    const lanes low = ((room[0] - need) & guard) == guard;
    const lanes high = ((room[1] - need) & guard) == guard;
    return __builtin_ia32_packssdw128(low, high);
}

static inline uint32_t enough16(const lanes *room, lanes need, lanes guard)
{
    return (uint32_t)__builtin_ia32_pmovmskb128(
        __builtin_ia32_packsswb128(enough8(room, need, guard), enough8(room + 2, need, guard)));
}

static inline uint32_t enough(const uint32_t *room, uint32_t need, uint32_t guard)
{
    const lanes need4 = (lanes){0} + (int32_t)need, guard4 = (lanes){0} + (int32_t)guard;
    return enough16((const lanes *)room, need4, guard4) |
           enough16((const lanes *)(room + 16), need4, guard4) << 16;
}
#else
static inline uint32_t enough(const uint32_t *room, uint32_t need, uint32_t guard)
{
    uint32_t bits = 0;
    for (int k = 0; k < LEVEL_WINDOW; k++)
        bits |= (uint32_t)(((room[k] - need) & guard) == guard) << k;
    return bits;
}
#endif

static inline uint32_t runs(uint32_t bits, int32_t duration)
{
    const uint8_t *step = steps[duration - 1];
    bits &= bits >> step[0];
    bits &= bits >> step[1];
    bits &= bits >> step[2];
    bits &= bits >> step[3];
    bits &= bits >> step[4];
    return bits;
}

/* Goes on from a window at `t` of which `bits` tells all that may be used. */
static __attribute__((noinline)) int32_t find_on(const struct level_machine *m, int32_t t,
                                                 int32_t mode, uint32_t bits)
{
    const int32_t duration = m->duration[mode];
    int32_t       run = 0; /* periods just before t that have enough */
    for (;;) {
        const int32_t ones = ~bits ? __builtin_ctz(~bits) : LEVEL_WINDOW;
        if (run + ones >= duration)
            return t - run;
        const uint32_t starts = duration <= LEVEL_WINDOW ? runs(bits, duration) : 0;
        if (starts)
            return t + __builtin_ctz(starts);
        run = ~bits ? __builtin_clz(~bits) : run + LEVEL_WINDOW;
        t += LEVEL_WINDOW;
        bits = enough(m->room32 + t, m->need32[mode], m->guard32);
    }
}

static inline __attribute__((always_inline)) int32_t find(const struct level_machine *m,
                                                          int32_t from, int32_t mode)
{
    const int32_t  t = from & -LANES, duration = m->duration[mode];
    const uint32_t bits = enough(m->room32 + t, m->need32[mode], m->guard32) & ~0U << (from - t);
    if (duration <= LEVEL_WINDOW) {
        const uint32_t starts = runs(bits, duration);
        if (__builtin_expect(starts != 0, 1))
            return t + __builtin_ctz(starts);
    }
    return find_on(m, t, mode, bits);
}

/* Ones from 16 on, ones before 16: read from 16 - x on they are masks of lanes from x on, before x.
 */
#define ONES16 -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1
static const int32_t from_16[32] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ONES16};
static const int32_t before_16[32] = {ONES16};

/* Whole groups of lanes are written, so that the next look at them finds what was written whole. */
static inline __attribute__((always_inline)) void add(struct level_machine *m, int32_t start,
                                                      int32_t duration, uint32_t change)
{
    uint32_t *const room = m->room32;
    if (duration > QUICK) {
        for (int32_t k = 0; k < duration; k++)
            room[start + k] += change;
        return;
    }
    const int32_t  first = start & (LANES - 1);
    lanes *const   group = (lanes *)(room + (start - first));
    const int32_t *before = before_16 + 16 - first - duration;
    const lanes    all = (lanes){0} + (int32_t)change;
    group[0] += all & *(const loose *)before & *(const loose *)(from_16 + 16 - first);
    group[1] += all & *(const loose *)(before + LANES);
    group[2] += all & *(const loose *)(before + 2 * LANES);
    group[3] += all & *(const loose *)(before + 3 * LANES);
}

int32_t narrow_find(const struct level_machine *m, int32_t mode, int32_t from)
{
    return find(m, from, mode);
}

void narrow_add(struct level_machine *m, int32_t mode, int32_t start, bool is_taken)
{
    const uint32_t need = m->need32[mode];
    add(m, start, m->duration[mode], is_taken ? 0U - need : need);
}

/* Rows without lags: the padding's finish is below every other. */
static inline int32_t after_preds(const struct level_side *side, int32_t i, const int32_t *finish)
{
    int32_t earliest = 0;
    for (int32_t k = side->pred_first[i]; k < side->pred_first[i + 1]; k += LEVEL_ROW_PAD) {
        const int32_t *pred = side->pred + k;
        const int32_t  a = finish[pred[0]], b = finish[pred[1]];
        const int32_t  c = finish[pred[2]], d = finish[pred[3]];
        const int32_t  ab = a > b ? a : b, cd = c > d ? c : d;
        const int32_t  latest = ab > cd ? ab : cd;
        earliest = latest > earliest ? latest : earliest;
    }
    return earliest;
}

int32_t narrow_run(struct level_machine *m, const struct level_pass *pass, int32_t *finish)
{
    const struct level_side *side = &m->side[pass->direction];
    int32_t                  span = 0;
    for (int32_t k = 0; k < m->n; k++) {
        const int32_t i = pass->list[k], mode = pass->mode[i], duration = m->duration[mode];
        int32_t t = side->lag ? level_earliest(side, i, finish) : after_preds(side, i, finish);
        if (duration && m->need32[mode]) {
            t = find(m, t, mode);
            add(m, t, duration, 0U - m->need32[mode]);
        }
        t += duration;
        finish[i] = t;
        span = t > span ? t : span;
    }
    m->dirty = span;
    return span;
}
