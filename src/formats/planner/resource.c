/* Resources of Planner, their groups and what they are allocated to.
 *
 * Units are per cent. The work of a task is shared among those that work on it by their units, so
 * that each is busy as long as the task lasts.
 */
#include "formats/planner/reader.h"

#include "formats/notes.h"

#include <math.h>

enum { TYPE_MATERIAL = 2, PER_CENT = 100, MINOR = 100 };

/* ---- groups ------------------------------------------------------------------------------- */

static err group_close(struct xml_in *in, void *record, void *parent)
{
    struct planner_reader *r = xml_owner(in);
    (void)parent;
    if (r->groups.n == PLANNER_NAMES_MAX)
        return err_make(ERR_TOO_LARGE, "Line %lld: more than %d resource groups",
                        (long long)xml_line(in), PLANNER_NAMES_MAX);
    vec_push(r->b.mem, &r->groups, *(struct planner_group *)record);
    return OK;
}

static const struct xml_row group_rows[] = {
    {.name = "@id", .type = &xml_int, .offset = offsetof(struct planner_group, uid)},
    {.name = "@name", .type = &xml_word, .offset = offsetof(struct planner_group, name)},
    XML_DROPPED("@admin-name"),
    XML_DROPPED("@admin-phone"),
    XML_DROPPED("@admin-email"),
};
static const struct xml_node group_node = {
    "group", sizeof(struct planner_group), group_rows, COUNT(group_rows), NULL, group_close};
static const struct xml_row groups_rows[] = {
    XML_RECALCULATED("@default_group"),
    {.name = "group", .node = &group_node},
};
const struct xml_node planner_groups_node = {"resource-groups",  0,    groups_rows,
                                             COUNT(groups_rows), NULL, NULL};

/* ---- resources ---------------------------------------------------------------------------- */

static void resource_open(void *record)
{
    struct planner_resource *p = record;
    entity_init(&resource_entity, &p->r);
    p->uid = p->group = p->calendar = INT_NONE;
    p->type = 1;
}

static err resource_close(struct xml_in *in, void *record, void *parent)
{
    struct planner_reader   *r = xml_owner(in);
    struct planner_resource *p = record;
    (void)parent;
    p->place = xml_place(in);
    if (p->uid == INT_NONE)
        return err_make(ERR_SYNTAX, "Line %lld: a resource has no id", (long long)p->place.line);
    vec_push(r->b.mem, &r->resources, arena_copy(r->b.mem, p, sizeof *p));
    return OK;
}

#define RESOURCE(member) .offset = offsetof(struct planner_resource, member)
static const struct xml_row resource_rows[] = {
    {.name = "@id", .type = &xml_int, RESOURCE(uid)},
    {.name = "@name", .type = &xml_word, RESOURCE(r.title)},
    {.name = "@short-name", .type = &xml_word, RESOURCE(r.initials)},
    {.name = "@type", .type = &xml_int, RESOURCE(type), .flags = XML_LENIENT},
    {.name = "@units", .type = &xml_num, RESOURCE(units), .flags = XML_LENIENT},
    {.name = "@email", .type = &xml_word, RESOURCE(r.email)},
    {.name = "@note", .type = &xml_text, RESOURCE(r.body)},
    {.name = "@std-rate", .type = &xml_num, RESOURCE(std_rate), .flags = XML_LENIENT},
    {.name = "@ovt-rate", .type = &xml_num, RESOURCE(ovt_rate), .flags = XML_LENIENT},
    {.name = "@group", .type = &xml_int, RESOURCE(group), .flags = XML_LENIENT},
    {.name = "@calendar", .type = &xml_int, RESOURCE(calendar), .flags = XML_LENIENT},
    {.name = "properties", .node = &planner_values_node},
};
static const struct xml_node resource_node = {"resource",    sizeof(struct planner_resource),
                                              resource_rows, COUNT(resource_rows),
                                              resource_open, resource_close};
static const struct xml_row  resources_rows[] = {{.name = "resource", .node = &resource_node}};
const struct xml_node        planner_resources_node = {"resources",           0,    resources_rows,
                                                       COUNT(resources_rows), NULL, NULL};

static int64_t minor_of(double main)
{
    return fabs(main) < 1e12 ? llround(main * MINOR) : 0;
}

static str group_name(const struct planner_reader *r, int64_t uid)
{
    for (size_t i = 0; i < r->groups.n && uid != INT_NONE; i++)
        if (r->groups.v[i].uid == uid)
            return r->groups.v[i].name;
    return STR_NONE;
}

