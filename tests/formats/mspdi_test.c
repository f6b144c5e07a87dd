/* tests/formats/mspdi_test.c - what elements mean, what is repaired, what is refused. */
#include "domain/entities.h"
#include "formats/source.h"

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
TestSuite(mspdi, .fini = finish);

static err read_body(const char *body)
{
    str text = str_fmt(&mem,
                       "<Project xmlns=\"http://schemas.microsoft.com/project\">\n"
                       "<StartDate>2026-03-02T08:00:00</StartDate>\n%s</Project>",
                       body);
    plan_unref(import.plan);
    import = (struct import){0};
    return mspdi_read(&mem, source_memory(&mem, S("plan.xml"), text), &import);
}

static void reads(const char *body)
{
    err e = read_body(body);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
}

static void refuses(const char *body, const char *part)
{
    err e = read_body(body);
    cr_assert_neq(e.code, ERR_NONE);
    cr_assert(strstr(e.why, part), "%s", e.why);
}

static const struct item *item(int64_t id)
{
    const struct item *i = plan_get(import.plan, &item_entity, (struct id){id});
    cr_assert_not_null(i);
    return i;
}

static const void *record(const struct entity *e, int64_t id)
{
    const void *r = plan_get(import.plan, e, (struct id){id});
    cr_assert_not_null(r, "%s %lld", e->name, (long long)id);
    return r;
}

static void warned(const char *part)
{
    for (size_t i = 0; i < import.report.n_warnings; i++)
        if (str_has(import.report.warnings[i].why, str_from(part)))
            return;
    cr_assert(false, "no warning has \"%s\"", part);
}

static instant at(const char *text)
{
    instant t = INSTANT_NONE;
    cr_assert(instant_parse(str_fmt(&mem, "%sZ", text), &t));
    return t;
}

#define TASK(uid, level, more)                                                                     \
    "<Task><UID>" #uid "</UID><Name>T" #uid "</Name><OutlineLevel>" #level "</OutlineLevel>" more  \
    "</Task>\n"

Test(mspdi, the_tree)
{
    reads("<Tasks>" TASK(0, 0, "<Notes>About it</Notes>") TASK(1, 1, "") TASK(
        2, 2,
        "") "<Task><UID>3</UID><IsNull>1</IsNull><OutlineLevel>0</OutlineLevel></Task>" TASK(4, 2,
                                                                                             "")
              TASK(5, 5, "") TASK(6, 1, "<WBS>X-1</WBS>") TASK(7, 1, "<WBS>3</WBS>") "</Tasks>");
    const struct project *p = record(&project_entity, 1);
    cr_assert(str_eq(p->body, S("About it")));
    cr_assert(str_eq(p->title, S("T0")));
    cr_assert_eq(plan_count(import.plan, &item_entity), 7);
    cr_assert_eq(item(1)->parent.v, 0);
    cr_assert_eq(item(1)->kind, ITEM_SUMMARY);
    cr_assert_eq(item(2)->parent.v, 1);
    cr_assert(item(3)->is_blank);
    cr_assert_eq(item(3)->parent.v, 1, "a blank row stays between its neighbours");
    cr_assert_eq(item(5)->parent.v, 4);
    warned("jumps from level 2 to 5");
    cr_assert_eq(item(6)->parent.v, 0);
    cr_assert(str_eq(item(6)->wbs_code, S("X-1")));
    cr_assert_null(item(7)->wbs_code.p, "the computed code is not kept");
    cr_assert_lt(item(1)->rank, item(6)->rank);
    cr_assert_eq(item(4)->source_uid, 4);
}

