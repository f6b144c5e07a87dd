/* domain/schedule/tasks.c - items, links and assignments to the columns of the engine.
 *
 * An item without a duration is a day of work unless it is a milestone. A link from an item of
 * another project comes from a ghost with that item's dates, or is left out when nobody knows them.
 * Only assignments of what works drive dates; a row without a resource does when it carries a
 * split.
 */
#include "base/map.h"
#include "domain/schedule/build.h"

#include <assert.h>
#include <math.h>

static_assert((int)CONSTRAINT_ASAP == (int)NET_ASAP && (int)CONSTRAINT_MFO == (int)NET_MFO);
static_assert((int)LINK_FS == (int)NET_FS && (int)LINK_SF == (int)NET_SF);
static_assert((int)LAG_WORKING == (int)NET_LAG_WORKING);
static_assert((int)LAG_ELAPSED_PERCENT == (int)NET_LAG_ELAPSED_PERCENT);
static_assert((int)CONTOUR_FLAT == (int)NET_FLAT && (int)CONTOUR_CONTOURED == (int)NET_PIECES);

/* --- items ----------------------------------------------------------------------------------- */

static uint16_t flags_of(const struct item *i)
{
    unsigned flags = 0;
    flags |= duration_unit_is_elapsed(i->duration_unit) ? TASK_ELAPSED : 0;
    flags |= i->is_manual ? TASK_MANUAL : 0;
    flags |= i->is_active ? 0 : TASK_INACTIVE;
    flags |= i->is_external ? TASK_EXTERNAL : 0;
    flags |= i->is_blank ? TASK_BLANK : 0;
    flags |= i->ignore_resource_calendar ? TASK_OWN_CALENDAR : 0;
    flags |= i->duration_type == FIXED_DURATION ? TASK_FIXED_DURATION : 0;
    flags |= i->is_manual && i->duration_s == DURATION_NONE ? TASK_NEVER_CRITICAL : 0;
    return (uint16_t)flags;
}

static int64_t duration_of(const struct build *b, const struct item *i)
{
    if (i->duration_s != DURATION_NONE || i->is_manual)
        return i->duration_s;
    return i->kind == ITEM_MILESTONE || i->is_milestone ? 0 : b->project->minutes_per_day * 60;
}

static enum constraint_kind plain_constraint(enum constraint_kind kind)
{
    return kind == CONSTRAINT_MANDATORY_START    ? CONSTRAINT_MSO
           : kind == CONSTRAINT_MANDATORY_FINISH ? CONSTRAINT_MFO
                                                 : kind;
}

static void task_fill(struct build *b, int32_t at, const struct item *i, uint32_t parent)
{
    struct task_columns *t = &b->net.tasks;
    t->parent[at] = parent == OUTLINE_NONE || i->is_blank ? TASK_NONE : (int32_t)parent;
    t->flags[at] = flags_of(i);
    if (t->parent[at] != TASK_NONE) /* parents come first */
        t->flags[at] |= t->flags[t->parent[at]] & TASK_INACTIVE;
    t->duration_s[at] = duration_of(b, i);
    t->calendar[at] = build_calendar(b, i->calendar);
    t->constraint[at] = (uint8_t)plain_constraint(i->constraint);
    t->constraint_at[at] = i->constraint_at;
    t->deadline[at] = i->deadline;
    t->start[at] = i->is_manual || i->is_external ? i->start : INSTANT_NONE;
    t->finish[at] = i->is_manual || i->is_external ? i->finish : INSTANT_NONE;
    t->actual_start[at] = i->actual_start;
    t->actual_finish[at] = i->actual_finish;
    t->actual_duration_s[at] = i->actual_duration_s;
    t->remaining_duration_s[at] = i->remaining_duration_s;
    t->percent_complete[at] = isnan(i->percent_complete) ? 0 : i->percent_complete;
    t->stop[at] = i->stop_at;
    t->resume[at] = i->resume_at;
    t->levelling_delay_s[at] = i->levelling_delay_s;
    b->titles[at] = i->title;
}

static const struct item *item_at(const struct build *b, uint32_t slot)
{
    return slot < plan_slots(b->p, &item_entity) ? plan_at(b->p, &item_entity, slot) : NULL;
}

