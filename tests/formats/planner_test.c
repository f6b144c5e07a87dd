/* planner_test.c - GNOME Planner's files: what elements mean, what is repaired, what is refused. */
#include "domain/compare/compare.h"
#include "domain/entities.h"
#include "formats/planner/planner.h"
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
TestSuite(planner, .fini = finish);

static err read_body(const char *tasks, const char *rest)
{
    str text = str_fmt(&mem,
                       "<project name=\"P\" project-start=\"20260302T000000Z\" calendar=\"1\" "
                       "mrproject-version=\"2\" phase=\"a\">\n<calendars><calendar id=\"1\" "
                       "name=\"C\"><default-week mon=\"0\" tue=\"0\" wed=\"0\" thu=\"0\" fri=\"0\" "
                       "sat=\"1\" sun=\"1\"/>\n<overridden-day-types><overridden-day-type id=\"0\">"
                       "<interval start=\"0900\" end=\"1200\"/><interval start=\"1300\" "
                       "end=\"1800\"/></overridden-day-type></overridden-day-types>\n<days>"
                       "<day date=\"20260304\" type=\"day-type\" id=\"1\"/></days></calendar>"
                       "</calendars>\n<tasks>%s</tasks>%s</project>",
                       tasks, rest);
    plan_unref(import.plan);
    import = (struct import){0};
    err e = planner_read(&mem, source_memory(&mem, S("p.planner"), text), &import);
    return e.code ? e : plan_calculate(import.plan, NULL);
}

static void starts(int64_t item, const char *expected)
{
    str got = local_text(&mem, plan_row_of(import.plan, (struct id){item})->start);
    cr_expect(str_eq(got, str_from(expected)), "%.*s", STR_ARG(got));
}

static void ends(int64_t item, const char *expected)
{
    str got = local_text(&mem, plan_row_of(import.plan, (struct id){item})->finish);
    cr_expect(str_eq(got, str_from(expected)), "%.*s", STR_ARG(got));
}

Test(planner, work_by_units_on_own_hours)
{
    err e = read_body(
        "<task id=\"7\" name=\"Sum\"><task id=\"1\" name=\"A\" work=\"57600\" "
        "percent-complete=\"50\"/>\n<task id=\"2\" name=\"B\" work=\"28800\" type=\"normal\">"
        "<constraint type=\"start-no-earlier-than\" time=\"20260309T090000Z\"/>"
        "<predecessors><predecessor id=\"1\" predecessor-id=\"1\" type=\"FS\" lag=\"3600\"/>"
        "</predecessors></task></task>",
        "<resources><resource id=\"4\" name=\"R\" type=\"1\" units=\"100\" std-rate=\"12.5\"/>"
        "</resources><allocations><allocation task-id=\"1\" resource-id=\"4\" units=\"50\"/>"
        "</allocations>");
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    starts(2, "2026-03-02T09:00:00");
    ends(2, "2026-03-06T18:00:00"); /* 16 h at half: four days, one of them off */
    starts(3, "2026-03-09T10:00:00");
    const struct item *a = plan_get(import.plan, &item_entity, (struct id){2});
    cr_expect_eq(a->parent.v, 1);
    cr_expect_eq(a->source_uid, 1);
    cr_expect_eq(a->state, ITEM_ACTIVE);
    const struct resource *r = plan_get(import.plan, &resource_entity, (struct id){1});
    cr_expect_eq(r->std_rate_minor, 1250);
    cr_expect(import.report.n_dropped == 1, "the phase");
}

Test(planner, properties_become_fields)
{
    err e = read_body("<task id=\"1\" name=\"A\" work=\"0\" type=\"milestone\"><properties>"
                      "<property name=\"risk\" value=\"high\"/></properties></task>",
                      "<properties><property name=\"risk\" type=\"text\" owner=\"task\" "
                      "label=\"Risk\"/></properties>");
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    const struct custom_value *v = plan_get(import.plan, &custom_value_entity, (struct id){1});
    cr_assert_not_null(v);
    cr_expect(str_eq(v->value, S("high")));
    cr_expect_eq(v->record.v, 1);
    cr_expect(plan_row_of(import.plan, (struct id){1})->start % DAY_S == 0, "unrolled");
}

Test(planner, refuses_with_the_line)
{
    static const struct {
        const char *body, *says;
    } cases[] = {
        {"\n<task name=\"A\"/>", "Line 6: a task has no id"},
        {"<task id=\"1\"/>\n<task id=\"1\"/>", "Line 6: task 1 occurs twice"},
        {"<task id=\"x\"/>", "Line 5: task/@id"},
        {"<task id=\"1\" work=\"many\"/>", "task/@work"},
        {"<task id=\"1\"><constraint type=\"must-start-on\" time=\"2026\"/></task>", "@time"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        err e = read_body(cases[i].body, "");
        cr_expect(e.code && str_has(str_from(e.why), str_from(cases[i].says)), "%zu: %s", i,
                  e.code ? e.why : "read");
    }
}

Test(planner, links_to_nowhere_are_told)
{
    err e = read_body("<task id=\"1\" work=\"3600\"><predecessors><predecessor "
                      "predecessor-id=\"9\" type=\"SS\"/></predecessors></task>",
                      "");
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    cr_expect_eq(plan_count(import.plan, &link_entity), 0);
    cr_expect_eq(import.report.n_warnings, 1);
}
