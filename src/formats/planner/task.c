/* Tasks of Planner and their links.
 *
 * Work is the input of a task, and its duration where scheduling is fixed; else the duration is
 * work by the units of its assignments. `start`, `work-start` and `end` are results and only
 * compared.
 */
#include "formats/planner/reader.h"

#include "formats/notes.h"

#include <math.h>

enum { PRIORITY_TENTH = 10, PRIORITY_USUAL = 500, PER_CENT = 100 };

/* ---- links -------------------------------------------------------------------------------- */

static const struct {
    const char    *word;
    enum link_type type;
} link_words[] = {{"FS", LINK_FS}, {"SS", LINK_SS}, {"FF", LINK_FF}, {"SF", LINK_SF}};

static bool link_type_read(const struct xml_row *row, void *units, str text, void *to)
{
    (void)row, (void)units;
    for (size_t i = 0; i < COUNT(link_words); i++) {
        if (str_eq_nocase(text, str_from(link_words[i].word))) {
            *(enum link_type *)to = link_words[i].type;
            return true;
        }
    }
    return false;
}

static const struct xml_type link_type_type = {"FS, SS, FF or SF", link_type_read, NULL, false};

static void link_open(void *record)
{
    struct planner_link *l = record;
    entity_init(&link_entity, &l->link);
    l->pred = INT_NONE;
}

static err link_close(struct xml_in *in, void *record, void *parent)
{
    struct planner_reader *r = xml_owner(in);
    struct planner_link   *l = record;
    l->task = ((struct planner_task *)parent)->uid;
    l->line = xml_place(in).line;
    vec_push(r->b.mem, &r->links, *l);
    return OK;
}

#define LINK(member) .offset = offsetof(struct planner_link, member)
static const struct xml_row link_rows[] = {
    XML_RECALCULATED("@id"),
    {.name = "@predecessor-id", .type = &xml_int, LINK(pred)},
    {.name = "@type", .type = &link_type_type, LINK(link.type), .flags = XML_LENIENT},
    {.name = "@lag", .type = &xml_int, LINK(link.lag_s), .flags = XML_LENIENT},
};
static const struct xml_node link_node = {
    "predecessor", sizeof(struct planner_link), link_rows, COUNT(link_rows), link_open, link_close};
static const struct xml_row  links_rows[] = {{.name = "predecessor", .node = &link_node}};
static const struct xml_node links_node = {"predecessors",    0,    links_rows,
                                           COUNT(links_rows), NULL, NULL};

err planner_build_links(struct planner_reader *r)
{
    for (size_t i = 0; i < r->links.n; i++) {
        struct planner_link *l = &r->links.v[i];
        int64_t              pred = map_or(&r->task_at, l->pred, -1);
        int64_t              succ = map_or(&r->task_at, l->task, -1);
        l->link.lag_unit = UNIT_HOURS;
        l->link.pred = pred < 0 ? (struct id){0} : r->tasks.v[pred]->item.head.id;
        l->link.succ = succ < 0 ? (struct id){0} : r->tasks.v[succ]->item.head.id;
        TRY(builder_link(&r->b, &l->link, l->line));
    }
    return OK;
}

/* ---- constraints -------------------------------------------------------------------------- */

static const struct {
    const char          *word;
    enum constraint_kind kind;
} constraints[] = {
    {"as-soon-as-possible", CONSTRAINT_ASAP},    {"as-late-as-possible", CONSTRAINT_ALAP},
    {"must-start-on", CONSTRAINT_MSO},           {"must-finish-on", CONSTRAINT_MFO},
    {"start-no-earlier-than", CONSTRAINT_SNET},  {"start-no-later-than", CONSTRAINT_SNLT},
    {"finish-no-earlier-than", CONSTRAINT_FNET}, {"finish-no-later-than", CONSTRAINT_FNLT},
};

static void constraint_open(void *record)
{
    ((struct planner_constraint *)record)->time = INSTANT_NONE;
}

