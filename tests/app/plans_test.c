/* Plans in memory: loaded once, shared, dropped, the same after a restart. */
#include "app/random.h"

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
    fix_done(&f);
}
