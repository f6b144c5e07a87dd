/* tests/engine/calendar_test.c - rules of working time, day by day and compiled. */
#include "engine/calendar.h"

#include <criterion/criterion.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(calendar, .fini = finish);

static const struct calendar_shift office[] = {{8 * HOUR_S, 12 * HOUR_S},
                                               {13 * HOUR_S, 17 * HOUR_S}};
static const struct calendar_shift morning[] = {{6 * HOUR_S, 12 * HOUR_S}};
static const struct calendar_shift night[] = {{22 * HOUR_S, 6 * HOUR_S}};

static struct calendar_rule rule_of(const char *title, int32_t base)
{
    return calendar_rule_plain(str_from(title), base);
}

static int32_t hours_on(const struct calendar_rule *rules, int32_t n, int32_t which, day d)
{
    struct calendar_day hours = {0};
    const err           e = calendar_hours(rules, n, which, d, &hours);
    cr_assert_eq(e.code, ERR_NONE);
    int32_t sum = 0;
    for (int32_t i = 0; i < hours.n; i++)
        sum += hours.shifts[i].to_s - hours.shifts[i].from_s;
    return sum / HOUR_S;
}

static const struct worktime *compiled(const struct calendar_rule *rules, int32_t n, int32_t which)
{
    const struct worktime    *w[8];
    const struct calendar_set set = {
        rules,
        n,
        NULL,
        {(int64_t)day_from(2026, 1, 1) * DAY_S, (int64_t)day_from(2027, 1, 1) * DAY_S}};
    const err e = calendar_compile(&mem, &set, w);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    cr_assert(worktime_verify(w[which]));
    return w[which];
}

/* Days of 2026 on which the exception falls, as a count, first and last. */
static int days_of(const struct calendar_recurrence *x, day *first, day *last)
{
    int n = 0;
    for (day d = day_from(2026, 1, 1); d < day_from(2027, 1, 1); d++)
        if (calendar_recurrence_covers(x, d)) {
            *first = n++ ? *first : d;
            *last = d;
        }
    return n;
}

static void expect_days(struct calendar_recurrence x, int n, day first, day last)
{
    day a = DAY_NONE, b = DAY_NONE;
    x.from = x.from ? x.from : day_from(2026, 1, 1);
    x.to = x.to ? x.to : day_from(2026, 12, 31);
    cr_assert_eq(days_of(&x, &a, &b), n, "kind %d", x.kind);
    cr_assert_eq(a, first, "kind %d: first", x.kind);
    cr_assert_eq(b, last, "kind %d: last", x.kind);
}

Test(calendar, recurrences)
{
    expect_days((struct calendar_recurrence){.kind = CALENDAR_DAILY,
                                             .from = day_from(2026, 3, 3),
                                             .to = day_from(2026, 3, 4)},
                2, day_from(2026, 3, 3), day_from(2026, 3, 4));
    expect_days((struct calendar_recurrence){.kind = CALENDAR_EVERY_N_DAYS, .period = 100}, 4,
                day_from(2026, 1, 1), day_from(2026, 10, 28));
    expect_days((struct calendar_recurrence){.kind = CALENDAR_WEEKDAY}, 261, day_from(2026, 1, 1),
                day_from(2026, 12, 31));
    /* from Thursday; weeks are counted from Sunday 2025-12-28, so Fridays 2, 16, 30 January … */
    expect_days(
        (struct calendar_recurrence){.kind = CALENDAR_WEEKLY, .period = 2, .days_of_week = 1 << 5},
        26, day_from(2026, 1, 2), day_from(2026, 12, 18));
    expect_days(
        (struct calendar_recurrence){.kind = CALENDAR_MONTHLY_DAY, .period = 3, .month_day = 31}, 3,
        day_from(2026, 1, 31), day_from(2026, 10, 31));
}

