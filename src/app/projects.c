/* app/projects.c - making and deleting whole projects.
 *
 * The first batch of a project has one operation, which makes it; what else comes with it (a
 * calendar, all that was imported) is not told line by line, because nobody takes it back. A
 * project that others wait for is not deleted.
 */
#include "app/projects.h"

#include "app/replay.h"

#include "app/edit/edit.h"
#include "base/zone.h"

void record_new(struct turn *turn, struct record *head, struct id project)
{
    head->project = project;
    head->rev = 1;
    head->created_at = head->updated_at = turn->now;
}

/* ---- unlike titles ----------------------------------------------------------------------- */

struct likeness {
    str  wanted;
    bool is_code, found;
};

static err see_like(void *arg, const void *record)
{
    struct likeness      *l = arg;
    const struct project *p = record;
    l->found |= str_eq_nocase(l->is_code ? p->code : p->title, l->wanted);
    return OK;
}

err project_unlike(struct turn *turn, str text, bool is_code, str *ret_text)
{
    struct likeness like = {text, is_code, text.n > 0};
    for (int n = 1; like.found && text.n; n++) {
        if (n > 1)
            like.wanted = str_fmt(turn->mem, is_code ? "%.*s-%d" : "%.*s (%d)", STR_ARG(text), n);
        like.found = false;
        TRY(store_each(turn->tx, &project_entity, (struct id){0}, see_like, &like));
    }
    *ret_text = like.wanted;
    return OK;
}

/* ---- writing ----------------------------------------------------------------------------- */

static err write_records(struct turn *turn, const struct plan *plan)
{
    for (size_t no = 0; no < ENTITY_COUNT; no++) {
        const struct entity *entity = entities[no];
        for (size_t s = 0; entity_in_plan(entity) && s < plan_slots(plan, entity); s++) {
            const void      *record = plan_at(plan, entity, s);
            union any_record copy;
            if (!record)
                continue;
            memcpy(&copy, record, entity->size);
            TRY(store_insert(turn->tx, entity, &copy));
        }
    }
    return OK;
}

static struct operation operation_of(struct turn *turn, const struct plan *plan)
{
    struct operation o;
    entity_init(&operation_entity, &o);
    o.head.project = o.record = plan_project(plan);
    o.seq = 1;
    o.op = OPERATION_CREATE;
    o.entity = str_from(project_entity.name);
    o.after = journal_json(turn->mem, &project_entity, plan_project_record(plan), NULL);
    return o;
}

static struct batch batch_of(struct turn *turn, const struct plan *plan, str note)
{
    struct batch b;
    entity_init(&batch_entity, &b);
    b.head.project = plan_project(plan);
    b.seq = 1;
    b.user = turn->app->user;
    b.at = turn->now;
    b.note = note;
    b.finish_after = plan_finish(plan);
    return b;
}

err project_write(struct turn *turn, struct plan *plan, str note)
{
    struct plan_outside outside = cross_outside(turn);
    TRY(plan_calculate(plan, &outside));
    TRY(write_records(turn, plan));
    struct operation     o = operation_of(turn, plan);
    struct batch         b = batch_of(turn, plan, note);
    struct journal_entry entry = {.batch = &b, .operations = &o, .n_operations = 1};
    TRY(store_journal_add(turn->tx, &entry));
    plan_seq_set(plan, b.seq);
    const struct change *c = change_new(&(struct change){
        .project = b.head.project,
        .seq = b.seq,
        .batch = &b,
        .after = plan,
        .outline_changed = true,
        .finish_before = INSTANT_NONE,
        .finish_after = b.finish_after,
    });
    vec_push(turn->mem, &turn->changes, c);
    return OK;
}

/* ---- create ------------------------------------------------------------------------------ */

struct create_command {
    struct command                command;
    const struct project_request *request;
    struct refusal               *refusal;
    struct id                     project;
};

/* Today at the default start, in the project's zone. */
static instant start_today(struct turn *turn, const struct project *p)
{
    const struct zone *zone = zone_utc();
    err_drop(zone_get(p->zone, &zone)); /* a wrong one is told by the check */
    int64_t local = zone_local(zone, turn->now);
    return zone_instant(zone, floor_div(local, DAY_S) * DAY_S + p->default_start_s);
}

static err next_id(struct turn *turn, const struct entity *entity, struct id *ret_id)
{
    TRY(store_last_id(turn->tx, entity, &ret_id->v));
    ret_id->v++;
    return OK;
}

