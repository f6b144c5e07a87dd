/* tests/formats/xer/xer_test.c - what tables of an XER file become, what is repaired, what is
 * refused, and P6's own dates of whole files.
 */
#include "base/rng.h"
#include "domain/compare/compare.h"
#include "domain/entities.h"
#include "formats/plan_file.h"
#include "formats/shared.h"
#include "formats/xer/clndr.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct arena  mem;
static struct import import;

static void finish(void)
{
    plan_unref(import.plan);
    import = (struct import){0};
    arena_done(&mem);
}
TestSuite(xer, .fini = finish);

#define HEAD "ERMHDR\t20.12\t2024-06-12\tProject\tADMIN\tuser\tdb\tProject Management\tUSD\r\n"
#define PROJECT                                                                                    \
    "%T\tPROJECT\r\n"                                                                              \
    "%F\tproj_id\tproj_short_name\tclndr_id\tlast_recalc_date\tplan_start_date\tplan_end_date"     \
    "\tcritical_drtn_hr_cnt\tcritical_path_type\r\n"                                               \
    "%R\t5\tPLANT\t7\t2026-03-02 00:00\t2026-03-01 00:00\t2026-04-01 17:00\t16\tCT_DrivPath\r\n"
#define CALENDAR                                                                                   \
    "%T\tCALENDAR\r\n%F\tclndr_id\tclndr_name\tclndr_data\r\n"                                     \
    "%R\t7\tWork\t(0||CalendarData()((0||DaysOfWeek()((0||1()())(0||2()((0||0(f|16:00|s|8:00)()))" \
    ")(0||3()())(0||4()())(0||5()())(0||6()())(0||7()())))(0||Exceptions()((0||0(d|46085)("        \
    "(0||0(s|08:00|f|11:59)())))(0||1(d|46084)())))))\r\n"
#define TASKS                                                                                      \
    "%T\tPROJWBS\r\n%F\twbs_id\tproj_id\tparent_wbs_id\tseq_num\twbs_short_name\twbs_name"         \
    "\tproj_node_flag\r\n%R\t1\t5\t99\t1\tP\tPlant\tY\r\n%R\t2\t5\t1\t1\tE\tEmpty\tN\r\n"          \
    "%T\tTASK\r\n%F\ttask_id\tproj_id\twbs_id\tclndr_id\ttask_type\tstatus_code\ttask_code"        \
    "\ttask_name\ttarget_drtn_hr_cnt\tremain_drtn_hr_cnt\tcstr_type\tcstr_date\tact_start_date"    \
    "\tearly_start_date\ttotal_float_hr_cnt\tdriving_path_flag\tcolour\r\n"                        \
    "%R\t10\t5\t1\t7\tTT_Task\tTK_Active\tA10\tDig\t8\t2,5\tCS_MSOA\t2026-03-09 08:00"             \
    "\t2026-02-23 08:00\t2026-03-02 08:00\t1.5\tY\tred\r\n"                                        \
    "%R\t11\t5\t1\t7\tTT_FinMile\tTK_NotStart\tA11\tDug\t0\t0\t\t\t\t\t\tN\t\r\n"

static err read_text(str text)
{
    plan_unref(import.plan);
    import = (struct import){0};
    return plan_file_read(&mem, source_memory(&mem, S("plan.xer"), text), &import);
}

static void reads(str text)
{
    const err e = read_text(text);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
}

static const struct item *item(int64_t id)
{
    const struct item *i = plan_get(import.plan, &item_entity, (struct id){id});
    cr_assert_not_null(i);
    return i;
}

static bool warned(const char *part)
{
    for (size_t i = 0; i < import.report.n_warnings; i++)
        if (str_has(import.report.warnings[i].what, str_from(part)))
            return true;
    return false;
}

static int64_t dropped(const char *what)
{
    for (size_t i = 0; i < import.report.n_dropped; i++)
        if (str_eq(import.report.dropped[i].what, str_from(what)))
            return import.report.dropped[i].count;
    return 0;
}

