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
    t->parent[at] = parent == OUTLINE_NONE || i->is_blank ? TASK_NONE : b->task_of[parent];
    t->flags[at] = flags_of(i);
    if (t->parent[at] != TASK_NONE) /* parents come first */
        t->flags[at] |= t->flags[t->parent[at]] & TASK_INACTIVE;
    t->duration_s[at] = duration_of(b, i);
    t->calendar[at] = build_calendar(b, i->calendar);
    t->constraint[at] = (uint8_t)plain_constraint(i->constraint);
    t->constraint_at[at] = i->constraint_at;
    t->deadline[at] = i->deadline;
    if (i->is_manual || i->is_external) {
        t->start[at] = i->start;
        t->finish[at] = i->finish;
    }
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

void build_task(struct build *b, uint32_t slot)
{
    task_fill(b, b->task_of[slot], plan_at(b->p, &item_entity, slot), b->outline->parent[slot]);
}

void build_tasks(struct build *b)
{
    for (uint32_t k = 0; k < b->outline->n; k++)
        build_task(b, b->outline->order[k]);
    b->net.tasks.title = b->titles;
}

/* --- links ------------------------------------------------------------------------------------ */

static int32_t task_of_item(const struct build *b, struct id item)
{
    size_t slot;
    return item.v && plan_slot(b->p, &item_entity, item, &slot) ? b->task_of[slot] : TASK_NONE;
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

void build_link(struct build *b, int32_t at, const struct link *l)
{
    struct link_columns *columns = &b->net.links;
    const bool is_percent = l->lag_kind == LAG_PERCENT || l->lag_kind == LAG_ELAPSED_PERCENT;
    columns->type[at] = (uint8_t)l->type;
    columns->lag_kind[at] = (uint8_t)l->lag_kind;
    columns->lag_s[at] = is_percent ? 0 : l->lag_s;
    columns->lag_percent[at] = is_percent ? l->lag_percent : 0;
}

static void link_add(struct build *b, size_t slot, int32_t pred, int32_t succ)
{
    const int32_t at = b->net.n_links++;
    b->link_slot[at] = slot;
    b->link_of[slot] = at;
    b->net.links.pred[at] = pred;
    b->net.links.succ[at] = succ;
    build_link(b, at, plan_at(b->p, &link_entity, slot));
}

void build_links(struct build *b)
{
    struct map ghosts;
    map_init(&ghosts, b->mem, 16);
    for (size_t s = 0; s < plan_slots(b->p, &link_entity); s++) {
        const struct link *l = plan_at(b->p, &link_entity, s);
        size_t             succ;
        b->link_of[s] = LINK_NONE;
        if (!l || !plan_slot(b->p, &item_entity, l->succ, &succ) || b->task_of[succ] == TASK_NONE)
            continue;
        int32_t pred = task_of_item(b, l->pred);
        b->has_outside |= pred == TASK_NONE;
        if (pred == TASK_NONE)
            pred = ghost_of(b, &ghosts, l->pred);
        if (pred == TASK_NONE) {
            b->is_outside[succ] = true;
            continue;
        }
        link_add(b, s, pred, b->task_of[succ]);
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

void build_assignment(struct build *b, int32_t at, const struct assignment *a)
{
    struct assignment_columns *columns = &b->net.assignments;
    columns->units[at] = isnan(a->units) ? 1.0 : a->units;
    columns->work_s[at] = b->net.p6 ? remaining_work(a) : a->work_s;
    columns->overtime_s[at] = b->net.p6 ? 0 : a->overtime_work_s;
    columns->contour[at] = (uint8_t)a->contour;
    columns->delay_s[at] = a->delay_s + a->levelling_delay_s;
}

static int32_t assignment_add(struct build *b, const struct assignment *a, int32_t task,
                              int32_t calendar)
{
    const int32_t at = b->net.n_assignments++;
    b->net.assignments.task[at] = task;
    b->net.assignments.calendar[at] = calendar;
    build_assignment(b, at, a);
    return at;
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

/* Pieces of contoured assignments; one without any is as long as its frame. */
static void pieces_fill(struct build *b)
{
    const int32_t *row_of = b->row_of;
    bool          *has_pieces = arena_array(b->mem, bool, b->net.n_assignments + 1);
    for (size_t s = 0; s < plan_slots(b->p, &assignment_piece_entity); s++) {
        const struct assignment_piece *piece = plan_at(b->p, &assignment_piece_entity, s);
        size_t                         slot;
        if (!piece_counts(piece) ||
            !plan_slot(b->p, &assignment_entity, piece->assignment, &slot) || row_of[slot] < 0)
            continue;
        piece_fill(b, row_of[slot], *piece);
        has_pieces[row_of[slot]] = true;
    }
    for (size_t s = 0; s < plan_slots(b->p, &assignment_entity); s++) {
        const struct assignment *a = plan_at(b->p, &assignment_entity, s);
        if (!a || row_of[s] < 0 || a->contour != CONTOUR_CONTOURED || has_pieces[row_of[s]] ||
            a->start == INSTANT_NONE || a->finish == INSTANT_NONE || a->finish <= a->start)
            continue;
        piece_fill(b, row_of[s],
                   (struct assignment_piece){.start = a->start, .finish = a->finish, .work_s = 1});
    }
}

void build_assignments(struct build *b)
{
    const size_t slots = plan_slots(b->p, &assignment_entity);
    b->row_of = arena_array(b->mem, int32_t, slots + 1);
    for (size_t s = 0; s < slots; s++) {
        const struct assignment *a = plan_at(b->p, &assignment_entity, s);
        const int32_t            task = a ? task_of_item(b, a->item) : TASK_NONE;
        int32_t                  calendar;
        b->row_of[s] = -1;
        if (task == TASK_NONE || !is_work(b, a, &calendar))
            continue;
        b->row_of[s] = assignment_add(b, a, task, calendar);
        b->has_assignments[task] |= a->resource.v != 0;
        b->assigned_work_s[task] += a->resource.v ? a->work_s : 0;
    }
    pieces_fill(b);
}
