/* app/why.c - why an item is where it is: back along what set each date, a sentence per step.
 *
 * Each item's row says what set its date (driver_kind), and which link if it was one. The chain
 * goes to that link's predecessor, from a summary to the item below it that begins first, and ends
 * at what has no cause inside the plan: the project's start, a constraint, an actual date, a date
 * set by hand, another project.
 */
#include "app/app.h"
#include "base/map.h"
#include "base/vec.h"
#include "base/zone.h"
#include "domain/entities.h"
#include "domain/plan/outline.h"

enum { STEPS_MAX = 1000 };

struct why {
    struct arena        *mem;
    const struct plan   *plan;
    const struct zone   *zone;
    VEC(struct why_step) steps;
    struct map           seen;
};

/* ---- words ------------------------------------------------------------------------------- */

/* "2 Mar 2026 08:00", in the project's zone. */
static str moment(struct why *w, instant at)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (at == INSTANT_NONE)
        return S("an unknown date");
    struct civil c = seconds_civil(zone_local(w->zone, at));
    return str_fmt(w->mem, "%d %s %d %02d:%02d", c.day, months[c.month - 1], c.year, c.hour,
                   c.minute);
}

static str amount(struct why *w, int64_t seconds, enum duration_unit unit)
{
    static const char *const names[] = {"min", "h", "d", "w", "mo"};
    const struct project    *p = plan_project_record(w->plan);
    bool                     elapsed = duration_unit_is_elapsed(unit);
    int                      kind = (int)unit - (elapsed ? (int)UNIT_ELAPSED_MINUTES : 0);
    int64_t                  day_s = elapsed ? DAY_S : p->minutes_per_day * MINUTE_S;
    int64_t                  week_s = elapsed ? 7 * DAY_S : p->minutes_per_week * MINUTE_S;
    int64_t                  month_s = elapsed ? 30 * DAY_S : p->days_per_month * day_s;
    const int64_t            sizes[] = {MINUTE_S, HOUR_S, day_s, week_s, month_s};
    double                   n = (double)(seconds < 0 ? -seconds : seconds) / (double)sizes[kind];
    return str_fmt(w->mem, "%s%.4g %s%s", seconds < 0 ? "-" : "+", n, elapsed ? "e" : "",
                   names[kind]);
}

/* "FS +2 d", "SS", "FF -50 %". */
static str link_text(struct why *w, const struct link *l)
{
    static const char *const types[] = {"FS", "SS", "FF", "SF"};
    if (l->lag_kind == LAG_PERCENT || l->lag_kind == LAG_ELAPSED_PERCENT)
        return str_fmt(w->mem, "%s %+.4g %%", types[l->type], l->lag_percent);
    if (!l->lag_s)
        return str_from(types[l->type]);
    return str_fmt(w->mem, "%s %.*s", types[l->type], STR_ARG(amount(w, l->lag_s, l->lag_unit)));
}

static const struct item *item_of(const struct why *w, struct id id)
{
    return plan_get(w->plan, &item_entity, id);
}

static str by_link(struct why *w, const struct link *l)
{
    const struct item *pred = item_of(w, l->pred);
    bool               from_start = l->type == LINK_SS || l->type == LINK_SF;
    bool               to_finish = l->type == LINK_FF || l->type == LINK_SF;
    return str_fmt(w->mem, "%s when «%.*s» %s (%.*s)", to_finish ? "finishes" : "starts",
                   STR_ARG(pred ? pred->title : S("an item of another project")),
                   from_start ? "starts" : "finishes", STR_ARG(link_text(w, l)));
}

static str by_constraint(struct why *w, const struct item *i)
{
    static const char *const says[] = {
        [CONSTRAINT_ASAP] = "starts as soon as possible",
        [CONSTRAINT_ALAP] = "as late as possible",
        [CONSTRAINT_SNET] = "starts not before",
        [CONSTRAINT_SNLT] = "starts not after",
        [CONSTRAINT_FNET] = "finishes not before",
        [CONSTRAINT_FNLT] = "finishes not after",
        [CONSTRAINT_MSO] = "must start on",
        [CONSTRAINT_MFO] = "must finish on",
        [CONSTRAINT_MANDATORY_START] = "starts, whatever its links say, on",
        [CONSTRAINT_MANDATORY_FINISH] = "finishes, whatever its links say, on",
    };
    if (i->constraint_at == INSTANT_NONE)
        return str_fmt(w->mem, "%s (constraint)", says[i->constraint]);
    return str_fmt(w->mem, "%s %.*s (constraint)", says[i->constraint],
                   STR_ARG(moment(w, i->constraint_at)));
}

