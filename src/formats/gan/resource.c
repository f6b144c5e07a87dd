/* Resources of GanttProject, their roles and days off, and what they are allocated to.
 *
 * Durations are fixed: the load of an allocation is kept as units and moves no date, nor do days
 * off. The standard rate is for a day.
 */
#include "formats/gan/reader.h"

#include <math.h>

enum { PER_CENT = 100, MINOR = 100, HOURS = 8 };

/* ---- roles -------------------------------------------------------------------------------- */

struct role {
    str id, name;
};

static err role_close(struct xml_in *in, void *record, void *parent)
{
    struct gan_reader *r = xml_owner(in);
    struct role       *role = record;
    (void)parent;
    if (role->id.n && role->name.n) {
        strmap_put(&r->roles, role->id, (int64_t)r->role_names.n);
        vec_push(r->b.mem, &r->role_names, role->name);
    }
    return OK;
}

static const struct xml_row role_rows[] = {
    {.name = "@id", .type = &xml_word, .offset = offsetof(struct role, id)},
    {.name = "@name", .type = &xml_word, .offset = offsetof(struct role, name)},
};
static const struct xml_node role_node = {"role", sizeof(struct role), role_rows, COUNT(role_rows),
                                          NULL,   role_close};
static const struct xml_row  roles_rows[] = {
     XML_RECALCULATED("@roleset-name"),
     {.name = "role", .node = &role_node},
};
const struct xml_node gan_roles_node = {"roles", 0, roles_rows, COUNT(roles_rows), NULL, NULL};

static str role_name(const struct gan_reader *r, str id)
{
    int64_t at = 0;
    if (strmap_get(&r->roles, id, &at))
        return r->role_names.v[at];
    return str_eq(id, S("Default:1")) ? S("project manager") : STR_NONE;
}

/* ---- resources ---------------------------------------------------------------------------- */

struct rate {
    str    name;
    double value;
};

static err rate_close(struct xml_in *in, void *record, void *parent)
{
    struct gan_reader *r = xml_owner(in);
    const struct rate *rate = record;
    if (str_eq(rate->name, S("standard")))
        ((struct gan_resource *)parent)->rate = rate->value;
    else
        report_drop(r->b.report, "resource/rate", "Only the standard rate is kept",
                    xml_place(in).line);
    return OK;
}

static const struct xml_row rate_rows[] = {
    {.name = "@name", .type = &xml_word, .offset = offsetof(struct rate, name)},
    {.name = "@value", .type = &xml_num, .offset = offsetof(struct rate, value)},
};
static const struct xml_node rate_node = {"rate", sizeof(struct rate), rate_rows, COUNT(rate_rows),
                                          NULL,   rate_close};

static err value_close(struct xml_in *in, void *record, void *parent)
{
    struct gan_reader *r = xml_owner(in);
    struct gan_value  *v = record;
    v->owner = ((struct gan_resource *)parent)->uid;
    v->of_resource = true;
    v->line = xml_place(in).line;
    vec_push(r->b.mem, &r->values, *v);
    return OK;
}

static const struct xml_row value_rows[] = {
    {.name = "@definition-id", .type = &xml_word, .offset = offsetof(struct gan_value, property)},
    {.name = "@value", .type = &xml_text, .offset = offsetof(struct gan_value, value)},
};
static const struct xml_node value_node = {
    "custom-property", sizeof(struct gan_value), value_rows, COUNT(value_rows), NULL, value_close};

static err property_close(struct xml_in *in, void *record, void *parent)
{
    struct gan_reader   *r = xml_owner(in);
    struct gan_property *p = record;
    (void)parent;
    p->of_resource = true;
    p->line = xml_place(in).line;
    if (r->properties.n == GAN_NAMES_MAX)
        return err_make(ERR_TOO_LARGE, "Line %lld: more than %d properties", (long long)p->line,
                        GAN_NAMES_MAX);
    vec_push(r->b.mem, &r->properties, *p);
    return OK;
}

static const struct xml_row property_rows[] = {
    {.name = "@id", .type = &xml_word, .offset = offsetof(struct gan_property, id)},
    {.name = "@name", .type = &xml_word, .offset = offsetof(struct gan_property, name)},
    {.name = "@type", .type = &xml_word, .offset = offsetof(struct gan_property, type)},
    XML_DROPPED("@default-value"),
};
static const struct xml_node property_node = {"custom-property-definition",
                                              sizeof(struct gan_property),
                                              property_rows,
                                              COUNT(property_rows),
                                              NULL,
                                              property_close};

