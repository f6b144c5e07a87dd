/* engine/forward_rare.c - early dates of everything that is not a plain task.
 *
 * Which rule places a leaf, first hit wins: external or manual dates; actual dates; late dates of an
 * ALAP task in the second run; else bounds of links, project start and constraints. Constraints
 * that must hold win over links when they are honoured; the dates the links ask for are kept
 * aside, because total slack counts from them.
 */
#include "engine/pass.h"

static int32_t arc_why(const struct cpm *c, int32_t arc)
{
    if (arc < 0)
        return ~DRIVER_PROJECT_START;
    const struct arc *a = &c->p->preds[arc];
    return a->link >= 0 ? a->link : c->why[a->node];
}

instant inherited_date(const struct network *net, int32_t task, enum constraint kind)
{
    instant found = INSTANT_NONE;
    for (int32_t up = TASK_COLUMN(net, parent, task, TASK_NONE); up != TASK_NONE;
         up = net->tasks.parent[up]) {
        const instant date = TASK_COLUMN(net, constraint_at, up, INSTANT_NONE);
        if (TASK_COLUMN(net, constraint, up, 0) != kind || date == INSTANT_NONE)
            continue;
        const bool later = kind == CONSTRAINT_SNET || kind == CONSTRAINT_FNET;
        if (found == INSTANT_NONE || (later ? date > found : date < found))
            found = date;
    }
    return found;
}

/* --- manual and external ---------------------------------------------------------------------- */

static struct placed placed_manual(const struct cpm *c, int32_t at)
{
    const int32_t task = c->p->nodes[at].task;
    const instant start = TASK_COLUMN(c->net, start, task, INSTANT_NONE);
    const instant finish = TASK_COLUMN(c->net, finish, task, INSTANT_NONE);
    if (start != INSTANT_NONE && finish != INSTANT_NONE)
        return (struct placed){start, max_of(start, finish)};
    if (finish != INSTANT_NONE)
        return placed_until(c, at, finish);
    if (start != INSTANT_NONE)
        return (struct placed){start, finish_of_started(c, at, start)};
    return placed_from(c, at, max_of(bounds_of(c, at).start, c->start));
}

/* --- automatic ---------------------------------------------------------------------------------- */

struct plan_of {
    struct placed dates;
    int32_t       why;
};

/* Start bound of links, project start and "start no earlier than". */
static instant start_bound(const struct cpm *c, int32_t at, const struct bounds *b, int32_t *why)
{
    const struct node     *n = &c->p->nodes[at];
    const enum constraint  kind = TASK_COLUMN(c->net, constraint, n->task, CONSTRAINT_ASAP);
    instant                date = TASK_COLUMN(c->net, constraint_at, n->task, INSTANT_NONE);
    const bool             is_linked = n->flags & NODE_HAS_PRED;
    const bool             counts_alone = !is_linked && date != INSTANT_NONE && kind == CONSTRAINT_FNET;
    instant                snet = kind == CONSTRAINT_SNET ? date : INSTANT_NONE;
    if (n->flags & NODE_CONSTRAINED) {
        date = inherited_date(c->net, n->task, CONSTRAINT_SNET);
        snet = snet == INSTANT_NONE ? date : date == INSTANT_NONE ? snet : max_of(snet, date);
    }
    instant t = counts_alone || (!is_linked && snet != INSTANT_NONE) ? INSTANT_BEFORE : c->start;
    *why = ~DRIVER_PROJECT_START;
    if ((n->flags & NODE_MAY_LEAD) && b->start > INSTANT_BEFORE && b->start_arc >= 0) {
        const struct arc *a = &c->p->preds[b->start_arc];
        if (a->type == LINK_FS && a->kind != ARC_PLAIN)
            t = INSTANT_BEFORE;
    }
    if (b->start > t) {
        t = b->start;
        *why = arc_why(c, b->start_arc);
    }
    if (snet != INSTANT_NONE && snet > t) {
        t = snet;
        *why = ~DRIVER_CONSTRAINT;
    }
    return t;
}

