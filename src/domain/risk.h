/* domain/risk.h - what may happen to a project, and which items it would touch. */
#ifndef DOMAIN_RISK_H
#define DOMAIN_RISK_H

#include "domain/meta.h"

enum risk_kind { RISK_THREAT, RISK_OPPORTUNITY };
enum risk_response {
    RESPONSE_NONE, /* not decided */
    RESPONSE_AVOID,
    RESPONSE_REDUCE,
    RESPONSE_TRANSFER,
    RESPONSE_ACCEPT,
    RESPONSE_ESCALATE,
    RESPONSE_EXPLOIT, /* these three of opportunities */
    RESPONSE_ENHANCE,
    RESPONSE_SHARE,
};
/* Closed and expired ones cannot happen any more; occurred ones have. */
enum risk_state {
    RISK_IDENTIFIED,
    RISK_ASSESSED,
    RISK_PLANNED,
    RISK_ACTIVE,
    RISK_OCCURRED,
    RISK_CLOSED,
    RISK_EXPIRED,
};
/* What the risk does to an item when it happens. */
enum risk_effect {
    EFFECT_DELAY,    /* its impact is added to the duration; of an opportunity taken off */
    EFFECT_FACTOR,   /* the duration is multiplied */
    EFFECT_FALLBACK, /* the item is needed then only: else it takes no time */
};
extern const char *const risk_kind_words[];
extern const char *const risk_response_words[];
extern const char *const risk_state_words[];
extern const char *const risk_effect_words[];

struct risk {
    struct record   head;
    str             title;
    str             cause, event, effect; /* because of …, … may happen, which leads to … */
    enum risk_kind  kind;
    enum risk_state state;
    enum risk_response response;
    double             probability; /* 0–1 */
    /* Impact on time, working seconds; DURATION_NONE = none. One value alone is certain. */
    int64_t impact_optimistic_s, impact_likely_s, impact_pessimistic_s;
    /* Impact on cost, minor units, whatever the kind; of an opportunity saved. INT_NONE = none. */
    int64_t cost_optimistic_minor, cost_likely_minor, cost_pessimistic_minor;
    str     owner; /* who watches it */
    str     plan;  /* what is done about it; Markdown */
};

struct risk_item {
    struct record    head;
    struct id        risk, item;
    enum risk_effect effect;
    double           factor; /* with `factor` */
};

extern const struct entity risk_entity, risk_item_entity;

/* Whether it plays a part in a simulation, and with which chance. */
double risk_chance(const struct risk *r);

#endif
