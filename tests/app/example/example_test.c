/* tests/app/example/example_test.c - the past of an example: its batches, their moments, what they
 * change.
 */
#include "app/fixture.h"

static const instant SIGNED = 1767340800, TOLD = 1768204800; /* 2026-01-02, 2026-01-12 */

static struct plan *two_items(void)
{
    struct plan   *plan = plan_new((struct id){1});
    struct project project;
    entity_init(&project_entity, &project);
    project.head.id.v = 1;
    project.title = S("Wi-Fi");
    project.start = SIGNED;
    plan_put(plan, &project_entity, &project);
    for (int64_t i = 1; i <= 2; i++) {
        struct item item;
        entity_init(&item_entity, &item);
        item.head.id.v = i;
        item.head.project.v = 1;
        item.rank = i;
        item.title = S("Survey");
        item.duration_s = 8 * HOUR_S;
        plan_put(plan, &item_entity, &item);
    }
    return plan;
}

static void load(struct fix *f, const struct plan *plan)
{
    must(app_import_example(f->app, &f->mem, &(struct import_request){.read = plan, .at = SIGNED},
                            &f->refusal, &f->project));
}

static struct plan *longer(const struct plan *was)
{
    struct plan *is = plan_fork(was);
    struct item  item = *(const struct item *)plan_at(was, &item_entity, 1);
    item.duration_s = 24 * HOUR_S;
    plan_put(is, &item_entity, &item);
    return is;
}

static err see_second(void *arg, const struct journal_entry *entry)
{
    if (entry->batch->seq != 2)
        return OK;
    cr_assert(str_eq(entry->batch->note, S("More access points")));
    cr_assert_eq(entry->batch->at, TOLD);
    cr_assert_eq(entry->n_operations, 1);
    *(bool *)arg = true;
    return OK;
}

Test(example, a_step_is_a_batch_of_its_day)
{
    struct fix f;
    bool       seen = false;
    fix_init(&f);
    fix_item(&f, "of another project", 1);
    struct plan *was = two_items(), *is = longer(was);
    load(&f, was);
    struct example_step step = {f.project, was, is, S("More access points"), TOLD};
    must(app_example_step(f.app, &f.mem, &step));
    const struct item *second = plan_at(fix_plan(&f), &item_entity, 1);
    cr_assert_eq(second->duration_s, 24 * HOUR_S);
    cr_assert_eq(second->head.created_at, SIGNED);
    cr_assert_eq(second->head.updated_at, TOLD);
    struct journal_query q = {.project = f.project};
    must(app_journal(f.app, &q, see_second, &seen));
    cr_assert(seen);
    plan_unref(was);
    plan_unref(is);
    fix_done(&f);
}

Test(example, nothing_new_is_no_batch)
{
    struct fix f;
    fix_init(&f);
    struct plan *was = two_items();
    load(&f, was);
    must(app_example_step(f.app, &f.mem,
                          &(struct example_step){f.project, was, was, S("Nothing"), TOLD}));
    cr_assert_eq(plan_seq(fix_plan(&f)), 1);
    plan_unref(was);
    fix_done(&f);
}

Test(example, another_plan_is_refused)
{
    struct fix f;
    fix_init(&f);
    struct plan *was = two_items(), *is = plan_fork(was);
    load(&f, was);
    plan_remove(is, &item_entity, (struct id){2});
    struct item third = *(const struct item *)plan_at(was, &item_entity, 0);
    third.head.id.v = 3;
    plan_put(is, &item_entity, &third);
    err e = app_example_step(f.app, &f.mem,
                             &(struct example_step){f.project, was, is, S("Other"), TOLD});
    cr_assert_eq(e.code, ERR_INVALID);
    plan_unref(was);
    plan_unref(is);
    fix_done(&f);
}
