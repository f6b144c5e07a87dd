/* tests/domain/plan/calculate_test.c - outline, codes and kept rows around the engine's run. */
#include "domain/fill.h"

#include "domain/effects.h"
#include "domain/plan.h"
#include "domain/plan/outline.h"

#include "base/rng.h"

#include <criterion/criterion.h>
#include <stdio.h>

static struct arena mem;

static void finish(void)
{
    arena_done(&mem);
}

TestSuite(calculate, .fini = finish);

enum { MONDAY = 1772438400 }; /* 2026-03-02T08:00:00Z */

static struct plan *empty_plan(void)
{
    struct plan   *p = plan_new((struct id){1});
    struct project pr;
    entity_init(&project_entity, &pr);
    pr.head.id.v = 1;
    pr.title = S("Test");
    pr.start = MONDAY;
    plan_put(p, &project_entity, &pr);
    return p;
}

static void put_item(struct plan *p, int64_t id, int64_t parent, int64_t days)
{
    struct item i = fill_item(id, parent, id * RANK_GAP, "");
    char        title[16];
    snprintf(title, sizeof title, "T%d", (int)id);
    i.title = str_from(title);
    i.duration_s = days * 8 * HOUR_S;
    plan_put(p, &item_entity, &i);
}

static void put_link(struct plan *p, int64_t id, int64_t pred, int64_t succ)
{
    struct link l;
    entity_init(&link_entity, &l);
    l.head.id.v = id;
    l.pred.v = pred;
    l.succ.v = succ;
    plan_put(p, &link_entity, &l);
}

static void calculate(struct plan *p)
{
    err e = plan_calculate(p, NULL);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
}

static const struct item_row *row(const struct plan *p, int64_t id)
{
    return plan_row_of(p, (struct id){id});
}

static void has_wbs(const struct plan *p, int64_t id, const char *wbs)
{
    cr_assert(str_eq(row(p, id)->wbs, str_from(wbs)), "%ld has %.*s, not %s", (long)id,
              STR_ARG(row(p, id)->wbs), wbs);
}

Test(calculate, of_an_empty_plan)
{
    struct plan    *p = empty_plan();
    const uint32_t *slots;
    calculate(p);
    cr_assert_eq(plan_outline(p, &slots), 0);
    cr_assert_eq(plan_finish(p), INSTANT_NONE);
    plan_unref(p);
}

Test(calculate, fills_rows)
{
    struct plan *p = empty_plan();
    put_item(p, 1, 0, 0);
    put_item(p, 2, 1, 2);
    put_item(p, 3, 1, 1);
    put_link(p, 1, 2, 3);
    calculate(p);
    const uint32_t *slots;
    cr_assert_eq(plan_outline(p, &slots), 3);
    cr_assert(row(p, 1)->is_summary && row(p, 1)->level == 0 && row(p, 3)->level == 1);
    has_wbs(p, 3, "1.2");
    cr_assert_eq(row(p, 2)->start, MONDAY);
    cr_assert_eq(row(p, 2)->finish, MONDAY + DAY_S + 9 * HOUR_S);
    cr_assert_eq(row(p, 3)->start, MONDAY + 2 * DAY_S);
    cr_assert(plan_start(p) == MONDAY && plan_finish(p) == MONDAY + 2 * DAY_S + 9 * HOUR_S);
    cr_assert(row(p, 3)->critical && row(p, 3)->driver.v == 1);
    cr_assert_eq(plan_row(p, 2), row(p, 3));
    plan_unref(p);
}

Test(calculate, own_codes_and_moves)
{
    struct plan *p = empty_plan(), *q;
    put_item(p, 1, 0, 0);
    put_item(p, 2, 1, 1);
    put_item(p, 3, 0, 1);
    calculate(p);
    q = plan_fork(p);
    struct item i = *(const struct item *)plan_get(q, &item_entity, (struct id){1});
    i.wbs_code = S("ERP");
    plan_put(q, &item_entity, &i);
    calculate(q);
    has_wbs(q, 1, "ERP");
    has_wbs(q, 2, "ERP.1");
    has_wbs(p, 2, "1.1");
    cr_assert_eq(plan_outline_tree(p), plan_outline_tree(q), "nothing moved");
    i.rank = 99 * RANK_GAP;
    i.wbs_code = STR_NONE;
    plan_put(q, &item_entity, &i);
    calculate(q);
    has_wbs(q, 3, "1");
    has_wbs(q, 2, "2.1");
    cr_assert_neq(plan_outline_tree(p), plan_outline_tree(q));
    plan_unref(p);
    plan_unref(q);
}