static void resource_open(void *record)
{
    struct gan_resource *p = record;
    entity_init(&resource_entity, &p->r);
    p->uid = INT_NONE;
}

static err resource_close(struct xml_in *in, void *record, void *parent)
{
    struct gan_reader   *r = xml_owner(in);
    struct gan_resource *p = record;
    (void)parent;
    p->line = xml_place(in).line;
    if (p->uid < 0 || p->uid >= INT64_MAX / 2)
        return err_make(ERR_SYNTAX, "Line %lld: a resource has no id", (long long)p->line);
    if (gan_at(&r->resource_at, p->uid) >= 0)
        return err_make(ERR_INVALID, "Line %lld: resource %lld occurs twice", (long long)p->line,
                        (long long)p->uid);
    map_put(&r->resource_at, p->uid, (int64_t)r->resources.n);
    vec_push(r->b.mem, &r->resources, arena_copy(r->b.mem, p, sizeof *p));
    return OK;
}

#define RESOURCE(member) .offset = offsetof(struct gan_resource, member)
static const struct xml_row resource_rows[] = {
    {.name = "@id", .type = &xml_int, RESOURCE(uid)},
    {.name = "@name", .type = &xml_word, RESOURCE(r.title)},
    {.name = "@function", .type = &xml_word, RESOURCE(role)},
    {.name = "@contacts", .type = &xml_word, RESOURCE(r.email)},
    {.name = "@phone", .type = &xml_word, RESOURCE(phone)},
    {.name = "rate", .node = &rate_node},
    {.name = "custom-property", .node = &value_node},
};
static const struct xml_node resource_node = {"resource",    sizeof(struct gan_resource),
                                              resource_rows, COUNT(resource_rows),
                                              resource_open, resource_close};
static const struct xml_row  resources_rows[] = {
     XML_RECALCULATED("@roleset-name"),
     {.name = "custom-property-definition", .node = &property_node},
     {.name = "resource", .node = &resource_node},
};
const struct xml_node gan_resources_node = {"resources",           0,    resources_rows,
                                            COUNT(resources_rows), NULL, NULL};

/* ---- days off ----------------------------------------------------------------------------- */

static void vacation_open(void *record)
{
    struct gan_vacation *v = record;
    v->resource = INT_NONE;
    v->from = v->to = DAY_NONE;
}

static err vacation_close(struct xml_in *in, void *record, void *parent)
{
    struct gan_reader   *r = xml_owner(in);
    struct gan_vacation *v = record;
    (void)parent;
    v->line = xml_place(in).line;
    vec_push(r->b.mem, &r->vacations, *v);
    return OK;
}

#define VACATION(member) .offset = offsetof(struct gan_vacation, member)
static const struct xml_row vacation_rows[] = {
    {.name = "@start", .type = &gan_day_type, VACATION(from)},
    {.name = "@end", .type = &gan_day_type, VACATION(to)},
    {.name = "@resourceid", .type = &xml_int, VACATION(resource)},
};
static const struct xml_node vacation_node = {"vacation",    sizeof(struct gan_vacation),
                                              vacation_rows, COUNT(vacation_rows),
                                              vacation_open, vacation_close};
static const struct xml_row  vacations_rows[] = {{.name = "vacation", .node = &vacation_node}};
const struct xml_node        gan_vacations_node = {"vacations",           0,    vacations_rows,
                                                   COUNT(vacations_rows), NULL, NULL};

static err own_calendar(struct gan_reader *r, struct gan_resource *p)
{
    struct calendar c;
    if (p->r.calendar.v)
        return OK;
    entity_init(&calendar_entity, &c);
    c.title = p->r.title;
    c.base = r->calendar;
    return builder_put(&r->b, &calendar_entity, &c, p->line, &p->r.calendar);
}

