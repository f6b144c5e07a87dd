/* domain/schedule/follow.c - a kept schedule brought from one plan to another.
 *
 * The difference of the two plans tells the records that changed. Each is put into the columns
 * where it stood, and the engine is told; what came or went, or changes the shape of the network,
 * ends it: then all is built anew. So it does not matter how one plan became the other, nor whether
 * the one in between was published or dropped.
 *
 * Rows are made from the end of the outline to its begin, so that children come before their
 * parent; a parent is made again when what a child gives to it has changed, and sums up all
 * children in the order of a full calculation, because sums of doubles depend on it.
 */
#include "domain/schedule.h"

#include "domain/schedule/kept.h"

#include <assert.h>
#include <string.h>

struct follow {
    struct schedule *s;
    bool             fits;
};

static void row_mark(struct schedule *s, uint32_t slot)
{
    marks_add(&s->todo, (int32_t)(s->b.outline->n - 1 - s->position[slot]));
}

/* ---- items ------------------------------------------------------------------------------- */

/* Columns of a task that may change without a new network; of a summary only the second part. */
struct task_values {
    int64_t duration_s, actual_start, actual_finish, actual_duration_s, remaining_duration_s;
    int64_t stop, resume, levelling_delay_s, deadline;
    double  percent_complete;
};

struct summary_values {
    int64_t calendar, constraint, constraint_at, start, finish;
};

static_assert(
    sizeof(struct task_columns) == 18 * sizeof(void *),
    "a new column belongs into one of these, or ends the following as parent and flags do");

static struct task_values task_values_of(const struct task_columns *t, int32_t i)
{
    return (struct task_values){.duration_s = t->duration_s[i],
                                .actual_start = t->actual_start[i],
                                .actual_finish = t->actual_finish[i],
                                .actual_duration_s = t->actual_duration_s[i],
                                .remaining_duration_s = t->remaining_duration_s[i],
                                .stop = t->stop[i],
                                .resume = t->resume[i],
                                .levelling_delay_s = t->levelling_delay_s[i],
                                .deadline = t->deadline[i],
                                .percent_complete = t->percent_complete[i]};
}

static struct summary_values summary_values_of(const struct task_columns *t, int32_t i)
{
    return (struct summary_values){.calendar = t->calendar[i],
                                   .constraint = t->constraint[i],
                                   .constraint_at = t->constraint_at[i],
                                   .start = t->start[i],
                                   .finish = t->finish[i]};
}

static bool same_place(const struct item *a, const struct item *b)
{
    return a->parent.v == b->parent.v && a->rank == b->rank && a->is_blank == b->is_blank &&
           str_eq(a->wbs_code, b->wbs_code);
}

static bool task_follows(struct schedule *s, uint32_t slot)
{
    const struct task_columns  *t = &s->b.net.tasks;
    const int32_t               i = s->b.task_of[slot];
    const uint16_t              flags = t->flags[i];
    const struct task_values    own = task_values_of(t, i);
    const struct summary_values shared = summary_values_of(t, i);
    build_task(&s->b, slot);
    const struct task_values    own_now = task_values_of(t, i);
    const struct summary_values shared_now = summary_values_of(t, i);
    if (flags != t->flags[i])
        return false;
    const bool is_same = memcmp(&shared, &shared_now, sizeof shared) == 0;
    if (is_same && (s->b.outline->is_summary[slot] || memcmp(&own, &own_now, sizeof own) == 0))
        return !network_check_task(&s->b.net, i).code;
    bool fits = false;
    return !replan_task(s->replan, i, &fits).code && fits;
}

static void see_item(void *arg, const struct plan_change *c)
{
    struct follow   *f = arg;
    struct schedule *s = f->s;
    size_t           slot;
    if (!f->fits || c->before == c->after) /* only the row differs */
        return;
    f->fits = c->before && c->after && same_place(c->before, c->after) &&
              plan_slot(s->b.p, &item_entity, ((const struct record *)c->after)->id, &slot) &&
              task_follows(s, (uint32_t)slot);
    if (f->fits)
        row_mark(s, (uint32_t)slot);
}

/* ---- links and assignments --------------------------------------------------------------- */

static bool same_lag(const struct link *a, const struct link *b)
{
    return a->type == b->type && a->lag_kind == b->lag_kind && a->lag_s == b->lag_s &&
           memcmp(&a->lag_percent, &b->lag_percent, sizeof a->lag_percent) == 0;
}

static bool link_follows(struct schedule *s, const struct link *before, const struct link *after)
{
    size_t slot;
    bool   fits = false;
    if (!before || !after || before->pred.v != after->pred.v || before->succ.v != after->succ.v)
        return false;
    if (same_lag(before, after))
        return true;
    if (!plan_slot(s->b.p, &link_entity, after->head.id, &slot) || s->b.link_of[slot] == LINK_NONE)
        return false;
    build_link(&s->b, s->b.link_of[slot], after);
    return !replan_link(s->replan, s->b.link_of[slot], &fits).code && fits;
}

static void see_link(void *arg, const struct plan_change *c)
{
    struct follow *f = arg;
    f->fits = f->fits && link_follows(f->s, c->before, c->after);
}

