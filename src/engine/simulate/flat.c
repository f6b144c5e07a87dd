/* engine/simulate/flat.c - both passes in working time, in lanes.
 *
 * Forward, a node needs its finish only: its start is that less its duration. Backward, the late
 * start takes the place of the finish once the node has been counted, so that a block of trials
 * stays near the core. Summaries gather their extremes from the leaves as these are passed.
 *
 * Which dates are ends and which are begins of working time is told by the kind of node, where the
 * two differ: a task begins at a begin and ends at an end; a milestone stands at the end it waits
 * for, or at the project's start.
 */
#include "engine/simulate/flat.h"

#include "engine/simulate/wide.h"

#include "engine/pass.h"

/* --- whether it is flat ---------------------------------------------------------------------- */

static bool has_date(const instant *column, int32_t i)
{
    return column && column[i] != INSTANT_NONE;
}

static bool task_fits(const struct prepared *p, int32_t at)
{
    const struct network      *net = p->net;
    const struct task_columns *t = &net->tasks;
    const int32_t              i = p->nodes[at].task;
    const uint8_t              kind = TASK_COLUMN(net, constraint, i, NET_ASAP);
    const bool snet = kind == NET_SNET && has_date(t->constraint_at, i) && t->duration_s[i] > 0;
    return p->nodes[at].kind == NODE_LEAF && p->part_row[at + 1] == p->part_row[at] &&
           !(p->nodes[at].flags & (NODE_MAY_LEAD | NODE_CONSTRAINED)) &&
           !task_is(net, i,
                    TASK_ELAPSED | TASK_MANUAL | TASK_INACTIVE | TASK_EXTERNAL |
                        TASK_NEVER_CRITICAL) &&
           (kind == NET_ASAP || snet) && !has_date(t->actual_start, i) &&
           !has_date(t->actual_finish, i) && TASK_COLUMN(net, percent_complete, i, 0) <= 0 &&
           TASK_COLUMN(net, levelling_delay_s, i, 0) == 0 && t->duration_s[i] >= 0 &&
           t->duration_s[i] < LATEST / 2;
}

/* A moment is told from the ends it waits for; from a begin it would be told otherwise. */
static bool arcs_fit(const struct prepared *p, int32_t at, bool is_continuous)
{
    const bool is_moment = p->net->tasks.duration_s[p->nodes[at].task] == 0;
    for (int32_t k = p->pred_row[at]; k < p->pred_row[at + 1]; k++) {
        const struct arc *a = &p->preds[k];
        if (a->kind != ARC_PLAIN && a->kind != ARC_WORKING &&
            !(a->kind == ARC_ELAPSED && is_continuous))
            return false;
        if (a->type == NET_SF || a->lag_s < 0 || (is_moment && a->type != NET_FS))
            return false;
    }
    return true;
}

static bool network_fits(const struct prepared *p, const struct worktime *const *worktimes)
{
    const struct network *net = p->net;
    const int32_t         project = net->options.calendar;
    const int32_t         slot = project == CALENDAR_NONE ? net->n_calendars : project;
    if (net->p6 || net->options.from_finish || net->options.multiple_critical_paths || p->has_alap)
        return false;
    for (int32_t at = 0; at < p->n_nodes; at++)
        if (p->nodes[at].slot != slot || !task_fits(p, at) ||
            !arcs_fit(p, at, worktimes[slot]->is_continuous))
            return false;
    for (int32_t i = 0; i < p->n_summaries; i++)
        if (task_is(net, p->summaries[i], TASK_MANUAL | TASK_INACTIVE | TASK_EXTERNAL))
            return false;
    return true;
}