/* Dates by links, project start, SNET and FNET. */
static struct plan_of placed_by_bounds(const struct cpm *c, int32_t at)
{
    const int32_t         task = c->p->nodes[at].task;
    const enum constraint kind = TASK_COLUMN(c->net, constraint, task, CONSTRAINT_ASAP);
    const struct bounds   b = bounds_of(c, at);
    struct plan_of        plan;
    const instant         t = start_bound(c, at, &b, &plan.why);
    const bool raw = is_moment(c, at) && plan.why == ~DRIVER_PROJECT_START &&
                     !TASK_COLUMN(c->net, levelling_delay_s, task, 0);
    plan.dates = t <= INSTANT_BEFORE ? (struct placed){t, t}
                 : raw               ? (struct placed){t, t}
                                     : placed_from(c, at, t);
    if (b.finish > plan.dates.finish) {
        plan.dates = placed_until(c, at, b.finish);
        plan.why = arc_why(c, b.finish_arc);
    }
    const instant fnet = TASK_COLUMN(c->net, constraint_at, task, INSTANT_NONE);
    if (kind == CONSTRAINT_FNET && fnet != INSTANT_NONE && fnet > plan.dates.finish) {
        plan.dates = placed_until(c, at, fnet);
        plan.why = ~DRIVER_CONSTRAINT;
    }
    return plan;
}

/* What "no later than" and "must" make of the dates that the links ask for. */
static struct placed constrained(const struct cpm *c, int32_t at, struct placed asked)
{
    const int32_t task = c->p->nodes[at].task;
    const bool    honored = c->net->options.honor_constraints;
    const instant date = TASK_COLUMN(c->net, constraint_at, task, INSTANT_NONE);
    if (date == INSTANT_NONE)
        return asked;
    switch ((enum constraint)TASK_COLUMN(c->net, constraint, task, CONSTRAINT_ASAP)) {
    case CONSTRAINT_SNLT:
        return honored && asked.start > date ? placed_from(c, at, date) : asked;
    case CONSTRAINT_FNLT:
        return honored && asked.finish > date ? placed_until(c, at, date) : asked;
    case CONSTRAINT_MSO:
        return honored || date > asked.start ? placed_from(c, at, date) : asked;
    case CONSTRAINT_MFO:
        return honored || date > asked.finish ? placed_until(c, at, date) : asked;
    case CONSTRAINT_ASAP:
    case CONSTRAINT_ALAP:
    case CONSTRAINT_SNET:
    case CONSTRAINT_FNET:
        return asked;
    }
    return asked;
}

static struct placed within_summary(const struct cpm *c, int32_t at, struct placed dates)
{
    if (!(c->p->nodes[at].flags & NODE_CONSTRAINED) || !c->net->options.honor_constraints)
        return dates;
    const instant date = inherited_date(c->net, c->p->nodes[at].task, CONSTRAINT_FNLT);
    return date != INSTANT_NONE && dates.finish > date ? placed_until(c, at, date) : dates;
}

static int32_t why_with_levelling(const struct cpm *c, int32_t at, int32_t why)
{
    return TASK_COLUMN(c->net, levelling_delay_s, c->p->nodes[at].task, 0) > 0 ? ~DRIVER_RESOURCE
                                                                              : why;
}

static struct plan_of placed_automatic(const struct cpm *c, int32_t at)
{
    struct plan_of plan = placed_by_bounds(c, at);
    c->asked[at] = (struct dates){.start = plan.dates.start, .finish = plan.dates.finish};
    const struct placed held = within_summary(c, at, constrained(c, at, plan.dates));
    if (held.start != plan.dates.start || held.finish != plan.dates.finish)
        plan.why = ~DRIVER_CONSTRAINT;
    else
        plan.why = why_with_levelling(c, at, plan.why);
    plan.dates = held;
    return plan;
}

