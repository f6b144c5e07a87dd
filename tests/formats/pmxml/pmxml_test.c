/* tests/formats/pmxml/pmxml_test.c - what elements of a PMXML file become, what is repaired, what
 * is refused, and P6's own dates of whole files.
 */
#include "base/arena.h"
#include "domain/compare/compare.h"
#include "domain/entities.h"
#include "formats/plan_file.h"
#include "formats/pmxml/pmxml.h"
#include "formats/shared.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static struct arena  mem;
static struct import import;

static void finish(void)
{
    plan_unref(import.plan);
    import = (struct import){0};
    arena_done(&mem);
}
TestSuite(pmxml, .fini = finish);

#define ROOT(body)                                                                                 \
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<APIBusinessObjects "                             \
    "xmlns=\"http://xmlns.oracle.com/Primavera/P6/V20.12/API/BusinessObjects\" "                   \
    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">" body "</APIBusinessObjects>"
#define DAY(name)                                                                                  \
    "<StandardWorkHours><DayOfWeek>" name "</DayOfWeek><WorkTime><Start>08:00:00</Start>"          \
    "<Finish>15:59:00</Finish></WorkTime></StandardWorkHours>"
#define OFF(name)                                                                                  \
    "<StandardWorkHours><DayOfWeek>" name "</DayOfWeek><WorkTime xsi:nil=\"true\"/>"               \
    "</StandardWorkHours>"
#define CALENDAR                                                                                   \
    "<Calendar><Name>Work</Name><ObjectId>7</ObjectId><BaseCalendarObjectId xsi:nil=\"true\"/>"    \
    "<StandardWorkWeek>" OFF("Sunday") DAY("Monday") DAY("Tuesday") DAY("Wednesday")               \
        DAY("Thursday") DAY("Friday")                                                              \
            OFF("Saturday") "</StandardWorkWeek><HolidayOrExceptions>"                             \
                            "<HolidayOrException><Date>2026-03-03T00:00:00</Date><WorkTime "       \
                            "xsi:nil=\"true\"/>"                                                   \
                            "</HolidayOrException><HolidayOrException><Date>2026-03-04T00:00:00</" \
                            "Date><WorkTime>"                                                      \
                            "<Start>00:00:00</Start><Finish>23:59:00</Finish></WorkTime></"        \
                            "HolidayOrException>"                                                  \
                            "</HolidayOrExceptions></Calendar>"
#define PROJECT(body)                                                                              \
    "<Project><ActivityDefaultCalendarObjectId>7</ActivityDefaultCalendarObjectId>"                \
    "<CriticalActivityFloatLimit>16</CriticalActivityFloatLimit>"                                  \
    "<CriticalActivityPathType>Longest Path</CriticalActivityPathType>"                            \
    "<CurrentBaselineProjectObjectId>6</CurrentBaselineProjectObjectId>"                           \
    "<DataDate>2026-03-02T00:00:00</DataDate><Id>PLANT</Id><Name>The plant</Name>"                 \
    "<ObjectId>5</ObjectId><PlannedStartDate>2026-03-01T00:00:00</PlannedStartDate>" body          \
    "</Project>"
#define WBS "<WBS><Code>E</Code><Name>Earth</Name><ObjectId>2</ObjectId></WBS>"
#define DIG                                                                                        \
    "<Activity><Id>A10</Id><Name>Dig</Name><ObjectId>10</ObjectId><WBSObjectId>2</WBSObjectId>"    \
    "<Type>Task Dependent</Type><Status>In Progress</Status><PlannedDuration>8</PlannedDuration>"  \
    "<RemainingDuration>2,5</RemainingDuration><CalendarObjectId>7</CalendarObjectId>"             \
    "<ActualStartDate>2026-02-23T08:00:00</ActualStartDate>"                                       \
    "<PercentCompleteType>Physical</PercentCompleteType>"                                          \
    "<PhysicalPercentComplete>0.25</PhysicalPercentComplete>"                                      \
    "<PrimaryConstraintType>Start On or After</PrimaryConstraintType>"                             \
    "<PrimaryConstraintDate>2026-03-09T08:00:00</PrimaryConstraintDate>"                           \
    "<SecondaryConstraintType>Finish On or Before</SecondaryConstraintType>"                       \
    "<SecondaryConstraintDate>2026-03-20T16:00:00</SecondaryConstraintDate>"                       \
    "<Colour>red</Colour><Code><TypeObjectId>1</TypeObjectId><ValueObjectId>3</ValueObjectId>"     \
    "</Code><UDF><TypeObjectId>9</TypeObjectId><DoubleValue>1.5</DoubleValue></UDF></Activity>"
