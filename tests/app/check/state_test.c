/* tests/app/check/state_test.c - records that are not where the journal left them are named. */
#include "app/fixture.h"

#include "app/check/state.h"

static struct fix f;
static struct buf told;

static void setup(void)
{
    fix_init(&f);
    told = (struct buf){0};
}

static void teardown(void)
{
    buf_done(&told);
    fix_done(&f);
}

TestSuite(state, .init = setup, .fini = teardown);

static void tell(void *arg, str finding)
{
    (void)arg;
    buf_str(&told, finding);
    buf_char(&told, '\n');
}

/* A copy of the present plan that something past the program may spoil. */
static struct plan *copy_plan(void)
{
    const struct plan *plan;
    must(app_plan(f.app, f.project, &plan));
    struct plan *copy = plan_fork(plan);
    plan_unref(plan);
    return copy;
}

static void check_told(struct plan *plan, const char *expected)
{
    must(state_check(f.app, plan, tell, NULL));
    cr_expect(str_eq(buf_view(&told), str_from(expected)), "got %.*s", STR_ARG(buf_view(&told)));
    plan_unref(plan);
}

Test(state, what_was_done_and_undone_is_as_the_journal_says)
{
    int64_t a = fix_item(&f, "A", 2), b = fix_item(&f, "B", 1);
    fix_link(&f, a, b);
    fix_do(&f, "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"title\":\"A2\"}}]",
           (long long)a);
    fix_do(&f, "[{\"op\":\"delete\",\"entity\":\"item\",\"id\":%lld}]", (long long)b);
    check_told(copy_plan(), "");
    cr_assert_gt(fix_undo(&f), 0);
    check_told(copy_plan(), "");
}

Test(state, a_changed_member_is_named_with_what_the_journal_says)
{
    int64_t id = fix_item(&f, "A", 2);
    fix_do(&f, "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"title\":\"A2\"}}]",
           (long long)id);
    struct plan *plan = copy_plan();
    struct item  item = *(const struct item *)plan_get(plan, &item_entity, (struct id){id});
    item.title = S("spoilt");
    item.deadline = NOW;
    plan_put(plan, &item_entity, &item);
    check_told(plan, "Project «Migration», item 1: title is \"spoilt\", but batch 3 of the journal "
                     "made it \"A2\".\n"
                     "Project «Migration», item 1: deadline is \"2026-03-02T10:00:00Z\", but batch "
                     "2 of the journal made it null.\n");
}

Test(state, what_is_missing_or_came_back_is_named)
{
    int64_t      a = fix_item(&f, "A", 2), b = fix_item(&f, "B", 2);
    struct plan *gone = copy_plan();
    struct item  item = *(const struct item *)plan_get(gone, &item_entity, (struct id){b});
    item.title = S("B"); /* the plan that holds the text goes before it is put back */
    plan_remove(gone, &item_entity, (struct id){a});
    check_told(gone,
               "Project «Migration», item 1: it is not there, but batch 2 of the journal made "
               "it.\n");
    buf_done(&told);
    fix_do(&f, "[{\"op\":\"delete\",\"entity\":\"item\",\"id\":%lld}]", (long long)b);
    struct plan *back = copy_plan();
    plan_put(back, &item_entity, &item);
    check_told(back, "Project «Migration», item 2: it is there, but batch 4 of the journal deleted "
                     "it.\n");
}
