/* engine/level/plan/model.c - the network made ready for levelling.
 *
 * Works on a copy of the network with delays of its own: those of tasks that may move are zero,
 * others keep what they have. Calendars are compiled anew over a horizon with room for the delays
 * that can be expected; where that is not enough, a generator says so and the model is widened.
 * What may not move is taken where an ordinary calculation puts it, before anything is placed.
 */
#include "base/map.h"
#include "engine/level/plan/generate.h"
#include "engine/order.h"

#include <string.h>

/* --- what may move ---------------------------------------------------------------------------- */

static bool is_bound_by_date(const struct network *net, int32_t task)
{
    const enum net_constraint kind = TASK_COLUMN(net, constraint, task, NET_ASAP);
    const bool has_date = TASK_COLUMN(net, constraint_at, task, INSTANT_NONE) != INSTANT_NONE;
    return kind == NET_ALAP || (has_date && (kind == NET_MSO || kind == NET_MFO));
}

bool model_may_move(const struct level_input *in, int32_t task)
{
    const struct network *net = in->net;
    if (in->is_held && in->is_held[task])
        return false;
    return !task_is(net, task, TASK_MANUAL | TASK_EXTERNAL | TASK_INACTIVE | TASK_BLANK) &&
           !pass_is_started(net, task) && !pass_is_finished(net, task) &&
           !is_bound_by_date(net, task);
}

static void delays_copy(struct model *m)
{
    const struct network *from = m->in->net;
    m->net = *from;
    m->net.tasks.levelling_delay_s = arena_array(m->mem, int64_t, from->n_tasks + 1);
    m->given = arena_array(m->mem, int64_t, from->n_tasks + 1);
    for (int32_t i = 0; i < from->n_tasks; i++) {
        m->given[i] = model_may_move(m->in, i) ? 0 : TASK_COLUMN(from, levelling_delay_s, i, 0);
        m->net.tasks.levelling_delay_s[i] = m->given[i];
    }
}

static void flags_set(struct model *m)
{
    m->flags = arena_array(m->mem, uint8_t, m->p.n_nodes + 1);
    struct node *nodes = arena_copy(m->mem, m->p.nodes, sizeof *nodes * (size_t)m->p.n_nodes);
    m->n_movable = m->top_priority = 0;
    for (int32_t at = 0; at < m->p.n_nodes; at++) {
        if (m->demand_row[at + 1] == m->demand_row[at])
            continue;
        m->flags[at] = MODEL_ASKS;
        if (!model_may_move(m->in, nodes[at].task))
            continue;
        const int32_t priority = m->in->priority ? m->in->priority[nodes[at].task] : 0;
        m->top_priority = priority > m->top_priority ? priority : m->top_priority;
        m->flags[at] |= MODEL_MOVABLE;
        m->flags[at] |= m->in->may_split && m->in->may_split[nodes[at].task] ? MODEL_SPLITS : 0;
        nodes[at].flags |= NODE_RARE;
        m->n_movable++;
    }
    m->p.nodes = nodes;
}

/* --- arcs ------------------------------------------------------------------------------------- */

/* The other ends of arcs: to[row[v] … row[v + 1]) are the nodes that have v among theirs. */
static void turn_round(struct model *m, const int32_t *row, const struct arc *arcs, int32_t *ret[2])
{
    const int32_t n = m->p.n_nodes;
    ret[0] = arena_array(m->mem, int32_t, n + 2);
    ret[1] = arena_array(m->mem, int32_t, row[n] + 1);
    for (int32_t k = 0; k < row[n]; k++)
        ret[0][arcs[k].node + 2]++;
    for (int32_t v = 2; v < n + 2; v++)
        ret[0][v] += ret[0][v - 1];
    for (int32_t at = 0; at < n; at++)
        for (int32_t k = row[at]; k < row[at + 1]; k++)
            ret[1][ret[0][arcs[k].node + 1]++] = at;
}

static void arcs_turn(struct model *m)
{
    int32_t *ret[2];
    turn_round(m, m->p.pred_row, m->p.preds, ret);
    m->succ_row = ret[0];
    m->succs = ret[1];
    turn_round(m, m->p.succ_row, m->p.succs, ret);
    m->pred_row = ret[0];
    m->preds = ret[1];
}

/* --- calendars -------------------------------------------------------------------------------- */

static bool same_time(const struct worktime *a, const struct worktime *b)
{
    return a->n == b->n && a->total == b->total && a->from == b->from && a->to == b->to &&
           memcmp(a->spans, b->spans, sizeof *a->spans * (a->n + 2)) == 0;
}