#define DAY(text) day_of(text)
static day day_of(const char *text)
{
    day d = DAY_NONE;
    cr_assert(day_parse(str_from(text), &d));
    return d;
}

Test(xer, tables_become_a_plan)
{
    reads(S(HEAD PROJECT CALENDAR TASKS
            "%T\tTASKPRED\r\n%F\ttask_id\tpred_task_id\tpred_type\tlag_hr_cnt\r\n"
            "%R\t11\t10\tPR_FF\t-4\r\n%R\t11\t77\tPR_FS\t0\r\n"
            "%T\tPROJCOST\r\n%F\tcost_item_id\r\n%R\t1\r\n%R\t2\r\n%E\r\n"));
    const struct project *p = plan_project_record(import.plan);
    cr_expect(str_eq(p->title, S("PLANT")));
    cr_expect_eq(p->profile, PROFILE_P6);
    cr_expect_eq(p->critical_by, CRITICAL_BY_LONGEST_PATH);
    cr_expect_eq(p->critical_slack_limit_days, 2);
    cr_expect_neq(p->must_finish_by, INSTANT_NONE);
    cr_expect_eq(item(1)->kind, ITEM_SUMMARY);
    cr_expect(str_eq(item(2)->wbs_code, S("P.E")));
    cr_expect_eq(item(3)->constraint, CONSTRAINT_SNET);
    cr_expect_eq(item(3)->remaining_duration_s, 9000);
    cr_expect_eq(item(3)->state, ITEM_ACTIVE);
    cr_expect_eq(item(3)->parent.v, 1);
    cr_expect_eq(item(4)->activity_type, ACTIVITY_FINISH_MILESTONE);
    const struct link *l = plan_get(import.plan, &link_entity, (struct id){1});
    cr_expect_eq(l->type, LINK_FF);
    cr_expect_eq(l->lag_s, -4 * HOUR_S);
    cr_expect_eq(dropped("TASKPRED"), 1);
    cr_expect_eq(dropped("PROJCOST"), 2);
    cr_expect_eq(dropped("TASK/colour"), 1);
    cr_expect_eq(import.stored.v[2].total_slack_s, 5400);
    cr_expect(import.stored.v[2].critical && import.stored.v[2].has_critical);
    cr_assert_eq(plan_calculate(import.plan, NULL).code, ERR_NONE);
    cr_expect_eq(plan_row_of(import.plan, (struct id){2})->start, INSTANT_NONE);
    cr_expect_eq(plan_row_of(import.plan, (struct id){3})->start, item(3)->actual_start);
}

Test(xer, working_times)
{
    reads(S(HEAD PROJECT CALENDAR TASKS "%E\r\n"));
    const struct calendar *c = plan_get(import.plan, &calendar_entity, (struct id){1});
    cr_expect(str_eq(c->monday, S("08:00-16:00")));
    cr_expect(str_eq(c->sunday, S("")));
    const struct calendar_exception *x = plan_get(import.plan, &calendar_exception_entity,
                                                  (struct id){2});
    cr_expect_eq(x->from, DAY("2026-03-04"));
    cr_expect(str_eq(x->shifts, S("08:00-12:00")), "%.*s", STR_ARG(x->shifts));
}

Test(xer, calendar_data_that_are_cut_or_odd)
{
    struct clndr c;
    cr_expect_not(clndr_read(&mem, S("(0||CalendarData()("), &c));
    cr_expect_not(clndr_read(&mem, S(""), &c));
    cr_expect(clndr_read(&mem,
                         S("(0||CalendarData()( (0||DaysOfWeek()( (0||2()( (0||0(s|22:00|f|00:00)"
                           "()) (0||1(s|08:00|f|15:59)()) )) ))))"),
                         &c));
    cr_expect_eq(c.days[1].n, 2);
    cr_expect_eq(c.days[1].v[0].to, 16 * HOUR_S);
    cr_expect_eq(c.days[1].v[1].to, DAY_S);
    struct buf deep;
    buf_init(&deep, 1 << 20);
    for (int i = 0; i < 10000; i++)
        buf_z(&deep, "(0||x()(");
    cr_expect_not(clndr_read(&mem, buf_view(&deep), &c));
    buf_done(&deep);
    reads(S(HEAD "%T\tCALENDAR\r\n%F\tclndr_id\tclndr_name\tclndr_data\r\n"
                 "%R\t7\tCut\t(0||CalendarData()(\r\n%E\r\n"));
    cr_expect(warned("CALENDAR/clndr_data"));
    const struct calendar *k = plan_get(import.plan, &calendar_entity, (struct id){1});
    cr_expect(str_eq(k->friday, S("08:00-12:00 13:00-17:00")));
}

