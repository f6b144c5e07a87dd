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
    const struct item *i = task < 0 ? NULL : plan_at(l->b.p, &item_entity, l->slot_of[task]);
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
    };
}

static void moves_fill(const struct level_build *l, const struct level_output *out,
                       struct level_found *found)
{
    const struct outline *o = l->b.outline;
    found->moves = arena_array(l->b.mem, struct level_move, o->n + 1);
    for (uint32_t k = 0; k < o->n; k++) {
        const int32_t task = (int32_t)o->order[k];
        if (is_moved(l, out, task))
            found->moves[found->n_moves++] = move_of(l, out, task);
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
    return OK;
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
