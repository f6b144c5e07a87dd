/* engine/simulate/mixed.c - which node is what, the odd ones, and the sample.
 *
 * The network is compiled once: kinds, rows of links by what they cost, constants as moments of the
 * grid. An odd node gets the dates of its neighbours, lane by lane, in the thread's own calculator,
 * and the engine's functions place it there; one that no draw reaches is placed in one lane for
 * all.
 */
#include "engine/simulate/mixed.h"

#include "engine/pass.h"
#include "engine/simulate/trial.h"
#include "engine/simulate/wide.h"

#include <string.h>

enum { ODD_MOST = 60 }; /* per cent of the nodes: more are not worth the way */

/* --- which node is what ----------------------------------------------------------------------- */

static bool has_date(const instant *column, int32_t i)
{
    return column && column[i] != INSTANT_NONE;
}

static bool arc_fits(const struct prepared *p, const struct arc *a)
{
    if (a->kind == ARC_PLAIN)
        return true;
    return (a->kind == ARC_WORKING || a->kind == ARC_ELAPSED) &&
           p->nodes[a->node].kind == NODE_LEAF;
}

static bool arcs_fit(const struct prepared *p, int32_t at)
{
    for (int32_t k = p->pred_row[at]; k < p->pred_end[at]; k++)
        if (!arc_fits(p, &p->preds[k]))
            return false;
    for (int32_t k = p->succ_row[at]; k < p->succ_end[at]; k++)
        if (!arc_fits(p, &p->succs[k]))
            return false;
    return true;
}

static bool dates_fit(const struct mixed *m, int32_t at)
{
    const struct task_columns *t = &m->p->net->tasks;
    const int32_t              i = m->p->nodes[at].task;
    const uint8_t              kind = TASK_COLUMN(m->p->net, constraint, i, NET_ASAP);
    const bool                 is_bound = kind != NET_ASAP && has_date(t->constraint_at, i);
    const bool                 is_snet = kind == NET_SNET && t->duration_s[i] > 0;
    return (!is_bound || (is_snet && grid_has(m->grid, t->constraint_at[i]))) &&
           (!has_date(t->deadline, i) || grid_has(m->grid, t->deadline[i]));
}

/* Whether the task is not begun, automatic, and of one stretch on its own calendar. */
static bool task_fits(const struct mixed *m, int32_t at)
{
    const struct prepared *p = m->p;
    const struct network  *net = p->net;
    const int32_t          i = p->nodes[at].task;
    return p->nodes[at].kind == NODE_LEAF && p->part_end[at] == p->part_row[at] &&
           !(p->nodes[at].flags & (NODE_MAY_LEAD | NODE_CONSTRAINED)) &&
           !task_is(net, i,
                    TASK_ELAPSED | TASK_MANUAL | TASK_INACTIVE | TASK_EXTERNAL |
                        TASK_NEVER_CRITICAL) &&
           !has_date(net->tasks.actual_start, i) && !has_date(net->tasks.actual_finish, i) &&
           TASK_COLUMN(net, percent_complete, i, 0) <= 0 &&
           TASK_COLUMN(net, levelling_delay_s, i, 0) == 0 && net->tasks.duration_s[i] >= 0;
}

/* Tasks whose duration may become nothing: they would be moments then. By task. */
static bool *may_vanish(struct arena *mem, const struct draws *d)
{
    bool *to = arena_array(mem, bool, d->s->prepared->net->n_tasks + 1);
    for (int32_t v = 0; v < d->n_varied; v++) {
        const int32_t e = d->varied[v].estimate;
        to[d->varied[v].task] = d->varied[v].planned_s <= 0 ||
                                (e >= 0 && d->estimates[e].kind == SPREAD_FIXED &&
                                 d->estimates[e].low < 1);
    }
    for (int32_t i = 0; i < d->s->n_effects; i++) {
        const struct simulation_effect *e = &d->s->effects[i];
        if (e->kind == SIMULATION_FACTOR ||
            (e->kind == SIMULATION_DELAY && e->spread.optimistic < 0))
            to[e->task] = true;
    }
    return to;
}