#define MONDAY(hours) "(0||CalendarData()((0||DaysOfWeek()((0||2()((0||0(" hours ")()))))))))"

Test(xer, clocks_of_calendar_data)
{
    static const struct {
        str     text;
        int32_t from, to; /* -1: cannot be read */
    } clocks[] = {
        {S(MONDAY("s|08:00|f|12:00")), 8, 12},       {S(MONDAY("f|5:00 PM|s|8:00 AM")), 8, 17},
        {S(MONDAY("s|12:00 AM|f|12:00 PM")), 0, 12}, {S(MONDAY("s|8:00:00|f|16:00:00")), 8, 16},
        {S(MONDAY("s|08:00|f|25:00")), -1, -1},      {S(MONDAY("s|8:00 XM|f|9:00")), -1, -1},
        {S(MONDAY("s|13:00 PM|f|14:00")), -1, -1},   {S(MONDAY("s|8|f|9")), -1, -1},
    };
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        struct clndr c;
        const bool   is_read = clndr_read(&mem, clocks[i].text, &c);
        cr_expect_eq(is_read, clocks[i].from >= 0, "%.*s", STR_ARG(clocks[i].text));
        if (!is_read)
            continue;
        cr_expect_eq(c.days[1].v[0].from, clocks[i].from * HOUR_S, "%zu", i);
        cr_expect_eq(c.days[1].v[0].to, clocks[i].to * HOUR_S, "%zu", i);
    }
}

Test(xer, code_pages_and_line_breaks)
{
    reads(
        S(HEAD "%T\tTASK\r\n%F\ttask_id\ttask_name\r\n%R\t1\t\xC7\xE0\xE4\xE0\xF7\xE0\r\n%E\r\n"));
    cr_expect(str_eq(item(1)->title, S("Задача")));
    reads(S(HEAD "%T\tTASK\r\n%F\ttask_id\ttask_name\r\n%R\t1\tGr\xFC\xDF"
                 "e\x7F\x7F"
                 "zwei\r\n%E\r\n"));
    cr_expect(str_eq(item(1)->title, S("Grüße\nzwei")), "%.*s", STR_ARG(item(1)->title));
    reads(S(HEAD "%T\tTASK\r\n%F\ttask_id\ttask_name\r\n%R\t1\tGrüße\r\n%E\r\n"));
    cr_expect(str_eq(item(1)->title, S("Grüße")));
}

Test(xer, what_cannot_be_read_is_told)
{
    err e = read_text(S(HEAD "%R\t1\r\n"));
    cr_expect_eq(e.code, ERR_SYNTAX);
    cr_expect(str_has(str_from(e.why), S("Line 2")), "%s", e.why);
    e = read_text(S(HEAD "%T\tTASK\r\n%R\t1\r\n"));
    cr_expect(str_has(str_from(e.why), S("Line 3")), "%s", e.why);
    e = read_text(S(HEAD "%T\tTASK\r\n%F\ttask_id\r\n%R\t1\r\n%R\t1\r\n"));
    cr_expect_eq(e.code, ERR_INVALID);
    reads(S(HEAD "%T\tPROJWBS\r\n%F\twbs_id\tparent_wbs_id\r\n%R\t1\t2\r\n%R\t2\t1\r\n"));
    cr_expect(warned("PROJWBS/parent_wbs_id"));
    cr_expect(warned("%E"));
    reads(S(HEAD "%T\tTASK\r\n%F\ttask_id\tcstr_date\tremain_drtn_hr_cnt\r\n"
                 "%R\t1\t4637-11-26 00:00\tNaN\r\n%E\r\n"));
    cr_expect(warned("cstr_date"));
    cr_expect(warned("remain_drtn_hr_cnt"));
}

