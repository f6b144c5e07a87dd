/* engine/level/plan/levelling.h - a real plan levelled: delays after which nobody is overloaded.
 *
 * The network is the one that is calculated: calendars, four link types with lags, constraints,
 * progress, summaries. Beside it stand resources with a capacity that varies over time, and where
 * that is wished who else may do an assignment, and which tasks may be interrupted. The result is a
 * levelling delay for each task, who does what, and the pieces of what is interrupted, so that the
 * ordinary calculation (engine/cpm.h) gives the levelled dates.
 *
 * Method: serial schedule generation (Kolisch, "Serial and parallel resource-constrained project
 * scheduling methods revisited", 1996) over compiled calendars, first by latest finish; then
 * forward-backward improvement (Valls, Ballestin, Quintanilla, "Justification and RCPSP", 2005) and
 * a population of activity lists with two-point crossover (Hartmann, "A competitive genetic
 * algorithm for resource-constrained project scheduling", 1998). The lower bound is destructive
 * (Klein, Scholl, "Computing lower bounds by destructive improvement", 1999) over the work that
 * must lie within a window of time.
 *
 * Pure: no clock, same input and seed give the same answer on any thread. A caller that counts
 * seconds does so in `go_on`.
 */
#ifndef ENGINE_LEVEL_PLAN_LEVELLING_H
#define ENGINE_LEVEL_PLAN_LEVELLING_H

#include "engine/cpm.h"

enum level_goal {
    LEVEL_FINISH, /* the earliest finish, then kept deadlines */
    LEVEL_DATES,  /* kept deadlines, by priority; then the finish */
    LEVEL_CHANGE, /* the least change against the dates of the plan as it is */
    LEVEL_SMOOTH, /* as LEVEL_FINISH, then an even load within free slack */
};

/* Units there are from that instant on; 1 = one full-time person. */
struct level_step {
    instant from;
    double  units;
};

struct level_resource {
    const struct level_step *steps; /* ascending; before the first there are none */
    int32_t                  n_steps;
};

/* How far a search has come. */
struct level_progress {
    int64_t schedules;           /* generated so far */
    instant finish, bound;       /* of the best plan; nothing can finish before the bound */
    instant tried;               /* finish of the schedule generated last */
    int64_t lateness_s, shift_s; /* of the best plan: past deadlines; against the plan as it is */
};

/* Who may do an assignment: rows [first[a] … first[a + 1]), none where it stays with its resource.
 */
struct level_choices {
    const int32_t *first;    /* by assignment, and one more */
    const int32_t *resource; /* the given one only where it may stay */
    const int32_t *calendar; /* of that resource; CALENDAR_NONE: the task's */
};

struct level_input {
    const struct network *net;         /* not written */
    const int32_t        *resource_of; /* by assignment; -1: takes no part */
    const bool           *is_whole;    /* by assignment: taken from start to finish of the task,
                                          working time or not; NULL: none */
    const struct level_resource *resources;
    int32_t                      n_resources;
    const bool                  *is_held;  /* by task: is not delayed; NULL: none */
    const int32_t               *priority; /* by task: of two that could go, the larger goes first;
                                              NULL: all alike */
    const struct level_choices *choices;   /* NULL: all stay with their resources */
    const bool *may_split; /* by task: may be interrupted, at full hours of its work; NULL: none */
    enum level_goal goal;
    uint64_t        seed;
    int64_t         schedules; /* at most so many; at least one is made */
    /* Asked after every schedule; false ends the search. NULL: nobody asks. */
    bool (*go_on)(void *self, const struct level_progress *progress);
    void *self;
};

/* More is asked of a resource than there is, from `from` to `to`. */
struct level_overload {
    int32_t resource;
    instant from, to;
    double  need, have; /* the most in that time, and what there is at that moment */
};

/* A stretch of an assignment that is interrupted. */
struct level_piece {
    int32_t assignment;
    instant start, finish;
    int64_t work_s;
};

struct level_output {
    int64_t               *delay_s;    /* by task, elapsed seconds */
    int32_t               *waited_for; /* by task: the resource it waits for; -1 */
    int32_t               *behind;     /* by task: a task that holds it until then; TASK_NONE */
    int32_t               *done_by;    /* by assignment: the resource, chosen or given */
    struct level_piece    *pieces;     /* by assignment and time: of what is interrupted, all */
    int32_t                n_pieces;
    struct cpm_result      before; /* calculated without delays of tasks that may move */
    struct cpm_result      after;  /* calculated with delay_s, done_by and pieces */
    struct level_overload *overloads_before, *overloads_after;
    int32_t                n_before, n_after;
    struct level_progress  progress; /* of the plan that was taken */
    int32_t                n_movable;
    bool                   was_stopped; /* go_on said no */
};

/* Everything in the output lives in mem. ERR_INVALID: a plan scheduled from its finish or by the
 * rules of P6, whose dates a delay does not move; else as network_prepare and cpm_pass. */
err levelling_run(struct arena *mem, const struct level_input *in, struct level_output *ret_output);

#endif
