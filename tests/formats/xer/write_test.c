/* tests/formats/xer/write_test.c - what was written as XER is read again as the same plan, and what
 * XER cannot hold is told.
 *
 * Over every XER and PMXML file of the large data. Records are compared member by member, items by
 * their number in the file; what follows from the way back (a WBS element for the project, codes as
 * user fields) is named.
 */
#include "domain/entities.h"
#include "domain/field.h"
#include "formats/plan_file.h"
#include "formats/shared.h"

#include <criterion/criterion.h>
#include <string.h>

struct trip {
    struct arena         mem;
    struct import        first, second;
    struct import_report report;
    str                  text;
};

static void go(struct trip *t)
{
    struct buf to;
    err        e = plan_calculate(t->first.plan, NULL);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    buf_init(&to, 0);
    e = xer_write(&t->mem, t->first.plan, &to, &t->report);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    t->text = str_copy(&t->mem, buf_view(&to));
    buf_done(&to);
    const str title = plan_project_record(t->first.plan)->title; /* several: named by the file */
    e = plan_file_read(
        &t->mem, source_memory(&t->mem, str_fmt(&t->mem, "%.*s.xer", STR_ARG(title)), t->text),
        &t->second);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    e = plan_calculate(t->second.plan, NULL);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
}

static void done(struct trip *t)
{
    plan_unref(t->first.plan);
    plan_unref(t->second.plan);
    arena_done(&t->mem);
}

static void same_records(struct trip *t, str name, const struct entity *e)
{
    const struct plan *a = t->first.plan, *b = t->second.plan;
    cr_expect_eq(plan_count(b, e), plan_count(a, e), "%.*s: %zu %s became %zu", STR_ARG(name),
                 plan_count(a, e), e->plural, plan_count(b, e));
    for (size_t s = 0; s < plan_slots(a, e) && s < plan_slots(b, e); s++) {
        const void *x = plan_at(a, e, s), *y = plan_at(b, e, s);
        for (size_t i = 0; x && y && i < e->n_fields; i++) {
            const struct field *f = &e->fields[i];
            if (strcmp(f->name, "source_uid") == 0 || strcmp(f->name, "source_name") == 0 ||
                f->flags & FIELD_READONLY || field_equal(f, x, y))
                continue;
            const str before = field_text(&t->mem, f, x), after = field_text(&t->mem, f, y);
            cr_expect(false, "%.*s: %s %zu: %s was \"%.*s\", is \"%.*s\"", STR_ARG(name), e->name,
                      s + 1, f->name, STR_ARG(before), STR_ARG(after));
            return;
        }
    }
}

static const struct item_row *row_of(const struct plan *plan, int64_t uid, bool is_summary)
{
    for (size_t s = 0; s < plan_slots(plan, &item_entity); s++) {
        const struct item *i = plan_at(plan, &item_entity, s);
        if (i && i->source_uid == uid && (i->kind == ITEM_SUMMARY) == is_summary)
            return plan_row(plan, s);
    }
    return NULL;
}

static void same_dates(struct trip *t, str name)
{
    const struct plan *a = t->first.plan;
    for (size_t s = 0; s < plan_slots(a, &item_entity);
         s += 1 + plan_slots(a, &item_entity) / 500) {
        const struct item     *i = plan_at(a, &item_entity, s);
        const struct item_row *x = plan_row(a, s), *y;
        if (!i || i->is_external)
            continue;
        y = row_of(t->second.plan, i->source_uid, i->kind == ITEM_SUMMARY);
        cr_assert_not_null(y, "%.*s: item %zu is gone", STR_ARG(name), s + 1);
        cr_expect(x->start == y->start && x->finish == y->finish &&
                      x->early_start == y->early_start && x->late_finish == y->late_finish &&
                      x->total_slack_s == y->total_slack_s && x->free_slack_s == y->free_slack_s &&
                      x->critical == y->critical,
                  "%.*s: item %zu is calculated differently", STR_ARG(name), s + 1);
    }
}

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
        go(&t);
        for (size_t k = 0; entities[k]; k++)
            if (entity_in_plan(entities[k]))
                same_records(&t, files[i].name, entities[k]);
        same_dates(&t, files[i].name);
        done(&t);
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
        go(&t);
        same_dates(&t, files[i].name);
        cr_expect_eq(plan_count(t.second.plan, &assignment_entity),
                     plan_count(t.first.plan, &assignment_entity));
        cr_expect_eq(plan_count(t.second.plan, &resource_entity),
                     plan_count(t.first.plan, &resource_entity));
        done(&t);
    }
    arena_done(&mem);
}

#define TEXT                                                                                       \
    "project P Caf\xC3\xA9 ; start 2026-03-02T08:00\n"                                             \
    "calendar C ; week Mon-Fri 08:00-16:00\nGr\xC3\xB6\xC3\x9F"                                    \
    "e\n  One ; 2d\n  Two ; 1d ; < prev+1d\n"

static bool is_told(const struct trip *t, const char *what)
{
    for (size_t i = 0; i < t->report.n_dropped; i++)
        if (str_has(t->report.dropped[i].what, str_from(what)))
            return true;
    return false;
}

Test(xer_write, another_kind_of_plan)
{
    struct trip t = {0};
    err         e = plan_file_read(&t.mem, source_memory(&t.mem, S("a.txt"), S(TEXT)), &t.first);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    struct item one = *(const struct item *)plan_get(t.first.plan, &item_entity, (struct id){2});
    one.hyperlink = S("https://example.org/");
    one.body = S("first\nsecond\tthird");
    plan_put(t.first.plan, &item_entity, &one);
    go(&t);
    cr_expect(str_has(t.text, S("Gr\xF6\xDF"
                                "e")),
              "Windows 1252");
    cr_expect(str_ends(t.text, S("%E\r\n")));
    cr_expect(is_told(&t, "item/hyperlink"));
    cr_expect_eq(t.report.n_warnings, 1, "P6 calculates by its own rules");
    const struct item *again = plan_get(t.second.plan, &item_entity, (struct id){2});
    cr_expect(str_eq(again->body, S("first\nsecond third")), "%.*s", STR_ARG(again->body));
    cr_expect_eq(again->duration_s, one.duration_s);
    cr_expect_eq(plan_count(t.second.plan, &link_entity), 1);
    done(&t);
}

#define CYRILLIC                                                                                   \
    "project P \xD0\x9F\xD0\xBB\xD0\xB0\xD0\xBD ; start 2026-03-02T08:00\nOne ; 2d\nTwo ; 1d\n"

Test(xer_write, letters_of_other_alphabets)
{
    struct trip t = {0};
    err e = plan_file_read(&t.mem, source_memory(&t.mem, S("a.txt"), S(CYRILLIC)), &t.first);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    go(&t);
    const struct item *node = plan_get(t.second.plan, &item_entity, (struct id){1});
    cr_expect(str_eq(node->title, plan_project_record(t.first.plan)->title));
    cr_expect(str_eq(plan_project_record(t.second.plan)->title, S("P")), "its code");
    cr_expect_eq(plan_count(t.second.plan, &item_entity), 3, "the project's own WBS element");
    done(&t);
}
