/* formats/estimates/fields.h - what the rows of a list of estimates are made of. For estimates.c.
 */
#ifndef FORMATS_ESTIMATES_FIELDS_H
#define FORMATS_ESTIMATES_FIELDS_H

#include "base/map.h"
#include "domain/item.h"
#include "domain/plan.h"
#include "domain/project.h"

enum { ESTIMATES_FIELDS_MAX = 7 };

/* A record to be put once the whole list has been read. */
struct estimates_put {
    const struct entity *entity;
    void                *record;
};

struct estimates_reader {
    struct arena         *mem;
    struct plan          *plan;
    const struct project *project;
    struct map            slots;     /* by uid */
    struct strmap         resources; /* by name: ids */
    struct strmap         risks;     /* by name: places among puts */
    bool                 *estimated; /* by slot: an estimate of its duration was read */
    struct estimates_put *puts;
    size_t                n, n_estimates;
    int64_t               last_id[ENTITY_COUNT]; /* given in the plan and in the list */
    long long             line;
};

/* How many fields the line has, one more than there may be for more; -1: a quote does not end. */
int estimates_split(struct arena *mem, str line, str fields[ESTIMATES_FIELDS_MAX]);

/* "Line 7 of the estimates: «text» what." */
err estimates_error(const struct estimates_reader *r, enum err_code code, const char *what,
                    str text);

/* Of an item with that unit; NULL: working time. */
err estimates_duration(const struct estimates_reader *r, const struct item *item, str text,
                       int64_t *ret_s);
/* "30 %" or "0.3", from `least` to 1. */
err estimates_share(const struct estimates_reader *r, str text, double least, double *ret_share);
/* In units of the currency: 1200 or 1200.50. */
err estimates_money(const struct estimates_reader *r, str text, int64_t *ret_minor);
err estimates_number(const struct estimates_reader *r, str text, double *ret_number);
err estimates_distribution(const struct estimates_reader *r, str word,
                           enum estimate_distribution *ret_distribution);
err estimates_item(const struct estimates_reader *r, str uid, const struct item **ret_item);

/* A record that its entity's rules allow, with the next number. */
err estimates_add(struct estimates_reader *r, const struct entity *e, void *record);

#endif
