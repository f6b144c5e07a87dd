/* engine/calendar.c - from rules to the hours of a day, and to intervals in UTC.
 *
 * The idea: for each rule one table says which exception holds on which day of the horizon, filled
 * from the weakest kind to the strongest, so that the strongest stands. A day's hours are then
 * found by walking the chain of bases, first for exceptions, then for weeks. Local hours become
 * instants here: a day without a change of the zone's offset takes one addition, others ask the
 * zone for each end.
 *
 * Every loop is bounded: recurrences by the days between `from` and the horizon's end, chains by
 * CALENDAR_CHAIN_MAX.
 */
#include "engine/calendar.h"

#include <string.h>

static const struct calendar_shift usual_shifts[] = {{8 * HOUR_S, 12 * HOUR_S},
                                                     {13 * HOUR_S, 17 * HOUR_S}};

/* --- one exception on one day ------------------------------------------------------------- */

static bool item_matches(int item, int weekday)
{
    const bool weekend = weekday == 0 || weekday == 6;
    if (item == 0)
        return true;
    if (item <= 2)
        return weekend == (item == 2);
    return weekday == item - 3;
}

/* Whether mday is the first … fourth or last day of its kind in a month of `length` days. */
static bool position_matches(const struct calendar_recurrence *x, int mday, int weekday, int length)
{
    if (!item_matches(x->month_item, weekday))
        return false;
    if (x->month_position >= 4) {
        for (int m = mday + 1; m <= length; m++)
            if (item_matches(x->month_item, (weekday + m - mday) % 7))
                return false;
        return true;
    }
    int earlier = 0;
    for (int m = 1; m < mday; m++)
        earlier += item_matches(x->month_item, (weekday + 7 * 6 - (mday - m)) % 7);
    return earlier == x->month_position;
}

static bool month_matches(const struct calendar_recurrence *x, struct civil at)
{
    const bool yearly = x->kind == CALENDAR_YEARLY_DAY || x->kind == CALENDAR_YEARLY_POSITION;
    if (yearly)
        return at.month == x->month;
    const struct civil from = day_civil(x->from);
    const int          period = x->period > 1 ? x->period : 1;
    return ((at.year - from.year) * 12 + at.month - from.month) % period == 0;
}

struct calendar_rule calendar_rule_plain(str title, int32_t base)
{
    struct calendar_rule rule = {.title = title, .base = base};
    for (int i = 0; i < 7; i++)
        rule.days[i].n = CALENDAR_AS_BASE;
    return rule;
}

bool calendar_recurrence_covers(const struct calendar_recurrence *x, day d)
{
    if (d < x->from || d > x->to)
        return false;
    const int period = x->period > 1 ? x->period : 1;
    const int weekday = day_weekday(d);
    switch (x->kind) {
    case CALENDAR_DAILY: return true;
    case CALENDAR_EVERY_N_DAYS: return (d - x->from) % period == 0;
    case CALENDAR_WEEKDAY: return weekday >= 1 && weekday <= 5;
    case CALENDAR_WEEKLY: {
        const day sunday = x->from - day_weekday(x->from);
        return (x->days_of_week >> weekday & 1) && (d - sunday) / 7 % period == 0;
    }
    case CALENDAR_MONTHLY_DAY:
    case CALENDAR_YEARLY_DAY: {
        const struct civil at = day_civil(d);
        return at.day == x->month_day && month_matches(x, at);
    }
    case CALENDAR_MONTHLY_POSITION:
    case CALENDAR_YEARLY_POSITION: {
        const struct civil at = day_civil(d);
        return month_matches(x, at) &&
               position_matches(x, at.day, weekday, day_month_length(at.year, at.month));
    }
    }
    return false;
}

static int kind_strength(enum calendar_kind kind)
{
    switch (kind) {
    case CALENDAR_DAILY:
    case CALENDAR_EVERY_N_DAYS:
    case CALENDAR_WEEKDAY: return 3;
    case CALENDAR_YEARLY_DAY:
    case CALENDAR_YEARLY_POSITION: return 2;
    case CALENDAR_MONTHLY_DAY:
    case CALENDAR_MONTHLY_POSITION: return 1;
    case CALENDAR_WEEKLY: return 0;
    }
    return 0;
}

