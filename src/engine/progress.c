/* engine/progress.c - tasks that have begun.
 *
 * Actual dates stand whatever the links say. What was not written down is derived: files made by
 * converters leave out zeros, so an absent actual duration comes from the per cent, and an absent
 * remaining duration is the rest. The status date moves nothing. A task in progress ignores its
 * links, but its rest waits for a pred that ends behind the done part, unless the plan forbids
 * splits.
 */
#include "engine/pass.h"

#include <math.h>

bool pass_is_finished(const struct network *net, int32_t task)
{
    return TASK_COLUMN(net, actual_finish, task, INSTANT_NONE) != INSTANT_NONE ||
           TASK_COLUMN(net, percent_complete, task, 0) >= 100;
}

bool pass_is_started(const struct network *net, int32_t task)
{
    return !pass_is_finished(net, task) &&
           TASK_COLUMN(net, actual_start, task, INSTANT_NONE) != INSTANT_NONE;
}

static int64_t actual_duration_of(const struct network *net, int32_t task, int64_t duration)
{
    const int64_t actual = TASK_COLUMN(net, actual_duration_s, task, DURATION_NONE);
    if (actual != DURATION_NONE)
        return actual;
    return (int64_t)llround((double)duration * TASK_COLUMN(net, percent_complete, task, 0) / 100);
}

int64_t pass_remaining(const struct network *net, int32_t task)
{
    const int64_t given = TASK_COLUMN(net, remaining_duration_s, task, DURATION_NONE);
    const int64_t duration = net->tasks.duration_s[task] == DURATION_NONE
                                 ? 0
                                 : net->tasks.duration_s[task];
    if (given != DURATION_NONE)
        return given;
    const int64_t rest = duration - actual_duration_of(net, task, duration);
    return rest > 0 ? rest : 0;
}

/* The rest begins at `resume`, when work has stopped and was put off. */
static bool is_resumed(const struct cpm *c, int32_t at, instant *ret_resume)
{
    const int32_t task = c->p->nodes[at].task;
    const instant stop = TASK_COLUMN(c->net, stop, task, INSTANT_NONE);
    const instant resume = TASK_COLUMN(c->net, resume, task, INSTANT_NONE);
    if (stop == INSTANT_NONE || resume == INSTANT_NONE || resume <= stop)
        return false;
    if (worktime_between(c->worktimes[c->p->nodes[at].slot], stop, resume) <= 0)
        return false;
    *ret_resume = resume;
    return true;
}

/* The rest from t on. Of assignments the same share is left as of the task. */
static instant finish_of_rest(const struct cpm *c, int32_t at, instant t)
{
    const int32_t          task = c->p->nodes[at].task;
    const struct worktime *w = c->worktimes[c->p->nodes[at].slot];
    const int64_t          rest = pass_remaining(c->net, task);
    if (task_is(c->net, task, TASK_ELAPSED))
        return t + rest;
    if (!pass_has_parts(c, at))
        return worktime_add(w, worktime_next(w, t), rest);
    const double duration = (double)c->net->tasks.duration_s[task];
    const double share = duration > 0 ? fmin((double)rest / duration, 1) : 1;
    return pass_finish_parts(c, at, t, share);
}

/* Where work has stopped; INSTANT_NONE when none was done. */
static instant stop_of(const struct cpm *c, int32_t at, instant start)
{
    const int32_t task = c->p->nodes[at].task;
    const instant stop = TASK_COLUMN(c->net, stop, task, INSTANT_NONE);
    const int64_t duration = c->net->tasks.duration_s[task];
    const int64_t done = duration > 0 ? actual_duration_of(c->net, task, duration) : 0;
    if (done <= 0)
        return INSTANT_NONE;
    if (stop != INSTANT_NONE && stop >= start)
        return stop;
    return task_is(c->net, task, TASK_ELAPSED)
               ? start + done
               : worktime_add(c->worktimes[c->p->nodes[at].slot], start, done);
}

/* A pred that ends behind the done part pushes the rest on, where tasks in progress may split. */
static instant finish_waiting(const struct cpm *c, int32_t at, struct placed dates)
{
    const instant stop = stop_of(c, at, dates.start);
    if (!c->net->options.split_in_progress || stop == INSTANT_NONE)
        return dates.finish;
    const instant bound = pass_bounds(c, at).start;
    return bound > stop ? max_of(dates.finish, finish_of_rest(c, at, bound)) : dates.finish;
}

struct placed pass_place_actual(const struct cpm *c, int32_t at)
{
    const int32_t task = c->p->nodes[at].task;
    const instant finish = TASK_COLUMN(c->net, actual_finish, task, INSTANT_NONE);
    instant       start = TASK_COLUMN(c->net, actual_start, task, INSTANT_NONE), resume;
    if (start == INSTANT_NONE && finish != INSTANT_NONE)
        return pass_place_until(c, at, finish);
    if (start == INSTANT_NONE)
        start = pass_place_from(c, at, max_of(pass_bounds(c, at).start, c->start)).start;
    if (finish != INSTANT_NONE)
        return (struct placed){start, max_of(start, finish)};
    struct placed dates = {start, pass_finish_started(c, at, start)};
    if (pass_is_started(c->net, task) && !pass_has_parts(c, at) && is_resumed(c, at, &resume))
        dates.finish = finish_of_rest(c, at, resume);
    if (pass_is_started(c->net, task))
        dates.finish = finish_waiting(c, at, dates);
    if (pass_is_started(c->net, task) && TASK_COLUMN(c->net, constraint, task, 0) == NET_FNET &&
        TASK_COLUMN(c->net, constraint_at, task, INSTANT_NONE) > dates.finish)
        dates.finish = c->net->tasks.constraint_at[task];
    return dates;
}