static err constraint_close(struct xml_in *in, void *record, void *parent)
{
    struct planner_reader     *r = xml_owner(in);
    struct planner_constraint *c = record;
    struct planner_task       *t = parent;
    size_t                     k = 0;
    while (k < COUNT(constraints) && !str_eq(c->type, str_from(constraints[k].word)))
        k++;
    bool has_date = k < COUNT(constraints) && constraints[k].kind > CONSTRAINT_ALAP;
    if (k == COUNT(constraints) || (has_date && c->time == INSTANT_NONE)) {
        report_warn(r->b.report, "constraint", xml_place(in).line,
                    "The constraint \"%.*s\" is not known or has no time; it was left out",
                    STR_ARG(str_sub(c->type, 0, 60)));
        return OK;
    }
    t->item.constraint = constraints[k].kind;
    t->item.constraint_at = has_date ? c->time : INSTANT_NONE;
    return OK;
}

static const struct xml_row constraint_rows[] = {
    {.name = "@type", .type = &xml_word, .offset = offsetof(struct planner_constraint, type)},
    {.name = "@time", .type = &planner_time, .offset = offsetof(struct planner_constraint, time)},
};
static const struct xml_node constraint_node = {"constraint",    sizeof(struct planner_constraint),
                                                constraint_rows, COUNT(constraint_rows),
                                                constraint_open, constraint_close};

/* ---- the task ----------------------------------------------------------------------------- */

static void task_open(void *record)
{
    struct planner_task *t = record;
    entity_init(&item_entity, &t->item);
    t->uid = INT_NONE;
    t->start = t->work_start = t->end = INSTANT_NONE;
    t->work_s = t->duration_s = DURATION_NONE;
}

static err task_close(struct xml_in *in, void *record, void *parent)
{
    struct planner_reader *r = xml_owner(in);
    struct planner_task   *t = record;
    (void)parent;
    t->place = xml_place(in);
    if (t->uid == INT_NONE)
        return err_make(ERR_SYNTAX, "Line %lld: a task has no id", (long long)t->place.line);
    vec_push(r->b.mem, &r->tasks, arena_copy(r->b.mem, t, sizeof *t));
    return OK;
}

#define TASK(member) .offset = offsetof(struct planner_task, member)
static const struct xml_node task_node;
static const struct xml_row  task_rows[] = {
     {.name = "@id", .type = &xml_int, TASK(uid)},
     {.name = "@name", .type = &xml_word, TASK(item.title)},
     {.name = "@note", .type = &xml_text, TASK(item.body)},
     {.name = "@work", .type = &xml_int, TASK(work_s)},
     {.name = "@duration", .type = &xml_int, TASK(duration_s)},
     {.name = "@start", .type = &planner_time, TASK(start), .flags = XML_SILENT},
     {.name = "@work-start", .type = &planner_time, TASK(work_start), .flags = XML_SILENT},
     {.name = "@end", .type = &planner_time, TASK(end), .flags = XML_SILENT},
     {.name = "@percent-complete", .type = &xml_num, TASK(item.percent_complete)},
     {.name = "@priority", .type = &xml_int, TASK(priority), .flags = XML_LENIENT},
     {.name = "@type", .type = &xml_word, TASK(type)},
     {.name = "@scheduling", .type = &xml_word, TASK(scheduling)},
     {.name = "properties", .node = &planner_values_node},
     {.name = "constraint", .node = &constraint_node},
     {.name = "predecessors", .node = &links_node},
     {.name = "task", .node = &task_node},
};
static const struct xml_node task_node = {
    "task", sizeof(struct planner_task), task_rows, COUNT(task_rows), task_open, task_close};
static const struct xml_row tasks_rows[] = {{.name = "task", .node = &task_node}};
const struct xml_node planner_tasks_node = {"tasks", 0, tasks_rows, COUNT(tasks_rows), NULL, NULL};

/* ---- into the plan ------------------------------------------------------------------------ */

