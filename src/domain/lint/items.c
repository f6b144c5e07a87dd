/* domain/lint/items.c - rules on single items: constraints, float, durations, dates, resources,
 * titles, dates by hand, status.
 */
#include "base/map.h"
#include "domain/lint/inspect.h"

static bool is_hard(const struct item *i)
{
    return i->constraint_at != INSTANT_NONE &&
           (i->constraint == CONSTRAINT_MSO || i->constraint == CONSTRAINT_MFO ||
            i->constraint == CONSTRAINT_SNLT || i->constraint == CONSTRAINT_FNLT ||
            i->constraint == CONSTRAINT_MANDATORY_START ||
            i->constraint == CONSTRAINT_MANDATORY_FINISH);
}

static int64_t work_left(const struct item *i, const struct item_row *row)
{
    if (i->remaining_duration_s != DURATION_NONE)
        return i->remaining_duration_s;
    return row->duration_s - (int64_t)((double)row->duration_s * i->percent_complete / 100);
}

/* Planned before the data date: what should have begun or ended, and has not. */
static bool is_in_the_past(const struct item *i, const struct item_row *row, instant now)
{
    bool start = i->actual_start == INSTANT_NONE && i->percent_complete <= 0 && row->start < now;
    return start || row->finish < now;
}

static void judge_dates(struct inspect *in, uint32_t slot, bool is_done)
{
    const struct item *i = inspect_item(in, slot);
    instant            now = in->project->data_date;
    if (now == INSTANT_NONE)
        return;
    in->of[LINT_DATES]++;
    bool is_ahead = (i->actual_start != INSTANT_NONE && i->actual_start > now) ||
                    (i->actual_finish != INSTANT_NONE && i->actual_finish > now);
    if (is_ahead || (!is_done && is_in_the_past(i, plan_row(in->plan, slot), now)))
        inspect_item_hit(in, LINT_DATES, slot, FIX_NONE);
}

static void judge_open(struct inspect *in, uint32_t slot)
{
    const struct item     *i = inspect_item(in, slot);
    const struct item_row *row = plan_row(in->plan, slot);
    int64_t                day_s = inspect_day_s(in, i);
    in->of[LINT_CONSTRAINTS]++;
    in->of[LINT_HIGH_FLOAT]++;
    in->of[LINT_NO_FLOAT]++;
    in->of[LINT_MANUAL]++;
    if (is_hard(i))
        inspect_item_hit(in, LINT_CONSTRAINTS, slot, FIX_SOFT);
    if (row->total_slack_s != DURATION_NONE && row->total_slack_s > DAYS_MOST * day_s)
        inspect_item_hit(in, LINT_HIGH_FLOAT, slot, FIX_NONE);
    if (row->total_slack_s != DURATION_NONE && row->total_slack_s < 0)
        inspect_item_hit(in, LINT_NO_FLOAT, slot, FIX_NONE);
    if (i->is_manual)
        inspect_item_hit(in, LINT_MANUAL, slot, FIX_AUTOMATIC);
    if (inspect_is_moment(in, slot))
        return;
    in->of[LINT_DURATION]++;
    if (work_left(i, row) > DAYS_MOST * day_s)
        inspect_item_hit(in, LINT_DURATION, slot, FIX_NONE);
    if (row->duration_s < day_s)
        return;
    in->of[LINT_RESOURCES]++;
    if (!in->resource[slot])
        inspect_item_hit(in, LINT_RESOURCES, slot, FIX_NONE);
}

static void mark_resources(struct inspect *in)
{
    for (size_t k = 0; k < plan_slots(in->plan, &assignment_entity); k++) {
        const struct assignment *a = plan_at(in->plan, &assignment_entity, k);
        uint32_t                 slot = a && a->resource.v ? inspect_slot(in, a->item) : SLOT_NONE;
        if (slot != SLOT_NONE)
            in->resource[slot] = true;
    }
}

/* The second and later of a title under one summary. */
static void judge_title(struct inspect *in, struct map *seen, uint32_t slot)
{
    const struct item *i = inspect_item(in, slot);
    int64_t key = (int64_t)(str_hash(i->title) ^ (uint64_t)i->parent.v * 0x9e3779b97f4a7c15U);
    int64_t first;
    in->of[LINT_TITLES]++;
    if (!map_get(seen, key, &first))
        map_put(seen, key, slot);
    else if (str_eq(inspect_item(in, (uint32_t)first)->title, i->title) &&
             inspect_item(in, (uint32_t)first)->parent.v == i->parent.v)
        inspect_item_hit(in, LINT_TITLES, slot, FIX_NONE);
}

void inspect_items(struct inspect *in)
{
    bool       has_progress = false;
    struct map seen;
    map_init(&seen, in->mem, in->outline->n);
    mark_resources(in);
    if (in->project->data_date == INSTANT_NONE)
        in->why[LINT_DATES] = "The project has no data date.";
    for (uint32_t k = 0; k < in->outline->n; k++) {
        uint32_t s = in->outline->order[k];
        if (!inspect_is_leaf(in, s))
            continue;
        const struct item *i = inspect_item(in, s);
        judge_title(in, &seen, s);
        judge_dates(in, s, inspect_is_done(i));
        has_progress |= inspect_is_begun(i);
        if (!inspect_is_done(i))
            judge_open(in, s);
    }
    in->of[LINT_STATUS] = 1;
    if (has_progress && in->project->data_date == INSTANT_NONE)
        inspect_hit(in, LINT_STATUS, (struct lint_hit){0});
}
