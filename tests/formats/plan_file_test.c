/* plan_file_test.c - a file's kind is told by its first bytes. */
#include "domain/project.h"
#include "formats/plan_file.h"
#include "formats/source.h"

#include <criterion/criterion.h>

static err read_bytes(struct arena *mem, str bytes, struct import *ret_import)
{
    return plan_file_read(mem, source_memory(mem, S("some.file"), bytes), ret_import);
}

Test(plan_file, plan_text)
{
    struct arena  mem = {0};
    struct import in = {0};
    const str     text = S("# a comment longer than what is looked at: the rest follows the head\n"
                               "project T Test ; start 2026-03-02T08:00\n"
                               "calendar C ; week Mon-Fri 08:00-16:00\nItem ; 2d\n");
    const err     e = read_bytes(&mem, text, &in);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    cr_expect_eq(plan_count(in.plan, entity_named(S("item"))), 1);
    plan_unref(in.plan);
    arena_done(&mem);
}

Test(plan_file, xml)
{
    struct arena  mem = {0};
    struct import in = {0};
    const str     text = S("\xEF\xBB\xBF \n<Project xmlns=\"http://schemas.microsoft.com/project\">"
                               "<Name>n</Name><StartDate>2026-03-02T08:00:00</StartDate>"
                               "<Tasks><Task><UID>1</UID><ID>1</ID><Name>a</Name></Task></Tasks>"
                               "</Project>");
    const err     e = read_bytes(&mem, text, &in);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    cr_expect_eq(plan_count(in.plan, entity_named(S("item"))), 1);
    plan_unref(in.plan);
    arena_done(&mem);
}

Test(plan_file, others_are_named)
{
    static const struct {
        const char   *bytes;
        size_t        n;
        enum err_code code;
        const char   *says;
    } cases[] = {
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, ERR_UNSUPPORTED, ".mpp"},
        {"PK\x03\x04rest", 8, ERR_UNSUPPORTED, "zip"},
        {"name;start;finish\n", 18, ERR_UNSUPPORTED, "neither"},
        {"caf\xE9 latin\n", 11, ERR_UNSUPPORTED, "neither"},
        {"", 0, ERR_SYNTAX, ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena  mem = {0};
        struct import in = {0};
        const err     e = read_bytes(&mem, (str){cases[i].bytes, cases[i].n}, &in);
        cr_expect_eq(e.code, cases[i].code, "%zu: %d %s", i, e.code, e.code ? e.why : "");
        cr_expect(e.code && str_has(str_from(e.why), str_from(cases[i].says)), "%zu: %s", i, e.why);
        arena_done(&mem);
    }
}
