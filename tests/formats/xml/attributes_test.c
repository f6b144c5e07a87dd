/* xml/attributes_test.c - attributes, own texts and places of elements. */
#include "base/vec.h"
#include "formats/report.h"
#include "formats/source.h"
#include "formats/xml/xml.h"

#include <criterion/criterion.h>

struct tag {
    str     name, text;
    int64_t no;
};

static struct xml_place places[4];
static size_t           n_places;

static err tag_close(struct xml_in *in, void *record, void *parent)
{
    (void)record, (void)parent;
    if (n_places < COUNT(places))
        places[n_places++] = xml_place(in);
    return OK;
}

static const struct xml_node tag_node;
static const struct xml_row  tag_rows[] = {
     {.name = "@no", .type = &xml_int, .offset = offsetof(struct tag, no)},
     {.name = "@name", .type = &xml_word, .offset = offsetof(struct tag, name)},
     XML_DROPPED_BUT("@colour", "red"),
     {.name = "#", .type = &xml_word, .offset = offsetof(struct tag, text)},
     {.name = "tag", .node = &tag_node},
};
static const struct xml_node tag_node = {"tag", sizeof(struct tag), tag_rows, COUNT(tag_rows),
                                         NULL,  tag_close};

static err read_tags(struct arena *mem, const char *text, struct tag *root,
                     struct import_report *report)
{
    struct xml_reading reading = {&tag_node, NULL, NULL, report};
    n_places = 0;
    report_init(report, mem);
    return xml_read(mem, source_memory(mem, S("t"), str_from(text)), &reading, root);
}

Test(xml_attributes, attributes_own_text_and_places)
{
    struct arena         mem = {0};
    struct tag           root = {0};
    struct import_report report;
    err                  e = read_tags(&mem,
                                       "<tag no='7' name='a' xmlns='u'>\n"
                                                        "<tag no='8' colour='blue'>\n"
                                                        "<tag odd='1'/>"
                                                        "</tag> own </tag>",
                                       &root, &report);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    cr_expect_eq(root.no, 7);
    cr_expect(str_eq(root.name, S("a")));
    cr_expect_eq(n_places, 3);
    cr_expect_eq(places[0].order, 3);
    cr_expect_eq(places[0].outer, 2);
    cr_expect_eq(places[0].line, 3);
    cr_expect_eq(places[1].line, 2);
    cr_expect_eq(report.n_dropped, 2, "the colour, and what is not known");
    e = read_tags(&mem, "<tag>\n<tag no='x'/></tag>", &root, &report);
    cr_expect(e.code && str_has(str_from(e.why), S("Line 2: tag/@no")), "%s", e.why);
    arena_done(&mem);
}
