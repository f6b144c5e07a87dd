/* domain/schedule.c - the plan as the engine's network, calculated, and read back.
 *
 * The only way from records to the engine: calendars, tasks, links and assignments become columns
 * (schedule/), the engine runs, its rows become the plan's. Everything made on the way lives in one
 * arena, which is gone at the end or belongs to the schedule that is kept. Rules of scheduling are
 * the engine's; here is only translation. Following is in schedule/follow.c.
 */
#include "domain/schedule.h"

#include "base/heap.h"
#include "domain/schedule/kept.h"

#include <string.h>

static void options_fill(struct build *b)
{
    const struct project *pr = b->project;
    b->net.options.start = pr->start;
    b->net.options.finish = pr->finish;
    b->net.options.from_finish = pr->schedule_from == SCHEDULE_FROM_FINISH;
    b->net.options.honor_constraints = pr->honor_constraints;
    b->net.options.split_in_progress = pr->split_in_progress;
    b->net.options.multiple_critical_paths = pr->multiple_critical_paths;
    b->net.options.critical_slack_s = pr->critical_slack_limit_days * pr->minutes_per_day * 60;
}

/* Links that come from another project: each may bring a ghost. */
static size_t ghosts_most(const struct build *b)
{
    size_t n = 0;
    for (size_t s = 0; s < plan_slots(b->p, &link_entity); s++) {
        const struct link *l = plan_at(b->p, &link_entity, s);
        n += l && !plan_get(b->p, &item_entity, l->pred);
    }
    return n;
}

/* Some more than there are, when the network is to follow the plan. */
static int32_t with_room(const struct build *b, size_t n)
{
    return (int32_t)(n + (b->has_room ? n / 8 + 64 : 0));
}

static void rows_clear(struct build *b)
{
    for (int32_t i = 0; i < b->most.tasks; i++)
        b->net.tasks.flags[i] = TASK_BLANK;
    for (int32_t i = 0; i < b->most.links; i++)
        b->net.links.pred[i] = b->net.links.succ[i] = TASK_NONE;
    for (int32_t i = 0; i < b->most.assignments; i++)
        b->net.assignments.task[i] = TASK_NONE;
}

/* Every assignment may bring a piece beside those there are. */
static void columns_make(struct build *b)
{
    const size_t items = plan_slots(b->p, &item_entity), links = plan_slots(b->p, &link_entity);
    const size_t assignments = plan_slots(b->p, &assignment_entity);
    const size_t pieces = plan_slots(b->p, &assignment_piece_entity);
    b->most = (struct network_size){with_room(b, items) + (int32_t)ghosts_most(b),
                                    with_room(b, links), with_room(b, assignments),
                                    (int32_t)(pieces + assignments)};
    network_init(&b->net, b->mem, b->most);
    rows_clear(b);
    b->net.n_tasks = (int32_t)items;
    b->net.n_links = b->net.n_assignments = b->net.n_pieces = 0;
    b->titles = arena_array(b->mem, str, b->most.tasks + 1);
    b->sums = arena_array(b->mem, struct sums, b->most.tasks + 1);
    b->is_outside = arena_array(b->mem, bool, b->most.tasks + 1);
    b->n_assigned = arena_array(b->mem, int32_t, b->most.tasks + 1);
    b->assigned_work_s = arena_array(b->mem, int64_t, b->most.tasks + 1);
}

err build_open(struct build *b)
{
    b->zone = zone_utc();
    if (b->project->zone.n)
        TRY(zone_get(b->project->zone, &b->zone));
    columns_make(b);
    options_fill(b);
    return OK;
}

static err build_network(struct build *b)
{
    TRY(build_open(b));
    TRY(build_calendars(b));
    build_tasks(b);
    build_links(b);
    build_p6(b);
    build_assignments(b);
    return OK;
}

