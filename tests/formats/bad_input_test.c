/* tests/formats/bad_input_test.c - extremes that files hold: a sentence or a stated repair, never a
 * wrong date in silence.
 */
#include "domain/entities.h"
#include "formats/plan_file.h"
#include "formats/source.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct arena  mem;
static struct import import;

static void finish(void)
{
    plan_unref(import.plan);
    import = (struct import){0};
    arena_done(&mem);
}
TestSuite(bad_input, .fini = finish);

#define XER_HEAD                                                                                   \
    "ERMHDR\t8.4\n%T\tPROJECT\n%F\tproj_id\tplan_start_date\tlast_recalc_date\tclndr_id\n"         \
    "%R\t1\t2026-03-02 08:00\t2026-03-02 08:00\t7\n"
#define XER_TASK "%T\tTASK\n%F\ttask_id\tproj_id\ttask_code\ttarget_drtn_hr_cnt\ttask_type\n"

static void reads(str text)
{
    const err e = plan_file_read(&mem, source_memory(&mem, S("bad"), text), &import);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
}

static bool warned(const char *part)
{
    for (size_t i = 0; i < import.report.n_warnings; i++)
        if (str_has(import.report.warnings[i].why, str_from(part)))
            return true;
    return false;
}

static const struct item_row *calculated(int64_t id)
{
    const err e = plan_calculate(import.plan, NULL);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    const struct item_row *row = plan_row_of(import.plan, (struct id){id});
    cr_assert_not_null(row);
    return row;
}

Test(bad_input, a_hundred_years)
{
    reads(S(XER_HEAD XER_TASK "%R\t5\t1\tA\t208800\tTT_Task\n%E\n")); /* 100 years of 261 days */
    const struct civil end = seconds_civil(calculated(1)->finish);
    cr_expect_eq(end.year, 2126);
}

Test(bad_input, beyond_what_a_plan_may_hold)
{
    reads(S(XER_HEAD XER_TASK "%R\t5\t1\tA\t1e999\tTT_Task\n%R\t6\t1\tB\tInf\tTT_Task\n"
                              "%R\t7\t1\tC\t7e6\tTT_Task\n%E\n"));
    cr_expect(warned("1e999") && warned("Inf"));
    const err              e = plan_calculate(import.plan, NULL);
    const struct item_row *row = e.code ? NULL : plan_row_of(import.plan, (struct id){3});
    cr_expect(e.code || row->finish == INSTANT_NONE || row->finish > INSTANT_MAX - 400LL * DAY_S,
              "7 million hours are no date before 2199");
}

Test(bad_input, calendars_without_working_time)
{
    reads(S(XER_HEAD
            "%T\tCALENDAR\n%F\tclndr_id\tclndr_name\tclndr_data\n"
            "%R\t7\tNever\t(0||CalendarData()((0||DaysOfWeek()((0||1()())(0||2()())))))\n"
            "%R\t8\tTorn\t(0||CalendarData()((0||DaysOfWeek()((0||2()((0||0(s|08:\n" XER_TASK
            "%R\t5\t1\tA\t8\tTT_Task\n%E\n"));
    cr_expect(warned("Calendar \"Never\""));
    cr_expect(warned("Calendar \"Torn\""));
    cr_expect_eq(calculated(1)->finish, plan_project_record(import.plan)->start + 9 * HOUR_S);
}

Test(bad_input, mspdi_calendar_without_working_time)
{
    reads(S("<Project xmlns=\"http://schemas.microsoft.com/project\"><CalendarUID>1</CalendarUID>"
            "<StartDate>2026-03-02T08:00:00</StartDate><Calendars><Calendar><UID>1</UID>"
            "<Name>Never</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays>"
            "<WeekDay><DayType>1</DayType><DayWorking>0</DayWorking></WeekDay>"
            "<WeekDay><DayType>2</DayType><DayWorking>0</DayWorking></WeekDay>"
            "<WeekDay><DayType>3</DayType><DayWorking>0</DayWorking></WeekDay>"
            "<WeekDay><DayType>4</DayType><DayWorking>0</DayWorking></WeekDay>"
            "<WeekDay><DayType>5</DayType><DayWorking>0</DayWorking></WeekDay>"
            "<WeekDay><DayType>6</DayType><DayWorking>0</DayWorking></WeekDay>"
            "<WeekDay><DayType>7</DayType><DayWorking>0</DayWorking></WeekDay></WeekDays>"
            "</Calendar></Calendars><Tasks><Task><UID>1</UID><ID>1</ID><Name>A</Name>"
            "<Duration>PT8H0M0S</Duration></Task></Tasks></Project>"));
    const err e = plan_calculate(import.plan, NULL);
    cr_expect(e.code && str_has(str_from(e.why), S("Never")), "%d %s", e.code, e.code ? e.why : "");
}

