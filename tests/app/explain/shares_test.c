/* The shares of a slip along the chain: what they say, and that they add up whatever the links are.
 */
#include "app/fixture.h"

#include "app/explain/shares.h"
#include "base/rng.h"

enum { WORK_DAY = 8 * HOUR_S };

static void freeze(struct fix *f)
{
    fix_do(f, "[{\"op\":\"create\",\"entity\":\"baseline\",\"temp\":-1,\"set\":{\"number\":0,"
              "\"title\":\"Agreed\"}}]");
}

static void set(struct fix *f, int64_t item, const char *members)
{
    fix_do(f, "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{%s}}]", (long long)item,
           members);
}

/* Against baseline 0; fails the test unless the shares add up. */
static struct why_shares shares_of(struct fix *f, int64_t item, struct why_past *ret_past)
{
    struct why_step  *steps;
    struct why_past   past = {.plan = fix_plan(f)};
    struct why_shares shares;
    int64_t           sum = 0;
    must(app_why(&f->mem, past.plan, (struct id){item}, &steps, &past.n));
    past.steps = steps;
    must(app_why_frozen(&f->mem, &past, 0));
    must(app_why_shares(&f->mem, &past, &shares));
    for (size_t k = 0; k < past.n; k++)
        sum += shares.v[k].waits_s + shares.v[k].longer_s;
    cr_assert_eq(sum, shares.moved_s, "%lld of %lld", (long long)sum, (long long)shares.moved_s);
    *ret_past = past;
    return shares;
}

Test(shares, tell_what_took_longer_waited_and_is_new)
{
    struct fix      f;
    struct why_past past;
    fix_init(&f);
    int64_t a = fix_item(&f, "Order", 2), b = fix_item(&f, "Build", 3), c = fix_item(&f, "Test", 1);
    fix_link(&f, a, b);
    int64_t last = fix_link(&f, b, c);
    freeze(&f);
    set(&f, a, "\"duration_s\":144000"); /* 3 days longer */
    int64_t x = fix_item(&f, "Repair", 4);
    fix_do(&f, "[{\"op\":\"delete\",\"entity\":\"link\",\"id\":%lld}]", (long long)last);
    fix_link(&f, b, x);
    fix_do(&f,
           "[{\"op\":\"create\",\"entity\":\"link\",\"temp\":-1,\"set\":{\"pred\":%lld,\"succ\":"
           "%lld,\"lag_s\":57600}}]",
           (long long)x, (long long)c);
    struct why_shares s = shares_of(&f, c, &past);
    cr_assert_eq(past.n, 4);
    cr_expect_eq(s.moved_s, (3 + 4 + 2) * WORK_DAY);
    cr_expect_eq(s.v[0].waits_s, 2 * WORK_DAY, "the lag");
    cr_expect(s.v[1].is_new && s.v[1].longer_s == 4 * WORK_DAY);
    cr_expect(s.v[2].waits_s == 0 && s.v[2].longer_s == 0);
    cr_expect_eq(s.v[3].longer_s, 3 * WORK_DAY);
    cr_expect_eq(s.after, fix_row(&f, c)->finish);
    fix_done(&f);
}

Test(shares, of_nothing_that_was_there)
{
    struct fix        f;
    struct why_past   past;
    struct why_shares shares;
    struct why_step  *steps;
    fix_init(&f);
    int64_t a = fix_item(&f, "Order", 2);
    freeze(&f);
    shares_of(&f, a, &past);
    int64_t b = fix_item(&f, "Build", 3);
    past.plan = fix_plan(&f);
    must(app_why(&f.mem, past.plan, (struct id){b}, &steps, &past.n));
    past.steps = steps;
    must(app_why_frozen(&f.mem, &past, 0));
    cr_assert_eq(app_why_shares(&f.mem, &past, &shares).code, ERR_INVALID);
    cr_assert_eq(app_why_frozen(&f.mem, &past, 5).code, ERR_NOT_FOUND);
    fix_done(&f);
}

/* Eight items, each linked to one before it by any type with any lag; then some get longer. */
static void random_plan(struct fix *f, uint64_t *seed, int64_t *items)
{
    static const char *const types[] = {"fs", "ss", "ff", "sf"};
    for (int k = 0; k < 8; k++) {
        items[k] = fix_item(f, "Work", 1 + (int)rng_below(seed, 5));
        if (k)
            fix_do(f,
                   "[{\"op\":\"create\",\"entity\":\"link\",\"temp\":-1,\"set\":{\"pred\":%lld,"
                   "\"succ\":%lld,\"type\":\"%s\",\"lag_s\":%d}}]",
                   (long long)items[rng_below(seed, (uint64_t)k)], (long long)items[k],
                   types[rng_below(seed, 4)], 28800 * ((int)rng_below(seed, 4) - 1));
    }
    freeze(f);
    for (int k = 0; k < 3; k++)
        set(f, items[rng_below(seed, 8)],
            str_fmt(&f->mem, "\"duration_s\":%d", 28800 * (1 + (int)rng_below(seed, 9))).p);
}

Test(shares, add_up)
{
    for (uint64_t round = 1; round <= 30; round++) {
        struct fix      f;
        struct why_past past;
        uint64_t        seed = round;
        int64_t         items[8];
        fix_init(&f);
        random_plan(&f, &seed, items);
        for (int k = 0; k < 8; k++)
            shares_of(&f, items[k], &past);
        fix_done(&f);
    }
}