Test(xer, fields_of_their_own)
{
    reads(S(HEAD "%T\tTASK\r\n%F\ttask_id\r\n%R\t4\r\n"
                 "%T\tACTVTYPE\r\n%F\tactv_code_type_id\tactv_code_type\r\n%R\t1\tPhase\r\n"
                 "%T\tACTVCODE\r\n%F\tactv_code_id\tactv_code_type_id\tactv_code_name\r\n"
                 "%R\t9\t1\tDesign\r\n"
                 "%T\tTASKACTV\r\n%F\ttask_id\tactv_code_type_id\tactv_code_id\r\n%R\t4\t1\t9\r\n"
                 "%T\tUDFTYPE\r\n%F\tudf_type_id\ttable_name\tudf_type_label\tlogical_data_type\r\n"
                 "%R\t1\tTASK\tVolume\tFT_FLOAT_2_DECIMALS\r\n"
                 "%T\tUDFVALUE\r\n%F\tudf_type_id\tfk_id\tudf_number\r\n%R\t1\t4\t12.5\r\n%E\r\n"));
    cr_assert_eq(plan_count(import.plan, &custom_field_entity), 2);
    const struct custom_value *v = plan_get(import.plan, &custom_value_entity, (struct id){1});
    cr_expect(str_eq(v->value, S("Design")));
    v = plan_get(import.plan, &custom_value_entity, (struct id){2});
    cr_expect(str_eq(v->value, S("12.5")));
}

Test(xer, mandatory_dates_are_must_dates_in_mspdi)
{
    struct import_report report;
    struct buf           to;
    reads(S(HEAD "%T\tTASK\r\n%F\ttask_id\ttask_name\tcstr_type\tcstr_date\r\n"
                 "%R\t1\ta\tCS_MANDFIN\t2026-03-09 17:00\r\n"
                 "%R\t2\tb\tCS_MANDSTART\t2026-03-09 08:00\r\n%E\r\n"));
    cr_expect_eq(item(1)->constraint, CONSTRAINT_MANDATORY_FINISH);
    cr_assert_eq(plan_calculate(import.plan, NULL).code, ERR_NONE);
    buf_init(&to, 1 << 20);
    cr_assert_eq(mspdi_write(&mem, import.plan, &to, &report).code, ERR_NONE);
    reads(str_copy(&mem, buf_view(&to)));
    buf_done(&to);
    cr_expect_eq(item(1)->constraint, CONSTRAINT_MFO);
    cr_expect_eq(item(2)->constraint, CONSTRAINT_MSO);
}

Test(xer, a_source_read_by_itself)
{
    struct import other;
    const err     e = xer_read(
            &mem, source_memory(&mem, S("x.xer"), S(HEAD PROJECT CALENDAR TASKS "%E\r\n")), &other);
    cr_assert_eq(e.code, ERR_NONE);
    cr_expect_eq(plan_count(other.plan, &item_entity), 4);
    plan_unref(other.plan);
}

/* --- damaged files -----------------------------------------------------------------------------
 */

static long accepted, refused;

static void try_bytes(str bytes)
{
    const err e = read_text(bytes);
    accepted += !e.code;
    refused += e.code != ERR_NONE;
    if (!e.code)
        err_drop(plan_calculate(import.plan, NULL));
    else
        cr_assert(e.why && *e.why);
    plan_unref(import.plan);
    import = (struct import){0};
}

static void mutants(const char *name, uint64_t seed)
{
    struct arena kept = {0};
    str          sample = shared_text(&kept, str_fmt(&kept, "%s/xer/%s", SHARED_DATA, name));
    char        *bytes = malloc(sample.n + 1);
    for (int i = 0; sample.n && i < 60; i++) {
        memcpy(bytes, sample.p, sample.n);
        for (uint32_t k = rng_below(&seed, 12); k; k--)
            bytes[rng_below(&seed, (uint32_t)sample.n)] =
                "\t\n%0-9(|)\x7F\xE9"[rng_below(&seed, 11)];
        try_bytes((str){bytes, i % 2 ? sample.n : rng_below(&seed, (uint32_t)sample.n)});
        arena_reset(&mem);
    }
    free(bytes);
    arena_done(&kept);
}

