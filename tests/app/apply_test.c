/* Batches: create, update, delete, temporary ids, revs, conflicts, dry runs, keys. */
#include "app/fixture.h"

Test(apply, a_new_item_is_planned_and_ranked)
{
    struct fix f;
    fix_init(&f);
    int64_t a = fix_item(&f, "Copy data", 2), b = fix_item(&f, "Check data", 1);
    fix_link(&f, a, b);
    cr_assert_str_eq(fix_start(&f, a), "2026-03-02T08:00:00Z");
    cr_assert_str_eq(fix_finish(&f, a), "2026-03-03T17:00:00Z");
    cr_assert_str_eq(fix_start(&f, b), "2026-03-04T08:00:00Z");
    cr_assert_gt(fix_get_item(&f, b)->rank, fix_get_item(&f, a)->rank);
    cr_assert_eq(fix_get_item(&f, a)->head.rev, 1);
    cr_assert_eq(fix_get_item(&f, a)->head.created_at, NOW);
    cr_assert_eq(plan_seq(fix_plan(&f)), 4);
    fix_done(&f);
}

Test(apply, temporary_ids_refer_in_any_order)
{
    struct fix f;
    fix_init(&f);
    const struct change *c = fix_try(
        &f,
        "[{\"op\":\"create\",\"entity\":\"link\",\"temp\":-9,\"set\":{\"pred\":-1,\"succ\":-2}},"
        "{\"op\":\"create\",\"entity\":\"item\",\"temp\":-1,\"set\":{\"title\":\"a\",\"parent\":-3}"
        "},"
        "{\"op\":\"create\",\"entity\":\"item\",\"temp\":-2,\"set\":{\"title\":\"b\"}},"
        "{\"op\":\"create\",\"entity\":\"item\",\"temp\":-3,\"set\":{\"title\":\"whole\"}},"
        "{\"op\":\"update\",\"entity\":\"item\",\"id\":-2,\"set\":{\"title\":\"c\"}}]");
    cr_assert(c, "%s", f.failed.why);
    cr_assert_eq(c->n_created, 4);
    cr_assert_eq(c->temps[1], -1);
    cr_assert(c->outline_changed);
    cr_assert_eq(c->seq, 2);
    const struct item *b = plan_get(c->after, &item_entity, (struct id){c->ids[2]});
    cr_assert(str_eq(b->title, S("c")));
    cr_assert_eq(b->head.rev, 1);
    const struct item *a = plan_get(c->after, &item_entity, (struct id){c->ids[1]});
    cr_assert_eq(a->parent.v, c->ids[3]);
    change_unref(c);
    fix_refused(
        &f, ERR_INVALID, "temporary",
        "[{\"op\":\"create\",\"entity\":\"link\",\"temp\":-1,\"set\":{\"pred\":-7,\"succ\":-8}}]");
    fix_refused(&f, ERR_INVALID, "temp",
                "[{\"op\":\"create\",\"entity\":\"item\",\"temp\":-1,\"set\":{\"title\":\"x\"}},"
                "{\"op\":\"create\",\"entity\":\"item\",\"temp\":-1,\"set\":{\"title\":\"y\"}}]");
    fix_done(&f);
}

Test(apply, a_stale_rev_answers_with_the_present_record)
{
    struct fix f;
    fix_init(&f);
    long long a = fix_item(&f, "a", 1);
    fix_do(
        &f,
        "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"rev\":1,\"set\":{\"title\":\"b\"}}]",
        a);
    fix_refused(
        &f, ERR_CONFLICT, "rev",
        "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"rev\":1,\"set\":{\"title\":\"c\"}}]",
        a);
    cr_assert_eq(f.refusal.entity, &item_entity);
    cr_assert(str_eq(((const struct item *)f.refusal.current)->title, S("b")));
    cr_assert_eq(((const struct item *)f.refusal.current)->head.rev, 2);
    cr_assert_eq(f.refusal.problems.v[0].at, 0);
    fix_refused(&f, ERR_CONFLICT, "rev",
                "[{\"op\":\"delete\",\"entity\":\"item\",\"id\":%lld,\"rev\":1}]", a);
    fix_refused(&f, ERR_NOT_FOUND, "no item 999",
                "[{\"op\":\"update\",\"entity\":\"item\",\"id\":999,\"set\":{}}]");
    /* The same rev twice in one batch is one change. */
    fix_do(
        &f,
        "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"rev\":2,\"set\":{\"title\":\"d\"}},"
        "{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"rev\":2,\"set\":{\"body\":\"x\"}}]",
        a, a);
    cr_assert_eq(fix_get_item(&f, a)->head.rev, 3);
    fix_done(&f);
}

