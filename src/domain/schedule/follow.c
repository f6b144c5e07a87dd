/* domain/schedule/follow.c - a kept schedule brought from one plan to another.
 *
 * The difference of the two plans tells the slots whose records changed, came or went. Their rows
 * are put into the columns and told to the replan in the order it asks for: links and assignments
 * that go, then items, then what comes. What it cannot take over, and what is not a matter of rows
 * (options, pieces, calendars that come), ends the following: then all is built anew. So it does
 * not matter how one plan became the other, nor whether the one in between was published or
 * dropped.
 *
 * Rows are made from the end of the outline to its begin, so that children come before their
 * parent; a parent is made again when what a child gives to it has changed, and sums up all
 * children in the order of a full calculation, because sums of doubles depend on it.
 */
#include "domain/schedule.h"

#include "base/vec.h"
#include "domain/schedule/kept.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

typedef VEC(uint32_t) slot_list;

struct follow {
    struct schedule   *s;
    const struct plan *p;
    struct arena       mem;
    slot_list          items, links, assignments; /* slots whose record differs */
    VEC(struct id)     calendars;                 /* whose hours differ, each once */
    bool               fits;
};

static void row_mark(struct schedule *s, uint32_t slot)
{
    marks_add(&s->todo, (int32_t)(s->b.outline->n - 1 - s->position[slot]));
}

/* Of an item that is in the plan. */
static void row_mark_task(struct schedule *s, int32_t task)
{
    if (task != TASK_NONE && (size_t)task < plan_slots(s->b.p, &item_entity) &&
        plan_at(s->b.p, &item_entity, (size_t)task))
        row_mark(s, (uint32_t)task);
}

/* ---- the difference ----------------------------------------------------------------------- */

static void see(void *arg, const struct plan_change *c, slot_list *list)
{
    struct follow *f = arg;
    size_t         slot;
    if (c->before == c->after) /* only the row differs */
        return;
    const struct record *r = c->after ? c->after : c->before;
    if (plan_slot(c->after ? f->p : f->s->known, c->entity, r->id, &slot))
        vec_push(&f->mem, list, (uint32_t)slot);
}

static void see_item(void *arg, const struct plan_change *c)
{
    see(arg, c, &((struct follow *)arg)->items);
}

static void see_link(void *arg, const struct plan_change *c)
{
    see(arg, c, &((struct follow *)arg)->links);
}

static void see_assignment(void *arg, const struct plan_change *c)
{
    see(arg, c, &((struct follow *)arg)->assignments);
}

static void see_any(void *arg, const struct plan_change *c)
{
    (void)c;
    ((struct follow *)arg)->fits = false;
}

static void calendar_touch(struct follow *f, struct id calendar)
{
    for (size_t k = 0; k < f->calendars.n; k++)
        if (f->calendars.v[k].v == calendar.v)
            return;
    vec_push(&f->mem, &f->calendars, calendar);
}

/* Calendars that come or go give all of them other numbers. */
static void see_calendar(void *arg, const struct plan_change *c)
{
    struct follow *f = arg;
    f->fits = f->fits && c->before && c->after;
    if (f->fits)
        calendar_touch(f, ((const struct record *)c->after)->id);
}

static void see_week(void *arg, const struct plan_change *c)
{
    if (c->before)
        calendar_touch(arg, ((const struct work_week *)c->before)->calendar);
    if (c->after)
        calendar_touch(arg, ((const struct work_week *)c->after)->calendar);
}

static void see_exception(void *arg, const struct plan_change *c)
{
    if (c->before)
        calendar_touch(arg, ((const struct calendar_exception *)c->before)->calendar);
    if (c->after)
        calendar_touch(arg, ((const struct calendar_exception *)c->after)->calendar);
}

