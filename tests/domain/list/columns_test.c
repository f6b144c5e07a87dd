/* tests/domain/list/columns_test.c - stored and calculated columns as one list. */
#include "domain/list/columns.h"

#include "domain/fill.h"
#include "domain/plan/rows.h"

#include <criterion/criterion.h>

static struct arena mem;

static void finish(void)
{
    arena_done(&mem);
}

TestSuite(columns, .fini = finish);

Test(columns, of_other_entities_are_their_fields)
{
    struct columns c;
    columns_of(&link_entity, &c);
    cr_assert_eq(c.n, entity_fields(&link_entity));
    for (size_t i = 0; i < c.n; i++)
        cr_assert(c.v[i].field == entity_field(&link_entity, i) && !c.v[i].of_row);
    cr_assert_null(columns_find(&link_entity, S("early_start")).field);
}

Test(columns, of_items_have_each_name_once)
{
    struct columns c;
    columns_of(&item_entity, &c);
    for (size_t i = 0; i < c.n; i++) {
        struct column found = columns_find(&item_entity, str_from(c.v[i].field->name));
        cr_assert(found.field == c.v[i].field && found.of_row == c.v[i].of_row &&
                  found.stored == c.v[i].stored);
        for (size_t k = 0; k < i; k++)
            cr_assert_str_neq(c.v[i].field->name, c.v[k].field->name);
    }
    cr_assert_eq(c.n, entity_fields(&item_entity) + item_row_entity.n_fields - 5);
}

Test(columns, calculated_values_come_first)
{
    struct item     i = fill_item(1, 0, 0, "a");
    struct item_row row;
    struct column   start = columns_find(&item_entity, S("start"));
    item_row_init(&row);
    i.start = 100;
    row.start = 200;
    cr_assert(str_eq(column_text(&mem, start, &i, &row), S("1970-01-01T00:03:20Z")));
    cr_assert(str_eq(column_text(&mem, start, &i, NULL), S("1970-01-01T00:01:40Z")));
    cr_assert(str_eq(column_text(&mem, columns_find(&item_entity, S("wbs")), &i, NULL), S("")));
    const void *from;
    cr_assert_eq(column_source(start, &i, &row, &from)->type, F_INSTANT);
    cr_assert_eq(from, &row);
}

Test(columns, print_in_two_forms)
{
    struct item     i = fill_item(1, 0, 0, "a");
    struct item_row row;
    struct buf      b = {0};
    struct json_out o;
    struct column   c = columns_find(&item_entity, S("finish"));
    item_row_init(&row);
    row.finish = 60;
    jo_init(&o, &b);
    jo_array(&o);
    column_json(&o, c, &i, &row);
    column_value(&o, c, &i, &row);
    column_value(&o, columns_find(&item_entity, S("level")), &i, NULL);
    column_json(&o, columns_find(&item_entity, S("level")), &i, NULL);
    jo_array_end(&o);
    cr_assert(str_eq(buf_view(&b), S("[\"1970-01-01T00:01:00Z\",60,null,null]")));
    buf_done(&b);
}

Test(columns, whole_items)
{
    struct item        i = fill_item(1, 0, 0, "a");
    struct item_row    row;
    struct columns     c;
    struct buf         b = {0};
    struct json_out    o;
    const struct json *v;
    item_row_init(&row);
    row.level = 3;
    columns_of(&item_entity, &c);
    jo_init(&o, &b);
    jo_object(&o);
    columns_json(&o, &c, &i, &row);
    jo_object_end(&o);
    cr_assert_eq(json_parse(&mem, buf_view(&b), &v).code, ERR_NONE);
    cr_assert_eq(json_count(v), c.n);
    cr_assert_eq(json_int(json_get(v, "level")), 3);
    buf_done(&b);
}
