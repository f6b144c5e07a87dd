/* formats/xer/rates.c - RSRCRATE, ROLERATE and ROLELIMIT: what a resource or role costs an hour,
 * and how many of it there are, from when on.
 *
 * The first row of a resource is its own rate and units. Later ones, and the prices 2 to 5, are
 * rows of its cost rate tables A to E; what holds until when follows from the next row's begin.
 */
#include "formats/xer/reader.h"

#include <math.h>
#include <stdlib.h>

enum { PRICES = 5 };

struct rate {
    int64_t line, resource;
    instant from;
    double  units, prices[PRICES];
};

struct rates {
    struct xer_reader *r;
    const struct map  *ids; /* of resources, of roles */
    VEC(struct rate)   v;
};

#define PRICE(name, at)                                                                            \
    {                                                                                              \
        name, XER_NUMBER, offsetof(struct rate, prices) + (at) * sizeof(double)                    \
    }
#define COMMON                                                                                     \
    {"max_qty_per_hr", XER_NUMBER, offsetof(struct rate, units)},                                  \
        {"start_date", XER_TIME, offsetof(struct rate, from)}, PRICE("cost_per_qty", 0),           \
        PRICE("cost_per_qty2", 1), PRICE("cost_per_qty3", 2), PRICE("cost_per_qty4", 3),           \
        PRICE("cost_per_qty5", 4)
#define IGNORED(name)                                                                              \
    {                                                                                              \
        name, XER_IGNORED, 0                                                                       \
    }
static const struct xer_column resource_columns[] = {
    {"rsrc_id", XER_INT, offsetof(struct rate, resource)},
    COMMON,
    IGNORED("rsrc_rate_id"),
    IGNORED("shift_period_id"),
};
static const struct xer_column role_columns[] = {
    {"role_id", XER_INT, offsetof(struct rate, resource)},
    COMMON,
    IGNORED("role_rate_id"),
    IGNORED("rolelimit_id"),
};

static err rate_see(void *self, void *record)
{
    struct rates      *all = self;
    const struct rate *row = record;
    struct rate        rate = *row;
    rate.resource = row->resource == INT_NONE ? 0 : map_or(all->ids, row->resource, 0);
    if (rate.resource)
        vec_push(all->r->mem, &all->v, rate);
    return OK;
}

static int by_resource_and_time(const void *a, const void *b)
{
    const struct rate *x = a, *y = b;
    if (x->resource != y->resource)
        return x->resource < y->resource ? -1 : 1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static int64_t minor(double price)
{
    return isnan(price) ? 0 : llround(fmax(-9e13, fmin(price, 9e13)) * 100);
}

/* The first row of a resource; its begin is left open. */
static err first_put(struct xer_reader *r, const struct rate *rate)
{
    const struct resource *known = plan_get(r->put.plan, &resource_entity,
                                            (struct id){rate->resource});
    struct resource        o = *known;
    if (!isnan(rate->prices[0]))
        o.std_rate_minor = minor(rate->prices[0]);
    if (rate->units > 0)
        o.max_units = fmin(rate->units, 1e6);
    return record_put(&r->put, &resource_entity, &o, rate->resource, rate->line);
}

static err price_put(struct xer_reader *r, const struct rate *rate, int64_t table, instant until)
{
    struct resource_rate row;
    entity_init(&resource_rate_entity, &row);
    row.resource.v = rate->resource;
    row.table_no = table;
    row.from = rate->from;
    row.to = until;
    row.std_rate_minor = minor(rate->prices[table]);
    return record_put(&r->put, &resource_rate_entity, &row, ++r->n_rates, rate->line);
}

static err units_put(struct xer_reader *r, const struct rate *rate, instant until)
{
    struct resource_availability row;
    entity_init(&resource_availability_entity, &row);
    row.resource.v = rate->resource;
    row.from = rate->from;
    row.to = until;
    row.units = fmin(rate->units, 1e6);
    return record_put(&r->put, &resource_availability_entity, &row, ++r->n_availabilities,
                      rate->line);
}

/* Rows of one resource, in order of time. */
static err resource_put(struct xer_reader *r, const struct rate *rates, size_t n)
{
    TRY(first_put(r, &rates[0]));
    for (size_t i = 0; i < n; i++) {
        const instant until = i + 1 < n ? rates[i + 1].from : INSTANT_NONE;
        for (int64_t table = n > 1 ? 0 : 1; table < PRICES; table++)
            if (minor(rates[i].prices[table]) || (table == 0 && !isnan(rates[i].prices[0])))
                TRY(price_put(r, &rates[i], table, until));
        if (n > 1 && rates[i].units > 0)
            TRY(units_put(r, &rates[i], until));
    }
    return OK;
}

static err table_put(struct xer_reader *r, const char *table, const struct map *ids,
                     const struct xer_binding *binding)
{
    struct rates       all = {.r = r, .ids = ids};
    struct xer_context context = r->context;
    context.self = &all;
    TRY(xer_each(&context, xer_table(&r->file, table), binding, rate_see));
    if (all.v.n)
        qsort(all.v.v, all.v.n, sizeof *all.v.v, by_resource_and_time);
    for (size_t i = 0, end; i < all.v.n; i = end) {
        for (end = i + 1; end < all.v.n && all.v.v[end].resource == all.v.v[i].resource;)
            end++;
        TRY(resource_put(r, &all.v.v[i], end - i));
    }
    return OK;
}

err xer_read_rates(struct xer_reader *r)
{
    static const struct xer_binding of_resources = {resource_columns, COUNT(resource_columns),
                                                    sizeof(struct rate)};
    static const struct xer_binding of_roles = {role_columns, COUNT(role_columns),
                                                sizeof(struct rate)};
    TRY(table_put(r, "RSRCRATE", &r->resource_ids, &of_resources));
    TRY(table_put(r, "ROLERATE", &r->role_ids, &of_roles));
    return table_put(r, "ROLELIMIT", &r->role_ids, &of_roles);
}
