/* The writer: many at once, failures of the store, events. */
#include "app/fixture.h"

#include <pthread.h>
#include <stdatomic.h>

/* ---- events ------------------------------------------------------------------------------ */

struct ear {
    _Atomic int64_t last_seq, n;
};

static void hear(void *arg, const struct change *c)
{
    struct ear *ear = arg;
    int64_t     last = atomic_load(&ear->last_seq);
    if (last)
        cr_assert_eq(c->seq, last + 1);
    cr_assert(c->after && c->before != c->after && !c->dry_run);
    cr_assert_eq(plan_seq(c->after), c->seq);
    atomic_store(&ear->last_seq, c->seq);
    atomic_fetch_add(&ear->n, 1);
}

/* ---- many threads ------------------------------------------------------------------------ */

enum { WRITERS = 8, READERS = 4, EDITS = 12 };

struct crew {
    struct app     *app;
    struct id       project;
    int64_t         item;
    _Atomic bool    done;
    _Atomic int64_t seqs;
};

static void *write_many(void *arg)
{
    struct crew *crew = arg;
    for (int i = 0; i < EDITS; i++) {
        struct arena         mem = {0};
        struct refusal       refusal;
        const struct json   *create, *update;
        const struct change *c;
        must(json_parse(&mem, S("{\"title\":\"new\"}"), &create));
        must(json_parse(&mem, str_fmt(&mem, "{\"priority\":%d}", i), &update));
        struct op            ops[] = {{OP_CREATE, &item_entity, -1, 0, create},
                                      {OP_UPDATE, &item_entity, crew->item, 0, update}};
        struct batch_request r = {.project = crew->project, .ops = ops, .n_ops = 2};
        must(app_apply(crew->app, &mem, &r, &refusal, &c));
        cr_assert(plan_get(c->after, &item_entity, (struct id){c->ids[0]}));
        atomic_fetch_add(&crew->seqs, 1);
        change_unref(c);
        arena_done(&mem);
    }
    return NULL;
}

static void *read_many(void *arg)
{
    struct crew *crew = arg;
    int64_t      last = 0;
    while (!atomic_load(&crew->done)) {
        const struct plan *plan;
        must(app_plan(crew->app, crew->project, &plan));
        cr_assert_geq(plan_seq(plan), last);
        last = plan_seq(plan);
        cr_assert_eq((int64_t)plan_count(plan, &item_entity), last - 1, "an item a batch");
        bool undo, redo;
        app_undo_state(crew->app, crew->project, STR_NONE, &undo, &redo);
        plan_unref(plan);
    }
    return NULL;
}

static void crowd(struct fix *f)
{
    struct ear  ear = {0};
    struct crew crew = {.app = f->app, .project = f->project, .item = fix_item(f, "shared", 1)};
    pthread_t   writers[WRITERS], readers[READERS];
    app_listen(f->app, hear, &ear);
    for (int i = 0; i < READERS; i++)
        pthread_create(&readers[i], NULL, read_many, &crew);
    for (int i = 0; i < WRITERS; i++)
        pthread_create(&writers[i], NULL, write_many, &crew);
    for (int i = 0; i < WRITERS; i++)
        pthread_join(writers[i], NULL);
    atomic_store(&crew.done, true);
    for (int i = 0; i < READERS; i++)
        pthread_join(readers[i], NULL);
    cr_assert_eq(plan_seq(fix_plan(f)), 2 + WRITERS * EDITS);
    cr_assert_eq(plan_count(fix_plan(f), &item_entity), 1 + WRITERS * EDITS);
    fix_done(f);
    cr_assert_geq(ear.n, WRITERS * EDITS);
    cr_assert_eq(ear.last_seq, 2 + WRITERS * EDITS);
}

Test(writer, eight_write_and_four_read)
{
    struct fix f;
    fix_init(&f);
    crowd(&f);
}

Test(writer, the_same_on_a_file)
{
    struct fix    f = {0};
    struct store *s;
    const char   *folder = test_folder_new();
    must(store_sqlite_open(str_from(folder), &s));
    fix_on(&f, s);
    fix_project(&f, "Migration");
    crowd(&f);
    test_folder_drop(folder);
}

/* ---- failures ---------------------------------------------------------------------------- */

static err ask(struct fix *f, int64_t project, const char *operations)
{
    f->project.v = project;
    change_unref(fix_try(f, operations));
    return f->failed;
}

static err step_create(struct fix *f)
{
    return ask(
        f, 1,
        "[{\"op\":\"create\",\"entity\":\"item\",\"temp\":-1,\"set\":{\"title\":\"a\"}},"
        "{\"op\":\"create\",\"entity\":\"item\",\"temp\":-2,\"set\":{\"title\":\"b\"}},"
        "{\"op\":\"create\",\"entity\":\"link\",\"temp\":-3,\"set\":{\"pred\":-1,\"succ\":-2}}]");
}

static err step_update(struct fix *f)
{
    return ask(f, 1,
               "[{\"op\":\"update\",\"entity\":\"item\",\"id\":1,\"set\":{\"duration_s\":57600}}]");
}

static err step_baseline(struct fix *f)
{
    return ask(f, 1,
               "[{\"op\":\"create\",\"entity\":\"baseline\",\"temp\":-1,\"set\":{\"number\":0}}]");
}

