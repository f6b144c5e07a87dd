/* tests/domain/fill.h - records with every member set, from a seed. */
#ifndef TESTS_DOMAIN_FILL_H
#define TESTS_DOMAIN_FILL_H

#include "domain/entities.h"

union any_record { /* room for a record of any entity */
    struct record              head;
    struct project             project;
    struct calendar            calendar;
    struct work_week           work_week;
    struct calendar_exception  calendar_exception;
    struct item                item;
    struct link                link;
    struct resource            resource;
    struct resource_rate       resource_rate;
    struct assignment          assignment;
    struct assignment_piece    assignment_piece;
    struct baseline_item       baseline_item;
    struct baseline_assignment baseline_assignment;
    struct custom_field        custom_field;
    struct custom_value        custom_value;
    struct source_result       source_result;
    struct batch               batch;
    struct operation           operation;
    struct comment             comment;
    struct risk                risk;
    struct risk_item           risk_item;
    struct correlation         correlation;
    struct branch              branch;
    struct cost_estimate       cost_estimate;
    struct absence             absence;
    struct user                user;
};

/* Sets every member to a value within its row's limits that is neither absent nor initial. */
void fill_record(struct arena *mem, const struct entity *e, void *record, uint64_t seed);

/* An item with a title, ready for a plan. */
struct item fill_item(int64_t id, int64_t parent, int64_t rank, const char *title);

#endif
