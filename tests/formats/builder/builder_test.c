/* builder_test.c - what readers share: ids, results, links, custom values, progress, titles. */
#include "formats/builder/builder.h"

#include <criterion/criterion.h>

static struct arena   mem;
static struct import  out;
static struct builder b;

static void begin(void)
{
    builder_init(&b, &mem, &out);
}

static void finish(void)
{
    cr_expect_eq(builder_done(&b, OK).code, ERR_NONE);
    plan_unref(out.plan);
    arena_done(&mem);
}
TestSuite(builder, .init = begin, .fini = finish);

static struct id item(void)
{
    struct item i;
    struct id   id = {0};
    entity_init(&item_entity, &i);
    i.title = S("a");
    cr_assert_eq(builder_put(&b, &item_entity, &i, 3, &id).code, ERR_NONE);
    return id;
}

Test(builder, ids_results_and_links)
{
    struct link l;
    cr_expect_eq(item().v, 1);
    cr_expect_eq(item().v, 2);
    builder_stored(&b, (struct id){2})->uid = 9;
    cr_expect_eq(builder_stored(&b, (struct id){1})->uid, INT_NONE);
    entity_init(&link_entity, &l);
    l.pred.v = 1;
    cr_assert_eq(builder_link(&b, &l, 4).code, ERR_NONE);
    cr_expect_eq(b.n[ENTITY_LINK], 0);
    l.succ.v = 2;
    cr_assert_eq(builder_link(&b, &l, 5).code, ERR_NONE);
    cr_expect_eq(b.n[ENTITY_LINK], 1);
    l.succ.v = 1;
    cr_assert_eq(builder_link(&b, &l, 6).code, ERR_NONE);
    cr_expect_eq(b.report->n_warnings, 2);
}

Test(builder, custom_values_share_their_field)
{
    struct custom_field f;
    entity_init(&custom_field_entity, &f);
    f.name = S("Number1");
    f.kind = CUSTOM_NUMBER;
    struct id id = item();
    cr_assert_eq(builder_value(&b, &f, id, S("12.5"), 1).code, ERR_NONE);
    cr_assert_eq(builder_value(&b, &f, id, S("none"), 2).code, ERR_NONE);
    cr_assert_eq(builder_value(&b, &f, id, S("7"), 3).code, ERR_NONE);
    cr_expect_eq(b.n[ENTITY_CUSTOM_FIELD], 1);
    cr_expect_eq(b.n[ENTITY_CUSTOM_VALUE], 2);
    cr_expect_eq(b.report->n_dropped, 1);
}

Test(builder, progress_within_its_limits)
{
    struct item i;
    entity_init(&item_entity, &i);
    i.percent_complete = 140;
    builder_progress(&b, &i, false, 1);
    cr_expect_eq(i.state, ITEM_DONE);
    cr_expect(i.percent_complete > 99 && i.percent_complete < 101);
    i.state = ITEM_PLANNED;
    builder_progress(&b, &i, true, 1);
    cr_expect_eq(i.state, ITEM_PLANNED);
    cr_expect(i.percent_complete < 1);
}

Test(builder, records_are_repaired_or_refused)
{
    struct item         i;
    const struct put_to to = {&mem, b.report, b.plan};
    entity_init(&item_entity, &i);
    i.title = S("a");
    i.priority = 5000;
    cr_assert_eq(record_put(&to, &item_entity, &i, 1, 8).code, ERR_NONE);
    cr_expect_eq(i.priority, 1000);
    i.title = STR_NONE;
    cr_assert_eq(record_put(&to, &item_entity, &i, 2, 8).code, ERR_NONE);
    cr_expect(str_eq(i.title, S("item 2")), "%.*s", STR_ARG(i.title));
    i.title = S("a\x01"
                "b\x1f");
    cr_assert_eq(record_put(&to, &item_entity, &i, 3, 8).code, ERR_NONE);
    cr_expect(str_eq(i.title, S("ab")), "%.*s", STR_ARG(i.title));
    cr_expect_eq(b.report->n_warnings, 3);
    struct baseline_item row;
    entity_init(&baseline_item_entity, &row);
    err e = record_put(&to, &baseline_item_entity, &row, 1, 8);
    cr_expect(e.code && str_has(str_from(e.why), S("Line 8")));
    e = record_put(&to, &item_entity, &i, IMPORT_RECORDS_MAX + 1LL, 9);
    cr_expect_eq(e.code, ERR_TOO_LARGE);
    cr_expect(str_has(str_from(e.why), S("Line 9: the file holds more than 2000000 items")));
}

Test(builder, titles)
{
    cr_expect(str_eq(builder_title(S(" T "), S("f.gan")), S("T")));
    cr_expect(str_eq(builder_title(STR_NONE, S("plan.v2.mpx")), S("plan.v2")));
    cr_expect(str_eq(builder_title(STR_NONE, STR_NONE), S("Imported plan")));
}

Test(builder, the_project_is_record_one)
{
    struct project p;
    entity_init(&project_entity, &p);
    p.start = 0;
    cr_assert_eq(builder_project(&b, &p, S("house.gan")).code, ERR_NONE);
    cr_expect(str_eq(plan_project_record(b.plan)->title, S("house")));
    cr_expect(str_eq(plan_project_record(b.plan)->source_name, S("house.gan")));
}