/* One that comes has no assignments yet, or they come too. */
static void see_resource(void *arg, const struct plan_change *c)
{
    struct follow         *f = arg;
    const struct resource *a = c->before, *b = c->after;
    f->fits = f->fits && b &&
              (!a || (a->calendar.v == b->calendar.v && a->kind == b->kind &&
                      a->is_budget == b->is_budget));
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

static void records_see(struct follow *f)
{
    static const struct {
        const struct entity *entity;
        plan_diff_fn        *see;
    } all[] = {
        {&project_entity, see_project},
        {&calendar_entity, see_calendar},
        {&work_week_entity, see_week},
        {&calendar_exception_entity, see_exception},
        {&resource_entity, see_resource},
        {&assignment_piece_entity, see_any},
        {&assignment_entity, see_assignment},
        {&link_entity, see_link},
        {&item_entity, see_item},
    };
    for (size_t i = 0; i < COUNT(all) && f->fits; i++)
        plan_diff(f->s->known, f->p, all[i].entity, all[i].see, f);
}

/* ---- room -------------------------------------------------------------------------------- */

static bool rows_fit(const struct follow *f, const struct entity *e, int32_t most, int32_t *n)
{
    const size_t slots = plan_slots(f->p, e);
    if (slots > (size_t)most || !plan_slots_agree(f->s->known, f->p, e))
        return false;
    *n = (int32_t)slots > *n ? (int32_t)slots : *n;
    return true;
}

static bool all_fit(struct follow *f)
{
    struct build *b = &f->s->b;
    return rows_fit(f, &item_entity, b->most.tasks, &b->net.n_tasks) &&
           rows_fit(f, &link_entity, b->most.links, &b->net.n_links) &&
           rows_fit(f, &assignment_entity, b->most.assignments, &b->net.n_assignments);
}

/* ---- links ------------------------------------------------------------------------------- */

static const struct link *link_of(const struct plan *p, uint32_t slot)
{
    return slot < plan_slots(p, &link_entity) ? plan_at(p, &link_entity, slot) : NULL;
}

static bool same_lag(const struct link *a, const struct link *b)
{
    return a->type == b->type && a->lag_kind == b->lag_kind && a->lag_s == b->lag_s &&
           memcmp(&a->lag_percent, &b->lag_percent, sizeof a->lag_percent) == 0;
}

static bool same_ends(const struct link *a, const struct link *b)
{
    return a && b && a->pred.v == b->pred.v && a->succ.v == b->succ.v;
}

/* Links that go, or lead to other items. One from another project is for a new calculation. */
static bool links_cut(struct follow *f)
{
    struct build *b = &f->s->b;
    for (size_t k = 0; k < f->links.n; k++) {
        const uint32_t     slot = f->links.v[k];
        const struct link *was = link_of(f->s->known, slot), *is = link_of(f->p, slot);
        if (is && !plan_get(f->p, &item_entity, is->pred))
            return false;
        if (same_ends(was, is) || b->net.links.pred[slot] == TASK_NONE)
            continue;
        if (!replan_link_cut(f->s->replan, (int32_t)slot))
            return false;
        b->net.links.pred[slot] = b->net.links.succ[slot] = TASK_NONE;
    }
    return true;
}

static bool link_follows(struct follow *f, uint32_t slot)
{
    struct schedule   *s = f->s;
    const struct link *was = link_of(s->known, slot), *is = link_of(f->p, slot);
    bool               fits = false;
    if (same_ends(was, is) && same_lag(was, is))
        return true;
    const bool is_new = s->b.net.links.pred[slot] == TASK_NONE;
    if (!build_link(&s->b, slot))
        return is_new;
    const err e = is_new ? replan_link_add(s->replan, (int32_t)slot, &fits)
                         : replan_link(s->replan, (int32_t)slot, &fits);
    return !e.code && fits;
}

/* ---- assignments --------------------------------------------------------------------------- */

static const struct assignment *assignment_of(const struct plan *p, uint32_t slot)
{
    return slot < plan_slots(p, &assignment_entity) ? plan_at(p, &assignment_entity, slot) : NULL;
}

static bool is_contoured(const struct assignment *a)
{
    return a && a->contour == CONTOUR_CONTOURED;
}

static bool same_shape(const struct assignment *a, const struct assignment *b)
{
    return a && b && a->item.v == b->item.v && a->resource.v == b->resource.v;
}

/* Work as it was is taken off its task; contoured ones bring pieces, which are sorted once. */
static bool assignments_cut(struct follow *f)
{
    struct build *b = &f->s->b;
    for (size_t k = 0; k < f->assignments.n; k++) {
        const uint32_t           slot = f->assignments.v[k];
        const struct assignment *was = assignment_of(f->s->known, slot),
                                *is = assignment_of(f->p, slot);
        if (is_contoured(was) || is_contoured(is))
            return false;
        row_mark_task(f->s, b->net.assignments.task[slot]);
        b->p = f->s->known;
        build_assigned(b, slot, -1);
        b->p = f->p;
        if (same_shape(was, is) || b->net.assignments.task[slot] == TASK_NONE)
            continue;
        if (!replan_assignment_cut(f->s->replan, (int32_t)slot))
            return false;
        b->net.assignments.task[slot] = TASK_NONE;
    }
    return true;
}

static bool assignment_follows(struct follow *f, uint32_t slot)
{
    struct schedule *s = f->s;
    const bool       is_new = s->b.net.assignments.task[slot] == TASK_NONE;
    bool             fits = false;
    if (!build_assignment(&s->b, slot))
        return is_new;
    build_assigned(&s->b, slot, 1);
    row_mark_task(s, s->b.net.assignments.task[slot]);
    const err e = is_new ? replan_assignment_add(s->replan, (int32_t)slot, &fits)
                         : replan_assignment(s->replan, (int32_t)slot, &fits);
    return !e.code && fits;
}

/* ---- items ------------------------------------------------------------------------------- */

/* Columns of a leaf alone, and those that decide about what is below, too. */
struct task_values {
    int64_t duration_s, actual_start, actual_finish, actual_duration_s, remaining_duration_s;
    int64_t stop, resume, levelling_delay_s, deadline;
    double  percent_complete;
};

struct summary_values {
    int64_t calendar, constraint, constraint_at, start, finish;
};

struct task_state {
    struct task_values    own;
    struct summary_values shared;
    int32_t               parent;
    uint16_t              flags;
};

static_assert(sizeof(struct task_columns) == 18 * sizeof(void *),
              "a new column belongs into one of these");

static struct task_state task_state_of(const struct task_columns *t, int32_t i)
{
    return (struct task_state){.own = {.duration_s = t->duration_s[i],
                                       .actual_start = t->actual_start[i],
                                       .actual_finish = t->actual_finish[i],
                                       .actual_duration_s = t->actual_duration_s[i],
                                       .remaining_duration_s = t->remaining_duration_s[i],
                                       .stop = t->stop[i],
                                       .resume = t->resume[i],
                                       .levelling_delay_s = t->levelling_delay_s[i],
                                       .deadline = t->deadline[i],
                                       .percent_complete = t->percent_complete[i]},
                               .shared = {.calendar = t->calendar[i],
                                          .constraint = t->constraint[i],
                                          .constraint_at = t->constraint_at[i],
                                          .start = t->start[i],
                                          .finish = t->finish[i]},
                               .parent = t->parent[i],
                               .flags = t->flags[i]};
}

enum follows { FOLLOWS_NOT, FOLLOWS_ALONE, FOLLOWS_TOLD };

static const struct item *item_of(const struct plan *p, uint32_t slot)
{
    return slot < plan_slots(p, &item_entity) ? plan_at(p, &item_entity, slot) : NULL;
}

/* What it says itself, whatever its parent makes of it. */
static bool counts_above(const struct plan *p, uint32_t slot)
{
    const struct item *i = item_of(p, slot);
    return i && build_counts_above(i);
}

/* Puts the columns right; whether the replan is to be told. Of an item with others below it only
 * the place may change. */
static enum follows task_renew(struct schedule *s, uint32_t slot)
{
    const struct task_columns *t = &s->b.net.tasks;
    const struct task_state    was = task_state_of(t, (int32_t)slot);
    build_task(&s->b, slot);
    const struct task_state is = task_state_of(t, (int32_t)slot);
    const bool              is_known = item_of(s->known, slot) != NULL;
    const bool is_summary = slot < s->b.outline->n_slots && s->b.outline->is_summary[slot];
    const bool same_shared = memcmp(&was.shared, &is.shared, sizeof is.shared) == 0;
    const bool stays = was.parent == is.parent && was.flags == is.flags;
    if (!stays || counts_above(s->known, slot) != counts_above(s->b.p, slot)) {
        row_mark_task(s, was.parent);
        row_mark_task(s, is.parent);
    }
    row_mark_task(s, (int32_t)slot);
    if (is_known && is_summary && (!same_shared || was.flags != is.flags))
        return FOLLOWS_NOT;
    if (!stays || (!is_summary && (!same_shared || memcmp(&was.own, &is.own, sizeof is.own) != 0)))
        return FOLLOWS_TOLD;
    return network_check_task(&s->b.net, (int32_t)slot).code ? FOLLOWS_NOT : FOLLOWS_ALONE;
}

struct by_place {
    uint32_t place, slot;
};

static int by_place(const void *a, const void *b)
{
    const struct by_place *x = a, *y = b;
    return x->place != y->place ? (x->place > y->place) - (x->place < y->place)
                                : (x->slot > y->slot) - (x->slot < y->slot);
}

/* Parents before their children, what is gone first. */
static void items_sort(struct follow *f)
{
    const size_t     n = f->items.n;
    struct by_place *all = arena_array(&f->mem, struct by_place, n + 1);
    for (size_t k = 0; k < n; k++) {
        const uint32_t slot = f->items.v[k];
        all[k] = (struct by_place){item_of(f->p, slot) ? f->s->position[slot] + 1 : 0, slot};
    }
    qsort(all, n, sizeof *all, by_place);
    for (size_t k = 0; k < n; k++)
        f->items.v[k] = all[k].slot;
}

static bool items_follow(struct follow *f)
{
    size_t n_told = 0;
    items_sort(f);
    for (size_t k = 0; k < f->items.n; k++) {
        const enum follows how = task_renew(f->s, f->items.v[k]);
        if (how == FOLLOWS_NOT)
            return false;
        if (how == FOLLOWS_TOLD)
            f->items.v[n_told++] = f->items.v[k];
    }
    for (size_t k = 0; k < n_told; k++) {
        bool fits = false;
        if (replan_task(f->s->replan, (int32_t)f->items.v[k], &fits).code || !fits)
            return false;
    }
    return true;
}

/* ---- calendars --------------------------------------------------------------------------- */

/* All rules first: one may rest on another. */
static bool calendars_follow(struct follow *f)
{
    struct build *b = &f->s->b;
    for (size_t k = 0; k < f->calendars.n; k++) {
        const struct calendar *c = plan_get(f->p, &calendar_entity, f->calendars.v[k]);
        if (c && build_calendar_again(b, c).code)
            return false;
    }
    for (size_t k = 0; k < f->calendars.n; k++) {
        const int32_t rule = build_calendar(b, f->calendars.v[k]);
        bool          fits = rule == CALENDAR_NONE;
        if (!fits && (replan_calendar(f->s->replan, rule, &fits).code || !fits))
            return false;
    }
    return true;
}

/* ---- all --------------------------------------------------------------------------------- */

static bool rows_follow(struct follow *f)
{
    bool fits = calendars_follow(f) && links_cut(f) && assignments_cut(f) && items_follow(f);
    for (size_t k = 0; k < f->assignments.n && fits; k++)
        fits = assignment_follows(f, f->assignments.v[k]);
    for (size_t k = 0; k < f->links.n && fits; k++)
        fits = link_follows(f, f->links.v[k]);
    return fits;
}

static bool records_follow(struct schedule *s, const struct plan *p)
{
    struct follow f = {.s = s, .p = p, .fits = true};
    records_see(&f);
    bool fits = f.fits && all_fit(&f);
    if (fits && s->b.outline != plan_outline_tree(s->known))
        schedule_index(s);
    fits = fits && rows_follow(&f);
    arena_done(&f.mem);
    return fits;
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
        row_mark_task(s, s->result.changed[i]);
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
    build_row(&s->b, &s->result.cpm.rows[slot], slot, ret_row);
    if (o->parent[slot] != OUTLINE_NONE && memcmp(&before, &s->b.sums[slot], sizeof before) != 0)
        row_mark(s, o->parent[slot]);
    *ret_slot = slot;
    return true;
}
