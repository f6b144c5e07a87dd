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

/* Columns are made for the most there can be: every link may bring a ghost, every assignment a
 * piece. */
static void columns_make(struct build *b)
{
    const size_t items = plan_slots(b->p, &item_entity), links = plan_slots(b->p, &link_entity);
    const size_t assignments = plan_slots(b->p, &assignment_entity);
    const size_t pieces = plan_slots(b->p, &assignment_piece_entity);
    const size_t most_tasks = items + (b->outside ? links : 0);
    network_init(&b->net, b->mem,
                 (struct network_size){(int32_t)most_tasks, (int32_t)links, (int32_t)assignments,
                                       (int32_t)(pieces + assignments)});
    b->net.n_tasks = b->net.n_links = b->net.n_assignments = b->net.n_pieces = 0;
    b->titles = arena_array(b->mem, str, most_tasks + 1);
    b->task_of = arena_array(b->mem, int32_t, items + 1);
    b->link_slot = arena_array(b->mem, size_t, links + 1);
    b->link_of = arena_array(b->mem, int32_t, links + 1);
    b->sums = arena_array(b->mem, struct sums, items + 1);
    b->is_outside = arena_array(b->mem, bool, items + 1);
    b->has_assignments = arena_array(b->mem, bool, most_tasks + 1);
    b->assigned_work_s = arena_array(b->mem, int64_t, most_tasks + 1);
    for (size_t s = 0; s < items; s++)
        b->task_of[s] = plan_at(b->p, &item_entity, s) ? b->net.n_tasks++ : TASK_NONE;
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
    *s = (struct schedule){0};
}

void schedule_close(struct schedule *s)
{
    if (!s)
        return;
    schedule_drop(s);
    heap_free(s);
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

/* Children of each item in outline order, and where each item stands in it. */
static void outline_index(struct schedule *s)
{
    const struct outline *o = s->b.outline;
    s->position = arena_array(&s->mem, uint32_t, o->n_slots + 1);
    s->child_row = arena_array(&s->mem, uint32_t, o->n_slots + 2);
    s->children = arena_array(&s->mem, uint32_t, o->n + 1);
    s->todo = marks_new(&s->mem, (int32_t)o->n);
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

static void slots_index(struct schedule *s)
{
    s->slot_of = arena_array(&s->mem, uint32_t, s->b.net.n_tasks + 1);
    for (uint32_t slot = 0; slot < s->b.outline->n_slots; slot++)
        if (s->b.task_of[slot] != TASK_NONE)
            s->slot_of[s->b.task_of[slot]] = slot;
}

static err build_in(struct schedule *s, const struct plan *p, const struct plan_outside *outside)
{
    s->b.mem = &s->mem;
    TRY(build_of(&s->b, p, outside));
    TRY(replan_new(&s->mem, &s->b.net, &s->replan));
    TRY(replan_run(s->replan, &s->result));
    outline_index(s);
    slots_index(s);
    return OK;
}

err schedule_build(struct schedule *s, const struct plan *p, const struct plan_outside *outside,
                   struct item_row *rows)
{
    schedule_drop(s);
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
