/* tests/domain/list/sort_test.c - orders of lists. */
#include "domain/list/sort.h"

#include "domain/fill.h"
#include "domain/plan/rows.h"

#include <criterion/criterion.h>

static struct arena mem;

static void finish(void)
{
    arena_done(&mem);
}

TestSuite(sort, .fini = finish);

enum { N = 6 };

static struct item     items[N];
static struct item_row rows[N];

static void prepare(void)
{
    static const char *titles[N] = {"Step 10", "step 9", "Äpfel", "apfel", "Zebra", "step 9"};
    for (int i = 0; i < N; i++) {
        items[i] = fill_item(i + 1, 0, 0, titles[i]);
        item_row_init(&rows[i]);
        rows[i].start = 100 - i / 2;
        items[i].deadline = i == 1 ? INSTANT_NONE : i;
    }
}

static void sorts(const char *keys, const char *ids)
{
    struct sort   s;
    struct sorted v[N];
    char          found[N + 1] = {0};
    prepare();
    for (int i = 0; i < N; i++)
        v[i] = (struct sorted){&items[N - 1 - i], &rows[N - 1 - i]};
    err e = sort_compile(&item_entity, str_from(keys), &s);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    sort_run(&mem, &s, v, N);
    for (int i = 0; i < N; i++)
        found[i] = (char)('0' + ((const struct record *)v[i].record)->id.v);
    cr_assert_str_eq(found, ids, "%s", keys);
}

Test(sort, by_columns)
{
    sorts("", "123456");
    sorts("  ", "123456");
    sorts("-id", "654321");
    sorts("title", "342615");
    sorts("-title", "512634");
    sorts("start", "563412");
    sorts("start, -id", "654321");
    sorts("deadline", "134562");
    sorts("-deadline", "265431");
    sorts("points,is_manual", "123456");
}

Test(sort, refuses)
{
    struct sort s = {.n = 77};
    cr_assert_str_eq(sort_compile(&item_entity, S("title,colour"), &s).why,
                     "sort: 'colour' is not a column of item");
    cr_assert_str_eq(sort_compile(&item_entity, S("title,"), &s).why,
                     "sort: '' is not a column of item");
    cr_assert_eq(sort_compile(&item_entity, S("id,id,id,id,id,id,id,id,id"), &s).code, ERR_INVALID);
    cr_assert_eq(s.n, 77);
}

Test(sort, of_nothing)
{
    struct sort s;
    cr_assert_eq(sort_compile(&link_entity, STR_NONE, &s).code, ERR_NONE);
    sort_run(&mem, &s, NULL, 0);
}
