/* domain/value/cost.c - rates, assignments and fixed costs to amounts.
 *
 * A rate that changes while work goes on counts by the share of the item's time it holds for.
 * Without a row for the moment the resource's own rate stands. Actual cost follows actual work;
 * where none was entered, the item's per cent complete.
 */
#include "domain/value/cost.h"

#include "base/map.h"
#include "base/vec.h"
#include "domain/item.h"

#include <stdlib.h>

struct cost_rates {
    const struct plan                 *p;
    const struct resource_rate *const *rows; /* by resource, table, from */
    size_t                             n;
};

struct rate {
    double std, overtime, per_use;
};

static int compare_rates(const void *a, const void *b)
{
    const struct resource_rate *x = *(const struct resource_rate *const *)a;
    const struct resource_rate *y = *(const struct resource_rate *const *)b;
    if (x->resource.v != y->resource.v)
        return x->resource.v < y->resource.v ? -1 : 1;
    if (x->table_no != y->table_no)
        return x->table_no < y->table_no ? -1 : 1;
    return x->from < y->from ? -1 : x->from > y->from; /* absent is the least */
}

const struct cost_rates *cost_rates_new(struct arena *mem, const struct plan *p)
{
    struct cost_rates           *r = arena_new(mem, struct cost_rates);
    const size_t                 slots = plan_slots(p, &resource_rate_entity);
    const struct resource_rate **rows = arena_array(mem, const struct resource_rate *, slots + 1);
    for (size_t s = 0; s < slots; s++) {
        const struct resource_rate *row = plan_at(p, &resource_rate_entity, s);
        if (row)
            rows[r->n++] = row;
    }
    qsort(rows, r->n, sizeof *rows, compare_rates);
    r->p = p;
    r->rows = rows;
    return r;
}

/* Rows of a resource's table: [first, first + n). */
static size_t table_of(const struct cost_rates *r, struct id resource, int64_t table_no,
                       size_t *ret_n)
{
    size_t low = 0, high = r->n;
    while (low < high) {
        const size_t                middle = low + (high - low) / 2;
        const struct resource_rate *x = r->rows[middle];
        if (x->resource.v < resource.v || (x->resource.v == resource.v && x->table_no < table_no))
            low = middle + 1;
        else
            high = middle;
    }
    size_t n = 0;
    while (low + n < r->n && r->rows[low + n]->resource.v == resource.v &&
           r->rows[low + n]->table_no == table_no)
        n++;
    *ret_n = n;
    return low;
}

/* Share of [from, to) in which the row holds. */
static double share_of(const struct resource_rate *row, instant from, instant to)
{
    const instant begin = row->from == INSTANT_NONE || row->from < from ? from : row->from;
    const instant end = row->to == INSTANT_NONE || row->to > to ? to : row->to;
    if (to <= from)
        return begin <= from && from <= end;
    return end > begin ? (double)(end - begin) / (double)(to - from) : 0;
}

static struct rate own_rate(const struct resource *x)
{
    return (struct rate){(double)x->std_rate_minor, (double)x->ot_rate_minor,
                         (double)x->per_use_minor};
}

/* The rate of the assignment's table over its time; cost per use is that of its begin. */
static struct rate rate_of(const struct cost_rates *r, const struct resource *x,
                           const struct assignment *a)
{
    const struct item_row *row = plan_row_of(r->p, a->item);
    size_t                 n = 0;
    const size_t           first = table_of(r, a->resource, a->rate_table, &n);
    if (!n || !row || row->start == INSTANT_NONE)
        return own_rate(x);
    struct rate sum = {0};
    double      known = 0;
    for (size_t k = first; k < first + n; k++) {
        const struct resource_rate *t = r->rows[k];
        const double                share = share_of(t, row->start, row->finish);
        if (share > 0 && known <= 0)
            sum.per_use = (double)t->per_use_minor;
        sum.std += share * (double)t->std_rate_minor;
        sum.overtime += share * (double)t->ot_rate_minor;
        known += share;
    }
    if (known <= 0)
        return own_rate(x);
    sum.std /= known;
    sum.overtime /= known;
    return sum;
}

static struct cost_parts due(enum accrual when, double amount)
{
    return (struct cost_parts){when == ACCRUAL_START ? amount : 0,
                               when == ACCRUAL_PRORATED ? amount : 0,
                               when == ACCRUAL_END ? amount : 0};
}

