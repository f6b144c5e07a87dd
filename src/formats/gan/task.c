/* Tasks of GanttProject, the links in them, and old dates of baselines.
 *
 * A task that waits for nothing begins where the file says; so does one that only "rubber" links
 * hold, which push it and never pull it back. A strong link sets the date, and the file's start is
 * a result.
 */
#include "formats/gan/reader.h"

#include "formats/notes.h"

#include <math.h>

enum { EARLIEST_BEGIN = 1, MINOR = 100, DAYS_MAX = 100000 };

static const int8_t  link_types[] = {-1, LINK_SS, LINK_FS, LINK_FF, LINK_SF};
static const int64_t priorities[] = {300, 500, 700, 100, 900}; /* low normal high lowest highest */

/* ---- links -------------------------------------------------------------------------------- */

static void link_open(void *record)
{
    struct gan_link *l = record;
    entity_init(&link_entity, &l->link);
    l->succ = INT_NONE;
}

static err link_close(struct xml_in *in, void *record, void *parent)
{
    struct gan_reader *r = xml_owner(in);
    struct gan_link   *l = record;
    l->pred = ((struct gan_task *)parent)->id;
    l->line = xml_place(in).line;
    vec_push(r->b.mem, &r->links, *l);
    return OK;
}

#define LINK(member) .offset = offsetof(struct gan_link, member)
static const struct xml_row link_rows[] = {
    {.name = "@id", .type = &xml_int, LINK(succ)},
    {.name = "@type",
     .type = &xml_enum,
     .numbers = link_types,
     .n_numbers = COUNT(link_types),
     LINK(link.type)},
    {.name = "@difference", .type = &xml_int, LINK(lag_days)},
    {.name = "@hardness", .type = &xml_word, LINK(hardness)},
};
static const struct xml_node link_node = {
    "depend", sizeof(struct gan_link), link_rows, COUNT(link_rows), link_open, link_close};

static bool is_lag(int64_t days)
{
    return days >= -DAYS_MAX && days <= DAYS_MAX;
}

static struct id item_of(const struct gan_reader *r, int64_t task)
{
    int64_t at = gan_at(&r->task_at, task);
    return at < 0 ? (struct id){0} : r->tasks.v[at]->item.head.id;
}

err gan_build_links(struct gan_reader *r)
{
    for (size_t i = 0; i < r->links.n; i++) {
        struct gan_link *l = &r->links.v[i];
        l->link.pred = item_of(r, l->pred);
        l->link.succ = item_of(r, l->succ);
        l->link.lag_unit = UNIT_DAYS;
        l->link.lag_s = is_lag(l->lag_days) ? l->lag_days * GAN_DAY_S : 0;
        if (!is_lag(l->lag_days))
            report_warn(r->b.report, "depend/@difference", l->line, "A lag of %lld days became 0",
                        (long long)l->lag_days);
        TRY(builder_link(&r->b, &l->link, l->line));
    }
    return OK;
}

/* ---- values of custom fields -------------------------------------------------------------- */

static err value_close(struct xml_in *in, void *record, void *parent)
{
    struct gan_reader *r = xml_owner(in);
    struct gan_value  *v = record;
    v->owner = ((struct gan_task *)parent)->id;
    v->line = xml_place(in).line;
    vec_push(r->b.mem, &r->values, *v);
    return OK;
}

static const struct xml_row value_rows[] = {
    {.name = "@taskproperty-id", .type = &xml_word, .offset = offsetof(struct gan_value, property)},
    {.name = "@value", .type = &xml_text, .offset = offsetof(struct gan_value, value)},
};
static const struct xml_node value_node = {
    "customproperty", sizeof(struct gan_value), value_rows, COUNT(value_rows), NULL, value_close};

static err property_close(struct xml_in *in, void *record, void *parent)
{
    struct gan_reader   *r = xml_owner(in);
    struct gan_property *p = record;
    (void)parent;
    p->line = xml_place(in).line;
    if (r->properties.n == GAN_NAMES_MAX)
        return err_make(ERR_TOO_LARGE, "Line %lld: more than %d properties", (long long)p->line,
                        GAN_NAMES_MAX);
    if (str_eq(p->origin, S("custom")))
        vec_push(r->b.mem, &r->properties, *p);
    return OK;
}

