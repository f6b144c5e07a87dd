/* Parts of the app that only the writer calls: plans it works on, crossing links, keys, whole
 * projects. */
#include "app/change.h"
#include "app/projects.h"
#include "app/replay.h"
#include "app/turn.h"

static err pending(struct turn *turn, struct fix *f)
{
    const struct plan *published, *working;
    must(plans_get(turn->app, f->project, &published));
    struct plan *fork = plan_fork(published);
    plans_pend(turn->app, f->project, fork);
    must(plans_working(turn->app, f->project, &working));
    cr_assert_eq(working, fork);
    plan_unref(working);
    plans_pend(turn->app, f->project, NULL);
    cr_assert_eq(plans_working(turn->app, f->project, &working).code, ERR_NOT_FOUND);
    plans_settle(turn->app, false);
    must(plans_working(turn->app, f->project, &working));
    cr_assert_eq(working, published);
    plan_unref(working);
    plan_unref(fork);
    struct plan *rows;
    must(plan_load(turn->tx, f->project, &rows));
    cr_assert_eq(plan_count(rows, &item_entity), plan_count(published, &item_entity));
    cr_assert_eq(plan_seq(rows), plan_seq(published));
    plan_unref(rows);
    plan_unref(published);
    return plan_load(turn->tx, (struct id){99}, &rows);
}

Test(turn, plans)
{
    struct fix f;
    fix_init(&f);
    fix_item(&f, "a", 1);
    cr_assert_eq(in_turn(&f, false, pending).code, ERR_NOT_FOUND);
    fix_done(&f);
}

static err crossing(struct turn *turn, struct fix *f)
{
    struct cross *c = &turn->app->cross;
    struct link   l;
    entity_init(&link_entity, &l);
    l.pred.v = 1;
    l.succ.v = 7;
    l.head.project.v = 99;
    must(cross_ready(turn));
    cr_assert_null(cross_waiting(turn, l.pred));
    cross_note(turn, (struct id){5}, &l, f->project);
    cr_assert_eq(cross_waiting(turn, l.pred)->succ.v, 7);
    cr_assert_eq(cross_waiting_for(turn, f->project)->link.v, 5);
    struct plan_outside outside = cross_outside(turn);
    instant             start, finish;
    cr_assert(outside.dates(outside.self, l.pred, &start, &finish));
    cr_assert_gt(finish, start);
    cr_assert_not(outside.dates(outside.self, l.succ, &start, &finish));
    cross_note(turn, (struct id){5}, NULL, f->project);
    cr_assert_null(cross_waiting_for(turn, f->project));
    const struct plan *plan;
    must(turn_plan(turn, f->project, &plan));
    must(cross_check(turn, plan)); /* nobody waits */
    plan_unref(plan);
    cross_note(turn, (struct id){5}, &l, f->project);
    cross_settle(c, false);
    must(cross_ready(turn));
    cr_assert_null(cross_waiting(turn, l.pred), "read anew");
    return OK;
}

Test(turn, crossing_links)
{
    struct fix f;
    fix_init(&f);
    fix_item(&f, "a", 1);
    must(in_turn(&f, false, crossing));
    fix_done(&f);
}

static err keys(struct turn *turn, struct fix *f)
{
    struct batch         b;
    struct request_key   r = {.key = S("k"), .hash = S("h")};
    const struct change *kept, *found;
    entity_init(&batch_entity, &b);
    must(replay_find(turn, &r, &found));
    cr_assert_null(found);
    int64_t temps[] = {-1}, ids[] = {1};
    kept = change_new(&(struct change){
        .project = f->project, .seq = 2, .batch = &b, .temps = temps, .ids = ids, .n_created = 1});
    cr_assert_eq(change_ref(kept), kept);
    change_unref(kept);
    must(replay_keep(turn, &r, kept));
    must(cross_follow(turn, kept)); /* not in the turn: nothing to follow */
    must(replay_find(turn, &r, &found));
    cr_assert_eq(found->seq, 2);
    cr_assert_eq(found->ids[0], 1);
    cr_assert_eq(plan_count(found->before, &item_entity), 0);
    change_unref(found);
    change_unref(kept);
    change_unref(NULL);
    struct id project = {0};
    must(replay_project(turn, &r, &project));
    cr_assert_eq(project.v, f->project.v);
    r.hash = S("other");
    return replay_find(turn, &r, &found);
}

Test(turn, keys)
{
    struct fix f;
    fix_init(&f);
    fix_item(&f, "a", 1);
    cr_assert_eq(in_turn(&f, false, keys).code, ERR_CONFLICT);
    fix_done(&f);
}

static err whole(struct turn *turn, struct fix *f)
{
    struct plan   *plan = plan_new((struct id){50});
    struct project p;
    str            title;
    entity_init(&project_entity, &p);
    record_new(turn, &p.head, (struct id){0});
    cr_assert_eq(p.head.rev, 1);
    cr_assert_eq(p.head.created_at, f->now);
    p.head.id.v = 50;
    p.start = f->now;
    must(project_unlike(turn, S("migration"), false, &title));
    cr_assert(str_eq(title, S("migration (2)")));
    must(project_unlike(turn, STR_NONE, true, &p.code));
    cr_assert_null(p.code.p);
    p.title = title;
    plan_put(plan, &project_entity, &p);
    must(project_write(turn, plan, S("by hand")));
    plan_unref(plan);
    return OK;
}

Test(turn, whole_projects)
{
    struct fix f;
    fix_init(&f);
    must(in_turn(&f, true, whole));
    f.project.v = 50;
    cr_assert_eq(plan_seq(fix_plan(&f)), 1);
    fix_item(&f, "a", 1);
    fix_done(&f);
}

Test(turn, lists_for_undo_are_read_again)
{
    struct fix f;
    bool       undo, redo;
    fix_init(&f);
    fix_item(&f, "a", 1);
    app_undo_state(f.app, f.project, STR_NONE, &undo, &redo);
    cr_assert(undo);
    undo_forget(f.app);
    struct batch  b;
    struct change odd = {.project = f.project, .seq = 9, .batch = &b};
    entity_init(&batch_entity, &b);
    app_undo_state(f.app, f.project, STR_NONE, &undo, &redo);
    undo_note(f.app, &odd); /* does not fit: the list is dropped */
    app_undo_state(f.app, f.project, STR_NONE, &undo, &redo);
    cr_assert(undo);
    cr_assert(fix_undo(&f));
    fix_done(&f);
}

Test(turn, parts_begin_and_end_alone)
{
    struct app a;
    memset(&a, 0, sizeof a);
    plans_init(&a.plans, 0);
    undo_init(&a.undo);
    writer_start(&a);
    writer_stop(&a);
    cross_done(&a.cross);
    undo_done(&a.undo);
    plans_done(&a.plans);
}
