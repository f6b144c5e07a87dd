/* domain/lint/lint.h - what is wrong with the making of a plan, whatever its content.
 *
 * The rules are the fourteen of the DCMA ("DCMA 14-Point Assessment", Defense Contract Management
 * Agency, 2009, in "Earned Value Management System Program Analysis Pamphlet", EA PAM 200.1) and
 * those practices of the GAO that a program can check ("Schedule Assessment Guide", GAO-16-89G,
 * 2015). They look at assignments, baselines, progress and calculated rows at once: that is why
 * they stand here and not in the engine, which knows none of these.
 *
 * Counted are leaves that count: active, not blank, not external, no level of effort; most rules
 * ask for those that are not finished. A milestone has logic and dates, but no duration, no
 * resource. A link of a summary counts for the leaves below it, as it binds them.
 */
#ifndef DOMAIN_LINT_LINT_H
#define DOMAIN_LINT_LINT_H

#include "domain/plan.h"

enum lint_rule {
    LINT_LOGIC,       /* DCMA 1: no predecessor or no successor; at most 5 % */
    LINT_LEADS,       /* DCMA 2: links with a negative lag; none */
    LINT_LAGS,        /* DCMA 3: links with a positive lag; at most 5 % */
    LINT_TYPES,       /* DCMA 4: links that are not finish-to-start; at most 10 % */
    LINT_CONSTRAINTS, /* DCMA 5: must, and no later than; at most 5 % */
    LINT_HIGH_FLOAT,  /* DCMA 6: total slack above 44 days; at most 5 % */
    LINT_NO_FLOAT,    /* DCMA 7: negative total slack; none */
    LINT_DURATION,    /* DCMA 8: more than 44 days left; at most 5 % */
    LINT_DATES,       /* DCMA 9: planned before the data date, or done behind it; none */
    LINT_RESOURCES,   /* DCMA 10: work of a day or more without a resource; none */
    LINT_MISSED,      /* DCMA 11: due by the baseline, finished later or not at all; at most 5 % */
    LINT_DELAY,       /* DCMA 12: 600 days of delay in critical work move the finish by as much */
    LINT_CPLI,   /* DCMA 13: (length left + float to the promised finish) / length left ≥ 0.95 */
    LINT_BEI,    /* DCMA 14: finished / to be finished by the baseline ≥ 0.95 */
    LINT_TITLES, /* GAO 1: the same title twice under one summary; none */
    LINT_SUMMARY_LINKS, /* GAO 2: links on summaries; none */
    LINT_DANGLING,      /* GAO 2: its start, or what its finish drives, hangs on no link; none */
    LINT_MANUAL,        /* GAO 2: dates set by hand, which links do not move; none */
    LINT_CHAIN,         /* GAO 6: the last finish follows over links from where work stands now */
    LINT_SEQUENCE,      /* GAO 9: begun before what it follows allowed; none */
    LINT_STATUS,        /* GAO 9: progress without a data date */
    LINT_BASELINE,      /* GAO 10: no baseline */
    LINT_COUNT,
};

enum lint_fix {
    FIX_NONE,
    FIX_NO_LAG,    /* the link's lag becomes 0 */
    FIX_SOFT,      /* the constraint becomes no earlier than, or a deadline */
    FIX_AUTOMATIC, /* dates follow the links */
    FIX_BASELINE,  /* one is taken now */
};
extern const char *const lint_fix_words[]; /* "none", "no_lag", … */

enum lint_state { LINT_OK, LINT_BAD, LINT_UNKNOWN };
extern const char *const lint_state_words[]; /* "ok", "bad", "unknown" */

struct lint_about {
    const char *word;     /* "logic" */
    const char *source;   /* "DCMA 1", "GAO 2" */
    const char *text;     /* one sentence: what is found */
    double      limit;    /* of share or value */
    bool        is_share; /* value = n / of; else n, or an index */
    bool        at_least; /* the value may not be below the limit; else not above */
};
extern const struct lint_about lint_rules[LINT_COUNT];

struct lint_hit {
    struct id     item, link; /* link: absent where the item itself is meant */
    enum lint_fix fix;
};

struct lint_finding {
    enum lint_state        state;
    size_t                 n, of; /* hits, of how many */
    double                 value; /* held against the limit; NaN when unknown */
    const struct lint_hit *hits;  /* n of them, in outline order; indices have none */
    const char            *why;   /* unknown: what is missing, one sentence */
};

struct lint {
    struct lint_finding v[LINT_COUNT];
    size_t              bad;
};

/* The plan must be calculated; it is calculated once more, in a fork, for DCMA 12. Lives in mem.
 * O(items + links + assignments). */
err lint_run(struct arena *mem, const struct plan *plan, struct lint *ret_lint);

/* The members that the fix of a hit sets, as an open object's: {"lag_s":0,…}. False: none. */
struct json_out;
bool lint_fix_json(const struct plan *plan, const struct lint_hit *hit, struct json_out *o);

#endif
