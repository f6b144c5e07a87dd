/* A calculated plan as MSPDI: unique ids, lists by owner, the project, and what is not written.
 *
 * Unique ids are those of the file that the plan came from; new records get numbers behind them.
 * Every element is a record filled in from ours and printed by the rows that also read it, so that
 * reading what was written gives the same plan.
 */
#include "formats/mspdi/writer.h"

#include "domain/field.h"

/* ---- lists by owner ----------------------------------------------------------------------- */

typedef int64_t owner_fn(const struct plan *plan, const void *record);

static void chain(struct mspdi_writer *w, const struct entity *e, owner_fn *owner, struct chains *c)
{
    size_t n = plan_slots(w->plan, e);
    map_init(&c->first, w->mem, n);
    c->next = arena_array(w->mem, int64_t, n + 1);
    for (size_t s = n; s-- > 0;) {
        const void *record = plan_at(w->plan, e, s);
        if (!record)
            continue;
        int64_t key = owner(w->plan, record);
        c->next[s] = map_or(&c->first, key, 0);
        map_put(&c->first, key, (int64_t)s + 1);
    }
}

void mspdi_each(struct mspdi_writer *w, const struct entity *e, const struct chains *c,
                int64_t owner, mspdi_print_fn *print)
{
    for (int64_t s = map_or(&c->first, owner, 0); s; s = c->next[s - 1])
        print(w, plan_at(w->plan, e, (size_t)s - 1));
}

void mspdi_list(struct mspdi_writer *w, const char *name, const struct entity *e,
                const struct chains *c, mspdi_print_fn *print)
{
    if (!map_or(&c->first, w->owner, 0))
        return;
    xml_print_open(&w->out, name);
    mspdi_each(w, e, c, w->owner, print);
    xml_print_close(&w->out, name);
}

static int64_t succ_of(const struct plan *plan, const void *record)
{
    (void)plan;
    return ((const struct link *)record)->succ.v;
}

static int64_t frozen_item_of(const struct plan *plan, const void *record)
{
    (void)plan;
    return ((const struct baseline_item *)record)->item.v;
}

static int64_t frozen_assignment_of(const struct plan *plan, const void *record)
{
    (void)plan;
    return ((const struct baseline_assignment *)record)->assignment.v;
}

static int64_t assignment_of(const struct plan *plan, const void *record)
{
    (void)plan;
    return ((const struct assignment_piece *)record)->assignment.v;
}

static int64_t value_of(const struct plan *plan, const void *record)
{
    const struct custom_value *v = record;
    const struct custom_field *f = plan_get(plan, &custom_field_entity, v->field);
    return f ? mspdi_value_key(f->target, v->record.v) : 0;
}

static int64_t rated_of(const struct plan *plan, const void *record)
{
    (void)plan;
    return ((const struct resource_rate *)record)->resource.v;
}

static int64_t available_of(const struct plan *plan, const void *record)
{
    (void)plan;
    return ((const struct resource_availability *)record)->resource.v;
}

static int64_t week_of(const struct plan *plan, const void *record)
{
    (void)plan;
    return ((const struct work_week *)record)->calendar.v;
}

static int64_t exception_of(const struct plan *plan, const void *record)
{
    (void)plan;
    return ((const struct calendar_exception *)record)->calendar.v;
}

static void make_chains(struct mspdi_writer *w)
{
    chain(w, &link_entity, succ_of, &w->links);
    chain(w, &baseline_item_entity, frozen_item_of, &w->baselines);
    chain(w, &baseline_assignment_entity, frozen_assignment_of, &w->assignment_baselines);
    chain(w, &assignment_piece_entity, assignment_of, &w->pieces);
    chain(w, &custom_value_entity, value_of, &w->values);
    chain(w, &resource_rate_entity, rated_of, &w->rates);
    chain(w, &resource_availability_entity, available_of, &w->available);
    chain(w, &work_week_entity, week_of, &w->weeks);
    chain(w, &calendar_exception_entity, exception_of, &w->exceptions);
}

/* ---- unique ids --------------------------------------------------------------------------- */

/* Those of the source stay where they are above `below` and not taken twice; 0 is the project row
 * of tasks, and nobody among resources. */
