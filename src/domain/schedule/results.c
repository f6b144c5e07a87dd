/* domain/schedule/results.c - the engine's rows to the plan's, and the sums of summaries.
 *
 * Dates and slack come from the engine. Work is summed up the outline; the per cent of a summary is
 * the done share of the durations below it. Blank, inactive and external items count for nobody.
 */
#include "domain/schedule/build.h"

#include <math.h>

static enum driver_kind driver_word(enum cpm_driver kind)
{
    switch (kind) {
    case CPM_NONE:
    case CPM_PROJECT_START: return DRIVER_PROJECT_START;
    case CPM_LINK: return DRIVER_LINK;
    case CPM_CONSTRAINT:
    case CPM_LATE: return DRIVER_CONSTRAINT;
    case CPM_MANUAL: return DRIVER_MANUAL;
    case CPM_ACTUAL: return DRIVER_ACTUAL;
    case CPM_RESOURCE: return DRIVER_RESOURCE;
    case CPM_SUMMARY: return DRIVER_SUMMARY;
    case CPM_EXTERNAL: return DRIVER_EXTERNAL;
    }
    return DRIVER_PROJECT_START;
}

static void row_fill(const struct build *b, const struct cpm_row *from, size_t slot,
                     struct item_row *row)
{
    row->start = from->start;
    row->finish = from->finish;
    row->early_start = from->early_start;
    row->early_finish = from->early_finish;
    row->late_start = from->late_start;
    row->late_finish = from->late_finish;
    row->critical = from->critical;
    row->driver_kind = driver_word(from->driver_kind);
    if (from->start == INSTANT_NONE)
        return;
    row->total_slack_s = from->total_slack_s;
    row->free_slack_s = from->free_slack_s;
    row->duration_s = from->duration_s;
    if (from->driver != LINK_NONE) {
        const struct link *l = plan_at(b->p, &link_entity, b->link_slot[from->driver]);
        const int32_t      pred = b->net.links.pred[from->driver];
        row->driver = l->head.id;
        if (b->net.tasks.flags[pred] & TASK_EXTERNAL)
            row->driver_kind = DRIVER_EXTERNAL;
    } else if (b->is_outside[slot] && row->driver_kind == DRIVER_PROJECT_START) {
        row->driver_kind = DRIVER_EXTERNAL;
    }
}

/* Sums from below, by item slot. */
struct sums {
    double done_s, duration_s;
};

static bool counts_above(const struct item *i)
{
    return !i->is_blank && i->is_active && !i->is_external;
}

static void own_sums(const struct build *b, size_t slot, struct item_row *row, struct sums *s)
{
    const struct item *i = plan_at(b->p, &item_entity, slot);
    const int32_t      task = b->task_of[slot];
    const int64_t      duration = row->duration_s == DURATION_NONE ? 0 : row->duration_s;
    row->percent_complete = isnan(i->percent_complete) ? 0 : i->percent_complete;
    row->work_s = b->has_assignments[task] ? b->assigned_work_s[task] : i->work_s;
    s->duration_s = (double)duration;
    s->done_s = (double)duration * row->percent_complete / 100;
}

static void rows_sum(const struct build *b, struct item_row *rows)
{
    const struct outline *o = b->outline;
    struct sums          *sums = arena_array(b->mem, struct sums, o->n_slots + 1);
    for (uint32_t at = o->n; at-- > 0;) { /* children stand behind their parent */
        const uint32_t     slot = o->order[at], parent = o->parent[slot];
        const struct item *i = plan_at(b->p, &item_entity, slot);
        struct item_row   *row = &rows[slot];
        if (!o->is_summary[slot]) {
            own_sums(b, slot, row, &sums[slot]);
        } else {
            const struct sums s = sums[slot];
            row->percent_complete = s.duration_s > 0 ? floor(100 * s.done_s / s.duration_s + 0.5)
                                                     : 0;
        }
        if (parent == OUTLINE_NONE || !counts_above(i))
            continue;
        rows[parent].work_s += row->work_s;
        sums[parent].done_s += sums[slot].done_s;
        sums[parent].duration_s += sums[slot].duration_s;
    }
}

void build_rows(const struct build *b, const struct cpm_result *result, struct item_row *rows)
{
    for (size_t s = 0; s < plan_slots(b->p, &item_entity); s++)
        if (b->task_of[s] != TASK_NONE)
            row_fill(b, &result->rows[b->task_of[s]], s, &rows[s]);
    rows_sum(b, rows);
}
