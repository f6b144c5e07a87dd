/* tests/formats/xml_test.c - elements into records and back, and what is refused. */
#include "formats/xml/xml.h"

#include "formats/xml/encoding.h"

#include "base/vec.h"
#include "formats/report.h"
#include "formats/source.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct arena mem;
static void         finish(void)
{
    arena_done(&mem);
}
TestSuite(xml, .fini = finish);

enum colour { RED, GREEN };
struct part {
    str         name, note;
    int64_t     count, line;
    double      weight;
    bool        used;
    enum colour colour;
};
struct parts {
    VEC(struct part) v;
};

static const int8_t colours[] = {-1, RED, GREEN};

static err part_close(struct xml_in *in, void *record, void *parent)
{
    struct parts *parts = xml_owner(in);
    struct part  *part = record;
    cr_assert_eq(parent, (void *)parts);
    part->line = xml_line(in);
    vec_push(xml_arena(in), &parts->v, *part);
    return part->count == 13 ? err_make(ERR_INVALID, "unlucky") : OK;
}

#define PART(member) .offset = offsetof(struct part, member)
static const struct xml_row part_rows[] = {
    {.name = "Name", .type = &xml_word, PART(name)},
    {.name = "Note", .type = &xml_text, PART(note)},
    {.name = "Count", .type = &xml_int, PART(count)},
    {.name = "Weight", .type = &xml_num, PART(weight), .flags = XML_LENIENT},
    {.name = "Used", .type = &xml_bool, PART(used)},
    {.name = "Colour", .type = &xml_enum, PART(colour), .numbers = colours, .n_numbers = 3},
    XML_DROPPED("Lost"),
    XML_DROPPED_BUT("Size", "usual"),
    XML_RECALCULATED("Sum"),
};
static const struct xml_node part_node = {"Part", sizeof(struct part), part_rows, COUNT(part_rows),
                                          NULL,   part_close};
static const struct xml_row  list_rows[] = {{.name = "Part", .node = &part_node}};
static const struct xml_node list_node = {"List", 0, list_rows, COUNT(list_rows), NULL, NULL};
static const struct xml_row  root_rows[] = {{.name = "List", .node = &list_node}};
static const struct xml_node root = {"Box", sizeof(struct parts), root_rows, COUNT(root_rows), NULL,
                                     NULL};

static struct parts         parts;
static struct import_report report;

static err read_bytes(str bytes)
{
    parts = (struct parts){0};
    report_init(&report, &mem);
    struct xml_reading reading = {&root, NULL, &parts, &report};
    return xml_read(&mem, source_memory(&mem, S("x.xml"), bytes), &reading, &parts);
}

static err read_text(const char *text)
{
    return read_bytes(str_from(text));
}

Test(xml, records_and_what_is_lost)
{
    cr_assert_eq(
        read_text("<Box xmlns='u'>\n<List><Part><Name> a &amp; b </Name><Note> x\n</Note><Count>7.0"
                  "</Count>\n<Weight>1.5</Weight><Used>1</Used><Colour>2</Colour>"
                  "<Lost>3</Lost><Size>usual</Size><Sum>99</Sum><New><Deep/></New>"
                  "</Part><q:Part><Lost>0</Lost><Size>odd</Size></q:Part></List></Box>")
            .code,
        ERR_NONE);
    cr_assert_eq(parts.v.n, 2);
    const struct part *p = &parts.v.v[0];
    cr_assert(str_eq(p->name, S("a & b")));
    cr_assert(str_eq(p->note, S(" x\n")));
    cr_assert_eq(p->count, 7);
    cr_assert_float_eq(p->weight, 1.5, 0);
    cr_assert(p->used);
    cr_assert_eq(p->colour, GREEN);
    cr_assert_eq(p->line, 4);
    report_sort(&report);
    cr_assert_eq(report.n_dropped, 3);
    cr_assert(str_eq(report.dropped[0].what, S("Part/Lost")));
    cr_assert(str_eq(report.dropped[1].what, S("Part/New")));
    cr_assert(str_eq(report.dropped[2].what, S("Part/Size")));
}

static void refused(const char *text, enum err_code code, const char *part)
{
    err e = read_text(text);
    cr_assert_eq(e.code, code, "%s: %d %s", text, e.code, e.why);
    cr_assert(strstr(e.why, part), "%s", e.why);
}

