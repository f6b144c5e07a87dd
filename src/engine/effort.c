/* engine/effort.c - spans of assignments and the triangle of duration, work and units.
 *
 * The one idea: work = units × duration for each assignment; the duration of the task is the
 * longest. The type says which corner stays when another is moved.
 */
#include "engine/effort.h"

#include "engine/prepare.h"

#include <math.h>

/* Per cent of the units in ten equal parts of the span. */
static const uint8_t shares[NET_PIECES + 1][10] = {
    [NET_FLAT] = {100, 100, 100, 100, 100, 100, 100, 100, 100, 100},
    [NET_BACK] = {10, 15, 25, 50, 50, 75, 75, 100, 100, 100},
    [NET_FRONT] = {100, 100, 100, 75, 75, 50, 50, 25, 15, 10},
    [NET_DOUBLE_PEAK] = {25, 50, 100, 50, 25, 25, 50, 100, 50, 25},
    [NET_EARLY_PEAK] = {25, 50, 100, 100, 75, 50, 50, 25, 15, 10},
    [NET_LATE_PEAK] = {10, 15, 25, 50, 50, 75, 100, 100, 50, 25},
    [NET_BELL] = {10, 20, 40, 80, 100, 100, 80, 40, 20, 10},
    [NET_TURTLE] = {25, 50, 75, 100, 100, 100, 100, 75, 50, 25},
    [NET_PIECES] = {100, 100, 100, 100, 100, 100, 100, 100, 100, 100},
};

double contour_share(enum net_contour contour, int tenth)
{
    return shares[contour][tenth] / 100.0;
}

double contour_mean(enum net_contour contour)
{
    int sum = 0;
    for (int i = 0; i < 10; i++)
        sum += shares[contour][i];
    return sum / 1000.0;
}

int64_t effort_round(double seconds)
{
    return (int64_t)floor(seconds / EFFORT_ROUND_S + 0.5) * EFFORT_ROUND_S;
}

int64_t effort_span(const struct network *net, int32_t a)
{
    const int64_t work = ASSIGNMENT_COLUMN(net, work_s, a, 0) -
                         ASSIGNMENT_COLUMN(net, overtime_s, a, 0);
    const double rate = ASSIGNMENT_COLUMN(net, units, a, 1.0) *
                        contour_mean(ASSIGNMENT_COLUMN(net, contour, a, NET_FLAT));
    const double span = (double)work / rate;
    if (work <= 0 || rate <= 0 || span >= 1e12)
        return 0;
    return net->p6 ? llround(span) : effort_round(span);
}

int64_t effort_work(const struct effort *e)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < e->n; i++)
        sum += e->work_s[i];
    return sum;
}

static double units_of(const struct effort *e)
{
    double sum = 0;
    for (int32_t i = 0; i < e->n; i++)
        sum += e->units[i];
    return sum;
}

static void duration_follow(struct effort *e)
{
    int64_t longest = 0;
    for (int32_t i = 0; i < e->n; i++) {
        const int64_t span = e->units[i] > 0 ? effort_round((double)e->work_s[i] / e->units[i]) : 0;
        longest = span > longest ? span : longest;
    }
    if (longest > 0)
        e->duration_s = longest;
}

static int64_t work_for(double units, int64_t duration_s)
{
    return (int64_t)llround(units * (double)duration_s);
}

static void units_follow(struct effort *e, int32_t i)
{
    if (e->duration_s > 0)
        e->units[i] = (double)e->work_s[i] / (double)e->duration_s;
}

void effort_set_duration(struct effort *e, int64_t duration_s)
{
    const int64_t before = e->duration_s;
    e->duration_s = duration_s;
    for (int32_t i = 0; i < e->n; i++) {
        if (e->type == EFFORT_FIXED_WORK)
            units_follow(e, i);
        else if (before > 0) /* an assignment shorter than the task keeps its share */
            e->work_s[i] = (int64_t)llround((double)e->work_s[i] * (double)duration_s /
                                            (double)before);
        else
            e->work_s[i] = work_for(e->units[i], duration_s);
    }
}

void effort_set_work(struct effort *e, int32_t i, int64_t work_s)
{
    e->work_s[i] = work_s;
    if (e->type == EFFORT_FIXED_DURATION)
        units_follow(e, i);
    else
        duration_follow(e);
}

/* Shares work by the old work, or by units where there was none. */
static void work_share(struct effort *e, int64_t work_s)
{
    const int64_t before = effort_work(e);
    const double  units = units_of(e);
    int64_t       left = work_s;
    for (int32_t i = 0; i < e->n; i++) {
        const double share = before > 0  ? (double)e->work_s[i] / (double)before
                             : units > 0 ? e->units[i] / units
                                         : 1.0 / e->n;
        e->work_s[i] = i == e->n - 1 ? left : (int64_t)llround((double)work_s * share);
        left -= e->work_s[i];
    }
}

void effort_set_total(struct effort *e, int64_t work_s)
{
    work_share(e, work_s);
    for (int32_t i = 0; e->type == EFFORT_FIXED_DURATION && i < e->n; i++)
        units_follow(e, i);
    if (e->type != EFFORT_FIXED_DURATION)
        duration_follow(e);
}

void effort_set_units(struct effort *e, int32_t i, double units)
{
    e->units[i] = units;
    if (e->type == EFFORT_FIXED_DURATION)
        e->work_s[i] = work_for(units, e->duration_s);
    else
        duration_follow(e);
}

static bool shares_work(const struct effort *e)
{
    return e->is_effort_driven || e->type == EFFORT_FIXED_WORK;
}

/* Shares work_s by units; then what the type leaves open follows. */
static void work_share_by_units(struct effort *e, int64_t work_s)
{
    for (int32_t i = 0; i < e->n; i++)
        e->work_s[i] = 0;
    effort_set_total(e, work_s);
}

void effort_added(struct effort *e, int64_t work_s)
{
    const int32_t added = e->n - 1;
    if (shares_work(e) && work_s > 0) {
        work_share_by_units(e, work_s);
        return;
    }
    e->work_s[added] = e->n == 1 && work_s > 0 ? work_s : work_for(e->units[added], e->duration_s);
    if (e->type != EFFORT_FIXED_DURATION)
        duration_follow(e);
}

void effort_removed(struct effort *e, int64_t work_s)
{
    if (e->n == 0)
        return;
    if (shares_work(e))
        work_share_by_units(e, effort_work(e) + work_s);
    else if (e->type != EFFORT_FIXED_DURATION)
        duration_follow(e);
}
