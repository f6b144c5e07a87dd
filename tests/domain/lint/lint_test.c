/* tests/domain/lint/lint_test.c - each rule on both sides of its limit: a chain of 40 items that
 * breaks none, and then one item too many. */
#include "domain/lint/lint.h"

#include "base/json.h"
#include "domain/fill.h"

#include <criterion/criterion.h>

enum { MONDAY = 1772438400 /* 2026-03-02T08:00:00Z */, N = 40, DAY_WORK = 8 * HOUR_S };

static struct arena mem;
static struct plan *p;
static struct lint  found;

static struct item item_of(int64_t id)
{
    return *(const struct item *)plan_get(p, &item_entity, (struct id){id});
}

static void put_item(int64_t id)
{
    struct item i = fill_item(id, 0, id * RANK_GAP, "");
    i.title = str_fmt(&mem, "Item %lld", (long long)id);
    i.duration_s = 2 * DAY_WORK;
    plan_put(p, &item_entity, &i);
}

static void put_link(int64_t id, int64_t pred, int64_t succ)
{
    struct link l;
    entity_init(&link_entity, &l);
    l.head.id.v = id;
    l.pred.v = pred;
    l.succ.v = succ;
    plan_put(p, &link_entity, &l);
}

static struct link link_of(int64_t id)
{
    return *(const struct link *)plan_get(p, &link_entity, (struct id){id});
}

static void put_assignment(int64_t id)
{
    struct assignment a;
    entity_init(&assignment_entity, &a);
    a.head.id.v = id;
    a.item.v = id;
    a.resource.v = 1;
    a.work_s = 2 * DAY_WORK;
    plan_put(p, &assignment_entity, &a);
}

static struct project project_now(void)
{
    return *plan_project_record(p);
}

static void calculate(void)
{
    cr_assert_eq(plan_calculate(p, NULL).code, ERR_NONE);
}

static void put_baseline(void)
{
    struct baseline b;
    entity_init(&baseline_entity, &b);
    b.head.id.v = 1;
    b.taken_at = MONDAY;
    plan_put(p, &baseline_entity, &b);
    calculate();
    for (int64_t id = 1; id <= N; id++) {
        struct baseline_item i;
        entity_init(&baseline_item_entity, &i);
        i.head.id.v = id;
        i.baseline.v = 1;
        i.item.v = id;
        i.start = plan_row_of(p, i.item)->start;
        i.finish = plan_row_of(p, i.item)->finish;
        plan_put(p, &baseline_item_entity, &i);
    }
}

/* 40 items of two days in a chain, with a resource and a baseline; the data date is the begin. */
static void begin(void)
{
    struct project  pr;
    struct resource r;
    p = plan_new((struct id){1});
    entity_init(&project_entity, &pr);
    pr.head.id.v = 1;
    pr.title = S("Test");
    pr.start = pr.data_date = MONDAY;
    plan_put(p, &project_entity, &pr);
    entity_init(&resource_entity, &r);
    r.head.id.v = 1;
    r.title = S("Crew");
    plan_put(p, &resource_entity, &r);
    for (int64_t id = 1; id <= N; id++) {
        put_item(id);
        put_assignment(id);
        if (id > 1)
            put_link(id, id - 1, id);
    }
    put_baseline();
}

static void finish(void)
{
    plan_unref(p);
    arena_done(&mem);
}
TestSuite(lint, .init = begin, .fini = finish);

static void look(void)
{
    calculate();
    cr_assert_eq(lint_run(&mem, p, &found).code, ERR_NONE);
}

static void is(enum lint_rule rule, enum lint_state state, size_t n)
{
    look();
    const struct lint_finding *f = &found.v[rule];
    cr_expect_eq(f->state, state, "%s is %s: %zu of %zu, %g", lint_rules[rule].word,
                 lint_state_words[f->state], f->n, f->of, f->value);
    cr_expect_eq(f->n, n, "%s: %zu hits", lint_rules[rule].word, f->n);
}

#define change_item(id_, statement)                                                                \
    do {                                                                                           \
        struct item i = item_of(id_);                                                              \
        statement;                                                                                 \
        plan_put(p, &item_entity, &i);                                                             \
    } while (0)
#define change_link(id_, statement)                                                                \
    do {                                                                                           \
        struct link l = link_of(id_);                                                              \
        statement;                                                                                 \
        plan_put(p, &link_entity, &l);                                                             \
    } while (0)
