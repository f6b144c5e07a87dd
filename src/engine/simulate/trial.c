/* engine/simulate/trial.c - the network with other durations, calculated as always.
 *
 * A trial has columns of its own for what varies and shares everything else with the plan: order,
 * arcs, calendars. A duration as planned leaves the columns exactly as they were, so that without
 * uncertainty the ordinary calculation comes out. Work of assignments is not changed: the parts
 * of a task are stretched as its duration is.
 */
#include "engine/simulate/trial.h"

#include "engine/pass.h"

#include <math.h>
#include <string.h>

struct trial {
    const struct draws *d;
    struct network      net;
    struct prepared     p;
    struct cpm         *cpm;
    double             *stretch;
};

static int64_t *column_own(struct arena *mem, const int64_t *from, int32_t n)
{
    int64_t *own = arena_array(mem, int64_t, n + 1);
    for (int32_t i = 0; i < n; i++)
        own[i] = from ? from[i] : DURATION_NONE;
    return own;
}

struct trial *trial_new(struct arena *mem, const struct draws *d)
{
    struct trial         *t = arena_new(mem, struct trial);
    const struct network *net = d->s->prepared->net;
    t->d = d;
    t->net = *net;
    t->net.tasks.duration_s = column_own(mem, net->tasks.duration_s, net->n_tasks);
    t->net.tasks.remaining_duration_s = column_own(mem, net->tasks.remaining_duration_s,
                                                   net->n_tasks);
    t->net.tasks.actual_duration_s = column_own(mem, net->tasks.actual_duration_s, net->n_tasks);
    t->p = *d->s->prepared;
    t->p.net = &t->net;
    t->stretch = arena_array(mem, double, t->p.n_nodes + 1);
    for (int32_t at = 0; at < t->p.n_nodes; at++)
        t->stretch[at] = 1;
    t->cpm = cpm_new(mem, &t->p);
    t->cpm->stretch = t->stretch;
    return t;
}

static int64_t done_of(const struct network *net, int32_t task, int64_t whole)
{
    const int64_t given = TASK_COLUMN(net, actual_duration_s, task, DURATION_NONE);
    return given != DURATION_NONE
               ? given
               : (int64_t)llround((double)whole * TASK_COLUMN(net, percent_complete, task, 0) /
                                  100);
}

static double stretch_of(const struct trial *t, const struct varied *v, int64_t value,
                         int64_t whole)
{
    const int64_t before = t->net.p6 ? v->planned_s : whole;
    const int64_t after = t->net.p6 ? value : whole + value - v->planned_s;
    return before > 0 ? (double)max_of(after, 0) / (double)before : 1;
}

static void duration_set(struct trial *t, const struct varied *v, int64_t value)
{
    const struct network *net = t->d->s->prepared->net;
    struct task_columns  *own = &t->net.tasks;
    const int32_t         task = v->task;
    const int64_t whole = simulation_whole(t->d->s->prepared, task), more = value - v->planned_s;
    int64_t       rest = TASK_COLUMN(net, remaining_duration_s, task, DURATION_NONE);
    own->actual_duration_s[task] = TASK_COLUMN(net, actual_duration_s, task, DURATION_NONE);
    own->remaining_duration_s[task] = rest;
    own->duration_s[task] = net->tasks.duration_s[task];
    t->stretch[t->p.place[task]] = 1;
    if (more == 0)
        return;
    if (pass_is_started(net, task)) {
        own->actual_duration_s[task] = done_of(net, task, whole);
        rest = v->planned_s;
    }
    if (rest != DURATION_NONE)
        own->remaining_duration_s[task] = max_of(rest + more, 0);
    own->duration_s[task] = max_of(whole + more, 0);
    t->stretch[t->p.place[task]] = stretch_of(t, v, value, whole);
}

err trial_run(struct trial *t, const struct draw_block *block, int lane,
              struct cpm_result *ret_result)
{
    for (int32_t v = 0; v < t->d->n_varied; v++)
        duration_set(t, &t->d->varied[v],
                     block ? block->duration[v][lane] : t->d->varied[v].planned_s);
    return cpm_pass(t->cpm, ret_result);
}

struct cpm *trial_cpm(struct trial *t)
{
    return t->cpm;
}

void trial_vary(struct trial *t, int32_t varied, const struct draw_block *block, int lane)
{
    const struct varied *v = &t->d->varied[varied];
    duration_set(t, v, block->duration[varied][lane]);
    if (t->p.n_parts)
        pass_spans_of(t->cpm, t->p.place[v->task]);
}
