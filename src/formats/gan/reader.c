/* GanttProject's file into a plan: the root, custom fields, baselines, the whole as a sequence.
 *
 * What concerns only the screens (views, colours, shapes, what is folded) is not kept. The plan
 * begins with its earliest task.
 */
#include "formats/gan/reader.h"

#include "formats/notes.h"

enum { BASELINES = 11 };

/* ---- custom fields ------------------------------------------------------------------------ */

static const struct {
    const char      *word;
    enum custom_kind kind;
} kinds[] = {{"text", CUSTOM_TEXT},      {"string", CUSTOM_TEXT},   {"int", CUSTOM_NUMBER},
             {"integer", CUSTOM_NUMBER}, {"double", CUSTOM_NUMBER}, {"date", CUSTOM_DATE},
             {"boolean", CUSTOM_FLAG}};

static enum custom_kind kind_of(str type)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_eq_nocase(type, str_from(kinds[i].word)))
            return kinds[i].kind;
    return CUSTOM_TEXT;
}

static const struct gan_property *definition(const struct gan_reader *r, const struct gan_value *v)
{
    for (size_t i = 0; i < r->properties.n; i++)
        if (r->properties.v[i].of_resource == v->of_resource &&
            str_eq(r->properties.v[i].id, v->property))
            return &r->properties.v[i];
    return NULL;
}

static struct id owner_of(const struct gan_reader *r, const struct gan_value *v)
{
    int64_t at = gan_at(v->of_resource ? &r->resource_at : &r->task_at, v->owner);
    if (at < 0)
        return (struct id){0};
    return v->of_resource ? r->resources.v[at]->r.head.id : r->tasks.v[at]->item.head.id;
}

static str canonical(struct gan_reader *r, enum custom_kind kind, str value)
{
    day d = DAY_NONE;
    if (kind == CUSTOM_TEXT)
        return value;
    value = str_trim(value);
    if (kind == CUSTOM_DATE && day_parse(str_sub(value, 0, 10), &d))
        return instant_text(r->b.mem, (instant)d * DAY_S);
    return value;
}

err gan_build_values(struct gan_reader *r)
{
    for (size_t i = 0; i < r->values.n; i++) {
        const struct gan_value    *v = &r->values.v[i];
        const struct gan_property *p = definition(r, v);
        struct custom_field        f;
        if (!p) {
            report_drop(r->b.report, "custom property", "It is not defined in the file", v->line);
            continue;
        }
        entity_init(&custom_field_entity, &f);
        f.target = v->of_resource ? CUSTOM_OF_RESOURCE : CUSTOM_OF_ITEM;
        f.name = p->id;
        f.alias = p->name.n ? p->name : STR_NONE;
        f.kind = kind_of(p->type);
        TRY(builder_value(&r->b, &f, owner_of(r, v), canonical(r, f.kind, v->value), v->line));
    }
    return OK;
}

/* ---- baselines ---------------------------------------------------------------------------- */

static void old_task_open(void *record)
{
    struct gan_old_task *t = record;
    t->task = INT_NONE;
    t->start = DAY_NONE;
}

static err old_task_close(struct xml_in *in, void *record, void *parent)
{
    struct gan_reader   *r = xml_owner(in);
    struct gan_old_task *t = record;
    (void)parent;
    t->baseline = (int64_t)r->baselines.n;
    t->line = xml_place(in).line;
    vec_push(r->b.mem, &r->old_tasks, *t);
    return OK;
}

static err baseline_close(struct xml_in *in, void *record, void *parent)
{
    struct gan_reader *r = xml_owner(in);
    (void)parent;
    vec_push(r->b.mem, &r->baselines, *(struct gan_baseline *)record);
    return OK;
}

#define OLD(member) .offset = offsetof(struct gan_old_task, member)
static const struct xml_row old_task_rows[] = {
    {.name = "@id", .type = &xml_int, OLD(task)},
    {.name = "@start", .type = &gan_day_type, OLD(start)},
    {.name = "@duration", .type = &xml_int, OLD(duration)},
    XML_RECALCULATED("@meeting"),
    XML_RECALCULATED("@super"),
};
static const struct xml_node old_task_node = {"previous-task", sizeof(struct gan_old_task),
                                              old_task_rows,   COUNT(old_task_rows),
                                              old_task_open,   old_task_close};
static const struct xml_row  baseline_rows[] = {
     {.name = "@name", .type = &xml_word, .offset = offsetof(struct gan_baseline, name)},
     {.name = "previous-task", .node = &old_task_node},
};
static const struct xml_node baseline_node = {
    "previous-tasks", sizeof(struct gan_baseline), baseline_rows, COUNT(baseline_rows), NULL,
    baseline_close};
static const struct xml_row previous_rows[] = {{.name = "previous-tasks", .node = &baseline_node}};
const struct xml_node       gan_previous_node = {"previous",           0,    previous_rows,
                                                 COUNT(previous_rows), NULL, NULL};