/* --- checks ------------------------------------------------------------------------------- */

static bool hours_ok(struct calendar_day hours)
{
    if (hours.n < CALENDAR_AS_BASE || hours.n > CALENDAR_SHIFTS_MAX)
        return false;
    for (int32_t i = 0; i < hours.n; i++)
        if (hours.shifts[i].from_s < 0 || hours.shifts[i].from_s >= DAY_S ||
            hours.shifts[i].to_s < 0 || hours.shifts[i].to_s > DAY_S)
            return false;
    return true;
}

static bool week_ok(const struct calendar_day *days)
{
    for (int i = 0; i < 7; i++)
        if (!hours_ok(days[i]))
            return false;
    return true;
}

/* Numbers that every loop and shift below may rely on. */
static err rule_check(const struct calendar_rule *rule)
{
    bool ok = week_ok(rule->days);
    for (int32_t i = 0; i < rule->n_weeks; i++)
        ok = ok && week_ok(rule->weeks[i].days);
    if (!ok)
        return err_make(ERR_INVALID, "Calendar \"%.*s\" has hours outside the day.",
                        STR_ARG(rule->title));
    for (int32_t i = 0; i < rule->n_exceptions; i++) {
        const struct calendar_recurrence *x = &rule->exceptions[i];
        if (x->from < floor_div(INSTANT_MIN, DAY_S) || x->from > INSTANT_MAX / DAY_S ||
            !hours_ok(x->hours))
            return err_make(ERR_INVALID, "An exception of calendar \"%.*s\" is out of range.",
                            STR_ARG(rule->title));
    }
    return OK;
}

/* --- a rule over the days [first, first + n) ------------------------------------------------- */

struct days {
    day    first;
    size_t n;
};

/* by_day[i] = index of the exception on day first + i, if this one is on it. */
static void exception_mark(const struct calendar_recurrence *x, struct days days, int32_t index,
                           int32_t *by_day)
{
    const int64_t last = (int64_t)days.first + (int64_t)days.n - 1;
    int32_t       left = x->occurrences > 0 ? x->occurrences : INT32_MAX;
    day           d = x->from;
    if (x->kind == CALENDAR_DAILY && x->occurrences <= 0 && d < days.first)
        d = days.first;
    for (; d <= x->to && d <= last && left > 0; d++) {
        if (!calendar_recurrence_covers(x, d))
            continue;
        left--;
        if (d >= days.first)
            by_day[d - days.first] = index;
    }
}

/* NULL when the rule has no exceptions. */
static const int32_t *exceptions_by_day(struct arena *mem, const struct calendar_rule *rule,
                                        struct days days)
{
    if (!rule->n_exceptions)
        return NULL;
    int32_t *by_day = arena_array(mem, int32_t, days.n);
    memset(by_day, 0xFF, sizeof *by_day * days.n);
    for (int strength = 0; strength <= 3; strength++)
        for (int32_t i = rule->n_exceptions - 1; i >= 0; i--)
            if (kind_strength(rule->exceptions[i].kind) == strength)
                exception_mark(&rule->exceptions[i], days, i, by_day);
    return by_day;
}

static const struct calendar_day *week_hours(const struct calendar_rule *rule, day d)
{
    const int weekday = day_weekday(d);
    for (int32_t i = 0; i < rule->n_weeks; i++) {
        const struct calendar_week *week = &rule->weeks[i];
        if (d >= week->from && d <= week->to && week->days[weekday].n != CALENDAR_AS_BASE)
            return &week->days[weekday];
    }
    return rule->days[weekday].n != CALENDAR_AS_BASE ? &rule->days[weekday] : NULL;
}

/* A rule and its bases, nearest first. */
struct chain {
    int32_t n, rule[CALENDAR_CHAIN_MAX];
};

static err chain_of(const struct calendar_rule *rules, int32_t n, int32_t which, struct chain *out)
{
    out->n = 0;
    for (int32_t at = which; at != CALENDAR_NONE; at = rules[at].base) {
        if (at < 0 || at >= n)
            return err_make(ERR_INVALID, "Calendar \"%.*s\" is based on one that does not exist.",
                            STR_ARG(rules[which].title));
        if (out->n == CALENDAR_CHAIN_MAX || out->n == n)
            return err_make(ERR_INVALID, "Calendar \"%.*s\" is based on itself.",
                            STR_ARG(rules[which].title));
        out->rule[out->n++] = at;
    }
    return OK;
}

