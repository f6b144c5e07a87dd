/* tests/formats/notes_test.c - notes of other programs as text. */
#include "formats/notes.h"

#include <criterion/criterion.h>

static void becomes(const char *notes, const char *text)
{
    struct arena mem = {0};
    str          got = notes_text(&mem, str_from(notes));
    cr_assert(str_eq(got, str_from(text)), "%s became %.*s", notes, STR_ARG(got));
    arena_done(&mem);
}

Test(notes, plain_text_stays)
{
    becomes("a < b & c {x}\n", "a < b & c {x}\n");
    becomes("", "");
    becomes("<not a tag", "<not a tag");
}

Test(notes, rtf)
{
    becomes("{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\*\\generator X;}\\pard Order\\par\r\nthe \\b "
            "racks\\b0  "
            "\\'e4\\u8364? \\{x\\}\\tab y}",
            "Order\nthe racks \xc3\xa4\xe2\x82\xac {x}\ty");
    becomes("{\\rtf1 \\'", "");
    becomes("{\\rtf1 a}}}}b\\", "ab");
}

Test(notes, html)
{
    becomes("<html><p>One &amp; two</p><p>three<br/>four &#8364;</p></html>",
            "One & two\nthree\nfour \xe2\x82\xac");
    becomes("<p>a < b &unknown; &#x;</p>", "a < b &unknown; &#x;");
}
