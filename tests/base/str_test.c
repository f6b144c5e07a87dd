/* tests/base/str_test.c - borrowed text. */
#include "base/str.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(str, .fini = finish);

#define eq(a, text) cr_assert(str_eq(a, S(text)), "%.*s", STR_ARG(a))

Test(str, absent_is_not_empty)
{
    cr_assert_null(str_from(NULL).p);
    eq(str_from("abc"), "abc");
    cr_assert_not(str_eq(STR_NONE, S("")));
    cr_assert(str_eq(STR_NONE, STR_NONE));
    cr_assert_not(str_eq(S("a"), S("b")));
    cr_assert_not(str_eq_nocase(STR_NONE, S("")));
    cr_assert(str_eq_nocase(STR_NONE, STR_NONE));
}

Test(str, compare)
{
    cr_assert(str_eq_nocase(S("Content-Type"), S("content-TYPE")));
    cr_assert_not(str_eq_nocase(S("a["), S("a{")));
    cr_assert_not(str_eq_nocase(S("a"), S("ab")));
    cr_assert_lt(str_cmp(S("ab"), S("abc")), 0);
    cr_assert_gt(str_cmp(S("b"), S("abc")), 0);
    cr_assert_eq(str_cmp(S("x"), S("x")), 0);
    cr_assert_lt(str_cmp(STR_NONE, S("")), 0);
    cr_assert_gt(str_cmp(S(""), STR_NONE), 0);
    cr_assert_eq(str_cmp(STR_NONE, STR_NONE), 0);
    cr_assert_gt(str_cmp(S("\xC3"), S("z")), 0, "bytes are unsigned");
}

Test(str, parts)
{
    cr_assert(str_starts(S("gantline"), S("gant")));
    cr_assert(str_starts(STR_NONE, S("")));
    cr_assert_not(str_starts(S("ga"), S("gant")));
    cr_assert(str_ends(S("plan.xml"), S(".xml")));
    cr_assert_not(str_ends(S("xml"), S(".xml")));
    cr_assert(str_ends(STR_NONE, STR_NONE));
    cr_assert(str_has(S("a needle b"), S("needle")));
    cr_assert(str_has(S("abc"), S("")));
    cr_assert_not(str_has(S("abc"), S("abcd")));
    cr_assert_not(str_has(STR_NONE, S("a")));
}

Test(str, copies)
{
    str s = str_sub(S("hello world"), 0, 5), copy = str_copy(&mem, s);
    eq(copy, "hello");
    cr_assert_eq(copy.p[copy.n], 0);
    cr_assert_null(str_copy(&mem, STR_NONE).p);
    cr_assert_not_null(str_copy(&mem, S("")).p);
    cr_assert_str_eq(str_z(&mem, s), "hello");
    cr_assert_str_eq(str_z(&mem, STR_NONE), "");
    eq(str_fmt(&mem, "%d-%.*s", 7, STR_ARG(s)), "7-hello");
}

Test(str, trim_sub_cut)
{
    eq(str_trim(S(" \t a b\r\n")), "a b");
    eq(str_trim(S("  ")), "");
    eq(str_sub(S("abcdef"), 2, 4), "cd");
    eq(str_sub(S("abc"), 2, 99), "c");
    eq(str_sub(S("abc"), 9, 2), "");
    cr_assert_null(str_sub(STR_NONE, 0, 1).p);

    str rest = S("a,,b"), head;
    cr_assert(str_cut(&rest, ',', &head));
    eq(head, "a");
    cr_assert(str_cut(&rest, ',', &head));
    eq(head, "");
    cr_assert(str_cut(&rest, ',', &head));
    eq(head, "b");
    cr_assert_not(str_cut(&rest, ',', &head));
    rest = S("a,");
    cr_assert(str_cut(&rest, ',', &head));
    cr_assert(str_cut(&rest, ',', &head));
    eq(head, "");
    cr_assert_not(str_cut(&rest, ',', &head));
}

Test(str, whole_numbers)
{
    int64_t v = 5;
    cr_assert(str_int(S("-9223372036854775808"), &v));
    cr_assert_eq(v, INT64_MIN);
    cr_assert(str_int(S("9223372036854775807"), &v));
    cr_assert_eq(v, INT64_MAX);
    cr_assert(str_int(S("007"), &v));
    cr_assert_eq(v, 7);
    const char *bad[] = {"",
                         "-",
                         "+1",
                         " 1",
                         "1 ",
                         "1.0",
                         "0x1",
                         "9223372036854775808",
                         "-9223372036854775809",
                         "99999999999999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_assert_not(str_int(str_from(bad[i]), &v), "%s", bad[i]);
    cr_assert_not(str_int(STR_NONE, &v));
    cr_assert_eq(v, 7, "the output is left alone");
}

Test(str, decimal_numbers)
{
    double v = 5;
    cr_assert(str_double(S("-1.5e3"), &v));
    cr_assert_float_eq(v, -1500.0, 0);
    cr_assert(str_double(S(".25"), &v));
    cr_assert(str_double(S("3."), &v));
    cr_assert(str_double(S("1E-2"), &v));
    cr_assert_float_eq(v, 0.01, 0);
    const char *bad[] = {"",    ".",    "-",   "1e", "1e+", "inf",
                         "nan", "0x10", "1,5", " 1", "1 ",  "1e999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_assert_not(str_double(str_from(bad[i]), &v), "%s", bad[i]);
    cr_assert_float_eq(v, 0.01, 0);
    char digits[500];
    memset(digits, '1', sizeof digits);
    cr_assert_not(str_double((str){digits, sizeof digits}, &v));
}

Test(str, utf8)
{
    cr_assert(str_is_utf8(S("Übung €  𝄞")));
    cr_assert(str_is_utf8(STR_NONE));
    const char *bad[] = {"\x80",         "\xC0\xAF",         "\xC1\x81",         "\xE0\x80\x80",
                         "\xED\xA0\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
                         "\xC3",         "\xE2\x82",         "\xF0\x9D\x84",     "\xE2(\xA1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_assert_not(str_is_utf8(str_from(bad[i])), "%zu", i);
    cr_assert_not(str_is_utf8(S("a\0b")));
    cr_assert(
        str_is_utf8(S("\xF4\x8F\xBF\xBF\xED\x9F\xBF\xEE\x80\x80\xF0\x90\x80\x80\xE0\xA0\x80")));
}

Test(str, fold)
{
    eq(str_fold(&mem, S("Übung")), "ubung");
    eq(str_fold(&mem, S("STRASSE")), "strasse");
    eq(str_fold(&mem, S("Straße")), "strasse");
    eq(str_fold(&mem, S("ﬁn ①")), "fin 1");
    eq(str_fold(&mem, S("")), "");
    cr_assert_null(str_fold(&mem, STR_NONE).p);
    eq(str_fold(&mem, S("a\xFF")), "a\xFF");
}

Test(str, hash_spreads)
{
    cr_assert_eq(str_hash(S("abcdefghij")), str_hash(str_sub(S("xabcdefghij"), 1, 11)));
    cr_assert_neq(str_hash(S("a")), str_hash(S("b")));
    cr_assert_neq(str_hash(S("a")), str_hash(S("a\0")));
    unsigned low[64] = {0};
    for (int i = 0; i < 6400; i++) {
        str s = str_fmt(&mem, "Item %d", i);
        low[str_hash(s) & 63]++;
    }
    for (int i = 0; i < 64; i++)
        cr_assert(low[i] > 50 && low[i] < 160, "%u", low[i]);
}