#define change_project(statement)                                                                  \
    do {                                                                                           \
        struct project pr = project_now();                                                         \
        statement;                                                                                 \
        plan_put(p, &project_entity, &pr);                                                         \
    } while (0)

Test(lint, a_clean_plan_breaks_no_rule)
{
    look();
    for (int k = 0; k < LINT_COUNT; k++)
        cr_expect(found.v[k].state != LINT_BAD, "%s: %zu of %zu", lint_rules[k].word, found.v[k].n,
                  found.v[k].of);
    cr_assert_eq(found.bad, 0u);
}

Test(lint, logic_at_most_5_percent)
{
    is(LINT_LOGIC, LINT_OK, 2); /* the first and the last */
    plan_remove(p, &link_entity, (struct id){20});
    is(LINT_LOGIC, LINT_BAD, 4);
}

Test(lint, leads_none)
{
    is(LINT_LEADS, LINT_OK, 0);
    change_link(20, l.lag_s = -3600);
    is(LINT_LEADS, LINT_BAD, 1);
    cr_assert_eq(found.v[LINT_LEADS].hits[0].link.v, 20);
    cr_assert_eq(found.v[LINT_LEADS].hits[0].fix, FIX_NO_LAG);
}

Test(lint, lags_at_most_5_percent)
{
    change_link(20, l.lag_s = 3600);
    is(LINT_LAGS, LINT_OK, 1);
    change_link(21, (l.lag_kind = LAG_PERCENT, l.lag_percent = 10));
    is(LINT_LAGS, LINT_BAD, 2);
}

Test(lint, types_at_least_90_percent_finish_to_start)
{
    for (int64_t id = 10; id < 13; id++)
        change_link(id, l.type = LINK_FF);
    is(LINT_TYPES, LINT_OK, 3);
    change_link(13, l.type = LINK_FF);
    is(LINT_TYPES, LINT_BAD, 4);
}

Test(lint, hard_constraints_at_most_5_percent)
{
    for (int64_t id = 1; id <= 2; id++)
        change_item(id, (i.constraint = CONSTRAINT_FNLT, i.constraint_at = MONDAY + 90 * DAY_S));
    change_item(9, (i.constraint = CONSTRAINT_SNET, i.constraint_at = MONDAY));
    is(LINT_CONSTRAINTS, LINT_OK, 2);
    change_item(3, (i.constraint = CONSTRAINT_MSO, i.constraint_at = MONDAY + 90 * DAY_S));
    is(LINT_CONSTRAINTS, LINT_BAD, 3);
}

/* Beside the chain: between its first and its last item. */
static void put_beside(int64_t id)
{
    put_item(id);
    put_link(100 + 2 * id, 1, id);
    put_link(101 + 2 * id, id, N);
}

Test(lint, high_float_at_most_5_percent)
{
    put_beside(51);
    put_beside(52);
    is(LINT_HIGH_FLOAT, LINT_OK, 2);
    put_beside(53);
    is(LINT_HIGH_FLOAT, LINT_BAD, 3);
    for (int64_t id = 51; id <= 53; id++)
        change_item(id, i.duration_s = 32 * DAY_WORK); /* 76 days between, 44 left */
    is(LINT_HIGH_FLOAT, LINT_OK, 0);
}

Test(lint, negative_float_none)
{
    change_item(1, i.deadline = MONDAY + 2 * DAY_S);
    is(LINT_NO_FLOAT, LINT_OK, 0);
    change_item(1, i.deadline = MONDAY + HOUR_S);
    is(LINT_NO_FLOAT, LINT_BAD, 1);
}

Test(lint, duration_at_most_5_percent)
{
    for (int64_t id = 1; id <= 3; id++)
        plan_remove(p, &assignment_entity, (struct id){id});
    for (int64_t id = 1; id <= 3; id++)
        change_item(id, i.duration_s = (id < 3 ? 45 : 44) * DAY_WORK);
    is(LINT_DURATION, LINT_OK, 2);
    change_item(3, i.duration_s = 45 * DAY_WORK);
    is(LINT_DURATION, LINT_BAD, 3);
    change_item(3, i.percent_complete = 50);
    is(LINT_DURATION, LINT_OK, 2);
}

