/* One batch in the making, piece by piece. */
#include "app/edit/apply.h"
#include "app/edit/inverse.h"
#include "app/edit/item_rules.h"
#include "app/edit/work.h"
#include "app/turn.h"

static struct item copy_of(struct edit *e, int64_t id)
{
    return *(const struct item *)edit_get(e, &item_entity, (struct id){id});
}

static err put_twice(struct turn *turn, struct fix *f)
{
    struct edit e = edit_in(turn, f);
    struct item i = copy_of(&e, 1);
    struct id   fresh;
    i.title = S("one");
    edit_put(&e, &item_entity, &i);
    i.title = S("two");
    edit_put(&e, &item_entity, &i);
    cr_assert_eq(copy_of(&e, 1).head.rev, 2, "one change, however often it is put");
    cr_assert_eq(e.touched.n, 1);
    must(edit_new_id(&e, &item_entity, &fresh));
    cr_assert_eq(fresh.v, 3);
    must(edit_new_id(&e, &item_entity, &fresh));
    cr_assert_eq(fresh.v, 4);
    edit_remove(&e, &item_entity, (struct id){2});
    cr_assert_null(edit_get(&e, &item_entity, (struct id){2}));
    cr_assert(plan_get(e.before, &item_entity, (struct id){2}));
    const struct change *c;
    must(edit_finish(&e, &(struct batch_info){.note = S("why"), .client = S("c")}, &c));
    cr_assert(str_eq(c->batch->note, S("why")));
    cr_assert_eq(turn_change(turn, f->project), c);
    cr_assert_null(turn_change(turn, (struct id){99}));
    const struct plan *seen;
    must(turn_plan(turn, f->project, &seen));
    cr_assert_eq(seen, c->after);
    plan_unref(seen);
    edit_close(&e);
    return OK;
}

Test(edit, puts_and_removes)
{
    struct fix f;
    fix_init(&f);
    fix_item(&f, "a", 1);
    fix_item(&f, "b", 1);
    must(in_turn(&f, true, put_twice));
    cr_assert(str_eq(fix_get_item(&f, 1)->title, S("two")));
    cr_assert_null(fix_get_item(&f, 2));
    fix_done(&f);
}

static err rank(struct turn *turn, struct fix *f)
{
    struct edit e = edit_in(turn, f);
    struct id   top = {0}, other = {77};
    int64_t     first = edit_last_rank(&e, top);
    cr_assert_eq(first, copy_of(&e, 2).rank + RANK_GAP);
    edit_rank_used(&e, top, first);
    cr_assert_eq(edit_last_rank(&e, top), first + RANK_GAP);
    cr_assert_eq(edit_last_rank(&e, other), RANK_GAP);
    edit_close(&e);
    return OK;
}

Test(edit, ranks)
{
    struct fix f;
    fix_init(&f);
    fix_item(&f, "a", 1);
    fix_item(&f, "b", 1);
    must(in_turn(&f, false, rank));
    fix_done(&f);
}

static err problems(struct turn *turn, struct fix *f)
{
    struct edit e = edit_in(turn, f);
    must(edit_problems(&e));
    e.at = 4;
    edit_problem(&e, "title", "is %s", "odd");
    cr_assert_eq(f->refusal.problems.v[0].at, 4);
    err found = edit_problems(&e);
    edit_close(&e);
    return found;
}

Test(edit, problems)
{
    struct fix f;
    fix_init(&f);
    err e = in_turn(&f, true, problems);
    cr_assert_eq(e.code, ERR_INVALID);
    cr_assert_str_eq(e.why, "title is odd");
    fix_done(&f);
}

static err rules(struct turn *turn, struct fix *f)
{
    struct edit e = edit_in(turn, f);
    struct link l;
    entity_init(&link_entity, &l);
    must(edit_new_id(&e, &link_entity, &l.head.id));
    l.pred.v = l.succ.v = 1;
    edit_put(&e, &link_entity, &l);
    must(rules_links(&e));
    must(edit_problems(&e));
    cr_assert_eq(rules_check(&e).code, ERR_INVALID);
    edit_doom(&e, &item_entity, (struct id){1});
    edit_cascade(&e);
    cr_assert_null(edit_get(&e, &link_entity, l.head.id));
    must(freeze_baselines(&e)); /* none asked for */
    edit_close(&e);
    return OK;
}

Test(edit, rules_and_cascade)
{
    struct fix f;
    fix_init(&f);
    fix_item(&f, "a", 1);
    must(in_turn(&f, false, rules));
    fix_done(&f);
}

