/* tests/domain/plan/rows_test.c - calculated rows and what is shared of them. */
#include "domain/plan/rows.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { N = 2 * TABLE_CHUNK + 10 };

static struct item_row fresh[N];
static char            texts[N][8];

static void prepare(void)
{
    for (int i = 0; i < N; i++) {
        item_row_init(&fresh[i]);
        fresh[i].start = i;
        snprintf(texts[i], sizeof texts[i], "%d", i);
        fresh[i].wbs = str_from(texts[i]);
    }
}

Test(rows, equal_chunks_stay)
{
    struct rows a = {0}, b;
    prepare();
    rows_take(&a, fresh, N);
    memset(texts, 'x', sizeof texts); /* texts were copied */
    cr_assert(str_eq(rows_at(&a, 300)->wbs, S("300")) && rows_at(&a, 300)->start == 300);
    cr_assert_null(rows_at(&a, N));
    rows_fork(&b, &a);
    prepare();
    fresh[300].finish = 5;
    rows_take(&b, fresh, N);
    cr_assert(a.chunks[0] == b.chunks[0] && a.chunks[2] == b.chunks[2] &&
              a.chunks[1] != b.chunks[1]);
    cr_assert(rows_at(&a, 300)->finish == INSTANT_NONE && rows_at(&b, 300)->finish == 5);
    rows_done(&a);
    cr_assert(str_eq(rows_at(&b, 0)->wbs, S("0")));
    rows_done(&b);
    rows_done(&b);
}

Test(rows, texts_may_lie_in_the_old_rows)
{
    struct rows a = {0};
    prepare();
    rows_take(&a, fresh, N);
    for (int i = 0; i < N; i++)
        fresh[i] = *rows_at(&a, (size_t)i);
    fresh[7].critical = true;
    rows_take(&a, fresh, N);
    cr_assert(str_eq(rows_at(&a, 7)->wbs, S("7")) && rows_at(&a, 7)->critical);
    prepare();
    rows_take(&a, fresh, 3);
    cr_assert(a.n == 3 && !rows_at(&a, 3));
    rows_take(&a, NULL, 0);
    cr_assert_eq(a.n, 0);
    rows_done(&a);
}

Test(rows, one_is_put_without_touching_those_of_others)
{
    struct rows     a = {0}, b;
    struct item_row row;
    prepare();
    rows_take(&a, fresh, N);
    rows_fork(&b, &a);
    item_row_init(&row);
    row.start = 77;
    rows_put(&b, 300, &row);
    const struct row_chunk *own = b.chunks[1];
    row.start = 78;
    rows_put(&b, 301, &row);
    cr_assert(b.chunks[1] == own && own != a.chunks[1] && b.chunks[0] == a.chunks[0]);
    cr_assert(rows_at(&a, 300)->start == 300 && rows_at(&b, 300)->start == 77);
    cr_assert(rows_at(&b, 301)->start == 78 && rows_at(&b, 302)->start == 302);
    rows_done(&a);
    cr_assert(str_eq(rows_at(&b, 300)->wbs, S("300")), "its text stays, and is its own");
    rows_done(&b);
}

Test(rows, places_change_and_come)
{
    struct rows a = {0}, b;
    prepare();
    rows_take(&a, fresh, N);
    rows_fork(&b, &a);
    const struct row_place places[] = {
        {.slot = 3, .level = 2, .is_summary = true, .wbs = S("another text")},
        {.slot = 4, .is_reset = true},
        {.slot = N, .level = 1, .is_reset = true, .wbs = S("new")},
    };
    rows_place(&b, N + 2, places, 3);
    cr_assert(b.chunks[1] == a.chunks[1] && b.chunks[0] != a.chunks[0] && b.n == N + 2);
    const struct item_row *row = rows_at(&b, 3);
    cr_assert(row->level == 2 && row->is_summary && row->start == 3);
    cr_assert(str_eq(row->wbs, S("another text")) && str_eq(rows_at(&a, 3)->wbs, S("3")));
    cr_assert(rows_at(&b, 4)->start == INSTANT_NONE && !rows_at(&b, 4)->wbs.p);
    cr_assert(rows_at(&b, N)->start == INSTANT_NONE && str_eq(rows_at(&b, N)->wbs, S("new")));
    cr_assert(rows_at(&b, N + 1)->start == INSTANT_NONE && !rows_at(&b, N + 2));
    rows_done(&a);
    cr_assert(str_eq(rows_at(&b, 5)->wbs, S("5")), "texts are its own");
    rows_place(&b, 2, NULL, 0);
    cr_assert(b.n == 2 && rows_at(&b, 1)->start == 1);
    rows_done(&b);
}

Test(rows, equality_sees_every_member)
{
    for (size_t i = 0; i < item_row_entity.n_fields; i++) {
        const struct field *f = &item_row_entity.fields[i];
        struct item_row     a, b;
        item_row_init(&a);
        item_row_init(&b);
        cr_assert(item_row_equal(&a, &b));
        if (f->type == F_TEXT)
            field_str_set(f, &b, S("1"));
        else if (f->type == F_NUM)
            field_num_set(f, &b, 1);
        else
            field_int_set(f, &b, 1);
        cr_assert(!item_row_equal(&a, &b), "%s", f->name);
    }
}
