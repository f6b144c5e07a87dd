/* Duration, work and units of items with assignments: the three types of Microsoft Project. */
#include "app/fixture.h"

#define SET(entity, id, members)                                                                   \
    fix_do(&f,                                                                                     \
           "[{\"op\":\"update\",\"entity\":\"" entity "\",\"id\":%lld,\"set\":{" members "}}]",    \
           (long long)(id))

static int64_t resource(struct fix *f, const char *title)
{
    return fix_do(
        f, "[{\"op\":\"create\",\"entity\":\"resource\",\"temp\":-1,\"set\":{\"title\":\"%s\"}}]",
        title);
}

static int64_t assign(struct fix *f, int64_t item, int64_t who)
{
    return fix_do(f,
                  "[{\"op\":\"create\",\"entity\":\"assignment\",\"temp\":-1,\"set\":{\"item\":%"
                  "lld,\"resource\":%lld}}]",
                  (long long)item, (long long)who);
}

static const struct assignment *get(struct fix *f, int64_t id)
{
    return plan_get(fix_plan(f), &assignment_entity, (struct id){id});
}

Test(work, fixed_units)
{
    struct fix f;
    fix_init(&f);
    int64_t item = fix_item(&f, "a", 2), a = assign(&f, item, resource(&f, "DBA"));
    cr_assert_eq(get(&f, a)->work_s, 2 * 28800, "it brings work for the duration");
    cr_assert_eq(fix_get_item(&f, item)->work_s, 2 * 28800);
    SET("item", item, "\"duration_s\":86400");
    cr_assert_eq(get(&f, a)->work_s, 86400);
    SET("assignment", a, "\"units\":2");
    cr_assert_eq(fix_get_item(&f, item)->duration_s, 43200);
    SET("item", item, "\"work_s\":28800");
    cr_assert_eq(get(&f, a)->work_s, 28800);
    cr_assert_eq(fix_get_item(&f, item)->duration_s, 14400);
    SET("assignment", a, "\"work_s\":57600");
    cr_assert_eq(fix_get_item(&f, item)->duration_s, 28800);
    fix_done(&f);
}

Test(work, fixed_duration)
{
    struct fix f;
    fix_init(&f);
    int64_t item = fix_item(&f, "a", 2);
    SET("item", item, "\"duration_type\":\"fixed_duration\"");
    int64_t a = assign(&f, item, resource(&f, "DBA"));
    SET("assignment", a, "\"units\":0.5");
    cr_assert_eq(get(&f, a)->work_s, 28800);
    cr_assert_eq(fix_get_item(&f, item)->duration_s, 2 * 28800);
    SET("assignment", a, "\"work_s\":57600");
    cr_assert_float_eq(get(&f, a)->units, 1, 1e-9);
    fix_done(&f);
}

Test(work, effort_driven_is_shared)
{
    struct fix f;
    fix_init(&f);
    int64_t item = fix_item(&f, "a", 2);
    SET("item", item, "\"is_effort_driven\":true");
    int64_t a = assign(&f, item, resource(&f, "DBA")),
            b = assign(&f, item, resource(&f, "Developer"));
    cr_assert_eq(get(&f, a)->work_s, 28800);
    cr_assert_eq(get(&f, b)->work_s, 28800);
    cr_assert_eq(fix_get_item(&f, item)->duration_s, 28800);
    fix_do(&f, "[{\"op\":\"delete\",\"entity\":\"assignment\",\"id\":%lld}]", (long long)b);
    cr_assert_eq(get(&f, a)->work_s, 2 * 28800);
    cr_assert_eq(fix_get_item(&f, item)->duration_s, 2 * 28800);
    fix_undo(&f);
    cr_assert_eq(get(&f, b)->work_s, 28800);
    cr_assert_eq(fix_get_item(&f, item)->duration_s, 28800);
    fix_done(&f);
}

Test(work, stated_work_stays)
{
    struct fix f;
    fix_init(&f);
    int64_t item = fix_item(&f, "a", 2), who = resource(&f, "DBA");
    int64_t a = fix_do(&f,
                       "[{\"op\":\"create\",\"entity\":\"assignment\",\"temp\":-1,\"set\":{"
                       "\"item\":%lld,\"resource\":%lld,\"work_s\":14400}}]",
                       (long long)item, (long long)who);
    cr_assert_eq(get(&f, a)->work_s, 14400);
    cr_assert_eq(fix_get_item(&f, item)->duration_s, 14400);
    fix_done(&f);
}

Test(work, done_follows_the_per_cent)
{
    struct fix f;
    fix_init(&f);
    int64_t item = fix_item(&f, "a", 2), a = assign(&f, item, resource(&f, "DBA"));
    SET("item", item, "\"percent_complete\":25");
    cr_assert_eq(get(&f, a)->actual_work_s, 14400);
    cr_assert_eq(fix_get_item(&f, item)->actual_work_s, 14400);
    fix_done(&f);
}

Test(work, material_and_cost_take_no_part)
{
    struct fix f;
    fix_init(&f);
    int64_t item = fix_item(&f, "a", 2);
    int64_t cable = fix_do(&f, "[{\"op\":\"create\",\"entity\":\"resource\",\"temp\":-1,\"set\":{"
                               "\"title\":\"Cable\",\"kind\":\"material\"}}]");
    int64_t a = assign(&f, item, cable);
    SET("assignment", a, "\"units\":40");
    cr_assert_eq(fix_get_item(&f, item)->duration_s, 2 * 28800);
    cr_assert_eq(get(&f, a)->work_s, 0);
    fix_done(&f);
}