static err follow_ups(struct turn *turn, struct fix *f)
{
    struct edit        e = edit_in(turn, f);
    struct item        was = copy_of(&e, 1), is = was, fresh;
    const struct json *set;
    must(json_parse(&f->mem, S("{\"percent_complete\":100}"), &set));
    is.percent_complete = 100;
    item_follow_up(&was, &is, set, plan_row_of(e.before, was.head.id));
    cr_assert_neq(is.actual_finish, INSTANT_NONE);
    entity_init(&item_entity, &fresh);
    item_complete(&e, &fresh, set);
    cr_assert_eq(fresh.duration_s, 28800);
    item_spread_progress(&e, (struct id){1}, 50);
    cr_assert_eq(e.touched.n, 0, "nothing is below it");
    is.duration_s *= 2;
    edit_put(&e, &item_entity, &is);
    work_on_duration(&e, &was, was.head.id);
    struct assignment a = *(const struct assignment *)edit_get(&e, &assignment_entity,
                                                               (struct id){1}),
                      b = a;
    cr_assert_eq(a.work_s, is.duration_s);
    work_on_total(&e, was.head.id);
    work_on_progress(&e, was.head.id);
    cr_assert_eq(
        ((const struct assignment *)edit_get(&e, &assignment_entity, a.head.id))->actual_work_s,
        a.work_s);
    b.units = 2;
    edit_put(&e, &assignment_entity, &b);
    work_on_edited(&e, &a, a.head.id);
    cr_assert_eq(copy_of(&e, 1).duration_s, is.duration_s / 2);
    edit_remove(&e, &assignment_entity, a.head.id);
    work_on_removed(&e, &b);
    work_on_new(&e, a.head.id, false); /* gone: nothing happens */
    cr_assert_eq(copy_of(&e, 1).duration_s, is.duration_s / 2);
    edit_close(&e);
    return OK;
}

Test(edit, follow_ups)
{
    struct fix f;
    fix_init(&f);
    long long a = fix_item(&f, "a", 1);
    fix_do(&f,
           "[{\"op\":\"create\",\"entity\":\"resource\",\"temp\":-1,\"set\":{\"title\":\"DBA\"}},"
           "{\"op\":\"create\",\"entity\":\"assignment\",\"temp\":-2,\"set\":{\"item\":%lld,"
           "\"resource\":-1}}]",
           a);
    fix_do(&f,
           "[{\"op\":\"update\",\"entity\":\"assignment\",\"id\":1,\"set\":{\"work_s\":28800}}]");
    must(in_turn(&f, false, follow_ups));
    fix_done(&f);
}

static err backwards(struct turn *turn, struct fix *f)
{
    struct edit          e = edit_in(turn, f);
    struct journal_entry entry;
    must(journal_entry_get(turn->tx, turn->mem, f->project, 2, &entry));
    cr_assert_eq(entry.n_operations, 1);
    cr_assert_eq(entry.operations[0].op, OPERATION_CREATE);
    must(inverse_apply(&e, entry.operations, entry.n_operations, false));
    cr_assert_null(edit_get(&e, &item_entity, (struct id){1}));
    edit_close(&e);
    e = edit_in(turn, f);
    struct batch_request r = fix_request(
        f, "[{\"op\":\"update\",\"entity\":\"item\",\"id\":1,\"set\":{\"title\":\"x\"}}]");
    must(apply_operations(&e, r.ops, r.n_ops));
    cr_assert(str_eq(copy_of(&e, 1).title, S("x")));
    edit_close(&e);
    return journal_entry_get(turn->tx, turn->mem, f->project, 99, &entry);
}

Test(edit, operations_and_back)
{
    struct fix f;
    fix_init(&f);
    fix_item(&f, "a", 1);
    cr_assert_eq(in_turn(&f, false, backwards).code, ERR_NOT_FOUND);
    fix_done(&f);
}

Test(edit, journal_texts)
{
    struct arena mem = {0};
    struct link  a, b;
    entity_init(&link_entity, &a);
    a.head.rev = 3;
    a.pred.v = 1;
    a.succ.v = 2;
    b = a;
    b.head.rev = 4;
    b.lag_s = 60;
    cr_assert(str_eq(journal_json(&mem, &link_entity, &a, &b), S("{\"lag_s\":0}")));
    cr_assert(str_eq(journal_json(&mem, &link_entity, &b, &a), S("{\"lag_s\":60}")));
    cr_assert(str_starts(journal_json(&mem, &link_entity, &a, NULL),
                         S("{\"rev\":3,\"pred\":1,\"succ\":2,\"type\":\"fs\"")));
    cr_assert_null(journal_json(&mem, &link_entity, NULL, &a).p);
    arena_done(&mem);
}
