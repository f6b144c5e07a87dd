/* Undo and redo out of the journal. */
#include "app/fixture.h"

#include "app/random.h"

static str now_text(struct fix *f)
{
    return plan_text(&f->mem, fix_plan(f));
}

static void state(struct fix *f, bool can_undo, bool can_redo)
{
    bool undo, redo;
    app_undo_state(f->app, f->project, STR_NONE, &undo, &redo);
    cr_assert_eq(undo, can_undo);
    cr_assert_eq(redo, can_redo);
}

Test(undo, back_and_forth)
{
    struct fix f;
    fix_init(&f);
    state(&f, false, false);
    cr_assert_eq(fix_undo(&f), 0);
    cr_assert_eq(f.failed.code, ERR_NOT_FOUND);
    str       empty = now_text(&f);
    long long a = fix_item(&f, "a", 1);
    str       one = now_text(&f);
    fix_do(&f,
           "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"title\":\"b\","
           "\"priority\":7}}]",
           a);
    str two = now_text(&f);
    state(&f, true, false);
    cr_assert_eq(fix_undo(&f), 4);
    cr_assert(str_eq(now_text(&f), one));
    state(&f, true, true);
    cr_assert_eq(fix_undo(&f), 5);
    cr_assert(str_eq(now_text(&f), empty));
    state(&f, false, true);
    cr_assert_eq(fix_undo(&f), 0);
    cr_assert_eq(fix_redo(&f), 6);
    cr_assert(str_eq(now_text(&f), one));
    cr_assert_eq(fix_get_item(&f, a)->head.id.v, a);
    cr_assert_gt(fix_get_item(&f, a)->head.rev, 1);
    cr_assert_eq(fix_redo(&f), 7);
    cr_assert(str_eq(now_text(&f), two));
    state(&f, true, false);
    cr_assert_eq(fix_redo(&f), 0);
    /* A new edit ends redo. */
    fix_undo(&f);
    state(&f, true, true);
    fix_item(&f, "c", 1);
    state(&f, true, false);
    fix_done(&f);
}

Test(undo, a_deleted_tree_comes_back_with_all_its_numbers)
{
    struct fix f;
    fix_init(&f);
    fix_do(
        &f,
        "[{\"op\":\"create\",\"entity\":\"item\",\"temp\":-1,\"set\":{\"title\":\"whole\"}},"
        "{\"op\":\"create\",\"entity\":\"item\",\"temp\":-2,\"set\":{\"title\":\"part\",\"parent\":"
        "-1,\"duration_s\":57600}},"
        "{\"op\":\"create\",\"entity\":\"item\",\"temp\":-3,\"set\":{\"title\":\"piece\","
        "\"parent\":-2,\"duration_s\":57600}},"
        "{\"op\":\"create\",\"entity\":\"item\",\"temp\":-4,\"set\":{\"title\":\"after\","
        "\"duration_s\":57600}},"
        "{\"op\":\"create\",\"entity\":\"link\",\"temp\":-5,\"set\":{\"pred\":-3,\"succ\":-4}},"
        "{\"op\":\"create\",\"entity\":\"resource\",\"temp\":-6,\"set\":{\"title\":\"ERP lead\"}},"
        "{\"op\":\"create\",\"entity\":\"assignment\",\"temp\":-7,\"set\":{\"item\":-3,"
        "\"resource\":-6}},"
        "{\"op\":\"create\",\"entity\":\"comment\",\"temp\":-8,\"set\":{\"item\":-2,\"body\":"
        "\"Mind the gap\"}},"
        "{\"op\":\"create\",\"entity\":\"custom_field\",\"temp\":-9,\"set\":{\"name\":\"Text1\","
        "\"target\":\"item\",\"kind\":\"text\"}},"
        "{\"op\":\"create\",\"entity\":\"custom_value\",\"temp\":-10,\"set\":{\"field\":-9,"
        "\"record\":-3,\"value\":\"v\"}},"
        "{\"op\":\"create\",\"entity\":\"baseline\",\"temp\":-11,\"set\":{\"number\":0}}]");
    str before = now_text(&f);
    cr_assert_eq(plan_count(fix_plan(&f), &baseline_item_entity), 4);
    fix_do(&f, "[{\"op\":\"delete\",\"entity\":\"item\",\"id\":1}]");
    const struct plan *p = fix_plan(&f);
    cr_assert_eq(plan_count(p, &item_entity), 1);
    cr_assert_eq(plan_count(p, &link_entity), 0);
    cr_assert_eq(plan_count(p, &assignment_entity), 0);
    cr_assert_eq(plan_count(p, &comment_entity), 0);
    cr_assert_eq(plan_count(p, &custom_value_entity), 0);
    cr_assert_eq(plan_count(p, &custom_field_entity), 1);
    cr_assert_eq(plan_count(p, &baseline_item_entity), 1);
    cr_assert_eq(plan_count(p, &baseline_assignment_entity), 0);
    cr_assert(fix_undo(&f));
    cr_assert(str_eq(now_text(&f), before));
    fix_done(&f);
}

