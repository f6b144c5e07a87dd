/* domain/compare/levelled.c - whether a stored start gives way to work that needs the same
 * resource.
 *
 * The proof: the item is stored later than its links ask for; in the stored dates it begins exactly
 * when another item on the same resource ends; where we place it, both overlap, and together they
 * take more of the resource than there is.
 */
#include "domain/compare/inquiry.h"

struct need {
    const struct assignment *a;
    const struct resource   *resource;
    uint32_t                 slot;
};

/* What of a resource two assignments take together: more than there is. */
static bool is_too_much(const struct need *mine, const struct assignment *other)
{
    return mine->a->units + other->units > mine->resource->max_units + 1e-9;
}

static bool gives_way(const struct inquiry *q, const struct need *mine, uint32_t other)
{
    instant start = inquiry_stored(q, mine->slot, COMPARE_START);
    instant ours = inquiry_calculated(q, mine->slot, COMPARE_START);
    instant ours_end = inquiry_calculated(q, mine->slot, COMPARE_FINISH);
    instant from = inquiry_stored(q, other, COMPARE_START);
    instant until = inquiry_stored(q, other, COMPARE_FINISH);
    if (start == INT_NONE || from == INT_NONE || until == INT_NONE)
        return false;
    return start > ours && ours < until && ours_end > from &&
           inquiry_between(q, mine->slot, until, start) == 0;
}

static bool find_other(struct inquiry *q, const struct need *mine, struct reasoned *r)
{
    for (size_t s = 0; s < plan_slots(q->plan, &assignment_entity); s++) {
        const struct assignment *a = plan_at(q->plan, &assignment_entity, s);
        uint32_t                 other = a ? inquiry_slot(q, a->item) : NODE_NONE;
        if (other == NODE_NONE || other == mine->slot || !inquiry_is_leaf(q, other) ||
            a->resource.v != mine->a->resource.v || !is_too_much(mine, a) ||
            !gives_way(q, mine, other))
            continue;
        r->reason = REASON_LEVELLED;
        r->cause = a->item;
        verdict_stored(q, r, other, COMPARE_FINISH);
        verdict_stored(q, r, mine->slot, COMPARE_START);
        verdict_fact(r, (struct fact){
                            .field = "resource", .value = INT_NONE, .text = mine->resource->title});
        return true;
    }
    return false;
}

bool levelled_verdict(struct inquiry *q, uint32_t slot, struct reasoned *r)
{
    struct id item = inquiry_item(q, slot)->head.id;
    for (size_t s = 0; s < plan_slots(q->plan, &assignment_entity); s++) {
        const struct assignment *a = plan_at(q->plan, &assignment_entity, s);
        struct need              mine = {.a = a, .slot = slot};
        if (!a || a->item.v != item.v)
            continue;
        mine.resource = plan_get(q->plan, &resource_entity, a->resource);
        if (mine.resource && resource_kind_works(mine.resource->kind) && find_other(q, &mine, r))
            return true;
    }
    return false;
}
