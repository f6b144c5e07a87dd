/* A plan as a reader builds it becomes a project with numbers of its own. */
#include "app/fixture.h"

static void put(struct plan *p, const struct entity *e, void *record, int64_t id)
{
    ((struct record *)record)->id.v = id;
    plan_put(p, e, record);
}

/* A project with a calendar, n items of a day in a chain below one summary, and a resource on each
 * tenth. */
static struct plan *chain(int n)
{
    struct plan    *p = plan_new((struct id){1});
    struct project  project;
    struct calendar calendar;
    struct resource resource;
    entity_init(&project_entity, &project);
    project.title = S("Migration");
    project.code = S("MIG");
    project.start = NOW - 2 * HOUR_S;
    project.calendar.v = 1;
    put(p, &project_entity, &project, 1);
    entity_init(&calendar_entity, &calendar);
    calendar.title = S("Standard");
    put(p, &calendar_entity, &calendar, 1);
    entity_init(&resource_entity, &resource);
    resource.title = S("DBA");
    put(p, &resource_entity, &resource, 1);
    for (int i = 1; i <= n; i++) {
        struct item item;
        entity_init(&item_entity, &item);
        item.title = S("step");
        item.parent.v = i > 1;
        item.rank = i * (int64_t)RANK_GAP;
        item.duration_s = 28800;
        item.source_uid = i;
        put(p, &item_entity, &item, i);
        if (i > 2) {
            struct link link;
            entity_init(&link_entity, &link);
            link.pred.v = i - 1;
            link.succ.v = i;
            put(p, &link_entity, &link, i - 2);
        }
        if (i % 10 == 0) {
            struct assignment a;
            entity_init(&assignment_entity, &a);
            a.item.v = i;
            a.resource.v = 1;
            a.work_s = 28800;
            put(p, &assignment_entity, &a, i / 10);
        }
    }
    return p;
}

static err count_operations(void *arg, const struct journal_entry *entry)
{
    *(size_t *)arg += entry->n_operations;
    cr_assert(str_has(entry->batch->note, S("plan.xml")));
    return OK;
}

Test(import, numbers_are_moved_and_titles_told_apart)
{
    struct fix f;
    fix_init(&f);
    fix_item(&f, "there already", 1);
    struct plan *read = chain(25);
    must(app_import(f.app, &f.mem,
                    &(struct import_request){.read = read, .source_name = S("plan.xml")},
                    &f.refusal, &f.project));
    const struct plan    *plan = fix_plan(&f);
    const struct project *p = plan_project_record(plan);
    cr_assert(str_eq(p->title, S("Migration (2)")), "%.*s", STR_ARG(p->title));
    cr_assert(str_eq(p->code, S("MIG-2")));
    cr_assert(str_eq(p->source_name, S("plan.xml")));
    cr_assert(plan_get(plan, &calendar_entity, p->calendar));
    cr_assert_eq(plan_count(plan, &item_entity), 25);
    cr_assert_eq(plan_count(plan, &link_entity), 23);
    cr_assert_eq(plan_count(plan, &assignment_entity), 2);
    const struct item *last = plan_at(plan, &item_entity, 24),
                      *first = plan_at(plan, &item_entity, 0);
    cr_assert_gt(first->head.id.v, 1);
    cr_assert_eq(last->parent.v, first->head.id.v);
    cr_assert_eq(last->head.project.v, f.project.v);
    cr_assert_str_eq(fix_start(&f, last->head.id.v), "2026-04-02T08:00:00Z");
    size_t               n = 0;
    struct journal_query q = {.project = f.project};
    must(app_journal(f.app, &q, count_operations, &n));
    cr_assert_eq(n, 1, "one batch of one operation");
    cr_assert_eq(fix_undo(&f), 0, "an import is not undone");
    fix_item(&f, "goes on", 1);
    cr_assert_eq(plan_seq(fix_plan(&f)), 2);
    must(app_import(f.app, &f.mem,
                    &(struct import_request){.read = read, .source_name = S("plan.xml")},
                    &f.refusal, &f.project));
    cr_assert(str_eq(plan_project_record(fix_plan(&f))->title, S("Migration (3)")));
    plan_unref(read);
    fix_done(&f);
}

Test(import, what_cannot_stand_is_refused_whole)
{
    struct fix f;
    fix_init(&f);
    struct plan *read = chain(5);
    struct link  nowhere;
    entity_init(&link_entity, &nowhere);
    nowhere.pred.v = 2;
    nowhere.succ.v = 77;
    put(read, &link_entity, &nowhere, 50);
    struct id project;
    cr_assert_eq(app_import(f.app, &f.mem,
                            &(struct import_request){.read = read, .source_name = STR_NONE},
                            &f.refusal, &project)
                     .code,
                 ERR_INVALID);
    cr_assert_str_eq(f.refusal.problems.v[0].field.p, "succ");
    plan_unref(read);
    read = plan_new((struct id){1});
    cr_assert_eq(app_import(f.app, &f.mem,
                            &(struct import_request){.read = read, .source_name = STR_NONE},
                            &f.refusal, &project)
                     .code,
                 ERR_INVALID);
    plan_unref(read);
    const struct plan *none;
    cr_assert_eq(app_plan(f.app, (struct id){f.project.v + 1}, &none).code, ERR_NOT_FOUND);
    fix_done(&f);
}

static err note_is_of_example(void *arg, const struct journal_entry *entry)
{
    ++*(size_t *)arg;
    cr_assert(str_eq(entry->batch->note, S("Example loaded")));
    return OK;
}

Test(import, an_example_says_that_it_is_one)
{
    struct fix f;
    fix_init(&f);
    struct plan *read = chain(5);
    size_t       n = 0;
    must(app_import_example(f.app, &f.mem, &(struct import_request){.read = read}, &f.refusal,
                            &f.project));
    cr_assert_eq(plan_count(fix_plan(&f), &item_entity), 5);
    cr_assert(!plan_project_record(fix_plan(&f))->source_name.p);
    struct journal_query q = {.project = f.project};
    must(app_journal(f.app, &q, note_is_of_example, &n));
    cr_assert_eq(n, 1);
    plan_unref(read);
    fix_done(&f);
}

Test(import, ten_thousand_items)
{
    struct fix f;
    fix_init(&f);
    struct plan *read = chain(10000);
    must(app_import(f.app, &f.mem,
                    &(struct import_request){.read = read, .source_name = S("plan.xml")},
                    &f.refusal, &f.project));
    cr_assert_eq(plan_count(fix_plan(&f), &item_entity), 10000);
    plan_unref(read);
    fix_done(&f);
}
