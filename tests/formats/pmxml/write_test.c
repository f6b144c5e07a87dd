/* tests/formats/pmxml/write_test.c - what was written as PMXML is read again as the same plan, and
 * what PMXML cannot hold is told.
 *
 * Over every PMXML and XER file of the large data, record by record and date by date.
 */
#include "domain/entities.h"
#include "formats/plan_file.h"
#include "formats/pmxml/pmxml.h"
#include "formats/shared.h"
#include "formats/trip/trip.h"

#include <criterion/criterion.h>

static void files_come_back(str folder)
{
    struct arena        mem = {0};
    struct shared_file *files = NULL;
    const size_t        n = shared_files(&mem, folder, &files);
    if (!n)
        cr_skip_test("The large data are not here.");
    for (size_t i = 0; i < n; i++) {
        struct trip t = {0};
        const err   e = shared_read(&t.mem, files[i].path, &t.first);
        cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
        trip_go(&t, pmxml_write, "xml");
        for (size_t k = 0; entities[k]; k++)
            if (entity_in_plan(entities[k]))
                trip_same_records(&t, files[i].name, entities[k]);
        trip_same_dates(&t, files[i].name);
        trip_done(&t);
    }
    arena_done(&mem);
}

Test(pmxml_write, pmxml_files_come_back_the_same, .timeout = 240)
{
    files_come_back(S("pmxml/"));
}

Test(pmxml_write, xer_files_come_back_the_same, .timeout = 240)
{
    files_come_back(S("xer/"));
}

/* Whether something that moves dates was told as lost. */
static bool loses_dates(const struct trip *t)
{
    static const char *const losses[] = {"item/is_manual", "item/constraint", "item/levelling",
                                         "item/calendar",  "item (",          "item/start",
                                         "link",           "assignment",      "calendar",
                                         "work_week"};
    for (size_t i = 0; i < t->report.n_dropped; i++)
        for (size_t k = 0; k < sizeof losses / sizeof *losses; k++)
            if (str_starts(t->report.dropped[i].what, str_from(losses[k])))
                return true;
    return false;
}

/* First calculated by P6's rules, as they will be when they are read again. */
Test(pmxml_write, plans_of_microsoft_project_keep_their_dates, .timeout = 240)
{
    struct arena        mem = {0};
    struct shared_file *files = NULL;
    const size_t        n = shared_mspdi(&mem, &files);
    size_t              whole = 0;
    if (!n)
        cr_skip_test("The large data are not here.");
    for (size_t i = 0; i < n; i += 3) {
        struct trip t = {0};
        if (shared_read(&t.mem, files[i].path, &t.first).code)
            continue;
        struct project p = *plan_project_record(t.first.plan);
        p.profile = PROFILE_P6;
        plan_put(t.first.plan, &project_entity, &p);
        trip_go(&t, pmxml_write, "xml");
        if (!loses_dates(&t)) {
            whole++;
            trip_same_dates(&t, files[i].name);
        }
        trip_done(&t);
    }
    cr_expect(whole >= 20, "%zu plans lose nothing that moves dates", whole);
    arena_done(&mem);
}

#define TEXT                                                                                       \
    "project P Caf\xC3\xA9 <1> ; start 2026-03-02T08:00\n"                                         \
    "calendar C ; week Mon-Fri 08:00-16:30\n"                                                      \
    "Gr\xC3\xB6\xC3\x9F"                                                                           \
    "e\n  One ; 2d\n  Two ; 1d ; < prev+1d\n"

Test(pmxml_write, another_kind_of_plan)
{
    struct trip t = {0};
    const err   e = plan_file_read(&t.mem, source_memory(&t.mem, S("a.txt"), S(TEXT)), &t.first);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    struct item one = *(const struct item *)plan_get(t.first.plan, &item_entity, (struct id){2});
    one.hyperlink = S("https://example.org/");
    one.body = S("first\nsecond & third");
    one.physical_percent = 25;
    plan_put(t.first.plan, &item_entity, &one);
    trip_go(&t, pmxml_write, "xml");
    cr_expect(str_has(t.text, S("Gr\xC3\xB6\xC3\x9F"
                                "e")),
              "UTF-8");
    cr_expect(str_has(t.text, S("<Finish>16:29:00</Finish>")), "the last minute of a shift");
    cr_expect(str_has(t.text, S("<PhysicalPercentComplete>0.25<")), "per cents are fractions");
    cr_expect(trip_is_told(&t, "item/hyperlink"));
    cr_expect_eq(t.report.n_warnings, 1, "P6 calculates by its own rules");
    const struct item *again = plan_get(t.second.plan, &item_entity, (struct id){2});
    cr_expect(str_eq(again->body, S("first\nsecond & third")), "%.*s", STR_ARG(again->body));
    cr_expect_eq(again->duration_s, one.duration_s);
    cr_expect_eq(plan_count(t.second.plan, &item_entity), 3, "no element for the project");
    cr_expect_eq(plan_count(t.second.plan, &link_entity), 1);
    cr_expect(str_eq(plan_project_record(t.second.plan)->title,
                     plan_project_record(t.first.plan)->title));
    trip_done(&t);
}

Test(pmxml_write, predecessors_in_another_plan)
{
    struct trip t = {0};
    const err   e = plan_file_read(&t.mem, source_memory(&t.mem, S("a.txt"), S(TEXT)), &t.first);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    struct item two = *(const struct item *)plan_get(t.first.plan, &item_entity, (struct id){2});
    two.is_external = true;
    two.title = two.external_ref = S("BRIDGE\\77");
    two.parent = (struct id){0};
    plan_put(t.first.plan, &item_entity, &two);
    trip_go(&t, pmxml_write, "xml");
    cr_expect(str_has(t.text, S("<Project external=\"true\">")));
    const struct link *l = plan_get(t.second.plan, &link_entity, (struct id){1});
    cr_assert_not_null(l);
    const struct item *far = plan_get(t.second.plan, &item_entity, l->pred);
    cr_expect(far->is_external && str_eq(far->external_ref, S("BRIDGE\\77")));
    trip_done(&t);
}