static bool is_done(const struct mixed *m, int32_t at)
{
    const struct network      *net = m->p->net;
    const struct task_columns *t = &net->tasks;
    const int32_t              i = m->p->nodes[at].task;
    return m->p->nodes[at].kind == NODE_LEAF && !task_is(net, i, TASK_MANUAL | TASK_EXTERNAL) &&
           has_date(t->actual_start, i) && has_date(t->actual_finish, i) &&
           grid_has(m->grid, t->actual_start[i]) && grid_has(m->grid, t->actual_finish[i]);
}

static enum mixed_kind kind_of(const struct mixed *m, int32_t at, const bool *vanishes)
{
    const int32_t task = m->p->nodes[at].task;
    if (is_done(m, at))
        return MIXED_DONE;
    if (!task_fits(m, at) || !dates_fit(m, at) || !arcs_fit(m->p, at) || vanishes[task])
        return MIXED_ODD;
    return m->p->net->tasks.duration_s[task] > 0 ? MIXED_QUICK : MIXED_MOMENT;
}

/* --- compiling -------------------------------------------------------------------------------- */

enum { GROUPS = 4, LAGGED = 2, SAME_TIME = 3 };

/* Both quick, on one calendar, with a lag of its time: nothing is to be looked up. */
static bool is_of_one_time(const struct mixed *m, const struct arc *a, int32_t at)
{
    const struct mixed_node *one = &m->nodes[at], *other = &m->nodes[a->node];
    return one->kind == MIXED_QUICK && other->kind == MIXED_QUICK && one->time == other->time &&
           !one->time->is_continuous && a->kind != ARC_ELAPSED;
}

static int32_t group_of(const struct mixed *m, const struct arc *a, int32_t at, bool is_succ)
{
    if (is_of_one_time(m, a, at))
        return SAME_TIME;
    return a->lag_s != 0 ? LAGGED : (a->type >> (is_succ ? 0 : 1)) & 1;
}

/* Whether some link may have left its finish in free time. */
static bool is_raw(const struct mixed *m, int32_t at)
{
    bool any = false;
    for (int32_t k = m->p->pred_row[at]; k < m->p->pred_end[at]; k++)
        any |= m->p->preds[k].type & 2;
    return any;
}

/* A finished task lets its preds go: a lag before it would bring it back. */
static bool is_let_go(const struct mixed *m, const struct arc *a)
{
    return a->lag_s != 0 && m->p->nodes[a->node].kind == NODE_LEAF &&
           pass_is_finished(m->p->net, m->p->nodes[a->node].task);
}

static struct mixed_arc arc_of(const struct mixed *m, const struct arc *a, int32_t succ)
{
    const int64_t lag = a->kind == ARC_RARE ? 0 : a->lag_s;
    return (struct mixed_arc){
        .node = (int32_t)a->node,
        .lag = grid_span(m->grid, lag < 0 ? -lag : lag),
        .time = a->kind == ARC_WORKING ? &m->grid->times[m->p->nodes[succ].slot] : NULL,
        .type = (uint8_t)a->type,
        .is_lead = lag < 0,
        .is_raw = a->type & 1 || is_raw(m, (int32_t)a->node)};
}

/* Rows of one node by group; ends of the groups in `ends`. Returns where the row ends. */
static int32_t row_fill(struct mixed *m, int32_t at, bool is_succ, int32_t to,
                        int32_t ends[GROUPS - 1])
{
    const struct prepared *p = m->p;
    const struct arc      *from = is_succ ? p->succs : p->preds;
    struct mixed_arc      *arcs = is_succ ? m->succs : m->preds;
    const int32_t          begin = is_succ ? p->succ_row[at] : p->pred_row[at];
    const int32_t          end = is_succ ? p->succ_end[at] : p->pred_end[at];
    for (int32_t group = 0; group < GROUPS; group++) {
        for (int32_t k = begin; k < end; k++)
            if (group_of(m, &from[k], at, is_succ) == group && !(is_succ && is_let_go(m, &from[k])))
                arcs[to++] = arc_of(m, &from[k], is_succ ? (int32_t)from[k].node : at);
        if (group < GROUPS - 1)
            ends[group] = to;
    }
    return to;
}