#define PROPERTY(member) .offset = offsetof(struct gan_property, member)
static const struct xml_row property_rows[] = {
    {.name = "@id", .type = &xml_word, PROPERTY(id)},
    {.name = "@name", .type = &xml_word, PROPERTY(name)},
    {.name = "@type", .type = &xml_word, PROPERTY(origin)},
    {.name = "@valuetype", .type = &xml_word, PROPERTY(type)},
    XML_DROPPED("@defaultvalue"),
    XML_DROPPED("simple-select"),
};
static const struct xml_node property_node = {"taskproperty", sizeof(struct gan_property),
                                              property_rows,  COUNT(property_rows),
                                              NULL,           property_close};
static const struct xml_row  properties_rows[] = {
     {.name = "taskproperty", .node = &property_node},
};
static const struct xml_node properties_node = {"taskproperties",       0,    properties_rows,
                                                COUNT(properties_rows), NULL, NULL};

/* ---- the task ----------------------------------------------------------------------------- */

static void task_open(void *record)
{
    struct gan_task *t = record;
    entity_init(&item_entity, &t->item);
    t->id = INT_NONE;
    t->priority = 1;
    t->start = t->third = DAY_NONE;
}

static err task_close(struct xml_in *in, void *record, void *parent)
{
    struct gan_reader *r = xml_owner(in);
    struct gan_task   *t = record;
    (void)parent;
    t->place = xml_place(in);
    if (t->id == INT_NONE)
        return err_make(ERR_SYNTAX, "Line %lld: a task has no id", (long long)t->place.line);
    if (t->id < 0 || t->id >= INT64_MAX / 2)
        return err_make(ERR_SYNTAX, "Line %lld: the id of a task is out of range",
                        (long long)t->place.line);
    vec_push(r->b.mem, &r->tasks, arena_copy(r->b.mem, t, sizeof *t));
    return OK;
}

#define TASK(member) .offset = offsetof(struct gan_task, member)
static const struct xml_node task_node;
static const struct xml_row  task_rows[] = {
     {.name = "@id", .type = &xml_int, TASK(id)},
     XML_DROPPED("@uid"),
     {.name = "@name", .type = &xml_word, TASK(item.title)},
     XML_DROPPED("@color"),
     XML_DROPPED("@shape"),
     {.name = "@meeting", .type = &xml_bool, TASK(item.is_milestone)},
     XML_RECALCULATED("@project"),
     {.name = "@start", .type = &gan_day_type, TASK(start)},
     {.name = "@duration", .type = &xml_int, TASK(duration)},
     {.name = "@complete", .type = &xml_num, TASK(item.percent_complete)},
     {.name = "@priority", .type = &xml_int, TASK(priority), .flags = XML_LENIENT},
     {.name = "@thirdDate", .type = &gan_day_type, TASK(third), .flags = XML_LENIENT},
     {.name = "@thirdDate-constraint", .type = &xml_int, TASK(third_kind), .flags = XML_LENIENT},
     {.name = "@webLink", .type = &xml_word, TASK(web)},
     XML_RECALCULATED("@expand"),
     {.name = "@cost-manual-value", .type = &xml_num, TASK(cost), .flags = XML_LENIENT},
     {.name = "@cost-calculated", .type = &xml_bool, TASK(calculated), .flags = XML_LENIENT},
     {.name = "notes", .type = &xml_text, TASK(item.body)},
     {.name = "depend", .node = &link_node},
     {.name = "customproperty", .node = &value_node},
     {.name = "task", .node = &task_node},
};
static const struct xml_node task_node = {
    "task", sizeof(struct gan_task), task_rows, COUNT(task_rows), task_open, task_close};
static const struct xml_row tasks_rows[] = {
    XML_RECALCULATED("@empty-milestones"),
    {.name = "taskproperties", .node = &properties_node},
    {.name = "task", .node = &task_node},
};
const struct xml_node gan_tasks_node = {"tasks", 0, tasks_rows, COUNT(tasks_rows), NULL, NULL};

/* ---- into the plan ------------------------------------------------------------------------ */

static instant day_start(day d)
{
    return (instant)d * DAY_S + GAN_START_S;
}

static void complete_constraint(struct gan_reader *r, struct gan_task *t)
{
    struct item *i = &t->item;
    day          from = DAY_NONE;
    if (t->has_children)
        return;
    if (!t->strong)
        from = t->start;
    if (t->third_kind == EARLIEST_BEGIN && t->third != DAY_NONE &&
        (from == DAY_NONE || t->third > from))
        from = t->third;
    if (from == DAY_NONE || day_start(from) <= r->project.p.start)
        return;
    i->constraint = CONSTRAINT_SNET;
    i->constraint_at = day_start(from);
}

