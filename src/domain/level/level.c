/* domain/level/level.c - a plan levelled: the engine's delays as moves of items.
 *
 * The plan is not touched; what the delays make of it is calculated in a fork, in the ordinary way.
 */
#include "domain/level/level.h"

#include "domain/level/inside.h"

const char *const level_goal_words[] = {
    [LEVEL_FINISH] = "finish",
    [LEVEL_DATES] = "dates",
    [LEVEL_CHANGE] = "change",
    [LEVEL_SMOOTH] = "smooth",
    NULL,
};

/* --- scope ------------------------------------------------------------------------------------ */

/* Only the named items and what is below them may move. */
static void scope_set(struct level_build *l, const struct level_request *request)
{
    const struct build *b = &l->b;
    bool               *is_in = arena_array(b->mem, bool, plan_slots(b->p, &item_entity) + 1);
    bool               *is_held = arena_copy(b->mem, l->in.is_held, (size_t)b->net.n_tasks);
    if (!request->items)
        return;
    for (size_t k = 0; k < request->n_items; k++) {
        size_t slot;
        if (plan_slot(b->p, &item_entity, request->items[k], &slot))
            is_in[slot] = true;
    }
    for (uint32_t k = 0; k < b->outline->n; k++) {
        const uint32_t slot = b->outline->order[k], parent = b->outline->parent[slot];
        is_in[slot] |= parent != OUTLINE_NONE && is_in[parent];
        is_held[slot] |= !is_in[slot];
    }
    l->in.is_held = is_held;
}

/* --- what was found --------------------------------------------------------------------------- */

static struct id item_of_task(const struct level_build *l, int32_t task)
{
    const bool         is_real = task >= 0 && (size_t)task < l->n_real;
    const struct item *i = is_real ? plan_at(l->b.p, &item_entity, l->slot_of[task]) : NULL;
    return i ? i->head.id : (struct id){0};
}

static bool is_moved(const struct level_build *l, const struct level_output *out, int32_t task)
{
    const struct cpm_row *a = &out->before.rows[task], *b = &out->after.rows[task];
    return !a->is_summary && (a->start != b->start || a->finish != b->finish ||
                              out->delay_s[task] != l->b.net.tasks.levelling_delay_s[task]);
}

static struct level_move move_of(const struct level_build *l, const struct level_output *out,
                                 int32_t task)
{
    const struct cpm_row *before = &out->before.rows[task], *after = &out->after.rows[task];
    const int32_t         r = out->waited_for[task];
    const bool            is_linked = r < 0 && after->driver_kind == CPM_LINK && after->driver >= 0;
    return (struct level_move){
        .item = item_of_task(l, task),
        .delay_s = out->delay_s[task],
        .delay_before_s = l->b.net.tasks.levelling_delay_s[task],
        .start = after->start,
        .finish = after->finish,
        .start_before = before->start,
        .finish_before = before->finish,
        .waited_for = r < 0 ? (struct id){0} : l->resources[r],
        .behind = item_of_task(l, out->behind[task]),
        .follows = is_linked ? item_of_task(l, l->b.net.links.pred[after->driver]) : (struct id){0},
    };
}

static const bool *splits_find(const struct level_build *l, const struct level_output *out)
{
    bool *is_split = arena_array(l->b.mem, bool, l->b.net.n_tasks + 1);
    for (int32_t k = 0; k < out->n_pieces; k++)
        is_split[l->b.net.assignments.task[out->pieces[k].assignment]] = true;
    return is_split;
}

static void moves_fill(const struct level_build *l, const struct level_output *out,
                       struct level_found *found)
{
    const struct outline *o = l->b.outline;
    found->moves = arena_array(l->b.mem, struct level_move, o->n + 1);
    const bool *is_split = splits_find(l, out);
    for (uint32_t k = 0; k < o->n; k++) {
        const int32_t task = (int32_t)o->order[k];
        if (!is_split[task] && !is_moved(l, out, task))
            continue;
        found->moves[found->n_moves] = move_of(l, out, task);
        found->moves[found->n_moves++].is_split = is_split[task];
    }
}

static const struct assignment *assignment_at(const struct level_build *l, int32_t a)
{
    return plan_at(l->b.p, &assignment_entity, (size_t)a);
}

static void swaps_fill(const struct level_build *l, const struct level_output *out,
                       struct level_found *found)
{
    const int32_t n = l->b.net.n_assignments;
    found->swaps = arena_array(l->b.mem, struct level_swap, n + 1);
    for (int32_t a = 0; a < n; a++) {
        const struct assignment *record = assignment_at(l, a);
        if (record && l->b.net.assignments.task[a] != TASK_NONE &&
            out->done_by[a] != l->in.resource_of[a])
            found->swaps[found->n_swaps++] = (struct level_swap){
                record->head.id, record->item, record->resource, l->resources[out->done_by[a]]};
    }
}