static err step_delete(struct fix *f)
{
    return ask(f, 1, "[{\"op\":\"delete\",\"entity\":\"item\",\"id\":2}]");
}

static err step_undo(struct fix *f)
{
    fix_undo(f);
    return f->failed;
}

static err step_project(struct fix *f)
{
    const struct json *set;
    struct id          project;
    must(json_parse(&f->mem, S("{\"title\":\"ERP\"}"), &set));
    return app_project_create(f->app, &f->mem, &(struct project_request){.set = set}, &f->refusal,
                              &project);
}

static err step_crossing(struct fix *f)
{
    return ask(
        f, 2,
        "[{\"op\":\"create\",\"entity\":\"item\",\"temp\":-1,\"set\":{\"title\":\"c\"}},"
        "{\"op\":\"create\",\"entity\":\"link\",\"temp\":-3,\"set\":{\"pred\":1,\"succ\":-1}}]");
}

/* ERP follows in the same transaction. */
static err step_follow(struct fix *f)
{
    return ask(f, 1,
               "[{\"op\":\"update\",\"entity\":\"item\",\"id\":1,\"set\":{\"duration_s\":86400}}]");
}

static err step_import(struct fix *f)
{
    const struct plan *read;
    struct id          project;
    err                e = app_plan(f->app, (struct id){1}, &read);
    if (e.code)
        return e;
    e = app_import(f->app, &f->mem,
                   &(struct import_request){.read = read, .source_name = S("copy")}, &f->refusal,
                   &project);
    plan_unref(read);
    return e;
}

static err step_drop(struct fix *f)
{
    return app_project_delete(f->app, (struct id){3}, 0);
}

static err (*const steps[])(struct fix *f) = {
    step_create,  step_update,   step_baseline, step_delete, step_undo,
    step_project, step_crossing, step_follow,   step_import, step_drop,
};

/* Each step is told to be done, or is done again after it failed once. */
static void take_steps(struct fix *f)
{
    bool failed = false;
    for (size_t i = 0; i < COUNT(steps); i++) {
        err e = steps[i](f);
        if (!e.code)
            continue;
        cr_assert_eq(e.code, ERR_FULL, "step %zu: %s", i, e.why);
        cr_assert_not(failed, "it fails once");
        failed = true;
        i--;
    }
}

static str text_of(struct app *app, struct arena *keep)
{
    str all = S("");
    for (int64_t id = 1; id <= 2; id++) {
        const struct plan *plan;
        must(app_plan(app, (struct id){id}, &plan));
        str text = plan_text(keep, plan);
        all = str_fmt(keep, "%.*s%.*s", STR_ARG(all), STR_ARG(text));
        plan_unref(plan);
    }
    return all;
}

/* False when no call was left to fail. *ret_text: what memory holds in the end, absent if opening
 * failed. */
static bool faulty_run(int64_t fail_at, struct arena *keep, const char *folder, str *ret_text)
{
    struct fix    f = {0};
    struct store *s;
    int64_t       calls = 0;
    must(store_sqlite_open(str_from(folder), &s));
    fix_on(&f, s);
    fix_project(&f, "Migration");
    app_close(f.app);
    must(store_sqlite_open(str_from(folder), &s));
    s = store_fault(s, fail_at, ERR_FULL, &calls);
    struct app_settings settings = {
        .store = s, .clock = clock_fixed(&f.now), .user_name = S("Planner")};
    err opened = app_open(&settings, &f.app);
    *ret_text = STR_NONE;
    if (opened.code) {
        cr_assert_eq(opened.code, ERR_FULL);
    } else {
        take_steps(&f);
        int64_t used = calls; /* reading is not to use up the failure */
        if (used >= fail_at)
            *ret_text = text_of(f.app, keep);
        app_close(f.app);
        calls = used;
    }
    arena_done(&f.mem);
    return calls >= fail_at;
}

static str text_in(const char *folder, struct arena *keep)
{
    struct fix    f = {0};
    struct store *s;
    must(store_sqlite_open(str_from(folder), &s));
    fix_on(&f, s);
    f.project.v = 2;
    str text = text_of(f.app, keep);
    fix_done(&f);
    return text;
}

Test(writer, every_failure_of_the_store_is_told_and_leaves_it_whole, .timeout = 240)
{
    struct arena keep = {0};
    str          want = STR_NONE, got;
    bool         fired = true;
    int64_t      n = 0;
    while (fired) {
        const char *folder = test_folder_new();
        fired = faulty_run(++n, &keep, folder, &got);
        if (got.p) {
            str stored = text_in(folder, &keep);
            cr_assert(str_eq(got, stored), "call %lld: memory and store differ", (long long)n);
            want = want.p ? want : got;
            cr_assert(str_eq(got, want), "call %lld leaves something else", (long long)n);
        }
        test_folder_drop(folder);
        cr_assert_lt(n, 2000);
    }
    cr_assert_gt(n, 100);
    arena_done(&keep);
}

Test(writer, closing_finishes_and_null_is_fine)
{
    struct fix f;
    app_close(NULL);
    fix_init(&f);
    fix_item(&f, "a", 1);
    arena_done(&f.mem);
    app_close(f.app);
}
