/* tests/domain/plan/table_test.c - the shared table against a plain array, under random operations.
 */
#include "domain/plan/table.h"

#include "domain/fill.h"

#include "base/rng.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { IDS = 1500, FORKS = 6 };

/* The plain model: title number by id, 0 = not there. */
struct model {
    struct table table;
    int          title[IDS + 1];
    int64_t      last; /* greatest id ever put */
};

static void put(struct model *m, int64_t id, int title)
{
    char text[40];
    snprintf(text, sizeof text, "title %d", title);
    struct item i = fill_item(id, 0, title, text);
    i.body = title % 2 ? S("") : STR_NONE;
    table_put(&m->table, &i);
    m->title[id] = title;
    if (id > m->last)
        m->last = id;
}

static void check_record(const struct model *m, int64_t id)
{
    size_t slot;
    bool   found = table_find(&m->table, id, &slot);
    cr_assert_eq(found, m->title[id] != 0, "id %ld", (long)id);
    if (!found)
        return;
    const struct item *i = table_at(&m->table, slot);
    char               text[40];
    snprintf(text, sizeof text, "title %d", m->title[id]);
    cr_assert(i->head.id.v == id && i->rank == m->title[id] && str_eq(i->title, str_from(text)));
    cr_assert(str_eq(i->body, m->title[id] % 2 ? S("") : STR_NONE), "empty is not absent");
}

static void check(const struct model *m)
{
    size_t count = 0;
    for (int64_t id = 1; id <= IDS; id++) {
        check_record(m, id);
        count += m->title[id] != 0;
    }
    cr_assert_eq(m->table.count, count);
    for (size_t s = 1; s < m->table.slots; s++)
        cr_assert_lt(table_id(&m->table, s - 1), table_id(&m->table, s));
    for (size_t k = 0; k + 1 < m->table.n_chunks; k++)
        cr_assert_eq(m->table.chunks[k]->n, TABLE_CHUNK);
}

static void fork_model(struct model *to, const struct model *from)
{
    table_done(&to->table);
    *to = *from;
    table_fork(&to->table, &from->table);
}

static void take_out(struct model *m, int64_t id)
{
    cr_assert_eq(table_remove(&m->table, id), m->title[id] != 0);
    m->title[id] = 0;
}

static void random_step(struct model *m, uint64_t *seed, int n)
{
    uint32_t dice = rng_below(seed, 10);
    int64_t  known = 1 + rng_below(seed, (uint32_t)(m->last ? m->last : 1));
    if (dice < 5 && m->last + 3 < IDS)
        put(m, m->last + 1 + rng_below(seed, 3), n);
    else if (dice < 8)
        put(m, known, n); /* replaces, revives or comes between others */
    else
        take_out(m, known);
}

Test(table, agrees_with_a_plain_model)
{
    for (uint64_t round = 1; round <= 4; round++) {
        static struct model m[FORKS];
        uint64_t            seed = round;
        memset(m, 0, sizeof m);
        for (int f = 0; f < FORKS; f++)
            m[f].table.entity = &item_entity;
        for (int n = 1; n <= 4000; n++) {
            random_step(&m[rng_below(&seed, FORKS)], &seed, n);
            uint32_t a = rng_below(&seed, FORKS), b = rng_below(&seed, FORKS);
            if (n % 50 == 0 && a != b)
                fork_model(&m[a], &m[b]);
        }
        for (int f = 0; f < FORKS; f++)
            check(&m[f]);
        for (int f = 0; f < FORKS; f++)
            table_done(&m[f].table);
    }
}

Test(table, lower_bound)
{
    struct table t = {.entity = &item_entity};
    cr_assert_eq(table_lower(&t, 5), 0);
    for (int64_t id = 10; id <= 30; id += 10) {
        struct item i = fill_item(id, 0, 0, "x");
        table_put(&t, &i);
    }
    cr_assert(table_lower(&t, 1) == 0 && table_lower(&t, 20) == 1 && table_lower(&t, 21) == 2);
    cr_assert_eq(table_lower(&t, 31), 3);
    cr_assert(!table_remove(&t, 11) && table_remove(&t, 20) && !table_remove(&t, 20));
    cr_assert_null(table_at(&t, 1));
    cr_assert_eq(table_id(&t, 1), 20);
    table_done(&t);
    table_done(&t);
}

Test(table, fork_shares_what_is_not_touched)
{
    struct table a = {.entity = &item_entity}, b;
    for (int64_t id = 1; id <= 3 * TABLE_CHUNK; id++) {
        struct item i = fill_item(id, 0, id, "x");
        table_put(&a, &i);
    }
    table_fork(&b, &a);
    struct item i = fill_item(TABLE_CHUNK + 1, 0, 7, "y");
    table_put(&b, &i);
    cr_assert(a.chunks[0] == b.chunks[0] && a.chunks[2] == b.chunks[2]);
    cr_assert(a.chunks[1] != b.chunks[1]);
    cr_assert_eq(table_at(&a, TABLE_CHUNK + 1), table_at(&b, TABLE_CHUNK + 1),
                 "other blocks are shared");
    cr_assert_neq(table_at(&a, TABLE_CHUNK), table_at(&b, TABLE_CHUNK));
    table_done(&a);
    table_done(&b);
}
