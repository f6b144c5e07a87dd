/* tests/domain/schedule_test.c - records to the engine's network, and its rows back. */
#include "domain/schedule.h"

#include "domain/fill.h"
#include "domain/schedule/build.h"

#include <criterion/criterion.h>

static struct arena mem;
static struct plan *p;

enum { MONDAY = 1772438400 }; /* 2026-03-02T08:00:00Z */
enum { DAY_WORK = 8 * HOUR_S };

static void begin(void)
{
    struct project pr;
    p = plan_new((struct id){1});
    entity_init(&project_entity, &pr);
    pr.head.id.v = 1;
    pr.title = S("Test");
    pr.start = MONDAY;
    plan_put(p, &project_entity, &pr);
}
static void finish(void)
{
    plan_unref(p);
    arena_done(&mem);
}
TestSuite(schedule, .init = begin, .fini = finish);

static struct item item_of(int64_t id, int64_t days)
{
    struct item i = fill_item(id, 0, id * RANK_GAP, "item");
    i.duration_s = days * DAY_WORK;
    return i;
}

static void put_item(int64_t id, int64_t days)
{
    const struct item i = item_of(id, days);
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

static void put_resource(int64_t id, enum resource_kind kind, int64_t calendar)
{
    struct resource r;
    entity_init(&resource_entity, &r);
    r.head.id.v = id;
    r.title = S("somebody");
    r.kind = kind;
    r.calendar.v = calendar;
    plan_put(p, &resource_entity, &r);
}

static struct assignment assignment_of(int64_t id, int64_t item, int64_t resource, int64_t days)
{
    struct assignment a;
    entity_init(&assignment_entity, &a);
    a.head.id.v = id;
    a.item.v = item;
    a.resource.v = resource;
    a.work_s = days * DAY_WORK;
    return a;
}

static void put_assignment(int64_t id, int64_t item, int64_t resource, int64_t days)
{
    const struct assignment a = assignment_of(id, item, resource, days);
    plan_put(p, &assignment_entity, &a);
}

static const struct item_row *calculated(int64_t id)
{
    const err e = plan_calculate(p, NULL);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    return plan_row_of(p, (struct id){id});
}

/* Friday off; the calendar of part-time people stands on it and has Monday's morning only. */
static void put_calendars(void)
{
    struct calendar           base, part;
    struct work_week          week;
    struct calendar_exception holiday;
    entity_init(&calendar_entity, &base);
    entity_init(&calendar_entity, &part);
    base.head.id.v = 1;
    base.title = S("Base");
    base.friday = S("");
    part.head.id.v = 2;
    part.title = S("Part time");
    part.base.v = 1;
    part.monday = S("08:00-12:00");
    plan_put(p, &calendar_entity, &base);
    plan_put(p, &calendar_entity, &part);
    entity_init(&work_week_entity, &week);
    week.head.id.v = 1;
    week.calendar.v = 1;
    week.from = week.to = day_from(2026, 3, 6);
    week.friday = S("08:00-12:00");
    plan_put(p, &work_week_entity, &week);
    entity_init(&calendar_exception_entity, &holiday);
    holiday.head.id.v = 1;
    holiday.calendar.v = 1;
    holiday.kind = EXCEPTION_DAILY;
    holiday.from = holiday.to = day_from(2026, 3, 3);
    holiday.shifts = S("");
    plan_put(p, &calendar_exception_entity, &holiday);
}

Test(schedule, links_and_sums)
{
    put_item(1, 2);
    put_item(2, 1);
    put_link(7, 1, 2);
    const struct item_row *r = calculated(2);
    cr_assert_eq(r->start, MONDAY + 2 * DAY_S);
    cr_assert_eq(r->driver.v, 7);
    cr_assert_eq(r->driver_kind, DRIVER_LINK);
    cr_assert_eq(r->total_slack_s, 0);
    cr_assert(r->critical);
}

Test(schedule, a_summary_sums_work_and_per_cent)
{
    struct item child = item_of(2, 3), other = item_of(3, 1);
    put_item(1, 0);
    child.parent.v = other.parent.v = 1;
    child.actual_start = MONDAY;
    child.percent_complete = 50;
    child.work_s = 24 * HOUR_S;
    plan_put(p, &item_entity, &child);
    plan_put(p, &item_entity, &other);
    put_resource(1, RESOURCE_PERSON, 0);
    put_assignment(1, 3, 1, 1);
    const struct item_row *r = calculated(1);
    cr_assert_eq(r->work_s, 32 * HOUR_S);
    cr_assert_float_eq(r->percent_complete, 38, 0.01, "1.5 of 4 days");
    cr_assert_eq(r->driver_kind, DRIVER_SUMMARY);
    cr_assert_eq(r->duration_s, 3 * DAY_WORK);
}

Test(schedule, calendars_of_items_and_resources)
{
    put_calendars();
    struct item own = item_of(1, 2);
    own.calendar.v = 1;
    plan_put(p, &item_entity, &own);
    put_item(2, 1);
    put_resource(1, RESOURCE_PERSON, 2);
    put_assignment(1, 2, 1, 1);
    cr_assert_eq(calculated(1)->finish, MONDAY + 2 * DAY_S + 9 * HOUR_S, "Tuesday is a holiday");
    cr_assert_eq(calculated(2)->finish, MONDAY + 2 * DAY_S + 4 * HOUR_S, "Monday is half a day");
    own.duration_s = 4 * DAY_WORK;
    plan_put(p, &item_entity, &own);
    cr_assert_eq(calculated(1)->finish, MONDAY + 7 * DAY_S + 4 * HOUR_S, "one Friday morning");
}

Test(schedule, who_drives)
{
    put_item(1, 1);
    put_item(2, 1);
    put_resource(1, RESOURCE_MATERIAL, 0);
    put_resource(2, RESOURCE_PERSON, 0);
    put_assignment(1, 1, 1, 5);
    put_assignment(2, 1, 0, 5);
    put_assignment(3, 2, 2, 5);
    cr_assert_eq(calculated(1)->finish, MONDAY + 9 * HOUR_S, "material and nobody do not");
    cr_assert_eq(calculated(2)->finish, MONDAY + 4 * DAY_S + 9 * HOUR_S);
}

Test(schedule, splits)
{
    struct assignment       a = assignment_of(1, 1, 0, 2), b = assignment_of(2, 2, 0, 1);
    struct assignment_piece piece;
    put_item(1, 2);
    put_item(2, 1);
    a.contour = b.contour = CONTOUR_CONTOURED;
    b.start = MONDAY;
    b.finish = MONDAY + DAY_S + 9 * HOUR_S;
    plan_put(p, &assignment_entity, &a);
    plan_put(p, &assignment_entity, &b);
    for (int i = 0; i < 2; i++) {
        entity_init(&assignment_piece_entity, &piece);
        piece.head.id.v = i + 1;
        piece.assignment.v = 1;
        piece.start = MONDAY + 2 * i * DAY_S;
        piece.finish = piece.start + 9 * HOUR_S;
        piece.work_s = DAY_WORK;
        plan_put(p, &assignment_piece_entity, &piece);
    }
    cr_assert_eq(calculated(1)->finish, MONDAY + 2 * DAY_S + 9 * HOUR_S);
    cr_assert_eq(calculated(2)->finish, MONDAY + DAY_S + 9 * HOUR_S, "as long as its frame");
}

static bool outside_dates(void *self, struct id item, instant *ret_start, instant *ret_finish)
{
    (void)self;
    *ret_start = MONDAY;
    *ret_finish = MONDAY + DAY_S + 9 * HOUR_S;
    return item.v == 77;
}

Test(schedule, links_from_other_projects)
{
    const struct plan_outside outside = {.dates = outside_dates};
    put_item(1, 1);
    put_item(2, 1);
    put_link(1, 77, 1);
    put_link(2, 78, 2);
    cr_assert_eq(plan_calculate(p, &outside).code, ERR_NONE);
    const struct item_row *known = plan_row_of(p, (struct id){1});
    const struct item_row *unknown = plan_row_of(p, (struct id){2});
    cr_assert_eq(known->start, MONDAY + 2 * DAY_S);
    cr_assert_eq(known->driver.v, 1);
    cr_assert_eq(known->driver_kind, DRIVER_EXTERNAL);
    cr_assert_eq(unknown->start, MONDAY);
    cr_assert_eq(unknown->driver_kind, DRIVER_EXTERNAL);
}

Test(schedule, absent_durations)
{
    struct item task = item_of(1, 0), milestone = item_of(2, 0), manual = item_of(3, 0);
    task.duration_s = milestone.duration_s = manual.duration_s = DURATION_NONE;
    milestone.kind = ITEM_MILESTONE;
    manual.is_manual = true;
    manual.start = MONDAY;
    manual.finish = MONDAY + 9 * HOUR_S;
    plan_put(p, &item_entity, &task);
    plan_put(p, &item_entity, &milestone);
    plan_put(p, &item_entity, &manual);
    cr_assert_eq(calculated(1)->duration_s, DAY_WORK);
    cr_assert_eq(calculated(2)->finish, MONDAY);
    cr_assert_eq(calculated(3)->finish, MONDAY + 9 * HOUR_S);
    cr_assert_not(calculated(3)->critical, "without a duration it never is");
}

Test(schedule, what_is_below_an_inactive_item_is_inactive)
{
    struct item off = item_of(5, 0), child = item_of(2, 9);
    off.is_active = false;
    child.parent.v = 5;
    plan_put(p, &item_entity, &off);
    plan_put(p, &item_entity, &child);
    put_item(6, 1);
    cr_assert_eq(calculated(6)->late_finish, MONDAY + 9 * HOUR_S);
}

Test(schedule, blank_rows_have_no_dates)
{
    struct item blank = item_of(1, 0);
    blank.is_blank = true;
    plan_put(p, &item_entity, &blank);
    put_item(2, 1);
    put_link(1, 1, 2);
    cr_assert_eq(calculated(1)->start, INSTANT_NONE);
    cr_assert_eq(calculated(2)->start, MONDAY);
}

Test(schedule, step_by_step)
{
    struct cpm_result result;
    put_calendars();
    put_item(1, 1);
    put_item(2, 1);
    put_link(1, 1, 2);
    put_resource(1, RESOURCE_TEAM, 2);
    put_assignment(1, 1, 1, 1);
    calculated(1);
    struct build b = {
        .mem = &mem, .p = p, .project = plan_project_record(p), .outline = plan_outline_tree(p)};
    cr_assert_eq(build_open(&b).code, ERR_NONE);
    cr_assert_eq(build_calendars(&b).code, ERR_NONE);
    cr_assert_eq(b.net.n_calendars, 3, "two and the standard week");
    cr_assert_eq(build_calendar(&b, (struct id){2}), 1);
    cr_assert_eq(build_calendar(&b, (struct id){9}), CALENDAR_NONE);
    const struct calendar_rule was = b.net.calendars[0];
    cr_assert_eq(build_calendar_again(&b, plan_at(p, &calendar_entity, 0)).code, ERR_NONE);
    const struct calendar_rule *is = &b.net.calendars[0];
    cr_assert(is->n_weeks == 1 && is->n_exceptions == 1 && is->base == was.base);
    cr_assert_eq(is->exceptions[0].from, was.exceptions[0].from);
    build_tasks(&b);
    build_links(&b);
    build_assignments(&b);
    cr_assert_eq(b.net.n_tasks, 2);
    cr_assert_eq(b.net.n_links, 1);
    cr_assert_eq(b.net.n_assignments, 1);
    cr_assert_eq(b.net.assignments.calendar[0], 1);
    cr_assert_eq(cpm_run(&mem, &b.net, &result).code, ERR_NONE);
    struct item_row rows[2] = {{.duration_s = DURATION_NONE}, {.duration_s = DURATION_NONE}};
    build_rows(&b, &result, rows);
    cr_assert_eq(rows[1].start, plan_row_of(p, (struct id){2})->start);
    struct item_row again[2] = {{.duration_s = DURATION_NONE}, {.duration_s = DURATION_NONE}};
    cr_assert_eq(plan_schedule(p, NULL, again).code, ERR_NONE);
    cr_assert_eq(again[1].finish, rows[1].finish);
}

/* The profile of P6: data date, activity types, the rest of assignments, projects of their own. */
Test(schedule, the_profile_of_p6)
{
    struct build   b = {.mem = &mem, .p = p, .project = plan_project_record(p)};
    struct project pr = *b.project;
    struct item    i = item_of(1, 0);
    pr.profile = PROFILE_P6;
    pr.data_date = MONDAY + 7 * DAY_S;
    plan_put(p, &project_entity, &pr);
    i.kind = ITEM_SUMMARY;
    i.data_date = MONDAY + 14 * DAY_S;
    plan_put(p, &item_entity, &i);
    i = item_of(2, 1);
    i.parent.v = 1;
    i.is_manual = true;
    i.activity_type = ACTIVITY_RESOURCE_DEPENDENT;
    i.constraint = CONSTRAINT_MANDATORY_FINISH;
    i.constraint_at = MONDAY + 15 * DAY_S;
    plan_put(p, &item_entity, &i);
    put_item(3, 1);
    cr_assert_eq(plan_calculate(p, NULL).code, ERR_NONE);
    b.project = plan_project_record(p);
    b.outline = plan_outline_tree(p);
    cr_assert_eq(build_open(&b).code, ERR_NONE);
    cr_assert_eq(build_calendars(&b).code, ERR_NONE);
    build_tasks(&b);
    build_p6(&b);
    cr_assert_not_null(b.net.p6);
    cr_expect_eq(b.net.p6->n_groups, 2);
    cr_expect_eq(b.net.p6->group[1], 1);
    cr_expect_eq(b.net.p6->kind[1], P6_RESOURCE_DEPENDENT);
    cr_expect_eq(b.net.p6->constraint[0][1], P6_MANDATORY_FINISH);
    cr_expect_eq(b.net.tasks.constraint[1], NET_ASAP);
    cr_expect_eq(b.net.tasks.flags[1], 0);
    cr_expect_eq(plan_row_of(p, (struct id){3})->early_start, pr.data_date);
    cr_expect_eq(plan_row_of(p, (struct id){2})->early_finish, i.constraint_at);
}

Test(schedule, what_cannot_be_is_told)
{
    struct calendar bad;
    put_item(1, 1);
    put_item(2, 1);
    put_link(1, 1, 2);
    put_link(2, 2, 1);
    cr_assert_eq(plan_calculate(p, NULL).code, ERR_CYCLE);
    entity_init(&calendar_entity, &bad);
    bad.head.id.v = 1;
    bad.title = S("Odd");
    bad.monday = S("8 to 5");
    plan_put(p, &calendar_entity, &bad);
    const err e = plan_calculate(p, NULL);
    cr_assert_eq(e.code, ERR_INVALID);
    cr_assert(str_has(str_from(e.why), S("Odd")), "%s", e.why);
    plan_remove(p, &project_entity, (struct id){1});
    cr_assert_eq(plan_calculate(p, NULL).code, ERR_INVALID);
}

/* One row of the columns anew: what following does after an edit. */
Test(schedule, the_network_alone)
{
    struct build      b = {.mem = &mem};
    struct cpm_result result;
    struct item_row   row = {0};
    struct link       link;
    put_item(1, 2);
    put_item(2, 1);
    put_link(1, 1, 2);
    put_resource(1, RESOURCE_PERSON, 0);
    put_assignment(1, 2, 1, 1);
    cr_assert_eq(plan_calculate(p, NULL).code, ERR_NONE);
    cr_assert_eq(build_of(&b, p, NULL).code, ERR_NONE);
    cr_assert_eq(b.net.n_tasks, 2);
    b.net.tasks.duration_s[0] = 0;
    build_task(&b, 0);
    cr_assert_eq(b.net.tasks.duration_s[0], 2 * DAY_WORK);
    link = *(const struct link *)plan_at(p, &link_entity, 0);
    link.type = LINK_SS;
    plan_put(p, &link_entity, &link);
    cr_assert(build_link(&b, 0));
    cr_assert_eq(b.net.links.type[0], NET_SS);
    const struct assignment twice = assignment_of(1, 2, 1, 2);
    build_assigned(&b, 0, -1);
    cr_assert_eq(b.n_assigned[1], 0);
    plan_put(p, &assignment_entity, &twice);
    cr_assert(build_assignment(&b, 0));
    build_assigned(&b, 0, 1);
    cr_assert_eq(b.assigned_work_s[1], 2 * DAY_WORK);
    cr_assert_eq(b.net.assignments.work_s[0], 2 * DAY_WORK);
    cr_assert_eq(cpm_run(&mem, &b.net, &result).code, ERR_NONE);
    build_row(&b, &result.rows[1], 1, &row);
    cr_assert_eq(row.start, MONDAY);
    cr_assert(build_counts_above(plan_at(p, &item_entity, 0)));
}
