/* Projects: made with a calendar, listed, told apart, deleted. */
#include "app/fixture.h"

static err count_project(void *arg, const void *record)
{
    cr_assert(((const struct project *)record)->title.n);
    ++*(int *)arg;
    return OK;
}

static int projects(struct fix *f)
{
    int n = 0;
    must(app_projects(f->app, count_project, &n));
    return n;
}

static err see_user(void *arg, const void *record)
{
    const struct user *user = record;
    cr_assert(user->name.n && user->head.id.v);
    ++*(int *)arg;
    return OK;
}

static err create(struct fix *f, const char *text, struct id *ret_project)
{
    const struct json *set;
    must(json_parse(&f->mem, str_from(text), &set));
    return app_project_create(f->app, &f->mem, &(struct project_request){.set = set}, &f->refusal,
                              ret_project);
}

Test(projects, come_with_a_standard_calendar)
{
    struct fix f;
    int        users = 0;
    fix_init(&f);
    must(app_users(f.app, see_user, &users));
    cr_assert_eq(users, 1);
    const struct project *p = plan_project_record(fix_plan(&f));
    cr_assert_eq(p->start, NOW - 2 * HOUR_S, "today at 08:00");
    const struct calendar *c = plan_get(fix_plan(&f), &calendar_entity, p->calendar);
    cr_assert(str_eq(c->title, S("Standard")));
    cr_assert(str_eq(c->monday, S("08:00-12:00 13:00-17:00")));
    cr_assert(str_eq(c->sunday, S("")));
    cr_assert_eq(plan_seq(fix_plan(&f)), 1);
    fix_done(&f);
}

Test(projects, start_today_in_their_zone)
{
    struct fix f;
    fix_init(&f);
    f.now = NOW + 14 * HOUR_S; /* midnight in London, 09:00 of the next day in Tokyo */
    must(create(&f, "{\"title\":\"Far\",\"zone\":\"Asia/Tokyo\"}", &f.project));
    cr_assert_str_eq(instant_text(&f.mem, plan_project_record(fix_plan(&f))->start).p,
                     "2026-03-02T23:00:00Z");
    fix_done(&f);
}

Test(projects, are_checked)
{
    struct fix f;
    struct id  p;
    fix_init(&f);
    cr_assert_eq(create(&f, "{}", &p).code, ERR_INVALID);
    cr_assert_str_eq(f.refusal.problems.v[0].field.p, "title");
    cr_assert_eq(create(&f, "{\"title\":\"x\",\"code\":\"mig\"}", &p).code, ERR_INVALID);
    cr_assert_str_eq(f.refusal.problems.v[0].field.p, "code");
    cr_assert_eq(create(&f, "{\"title\":\"x\",\"calendar\":1}", &p).code, ERR_INVALID);
    cr_assert_eq(create(&f, "{\"title\":\"x\",\"zone\":\"Mars/Base\"}", &p).code, ERR_INVALID);
    must(create(&f, "{\"title\":\"Migration\"}", &p)); /* the same title is fine */
    cr_assert_eq(projects(&f), 2);
    f.project = p;
    fix_refused(
        &f, ERR_INVALID, "code",
        "[{\"op\":\"update\",\"entity\":\"project\",\"id\":%lld,\"set\":{\"code\":\"MIG\"}}]",
        (long long)p.v);
    fix_done(&f);
}

Test(projects, are_deleted_with_all)
{
    struct fix f;
    fix_init(&f);
    int64_t a = fix_item(&f, "a", 1);
    fix_link(&f, a, fix_item(&f, "b", 1));
    cr_assert_eq(app_project_delete(f.app, f.project, 9).code, ERR_STALE);
    must(app_project_delete(f.app, f.project, 1));
    cr_assert_eq(projects(&f), 0);
    const struct plan *none;
    cr_assert_eq(app_plan(f.app, f.project, &none).code, ERR_NOT_FOUND);
    cr_assert_eq(app_project_delete(f.app, f.project, 0).code, ERR_NOT_FOUND);
    fix_refused(&f, ERR_NOT_FOUND, "project", "[]");
    struct id before = f.project;
    must(create(&f, "{\"title\":\"New\",\"code\":\"MIG\"}", &f.project));
    cr_assert_gt(f.project.v, before.v, "a number is not given out twice");
    fix_done(&f);
}

Test(projects, know_their_records)
{
    struct fix f;
    struct id  p;
    fix_init(&f);
    int64_t a = fix_item(&f, "a", 1);
    must(app_project_of(f.app, &item_entity, (struct id){a}, &p));
    cr_assert_eq(p.v, f.project.v);
    must(app_project_of(f.app, &project_entity, f.project, &p));
    cr_assert_eq(p.v, f.project.v);
    cr_assert_eq(app_project_of(f.app, &item_entity, (struct id){99}, &p).code, ERR_NOT_FOUND);
    cr_assert_eq(app_project_of(f.app, &user_entity, app_user(f.app), &p).code, ERR_NOT_FOUND);
    fix_done(&f);
}
