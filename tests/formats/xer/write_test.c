/* tests/formats/xer/write_test.c - what was written as XER is read again as the same plan, and what
 * XER cannot hold is told.
 *
 * Over every XER and PMXML file of the large data. Records are compared member by member, items by
 * their number in the file; what follows from the way back (a WBS element for the project, codes as
 * user fields) is named.
 */
#include "domain/entities.h"
#include "formats/plan_file.h"
#include "formats/pmxml/pmxml.h"
#include "formats/shared.h"
#include "formats/trip/trip.h"
#include "formats/xer/build.h"

#include <criterion/criterion.h>

Test(xer_write, xer_files_come_back_the_same, .timeout = 240)
{
    struct arena        mem = {0};
    struct shared_file *files = NULL;
    const size_t        n = shared_files(&mem, S("xer/"), &files);
    if (!n)
        cr_skip_test("The large data are not here.");
    for (size_t i = 0; i < n; i++) {
        struct trip t = {0};
        const err   e = shared_read(&t.mem, files[i].path, &t.first);
        cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
        trip_go(&t, xer_write, "xer");
        for (size_t k = 0; entities[k]; k++)
            if (entity_in_plan(entities[k]))
                trip_same_records(&t, files[i].name, entities[k]);
        trip_same_dates(&t, files[i].name);
        trip_done(&t);
    }
    arena_done(&mem);
}

Test(xer_write, pmxml_files_keep_their_dates, .timeout = 240)
{
    struct arena        mem = {0};
    struct shared_file *files = NULL;
    const size_t        n = shared_files(&mem, S("pmxml/"), &files);
    if (!n)
        cr_skip_test("The large data are not here.");
    for (size_t i = 0; i < n; i++) {
        struct trip t = {0};
        const err   e = shared_read(&t.mem, files[i].path, &t.first);
        cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
        trip_go(&t, xer_write, "xer");
        trip_same_dates(&t, files[i].name);
        cr_expect_eq(plan_count(t.second.plan, &assignment_entity),
                     plan_count(t.first.plan, &assignment_entity));
        cr_expect_eq(plan_count(t.second.plan, &resource_entity),
                     plan_count(t.first.plan, &resource_entity));
        trip_done(&t);
    }
    arena_done(&mem);
}

#define TEXT                                                                                       \
    "project P Caf\xC3\xA9 ; start 2026-03-02T08:00\n"                                             \
    "calendar C ; week Mon-Fri 08:00-16:00\nGr\xC3\xB6\xC3\x9F"                                    \
    "e\n  One ; 2d\n  Two ; 1d ; < prev+1d\n"

Test(xer_write, another_kind_of_plan)
{
    struct trip t = {0};
    err         e = plan_file_read(&t.mem, source_memory(&t.mem, S("a.txt"), S(TEXT)), &t.first);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    struct item one = *(const struct item *)plan_get(t.first.plan, &item_entity, (struct id){2});
    one.hyperlink = S("https://example.org/");
    one.body = S("first\nsecond\tthird");
    plan_put(t.first.plan, &item_entity, &one);
    trip_go(&t, xer_write, "xer");
    cr_expect(str_has(t.text, S("Gr\xF6\xDF"
                                "e")),
              "Windows 1252");
    cr_expect(str_ends(t.text, S("%E\r\n")));
    cr_expect(trip_is_told(&t, "item/hyperlink"));
    cr_expect_eq(t.report.n_warnings, 1, "P6 calculates by its own rules");
    const struct item *again = plan_get(t.second.plan, &item_entity, (struct id){2});
    cr_expect(str_eq(again->body, S("first\nsecond third")), "%.*s", STR_ARG(again->body));
    cr_expect_eq(again->duration_s, one.duration_s);
    cr_expect_eq(plan_count(t.second.plan, &link_entity), 1);
    trip_done(&t);
}

/* Links to plans that are not in the file: P6 keeps what they asked for as dates of the item. */
#define EXTERNAL(outer, early)                                                                     \
    "ERMHDR\t8.4\r\n%T\tPROJECT\r\n%F\tproj_id\tproj_short_name\tlast_recalc_date\r\n"             \
    "%R\t1\tP\t2026-03-02 08:00\r\n%T\tSCHEDOPTIONS\r\n%F\tproj_id\tsched_outer_depend_type"       \
    "\tsched_lag_early_start_flag\tsched_retained_logic\r\n%R\t1\t" outer "\t" early "\tY\r\n"     \
    "%T\tPROJWBS\r\n%F\twbs_id\tproj_id\tseq_num\twbs_short_name\twbs_name\tproj_node_flag\r\n"    \
    "%R\t3\t1\t1\tP\tP\tY\r\n%T\tTASK\r\n"                                                         \
    "%F\ttask_id\tproj_id\twbs_id\ttask_type\tstatus_code\ttask_code\ttask_name"                   \
    "\tremain_drtn_hr_cnt\ttarget_drtn_hr_cnt\texternal_early_start_date"                          \
    "\texternal_late_end_date\r\n"                                                                 \
    "%R\t10\t1\t3\tTT_Task\tTK_NotStart\tA\tA\t8\t8\t2026-03-05 08:00\t2026-03-04 17:00\r\n"       \
    "%R\t11\t1\t3\tTT_Task\tTK_NotStart\tB\tB\t80\t80\t\t\r\n%E\r\n"

