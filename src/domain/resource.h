/* domain/resource.h - who and what does the work, what it costs, when it is there. */
#ifndef DOMAIN_RESOURCE_H
#define DOMAIN_RESOURCE_H

#include "domain/item.h"

enum resource_kind {
    RESOURCE_PERSON,
    RESOURCE_ROLE,
    RESOURCE_TEAM,
    RESOURCE_VENDOR,
    RESOURCE_LICENCE,
    RESOURCE_HARDWARE,
    RESOURCE_ENVIRONMENT,
    RESOURCE_MATERIAL,
    RESOURCE_COST,
};
extern const char *const resource_kind_words[];

struct resource {
    struct record      head;
    str                title, initials;
    enum resource_kind kind;
    enum accrual       accrual;
    bool               is_budget, is_generic, is_inactive;
    struct id          calendar;  /* absent = the project's */
    double             max_units; /* 1 = 100 % */
    str                code, group_name, email;
    str                material_label; /* unit of a material: "m", "licence" */
    int64_t            std_rate_minor; /* per hour; material: per unit */
    int64_t            ot_rate_minor, per_use_minor;
    str                body;
    int64_t            rank;       /* order in lists */
    int64_t            source_uid; /* INT_NONE = not imported */
};

/* A row of a cost rate table. */
struct resource_rate {
    struct record head;
    struct id     resource;
    int64_t       table_no; /* 0–4: A–E */
    instant       from, to; /* absent = open */
    int64_t       std_rate_minor, ot_rate_minor, per_use_minor;
};

struct resource_availability {
    struct record head;
    struct id     resource;
    instant       from, to; /* absent = open */
    double        units;    /* 1 = 100 % */
};

extern const struct entity resource_entity, resource_rate_entity, resource_availability_entity;

/* People and things whose working time takes part in scheduling; not material and cost. */
static inline bool resource_kind_works(enum resource_kind k)
{
    return k != RESOURCE_MATERIAL && k != RESOURCE_COST;
}

#endif