static void add_standard(struct turn *turn, struct plan *plan, struct id id)
{
    static const str work = {"08:00-12:00 13:00-17:00", 23};
    struct calendar  c;
    entity_init(&calendar_entity, &c);
    record_new(turn, &c.head, plan_project(plan));
    c.head.id = id;
    c.title = S("Standard");
    for (int weekday = 0; weekday < 7; weekday++)
        calendar_weekday_set(&c, weekday, weekday == 0 || weekday == 6 ? S("") : work);
    plan_put(plan, &calendar_entity, &c);
}

static err check_new(struct turn *turn, struct refusal *refusal, struct project *p)
{
    str code;
    if (p->calendar.v)
        problems_add(&refusal->problems, "calendar",
                     "is made together with the project: set it afterwards");
    TRY(project_unlike(turn, p->code, true, &code));
    if (p->code.n && !str_eq(code, p->code))
        problems_add(&refusal->problems, "code",
                     "is the code of another project already: choose another");
    entity_check(&project_entity, p, &refusal->problems);
    return problems_err(&refusal->problems);
}

static err create_in(struct create_command *c, struct turn *turn, struct project *p,
                     struct plan *plan)
{
    struct id calendar;
    TRY(next_id(turn, &calendar_entity, &calendar));
    record_new(turn, &p->head, (struct id){0});
    p->calendar = calendar;
    plan_put(plan, &project_entity, p);
    add_standard(turn, plan, calendar);
    c->project = p->head.id;
    TRY(project_write(turn, plan, STR_NONE));
    return replay_keep(turn, &c->request->once, &(struct change){.project = p->head.id, .seq = 1});
}

static err run_create(struct command *command, struct turn *turn)
{
    struct create_command *c = (struct create_command *)command;
    struct project         p;
    TRY(replay_project(turn, &c->request->once, &c->project));
    if (c->project.v)
        return OK;
    entity_init(&project_entity, &p);
    entity_patch(&project_entity, &p, c->request->set, &c->refusal->problems);
    if (p.start == INSTANT_NONE)
        p.start = start_today(turn, &p);
    TRY(check_new(turn, c->refusal, &p));
    TRY(next_id(turn, &project_entity, &p.head.id));
    struct plan *plan = plan_new(p.head.id);
    err          e = create_in(c, turn, &p, plan);
    plan_unref(plan);
    return e;
}

err app_project_create(struct app *a, struct arena *mem, const struct project_request *request,
                       struct refusal *ret_refusal, struct id *ret_project)
{
    struct create_command c = {
        .command.run = run_create, .request = request, .refusal = ret_refusal};
    *ret_refusal = (struct refusal){0};
    problems_init(&ret_refusal->problems, mem);
    TRY(writer_do(a, &c.command));
    *ret_project = c.project;
    return OK;
}

/* ---- delete ------------------------------------------------------------------------------ */

struct delete_command {
    struct command command;
    struct id      project;
    int64_t        rev;
};

static err delete_in(struct delete_command *c, struct turn *turn, const struct plan *plan)
{
    const struct project *p = plan_project_record(plan);
    if (c->rev && p->head.rev != c->rev)
        return err_make(ERR_STALE, "The project was changed by somebody else meanwhile.");
    TRY(cross_ready(turn));
    const struct cross_link *waiting = cross_waiting_for(turn, c->project);
    if (waiting)
        return err_make(ERR_INVALID,
                        "Project %lld waits for items of «%.*s»: delete those links first.",
                        (long long)waiting->succ_project.v, STR_ARG(p->title));
    for (size_t s = 0; s < plan_slots(plan, &link_entity); s++) {
        const struct link *l = plan_at(plan, &link_entity, s);
        if (l)
            cross_note(turn, l->head.id, NULL, (struct id){0});
    }
    TRY(store_erase_project(turn->tx, c->project));
    struct batch b = batch_of(turn, plan, STR_NONE);
    b.seq = plan_seq(plan) + 1;
    b.finish_before = b.finish_after;
    b.finish_after = INSTANT_NONE;
    const struct change *change = change_new(&(struct change){
        .project = c->project,
        .seq = b.seq,
        .batch = &b,
        .before = plan,
        .outline_changed = true,
        .finish_before = b.finish_before,
        .finish_after = INSTANT_NONE,
    });
    vec_push(turn->mem, &turn->changes, change);
    return OK;
}

static err run_delete(struct command *command, struct turn *turn)
{
    struct delete_command *c = (struct delete_command *)command;
    const struct plan     *plan;
    TRY(turn_plan(turn, c->project, &plan));
    err e = delete_in(c, turn, plan);
    plan_unref(plan);
    return e;
}

err app_project_delete(struct app *a, struct id project, int64_t rev)
{
    struct delete_command c = {.command.run = run_delete, .project = project, .rev = rev};
    return writer_do(a, &c.command);
}