static void parts_fill(const struct level_build *l, const struct level_output *out,
                       struct level_found *found)
{
    found->parts = arena_array(l->b.mem, struct level_part, out->n_pieces + 1);
    for (int32_t k = 0; k < out->n_pieces; k++) {
        const struct level_piece *x = &out->pieces[k];
        found->parts[found->n_parts++] = (struct level_part){
            assignment_at(l, x->assignment)->head.id, x->start, x->finish, x->work_s};
    }
}

static struct level_excess *excesses(const struct level_build *l, const struct level_overload *from,
                                     int32_t n)
{
    struct level_excess *to = arena_array(l->b.mem, struct level_excess, n + 1);
    for (int32_t k = 0; k < n; k++)
        to[k] = (struct level_excess){l->resources[from[k].resource], from[k].from, from[k].to,
                                      from[k].need, from[k].have};
    return to;
}

err plan_level(struct arena *mem, const struct plan *p, const struct plan_outside *outside,
               const struct level_request *request, struct level_found *ret_found)
{
    struct level_build  l;
    struct level_output out;
    TRY(level_build(mem, p, outside, &l));
    scope_set(&l, request);
    if (request->may_reassign)
        level_choices_fill(&l);
    if (request->may_split)
        level_splits_fill(&l);
    l.in.goal = request->goal;
    l.in.seed = request->seed;
    l.in.schedules = request->schedules;
    l.in.go_on = request->go_on;
    l.in.self = request->self;
    TRY(levelling_run(mem, &l.in, &out));
    *ret_found = (struct level_found){.before = excesses(&l, out.overloads_before, out.n_before),
                                      .n_before = (size_t)out.n_before,
                                      .after = excesses(&l, out.overloads_after, out.n_after),
                                      .n_after = (size_t)out.n_after,
                                      .finish_before = out.before.finish,
                                      .progress = out.progress,
                                      .movable = out.n_movable,
                                      .was_stopped = out.was_stopped};
    moves_fill(&l, &out, ret_found);
    swaps_fill(&l, &out, ret_found);
    parts_fill(&l, &out, ret_found);
    return OK;
}

static struct assignment assignment_of(const struct plan *p, struct id id)
{
    return *(const struct assignment *)plan_get(p, &assignment_entity, id);
}

/* Pieces with numbers that the plan does not have. */
static void parts_put(struct plan *fork, const struct level_found *found)
{
    const size_t slots = plan_slots(fork, &assignment_piece_entity);
    int64_t      last = 0;
    for (size_t s = 0; s < slots; s++) {
        const struct record *head = plan_at(fork, &assignment_piece_entity, s);
        last = head && head->id.v > last ? head->id.v : last;
    }
    for (size_t k = 0; k < found->n_parts; k++) {
        const struct level_part *x = &found->parts[k];
        struct assignment        a = assignment_of(fork, x->assignment);
        struct assignment_piece  piece;
        entity_init(&assignment_piece_entity, &piece);
        piece.head.id.v = ++last;
        piece.assignment = x->assignment;
        piece.start = x->start;
        piece.finish = x->finish;
        piece.work_s = x->work_s;
        plan_put(fork, &assignment_piece_entity, &piece);
        a.contour = CONTOUR_CONTOURED;
        plan_put(fork, &assignment_entity, &a);
    }
}

err plan_levelled(const struct plan *p, const struct plan_outside *outside,
                  const struct level_found *found, struct plan **ret_plan)
{
    struct plan *fork = plan_fork(p);
    for (size_t k = 0; k < found->n_moves; k++) {
        const struct level_move *move = &found->moves[k];
        if (move->delay_s == move->delay_before_s)
            continue;
        struct item i = *(const struct item *)plan_get(p, &item_entity, move->item);
        i.levelling_delay_s = move->delay_s;
        plan_put(fork, &item_entity, &i);
    }
    for (size_t k = 0; k < found->n_swaps; k++) {
        struct assignment a = assignment_of(fork, found->swaps[k].assignment);
        a.resource = found->swaps[k].to;
        plan_put(fork, &assignment_entity, &a);
    }
    parts_put(fork, found);
    const err e = plan_calculate(fork, outside);
    if (e.code)
        plan_unref(fork);
    else
        *ret_plan = fork;
    return e;
}

double level_gap(const struct plan *p, const struct level_progress *progress)
{
    const instant start = plan_start(p);
    if (progress->bound == INSTANT_NONE || start == INSTANT_NONE || progress->bound <= start)
        return 0;
    return (double)(progress->finish - progress->bound) / (double)(progress->bound - start);
}
