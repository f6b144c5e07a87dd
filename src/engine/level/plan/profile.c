/* engine/level/plan/profile.c - free units of a resource as steps over an axis.
 *
 * Steps lie in two flat arrays, so that looking for room is reading forward; a step is inserted by
 * moving what follows. The last step has no end: what it leaves free is free for ever.
 */
#include "engine/level/plan/profile.h"

#include <math.h>
#include <string.h>

static int32_t units_of(double units)
{
    const double most = (double)INT32_MAX / 4 / LEVEL_UNIT;
    return units > 0 ? (int32_t)lround(fmin(units, most) * LEVEL_UNIT) : 0;
}

static void room(struct profile *p, struct arena *mem, int32_t n)
{
    if (n <= p->cap)
        return;
    const int32_t cap = n + n / 2 + 16;
    p->at = arena_grow(mem, p->at, sizeof *p->at * (size_t)p->cap, sizeof *p->at * (size_t)cap);
    p->left = arena_grow(mem, p->left, sizeof *p->left * (size_t)p->cap,
                         sizeof *p->left * (size_t)cap);
    p->cap = cap;
}

static int64_t on_axis(const struct profile *p, instant t)
{
    if (!p->axis)
        return t;
    if (t <= p->axis->from)
        return INT64_MIN;
    return t >= p->axis->to ? p->axis->total : worktime_before(p->axis, t);
}

void profile_init(struct profile *p, struct arena *mem, const struct level_resource *r,
                  const struct worktime *axis)
{
    *p = (struct profile){.axis = axis};
    room(p, mem, r->n_steps + 2);
    p->at[p->n++] = INT64_MIN;
    for (int32_t k = 0; k < r->n_steps; k++) {
        const int64_t at = on_axis(p, r->steps[k].from);
        if (at > p->at[p->n - 1])
            p->at[p->n++] = at;
        p->left[p->n - 1] = units_of(r->steps[k].units);
    }
    for (int32_t k = 0; k < p->n; k++)
        p->peak = p->left[k] > p->peak ? p->left[k] : p->peak;
}

void profile_copy(struct profile *to, struct arena *mem, const struct profile *from)
{
    room(to, mem, from->n);
    to->axis = from->axis;
    to->peak = from->peak;
    to->n = from->n;
    memcpy(to->at, from->at, sizeof *to->at * (size_t)from->n);
    memcpy(to->left, from->left, sizeof *to->left * (size_t)from->n);
}

/* The step that x lies in. */
static int32_t find(const struct profile *p, int64_t x)
{
    const int64_t *at = p->at;
    int32_t        n = p->n, low = 0;
    while (n > 1) {
        const int32_t half = n / 2;
        low = at[low + half] <= x ? low + half : low;
        n -= half;
    }
    return low;
}

/* A step that begins at x; its index. */
static int32_t cut(struct profile *p, struct arena *mem, int64_t x)
{
    const int32_t i = find(p, x);
    if (p->at[i] == x)
        return i;
    room(p, mem, p->n + 1);
    const size_t behind = (size_t)(p->n - i - 1);
    memmove(p->at + i + 2, p->at + i + 1, sizeof *p->at * behind);
    memmove(p->left + i + 2, p->left + i + 1, sizeof *p->left * behind);
    p->at[i + 1] = x;
    p->left[i + 1] = p->left[i];
    p->n++;
    return i + 1;
}

void profile_take(struct profile *p, struct arena *mem, const int64_t span[2], int32_t units)
{
    if (span[1] <= span[0])
        return;
    const int32_t from = cut(p, mem, span[0]), to = cut(p, mem, span[1]);
    for (int32_t i = from; i < to; i++)
        p->left[i] -= units;
}

int64_t profile_fit(const struct profile *p, int64_t from, int64_t length, int32_t need)
{
    int32_t i = find(p, from);
    for (;;) {
        while (p->left[i] < need)
            if (++i == p->n)
                return LEVEL_NEVER;
        const int64_t x = p->at[i] > from ? p->at[i] : from;
        while (++i < p->n && p->at[i] < x + length && p->left[i] >= need) {
        }
        if (i == p->n || p->at[i] >= x + length)
            return x;
    }
}

int64_t profile_fit_back(const struct profile *p, int64_t from, int64_t length, int32_t need)
{
    int64_t end = from + length;
    int32_t i = find(p, end - 1);
    for (;;) {
        while (p->left[i] < need)
            if (--i < 0)
                return INT64_MIN;
        if (i + 1 < p->n && p->at[i + 1] < end)
            end = p->at[i + 1];
        while (i > 0 && p->at[i] > end - length && p->left[i - 1] >= need)
            i--;
        if (p->at[i] <= end - length)
            return end - length;
        if (--i < 0)
            return INT64_MIN;
    }
}

bool profile_short(const struct profile *p, const int64_t span[2], int32_t need,
                   int64_t ret_short[2])
{
    int32_t i = find(p, span[0]);
    while (i < p->n && p->at[i] < span[1] && p->left[i] >= need)
        i++;
    if (i == p->n || p->at[i] >= span[1])
        return false;
    ret_short[0] = p->at[i] > span[0] ? p->at[i] : span[0];
    while (i < p->n && p->left[i] < need)
        i++;
    ret_short[1] = i < p->n ? p->at[i] : LEVEL_NEVER;
    return true;
}
