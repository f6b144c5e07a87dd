/* Lower bounds by counting, no search.
 *
 * Heads and tails are longest paths with the shortest usable modes. For each resource the
 * activities are sorted by tail; for each of the heads as threshold one walk over them adds up the
 * work of those that lie behind it, and each prefix is a bound. With more than THRESHOLDS different
 * heads only so many are tried.
 */
#include "engine/level/bound.h"

#include <stdbool.h>

enum { THRESHOLDS = 512 };

struct shape {
    const struct level_problem *p;
    int32_t                    *head, *tail, *duration; /* by activity */
    int64_t                    *work;                   /* of the resource in hand */
    int32_t                    *by_tail;                /* activities, longest tail first */
    int32_t                    *thresholds;
    int32_t                     n_thresholds;
};

static bool is_usable(const struct level_problem *p, int32_t mode)
{
    for (int32_t r = 0; r < p->n_resources; r++)
        if (p->mode_need[(size_t)mode * (size_t)p->n_resources + (size_t)r] > p->capacity[r])
            return false;
    return true;
}

/* The least work of a usable mode; resource -1: the shortest duration. */
static int64_t least(const struct level_problem *p, int32_t i, int32_t r)
{
    int64_t best = INT64_MAX;
    for (int32_t k = p->mode_first[i]; k < p->mode_first[i + 1]; k++) {
        int64_t v = p->mode_duration[k];
        if (r >= 0)
            v *= p->mode_need[(size_t)k * (size_t)p->n_resources + (size_t)r];
        if (v < best && is_usable(p, k))
            best = v;
    }
    return best;
}

static void paths_fill(struct arena *mem, struct shape *s)
{
    const struct level_problem *p = s->p;
    const int32_t               n = p->n_activities;
    int32_t                    *missing = arena_array(mem, int32_t, n);
    int32_t                    *topo = arena_array(mem, int32_t, n);
    int32_t                     count = 0;
    for (int32_t a = 0; a < p->succ_first[n]; a++)
        missing[p->succ[a]]++;
    for (int32_t i = 0; i < n; i++)
        if (!missing[i])
            topo[count++] = i;
    for (int32_t k = 0; k < count; k++) {
        const int32_t i = topo[k], finish = s->head[i] + s->duration[i];
        for (int32_t a = p->succ_first[i]; a < p->succ_first[i + 1]; a++) {
            const int32_t j = p->succ[a], t = finish + (p->succ_lag ? p->succ_lag[a] : 0);
            s->head[j] = t > s->head[j] ? t : s->head[j];
            if (--missing[j] == 0)
                topo[count++] = j;
        }
    }
    for (int32_t k = count - 1; k >= 0; k--) {
        const int32_t i = topo[k];
        for (int32_t a = p->succ_first[i]; a < p->succ_first[i + 1]; a++) {
            const int32_t j = p->succ[a];
            const int32_t t = s->tail[j] + s->duration[j] + (p->succ_lag ? p->succ_lag[a] : 0);
            s->tail[i] = t > s->tail[i] ? t : s->tail[i];
        }
    }
}

/* Sorts 0 ... n-1 by key, largest first: a heap sort, so that no input is slow. */
static void sort_down(int32_t *v, int32_t n, const int32_t *key)
{
    for (int32_t k = 0; k < n; k++)
        v[k] = k;
    int32_t end = n, root = n / 2;
    while (end > 1) {
        if (root > 0)
            root--;
        else {
            const int32_t least_one = v[0];
            v[0] = v[--end];
            v[end] = least_one;
        }
        const int32_t moved = v[root];
        int32_t       at = root;
        for (int32_t child = 2 * at + 1; child < end; child = 2 * at + 1) {
            if (child + 1 < end && key[v[child + 1]] < key[v[child]])
                child++;
            if (key[v[child]] >= key[moved])
                break;
            v[at] = v[child];
            at = child;
        }
        v[at] = moved;
    }
}

static void thresholds_fill(struct arena *mem, struct shape *s)
{
    const int32_t n = s->p->n_activities;
    int32_t      *by_head = arena_array(mem, int32_t, n);
    s->thresholds = arena_array(mem, int32_t, n);
    sort_down(by_head, n, s->head);
    for (int32_t k = 0; k < n; k++)
        if (!k || s->head[by_head[k]] != s->head[by_head[k - 1]])
            s->thresholds[s->n_thresholds++] = s->head[by_head[k]];
    const int32_t step = (s->n_thresholds + THRESHOLDS - 1) / THRESHOLDS;
    int32_t       kept = 0;
    for (int32_t k = 0; k < s->n_thresholds; k += step)
        s->thresholds[kept++] = s->thresholds[k];
    s->n_thresholds = kept;
}

static int64_t behind(const struct shape *s, int32_t head, int32_t capacity)
{
    int64_t sum = 0, best = 0;
    for (int32_t k = 0; k < s->p->n_activities; k++) {
        const int32_t i = s->by_tail[k];
        if (s->head[i] < head || !s->work[i])
            continue;
        sum += s->work[i];
        const int64_t bound = head + s->tail[i] + (sum + capacity - 1) / capacity;
        best = bound > best ? bound : best;
    }
    return best;
}

int32_t level_lower_bound(struct arena *mem, const struct level_problem *p)
{
    const int32_t           n = p->n_activities;
    const struct arena_mark mark = arena_mark(mem);
    struct shape            s = {.p = p};
    int64_t                 best = 0;
    s.head = arena_array(mem, int32_t, n);
    s.tail = arena_array(mem, int32_t, n);
    s.duration = arena_array(mem, int32_t, n);
    s.work = arena_array(mem, int64_t, n);
    s.by_tail = arena_array(mem, int32_t, n);
    for (int32_t i = 0; i < n; i++)
        s.duration[i] = (int32_t)least(p, i, -1);
    paths_fill(mem, &s);
    for (int32_t i = 0; i < n; i++)
        best = s.head[i] + s.duration[i] > best ? s.head[i] + s.duration[i] : best;
    sort_down(s.by_tail, n, s.tail);
    thresholds_fill(mem, &s);
    for (int32_t r = 0; r < p->n_resources; r++) {
        for (int32_t i = 0; i < n; i++)
            s.work[i] = least(p, i, r);
        for (int32_t k = 0; k < s.n_thresholds && p->capacity[r] > 0; k++) {
            const int64_t bound = behind(&s, s.thresholds[k], p->capacity[r]);
            best = bound > best ? bound : best;
        }
    }
    arena_rewind(mem, mark);
    return (int32_t)best;
}
