/* mpx_test.c - MPX: words of two languages, dates without times, links, calendars, refusals. */
#include "domain/entities.h"
#include "formats/mpx/mpx.h"
#include "formats/mpx/values.h"
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
TestSuite(mpx, .fini = finish);

#define HEAD                                                                                       \
    "MPX,Microsoft Project for Windows,4.0,ANSI\r\n10,$,0,2,\",\",.\r\n"                           \
    "11,2,0,1,8.00,40.00,$0.00/h,$0.00/h,1,1\r\n12,1,1,480,/"                                      \
    ",:,,,9\r\n20,Standard,0,1,1,1,1,1,0\r\n"                                                      \
    "25,2,08:00,12:00,13:00,17:00\r\n26,04/03/26,04/03/26,0\r\n"                                   \
    "30,Plan,,,Standard,Mon 02/03/26,,0\r\n"
#define COLUMNS "61,90,98,1,3,40,70,44,91,68,110,140\r\n"

static err read_text(str text)
{
    plan_unref(import.plan);
    import = (struct import){0};
    err e = mpx_read(&mem, source_memory(&mem, S("p.mpx"), text), &import);
    return e.code ? e : plan_calculate(import.plan, NULL);
}

static void dates(int64_t item, const char *start, const char *end)
{
    const struct item_row *row = plan_row_of(import.plan, (struct id){item});
    str                    a = local_text(&mem, row->start), b = local_text(&mem, row->finish);
    cr_expect(str_starts(a, str_from(start)), "start of %d: %.*s", (int)item, STR_ARG(a));
    cr_expect(str_starts(b, str_from(end)), "finish of %d: %.*s", (int)item, STR_ARG(b));
}

Test(mpx, tasks_links_and_fields)
{
    err e = read_text(S(
        HEAD COLUMNS "70,1,11,Sum,1,4d\r\n70,2,12,\"A, \"\"b\"\"\",2,2d,,50%\r\n"
                     "71,\"line\x7Ftwo\"\r\n"
                     "70,3,13,C,2,1ed,\"2FS+1d,9SS\",0%,Start No Earlier Than,Mon 09/03/26,Yes,2.5"
                     "\r\n"));
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    dates(2, "2026-03-02T08", "2026-03-03T17"); /* 2 d */
    dates(3, "2026-03-09T08", "2026-03-10T08");
    const struct item *a = plan_get(import.plan, &item_entity, (struct id){2});
    cr_expect(str_eq(a->title, S("A, \"b\"")));
    cr_expect(str_eq(a->body, S("line\ntwo")));
    cr_expect_eq(a->source_uid, 12);
    cr_expect_eq(a->parent.v, 1);
    cr_expect_eq(plan_count(import.plan, &link_entity), 1);
    cr_expect_eq(plan_count(import.plan, &custom_value_entity), 2);
    cr_expect_eq(import.report.n_warnings, 1, "row 9 does not exist");
}

Test(mpx, german)
{
    err e = read_text(
        S("MPX;Microsoft Project for Windows;4,0;ANSI\r\n10;DM;1;2;.;,\r\n"
          "11;2;0;1;8,00;40,00\r\n12;1;1;480;.;:;;;9\r\n30;P;;;;Di 07.01.03\r\n"
          "61;90;1;40;70;91;68;95\r\n70;1;Eins;1,5t;;So fr\xFCh wie m\xF6glich;NV;Hoch\r\n"
          "70;2;Zwei;2ft;1EA+0,5t;Anfang nicht fr\xFCher als;Mo 20.01.03;Mittel\r\n"));
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    dates(1, "2003-01-07T08", "2003-01-08T12");
    dates(2, "2003-01-20T08", "2003-01-22T08");
    const struct link *l = plan_get(import.plan, &link_entity, (struct id){1});
    cr_expect_eq(l->lag_s, 4 * HOUR_S);
    const struct item *i = plan_get(import.plan, &item_entity, (struct id){1});
    cr_expect_eq(i->priority, 600);
}

Test(mpx, resources_calendars_assignments)
{
    err e = read_text(
        S(HEAD "41,40,49,1,41,42,45\r\n50,1,21,R,0.5,$80.00/d,End\r\n"
               "51,notes\r\n55,Standard,2,2,2,2,2,2,2\r\n57,02/03/26,02/03/26,0\r\n"
               "61,90,1,40,20\r\n70,1,A,1d,8h\r\n75,1,1,8h,8h,0h,0h,$0,$0,$0,,,0d,21\r\n"));
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    dates(1, "2026-03-03T08", "2026-03-03T17"); /* the resource is off on Monday */
    const struct resource *r = plan_get(import.plan, &resource_entity, (struct id){1});
    cr_expect_eq(r->std_rate_minor, 1000);
    cr_expect_eq(r->accrual, ACCRUAL_END);
    cr_expect(str_eq(r->body, S("notes")));
}

