/* app/edit/item_rules.c - follow-ups of typed values in one item.
 *
 * Only members that were named in the request have follow-ups, and a follow-up never changes a
 * member that was named itself: who states all gets what was stated. Progress: 100 % gives actual
 * dates as planned, an actual finish gives 100 %, 0 % takes both back; the state goes along. A
 * start or finish typed for an item that is scheduled by the program becomes a constraint "not
 * earlier than", as in Microsoft Project.
 */
#include "app/edit/item_rules.h"

#include "app/edit/work.h"

static bool named(const struct json *set, const char *member)
{
    return json_get(set, member);
}

/* ---- a new item -------------------------------------------------------------------------- */

static bool is_milestone(const struct item *i)
{
    return i->is_milestone || i->kind == ITEM_MILESTONE;
}

void item_complete(struct edit *e, struct item *item, const struct json *set)
{
    const struct project *p = plan_project_record(e->after);
    if (!named(set, "rank"))
        item->rank = edit_last_rank(e, item->parent);
    if (!named(set, "is_manual"))
        item->is_manual = p->new_items_manual;
    if (item->kind == ITEM_MILESTONE && !named(set, "is_milestone"))
        item->is_milestone = true;
    if (named(set, "duration_s") || item->is_manual || item->is_blank)
        return;
    item->duration_s = is_milestone(item) ? 0 : p->minutes_per_day * MINUTE_S;
    if (!named(set, "is_estimated"))
        item->is_estimated = item->duration_s > 0;
}

/* ---- progress ---------------------------------------------------------------------------- */

static void begun(struct item *i, const struct item_row *row)
{
    if (i->actual_start == INSTANT_NONE && row)
        i->actual_start = row->start;
    if (i->actual_start != INSTANT_NONE && i->actual_finish != INSTANT_NONE &&
        i->actual_start > i->actual_finish)
        i->actual_start = i->actual_finish;
}

/* What was split or measured before is derived from the per cent again. */
static void derive(struct item *i)
{
    i->actual_duration_s = i->remaining_duration_s = DURATION_NONE;
    i->stop_at = i->resume_at = INSTANT_NONE;
}

static void finished(struct item *i, const struct json *set, const struct item_row *row)
{
    i->percent_complete = 100;
    if (!named(set, "actual_finish") && i->actual_finish == INSTANT_NONE && row)
        i->actual_finish = row->finish;
    begun(i, row);
    derive(i);
}

static void reopened(struct item *i, const struct json *set)
{
    if (!named(set, "actual_finish"))
        i->actual_finish = INSTANT_NONE;
    derive(i);
}

/* More than all is left for the check of the record to refuse. */
static void percent_set(struct item *i, const struct json *set, const struct item_row *row)
{
    if (i->percent_complete > 100)
        return;
    if (i->percent_complete >= 100) {
        finished(i, set, row);
        return;
    }
    reopened(i, set);
    if (i->percent_complete > 0)
        begun(i, row);
    else if (!named(set, "actual_start"))
        i->actual_start = INSTANT_NONE;
}

/* Durations done and left, measured instead of derived. */
static void durations_set(struct item *i, const struct json *set)
{
    if (named(set, "remaining_duration_s") && i->remaining_duration_s != DURATION_NONE &&
        !named(set, "duration_s")) {
        int64_t done = i->actual_duration_s != DURATION_NONE
                           ? i->actual_duration_s
                           : (int64_t)((double)i->duration_s * i->percent_complete / 100);
        i->actual_duration_s = done;
        i->duration_s = done + i->remaining_duration_s;
    }
    if (i->actual_duration_s == DURATION_NONE || i->duration_s <= 0)
        return;
    if (!named(set, "remaining_duration_s"))
        i->remaining_duration_s = i->duration_s > i->actual_duration_s
                                      ? i->duration_s - i->actual_duration_s
                                      : 0;
    i->percent_complete = 100 * (double)i->actual_duration_s / (double)i->duration_s;
    if (i->percent_complete > 100)
        i->percent_complete = 100;
}

