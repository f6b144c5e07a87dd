/* tests/formats/xer/table_test.c - text into tables, cells into members, working times into text.
 */
#include "formats/shared.h"
#include "formats/xer/build.h"
#include "formats/xer/clndr.h"

#include <criterion/criterion.h>
#include <math.h>

static struct arena         mem;
static struct import_report report;

static void begin(void)
{
    report_init(&report, &mem);
}
static void finish(void)
{
    arena_done(&mem);
}
TestSuite(xer_table, .init = begin, .fini = finish);

Test(xer_table, code_pages)
{
    str text;
    cr_assert_eq(xer_decode(&mem, S("caf\xC3\xA9"), &report, &text).code, ERR_NONE);
    cr_expect(str_eq(text, S("caf\xC3\xA9")));
    cr_expect_eq(report.n_warnings, 0);
    cr_assert_eq(xer_decode(&mem, S("caf\xE9"), &report, &text).code, ERR_NONE);
    cr_expect(str_eq(text, S("caf\xC3\xA9")));
    cr_assert_eq(xer_decode(&mem, S("\xC7\xE0\xE4\xE0\xF7\xE0"), &report, &text).code, ERR_NONE);
    cr_expect(str_eq(text, S("\xD0\x97\xD0\xB0\xD0\xB4\xD0\xB0\xD1\x87\xD0\xB0")));
    cr_expect_eq(report.n_warnings, 2);
}

struct row {
    int64_t line, number, seconds;
    double  quantity;
    str     name;
    instant at;
    bool    yes;
};

static err row_see(void *self, void *record)
{
    *(struct row *)self = *(const struct row *)record;
    return OK;
}

Test(xer_table, cells_into_members)
{
    static const struct xer_column columns[] = {
        {"n", XER_INT, offsetof(struct row, number)},
        {"h", XER_HOURS, offsetof(struct row, seconds)},
        {"q", XER_NUMBER, offsetof(struct row, quantity)},
        {"s", XER_TEXT, offsetof(struct row, name)},
        {"t", XER_TIME, offsetof(struct row, at)},
        {"y", XER_YES, offsetof(struct row, yes)},
    };
    const struct xer_binding binding = {columns, COUNT(columns), sizeof(struct row)};
    struct xer_file          file;
    struct row               seen = {0};
    struct xer_context       context = {&mem, &report, &seen};
    const str                text = S("ERMHDR\n%T\tROWS\n%F\tn\th\tq\ts\tt\ty\tz\n"
                                                     "%R\t7\t1,5\t1e999\ta\x7F\x7F"
                                                     "b\t2026-03-02 08:00\tY\tlost\n%E\n");
    cr_assert_eq(xer_tables(&mem, text, &report, &file).code, ERR_NONE);
    cr_expect(str_eq(str_from(xer_label(&file, "ROWS")), S("ROWS")));
    cr_expect_null(xer_table(&file, "NONE"));
    cr_assert_eq(xer_each(&context, xer_table(&file, "ROWS"), &binding, row_see).code, ERR_NONE);
    cr_expect_eq(seen.number, 7);
    cr_expect_eq(seen.line, 4);
    cr_expect_eq(seen.seconds, 5400);
    cr_expect(isnan(seen.quantity), "1e999 is no number");
    cr_expect(str_eq(seen.name, S("a\nb")));
    cr_expect(seen.yes && seen.at != INSTANT_NONE);
    cr_expect_eq(report.n_warnings, 1);
    cr_expect_eq(report.n_dropped, 1);
}

Test(xer_table, numbers_and_times)
{
    double  number = 0;
    instant t = 0;
    cr_expect(xer_number(S("1.234,5"), &number));
    cr_expect_float_eq(number, 1234.5, 1e-9);
    cr_expect_not(xer_number(S("NaN"), &number));
    cr_expect_not(xer_number(S("Inf"), &number));
    cr_expect_not(xer_number(S(""), &number));
    cr_expect(xer_time(S("2026-03-02T08:00:00"), &t));
    cr_expect_not(xer_time(S("2026-02-30 08:00"), &t));
    cr_expect_not(xer_time(S("9999-01-01 08:00"), &t));
}

Test(xer_table, tables_become_a_plan)
{
    struct xer_file file;
    struct import   out = {.report = report}, import;
    const str       text = S("ERMHDR\n%T\tPROJECT\n%F\tproj_id\tplan_start_date\n"
                                   "%R\t1\t2026-03-02 08:00\n%T\tTASK\n"
                                   "%F\ttask_id\tproj_id\ttask_name\n"
                                   "%R\t5\t1\tDig\n%E\n");
    cr_assert_eq(xer_tables(&mem, text, &report, &file).code, ERR_NONE);
    cr_assert_eq(xer_build(&mem, &file, S("a.xer"), &out, &import).code, ERR_NONE);
    cr_expect_eq(plan_count(import.plan, &item_entity), 1);
    plan_unref(import.plan);
}

Test(xer_table, working_times_as_text)
{
    struct clndr   c = {.n_days = 7}, again;
    struct shifts *hours;
    clndr_shift_add(&c.days[1], 13 * HOUR_S, 17 * HOUR_S);
    clndr_shift_add(&c.days[1], 8 * HOUR_S, 11 * HOUR_S + 59 * MINUTE_S);
    clndr_shift_add(&c.days[2], 22 * HOUR_S, 0);
    cr_expect_eq(c.days[1].n, 2);
    cr_expect_eq(c.days[1].v[0].to, 12 * HOUR_S);
    cr_expect_null(clndr_exception_add(&mem, &c, 200000));
    hours = clndr_exception_add(&mem, &c, 20000);
    clndr_shift_add(hours, 9 * HOUR_S, 10 * HOUR_S);
    (void)clndr_exception_add(&mem, &c, 20001);
    cr_assert(clndr_read(&mem, clndr_text(&mem, &c), &again));
    cr_expect_arr_eq(again.days, c.days, sizeof c.days);
    cr_expect_eq(again.n_exceptions, 2);
    cr_expect_eq(again.exceptions[0].on, 20000);
    cr_expect_eq(again.exceptions[0].hours.v[0].to, 10 * HOUR_S);
    cr_expect_eq(again.exceptions[1].hours.n, 0);
    cr_expect_eq(clndr_text(&mem, &(struct clndr){0}).n, 0);
}