static void choose_uids(struct mspdi_writer *w, const struct entity *e, int64_t below,
                        struct map *uids)
{
    const struct field *source = entity_find(e, S("source_uid"));
    struct map          taken = {0};
    int64_t             last = below;
    size_t              n = plan_slots(w->plan, e);
    map_init(uids, w->mem, n);
    map_init(&taken, w->mem, n);
    for (size_t s = 0; s < n; s++) {
        const struct record *r = plan_at(w->plan, e, s);
        int64_t              uid = r ? field_int(source, r) : INT_NONE;
        if (uid <= below || uid > INT32_MAX || map_get(&taken, uid, &(int64_t){0}))
            continue;
        map_put(&taken, uid, 1);
        map_put(uids, r->id.v, uid);
        last = uid > last ? uid : last;
    }
    for (size_t s = 0; s < n; s++) {
        const struct record *r = plan_at(w->plan, e, s);
        if (r && !map_get(uids, r->id.v, &(int64_t){0}))
            map_put(uids, r->id.v, ++last);
    }
}

int64_t mspdi_calendar_uid(const struct mspdi_writer *w, struct id calendar)
{
    return calendar.v ? map_or(&w->calendar_uids, calendar.v, -1) : -1;
}

bool mspdi_is_stand_in(const struct item *i)
{
    return i->is_external && i->source_uid == INT_NONE && i->external_ref.p &&
           i->start == INSTANT_NONE && i->finish == INSTANT_NONE;
}

/* ---- what MSPDI has no place for ---------------------------------------------------------- */

static const struct {
    const struct entity *entity;
    const char          *member;
} homeless[] = {
    {&project_entity, "code"},
    {&project_entity, "method"},
    {&project_entity, "phase"},
    {&project_entity, "priority"},
    {&project_entity, "target_finish"},
    {&project_entity, "zone"},
    {&project_entity, "honor_constraints"},
    {&project_entity, "archived_at"},
    {&calendar_entity, "zone"},
    {&item_entity, "estimate_optimistic_s"},
    {&item_entity, "estimate_likely_s"},
    {&item_entity, "estimate_pessimistic_s"},
    {&item_entity, "estimate_distribution"},
    {&item_entity, "points"},
    {&baseline_entity, "reason"},
    {&baseline_entity, "taken_at"},
};

static void tell_member(struct mspdi_writer *w, const struct entity *e, const struct field *f)
{
    void   *usual = arena_alloc(w->mem, e->size);
    int64_t count = 0;
    entity_init(e, usual);
    for (size_t s = 0; s < plan_slots(w->plan, e); s++) {
        const void *record = plan_at(w->plan, e, s);
        count += record && !field_equal(f, record, usual);
    }
    if (count)
        report_drop_many(w->report, str_fmt(w->mem, "%s/%s", e->name, f->name),
                         S("MSPDI has no place for it"), count, 0);
}

static bool kind_is_written(const struct item *i)
{
    return i->kind == ITEM_TASK || i->kind == ITEM_MILESTONE || i->kind == ITEM_SUMMARY;
}

/* MSPDI knows progress, from which these states follow. */
static bool state_follows(const struct item *i)
{
    if (i->percent_complete >= 100)
        return i->state == ITEM_DONE;
    if (i->percent_complete > 0 || i->actual_start != INSTANT_NONE)
        return i->state == ITEM_ACTIVE;
    return i->state == ITEM_PLANNED;
}

static void tell_items(struct mspdi_writer *w)
{
    for (size_t s = 0; s < plan_slots(w->plan, &item_entity); s++) {
        const struct item *i = plan_at(w->plan, &item_entity, s);
        if (i && !kind_is_written(i))
            report_drop(w->report, "item/kind", "It is written as a task", 0);
        if (i && !state_follows(i))
            report_drop(w->report, "item/state", "MSPDI knows per cent complete only", 0);
    }
}

static bool resource_kind_is_written(const struct resource *r)
{
    bool plain = r->kind == RESOURCE_PERSON || r->kind == RESOURCE_MATERIAL ||
                 r->kind == RESOURCE_COST;
    return plain || (r->kind == RESOURCE_ROLE && r->is_generic);
}

