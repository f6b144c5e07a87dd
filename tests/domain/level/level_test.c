/* tests/domain/level/level_test.c - plans with people, licences and windows of change, levelled. */
#include "domain/level/level.h"

#include "domain/entities.h"
#include "domain/fill.h"

#include <criterion/criterion.h>
#include <string.h>

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
TestSuite(level, .init = begin, .fini = finish);

static void put_resource(int64_t id, enum resource_kind kind, double units)
{
    struct resource r;
    entity_init(&resource_entity, &r);
    r.head.id.v = id;
    r.title = S("somebody");
    r.kind = kind;
    r.max_units = units;
    plan_put(p, &resource_entity, &r);
}

static void put_item(int64_t id, int64_t parent, int64_t priority)
{
    struct item i = fill_item(id, parent, id * RANK_GAP, "item");
    i.duration_s = DAY_WORK;
    i.priority = priority;
    plan_put(p, &item_entity, &i);
}

static void put_assignment(int64_t id, int64_t item, int64_t resource, int64_t work_s)
{
    struct assignment a;
    entity_init(&assignment_entity, &a);
    a.head.id.v = id;
    a.item.v = item;
    a.resource.v = resource;
    a.work_s = work_s;
    plan_put(p, &assignment_entity, &a);
}

static struct level_found levelled(const struct level_request *request)
{
    struct level_found found;
    err                e = plan_calculate(p, NULL);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    e = plan_level(&mem, p, NULL, request, &found);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    return found;
}

static const struct level_request usual = {.schedules = 20};

/* n items of a day each for resource 1. */
static void queue(int64_t n)
{
    for (int64_t id = 1; id <= n; id++) {
        put_item(id, 0, 500);
        put_assignment(id, id, 1, DAY_WORK);
    }
}

Test(level, one_after_the_other)
{
    put_resource(1, RESOURCE_PERSON, 1);
    queue(3);
    const struct level_found found = levelled(&usual);
    struct plan             *after;
    cr_assert_eq(found.n_moves, 2);
    cr_assert_eq(found.n_before, 1);
    cr_assert_eq(found.before[0].resource.v, 1);
    cr_assert_eq(found.before[0].need, 3);
    cr_assert_eq(found.n_after, 0);
    cr_assert_eq(found.movable, 3);
    for (size_t k = 0; k < 2; k++) {
        cr_assert_eq(found.moves[k].waited_for.v, 1);
        cr_assert_neq(found.moves[k].behind.v, 0);
        cr_assert_eq(found.moves[k].start_before, MONDAY);
    }
    const err e = plan_levelled(p, NULL, &found, &after);
    cr_assert_eq(e.code, ERR_NONE);
    cr_assert_eq(plan_finish(after), found.progress.finish);
    cr_assert_eq(plan_finish(after), MONDAY + 2 * DAY_S + 9 * HOUR_S);
    for (size_t k = 0; k < 2; k++) {
        const struct item_row *row = plan_row_of(after, found.moves[k].item);
        cr_assert_eq(row->start, found.moves[k].start);
        cr_assert_eq(row->driver_kind, DRIVER_RESOURCE);
    }
    cr_assert_eq(level_gap(after, &found.progress), 0);
    plan_unref(after);
}

Test(level, gap_is_a_share_of_the_best_length)
{
    put_resource(1, RESOURCE_PERSON, 1);
    queue(1);
    levelled(&usual);
    const struct level_progress progress = {.finish = MONDAY + 110, .bound = MONDAY + 100};
    cr_assert_float_eq(level_gap(p, &progress), 0.1, 1e-9);
}

Test(level, more_important_items_and_projects_first)
{
    put_resource(1, RESOURCE_PERSON, 1);
    put_item(1, 0, 300);
    put_item(2, 0, 700);
    for (int64_t id = 3; id <= 4; id++) {
        put_item(id, id - 2, 500); /* 3 below 1, 4 below 2 */
        put_assignment(id, id, 1, DAY_WORK);
    }
    put_item(5, 0, 900);
    put_assignment(5, 5, 1, DAY_WORK);
    const struct level_found found = levelled(&usual);
    cr_assert_eq(found.n_moves, 2);
    cr_assert_eq(found.moves[0].item.v, 3);
    cr_assert_eq(found.moves[0].delay_s, 2 * DAY_S);
    cr_assert_eq(found.moves[1].item.v, 4);
    cr_assert_eq(found.moves[1].delay_s, DAY_S);
}

Test(level, priority_1000_is_not_moved)
{
    put_resource(1, RESOURCE_PERSON, 1);
    queue(1);
    put_item(2, 0, 1000);
    put_assignment(2, 2, 1, DAY_WORK);
    const struct level_found found = levelled(&usual);
    cr_assert_eq(found.n_moves, 1);
    cr_assert_eq(found.moves[0].item.v, 1);
}

