/* domain/project.h - a project: its frame of time, money and defaults. */
#ifndef DOMAIN_PROJECT_H
#define DOMAIN_PROJECT_H

#include "domain/meta.h"

enum project_method { METHOD_WATERFALL, METHOD_SCRUM, METHOD_KANBAN, METHOD_HYBRID };
enum project_phase { PHASE_INITIATION, PHASE_PLANNING, PHASE_EXECUTION, PHASE_CLOSURE };
enum schedule_from { SCHEDULE_FROM_START, SCHEDULE_FROM_FINISH };
/* Whose rules place the items. The members below `profile` matter to P6 only. */
enum profile { PROFILE_MSP, PROFILE_P6 };
enum lag_calendar { LAG_OF_PREDECESSOR, LAG_OF_SUCCESSOR, LAG_OF_PROJECT, LAG_ALL_DAY };
enum progress_mode { RETAINED_LOGIC, PROGRESS_OVERRIDE, ACTUAL_DATES };
enum float_type { FLOAT_FINISH, FLOAT_START, FLOAT_LEAST };
enum critical_by { CRITICAL_BY_FLOAT, CRITICAL_BY_LONGEST_PATH };
extern const char *const profile_words[];
extern const char *const lag_calendar_words[];
extern const char *const progress_mode_words[];
extern const char *const float_type_words[];
extern const char *const critical_by_words[];
extern const char *const project_method_words[];
extern const char *const project_phase_words[];
extern const char *const schedule_from_words[];

struct project {
    struct record       head;
    str                 code, title;
    str                 body; /* Markdown */
    enum project_method method;
    enum project_phase  phase;
    int64_t             priority; /* 0–1000, 500 is usual */
    instant             start;    /* nothing starts before it; from the finish: a wish */
    instant             finish;   /* only when scheduled from the finish */
    enum schedule_from  schedule_from;
    instant             target_finish; /* promised; moves nothing */
    instant             data_date;     /* status is known up to here; absent = not followed yet */
    struct id           calendar;      /* absent = Mon–Fri 08:00-12:00 13:00-17:00 */
    str                 zone;          /* IANA name in which shifts and default times are read */
    str                 currency;      /* ISO 4217 */
    str                 currency_symbol;
    int64_t             currency_digits; /* minor units: 2 = cents */
    int64_t             minutes_per_day; /* what "1 day" of duration means */
    int64_t             minutes_per_week;
    int64_t             days_per_month;
    int64_t             default_start_s; /* seconds of the day, for dates without a time */
    int64_t             default_finish_s;
    int64_t             critical_slack_limit_days; /* critical = total slack up to this */
    bool                honor_constraints;         /* constraints win over links */
    bool                split_in_progress;         /* the rest of a started item waits */
    bool                multiple_critical_paths;   /* open ends are their own finish */
    bool                new_items_manual;
    bool                use_expected_finish; /* the rest lasts until the expected finish */
    bool                ignore_external;     /* what absent plans ask of items does not count; P6 */
    bool                float_to_last_finish;  /* of all projects in the plan; P6 */
    bool                start_lag_from_actual; /* lags after a begun start; else after its rest */
    enum profile        profile;
    enum lag_calendar   lag_calendar;
    enum progress_mode  progress_mode;
    enum float_type     float_type;
    enum critical_by    critical_by;
    instant             must_finish_by; /* late dates begin here; absent: at the last finish */
    int64_t             week_start;     /* 0 Sunday … 6 Saturday, for display */
    str                 author, company, manager, category, keywords;
    str                 source_name;      /* file it was imported from; absent = made here */
    instant             archived_at;      /* absent = in use */
    int64_t             item_count;       /* calculated: rows that are not blank */
    double              percent_complete; /* calculated: weighted by duration */
};

extern const struct entity project_entity;

#endif