static void deadline_fill(const struct mixed *m, int32_t task, bool *ret_has, int32_t *ret_at)
{
    *ret_has = has_date(m->p->net->tasks.deadline, task);
    if (*ret_has)
        *ret_at = grid_clock(m->grid, m->p->net->tasks.deadline[task]);
}

static void constants_fill(const struct mixed *m, int32_t at, struct mixed_node *n)
{
    const struct network      *net = m->p->net;
    const struct task_columns *t = &net->tasks;
    const struct grid         *g = m->grid;
    n->floor = m->start;
    if (n->kind == MIXED_DONE) {
        n->first = grid_clock(g, t->actual_start[n->task]);
        n->floor = (int32_t)max_of(n->first, grid_clock(g, t->actual_finish[n->task]));
    } else if (n->kind == MIXED_QUICK && TASK_COLUMN(net, constraint, n->task, 0) == NET_SNET &&
               has_date(t->constraint_at, n->task)) {
        n->floor = grid_clock(g, t->constraint_at[n->task]);
        if (m->p->nodes[at].flags & NODE_HAS_PRED)
            n->floor = (int32_t)max_of(n->floor, m->start);
    }
    if (m->p->nodes[at].kind == NODE_LEAF)
        deadline_fill(m, n->task, &n->has_ceiling, &n->ceiling);
}

static bool counts(const struct network *net, int32_t task)
{
    return !task_is(net, task, TASK_INACTIVE | TASK_EXTERNAL | TASK_BLANK);
}

static void node_fill(struct mixed *m, int32_t at, const bool *vanishes)
{
    const struct prepared *p = m->p;
    const int32_t          task = p->nodes[at].task;
    const bool             is_leaf = p->nodes[at].kind == NODE_LEAF;
    struct mixed_node     *n = &m->nodes[at];
    const int32_t          above = TASK_COLUMN(p->net, parent, task, TASK_NONE);
    *n = (struct mixed_node){.task = task, .odd = -1, .varied = -1, .summary = -1};
    n->time = &m->grid->times[p->nodes[at].slot];
    n->kind = (uint8_t)kind_of(m, at, vanishes);
    n->counts = is_leaf && counts(p->net, task);
    if (n->kind == MIXED_ODD)
        n->odd = m->n_odd++;
    if (is_leaf) {
        n->varied = m->d->varied_of[task];
        n->duration = grid_span(m->grid, max_of(p->net->tasks.duration_s[task], 0));
        n->summary = n->counts && above != TASK_NONE ? m->place[above] - 1 : -1;
    }
    n->is_open = p->succ_row[at] == p->succ_end[at] && p->net->options.multiple_critical_paths;
    constants_fill(m, at, n);
}

static void arcs_fill(struct mixed *m, int32_t at, int32_t *preds, int32_t *succs)
{
    struct mixed_node *n = &m->nodes[at];
    int32_t            ends[GROUPS - 1];
    n->pred = *preds;
    *preds = n->pred_end = row_fill(m, at, false, *preds, ends);
    n->pred_finish = ends[0];
    n->pred_lag = ends[1];
    n->pred_same = ends[2];
    n->succ = *succs;
    *succs = n->succ_end = row_fill(m, at, true, *succs, ends);
    n->succ_start = ends[0];
    n->succ_lag = ends[1];
    n->succ_same = ends[2];
}

/* A link after which the succ ends no earlier, so that the pred is not the last of all. */
static bool is_followed(const struct mixed *m, const struct arc *a)
{
    const uint8_t kind = m->nodes[a->node].kind;
    return !(a->type & 1) && a->lag_s >= 0 && (kind == MIXED_QUICK || kind == MIXED_MOMENT);
}

