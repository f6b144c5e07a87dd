/* Rules across records: references, circles, doubles, what goes along and what stays. */
#include "app/fixture.h"

#define MAKE_LINK                                                                                  \
    "[{\"op\":\"create\",\"entity\":\"link\",\"temp\":-1,\"set\":{\"pred\":%lld,"                  \
    "\"succ\":%lld,\"type\":\"ss\"}}]"
#define MAKE_VALUE                                                                                 \
    "[{\"op\":\"create\",\"entity\":\"custom_value\",\"temp\":-1,\"set\":{"                        \
    "\"field\":%lld,\"record\":%lld,\"value\":\"%s\"}}]"

Test(rules, parents)
{
    struct fix f;
    fix_init(&f);
    long long a = fix_item(&f, "a", 1), b = fix_item(&f, "b", 1);
    fix_do(&f, "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"parent\":%lld}}]", b,
           a);
    fix_refused(&f, ERR_INVALID, "parent",
                "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"parent\":%lld}}]",
                a, b);
    fix_refused(&f, ERR_INVALID, "parent",
                "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"parent\":%lld}}]",
                a, a);
    cr_assert_eq(f.refusal.problems.n, 1, "once is enough");
    fix_refused(&f, ERR_INVALID, "no item 99",
                "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"parent\":99}}]", a);
    cr_assert(fix_row(&f, a)->is_summary);
    fix_done(&f);
}

Test(rules, an_item_moved_without_a_rank_goes_last)
{
    struct fix f;
    fix_init(&f);
    long long whole = fix_item(&f, "whole", 1), a = fix_item(&f, "a", 1), b = fix_item(&f, "b", 1);
    fix_do(&f,
           "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"parent\":%lld}},"
           "{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"parent\":%lld}}]",
           b, whole, a, whole);
    cr_assert_gt(fix_get_item(&f, a)->rank, fix_get_item(&f, b)->rank);
    fix_done(&f);
}

Test(rules, links)
{
    struct fix f;
    fix_init(&f);
    long long whole = fix_item(&f, "whole", 1), a = fix_item(&f, "a", 1), b = fix_item(&f, "b", 1);
    fix_do(&f, "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"parent\":%lld}}]", a,
           whole);
    fix_link(&f, a, b);
    fix_refused(&f, ERR_INVALID, "already", MAKE_LINK, a, b);
    fix_refused(&f, ERR_CYCLE, "→", MAKE_LINK, b, a);
    fix_refused(&f, ERR_INVALID, "contains", MAKE_LINK, whole, a);
    fix_refused(&f, ERR_INVALID, "contains", MAKE_LINK, a, whole);
    fix_refused(&f, ERR_INVALID, "succ", MAKE_LINK, a, a);
    fix_refused(&f, ERR_INVALID, "pred", MAKE_LINK, 99LL, a);
    fix_refused(&f, ERR_INVALID, "succ", MAKE_LINK, a, 99LL);
    cr_assert_eq(plan_count(fix_plan(&f), &link_entity), 1);
    fix_done(&f);
}

Test(rules, a_circle_is_named)
{
    struct fix f;
    fix_init(&f);
    long long a = fix_item(&f, "Dump", 1), b = fix_item(&f, "Load", 1),
              c = fix_item(&f, "Check", 1);
    fix_link(&f, a, b);
    fix_link(&f, b, c);
    fix_refused(&f, ERR_CYCLE, "Load",
                "[{\"op\":\"create\",\"entity\":\"link\",\"temp\":-1,\"set\":{\"pred\":%lld,"
                "\"succ\":%lld}}]",
                c, a);
    fix_done(&f);
}

Test(rules, a_calendar_in_use_stays)
{
    struct fix f;
    fix_init(&f);
    long long c = fix_do(&f, "[{\"op\":\"create\",\"entity\":\"calendar\",\"temp\":-1,\"set\":{"
                             "\"title\":\"Night\",\"monday\":\"22:00-06:00\"}},"
                             "{\"op\":\"create\",\"entity\":\"work_week\",\"temp\":-2,\"set\":{"
                             "\"calendar\":-1,\"title\":\"Freeze\"}},"
                             "{\"op\":\"create\",\"entity\":\"item\",\"temp\":-3,\"set\":{"
                             "\"title\":\"Cutover\",\"calendar\":-1}}]");
    long long item = 1;
    fix_refused(&f, ERR_INVALID, "«Cutover»",
                "[{\"op\":\"delete\",\"entity\":\"calendar\",\"id\":%lld}]", c);
    fix_refused(&f, ERR_INVALID, "«Migration»",
                "[{\"op\":\"delete\",\"entity\":\"calendar\",\"id\":%lld}]",
                (long long)plan_project_record(fix_plan(&f))->calendar.v);
    fix_do(&f,
           "[{\"op\":\"delete\",\"entity\":\"calendar\",\"id\":%lld},{\"op\":\"delete\",\"entity\":"
           "\"item\",\"id\":%lld}]",
           c, item);
    fix_done(&f);
}

