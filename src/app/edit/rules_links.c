/* app/edit/rules_links.c - rules of links, also of those between projects.
 *
 * A pair of items is linked once at most. No item is linked with what it is part of, because a
 * summary gets its dates from below. The successor is an item of the link's own project; the
 * predecessor may be one of another, and is noted in the list of crossing links (app/cross.h)
 * before the calculation asks for it.
 */
#include "app/edit/edit.h"

enum { CHAIN_MAX = 100000 };

static bool is_below(const struct edit *e, struct id item, struct id above)
{
    const struct item *i = edit_get(e, &item_entity, item);
    for (int n = 0; i && i->parent.v && n < CHAIN_MAX; n++) {
        if (i->parent.v == above.v)
            return true;
        i = edit_get(e, &item_entity, i->parent);
    }
    return false;
}

static void check_family(struct edit *e, const struct link *l)
{
    bool pred_above = is_below(e, l->succ, l->pred), succ_above = is_below(e, l->pred, l->succ);
    if (!pred_above && !succ_above)
        return;
    const struct item *above = edit_get(e, &item_entity, pred_above ? l->pred : l->succ);
    edit_problem(
        e, pred_above ? "pred" : "succ",
        "«%.*s» contains the other item: link items below it, or the whole with something outside",
        STR_ARG(above->title));
}

/* The predecessor lives elsewhere, or nowhere. */
static err note_crossing(struct edit *e, const struct link *l)
{
    struct item other;
    err         failed = store_get(e->turn->tx, &item_entity, l->pred, e->mem, &other);
    if (err_is(failed, ERR_NOT_FOUND) || (!failed.code && other.head.project.v == e->project.v)) {
        edit_problem(e, "pred", "there is no item %lld", (long long)l->pred.v);
        return OK;
    }
    TRY(failed);
    TRY(cross_ready(e->turn));
    cross_note(e->turn, l->head.id, l, other.head.project);
    return OK;
}

static err check_link(struct edit *e, const struct touch *t, struct map *pairs)
{
    const struct link *l = edit_get(e, &link_entity, t->id);
    const struct id    nowhere = {0};
    if (!l) {
        cross_note(e->turn, t->id, NULL, nowhere);
        return OK;
    }
    map_put(pairs, l->succ.v, 1);
    if (!l->pred.v || !l->succ.v)
        return OK; /* told by entity_check */
    if (!edit_get(e, &item_entity, l->pred))
        return note_crossing(e, l);
    cross_note(e->turn, t->id, NULL, nowhere);
    check_family(e, l);
    return OK;
}

static int64_t pair_key(const struct link *l)
{
    return (int64_t)((uint64_t)l->pred.v * 0x9e3779b97f4a7c15ULL + (uint64_t)l->succ.v);
}

/* A double is told at the link that was touched. */
static void check_double(struct edit *e, const struct link *first, const struct link *second)
{
    int64_t at;
    bool    second_touched = map_get(&e->index[ENTITY_LINK], second->head.id.v, &at);
    if (!second_touched && !map_get(&e->index[ENTITY_LINK], first->head.id.v, &at))
        return;
    e->at = e->touched.v[at].at;
    const struct item *pred = edit_get(e, &item_entity, second->pred);
    edit_problem(e, "pred", "«%.*s» is a predecessor of this item already: change that link",
                 STR_ARG(pred ? pred->title : S("the item")));
}

/* Among the links of those successors whose links were touched. */
static void check_doubles(struct edit *e, const struct map *succs)
{
    struct map seen = {.mem = e->mem};
    for (size_t s = 0; s < plan_slots(e->after, &link_entity); s++) {
        const struct link *l = plan_at(e->after, &link_entity, s);
        int64_t            first;
        if (!l || !map_get(succs, l->succ.v, &first))
            continue;
        if (!map_get(&seen, pair_key(l), &first)) {
            map_put(&seen, pair_key(l), (int64_t)s);
            continue;
        }
        const struct link *other = plan_at(e->after, &link_entity, (size_t)first);
        if (other->pred.v == l->pred.v && other->succ.v == l->succ.v)
            check_double(e, other, l);
    }
}

err rules_links(struct edit *e)
{
    struct map succs = {.mem = e->mem};
    for (size_t i = 0; i < e->touched.n; i++) {
        e->at = e->touched.v[i].at;
        if (e->touched.v[i].entity == &link_entity)
            TRY(check_link(e, &e->touched.v[i], &succs));
    }
    if (succs.n)
        check_doubles(e, &succs);
    return OK;
}
