/* tests/cli/demo_test.c - the demo as it is loaded: a past in the journal, an end like its text's.
 */
#include "cli/demo.h"
#include "formats/outline/outline.h"

#include "domain/entities.h"

#include <criterion/criterion.h>

static instant now = 1797292800; /* 2026-12-15 */

static void must(err e)
{
    cr_assert_eq(e.code, ERR_NONE, "%s", e.code ? e.why : "");
}

static struct app *app_new(void)
{
    struct app         *app;
    struct app_settings settings = {.clock = clock_fixed(&now), .user_name = S("Planner")};
    must(store_sqlite_memory(&settings.store));
    must(app_open(&settings, &app));
    return app;
}

static void expect_same_dates(const struct plan *told, const struct plan *read)
{
    cr_assert_eq(plan_slots(told, &item_entity), plan_slots(read, &item_entity));
    for (size_t s = 0; s < plan_slots(told, &item_entity); s++) {
        const struct item *item = plan_at(told, &item_entity, s);
        cr_expect(plan_row(told, s)->start == plan_row(read, s)->start, "%.*s",
                  STR_ARG(item->title));
        cr_expect(plan_row(told, s)->finish == plan_row(read, s)->finish, "%.*s",
                  STR_ARG(item->title));
    }
}

Test(demo, ends_as_its_text_and_has_a_past)
{
    struct app *app = app_new();
    for (const struct embedded_text *t = demo_texts; t->name; t++) {
        struct arena           mem = {0};
        struct id              project;
        struct outline_story   story;
        const struct plan     *plan;
        struct outline_options options = {.today = (day)(now / DAY_S)};
        must(demo_load(app, str_from(t->name), now, &project));
        must(outline_read_story(&mem, (str){(const char *)t->p, t->n}, options, &story));
        must(app_plan(app, project, &plan));
        cr_assert_gt(story.n, 2);
        expect_same_dates(plan, story.steps[story.n - 1].plan);
        cr_expect_eq(plan_seq(plan), (int64_t)story.n + 1, "each step is a batch");
        plan_unref(plan);
        outline_story_done(&story);
        arena_done(&mem);
    }
    app_close(app);
}

Test(demo, all_are_loaded)
{
    struct app        *app = app_new();
    const struct plan *third;
    must(demo_load_all(app, now));
    must(app_plan(app, (struct id){3}, &third));
    plan_unref(third);
    struct id none;
    cr_expect_eq(demo_load(app, S("nothing"), now, &none).code, ERR_NOT_FOUND);
    app_close(app);
}
