/* app/explain/shares.c - the shares of a slip, from the first cause forward to the end of the
 * chain.
 *
 * `late_s` is how much later than before the moment lies from which the next step hangs: the finish
 * of the step behind it, or its start where a link leaves from there. What new steps take stands
 * between two old ones and is not waiting.
 */
#include "app/explain/shares.h"

#include "base/map.h"
#include "domain/entities.h"
#include "domain/schedule.h"

struct walk {
    const struct schedule_times *times;
    int64_t                      late_s, new_s;
};

static const struct baseline *baseline_numbered(const struct plan *plan, int64_t number)
{
    for (size_t s = 0; s < plan_slots(plan, &baseline_entity); s++) {
        const struct baseline *b = plan_at(plan, &baseline_entity, s);
        if (b && b->number == number)
            return b;
    }
    return NULL;
}

err app_why_frozen(struct arena *mem, struct why_past *past, int64_t number)
{
    const struct plan     *plan = past->plan;
    const struct baseline *b = baseline_numbered(plan, number);
    if (!b)
        return err_make(ERR_NOT_FOUND, "The project has no baseline %lld.", (long long)number);
    struct why_before *before = arena_array(mem, struct why_before, past->n + 1);
    struct map         by_item = {.mem = mem};
    for (size_t k = 0; k < past->n; k++) {
        before[k] = (struct why_before){INSTANT_NONE, INSTANT_NONE};
        map_put(&by_item, past->steps[k].item.v, (int64_t)k);
    }
    for (size_t s = 0; s < plan_slots(plan, &baseline_item_entity); s++) {
        const struct baseline_item *i = plan_at(plan, &baseline_item_entity, s);
        int64_t                     k;
        if (i && i->baseline.v == b->head.id.v && map_get(&by_item, i->item.v, &k) &&
            i->start != INSTANT_NONE && i->finish != INSTANT_NONE)
            before[k] = (struct why_before){i->start, i->finish};
    }
    past->before = before;
    return OK;
}

/* What follows a step hangs from its start: a link that leaves there, a summary and its first item.
 */
static bool leaves_from_start(const struct why_step *follower)
{
    const struct link *l = follower ? follower->link : NULL;
    return follower && (!l || l->type == LINK_SS || l->type == LINK_SF);
}

static bool enters_at_finish(const struct why_step *s)
{
    return s->link && (s->link->type == LINK_FF || s->link->type == LINK_SF);
}

static int64_t between(const struct walk *w, instant a, instant b)
{
    const int64_t s = schedule_times_between(w->times, NULL, a, b);
    return s == INT_NONE ? 0 : s;
}

static struct why_share share_of_new(struct walk *w, const struct why_step *s, bool by_start)
{
    struct why_share share = {.is_new = true};
    if (!by_start)
        share.longer_s = between(w, s->row->start, s->row->finish);
    w->new_s += share.longer_s;
    return share;
}

static struct why_share share_of(struct walk *w, const struct why_step *s,
                                 const struct why_before *before, bool by_start)
{
    const int64_t    start_s = between(w, before->start, s->row->start);
    const int64_t    finish_s = between(w, before->finish, s->row->finish);
    const int64_t    hung_s = w->late_s + w->new_s;
    struct why_share share = {0};
    if (!by_start && enters_at_finish(s)) {
        share.waits_s = finish_s - hung_s;
    } else {
        share.waits_s = start_s - hung_s;
        share.longer_s = by_start ? 0 : finish_s - start_s;
    }
    w->late_s = by_start ? start_s : finish_s;
    w->new_s = 0;
    return share;
}

static err times_open(struct arena *mem, const struct why_past *past, struct walk *w)
{
    instant from = past->steps[0].row->start, to = past->steps[0].row->finish;
    for (size_t k = 0; k < past->n; k++) {
        const struct item_row   *row = past->steps[k].row;
        const struct why_before *before = &past->before[k];
        from = row->start < from ? row->start : from;
        to = row->finish > to ? row->finish : to;
        if (before->start == INSTANT_NONE)
            continue;
        from = before->start < from ? before->start : from;
        to = before->finish > to ? before->finish : to;
    }
    return schedule_times_new(mem, past->plan, from - 31 * DAY_S, to + 31 * DAY_S, &w->times);
}

err app_why_shares(struct arena *mem, const struct why_past *past, struct why_shares *ret_shares)
{
    const size_t n = past->n;
    struct walk  w = {0};
    if (!n || past->steps[0].row->start == INSTANT_NONE || past->before[0].start == INSTANT_NONE)
        return err_make(ERR_INVALID, "The item had no dates then: it is new.");
    struct why_share *v = arena_array(mem, struct why_share, n);
    TRY(times_open(mem, past, &w));
    for (size_t k = n; k-- > 0;) {
        const struct why_step   *s = &past->steps[k];
        const struct why_before *before = &past->before[k];
        const bool               by_start = leaves_from_start(k ? s - 1 : NULL);
        v[k] = before->start == INSTANT_NONE ? share_of_new(&w, s, by_start)
                                             : share_of(&w, s, before, by_start);
    }
    *ret_shares = (struct why_shares){past->before[0].finish, past->steps[0].row->finish, w.late_s,
                                      v};
    return OK;
}
