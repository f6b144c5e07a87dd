/* engine/cpm.h - early and late dates, slack and drivers of a prepared network.
 *
 * The critical path method (Kelley & Walker, "Critical-Path Planning and Scheduling", 1959) with
 * the rules of Microsoft Project: links of four types with lags, constraints, deadlines, manual and
 * inactive tasks, progress, assignments on their own calendars, levelling delays, as late as
 * possible, from the start or from the finish. engine/README.md tells the rules.
 *
 * Works on plain arrays and returns plain arrays. Same input, same bytes, on any thread.
 * O(tasks + links + assignments) a pass.
 */
#ifndef ENGINE_CPM_H
#define ENGINE_CPM_H

#include "engine/prepare.h"

enum cpm_driver {
    CPM_NONE,          /* no dates: a blank row */
    CPM_PROJECT_START, /* or the project's finish when scheduling from it */
    CPM_LINK,          /* `driver` names the link */
    CPM_CONSTRAINT,
    CPM_MANUAL,
    CPM_ACTUAL,
    CPM_RESOURCE, /* a levelling delay */
    CPM_LATE,     /* as late as possible: set by its late dates */
    CPM_SUMMARY,  /* dates come from below */
    CPM_EXTERNAL,
};

/* One task. Instants UTC seconds, slack and duration working seconds of the task's calendar
 * (round the clock for elapsed ones). Blank rows: all dates INSTANT_NONE. */
struct cpm_row {
    instant early_start, early_finish;
    instant late_start, late_finish;
    instant start, finish; /* as scheduled: early, late for ALAP, actual, or one's own */
    int64_t total_slack_s; /* negative: too late */
    int64_t free_slack_s;  /* never negative */
    int64_t duration_s;
    int32_t driver; /* link index, LINK_NONE unless driver_kind is CPM_LINK */
    uint8_t driver_kind;
    bool    critical;
    bool    is_summary;
    uint8_t zero; /* so that equal rows are equal bytes */
};

struct cpm_result {
    int32_t                       n;
    const struct cpm_row         *rows;      /* by task */
    instant                       start;     /* earliest start of a leaf */
    instant                       finish;    /* of the project: where late dates begin */
    const struct worktime *const *worktimes; /* by slot, as used for these rows */
};

/* A calculator with its scratch memory: made once, run after every change that needs no new
 * preparation. Belongs to one thread at a time; `p` may be shared. */
struct cpm;
struct cpm *cpm_new(struct arena *mem, const struct prepared *p);

/* One full pass. The rows belong to the calculator and are overwritten by its next run.
 * ERR_INVALID names a task whose dates leave 1900 to 2199. */
err cpm_pass(struct cpm *cpm, struct cpm_result *ret_result);

/* network_prepare, cpm_new and cpm_pass in one. */
err cpm_run(struct arena *mem, const struct network *net, struct cpm_result *ret_result);

/* Checks the numbered invariants of INVARIANTS.md; 0 when they hold, else the number of the first
 * broken one, and the row it was seen at. O(tasks + links). For tests and debug builds. */
int cpm_verify(const struct prepared *p, const struct cpm_result *result, int32_t *ret_row);

#endif