Test(level, scope_holds_the_rest)
{
    const struct id            only[] = {{2}};
    const struct level_request request = {.schedules = 20, .items = only, .n_items = 1};
    put_resource(1, RESOURCE_PERSON, 1);
    put_item(1, 0, 500);
    put_item(2, 0, 500);
    put_item(3, 2, 500); /* below 2 */
    put_assignment(1, 1, 1, DAY_WORK);
    put_assignment(3, 3, 1, DAY_WORK);
    const struct level_found found = levelled(&request);
    cr_assert_eq(found.movable, 1);
    cr_assert_eq(found.moves[0].item.v, 3);
    cr_assert_eq(found.n_after, 0);
}

/* A test environment without work is taken by one at a time, material never runs short. */
Test(level, environments_are_taken_whole)
{
    put_resource(1, RESOURCE_ENVIRONMENT, 1);
    put_resource(2, RESOURCE_MATERIAL, 1);
    for (int64_t id = 1; id <= 2; id++) {
        put_item(id, 0, 500);
        put_assignment(id, id, 1, 0);
        put_assignment(10 + id, id, 2, DAY_WORK);
    }
    const struct level_found found = levelled(&usual);
    cr_assert_eq(found.n_before, 1);
    cr_assert_eq(found.n_after, 0);
    cr_assert_eq(found.n_moves, 1);
    cr_assert_eq(found.moves[0].start, MONDAY + DAY_S);
}

static void put_availability(int64_t id, instant from, instant to, double units)
{
    struct resource_availability a;
    entity_init(&resource_availability_entity, &a);
    a.head.id.v = id;
    a.resource.v = 1;
    a.from = from;
    a.to = to;
    a.units = units;
    plan_put(p, &resource_availability_entity, &a);
}

/* One until Wednesday, two from then on, nobody from the week after next. */
Test(level, availability_varies)
{
    put_resource(1, RESOURCE_TEAM, 1);
    put_availability(2, MONDAY + 2 * DAY_S, MONDAY + 11 * DAY_S, 2);
    put_availability(1, INSTANT_NONE, MONDAY + 2 * DAY_S, 1);
    queue(6);
    const struct level_found found = levelled(&usual);
    cr_assert_eq(found.n_after, 0);
    cr_assert_eq(found.progress.finish, MONDAY + 3 * DAY_S + 9 * HOUR_S);
}

Test(level, a_change_window_is_a_calendar)
{
    struct calendar nights;
    entity_init(&calendar_entity, &nights);
    nights.head.id.v = 1;
    nights.title = S("Saturdays");
    nights.monday = nights.tuesday = nights.wednesday = nights.thursday = nights.friday = S("");
    nights.saturday = S("08:00-16:00");
    plan_put(p, &calendar_entity, &nights);
    put_resource(1, RESOURCE_ENVIRONMENT, 1);
    struct resource r = *(const struct resource *)plan_get(p, &resource_entity, (struct id){1});
    r.calendar.v = 1;
    plan_put(p, &resource_entity, &r);
    queue(2);
    const struct level_found found = levelled(&usual);
    cr_assert_eq(found.n_moves, 1);
    cr_assert_eq(found.moves[0].start, MONDAY + 12 * DAY_S, "the Saturday after");
    cr_assert_eq(found.n_after, 0);
}

Test(level, what_is_begun_or_set_by_hand_stays)
{
    put_resource(1, RESOURCE_PERSON, 1);
    queue(3);
    struct item i = *(const struct item *)plan_get(p, &item_entity, (struct id){1});
    i.actual_start = MONDAY;
    plan_put(p, &item_entity, &i);
    i = *(const struct item *)plan_get(p, &item_entity, (struct id){2});
    i.is_manual = true;
    i.start = MONDAY + DAY_S;
    i.finish = MONDAY + DAY_S + 9 * HOUR_S;
    plan_put(p, &item_entity, &i);
    const struct level_found found = levelled(&usual);
    cr_assert_eq(found.n_after, 0);
    cr_assert_eq(found.n_moves, 1);
    cr_assert_eq(found.moves[0].item.v, 3);
    cr_assert_eq(found.moves[0].start, MONDAY + 2 * DAY_S);
}

Test(level, a_plan_from_its_finish_is_refused)
{
    struct level_found found;
    struct project     pr = *plan_project_record(p);
    put_resource(1, RESOURCE_PERSON, 1);
    queue(1);
    pr.schedule_from = SCHEDULE_FROM_FINISH;
    pr.finish = MONDAY + 30 * DAY_S;
    plan_put(p, &project_entity, &pr);
    cr_assert_eq(plan_calculate(p, NULL).code, ERR_NONE);
    const err e = plan_level(&mem, p, NULL, &usual, &found);
    cr_assert(err_is(e, ERR_INVALID));
    cr_assert_not_null(strstr(e.why, "from its finish"));
}

/* --- interruptions and choices -----------------------------------------------------------------
 */

