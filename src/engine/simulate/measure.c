/* engine/simulate/measure.c - quantiles, sensitivity, what moves the finish.
 *
 * Rank correlation (Spearman) of a duration with the finish: ranks of durations come from 256
 * bins, where equal values share their mean rank. The schedule sensitivity index is that of the
 * PMBOK Guide (2008): sd of the task times its criticality over the sd of the project, both in
 * working time.
 */
#include "engine/simulate/measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RANK_BINS = 256 };

const double simulation_points[SIMULATION_POINTS] = {0.10, 0.50, 0.80, 0.90, 0.95};

/* --- ranks ----------------------------------------------------------------------------------- */

struct ranked {
    instant at;
    int32_t trial;
};

static int by_time(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    return x->at != y->at ? (x->at < y->at ? -1 : 1)
                          : (x->trial > y->trial) - (x->trial < y->trial);
}

void measure_ranks(struct arena *mem, struct measured *m)
{
    const int32_t  n = m->sample->n;
    struct ranked *v = arena_array(mem, struct ranked, n);
    m->ranks = arena_array(mem, double, n);
    for (int32_t i = 0; i < n; i++)
        v[i] = (struct ranked){m->finish[i], i};
    qsort(v, (size_t)n, sizeof *v, by_time);
    for (int32_t i = 0, end; i < n; i = end) {
        end = i + 1;
        while (end < n && v[end].at == v[i].at)
            end++;
        for (int32_t k = i; k < end; k++)
            m->ranks[v[k].trial] = (i + end - 1) / 2.0 - (n - 1) / 2.0;
    }
    m->rank_square = 0;
    for (int32_t i = 0; i < n; i++)
        m->rank_square += m->ranks[i] * m->ranks[i];
}

/* Durations of the sample by size: how many in each bin, and what the finishes in it are. */
struct grouped {
    int32_t count[RANK_BINS];
    double  rank[RANK_BINS], late[RANK_BINS]; /* sums of finish ranks, and of finishes - mean */
};

static void group(const struct measured *m, const int32_t *values, struct grouped *g)
{
    int32_t least = INT32_MAX, most = INT32_MIN;
    for (int32_t i = 0; i < m->sample->n; i++) {
        least = values[i] < least ? values[i] : least;
        most = values[i] > most ? values[i] : most;
    }
    const double scale = most > least ? (RANK_BINS - 1) / (double)(most - least) : 0;
    memset(g, 0, sizeof *g);
    for (int32_t i = 0; i < m->sample->n; i++) {
        const int b = (int)((values[i] - least) * scale + 0.5);
        g->count[b]++;
        g->rank[b] += m->ranks[i];
        g->late[b] += (double)(m->finish[i] - m->finish[0]) - m->finish_mean;
    }
}

static double correlation_of(const struct measured *m, const struct grouped *g)
{
    const double middle = (m->sample->n - 1) / 2.0;
    double       product = 0, square = 0, before = 0;
    for (int b = 0; b < RANK_BINS; b++) {
        const double rank = before + (g->count[b] - 1) / 2.0 - middle;
        product += rank * g->rank[b];
        square += rank * rank * g->count[b];
        before += g->count[b];
    }
    return square > 0 && m->rank_square > 0 ? product / sqrt(square * m->rank_square) : 0;
}

/* Mean finish over the fifth at one end, of a bin that lies across the border its share. */
static int64_t mean_of_fifth(const struct measured *m, const struct grouped *g, bool is_high)
{
    const double fifth = m->sample->n / 5.0;
    double       taken = 0, sum = 0;
    for (int i = 0; i < RANK_BINS && taken < fifth; i++) {
        const int    b = is_high ? RANK_BINS - 1 - i : i;
        const double take = fmin(g->count[b], fifth - taken);
        sum += g->count[b] ? g->late[b] * take / g->count[b] : 0;
        taken += take;
    }
    return taken > 0 ? (int64_t)llround(sum / taken) : 0;
}

/* --- items ----------------------------------------------------------------------------------- */

static void quantiles(const int64_t *values, int32_t n, int64_t *room, instant *to)
{
    int32_t ranks[SIMULATION_POINTS];
    for (int k = 0; k < SIMULATION_POINTS; k++)
        ranks[k] = rank_of(n, simulation_points[k]);
    select_ranks((struct selection){values, n, SIMULATION_POINTS, ranks}, room, to);
}