Test(xer, damaged_files_are_refused_or_repaired, .timeout = 120)
{
    static const char *const names[] = {"aspose_encoding1251.xer", "percent-complete-8.4.xer",
                                        "aspose_MultiprojectWithExternal.xer", "invalid-8.4.xer",
                                        "PredecessorCalendar.xer"};
    for (size_t i = 0; i < COUNT(names); i++)
        mutants(names[i], 20260302 + i);
    if (!accepted && !refused)
        cr_skip_test("The large data are not here.");
    cr_assert_gt(accepted, 50);
    cr_assert_gt(refused, 0);
}

/* --- as P6 calculated --------------------------------------------------------------------------
 */

/* Values as stored in the file, by file; each may only rise. */
static const struct {
    const char *name;
    size_t      items, same[COMPARE_COUNT];
} oracles[] = {
    {"pyp6xer_SP10_anonymised.xer", 3994, {3994, 3994, 3994, 3994, 3994, 3994, 3428, 3471, 0}},
    {"aspose_MultiprojectWithExternal.xer", 3, {3, 3, 3, 3, 3, 3, 3, 3, 0}},
    {"aspose_encoding1251.xer", 2, {2, 2, 2, 2, 2, 2, 0, 0, 0}},
    {"percent-complete-8.4.xer", 12, {12, 12, 12, 12, 0, 0, 0, 0, 0}},
    {"invalid-8.4.xer", 12, {12, 12, 12, 12, 0, 0, 0, 0, 0}},
    {"PredecessorCalendar.xer", 1, {1, 1, 1, 1, 0, 0, 0, 0, 0}},
    {"ProjectDefaultCalendar.xer", 1, {1, 1, 1, 1, 0, 0, 0, 0, 0}},
    {"TwentyFourHourCalendar.xer", 1, {1, 1, 1, 1, 0, 0, 0, 0, 0}},
};

static void compare_file(size_t k)
{
    struct comparison c;
    str text = shared_text(&mem, str_fmt(&mem, "%s/xer/%s", SHARED_DATA, oracles[k].name));
    if (!text.n)
        cr_skip_test("The large data are not here.");
    reads(text);
    const err e = plan_calculate(import.plan, NULL);
    cr_assert_eq(e.code, ERR_NONE, "%s: %s", oracles[k].name, e.why);
    compare_stored(import.plan, &import.stored, NULL, NULL, &c);
    cr_expect_geq(c.items, oracles[k].items);
    for (int w = 0; w < COMPARE_COUNT; w++)
        cr_expect_geq(c.compared[w] - c.different[w], oracles[k].same[w], "%s: %s %zu of %zu",
                      oracles[k].name, compare_words[w], c.compared[w] - c.different[w],
                      c.compared[w]);
}

Test(xer, as_stored_by_p6, .timeout = 120)
{
    for (size_t k = 0; k < COUNT(oracles); k++)
        compare_file(k);
}

/* The longest path is told by the file too, though this plan is critical by float. */
Test(xer, the_longest_path_of_p6, .timeout = 120)
{
    str text = shared_text(&mem, S(SHARED_DATA "/xer/pyp6xer_SP10_anonymised.xer"));
    if (!text.n)
        cr_skip_test("The large data are not here.");
    char *at = memmem(text.p, text.n, "CT_TotFloat", 11);
    cr_assert_not_null(at);
    memcpy(at, "CT_DrivPath", 11);
    reads(text);
    struct comparison c;
    cr_assert_eq(plan_calculate(import.plan, NULL).code, ERR_NONE);
    compare_stored(import.plan, &import.stored, NULL, NULL, &c);
    cr_expect_eq(c.compared[COMPARE_CRITICAL], 3994);
    cr_expect_eq(c.different[COMPARE_CRITICAL], 0);
}
