/* engine/p6/forward.c - early dates by the rules of P6.
 *
 * Nothing that is not finished starts before the data date; a finished activity takes the latest of
 * data date and bounds for both ends, unrolled, and shows its actual dates. Constraints move
 * activities that have not begun; mandatory ones win over links.
 */
#include "engine/p6/pass.h"

static void arc_take(const struct p6 *s, struct bounds *b, int32_t k, int32_t at)
{
    const struct arc    *a = &s->c->p->preds[k];
    const struct p6_link l = {a, (int32_t)a->node, at};
    if (!p6_link_counts(s, l))
        return;
    const instant t = p6_link_bound(s, l);
    if (a->type & 2) {
        b->finish_arc = t > b->finish ? k : b->finish_arc;
        b->finish = max_of(b->finish, t);
    } else {
        b->start_arc = t > b->start ? k : b->start_arc;
        b->start = max_of(b->start, t);
    }
}

static struct bounds bounds_of(const struct p6 *s, int32_t at)
{
    struct bounds b = {INSTANT_BEFORE, INSTANT_BEFORE, -1, -1};
    for (int32_t k = s->c->p->pred_row[at]; k < s->c->p->pred_end[at]; k++)
        arc_take(s, &b, k, at);
    return b;
}

/* A bound and what set it: an arc, or ~driver. */
static void raise_to(instant *bound, int32_t *arc, instant t, int32_t why)
{
    if (t != INSTANT_NONE && t > *bound) {
        *bound = t;
        *arc = why;
    }
}

static void floor_of(const struct p6 *s, int32_t at, struct bounds *b)
{
    const struct network *net = s->c->net;
    const int32_t         task = p6_task(s, at), constraint = ~CPM_CONSTRAINT;
    raise_to(&b->start, &b->start_arc, p6_data_date(s, at), ~CPM_PROJECT_START);
    if (s->nodes[at].state == P6_STARTED) {
        raise_to(&b->start, &b->start_arc, TASK_COLUMN(net, resume, task, INSTANT_NONE),
                 ~CPM_ACTUAL);
        if (s->in->progress == P6_ACTUAL_DATES)
            raise_to(&b->start, &b->start_arc, TASK_COLUMN(net, actual_start, task, INSTANT_NONE),
                     ~CPM_ACTUAL);
    }
    if (s->nodes[at].state != P6_NOT_STARTED)
        return;
    raise_to(&b->start, &b->start_arc, P6_COLUMN(s, external_start, task, INSTANT_NONE),
             ~CPM_EXTERNAL);
    raise_to(&b->start, &b->start_arc, p6_constraint(s, at, NET_SNET), constraint);
    raise_to(&b->start, &b->start_arc, p6_constraint(s, at, NET_MSO), constraint);
    raise_to(&b->finish, &b->finish_arc, p6_constraint(s, at, NET_FNET), constraint);
    raise_to(&b->finish, &b->finish_arc, p6_constraint(s, at, NET_MFO), constraint);
}

static struct placed place_milestone(const struct p6 *s, int32_t at, instant t)
{
    const struct worktime *w = p6_time(s, at);
    const bool    keeps = s->nodes[at].kind == P6_FINISH_MILESTONE && worktime_prev(w, t) == t;
    const instant moment = keeps ? t : worktime_next(w, t);
    return (struct placed){moment, moment};
}

static struct placed place_finished(const struct p6 *s, int32_t at, instant t)
{
    const struct network *net = s->c->net;
    const instant         actual = net->tasks.actual_finish[p6_task(s, at)];
    if (s->in->progress == P6_ACTUAL_DATES && actual > t)
        t = actual;
    return (struct placed){t, t};
}

/* *ret_from_finish: the finish bound placed it. */
static struct placed place_task(const struct p6 *s, int32_t at, struct bounds b,
                                bool *ret_from_finish)
{
    struct placed dates = p6_place_from(s, at, b.start);
    *ret_from_finish = false;
    if (b.finish <= dates.finish)
        return dates;
    const struct placed until = p6_place_until(s, at, b.finish);
    *ret_from_finish = until.finish > dates.finish;
    return *ret_from_finish ? until : dates;
}