Test(xml, refusals_name_the_line)
{
    refused("", ERR_SYNTAX, "Line 1");
    refused("<Box>\n<List>", ERR_SYNTAX, "Line 2");
    refused("<gan/>", ERR_UNSUPPORTED, "<gan>");
    refused("\xd0\xcf\x11\xe0\xa1\xb1", ERR_UNSUPPORTED, "save it as XML");
    refused("<!DOCTYPE Box [<!ENTITY a 'b'>]>\n<Box/>", ERR_SYNTAX, "document type");
    refused("<Box><List><Part>\n\n<Count>x</Count></Part></List></Box>", ERR_SYNTAX,
            "Line 3: Part/Count: \"x\" is not a whole number");
    refused("<Box><List><Part><Colour>9</Colour></Part></List></Box>", ERR_SYNTAX, "Colour");
    refused("<Box><List><Part><Used>maybe</Used></Part></List></Box>", ERR_SYNTAX, "0 or 1");
    refused("<Box><List><Part><Count>13</Count></Part></List></Box>", ERR_INVALID, "unlucky");
    refused("<?xml version='1.0' encoding='KOI-7'?><Box/>", ERR_UNSUPPORTED, "save it as UTF-8");
    refused("<Box>\xff\xfe</Box>", ERR_SYNTAX, "Line 1");
}

Test(xml, encodings_of_one_byte)
{
    int32_t table[256];
    cr_assert_eq(read_text("<?xml version='1.0' encoding='windows-1252'?>\n"
                           "<Box><List><Part><Name>\x80 \xe4</Name></Part></List></Box>")
                     .code,
                 ERR_NONE);
    cr_assert(str_eq(parts.v.v[0].name, S("\xe2\x82\xac \xc3\xa4")));
    cr_assert(encoding_table("windows-1251", table));
    cr_assert_eq(table[0xe0], 0x430);
    cr_assert_not(encoding_table("Shift_JIS", table));
    cr_assert_not(encoding_table("nonsense", table));
}

Test(xml, lenient_values_warn)
{
    cr_assert_eq(read_text("<Box><List><Part><Weight>NaN</Weight></Part></List></Box>").code,
                 ERR_NONE);
    cr_assert_eq(report.n_warnings, 1);
    cr_assert_eq(read_text("<Box><List><Part><Weight> </Weight></Part></List></Box>").code,
                 ERR_NONE);
    cr_assert_eq(report.n_warnings, 0);
}

Test(xml, depth_and_length)
{
    struct buf b;
    buf_init(&b, 0);
    buf_z(&b, "<Box>");
    for (int i = 0; i < 100000; i++)
        buf_z(&b, "<a>");
    err e = read_bytes(buf_view(&b));
    cr_assert_eq(e.code, ERR_TOO_LARGE, "%s", e.why);
    buf_clear(&b);
    buf_z(&b, "<Box><List><Part><Name>");
    for (int i = 0; i < XML_TEXT_MAX + 10; i++)
        buf_char(&b, 'x');
    buf_z(&b, "</Name></Part></List></Box>");
    e = read_bytes(buf_view(&b));
    cr_assert_eq(e.code, ERR_TOO_LARGE, "%s", e.why);
    buf_done(&b);
}

Test(xml, printed)
{
    struct buf b;
    buf_init(&b, 0);
    struct xml_out out = {.to = &b};
    struct part    p = {.name = S("a<b>&\"\r\x01\xef\xbf\xbf."), .count = -3, .weight = NAN};
    xml_print_open(&out, "Box");
    xml_print(&out, &part_node, &p);
    xml_print_close(&out, "Box");
    cr_assert(
        str_eq(buf_view(&b), S("<Box>\n\t<Part>\n\t\t<Name>a&lt;b&gt;&amp;\"&#13;.</Name>\n"
                               "\t\t<Count>-3</Count>\n\t\t<Used>0</Used>\n\t\t<Colour>1</Colour>\n"
                               "\t</Part>\n</Box>\n")),
        "%.*s", STR_ARG(buf_view(&b)));
    buf_clear(&b);
    xml_print_root(&out, &part_node, "a=\"b\"", &p);
    cr_assert(str_starts(buf_view(&b), S("<Part a=\"b\">\n\t<Name>")));
    buf_clear(&b);
    xml_print_text(&b, S("plain"));
    cr_assert(str_eq(buf_view(&b), S("plain")));
    buf_done(&b);
}
