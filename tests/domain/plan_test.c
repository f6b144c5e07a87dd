/* tests/domain/plan_test.c - plans as values: forks, records, differences, threads. Calculation is
 * tested in plan/calculate_test.c. */
#include "domain/fill.h"

#include "domain/plan.h"
#include "domain/plan/outline.h"

#include "base/rng.h"

#include <criterion/criterion.h>
#include <math.h>
#include <pthread.h>

static struct plan *plan_of(int64_t n)
{
    struct plan *p = plan_new((struct id){1});
    for (int64_t id = 1; id <= n; id++) {
        struct item i = fill_item(id, 0, id * RANK_GAP, "an item of usual length");
        plan_put(p, &item_entity, &i);
    }
    return p;
}

Test(plan, is_a_value)
{
    struct plan *a = plan_of(10);
    plan_seq_set(a, 41);
    struct plan *b = plan_fork(a);
    struct item  i = fill_item(3, 0, 1, "changed");
    plan_put(b, &item_entity, &i);
    plan_remove(b, &item_entity, (struct id){4});
    plan_remove(b, &item_entity, (struct id){400});
    plan_seq_set(b, 42);

    const struct item *in_a = plan_get(a, &item_entity, (struct id){3});
    const struct item *in_b = plan_get(b, &item_entity, (struct id){3});
    cr_assert(str_eq(in_a->title, S("an item of usual length")) &&
              str_eq(in_b->title, S("changed")));
    cr_assert(plan_get(a, &item_entity, (struct id){4}) &&
              !plan_get(b, &item_entity, (struct id){4}));
    cr_assert(plan_count(a, &item_entity) == 10 && plan_count(b, &item_entity) == 9);
    cr_assert(plan_slots(b, &item_entity) == 10 && !plan_at(b, &item_entity, 3));
    cr_assert(plan_seq(a) == 41 && plan_seq(b) == 42 && plan_project(b).v == 1);
    plan_unref(a);
    cr_assert(str_eq(in_b->title, S("changed")));
    plan_unref(b);
    plan_unref(NULL);
}

Test(plan, tells_how_much_is_done)
{
    struct plan *p = plan_new((struct id){1});
    int64_t      n = -1;
    cr_assert(isnan(plan_progress(p, &n)) && n == 0);
    struct project project;
    entity_init(&project_entity, &project);
    project.head.id.v = 1;
    project.start = 1772438400; /* 2026-03-02T08:00:00Z */
    plan_put(p, &project_entity, &project);
    for (int64_t id = 1; id <= 4; id++) {
        struct item i = fill_item(id, id == 1 ? 0 : 1, id * RANK_GAP, "work");
        i.duration_s = id * 28800;
        i.percent_complete = id == 4 ? 100 : 0;
        i.is_active = id != 2;
        plan_put(p, &item_entity, &i);
    }
    cr_assert(!plan_calculate(p, NULL).code);
    double percent = plan_progress(p, &n);
    cr_assert(n == 4 && fabs(percent - 400.0 / 7) < 1e-9, "%f", percent);
    plan_unref(p);
}

Test(plan, keeps_every_entity_apart)
{
    struct arena mem = {0};
    struct plan *p = plan_new((struct id){1});
    for (int i = 0; i < ENTITY_COUNT; i++) {
        union any_record r;
        if (!entity_in_plan(entities[i]))
            continue;
        fill_record(&mem, entities[i], &r, 11);
        r.head.id.v = 7;
        plan_put(p, entities[i], &r);
        size_t slot = 99;
        cr_assert(entity_equal(entities[i], &r, plan_get(p, entities[i], (struct id){7})));
        cr_assert(plan_slot(p, entities[i], (struct id){7}, &slot) && slot == 0);
        cr_assert(!plan_slot(p, entities[i], (struct id){8}, &slot));
    }
    cr_assert_eq(plan_project_record(p)->head.id.v, 7);
    plan_project_set(p, (struct id){7});
    cr_assert_eq(plan_project(p).v, 7);
    plan_unref(p);
    arena_done(&mem);
}

Test(plan, before_calculation_there_are_no_results)
{
    struct plan    *p = plan_of(1);
    const uint32_t *slots;
    cr_assert_eq(plan_outline(p, &slots), 0);
    cr_assert(!plan_row(p, 0) && !plan_row_of(p, (struct id){1}) && !plan_outline_tree(p));
    cr_assert(plan_start(p) == INSTANT_NONE && plan_finish(p) == INSTANT_NONE);
    cr_assert_null(plan_project_record(p));
    plan_unref(p);
}

/* ---- differences ------------------------------------------------------------------------- */

struct seen {
    int64_t ids[64];
    char    kinds[64]; /* + - ~ */
    size_t  n;
};

static void see(void *arg, const struct plan_change *c)
{
    struct seen         *s = arg;
    const struct record *head = c->before ? c->before : c->after;
    s->kinds[s->n] = !c->before ? '+' : !c->after ? '-' : '~';
    s->ids[s->n++] = head->id.v;
}

static struct seen diff(const struct plan *a, const struct plan *b)
{
    struct seen s = {0};
    plan_diff(a, b, &item_entity, see, &s);
    return s;
}