static void needs_of_preds(struct mixed *m, int32_t at)
{
    struct mixed_node *n = &m->nodes[at];
    for (int32_t k = m->p->pred_row[at]; k < m->p->pred_end[at]; k++) {
        const struct arc *a = &m->p->preds[k];
        const bool        is_odd = m->nodes[a->node].kind == MIXED_ODD;
        const bool        is_moment = !is_of_one_time(m, a, at);
        n->needs_late_finish |= is_odd || (is_moment && a->type & 2);
        n->needs_late_start |= is_odd || (is_moment && !(a->type & 2));
        n->needs_start |= is_odd;
        n->needs_finish |= is_odd;
        n->is_same &= m->nodes[a->node].is_same;
    }
}

static void needs_of_succs(struct mixed *m, int32_t at)
{
    struct mixed_node *n = &m->nodes[at];
    for (int32_t k = m->p->succ_row[at]; k < m->p->succ_end[at]; k++) {
        const struct arc *a = &m->p->succs[k];
        const bool        is_odd = m->nodes[a->node].kind == MIXED_ODD;
        const bool        is_moment = !is_of_one_time(m, a, at) || a->type & 2;
        n->needs_start |= is_odd || (is_moment && a->type & 1);
        n->needs_finish |= is_odd || (is_moment && !(a->type & 1));
        n->is_last &= !is_followed(m, a);
    }
}

/* Dates that only some neighbours ask for, and nodes that no draw reaches. */
static void needs_find(struct mixed *m)
{
    for (int32_t at = 0; at < m->n_nodes; at++) {
        struct mixed_node *n = &m->nodes[at];
        const bool         is_below = n->summary >= 0;
        n->needs_start = n->needs_late_start = n->needs_late_finish = is_below;
        n->is_same = n->varied < 0;
        n->is_last = n->counts;
        needs_of_preds(m, at);
        needs_of_succs(m, at);
        n->needs_finish |= is_below || n->is_last || n->has_ceiling;
        n->floor_work = grid_work(m->grid, n->time, n->floor);
        n->ceiling_work = grid_work(m->grid, n->time, n->ceiling);
    }
}

static void summaries_fill(struct arena *mem, struct mixed *m)
{
    const struct prepared *p = m->p;
    m->place = arena_array(mem, int32_t, p->net->n_tasks + 1);
    m->n_summaries = p->n_summaries;
    m->summaries = arena_array(mem, struct flat_summary, p->n_summaries + 1);
    m->is_done = arena_array(mem, bool, p->n_summaries + 1);
    for (int32_t i = 0; i < p->n_summaries; i++)
        m->place[p->summaries[i]] = i + 1;
    for (int32_t i = 0; i < p->n_summaries; i++) {
        const int32_t task = p->summaries[i], above = TASK_COLUMN(p->net, parent, task, TASK_NONE);
        m->summaries[i] = (struct flat_summary){
            .task = task, .above = above == TASK_NONE ? -1 : m->place[above] - 1};
        deadline_fill(m, task, &m->summaries[i].has_ceiling, &m->summaries[i].ceiling);
        m->is_done[i] = true;
        for (int32_t k = p->child_row[task]; k < p->child_end[task]; k++) {
            const int32_t child = p->children[k];
            if (counts(p->net, child))
                m->is_done[i] &= p->place[child] >= 0 ? pass_is_finished(p->net, child)
                                 : m->place[child]    ? m->is_done[m->place[child] - 1]
                                                      : true;
        }
    }
}

static bool network_fits(const struct prepared *p)
{
    const struct network *net = p->net;
    int32_t               n_counting = 0;
    if (net->p6 || net->options.from_finish || p->has_alap || net->options.critical_slack_s < 0)
        return false;
    for (int32_t i = 0; i < p->n_summaries; i++)
        if (task_is(net, p->summaries[i], TASK_MANUAL | TASK_INACTIVE | TASK_EXTERNAL))
            return false;
    for (int32_t at = 0; at < p->n_nodes; at++)
        n_counting += p->nodes[at].kind == NODE_LEAF && counts(net, p->nodes[at].task);
    return n_counting > 0;
}