Test(calculate, codes_of_deep_chains_are_short)
{
    struct plan *p = empty_plan();
    for (int id = 1; id <= 3000; id++)
        put_item(p, id, id - 1, 1);
    calculate(p);
    size_t longest = 0;
    for (int id = 1; id <= 3000; id++)
        longest = row(p, id)->wbs.n > longest ? row(p, id)->wbs.n : longest;
    cr_assert_leq(longest, 255);
    cr_assert_eq(row(p, 3000)->level, 2999);
    plan_unref(p);
}

Test(calculate, parents_in_a_circle)
{
    struct plan *p = empty_plan();
    put_item(p, 1, 2, 1);
    put_item(p, 2, 3, 1);
    put_item(p, 3, 1, 1);
    err e = plan_calculate(p, NULL);
    cr_assert_eq(e.code, ERR_CYCLE);
    cr_assert_str_eq(e.why, "these items are part of each other: T1 → T2 → T3 → T1");
    put_item(p, 3, 0, 1);
    calculate(p);
    has_wbs(p, 1, "1.1.1");
    plan_unref(p);
}

Test(calculate, long_circles_are_cut)
{
    struct plan *p = empty_plan();
    for (int id = 1; id <= 100; id++)
        put_item(p, id, id % 100 + 1, 1);
    err e = plan_calculate(p, NULL);
    cr_assert_eq(e.code, ERR_CYCLE);
    cr_assert(str_ends(str_from(e.why), S(" → …")));
    plan_unref(p);
}

Test(calculate, links_in_a_circle_leave_the_old_results)
{
    struct plan *p = empty_plan(), *q;
    put_item(p, 1, 0, 1);
    put_item(p, 2, 0, 1);
    put_link(p, 1, 1, 2);
    calculate(p);
    q = plan_fork(p);
    put_link(q, 2, 2, 1);
    cr_assert_eq(plan_calculate(q, NULL).code, ERR_CYCLE);
    cr_assert_eq(row(q, 2)->start, row(p, 2)->start);
    plan_unref(q);
    plan_unref(p);
}

static void count_changes(void *arg, const struct plan_change *c)
{
    cr_assert(c->row_before && c->row_after);
    ++*(int *)arg;
}

/* An item without followers changes: only its own row and those that look at it differ. */
Test(calculate, what_did_not_move_is_shared_and_not_told)
{
    struct plan *p = empty_plan(), *q;
    for (int id = 1; id <= 1000; id++)
        put_item(p, id, 0, id == 1 ? 50 : 5);
    calculate(p);
    q = plan_fork(p);
    put_item(q, 400, 0, 6);
    calculate(q);
    cr_assert_eq(plan_row(p, 0), plan_row(q, 0), "chunk 0 is shared");
    cr_assert_neq(plan_row(p, 399), plan_row(q, 399));
    int            n = 0;
    size_t         moved;
    struct effect *v;
    plan_diff(p, q, &item_entity, count_changes, &n);
    cr_assert_eq(n, 1);
    effects_between(&mem, p, q, &v, &moved);
    cr_assert_eq(moved, 1);
    cr_assert(v->item.v == 400 && v->start_before == v->start_after);
    cr_assert_eq(v->finish_after, row(q, 400)->finish);
    plan_unref(p);
    plan_unref(q);
}

/* Random edits of a tree with links: the same results as of a plan built anew. */
static bool is_busy(const struct plan *p, int64_t id)
{
    for (size_t s = 0; s < plan_slots(p, &item_entity); s++) {
        const struct item *i = plan_at(p, &item_entity, s);
        if (i && i->parent.v == id)
            return true;
    }
    return false;
}

static void edit(struct plan *p, uint64_t *seed, int64_t most)
{
    int64_t id = 1 + rng_below(seed, (uint32_t)most);
    if (plan_get(p, &item_entity, (struct id){id}) && rng_below(seed, 4) == 0 && !is_busy(p, id))
        plan_remove(p, &item_entity, (struct id){id});
    else
        put_item(p, id, id > 10 ? (int64_t)rng_below(seed, 10) : 0, rng_below(seed, 9));
}

static struct plan *rebuilt(const struct plan *p)
{
    struct plan *q = plan_new((struct id){1});
    for (int e = 0; e < ENTITY_COUNT; e++) {
        if (!entity_in_plan(entities[e]))
            continue;
        for (size_t s = 0; s < plan_slots(p, entities[e]); s++)
            if (plan_at(p, entities[e], s))
                plan_put(q, entities[e], plan_at(p, entities[e], s));
    }
    return q;
}

