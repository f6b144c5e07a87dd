/* engine/p6/plan.h - what a network of Primavera P6's profile says besides the columns of
 * network.h.
 *
 * A network with such a plan is calculated by the rules of P6: a data date is the floor of all that
 * is not finished, lags run on a calendar of choice, the rest of a started task waits for its
 * preds, and as late as possible uses up free float only. Constraints of the network's own columns
 * are not looked at then. Columns are arrays over tasks; each may be NULL when all its values are
 * the default.
 */
#ifndef ENGINE_P6_PLAN_H
#define ENGINE_P6_PLAN_H

#include "base/day.h"

#include <stdbool.h>

enum p6_kind {
    P6_TASK,
    P6_RESOURCE_DEPENDENT, /* its assignments work at their own times; work_s is what remains */
    P6_START_MILESTONE,
    P6_FINISH_MILESTONE,
    P6_LEVEL_OF_EFFORT, /* spans what it is linked to; takes no part in the passes */
    P6_WBS_SUMMARY,     /* spans what lies beside and below it in the outline */
};

/* The values of enum net_constraint, where MSO and MFO are soft (Start On, Finish On), and: */
enum { P6_MANDATORY_START = 8, P6_MANDATORY_FINISH = 9 };

enum p6_lag_calendar { P6_LAG_PRED, P6_LAG_SUCC, P6_LAG_PROJECT, P6_LAG_ALL_DAY };
enum p6_progress { P6_RETAINED_LOGIC, P6_PROGRESS_OVERRIDE, P6_ACTUAL_DATES };
enum p6_float { P6_FLOAT_FINISH, P6_FLOAT_START, P6_FLOAT_LEAST };

/* A project of the plan, with a status and an end of its own. */
struct p6_group {
    instant data_date;   /* needed */
    instant must_finish; /* late dates begin here; absent: at the last early finish */
};

struct p6_plan {
    const uint8_t         *kind;             /* enum p6_kind; TASK */
    const uint8_t         *constraint[2];    /* ASAP */
    const instant         *constraint_at[2]; /* absent: taken as ASAP */
    const instant         *expected_finish;
    const instant         *external_start, *external_finish; /* links to absent plans */
    const int32_t         *group;                            /* 0 */
    const struct p6_group *groups;                           /* at least one */
    int32_t                n_groups;
    enum p6_lag_calendar   lag_calendar;
    enum p6_progress       progress;
    enum p6_float          float_type;
    bool                   use_expected_finish;
    bool                   float_to_last_finish;  /* of all groups; else of each */
    bool                   start_lag_from_actual; /* of a begun pred; else from its early start */
    bool                   critical_by_path;      /* critical = on the longest path */
};

#endif