Test(mspdi, durations)
{
    reads(
        "<Tasks>" TASK(1, 1, "<Duration>PT100H30M0S</Duration><DurationFormat>39</DurationFormat>")
            TASK(2, 1, "<Duration>PT6H59M60S</Duration>")
                TASK(3, 1, "<Duration>17:-0:00</Duration>") TASK(4, 1, "<Duration>90</Duration>")
                    TASK(5, 1, "<Duration>PT48H0M0S</Duration><DurationFormat>8</DurationFormat>")
                        TASK(6, 1, "") TASK(7, 1,
                                            "<Manual>1</Manual><Duration>PT8H0M0S</"
                                            "Duration><DurationFormat>53</DurationFormat>")
                            TASK(8, 1, "<Duration>-PT8H0M0S</Duration>")
                                TASK(9, 1, "<Duration>PT0.5H</Duration>") "</Tasks>");
    cr_assert_eq(item(1)->duration_s, 100 * 3600 + 1800);
    cr_assert(item(1)->is_estimated);
    cr_assert_eq(item(1)->duration_unit, UNIT_DAYS);
    cr_assert_eq(item(2)->duration_s, 7 * 3600);
    cr_assert_eq(item(3)->duration_s, 17 * 3600);
    cr_assert_eq(item(4)->duration_s, 90 * 60);
    cr_assert_eq(item(5)->duration_unit, UNIT_ELAPSED_DAYS);
    cr_assert_eq(item(6)->duration_s, 0, "converters leave out zeros");
    cr_assert_eq(item(7)->duration_s, DURATION_NONE);
    cr_assert_eq(item(8)->duration_s, 0);
    warned("negative duration");
    cr_assert_eq(item(9)->duration_s, 1800);
    refuses("<Tasks>" TASK(1, 1, "<Duration>PTxH</Duration>") "</Tasks>", "is not a duration");
    refuses("<Tasks>" TASK(1, 1, "<Duration>NaN</Duration>") "</Tasks>", "Line 3");
    refuses("<Tasks>" TASK(1, 1, "<Duration>PT999999999999999H0M0S</Duration>") "</Tasks>",
            "a duration");
}

Test(mspdi, dates)
{
    reads(
        "<Tasks>" TASK(1, 1, "<Start>2026-03-04T08:00:00</Start><Deadline>2026-03-05</Deadline>")
            TASK(2, 1, "<Manual>1</Manual><Start>2026-03-04T09:00:00</Start><Finish>NA</Finish>")
                TASK(
                    3, 1,
                    "<ConstraintType>7</ConstraintType><ConstraintDate>2026-03-06</ConstraintDate>")
                    TASK(4, 1, "<ConstraintType>4</ConstraintType>")
                        TASK(5, 1,
                             "<ConstraintType>0</"
                             "ConstraintType><ConstraintDate>2000-01-01T00:00:00</ConstraintDate>")
                            TASK(6, 1,
                                 "<Manual>1</Manual><Start>2026-03-04T09:00:00</"
                                 "Start><Finish>2026-03-03T09:00:00</Finish>") "</Tasks>");
    cr_assert_eq(item(1)->start, INSTANT_NONE, "of automatic tasks only a result");
    cr_assert_eq(import.stored.v[0].start, at("2026-03-04T08:00:00"));
    cr_assert_eq(item(1)->deadline, at("2026-03-05T17:00:00"));
    cr_assert_eq(item(2)->start, at("2026-03-04T09:00:00"));
    cr_assert_eq(item(2)->finish, INSTANT_NONE);
    cr_assert_eq(item(3)->constraint, CONSTRAINT_FNLT);
    cr_assert_eq(item(3)->constraint_at, at("2026-03-06T17:00:00"));
    cr_assert_eq(item(4)->constraint, CONSTRAINT_ASAP);
    warned("constraint without its date");
    cr_assert_eq(item(5)->constraint_at, INSTANT_NONE);
    cr_assert_eq(item(6)->finish, INSTANT_NONE);
    warned("must not be before");
    refuses("<Tasks>" TASK(1, 1, "<Deadline>2026-13-01T00:00:00</Deadline>") "</Tasks>", "Line 3");
    refuses("<Tasks>" TASK(1, 1, "<Deadline>1899-12-30T00:00:00</Deadline>") "</Tasks>", "1900");
    refuses("<Tasks>" TASK(1, 1, "<Deadline>tomorrow</Deadline>") "</Tasks>", "\"tomorrow\"");
}

#define UNUSED_DATES                                                                               \
    "<ConstraintType>0</ConstraintType><ConstraintDate>2000-01-01T00:00:00</ConstraintDate>"       \
    "<Deadline>2000-01-01T00:00:00</Deadline>"

Test(mspdi, a_date_in_all_unused_fields_is_no_deadline)
{
    reads("<Tasks>" TASK(1, 1, UNUSED_DATES)
              TASK(2, 1, "<Deadline>2000-01-01T00:00:00</Deadline>") "</Tasks>");
    cr_assert_eq(item(1)->deadline, INSTANT_NONE);
    warned("fields that are not used");
    cr_assert_eq(item(2)->deadline, at("2000-01-01T00:00:00"), "missed, but it may be meant");
}