static err put_vacation(struct gan_reader *r, const struct gan_vacation *v)
{
    struct calendar_exception x;
    int64_t                   at = gan_at(&r->resource_at, v->resource);
    if (at < 0 || v->from == DAY_NONE || v->to < v->from) {
        report_drop(r->b.report, "vacation", "It names no resource or no days", v->line);
        return OK;
    }
    TRY(own_calendar(r, r->resources.v[at]));
    entity_init(&calendar_exception_entity, &x);
    x.calendar = r->resources.v[at]->r.calendar;
    x.from = v->from;
    x.to = v->to;
    x.shifts = S("");
    return builder_put(&r->b, &calendar_exception_entity, &x, v->line, NULL);
}

/* ---- allocations -------------------------------------------------------------------------- */

static void allocation_open(void *record)
{
    struct gan_allocation *a = record;
    a->task = a->resource = INT_NONE;
    a->load = PER_CENT;
}

static err allocation_close(struct xml_in *in, void *record, void *parent)
{
    struct gan_reader     *r = xml_owner(in);
    struct gan_allocation *a = record;
    (void)parent;
    a->line = xml_place(in).line;
    vec_push(r->b.mem, &r->allocations, *a);
    return OK;
}

#define ALLOCATION(member) .offset = offsetof(struct gan_allocation, member)
static const struct xml_row allocation_rows[] = {
    {.name = "@task-id", .type = &xml_int, ALLOCATION(task)},
    {.name = "@resource-id", .type = &xml_int, ALLOCATION(resource)},
    {.name = "@load", .type = &xml_num, ALLOCATION(load), .flags = XML_LENIENT},
    XML_DROPPED_BUT("@function", "Default:0"),
    XML_DROPPED_BUT("@responsible", "false"),
};
static const struct xml_node allocation_node = {"allocation",    sizeof(struct gan_allocation),
                                                allocation_rows, COUNT(allocation_rows),
                                                allocation_open, allocation_close};
static const struct xml_row allocations_rows[] = {{.name = "allocation", .node = &allocation_node}};
const struct xml_node       gan_allocations_node = {"allocations",           0,    allocations_rows,
                                                    COUNT(allocations_rows), NULL, NULL};

static err put_allocation(struct gan_reader *r, const struct gan_allocation *from)
{
    struct assignment a;
    int64_t           task = gan_at(&r->task_at, from->task);
    int64_t           resource = gan_at(&r->resource_at, from->resource);
    if (task < 0 || resource < 0) {
        report_drop(r->b.report, "allocation", "It names a task or resource that does not exist",
                    from->line);
        return OK;
    }
    const struct item *i = &r->tasks.v[task]->item;
    entity_init(&assignment_entity, &a);
    a.item = i->head.id;
    a.resource = r->resources.v[resource]->r.head.id;
    a.units = from->load / PER_CENT;
    if (i->duration_s != DURATION_NONE)
        a.work_s = llround((double)i->duration_s * a.units);
    return builder_put(&r->b, &assignment_entity, &a, from->line, NULL);
}

/* ---- into the plan ------------------------------------------------------------------------ */

static err put_resource(struct gan_reader *r, struct gan_resource *p)
{
    struct resource *to = &p->r;
    to->group_name = role_name(r, p->role);
    to->body = p->phone.n ? str_fmt(r->b.mem, "Phone %.*s", STR_ARG(p->phone)) : STR_NONE;
    to->std_rate_minor = fabs(p->rate) < 1e12 ? llround(p->rate * MINOR / HOURS) : 0;
    to->rank = (r->b.n[ENTITY_RESOURCE] + 1) * RANK_GAP;
    to->source_uid = p->uid;
    return builder_put(&r->b, &resource_entity, to, p->line, &to->head.id);
}

err gan_build_resources(struct gan_reader *r)
{
    for (size_t i = 0; i < r->resources.n; i++)
        if (!r->resources.v[i]->r.title.n)
            r->resources.v[i]->r.title = str_fmt(r->b.mem, "Resource %lld",
                                                 (long long)r->resources.v[i]->uid);
    for (size_t i = 0; i < r->vacations.n; i++)
        TRY(put_vacation(r, &r->vacations.v[i]));
    for (size_t i = 0; i < r->resources.n; i++)
        TRY(put_resource(r, r->resources.v[i]));
    for (size_t i = 0; i < r->allocations.n; i++)
        TRY(put_allocation(r, &r->allocations.v[i]));
    return OK;
}
