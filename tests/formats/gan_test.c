/* gan_test.c - GanttProject's files: whole days, links, milestones, what is refused. */
#include "domain/entities.h"
#include "formats/gan/gan.h"
#include "shared.h"

#include <criterion/criterion.h>

static struct arena  mem;
static struct import import;

static void finish(void)
{
    plan_unref(import.plan);
    import = (struct import){0};
    arena_done(&mem);
}
TestSuite(gan, .fini = finish);

static err read_body(const char *tasks, const char *rest)
{
    str text = str_fmt(&mem,
                       "<project name=\"G\" version=\"3.3\"><description>d</description>\n"
                       "<calendars><day-types><default-week id=\"1\" name=\"default\" sun=\"1\" "
                       "mon=\"0\" tue=\"0\" wed=\"0\" thu=\"0\" fri=\"0\" sat=\"1\"/></day-types>\n"
                       "<date year=\"2026\" month=\"3\" date=\"4\" type=\"HOLIDAY\">Off</date>\n"
                       "</calendars><tasks>%s</tasks>%s</project>",
                       tasks, rest);
    plan_unref(import.plan);
    import = (struct import){0};
    err e = gan_read(&mem, source_memory(&mem, S("g.gan"), text), &import);
    return e.code ? e : plan_calculate(import.plan, NULL);
}

static void dates(int64_t item, const char *start, const char *end)
{
    const struct item_row *row = plan_row_of(import.plan, (struct id){item});
    str                    a = local_text(&mem, row->start), b = local_text(&mem, row->finish);
    cr_expect(str_starts(a, str_from(start)), "start of %d: %.*s", (int)item, STR_ARG(a));
    cr_expect(str_starts(b, str_from(end)), "finish of %d: %.*s", (int)item, STR_ARG(b));
}

Test(gan, whole_days_links_and_milestones)
{
    err e = read_body(
        "<task id=\"0\" name=\"S\" start=\"2026-03-02\" duration=\"5\">"
        "<task id=\"1\" name=\"A\" start=\"2026-03-02\" duration=\"4\" complete=\"25\">"
        "<depend id=\"2\" type=\"2\" difference=\"0\" hardness=\"Strong\"/>"
        "<notes><![CDATA[ why ]]></notes></task>"
        "<task id=\"2\" name=\"M\" meeting=\"true\" start=\"2026-03-09\" duration=\"0\">"
        "<depend id=\"3\" type=\"2\" difference=\"1\" hardness=\"Strong\"/></task></task>"
        "<task id=\"3\" name=\"B\" start=\"2026-03-10\" duration=\"2\"/>"
        "<task id=\"4\" name=\"C\" start=\"2026-03-11\" duration=\"1\" priority=\"2\"/>",
        "");
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    dates(2, "2026-03-02T08", "2026-03-06T17"); /* a day off between */
    dates(3, "2026-03-09T08", "2026-03-09T08");
    dates(4, "2026-03-10T08", "2026-03-11T17");
    dates(5, "2026-03-11T08", "2026-03-11T17");
    const struct item *a = plan_get(import.plan, &item_entity, (struct id){2});
    cr_expect_eq(a->source_uid, 2);
    cr_expect(str_eq(a->body, S("why")));
    const struct item *c = plan_get(import.plan, &item_entity, (struct id){5});
    cr_expect_eq(c->constraint, CONSTRAINT_SNET);
    cr_expect_eq(c->priority, 700);
    cr_expect(import.stored.v[1].by_day);
    cr_expect_eq(import.stored.v[1].finish, (instant)day_from(2026, 3, 6) * DAY_S);
}

Test(gan, rubber_links_push_only)
{
    err e = read_body("<task id=\"1\" start=\"2026-03-02\" duration=\"1\">"
                      "<depend id=\"2\" type=\"2\" difference=\"0\" hardness=\"Rubber\"/></task>"
                      "<task id=\"2\" start=\"2026-03-12\" duration=\"1\"/>",
                      "");
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    dates(2, "2026-03-12T08", "2026-03-12T17");
}

Test(gan, resources_fields_baselines)
{
    err e = read_body(
        "<taskproperties><taskproperty id=\"tpc0\" name=\"Risk\" type=\"custom\" "
        "valuetype=\"int\"/></taskproperties><task id=\"1\" start=\"2026-03-02\" duration=\"2\">"
        "<customproperty taskproperty-id=\"tpc0\" value=\"7\"/></task>",
        "<resources><resource id=\"5\" name=\"R\" function=\"0\"><rate name=\"standard\" "
        "value=\"80\"/></resource></resources><allocations><allocation task-id=\"1\" "
        "resource-id=\"5\" load=\"50\"/></allocations><vacations><vacation start=\"2026-03-02\" "
        "end=\"2026-03-03\" resourceid=\"5\"/></vacations><previous><previous-tasks name=\"Old\">"
        "<previous-task id=\"1\" start=\"2026-03-03\" duration=\"2\"/></previous-tasks></previous>"
        "<roles><role id=\"0\" name=\"Engineer\"/></roles>");
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    dates(1, "2026-03-02T08", "2026-03-03T17"); /* days off move nothing */
    const struct resource      *r = plan_get(import.plan, &resource_entity, (struct id){1});
    const struct assignment    *a = plan_get(import.plan, &assignment_entity, (struct id){1});
    const struct baseline_item *b = plan_get(import.plan, &baseline_item_entity, (struct id){1});
    cr_assert(r && a && b);
    cr_expect_eq(r->std_rate_minor, 1000);
    cr_expect(str_eq(r->group_name, S("Engineer")));
    cr_expect_eq(a->work_s, 8 * HOUR_S);
    cr_expect_eq(b->finish, (instant)day_from(2026, 3, 5) * DAY_S + 17 * HOUR_S);
    cr_expect_eq(plan_count(import.plan, &custom_value_entity), 1);
}

Test(gan, refuses_with_the_line)
{
    static const struct {
        const char *body, *says;
    } cases[] = {
        {"<task name=\"A\"/>", "Line 4: a task has no id"},
        {"<task id=\"-3\"/>", "out of range"},
        {"<task id=\"1\"/>\n<task id=\"1\"/>", "Line 5: task 1 occurs twice"},
        {"<task id=\"1\" start=\"2026-02-30\"/>", "task/@start"},
        {"<task id=\"1\"><depend id=\"2\" type=\"9\"/></task>", "depend/@type"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        err e = read_body(cases[i].body, "");
        cr_expect(e.code && str_has(str_from(e.why), str_from(cases[i].says)), "%zu: %s", i,
                  e.code ? e.why : "read");
    }
}

Test(gan, week_of_version_2)
{
    const str text = S("<project name=\"G\"><calendars><day-types><calendar id=\"1\">"
                       "<default-week sun=\"0\" mon=\"1\" sat=\"1\"/></calendar></day-types>"
                       "</calendars><tasks><task id=\"1\" start=\"2026-03-05\" duration=\"3\"/>"
                       "</tasks></project>");
    err       e = gan_read(&mem, source_memory(&mem, S("g.gan"), text), &import);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    cr_assert_eq(plan_calculate(import.plan, NULL).code, ERR_NONE);
    dates(1, "2026-03-05T08", "2026-03-08T17");
}
