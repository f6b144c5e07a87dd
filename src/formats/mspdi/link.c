/* Links of MSPDI: unique ids resolved, lags by their formats.
 *
 * A predecessor in another file (CrossProject) has no task here: an external item without dates
 * stands in for it, one for each name, at the end of the plan, so that the link is kept and shown.
 */
#include "formats/mspdi/reader.h"

#include <math.h>

enum { FORMAT_PERCENT = 19, FORMAT_ELAPSED_PERCENT = 20, FORMAT_ESTIMATED = 32, TENTH_S = 6 };

static void set_lag(struct link *l, double lag, int64_t format)
{
    int64_t plain = format > FORMAT_ESTIMATED ? format - FORMAT_ESTIMATED : format;
    l->lag_unit = mspdi_unit(format);
    if (plain == FORMAT_PERCENT || plain == FORMAT_ELAPSED_PERCENT) {
        l->lag_kind = plain == FORMAT_PERCENT ? LAG_PERCENT : LAG_ELAPSED_PERCENT;
        l->lag_percent = lag;
        return;
    }
    l->lag_kind = duration_unit_is_elapsed(l->lag_unit) ? LAG_ELAPSED : LAG_WORKING;
    l->lag_s = fabs(lag) * TENTH_S < 1e12 ? llround(lag * TENTH_S) : INT64_MAX;
}

static err stand_in(struct mspdi_reader *r, struct strmap *known, const struct mspdi_link *l,
                    struct id *ret_id)
{
    int64_t id = 0;
    if (strmap_get(known, l->cross_name, &id)) {
        ret_id->v = id;
        return OK;
    }
    struct item i;
    entity_init(&item_entity, &i);
    i.title = i.external_ref = l->cross_name;
    i.is_external = true;
    i.rank = ++r->n_items * RANK_GAP;
    strmap_put(known, l->cross_name, r->n_items);
    report_warn(r->report, "PredecessorLink/CrossProjectName", l->line,
                "The predecessor %.*s is in another file: its dates are not known and bind nothing",
                STR_ARG(str_sub(l->cross_name, 0, 200)));
    TRY(mspdi_put(r, &item_entity, &i, r->n_items, l->line));
    ret_id->v = r->n_items;
    return OK;
}

static err find_pred(struct mspdi_reader *r, struct strmap *known, struct mspdi_link *l)
{
    int64_t id = 0;
    if (l->cross && l->cross_name.n) {
        l->link.external_ref = l->cross_name;
        return stand_in(r, known, l, &l->link.pred);
    }
    if (l->pred_uid != INT_NONE && map_get(&r->item_ids, l->pred_uid, &id))
        l->link.pred.v = id;
    return OK;
}

static bool is_blank_item(const struct mspdi_reader *r, struct id id)
{
    const struct item *i = plan_get(r->plan, &item_entity, id);
    return i && i->is_blank;
}

/* Says why a link cannot be kept; NULL if it can. */
static const char *refusal(const struct mspdi_reader *r, const struct mspdi_link *l)
{
    if (!l->link.succ.v)
        return "belongs to the project's own row";
    if (!l->link.pred.v)
        return "names a task that does not exist";
    if (l->link.pred.v == l->link.succ.v)
        return "leads from a task to itself";
    if (is_blank_item(r, l->link.pred) || is_blank_item(r, l->link.succ))
        return "leads to or from a blank row";
    return NULL;
}

err mspdi_build_links(struct mspdi_reader *r)
{
    struct strmap known = {0};
    strmap_init(&known, r->mem, 8);
    int64_t ids = 0;
    for (size_t i = 0; i < r->links.n; i++) {
        struct mspdi_link opened, *l = &opened;
        pack_open(r->links.v[i], &r->no_link, sizeof opened, l);
        l->link.succ.v = r->item_of[l->task];
        TRY(find_pred(r, &known, l));
        set_lag(&l->link, l->lag, l->format);
        const char *why = refusal(r, l);
        if (why) {
            report_warn(r->report, "Task/PredecessorLink", l->line,
                        "A link of task %lld to predecessor %lld %s; it was left out",
                        (long long)mspdi_task_at(r, l->task).uid, (long long)l->pred_uid, why);
            report_drop(r->report, "Task/PredecessorLink", "It leads nowhere", l->line);
            continue;
        }
        TRY(mspdi_put(r, &link_entity, &l->link, ++ids, l->line));
    }
    return OK;
}
