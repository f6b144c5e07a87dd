/* tests/formats/pmxml/clean_test.c - what XML forbids is taken out, wherever a read ends. */
#include "formats/pmxml/clean.h"
#include "formats/source.h"

#include <criterion/criterion.h>

struct trickle {
    str    text;
    size_t step;
};

static err trickle_read(void *self, char *bytes, size_t max, size_t *ret_n)
{
    struct trickle *t = self;
    *ret_n = t->text.n < t->step ? t->text.n : t->step;
    cr_assert_leq(*ret_n, max);
    memcpy(bytes, t->text.p, *ret_n);
    t->text = str_sub(t->text, *ret_n, t->text.n);
    return OK;
}

static void expect(str text, str want, int64_t left_out, int64_t misspelled)
{
    for (size_t step = 1; step < 20; step++) {
        struct arena   mem = {0};
        struct trickle t = {text, step};
        struct cleaned counts;
        struct source  clean;
        str            got;
        struct source  inner = {.read = trickle_read, .self = &t};
        cr_assert_eq(clean_source(&mem, inner, &counts, &clean).code, ERR_NONE);
        cr_assert_eq(source_all(&mem, clean, 1 << 20, &got).code, ERR_NONE);
        cr_expect(str_eq(got, want), "%.*s", STR_ARG(got));
        cr_expect_eq(counts.left_out, left_out);
        cr_expect_eq(counts.misspelled, misspelled);
        arena_done(&mem);
    }
}

Test(clean, forbidden_characters)
{
    expect(S("a&#0;b&#x1f;c&#10;d\x01"
             "e&amp;&#65;&#xD;"),
           S("abc&#10;de&amp;&#65;&#xD;"), 3, 0);
    expect(S("&#"), S("&#"), 0, 0);
    expect(S("&#0"), S("&#0"), 0, 0);
    expect(S(""), S(""), 0, 0);
}

Test(clean, bytes_of_other_code_pages)
{
    expect(S("h\xC3\xA9\xE9-\xF0\x9F\x98\x80\xE2\x82"), S("h\xC3\xA9?-\xF0\x9F\x98\x80??"), 0, 3);
    expect(S("<?xml encoding=\"windows-1252\"?>\xE9"), S("<?xml encoding=\"windows-1252\"?>\xE9"),
           0, 0);
    expect(S("\xFF\xFE<\0a\0"), S("\xFF\xFE<\0a\0"), 0, 0);
}