#define DUG                                                                                        \
    "<Activity><Id>A11</Id><Name>Dug</Name><ObjectId>11</ObjectId><WBSObjectId>2</WBSObjectId>"    \
    "<Type>Finish Milestone</Type><Status>Not "                                                    \
    "Started</Status><PlannedDuration>0</PlannedDuration>"                                         \
    "</Activity>"

static err read_text(str text)
{
    plan_unref(import.plan);
    import = (struct import){0};
    return plan_file_read(&mem, source_memory(&mem, S("plan.xml"), text), &import);
}

Test(pmxml, another_root_element)
{
    const err e = pmxml_read(&mem, source_memory(&mem, S("a.xml"), S("<Project/>")), &import);
    cr_expect_eq(e.code, ERR_UNSUPPORTED);
}

static void reads(str text)
{
    const err e = read_text(text);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
}

static const void *record(const struct entity *e, int64_t id)
{
    const void *found = plan_get(import.plan, e, (struct id){id});
    cr_assert_not_null(found, "%s %lld", e->name, (long long)id);
    return found;
}

static int64_t dropped(const char *what)
{
    for (size_t i = 0; i < import.report.n_dropped; i++)
        if (str_eq(import.report.dropped[i].what, str_from(what)))
            return import.report.dropped[i].count;
    return 0;
}

static bool warned(const char *part)
{
    for (size_t i = 0; i < import.report.n_warnings; i++)
        if (str_has(import.report.warnings[i].why, str_from(part)))
            return true;
    return false;
}

static day day_of(const char *text)
{
    day d = DAY_NONE;
    cr_assert(day_parse(str_from(text), &d));
    return d;
}

Test(pmxml, elements_become_a_plan)
{
    reads(S(ROOT(CALENDAR
                 "<ActivityCodeType><Name>Phase</Name><ObjectId>1</ObjectId></ActivityCodeType>"
                 "<ActivityCode><CodeTypeObjectId>1</CodeTypeObjectId><CodeValue>B</CodeValue>"
                 "<Description>Build</Description><ObjectId>3</ObjectId></ActivityCode>"
                 "<UDFType><Title>Depth</Title><ObjectId>9</ObjectId><DataType>Double</DataType>"
                 "<SubjectArea>Activity</SubjectArea></UDFType>" PROJECT(
                     "<ComputeTotalFloatType>Smallest of Start Float and Finish Float"
                     "</ComputeTotalFloatType><RelationshipLagCalendar>24 Hour Calendar"
                     "</RelationshipLagCalendar>" WBS DIG DUG
                     "<Relationship><Lag>-4</Lag><PredecessorActivityObjectId>10"
                     "</PredecessorActivityObjectId><SuccessorActivityObjectId>11"
                     "</SuccessorActivityObjectId><Type>Finish to Finish</Type></Relationship>"
                     "<ActivityStep><ObjectId>1</ObjectId></ActivityStep>"
                     "<ActivityNote><ActivityObjectId>10</ActivityObjectId>"
                     "<Note>\xEF\xBB\xBF&lt;HTML&gt;&lt;BODY&gt;Mind the pipe"
                     "&lt;/BODY&gt;&lt;/HTML&gt;&#0;</Note></ActivityNote>"))));
    const struct project *p = plan_project_record(import.plan);
    cr_expect(str_eq(p->title, S("The plant")) && str_eq(p->code, S("PLANT")));
    cr_expect_eq(p->profile, PROFILE_P6);
    cr_expect_eq(p->critical_by, CRITICAL_BY_LONGEST_PATH);
    cr_expect_eq(p->critical_slack_limit_days, 2);
    cr_expect_eq(p->float_type, FLOAT_LEAST);
    cr_expect_eq(p->lag_calendar, LAG_ALL_DAY);
    cr_expect_eq(p->progress_mode, RETAINED_LOGIC);
    const struct item *dig = record(&item_entity, 2);
    cr_expect_eq(dig->parent.v, 1);
    cr_expect_eq(dig->remaining_duration_s, 9000);
    cr_expect_eq(dig->state, ITEM_ACTIVE);
    cr_expect_eq(dig->constraint, CONSTRAINT_SNET);
    cr_expect_eq(dig->constraint2, CONSTRAINT_FNLT);
    cr_expect_float_eq(dig->physical_percent, 25, 1e-9);
    cr_expect(str_eq(dig->body, S("Mind the pipe")), "%.*s", STR_ARG(dig->body));
    cr_expect(warned("control characters"));
    const struct link *l = record(&link_entity, 1);
    cr_expect_eq(l->type, LINK_FF);
    cr_expect_eq(l->lag_s, -4 * HOUR_S);
    cr_expect(
        str_eq(((const struct custom_value *)record(&custom_value_entity, 1))->value, S("Build")));
    cr_expect(
        str_eq(((const struct custom_value *)record(&custom_value_entity, 2))->value, S("1.5")));
    cr_expect_eq(dropped("Activity/Colour"), 1);
    cr_expect_eq(dropped("Project/ActivityStep"), 1);
    cr_assert_eq(plan_calculate(import.plan, NULL).code, ERR_NONE);
}

