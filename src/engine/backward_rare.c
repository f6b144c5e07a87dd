/* engine/backward_rare.c - late dates and slack of everything that is not a plain task.
 *
 * A row shows one thing and the preds see another: a started task shows its actual start, and its
 * preds see the late start of its rest; a finished one shows actual dates and binds nobody; a
 * levelling delay is taken off before the preds see it.
 */
#include "engine/pass.h"

static const struct worktime *time_of(const struct cpm *c, int32_t at)
{
    return c->worktimes[c->p->nodes[at].slot];
}

/* Slack of elapsed tasks counts round the clock. */
static int64_t slack_between(const struct cpm *c, int32_t at, instant a, instant b)
{
    if (task_is(c->net, c->p->nodes[at].task, TASK_ELAPSED))
        return b - a;
    return worktime_between(time_of(c, at), a, b);
}

/* --- late dates
 * ----------------------------------------------------------------------------------- */

/* Where the late finish begins: the project's finish, or the own one of an open end. */
static instant late_limit(const struct cpm *c, int32_t at)
{
    const bool is_open = c->p->succ_row[at] == c->p->succ_end[at];
    if (is_open && c->net->options.multiple_critical_paths)
        return c->dates[at].finish;
    return c->finish;
}

/* Deadline and "no later than" bound the late finish. */
static void limit_by_dates(const struct cpm *c, int32_t at, struct late_bounds *b)
{
    const int32_t             task = c->p->nodes[at].task;
    const enum net_constraint kind = TASK_COLUMN(c->net, constraint, task, NET_ASAP);
    const instant             date = TASK_COLUMN(c->net, constraint_at, task, INSTANT_NONE);
    const instant             deadline = TASK_COLUMN(c->net, deadline, task, INSTANT_NONE);
    if (deadline != INSTANT_NONE)
        b->finish = min_of(b->finish, deadline);
    if (kind == NET_FNLT && date != INSTANT_NONE)
        b->finish = min_of(b->finish, date);
    if (kind == NET_SNLT && date != INSTANT_NONE)
        b->start = min_of(b->start, date);
    if (c->p->nodes[at].flags & NODE_CONSTRAINED) {
        const instant above = pass_inherited_date(c->net, task, NET_FNLT);
        b->finish = above != INSTANT_NONE ? min_of(b->finish, above) : b->finish;
    }
}

static struct placed late_of_automatic(const struct cpm *c, int32_t at)
{
    const int32_t             task = c->p->nodes[at].task;
    const enum net_constraint kind = TASK_COLUMN(c->net, constraint, task, NET_ASAP);
    const instant             date = TASK_COLUMN(c->net, constraint_at, task, INSTANT_NONE);
    if (kind == NET_MSO && date != INSTANT_NONE)
        return pass_place_from(c, at, date);
    if (kind == NET_MFO && date != INSTANT_NONE)
        return pass_place_until(c, at, date);
    struct late_bounds b = pass_late_bounds(c, at);
    b.finish = min_of(b.finish, late_limit(c, at));
    limit_by_dates(c, at, &b);
    return pass_place_late(c, at, b);
}

/* Raw, and bound by finish-to-start and finish-to-finish links only. Without slack it stays where
 * it is, also on a day off. */
static struct placed late_of_manual(const struct cpm *c, int32_t at)
{
    struct late_bounds b = pass_late_bounds(c, at);
    b.finish = min_of(b.finish, late_limit(c, at));
    b.start = INSTANT_BEYOND;
    limit_by_dates(c, at, &b);
    const struct placed own = {c->dates[at].start, c->dates[at].finish};
    const int64_t       work = pass_duration(c, at, own);
    if (task_is(c->net, c->p->nodes[at].task, TASK_ELAPSED))
        return (struct placed){b.finish - work, b.finish};
    if (worktime_between(time_of(c, at), own.finish, b.finish) == 0)
        return (struct placed){min_of(own.start, b.finish), b.finish};
    return (struct placed){worktime_sub(time_of(c, at), b.finish, work), b.finish};
}

/* What preds see of the late dates. */
static void late_offer(struct cpm *c, int32_t at, struct placed late)
{
    const int32_t task = c->p->nodes[at].task;
    struct dates *dates = &c->dates[at];
    dates->late_start = late.start;
    dates->late_finish = late.finish;
    if (pass_is_started(c->net, task)) {
        const int64_t rest = pass_remaining(c->net, task);
        dates->late_start = task_is(c->net, task, TASK_ELAPSED)
                                ? late.finish - rest
                                : worktime_sub(time_of(c, at), late.finish, rest);
    } else if (!task_is(c->net, task, TASK_MANUAL)) {
        dates->late_start -= TASK_COLUMN(c->net, levelling_delay_s, task, 0);
    }
}

/* --- slack
 * ---------------------------------------------------------------------------------------- */

