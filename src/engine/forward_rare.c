/* engine/forward_rare.c - early dates of everything that is not a plain task.
 *
 * Which rule places a leaf, first hit wins: external or manual dates; actual dates; late dates of
 * an ALAP task in the second run; else bounds of links, project start and constraints. Constraints
 * that must hold win over links when they are honoured; the dates the links ask for are kept
 * aside, because total slack counts from them.
 */
#include "engine/pass.h"

static int32_t arc_why(const struct cpm *c, int32_t arc)
{
    if (arc < 0)
        return ~CPM_PROJECT_START;
    const int32_t link = c->p->pred_links[arc];
    return link >= 0 ? link : c->why[c->p->preds[arc].node];
}

instant pass_inherited_date(const struct network *net, int32_t task, enum net_constraint kind)
{
    instant found = INSTANT_NONE;
    for (int32_t up = TASK_COLUMN(net, parent, task, TASK_NONE); up != TASK_NONE;
         up = net->tasks.parent[up]) {
        const instant date = TASK_COLUMN(net, constraint_at, up, INSTANT_NONE);
        if (TASK_COLUMN(net, constraint, up, 0) != kind || date == INSTANT_NONE)
            continue;
        const bool later = kind == NET_SNET || kind == NET_FNET;
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
        return pass_place_until(c, at, finish);
    if (start != INSTANT_NONE)
        return (struct placed){start, pass_finish_started(c, at, start)};
    return pass_place_from(c, at, max_of(pass_bounds(c, at).start, c->start));
}

/* --- automatic ----------------------------------------------------------------------------------
 */

struct plan_of {
    struct placed dates;
    int32_t       why;
};

/* Start bound of links, project start and "start no earlier than". */
static instant start_bound(const struct cpm *c, int32_t at, const struct bounds *b, int32_t *why)
{
    const struct node        *n = &c->p->nodes[at];
    const enum net_constraint kind = TASK_COLUMN(c->net, constraint, n->task, NET_ASAP);
    instant                   date = TASK_COLUMN(c->net, constraint_at, n->task, INSTANT_NONE);
    const bool                is_linked = n->flags & NODE_HAS_PRED;
    const bool                counts_alone = !is_linked && date != INSTANT_NONE && kind == NET_FNET;
    instant                   snet = kind == NET_SNET ? date : INSTANT_NONE;
    if (n->flags & NODE_CONSTRAINED) {
        date = pass_inherited_date(c->net, n->task, NET_SNET);
        snet = snet == INSTANT_NONE ? date : date == INSTANT_NONE ? snet : max_of(snet, date);
    }
    instant t = counts_alone || (!is_linked && snet != INSTANT_NONE) ? INSTANT_BEFORE : c->start;
    *why = ~CPM_PROJECT_START;
    if ((n->flags & NODE_MAY_LEAD) && b->start > INSTANT_BEFORE && b->start_arc >= 0) {
        const struct arc *a = &c->p->preds[b->start_arc];
        if (a->type == NET_FS && a->kind != ARC_PLAIN)
            t = INSTANT_BEFORE;
    }
    if (b->start > t) {
        t = b->start;
        *why = arc_why(c, b->start_arc);
    }
    if (snet != INSTANT_NONE && snet > t) {
        t = snet;
        *why = ~CPM_CONSTRAINT;
    }
    return t;
}

/* Where "finish no earlier than" puts a task that nothing else binds. */
static instant start_of_fnet(const struct cpm *c, int32_t at)
{
    const int32_t task = c->p->nodes[at].task;
    const instant fnet = TASK_COLUMN(c->net, constraint_at, task, INSTANT_NONE);
    if (TASK_COLUMN(c->net, constraint, task, NET_ASAP) != NET_FNET || fnet == INSTANT_NONE)
        return INSTANT_BEFORE;
    return pass_place_until(c, at, fnet).start;
}

instant pass_start_bound(const struct cpm *c, int32_t at, const struct bounds *b)
{
    int32_t       why;
    const instant t = start_bound(c, at, b, &why);
    return t > INSTANT_BEFORE ? t : start_of_fnet(c, at);
}

/* Dates by links, project start, SNET and FNET. */
static struct plan_of placed_by_bounds(const struct cpm *c, int32_t at)
{
    const int32_t             task = c->p->nodes[at].task;
    const enum net_constraint kind = TASK_COLUMN(c->net, constraint, task, NET_ASAP);
    const struct bounds       b = pass_bounds(c, at);
    struct plan_of            plan;
    instant                   t = start_bound(c, at, &b, &plan.why);
    if (t <= INSTANT_BEFORE && TASK_COLUMN(c->net, levelling_delay_s, task, 0))
        t = start_of_fnet(c, at); /* a delay counts from there */
    const bool raw = pass_is_moment(c, at) && plan.why == ~CPM_PROJECT_START &&
                     !TASK_COLUMN(c->net, levelling_delay_s, task, 0);
    plan.dates = t <= INSTANT_BEFORE ? (struct placed){t, t}
                 : raw               ? (struct placed){t, t}
                                     : pass_place_from(c, at, t);
    if (b.finish > plan.dates.finish) {
        plan.dates = pass_place_until(c, at, b.finish);
        plan.why = arc_why(c, b.finish_arc);
    }
    const instant fnet = TASK_COLUMN(c->net, constraint_at, task, INSTANT_NONE);
    if (kind == NET_FNET && fnet != INSTANT_NONE && fnet > plan.dates.finish) {
        plan.dates = pass_place_until(c, at, fnet);
        plan.why = ~CPM_CONSTRAINT;
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
    switch ((enum net_constraint)TASK_COLUMN(c->net, constraint, task, NET_ASAP)) {
    case NET_SNLT: return honored && asked.start > date ? pass_place_from(c, at, date) : asked;
    case NET_FNLT: return honored && asked.finish > date ? pass_place_until(c, at, date) : asked;
    case NET_MSO: return honored || date > asked.start ? pass_place_from(c, at, date) : asked;
    case NET_MFO: return honored || date > asked.finish ? pass_place_until(c, at, date) : asked;
    case NET_ASAP:
    case NET_ALAP:
    case NET_SNET:
    case NET_FNET: return asked;
    }
    return asked;
}

static struct placed within_summary(const struct cpm *c, int32_t at, struct placed dates)
{
    if (!(c->p->nodes[at].flags & NODE_CONSTRAINED) || !c->net->options.honor_constraints)
        return dates;
    const instant date = pass_inherited_date(c->net, c->p->nodes[at].task, NET_FNLT);
    return date != INSTANT_NONE && dates.finish > date ? pass_place_until(c, at, date) : dates;
}

static int32_t why_with_levelling(const struct cpm *c, int32_t at, int32_t why)
{
    return TASK_COLUMN(c->net, levelling_delay_s, c->p->nodes[at].task, 0) > 0 ? ~CPM_RESOURCE
                                                                               : why;
}

static struct plan_of placed_automatic(const struct cpm *c, int32_t at)
{
    struct plan_of plan = placed_by_bounds(c, at);
    c->asked[at] = (struct dates){.start = plan.dates.start, .finish = plan.dates.finish};
    const struct placed held = within_summary(c, at, constrained(c, at, plan.dates));
    if (held.start != plan.dates.start || held.finish != plan.dates.finish)
        plan.why = ~CPM_CONSTRAINT;
    else
        plan.why = why_with_levelling(c, at, plan.why);
    plan.dates = held;
    return plan;
}

/* A task that is too late already is not pulled back to its late dates. */
static bool is_placed_late(const struct cpm *c, int32_t task)
{
    return c->is_late_placed && TASK_COLUMN(c->net, constraint, task, 0) == NET_ALAP &&
           c->rows[task].late_start >= c->rows[task].early_start &&
           !pass_is_started(c->net, task) && !pass_is_finished(c->net, task) &&
           !task_is(c->net, task, TASK_MANUAL | TASK_EXTERNAL);
}

static struct plan_of placed_leaf(const struct cpm *c, int32_t at)
{
    const int32_t         task = c->p->nodes[at].task;
    const struct cpm_row *row = &c->rows[task];
    if (task_is(c->net, task, TASK_EXTERNAL))
        return (struct plan_of){placed_manual(c, at), ~CPM_EXTERNAL};
    if (task_is(c->net, task, TASK_MANUAL))
        return (struct plan_of){placed_manual(c, at), ~CPM_MANUAL};
    if (pass_is_started(c->net, task) || pass_is_finished(c->net, task))
        return (struct plan_of){pass_place_actual(c, at), ~CPM_ACTUAL};
    if (is_placed_late(c, task))
        return (struct plan_of){{row->late_start, row->late_finish}, ~CPM_LATE};
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
    if (plan.why != ~CPM_LATE) {
        row->early_start = plan.dates.start;
        row->early_finish = plan.dates.finish;
    }
    c->lowest = min_of(c->lowest, plan.dates.start);
    c->highest = max_of(c->highest, plan.dates.finish);
    if (!task_is(c->net, task, TASK_INACTIVE | TASK_EXTERNAL)) {
        c->finish = max_of(c->finish, plan.dates.finish);
        c->first = min_of(c->first, plan.dates.start);
    }
}

/* --- gates --------------------------------------------------------------------------------------
 */

static void forward_in_gate(struct cpm *c, int32_t at)
{
    const struct bounds b = pass_bounds(c, at);
    c->dates[at].finish = b.start;
    c->dates[at].start = b.finish;
    c->why[at] = arc_why(c, b.start > INSTANT_BEFORE ? b.start_arc : b.finish_arc);
}

static void forward_out_gate(struct cpm *c, int32_t at)
{
    const struct prepared *p = c->p;
    const int32_t          task = p->nodes[at].task;
    struct dates           all = {.start = INSTANT_BEYOND, .finish = INSTANT_BEFORE};
    for (int32_t k = p->pred_row[at]; k < p->pred_end[at]; k++) {
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
    c->why[at] = ~CPM_SUMMARY;
}

void pass_forward_rare(struct cpm *c, int32_t at)
{
    switch ((enum node_kind)c->p->nodes[at].kind) {
    case NODE_LEAF: forward_leaf(c, at); return;
    case NODE_IN: forward_in_gate(c, at); return;
    case NODE_OUT: forward_out_gate(c, at); return;
    }
}