Test(lint, dates_on_the_right_side_of_the_data_date)
{
    is(LINT_DATES, LINT_OK, 0);
    change_project(pr.data_date = MONDAY + HOUR_S);
    is(LINT_DATES, LINT_BAD, 1);
    change_item(1, i.actual_start = MONDAY);
    is(LINT_DATES, LINT_OK, 0);
    change_item(1, i.actual_start = MONDAY + 2 * HOUR_S);
    is(LINT_DATES, LINT_BAD, 1);
    change_project(pr.data_date = INSTANT_NONE);
    is(LINT_DATES, LINT_UNKNOWN, 0);
}

Test(lint, resources_on_work_of_a_day)
{
    plan_remove(p, &assignment_entity, (struct id){7});
    change_item(7, i.duration_s = DAY_WORK - 60);
    is(LINT_RESOURCES, LINT_OK, 0);
    change_item(7, i.duration_s = DAY_WORK);
    is(LINT_RESOURCES, LINT_BAD, 1);
}

/* The first 20 are done on their baseline dates, `late` of them a day later, and now is then. */
static void work_on(int late)
{
    for (int64_t id = 1; id <= 20; id++) {
        const struct baseline_item *b = plan_get(p, &baseline_item_entity, (struct id){id});
        change_item(id, (i.actual_start = b->start,
                         i.actual_finish = b->finish + (id <= late ? DAY_S : 0),
                         i.percent_complete = 100));
    }
    const struct baseline_item *last = plan_get(p, &baseline_item_entity, (struct id){20});
    change_project(pr.data_date = last->finish);
}

Test(lint, missed_at_most_5_percent)
{
    work_on(1);
    is(LINT_MISSED, LINT_OK, 1);
    work_on(2);
    is(LINT_MISSED, LINT_BAD, 2);
    cr_assert_eq(found.v[LINT_MISSED].of, 20u);
}

Test(lint, baseline_execution_index_at_least_95_percent)
{
    work_on(0);
    change_item(20, (i.actual_finish = INSTANT_NONE, i.percent_complete = 50));
    is(LINT_BEI, LINT_OK, 0);
    cr_assert_float_eq(found.v[LINT_BEI].value, 0.95, 1e-9);
    change_item(19, (i.actual_finish = INSTANT_NONE, i.percent_complete = 50));
    is(LINT_BEI, LINT_BAD, 0);
    change_project(pr.data_date = INSTANT_NONE);
    is(LINT_BEI, LINT_UNKNOWN, 0);
}

Test(lint, the_chain_is_not_held_by_a_date)
{
    change_item(20, (i.constraint = CONSTRAINT_SNET, i.constraint_at = MONDAY));
    is(LINT_CHAIN, LINT_OK, 0);
    change_item(20, (i.constraint = CONSTRAINT_SNET, i.constraint_at = MONDAY + 200 * DAY_S));
    is(LINT_CHAIN, LINT_BAD, 1);
    cr_assert_eq(found.v[LINT_CHAIN].hits[0].item.v, 20);
}

Test(lint, a_delay_reaches_the_finish)
{
    is(LINT_DELAY, LINT_OK, 0);
    change_item(20, (i.constraint = CONSTRAINT_SNET, i.constraint_at = MONDAY + 200 * DAY_S));
    is(LINT_DELAY, LINT_OK, 0); /* critical from there on, and bound from there on */
    change_item(20, (i.constraint = CONSTRAINT_ASAP, i.constraint_at = INSTANT_NONE));
    look();
    instant end = plan_finish(p);
    change_item(N, (i.constraint = CONSTRAINT_MFO, i.constraint_at = end));
    is(LINT_DELAY, LINT_BAD, 1);
    cr_assert_eq(found.v[LINT_DELAY].hits[0].item.v, 1);
    change_item(1, i.percent_complete = 50);
    is(LINT_DELAY, LINT_BAD, 1);
    cr_assert_eq(found.v[LINT_DELAY].hits[0].item.v, 2, "work that has begun is not delayed");
    change_project((pr.schedule_from = SCHEDULE_FROM_FINISH, pr.finish = end));
    is(LINT_DELAY, LINT_UNKNOWN, 0);
}