Test(pmxml, calendars)
{
    reads(
        S(ROOT(CALENDAR "<Calendar><Name>Late</Name><ObjectId>8</ObjectId>"
                        "<BaseCalendarObjectId>7</BaseCalendarObjectId></Calendar>" PROJECT(DUG))));
    const struct calendar *c = record(&calendar_entity, 1);
    cr_expect(str_eq(c->monday, S("08:00-16:00")), "%.*s", STR_ARG(c->monday));
    cr_expect(c->sunday.p && !c->sunday.n);
    const struct calendar_exception *x = record(&calendar_exception_entity, 1);
    cr_expect_eq(x->from, day_of("2026-03-03"));
    cr_expect_eq(x->to, day_of("2026-03-04"), "a whole day is a day off");
    cr_expect_eq(x->shifts.n, 0);
    c = record(&calendar_entity, 2);
    cr_expect_eq(c->base.v, 1);
    cr_expect_null(c->monday.p);
}

#define BASELINE                                                                                   \
    "<BaselineProject><Id>PLANT - B1</Id><Name>As signed</Name><ObjectId>6</ObjectId>"             \
    "<DataDate>2026-01-05T00:00:00</DataDate><WBS><Name>Earth</Name><ObjectId>92</ObjectId></WBS>" \
    "<Activity><Id>A10</Id><Name>Dig</Name><ObjectId>90</ObjectId><PlannedDuration>4"              \
    "</PlannedDuration><RemainingEarlyStartDate>2026-02-02T08:00:00</RemainingEarlyStartDate>"     \
    "<RemainingEarlyFinishDate>2026-02-02T12:00:00</RemainingEarlyFinishDate></Activity>"          \
    "<Activity><Id>A99</Id><Name>Gone</Name><ObjectId>91</ObjectId><PlannedDuration>4"             \
    "</PlannedDuration></Activity><ResourceAssignment><ActivityObjectId>90</ActivityObjectId>"     \
    "<PlannedUnits>4</PlannedUnits><PlannedCost>12.5</PlannedCost></ResourceAssignment>"           \
    "<Relationship><PredecessorActivityObjectId>90</PredecessorActivityObjectId>"                  \
    "<SuccessorActivityObjectId>91</SuccessorActivityObjectId></Relationship></BaselineProject>"

