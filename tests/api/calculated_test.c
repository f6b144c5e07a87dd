/* tests/api/calculated_test.c - what a calculation changed, in its three forms. */
#include "api/parts.h"

#include <criterion/criterion.h>

enum { ROWS = 4 };

static struct item     items[ROWS];
static struct item_row before[ROWS], after[ROWS];

static void setup(void)
{
    for (size_t i = 0; i < ROWS; i++) {
        entity_init(&item_entity, &items[i]);
        items[i].head.id.v = (int64_t)i + 5;
        before[i] = (struct item_row){.start = 10, .finish = 20, .late_start = 10, .wbs = S("1")};
        after[i] = before[i];
    }
}

TestSuite(calculated, .init = setup);

static void check_printed(size_t n, const char *expected)
{
    const void            *records[ROWS];
    const struct item_row *from[ROWS], *to[ROWS];
    struct arena           mem = {0};
    struct buf             b = {0};
    struct json_out        o;
    for (size_t i = 0; i < n; i++) {
        records[i] = &items[i];
        from[i] = &before[i];
        to[i] = &after[i];
    }
    jo_init(&o, &b);
    calculated_json(&o, &mem, &(struct calculated){records, from, to, n});
    cr_expect(str_eq(buf_view(&b), str_from(expected)), "got %.*s", STR_ARG(buf_view(&b)));
    buf_done(&b);
    arena_done(&mem);
}

Test(calculated, nothing_is_little)
{
    check_printed(0, "{\"count\":0,\"columns\":{}}");
}

Test(calculated, values_stand_when_most_changed)
{
    for (size_t i = 0; i < ROWS; i++)
        after[i].start = 100 + (instant)i;
    check_printed(ROWS, "{\"count\":4,\"columns\":{\"id\":[5,6,7,8],\"start\":[100,101,102,103]}}");
    check_printed(1, "{\"count\":1,\"columns\":{\"id\":[5],\"start\":[100]}}");
}

Test(calculated, one_value_stands_once)
{
    for (size_t i = 0; i < ROWS; i++)
        after[i].critical = true;
    check_printed(ROWS, "{\"count\":4,\"columns\":{\"id\":[5,6,7,8],\"critical\":{\"all\":1}}}");
}

Test(calculated, few_changes_are_told_by_row)
{
    after[2].wbs = S("1.2");
    after[3].finish = INSTANT_NONE;
    check_printed(ROWS, "{\"count\":4,\"columns\":{\"id\":[5,6,7,8],"
                        "\"finish\":{\"rows\":[3],\"values\":[null]},"
                        "\"wbs\":{\"rows\":[2],\"values\":[\"1.2\"]}}}");
}

Test(calculated, times_that_are_those_of_another_column_are_not_told_twice)
{
    for (size_t i = 0; i < ROWS; i++)
        after[i].late_start = after[i].start = 100 + (instant)i;
    after[1].late_start = 300;
    check_printed(ROWS, "{\"count\":4,\"columns\":{\"id\":[5,6,7,8],\"start\":[100,101,102,103],"
                        "\"late_start\":{\"like\":\"start\",\"rows\":[1],\"values\":[300]}}}");
}
