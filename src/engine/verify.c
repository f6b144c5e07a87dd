/* engine/verify.c - the invariants of INVARIANTS.md, checked on a result.
 *
 * Written apart from the passes: it looks at rows, links and calendars only, and computes every
 * bound anew by the plain definitions. It returns the first broken number and where.
 */
#include "engine/p6/calculate.h"
#include "engine/pass.h"

struct check {
    const struct prepared   *p;
    const struct network    *net;
    const struct cpm_result *result;
    int32_t                  row; /* where it broke */
};

typedef bool (*rule_fn)(struct check *k, int32_t task);

static const struct cpm_row *row_of(const struct check *k, int32_t task)
{
    return &k->result->rows[task];
}

static bool is_leaf(const struct check *k, int32_t task)
{
    return k->p->place[task] >= 0;
}

static bool has_dates(const struct check *k, int32_t task)
{
    return row_of(k, task)->start != INSTANT_NONE;
}

/* Automatic, not begun, no constraint, delay, deadline, assignment: what the plain rules place. */
static bool is_plain(const struct check *k, int32_t task)
{
    return !k->net->p6 && is_leaf(k, task) && !(k->p->nodes[k->p->place[task]].flags & NODE_RARE) &&
           k->net->tasks.duration_s[task] > 0;
}

static const struct worktime *time_of(const struct check *k, int32_t task)
{
    return k->result->worktimes[k->p->nodes[k->p->place[task]].slot];
}

/* 1: no end before its start. */
static bool ends_in_order(struct check *k, int32_t task)
{
    const struct cpm_row *r = row_of(k, task);
    return !has_dates(k, task) || (r->start <= r->finish && r->early_start <= r->early_finish);
}

/* 2: rows without dates are blank, or summaries of nothing. */
static bool dates_are_whole(struct check *k, int32_t task)
{
    const struct cpm_row *r = row_of(k, task);
    const bool some = r->start != INSTANT_NONE, all = some && r->finish != INSTANT_NONE &&
                                                      r->early_start != INSTANT_NONE &&
                                                      r->late_finish != INSTANT_NONE;
    return some ? all : r->is_summary || task_is(k->net, task, TASK_BLANK);
}

/* 3: a plain task holds exactly its duration of working time, and starts in working time. */
static bool plain_holds_duration(struct check *k, int32_t task)
{
    if (!is_plain(k, task))
        return true;
    const struct worktime *w = time_of(k, task);
    const struct cpm_row  *r = row_of(k, task);
    const int64_t          d = k->net->tasks.duration_s[task];
    return worktime_between(w, r->start, r->finish) == d &&
           worktime_between(w, r->late_start, r->late_finish) == d &&
           worktime_next(w, r->start) == r->start &&
           worktime_next(w, r->late_start) == r->late_start;
}

/* 4: free slack lies between zero and total slack, or is zero. */
static bool slack_in_order(struct check *k, int32_t task)
{
    const struct cpm_row *r = row_of(k, task);
    return r->free_slack_s >= 0 &&
           (k->net->p6 || r->free_slack_s == 0 || r->free_slack_s <= r->total_slack_s);
}

/* 5: total slack of a plain task is the working time from early to late finish. */
static bool slack_is_measured(struct check *k, int32_t task)
{
    const struct cpm_row *r = row_of(k, task);
    return !is_plain(k, task) ||
           r->total_slack_s == worktime_between(time_of(k, task), r->early_finish, r->late_finish);
}

/* 6: no leaf that counts ends after the project; no plain one may end later. */
static bool ends_with_project(struct check *k, int32_t task)
{
    const struct cpm_row *r = row_of(k, task);
    if (!is_leaf(k, task) || k->net->options.from_finish || k->net->p6 ||
        task_is(k->net, task, TASK_INACTIVE | TASK_EXTERNAL))
        return true;
    return r->early_finish <= k->result->finish &&
           (!is_plain(k, task) || r->late_finish <= k->result->finish);
}

/* 7: critical exactly when unfinished and without slack above the limit. */
static bool critical_is_slack(struct check *k, int32_t task)
{
    const struct cpm_row *r = row_of(k, task);
    if (!is_leaf(k, task) || k->net->p6)
        return true;
    const int32_t at = k->p->place[task];
    const bool    is_linked = k->p->pred_row[at] < k->p->pred_end[at] ||
                           k->p->succ_row[at] < k->p->succ_end[at];
    const bool could = !pass_is_finished(k->net, task) &&
                       (is_linked || !task_is(k->net, task, TASK_NEVER_CRITICAL));
    return r->critical == (could && r->total_slack_s <= k->net->options.critical_slack_s);
}

