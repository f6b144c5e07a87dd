/* What follows when a person types progress, dates, durations and work. */
#include "app/fixture.h"

#define SET(item, members)                                                                         \
    fix_do(&f, "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{" members "}}]",      \
           (long long)(item))

Test(item_rules, new_items)
{
    struct fix f;
    fix_init(&f);
    int64_t a = fix_do(
        &f, "[{\"op\":\"create\",\"entity\":\"item\",\"temp\":-1,\"set\":{\"title\":\"a\"}}]");
    cr_assert_eq(fix_get_item(&f, a)->duration_s, 28800);
    cr_assert(fix_get_item(&f, a)->is_estimated);
    int64_t m = fix_do(&f, "[{\"op\":\"create\",\"entity\":\"item\",\"temp\":-1,\"set\":{\"title\":"
                           "\"m\",\"kind\":\"milestone\"}}]");
    cr_assert_eq(fix_get_item(&f, m)->duration_s, 0);
    cr_assert(fix_get_item(&f, m)->is_milestone);
    int64_t blank = fix_do(
        &f, "[{\"op\":\"create\",\"entity\":\"item\",\"temp\":-1,\"set\":{\"is_blank\":true}}]");
    cr_assert_eq(fix_get_item(&f, blank)->duration_s, DURATION_NONE);
    fix_do(&f,
           "[{\"op\":\"update\",\"entity\":\"project\",\"id\":%lld,\"set\":{\"new_items_manual\":"
           "true}}]",
           (long long)f.project.v);
    int64_t by_hand = fix_do(
        &f, "[{\"op\":\"create\",\"entity\":\"item\",\"temp\":-1,\"set\":{\"title\":\"h\"}}]");
    cr_assert(fix_get_item(&f, by_hand)->is_manual);
    int64_t done = fix_do(
        &f,
        "[{\"op\":\"create\",\"entity\":\"item\",\"temp\":-1,\"set\":{\"title\":\"d\",\"is_"
        "manual\":false,"
        "\"actual_start\":\"2026-03-02T08:00:00Z\",\"actual_finish\":\"2026-03-02T17:00:00Z\"}}]");
    cr_assert_float_eq(fix_get_item(&f, done)->percent_complete, 100, 0);
    cr_assert_eq(fix_get_item(&f, done)->state, ITEM_DONE);
    fix_done(&f);
}

Test(item_rules, progress)
{
    struct fix f;
    fix_init(&f);
    int64_t a = fix_item(&f, "a", 2), b = fix_item(&f, "b", 2);
    fix_link(&f, a, b);
    SET(a, "\"percent_complete\":50");
    cr_assert_eq(fix_get_item(&f, a)->actual_start, NOW - 2 * HOUR_S);
    cr_assert_eq(fix_get_item(&f, a)->actual_finish, INSTANT_NONE);
    cr_assert_eq(fix_get_item(&f, a)->state, ITEM_ACTIVE);
    SET(a, "\"percent_complete\":100");
    cr_assert_str_eq(instant_text(&f.mem, fix_get_item(&f, a)->actual_finish).p,
                     "2026-03-03T17:00:00Z");
    cr_assert_eq(fix_get_item(&f, a)->state, ITEM_DONE);
    SET(a, "\"percent_complete\":0");
    cr_assert_eq(fix_get_item(&f, a)->actual_start, INSTANT_NONE);
    cr_assert_eq(fix_get_item(&f, a)->actual_finish, INSTANT_NONE);
    cr_assert_eq(fix_get_item(&f, a)->state, ITEM_PLANNED);
    SET(a, "\"actual_finish\":\"2026-03-05T17:00:00Z\"");
    cr_assert_float_eq(fix_get_item(&f, a)->percent_complete, 100, 0);
    cr_assert_eq(fix_get_item(&f, a)->actual_start, NOW - 2 * HOUR_S);
    cr_assert_str_eq(fix_start(&f, b), "2026-03-06T08:00:00Z");
    SET(a, "\"actual_finish\":null");
    cr_assert_float_eq(fix_get_item(&f, a)->percent_complete, 0, 0);
    SET(a, "\"state\":\"done\"");
    cr_assert_float_eq(fix_get_item(&f, a)->percent_complete, 100, 0);
    SET(b,
        "\"percent_complete\":30,\"state\":\"blocked\",\"actual_start\":\"2026-03-09T08:00:00Z\"");
    cr_assert_eq(fix_get_item(&f, b)->state, ITEM_BLOCKED);
    cr_assert_str_eq(instant_text(&f.mem, fix_get_item(&f, b)->actual_start).p,
                     "2026-03-09T08:00:00Z");
    fix_refused(&f, ERR_INVALID, "percent_complete",
                "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,"
                "\"set\":{\"percent_complete\":101}}]",
                (long long)b);
    cr_assert_float_eq(fix_get_item(&f, b)->percent_complete, 30, 0);
    fix_done(&f);
}