/* A milestone with a duration would be one no longer, and a task of nothing would become one. */
static bool draws_fit(const struct draws *d)
{
    for (int32_t v = 0; v < d->n_varied; v++)
        if (d->varied[v].planned_s <= 0)
            return false;
    for (int32_t i = 0; i < d->s->n_estimates; i++)
        if (d->estimates[i].kind == SPREAD_FIXED && d->estimates[i].low < 1)
            return false;
    for (int32_t i = 0; i < d->s->n_effects; i++) {
        const struct simulation_effect *e = &d->s->effects[i];
        if (e->kind == SIMULATION_FACTOR ||
            (e->kind == SIMULATION_DELAY && e->spread.optimistic < 0))
            return false;
    }
    return true;
}

/* --- setting up ------------------------------------------------------------------------------ */

static int32_t work_of(const struct worktime *w, instant t)
{
    const int64_t work = worktime_before(w, t);
    return work > LATEST ? LATEST : work < -LATEST ? -LATEST : (int32_t)work;
}

static void node_fill(struct flat *f, const struct prepared *p, int32_t at)
{
    const struct network *net = p->net;
    const int32_t         task = p->nodes[at].task;
    struct flat_node     *n = &f->nodes[at];
    *n = (struct flat_node){.task = task,
                            .summary = -1,
                            .varied = f->d->varied_of[task],
                            .duration = (int32_t)net->tasks.duration_s[task],
                            .floor = f->start,
                            .ceiling = LATEST};
    n->is_moment = n->duration == 0;
    if (TASK_COLUMN(net, constraint, task, NET_ASAP) == NET_SNET) {
        const int32_t date = work_of(f->w, net->tasks.constraint_at[task]);
        n->floor = p->nodes[at].flags & NODE_HAS_PRED && date < f->start ? f->start : date;
    }
    if (has_date(net->tasks.deadline, task)) {
        n->ceiling = work_of(f->w, net->tasks.deadline[task]);
        n->has_deadline = true;
    }
}

/* Plain arcs first, each kind in its order; returns where they end. */
static int32_t arcs_copy(const struct arc *from, int32_t begin, int32_t end, struct flat_arc *to)
{
    int32_t at = begin, plain_end = begin;
    for (int pass = 0; pass < 2; pass++) {
        for (int32_t k = begin; k < end; k++)
            if ((from[k].type == NET_FS && from[k].kind == ARC_PLAIN) == (pass == 0))
                to[at++] = (struct flat_arc){(int32_t)from[k].node,
                                             from[k].kind == ARC_PLAIN ? 0 : from[k].lag_s,
                                             (uint8_t)from[k].type};
        plain_end = pass ? plain_end : at;
    }
    return plain_end;
}

static void summaries_fill(struct arena *mem, struct flat *f, const struct prepared *p)
{
    const struct network *net = p->net;
    int32_t              *place = arena_array(mem, int32_t, net->n_tasks + 1);
    f->n_summaries = p->n_summaries;
    f->summaries = arena_array(mem, struct flat_summary, p->n_summaries + 1);
    for (int32_t i = 0; i < p->n_summaries; i++)
        place[p->summaries[i]] = i + 1;
    for (int32_t i = 0; i < p->n_summaries; i++) {
        const int32_t task = p->summaries[i], above = TASK_COLUMN(net, parent, task, TASK_NONE);
        f->summaries[i] = (struct flat_summary){.task = task,
                                                .above = above == TASK_NONE ? -1 : place[above] - 1,
                                                .has_ceiling = has_date(net->tasks.deadline, task)};
        if (f->summaries[i].has_ceiling)
            f->summaries[i].ceiling = work_of(f->w, net->tasks.deadline[task]);
    }
    for (int32_t at = 0; at < f->n_nodes; at++) {
        const int32_t above = TASK_COLUMN(net, parent, f->nodes[at].task, TASK_NONE);
        f->nodes[at].summary = above == TASK_NONE ? -1 : place[above] - 1;
    }
}

