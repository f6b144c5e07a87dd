/* domain/value/earned_value.c - from records to engine/value/ and back.
 *
 * Leaves carry the budgets. A summary's frozen cost is that of what lies below plus its own, so its
 * own is the difference; a source that froze only its own is told by a sum that is too small. How a
 * budget falls due is known from the plan of today, for the baseline keeps one number an item.
 *
 * Invariants: each unit of the baseline's budget is counted once; sums of a summary are those of
 * its children plus its own.
 */
#include "domain/value/earned_value.h"

#include "base/map.h"
#include "domain/item.h"
#include "domain/plan/outline.h"
#include "domain/project.h"
#include "domain/value/cost.h"

#include <math.h>

const char *const value_in_words[] = {"any", "cost", "work", NULL};
const char *const value_period_words[] = {"day", "week", "month", NULL};

enum { MARGIN_S = 400 * DAY_S, WEEK_S = 7 * DAY_S };

struct making {
    struct arena                      *mem;
    struct earned_value               *v;
    const struct outline              *outline;
    const struct baseline_item *const *frozen; /* by item slot; NULL: not in it */
    const struct item_cost            *costs;  /* by item slot */
    double                            *own;    /* own budget by item slot */
    struct map                         index;  /* of value items by item slot */
    double                             remaining;
};

/* Whether b comes after the one found: taken later, or at the same time with a lower number. */
static bool is_newer(const struct baseline *b, const struct baseline *found)
{
    if (!found || b->taken_at != found->taken_at)
        return !found || b->taken_at > found->taken_at;
    return b->number < found->number;
}

static const struct baseline *baseline_of(const struct plan *p, int64_t number)
{
    const struct baseline *found = NULL;
    for (size_t s = 0; s < plan_slots(p, &baseline_entity); s++) {
        const struct baseline *b = plan_at(p, &baseline_entity, s);
        if (b && (number < 0 ? is_newer(b, found) : b->number == number))
            found = b;
    }
    return found;
}

static err find_baseline(struct earned_value *v, int64_t number)
{
    v->baseline = baseline_of(v->plan, number);
    if (v->baseline)
        return OK;
    return number < 0
               ? err_make(ERR_NOT_FOUND, "The plan has no baseline to be measured against; "
                                         "take one first.")
               : err_make(ERR_NOT_FOUND, "The plan has no baseline %lld.", (long long)number);
}

static void frozen_rows(struct making *m)
{
    const struct plan           *p = m->v->plan;
    const struct baseline_item **frozen = arena_array(m->mem, const struct baseline_item *,
                                                      plan_slots(p, &item_entity) + 1);
    for (size_t s = 0; s < plan_slots(p, &baseline_item_entity); s++) {
        const struct baseline_item *b = plan_at(p, &baseline_item_entity, s);
        size_t                      at;
        if (b && b->baseline.v == m->v->baseline->head.id.v &&
            plan_slot(p, &item_entity, b->item, &at))
            frozen[at] = b;
    }
    m->frozen = frozen;
}

static double frozen_amount(const struct making *m, size_t slot)
{
    const struct baseline_item *b = m->frozen[slot];
    if (!b)
        return 0;
    if (m->v->in == VALUE_IN_COST)
        return (double)b->cost_minor;
    if (b->work_s > 0 || m->outline->is_summary[slot])
        return (double)b->work_s;
    return b->duration_s == DURATION_NONE ? 0 : (double)b->duration_s;
}

/* Own budgets: what is frozen less what is frozen below. */
static void own_budgets(struct making *m)
{
    const uint32_t n_slots = m->outline->n_slots;
    double        *below = arena_array(m->mem, double, n_slots + 1);
    m->own = arena_array(m->mem, double, n_slots + 1);
    for (uint32_t k = m->outline->n; k-- > 0;) {
        const uint32_t slot = m->outline->order[k], above = m->outline->parent[slot];
        const double   frozen = frozen_amount(m, slot);
        m->own[slot] = frozen >= below[slot] ? frozen - below[slot] : frozen;
        if (above != OUTLINE_NONE)
            below[above] += m->own[slot] + below[slot];
    }
}