Test(bad_input, xer_cut_anywhere)
{
    static const char whole[] = XER_HEAD XER_TASK "%R\t5\t1\tA\t8\tTT_Task\n%E\n";
    for (size_t n = 6; n + 3 < sizeof whole; n++) {
        const err e = plan_file_read(&mem, source_memory(&mem, S("cut"), (str){whole, n}), &import);
        if (e.code)
            cr_expect(str_has(str_from(e.why), S("Line ")), "%zu: %s", n, e.why);
        else
            cr_expect(warned("it was cut"), "%zu", n);
        plan_unref(import.plan);
        import = (struct import){0};
    }
}

/* Each format at every place: refused with the line, or read with a word about it. MPX can be cut
 * between two lines without anybody seeing it. */
static void cut_anywhere(const char *name, str whole)
{
    for (size_t n = 6; n + 1 < whole.n; n++) {
        const str part = str_sub(whole, 0, n);
        const err e = plan_file_read(&mem, source_memory(&mem, str_from(name), part), &import);
        if (e.code)
            cr_expect(str_has(str_from(e.why), S("Line ")) || n < 40, "%s, %zu: %s", name, n,
                      e.why);
        else
            cr_expect(warned("cut") || strchr("\r\n", whole.p[n - 1]), "%s, %zu", name, n);
        plan_unref(import.plan);
        import = (struct import){0};
    }
}

Test(bad_input, any_format_cut_anywhere)
{
    cut_anywhere("x.xml",
                 S("<Project xmlns=\"http://schemas.microsoft.com/project\">"
                   "<StartDate>2026-03-02T08:00:00</StartDate><Tasks><Task><UID>1</UID>"
                   "<Name>A</Name><Duration>PT8H0M0S</Duration></Task></Tasks></Project>"));
    cut_anywhere("x.xml",
                 S("<APIBusinessObjects><Project><ObjectId>1</ObjectId><Activity><ObjectId>"
                   "2</ObjectId></Activity></Project></APIBusinessObjects>"));
    cut_anywhere("x.planner", S("<project name=\"P\" project-start=\"20260302T000000Z\"><tasks>"
                                "<task id=\"1\" name=\"A\" work=\"28800\"/></tasks></project>"));
    cut_anywhere("x.gan", S("<project name=\"P\" version=\"3.2\"><tasks><task id=\"0\" name=\"A\" "
                            "start=\"2026-03-02\" duration=\"1\"/></tasks></project>"));
    cut_anywhere("x.mpx", S("MPX,Gantline,4.0,ANSI\r\n30,P,,,Standard,02/03/26\r\n"
                            "60,Unique ID,Name,Duration\r\n61,98,1,40\r\n70,1,A,1d\r\n"));
}

Test(bad_input, what_cannot_be_hours)
{
    reads(S("MPX,Gantline,4.0,ANSI\r\n11,2,0,1,NaN,1e9\r\n30,P,,,Standard,02/03/26\r\n"
            "60,Unique ID,Name,Duration\r\n61,98,1,40\r\n70,1,A,1d\r\n"));
    cr_expect(warned("\"NaN\" is no number of hours; 8 are taken"));
    cr_expect(warned("\"1e9\" is no number of hours; 40 are taken"));
}

Test(bad_input, no_number_at_all)
{
    static const char *const members[] = {"Duration", "Work", "PercentComplete", "Priority"};
    static const char *const numbers[] = {"NaN", "Infinity", "1e400", "0x10"};
    for (size_t m = 0; m < sizeof members / sizeof *members; m++) {
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
            const str text = str_fmt(&mem,
                                     "<Project><StartDate>2026-03-02T08:00:00</StartDate><Tasks>"
                                     "<Task><UID>1</UID><%s>%s</%s></Task></Tasks></Project>",
                                     members[m], numbers[k], members[m]);
            const err e = plan_file_read(&mem, source_memory(&mem, S("x.xml"), text), &import);
            cr_expect(e.code ? str_has(str_from(e.why), str_from(numbers[k])) : warned(numbers[k]),
                      "%s %s: %s", members[m], numbers[k], e.code ? e.why : "in silence");
            plan_unref(import.plan);
            import = (struct import){0};
        }
    }
}

