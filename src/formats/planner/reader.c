/* GNOME Planner's file into a plan: the root, custom properties, and the whole as a sequence.
 *
 * Times end in Z and are local nevertheless, so they are read as they stand and the plan has no
 * zone. Phases are not kept: the report counts them.
 */
#include "formats/planner/reader.h"

static bool time_read(const struct xml_row *row, void *units, str text, void *to)
{
    (void)row, (void)units;
    int64_t date = 0, clock = 0;
    if (text.n < 15 || text.p[8] != 'T' || !str_int(str_sub(text, 0, 8), &date) ||
        !str_int(str_sub(text, 9, 15), &clock))
        return false;
    struct civil c = {(int)(date / 10000),  (int)(date / 100 % 100),  (int)(date % 100),
                      (int)(clock / 10000), (int)(clock / 100 % 100), (int)(clock % 100)};
    if (c.year < 1900 || c.year > 2199 || !day_is_valid(c.year, c.month, c.day) || clock < 0 ||
        c.hour > 24 || c.minute > 59 || c.second > 59)
        return false;
    *(instant *)to = civil_seconds(c);
    return true;
}

const struct xml_type planner_time = {"a time such as 20260302T080000Z", time_read, NULL, false};

/* ---- custom properties -------------------------------------------------------------------- */

static err property_close(struct xml_in *in, void *record, void *parent)
{
    struct planner_reader   *r = xml_owner(in);
    struct planner_property *p = record;
    (void)parent;
    if (r->properties.n == PLANNER_NAMES_MAX)
        return err_make(ERR_TOO_LARGE, "Line %lld: more than %d properties",
                        (long long)xml_line(in), PLANNER_NAMES_MAX);
    if (p->name.n)
        vec_push(r->b.mem, &r->properties, *p);
    return OK;
}

/* The element around <properties>, a task or a resource, begins just before it. */
static err value_close(struct xml_in *in, void *record, void *parent)
{
    struct planner_reader   *r = xml_owner(in);
    struct planner_property *p = record;
    (void)parent;
    p->of = xml_place(in).outer - 1;
    p->line = xml_place(in).line;
    vec_push(r->b.mem, &r->values, *p);
    return OK;
}

#define PROPERTY(member) .offset = offsetof(struct planner_property, member)
static const struct xml_row property_rows[] = {
    {.name = "@name", .type = &xml_word, PROPERTY(name)},
    {.name = "@type", .type = &xml_word, PROPERTY(type)},
    {.name = "@owner", .type = &xml_word, PROPERTY(owner)},
    {.name = "@label", .type = &xml_word, PROPERTY(label)},
    {.name = "@value", .type = &xml_text, PROPERTY(value)},
    XML_DROPPED("@description"),
};
static const struct xml_node property_node = {"property",    sizeof(struct planner_property),
                                              property_rows, COUNT(property_rows),
                                              NULL,          property_close};
static const struct xml_node value_node = {"property",    sizeof(struct planner_property),
                                           property_rows, COUNT(property_rows),
                                           NULL,          value_close};
static const struct xml_row  properties_rows[] = {{.name = "property", .node = &property_node}};
static const struct xml_row  values_rows[] = {{.name = "property", .node = &value_node}};
const struct xml_node planner_properties_node = {"properties",           0,    properties_rows,
                                                 COUNT(properties_rows), NULL, NULL};
const struct xml_node planner_values_node = {"properties",       0,    values_rows,
                                             COUNT(values_rows), NULL, NULL};

static const struct {
    const char      *word;
    enum custom_kind kind;
} kinds[] = {{"text", CUSTOM_TEXT}, {"int", CUSTOM_NUMBER},        {"float", CUSTOM_NUMBER},
             {"date", CUSTOM_DATE}, {"duration", CUSTOM_DURATION}, {"cost", CUSTOM_COST}};

static enum custom_kind kind_of(str type)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_eq(type, str_from(kinds[i].word)))
            return kinds[i].kind;
    return CUSTOM_TEXT;
}

static const struct planner_property *definition(const struct planner_reader *r, str name,
                                                 bool of_resource)
{
    for (size_t i = 0; i < r->properties.n; i++) {
        const struct planner_property *p = &r->properties.v[i];
        if (str_eq(p->name, name) && str_eq(p->owner, S("resource")) == of_resource)
            return p;
    }
    return NULL;
}

static str canonical(struct planner_reader *r, enum custom_kind kind, str value)
{
    instant t = INSTANT_NONE;
    value = kind == CUSTOM_TEXT ? value : str_trim(value);
    return kind == CUSTOM_DATE && time_read(NULL, NULL, value, &t) ? instant_text(r->b.mem, t)
                                                                   : value;
}