const struct mixed *mixed_new(struct arena *mem, const struct draws *d,
                              const struct cpm_result *planned)
{
    const struct prepared *p = d->s->prepared;
    const struct grid     *g;
    if (!network_fits(p) || !(g = grid_new(mem, p, planned->worktimes)) ||
        !grid_has(g, p->net->options.start))
        return NULL;
    const int32_t project = p->net->options.calendar, n = p->n_nodes;
    struct mixed *m = arena_new(mem, struct mixed);
    *m = (struct mixed){.d = d, .grid = g, .p = p, .n_nodes = n, .worktimes = planned->worktimes};
    const struct worktime *any = planned->worktimes[p->nodes[0].slot];
    m->horizon = (struct horizon){any->from, any->to};
    m->project = &g->times[project == CALENDAR_NONE ? p->net->n_calendars : project];
    m->start = grid_clock(g, p->net->options.start);
    m->slack = grid_span(g, p->net->options.critical_slack_s);
    m->nodes = arena_array(mem, struct mixed_node, n + 1);
    m->preds = arena_array(mem, struct mixed_arc, p->pred_end[n - 1] + 1);
    m->succs = arena_array(mem, struct mixed_arc, p->succ_end[n - 1] + 1);
    summaries_fill(mem, m);
    const bool *vanishes = may_vanish(mem, d);
    int32_t     preds = 0, succs = 0;
    for (int32_t at = 0; at < n; at++)
        node_fill(m, at, vanishes);
    for (int32_t at = 0; at < n; at++)
        arcs_fill(m, at, &preds, &succs);
    needs_find(m);
    return d->s->is_mixed || (int64_t)m->n_odd * 100 <= (int64_t)n * ODD_MOST ? m : NULL;
}

struct mixed_room *mixed_room_new(struct arena *mem, const struct mixed *m, struct trial *odd)
{
    struct mixed_room *r = (struct mixed_room *)(void *)lanes_array(
        mem, (int32_t)(sizeof *r / sizeof(lanes_i32)) + 1);
    r->dates = (struct mixed_dates *)(void *)lanes_array(
        mem, m->n_nodes * (int32_t)(sizeof *r->dates / sizeof(lanes_i32)));
    r->duration = lanes_array(mem, m->d->n_varied + 1);
    r->summary = lanes_array(mem, 4 * m->n_summaries + 4);
    r->end_work = lanes_array(mem, m->p->n_slots + 1);
    r->odd = (struct mixed_odd *)(void *)lanes_array(
        mem, m->n_odd * (int32_t)((sizeof *r->odd + sizeof(lanes_i32) - 1) / sizeof(lanes_i32)));
    r->critical = arena_array(mem, uint16_t, m->n_nodes + 1);
    r->bins = arena_alloc(mem, sizeof *r->bins * ((size_t)m->p->net->n_tasks + 1));
    r->trial = odd;
    return r;
}

/* --- odd nodes -------------------------------------------------------------------------------- */

/* As the engine tells it to the grid; a leaf outside makes its lane bad. */
static int32_t clock_of(const struct mixed *m, struct mixed_room *room, int32_t at, int lane,
                        instant t)
{
    if (m->p->nodes[at].kind == NODE_LEAF && !grid_has(m->grid, t))
        room->bad[lane] = -1;
    return grid_clock(m->grid, t);
}

static void dates_give(const struct mixed *m, const struct mixed_room *room, struct cpm *c,
                       int32_t at, int lane)
{
    const struct mixed_dates *d = &room->dates[at];
    c->dates[at] = (struct dates){
        grid_instant(m->grid, d->start[lane]), grid_instant(m->grid, d->finish[lane]),
        grid_instant(m->grid, d->late_start[lane]), grid_instant(m->grid, d->late_finish[lane])};
}

/* The durations of the lane that the node's dates depend on: its own, and of lags in per cent. */
static void durations_give(const struct mixed *m, struct mixed_room *room, int32_t at, int lane,
                           const struct draw_block *draws)
{
    const struct mixed_node *n = &m->nodes[at];
    if (n->varied >= 0)
        trial_vary(room->trial, n->varied, draws, lane);
    for (int32_t k = m->p->pred_row[at]; k < m->p->pred_end[at]; k++)
        if (m->p->preds[k].kind == ARC_RARE && m->nodes[m->p->preds[k].node].varied >= 0)
            trial_vary(room->trial, m->nodes[m->p->preds[k].node].varied, draws, lane);
}

