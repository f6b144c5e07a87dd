/* domain/baseline.h - frozen dates, work and cost of a plan, for comparing. */
#ifndef DOMAIN_BASELINE_H
#define DOMAIN_BASELINE_H

#include "domain/meta.h"

struct baseline {
    struct record head;
    int64_t       number; /* 0–10; one of each number in a project */
    str           title, reason;
    instant       taken_at;
};

struct baseline_item {
    struct record head;
    struct id     baseline, item;
    instant       start, finish;
    int64_t       duration_s, work_s; /* DURATION_NONE = the duration was not known */
    int64_t       cost_minor;
};

struct baseline_assignment {
    struct record head;
    struct id     baseline, assignment;
    instant       start, finish;
    int64_t       work_s;
    int64_t       cost_minor;
};

extern const struct entity baseline_entity, baseline_item_entity, baseline_assignment_entity;

#endif