Test(item_rules, measured_durations)
{
    struct fix f;
    fix_init(&f);
    int64_t a = fix_item(&f, "a", 4);
    SET(a, "\"actual_duration_s\":28800");
    cr_assert_float_eq(fix_get_item(&f, a)->percent_complete, 25, 1e-9);
    cr_assert_eq(fix_get_item(&f, a)->remaining_duration_s, 3 * 28800);
    SET(a, "\"remaining_duration_s\":28800");
    cr_assert_eq(fix_get_item(&f, a)->duration_s, 2 * 28800);
    cr_assert_float_eq(fix_get_item(&f, a)->percent_complete, 50, 1e-9);
    SET(a, "\"percent_complete\":10");
    cr_assert_eq(fix_get_item(&f, a)->actual_duration_s, DURATION_NONE);
    fix_done(&f);
}

Test(item_rules, progress_of_a_summary_goes_down)
{
    struct fix f;
    fix_init(&f);
    int64_t whole = fix_item(&f, "whole", 1), a = fix_item(&f, "a", 1), b = fix_item(&f, "b", 1),
            c = fix_item(&f, "c", 1);
    fix_do(&f,
           "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"parent\":%lld}},"
           "{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"parent\":%lld}}]",
           (long long)a, (long long)whole, (long long)b, (long long)a);
    SET(whole, "\"percent_complete\":100");
    cr_assert_float_eq(fix_get_item(&f, b)->percent_complete, 100, 0);
    cr_assert_neq(fix_get_item(&f, b)->actual_finish, INSTANT_NONE);
    cr_assert_float_eq(fix_get_item(&f, c)->percent_complete, 0, 0);
    cr_assert_float_eq(fix_row(&f, whole)->percent_complete, 100, 1e-9);
    fix_undo(&f);
    cr_assert_float_eq(fix_row(&f, whole)->percent_complete, 0, 1e-9);
    fix_done(&f);
}

Test(item_rules, typed_dates_become_constraints)
{
    struct fix f;
    fix_init(&f);
    int64_t a = fix_item(&f, "a", 1);
    SET(a, "\"start\":\"2026-03-10T08:00:00Z\"");
    cr_assert_eq(fix_get_item(&f, a)->constraint, CONSTRAINT_SNET);
    cr_assert_eq(fix_get_item(&f, a)->start, INSTANT_NONE);
    cr_assert_str_eq(fix_start(&f, a), "2026-03-10T08:00:00Z");
    SET(a, "\"finish\":\"2026-03-12T17:00:00Z\"");
    cr_assert_eq(fix_get_item(&f, a)->constraint, CONSTRAINT_FNET);
    cr_assert_str_eq(fix_finish(&f, a), "2026-03-12T17:00:00Z");
    SET(a, "\"constraint\":\"asap\"");
    cr_assert_eq(fix_get_item(&f, a)->constraint_at, INSTANT_NONE);
    cr_assert_str_eq(fix_start(&f, a), "2026-03-02T08:00:00Z");
    SET(a, "\"is_manual\":true");
    cr_assert_str_eq(instant_text(&f.mem, fix_get_item(&f, a)->start).p, "2026-03-02T08:00:00Z");
    SET(a, "\"start\":\"2026-03-04T08:00:00Z\",\"finish\":\"2026-03-04T17:00:00Z\"");
    cr_assert_eq(fix_get_item(&f, a)->constraint, CONSTRAINT_ASAP);
    cr_assert_str_eq(fix_start(&f, a), "2026-03-04T08:00:00Z");
    SET(a, "\"is_manual\":false");
    cr_assert_str_eq(fix_start(&f, a), "2026-03-02T08:00:00Z");
    fix_done(&f);
}