static int64_t total_slack(const struct cpm *c, int32_t at, const struct cpm_row *row)
{
    const int32_t       task = c->p->nodes[at].task;
    const struct dates *asked = &c->asked[at];
    const bool          is_manual = task_is(c->net, task, TASK_MANUAL | TASK_EXTERNAL);
    if (is_manual || pass_is_started(c->net, task))
        return slack_between(c, at, row->early_finish, row->late_finish);
    const int64_t slack = min_of(
        slack_between(c, at, max_of(row->early_start, asked->start), row->late_start),
        slack_between(c, at, max_of(row->early_finish, asked->finish), row->late_finish));
    const bool eats_slack = TASK_COLUMN(c->net, constraint, task, 0) == NET_ALAP;
    return eats_slack && !c->net->options.from_finish ? min_of(slack, 0) : slack;
}

/* A manual task without a usable duration counts once something is linked to it. */
static bool may_be_critical(const struct cpm *c, int32_t at)
{
    const struct prepared *p = c->p;
    return !task_is(c->net, p->nodes[at].task, TASK_NEVER_CRITICAL) ||
           p->pred_row[at] < p->pred_end[at] || p->succ_row[at] < p->succ_end[at];
}

static void slack_fill(const struct cpm *c, int32_t at, struct cpm_row *row)
{
    const bool is_elapsed = task_is(c->net, c->p->nodes[at].task, TASK_ELAPSED);
    row->total_slack_s = total_slack(c, at, row);
    const int64_t free_s = pass_free_time(c, at, is_elapsed ? NULL : time_of(c, at));
    row->free_slack_s = free_s >= INSTANT_BEYOND ? row->total_slack_s : free_s;
    row->free_slack_s = max_of(min_of(row->free_slack_s, row->total_slack_s), 0);
    row->critical = row->total_slack_s <= c->net->options.critical_slack_s &&
                    may_be_critical(c, at);
}

/* --- leaves
 * ---------------------------------------------------------------------------------------- */

static void finished_fill(struct cpm *c, int32_t at, struct cpm_row *row)
{
    row->late_start = row->start;
    row->late_finish = row->finish;
    row->total_slack_s = row->free_slack_s = 0;
    row->critical = false;
    c->dates[at] = (struct dates){INSTANT_BEYOND, INSTANT_BEYOND, INSTANT_BEYOND, INSTANT_BEYOND};
}

static void backward_leaf(struct cpm *c, int32_t at)
{
    const int32_t   task = c->p->nodes[at].task;
    struct cpm_row *row = &c->rows[task];
    const bool      is_placed = c->why[at] == ~CPM_LATE;
    row->start = c->dates[at].start;
    row->finish = c->dates[at].finish;
    row->duration_s = pass_duration(c, at, (struct placed){row->start, row->finish});
    pass_row_driver(c, at, row);
    if (pass_is_finished(c->net, task)) {
        finished_fill(c, at, row);
        return;
    }
    const bool    is_manual = task_is(c->net, task, TASK_MANUAL | TASK_EXTERNAL);
    struct placed late = is_manual ? late_of_manual(c, at) : late_of_automatic(c, at);
    if (is_placed) /* the dates of the first run stay */
        late = (struct placed){row->start, row->finish};
    row->late_start = pass_is_started(c->net, task) && !is_manual ? row->start : late.start;
    row->late_finish = late.finish;
    c->lowest = min_of(c->lowest, late.start);
    c->highest = max_of(c->highest, late.finish);
    late_offer(c, at, late);
    slack_fill(c, at, row);
}

/* --- gates
 * ------------------------------------------------------------------------------------------ */

/* Preds of the summary see the earliest dates of its leaves. */
static void backward_in_gate(struct cpm *c, int32_t at)
{
    const struct prepared *p = c->p;
    struct dates           all = {INSTANT_BEYOND, INSTANT_BEYOND, INSTANT_BEYOND, INSTANT_BEYOND};
    for (int32_t k = p->succ_row[at]; k < p->succ_end[at]; k++) {
        const struct dates *d = &c->dates[p->succs[k].node];
        all.start = min_of(all.start, d->start);
        all.finish = min_of(all.finish, d->finish);
        all.late_start = min_of(all.late_start, d->late_start);
        all.late_finish = min_of(all.late_finish, d->late_finish);
    }
    c->dates[at] = all;
}

/* The leaves see the bounds of the links that leave the summary, and of those that leave one above.
 */
static void backward_out_gate(struct cpm *c, int32_t at)
{
    const struct late_bounds b = pass_late_bounds(c, at);
    c->dates[at].late_start = b.start;
    c->dates[at].late_finish = b.finish;
    c->rows[c->p->nodes[at].task].free_slack_s = pass_free_time(c, at, time_of(c, at));
}

void pass_backward_rare(struct cpm *c, int32_t at)
{
    switch ((enum node_kind)c->p->nodes[at].kind) {
    case NODE_LEAF: backward_leaf(c, at); return;
    case NODE_IN: backward_in_gate(c, at); return;
    case NODE_OUT: backward_out_gate(c, at); return;
    }
}