Test(mspdi, progress)
{
    reads("<Tasks>" TASK(
        1, 1,
        "<Duration>PT16H0M0S</Duration><PercentComplete>50</PercentComplete>"
        "<ActualStart>2026-03-02T08:00:00</ActualStart><ActualDuration>PT8H0M0S</ActualDuration>"
        "<RemainingDuration>PT8H0M0S</RemainingDuration><Resume>2026-03-05T08:00:00</Resume>")
              TASK(2, 1,
                   "<Duration>PT16H0M0S</Duration><PercentComplete>30</PercentComplete>"
                   "<ActualFinish>2026-03-03T17:00:00</ActualFinish>")
                  TASK(3, 1, "<ActualStart>2000-01-01T00:00:00</ActualStart>") TASK(
                      4, 1,
                      "<PercentComplete>150</PercentComplete><Priority>5000</Priority>") "</"
                                                                                         "Tasks>");
    cr_assert_eq(item(1)->state, ITEM_ACTIVE);
    cr_assert_eq(item(1)->remaining_duration_s, DURATION_NONE, "it follows");
    cr_assert_eq(item(1)->resume_at, at("2026-03-05T08:00:00"));
    cr_assert_eq(item(2)->actual_finish, INSTANT_NONE);
    warned("finished but only 30");
    cr_assert_eq(item(3)->actual_start, INSTANT_NONE);
    warned("began before the project");
    cr_assert_float_eq(item(4)->percent_complete, 100, 0);
    cr_assert_eq(item(4)->state, ITEM_DONE);
    cr_assert_eq(item(4)->priority, 1000);
    warned("5000 became 1000");
}

#define LINK(more) "<PredecessorLink>" more "</PredecessorLink>"

Test(mspdi, links)
{
    reads("<Tasks>" TASK(
        1, 1,
        LINK("<PredecessorUID>2</PredecessorUID><Type>3</Type><LinkLag>4800</LinkLag>"
             "<LagFormat>7</LagFormat>")
            LINK(
                "<PredecessorUID>2</PredecessorUID><LinkLag>-75</LinkLag><LagFormat>19</LagFormat>")
                LINK("<PredecessorUID>2</PredecessorUID><Type>0</Type><LinkLag>14400</LinkLag>"
                     "<LagFormat>8</LagFormat>") LINK("<PredecessorUID>99</PredecessorUID>")
                    LINK("<PredecessorUID>1</PredecessorUID>")
                        LINK("<PredecessorUID>7</PredecessorUID><CrossProject>1</CrossProject>"
                             "<CrossProjectName>other.mpp\\7</CrossProjectName>"))
              TASK(2, 1, "") "</Tasks>");
    const struct link *l = record(&link_entity, 1);
    cr_assert_eq(plan_count(import.plan, &link_entity), 4);
    cr_assert_eq(l->type, LINK_SS);
    cr_assert_eq(l->pred.v, 2);
    cr_assert_eq(l->lag_s, 8 * 3600);
    l = record(&link_entity, 2);
    cr_assert_eq(l->type, LINK_FS);
    cr_assert_eq(l->lag_kind, LAG_PERCENT);
    cr_assert_float_eq(l->lag_percent, -75, 0);
    l = record(&link_entity, 3);
    cr_assert_eq(l->type, LINK_FF);
    cr_assert_eq(l->lag_kind, LAG_ELAPSED);
    cr_assert_eq(l->lag_s, 86400);
    l = record(&link_entity, 4);
    cr_assert(str_eq(l->external_ref, S("other.mpp\\7")));
    cr_assert(item(l->pred.v)->is_external);
    warned("names a task that does not exist");
    warned("leads from a task to itself");
    warned("is in another file");
    cr_assert_eq(import.report.dropped[0].count, 2);
}

#define CALENDAR(uid, more) "<Calendar><UID>" #uid "</UID>" more "</Calendar>\n"
#define TIME(from, to)                                                                             \
    "<WorkingTime><FromTime>" from "</FromTime><ToTime>" to "</ToTime></WorkingTime>"