/* 8: a driving link exists and ends at the task, or at a summary above it. */
static bool driver_is_own(struct check *k, int32_t task)
{
    const struct cpm_row *r = row_of(k, task);
    if (r->driver_kind != CPM_LINK)
        return r->driver == LINK_NONE;
    if (r->driver < 0 || r->driver >= k->net->n_links)
        return false;
    for (int32_t up = task; up != TASK_NONE; up = TASK_COLUMN(k->net, parent, up, TASK_NONE))
        if (k->net->links.succ[r->driver] == up)
            return true;
    return false;
}

/* 9: a summary spans its children, unless it is manual. */
static bool summary_spans(struct check *k, int32_t task)
{
    const struct cpm_row *r = row_of(k, task);
    if (!r->is_summary || task_is(k->net, task, TASK_MANUAL) || !has_dates(k, task))
        return true;
    instant start = INSTANT_BEYOND, finish = INSTANT_BEFORE;
    for (int32_t i = k->p->child_row[task]; i < k->p->child_end[task]; i++) {
        const int32_t child = k->p->children[i];
        if (task_is(k->net, child, TASK_BLANK | TASK_EXTERNAL | TASK_INACTIVE) ||
            !has_dates(k, child))
            continue;
        start = min_of(start, row_of(k, child)->start);
        finish = max_of(finish, row_of(k, child)->finish);
    }
    return r->start == start && r->finish == finish;
}

/* 10: a plain succ lies behind the bound of each working or elapsed link between leaves. */
static bool link_holds(struct check *k, int32_t link)
{
    const struct network *net = k->net;
    const int32_t         pred = net->links.pred[link], succ = net->links.succ[link];
    const uint8_t         kind = LINK_COLUMN(net, lag_kind, link, NET_LAG_WORKING);
    const uint8_t         type = LINK_COLUMN(net, type, link, NET_FS);
    if (pred == TASK_NONE || !is_leaf(k, pred) || !is_plain(k, succ) || kind > NET_LAG_ELAPSED ||
        task_is(net, pred, TASK_INACTIVE))
        return true;
    const struct cpm_row *p = row_of(k, pred), *s = row_of(k, succ);
    const int64_t         lag = LINK_COLUMN(net, lag_s, link, 0);
    const instant         from = type & 1 ? p->start : p->finish;
    instant               bound = from + lag;
    if (kind == NET_LAG_WORKING)
        bound = worktime_add(time_of(k, succ), from, lag);
    return (type & 2 ? s->finish : s->start) >= bound;
}

/* 11: late dates leave room for the late dates of plain succs. */
static bool late_link_holds(struct check *k, int32_t link)
{
    const struct network *net = k->net;
    const int32_t         pred = net->links.pred[link], succ = net->links.succ[link];
    const uint8_t         type = LINK_COLUMN(net, type, link, NET_FS);
    if (pred == TASK_NONE || !is_leaf(k, succ) || !is_plain(k, pred) || !is_plain(k, succ) ||
        LINK_COLUMN(net, lag_kind, link, NET_LAG_WORKING) > NET_LAG_ELAPSED ||
        LINK_COLUMN(net, lag_s, link, 0) != 0)
        return true;
    const struct cpm_row  *p = row_of(k, pred), *s = row_of(k, succ);
    const struct worktime *w = time_of(k, pred); /* free time of the pred is no difference */
    return worktime_before(w, type & 1 ? p->late_start : p->late_finish) <=
           worktime_before(w, type & 2 ? s->late_finish : s->late_start);
}

int cpm_verify(const struct prepared *p, const struct cpm_result *result, int32_t *ret_row)
{
    static const rule_fn rules[] = {ends_in_order,     dates_are_whole,   plain_holds_duration,
                                    slack_in_order,    slack_is_measured, ends_with_project,
                                    critical_is_slack, driver_is_own,     summary_spans};
    static const rule_fn link_rules[] = {link_holds, late_link_holds};
    enum {
        RULES = sizeof rules / sizeof *rules,
        LINK_RULES = sizeof link_rules / sizeof *link_rules
    };
    struct check k = {.p = p, .net = p->net, .result = result};
    for (int r = 0; r < RULES; r++)
        for (*ret_row = 0; *ret_row < p->net->n_tasks; (*ret_row)++)
            if (!rules[r](&k, *ret_row))
                return r + 1;
    for (int r = 0; r < LINK_RULES; r++)
        for (*ret_row = 0; *ret_row < p->net->n_links; (*ret_row)++)
            if (!link_rules[r](&k, *ret_row))
                return RULES + r + 1;
    return p->net->p6 ? p6_verify(p, result, ret_row) : 0;
}
