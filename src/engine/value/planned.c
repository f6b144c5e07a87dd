/* engine/value/planned.c - budgets put in time.
 *
 * Fixed amounts fall due at start or finish, the rest runs evenly over working time between. What
 * is due at the start is due when work begins, not a moment before.
 */
#include "engine/value/value.h"

#include <math.h>

static double share_of_span(const struct value_item *i, const struct worktime *w, instant t)
{
    if (t <= i->start)
        return i->finish <= i->start && t == i->start;
    if (t >= i->finish)
        return 1;
    const double length = (double)worktime_between(w, i->start, i->finish);
    if (length > 0)
        return (double)worktime_between(w, i->start, t) / length;
    return (double)(t - i->start) / (double)(i->finish - i->start);
}

double value_planned(const struct value_item *item, const struct worktime *plan, instant t)
{
    if (item->start == INSTANT_NONE || item->finish == INSTANT_NONE)
        return 0;
    const double share = share_of_span(item, item->calendar ? item->calendar : plan, t);
    return (share > 0 ? item->at_start : 0) + item->spread * share +
           (t >= item->finish ? item->at_end : 0);
}

double value_earned_periods(const double *planned, int32_t n, double earned)
{
    int32_t c = -1;
    while (c + 1 < n && planned[c + 1] <= earned)
        c++;
    if (c < 0)
        return n > 0 ? 0 : NAN;
    if (c + 1 >= n)
        return c;
    return c + (earned - planned[c]) / (planned[c + 1] - planned[c]);
}