Test(calendar, positions)
{
    expect_days((struct calendar_recurrence){.kind = CALENDAR_MONTHLY_POSITION,
                                             .month_position = 0,
                                             .month_item = 4},
                12, day_from(2026, 1, 5), day_from(2026, 12, 7)); /* first Mondays */
    expect_days((struct calendar_recurrence){.kind = CALENDAR_MONTHLY_POSITION,
                                             .month_position = 4,
                                             .month_item = 1},
                12, day_from(2026, 1, 30), day_from(2026, 12, 31)); /* last weekdays */
    expect_days((struct calendar_recurrence){.kind = CALENDAR_MONTHLY_POSITION,
                                             .month_position = 1,
                                             .month_item = 2},
                12, day_from(2026, 1, 4), day_from(2026, 12, 6)); /* second weekend days */
    expect_days((struct calendar_recurrence){.kind = CALENDAR_MONTHLY_POSITION,
                                             .month_position = 4,
                                             .month_item = 0},
                12, day_from(2026, 1, 31), day_from(2026, 12, 31)); /* last days */
    expect_days(
        (struct calendar_recurrence){.kind = CALENDAR_YEARLY_DAY, .month = 12, .month_day = 25}, 1,
        day_from(2026, 12, 25), day_from(2026, 12, 25));
    expect_days(
        (struct calendar_recurrence){
            .kind = CALENDAR_YEARLY_POSITION, .month = 11, .month_position = 3, .month_item = 7},
        1, day_from(2026, 11, 26), day_from(2026, 11, 26)); /* fourth Thursday */
}

Test(calendar, first_hit_wins)
{
    struct calendar_recurrence base_off = {.from = day_from(2026, 3, 2),
                                           .to = day_from(2026, 3, 6)};
    struct calendar_recurrence own = {
        .from = day_from(2026, 3, 4), .to = day_from(2026, 3, 4), .hours = {1, morning}};
    struct calendar_week week = {.from = day_from(2026, 3, 9), .to = day_from(2026, 3, 15)};
    struct calendar_rule rules[2] = {rule_of("base", CALENDAR_NONE), rule_of("own", 0)};
    for (int i = 0; i < 7; i++)
        week.days[i].n = CALENDAR_AS_BASE;
    week.days[1] = (struct calendar_day){0, NULL};
    rules[0].exceptions = &base_off;
    rules[0].n_exceptions = 1;
    rules[1].exceptions = &own;
    rules[1].n_exceptions = 1;
    rules[1].weeks = &week;
    rules[1].n_weeks = 1;
    rules[1].days[6] = (struct calendar_day){1, morning};
    cr_assert_eq(hours_on(rules, 2, 1, day_from(2026, 3, 3)), 0, "the base's exception");
    cr_assert_eq(hours_on(rules, 2, 1, day_from(2026, 3, 4)), 6, "the own exception first");
    cr_assert_eq(hours_on(rules, 2, 1, day_from(2026, 3, 9)), 0, "the work week");
    cr_assert_eq(hours_on(rules, 2, 1, day_from(2026, 3, 10)), 8, "as base: the standard week");
    cr_assert_eq(hours_on(rules, 2, 1, day_from(2026, 3, 14)), 6, "the own Saturday");
    cr_assert_eq(hours_on(rules, 2, 1, day_from(2026, 3, 15)), 0);
    const struct worktime *w = compiled(rules, 2, 1);
    for (day d = day_from(2026, 3, 1); d < day_from(2026, 3, 20); d++)
        cr_assert_eq(worktime_between(w, (int64_t)d * DAY_S, (int64_t)(d + 1) * DAY_S) / HOUR_S,
                     hours_on(rules, 2, 1, d));
}

Test(calendar, the_stronger_kind_stands_and_occurrences_end)
{
    struct calendar_recurrence both[] = {
        {.kind = CALENDAR_WEEKLY,
         .from = day_from(2026, 3, 2),
         .to = day_from(2026, 12, 31),
         .days_of_week = 2,
         .occurrences = 2},
        {.kind = CALENDAR_YEARLY_DAY,
         .from = day_from(2026, 1, 1),
         .to = day_from(2026, 12, 31),
         .month = 3,
         .month_day = 9,
         .hours = {1, morning}},
    };
    struct calendar_rule rule = rule_of("one", CALENDAR_NONE);
    rule.exceptions = both;
    rule.n_exceptions = 2;
    cr_assert_eq(hours_on(&rule, 1, 0, day_from(2026, 3, 2)), 0);
    cr_assert_eq(hours_on(&rule, 1, 0, day_from(2026, 3, 9)), 6, "yearly beats weekly");
    cr_assert_eq(hours_on(&rule, 1, 0, day_from(2026, 3, 16)), 8, "two occurrences are over");
}

