/* Why it is late: steps, sorts of change, and that they add up. */
#include "app/fixture.h"

#include "app/explain/slip.h"

enum { WORK_DAY = 8 * HOUR_S };

static struct slip slip_of(struct fix *f, int64_t item, int64_t after, int64_t baseline)
{
    const struct slip_ask ask = {f->project, {item}, after, baseline};
    struct slip           s;
    must(app_slip(f->app, &f->mem, &ask, &s));
    int64_t sum = s.unexplained_s, by_cause = s.unexplained_s;
    for (size_t k = 0; k < s.n; k++)
        sum += s.steps[k].moved_s;
    for (int k = 0; k < SLIP_CAUSES; k++)
        by_cause += s.causes[k].moved_s;
    cr_expect_eq(sum, s.moved_s, "steps add up");
    cr_expect_eq(by_cause, s.moved_s, "causes add up");
    return s;
}

static void set(struct fix *f, const char *entity, int64_t id, const char *members)
{
    fix_do(f, "[{\"op\":\"update\",\"entity\":\"%s\",\"id\":%lld,\"set\":{%s}}]", entity,
           (long long)id, members);
}

Test(slip, adds_up_by_batch_and_cause)
{
    struct fix f;
    fix_init(&f);
    int64_t a = fix_item(&f, "Order", 2), b = fix_item(&f, "Build", 3);
    fix_link(&f, a, b);
    fix_do(&f, "[{\"op\":\"create\",\"entity\":\"baseline\",\"temp\":-1,\"set\":{\"number\":0,"
               "\"title\":\"Agreed\"}}]");
    set(&f, "item", a, "\"duration_s\":144000");  /* 3 days longer */
    set(&f, "item", b, "\"title\":\"Build it\""); /* moves nothing */
    set(&f, "item", b, "\"constraint\":\"snet\",\"constraint_at\":\"2026-03-11T08:00:00Z\"");
    fix_do(&f,
           "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"duration_s\":172800}},"
           "{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"levelling_delay_s\":86400"
           "}}]",
           (long long)a, (long long)b);
    struct slip s = slip_of(&f, b, 0, 0);
    cr_expect_eq(s.n, 3);
    cr_expect_eq(s.unexplained_s, 0);
    cr_expect_eq(s.steps[0].cause, SLIP_DURATION);
    cr_expect_eq(s.steps[0].moved_s, 3 * WORK_DAY);
    cr_expect_eq(s.steps[1].cause, SLIP_DATES);
    cr_expect_eq(s.steps[1].moved_s, 2 * WORK_DAY);
    cr_expect_eq(s.steps[2].cause, SLIP_MIXED);
    cr_expect_eq(s.steps[2].operations, 2);
    cr_expect_eq(s.after, fix_row(&f, b)->finish);
    struct slip project = slip_of(&f, 0, 0, 0);
    cr_expect_eq(project.moved_s, s.moved_s, "it is the last item");
    struct slip late = slip_of(&f, b, s.steps[0].seq, -1);
    cr_expect_eq(late.n, 2, "only what came later");
    cr_expect_eq(late.before, s.steps[0].after);
    fix_done(&f);
}

Test(slip, sorts_of_change)
{
    struct fix f;
    fix_init(&f);
    int64_t a = fix_item(&f, "Order", 2), b = fix_item(&f, "Build", 3);
    fix_link(&f, a, b);
    int64_t c = fix_do(&f, "[{\"op\":\"create\",\"entity\":\"calendar\",\"temp\":-1,\"set\":{"
                           "\"title\":\"Four days\",\"friday\":\"\"}}]");
    char    text[64];
    (void)snprintf(text, sizeof text, "\"calendar\":%lld", (long long)c);
    set(&f, "item", b, text);
    set(&f, "item", a, "\"actual_start\":\"2026-03-03T08:00:00Z\"");
    set(&f, "item", b, "\"is_active\":false");
    fix_undo(&f);
    set(&f, "project", f.project.v, "\"start\":\"2026-03-09T08:00:00Z\"");
    struct slip s = slip_of(&f, b, 0, -1);
    cr_expect_geq(s.causes[SLIP_LOGIC].steps, 1, "the link");
    cr_expect_eq(s.causes[SLIP_CALENDAR].steps, 1, "Friday off");
    cr_expect_eq(s.causes[SLIP_PROGRESS].steps, 1, "begun a day late");
    cr_expect_geq(s.causes[SLIP_SCOPE].steps, 1, "the item came");
    fix_done(&f);
}

/* Without an operation that froze it, a baseline counts from the moment it came. */
Test(slip, from_a_baseline_that_came_with_the_plan)
{
    struct fix f;
    fix_init(&f);
    int64_t a = fix_item(&f, "Order", 2);
    f.now += DAY_S;
    fix_do(&f, "[{\"op\":\"create\",\"entity\":\"baseline\",\"temp\":-1,\"set\":{\"number\":0,"
               "\"title\":\"Agreed\"}}]");
    f.now += DAY_S;
    set(&f, "item", a, "\"duration_s\":144000");
    struct slip s = slip_of(&f, a, 2, 0); /* the journal is read from behind the freezing batch */
    cr_expect_eq(s.n, 1);
    cr_expect_eq(s.unexplained_s, 0);
    cr_expect_eq(s.moved_s, 3 * WORK_DAY);
    fix_done(&f);
}

Test(slip, nothing_there)
{
    struct fix  f;
    struct slip s;
    fix_init(&f);
    struct slip_ask ask = {f.project, {0}, 0, 3};
    cr_assert_eq(app_slip(f.app, &f.mem, &ask, &s).code, ERR_NOT_FOUND, "no such baseline");
    ask = (struct slip_ask){f.project, {77}, 0, -1};
    cr_assert_eq(app_slip(f.app, &f.mem, &ask, &s).code, ERR_NOT_FOUND, "no such item");
    ask.item.v = 0;
    must(app_slip(f.app, &f.mem, &ask, &s));
    cr_expect_eq(s.n, 0);
    cr_expect_eq(s.moved_s, 0);
    fix_done(&f);
}