Test(apply, problems_name_operation_and_field)
{
    struct fix f;
    fix_init(&f);
    fix_refused(
        &f, ERR_INVALID, "priority",
        "[{\"op\":\"create\",\"entity\":\"item\",\"temp\":-1,\"set\":{\"title\":\"ok\"}},"
        "{\"op\":\"create\",\"entity\":\"item\",\"temp\":-2,\"set\":{\"title\":\"x\",\"priority\":"
        "2000}}]");
    cr_assert_eq(f.refusal.problems.n, 1);
    cr_assert_eq(f.refusal.problems.v[0].at, 1);
    fix_refused(
        &f, ERR_INVALID, "titel",
        "[{\"op\":\"create\",\"entity\":\"resource\",\"temp\":-3,\"set\":{\"titel\":\"x\"}},"
        "{\"op\":\"create\",\"entity\":\"link\",\"temp\":-4,\"set\":{\"type\":\"xx\"}}]");
    cr_assert_eq(f.refusal.problems.n, 2);
    fix_refused(&f, ERR_INVALID, "title",
                "[{\"op\":\"create\",\"entity\":\"resource\",\"temp\":-3,\"set\":{}}]");
    cr_assert_eq(f.refusal.problems.v[0].at, 0);
    fix_refused(
        &f, ERR_INVALID, "entity",
        "[{\"op\":\"create\",\"entity\":\"project\",\"temp\":-3,\"set\":{\"title\":\"x\"}}]");
    fix_refused(&f, ERR_INVALID, "entity", "[{\"op\":\"delete\",\"entity\":\"project\",\"id\":1}]");
    fix_refused(&f, ERR_INVALID, "entity",
                "[{\"op\":\"create\",\"entity\":\"batch\",\"temp\":-3,\"set\":{}}]");
    cr_assert_eq(plan_seq(fix_plan(&f)), 1);
    cr_assert_eq(plan_count(fix_plan(&f), &item_entity), 0);
    fix_done(&f);
}

Test(apply, nothing_changed_makes_no_batch)
{
    struct fix f;
    fix_init(&f);
    long long a = fix_item(&f, "a", 1);
    fix_do(&f, "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"title\":\"a\"}}]",
           a);
    fix_do(&f, "[]");
    cr_assert_eq(plan_seq(fix_plan(&f)), 2);
    cr_assert_eq(fix_get_item(&f, a)->head.rev, 1);
    fix_done(&f);
}

/* There and back in one batch is no change of that record: its rev stays what the store has. */
Test(apply, there_and_back_in_one_batch)
{
    struct fix f;
    fix_init(&f);
    long long a = fix_item(&f, "a", 1);
    fix_do(&f,
           "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"title\":\"b\"}},"
           "{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"title\":\"a\"}},"
           "{\"op\":\"create\",\"entity\":\"item\",\"temp\":-1,\"set\":{\"title\":\"c\"}}]",
           a, a);
    cr_assert_eq(fix_get_item(&f, a)->head.rev, 1);
    fix_do(&f, "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"title\":\"d\"}}]",
           a);
    cr_assert_eq(fix_get_item(&f, a)->head.rev, 2);
    fix_done(&f);
}

Test(apply, a_dry_run_shows_and_leaves_nothing)
{
    struct fix f;
    fix_init(&f);
    int64_t a = fix_item(&f, "a", 1), b = fix_item(&f, "b", 1);
    fix_link(&f, a, b);
    char text[200];
    snprintf(
        text, sizeof text,
        "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"duration_s\":288000}}]",
        (long long)a);
    struct batch_request r = fix_request(&f, text);
    const struct change *c;
    r.dry_run = true;
    must(app_apply(f.app, &f.mem, &r, &f.refusal, &c));
    cr_assert(c->dry_run);
    cr_assert_eq(c->seq, 0);
    cr_assert_eq(c->moved, 2);
    cr_assert_gt(c->finish_after, c->finish_before);
    change_unref(c);
    cr_assert_str_eq(fix_start(&f, b), "2026-03-03T08:00:00Z");
    cr_assert_eq(plan_seq(fix_plan(&f)), 4);
    fix_done(&f);
}

Test(apply, a_key_that_comes_again_is_answered_again)
{
    struct fix f;
    fix_init(&f);
    int64_t              first = fix_item(&f, "first", 1);
    struct batch_request r = fix_request(&f, "[{\"op\":\"create\",\"entity\":\"item\",\"temp\":-5,"
                                             "\"set\":{\"title\":\"once\",\"duration_s\":28800}}]");
    const struct change *c, *again;
    r.once.key = S("k1");
    r.once.hash = S("h1");
    must(app_apply(f.app, &f.mem, &r, &f.refusal, &c));
    fix_do(&f,
           "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"title\":\"later\"}}]",
           (long long)first);
    must(app_apply(f.app, &f.mem, &r, &f.refusal, &again));
    cr_assert_eq(again->seq, c->seq);
    cr_assert_eq(again->n_created, 1);
    cr_assert_eq(again->temps[0], -5);
    cr_assert_eq(again->ids[0], c->ids[0]);
    cr_assert(str_eq(plan_text(&f.mem, again->before), plan_text(&f.mem, c->before)));
    cr_assert(str_eq(plan_text(&f.mem, again->after), plan_text(&f.mem, c->after)));
    change_unref(c);
    change_unref(again);
    cr_assert_eq(plan_count(fix_plan(&f), &item_entity), 2);
    r.once.hash = S("h2");
    f.failed = app_apply(f.app, &f.mem, &r, &f.refusal, &c);
    cr_assert_eq(f.failed.code, ERR_CONFLICT);
    fix_done(&f);
}

Test(apply, an_unknown_project)
{
    struct fix f;
    fix_init(&f);
    struct id real = f.project;
    f.project.v = 77;
    fix_refused(&f, ERR_NOT_FOUND, "project", "[]");
    f.project = real;
    fix_done(&f);
}