Test(pmxml, baseline_by_activity_code)
{
    reads(S(ROOT(CALENDAR PROJECT(WBS DIG DUG) BASELINE)));
    const struct baseline *b = record(&baseline_entity, 1);
    cr_expect(str_eq(b->title, S("As signed")));
    const struct baseline_item *row = record(&baseline_item_entity, 1);
    cr_expect_eq(row->item.v, 2);
    cr_expect_eq(row->duration_s, 4 * HOUR_S);
    cr_expect_eq(row->work_s, 4 * HOUR_S);
    cr_expect_eq(row->cost_minor, 1250);
    cr_expect_neq(row->start, INSTANT_NONE);
    cr_expect_eq(plan_count(import.plan, &item_entity), 3);
    cr_expect_eq(plan_count(import.plan, &link_entity), 0);
    cr_expect_eq(dropped("Activity"), 1);
}

Test(pmxml, project_that_is_only_named)
{
    reads(S(ROOT(CALENDAR
                 "<Project><Id>OTHER</Id><ObjectId>4</ObjectId><Activity><Id>X</Id><Name>Far</Name>"
                 "<ObjectId>77</ObjectId><Type>Task Dependent</Type></Activity></Project>" PROJECT(
                     WBS DUG "<Relationship><PredecessorActivityObjectId>77"
                             "</PredecessorActivityObjectId><SuccessorActivityObjectId>11"
                             "</SuccessorActivityObjectId></Relationship>"))));
    const struct link *l = record(&link_entity, 1);
    cr_expect(str_eq(l->external_ref, S("OTHER\\77")), "%.*s", STR_ARG(l->external_ref));
    cr_expect(((const struct item *)record(&item_entity, l->pred.v))->is_external);
    cr_expect(warned("OTHER is only named"));
    cr_assert_eq(plan_calculate(import.plan, NULL).code, ERR_NONE);
    size_t slot = 0;
    cr_assert(plan_slot(import.plan, &item_entity, (struct id){2}, &slot));
    cr_expect_leq(plan_row(import.plan, slot)->early_finish,
                  plan_project_record(import.plan)->data_date + 8 * HOUR_S, "it binds nothing");
}

Test(pmxml, several_projects_are_summaries)
{
    reads(S(ROOT(CALENDAR PROJECT(
        WBS DUG) "<Project><Id>B</Id><Name>Second</Name><ObjectId>50</ObjectId>"
                 "<DataDate>2026-05-04T00:00:00</DataDate><Activity><Id>B1</Id><ObjectId>51"
                 "</ObjectId><PlannedDuration>8</PlannedDuration></Activity></Project>")));
    const struct item *second = record(&item_entity, 2);
    cr_expect(str_eq(second->title, S("Second")));
    cr_expect_neq(second->data_date, INSTANT_NONE);
    cr_expect_eq(((const struct item *)record(&item_entity, 3))->parent.v, 1);
    cr_expect_eq(((const struct item *)record(&item_entity, 5))->parent.v, 2);
}