err planner_build_values(struct planner_reader *r)
{
    for (size_t i = 0; i < r->values.n; i++) {
        const struct planner_property *v = &r->values.v[i];
        struct id                      id = {map_or(&r->place_ids, v->of, 0)};
        bool of_resource = map_get(&r->resource_places, v->of, &(int64_t){0});
        const struct planner_property *d = definition(r, v->name, of_resource);
        struct custom_field            f;
        if (!d || !id.v) {
            report_drop(r->b.report, "property", "It is not defined in the file", v->line);
            continue;
        }
        entity_init(&custom_field_entity, &f);
        f.target = of_resource ? CUSTOM_OF_RESOURCE : CUSTOM_OF_ITEM;
        f.name = d->name;
        f.alias = d->label.n ? d->label : STR_NONE;
        f.kind = kind_of(d->type);
        TRY(builder_value(&r->b, &f, id, canonical(r, f.kind, v->value), v->line));
    }
    return OK;
}

/* ---- the root ----------------------------------------------------------------------------- */

#define PROJECT(member) .offset = offsetof(struct planner_project, member)
static const struct xml_row project_rows[] = {
    {.name = "@name", .type = &xml_word, PROJECT(p.title)},
    {.name = "@company", .type = &xml_word, PROJECT(p.company)},
    {.name = "@manager", .type = &xml_word, PROJECT(p.manager)},
    XML_DROPPED("@phase"),
    {.name = "@project-start", .type = &planner_time, PROJECT(p.start)},
    {.name = "@calendar", .type = &xml_int, PROJECT(calendar)},
    XML_RECALCULATED("@mrproject-version"),
    {.name = "properties", .node = &planner_properties_node},
    XML_DROPPED("phases"),
    {.name = "calendars", .node = &planner_calendars_node},
    {.name = "tasks", .node = &planner_tasks_node},
    {.name = "resource-groups", .node = &planner_groups_node},
    {.name = "resources", .node = &planner_resources_node},
    {.name = "allocations", .node = &planner_allocations_node},
};
static const struct xml_node root = {
    "project", sizeof(struct planner_project), project_rows, COUNT(project_rows), NULL, NULL};

static instant earliest(const struct planner_reader *r)
{
    instant first = INSTANT_NONE;
    for (size_t i = 0; i < r->tasks.n; i++) {
        instant t = r->tasks.v[i]->start;
        if (t != INSTANT_NONE && (first == INSTANT_NONE || t < first))
            first = t;
    }
    return first == INSTANT_NONE ? civil_seconds((struct civil){2000, 1, 3, 8, 0, 0}) : first;
}

static err build_project(struct planner_reader *r, str source_name)
{
    struct project *p = &r->project.p;
    if (p->start == INSTANT_NONE) {
        p->start = earliest(r);
        report_warn(r->b.report, "project/@project-start", 1,
                    "The file says no start of the project; %.*s was taken",
                    STR_ARG(local_text(r->b.mem, p->start)));
    }
    int64_t first = r->calendars.n ? r->calendars.v[0]->uid : INT_NONE;
    int64_t uid = r->project.calendar != INT_NONE ? r->project.calendar : first;
    p->calendar.v = map_or(&r->calendar_ids, uid, 0);
    return builder_project(&r->b, p, source_name);
}

static err build(struct planner_reader *r, str source_name)
{
    TRY(planner_build_calendars(r));
    TRY(build_project(r, source_name));
    TRY(planner_build_resources(r));
    TRY(planner_build_tasks(r));
    TRY(planner_build_links(r));
    TRY(planner_build_allocations(r));
    return planner_build_values(r);
}

static struct planner_reader *reader_new(struct arena *mem, struct import *out)
{
    struct planner_reader *r = arena_new(mem, struct planner_reader);
    builder_init(&r->b, mem, out);
    map_init(&r->calendar_ids, mem, 16);
    map_init(&r->task_at, mem, 64);
    map_init(&r->resource_ids, mem, 16);
    map_init(&r->place_ids, mem, 64);
    map_init(&r->resource_places, mem, 16);
    entity_init(&project_entity, &r->project.p);
    r->project.calendar = INT_NONE;
    return r;
}

err planner_read(struct arena *mem, struct source source, struct import *ret_import)
{
    struct import          out;
    struct planner_reader *r = reader_new(mem, &out);
    struct xml_reading     reading = {&root, NULL, r, r->b.report};
    err                    e = xml_read(mem, source, &reading, &r->project);
    if (!e.code)
        e = build(r, source.name);
    TRY(builder_done(&r->b, e));
    *ret_import = out;
    return OK;
}
