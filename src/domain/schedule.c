/* domain/schedule.c - the plan as the engine's network, calculated, and read back.
 *
 * The only way from records to the engine: calendars, tasks, links and assignments become columns
 * (schedule/), the engine runs, its rows become the plan's. Everything made on the way lives in one
 * arena and is gone at the end. Rules of scheduling are the engine's; here is only translation.
 */
#include "domain/schedule.h"

#include "domain/schedule/build.h"

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

static err build_and_run(struct build *b, struct item_row *rows)
{
    struct cpm_result result;
    TRY(build_open(b));
    TRY(build_calendars(b));
    build_tasks(b);
    build_links(b);
    build_assignments(b);
    TRY(cpm_run(b->mem, &b->net, &result));
    build_rows(b, &result, rows);
    return OK;
}

err plan_schedule(const struct plan *p, const struct plan_outside *outside, struct item_row *rows)
{
    struct arena mem = {0};
    struct build b = {.mem = &mem,
                      .p = p,
                      .project = plan_project_record(p),
                      .outline = plan_outline_tree(p),
                      .outside = outside};
    if (!b.project)
        return err_make(ERR_INVALID, "The plan has no project record.");
    const err e = build_and_run(&b, rows);
    arena_done(&mem);
    return e;
}
