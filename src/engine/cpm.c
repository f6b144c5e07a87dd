/* engine/cpm.c - the order of a calculation: forward, backward, late placement, roll-up.
 *
 * From the start: forward, project finish, backward; if tasks are as late as possible, they go to
 * their late dates and both passes run again. From the finish: a backward pass from the finish date
 * finds the start first. A run that leaves the horizon of the compiled calendars is repeated over
 * a wider one, at most up to the years a plan may hold.
 */
#include "engine/cpm.h"

#include "engine/p6/calculate.h"
#include "engine/pass.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static_assert(sizeof(struct cpm_row) == 10 * sizeof(int64_t), "a row has no padding");

#define LAG_MAX 1e15 /* seconds; 30 million years */

struct lag pass_lag(const struct cpm *c, const struct arc *a, int32_t pred)
{
    const struct network *net = c->net;
    const int32_t         link = a->lag_s; /* as every ARC_RARE has it */
    const enum net_lag    kind = LINK_COLUMN(net, lag_kind, link, NET_LAG_WORKING);
    const int32_t         task = c->p->nodes[pred].task;
    if (kind == NET_LAG_WORKING || kind == NET_LAG_ELAPSED)
        return (struct lag){LINK_COLUMN(net, lag_s, link, 0), kind == NET_LAG_ELAPSED};
    int64_t duration = net->tasks.duration_s[task] > 0 ? net->tasks.duration_s[task] : 0;
    if (c->p->nodes[pred].kind == NODE_OUT)
        duration = worktime_between(c->worktimes[c->project_slot], c->dates[pred].start,
                                    c->dates[pred].finish);
    /* A gate outside the horizon has dates that mean nothing: the bound keeps the sum in range. */
    const double share = LINK_COLUMN(net, lag_percent, link, 0) / 100;
    const double lag = fmax(fmin((double)duration * share, LAG_MAX), -LAG_MAX);
    return (struct lag){llround(lag),
                        kind == NET_LAG_ELAPSED_PERCENT || task_is(net, task, TASK_ELAPSED)};
}

const struct cpm_row pass_blank_row = {INSTANT_NONE,
                                       INSTANT_NONE,
                                       INSTANT_NONE,
                                       INSTANT_NONE,
                                       INSTANT_NONE,
                                       INSTANT_NONE,
                                       0,
                                       0,
                                       0,
                                       LINK_NONE,
                                       CPM_NONE,
                                       false,
                                       false,
                                       0};

struct cpm *cpm_new(struct arena *mem, const struct prepared *p)
{
    const int32_t n = p->most.nodes, project = p->net->options.calendar;
    struct cpm   *c = arena_new(mem, struct cpm);
    *c = (struct cpm){.p = p,
                      .net = p->net,
                      .mem = mem,
                      .worktimes = p->worktimes,
                      .horizon = p->horizon,
                      .dates = arena_array(mem, struct dates, n + 1),
                      .why = arena_array(mem, int32_t, n + 1),
                      .spans = arena_array(mem, int64_t, p->most.parts + 1),
                      .rows = arena_array(mem, struct cpm_row, p->most.tasks + 1),
                      .is_done = arena_array(mem, bool, p->most.tasks + 1),
                      .project_slot = project == CALENDAR_NONE ? p->net->n_calendars : project};
    c->asked = arena_array(mem, struct dates, n + 1);
    for (int32_t at = 0; at < n; at++)
        c->asked[at].start = c->asked[at].finish = INSTANT_BEFORE;
    for (int32_t i = 0; i < p->net->n_tasks; i++)
        if (task_is(p->net, i, TASK_BLANK) && p->place[i] < 0)
            c->rows[i] = pass_blank_row;
    return c;
}

/* --- one calculation within a horizon
 * --------------------------------------------------------------- */

static void manual_summaries_count(struct cpm *c)
{
    for (int32_t i = 0; i < c->p->n_summaries; i++) {
        const int32_t task = c->p->summaries[i];
        if (task_is(c->net, task, TASK_MANUAL) && !task_is(c->net, task, TASK_INACTIVE))
            c->finish = max_of(c->finish, TASK_COLUMN(c->net, finish, task, INSTANT_NONE));
    }
}

void pass_finish(struct cpm *c)
{
    manual_summaries_count(c);
    if (c->finish <= INSTANT_BEFORE) /* no task has dates */
        c->finish = c->start;
    if (c->net->options.from_finish)
        c->finish = c->net->options.finish;
}

