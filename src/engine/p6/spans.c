/* engine/p6/spans.c - activities that only span others: levels of effort, WBS summaries.
 *
 * A level of effort lies between what it is linked to: it starts with the first start-to-start or
 * after the first finish-to-start pred, and ends with the last finish-to-finish neighbour or before
 * the last succ that waits for it. A WBS summary shows what the roll-up makes of the summary above.
 */
#include "engine/p6/pass.h"

struct span {
    instant start, finish;
};

static void take_pred(const struct arc *a, const struct dates *d, bool is_late, struct span *to)
{
    const instant start = is_late ? d->late_start : d->start;
    const instant finish = is_late ? d->late_finish : d->finish;
    switch ((enum net_link)a->type) {
    case NET_FS: to->start = min_of(to->start, finish); return;
    case NET_SS: to->start = min_of(to->start, start); return;
    case NET_FF: to->finish = max_of(to->finish, finish); return;
    case NET_SF: to->finish = max_of(to->finish, start); return;
    }
}

static void take_succ(const struct arc *a, const struct dates *d, bool is_late, struct span *to)
{
    const instant start = is_late ? d->late_start : d->start;
    const instant finish = is_late ? d->late_finish : d->finish;
    switch ((enum net_link)a->type) {
    case NET_FS: to->finish = max_of(to->finish, start); return;
    case NET_SS: to->start = min_of(to->start, start); return;
    case NET_FF: to->finish = max_of(to->finish, finish); return;
    case NET_SF: to->start = min_of(to->start, finish); return;
    }
}

static struct span span_of(const struct p6 *s, int32_t at, bool is_late)
{
    const struct prepared *p = s->c->p;
    const struct worktime *w = p6_time(s, at);
    struct span            v = {INSTANT_BEYOND, INSTANT_BEFORE};
    for (int32_t k = p->pred_row[at]; k < p->pred_end[at]; k++)
        if (s->nodes[p->preds[k].node].counts)
            take_pred(&p->preds[k], &s->c->dates[p->preds[k].node], is_late, &v);
    for (int32_t k = p->succ_row[at]; k < p->succ_end[at]; k++)
        if (s->nodes[p->succs[k].node].counts)
            take_succ(&p->succs[k], &s->c->dates[p->succs[k].node], is_late, &v);
    if (v.start <= INSTANT_BEFORE || v.start >= INSTANT_BEYOND)
        v.start = p6_data_date(s, at);
    v.start = worktime_next(w, v.start);
    v.finish = v.finish <= INSTANT_BEFORE || v.finish >= INSTANT_BEYOND
                   ? v.start
                   : worktime_prev(w, v.finish);
    v.finish = max_of(v.start, v.finish);
    return v;
}

static void effort_fill(struct p6 *s, int32_t at)
{
    struct cpm            *c = s->c;
    const int32_t          task = p6_task(s, at);
    const struct worktime *w = p6_time(s, at);
    const struct span      early = span_of(s, at, false), late = span_of(s, at, true);
    const instant          start = TASK_COLUMN(c->net, actual_start, task, INSTANT_NONE);
    const instant          finish = TASK_COLUMN(c->net, actual_finish, task, INSTANT_NONE);
    struct cpm_row        *row = &c->rows[task];
    *row = (struct cpm_row){.early_start = early.start,
                            .early_finish = early.finish,
                            .late_start = late.start,
                            .late_finish = late.finish,
                            .driver = LINK_NONE,
                            .driver_kind = CPM_SUMMARY};
    row->start = start != INSTANT_NONE ? start : early.start;
    row->finish = max_of(row->start, finish != INSTANT_NONE ? finish : early.finish);
    row->duration_s = worktime_between(w, row->start, row->finish);
    row->total_slack_s = worktime_between(w, early.finish, late.finish);
    row->critical = !s->in->critical_by_path && s->nodes[at].state != P6_FINISHED &&
                    row->total_slack_s <= c->net->options.critical_slack_s;
    c->lowest = min_of(c->lowest, min_of(early.start, late.start));
    c->highest = max_of(c->highest, max_of(early.finish, late.finish));
}

void p6_spans(struct p6 *s)
{
    for (int32_t at = 0; at < s->c->p->n_nodes; at++)
        if (s->c->p->nodes[at].kind == NODE_LEAF && s->nodes[at].kind == P6_LEVEL_OF_EFFORT)
            effort_fill(s, at);
}

/* --- WBS summaries -----------------------------------------------------------------------------
 */

void p6_wbs_hide(struct p6 *s)
{
    for (int32_t at = 0; at < s->c->p->n_nodes; at++)
        if (s->c->p->nodes[at].kind == NODE_LEAF && s->nodes[at].kind == P6_WBS_SUMMARY)
            s->c->rows[p6_task(s, at)].start = INSTANT_NONE;
}

/* Without anything beside it: a moment at the data date. */
static struct cpm_row row_of_nothing(const struct p6 *s, int32_t at)
{
    const instant t = p6_data_date(s, at);
    return (struct cpm_row){.early_start = t,
                            .early_finish = t,
                            .late_start = t,
                            .late_finish = t,
                            .start = t,
                            .finish = t};
}

void p6_wbs_show(struct p6 *s)
{
    for (int32_t at = 0; at < s->c->p->n_nodes; at++) {
        const int32_t task = p6_task(s, at);
        const int32_t above = TASK_COLUMN(s->c->net, parent, task, TASK_NONE);
        if (s->c->p->nodes[at].kind != NODE_LEAF || s->nodes[at].kind != P6_WBS_SUMMARY)
            continue;
        struct cpm_row row = row_of_nothing(s, at);
        if (above != TASK_NONE && s->c->rows[above].start != INSTANT_NONE)
            row = s->c->rows[above];
        row.driver = LINK_NONE;
        row.driver_kind = CPM_SUMMARY;
        row.is_summary = false;
        s->c->rows[task] = row;
    }
}
