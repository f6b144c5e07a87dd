/* Problems for the tests of levelling, and the shortest schedule of small ones by trying all lists.
 *
 * Some active schedule is shortest when no lag is negative, and every active schedule comes from
 * some list by the serial scheme; placing is done here period by period, apart from the engine.
 */
#include "small.h"

#include "base/rng.h"

#include <stdbool.h>
#include <string.h>

static int32_t between(uint64_t *seed, int32_t least, int32_t most)
{
    return least + (int32_t)rng_below(seed, (uint32_t)(most - least + 1));
}

static int32_t *numbers(struct arena *mem, int32_t n)
{
    return arena_array(mem, int32_t, n + 1);
}

static void links(struct arena *mem, const struct small *s, uint64_t *seed, struct level_problem *p)
{
    const int32_t n = s->activities;
    int32_t *first = numbers(mem, n + 1), *succ = numbers(mem, n * n), *lag = numbers(mem, n * n);
    bool    *is_linked = arena_array(mem, bool, n *n);
    for (int32_t j = 1; j < n - 1; j++)
        for (int32_t k = between(seed, 1, 3); k > 0; k--)
            is_linked[between(seed, j > 6 ? j - 6 : 0, j - 1) * n + j] = true;
    for (int32_t i = 0; i < n - 1; i++)
        is_linked[i * n + n - 1] = true;
    int32_t count = 0;
    for (int32_t i = 0; i < n; i++) {
        for (int32_t j = 0; j < n; j++)
            if (is_linked[i * n + j]) {
                lag[count] = j == n - 1 ? 0 : between(seed, s->lag_least, s->lag_most);
                succ[count++] = j;
            }
        first[i + 1] = count;
    }
    p->succ_first = first;
    p->succ = succ;
    p->succ_lag = s->lag_least || s->lag_most ? lag : NULL;
}

static void draw(uint64_t *seed, int32_t n, int32_t most, int32_t *ret_v)
{
    for (int32_t k = 0; k < n; k++)
        ret_v[k] = between(seed, 0, most);
}

struct level_problem small_problem(struct arena *mem, const struct small *s)
{
    const int32_t        n = s->activities;
    uint64_t             seed = s->seed;
    struct level_problem p = {
        .n_activities = n, .n_resources = s->resources, .n_stocks = s->stocks};
    int32_t *capacity = numbers(mem, s->resources), *stock = numbers(mem, s->stocks);
    int32_t *first = numbers(mem, n + 1), *duration = numbers(mem, n * s->modes);
    int32_t *need = numbers(mem, n * s->modes * s->resources);
    int32_t *use = numbers(mem, n * s->modes * s->stocks);
    for (int32_t r = 0; r < s->resources; r++)
        capacity[r] = s->capacity;
    for (int32_t i = 0; i < n; i++) {
        const bool is_dummy = i == 0 || i == n - 1;
        first[i + 1] = first[i] + (is_dummy ? 1 : between(&seed, 1, s->modes));
        for (int32_t k = first[i]; k < first[i + 1] && !is_dummy; k++) {
            duration[k] = between(&seed, i % 9 ? 1 : 0, s->longest);
            draw(&seed, s->resources, s->capacity, need + k * s->resources);
            draw(&seed, s->stocks, 9, use + k * s->stocks);
        }
        for (int32_t x = 0; x < s->stocks; x++) /* the first modes fit */
            stock[x] += use[first[i] * s->stocks + x];
    }
    p.capacity = capacity;
    p.stock = stock;
    p.mode_first = first;
    p.mode_duration = duration;
    p.mode_need = need;
    p.mode_use = s->stocks ? use : NULL;
    links(mem, s, &seed, &p);
    return p;
}

/* ---- all lists ------------------------------------------------------------------------------- */

enum { PERIODS = 200 };

struct tries {
    const struct level_problem *p;
    int32_t                    *missing, *finish;
    int32_t                     used[PERIODS][8];
    int32_t                     best;
};

static bool fits(const struct tries *x, int32_t i, int32_t start)
{
    for (int32_t t = start; t < start + x->p->mode_duration[i]; t++)
        for (int32_t r = 0; r < x->p->n_resources; r++)
            if (x->used[t][r] + x->p->mode_need[i * x->p->n_resources + r] > x->p->capacity[r])
                return false;
    return true;
}

static void change(struct tries *x, int32_t i, int32_t start, int32_t sign)
{
    for (int32_t t = start; t < start + x->p->mode_duration[i]; t++)
        for (int32_t r = 0; r < x->p->n_resources; r++)
            x->used[t][r] += sign * x->p->mode_need[i * x->p->n_resources + r];
}

static void try_all(struct tries *x, int32_t placed, int32_t span)
{
    const struct level_problem *p = x->p;
    if (span >= x->best)
        return;
    if (placed == p->n_activities) {
        x->best = span;
        return;
    }
    for (int32_t i = 0; i < p->n_activities; i++) {
        if (x->missing[i] != 0)
            continue;
        int32_t start = 0;
        for (int32_t j = 0; j < p->n_activities; j++)
            for (int32_t a = p->succ_first[j]; a < p->succ_first[j + 1]; a++) {
                const int32_t t = x->finish[j] + (p->succ_lag ? p->succ_lag[a] : 0);
                start = p->succ[a] == i && t > start ? t : start;
            }
        while (!fits(x, i, start))
            start++;
        change(x, i, start, 1);
        x->missing[i] = -1;
        x->finish[i] = start + p->mode_duration[i];
        for (int32_t a = p->succ_first[i]; a < p->succ_first[i + 1]; a++)
            x->missing[p->succ[a]]--;
        try_all(x, placed + 1, x->finish[i] > span ? x->finish[i] : span);
        for (int32_t a = p->succ_first[i]; a < p->succ_first[i + 1]; a++)
            x->missing[p->succ[a]]++;
        x->missing[i] = 0;
        change(x, i, start, -1);
    }
}

int32_t small_shortest(struct arena *mem, const struct level_problem *p)
{
    struct tries *x = arena_new(mem, struct tries);
    *x = (struct tries){.p = p, .best = PERIODS};
    x->missing = numbers(mem, p->n_activities);
    x->finish = numbers(mem, p->n_activities);
    for (int32_t a = 0; a < p->succ_first[p->n_activities]; a++)
        x->missing[p->succ[a]]++;
    try_all(x, 0, 0);
    return x->best;
}
