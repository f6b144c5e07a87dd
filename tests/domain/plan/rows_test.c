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