Test(mspdi, calendars)
{
    reads("<CalendarUID>1</CalendarUID><Calendars>" CALENDAR(
        1,
        "<Name>Base</Name><IsBaseCalendar>1</IsBaseCalendar><BaseCalendarUID>-1</BaseCalendarUID>"
        "<WeekDays><WeekDay><DayType>2</DayType><DayWorking>1</DayWorking><WorkingTimes>" TIME(
            "13:00:00", "17:00:00")
            TIME(
                "08:00:00",
                "12:00:00") "</WorkingTimes></WeekDay>"
                            "<WeekDay><DayType>3</DayType><DayWorking>0</DayWorking></WeekDay>"
                            "<WeekDay><DayType>4</DayType><DayWorking>1</"
                            "DayWorking><WorkingTimes>" TIME(
                                "00:00:00",
                                "00:00:00") "</WorkingTimes></WeekDay>"
                                            "<WeekDay><DayType>0</DayType><DayWorking>0</"
                                            "DayWorking><TimePeriod>"
                                            "<FromDate>2026-05-01T00:00:00</"
                                            "FromDate><ToDate>2026-05-02T23:59:00</ToDate></"
                                            "TimePeriod></WeekDay>"
                                            "<WeekDay><DayType>0</DayType><DayWorking>0</"
                                            "DayWorking><TimePeriod>"
                                            "<FromDate>2026-12-25T00:00:00</"
                                            "FromDate><ToDate>2026-12-25T23:59:00</ToDate></"
                                            "TimePeriod></WeekDay>"
                                            "</"
                                            "WeekDays><Exceptions><Exception><EnteredByOccurrences>"
                                            "0</EnteredByOccurrences><TimePeriod>"
                                            "<FromDate>2026-12-25T00:00:00</"
                                            "FromDate><ToDate>2026-12-25T23:59:00</ToDate></"
                                            "TimePeriod>"
                                            "<Occurrences>1</Occurrences><Name>Christmas</"
                                            "Name><Type>1</Type><DayWorking>0</DayWorking>"
                                            "</Exception></Exceptions>"
                                            "<WorkWeeks><WorkWeek><TimePeriod><FromDate>2026-07-"
                                            "01T00:00:00</FromDate>"
                                            "<ToDate>2026-07-31T23:59:00</ToDate></"
                                            "TimePeriod><Name>Summer</Name><WeekDays><WeekDay>"
                                            "<DayType>6</DayType><DayWorking>0</DayWorking></"
                                            "WeekDay></WeekDays></WorkWeek></WorkWeeks>")
              CALENDAR(2, "<BaseCalendarUID>3</BaseCalendarUID>")
                  CALENDAR(3, "<BaseCalendarUID>2</BaseCalendarUID>")
                      CALENDAR(4, "<BaseCalendarUID>77</BaseCalendarUID>") "</Calendars><Tasks/>");
    const struct calendar *c = record(&calendar_entity, 1);
    cr_assert(str_eq(c->monday, S("08:00-12:00 13:00-17:00")));
    cr_assert(c->tuesday.p && c->tuesday.n == 0);
    cr_assert(str_eq(c->wednesday, S("00:00-24:00")));
    cr_assert_null(c->thursday.p);
    cr_assert_eq(plan_count(import.plan, &calendar_exception_entity), 2,
                 "the twin of the list is not taken");
    const struct calendar_exception *x = record(&calendar_exception_entity, 2);
    cr_assert_eq(x->from, day_from(2026, 5, 1));
    cr_assert_eq(x->to, day_from(2026, 5, 2));
    const struct work_week *w = record(&work_week_entity, 1);
    cr_assert(w->friday.p && w->friday.n == 0);
    cr_assert(str_eq(w->title, S("Summer")));
    cr_assert_eq(((const struct project *)record(&project_entity, 1))->calendar.v, 1);
    cr_assert(
        str_eq(((const struct calendar *)record(&calendar_entity, 2))->title, S("Calendar 2")));
    warned("lead in a circle");
    warned("base calendar 77 does not exist");
}