static void state_follows(struct item *i)
{
    bool open = i->state == ITEM_PLANNED || i->state == ITEM_READY;
    if (i->state == ITEM_CANCELLED)
        return;
    if (i->percent_complete >= 100)
        i->state = ITEM_DONE;
    else if (i->state == ITEM_DONE)
        i->state = i->percent_complete > 0 ? ITEM_ACTIVE : ITEM_PLANNED;
    else if (open && i->percent_complete > 0)
        i->state = ITEM_ACTIVE;
}

static void progress(const struct item *before, struct item *i, const struct json *set,
                     const struct item_row *row)
{
    bool durations = named(set, "actual_duration_s") || named(set, "remaining_duration_s");
    if (named(set, "percent_complete")) {
        percent_set(i, set, row);
    } else if (named(set, "actual_finish")) {
        if (i->actual_finish != INSTANT_NONE)
            finished(i, set, row);
        else if (before->percent_complete >= 100)
            i->percent_complete = 0, derive(i);
    } else if (durations) {
        durations_set(i, set);
    } else if (named(set, "state") && i->state == ITEM_DONE && before->state != ITEM_DONE) {
        finished(i, set, row);
    } else {
        return;
    }
    if (durations && i->percent_complete > 0)
        begun(i, row);
    if (!named(set, "state"))
        state_follows(i);
}

/* ---- dates ------------------------------------------------------------------------------- */

static void typed_dates(const struct item *before, struct item *i, const struct json *set)
{
    bool finish = named(set, "finish") && i->finish != INSTANT_NONE;
    bool start = named(set, "start") && i->start != INSTANT_NONE;
    if (i->is_manual || i->is_external || i->is_blank || named(set, "constraint"))
        return;
    if (start || finish) {
        i->constraint = start ? CONSTRAINT_SNET : CONSTRAINT_FNET;
        i->constraint_at = start ? i->start : i->finish;
    }
    i->start = before->start;
    i->finish = before->finish;
}

/* An item that is taken over by hand stays where it is. */
static void by_hand(struct item *i, const struct json *set, const struct item_row *row)
{
    if (!named(set, "is_manual") || !i->is_manual || !row)
        return;
    if (!named(set, "start"))
        i->start = row->start;
    if (!named(set, "finish"))
        i->finish = row->finish;
    if (i->duration_s == DURATION_NONE && !named(set, "duration_s"))
        i->duration_s = row->duration_s;
}

/* And one that is given back needs a duration. */
static void by_program(const struct item *before, struct item *i, const struct item_row *row)
{
    if (before->is_manual && !i->is_manual && i->duration_s == DURATION_NONE && row)
        i->duration_s = row->duration_s;
}

void item_follow_up(const struct item *before, struct item *item, const struct json *set,
                    const struct item_row *row)
{
    by_hand(item, set, row);
    by_program(before, item, row);
    typed_dates(before, item, set);
    progress(before, item, set, row);
    bool free = item->constraint == CONSTRAINT_ASAP || item->constraint == CONSTRAINT_ALAP;
    if (free && named(set, "constraint") && !named(set, "constraint_at"))
        item->constraint_at = INSTANT_NONE;
}

/* ---- summaries --------------------------------------------------------------------------- */

static void spread_to(struct edit *e, const struct item *item, double percent)
{
    struct arena      *mem = e->mem;
    const struct json *set;
    struct item        copy = *item;
    copy.percent_complete = percent;
    err_drop(json_parse(mem, S("{\"percent_complete\":0}"), &set)); /* only the name counts */
    item_follow_up(item, &copy, set, plan_row_of(e->before, item->head.id));
    edit_put(e, &item_entity, &copy);
    work_on_progress(e, item->head.id);
}

void item_spread_progress(struct edit *e, struct id summary, double percent)
{
    for (size_t s = 0; s < plan_slots(e->after, &item_entity); s++) {
        const struct item     *i = plan_at(e->after, &item_entity, s);
        const struct item_row *row = i ? plan_row_of(e->before, i->head.id) : NULL;
        if (!i || i->is_blank || !i->parent.v || (row && row->is_summary))
            continue;
        const struct item *up = i;
        for (int n = 0; up && up->parent.v && up->parent.v != summary.v && n < 1000; n++)
            up = edit_get(e, &item_entity, up->parent);
        if (up && up->parent.v == summary.v)
            spread_to(e, i, percent);
    }
}