/* Item 1 is held on Wednesday; item 2 takes three days of the same person. */
static void around_wednesday(void)
{
    put_resource(1, RESOURCE_PERSON, 1);
    queue(2);
    struct item i = *(const struct item *)plan_get(p, &item_entity, (struct id){1});
    i.constraint = CONSTRAINT_MSO;
    i.constraint_at = MONDAY + 2 * DAY_S;
    plan_put(p, &item_entity, &i);
    i = *(const struct item *)plan_get(p, &item_entity, (struct id){2});
    i.duration_s = 3 * DAY_WORK;
    plan_put(p, &item_entity, &i);
    put_assignment(2, 2, 1, 3 * DAY_WORK);
}

Test(level, interrupts_what_can_be_split)
{
    const struct level_request request = {.schedules = 20, .may_split = true};
    struct plan               *after;
    around_wednesday();
    struct level_found found = levelled(&request);
    cr_assert_eq(found.n_after, 0);
    cr_assert_eq(found.n_parts, 2);
    cr_assert_eq(found.parts[0].assignment.v, 2);
    cr_assert_eq(found.parts[1].start, MONDAY + 3 * DAY_S);
    cr_assert_eq(found.n_moves, 1);
    cr_assert(found.moves[0].is_split);
    cr_assert_eq(found.moves[0].behind.v, 1);
    cr_assert_eq(plan_levelled(p, NULL, &found, &after).code, ERR_NONE);
    const struct item_row *row = plan_row_of(after, (struct id){2});
    cr_assert_eq(row->start, MONDAY);
    cr_assert_eq(row->finish, MONDAY + 3 * DAY_S + 9 * HOUR_S);
    plan_unref(after);
    struct item i = *(const struct item *)plan_get(p, &item_entity, (struct id){2});
    i.can_split = false;
    plan_put(p, &item_entity, &i);
    found = levelled(&request);
    cr_assert_eq(found.n_parts, 0);
    cr_assert_eq(found.moves[0].start, MONDAY + 3 * DAY_S);
}

static void put_member(int64_t id, const char *groups, bool is_generic)
{
    put_resource(id, RESOURCE_PERSON, 1);
    struct resource r = *(const struct resource *)plan_get(p, &resource_entity, (struct id){id});
    r.title = str_from(is_generic ? "Tester" : "Somebody");
    r.group_name = str_from(groups);
    r.is_generic = is_generic;
    plan_put(p, &resource_entity, &r);
}

Test(level, a_role_is_done_by_its_members)
{
    const struct level_request request = {.schedules = 20, .may_reassign = true};
    struct plan               *after;
    put_member(1, "", true);
    put_member(2, "Java; tester", false);
    put_member(3, "Tester, Java", false);
    put_member(4, "Java", false);
    queue(2);
    const struct level_found found = levelled(&request);
    cr_assert_eq(found.n_swaps, 2);
    cr_assert_eq(found.swaps[0].from.v, 1);
    cr_assert_eq(found.swaps[0].to.v + found.swaps[1].to.v, 5, "one each");
    cr_assert_eq(found.progress.finish, MONDAY + 9 * HOUR_S);
    cr_assert_eq(plan_levelled(p, NULL, &found, &after).code, ERR_NONE);
    const struct assignment *a = plan_get(after, &assignment_entity, found.swaps[0].assignment);
    cr_assert_eq(a->resource.v, found.swaps[0].to.v);
    plan_unref(after);
    cr_assert_eq(levelled(&usual).n_swaps, 0, "only where it is wished");
}

Test(level, soft_bookings_go_to_others_of_the_group)
{
    const struct level_request request = {.schedules = 20, .may_reassign = true};
    put_member(1, "Java", false);
    put_member(2, "Java", false);
    queue(2);
    cr_assert_eq(levelled(&request).n_swaps, 0, "firm ones stay");
    struct assignment a = *(const struct assignment *)plan_get(p, &assignment_entity,
                                                               (struct id){2});
    a.booking = BOOKING_SOFT;
    plan_put(p, &assignment_entity, &a);
    const struct level_found found = levelled(&request);
    cr_assert_eq(found.n_swaps, 1);
    cr_assert_eq(found.swaps[0].assignment.v, 2);
    cr_assert_eq(found.swaps[0].to.v, 2);
    cr_assert_eq(found.progress.finish, MONDAY + 9 * HOUR_S);
}

Test(level, what_only_follows_names_what_it_follows)
{
    struct link l;
    put_resource(1, RESOURCE_PERSON, 1);
    queue(2);
    put_item(3, 0, 500);
    put_item(4, 0, 500);
    for (int64_t id = 1; id <= 2; id++) {
        entity_init(&link_entity, &l);
        l.head.id.v = id;
        l.pred.v = id;
        l.succ.v = id + 2;
        plan_put(p, &link_entity, &l);
    }
    const struct level_found found = levelled(&usual);
    cr_assert_eq(found.n_moves, 2);
    cr_assert_eq(found.moves[1].follows.v, found.moves[0].item.v);
    cr_assert_eq(found.moves[0].follows.v, 0);
}