/* Calendars of equal hours become one, so that resources which share hours share an axis. */
static void times_unite(struct model *m, const struct worktime **times)
{
    struct map known;
    map_init(&known, m->mem, 64);
    for (int32_t s = 0; s < m->p.n_slots; s++) {
        int64_t first;
        if (!times[s])
            continue;
        if (!map_get(&known, times[s]->total, &first))
            map_put(&known, times[s]->total, s);
        else if (same_time(times[s], times[first]))
            times[s] = times[first];
    }
    m->times = times;
}

/* Seconds of work that wait in the longest queue. */
static int64_t longest_queue(const struct model *m)
{
    double *queue = arena_array(m->mem, double, m->in->n_resources + 1), most = 0;
    for (int32_t k = 0; k < m->demand_row[m->p.n_nodes]; k++) {
        const struct demand *d = &m->demands[k];
        const int32_t        peak = m->base[d->resource].peak;
        if (peak > 0 && !(m->is_off && m->is_off[d->assignment]))
            queue[d->resource] += (double)d->length_s * d->units / peak;
    }
    for (int32_t r = 0; r < m->in->n_resources; r++)
        most = queue[r] > most ? queue[r] : most;
    return most < 1e12 ? (int64_t)most : (int64_t)1e12;
}

bool model_is_plain(const struct model *m, int32_t at, struct plain *ret_plain)
{
    const struct node        *n = &m->p.nodes[at];
    const enum net_constraint kind = TASK_COLUMN(&m->net, constraint, n->task, NET_ASAP);
    struct plain              x = {m->times[n->slot], m->net.tasks.duration_s[n->task]};
    bool                      has_part = false;
    if ((kind != NET_ASAP && kind != NET_SNET) || n->flags & (NODE_MAY_LEAD | NODE_CONSTRAINED) ||
        task_is(&m->net, n->task, TASK_ELAPSED))
        return false;
    for (int32_t k = m->p.part_row[at]; k < m->p.part_row[at + 1]; k++) {
        const int32_t          a = m->p.parts[k].assignment;
        const struct worktime *w = m->times[m->p.parts[k].slot];
        if (m->c->spans[k] <= 0)
            continue;
        if (ASSIGNMENT_COLUMN(&m->net, delay_s, a, 0) || (has_part && w != x.w))
            return false;
        x.span_s = has_part ? max_of(x.span_s, m->c->spans[k]) : m->c->spans[k];
        x.w = w;
        has_part = true;
    }
    *ret_plain = x;
    return x.span_s > 0;
}

static void plains_find(struct model *m)
{
    for (int32_t at = 0; at < m->p.n_nodes; at++)
        if (m->flags[at] & MODEL_MOVABLE) {
            m->flags[at] &= (uint8_t)~MODEL_PLAIN;
            m->flags[at] |= model_is_plain(m, at, &m->plains[at]) ? MODEL_PLAIN : 0;
        }
}

static void calendars_use(struct model *m, const struct worktime **times, struct horizon h)
{
    m->horizon = h;
    times_unite(m, times);
    m->c->worktimes = m->times;
    m->c->horizon = h;
    pass_spans(m->c);
    demands_find(m);
    choices_ready(m);
    if (m->flags)
        plains_find(m);
}

static err calendars_make(struct model *m, struct horizon h)
{
    const struct worktime **times;
    h.to = h.to < INSTANT_MAX ? h.to : INSTANT_MAX;
    TRY(prepared_worktimes(m->mem, &m->p, h, &times));
    calendars_use(m, times, h);
    return OK;
}

err model_widen(struct model *m)
{
    struct horizon h = m->horizon;
    if (h.to >= INSTANT_MAX)
        return err_make(ERR_INVALID, "Levelled, the plan would run beyond the year 2199; some "
                                     "resource is asked for far more than there is.");
    h.to += h.to - h.from;
    TRY(calendars_make(m, h));
    model_fix(m, m->plain.rows);
    return OK;
}

/* --- what is fixed ---------------------------------------------------------------------------- */

/* Of a task begun: the share of its work that is done. */
static double share_done(const struct model *m, int32_t task)
{
    const int64_t duration = m->net.tasks.duration_s[task];
    if (!pass_is_started(&m->net, task) || duration <= 0)
        return 0;
    const double left = (double)pass_remaining(&m->net, task) / (double)duration;
    return left < 1 ? 1 - left : 0;
}

static int64_t begin_of(const struct demand *d, instant start)
{
    return d->w ? worktime_before(d->w, start) + d->delay_s : start;
}