static void choose_unit(struct making *m, enum value_in asked)
{
    m->v->in = VALUE_IN_COST;
    bool has_cost = false;
    for (uint32_t k = 0; k < m->outline->n && !has_cost; k++)
        has_cost = frozen_amount(m, m->outline->order[k]) > 0;
    if (asked == VALUE_IN_WORK || (asked == VALUE_IN_ANY && !has_cost))
        m->v->in = VALUE_IN_WORK;
}

/* ---- one item ------------------------------------------------------------------------------- */

static enum value_method method_of(const struct item *i)
{
    switch (i->earned_method) {
    case EARNED_ZERO_HUNDRED: return VALUE_ZERO_HUNDRED;
    case EARNED_FIFTY_FIFTY: return VALUE_FIFTY_FIFTY;
    case EARNED_LEVEL_OF_EFFORT: return VALUE_LEVEL_OF_EFFORT;
    case EARNED_APPORTIONED: return i->earned_base.v ? VALUE_APPORTIONED : VALUE_PERCENT;
    case EARNED_PERCENT:
    case EARNED_PHYSICAL:
    case EARNED_UNITS: break;
    }
    return VALUE_PERCENT;
}

static double share_of(const struct item *i, const struct item_row *row)
{
    if (i->earned_method == EARNED_PHYSICAL && !isnan(i->physical_percent))
        return i->physical_percent / 100;
    if (i->earned_method == EARNED_UNITS)
        return isnan(i->units_done) ? 0 : i->units_done / i->units_total;
    return row->percent_complete / 100;
}

/* Work, or the duration where nobody is assigned. */
static double work_of(const struct item_row *row)
{
    if (row->work_s > 0)
        return (double)row->work_s;
    return row->duration_s == DURATION_NONE ? 0 : (double)row->duration_s;
}

static double actual_of(const struct making *m, const struct item *i, size_t slot)
{
    if (m->v->in == VALUE_IN_COST)
        return m->costs[slot].actual;
    if (m->outline->is_summary[slot])
        return 0;
    const struct item_row *row = plan_row(m->v->plan, slot);
    if (i->actual_work_s > 0)
        return (double)i->actual_work_s;
    return work_of(row) * row->percent_complete / 100;
}

static double remaining_of(const struct making *m, const struct item *i, size_t slot, double actual)
{
    if (m->v->in == VALUE_IN_COST)
        return m->costs[slot].remaining;
    if (m->outline->is_summary[slot])
        return 0;
    if (i->remaining_work_s != DURATION_NONE)
        return (double)i->remaining_work_s;
    return fmax(work_of(plan_row(m->v->plan, slot)) - actual, 0);
}

/* The budget by when it falls due, in the proportions of today's plan. */
static void spread_budget(const struct making *m, size_t slot, struct value_item *to)
{
    const struct cost_parts c = m->costs[slot].planned;
    const double            whole = cost_total(c), budget = m->own[slot];
    if (m->v->in == VALUE_IN_COST && whole > 0) {
        to->at_start = budget * c.at_start / whole;
        to->at_end = budget * c.at_end / whole;
    }
    to->spread = budget - to->at_start - to->at_end;
}

static struct value_item item_of(struct making *m, const struct item *i, size_t slot)
{
    const struct item_row      *row = plan_row(m->v->plan, slot);
    const struct baseline_item *b = m->frozen[slot];
    struct value_item           x = {.start = b ? b->start : INSTANT_NONE,
                                     .finish = b ? b->finish : INSTANT_NONE,
                                     .method = method_of(i),
                                     .share = share_of(i, row),
                                     .base = -1,
                                     .actual_start = i->actual_start,
                                     .actual_finish = i->actual_finish,
                                     .actual = actual_of(m, i, slot)};
    if (x.actual_start == INSTANT_NONE && row->percent_complete > 0)
        x.actual_start = row->start;
    if (m->outline->is_summary[slot]) { /* progress of what lies below */
        x.method = VALUE_PERCENT;
        x.share = row->percent_complete / 100;
        x.actual_finish = x.share >= 1 ? row->finish : INSTANT_NONE;
    }
    m->remaining += remaining_of(m, i, slot, x.actual);
    if (i->calendar.v)
        x.calendar = worktimes_get(&m->v->times, i->calendar);
    spread_budget(m, slot, &x);
    return x;
}