static struct placed mandatory(const struct p6 *s, int32_t at, struct placed dates)
{
    const instant start = p6_constraint(s, at, P6_MANDATORY_START);
    const instant finish = p6_constraint(s, at, P6_MANDATORY_FINISH);
    if (s->nodes[at].state != P6_NOT_STARTED)
        return dates;
    if (start != INSTANT_NONE) {
        dates = p6_place_from(s, at, start);
        dates.start = min_of(start, dates.start);
    }
    if (finish != INSTANT_NONE) {
        dates = p6_place_until(s, at, finish);
        dates.finish = finish;
    }
    return dates;
}

/* The rest lasts until the finish that people expect. */
static void expect_finish(struct p6 *s, int32_t at, struct bounds b, struct placed *dates)
{
    const instant date = P6_COLUMN(s, expected_finish, p6_task(s, at), INSTANT_NONE);
    if (!s->in->use_expected_finish || date == INSTANT_NONE || s->nodes[at].state == P6_FINISHED ||
        s->nodes[at].kind >= P6_START_MILESTONE || date < p6_data_date(s, at) ||
        date < dates->start || b.finish > INSTANT_BEFORE || p6_is_late(s, at) ||
        pass_has_parts(s->c, at))
        return;
    dates->finish = max_of(dates->start, worktime_prev(p6_time(s, at), date));
    s->nodes[at].remaining_s = worktime_between(p6_time(s, at), dates->start, date);
}

static int32_t why_of(const struct p6 *s, struct placed dates, struct placed held, int32_t arc)
{
    if (dates.start != held.start || dates.finish != held.finish)
        return ~CPM_CONSTRAINT;
    if (arc < 0)
        return arc == -1 ? ~CPM_PROJECT_START : arc;
    const int32_t link = s->c->p->pred_links[arc];
    return link >= 0 ? link : s->c->why[s->c->p->preds[arc].node];
}

static void forward_leaf(struct p6 *s, int32_t at)
{
    const struct p6_node *n = &s->nodes[at];
    struct bounds         b = bounds_of(s, at);
    const struct bounds   links = b;
    struct placed         dates;
    bool                  from_finish = b.finish > b.start;
    floor_of(s, at, &b);
    if (n->state == P6_FINISHED)
        dates = place_finished(s, at, max_of(b.start, b.finish));
    else if (n->kind >= P6_START_MILESTONE)
        dates = place_milestone(s, at, max_of(b.start, b.finish));
    else
        dates = place_task(s, at, b, &from_finish);
    if (n->kind >= P6_START_MILESTONE || n->state == P6_FINISHED)
        from_finish = b.finish > b.start;
    expect_finish(s, at, links, &dates);
    const struct placed held = mandatory(s, at, dates);
    s->c->dates[at].start = held.start;
    s->c->dates[at].finish = held.finish;
    s->c->why[at] = why_of(s, dates, held, from_finish ? b.finish_arc : b.start_arc);
}

/* Gates of summaries with links, as in forward_rare.c. */
static void forward_gate(struct p6 *s, int32_t at)
{
    const struct prepared *p = s->c->p;
    const struct bounds    b = bounds_of(s, at);
    struct dates           all = {.start = b.finish, .finish = b.start};
    s->c->why[at] = ~CPM_SUMMARY;
    if (p->nodes[at].kind == NODE_IN) {
        s->c->dates[at] = all;
        s->c->why[at] = why_of(s, (struct placed){0}, (struct placed){0},
                               b.start > INSTANT_BEFORE ? b.start_arc : b.finish_arc);
        return;
    }
    all = (struct dates){.start = INSTANT_BEYOND, .finish = INSTANT_BEFORE};
    for (int32_t k = p->pred_row[at]; k < p->pred_end[at]; k++) {
        const int32_t below = (int32_t)p->preds[k].node;
        if (!s->nodes[below].counts)
            continue;
        all.start = min_of(all.start, s->c->dates[below].start);
        all.finish = max_of(all.finish, s->c->dates[below].finish);
    }
    s->nodes[at].counts = all.start < INSTANT_BEYOND;
    s->c->dates[at] = all;
}

void p6_forward(struct p6 *s)
{
    pass_spans(s->c);
    for (int32_t at = 0; at < s->c->p->n_nodes; at++) {
        if (s->c->p->nodes[at].kind != NODE_LEAF)
            forward_gate(s, at);
        else if (s->nodes[at].kind < P6_LEVEL_OF_EFFORT)
            forward_leaf(s, at);
    }
}
