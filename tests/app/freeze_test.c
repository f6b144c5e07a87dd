/* Baselines: frozen when made, replaced by number. */
#include "app/fixture.h"

#define TAKE                                                                                       \
    "[{\"op\":\"create\",\"entity\":\"baseline\",\"temp\":-1,\"set\":{\"number\":3,\"title\":"     \
    "\"Contract\"}}]"

static const struct baseline_item *frozen(struct fix *f, int64_t item)
{
    const struct plan *p = fix_plan(f);
    for (size_t s = 0; s < plan_slots(p, &baseline_item_entity); s++) {
        const struct baseline_item *b = plan_at(p, &baseline_item_entity, s);
        if (b && b->item.v == item)
            return b;
    }
    return NULL;
}

Test(freeze, dates_work_and_cost)
{
    struct fix f;
    fix_init(&f);
    int64_t a = fix_item(&f, "a", 2), b = fix_item(&f, "b", 1);
    fix_link(&f, a, b);
    fix_do(
        &f,
        "[{\"op\":\"create\",\"entity\":\"resource\",\"temp\":-1,\"set\":{\"title\":\"DBA\",\"std_"
        "rate_minor\":10000,\"per_use_minor\":500}},"
        "{\"op\":\"create\",\"entity\":\"assignment\",\"temp\":-2,\"set\":{\"item\":%lld,"
        "\"resource\":-1}},"
        "{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"fixed_cost_minor\":700}}]",
        (long long)a, (long long)a);
    int64_t first = fix_do(&f, TAKE);
    cr_assert_eq(plan_count(fix_plan(&f), &baseline_item_entity), 2);
    cr_assert_eq(plan_count(fix_plan(&f), &baseline_assignment_entity), 1);
    const struct baseline_item *frozen_b = frozen(&f, b);
    cr_assert_eq(frozen_b->start, fix_row(&f, b)->start);
    cr_assert_eq(frozen(&f, a)->work_s, 2 * 28800);
    cr_assert_eq(frozen(&f, a)->cost_minor, 16 * 10000 + 500 + 700);
    const struct baseline *taken = plan_get(fix_plan(&f), &baseline_entity, (struct id){first});
    cr_assert_eq(taken->taken_at, NOW);
    /* Frozen: what moves now leaves it alone. The same number again takes its place. */
    fix_do(&f,
           "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"duration_s\":288000}}]",
           (long long)a);
    cr_assert_lt(frozen(&f, b)->start, fix_row(&f, b)->start);
    int64_t second = fix_do(&f, TAKE);
    cr_assert_neq(second, first);
    cr_assert_eq(plan_count(fix_plan(&f), &baseline_entity), 1);
    cr_assert_eq(frozen(&f, b)->start, fix_row(&f, b)->start);
    fix_undo(&f);
    cr_assert_lt(frozen(&f, b)->start, fix_row(&f, b)->start);
    cr_assert(plan_get(fix_plan(&f), &baseline_entity, (struct id){first}));
    fix_done(&f);
}

Test(freeze, sees_what_the_same_batch_moved)
{
    struct fix f;
    fix_init(&f);
    long long a = fix_item(&f, "a", 1);
    fix_do(&f,
           "[{\"op\":\"create\",\"entity\":\"baseline\",\"temp\":-1,\"set\":{\"number\":0}},"
           "{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"duration_s\":57600}}]",
           a);
    cr_assert_eq(frozen(&f, a)->finish, fix_row(&f, a)->finish);
    cr_assert_eq(frozen(&f, a)->duration_s, 57600);
    fix_refused(
        &f, ERR_INVALID, "number",
        "[{\"op\":\"create\",\"entity\":\"baseline\",\"temp\":-1,\"set\":{\"number\":11}}]");
    fix_done(&f);
}