/* Contoured ones bring pieces, which are sorted once. */
static bool same_shape(const struct assignment *a, const struct assignment *b)
{
    return a->item.v == b->item.v && a->resource.v == b->resource.v &&
           a->contour != CONTOUR_CONTOURED && b->contour != CONTOUR_CONTOURED;
}

static bool assignment_follows(struct schedule *s, const struct assignment *before,
                               const struct assignment *after)
{
    size_t slot, item;
    bool   fits = false;
    if (!before || !after || !same_shape(before, after) ||
        !plan_slot(s->b.p, &assignment_entity, after->head.id, &slot))
        return false;
    const int32_t at = s->b.row_of[slot];
    if (at < 0)
        return true;
    if (after->resource.v)
        s->b.assigned_work_s[s->b.net.assignments.task[at]] += after->work_s - before->work_s;
    build_assignment(&s->b, at, after);
    if (!plan_slot(s->b.p, &item_entity, after->item, &item))
        return false;
    row_mark(s, (uint32_t)item);
    return !replan_assignment(s->replan, at, &fits).code && fits;
}

static void see_assignment(void *arg, const struct plan_change *c)
{
    struct follow *f = arg;
    f->fits = f->fits && assignment_follows(f->s, c->before, c->after);
}

/* ---- what nothing may change ------------------------------------------------------------------
 */

static void see_any(void *arg, const struct plan_change *c)
{
    (void)c;
    ((struct follow *)arg)->fits = false;
}

static void see_resource(void *arg, const struct plan_change *c)
{
    struct follow         *f = arg;
    const struct resource *a = c->before, *b = c->after;
    f->fits = f->fits && a && b && a->calendar.v == b->calendar.v && a->kind == b->kind &&
              a->is_budget == b->is_budget;
}

static bool same_options(const struct project *a, const struct project *b)
{
    return a->start == b->start && a->finish == b->finish && a->schedule_from == b->schedule_from &&
           a->honor_constraints == b->honor_constraints && a->profile == b->profile &&
           a->split_in_progress == b->split_in_progress &&
           a->multiple_critical_paths == b->multiple_critical_paths &&
           a->critical_slack_limit_days == b->critical_slack_limit_days &&
           a->minutes_per_day == b->minutes_per_day && a->calendar.v == b->calendar.v &&
           str_eq(a->zone, b->zone);
}

static void see_project(void *arg, const struct plan_change *c)
{
    struct follow *f = arg;
    f->fits = f->fits && c->before && c->after && same_options(c->before, c->after);
}

static bool records_follow(struct schedule *s, const struct plan *p)
{
    static const struct {
        const struct entity *entity;
        plan_diff_fn        *see;
    } all[] = {
        {&project_entity, see_project},
        {&calendar_entity, see_any},
        {&work_week_entity, see_any},
        {&calendar_exception_entity, see_any},
        {&resource_entity, see_resource},
        {&assignment_piece_entity, see_any},
        {&assignment_entity, see_assignment},
        {&link_entity, see_link},
        {&item_entity, see_item},
    };
    struct follow f = {s, true};
    for (size_t i = 0; i < COUNT(all) && f.fits; i++)
        plan_diff(s->known, p, all[i].entity, all[i].see, &f);
    return f.fits;
}

/* ---- rows -------------------------------------------------------------------------------------
 */

/* All must be empty before the next time, and all rows are made another way. */
static void todo_drop(struct schedule *s)
{
    while (marks_take(&s->todo) >= 0) {
    }
}

bool schedule_follow(struct schedule *s, const struct plan *p, bool *ret_is_whole)
{
    s->b.p = p;
    s->b.project = plan_project_record(p);
    s->b.outline = plan_outline_tree(p);
    if (!records_follow(s, p) || replan_run(s->replan, &s->result).code) {
        schedule_drop(s);
        return false;
    }
    *ret_is_whole = s->result.is_whole;
    if (s->result.is_whole)
        todo_drop(s);
    for (int32_t i = 0; i < s->result.n_changed; i++)
        row_mark(s, s->slot_of[s->result.changed[i]]);
    return true;
}

static void sums_gather(struct schedule *s, uint32_t slot)
{
    struct sums all = {0};
    for (uint32_t k = s->child_row[slot + 1]; k-- > s->child_row[slot];) {
        const uint32_t child = s->children[k];
        if (!build_counts_above(plan_at(s->b.p, &item_entity, child)))
            continue;
        all.work_s += s->b.sums[child].work_s;
        all.done_s += s->b.sums[child].done_s;
        all.duration_s += s->b.sums[child].duration_s;
    }
    s->b.sums[slot] = all;
}

bool schedule_next(struct schedule *s, size_t *ret_slot, struct item_row *ret_row)
{
    const struct outline *o = s->b.outline;
    const int32_t         next = marks_take(&s->todo);
    if (next < 0)
        return false;
    const uint32_t    slot = o->order[o->n - 1 - (uint32_t)next];
    const struct sums before = s->b.sums[slot];
    if (o->is_summary[slot])
        sums_gather(s, slot);
    build_row(&s->b, &s->result.cpm.rows[s->b.task_of[slot]], slot, ret_row);
    if (o->parent[slot] != OUTLINE_NONE && memcmp(&before, &s->b.sums[slot], sizeof before) != 0)
        row_mark(s, o->parent[slot]);
    *ret_slot = slot;
    return true;
}