Test(undo, somebody_elses_change_is_not_overwritten_unless_forced)
{
    struct fix f;
    fix_init(&f);
    long long a = fix_item(&f, "a", 1);
    fix_do(&f, "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"priority\":7}}]", a);
    fix_do(&f,
           "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"priority\":9,\"title\":"
           "\"b\"}}]",
           a);
    struct undo_request  r = {.project = f.project, .seq = 3};
    const struct change *c;
    err                  e = app_undo(f.app, &f.mem, &r, &f.refusal, &c);
    cr_assert_eq(e.code, ERR_CONFLICT);
    cr_assert_str_eq(f.refusal.problems.v[0].field.p, "priority");
    cr_assert(str_has(f.refusal.problems.v[0].message, S("«b»")));
    r.force = true;
    must(app_undo(f.app, &f.mem, &r, &f.refusal, &c));
    cr_assert_eq(c->batch->undoes, 3);
    change_unref(c);
    cr_assert_eq(fix_get_item(&f, a)->priority, 500);
    cr_assert(str_eq(fix_get_item(&f, a)->title, S("b")));
    e = app_undo(f.app, &f.mem, &r, &f.refusal, &c);
    cr_assert_eq(e.code, ERR_NOT_FOUND, "undone already");
    r.redo = true;
    must(app_undo(f.app, &f.mem, &r, &f.refusal, &c));
    change_unref(c);
    cr_assert_eq(fix_get_item(&f, a)->priority, 9); /* what the undo took away */
    r = (struct undo_request){.project = f.project, .seq = 1};
    cr_assert_eq(app_undo(f.app, &f.mem, &r, &f.refusal, &c).code, ERR_NOT_FOUND);
    fix_done(&f);
}

static int64_t by_client(struct fix *f, const char *client, int64_t item, int priority)
{
    char text[200];
    snprintf(text, sizeof text,
             "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"priority\":%d}}]",
             (long long)item, priority);
    struct batch_request r = fix_request(f, text);
    const struct change *c;
    r.client = str_from(client);
    must(app_apply(f->app, &f->mem, &r, &f->refusal, &c));
    int64_t seq = c->seq;
    change_unref(c);
    return seq;
}

Test(undo, each_window_has_its_own)
{
    struct fix f;
    fix_init(&f);
    int64_t a = fix_item(&f, "a", 1), b = fix_item(&f, "b", 1);
    by_client(&f, "left", a, 1);
    by_client(&f, "right", b, 2);
    struct undo_request  r = {.project = f.project, .client = S("left")};
    const struct change *c;
    must(app_undo(f.app, &f.mem, &r, &f.refusal, &c));
    change_unref(c);
    cr_assert_eq(fix_get_item(&f, a)->priority, 500);
    cr_assert_eq(fix_get_item(&f, b)->priority, 2);
    cr_assert_eq(app_undo(f.app, &f.mem, &r, &f.refusal, &c).code, ERR_NOT_FOUND);
    bool undo, redo;
    app_undo_state(f.app, f.project, S("left"), &undo, &redo);
    cr_assert(!undo && redo);
    app_undo_state(f.app, f.project, S("right"), &undo, &redo);
    cr_assert(undo && !redo);
    fix_done(&f);
}

/* ---- at random --------------------------------------------------------------------------- */

static void at_random(uint64_t seed)
{
    struct fix f;
    fix_init(&f);
    str states[64];
    int n = 0, undone = 0;
    states[0] = now_text(&f);
    while (n < 60) {
        char text[1024];
        snprintf(text, sizeof text, "[%s%s%s]", random_operation(&f, &seed), n % 3 ? "" : ",",
                 n % 3 ? "" : random_operation(&f, &seed));
        const struct change *c = fix_try(&f, text);
        if (c && c->before != c->after)
            states[++n] = now_text(&f);
        change_unref(c);
        undone++;
        cr_assert_lt(undone, 2000);
    }
    for (int i = n; i-- > 0;) {
        cr_assert(fix_undo(&f), "%s", f.failed.why);
        cr_assert(str_eq(now_text(&f), states[i]), "seed %llu, state %d:\n%.*s---\n%.*s",
                  (unsigned long long)seed, i, STR_ARG(states[i]), STR_ARG(now_text(&f)));
    }
    for (int i = 1; i <= n; i++) {
        cr_assert(fix_redo(&f), "%s", f.failed.why);
        cr_assert(str_eq(now_text(&f), states[i]), "seed %llu, state %d", (unsigned long long)seed,
                  i);
    }
    fix_done(&f);
}

Test(undo, all_the_way_back_and_forth_at_random)
{
    for (uint64_t seed = 1; seed <= 6; seed++)
        at_random(seed);
}