static void complete_duration(struct gan_reader *r, struct gan_task *t)
{
    struct item *i = &t->item;
    i->duration_unit = UNIT_DAYS;
    i->duration_type = FIXED_DURATION;
    if (t->has_children)
        return;
    if (t->duration < 0 || t->duration > DAYS_MAX) {
        report_warn(r->b.report, "task/@duration", t->place.line,
                    "Task %lld: a duration of %lld days became 0", (long long)t->id,
                    (long long)t->duration);
        t->duration = 0;
    }
    i->duration_s = i->is_milestone ? 0 : t->duration * GAN_DAY_S;
}

static void complete(struct gan_reader *r, struct gan_task *t)
{
    struct item *i = &t->item;
    bool         has_priority = t->priority >= 0 && t->priority < (int64_t)COUNT(priorities);
    i->is_milestone = i->is_milestone && !t->has_children;
    i->kind = t->has_children ? ITEM_SUMMARY : i->is_milestone ? ITEM_MILESTONE : ITEM_TASK;
    i->body = notes_text(r->b.mem, str_trim(i->body));
    i->priority = has_priority ? priorities[t->priority] : priorities[1];
    i->hyperlink = t->web.n && !str_eq(t->web, S("http://")) ? t->web : STR_NONE;
    i->source_uid = t->id + 1;
    i->rank = (r->b.n[ENTITY_ITEM] + 1) * RANK_GAP;
    i->parent.v = map_or(&r->place_ids, t->place.outer, 0);
    if (!t->calculated && t->cost > 0 && t->cost < 1e12)
        i->fixed_cost_minor = llround(t->cost * MINOR);
    if (!i->title.n)
        i->title = str_fmt(r->b.mem, "Task %lld", (long long)t->id);
    complete_duration(r, t);
    complete_constraint(r, t);
    builder_progress(&r->b, i, t->has_children, t->place.line);
}

static void store(struct gan_reader *r, const struct gan_task *t)
{
    struct stored_dates *s = builder_stored(&r->b, t->item.head.id);
    day                  last = gan_last_day(r, t->start, t->duration);
    s->uid = t->id + 1;
    s->by_day = true;
    if (t->start != DAY_NONE)
        s->start = (instant)t->start * DAY_S;
    if (last != DAY_NONE)
        s->finish = (instant)last * DAY_S;
}

static err put_task(struct gan_reader *r, struct gan_task *t)
{
    complete(r, t);
    if (t->item.is_milestone) {
        TRY(gan_moments_calendar(r));
        t->item.calendar = r->moments;
    }
    TRY(builder_put(&r->b, &item_entity, &t->item, t->place.line, &t->item.head.id));
    map_put(&r->place_ids, t->place.order, t->item.head.id.v);
    store(r, t);
    return OK;
}

static int by_order(const void *a, const void *b)
{
    const struct gan_task *x = *(struct gan_task *const *)a, *y = *(struct gan_task *const *)b;
    return (x->place.order > y->place.order) - (x->place.order < y->place.order);
}

static err find_parents(struct gan_reader *r)
{
    struct map at = {0};
    int64_t    parent = 0;
    map_init(&at, r->b.mem, r->tasks.n + 1);
    for (size_t i = 0; i < r->tasks.n; i++) {
        struct gan_task *t = r->tasks.v[i];
        if (gan_at(&r->task_at, t->id) >= 0)
            return err_make(ERR_INVALID, "Line %lld: task %lld occurs twice",
                            (long long)t->place.line, (long long)t->id);
        map_put(&r->task_at, t->id, (int64_t)i);
        map_put(&at, t->place.order, (int64_t)i);
        if (map_get(&at, t->place.outer, &parent))
            r->tasks.v[parent]->has_children = true;
    }
    return OK;
}

static void count_links(struct gan_reader *r)
{
    for (size_t i = 0; i < r->links.n; i++) {
        int64_t at = gan_at(&r->task_at, r->links.v[i].succ);
        bool    is_known = gan_at(&r->task_at, r->links.v[i].pred) >= 0;
        bool    is_rubber = str_eq_nocase(r->links.v[i].hardness, S("Rubber"));
        if (at >= 0 && is_known && !is_rubber)
            r->tasks.v[at]->strong++;
    }
}

err gan_build_tasks(struct gan_reader *r)
{
    if (r->tasks.n)
        qsort(r->tasks.v, r->tasks.n, sizeof(struct gan_task *), by_order);
    TRY(find_parents(r));
    count_links(r);
    for (size_t i = 0; i < r->tasks.n; i++)
        TRY(put_task(r, r->tasks.v[i]));
    return OK;
}