static void odd_forward_lane(const struct mixed *m, struct mixed_room *room, int32_t at, int lane,
                             const struct draw_block *draws)
{
    const struct mixed_node *n = &m->nodes[at];
    struct cpm              *c = trial_cpm(room->trial);
    durations_give(m, room, at, lane, draws);
    for (int32_t k = n->pred; k < n->pred_end; k++)
        dates_give(m, room, c, m->preds[k].node, lane);
    pass_forward_rare(c, at);
    room->dates[at].start[lane] = clock_of(m, room, at, lane, c->dates[at].start);
    room->dates[at].finish[lane] = clock_of(m, room, at, lane, c->dates[at].finish);
    room->odd[n->odd].asked[lane] = c->asked[at];
}

void mixed_odd_forward(const struct mixed *m, struct mixed_room *room, int32_t at,
                       const struct draw_block *draws)
{
    const struct mixed_node *n = &m->nodes[at];
    struct cpm              *c = trial_cpm(room->trial);
    const int                lanes = n->is_same ? 1 : LANES;
    c->worktimes = m->worktimes;
    c->horizon = m->horizon;
    c->start = m->p->net->options.start;
    c->is_late_placed = false;
    for (int lane = 0; lane < lanes; lane++)
        odd_forward_lane(m, room, at, lane, draws);
    for (int lane = lanes; lane < LANES; lane++) {
        room->dates[at].start[lane] = room->dates[at].start[0];
        room->dates[at].finish[lane] = room->dates[at].finish[0];
        room->odd[n->odd].asked[lane] = room->odd[n->odd].asked[0];
    }
    if (n->is_same && room->bad[0] < 0)
        room->bad = lanes_all(-1);
}

static void row_early(struct cpm *c, int32_t at)
{
    struct cpm_row *row = &c->rows[c->p->nodes[at].task];
    if (c->p->nodes[at].kind != NODE_LEAF)
        return;
    row->early_start = c->dates[at].start;
    row->early_finish = c->dates[at].finish;
}

static void odd_backward_lane(const struct mixed *m, struct mixed_room *room, int32_t at, int lane,
                              const struct draw_block *draws)
{
    const struct mixed_node *n = &m->nodes[at];
    struct mixed_dates      *to = &room->dates[at];
    struct mixed_odd        *odd = &room->odd[n->odd];
    struct cpm              *c = trial_cpm(room->trial);
    const struct cpm_row    *row = &c->rows[n->task];
    if (n->varied >= 0)
        trial_vary(room->trial, n->varied, draws, lane);
    dates_give(m, room, c, at, lane);
    for (int32_t k = n->succ; k < n->succ_end; k++)
        dates_give(m, room, c, m->succs[k].node, lane);
    c->asked[at] = odd->asked[lane];
    c->finish = grid_instant(m->grid, room->end[lane]);
    row_early(c, at);
    pass_backward_rare(c, at);
    to->late_start[lane] = grid_clock(m->grid, c->dates[at].late_start);
    to->late_finish[lane] = grid_clock(m->grid, c->dates[at].late_finish);
    if (m->p->nodes[at].kind != NODE_LEAF)
        return;
    odd->late_start[lane] = clock_of(m, room, at, lane, row->late_start);
    odd->late_finish[lane] = clock_of(m, room, at, lane, row->late_finish);
    if (task_is(m->p->net, n->task, TASK_MANUAL)) {
        odd->late_start[lane] = to->start[lane];
        odd->late_finish[lane] = to->finish[lane];
    }
    room->critical[at] |= (uint16_t)(row->critical << lane);
}

void mixed_odd_backward(const struct mixed *m, struct mixed_room *room, int32_t at,
                        const struct draw_block *draws)
{
    room->critical[at] = 0;
    for (int lane = 0; lane < LANES; lane++)
        odd_backward_lane(m, room, at, lane, draws);
}