static void tell_homeless(struct mspdi_writer *w)
{
    for (size_t i = 0; i < COUNT(homeless); i++)
        tell_member(w, homeless[i].entity,
                    entity_find(homeless[i].entity, str_from(homeless[i].member)));
    tell_items(w);
    for (size_t s = 0; s < plan_slots(w->plan, &resource_entity); s++) {
        const struct resource *r = plan_at(w->plan, &resource_entity, s);
        if (r && !resource_kind_is_written(r))
            report_drop(w->report, "resource/kind", "It is written as a work resource", 0);
    }
}

/* ---- the project -------------------------------------------------------------------------- */

static struct mspdi_project project_record(const struct mspdi_writer *w)
{
    struct mspdi_project  m;
    const struct project *p = w->project;
    mspdi_project_open(&m);
    m.p = *p;
    m.units = w->units;
    m.calendar_uid = mspdi_calendar_uid(w, p->calendar);
    m.from_start = p->schedule_from == SCHEDULE_FROM_START;
    m.finish = m.from_start ? plan_finish(w->plan) : p->finish;
    m.honor = p->honor_constraints;
    m.name = p->source_name.p ? p->source_name : p->title;
    m.save_version = 14;
    return m;
}

static void list(struct mspdi_writer *w, const struct xml_row *row,
                 void (*print)(struct mspdi_writer *))
{
    xml_print_open(&w->out, row->name);
    print(w);
    xml_print_close(&w->out, row->name);
}

static bool project_child(struct mspdi_writer *w, const struct xml_row *row)
{
    static const struct {
        const char *name;
        void (*print)(struct mspdi_writer *);
    } lists[] = {
        {"ExtendedAttributes", mspdi_write_fields},
        {"Calendars", mspdi_write_calendars},
        {"Tasks", mspdi_write_tasks},
        {"Resources", mspdi_write_resources},
        {"Assignments", mspdi_write_assignments},
    };
    for (size_t i = 0; i < COUNT(lists); i++) {
        if (strcmp(row->name, lists[i].name) == 0) {
            list(w, row, lists[i].print);
            return true;
        }
    }
    return false;
}

/* Rows of a node come here from whatever element; its node tells whose it is. */
static void children(struct xml_out *out, const struct xml_row *row, const void *record)
{
    struct mspdi_writer *w = out->owner;
    if (!mspdi_calendar_child(w, row, record) && !mspdi_task_child(w, row, record) &&
        !mspdi_resource_child(w, row, record))
        (void)project_child(w, row);
}

static err writer_init(struct mspdi_writer *w, struct buf *to)
{
    w->project = plan_get(w->plan, &project_entity, plan_project(w->plan));
    if (!w->project)
        return err_make(ERR_INVALID, "The plan has no project");
    const uint32_t *slots = NULL;
    size_t          n = plan_count(w->plan, &item_entity);
    if (n && (plan_outline(w->plan, &slots) != n || !plan_row(w->plan, slots[0])))
        return err_make(ERR_INVALID, "The plan has not been calculated");
    TRY(zone_get(w->project->zone, &w->units.zone));
    w->units.default_start_s = w->project->default_start_s;
    w->units.default_finish_s = w->project->default_finish_s;
    w->units.currency_digits = w->project->currency_digits;
    w->units.minutes_per_day = w->project->minutes_per_day;
    w->out = (struct xml_out){.to = to, .units = &w->units, .owner = w, .children = children};
    make_chains(w);
    choose_uids(w, &calendar_entity, 0, &w->calendar_uids);
    choose_uids(w, &item_entity, 0, &w->task_uids);
    choose_uids(w, &resource_entity, 0, &w->resource_uids);
    choose_uids(w, &assignment_entity, -1, &w->assignment_uids);
    mspdi_choose_fields(w);
    return OK;
}

err mspdi_write(struct arena *mem, const struct plan *plan, struct buf *to,
                struct import_report *ret_report)
{
    struct mspdi_writer *w = arena_new(mem, struct mspdi_writer);
    report_init(ret_report, mem);
    *w = (struct mspdi_writer){.mem = mem, .plan = plan, .report = ret_report};
    TRY(writer_init(w, to));
    struct mspdi_project m = project_record(w);
    buf_z(to, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    xml_print_root(&w->out, &mspdi_root, "xmlns=\"http://schemas.microsoft.com/project\"", &m);
    tell_homeless(w);
    report_sort(ret_report);
    return buf_err(to);
}
