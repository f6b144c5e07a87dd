/* domain/compare/reasons.h - why a calculated value is not the one that the plan's file had stored.
 *
 * A reason is only given when values of the file itself prove it; they are handed out as facts.
 * What cannot be proved is REASON_NONE, "not explained": it may be a fault of ours, and is counted.
 *
 * Causes and consequences are told apart by calculating: an item that differs though nothing
 * before it does is a root; it is pinned to its stored dates, the plan is calculated again, and
 * what then is as stored follows from it. Early dates go along the links, late dates against them.
 */
#ifndef DOMAIN_COMPARE_REASONS_H
#define DOMAIN_COMPARE_REASONS_H

#include "base/zone.h"
#include "domain/compare/compare.h"

enum reason {
    REASON_NONE,        /* not explained */
    REASON_FOLLOWS,     /* from `cause`, proved by a calculation with its roots pinned */
    REASON_OWN,         /* from a value of its own that differs: facts[0] */
    REASON_EDITED,      /* changed here after the import */
    REASON_OTHER_FILE,  /* a link's predecessor is in another file */
    REASON_LEVELLED,    /* stored to begin when another item ends that needs the same resource */
    REASON_MANUAL,      /* a manual item, moved by hand after its early dates were stored */
    REASON_LINK,        /* stale save: its stored dates break a link of the file, by by_s */
    REASON_DURATION,    /* stale save: between its stored dates lies not its duration */
    REASON_CONSTRAINT,  /* stale save: its stored dates break its constraint or the project start */
    REASON_LATE,        /* stale late dates: not what the file's own ends and late starts leave */
    REASON_ITSELF,      /* the file contradicts itself: slack is not what its own dates leave */
    REASON_ROUNDED,     /* by the source, to minutes: an input holds a part of one */
    REASON_SAME_MOMENT, /* no working time lies between the two */
    REASON_UNSUPPORTED, /* of `cause`: facts[0].text names what is kept but not calculated; also of
                           all that follows from there */
    REASON_COUNT,
};
extern const char *const reason_words[]; /* "not_explained", "follows", … */

/* A value of the file that proves a reason. */
struct fact {
    struct id   item;  /* whose it is; absent: the project's */
    const char *field; /* of a record, or one of compare_words */
    int64_t     value; /* an instant, or seconds with is_span; INT_NONE when text is given */
    bool        is_span;
    str         text; /* file name, resource */
};

enum { FACTS_MAX = 3 };
struct reasoned {
    struct difference what;
    enum reason       reason;
    struct id         cause; /* FOLLOWS, OWN; LINK, LATE, LEVELLED: the other item; may be absent */
    struct id         root;  /* where the causes begin; the item itself when they do so here */
    struct id         link;  /* LINK, OTHER_FILE */
    int64_t           by_s;  /* working seconds, see each reason; may be negative */
    struct fact       facts[FACTS_MAX];
    size_t            n_facts;
};

struct reasons {
    struct reasoned  *v;                          /* in outline order, then as enum compare_what */
    size_t            n, by[REASON_COUNT], roots; /* roots: different items where causes begin */
    struct comparison counts;
};

/* The plan must be calculated. Lives in mem and the plan. Costs some calculations of the whole
 * plan: at most REASON_ROUNDS for each direction. Errors as plan_calculate. */
enum { REASON_ROUNDS = 24 };
err reasons_find(struct arena *mem, const struct plan *plan, const struct stored_results *stored,
                 struct reasons *ret_reasons);

/* The reason in one English sentence without its end, times in the zone. */
str reason_text(struct arena *mem, const struct plan *plan, const struct zone *zone,
                const struct reasoned *r);

#endif