static str sentence(struct why *w, const struct item *i, const struct item_row *row,
                    const struct link *l)
{
    switch (row->driver_kind) {
    case DRIVER_PROJECT_START:
        return str_fmt(w->mem, "starts with the project, %.*s", STR_ARG(moment(w, row->start)));
    case DRIVER_LINK: return l ? by_link(w, l) : S("follows a link");
    case DRIVER_CONSTRAINT: return by_constraint(w, i);
    case DRIVER_MANUAL: return str_fmt(w->mem, "set by hand, %.*s", STR_ARG(moment(w, row->start)));
    case DRIVER_ACTUAL: return str_fmt(w->mem, "began %.*s", STR_ARG(moment(w, row->start)));
    case DRIVER_CALENDAR:
        return str_fmt(w->mem, "waits for working time, %.*s", STR_ARG(moment(w, row->start)));
    case DRIVER_DEADLINE:
        return str_fmt(w->mem, "has to meet its deadline, %.*s", STR_ARG(moment(w, i->deadline)));
    case DRIVER_RESOURCE:
        return str_fmt(w->mem, "waits for its resources, %.*s", STR_ARG(moment(w, row->start)));
    case DRIVER_SUMMARY:
        return row->is_summary ? S("begins with the first item below it")
                               : S("follows its summary");
    case DRIVER_EXTERNAL:
        return str_fmt(w->mem, "set by another project, %.*s", STR_ARG(moment(w, row->start)));
    }
    return STR_NONE;
}

/* ---- the chain --------------------------------------------------------------------------- */

/* The item below a summary that begins with it; absent if there is none. */
static struct id first_below(const struct why *w, const struct item *summary, instant start)
{
    for (size_t s = 0; s < plan_slots(w->plan, &item_entity); s++) {
        const struct item     *i = plan_at(w->plan, &item_entity, s);
        const struct item_row *row = i ? plan_row(w->plan, s) : NULL;
        if (i && i->parent.v == summary->head.id.v && !i->is_blank && i->is_active &&
            row->start == start)
            return i->head.id;
    }
    return (struct id){0};
}

/* A date that comes from a link of the summary above. */
static struct id next_item(const struct why *w, const struct item *i, const struct item_row *row,
                           const struct link *l)
{
    if (l)
        return item_of(w, l->pred) ? l->pred : (struct id){0};
    if (row->is_summary)
        return first_below(w, i, row->start);
    return row->driver_kind == DRIVER_SUMMARY ? i->parent : (struct id){0};
}

static struct id step(struct why *w, const struct item *i, const struct item_row *row)
{
    const struct link *l = row->driver.v ? plan_get(w->plan, &link_entity, row->driver) : NULL;
    struct why_step    s = {i->head.id, l, row, sentence(w, i, row, l)};
    vec_push(w->mem, &w->steps, s);
    return next_item(w, i, row, l);
}

err app_why(struct arena *mem, const struct plan *plan, struct id item, struct why_step **ret_steps,
            size_t *ret_n)
{
    struct why w = {.mem = mem, .plan = plan, .zone = zone_utc(), .seen = {.mem = mem}};
    int64_t    dummy;
    if (!plan_get(plan, &item_entity, item))
        return err_make(ERR_NOT_FOUND, "There is no item %lld in this project.", (long long)item.v);
    err_drop(zone_get(plan_project_record(plan)->zone, &w.zone)); /* else UTC */
    while (item.v && w.steps.n < STEPS_MAX && !map_get(&w.seen, item.v, &dummy)) {
        const struct item_row *row = plan_row_of(plan, item);
        if (!row)
            break;
        map_put(&w.seen, item.v, 1);
        item = step(&w, item_of(&w, item), row);
    }
    *ret_steps = w.steps.v;
    *ret_n = w.steps.n;
    return OK;
}