Test(bad_input, words_that_p6_does_not_know)
{
    reads(S(XER_HEAD "%T\tTASK\n%F\ttask_id\tproj_id\ttask_code\ttask_type\tstatus_code\tcstr_type"
                     "\tcstr_type2\tclndr_id\n%R\t5\t1\tA\tTT_Odd\tTK_Odd\tCS_ODD\tCS_MSOA\t99\n"
                     "%R\t6\t1\tB\tTT_Task\tTK_NotStart\t\tCS_ASAP\t\n%T\tTASKPRED\n%F\ttask_id"
                     "\tpred_task_id\tpred_type\n%R\t5\t6\tPR_ODD\n%E\n"));
    cr_expect(warned("TASK/task_type: \"TT_Odd\" is not known"));
    cr_expect(warned("TASK/status_code: \"TK_Odd\" is not known"));
    cr_expect(warned("TASK/cstr_type: \"CS_ODD\" is not known") && warned("as if it said nothing"));
    cr_expect(warned("Activity A has a constraint without its date"));
    cr_expect(warned("uses calendar 99, which is not in the file"));
    cr_expect(warned("\"PR_ODD\" is no type of a link"));
    cr_expect_eq(import.report.n_warnings, 6, "%zu", import.report.n_warnings);
}

Test(bad_input, a_predecessor_in_a_project_that_is_not_there)
{
    reads(S(XER_HEAD XER_TASK "%R\t5\t1\tA\t8\tTT_Task\n%T\tTASKPRED\n%F\ttask_id\tpred_task_id"
                              "\tpred_proj_id\tpred_type\n%R\t5\t77\t9\tPR_FS\n"
                              "%R\t5\t78\t1\tPR_FS\n%E\n"));
    const struct link *l = plan_get(import.plan, &link_entity, (struct id){1});
    cr_assert_not_null(l);
    cr_expect(str_eq(l->external_ref, S("9\\77")), "%.*s", STR_ARG(l->external_ref));
    cr_expect(warned("9\\77 is in another project") && warned("link to 5 from 78"));
    cr_expect_eq(plan_count(import.plan, &link_entity), 1);
    cr_expect_eq(calculated(1)->start, plan_project_record(import.plan)->start);
}

Test(bad_input, a_long_chain, .timeout = 120)
{
    enum { N = 20000 };
    struct buf text;
    buf_init(&text, 0);
    buf_z(&text, XER_HEAD XER_TASK);
    for (int i = 1; i <= N; i++)
        buf_str(&text, str_fmt(&mem, "%%R\t%d\t1\tA%d\t1\tTT_Task\n", i, i));
    buf_z(&text, "%T\tTASKPRED\n%F\ttask_id\tpred_task_id\tpred_type\n");
    for (int i = 2; i <= N; i++)
        buf_str(&text, str_fmt(&mem, "%%R\t%d\t%d\tPR_FS\n", i, i - 1));
    buf_z(&text, "%E\n");
    reads(buf_view(&text));
    const struct civil end = seconds_civil(calculated(N)->finish);
    cr_expect_eq(end.year, 2035, "%d hours of work", N);
    buf_done(&text);
}

/* A file of 65 MB in which each task is one level deeper, made as it is read. */
struct deep {
    int64_t level;
    size_t  given;
};

static err deep_read(void *self, char *bytes, size_t max, size_t *ret_n)
{
    static const char head[] = "<Project xmlns=\"http://schemas.microsoft.com/project\">"
                               "<StartDate>2026-03-02T08:00:00</StartDate><Tasks>";
    struct deep      *d = self;
    int               n = 0;
    if (d->given < 65000000 && d->level == 0)
        n = snprintf(bytes, max, "%s", head);
    else if (d->given < 65000000)
        n = snprintf(bytes, max,
                     "<Task><UID>%lld</UID><ID>%lld</ID><Name>A</Name><OutlineLevel>%lld"
                     "</OutlineLevel><Duration>PT8H0M0S</Duration></Task>",
                     (long long)d->level, (long long)d->level, (long long)d->level);
    cr_assert_lt((size_t)n, max);
    d->level++;
    d->given += (size_t)n;
    *ret_n = (size_t)n;
    return OK;
}

Test(bad_input, a_deep_outline_is_refused_where_it_is_too_deep)
{
    struct deep deep = {0};
    const err   e = mspdi_read(&mem, (struct source){deep_read, &deep, S("deep.xml")}, &import);
    cr_expect_eq(e.code, ERR_TOO_LARGE, "%d", e.code);
    cr_expect(str_has(str_from(e.why), S("deeper than")), "%s", e.why);
    cr_expect_lt(deep.given, 200000, "%zu bytes were read before it was refused", deep.given);
}