/* Summaries come in only with a budget or cost of their own. */
static bool takes_part(const struct making *m, const struct item *i, size_t slot)
{
    if (i->is_blank || !i->is_active)
        return false;
    return !m->outline->is_summary[slot] || m->own[slot] > 0 || m->costs[slot].actual > 0;
}

static void bases(struct making *m, struct value_item *items)
{
    for (int32_t k = 0; k < m->v->n; k++) {
        const struct item *i = plan_at(m->v->plan, &item_entity, m->v->slots[k]);
        size_t             at;
        if (items[k].method != VALUE_APPORTIONED)
            continue;
        if (plan_slot(m->v->plan, &item_entity, i->earned_base, &at))
            items[k].base = (int32_t)map_or(&m->index, (int64_t)at, -1);
        if (items[k].base < 0)
            items[k].method = VALUE_PERCENT;
    }
}

static struct value_plan value_items(struct making *m)
{
    struct earned_value *v = m->v;
    struct value_item   *items = arena_array(m->mem, struct value_item, m->outline->n + 1);
    size_t              *slots = arena_array(m->mem, size_t, m->outline->n + 1);
    map_init(&m->index, m->mem, m->outline->n);
    for (uint32_t k = 0; k < m->outline->n; k++) {
        const uint32_t     slot = m->outline->order[k];
        const struct item *i = plan_at(v->plan, &item_entity, slot);
        if (!takes_part(m, i, slot))
            continue;
        map_put(&m->index, slot, v->n);
        slots[v->n] = slot;
        items[v->n++] = item_of(m, i, slot);
    }
    v->slots = slots;
    bases(m, items);
    return (struct value_plan){.items = items,
                               .n = v->n,
                               .calendar = worktimes_get(&v->times, (struct id){0}),
                               .to_complete = m->remaining};
}

/* ---- sums up the outline, and the line over time --------------------------------------------- */

static void sum_up(struct making *m)
{
    struct value_sum *sums = arena_array(m->mem, struct value_sum, m->outline->n_slots + 1);
    for (int32_t k = 0; k < m->v->n; k++)
        sums[m->v->slots[k]] = m->v->result.items[k];
    for (uint32_t k = m->outline->n; k-- > 0;) {
        const uint32_t slot = m->outline->order[k], above = m->outline->parent[slot];
        if (above == OUTLINE_NONE)
            continue;
        sums[above].budget += sums[slot].budget;
        sums[above].planned += sums[slot].planned;
        sums[above].earned += sums[slot].earned;
        sums[above].actual += sums[slot].actual;
    }
    m->v->sums = sums;
}

static instant next_moment(instant t, enum value_period period)
{
    switch (period) {
    case PERIOD_DAY: return t + DAY_S;
    case PERIOD_WEEK: return t + WEEK_S;
    case PERIOD_MONTH: break;
    }
    const struct civil c = seconds_civil(t);
    return civil_seconds((struct civil){.year = c.month == 12 ? c.year + 1 : c.year,
                                        .month = c.month == 12 ? 1 : c.month + 1,
                                        .day = 1});
}

/* Ends of periods from the baseline's start to its finish or the status date, whichever is later,
 * both ends and the status date among them. */
