/* domain/plan/parts.h - the inside of a plan, for plan.c, plan/calculate.c and plan/diff.c. */
#ifndef DOMAIN_PLAN_PARTS_H
#define DOMAIN_PLAN_PARTS_H

#include "domain/plan.h"
#include "domain/plan/outline.h"
#include "domain/plan/rows.h"
#include "domain/plan/table.h"

struct plan {
    _Atomic uint32_t refs;
    struct id        project;
    int64_t          seq;
    struct table     tables[ENTITY_COUNT]; /* by entity number; those outside a plan stay empty */
    struct outline  *outline;              /* NULL before the first calculation */
    bool             outline_stale;        /* a parent, a rank or an item came or went since */
    bool             wbs_stale;            /* an own code changed since */
    struct rows      rows;                 /* by item slot */
    instant          start, finish;
};

#endif