Test(mpx, words_of_another_language_are_told)
{
    err e = read_text(S(HEAD "61,90,1,40,91,95\r\n70,1,A,1d,Snarast,Medel\r\n"));
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    cr_expect_eq(import.report.n_warnings, 2);
    dates(1, "2026-03-02T08", "2026-03-02T17");
}

Test(mpx, refuses_with_the_line)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"MPX", "Line 1"},
        {HEAD "70,1\r\n", "Line 9: a task before the columns"},
        {HEAD COLUMNS "70,1,1,A,1,many\r\n",
         "Line 10: record 70, cell 5: \"many\" is not a duration"},
        {HEAD COLUMNS "70,1,1,\"A\r\n", "Line 10: a text in quotes does not end"},
        {HEAD COLUMNS "70,1,1,A\r\n70,2,1,B\r\n", "Line 11: the unique id 1"},
        {HEAD COLUMNS "70,1,1,A,1,1d,x\r\n", "the predecessor \"x\""},
        {HEAD "26,99/99/26\r\n", "Line 9"},
        {"MPX,a\r\nword\r\n", "Line 2: a record begins with no number"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        err e = read_text(str_from(cases[i].text));
        cr_expect(e.code && str_has(str_from(e.why), str_from(cases[i].says)), "%zu: %s", i,
                  e.code ? e.why : "read");
    }
}

static const struct mpx_format english = {.separator = ',',
                                          .decimal = '.',
                                          .thousands = ',',
                                          .currency_digits = 2,
                                          .date_order = MPX_DAY_FIRST,
                                          .minutes_per_day = 480,
                                          .minutes_per_week = 2400,
                                          .days_per_month = 20};

Test(mpx, dates_in_many_spellings)
{
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"14 November 2005 08:00", "2005-11-14T08:00:00"},
        {"Mon 02/03/26", "2026-03-02T00:00:00"},
        {"2/3/98 5:00 pm", "1998-03-02T17:00:00"},
        {"Di 07.01.03", "2003-01-07T00:00:00"},
        {"31-Mär-2003 12:00 am", "2003-03-31T00:00:00"},
        {"November 14, 2005", "2005-11-14T00:00:00"},
        {"Mar 03/03/26", "2026-03-03T00:00:00"}, /* a Tuesday in French */
        {"mar. 7 avril 2026 08:00", "2026-04-07T08:00:00"},
        {"mié 1-abr-26", "2026-04-01T00:00:00"},
        {"2 juin 2026", "2026-06-02T00:00:00"},
        {"2 juillet 2026", "2026-07-02T00:00:00"},
        {"lun 4 mag 2026", "2026-05-04T00:00:00"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct mpx_moment m = {INSTANT_NONE, false};
        cr_expect(mpx_moment_read(&english, str_from(cases[i].text), &m), "%s", cases[i].text);
        str got = local_text(&mem, m.at);
        cr_expect(str_eq(got, str_from(cases[i].expected)), "%s: %.*s", cases[i].text,
                  STR_ARG(got));
    }
    struct mpx_moment m = {7, false};
    cr_expect(mpx_moment_read(&english, S("NA"), &m) && m.at == 7);
    cr_expect(!mpx_moment_read(&english, S("31/02/26"), &m));
    cr_expect(!mpx_moment_read(&english, S("1/2/3/4"), &m));
}

static int64_t hours_of(enum mpx_tongue tongue, const char *text)
{
    struct mpx_format f = english;
    struct mpx_span   span = {.s = DURATION_NONE};
    f.tongue = tongue;
    cr_assert(mpx_span_read(&f, str_from(text), &span), "%s", text);
    return span.s / HOUR_S;
}

