/* tests/base/json_test.c - JSON in and out. */
#include "base/json.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(json, .fini = finish);

static const struct json *parse(const char *text)
{
    const struct json *v = NULL;
    err                e = json_parse(&mem, str_from(text), &v);
    cr_assert(err_is(e, ERR_NONE), "%s", e.code ? e.why : "");
    return v;
}

static void refused(str text)
{
    const struct json *v = NULL;
    cr_assert(err_is(json_parse(&mem, text, &v), ERR_SYNTAX), "%.*s", STR_ARG(text));
    cr_assert_null(v);
}

Test(json, kinds_and_values)
{
    const struct json *v = parse("{\"n\":null,\"t\":true,\"f\":false,\"i\":-7,\"r\":2.5,\"w\":3.0,"
                                 "\"s\":\"\\u00dc\",\"a\":[1,2],\"o\":{}}");
    cr_assert_eq(json_kind(v), JSON_OBJECT);
    cr_assert_eq(json_count(v), 9);
    cr_assert_eq(json_kind(json_get(v, "n")), JSON_NULL);
    cr_assert_eq(json_kind(NULL), JSON_NULL);
    cr_assert_null(json_get(v, "missing"));
    cr_assert(json_bool(json_get(v, "t")));
    cr_assert_not(json_bool(json_get(v, "f")));
    cr_assert_eq(json_kind(json_get(v, "f")), JSON_BOOL);
    cr_assert_eq(json_int(json_get(v, "i")), -7);
    cr_assert_eq(json_int(json_get(v, "r")), 0);
    cr_assert_eq(json_int(json_get(v, "w")), 3);
    cr_assert_eq(json_kind(json_get(v, "w")), JSON_REAL);
    cr_assert_eq(json_kind(json_get(v, "i")), JSON_INT);
    cr_assert_float_eq(json_double(json_get(v, "r")), 2.5, 0);
    cr_assert_float_eq(json_double(json_get(v, "i")), -7, 0);
    cr_assert(isnan(json_double(json_get(v, "s"))));
    cr_assert(str_eq(json_text(json_get(v, "s")), S("Ü")));
    cr_assert_null(json_text(json_get(v, "i")).p);
    cr_assert_eq(json_kind(json_get(v, "s")), JSON_TEXT);
    const struct json *a = json_get(v, "a");
    cr_assert_eq(json_kind(a), JSON_ARRAY);
    cr_assert_eq(json_count(a), 2);
    cr_assert_eq(json_int(json_at(a, 1)), 2);
    cr_assert_null(json_at(a, 2));
    cr_assert_eq(json_count(NULL), 0);
}

Test(json, members_in_text_order)
{
    const struct json *v = parse("{\"z\":1,\"a\":2,\"m\":3}");
    char               names[8] = {0};
    int64_t            sum = 0;
    size_t             n = 0;
    for (void *it = json_first(v); it; it = json_next(v, it)) {
        names[n++] = json_name(it).p[0];
        sum = sum * 10 + json_int(json_value(it));
    }
    cr_assert_str_eq(names, "zam");
    cr_assert_eq(sum, 123);
}

Test(json, strict)
{
    refused(S(""));
    refused(STR_NONE);
    refused(S("{\"a\":1,\"a\":2}"));
    refused(S("[1,]"));
    refused(S("\"\xFF\""));
    refused(S("\"\xED\xA0\x80\""));
    refused(S("[1] x"));
    refused(S("NaN"));
    refused(S("1e999"));
    refused(S("99999999999999999999"));
    refused(S("\"a\\u0000b\""));
    refused(S("{'a':1}"));
    cr_assert_eq(json_int(parse(" 7 ")), 7);
}

Test(json, depth)
{
    char deep[80] = {0};
    memset(deep, '[', 33);
    memset(deep + 33, ']', 33);
    refused(str_from(deep));
    memset(deep, 0, sizeof deep);
    memset(deep, '[', 32);
    memset(deep + 32, ']', 32);
    (void)parse(deep);
    (void)parse("\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ \\\" [[[\"");
}

Test(json_out, everything)
{
    struct buf      b = {0};
    struct json_out o;
    jo_init(&o, &b);
    jo_object(&o);
    jo_name(&o, "a");
    jo_array(&o);
    jo_int(&o, 1);
    jo_null(&o);
    jo_bool(&o, true);
    jo_bool(&o, false);
    jo_double(&o, 0.5);
    jo_double(&o, NAN);
    jo_array_end(&o);
    jo_name_str(&o, S("q\"\\"));
    jo_str(&o, S("line\nRet\r\tTab\x01 Ü\x7F"));
    jo_name(&o, "none");
    jo_str(&o, STR_NONE);
    jo_name(&o, "z");
    jo_z(&o, "text");
    jo_name(&o, "raw");
    jo_raw(&o, S("{\"x\":[]}"));
    jo_name(&o, "o");
    jo_object(&o);
    jo_object_end(&o);
    jo_object_end(&o);
    cr_assert(str_eq(buf_view(&b), S("{\"a\":[1,null,true,false,0.5,null],\"q\\\"\\\\\":"
                                     "\"line\\nRet\\r\\tTab\\u0001 Ü\x7F\","
                                     "\"none\":null,\"z\":\"text\",\"raw\":{\"x\":[]},\"o\":{}}")),
              "%.*s", STR_ARG(buf_view(&b)));
    const struct json *back;
    cr_assert(err_is(json_parse(&mem, buf_view(&b), &back), ERR_NONE));
    arena_done(&mem);
    buf_done(&b);
}

Test(json_out, broken_utf8_is_replaced)
{
    struct buf      b = {0};
    struct json_out o;
    jo_init(&o, &b);
    jo_str(&o, S("a\xFF"
                 "b\xE2\x82"
                 "c\xC3"));
    cr_assert(str_eq(buf_view(&b), S("\"a\xEF\xBF\xBD"
                                     "b\xEF\xBF\xBD\xEF\xBF\xBD"
                                     "c\xEF\xBF\xBD\"")));
    cr_assert(str_is_utf8(buf_view(&b)));
    buf_done(&b);
}