static struct cost_parts sum_of(struct cost_parts a, struct cost_parts b)
{
    return (struct cost_parts){a.at_start + b.at_start, a.spread + b.spread, a.at_end + b.at_end};
}

static double labour(const struct rate *rate, int64_t work_s, int64_t overtime_s)
{
    return ((double)(work_s - overtime_s) * rate->std + (double)overtime_s * rate->overtime) /
           HOUR_S;
}

/* `work` of labour, and the rest that comes once. */
static struct cost_parts parts_of(const struct resource *x, const struct assignment *a,
                                  const struct rate *rate)
{
    const double per_use = rate->per_use * (x->kind == RESOURCE_MATERIAL ? 1 : a->units);
    if (x->kind == RESOURCE_COST)
        return due(x->accrual, (double)a->cost_minor);
    const double amount = x->kind == RESOURCE_MATERIAL
                              ? a->units * rate->std
                              : labour(rate, a->work_s, a->overtime_work_s);
    return sum_of(due(x->accrual, amount),
                  due(x->accrual == ACCRUAL_END ? ACCRUAL_END : ACCRUAL_START, per_use));
}

struct cost_parts cost_of_assignment(const struct cost_rates *rates, const struct assignment *a)
{
    const struct resource *x = plan_get(rates->p, &resource_entity, a->resource);
    if (!x)
        return (struct cost_parts){0};
    const struct rate rate = rate_of(rates, x, a);
    return parts_of(x, a, &rate);
}

/* ---- so far, and still to come -------------------------------------------------------------- */

static double done_share(const struct item *i)
{
    return i->actual_finish != INSTANT_NONE ? 1 : i->percent_complete / 100;
}

/* Share of the labour that is done: by work where it was told, else by the item. */
static double work_share(const struct item *i, const struct assignment *a)
{
    if (a->work_s > 0 && (a->actual_work_s > 0 || a->remaining_work_s != DURATION_NONE)) {
        const double left = a->remaining_work_s == DURATION_NONE
                                ? (double)(a->work_s - a->actual_work_s)
                                : (double)a->remaining_work_s;
        const double whole = (double)a->actual_work_s + (left > 0 ? left : 0);
        return whole > 0 ? (double)a->actual_work_s / whole : 0;
    }
    return done_share(i);
}

static double actual_of(const struct item *i, struct cost_parts planned, double share)
{
    const bool is_begun = i->actual_start != INSTANT_NONE || share > 0;
    return (is_begun ? planned.at_start : 0) + planned.spread * share +
           (share >= 1 ? planned.at_end : 0);
}

static void add_assignment(struct item_cost *to, const struct item *i, const struct assignment *a,
                           struct cost_parts planned)
{
    const double share = work_share(i, a), whole = cost_total(planned);
    const double actual = a->actual_cost_minor ? (double)a->actual_cost_minor
                                               : actual_of(i, planned, share);
    to->planned = sum_of(to->planned, planned);
    to->actual += actual;
    to->remaining += share >= 1 ? 0 : whole > actual ? whole - actual : 0;
}

static void add_fixed(struct item_cost *to, const struct item *i)
{
    const struct cost_parts planned = due(i->fixed_cost_accrual, (double)i->fixed_cost_minor);
    const double            actual = actual_of(i, planned, done_share(i));
    to->planned = sum_of(to->planned, planned);
    to->actual += actual;
    to->remaining += cost_total(planned) - actual;
}

struct item_cost *cost_of_items(struct arena *mem, const struct plan *p,
                                const struct cost_rates *rates)
{
    const size_t      slots = plan_slots(p, &item_entity);
    struct item_cost *v = arena_array(mem, struct item_cost, slots + 1);
    for (size_t s = 0; s < slots; s++) {
        const struct item *i = plan_at(p, &item_entity, s);
        if (i)
            add_fixed(&v[s], i);
    }
    for (size_t s = 0; s < plan_slots(p, &assignment_entity); s++) {
        const struct assignment *a = plan_at(p, &assignment_entity, s);
        size_t                   at;
        if (a && plan_slot(p, &item_entity, a->item, &at))
            add_assignment(&v[at], plan_at(p, &item_entity, at), a, cost_of_assignment(rates, a));
    }
    return v;
}
