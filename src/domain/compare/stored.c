/* domain/compare/stored.c - stored results as records of a plan, and back.
 *
 * All results are kept or none: a reason often lies in the stored dates of a neighbour that agrees.
 */
#include "domain/compare/stored.h"

#include "domain/item.h"
#include "domain/plan.h"
#include "domain/source_result.h"

static struct source_result record_of(const struct stored_dates *s, struct id item)
{
    struct source_result r;
    entity_init(&source_result_entity, &r);
    r.item = item;
    r.start = s->start;
    r.finish = s->finish;
    r.early_start = s->early_start;
    r.early_finish = s->early_finish;
    r.late_start = s->late_start;
    r.late_finish = s->late_finish;
    r.total_slack_s = s->total_slack_s;
    r.free_slack_s = s->free_slack_s;
    r.critical = s->has_critical ? s->critical : INT_NONE;
    r.by_day = s->by_day;
    return r;
}

void stored_keep(struct plan *plan, const struct stored_results *stored)
{
    int64_t id = 0;
    for (size_t s = 0; s < plan_slots(plan, &item_entity) && s < stored->n; s++) {
        const struct item *i = plan_at(plan, &item_entity, s);
        if (!i || i->is_blank || stored->v[s].uid == INT_NONE)
            continue;
        struct source_result r = record_of(&stored->v[s], i->head.id);
        r.head.id.v = ++id;
        plan_put(plan, &source_result_entity, &r);
    }
}

static struct stored_dates dates_of(const struct source_result *r, int64_t uid)
{
    return (struct stored_dates){
        .uid = uid,
        .start = r->start,
        .finish = r->finish,
        .early_start = r->early_start,
        .early_finish = r->early_finish,
        .late_start = r->late_start,
        .late_finish = r->late_finish,
        .total_slack_s = r->total_slack_s,
        .free_slack_s = r->free_slack_s,
        .critical = r->critical == 1,
        .has_critical = r->critical != INT_NONE,
        .by_day = r->by_day,
    };
}

void stored_of_plan(struct arena *mem, const struct plan *plan, struct stored_results *ret_stored)
{
    size_t n = plan_slots(plan, &item_entity), slot;
    *ret_stored = (struct stored_results){arena_array(mem, struct stored_dates, n + 1), n};
    for (size_t s = 0; s < n; s++)
        ret_stored->v[s].uid = INT_NONE;
    for (size_t k = 0; k < plan_slots(plan, &source_result_entity); k++) {
        const struct source_result *r = plan_at(plan, &source_result_entity, k);
        if (!r || !plan_slot(plan, &item_entity, r->item, &slot))
            continue;
        const struct item *i = plan_at(plan, &item_entity, slot);
        ret_stored->v[slot] = dates_of(r, i->source_uid == INT_NONE ? 0 : i->source_uid);
    }
}
