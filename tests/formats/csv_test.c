/* tests/formats/csv_test.c - lists as CSV. */
#include "formats/csv.h"

#include "domain/entities.h"
#include "formats/formats.h"
#include "formats/source.h"

#include <criterion/criterion.h>

static str cell(struct arena *mem, const char *text)
{
    struct buf b;
    buf_init(&b, 0);
    csv_text(&b, str_from(text));
    str s = str_copy(mem, buf_view(&b));
    buf_done(&b);
    return s;
}

Test(csv, cells)
{
    struct arena mem = {0};
    cr_assert(str_eq(cell(&mem, "plain"), S("plain")));
    cr_assert(str_eq(cell(&mem, "a,b"), S("\"a,b\"")));
    cr_assert(str_eq(cell(&mem, "say \"x\""), S("\"say \"\"x\"\"\"")));
    cr_assert(str_eq(cell(&mem, "=1+1"), S("\"'=1+1\"")));
    cr_assert(str_eq(cell(&mem, "-x"), S("\"'-x\"")));
    cr_assert(str_eq(cell(&mem, "@cmd"), S("\"'@cmd\"")));
    cr_assert(str_eq(cell(&mem, "a\nb"), S("\"a\nb\"")));
    arena_done(&mem);
}

Test(csv, items_with_calculated_columns)
{
    struct arena  mem = {0};
    struct import import;
    struct buf    b;
    str file = S("<Project><StartDate>2026-03-02T08:00:00</StartDate><Tasks><Task><UID>1</UID>"
                 "<Name>=A, b</Name><Duration>PT8H0M0S</Duration></Task></Tasks></Project>");
    buf_init(&b, 0);
    cr_assert_eq(mspdi_read(&mem, source_memory(&mem, S("x.xml"), file), &import).code, ERR_NONE);
    cr_assert_eq(plan_calculate(import.plan, NULL).code, ERR_NONE);
    cr_assert_eq(csv_write(&mem, import.plan, &item_entity, &b).code, ERR_NONE);
    str text = buf_view(&b);
    cr_assert(str_has(text, S(",title,")));
    cr_assert(str_has(text, S("\"'=A, b\"")));
    cr_assert(str_has(text, S("2026-03-02T17:00:00Z")));
    buf_clear(&b);
    cr_assert_eq(csv_write(&mem, import.plan, &link_entity, &b).code, ERR_NONE);
    cr_assert(str_has(buf_view(&b), S("pred,succ")));
    buf_done(&b);
    plan_unref(import.plan);
    arena_done(&mem);
}