/* by_day[k] belongs to chain->rule[k]; i counts days from the first. */
static struct calendar_day hours_of(const struct calendar_rule *rules, const struct chain *chain,
                                    const int32_t *const *by_day, day d, size_t i)
{
    for (int32_t k = 0; k < chain->n; k++) {
        const int32_t x = by_day[k] ? by_day[k][i] : -1;
        if (x >= 0 && rules[chain->rule[k]].exceptions[x].hours.n != CALENDAR_AS_BASE)
            return rules[chain->rule[k]].exceptions[x].hours;
    }
    for (int32_t k = 0; k < chain->n; k++) {
        const struct calendar_day *hours = week_hours(&rules[chain->rule[k]], d);
        if (hours)
            return *hours;
    }
    const int weekday = day_weekday(d);
    return weekday == 0 || weekday == 6 ? (struct calendar_day){0, NULL}
                                        : (struct calendar_day){2, usual_shifts};
}

err calendar_hours(const struct calendar_rule *rules, int32_t n, int32_t which, day d,
                   struct calendar_day *ret_hours)
{
    struct chain chain;
    TRY(chain_of(rules, n, which, &chain));
    int32_t        found[CALENDAR_CHAIN_MAX];
    const int32_t *by_day[CALENDAR_CHAIN_MAX];
    for (int32_t k = 0; k < chain.n; k++) {
        const struct calendar_rule *rule = &rules[chain.rule[k]];
        TRY(rule_check(rule));
        found[k] = -1;
        by_day[k] = &found[k];
        for (int strength = 0; strength <= 3; strength++)
            for (int32_t i = rule->n_exceptions - 1; i >= 0; i--)
                if (kind_strength(rule->exceptions[i].kind) == strength)
                    exception_mark(&rule->exceptions[i], (struct days){d, 1}, i, &found[k]);
    }
    *ret_hours = hours_of(rules, &chain, by_day, d, 0);
    return OK;
}

/* --- local hours to instants -------------------------------------------------------------- */

/* Walks a zone along ascending days. */
struct zone_walk {
    const struct zone *zone;
    instant            change; /* of the offset, next after the newest day asked */
    int64_t            offset;
};

/* Whether local day d and its neighbours lie between two changes; then offset holds. */
static bool zone_is_even(struct zone_walk *z, day d)
{
    const instant from = (int64_t)(d - 1) * DAY_S, to = (int64_t)(d + 3) * DAY_S;
    if (z->change == INSTANT_NONE || to < z->change)
        return true;
    if (from <= z->change)
        return false;
    z->offset = zone_offset(z->zone, from);
    z->change = zone_next_change(z->zone, from);
    return z->change == INSTANT_NONE || to < z->change;
}

static struct zone_walk zone_walk_start(const struct zone *zone, day first)
{
    const struct zone *z = zone ? zone : zone_utc();
    const instant      from = (int64_t)(first - 2) * DAY_S;
    return (struct zone_walk){z, zone_next_change(z, from), zone_offset(z, from)};
}

static instant to_instant(struct zone_walk *z, bool even, int64_t local)
{
    return even ? local - z->offset : zone_instant(z->zone, local);
}

struct intervals {
    struct arena             *mem;
    struct worktime_interval *v;
    size_t                    n, cap;
};

static void intervals_add(struct intervals *list, struct worktime_interval one)
{
    if (list->n == list->cap) {
        const size_t cap = list->cap ? list->cap * 2 : 1024;
        list->v = arena_grow(list->mem, list->v, list->cap * sizeof one, cap * sizeof one);
        list->cap = cap;
    }
    size_t at = list->n++; /* shifts of a day may come in any order */
    for (; at > 0 && list->v[at - 1].begin > one.begin; at--)
        list->v[at] = list->v[at - 1];
    list->v[at] = one;
}

