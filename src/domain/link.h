/* domain/link.h - a dependency between two items. */
#ifndef DOMAIN_LINK_H
#define DOMAIN_LINK_H

#include "domain/item.h"

/* Predecessor's end first: LINK_FS binds the successor's start to the predecessor's finish. */
enum link_type { LINK_FS, LINK_SS, LINK_FF, LINK_SF };
enum lag_kind {
    LAG_WORKING,         /* lag_s on the successor's calendar */
    LAG_ELAPSED,         /* lag_s around the clock */
    LAG_PERCENT,         /* lag_percent of the predecessor's duration */
    LAG_ELAPSED_PERCENT, /* the same, around the clock */
};
extern const char *const link_type_words[];
extern const char *const lag_kind_words[];

struct link {
    struct record      head;
    struct id          pred, succ; /* pred may be an item of another project */
    enum link_type     type;
    enum lag_kind      lag_kind;
    int64_t            lag_s;        /* negative = lead; 0 with the percent kinds */
    double             lag_percent;  /* 0 with the other kinds */
    enum duration_unit lag_unit;     /* as typed, for display */
    str                external_ref; /* predecessor in an absent plan, "file\uid" */
};

extern const struct entity link_entity;

#endif