static void external_dates(trip_write_fn *write, const char *ending, bool is_ignored)
{
    struct trip t = {0};
    const str   text = is_ignored ? S(EXTERNAL("SD_None", "N")) : S(EXTERNAL("SD_Both", "Y"));
    const err   e = plan_file_read(&t.mem, source_memory(&t.mem, S("P.xer"), text), &t.first);
    const char *first = is_ignored ? "2026-03-02T08:00:00Z" : "2026-03-05T08:00:00Z";
    const int   slack_h = is_ignored ? 72 : -8;
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    trip_go(&t, write, ending);
    trip_same_dates(&t, S("external"));
    trip_same_records(&t, S("external"), &item_entity);
    for (int i = 0; i < 2; i++) {
        const struct plan     *plan = i ? t.second.plan : t.first.plan;
        const struct item_row *row = plan_row_of(plan, (struct id){2});
        cr_expect(str_eq(instant_text(&t.mem, row->start), str_from(first)));
        cr_expect_eq(row->total_slack_s, slack_h * HOUR_S, "%lld", (long long)row->total_slack_s);
        cr_expect_eq(plan_project_record(plan)->ignore_external, is_ignored);
        cr_expect_eq(plan_project_record(plan)->start_lag_from_actual, is_ignored);
    }
    trip_done(&t);
}

Test(xer_write, dates_of_links_to_absent_plans)
{
    external_dates(xer_write, "xer", false);
    external_dates(xer_write, "xer", true);
    external_dates(pmxml_write, "xml", false);
    external_dates(pmxml_write, "xml", true);
}

/* Two projects; the first ends a week before the other. */
#define TWO_PROJECTS                                                                               \
    "ERMHDR\t8.4\r\n%T\tPROJECT\r\n%F\tproj_id\tproj_short_name\tlast_recalc_date\r\n"             \
    "%R\t1\tP\t2026-03-02 08:00\r\n%R\t2\tQ\t2026-03-02 08:00\r\n%T\tSCHEDOPTIONS\r\n"             \
    "%F\tproj_id\tsched_retained_logic\tsched_use_project_end_date_for_float\r\n%R\t1\tY\tN\r\n"   \
    "%T\tTASK\r\n%F\ttask_id\tproj_id\ttask_type\ttask_code\ttarget_drtn_hr_cnt\r\n"               \
    "%R\t10\t1\tTT_Task\tA\t8\r\n%R\t11\t2\tTT_Task\tB\t48\r\n%E\r\n"

Test(xer_write, float_to_the_last_finish_of_all_projects)
{
    struct trip t = {0};
    const err   e = plan_file_read(&t.mem, source_memory(&t.mem, S("two.xer"), S(TWO_PROJECTS)),
                                   &t.first);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    trip_go(&t, xer_write, "xer");
    cr_expect(plan_project_record(t.first.plan)->float_to_last_finish);
    cr_expect(plan_project_record(t.second.plan)->float_to_last_finish);
    trip_same_dates(&t, S("two"));
    for (size_t s = 0; s < plan_slots(t.first.plan, &item_entity); s++) {
        const struct item *i = plan_at(t.first.plan, &item_entity, s);
        if (i && i->source_uid == 10 && i->kind == ITEM_TASK)
            cr_expect_eq(plan_row(t.first.plan, s)->total_slack_s, 40 * HOUR_S);
    }
    trip_done(&t);
}

#define CYRILLIC                                                                                   \
    "project P \xD0\x9F\xD0\xBB\xD0\xB0\xD0\xBD ; start 2026-03-02T08:00\nOne ; 2d\nTwo ; 1d\n"

Test(xer_write, letters_of_other_alphabets)
{
    struct trip t = {0};
    err e = plan_file_read(&t.mem, source_memory(&t.mem, S("a.txt"), S(CYRILLIC)), &t.first);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    trip_go(&t, xer_write, "xer");
    const struct item *node = plan_get(t.second.plan, &item_entity, (struct id){1});
    cr_expect(str_eq(node->title, plan_project_record(t.first.plan)->title));
    cr_expect(str_eq(plan_project_record(t.second.plan)->title, S("P")), "its code");
    cr_expect_eq(plan_count(t.second.plan, &item_entity), 3, "the project's own WBS element");
    trip_done(&t);
}

Test(xer_write, tables_for_xml)
{
    struct trip     t = {0};
    struct xer_file file = {0};
    const err e = plan_file_read(&t.mem, source_memory(&t.mem, S("a.txt"), S(TEXT)), &t.first);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    cr_assert_eq(plan_calculate(t.first.plan, NULL).code, ERR_NONE);
    cr_assert_eq(xer_print(&t.mem, t.first.plan, &file, &t.report).code, ERR_NONE);
    const struct xer_table *projects = xer_table(&file, "PROJECT");
    cr_assert_not_null(projects);
    cr_expect_eq(projects->rows.n, 1);
    cr_expect(str_eq(projects->fields[projects->n_fields - 1], S("top_wbs_id")));
    cr_expect_eq(xer_table(&file, "TASK")->rows.n, 2);
    trip_done(&t);
}