/* Seconds that a duration is never longer than, by varied. */
static int64_t *longest_durations(struct arena *mem, const struct draws *d)
{
    int64_t *most = arena_array(mem, int64_t, d->n_varied + 1);
    for (int32_t v = 0; v < d->n_varied; v++)
        most[v] = d->varied[v].estimate < 0
                      ? d->varied[v].planned_s
                      : (int64_t)spread_draw(d->tables, &d->estimates[d->varied[v].estimate],
                                             UINT32_MAX) +
                            1;
    for (int32_t i = 0; i < d->s->n_effects; i++)
        if (d->s->effects[i].kind == SIMULATION_DELAY && d->varied_of[d->s->effects[i].task] >= 0)
            most[d->varied_of[d->s->effects[i].task]] +=
                (int64_t)spread_draw(d->tables, &d->effects[i], UINT32_MAX) + 1;
    for (int32_t i = 0; i < d->s->n_absences; i++)
        if (d->varied_of[d->s->absences[i].task] >= 0)
            most[d->varied_of[d->s->absences[i].task]] +=
                SIMULATION_ABSENCES_MAX *
                ((int64_t)spread_draw(d->tables, &d->absences[i], UINT32_MAX) + 1);
    return most;
}

/* Whether the longest that can be drawn still lies within the calendar and within 32 bits. */
static bool is_within(struct arena *mem, const struct flat *f)
{
    const int64_t *most = longest_durations(mem, f->d);
    int64_t       *finish = arena_array(mem, int64_t, f->n_nodes);
    int64_t        end = 0;
    for (int32_t at = 0; at < f->n_nodes; at++) {
        const struct flat_node *n = &f->nodes[at];
        int64_t                 start = n->floor;
        for (int32_t k = f->pred_row[at]; k < f->pred_row[at + 1]; k++)
            start = max_of(start, finish[f->preds[k].node] + f->preds[k].lag);
        finish[at] = start + (n->varied >= 0 ? most[n->varied] : n->duration);
        end = max_of(end, finish[at]);
        if (n->floor < f->start)
            return false;
    }
    return end < f->w->total && end < LATEST / 2;
}

const struct flat *flat_new(struct arena *mem, const struct draws *d,
                            const struct cpm_result *planned)
{
    const struct prepared *p = d->s->prepared;
    const int32_t          project = p->net->options.calendar, n = p->n_nodes;
    if (!network_fits(p, planned->worktimes) || !draws_fit(d) || n == 0)
        return NULL;
    struct flat *f = arena_new(mem, struct flat);
    f->d = d;
    f->w = planned->worktimes[project == CALENDAR_NONE ? p->net->n_calendars : project];
    f->start_at = p->net->options.start;
    f->start = work_of(f->w, f->start_at);
    if (f->start < 0 || p->net->options.critical_slack_s > LATEST / 2)
        return NULL;
    f->slack = (int32_t)p->net->options.critical_slack_s;
    f->n_nodes = n;
    f->n_tasks = p->net->n_tasks;
    f->nodes = arena_array(mem, struct flat_node, n);
    f->preds = arena_array(mem, struct flat_arc, p->pred_row[n] + 1);
    f->succs = arena_array(mem, struct flat_arc, p->succ_row[n] + 1);
    f->pred_row = p->pred_row;
    f->succ_row = p->succ_row;
    for (int32_t at = 0; at < n; at++) {
        node_fill(f, p, at);
        f->nodes[at].plain_end = arcs_copy(p->preds, p->pred_row[at], p->pred_row[at + 1],
                                           f->preds);
        f->nodes[at].plain_succ = arcs_copy(p->succs, p->succ_row[at], p->succ_row[at + 1],
                                            f->succs);
    }
    summaries_fill(mem, f, p);
    return is_within(mem, f) ? f : NULL;
}

struct flat_room *flat_room_new(struct arena *mem, const struct flat *f)
{
    struct flat_room *r = arena_new(mem, struct flat_room);
    r->finish = lanes_array(mem, f->n_nodes + 1);
    r->summary = lanes_array(mem, 4 * f->n_summaries + 4);
    r->bins = arena_alloc(mem, sizeof *r->bins * ((size_t)f->n_tasks + 1));
    return r;
}

