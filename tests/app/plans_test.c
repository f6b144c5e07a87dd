/* Plans in memory: loaded once, shared, dropped, the same after a restart. */
#include "app/random.h"
#include "app/turn.h"
#include "domain/plan/rows.h"

Test(plans, a_restart_finds_the_same)
{
    struct fix    f = {0};
    struct store *s;
    const char   *folder = test_folder_new();
    must(store_sqlite_open(str_from(folder), &s));
    fix_on(&f, s);
    fix_project(&f, "Migration");
    uint64_t seed = 42;
    for (int i = 0; i < 60; i++) {
        char text[512];
        snprintf(text, sizeof text, "[%s]", random_operation(&f, &seed));
        change_unref(fix_try(&f, text));
        if (i % 7 == 0)
            fix_undo(&f);
        if (i % 11 == 0)
            fix_redo(&f);
    }
    struct arena keep = {0};
    str          memory = plan_text(&keep, fix_plan(&f));
    int64_t      seq = plan_seq(fix_plan(&f));
    struct id    project = f.project;
    fix_done(&f);
    memset(&f, 0, sizeof f);
    must(store_sqlite_open(str_from(folder), &s));
    fix_on(&f, s);
    f.project = project;
    cr_assert_eq(plan_seq(fix_plan(&f)), seq);
    cr_assert(str_eq(plan_text(&f.mem, fix_plan(&f)), memory));
    cr_assert(fix_undo(&f), "%s", f.failed.why);
    fix_done(&f);
    arena_done(&keep);
    test_folder_drop(folder);
}

Test(plans, few_are_kept_and_any_is_found)
{
    struct fix          f = {0};
    struct store       *s;
    struct app_settings settings = {
        .clock = clock_fixed(&f.now), .user_name = S("Planner"), .plans_kept = 2};
    struct id projects[6];
    must(store_sqlite_memory(&s));
    settings.store = s;
    f.now = NOW;
    must(app_open(&settings, &f.app));
    cr_assert_eq(app_now(f.app), NOW);
    for (int i = 0; i < 6; i++) {
        char title[20];
        snprintf(title, sizeof title, "P%d", i);
        fix_project(&f, title);
        projects[i] = f.project;
        fix_item(&f, title, 1);
    }
    const struct plan *held;
    must(app_plan(f.app, projects[0], &held));
    for (int round = 0; round < 3; round++)
        for (int i = 0; i < 6; i++) {
            f.project = projects[i];
            cr_assert_eq(plan_count(fix_plan(&f), &item_entity), (size_t)(1 + round));
            fix_item(&f, "more", 1);
        }
    cr_assert_eq(plan_count(held, &item_entity), 1, "a reader's plan never changes");
    plan_unref(held);
    const struct plan *none;
    cr_assert_eq(app_plan(f.app, (struct id){99}, &none).code, ERR_NOT_FOUND);
    const struct plan *ready = plans_ready(&f.app->plans, projects[5]);
    cr_assert(ready && plan_project(ready).v == projects[5].v, "it was asked for last");
    plan_unref(ready);
    cr_assert_null(app_plan_ready(f.app, projects[1]), "others took its place");
    fix_done(&f);
}

static void rows_are_as_calculated(const struct plan *plan, int step)
{
    struct plan *anew = plan_fork(plan);
    must(plan_calculate(anew, NULL));
    for (size_t i = 0; i < plan_slots(plan, &item_entity); i++)
        cr_assert(item_row_equal(plan_row(anew, i), plan_row(plan, i)), "step %d item %zu", step,
                  i);
    cr_assert_eq(plan_start(anew), plan_start(plan));
    cr_assert_eq(plan_finish(anew), plan_finish(plan));
    plan_unref(anew);
}

/* What is tried and dropped: it must not show in the next batch. */
static void try_dry(struct fix *f, const char *operations)
{
    struct batch_request r = fix_request(f, operations);
    const struct change *c;
    r.dry_run = true;
    f->failed = app_apply(f->app, &f->mem, &r, &f->refusal, &c);
    if (!f->failed.code)
        change_unref(c);
}

Test(plans, the_kept_network_is_the_plan, .timeout = 60)
{
    struct fix f = {0};
    uint64_t   seed = 5;
    int64_t    items[12];
    fix_init(&f);
    for (int i = 0; i < 12; i++)
        items[i] = fix_item(&f, "Item", 2);
    for (int i = 0; i + 1 < 12; i += 2)
        fix_link(&f, items[i], items[i + 1]);
    for (int i = 0; i < 150; i++) {
        char text[512];
        snprintf(text, sizeof text,
                 "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,"
                 "\"set\":{\"duration_s\":%d}}]",
                 (long long)items[i % 12], 14400 * (1 + i * 7 % 23));
        if (i % 3 == 1)
            try_dry(&f, text);
        else
            change_unref(fix_try(&f, text));
        snprintf(text, sizeof text, "[%s]", random_operation(&f, &seed));
        if (i % 5 == 2)
            try_dry(&f, text);
        else if (i % 5 < 2)
            change_unref(fix_try(&f, text));
        if (i % 7 == 0)
            fix_undo(&f);
        rows_are_as_calculated(fix_plan(&f), i);
    }
    fix_done(&f);
}

static err schedules_are_kept(struct turn *turn, struct fix *f)
{
    struct schedule *first = plans_schedule(turn->app, f->project);
    cr_assert_not_null(first);
    cr_assert(plans_schedule(turn->app, f->project) == first);
    for (int64_t id = 1000; id < 1020; id++)
        cr_assert_not_null(plans_schedule(turn->app, (struct id){id}));
    cr_assert_lt(turn->app->plans.n_schedules, 10, "not of all projects there ever were");
    return OK;
}

Test(plans, the_networks_of_few_projects_are_kept)
{
    struct fix f = {0};
    fix_init(&f);
    must(in_turn(&f, false, schedules_are_kept));
    fix_done(&f);
}