static void complete_duration(struct planner_reader *r, struct planner_task *t)
{
    struct item *i = &t->item;
    bool         is_fixed = str_eq(t->scheduling, S("fixed-duration"));
    double       units = t->units > 0 ? t->units : 1;
    int64_t      work = t->work_s == DURATION_NONE || t->work_s < 0 ? 0 : t->work_s;
    i->duration_unit = UNIT_DAYS;
    if (t->has_children)
        return;
    if (t->work_s < 0 && t->work_s != DURATION_NONE)
        report_warn(r->b.report, "task/@work", t->place.line,
                    "Task %lld has negative work; it became 0", (long long)t->uid);
    i->work_s = t->units > 0 ? work : 0;
    i->duration_type = is_fixed ? FIXED_DURATION : FIXED_WORK;
    i->duration_s = is_fixed && t->duration_s != DURATION_NONE && t->duration_s >= 0
                        ? t->duration_s
                        : llround((double)work / units);
    if (i->is_milestone)
        i->duration_s = i->work_s = 0;
}

static void complete(struct planner_reader *r, struct planner_task *t)
{
    struct item *i = &t->item;
    i->is_milestone = str_eq(t->type, S("milestone"));
    i->kind = t->has_children ? ITEM_SUMMARY : i->is_milestone ? ITEM_MILESTONE : ITEM_TASK;
    i->body = notes_text(r->b.mem, i->body);
    i->priority = t->priority > 0 ? t->priority / PRIORITY_TENTH : PRIORITY_USUAL;
    i->source_uid = t->uid;
    i->rank = (r->b.n[ENTITY_ITEM] + 1) * RANK_GAP;
    i->parent.v = map_or(&r->place_ids, t->place.outer, 0);
    if (!i->title.n)
        i->title = str_fmt(r->b.mem, "Task %lld", (long long)t->uid);
    complete_duration(r, t);
    builder_progress(&r->b, i, t->has_children, t->place.line);
}

static err put_task(struct planner_reader *r, struct planner_task *t)
{
    complete(r, t);
    TRY(builder_put(&r->b, &item_entity, &t->item, t->place.line, &t->item.head.id));
    map_put(&r->place_ids, t->place.order, t->item.head.id.v);
    struct stored_dates *s = builder_stored(&r->b, t->item.head.id);
    s->uid = t->uid;
    s->start = t->work_start != INSTANT_NONE ? t->work_start : t->start;
    s->finish = t->end;
    return OK;
}

static int by_order(const void *a, const void *b)
{
    const struct planner_task *x = *(struct planner_task *const *)a;
    const struct planner_task *y = *(struct planner_task *const *)b;
    return (x->place.order > y->place.order) - (x->place.order < y->place.order);
}

static err find_parents(struct planner_reader *r)
{
    struct map at = {0};
    int64_t    parent = 0;
    map_init(&at, r->b.mem, r->tasks.n + 1);
    for (size_t i = 0; i < r->tasks.n; i++) {
        struct planner_task *t = r->tasks.v[i];
        if (map_get(&r->task_at, t->uid, &parent))
            return err_make(ERR_INVALID, "Line %lld: task %lld occurs twice",
                            (long long)t->place.line, (long long)t->uid);
        map_put(&r->task_at, t->uid, (int64_t)i);
        map_put(&at, t->place.order, (int64_t)i);
        if (map_get(&at, t->place.outer, &parent))
            r->tasks.v[parent]->has_children = true;
    }
    return OK;
}

static void add_units(struct planner_reader *r)
{
    int64_t at = 0;
    for (size_t i = 0; i < r->allocations.n; i++) {
        const struct planner_allocation *a = &r->allocations.v[i];
        if (map_get(&r->task_at, a->task, &at) && planner_works(r, a->resource))
            r->tasks.v[at]->units += a->units / PER_CENT;
    }
}

err planner_build_tasks(struct planner_reader *r)
{
    if (r->tasks.n)
        qsort(r->tasks.v, r->tasks.n, sizeof(struct planner_task *), by_order);
    TRY(find_parents(r));
    add_units(r);
    for (size_t i = 0; i < r->tasks.n; i++)
        TRY(put_task(r, r->tasks.v[i]));
    return OK;
}