Test(mspdi, resources_and_assignments)
{
    reads("<CurrencyDigits>2</CurrencyDigits><Tasks>" TASK(
        1, 1,
        "") "</Tasks><Resources>"
            "<Resource><UID>0</UID><ID>0</ID></Resource>"
            "<Resource><UID>1</UID><ID>1</ID><Name>Network engineer "
            "1</Name><StandardRate>75.50</StandardRate>"
            "<CostPerUse>1000</CostPerUse><AccrueAt>1</"
            "AccrueAt><Rates><Rate><RatesFrom>1984-01-01T00:00:00</RatesFrom>"
            "<RatesTo>2049-12-31T23:59:06</RatesTo><RateTable>1</RateTable><StandardRate>50</"
            "StandardRate></Rate></Rates>"
            "</Resource><Resource><UID>2</UID><ID>2</ID><Name>Cable</Name><Type>0</Type></"
            "Resource></Resources>"
            "<Assignments><Assignment><UID>5</UID><TaskUID>1</TaskUID><ResourceUID>1</"
            "ResourceUID><Units>0.5</Units>"
            "<Work>PT8H0M0S</Work><WorkContour>8</WorkContour><Start>2026-03-02T08:00:00</Start>"
            "<Finish>2026-03-03T17:00:00</Finish><TimephasedData><Type>1</Type><UID>5</UID>"
            "<Start>2026-03-02T08:00:00</Start><Finish>2026-03-02T17:00:00</Finish><Unit>2</"
            "Unit><Value>PT8H0M0S</Value>"
            "</TimephasedData></Assignment>"
            "<Assignment><UID>6</UID><TaskUID>1</TaskUID><ResourceUID>-65535</"
            "ResourceUID><Work>PT8H0M0S</Work>"
            "<TimephasedData><Type>1</Type><Start>2026-03-02T08:00:00</"
            "Start><Finish>2026-03-02T17:00:00</Finish>"
            "<Value>PT8H0M0S</Value></TimephasedData></Assignment>"
            "<Assignment><UID>7</UID><TaskUID>44</TaskUID><ResourceUID>1</ResourceUID></"
            "Assignment></Assignments>");
    const struct resource *r = record(&resource_entity, 1);
    cr_assert_eq(plan_count(import.plan, &resource_entity), 2);
    cr_assert_eq(r->std_rate_minor, 7550);
    cr_assert_eq(r->per_use_minor, 1000);
    cr_assert_eq(r->accrual, ACCRUAL_START);
    const struct resource_rate *rate = record(&resource_rate_entity, 1);
    cr_assert_eq(rate->from, INSTANT_NONE);
    cr_assert_eq(rate->to, INSTANT_NONE);
    cr_assert_eq(rate->table_no, 1);
    cr_assert_eq(((const struct resource *)record(&resource_entity, 2))->kind, RESOURCE_MATERIAL);
    const struct assignment *a = record(&assignment_entity, 1);
    cr_assert_float_eq(a->units, 0.5, 0);
    cr_assert_eq(a->contour, CONTOUR_CONTOURED);
    cr_assert_eq(a->start, at("2026-03-02T08:00:00"));
    cr_assert_eq(plan_count(import.plan, &assignment_piece_entity), 1, "only of shaped ones");
    a = record(&assignment_entity, 2);
    cr_assert_eq(a->resource.v, 0);
    cr_assert_eq(a->start, INSTANT_NONE);
    cr_assert_eq(plan_count(import.plan, &assignment_entity), 2);
    warned("names task 44");
}

Test(mspdi, custom_fields_and_baselines)
{
    reads(
        "<OutlineCodes><OutlineCode><FieldID>188744096</FieldID><FieldName>Outline "
        "Code1</FieldName><Values>"
        "<Value><ValueID>1</ValueID><ParentValueID>0</ParentValueID><Value>Site</Value></Value>"
        "<Value><ValueID>2</ValueID><ParentValueID>1</ParentValueID><Value>Hall</Value></Value></"
        "Values></OutlineCode>"
        "</OutlineCodes><ExtendedAttributes>"
        "<ExtendedAttribute><FieldID>188743786</FieldID><FieldName>Cost1</FieldName><Alias>Risk</"
        "Alias></ExtendedAttribute>"
        "<ExtendedAttribute><FieldID>188743783</FieldID><FieldName>Duration1</FieldName></"
        "ExtendedAttribute>"
        "<ExtendedAttribute><FieldID>188743767</FieldID><FieldName>Number1</FieldName></"
        "ExtendedAttribute>"
        "</ExtendedAttributes><Tasks>" TASK(
            1, 1,
            "<ExtendedAttribute><FieldID>188743786</FieldID><Value>1250</Value></ExtendedAttribute>"
            "<ExtendedAttribute><FieldID>188743783</FieldID><Value>PT8H0M0S</Value></"
            "ExtendedAttribute>"
            "<ExtendedAttribute><FieldID>188743767</FieldID><Value>many</Value></ExtendedAttribute>"
            "<ExtendedAttribute><FieldID>188743731</FieldID><Value>free</Value></ExtendedAttribute>"
            "<Baseline><Number>3</Number><Start>2026-03-02T08:00:00</Start><Work>PT8H0M0S</Work>"
            "<Cost>500</Cost></Baseline><Baseline><Number>12</Number></Baseline>"
            "<OutlineCode><FieldID>188744096</FieldID><ValueID>2</ValueID></OutlineCode>") "</"
                                                                                           "Tasks"
                                                                                           ">");
    const char *expected[] = {"12.5", "28800", "free", "Site.Hall"};
    cr_assert_eq(plan_count(import.plan, &custom_value_entity), COUNT(expected));
    for (size_t i = 0; i < COUNT(expected); i++) {
        const struct custom_value *v = record(&custom_value_entity, (int64_t)i + 1);
        cr_assert(str_eq(v->value, str_from(expected[i])), "%.*s", STR_ARG(v->value));
    }
    const struct custom_field *f = record(&custom_field_entity, 2);
    cr_assert(str_eq(f->alias, S("Risk")) || str_eq(f->name, S("Duration1")));
    cr_assert_eq(import.report.n_dropped, 1, "a number that is none");
    const struct baseline *b = record(&baseline_entity, 1);
    cr_assert_eq(b->number, 3);
    const struct baseline_item *bi = record(&baseline_item_entity, 1);
    cr_assert_eq(bi->work_s, 8 * 3600);
    cr_assert_eq(bi->cost_minor, 500);
    warned("Baseline 12");
}

