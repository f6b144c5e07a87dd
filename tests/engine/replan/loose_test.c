/* tests/engine/replan/loose_test.c - rows that grow, shrink and move, beside a plain model. */
#include "engine/replan/loose.h"

#include "base/rng.h"

#include <criterion/criterion.h>
#include <string.h>

enum { ROWS = 6, MOST = 40 };

struct model {
    int32_t n[ROWS], v[ROWS][MOST];
};

static void is_as_model(const struct loose *l, const struct model *m, const int64_t *twice)
{
    const int32_t *v = (const void *)l->column[0].items;
    cr_assert(loose_verify(l, ROWS));
    for (int32_t row = 0; row < ROWS; row++) {
        cr_assert_eq(l->end[row] - l->begin[row], m->n[row]);
        for (int32_t i = 0; i < m->n[row]; i++) {
            cr_assert_eq(v[l->begin[row] + i], m->v[row][i]);
            cr_assert_eq(twice[l->begin[row] + i], 2 * m->v[row][i], "columns run in parallel");
        }
    }
}

Test(loose, rows_like_a_model)
{
    struct arena  mem = {0};
    const int32_t row[] = {0, 2, 2, 3, 3}, items[] = {7, 8, 9};
    const int64_t doubles[] = {14, 16, 18};
    uint64_t      seed = 5;
    struct model  m = {.n = {2, 0, 1}, .v = {{7, 8}, {0}, {9}}};
    struct loose  l = loose_new(&mem, row, (struct loose_size){4, ROWS, 2000});
    int32_t      *v = loose_column(&l, &mem, items, sizeof *items);
    int64_t      *twice = loose_column(&l, &mem, doubles, sizeof *doubles);
    for (int32_t k = 0; k < 3000; k++) {
        const int32_t r = (int32_t)rng_below(&seed, ROWS), n = m.n[r];
        const int32_t i = (int32_t)rng_below(&seed, (uint32_t)n + 1);
        if (n < MOST && rng_below(&seed, 2)) {
            const int32_t at = loose_insert(&l, r, l.begin[r] + i);
            cr_assert_geq(at, 0);
            v[at] = k;
            twice[at] = 2 * k;
            memmove(&m.v[r][i + 1], &m.v[r][i], sizeof m.v[r][0] * (size_t)(n - i));
            m.v[r][i] = k;
            m.n[r]++;
        } else if (i < n) {
            cr_assert_eq(loose_find(&l, r, m.v[r][i]), l.begin[r] + i);
            loose_remove(&l, r, l.begin[r] + i);
            memmove(&m.v[r][i], &m.v[r][i + 1], sizeof m.v[r][0] * (size_t)(n - i - 1));
            m.n[r]--;
        }
        is_as_model(&l, &m, twice);
    }
    cr_assert_eq(loose_find(&l, 0, -5), -1);
    arena_done(&mem);
}

Test(loose, room_ends)
{
    struct arena  mem = {0};
    const int32_t row[] = {0, 0, 0};
    struct loose  l = loose_new(&mem, row, (struct loose_size){2, 2, 5});
    loose_column(&l, &mem, NULL, sizeof(int32_t));
    for (int i = 0; i < 2; i++)
        cr_assert_geq(loose_insert(&l, 0, l.end[0]), 0);
    cr_assert_eq(loose_insert(&l, 0, l.end[0]), -1);
    cr_assert_geq(loose_insert(&l, 1, l.end[1]), 0, "a smaller one has room");
    l.room[0] = 6;
    cr_assert_not(loose_verify(&l, 2));
    arena_done(&mem);
}
