/* tests/api/out_test.c - the fast writer, layouts, tables, and the notation of schemas. */
#include "api/list.h"
#include "api/openapi/openapi.h"
#include "api/out.h"
#include "api/schema.h"

#include <criterion/criterion.h>

static struct arena mem;

static void teardown(void)
{
    arena_done(&mem);
}

TestSuite(out, .fini = teardown);

static void check_same(struct buf *b, str expected)
{
    cr_expect(str_eq(buf_view(b), expected), "got %.*s", STR_ARG(buf_view(b)));
    buf_done(b);
}

Test(out, texts_are_escaped_and_numbers_whole)
{
    struct buf b = {0};
    struct out o;
    out_init(&o, &b);
    out_text(&o, S("a\"b\\c\n\t\x01 ü"));
    out_char(&o, ',');
    out_int(&o, INT64_MIN);
    out_str(&o, S(","));
    out_int(&o, 0);
    out_flush(&o);
    check_same(&b, S("\"a\\\"b\\\\c\\n\\t\\u0001 ü\",-9223372036854775808,0"));
}

Test(out, long_texts_pass_through)
{
    struct buf b = {0};
    struct out o;
    char      *text = arena_alloc(&mem, 3 * OUT_BLOCK);
    memset(text, 'x', 3 * OUT_BLOCK);
    out_init(&o, &b);
    out_char(&o, '[');
    out_text(&o, (str){text, 3 * OUT_BLOCK});
    out_char(&o, ']');
    out_flush(&o);
    cr_assert_eq(b.n, 3u * OUT_BLOCK + 4);
    cr_assert_eq(b.p[b.n - 1], ']');
    buf_done(&b);
}

/* Every entity's new record, printed by its layout and by its rows, is the same text. */
Test(out, records_are_as_their_rows_say)
{
    for (size_t i = 0; entities[i]; i++) {
        const struct entity *e = entities[i];
        if (!entity_in_plan(e) || e == &item_entity)
            continue;
        void *record = arena_alloc(&mem, e->size);
        entity_init(e, record);
        ((struct record *)record)->created_at = 1772438400;
        struct buf      fast = {0}, slow = {0};
        struct out      o;
        struct json_out jo;
        out_init(&o, &fast);
        out_record(&o, layout_of(e), record, NULL);
        out_flush(&o);
        jo_init(&jo, &slow);
        jo_object(&jo);
        entity_json_members(&jo, e, record);
        jo_object_end(&jo);
        cr_expect(str_has(buf_view(&fast), S("\"2026-03-02T08:00:00Z\"")));
        check_same(&fast, buf_view(&slow));
        buf_done(&slow);
    }
}

static const struct calendar_exception *exception(int64_t id, day from, const char *title)
{
    struct calendar_exception *x = arena_new(&mem, struct calendar_exception);
    entity_init(&calendar_exception_entity, x);
    x->head = (struct record){.id = {id},
                              .project = {1},
                              .rev = 1,
                              .created_at = INSTANT_NONE,
                              .updated_at = INSTANT_NONE};
    x->from = from;
    x->title = str_from(title);
    return x;
}

Test(out, columns_of_equal_values_are_printed_once)
{
    const void       *records[] = {exception(1, 20514, "Easter"), exception(2, 20514, "Easter"),
                                   exception(3, 20515, NULL)};
    struct table_rows t = {.entity = &calendar_exception_entity, .records = records, .n = 3};
    struct buf        b = {0};
    struct json_out   o;
    jo_init(&o, &b);
    table_json(&o, &t);
    cr_expect(str_starts(buf_view(&b),
                         S("{\"count\":3,\"columns\":{\"id\":[1,2,3],\"project\":{\"all\":1},")));
    cr_expect(str_has(buf_view(&b), S("\"title\":[\"Easter\",\"Easter\",null],\"kind\":{\"all\":"
                                      "\"daily\"},\"from\":[20514,20514,20515]")),
              "%.*s", STR_ARG(buf_view(&b)));
    buf_clear(&b);
    t.n = 1;
    jo_init(&o, &b);
    table_json(&o, &t);
    cr_expect(str_has(buf_view(&b), S("\"from\":[20514]")));
    buf_clear(&b);
    t.n = 0;
    jo_init(&o, &b);
    table_json(&o, &t);
    check_same(&b, S("{\"count\":0,\"columns\":{}}"));
}