Test(mspdi, refusals)
{
    refuses("<Tasks>" TASK(1, 1, "") TASK(1, 1, "") "</Tasks>", "task UID 1 occurs twice");
    refuses("<Tasks><Task><Name>x</Name></Task></Tasks>", "has no UID");
    refuses("<Calendars>" CALENDAR(1, "") CALENDAR(1, "") "</Calendars>",
            "calendar UID 1 occurs twice");
    refuses("<Resources><Resource><UID>1</UID><Name>a</Name></Resource><Resource><UID>1</"
            "UID><Name>b</Name></Resource>"
            "</Resources>",
            "resource UID 1 occurs twice");
    refuses("<Assignments><Assignment><Units>INF</Units></Assignment></Assignments>",
            "is not a number");
    struct buf deep;
    buf_init(&deep, 0);
    buf_z(&deep, "<Tasks>");
    for (int i = 1; i < 2000; i++)
        buf_fmt(&deep, "<Task><UID>%d</UID><OutlineLevel>%d</OutlineLevel></Task>", i, i);
    buf_z(&deep, "</Tasks>");
    refuses(str_z(&mem, buf_view(&deep)), "deeper than");
    buf_done(&deep);
}

Test(mspdi, a_plan_without_a_start_finds_one)
{
    str text = S("<Project><Tasks><Task><UID>1</UID><Start>2026-04-01T08:00:00</Start></Task></"
                 "Tasks></Project>");
    cr_assert_eq(mspdi_read(&mem, source_memory(&mem, S("My plan.xml"), text), &import).code,
                 ERR_NONE);
    const struct project *p = record(&project_entity, 1);
    cr_assert_eq(p->start, at("2026-04-01T08:00:00"));
    cr_assert(str_eq(p->title, S("My plan")));
    warned("no start of the project");
}

Test(mspdi, written_in_the_order_of_the_schema)
{
    struct buf           to;
    struct import_report report;
    reads("<Tasks>" TASK(1, 1, "<Duration>PT8H0M0S</Duration>") TASK(
        2, 1,
        "<Duration>PT8H0M0S</Duration>" LINK("<PredecessorUID>1</PredecessorUID>")) "</Tasks>");
    buf_init(&to, 0);
    cr_assert_eq(mspdi_write(&mem, import.plan, &to, &report).code, ERR_INVALID,
                 "not calculated yet");
    cr_assert_eq(plan_calculate(import.plan, NULL).code, ERR_NONE);
    cr_assert_eq(mspdi_write(&mem, import.plan, &to, &report).code, ERR_NONE);
    const char *order[] = {
        "<UID>2</UID>", "<Name>T2</Name>", "<WBS>2</WBS>",     "<Start>2026-03-03T08:00:00</Start>",
        "<EarlyStart>", "<TotalSlack>",    "<ConstraintType>", "<PredecessorLink>",
        "</Task>"};
    const char *p = strstr(str_z(&mem, buf_view(&to)), "<UID>2</UID>");
    for (size_t i = 0; i < COUNT(order); i++) {
        p = p ? strstr(p, order[i]) : NULL;
        cr_assert_not_null(p, "%s", order[i]);
    }
    cr_assert_eq(report.n_dropped, 0);
    buf_done(&to);
}