Test(plan, differences_in_order_of_id)
{
    struct plan *a = plan_of(1000), *b = plan_fork(a);
    struct item  i = fill_item(700, 0, 1, "x");
    cr_assert_eq(diff(a, b).n, 0);
    plan_put(b, &item_entity, &i);
    i.head.id.v = 1001;
    plan_put(b, &item_entity, &i);
    plan_remove(b, &item_entity, (struct id){2});
    struct seen s = diff(a, b);
    cr_assert_eq(s.n, 3);
    cr_assert(s.ids[0] == 2 && s.kinds[0] == '-' && s.ids[1] == 700 && s.kinds[1] == '~');
    cr_assert(s.ids[2] == 1001 && s.kinds[2] == '+');
    s = diff(b, a);
    cr_assert(s.n == 3 && s.kinds[0] == '+' && s.kinds[2] == '-');
    plan_unref(a);
    plan_unref(b);
}

Test(plan, differences_to_nothing)
{
    struct plan *a = plan_of(5);
    struct seen  s = diff(NULL, a);
    cr_assert(s.n == 5 && s.kinds[4] == '+');
    s = diff(a, NULL);
    cr_assert(s.n == 5 && s.kinds[0] == '-');
    cr_assert_eq(diff(NULL, NULL).n, 0);
    plan_unref(a);
}

Test(plan, differences_after_a_removed_one_is_loaded_away_and_comes_back)
{
    struct plan *a = plan_new((struct id){1});
    for (int64_t id = 1; id <= 600; id++) {
        struct item i = fill_item(id, 0, id, "x");
        if (id != 5)
            plan_put(a, &item_entity, &i);
    }
    struct plan *b = plan_fork(a);
    struct item  back = fill_item(5, 0, 5, "x");
    plan_put(b, &item_entity, &back);
    struct seen s = diff(a, b);
    cr_assert(s.n == 1 && s.ids[0] == 5 && s.kinds[0] == '+');
    plan_unref(a);
    plan_unref(b);
}

Test(plan, slots_agree_until_one_comes_in_between)
{
    struct plan *a = plan_of(600);
    plan_remove(a, &item_entity, (struct id){300});
    struct plan      *b = plan_fork(a);
    const struct item last = fill_item(700, 0, 1, "last"),
                      between = fill_item(650, 0, 1, "between");
    plan_put(b, &item_entity, &last);
    plan_remove(b, &item_entity, (struct id){5});
    cr_assert(plan_slots_agree(a, b, &item_entity) && plan_slots_agree(b, a, &item_entity));
    struct plan *c = plan_fork(b);
    plan_put(c, &item_entity, &between);
    cr_assert_not(plan_slots_agree(b, c, &item_entity));
    cr_assert(plan_slots_agree(a, c, &item_entity) && plan_slots_agree(a, c, &link_entity));
    plan_unref(a);
    plan_unref(b);
    plan_unref(c);
}

/* Random edits: what the difference tells is what changed. */
Test(plan, differences_agree_with_comparing_all)
{
    uint64_t     seed = 8;
    struct plan *a = plan_of(2000);
    for (int round = 0; round < 200; round++) {
        struct plan *b = plan_fork(a);
        for (int k = 0; k < 5; k++) {
            int64_t     id = 1 + rng_below(&seed, 2100);
            struct item i = fill_item(id, 0, rng_below(&seed, 100), "r");
            if (rng_below(&seed, 3))
                plan_put(b, &item_entity, &i);
            else
                plan_remove(b, &item_entity, (struct id){id});
        }
        size_t n = 0;
        for (int64_t id = 1; id <= 2100; id++)
            n += plan_get(a, &item_entity, (struct id){id}) !=
                 plan_get(b, &item_entity, (struct id){id});
        cr_assert_eq(diff(a, b).n, n);
        plan_unref(a);
        a = b;
    }
    plan_unref(a);
}

/* ---- threads ----------------------------------------------------------------------------- */

struct reader {
    pthread_t    thread;
    struct plan *plan;
    int64_t      sum;
};

static void *read_all(void *arg)
{
    struct reader *r = arg;
    for (size_t s = 0; s < plan_slots(r->plan, &item_entity); s++) {
        const struct item *i = plan_at(r->plan, &item_entity, s);
        r->sum += i ? (int64_t)i->title.n + i->title.p[0] : 0;
    }
    plan_unref(r->plan);
    return NULL;
}

Test(plan, is_read_on_other_threads_while_forks_come_and_go)
{
    enum { READERS = 4, ROUNDS = 30 };
    struct plan *now = plan_of(1000);
    uint64_t     seed = 3;
    for (int round = 0; round < ROUNDS; round++) {
        struct reader readers[READERS] = {0};
        for (int k = 0; k < READERS; k++) {
            readers[k].plan = plan_ref(now);
            pthread_create(&readers[k].thread, NULL, read_all, &readers[k]);
        }
        for (int k = 0; k < 20; k++) {
            struct plan *next = plan_fork(now);
            struct item  i = fill_item(1 + rng_below(&seed, 1000), 0, k, "written meanwhile");
            plan_put(next, &item_entity, &i);
            plan_unref(now);
            now = next;
        }
        for (int k = 0; k < READERS; k++) {
            pthread_join(readers[k].thread, NULL);
            cr_assert_gt(readers[k].sum, 0);
        }
    }
    plan_unref(now);
}