/* --- the sample ------------------------------------------------------------------------------ */

int64_t flat_work(const struct flat *f, instant finish)
{
    return worktime_before(f->w, finish);
}

instant flat_finish(const struct flat *f, int64_t work)
{
    return work <= f->start ? f->start_at : worktime_finish_at(f->w, work);
}

/* Both columns of a task, at the block's first trial. */
struct sample_row {
    instant *start, *finish;
};

static struct sample_row row_of(const struct flat_sink *sink, int32_t task)
{
    const size_t at = (size_t)task * (size_t)sink->sample->n + (size_t)sink->first;
    return (struct sample_row){sink->sample->start + at, sink->sample->finish + at};
}

static void leaf_keep(const struct flat *f, const struct flat_room *room, int32_t at,
                      const struct draw_block *draws, const struct flat_sink *sink)
{
    const struct flat_node *n = &f->nodes[at];
    const struct sample_row to = row_of(sink, n->task);
    for (int lane = 0; lane < sink->n; lane++) {
        const int32_t finish = room->finish[at][lane];
        const int32_t d = n->varied >= 0 ? draws->duration[n->varied][lane] : n->duration;
        to.finish[lane] = n->is_moment ? flat_finish(f, finish) : worktime_finish_at(f->w, finish);
        to.start[lane] = n->is_moment ? to.finish[lane] : worktime_start_at(f->w, finish - d);
    }
}

/* A summary from the rows below it; blank ones have no dates. */
static void summary_keep(const struct flat *f, int32_t task, const struct flat_sink *sink)
{
    const struct prepared  *p = f->d->s->prepared;
    const struct sample_row to = row_of(sink, task);
    for (int lane = 0; lane < sink->n; lane++) {
        instant first = INSTANT_BEYOND, last = INSTANT_BEFORE;
        for (int32_t k = p->child_row[task]; k < p->child_end[task]; k++) {
            const struct sample_row below = row_of(sink, p->children[k]);
            if (below.start[lane] != INSTANT_NONE) {
                first = min_of(first, below.start[lane]);
                last = max_of(last, below.finish[lane]);
            }
        }
        to.start[lane] = first < INSTANT_BEYOND ? first : INSTANT_NONE;
        to.finish[lane] = first < INSTANT_BEYOND ? last : INSTANT_NONE;
    }
}

static void sample_keep(const struct flat *f, const struct flat_room *room,
                        const struct draw_block *draws, const struct flat_sink *sink)
{
    for (int32_t i = 0; i < f->n_tasks; i++)
        for (int lane = 0; lane < sink->n; lane++)
            row_of(sink, i).start[lane] = row_of(sink, i).finish[lane] = INSTANT_NONE;
    for (int32_t at = 0; at < f->n_nodes; at++)
        leaf_keep(f, room, at, draws, sink);
    for (int32_t i = 0; i < f->n_summaries; i++)
        summary_keep(f, f->summaries[i].task, sink);
}

/* --- one block ------------------------------------------------------------------------------ */

void flat_flush(const struct flat *f, struct flat_room *room, struct tally *tally)
{
    tally_take(tally, room->bins, f->n_tasks);
    room->n_counted = 0;
}

void flat_run(const struct flat *f, struct flat_room *room, const struct draw_block *draws,
              const struct flat_sink *sink)
{
    f->d->wide->forward(f, room, draws);
    for (int l = 0; l < sink->n; l++)
        sink->finish[l] = flat_finish(f, room->finish[f->n_nodes][l]);
    if (sink->sample)
        sample_keep(f, room, draws, sink);
    f->d->wide->backward(f, room, draws, sink);
    room->n_counted += sink->sample ? 0 : sink->n;
    if (room->n_counted > TALLY_FLUSH_AT)
        flat_flush(f, room, sink->tally);
}