static void forward(struct cpm *c)
{
    struct dates *behind = c->dates;
    c->dates = c->ahead ? c->ahead : behind;
    pass_forward(c);
    c->dates = behind;
    pass_finish(c);
}

/* The latest start that still meets the finish date. */
static void start_from_finish(struct cpm *c)
{
    const struct network_options *o = &c->net->options;
    c->start = o->start != INSTANT_NONE ? o->start : o->finish;
    forward(c);
    pass_backward(c);
    instant first = o->finish;
    for (int32_t at = 0; at < c->p->n_nodes; at++)
        if (c->p->nodes[at].kind == NODE_LEAF)
            first = min_of(first, c->rows[c->p->nodes[at].task].late_start);
    c->start = first;
}

static void calculate(struct cpm *c)
{
    if (c->net->p6) {
        p6_calculate(c);
        return;
    }
    pass_spans(c);
    c->is_late_placed = false;
    c->start = c->net->options.start;
    if (c->net->options.from_finish)
        start_from_finish(c);
    c->lowest = INSTANT_BEYOND;
    c->highest = INSTANT_BEFORE;
    forward(c);
    pass_backward(c);
    if (c->p->has_alap) {
        c->is_late_placed = true;
        forward(c);
        pass_backward(c);
    }
    pass_rollup(c);
}

/* --- horizon
 * ---------------------------------------------------------------------------------------- */

bool pass_is_outside(const struct cpm *c)
{
    return c->lowest < c->horizon.from || c->highest > c->horizon.to;
}

static bool is_within(const struct cpm *c, instant from, instant to)
{
    return from >= c->horizon.from && to <= c->horizon.to;
}

/* The first leaf that leaves the horizon by its early dates, else by its late ones. */
static int32_t first_outside(const struct cpm *c)
{
    int32_t late = 0;
    for (int32_t at = c->p->n_nodes - 1; at >= 0; at--) {
        const int32_t         task = c->p->nodes[at].task;
        const struct cpm_row *r = &c->rows[task];
        if (c->p->nodes[at].kind == NODE_LEAF && !is_within(c, r->late_start, r->late_finish))
            late = task;
    }
    for (int32_t at = 0; at < c->p->n_nodes; at++) {
        const int32_t         task = c->p->nodes[at].task;
        const struct cpm_row *r = &c->rows[task];
        if (c->p->nodes[at].kind == NODE_LEAF && !is_within(c, r->early_start, r->early_finish))
            return task;
    }
    return late;
}

static bool is_widest(struct horizon h)
{
    return h.from <= INSTANT_MIN && h.to >= INSTANT_MAX;
}

static struct horizon wider(struct horizon h)
{
    const int64_t length = h.to - h.from;
    return (struct horizon){max_of(h.from - length, INSTANT_MIN),
                            min_of(h.to + 3 * length, INSTANT_MAX)};
}

static err outside_error(const struct cpm *c)
{
    struct arena mem = {0};
    const str    name = network_task_name(&mem, c->net, first_outside(c));
    const err e = err_make(ERR_INVALID, "%.*s: its dates would lie outside the years 1900 to 2199.",
                           STR_ARG(name));
    arena_done(&mem);
    return e;
}

struct cpm_result pass_result(const struct cpm *c)
{
    return (struct cpm_result){.n = c->net->n_tasks,
                               .rows = c->rows,
                               .start = c->first >= INSTANT_BEYOND ? c->start : c->first,
                               .finish = c->finish,
                               .worktimes = c->worktimes};
}

err cpm_pass(struct cpm *c, struct cpm_result *ret_result)
{
    calculate(c);
    while (pass_is_outside(c)) {
        if (is_widest(c->horizon))
            return outside_error(c);
        const struct worktime **worktimes;
        const struct horizon    h = wider(c->horizon);
        TRY(prepared_worktimes(c->mem, c->p, h, &worktimes));
        c->horizon = h;
        c->worktimes = worktimes;
        calculate(c);
    }
    *ret_result = pass_result(c);
#ifdef ENGINE_VERIFY
    int32_t row;
    assert(cpm_verify(c->p, ret_result, &row) == 0);
#endif
    return OK;
}

err cpm_run(struct arena *mem, const struct network *net, struct cpm_result *ret_result)
{
    const struct prepared *p;
    TRY(network_prepare(mem, net, &p));
    return cpm_pass(cpm_new(mem, p), ret_result);
}