Test(calculate, edits_give_the_same_as_a_new_plan)
{
    uint64_t     seed = 12;
    struct plan *p = empty_plan();
    calculate(p);
    for (int round = 0; round < 60; round++) {
        struct plan *next = plan_fork(p), *q;
        for (int k = 0; k < 10; k++)
            edit(next, &seed, 400);
        calculate(next);
        q = rebuilt(next);
        calculate(q);
        for (int64_t id = 1; id <= 400; id++) {
            const struct item_row *a = row(next, id), *b = row(q, id);
            cr_assert_eq(!a, !b);
            for (size_t f = 0; a && f < item_row_entity.n_fields; f++)
                cr_assert(field_equal(&item_row_entity.fields[f], a, b), "round %d, item %ld, %s",
                          round, (long)id, item_row_entity.fields[f].name);
        }
        plan_unref(p);
        plan_unref(q);
        p = next;
    }
    plan_unref(p);
}

/* ---- the outline before and after ------------------------------------------------------------ */

enum { SPLICED_MOST = 64 };

static int64_t id_in(const struct plan *p, size_t place)
{
    const uint32_t *slots;
    plan_outline(p, &slots);
    return ((const struct record *)plan_at(p, &item_entity, slots[place]))->id.v;
}

static size_t outline_ids(const struct plan *p, int64_t *ids)
{
    const uint32_t *slots;
    const size_t    n = p ? plan_outline(p, &slots) : 0;
    for (size_t i = 0; i < n; i++)
        ids[i] = id_in(p, i);
    return n;
}

/* The outline before, with the splice done to it, is the outline after. */
static struct outline_splice spliced(const struct plan *before, const struct plan *after)
{
    int64_t                     ids[SPLICED_MOST], wanted[SPLICED_MOST];
    const struct outline_splice s = plan_outline_diff(before, after);
    const size_t                n = outline_ids(before, ids);
    cr_assert(s.at + s.removed <= n);
    memmove(ids + s.at + s.n, ids + s.at + s.removed, (n - s.at - s.removed) * sizeof *ids);
    for (size_t i = 0; i < s.n; i++)
        ids[s.at + i] = id_in(after, s.at + i);
    cr_assert_eq(outline_ids(after, wanted), n - s.removed + s.n);
    cr_assert(memcmp(ids, wanted, (n - s.removed + s.n) * sizeof *ids) == 0);
    return s;
}

static void place_item(struct plan *p, int64_t id, int64_t parent, int64_t rank)
{
    const struct item i = fill_item(id, parent, rank, "T");
    plan_put(p, &item_entity, &i);
}

static void edit_at_random(struct plan *p, uint64_t *seed)
{
    const int64_t id = 1 + rng_below(seed, SPLICED_MOST / 2);
    if (rng_below(seed, 3))
        place_item(p, id, rng_below(seed, SPLICED_MOST / 2), rng_below(seed, 30));
    else
        plan_remove(p, &item_entity, (struct id){id});
}

Test(calculate, the_outline_changes_in_one_place)
{
    struct plan *p = empty_plan(), *q;
    for (int64_t id = 1; id <= 9; id++)
        place_item(p, id, 0, id * RANK_GAP);
    calculate(p);
    struct outline_splice s = spliced(NULL, p);
    cr_assert(s.at == 0 && s.removed == 0 && s.n == 9, "all came");
    s = spliced(p, p);
    cr_assert(s.removed == 0 && s.n == 0);
    q = plan_fork(p);
    place_item(q, 10, 0, 10 * RANK_GAP);
    calculate(q);
    s = spliced(p, q);
    cr_assert(s.at == 9 && s.removed == 0 && s.n == 1, "one more at the end");
    s = spliced(q, p);
    cr_assert(s.at == 9 && s.removed == 1 && s.n == 0, "and away again");
    place_item(q, 4, 0, 8 * RANK_GAP - 1);
    plan_remove(q, &item_entity, (struct id){10});
    calculate(q);
    s = spliced(p, q);
    cr_assert(s.at == 3 && s.removed == 4 && s.n == 4, "from 4567 to 5674");
    plan_unref(p);
    plan_unref(q);
}

Test(calculate, the_outline_changes_anywhere)
{
    uint64_t     seed = 5;
    struct plan *p = empty_plan();
    calculate(p);
    for (int round = 0; round < 300; round++) {
        struct plan *q = plan_fork(p);
        for (uint32_t k = 0; k < 1 + rng_below(&seed, 3); k++)
            edit_at_random(q, &seed);
        err e = plan_calculate(q, NULL);
        if (!e.code)
            spliced(p, q);
        plan_unref(e.code ? q : p); /* a circle of parents */
        p = e.code ? p : q;
    }
    plan_unref(p);
}