void build_task(struct build *b, uint32_t slot)
{
    static const struct item none = {.is_blank = true,
                                     .constraint_at = INSTANT_NONE,
                                     .deadline = INSTANT_NONE,
                                     .actual_start = INSTANT_NONE,
                                     .actual_finish = INSTANT_NONE,
                                     .actual_duration_s = DURATION_NONE,
                                     .remaining_duration_s = DURATION_NONE,
                                     .stop_at = INSTANT_NONE,
                                     .resume_at = INSTANT_NONE,
                                     .is_active = true};
    const struct item       *i = item_at(b, slot);
    task_fill(b, (int32_t)slot, i ? i : &none, i ? b->outline->parent[slot] : OUTLINE_NONE);
}

/* Slots that are empty first: whoever stands in the outline comes behind its parent. */
void build_tasks(struct build *b)
{
    for (uint32_t s = 0; s < b->outline->n_slots; s++)
        if (!item_at(b, s))
            build_task(b, s);
    for (uint32_t k = 0; k < b->outline->n; k++)
        build_task(b, b->outline->order[k]);
    b->net.tasks.title = b->titles;
}

/* --- links ------------------------------------------------------------------------------------ */

static int32_t task_of_item(const struct build *b, struct id item)
{
    size_t slot;
    return item.v && plan_slot(b->p, &item_entity, item, &slot) ? (int32_t)slot : TASK_NONE;
}

/* The task that stands for an item of another project, made when it is first asked for. */
static int32_t ghost_of(struct build *b, struct map *ghosts, struct id item)
{
    int64_t at;
    instant start, finish;
    if (map_get(ghosts, item.v, &at))
        return (int32_t)at;
    if (!item.v || !b->outside || !b->outside->dates(b->outside->self, item, &start, &finish))
        return TASK_NONE;
    struct task_columns *t = &b->net.tasks;
    at = b->net.n_tasks++;
    map_put(ghosts, item.v, at);
    t->flags[at] = TASK_EXTERNAL;
    t->start[at] = start;
    t->finish[at] = finish;
    return (int32_t)at;
}

static void link_fill(struct build *b, int32_t at, const struct link *l)
{
    struct link_columns *columns = &b->net.links;
    const bool is_percent = l->lag_kind == LAG_PERCENT || l->lag_kind == LAG_ELAPSED_PERCENT;
    columns->type[at] = (uint8_t)l->type;
    columns->lag_kind[at] = (uint8_t)l->lag_kind;
    columns->lag_s[at] = is_percent ? 0 : l->lag_s;
    columns->lag_percent[at] = is_percent ? l->lag_percent : 0;
}

static bool link_put(struct build *b, uint32_t slot, int32_t pred, int32_t succ)
{
    const bool is_one = pred != TASK_NONE && succ != TASK_NONE;
    b->net.links.pred[slot] = is_one ? pred : TASK_NONE;
    b->net.links.succ[slot] = is_one ? succ : TASK_NONE;
    if (is_one)
        link_fill(b, (int32_t)slot, plan_at(b->p, &link_entity, slot));
    return is_one;
}

static const struct link *link_at(const struct build *b, uint32_t slot)
{
    return slot < plan_slots(b->p, &link_entity) ? plan_at(b->p, &link_entity, slot) : NULL;
}

bool build_link(struct build *b, uint32_t slot)
{
    const struct link *l = link_at(b, slot);
    return link_put(b, slot, l ? task_of_item(b, l->pred) : TASK_NONE,
                    l ? task_of_item(b, l->succ) : TASK_NONE);
}

void build_links(struct build *b)
{
    struct map ghosts;
    map_init(&ghosts, b->mem, 16);
    b->net.n_links = (int32_t)plan_slots(b->p, &link_entity);
    for (uint32_t s = 0; s < (uint32_t)b->net.n_links; s++) {
        const struct link *l = link_at(b, s);
        const int32_t      succ = l ? task_of_item(b, l->succ) : TASK_NONE;
        if (succ == TASK_NONE || task_of_item(b, l->pred) != TASK_NONE) {
            build_link(b, s);
            continue;
        }
        const int32_t ghost = ghost_of(b, &ghosts, l->pred);
        b->has_outside = true;
        b->is_outside[succ] |= ghost == TASK_NONE;
        link_put(b, s, ghost, succ);
    }
}

/* --- assignments --------------------------------------------------------------------------------
 */

/* Whether it is somebody's work; *ret_calendar is the resource's then. */
static bool is_work(const struct build *b, const struct assignment *a, int32_t *ret_calendar)
{
    const struct resource *r = plan_get(b->p, &resource_entity, a->resource);
    *ret_calendar = CALENDAR_NONE;
    if (!r)
        return a->contour == CONTOUR_CONTOURED;
    *ret_calendar = build_calendar(b, r->calendar);
    if (*ret_calendar == CALENDAR_NONE)
        *ret_calendar = b->net.options.calendar;
    return resource_kind_works(r->kind) && !r->is_budget;
}