Test(rules, bases_do_not_run_in_a_circle)
{
    struct fix f;
    fix_init(&f);
    long long a = fix_do(
        &f, "[{\"op\":\"create\",\"entity\":\"calendar\",\"temp\":-1,\"set\":{\"title\":\"a\"}}]");
    long long b = fix_do(&f,
                         "[{\"op\":\"create\",\"entity\":\"calendar\",\"temp\":-1,\"set\":{"
                         "\"title\":\"b\",\"base\":%lld}}]",
                         a);
    fix_refused(&f, ERR_INVALID, "base",
                "[{\"op\":\"update\",\"entity\":\"calendar\",\"id\":%lld,\"set\":{\"base\":%lld}}]",
                a, b);
    fix_done(&f);
}

Test(rules, a_resource_goes_with_its_assignments)
{
    struct fix f;
    fix_init(&f);
    long long item = fix_item(&f, "a", 2);
    long long r = fix_do(
        &f,
        "[{\"op\":\"create\",\"entity\":\"resource\",\"temp\":-1,\"set\":{\"title\":\"DBA\"}},"
        "{\"op\":\"create\",\"entity\":\"resource_rate\",\"temp\":-2,\"set\":{\"resource\":-1,"
        "\"std_rate_minor\":9000}},"
        "{\"op\":\"create\",\"entity\":\"assignment\",\"temp\":-3,\"set\":{\"item\":%lld,"
        "\"resource\":-1}}]",
        item);
    fix_refused(&f, ERR_INVALID, "already",
                "[{\"op\":\"create\",\"entity\":\"assignment\",\"temp\":-3,\"set\":{\"item\":%lld,"
                "\"resource\":%lld}}]",
                item, r);
    fix_do(&f, "[{\"op\":\"delete\",\"entity\":\"resource\",\"id\":%lld}]", r);
    cr_assert_eq(plan_count(fix_plan(&f), &assignment_entity), 0);
    cr_assert_eq(plan_count(fix_plan(&f), &resource_rate_entity), 0);
    cr_assert_eq(plan_count(fix_plan(&f), &item_entity), 1);
    fix_done(&f);
}

Test(rules, custom_values_fit_their_field)
{
    struct fix f;
    fix_init(&f);
    long long item = fix_item(&f, "a", 2);
    long long field = fix_do(&f,
                             "[{\"op\":\"create\",\"entity\":\"custom_field\",\"temp\":-1,\"set\":{"
                             "\"name\":\"Number1\",\"target\":\"item\",\"kind\":\"number\"}}]");
    fix_refused(&f, ERR_INVALID, "value", MAKE_VALUE, field, item, "many");
    fix_refused(&f, ERR_INVALID, "record", MAKE_VALUE, field, 99LL, "4");
    fix_do(&f, MAKE_VALUE, field, item, "4");
    fix_refused(&f, ERR_INVALID, "record", MAKE_VALUE, field, item, "5");
    fix_done(&f);
}

Test(rules, only_what_is_named_in_the_project)
{
    struct fix f;
    fix_init(&f);
    struct id first = f.project;
    long long r = fix_do(
        &f,
        "[{\"op\":\"create\",\"entity\":\"resource\",\"temp\":-1,\"set\":{\"title\":\"DBA\"}}]");
    fix_project(&f, "Other");
    long long item = fix_item(&f, "a", 2);
    fix_refused(&f, ERR_INVALID, "no resource",
                "[{\"op\":\"create\",\"entity\":\"assignment\",\"temp\":-3,\"set\":{\"item\":%lld,"
                "\"resource\":%lld}}]",
                item, r);
    fix_refused(&f, ERR_NOT_FOUND, "no resource",
                "[{\"op\":\"delete\",\"entity\":\"resource\",\"id\":%lld}]", r);
    f.project = first;
    fix_done(&f);
}
