/* engine/rollup.c - rows of summaries, from the deepest up.
 *
 * A summary's dates are the extremes of its children's, early, late and scheduled alike; a manual
 * child gives its own start and finish for the late dates too. A manual summary keeps its own
 * dates. Duration and slack are measured on the calendar of the project.
 */
#include "engine/pass.h"

struct extremes {
    struct cpm_row row;
    bool           is_finished; /* all that counts below */
    bool           has_any;
};

static bool counts(const struct cpm *c, int32_t child)
{
    return !task_is(c->net, child, TASK_BLANK | TASK_EXTERNAL | TASK_INACTIVE) &&
           c->rows[child].start != INSTANT_NONE;
}

static void take(struct extremes *all, const struct cpm_row *child, bool is_manual)
{
    struct cpm_row *r = &all->row;
    r->early_start = min_of(r->early_start, child->early_start);
    r->early_finish = max_of(r->early_finish, child->early_finish);
    r->start = min_of(r->start, child->start);
    r->finish = max_of(r->finish, child->finish);
    r->late_start = min_of(r->late_start, is_manual ? child->start : child->late_start);
    r->late_finish = max_of(r->late_finish, is_manual ? child->finish : child->late_finish);
    all->has_any = true;
}

static struct extremes extremes_of(const struct cpm *c, int32_t task)
{
    const struct prepared *p = c->p;
    struct extremes        all = {.is_finished = true};
    all.row.early_start = all.row.late_start = all.row.start = INSTANT_BEYOND;
    all.row.early_finish = all.row.late_finish = all.row.finish = INSTANT_BEFORE;
    for (int32_t k = p->child_row[task]; k < p->child_end[task]; k++) {
        const int32_t child = p->children[k];
        if (!counts(c, child))
            continue;
        const bool is_leaf = p->place[child] >= 0;
        take(&all, &c->rows[child], is_leaf && task_is(c->net, child, TASK_MANUAL));
        all.is_finished &= is_leaf ? pass_is_finished(c->net, child) : c->is_done[child];
    }
    return all;
}

/* Own dates of a manual summary; its late finish still follows its children. */
static void keep_own(const struct cpm *c, int32_t task, struct extremes *all)
{
    const instant   start = TASK_COLUMN(c->net, start, task, INSTANT_NONE);
    const instant   finish = TASK_COLUMN(c->net, finish, task, INSTANT_NONE);
    struct cpm_row *r = &all->row;
    if (start != INSTANT_NONE)
        r->start = r->early_start = r->late_start = start;
    if (finish != INSTANT_NONE)
        r->finish = r->early_finish = finish;
    r->finish = max_of(r->finish, r->start);
    r->early_finish = max_of(r->early_finish, r->early_start);
    r->late_finish = max_of(r->late_finish, r->finish);
    all->has_any |= start != INSTANT_NONE && finish != INSTANT_NONE;
}

void pass_summary(struct cpm *c, int32_t task)
{
    const struct worktime *w = c->worktimes[c->project_slot];
    struct cpm_row        *row = &c->rows[task];
    const int64_t          free_s = row->free_slack_s; /* over its own links, from its out-gate */
    struct extremes        all = extremes_of(c, task);
    if (task_is(c->net, task, TASK_MANUAL))
        keep_own(c, task, &all);
    if (!all.has_any) {
        *row = (struct cpm_row){.driver = LINK_NONE, .is_summary = true};
        row->early_start = row->early_finish = row->late_start = row->late_finish = INSTANT_NONE;
        row->start = row->finish = INSTANT_NONE;
        return;
    }
    struct cpm_row *r = &all.row;
    r->duration_s = worktime_between(w, r->start, r->finish);
    r->total_slack_s = min_of(worktime_between(w, r->early_start, r->late_start),
                              worktime_between(w, r->early_finish, r->late_finish));
    r->free_slack_s = c->p->out_gate[task] >= 0 && free_s < INSTANT_BEYOND ? free_s
                                                                           : r->total_slack_s;
    r->free_slack_s = max_of(min_of(r->free_slack_s, r->total_slack_s), 0);
    r->critical = !all.is_finished && r->total_slack_s <= c->net->options.critical_slack_s;
    r->driver = LINK_NONE;
    r->driver_kind = task_is(c->net, task, TASK_MANUAL) ? CPM_MANUAL : CPM_SUMMARY;
    r->is_summary = true;
    c->is_done[task] = all.is_finished;
    *row = *r;
}

void pass_rollup(struct cpm *c)
{
    for (int32_t i = 0; i < c->p->n_summaries; i++)
        pass_summary(c, c->p->summaries[i]);
}