Test(calendar, shifts_over_midnight_and_24_hours)
{
    static const struct calendar_shift whole[] = {{0, DAY_S}};
    struct calendar_rule               rules[2] = {rule_of("night", CALENDAR_NONE),
                                                   rule_of("always", CALENDAR_NONE)};
    for (int i = 0; i < 7; i++) {
        rules[0].days[i] = (struct calendar_day){i == 1, night};
        rules[1].days[i] = (struct calendar_day){1, whole};
    }
    const struct worktime *w = compiled(rules, 2, 0);
    const int64_t          monday = (int64_t)day_from(2026, 3, 2) * DAY_S;
    cr_assert_eq(worktime_next(w, monday), monday + 22 * HOUR_S);
    cr_assert_eq(worktime_add(w, monday, 8 * HOUR_S), monday + 30 * HOUR_S);
    cr_assert(compiled(rules, 2, 1)->is_continuous);
}

Test(calendar, summer_time_is_local)
{
    struct calendar_rule rule = rule_of("berlin", CALENDAR_NONE);
    const err            e = zone_get(S("Europe/Berlin"), &rule.zone);
    if (e.code)
        cr_skip_test("no zone tables");
    for (int i = 0; i < 7; i++)
        rule.days[i] = (struct calendar_day){2, office};
    const struct worktime *w = compiled(&rule, 1, 0);
    const int64_t          saturday = (int64_t)day_from(2026, 3, 28) * DAY_S;
    cr_assert_eq(worktime_next(w, saturday), saturday + 7 * HOUR_S);
    cr_assert_eq(worktime_next(w, saturday + DAY_S), saturday + DAY_S + 6 * HOUR_S);
    cr_assert_eq(w->total, 365LL * 8 * HOUR_S);
}

Test(calendar, a_silent_calendar_shares_its_base)
{
    struct calendar_rule      rules[3] = {rule_of("std", CALENDAR_NONE), rule_of("a", 0),
                                          rule_of("b", 1)};
    const struct worktime    *w[3];
    const bool                used[3] = {false, false, true};
    const struct calendar_set set = {rules, 3, used, {0, 400LL * DAY_S}};
    const err                 e = calendar_compile(&mem, &set, w);
    cr_assert_eq(e.code, ERR_NONE);
    cr_assert_eq(w[2], w[0]);
    cr_assert_null(w[1]);
}

static err compile_one(struct calendar_rule *rules, int32_t n)
{
    const struct worktime    *w[8];
    const struct calendar_set set = {rules, n, NULL, {0, 30LL * DAY_S}};
    return calendar_compile(&mem, &set, w);
}

Test(calendar, what_cannot_be_is_named)
{
    struct calendar_rule circle[2] = {rule_of("first", 1), rule_of("second", 0)};
    struct calendar_rule lost = rule_of("lost", 7);
    struct calendar_rule never = rule_of("never", CALENDAR_NONE);
    struct calendar_day  hours;
    err                  e = compile_one(circle, 2);
    cr_assert_eq(e.code, ERR_INVALID);
    cr_assert(str_has(str_from(e.why), S("first")));
    e = calendar_hours(circle, 2, 0, 0, &hours);
    cr_assert_eq(e.code, ERR_INVALID);
    e = compile_one(&lost, 1);
    cr_assert_eq(e.code, ERR_INVALID);
    for (int i = 0; i < 7; i++)
        never.days[i].n = 0;
    e = compile_one(&never, 1);
    cr_assert_eq(e.code, ERR_INVALID);
    cr_assert(str_has(str_from(e.why), S("never")));
}

Test(calendar, rules_out_of_range)
{
    static const struct calendar_shift wild[] = {{-5, 90000}};
    struct calendar_rule               rule = rule_of("wild", CALENDAR_NONE);
    struct calendar_recurrence x = {.kind = CALENDAR_WEEKLY, .from = INT32_MIN, .to = INT32_MAX};
    struct calendar_day        hours;
    rule.days[1] = (struct calendar_day){1, wild};
    err e = compile_one(&rule, 1);
    cr_assert_eq(e.code, ERR_INVALID);
    rule.days[1].n = CALENDAR_AS_BASE;
    rule.exceptions = &x;
    rule.n_exceptions = 1;
    e = compile_one(&rule, 1);
    cr_assert_eq(e.code, ERR_INVALID);
    e = calendar_hours(&rule, 1, 0, 0, &hours);
    cr_assert_eq(e.code, ERR_INVALID);
    x.from = 0;
    e = compile_one(&rule, 1);
    cr_assert_eq(e.code, ERR_NONE, "an open end is fine");
}