Test(out, values_by_form)
{
    const struct calendar_exception *x = exception(1, 20514, "Easter");
    const struct field              *from = entity_find(&calendar_exception_entity, S("from"));
    struct buf                       b = {0};
    struct out                       o;
    out_init(&o, &b);
    out_value(&o, OUT_RECORD, from, x);
    out_char(&o, ' ');
    out_value(&o, OUT_COLUMN, from, x);
    out_char(&o, ' ');
    out_value(&o, OUT_RECORD, from, NULL);
    out_flush(&o);
    check_same(&b, S("\"2026-03-02\" 20514 null"));
}

Test(out, notation_becomes_schema)
{
    struct buf      b = {0};
    struct json_out o;
    jo_init(&o, &b);
    schema_of_notation(&o, "{a: int?, b~: [thing?], c: (x y), d: <value>}");
    check_same(&b,
               S("{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"a\",\"c\","
                 "\"d\"],\"properties\":{"
                 "\"a\":{\"type\":[\"integer\",\"null\"]},\"b\":{\"type\":\"array\",\"items\":{"
                 "\"anyOf\":[{\"type\":\"null\"},"
                 "{\"$ref\":\"#/components/schemas/"
                 "thing\"}]}},\"c\":{\"type\":\"string\",\"enum\":[\"x\",\"y\"]},\"d\":{\"type\":"
                 "\"object\",\"additionalProperties\":{\"type\":[\"string\",\"number\",\"boolean\","
                 "\"null\"]}}}}"));
}

/* The checker that all other tests rely on finds what is wrong. */
Test(out, schemas_are_checked)
{
    static const struct {
        const char *schema, *value;
        bool        is_right;
    } cases[] = {
        {"{a: int?, b~: [text]}", "{\"a\":null}", true},
        {"{a: int?, b~: [text]}", "{\"a\":1,\"b\":[\"x\"]}", true},
        {"{a: int?, b~: [text]}", "{\"a\":1,\"b\":[2]}", false},
        {"{a: int?, b~: [text]}", "{}", false},
        {"{a: int?, b~: [text]}", "{\"a\":1,\"c\":1}", false},
        {"<int>", "{\"x\":1,\"y\":2}", true},
        {"<int>", "{\"x\":\"1\"}", false},
        {"(x y)", "\"x\"", true},
        {"(x y)", "\"z\"", false},
        {"time", "\"2026-03-02T08:00:00Z\"", true},
        {"time", "\"2026-03-02\"", false},
        {"int", "1.5", false},
        {"value", "[]", false},
        {"any", "{\"x\":[]}", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf         text = {0}, why = {0};
        struct json_out    o;
        const struct json *schema, *value;
        jo_init(&o, &text);
        schema_of_notation(&o, cases[i].schema);
        err e = json_parse(
            &mem, str_fmt(&mem, "[%.*s,%s]", STR_ARG(buf_view(&text)), cases[i].value), &value);
        cr_assert_eq(e.code, ERR_NONE);
        schema = json_at(value, 0);
        cr_expect_eq(schema_check(schema, schema, json_at(value, 1), &why), cases[i].is_right,
                     "%s %s", cases[i].schema, cases[i].value);
        buf_done(&text);
        buf_done(&why);
    }
}

/* ---- the whole description ------------------------------------------------------------------ */

static const struct json *openapi;

static void check_refs(const struct json *v)
{
    if (json_kind(v) == JSON_ARRAY)
        for (size_t i = 0; i < json_count(v); i++)
            check_refs(json_at(v, i));
    for (void *it = json_kind(v) == JSON_OBJECT ? json_first(v) : NULL; it; it = json_next(v, it)) {
        str name = json_text(json_value(it)), last = name, part;
        check_refs(json_value(it));
        if (!str_eq(json_name(it), S("$ref")))
            continue;
        while (str_cut(&name, '/', &part))
            last = part;
        const struct json *schemas = json_get(json_get(openapi, "components"), "schemas");
        cr_expect(json_get(schemas, str_z(&mem, last)), "no schema %.*s", STR_ARG(last));
    }
}

Test(out, description_is_whole)
{
    struct buf     text = {0};
    struct router *router = api_router(&mem);
    api_openapi(router, &text);
    err e = json_parse(&mem, buf_view(&text), &openapi);
    cr_assert_eq(e.code, ERR_NONE);
    check_refs(openapi);
    for (size_t i = 0; i < router_count(router); i++)
        for (size_t k = 0; k < i; k++)
            cr_expect_str_neq(router_at(router, i)->id, router_at(router, k)->id);
    buf_done(&text);
}
