/* domain/schedule/results.c - the engine's rows to the plan's, and the sums of summaries.
 *
 * Dates and slack come from the engine. Work is summed up the outline; the per cent of a summary is
 * the done share of the durations below it. Blank, inactive and external items count for nobody.
 */
#include "domain/schedule/build.h"

#include <math.h>
#include <string.h>

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
        const struct link *l = plan_at(b->p, &link_entity, (size_t)from->driver);
        const int32_t      pred = b->net.links.pred[from->driver];
        row->driver = l->head.id;
        if (b->net.tasks.flags[pred] & TASK_EXTERNAL)
            row->driver_kind = DRIVER_EXTERNAL;
    } else if (b->is_outside[slot] && row->driver_kind == DRIVER_PROJECT_START) {
        row->driver_kind = DRIVER_EXTERNAL;
    }
}

bool build_counts_above(const struct item *i)
{
    return !i->is_blank && i->is_active && !i->is_external;
}

static void own_sums(const struct build *b, size_t slot, struct item_row *row)
{
    const struct item *i = plan_at(b->p, &item_entity, slot);
    const int64_t      duration = row->duration_s == DURATION_NONE ? 0 : row->duration_s;
    row->percent_complete = isnan(i->percent_complete) ? 0 : i->percent_complete;
    row->work_s = b->n_assigned[slot] ? b->assigned_work_s[slot] : i->work_s;
    b->sums[slot] = (struct sums){.done_s = (double)duration * row->percent_complete / 100,
                                  .duration_s = (double)duration,
                                  .work_s = row->work_s};
}

static void row_sum(const struct build *b, size_t slot, struct item_row *row)
{
    if (!b->outline->is_summary[slot]) {
        own_sums(b, slot, row);
        return;
    }
    const struct sums *s = &b->sums[slot];
    row->percent_complete = s->duration_s > 0 ? floor(100 * s->done_s / s->duration_s + 0.5) : 0;
    row->work_s = s->work_s;
}

void build_row(const struct build *b, const struct cpm_row *from, size_t slot, struct item_row *row)
{
    row_fill(b, from, slot, row);
    row_sum(b, slot, row);
}

static void rows_sum(const struct build *b, struct item_row *rows)
{
    const struct outline *o = b->outline;
    for (uint32_t at = o->n; at-- > 0;) { /* children stand behind their parent */
        const uint32_t slot = o->order[at], parent = o->parent[slot];
        row_sum(b, slot, &rows[slot]);
        if (parent == OUTLINE_NONE || !build_counts_above(plan_at(b->p, &item_entity, slot)))
            continue;
        b->sums[parent].work_s += b->sums[slot].work_s;
        b->sums[parent].done_s += b->sums[slot].done_s;
        b->sums[parent].duration_s += b->sums[slot].duration_s;
    }
}

void build_rows(const struct build *b, const struct cpm_result *result, struct item_row *rows)
{
    memset(b->sums, 0, sizeof *b->sums * b->outline->n_slots);
    for (size_t s = 0; s < plan_slots(b->p, &item_entity); s++)
        if (plan_at(b->p, &item_entity, s))
            row_fill(b, &result->rows[s], s, &rows[s]);
    rows_sum(b, rows);
}