static err line(struct making *m, const struct value_plan *plan, enum value_period period)
{
    struct earned_value *v = m->v;
    const instant        last = v->result.finish > v->at ? v->result.finish : v->at;
    instant             *at = arena_array(m->mem, instant, VALUE_SERIES_MAX + 1);
    int32_t              n = 0;
    for (instant t = v->result.start; t < last; t = next_moment(t, period)) {
        if (n + 3 > VALUE_SERIES_MAX)
            return err_make(ERR_INVALID,
                            "There are too many periods of a %s in the baseline; "
                            "ask for longer ones.",
                            value_period_words[period]);
        if (n && at[n - 1] < v->at && v->at < t)
            at[n++] = v->at;
        at[n++] = t;
    }
    if (n && at[n - 1] < v->at && v->at < last)
        at[n++] = v->at;
    at[n++] = last;
    struct value_sum *sums = NULL;
    v->moments = (struct value_moments){at, n};
    TRY(value_series(m->mem, plan, v->at, v->moments, &sums));
    v->line = sums;
    return OK;
}

/* ---- all of it ------------------------------------------------------------------------------- */

/* From before everything that has a date to well after. */
static err span_of(const struct making *m, struct horizon *ret_span)
{
    instant from = m->v->at, to = m->v->at;
    for (uint32_t k = 0; k < m->outline->n; k++) {
        const uint32_t              slot = m->outline->order[k];
        const struct item          *i = plan_at(m->v->plan, &item_entity, slot);
        const struct baseline_item *b = m->frozen[slot];
        const struct item_row      *row = plan_row(m->v->plan, slot);
        const instant               dates[] = {b ? b->start : INSTANT_NONE,
                                 b ? b->finish : INSTANT_NONE,
                                 i->actual_start,
                                 i->actual_finish,
                                 row->start,
                                 row->finish};
        for (size_t d = 0; d < COUNT(dates); d++) {
            if (dates[d] == INSTANT_NONE)
                continue;
            from = dates[d] < from ? dates[d] : from;
            to = dates[d] > to ? dates[d] : to;
        }
    }
    /* A forecast may be several times the plan. */
    const instant more = to - from;
    *ret_span = (struct horizon){from - MARGIN_S, to + MARGIN_S + 3 * more};
    return to - from < (instant)300 * 366 * DAY_S
               ? OK
               : err_make(ERR_INVALID, "The plan spans more than 300 years.");
}

static err measure(struct making *m, const struct earned_value_ask *ask)
{
    struct earned_value *v = m->v;
    struct horizon       span;
    TRY(span_of(m, &span));
    TRY(worktimes_of(m->mem, v->plan, span, &v->times));
    m->costs = cost_of_items(m->mem, v->plan, cost_rates_new(m->mem, v->plan));
    choose_unit(m, ask->in);
    own_budgets(m);
    const struct value_plan plan = value_items(m);
    TRY(value_measure(m->mem, &plan, v->at, &v->result));
    if (v->result.start == INSTANT_NONE)
        return err_make(ERR_INVALID, "The baseline %lld has no dates.",
                        (long long)v->baseline->number);
    sum_up(m);
    return line(m, &plan, ask->period);
}

err earned_value_of(struct arena *mem, const struct plan *p, const struct earned_value_ask *ask,
                    struct earned_value *ret_value)
{
    struct earned_value v = {.plan = p, .project = plan_project_record(p)};
    struct making       m = {.mem = mem, .v = &v, .outline = plan_outline_tree(p)};
    if (!v.project)
        return err_make(ERR_INVALID, "The plan has no project record.");
    TRY(find_baseline(&v, ask->baseline));
    v.at = ask->at != INSTANT_NONE ? ask->at : v.project->data_date;
    if (v.at == INSTANT_NONE)
        v.at = ask->now;
    frozen_rows(&m);
    TRY(measure(&m, ask));
    *ret_value = v;
    return OK;
}

instant earned_value_finish(const struct earned_value *v, double time_s)
{
    if (isnan(time_s) || time_s > 1e12)
        return INSTANT_NONE;
    const instant t = worktime_add(worktimes_get(&v->times, (struct id){0}), v->result.start,
                                   (int64_t)(time_s + 0.5));
    return t <= INSTANT_BEFORE / 2 || t >= INSTANT_BEYOND / 2 ? INSTANT_NONE : t;
}
