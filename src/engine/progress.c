/* engine/progress.c - tasks that have begun.
 *
 * Actual dates stand whatever the links say. What was not written down is derived: files made by
 * converters leave out zeros, so an absent actual duration comes from the per cent, and an absent
 * remaining duration is the rest. The status date moves nothing.
 */
#include "engine/pass.h"

#include <math.h>

bool is_finished(const struct network *net, int32_t task)
{
    return TASK_COLUMN(net, actual_finish, task, INSTANT_NONE) != INSTANT_NONE ||
           TASK_COLUMN(net, percent_complete, task, 0) >= 100;
}

bool is_started(const struct network *net, int32_t task)
{
    return !is_finished(net, task) &&
           TASK_COLUMN(net, actual_start, task, INSTANT_NONE) != INSTANT_NONE;
}

static int64_t actual_duration_of(const struct network *net, int32_t task, int64_t duration)
{
    const int64_t actual = TASK_COLUMN(net, actual_duration_s, task, DURATION_NONE);
    if (actual != DURATION_NONE)
        return actual;
    return (int64_t)llround((double)duration * TASK_COLUMN(net, percent_complete, task, 0) / 100);
}

int64_t remaining_of(const struct network *net, int32_t task)
{
    const int64_t given = TASK_COLUMN(net, remaining_duration_s, task, DURATION_NONE);
    const int64_t duration = net->tasks.duration_s[task] == DURATION_NONE ? 0 : net->tasks.duration_s[task];
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

static instant finish_of_rest(const struct cpm *c, int32_t at, instant resume)
{
    const int32_t          task = c->p->nodes[at].task;
    const struct worktime *w = c->worktimes[c->p->nodes[at].slot];
    if (task_is(c->net, task, TASK_ELAPSED))
        return resume + remaining_of(c->net, task);
    return worktime_add(w, worktime_next(w, resume), remaining_of(c->net, task));
}

struct placed placed_actual(const struct cpm *c, int32_t at)
{
    const int32_t task = c->p->nodes[at].task;
    const instant finish = TASK_COLUMN(c->net, actual_finish, task, INSTANT_NONE);
    instant       start = TASK_COLUMN(c->net, actual_start, task, INSTANT_NONE), resume;
    if (start == INSTANT_NONE && finish != INSTANT_NONE)
        return placed_until(c, at, finish);
    if (start == INSTANT_NONE)
        start = placed_from(c, at, max_of(bounds_of(c, at).start, c->start)).start;
    if (finish != INSTANT_NONE)
        return (struct placed){start, finish};
    struct placed dates = {start, finish_of_started(c, at, start)};
    if (is_started(c->net, task) && !has_live_parts(c, at) && is_resumed(c, at, &resume))
        dates.finish = finish_of_rest(c, at, resume);
    if (is_started(c->net, task) &&
        TASK_COLUMN(c->net, constraint, task, 0) == CONSTRAINT_FNET &&
        TASK_COLUMN(c->net, constraint_at, task, INSTANT_NONE) > dates.finish)
        dates.finish = c->net->tasks.constraint_at[task];
    return dates;
}