static err put_resource(struct planner_reader *r, struct planner_resource *p)
{
    struct resource *to = &p->r;
    to->kind = p->type == TYPE_MATERIAL ? RESOURCE_MATERIAL : RESOURCE_PERSON;
    to->max_units = p->units > 0 ? p->units / PER_CENT : 1;
    to->std_rate_minor = minor_of(p->std_rate);
    to->ot_rate_minor = minor_of(p->ovt_rate);
    to->group_name = group_name(r, p->group);
    to->calendar.v = map_or(&r->calendar_ids, p->calendar, 0);
    to->body = notes_text(r->b.mem, to->body);
    to->rank = (r->b.n[ENTITY_RESOURCE] + 1) * RANK_GAP;
    to->source_uid = p->uid;
    if (!to->title.n)
        to->title = str_fmt(r->b.mem, "Resource %lld", (long long)p->uid);
    if (map_get(&r->resource_ids, p->uid, &(int64_t){0}))
        return err_make(ERR_INVALID, "Line %lld: resource %lld occurs twice",
                        (long long)p->place.line, (long long)p->uid);
    TRY(builder_put(&r->b, &resource_entity, to, p->place.line, &to->head.id));
    map_put(&r->resource_ids, p->uid, to->head.id.v);
    map_put(&r->place_ids, p->place.order, to->head.id.v);
    map_put(&r->resource_places, p->place.order, to->head.id.v);
    return OK;
}

err planner_build_resources(struct planner_reader *r)
{
    for (size_t i = 0; i < r->resources.n; i++)
        TRY(put_resource(r, r->resources.v[i]));
    return OK;
}

bool planner_works(const struct planner_reader *r, int64_t resource)
{
    struct id              id = {map_or(&r->resource_ids, resource, 0)};
    const struct resource *p = id.v ? plan_get(r->b.plan, &resource_entity, id) : NULL;
    return p && resource_kind_works(p->kind);
}

/* ---- allocations -------------------------------------------------------------------------- */

static void allocation_open(void *record)
{
    struct planner_allocation *a = record;
    a->task = a->resource = INT_NONE;
    a->units = PER_CENT;
}

static err allocation_close(struct xml_in *in, void *record, void *parent)
{
    struct planner_reader     *r = xml_owner(in);
    struct planner_allocation *a = record;
    (void)parent;
    a->line = xml_place(in).line;
    vec_push(r->b.mem, &r->allocations, *a);
    return OK;
}

#define ALLOCATION(member) .offset = offsetof(struct planner_allocation, member)
static const struct xml_row allocation_rows[] = {
    {.name = "@task-id", .type = &xml_int, ALLOCATION(task)},
    {.name = "@resource-id", .type = &xml_int, ALLOCATION(resource)},
    {.name = "@units", .type = &xml_num, ALLOCATION(units), .flags = XML_LENIENT},
};
static const struct xml_node allocation_node = {"allocation",    sizeof(struct planner_allocation),
                                                allocation_rows, COUNT(allocation_rows),
                                                allocation_open, allocation_close};
static const struct xml_row allocations_rows[] = {{.name = "allocation", .node = &allocation_node}};
const struct xml_node planner_allocations_node = {"allocations",           0,    allocations_rows,
                                                  COUNT(allocations_rows), NULL, NULL};

static err put_allocation(struct planner_reader *r, const struct planner_allocation *from)
{
    struct assignment a;
    int64_t           at = 0;
    entity_init(&assignment_entity, &a);
    a.resource.v = map_or(&r->resource_ids, from->resource, 0);
    if (!a.resource.v || !map_get(&r->task_at, from->task, &at)) {
        report_warn(
            r->b.report, "allocation", from->line,
            "An allocation names a task or a resource that does not exist; it was left out");
        report_drop(r->b.report, "allocation", "It leads nowhere", from->line);
        return OK;
    }
    const struct planner_task *t = r->tasks.v[at];
    a.item = t->item.head.id;
    a.units = from->units / PER_CENT;
    if (planner_works(r, from->resource) && t->item.duration_s != DURATION_NONE)
        a.work_s = llround((double)t->item.duration_s * a.units);
    return builder_put(&r->b, &assignment_entity, &a, from->line, NULL);
}

err planner_build_allocations(struct planner_reader *r)
{
    for (size_t i = 0; i < r->allocations.n; i++)
        TRY(put_allocation(r, &r->allocations.v[i]));
    return OK;
}