static void duration_measure(const struct measured *m, int32_t v, struct simulation_item *item)
{
    const int32_t  n = m->sample->n;
    const int32_t *values = m->sample->duration + (size_t)v * (size_t)n;
    double         sum = 0, square = 0;
    struct grouped g;
    for (int32_t i = 0; i < n; i++)
        sum += values[i] - values[0];
    for (int32_t i = 0; i < n; i++)
        square += (values[i] - values[0] - sum / n) * (values[i] - values[0] - sum / n);
    const double sd = n > 1 ? sqrt(square / (n - 1)) : 0;
    item->duration_mean_s = values[0] + llround(sum / n);
    item->duration_sd_s = llround(sd);
    if (sd <= 0)
        return;
    group(m, values, &g);
    item->cruciality = correlation_of(m, &g);
    item->sensitivity = m->working_sd_s > 0 ? sd * item->criticality / m->working_sd_s : 0;
    if (fabs(item->cruciality) * sqrt(n) < 3) /* nothing but chance */
        return;
    m->swings[v] = (struct simulation_swing){m->d->varied[v].task, -1, mean_of_fifth(m, &g, false),
                                             mean_of_fifth(m, &g, true)};
}

static void finishes_of_bins(const struct measured *m, int32_t task, instant *to)
{
    for (int k = 0; k < SIMULATION_POINTS; k++) {
        to[k] = tally_at(m->tally->bins[task], &m->ranges[task], simulation_points[k]);
        to[k] = m->flat    ? flat_finish(m->flat, to[k])
                : m->mixed ? mixed_finish(m->mixed, task, to[k])
                           : to[k];
    }
}

void measure_item(const struct measured *m, int32_t task, int64_t *room)
{
    const struct network   *net = m->d->s->prepared->net;
    const size_t            row = (size_t)task * (size_t)m->sample->n;
    struct simulation_item *item = &m->items[task];
    *item = (struct simulation_item){.on_time = NAN,
                                     .criticality = m->tally->critical[task] / (double)m->trials};
    quantiles(m->sample->start + row, m->sample->n, room, item->start);
    if (m->ranges && m->ranges[task].is_dated)
        finishes_of_bins(m, task, item->finish);
    else
        quantiles(m->sample->finish + row, m->sample->n, room, item->finish);
    if (TASK_COLUMN(net, deadline, task, INSTANT_NONE) != INSTANT_NONE)
        item->on_time = m->tally->on_time[task] / (double)m->trials;
    if (m->d->varied_of[task] >= 0)
        duration_measure(m, m->d->varied_of[task], item);
}

void measure_event(const struct measured *m, int32_t event)
{
    const int32_t n = m->sample->n;
    const int8_t *outcome = m->sample->outcome + (size_t)event * (size_t)n;
    double        sum[2] = {0, 0};
    int32_t       count[2] = {0, 0};
    for (int32_t i = 0; i < n; i++) {
        sum[outcome[i] == 0] += (double)(m->finish[i] - m->finish[0]) - m->finish_mean;
        count[outcome[i] == 0]++;
    }
    if (count[0] && count[1])
        m->swings[m->d->n_varied + event] = (struct simulation_swing){
            TASK_NONE, event, llround(sum[0] / count[0]), llround(sum[1] / count[1])};
}

/* --- swings ---------------------------------------------------------------------------------- */

static int64_t width_of(const struct simulation_swing *s)
{
    return s->high_s > s->low_s ? s->high_s - s->low_s : s->low_s - s->high_s;
}

int32_t measure_swings(const struct measured *m, struct simulation_swing *ret_swings)
{
    const int32_t all = m->d->n_varied + m->d->s->n_events;
    int32_t       n = 0;
    for (int32_t i = 0; i < all; i++) {
        const struct simulation_swing s = m->swings[i];
        int32_t at = n < SIMULATION_SWINGS_MAX ? n : SIMULATION_SWINGS_MAX - 1;
        if (width_of(&s) == 0 ||
            (n == SIMULATION_SWINGS_MAX && width_of(&s) <= width_of(&ret_swings[at])))
            continue;
        while (at > 0 && width_of(&ret_swings[at - 1]) < width_of(&s)) {
            ret_swings[at] = ret_swings[at - 1];
            at--;
        }
        ret_swings[at] = s;
        n += n < SIMULATION_SWINGS_MAX;
    }
    return n;
}