Test(pmxml, resources_roles_costs)
{
    reads(S(ROOT(
        CALENDAR
        "<Resource><Name>Ann</Name><ObjectId>1</ObjectId><ResourceType>Labor</ResourceType>"
        "<IsActive>1</IsActive><CalendarObjectId>7</CalendarObjectId></Resource>"
        "<ResourceRate><ResourceObjectId>1</ResourceObjectId><PricePerUnit>40,5</PricePerUnit>"
        "<EffectiveDate>2026-01-01T00:00:00</EffectiveDate><MaxUnitsPerTime>2</MaxUnitsPerTime>"
        "</ResourceRate><ResourceRate><ResourceObjectId>1</ResourceObjectId>"
        "<PricePerUnit>45</PricePerUnit><EffectiveDate>2026-07-01T00:00:00</EffectiveDate>"
        "</ResourceRate><Role><Name>Mason</Name><ObjectId>1</ObjectId></Role>" PROJECT(
            WBS DIG DUG
            "<ResourceAssignment><ActivityObjectId>10</ActivityObjectId><ObjectId>1</ObjectId>"
            "<RoleObjectId>1</RoleObjectId><ResourceObjectId xsi:nil=\"true\"/>"
            "<RemainingUnits>4</RemainingUnits><RemainingUnitsPerTime>0,5</RemainingUnitsPerTime>"
            "<ActualUnits>2</ActualUnits></ResourceAssignment>"
            "<ActivityExpense><ActivityObjectId>10</ActivityObjectId><ActualCost>10</ActualCost>"
            "<RemainingCost>5.25</RemainingCost></ActivityExpense>"))));
    const struct resource *ann = record(&resource_entity, 1), *mason = record(&resource_entity, 2);
    cr_expect_eq(ann->std_rate_minor, 4050);
    cr_expect_float_eq(ann->max_units, 2, 1e-9);
    cr_expect_eq(plan_count(import.plan, &resource_rate_entity), 2);
    cr_expect_eq(mason->kind, RESOURCE_ROLE);
    const struct assignment *a = record(&assignment_entity, 1);
    cr_expect_eq(a->resource.v, 2);
    cr_expect_eq(a->remaining_work_s, 4 * HOUR_S);
    cr_expect_eq(a->actual_work_s, 2 * HOUR_S);
    cr_expect_float_eq(a->units, 0.5, 1e-9);
    cr_expect_eq(((const struct item *)record(&item_entity, 2))->fixed_cost_minor, 1525);
}

Test(pmxml, older_root_and_contents_beside_the_project)
{
    reads(S("<BusinessObjects><Project><ObjectId>5</ObjectId><Id>P</Id>"
            "<PlannedStartDate>2026-03-02T08:00:00</PlannedStartDate></Project>"
            "<WBS><ObjectId>2</ObjectId><Name>W</Name></WBS>"
            "<Activity><ObjectId>10</ObjectId><Name>Dig</Name><WBSObjectId>2</WBSObjectId>"
            "<PlannedDuration>8</PlannedDuration></Activity></BusinessObjects>"));
    cr_expect_eq(((const struct item *)record(&item_entity, 2))->duration_s, 8 * HOUR_S);
}

Test(pmxml, cut_and_damaged)
{
    static const char whole[] = ROOT(CALENDAR PROJECT(WBS DIG DUG));
    for (size_t n = 200; n < sizeof whole - 2; n += 61) {
        const err e = read_text((str){whole, n});
        cr_expect_eq(e.code, ERR_SYNTAX, "%zu: %d", n, e.code);
        cr_expect(e.code && str_has(str_from(e.why), S("Line 2")), "%s", e.why);
    }
    reads(S(ROOT(CALENDAR PROJECT(WBS "<Activity><ObjectId>10</ObjectId><Name>Caf\xE9</Name>"
                                      "<PlannedDuration>1e999</PlannedDuration>"
                                      "<RemainingDuration>NaN</RemainingDuration>"
                                      "<ActualStartDate>soon</ActualStartDate></Activity>"))));
    cr_expect(str_eq(((const struct item *)record(&item_entity, 2))->title, S("Caf?")));
    cr_expect(warned("no UTF-8"));
    cr_expect(warned("1e999") && warned("NaN") && warned("soon"));
}

Test(pmxml, as_p6_stored_them)
{
    struct shared_file *files = NULL;
    const size_t        n = shared_files(&mem, S("pmxml/"), &files);
    if (!n)
        cr_skip_test("The large data are not here.");
    for (size_t i = 0; i < n; i++) {
        struct comparison c = {0};
        struct import     in;
        const err         e = shared_read(&mem, files[i].path, &in);
        cr_assert_eq(e.code, ERR_NONE, "%.*s: %s", STR_ARG(files[i].name), e.why);
        cr_assert_eq(plan_calculate(in.plan, NULL).code, ERR_NONE);
        compare_stored(in.plan, &in.stored, NULL, NULL, &c);
        cr_expect_eq(c.different[COMPARE_START] + c.different[COMPARE_FINISH], 0, "%.*s",
                     STR_ARG(files[i].name));
        plan_unref(in.plan);
    }
}