/* A rest that was put off ends with the task. */
static int64_t put_off(const struct demand *d, int64_t begin, instant finish)
{
    const int64_t late = worktime_before(d->w, finish) - (begin + d->span_s);
    return late > 0 ? begin + late : begin;
}

static void fixed_take(struct model *m, int32_t at, const struct cpm_row *row)
{
    const double done = share_done(m, m->p.nodes[at].task);
    for (int32_t k = m->demand_row[at]; k < m->demand_row[at + 1]; k++) {
        struct demand d = m->demands[k];
        int64_t       begin = begin_of(&d, row->start);
        if (!d.w)
            d.length_s = row->finish - row->start;
        else if (done > 0)
            begin = put_off(&d, begin, row->finish);
        const int64_t skip = (int64_t)(done * (double)d.span_s) - d.offset_s;
        if (d.w && skip > 0) {
            d.offset_s += skip;
            d.length_s -= skip;
        }
        if (d.length_s > 0)
            demand_take(&m->base[d.resource], m->mem, &d, begin);
    }
}

void model_fix(struct model *m, const struct cpm_row *rows)
{
    for (int32_t r = 0; r < m->in->n_resources; r++) {
        const struct worktime *axis = m->base[r].axis;
        profile_init(&m->base[r], m->mem, &m->in->resources[r], axis);
    }
    for (int32_t at = 0; at < m->p.n_nodes; at++)
        if (m->flags[at] == MODEL_ASKS)
            fixed_take(m, at, &rows[m->p.nodes[at].task]);
    /* Tasks as late as possible are placed by the rows they have. */
    memcpy(m->c->rows, rows, sizeof *rows * (size_t)m->net.n_tasks);
    m->c->is_late_placed = m->p.has_alap;
}

/* --- the whole -------------------------------------------------------------------------------- */

static err check_kind(const struct network *net)
{
    if (net->options.from_finish)
        return err_make(ERR_INVALID, "The plan is scheduled from its finish; a levelling delay "
                                     "moves nothing there. Schedule it from its start first.");
    if (net->p6)
        return err_make(ERR_INVALID, "The plan follows the rules of Primavera P6, which know no "
                                     "levelling delay. Set its profile to msp first.");
    return OK;
}

/* The plan as it is; the same as without delays when there are none. */
static err before_find(struct model *m)
{
    bool is_delayed = false;
    for (int32_t i = 0; i < m->net.n_tasks; i++)
        is_delayed |= TASK_COLUMN(m->in->net, levelling_delay_s, i, 0) != m->given[i];
    m->before = m->plain;
    if (is_delayed)
        TRY(cpm_run(m->mem, m->from->net, &m->before));
    m->published = arena_array(m->mem, instant, m->p.n_nodes + 1);
    for (int32_t at = 0; at < m->p.n_nodes; at++)
        m->published[at] = m->before.rows[m->p.nodes[at].task].start;
    return OK;
}

/* The dates without delays, everybody doing what was given to them. */
static err plain_find(struct model *m, const struct prepared *p)
{
    struct network         net = *m->from->net;
    const struct prepared *own = p;
    net.tasks.levelling_delay_s = m->net.tasks.levelling_delay_s;
    if (m->in->choices)
        TRY(network_prepare(m->mem, arena_copy(m->mem, &net, sizeof net), &own));
    return cpm_pass(cpm_new(m->mem, own), &m->plain);
}

err model_make(struct arena *mem, const struct level_input *in, const struct level_input *from,
               struct model *ret_model)
{
    const struct prepared *p;
    struct model          *m = ret_model;
    *m = (struct model){.in = in, .from = from, .mem = mem};
    TRY(check_kind(in->net));
    delays_copy(m);
    TRY(network_prepare(mem, &m->net, &p));
    TRY(plain_find(m, p));
    m->p = *p;
    m->c = cpm_new(mem, &m->p);
    m->c->start = m->net.options.start;
    TRY(before_find(m));
    arcs_turn(m);
    calendars_use(m, arena_copy(mem, p->worktimes, sizeof *p->worktimes * (size_t)p->n_slots),
                  p->horizon);
    flags_set(m);
    m->plains = arena_array(mem, struct plain, m->p.n_nodes + 1);
    plains_find(m);
    const int64_t queue = longest_queue(m) * 6;
    if (queue > 0)
        TRY(calendars_make(m, (struct horizon){p->horizon.from, p->horizon.to + queue}));
    model_fix(m, m->plain.rows);
    return OK;
}