Test(mpx, units_of_many_languages)
{
    cr_expect_eq(hours_of(MPX_USUAL, "2 Tage"), 16);
    cr_expect_eq(hours_of(MPX_USUAL, "1 jour"), 8);
    cr_expect_eq(hours_of(MPX_USUAL, "2je"), 48);
    cr_expect_eq(hours_of(MPX_USUAL, "1ms"), 160);
    cr_expect_eq(hours_of(MPX_USUAL, "1y"), 12 * 160);
    cr_expect_eq(hours_of(MPX_USUAL, "600m"), 10);
    cr_expect_eq(hours_of(MPX_ITALIAN, "1m"), 160);
    cr_expect_eq(hours_of(MPX_ITALIAN, "600r"), 10);
    cr_expect_eq(hours_of(MPX_ITALIAN, "3o"), 3);
    cr_expect_eq(hours_of(MPX_NORDIC, "3t"), 3);
    cr_expect_eq(hours_of(MPX_USUAL, "3t"), 24);
    enum duration_unit unit = UNIT_DAYS;
    double             times = 0;
    cr_expect(mpx_unit(&english, S("WEEKS"), &unit, &times) && unit == UNIT_WEEKS);
    cr_expect_not(mpx_unit(&english, S("fortnight"), &unit, &times));
    cr_expect_eq(mpx_tongue_of(S("70,1,A g,2d\r\n70,2,B,3h\r\n"), ','), MPX_USUAL);
    cr_expect_eq(mpx_tongue_of(S("70;1;A;2g\r\n70;2;B;1,5m?\r\n"), ';'), MPX_ITALIAN);
    cr_expect_eq(mpx_tongue_of(S("70;1;A;2d\r\n70;2;B;3t\r\n"), ';'), MPX_NORDIC);
    cr_expect_eq(mpx_tongue_of(S("70;1;A;2t\r\n70;2;B;3h\r\n"), ';'), MPX_USUAL);
}

Test(mpx, a_file_in_italian)
{
    err e = read_text(S("MPX;Microsoft Project;4,0;ANSI\r\n12;1;0;480;/;:;;;0;0\r\n"
                        "30;P;;;Standard;Lun 02/03/26;;0\r\n61;90;1;40;70;91;68\r\n"
                        "70;1;A;2g;;;\r\n70;2;B;1m;1FI+1g;;\r\n"
                        "70;3;C;4o;;Iniziare non prima del;Mar 10/03/26\r\n"));
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    dates(1, "2026-03-02T08", "2026-03-03T17");
    dates(2, "2026-03-05T08", "2026-04-01T17");
    dates(3, "2026-03-10T08", "2026-03-10T12");
}

Test(mpx, numbers_and_words)
{
    int64_t              n = 0;
    double               d = 0;
    bool                 yes = false;
    struct mpx_span      span = {.s = 0};
    enum constraint_kind c = CONSTRAINT_ASAP;
    enum accrual         accrual = ACCRUAL_END;
    enum link_type       type = LINK_FS;
    cr_expect(mpx_int(S(" 12 "), &n) && n == 12);
    cr_expect(mpx_number(&english, S("1,234.5"), &d) && d > 1234.4 && d < 1234.6);
    cr_expect(mpx_money(&english, S("$-1,234.56"), &n) && n == -123456);
    cr_expect(mpx_money(&english, S("-$2.50"), &n) && n == -250);
    cr_expect(mpx_money(&english, S("(Rs. 2.50)"), &n) && n == -250);
    cr_expect(mpx_money(&english, S("2.50 DM"), &n) && n == 250);
    cr_expect(mpx_units(&english, S("50%"), &d) && d > 0.49 && d < 0.51);
    cr_expect(mpx_rate(&english, S("$40.00/w"), &n) && n == 100);
    cr_expect(mpx_span_read(&english, S("2ew?"), &span) && span.s == 14 * DAY_S);
    cr_expect(span.is_estimated && span.unit == UNIT_ELAPSED_WEEKS);
    cr_expect(mpx_span_read(&english, S("-50%"), &span) && span.is_percent && span.percent < -49);
    cr_expect(!mpx_span_read(&english, S("3 parsecs"), &span));
    cr_expect(mpx_clock(S("05:00 pm"), &n) && n == 17 * HOUR_S);
    cr_expect(!mpx_clock(S("25:00"), &n));
    cr_expect(mpx_yes(S("Ja"), &yes) && yes && !mpx_yes(S("perhaps"), &yes));
    cr_expect(mpx_constraint(S("Must Finish On"), &c) && c == CONSTRAINT_MFO);
    cr_expect(mpx_priority(S("Very High"), &n) && n == 800);
    cr_expect(mpx_accrual(S("Anfang"), &accrual) && accrual == ACCRUAL_START);
    cr_expect(mpx_link_type(S("AE"), &type) && type == LINK_SF);
    cr_expect(mpx_is_nothing(S("NV")) && !mpx_is_nothing(S("0")));
}
