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

/* Bit k: period k has enough. */
#ifdef __SSE2__
typedef int32_t lanes __attribute__((vector_size(16), aligned(4), may_alias));
typedef int16_t halves __attribute__((vector_size(16)));

static inline halves enough8(const uint32_t *room, lanes need, lanes guard)
{
    const lanes low = ((*(const lanes *)room - need) & guard) == guard;
    const lanes high = ((*(const lanes *)(room + 4) - need) & guard) == guard;
    return __builtin_ia32_packssdw128(low, high);
}

static inline uint32_t enough16(const uint32_t *room, lanes need, lanes guard)
{
    return (uint32_t)__builtin_ia32_pmovmskb128(
        __builtin_ia32_packsswb128(enough8(room, need, guard), enough8(room + 8, need, guard)));
}

static inline uint32_t enough(const uint32_t *room, uint32_t need, uint32_t guard)
{
    const lanes need4 = (lanes){0} + (int32_t)need, guard4 = (lanes){0} + (int32_t)guard;
    return enough16(room, need4, guard4) | enough16(room + 16, need4, guard4) << 16;
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

static inline int32_t find(const uint32_t *room, int32_t t, int32_t duration, uint32_t need,
                           uint32_t guard)
{
    int32_t run = 0; /* periods just before t that have enough */
    for (;; t += LEVEL_WINDOW) {
        const uint32_t bits = enough(room + t, need, guard);
        const int32_t  ones = ~bits ? __builtin_ctz(~bits) : LEVEL_WINDOW;
        if (run + ones >= duration)
            return t - run;
        if (ones == LEVEL_WINDOW) {
            run += LEVEL_WINDOW;
            continue;
        }
        const uint32_t starts = duration <= LEVEL_WINDOW ? runs(bits, duration) : 0;
        if (starts)
            return t + __builtin_ctz(starts);
        run = __builtin_clz(~bits);
    }
}

static inline void take(uint32_t *room, int32_t duration, uint32_t need)
{
    for (int32_t k = 0; k < duration; k++)
        room[k] -= need;
}

int32_t narrow_find(const struct level_machine *m, int32_t mode, int32_t from)
{
    return find(m->room32, from, m->duration[mode], m->need32[mode], m->guard32);
}

void narrow_add(struct level_machine *m, int32_t mode, int32_t start, bool is_taken)
{
    const uint32_t need = m->need32[mode];
    take(m->room32 + start, m->duration[mode], is_taken ? need : 0U - need);
}

int32_t narrow_run(struct level_machine *m, const struct level_pass *pass, int32_t *finish)
{
    const struct level_side *side = &m->side[pass->direction];
    uint32_t *const          room = m->room32;
    int32_t                  span = 0;
    for (int32_t k = 0; k < m->n; k++) {
        const int32_t i = pass->list[k], mode = pass->mode[i], duration = m->duration[mode];
        int32_t       t = level_earliest(side, i, finish);
        if (duration && m->need32[mode]) {
            t = find(room, t, duration, m->need32[mode], m->guard32);
            take(room + t, duration, m->need32[mode]);
        }
        t += duration;
        finish[i] = t;
        span = t > span ? t : span;
        if (pass->tail && t + pass->tail[i] > pass->limit) {
            m->dirty = span;
            return INT32_MAX;
        }
    }
    m->dirty = span;
    return span;
}
