/* engine/network.h - a plan as plain columns: what the engine is given.
 *
 * Tasks, links and assignments are rows by index; every column is an array over them, and any
 * column may be NULL when all its values are the default noted beside it. Instants are UTC seconds,
 * durations and work seconds; absent is INSTANT_NONE or DURATION_NONE. Nothing in here is a result.
 *
 * network_init allocates all columns with their defaults for callers that fill rows one by one.
 */
#ifndef ENGINE_NETWORK_H
#define ENGINE_NETWORK_H

#include "engine/calendar.h"
#include "engine/p6/plan.h"

enum { TASK_NONE = -1, LINK_NONE = -1 };

enum task_flag {
    TASK_ELAPSED = 1,          /* the duration counts round the clock */
    TASK_MANUAL = 2,           /* keeps its own start, finish, duration */
    TASK_INACTIVE = 4,         /* dates of its own, but counts for nobody */
    TASK_EXTERNAL = 8,         /* lives in another plan: fixed dates */
    TASK_BLANK = 16,           /* an empty row: no dates */
    TASK_OWN_CALENDAR = 32,    /* ignore the resources' calendars where the task has one */
    TASK_FIXED_DURATION = 64,  /* assignments do not stretch it, but the gaps of a split do */
    TASK_NEVER_CRITICAL = 128, /* unless linked: manual without a usable duration */
};

enum net_constraint {
    NET_ASAP,
    NET_ALAP,
    NET_SNET, /* start no earlier than */
    NET_SNLT,
    NET_FNET,
    NET_FNLT,
    NET_MSO, /* must start on */
    NET_MFO,
};

enum net_link { NET_FS, NET_SS, NET_FF, NET_SF }; /* pred end first */

enum net_lag { NET_LAG_WORKING, NET_LAG_ELAPSED, NET_LAG_PERCENT, NET_LAG_ELAPSED_PERCENT };

enum net_contour {
    NET_FLAT,
    NET_BACK,
    NET_FRONT,
    NET_DOUBLE_PEAK,
    NET_EARLY_PEAK,
    NET_LATE_PEAK,
    NET_BELL,
    NET_TURTLE,
    NET_PIECES, /* edited or split: its pieces tell the shape */
};

struct task_columns {
    int32_t   *parent;        /* TASK_NONE = top */
    uint16_t  *flags;         /* of enum task_flag; 0 */
    int64_t   *duration_s;    /* needed, never NULL; DURATION_NONE only when manual */
    int32_t   *calendar;      /* CALENDAR_NONE = the project's */
    uint8_t   *constraint;    /* enum net_constraint; ASAP */
    instant   *constraint_at; /* absent: the constraint is taken as ASAP */
    instant   *deadline;
    instant   *start, *finish; /* of manual and external tasks only, each may be absent */
    instant   *actual_start, *actual_finish;
    int64_t   *actual_duration_s;    /* absent: from the per cent */
    int64_t   *remaining_duration_s; /* absent: duration less actual duration */
    double    *percent_complete;     /* 0–100; 0 */
    instant   *stop, *resume;        /* end of the done part, begin of the rest */
    int64_t   *levelling_delay_s;    /* elapsed; 0 */
    const str *title;                /* for messages; else the index is told */
};

struct link_columns {
    int32_t *pred, *succ; /* both TASK_NONE: no link */
    uint8_t *type;        /* enum net_link; FS */
    uint8_t *lag_kind;    /* enum net_lag; WORKING */
    int64_t *lag_s;       /* may be negative; 0 */
    double  *lag_percent; /* of the pred's duration, where the kind says so; 0 */
};

/* Only assignments that drive dates need be here; others are told by `drives`. */
struct assignment_columns {
    int32_t *task;                /* TASK_NONE: no assignment */
    int32_t *calendar;            /* the resource's; CALENDAR_NONE = the task's */
    double  *units;               /* 1 = full time; 1 */
    int64_t *work_s, *overtime_s; /* whole work; overtime in it; 0 */
    uint8_t *contour;             /* enum net_contour; FLAT */
    int64_t *delay_s;             /* working seconds after the task's bound; 0 */
    bool    *drives;              /* a work resource, or the carrier of a split; true */
};

/* Pieces of NET_PIECES in any order; those without work are gaps. */
struct piece_columns {
    int32_t *assignment;
    instant *start, *finish;
    int64_t *work_s;
};

struct network_options {
    instant start;  /* of the project; needed when scheduling from the start */
    instant finish; /* needed when scheduling from the finish */
    bool    from_finish;
    bool    honor_constraints;
    bool    split_in_progress;
    bool    multiple_critical_paths;
    int64_t critical_slack_s; /* critical up to this slack */
    int32_t calendar; /* of the project; CALENDAR_NONE = Monday to Friday 8–12, 13–17 UTC */
};

struct network {
    int32_t                     n_tasks, n_links, n_assignments, n_pieces, n_calendars;
    struct task_columns         tasks;
    struct link_columns         links;
    struct assignment_columns   assignments;
    struct piece_columns        pieces;
    const struct calendar_rule *calendars;
    struct network_options      options;
    const struct p6_plan       *p6; /* the rules of Primavera P6; NULL: of Microsoft Project */
};

struct network_size {
    int32_t tasks, links, assignments, pieces;
};

/* All columns with their defaults; titles stay NULL. Calendars are the caller's. */
void network_init(struct network *net, struct arena *mem, struct network_size size);

/* ERR_INVALID when an index points nowhere, parents run in a circle, a number or date is out of
 * range, or something needed is missing; names the row. O(rows). network_prepare calls it. */
err network_check(const struct network *net);
err network_check_task(const struct network *net, int32_t i); /* that row alone */
err network_check_link(const struct network *net, int32_t i);
err network_check_assignment(const struct network *net, int32_t i);

#endif