/* --- the sample ------------------------------------------------------------------------------- */

static void sample_row(const struct flat_sink *sink, int32_t task, const lanes_i32 *start,
                       const lanes_i32 *finish, const struct grid *g)
{
    const size_t at = (size_t)task * (size_t)sink->sample->n + (size_t)sink->first;
    for (int lane = 0; lane < sink->n; lane++) {
        sink->sample->start[at + (size_t)lane] = start ? grid_instant(g, (*start)[lane])
                                                       : INSTANT_NONE;
        sink->sample->finish[at + (size_t)lane] = start ? grid_instant(g, (*finish)[lane])
                                                        : INSTANT_NONE;
    }
}

static void sample_keep(const struct mixed *m, const struct mixed_room *room,
                        const struct flat_sink *sink)
{
    for (int32_t i = 0; i < m->p->net->n_tasks; i++)
        sample_row(sink, i, NULL, NULL, m->grid);
    for (int32_t at = 0; at < m->n_nodes; at++)
        if (m->p->nodes[at].kind == NODE_LEAF)
            sample_row(sink, m->nodes[at].task, &room->dates[at].start, &room->dates[at].finish,
                       m->grid);
    for (int32_t i = 0; i < m->n_summaries; i++)
        if (room->summary[4 * i][0] != LATEST)
            sample_row(sink, m->summaries[i].task, &room->summary[4 * i], &room->summary[4 * i + 1],
                       m->grid);
}

/* --- one block -------------------------------------------------------------------------------- */

static bool is_bad(const struct mixed_room *room, int32_t n)
{
    bool any = false;
    for (int32_t l = 0; l < n; l++)
        any |= room->bad[l] < 0;
    return any;
}

bool mixed_run(const struct mixed *m, struct mixed_room *room, const struct draw_block *draws,
               const struct flat_sink *sink)
{
    const struct wide *wide = m->d->wide;
    wide->mixed_forward(m, room, draws, sink->sample != NULL);
    if (is_bad(room, sink->n))
        return false;
    wide->mixed_backward(m, room, draws);
    if (is_bad(room, sink->n))
        return false;
    wide->mixed_count(m, room, sink);
    for (int l = 0; l < sink->n; l++)
        sink->finish[l] = grid_instant(m->grid, room->end[l]);
    if (sink->sample)
        sample_keep(m, room, sink);
    room->n_counted += sink->sample ? 0 : sink->n;
    if (room->n_counted > TALLY_FLUSH_AT)
        mixed_flush(m, room, sink->tally);
    return true;
}

void mixed_flush(const struct mixed *m, struct mixed_room *room, struct tally *tally)
{
    tally_take(tally, room->bins, m->p->net->n_tasks);
    room->n_counted = 0;
}

/* --- dates as they are counted ---------------------------------------------------------------- */

/* The calendar of a quick task, whose finishes are counted in its working time; or NULL. */
static const struct grid_time *time_of(const struct mixed *m, int32_t task)
{
    const int32_t at = m->p->place[task];
    return at >= 0 && m->nodes[at].kind == MIXED_QUICK ? m->nodes[at].time : NULL;
}

int64_t mixed_counted(const struct mixed *m, int32_t task, instant finish)
{
    const struct grid_time *time = time_of(m, task);
    if (finish == INSTANT_NONE)
        return finish;
    const int32_t clock = grid_clock(m->grid, finish);
    return time ? grid_work(m->grid, time, clock) : clock;
}

instant mixed_finish(const struct mixed *m, int32_t task, int64_t counted)
{
    static const struct grid_time always = {.is_continuous = true};
    struct grid_time              time = time_of(m, task) ? *time_of(m, task) : always;
    time.total = time.is_continuous ? m->grid->end : time.total;
    const int32_t at = (int32_t)max_of(min_of(counted, m->grid->end), 0);
    return grid_instant(m->grid, grid_finish_at(m->grid, &time, at));
}