static err put_old_task(struct gan_reader *r, const struct gan_old_task *t, struct id baseline)
{
    struct baseline_item row;
    int64_t              at = gan_at(&r->task_at, t->task);
    day                  last = gan_last_day(r, t->start, t->duration);
    if (at < 0 || last == DAY_NONE) {
        report_drop(r->b.report, "previous-task", "It names no task or no days", t->line);
        return OK;
    }
    entity_init(&baseline_item_entity, &row);
    row.baseline = baseline;
    row.item = r->tasks.v[at]->item.head.id;
    row.start = (instant)t->start * DAY_S + GAN_START_S;
    row.finish = t->duration ? (instant)last * DAY_S + GAN_START_S + 9 * HOUR_S : row.start;
    row.duration_s = t->duration * GAN_DAY_S;
    return builder_put(&r->b, &baseline_item_entity, &row, t->line, NULL);
}

static err put_baseline(struct gan_reader *r, size_t no, struct id *ret_id)
{
    struct baseline b;
    entity_init(&baseline_entity, &b);
    b.number = (int64_t)no;
    b.title = r->baselines.v[no].name.n ? r->baselines.v[no].name : S("Baseline");
    return builder_put(&r->b, &baseline_entity, &b, 0, ret_id);
}

err gan_build_baselines(struct gan_reader *r)
{
    struct id ids[BASELINES] = {{0}};
    for (size_t i = 0; i < r->baselines.n && i < BASELINES; i++)
        TRY(put_baseline(r, i, &ids[i]));
    for (size_t i = BASELINES; i < r->baselines.n; i++)
        report_drop(r->b.report, "previous-tasks", "A plan has eleven baselines at most", 0);
    for (size_t i = 0; i < r->old_tasks.n; i++)
        if (r->old_tasks.v[i].baseline < BASELINES)
            TRY(put_old_task(r, &r->old_tasks.v[i], ids[r->old_tasks.v[i].baseline]));
    return OK;
}

/* ---- the root ----------------------------------------------------------------------------- */

#define PROJECT(member) .offset = offsetof(struct gan_project, member)
static const struct xml_row project_rows[] = {
    {.name = "@name", .type = &xml_word, PROJECT(p.title)},
    {.name = "@company", .type = &xml_word, PROJECT(p.company)},
    XML_DROPPED_BUT("@webLink", "http://"),
    XML_RECALCULATED("@view-date"),
    XML_RECALCULATED("@view-index"),
    XML_RECALCULATED("@gantt-divider-location"),
    XML_RECALCULATED("@resource-divider-location"),
    XML_RECALCULATED("@version"),
    XML_RECALCULATED("@locale"),
    {.name = "description", .type = &xml_text, PROJECT(p.body)},
    XML_DROPPED("view"),
    {.name = "calendars", .node = &gan_calendars_node},
    {.name = "tasks", .node = &gan_tasks_node},
    {.name = "resources", .node = &gan_resources_node},
    {.name = "allocations", .node = &gan_allocations_node},
    {.name = "vacations", .node = &gan_vacations_node},
    XML_DROPPED("taskdisplaycolumns"),
    {.name = "previous", .node = &gan_previous_node},
    {.name = "roles", .node = &gan_roles_node},
};
static const struct xml_node root = {
    "project", sizeof(struct gan_project), project_rows, COUNT(project_rows), NULL, NULL};

static void find_start(struct gan_reader *r)
{
    day first = DAY_NONE;
    for (size_t i = 0; i < r->tasks.n; i++) {
        day d = r->tasks.v[i]->start;
        if (d != DAY_NONE && (first == DAY_NONE || d < first))
            first = d;
    }
    if (first == DAY_NONE) {
        first = day_from(2000, 1, 3);
        report_warn(r->b.report, "task/@start", 0, "No task has a start; the plan begins %.*s",
                    STR_ARG(day_text(r->b.mem, first)));
    }
    r->project.p.start = (instant)first * DAY_S + GAN_START_S;
}

static err build_project(struct gan_reader *r, str source_name)
{
    struct project *p = &r->project.p;
    p->body = notes_text(r->b.mem, str_trim(p->body));
    p->calendar = r->calendar;
    return builder_project(&r->b, p, source_name);
}

static err build(struct gan_reader *r, str source_name)
{
    find_start(r);
    TRY(gan_build_calendar(r));
    TRY(build_project(r, source_name));
    TRY(gan_build_tasks(r));
    TRY(gan_build_links(r));
    TRY(gan_build_resources(r));
    TRY(gan_build_values(r));
    return gan_build_baselines(r);
}

static struct gan_reader *reader_new(struct arena *mem, struct import *out)
{
    struct gan_reader *r = arena_new(mem, struct gan_reader);
    builder_init(&r->b, mem, out);
    strmap_init(&r->roles, mem, 16);
    map_init(&r->task_at, mem, 64);
    map_init(&r->resource_at, mem, 16);
    map_init(&r->place_ids, mem, 64);
    map_init(&r->exceptions, mem, 16);
    map_init(&r->yearly, mem, 16);
    entity_init(&project_entity, &r->project.p);
    r->project.off[0] = r->project.off[6] = 1;
    return r;
}

err gan_read(struct arena *mem, struct source source, struct import *ret_import)
{
    struct import      out;
    struct gan_reader *r = reader_new(mem, &out);
    struct xml_reading reading = {&root, NULL, r, r->b.report};
    err                e = xml_read(mem, source, &reading, &r->project);
    if (!e.code)
        e = build(r, source.name);
    TRY(builder_done(&r->b, e));
    *ret_import = out;
    return OK;
}
