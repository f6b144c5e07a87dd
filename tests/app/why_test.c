/* Why an item is where it is. */
#include "app/fixture.h"

static str step(struct fix *f, int64_t item, size_t which, size_t *ret_n)
{
    struct why_step *steps;
    must(app_why(&f->mem, fix_plan(f), (struct id){item}, &steps, ret_n));
    cr_assert_lt(which, *ret_n);
    return steps[which].text;
}

static void says(struct fix *f, int64_t item, size_t which, const char *want)
{
    size_t n;
    str    text = step(f, item, which, &n);
    cr_assert(str_eq(text, str_from(want)), "%.*s", STR_ARG(text));
}

Test(why, back_to_the_start)
{
    struct fix f;
    fix_init(&f);
    int64_t a = fix_item(&f, "Mock load 1", 2), b = fix_item(&f, "Mock load 2", 1),
            c = fix_item(&f, "Report", 1);
    fix_do(&f,
           "[{\"op\":\"create\",\"entity\":\"link\",\"temp\":-1,\"set\":{\"pred\":%lld,\"succ\":%"
           "lld,\"lag_s\":57600}},"
           "{\"op\":\"create\",\"entity\":\"link\",\"temp\":-2,\"set\":{\"pred\":%lld,\"succ\":%"
           "lld,\"type\":\"ss\"}}]",
           (long long)a, (long long)b, (long long)b, (long long)c);
    size_t n;
    step(&f, c, 0, &n);
    cr_assert_eq(n, 3);
    says(&f, c, 0, "starts when «Mock load 2» starts (SS)");
    says(&f, c, 1, "starts when «Mock load 1» finishes (FS +2 d)");
    says(&f, c, 2, "starts with the project, 2 Mar 2026 08:00");
    fix_done(&f);
}

Test(why, constraints_hands_and_facts)
{
    struct fix f;
    fix_init(&f);
    int64_t a = fix_item(&f, "a", 1), m = fix_item(&f, "m", 1), d = fix_item(&f, "d", 1);
    fix_do(&f,
           "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"constraint\":\"snet\","
           "\"constraint_at\":\"2026-03-09T08:00:00Z\"}},"
           "{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"is_manual\":true,"
           "\"start\":\"2026-03-05T08:00:00Z\",\"finish\":\"2026-03-05T17:00:00Z\"}},"
           "{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"actual_start\":\"2026-03-"
           "03T08:00:00Z\",\"percent_complete\":10}}]",
           (long long)a, (long long)m, (long long)d);
    says(&f, a, 0, "starts not before 9 Mar 2026 08:00 (constraint)");
    says(&f, m, 0, "set by hand, 5 Mar 2026 08:00");
    says(&f, d, 0, "began 3 Mar 2026 08:00");
    struct why_step *steps;
    size_t           n;
    cr_assert_eq(app_why(&f.mem, fix_plan(&f), (struct id){999}, &steps, &n).code, ERR_NOT_FOUND);
    fix_done(&f);
}

Test(why, summaries_lead_below)
{
    struct fix f;
    fix_init(&f);
    int64_t whole = fix_item(&f, "whole", 1), a = fix_item(&f, "a", 1),
            after = fix_item(&f, "after", 1);
    fix_do(&f, "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"parent\":%lld}}]",
           (long long)a, (long long)whole);
    fix_link(&f, whole, after);
    size_t n;
    step(&f, after, 0, &n);
    cr_assert_eq(n, 3);
    says(&f, after, 0, "starts when «whole» finishes (FS)");
    says(&f, after, 1, "begins with the first item below it");
    fix_done(&f);
}