static void day_add(struct intervals *list, struct zone_walk *z, day d, struct calendar_day hours)
{
    const bool even = zone_is_even(z, d);
    for (int32_t i = 0; i < hours.n; i++) {
        const struct calendar_shift s = hours.shifts[i];
        const int64_t               begin = (int64_t)d * DAY_S + s.from_s;
        const int64_t end = (int64_t)d * DAY_S + s.to_s + (s.to_s <= s.from_s ? DAY_S : 0);
        const struct worktime_interval one = {to_instant(z, even, begin), to_instant(z, even, end)};
        if (one.begin < one.end)
            intervals_add(list, one);
    }
}

/* --- all rules --------------------------------------------------------------------------- */

struct compiler {
    struct arena              *mem;     /* for worktimes; */
    struct arena               scratch; /* for what leads to them */
    const struct calendar_set *set;
    struct days                days;
    const int32_t            **by_day; /* of each rule, when it was needed */
    bool                      *is_marked;
};

static bool says_nothing(const struct calendar_rule *rule)
{
    if (rule->base == CALENDAR_NONE || rule->n_exceptions || rule->n_weeks)
        return false;
    for (int i = 0; i < 7; i++)
        if (rule->days[i].n != CALENDAR_AS_BASE)
            return false;
    return true;
}

/* The rule whose result `which` may share: itself, or the base at which something is said. */
static int32_t speaker_of(const struct calendar_set *set, const struct chain *chain)
{
    int32_t            at = 0;
    const struct zone *zone = set->rules[chain->rule[0]].zone;
    while (at + 1 < chain->n && says_nothing(&set->rules[chain->rule[at]]) &&
           set->rules[chain->rule[at + 1]].zone == zone)
        at++;
    return chain->rule[at];
}

static void intervals_of(struct compiler *c, const struct chain *chain, struct intervals *list)
{
    const struct calendar_rule *rules = c->set->rules;
    const int32_t              *by_day[CALENDAR_CHAIN_MAX];
    for (int32_t k = 0; k < chain->n; k++) {
        const int32_t rule = chain->rule[k];
        if (!c->is_marked[rule])
            c->by_day[rule] = exceptions_by_day(&c->scratch, &rules[rule], c->days);
        c->is_marked[rule] = true;
        by_day[k] = c->by_day[rule];
    }
    struct zone_walk z = zone_walk_start(rules[chain->rule[0]].zone, c->days.first);
    for (size_t i = 0; i < c->days.n; i++) {
        const day d = c->days.first + (day)i;
        day_add(list, &z, d, hours_of(rules, chain, by_day, d, i));
    }
}

static err compile_one(struct compiler *c, int32_t which, const struct worktime **ret_worktimes)
{
    struct chain chain;
    TRY(chain_of(c->set->rules, c->set->n, which, &chain));
    const int32_t speaker = speaker_of(c->set, &chain);
    if (!ret_worktimes[speaker]) {
        struct intervals list = {.mem = &c->scratch};
        TRY(chain_of(c->set->rules, c->set->n, speaker, &chain));
        for (int32_t k = 0; k < chain.n; k++)
            TRY(rule_check(&c->set->rules[chain.rule[k]]));
        intervals_of(c, &chain, &list);
        ret_worktimes[speaker] = worktime_build(c->mem, c->set->horizon, list.v, list.n);
    }
    ret_worktimes[which] = ret_worktimes[speaker];
    if (ret_worktimes[which]->total == 0)
        return err_make(ERR_INVALID, "Calendar \"%.*s\" has no working time.",
                        STR_ARG(c->set->rules[which].title));
    return OK;
}

err calendar_compile(struct arena *mem, const struct calendar_set *set,
                     const struct worktime **ret_worktimes)
{
    const int64_t   first = floor_div(set->horizon.from, DAY_S) - 2;
    const int64_t   last = floor_div(set->horizon.to, DAY_S) + 2;
    struct compiler c = {.mem = mem, .set = set, .days = {(day)first, (size_t)(last - first + 1)}};
    c.by_day = arena_array(&c.scratch, const int32_t *, set->n);
    c.is_marked = arena_array(&c.scratch, bool, set->n);
    for (int32_t i = 0; i < set->n; i++)
        ret_worktimes[i] = NULL;
    err e = OK;
    for (int32_t i = 0; i < set->n && !e.code; i++)
        if (!set->used || set->used[i])
            e = compile_one(&c, i, ret_worktimes);
    arena_done(&c.scratch);
    return e;
}
