/* app/jobs/level_operations.c - what a levelling found as operations on records.
 *
 * Delays of items, resources of assignments, and of each assignment that is interrupted its shape
 * and its pieces. An assignment that changes in two ways is one operation.
 */
#include "app/jobs/level.h"
#include "base/map.h"
#include "domain/entities.h"

struct listing {
    struct arena             *mem;
    const struct plan        *plan;
    const struct level_found *found;
    struct map                interrupted, swapped; /* assignments */
    struct level_op          *v;
    size_t                    n;
};

static void add_update(struct listing *l, const struct entity *e, struct id id, str set)
{
    const struct record *head = plan_get(l->plan, e, id);
    l->v[l->n++] = (struct level_op){.entity = e, .id = id.v, .rev = head->rev, .set = set};
}

static void delays_add(struct listing *l)
{
    for (size_t k = 0; k < l->found->n_moves; k++) {
        const struct level_move *m = &l->found->moves[k];
        if (m->delay_s != m->delay_before_s)
            add_update(l, &item_entity, m->item,
                       str_fmt(l->mem, "{\"levelling_delay_s\":%lld}", (long long)m->delay_s));
    }
}

static void swaps_add(struct listing *l)
{
    for (size_t k = 0; k < l->found->n_swaps; k++) {
        const struct level_swap *x = &l->found->swaps[k];
        const char              *shape = map_or(&l->interrupted, x->assignment.v, 0)
                                             ? ",\"contour\":\"contoured\""
                                             : "";
        add_update(l, &assignment_entity, x->assignment,
                   str_fmt(l->mem, "{\"resource\":%lld%s}", (long long)x->to.v, shape));
    }
}

static void parts_add(struct listing *l)
{
    for (size_t k = 0; k < l->found->n_parts; k++) {
        const struct level_part *x = &l->found->parts[k];
        const str  start = instant_text(l->mem, x->start), finish = instant_text(l->mem, x->finish);
        const bool is_first = k == 0 || x[-1].assignment.v != x->assignment.v;
        if (is_first && !map_or(&l->swapped, x->assignment.v, 0))
            add_update(l, &assignment_entity, x->assignment, S("{\"contour\":\"contoured\"}"));
        l->v[l->n++] = (struct level_op){
            .entity = &assignment_piece_entity,
            .id = -1 - (int64_t)k,
            .is_new = true,
            .set = str_fmt(l->mem,
                           "{\"assignment\":%lld,\"start\":\"%.*s\",\"finish\":\"%.*s\","
                           "\"work_s\":%lld}",
                           (long long)x->assignment.v, STR_ARG(start), STR_ARG(finish),
                           (long long)x->work_s)};
    }
}

void level_operations(struct arena *mem, const struct plan *plan, const struct level_found *found,
                      struct level_op **ret_ops, size_t *ret_n)
{
    struct listing l = {.mem = mem, .plan = plan, .found = found};
    l.v = arena_array(mem, struct level_op,
                      found->n_moves + found->n_swaps + 2 * found->n_parts + 1);
    map_init(&l.interrupted, mem, 16);
    map_init(&l.swapped, mem, 16);
    for (size_t k = 0; k < found->n_parts; k++)
        map_put(&l.interrupted, found->parts[k].assignment.v, 1);
    for (size_t k = 0; k < found->n_swaps; k++)
        map_put(&l.swapped, found->swaps[k].assignment.v, 1);
    delays_add(&l);
    swaps_add(&l);
    parts_add(&l);
    *ret_ops = l.v;
    *ret_n = l.n;
}
