/* Links between projects: dates travel, circles and dangling links are refused. */
#include "app/fixture.h"

struct two {
    struct fix f;
    struct id  infra, erp;
    int64_t    servers, install, golive;
    int        told;
    struct id  told_project[16];
};

static void listen(void *arg, const struct change *c)
{
    struct two *t = arg;
    t->told_project[t->told++ % 16] = c->project;
}

/* ERP's installation waits for infrastructure's servers. */
static void two_init(struct two *t)
{
    memset(t, 0, sizeof *t);
    fix_init(&t->f);
    t->infra = t->f.project;
    t->servers = fix_item(&t->f, "Servers", 2);
    fix_project(&t->f, "ERP");
    t->erp = t->f.project;
    t->install = fix_item(&t->f, "Install", 1);
    t->golive = fix_item(&t->f, "Go-live", 1);
    fix_link(&t->f, t->install, t->golive);
    fix_link(&t->f, t->servers, t->install);
    app_listen(t->f.app, listen, t);
}

static void longer(struct two *t, int days)
{
    t->f.project = t->infra;
    fix_do(&t->f,
           "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"duration_s\":%d}}]",
           (long long)t->servers, days * 28800);
    t->f.project = t->erp;
}

static err last_note(void *arg, const struct journal_entry *entry)
{
    *(struct batch *)arg = *entry->batch;
    cr_assert_eq(entry->n_operations, 0);
    cr_assert_gt(entry->effects.n, 0);
    cr_assert(str_has(entry->batch->note, S("«Migration»")), "%.*s", STR_ARG(entry->batch->note));
    return OK;
}

Test(cross, dates_travel)
{
    struct two t;
    two_init(&t);
    cr_assert_str_eq(fix_start(&t.f, t.install), "2026-03-04T08:00:00Z");
    longer(&t, 4);
    cr_assert_str_eq(fix_start(&t.f, t.install), "2026-03-06T08:00:00Z");
    cr_assert_str_eq(fix_start(&t.f, t.golive), "2026-03-09T08:00:00Z");
    struct batch         b;
    struct journal_query q = {.project = t.erp, .limit = 1};
    must(app_journal(t.f.app, &q, last_note, &b));
    cr_assert_eq(b.user.v, 0);
    cr_assert_eq(b.moved, 2);
    cr_assert_eq(b.seq, plan_seq(fix_plan(&t.f)));
    /* Undo in ERP takes back what a person did there, not the move. */
    bool undo, redo;
    app_undo_state(t.f.app, t.erp, STR_NONE, &undo, &redo);
    cr_assert(undo);
    fix_done(&t.f);
    /* A change made before listening may be told, too: told is after the answer. */
    cr_assert_geq(t.told, 2);
    cr_assert_eq(t.told_project[t.told - 2].v, t.infra.v);
    cr_assert_eq(t.told_project[t.told - 1].v, t.erp.v);
}

Test(cross, a_dry_run_moves_nobody)
{
    struct two t;
    two_init(&t);
    t.f.project = t.infra;
    char text[128];
    snprintf(
        text, sizeof text,
        "[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,\"set\":{\"duration_s\":288000}}]",
        (long long)t.servers);
    struct batch_request r = fix_request(&t.f, text);
    const struct change *c;
    r.dry_run = true;
    must(app_apply(t.f.app, &t.f.mem, &r, &t.f.refusal, &c));
    change_unref(c);
    t.f.project = t.erp;
    cr_assert_str_eq(fix_start(&t.f, t.install), "2026-03-04T08:00:00Z");
    fix_done(&t.f);
}

Test(cross, circles_are_refused_and_named)
{
    struct two t;
    two_init(&t);
    t.f.project = t.infra;
    int64_t rack = fix_item(&t.f, "Rack", 1);
    fix_link(&t.f, rack, t.servers);
    fix_refused(&t.f, ERR_CYCLE, "Go-live → Rack → Servers → Install → Go-live",
                "[{\"op\":\"create\",\"entity\":\"link\",\"temp\":-1,\"set\":{\"pred\":%lld,"
                "\"succ\":%lld}}]",
                (long long)t.golive, (long long)rack);
    /* Back and forth without a circle is fine, and closing it later inside one project is not. */
    int64_t drill = fix_item(&t.f, "Drill", 1);
    fix_link(&t.f, t.install, drill);
    cr_assert_str_eq(fix_start(&t.f, drill), "2026-03-06T08:00:00Z");
    fix_refused(&t.f, ERR_CYCLE, "Drill",
                "[{\"op\":\"create\",\"entity\":\"link\",\"temp\":-1,\"set\":{\"pred\":%lld,"
                "\"succ\":%lld}}]",
                (long long)drill, (long long)rack);
    longer(&t, 4);
    t.f.project = t.infra;
    cr_assert_str_eq(fix_start(&t.f, drill), "2026-03-10T08:00:00Z");
    fix_done(&t.f);
}

Test(cross, what_others_wait_for_stays)
{
    struct two t;
    two_init(&t);
    t.f.project = t.infra;
    fix_refused(&t.f, ERR_INVALID, "waits", "[{\"op\":\"delete\",\"entity\":\"item\",\"id\":%lld}]",
                (long long)t.servers);
    cr_assert_eq(app_project_delete(t.f.app, t.infra, 0).code, ERR_INVALID);
    must(app_project_delete(t.f.app, t.erp, 0));
    fix_do(&t.f, "[{\"op\":\"delete\",\"entity\":\"item\",\"id\":%lld}]", (long long)t.servers);
    must(app_project_delete(t.f.app, t.infra, 0));
    fix_done(&t.f);
}

Test(cross, a_restart_and_a_link_taken_away)
{
    const char   *folder = test_folder_new();
    struct store *s;
    struct two    t = {0};
    must(store_sqlite_open(str_from(folder), &s));
    fix_on(&t.f, s);
    fix_project(&t.f, "Migration");
    t.infra = t.f.project;
    t.servers = fix_item(&t.f, "Servers", 2);
    fix_project(&t.f, "ERP");
    t.erp = t.f.project;
    t.install = fix_item(&t.f, "Install", 1);
    int64_t link = fix_link(&t.f, t.servers, t.install);
    fix_done(&t.f);
    memset(&t.f, 0, sizeof t.f);
    must(store_sqlite_open(str_from(folder), &s));
    fix_on(&t.f, s);
    t.f.project = t.erp;
    cr_assert_str_eq(fix_start(&t.f, t.install), "2026-03-04T08:00:00Z");
    longer(&t, 3);
    cr_assert_str_eq(fix_start(&t.f, t.install), "2026-03-05T08:00:00Z");
    fix_do(&t.f, "[{\"op\":\"delete\",\"entity\":\"link\",\"id\":%lld}]", (long long)link);
    cr_assert_str_eq(fix_start(&t.f, t.install), "2026-03-02T08:00:00Z");
    longer(&t, 9);
    cr_assert_str_eq(fix_start(&t.f, t.install), "2026-03-02T08:00:00Z");
    fix_undo(&t.f);
    cr_assert_str_eq(fix_start(&t.f, t.install), "2026-03-13T08:00:00Z");
    fix_done(&t.f);
    test_folder_drop(folder);
}
