/* tests/formats/roundtrip_test.c - what was read is written and read again: the same plan.
 *
 * Over every MSPDI file of the large data, all records of all entities, and the dates calculated
 * from them.
 */
#include "domain/entities.h"
#include "domain/field.h"
#include "shared.h"

#include <criterion/criterion.h>
#include <stdio.h>

static const char *different_member(const struct entity *e, const void *a, const void *b)
{
    for (size_t i = 0; i < e->n_fields; i++)
        if (!field_equal(&e->fields[i], a, b))
            return e->fields[i].name;
    return "head";
}

static void same_records(str name, const struct plan *a, const struct plan *b,
                         const struct entity *e)
{
    struct arena mem = {0};
    size_t       n = plan_slots(a, e);
    cr_expect_eq(plan_slots(b, e), n, "%.*s: %zu %s became %zu", STR_ARG(name), n, e->plural,
                 plan_slots(b, e));
    for (size_t s = 0; s < n && s < plan_slots(b, e); s++) {
        const void *x = plan_at(a, e, s), *y = plan_at(b, e, s);
        if (entity_equal(e, x, y))
            continue;
        const char         *member = different_member(e, x, y);
        const struct field *f = entity_find(e, str_from(member));
        str                 before = f ? field_text(&mem, f, x) : STR_NONE,
            after = f ? field_text(&mem, f, y) : STR_NONE;
        cr_expect(false, "%.*s: %s %zu: %s was \"%.*s\", is \"%.*s\"", STR_ARG(name), e->name,
                  s + 1, member, STR_ARG(before), STR_ARG(after));
        break;
    }
    arena_done(&mem);
}

static void same_dates(str name, const struct plan *a, const struct plan *b)
{
    for (size_t s = 0; s < plan_slots(a, &item_entity); s++) {
        const struct item_row *x = plan_row(a, s), *y = plan_row(b, s);
        bool                   same = x->start == y->start && x->finish == y->finish &&
                    x->late_start == y->late_start && x->late_finish == y->late_finish &&
                    x->total_slack_s == y->total_slack_s && x->free_slack_s == y->free_slack_s &&
                    x->critical == y->critical;
        cr_expect(same, "%.*s: item %zu is calculated differently", STR_ARG(name), s + 1);
        if (!same)
            break;
    }
}

static str written(struct arena *mem, const struct plan *plan)
{
    struct buf           to;
    struct import_report report;
    buf_init(&to, 0);
    err e = mspdi_write(mem, plan, &to, &report);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    str text = str_copy(mem, buf_view(&to));
    buf_done(&to);
    return text;
}

static void round_trip(struct arena *mem, const struct shared_file *file)
{
    struct import first, second;
    err           e = shared_read(mem, file->path, &first);
    cr_assert_eq(e.code, ERR_NONE, "%.*s: %s", STR_ARG(file->name), e.why);
    cr_assert_eq(plan_calculate(first.plan, NULL).code, ERR_NONE);
    str text = written(mem, first.plan);
    e = mspdi_read(mem, source_memory(mem, S("again.xml"), text), &second);
    cr_assert_eq(e.code, ERR_NONE, "%.*s, written: %s", STR_ARG(file->name), e.why);
    cr_assert_eq(plan_calculate(second.plan, NULL).code, ERR_NONE);
    for (size_t i = 0; entities[i]; i++)
        if (entity_in_plan(entities[i]))
            same_records(file->name, first.plan, second.plan, entities[i]);
    same_dates(file->name, first.plan, second.plan);
    plan_unref(first.plan);
    plan_unref(second.plan);
}

Test(roundtrip, all_files_come_back_the_same, .timeout = 240)
{
    struct arena        mem = {0}, scratch = {0};
    struct shared_file *files = NULL;
    size_t              n = shared_mspdi(&mem, &files);
    if (!n)
        cr_skip_test("The large data are not here.");
    for (size_t i = 0; i < n; i++) {
        round_trip(&scratch, &files[i]);
        arena_reset(&scratch);
    }
    arena_done(&scratch);
    arena_done(&mem);
}