/* What is left: P6 places the rest only, and files of it hold any quantity as work. */
static int64_t remaining_work(const struct assignment *a)
{
    const int64_t most = 1000LL * 365 * DAY_S;
    int64_t       rest = a->work_s > a->actual_work_s ? a->work_s - a->actual_work_s : 0;
    if (a->remaining_work_s != DURATION_NONE)
        rest = a->remaining_work_s;
    return rest < most ? rest : most;
}

static const struct assignment *assignment_at(const struct build *b, uint32_t slot)
{
    return slot < plan_slots(b->p, &assignment_entity) ? plan_at(b->p, &assignment_entity, slot)
                                                       : NULL;
}

bool build_assignment(struct build *b, uint32_t slot)
{
    struct assignment_columns *columns = &b->net.assignments;
    const struct assignment   *a = assignment_at(b, slot);
    const int32_t              task = a ? task_of_item(b, a->item) : TASK_NONE;
    int32_t                    calendar = CALENDAR_NONE;
    const bool                 is_one = task != TASK_NONE && is_work(b, a, &calendar);
    columns->task[slot] = is_one ? task : TASK_NONE;
    columns->calendar[slot] = calendar;
    if (!is_one)
        return false;
    columns->units[slot] = isnan(a->units) ? 1.0 : a->units;
    columns->work_s[slot] = b->net.p6 ? remaining_work(a) : a->work_s;
    columns->overtime_s[slot] = b->net.p6 ? 0 : a->overtime_work_s;
    columns->contour[slot] = (uint8_t)a->contour;
    columns->delay_s[slot] = a->delay_s + a->levelling_delay_s;
    return true;
}

void build_assigned(struct build *b, uint32_t slot, int sign)
{
    const struct assignment *a = assignment_at(b, slot);
    const int32_t            task = b->net.assignments.task[slot];
    if (task == TASK_NONE || !a || !a->resource.v)
        return;
    b->n_assigned[task] += sign;
    b->assigned_work_s[task] += sign * a->work_s;
}

static void piece_fill(struct build *b, int32_t assignment, struct assignment_piece piece)
{
    struct piece_columns *columns = &b->net.pieces;
    const int32_t         at = b->net.n_pieces++;
    columns->assignment[at] = assignment;
    columns->start[at] = piece.start;
    columns->finish[at] = piece.finish;
    columns->work_s[at] = piece.work_s;
}

static bool piece_counts(const struct assignment_piece *piece)
{
    return piece && piece->kind != PIECE_OVERTIME && piece->work_s > 0 &&
           piece->start != INSTANT_NONE && piece->finish != INSTANT_NONE &&
           piece->start <= piece->finish;
}

static bool is_contoured(const struct build *b, uint32_t slot)
{
    return b->net.assignments.task[slot] != TASK_NONE &&
           b->net.assignments.contour[slot] == CONTOUR_CONTOURED;
}

/* Pieces of contoured assignments; one without any is as long as its frame. */
static void pieces_fill(struct build *b)
{
    bool *has_pieces = arena_array(b->mem, bool, b->net.n_assignments + 1);
    for (size_t s = 0; s < plan_slots(b->p, &assignment_piece_entity); s++) {
        const struct assignment_piece *piece = plan_at(b->p, &assignment_piece_entity, s);
        size_t                         slot;
        if (!piece_counts(piece) ||
            !plan_slot(b->p, &assignment_entity, piece->assignment, &slot) ||
            b->net.assignments.task[slot] == TASK_NONE)
            continue;
        piece_fill(b, (int32_t)slot, *piece);
        has_pieces[slot] = true;
    }
    for (uint32_t s = 0; s < (uint32_t)b->net.n_assignments; s++) {
        const struct assignment *a = assignment_at(b, s);
        if (!is_contoured(b, s) || has_pieces[s] || a->start == INSTANT_NONE ||
            a->finish == INSTANT_NONE || a->finish <= a->start)
            continue;
        piece_fill(b, (int32_t)s,
                   (struct assignment_piece){.start = a->start, .finish = a->finish, .work_s = 1});
    }
}

void build_assignments(struct build *b)
{
    b->net.n_assignments = (int32_t)plan_slots(b->p, &assignment_entity);
    for (uint32_t s = 0; s < (uint32_t)b->net.n_assignments; s++) {
        build_assignment(b, s);
        build_assigned(b, s, 1);
    }
    pieces_fill(b);
}