err build_of(struct build *b, const struct plan *p, const struct plan_outside *outside)
{
    b->p = p;
    b->project = plan_project_record(p);
    b->outline = plan_outline_tree(p);
    b->outside = outside;
    return b->project ? build_network(b) : err_make(ERR_INVALID, "The plan has no project record.");
}

err plan_schedule(const struct plan *p, const struct plan_outside *outside, struct item_row *rows)
{
    struct arena      mem = {0};
    struct build      b = {.mem = &mem};
    struct cpm_result result;
    err               e = build_of(&b, p, outside);
    if (!e.code)
        e = cpm_run(&mem, &b.net, &result);
    if (!e.code)
        build_rows(&b, &result, rows);
    arena_done(&mem);
    return e;
}

/* ---- kept --------------------------------------------------------------------------------------
 */

struct schedule *schedule_new(void)
{
    struct schedule *s = heap_alloc(sizeof *s);
    *s = (struct schedule){0};
    return s;
}

void schedule_drop(struct schedule *s)
{
    plan_unref(s->known);
    arena_done(&s->mem);
    *s = (struct schedule){.n_builds = s->n_builds};
}

void schedule_close(struct schedule *s)
{
    if (!s)
        return;
    schedule_drop(s);
    heap_free(s);
}

size_t schedule_builds(const struct schedule *s)
{
    return s->n_builds;
}

const struct plan *schedule_plan(const struct schedule *s)
{
    return s->known;
}

void schedule_keep(struct schedule *s, const struct plan *p)
{
    if (!s->replan || s->b.has_outside || s->b.net.p6) {
        schedule_drop(s);
        return;
    }
    struct plan *known = plan_fork(p);
    plan_unref(s->known);
    s->known = known;
    s->b.p = known;
    s->b.project = plan_project_record(known);
    s->b.outline = plan_outline_tree(known);
    s->b.outside = NULL;
}

/* Children of each item in outline order, and where each item stands in it; in the same memory
 * whenever the outline is another one. */
void schedule_index(struct schedule *s)
{
    const struct outline *o = s->b.outline;
    memset(s->child_row, 0, ((size_t)o->n_slots + 2) * sizeof *s->child_row);
    for (uint32_t at = 0; at < o->n; at++) {
        s->position[o->order[at]] = at;
        if (o->parent[o->order[at]] != OUTLINE_NONE)
            s->child_row[o->parent[o->order[at]] + 2]++;
    }
    for (uint32_t k = 2; k < o->n_slots + 2; k++)
        s->child_row[k] += s->child_row[k - 1];
    for (uint32_t at = 0; at < o->n; at++) {
        const uint32_t parent = o->parent[o->order[at]];
        if (parent != OUTLINE_NONE)
            s->children[s->child_row[parent + 1]++] = o->order[at];
    }
}

static void index_make(struct schedule *s)
{
    const int32_t most = s->b.most.tasks;
    s->position = arena_array(&s->mem, uint32_t, most + 1);
    s->child_row = arena_array(&s->mem, uint32_t, most + 2);
    s->children = arena_array(&s->mem, uint32_t, most + 1);
    s->todo = marks_new(&s->mem, most + 1);
    schedule_index(s);
}

static err build_in(struct schedule *s, const struct plan *p, const struct plan_outside *outside)
{
    s->b.mem = &s->mem;
    s->b.has_room = true;
    TRY(build_of(&s->b, p, outside));
    TRY(replan_new_with(&s->mem, &s->b.net, s->b.most, &s->replan));
    TRY(replan_run(s->replan, &s->result));
    index_make(s);
    return OK;
}

err schedule_build(struct schedule *s, const struct plan *p, const struct plan_outside *outside,
                   struct item_row *rows)
{
    schedule_drop(s);
    s->n_builds++;
    const err e = build_in(s, p, outside);
    if (e.code)
        schedule_drop(s);
    else
        build_rows(&s->b, &s->result.cpm, rows);
    return e;
}

void schedule_rows(const struct schedule *s, struct item_row *rows)
{
    build_rows(&s->b, &s->result.cpm, rows);
}
