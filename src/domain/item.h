/* domain/item.h - what is to be done: tasks, milestones, summaries, backlog items.
 *
 * A record holds inputs and progress. What is calculated stands in struct item_row
 * (domain/plan.h) and is printed with the item; `start` and `finish` here are inputs of manual
 * and external items only, and the calculated ones take their place when an item is printed.
 */
#ifndef DOMAIN_ITEM_H
#define DOMAIN_ITEM_H

#include "domain/meta.h"

enum item_kind {
    ITEM_TASK,
    ITEM_MILESTONE,
    ITEM_SUMMARY,
    ITEM_SPRINT,
    ITEM_EPIC,
    ITEM_FEATURE,
    ITEM_STORY,
    ITEM_BUG,
    ITEM_SPIKE,
};
enum item_state { ITEM_PLANNED, ITEM_READY, ITEM_ACTIVE, ITEM_BLOCKED, ITEM_DONE, ITEM_CANCELLED };
enum duration_unit {
    UNIT_MINUTES,
    UNIT_HOURS,
    UNIT_DAYS,
    UNIT_WEEKS,
    UNIT_MONTHS,
    UNIT_ELAPSED_MINUTES,
    UNIT_ELAPSED_HOURS,
    UNIT_ELAPSED_DAYS,
    UNIT_ELAPSED_WEEKS,
    UNIT_ELAPSED_MONTHS,
};
enum duration_type { FIXED_UNITS, FIXED_DURATION, FIXED_WORK };
enum constraint_kind {
    CONSTRAINT_ASAP,
    CONSTRAINT_ALAP,
    CONSTRAINT_SNET,
    CONSTRAINT_SNLT,
    CONSTRAINT_FNET,
    CONSTRAINT_FNLT,
    CONSTRAINT_MSO,
    CONSTRAINT_MFO,
    CONSTRAINT_MANDATORY_START, /* against logic, in the P6 profile; else as MSO, MFO */
    CONSTRAINT_MANDATORY_FINISH,
};
/* What an item is in the P6 profile. */
enum activity_type {
    ACTIVITY_TASK,
    ACTIVITY_RESOURCE_DEPENDENT, /* placed by the calendars of its assignments */
    ACTIVITY_START_MILESTONE,
    ACTIVITY_FINISH_MILESTONE,
    ACTIVITY_LEVEL_OF_EFFORT, /* spans what it is linked to */
    ACTIVITY_WBS_SUMMARY,     /* spans its summary */
};
enum estimate_distribution {
    ESTIMATE_TRIANGULAR,
    ESTIMATE_PERT,
    ESTIMATE_UNIFORM,
    ESTIMATE_LOGNORMAL,
    ESTIMATE_DISCRETE, /* one of the three values */
};
/* How its earned value is told (EIA-748). */
enum earned_method {
    EARNED_PERCENT,  /* by percent_complete */
    EARNED_PHYSICAL, /* by physical_percent */
    EARNED_ZERO_HUNDRED,
    EARNED_FIFTY_FIFTY,
    EARNED_UNITS,       /* units_done of units_total: things made, weights of milestones, points */
    EARNED_APPORTIONED, /* in step with earned_base */
    EARNED_LEVEL_OF_EFFORT,
};
enum accrual { ACCRUAL_START, ACCRUAL_PRORATED, ACCRUAL_END };
extern const char *const item_kind_words[];
extern const char *const item_state_words[];
extern const char *const duration_unit_words[];
extern const char *const duration_type_words[];
extern const char *const constraint_words[];
extern const char *const activity_type_words[];
extern const char *const estimate_distribution_words[];
extern const char *const earned_method_words[];
extern const char *const accrual_words[];

enum { RANK_GAP = 1048576 }; /* between neighbours, so that a row is moved by writing one rank */

struct item {
    struct record        head;
    struct id            parent; /* absent = top */
    int64_t              rank;   /* order among siblings; equal ranks: by id */
    str                  title, body;
    enum item_kind       kind;
    enum item_state      state;
    int64_t              priority; /* 0–1000 */
    bool                 is_blank; /* an empty row: kept in order, not calculated */
    bool                 is_manual, is_active, is_milestone, is_estimated, is_effort_driven;
    bool                 ignore_resource_calendar, can_split, is_external, is_recurring;
    enum duration_unit   duration_unit; /* as typed; elapsed units make duration_s elapsed */
    enum duration_type   duration_type;
    int64_t              duration_s; /* working seconds (or elapsed); DURATION_NONE = not known */
    int64_t              work_s;
    instant              start, finish; /* inputs of manual and external items; may be absent */
    enum constraint_kind constraint;
    instant              constraint_at; /* absent with asap, alap */
    enum constraint_kind constraint2;   /* a second one, in the P6 profile */
    instant              constraint2_at;
    enum activity_type   activity_type;
    instant              expected_finish;    /* absent = none; P6 profile */
    instant              external_start_at;  /* given by links to absent plans: no */
    instant              external_finish_at; /* earlier start, no later finish; P6 */
    instant              data_date; /* of a summary that is a project of its own; P6 profile */
    instant              deadline;
    struct id            calendar; /* absent = the project's */
    instant              actual_start, actual_finish;
    int64_t              actual_duration_s, remaining_duration_s; /* DURATION_NONE = derived */
    double               percent_complete, physical_percent; /* 0–100; the second may be NaN */
    int64_t              actual_work_s;
    int64_t              remaining_work_s;   /* DURATION_NONE = work less actual work */
    instant              stop_at, resume_at; /* end of the done part, begin of the rest */
    int64_t              levelling_delay_s;  /* elapsed seconds */
    int64_t              estimate_optimistic_s, estimate_likely_s, estimate_pessimistic_s;
    enum estimate_distribution estimate_distribution;
    enum accrual               fixed_cost_accrual;
    enum earned_method         earned_method;
    double                     points;                  /* NaN = not estimated */
    double                     units_total, units_done; /* of EARNED_UNITS; NaN = not told */
    struct id                  earned_base;             /* of EARNED_APPORTIONED */
    int64_t                    fixed_cost_minor;        /* minor units of the project's currency */
    str                        wbs_code;                /* own code; absent = computed */
    str                        external_ref;            /* item of another plan, "file\uid" */
    str                        hyperlink, hyperlink_title, contact;
    int64_t                    source_uid; /* INT_NONE = not imported */
};

extern const struct entity item_entity;

/* Elapsed units count around the clock. */
static inline bool duration_unit_is_elapsed(enum duration_unit u)
{
    return u >= UNIT_ELAPSED_MINUTES;
}

#endif