/* 80 days are left: 4 too many leave 0.95, 5 do not. */
Test(lint, critical_path_length_index_at_least_95_percent)
{
    calculate();
    instant end = plan_finish(p); /* a Friday */
    change_project(pr.target_finish = end - 4 * DAY_S);
    is(LINT_CPLI, LINT_OK, 0);
    cr_assert_float_eq(found.v[LINT_CPLI].value, 0.95, 1e-9);
    change_project(pr.target_finish = end - 7 * DAY_S);
    is(LINT_CPLI, LINT_BAD, 0);
    cr_assert_float_eq(found.v[LINT_CPLI].value, 0.9375, 1e-9);
}

Test(lint, titles_under_one_summary)
{
    change_item(3, i.title = S("Same"));
    is(LINT_TITLES, LINT_OK, 0);
    change_item(4, i.title = S("Same"));
    is(LINT_TITLES, LINT_BAD, 1);
}

Test(lint, links_of_summaries)
{
    put_item(60);
    change_item(30, i.parent.v = 60);
    is(LINT_SUMMARY_LINKS, LINT_OK, 0);
    put_link(200, 1, 60);
    is(LINT_SUMMARY_LINKS, LINT_BAD, 1);
}

Test(lint, dangling_finish)
{
    is(LINT_DANGLING, LINT_OK, 0);
    change_link(20, l.type = LINK_SS); /* 19's finish drives nothing, 20's start is bound */
    is(LINT_DANGLING, LINT_BAD, 1);
    cr_assert_eq(found.v[LINT_DANGLING].hits[0].item.v, 19);
}

Test(lint, dates_by_hand)
{
    is(LINT_MANUAL, LINT_OK, 0);
    change_item(5, (i.is_manual = true, i.start = MONDAY));
    is(LINT_MANUAL, LINT_BAD, 1);
    cr_assert_eq(found.v[LINT_MANUAL].hits[0].fix, FIX_AUTOMATIC);
}

Test(lint, sequence_of_what_has_begun)
{
    work_on(0);
    is(LINT_SEQUENCE, LINT_OK, 0);
    change_item(9, i.actual_finish += HOUR_S * 48);
    is(LINT_SEQUENCE, LINT_BAD, 1);
    change_item(9, (i.actual_finish = INSTANT_NONE, i.percent_complete = 50));
    is(LINT_SEQUENCE, LINT_BAD, 1);
}

Test(lint, status_and_baseline)
{
    is(LINT_BASELINE, LINT_OK, 0);
    plan_remove(p, &baseline_entity, (struct id){1});
    is(LINT_BASELINE, LINT_BAD, 1);
    cr_assert_eq(found.v[LINT_MISSED].state, LINT_UNKNOWN);
    change_project(pr.data_date = INSTANT_NONE);
    is(LINT_STATUS, LINT_OK, 0);
    change_item(1, i.percent_complete = 10);
    is(LINT_STATUS, LINT_BAD, 1);
}

static str fix_of(const struct lint_hit *hit)
{
    struct buf      text = {0};
    struct json_out o;
    jo_init(&o, &text);
    jo_object(&o);
    bool has = lint_fix_json(p, hit, &o);
    jo_object_end(&o);
    str copy = has ? str_copy(&mem, buf_view(&text)) : STR_NONE;
    buf_done(&text);
    return copy;
}

Test(lint, fixes_say_what_to_set)
{
    change_item(3, (i.constraint = CONSTRAINT_MFO, i.constraint_at = MONDAY));
    calculate();
    struct lint_hit hit = {.item = {3}, .fix = FIX_SOFT};
    cr_assert(str_eq(fix_of(&hit), S("{\"constraint\":\"asap\",\"constraint_at\":null,"
                                     "\"deadline\":\"2026-03-02T08:00:00Z\"}")));
    change_item(3, i.constraint = CONSTRAINT_MSO);
    cr_assert(str_eq(fix_of(&hit), S("{\"constraint\":\"snet\"}")));
    hit.fix = FIX_AUTOMATIC;
    cr_assert(str_eq(fix_of(&hit), S("{\"is_manual\":false}")));
    hit.fix = FIX_NO_LAG;
    cr_assert(str_has(fix_of(&hit), S("\"lag_s\":0")));
    hit.fix = FIX_BASELINE;
    cr_assert(str_eq(fix_of(&hit), S("{\"number\":0}")));
    hit.fix = FIX_NONE;
    cr_assert_null(fix_of(&hit).p);
}
