/* engine/p6/rows.c - what people see of a P6 calculation: dates, floats, the longest path.
 *
 * Early dates are those of the remaining work; the scheduled start of a begun activity is its
 * actual one. The longest path is found backwards: from the activities that end last over every
 * link whose bound leaves no working time before the date that it set.
 */
#include "engine/p6/pass.h"

/* Working time between the own end and the nearest succ's; BEYOND without succs. */
static int64_t free_time(const struct p6 *s, int32_t at)
{
    const struct prepared *p = s->c->p;
    int64_t                least = INSTANT_BEYOND;
    for (int32_t k = p->succ_row[at]; k < p->succ_end[at]; k++) {
        const struct arc    *a = &p->succs[k];
        const struct p6_link l = {a, at, (int32_t)a->node};
        const struct dates  *d = &s->c->dates[a->node];
        if (!p6_link_counts(s, l) || p->nodes[a->node].kind != NODE_LEAF)
            continue;
        const instant end = a->type & 2 ? d->finish : d->start;
        least = min_of(least, worktime_between(p6_time(s, at), p6_link_bound(s, l), end));
    }
    return least;
}

/* Whether people said when it will finish: P6 gives such an activity no free float, even where the
 * date came to nothing. */
static bool is_expected(const struct p6 *s, int32_t at)
{
    return s->in->use_expected_finish &&
           P6_COLUMN(s, expected_finish, p6_task(s, at), INSTANT_NONE) != INSTANT_NONE;
}

static int64_t free_float(const struct p6 *s, int32_t at)
{
    int64_t t = free_time(s, at);
    if (s->nodes[at].state == P6_FINISHED || p6_is_late(s, at) || is_expected(s, at))
        return 0;
    if (t >= INSTANT_BEYOND)
        t = worktime_between(p6_time(s, at), s->c->dates[at].finish,
                             s->finishes[s->nodes[at].group]);
    return max_of(t, 0);
}

static int64_t total_float(const struct p6 *s, int32_t at)
{
    const struct worktime *w = p6_time(s, at);
    const struct dates    *d = &s->c->dates[at];
    const int64_t          start = worktime_between(w, d->start, d->late_start);
    const int64_t          finish = worktime_between(w, d->finish, d->late_finish);
    if (s->nodes[at].state == P6_FINISHED)
        return 0;
    switch (s->in->float_type) {
    case P6_FLOAT_FINISH: return finish;
    case P6_FLOAT_START: return start;
    case P6_FLOAT_LEAST: return min_of(start, finish);
    }
    return finish;
}

/* Scheduled dates: actual ones where there are some. */
static void row_dates(const struct p6 *s, int32_t at, struct cpm_row *row)
{
    const struct network *net = s->c->net;
    const int32_t         task = p6_task(s, at);
    const struct dates   *d = &s->c->dates[at];
    const instant         start = TASK_COLUMN(net, actual_start, task, INSTANT_NONE);
    const instant         finish = TASK_COLUMN(net, actual_finish, task, INSTANT_NONE);
    *row = (struct cpm_row){.early_start = d->start,
                            .early_finish = d->finish,
                            .late_start = d->late_start,
                            .late_finish = d->late_finish};
    row->finish = finish != INSTANT_NONE ? finish : d->finish;
    row->start = start != INSTANT_NONE ? start : finish != INSTANT_NONE ? finish : d->start;
    row->finish = max_of(row->start, row->finish);
    row->duration_s = max_of(net->tasks.duration_s[task], 0);
}

static void watch(struct cpm *c, const struct cpm_row *row)
{
    c->lowest = min_of(c->lowest, min_of(row->early_start, row->late_start));
    c->highest = max_of(c->highest, max_of(row->early_finish, row->late_finish));
    c->first = min_of(c->first, row->start);
}

/* --- longest path ----------------------------------------------------------------------------- */

static bool drives(const struct p6 *s, struct p6_link l)
{
    const struct worktime *w = p6_time(s, l.succ);
    const struct dates    *d = &s->c->dates[l.succ];
    return p6_link_counts(s, l) &&
           worktime_between(w, p6_link_bound(s, l), l.arc->type & 2 ? d->finish : d->start) <= 0;
}

static void path_find(struct p6 *s)
{
    const struct prepared *p = s->c->p;
    for (int32_t at = p->n_nodes - 1; at >= 0; at--) {
        struct p6_node *n = &s->nodes[at];
        if (p->nodes[at].kind == NODE_LEAF && n->counts)
            n->on_path |= s->c->dates[at].finish >= s->c->finish;
        if (!n->on_path)
            continue;
        for (int32_t k = p->pred_row[at]; k < p->pred_end[at]; k++) {
            const struct arc *a = &p->preds[k];
            if (p->nodes[at].kind != NODE_LEAF ||
                drives(s, (struct p6_link){a, (int32_t)a->node, at}))
                s->nodes[a->node].on_path = true;
        }
    }
}

void p6_rows(struct p6 *s)
{
    struct cpm *c = s->c;
    path_find(s);
    for (int32_t at = 0; at < c->p->n_nodes; at++) {
        const struct p6_node *n = &s->nodes[at];
        struct cpm_row       *row = &c->rows[p6_task(s, at)];
        if (c->p->nodes[at].kind == NODE_OUT)
            row->free_slack_s = INSTANT_BEYOND;
        if (c->p->nodes[at].kind != NODE_LEAF || n->kind >= P6_LEVEL_OF_EFFORT)
            continue;
        row_dates(s, at, row);
        pass_row_driver(c, at, row);
        if (n->state == P6_FINISHED) {
            row->driver = LINK_NONE;
            row->driver_kind = CPM_ACTUAL;
        }
        row->total_slack_s = total_float(s, at);
        row->free_slack_s = free_float(s, at);
        row->critical = n->state != P6_FINISHED &&
                        (s->in->critical_by_path
                             ? n->on_path
                             : row->total_slack_s <= c->net->options.critical_slack_s);
        watch(c, row);
    }
}