static bool is_placed_late(const struct cpm *c, int32_t task)
{
    return c->is_late_placed && TASK_COLUMN(c->net, constraint, task, 0) == CONSTRAINT_ALAP &&
           !is_started(c->net, task) && !is_finished(c->net, task) &&
           !task_is(c->net, task, TASK_MANUAL | TASK_EXTERNAL);
}

static struct plan_of placed_leaf(const struct cpm *c, int32_t at)
{
    const int32_t         task = c->p->nodes[at].task;
    const struct cpm_row *row = &c->rows[task];
    if (task_is(c->net, task, TASK_EXTERNAL))
        return (struct plan_of){placed_manual(c, at), ~DRIVER_EXTERNAL};
    if (task_is(c->net, task, TASK_MANUAL))
        return (struct plan_of){placed_manual(c, at), ~DRIVER_MANUAL};
    if (is_started(c->net, task) || is_finished(c->net, task))
        return (struct plan_of){placed_actual(c, at), ~DRIVER_ACTUAL};
    if (is_placed_late(c, task))
        return (struct plan_of){{row->late_start, row->late_finish}, ~DRIVER_LATE};
    return placed_automatic(c, at);
}

static void forward_leaf(struct cpm *c, int32_t at)
{
    const int32_t        task = c->p->nodes[at].task;
    const struct plan_of plan = placed_leaf(c, at);
    struct cpm_row      *row = &c->rows[task];
    c->dates[at].start = plan.dates.start;
    c->dates[at].finish = plan.dates.finish;
    c->why[at] = plan.why;
    if (plan.why != ~DRIVER_LATE) {
        row->early_start = plan.dates.start;
        row->early_finish = plan.dates.finish;
    }
    if (!task_is(c->net, task, TASK_INACTIVE | TASK_EXTERNAL))
        c->finish = max_of(c->finish, plan.dates.finish);
}

/* --- gates -------------------------------------------------------------------------------------- */

static void forward_in_gate(struct cpm *c, int32_t at)
{
    const struct bounds b = bounds_of(c, at);
    c->dates[at].finish = b.start;
    c->dates[at].start = b.finish;
    c->why[at] = arc_why(c, b.start > INSTANT_BEFORE ? b.start_arc : b.finish_arc);
}

static void forward_out_gate(struct cpm *c, int32_t at)
{
    const struct prepared *p = c->p;
    const int32_t          task = p->nodes[at].task;
    struct dates           all = {.start = INSTANT_BEYOND, .finish = INSTANT_BEFORE};
    for (int32_t k = p->pred_row[at]; k < p->pred_row[at + 1]; k++) {
        all.start = min_of(all.start, c->dates[p->preds[k].node].start);
        all.finish = max_of(all.finish, c->dates[p->preds[k].node].finish);
    }
    if (task_is(c->net, task, TASK_MANUAL)) {
        const instant start = TASK_COLUMN(c->net, start, task, INSTANT_NONE);
        const instant finish = TASK_COLUMN(c->net, finish, task, INSTANT_NONE);
        all.start = start != INSTANT_NONE ? start : all.start;
        all.finish = finish != INSTANT_NONE ? finish : all.finish;
    }
    if (all.start >= INSTANT_BEYOND)
        all.start = all.finish = INSTANT_BEFORE; /* nothing below has dates: binds nobody */
    c->dates[at] = all;
    c->why[at] = ~DRIVER_SUMMARY;
}

void forward_rare(struct cpm *c, int32_t at)
{
    switch ((enum node_kind)c->p->nodes[at].kind) {
    case NODE_LEAF:
        forward_leaf(c, at);
        return;
    case NODE_IN:
        forward_in_gate(c, at);
        return;
    case NODE_OUT:
        forward_out_gate(c, at);
        return;
    }
}
